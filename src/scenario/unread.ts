/**
 * Files that cannot be read, as problems of what names them.
 */
import type { Problem } from './issue.js';

/** Text of a file; throws when it cannot be read, an `UnreadError` where it is known why. The only access to files. */
export type ReadFile = (path: string) => string;

/** Why a file cannot be read. */
export class UnreadError extends Error {
  override readonly name = 'UnreadError';
  /**
   * @param reason - "is not there"
   * @param remedy - what to do, where it is not to name another file
   * @param nearest - a file that may be meant
   */
  constructor(
    readonly reason: string,
    readonly remedy?: string,
    readonly nearest?: string,
  ) {
    super(reason);
  }
}

/**
 * The problem of a file that cannot be read.
 *
 * @param error - what was thrown
 * @param by - the file that names it; null for one that the user named
 */
export function unreadProblem(file: string, error: unknown, by: string | null): Problem {
  const { reason, remedy, nearest } = error instanceof UnreadError ? error : new UnreadError('cannot be read');
  return {
    code: 'file_missing',
    found: by === null ? reason : `names ${file}, which ${reason}`,
    allowed: `must be a ${by === null ? 'scenario ' : ''}file that can be read`,
    hint: remedy ?? (by === null ? 'check the spelling and the folder' : `the path counts from the folder of ${by}`),
    ...(nearest === undefined ? {} : { nearest }),
  };
}
