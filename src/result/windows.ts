/** Windows of weeks over which figures are taken. Weeks are 0-based here and counted from 1 in every name. */

import type { Frame } from '../model/record.js';

/** Weeks from (included) to (excluded); `end` is the value at the end of the run, `at` that at a moment of the frame: of levels alone. */
export type Window =
  | { readonly id: string; readonly kind: 'weeks'; readonly from: number; readonly to: number }
  | { readonly id: string; readonly kind: 'at'; readonly index: number }
  | { readonly id: 'end'; readonly kind: 'end' };

/** The whole run after warm-up, where every published figure comes from unless it says otherwise. */
export const RUN = 'run';
export const END = 'end';
const LAST = 13;
/** The last quarter of a run. */
export const LAST_WEEKS = `last ${LAST} weeks`;
/** Weeks of a year, of which the years of a run are made. */
export const YEAR = 52;

/** A window named by its first and last week, from 1. */
export function weeksWindow(from: number, to: number): Window {
  return { id: `weeks ${from + 1}-${to}`, kind: 'weeks', from, to };
}

/**
 * The windows of every result: the run after warm-up, each 52 weeks of it (a shorter rest is a window of its own), the last 13 weeks
 * (left out where the run is shorter), and the end.
 */
export function standardWindows(weeks: number, warmUpWeeks: number): readonly Window[] {
  if (!(warmUpWeeks >= 0 && warmUpWeeks < weeks)) throw new RangeError(`warm-up of ${warmUpWeeks} weeks in a run of ${weeks}`);
  const windows: Window[] = [{ id: RUN, kind: 'weeks', from: warmUpWeeks, to: weeks }];
  for (let from = warmUpWeeks; from < weeks; from += YEAR) windows.push(weeksWindow(from, Math.min(from + YEAR, weeks)));
  if (weeks - warmUpWeeks >= LAST) windows.push({ id: LAST_WEEKS, kind: 'weeks', from: weeks - LAST, to: weeks });
  windows.push({ id: END, kind: 'end' });
  return windows;
}

/** Windows of the moments at which a frame keeps levels. */
export function momentWindows({ levelsAt = [] }: Pick<Frame, 'levelsAt'>): readonly Window[] {
  return levelsAt.map(({ when }, index) => ({ id: momentId(when), kind: 'at', index }));
}

export const momentId = (when: string): string => `at ${when}`;

/** What a target's window says: null is the run after warm-up. */
export type TargetWindow =
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'weeks'; readonly from: number; readonly to: number };

/**
 * Reads 'start', 'end' or 'weeks A-B'; null for the run.
 * @throws RangeError when the text is none of these, or names weeks outside the run
 */
export function parseTargetWindow(text: string | null, weeks: number, warmUpWeeks: number): TargetWindow {
  if (text === null) return { kind: 'weeks', from: warmUpWeeks, to: weeks };
  if (text === 'start' || text === 'end') return { kind: text };
  const match = /^weeks? (\d+)(?:\s*(?:-|–|to)\s*(\d+))?$/.exec(text.trim());
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (!match || !(first >= 1 && last >= first)) throw new RangeError(`window ${JSON.stringify(text)}: must be start, end or weeks A-B`);
  if (last > weeks) throw new RangeError(`window ${JSON.stringify(text)}: the run has ${weeks} weeks`);
  return { kind: 'weeks', from: first - 1, to: last };
}

/** ISO date of a day (0-based). */
export function dateOfDay(start: string, day: number): string {
  return new Date(Date.parse(`${start}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10);
}

/** ISO date of the first day of a week (0-based). */
export function dateOfWeek(start: string, week: number): string {
  return dateOfDay(start, week * 7);
}
