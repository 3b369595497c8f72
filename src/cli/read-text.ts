/** Text of a file that a user names, or that a scenario does. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nearestName } from '../scenario/nearest.js';
import { UnreadError } from '../scenario/unread.js';

/** Most bytes of a file that is read. */
const MOST_BYTES = 50_000_000;

/** Reasons that the system gives, in words. */
const REASONS: Readonly<Record<string, readonly [reason: string, remedy?: string]>> = {
  ENOENT: ['is not there'],
  ENOTDIR: ['is not there: what it is inside of is a file'],
  EISDIR: ['is a folder', 'name a file in it'],
  EACCES: ['may not be read by you', 'ask for the right to read it, or copy it'],
  EPERM: ['may not be read by you', 'ask for the right to read it, or copy it'],
  ELOOP: ['is a link that leads back to itself', 'name the file itself'],
};

/** The file of the same folder whose name is nearest. */
function nearestFile(path: string): string | undefined {
  try {
    const nearest = nearestName(basename(path), readdirSync(dirname(path)));
    return nearest === undefined ? undefined : join(dirname(path), nearest);
  } catch {
    return undefined;
  }
}

/** Bytes of a regular file. A pipe would be waited on for ever, a device read without end: neither is opened for reading its content. */
function bytesOf(path: string): Uint8Array {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const about = fstatSync(file);
    if (about.isDirectory()) throw Object.assign(new Error('folder'), { code: 'EISDIR' });
    if (!about.isFile())
      throw new UnreadError('is no ordinary file, but a pipe or a device', 'copy its content into a file, and name that');
    if (about.size > MOST_BYTES)
      throw new UnreadError(
        `has ${Math.round(about.size / 1e6)} million bytes`,
        `a file may have at most ${MOST_BYTES / 1e6} million: leave out rows and columns that the run does not need`,
      );
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Text of a regular file in UTF-8, of at most 50 million bytes.
 * @throws UnreadError
 */
export function readText(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = bytesOf(path);
  } catch (error) {
    if (error instanceof UnreadError) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    const [reason, remedy] = REASONS[code] ?? [`cannot be read (${message})`];
    throw new UnreadError(reason, remedy, code === 'ENOENT' ? nearestFile(path) : undefined);
  }
  try {
    if (!bytes.includes(0)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // said below
  }
  const remedy = /\.csv$/i.test(path)
    ? 'save it with the encoding UTF-8 (in Excel: "CSV UTF-8")'
    : 'save it as plain text with the encoding UTF-8';
  throw new UnreadError('is not text in UTF-8', remedy);
}
