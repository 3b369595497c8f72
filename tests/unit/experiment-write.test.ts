import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPlace, PendingFolder } from '../../src/experiment/write.js';
import type { Manifest } from '../../src/result/document.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'caresim-write-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const manifest = { schemaVersion: 1, kind: 'run' } as unknown as Manifest;
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

async function writeTo(directory: string, text: string, overwrite = false): Promise<PendingFolder> {
  const pending = new PendingFolder(directory, overwrite);
  await pending.write(new Map([['a.txt', bytes(text)]]));
  await pending.write(new Map([['b.txt', bytes('abc')]]), 'inside');
  await pending.seal(manifest, 'inside');
  await pending.seal(manifest);
  return pending;
}

describe('a result folder', () => {
  it('is absent until it is complete', async () => {
    const directory = join(root, 'results', 'one');
    const pending = await writeTo(directory, 'abc');
    expect(existsSync(directory)).toBe(false);
    await pending.commit();
    pending.discard();
    expect(readdirSync(join(root, 'results'))).toEqual(['one']);
    expect(readdirSync(directory).sort()).toEqual(['a.txt', 'inside', 'manifest.json']);
  });

  it('has the hash of every file in its manifest, and a folder inside one of its own', async () => {
    const directory = join(root, 'one');
    await (await writeTo(directory, 'abc')).commit();
    const read = (path: string) => (JSON.parse(readFileSync(join(directory, path), 'utf8')) as Manifest).files;
    expect(read('manifest.json')['a.txt']).toEqual({ sha256: ABC, bytes: 3 });
    expect(Object.keys(read('manifest.json'))).toEqual(['a.txt', 'inside/b.txt', 'inside/manifest.json']);
    expect(read('inside/manifest.json')).toEqual({ 'b.txt': { sha256: ABC, bytes: 3 } });
  });

  it('hashes a file that grew piece by piece', async () => {
    const pending = new PendingFolder(join(root, 'one'), false);
    const file = await pending.open('deep/c.txt');
    for (const letter of 'abc') file.append(bytes(letter));
    file.close();
    await pending.seal(manifest);
    await pending.commit();
    expect(JSON.parse(readFileSync(join(root, 'one/manifest.json'), 'utf8')).files['deep/c.txt']).toEqual({ sha256: ABC, bytes: 3 });
  });

  it('leaves nothing when it is given up', async () => {
    (await writeTo(join(root, 'one'), 'abc')).discard();
    expect(readdirSync(root)).toEqual([]);
  });

  it('replaces a result only when told to, and files that are no result never', async () => {
    const directory = join(root, 'one');
    await (await writeTo(directory, 'old')).commit();
    await expect(checkPlace(directory, false)).rejects.toThrow('is not empty');
    const refused = await writeTo(directory, 'new');
    await expect(refused.commit()).rejects.toThrow('is not empty');
    refused.discard();
    expect(readFileSync(join(directory, 'a.txt'), 'utf8')).toBe('old');
    await (await writeTo(directory, 'new', true)).commit();
    expect(readFileSync(join(directory, 'a.txt'), 'utf8')).toBe('new');
    mkdirSync(join(root, 'mine'));
    writeFileSync(join(root, 'mine', 'letter.txt'), 'dear');
    await expect(checkPlace(join(root, 'mine'), true)).rejects.toThrow('are not a result');
    await expect(checkPlace(join(root, 'mine', 'letter.txt'), true)).rejects.toThrow('is a file, not a folder');
    expect(readdirSync(root).sort()).toEqual(['mine', 'one']);
  });
});
