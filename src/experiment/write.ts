/** Result folders on disk: written beside their place and renamed, so that a folder is complete or absent. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, openSync, readdirSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Manifest } from '../result/document.js';
import { type Files, toJson } from '../result/folder.js';

/** A place that may not be written to; the user can choose another. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
}

const MANIFEST = 'manifest.json';

/** The file that a path leads through or ends at. */
function fileIn(path: string): string {
  return existsSync(path) ? path : fileIn(dirname(path));
}

async function contentsOf(directory: string): Promise<readonly string[] | null> {
  try {
    return await readdir(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'ENOTDIR') throw new FolderError(`${fileIn(directory)} is a file, not a folder: choose another folder with --out`);
    throw error;
  }
}

/**
 * Says whether a result may be written to a folder, before anything runs. An empty or absent one always may; a non-empty one only
 * with `overwrite`, and only where it holds a result: other people's files are never removed.
 * @throws FolderError
 */
export async function checkPlace(directory: string, overwrite: boolean): Promise<void> {
  const contents = await contentsOf(directory);
  if (contents === null || contents.length === 0) return;
  if (!overwrite) throw new FolderError(`${directory} is not empty: choose another folder with --out, or replace it with --overwrite`);
  if (!contents.includes(MANIFEST))
    throw new FolderError(
      `${directory} holds files that are not a result, so --overwrite leaves it alone: choose another folder with --out`,
    );
}

/** A result folder in the making. Nothing is at its place until `commit`. */
export class PendingFolder {
  /** as it was asked for, and in full */
  readonly place: string;
  readonly directory: string;
  readonly #beside: string;
  readonly #overwrite: boolean;
  /** the outermost folder made for it */
  #made: string | undefined;
  readonly #files: Record<string, { sha256: string; bytes: number }> = {};

  constructor(directory: string, overwrite: boolean) {
    this.place = directory;
    this.directory = resolve(directory);
    this.#beside = join(dirname(this.directory), `.${basename(this.directory)}.partial-${process.pid}`);
    this.#overwrite = overwrite;
  }

  /** Makes room beside the place, so that a place that cannot be written to shows before anything runs. */
  async prepare(): Promise<void> {
    this.#made = await mkdir(this.#beside, { recursive: true });
  }

  /** Writes files under a path inside the folder ('' for the folder itself). */
  async write(files: Files, under = ''): Promise<void> {
    for (const [path, bytes] of files) {
      const inside = under === '' ? path : `${under}/${path}`;
      await mkdir(dirname(join(this.#beside, inside)), { recursive: true });
      await writeFile(join(this.#beside, inside), bytes);
      this.#files[inside] = { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
    }
  }

  /** A file that grows while the run goes on; `close` when it is whole. */
  async open(path: string): Promise<{ append: (bytes: Uint8Array) => void; close: () => void }> {
    await mkdir(dirname(join(this.#beside, path)), { recursive: true });
    const file = openSync(join(this.#beside, path), 'w');
    const hash: Hash = createHash('sha256');
    let length = 0;
    return {
      append: (bytes) => {
        writeSync(file, bytes);
        hash.update(bytes);
        length += bytes.length;
      },
      close: () => {
        closeSync(file);
        this.#files[path] = { sha256: hash.digest('hex'), bytes: length };
      },
    };
  }

  /** Place of a file that is not yet one of the folder's: `adopt` makes it one. */
  pathOf(path: string): string {
    return join(this.#beside, path);
  }

  /** True when a file is one of the folder's own. */
  has(path: string): boolean {
    return this.#files[path] !== undefined;
  }

  /** Counts a file that stands in the folder as one of its own. */
  async adopt(path: string): Promise<void> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of createReadStream(this.pathOf(path)) as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    this.#files[path] = { sha256: hash.digest('hex'), bytes };
  }

  /** Writes a manifest with the hashes of the files written so far under a path, which it then counts as one of them. */
  async seal(manifest: object, under = ''): Promise<void> {
    const prefix = under === '' ? '' : `${under}/`;
    const paths = Object.keys(this.#files)
      .filter((path) => path.startsWith(prefix))
      .sort();
    const files = Object.fromEntries(paths.map((path) => [path.slice(prefix.length), this.#files[path]!]));
    await this.write(new Map([[MANIFEST, toJson({ ...manifest, files })]]), under);
  }

  /** Puts the folder in its place; a result that was there goes. */
  async commit(): Promise<void> {
    await checkPlace(this.directory, this.#overwrite);
    const old = `${this.#beside}.old`;
    const contents = await contentsOf(this.directory);
    if (contents !== null) await rename(this.directory, old);
    await rename(this.#beside, this.directory);
    await rm(old, { recursive: true, force: true });
  }

  /** Removes what was written beside, and folders made for it that are empty; at once, so that it can be the last thing done. */
  discard(): void {
    rmSync(this.#beside, { recursive: true, force: true });
    if (this.#made === undefined) return;
    for (let folder = dirname(this.#beside); folder.length >= this.#made.length; folder = dirname(folder))
      if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
  }
}

/** Replaces files of a finished result, each written beside and renamed, and their hashes in its manifest. */
export async function refresh(directory: string, manifest: Manifest, files: Files): Promise<void> {
  const put = async (path: string, bytes: Uint8Array): Promise<void> => {
    const place = join(directory, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(`${place}.partial`, bytes);
    await rename(`${place}.partial`, place);
  };
  const hashes = { ...manifest.files };
  for (const [path, bytes] of files) {
    await put(path, bytes);
    hashes[path] = { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  }
  await put(MANIFEST, toJson({ ...manifest, files: hashes }));
}
