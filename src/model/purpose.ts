/**
 * Purposes of draws. Every draw is keyed by whom it belongs to, what it is for and an index, so that adding one moves no other. The
 * same purpose named in two files is the same luck on purpose: the indices keep apart what must not share it.
 */
import { purposeKey } from '../random/draws.js';

const names = new Map<number, string>();

/**
 * Key of a purpose of draws, by name.
 * @throws RangeError when another name has the same key: the two would share their luck
 */
export function purpose(name: string): number {
  const key = purposeKey(name);
  const other = names.get(key);
  if (other !== undefined && other !== name) throw new RangeError(`purposes ${other} and ${name} have the same key: rename one`);
  names.set(key, name);
  return key;
}
