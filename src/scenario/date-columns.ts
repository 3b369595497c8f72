/**
 * Dates of a column as spreadsheets in England save them, 31/12/2023, beside 2023-12-31. A column is read when all of it is written in
 * one way; days first, since that is what these spreadsheets write, unless a date shows that months are.
 */
import { parseDate } from './dates.js';
import type { Problem } from './issue.js';

const ISO = /^\d{4}-\d{2}-\d{2}$/;
const SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const SHORT_YEAR = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/;
const WITH_TIME = /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{4})[ T]\d{1,2}:\d{2}/;

const ALLOWED = 'must be dates such as 2023-05-22 or, all of them, 22/05/2023 (day first)';

/**
 * Why a column of dates cannot be read as a whole, and at which of its texts that shows; null when it can. Dates that are no day of the
 * calendar, and texts that are none, are left to be told one by one.
 */
export function dateProblem(texts: readonly string[]): { readonly at: number; readonly problem: Problem } | null {
  const slashes = texts.filter((text) => SLASHES.test(text)).length;
  const shape = (found: string, hint: string, is: (text: string) => boolean) => {
    const at = texts.findIndex(is);
    return at < 0 ? null : { at, problem: { code: 'bad_data_file' as const, found, allowed: ALLOWED, hint } };
  };
  const rows = (is: (text: string) => boolean) => `${texts.filter(is).length} of ${texts.length} rows`;
  const isShort = (text: string) => SHORT_YEAR.test(text);
  const isTimed = (text: string) => WITH_TIME.test(text);
  const isSlashed = (text: string) => SLASHES.test(text);
  const isMonthFirst = (text: string) => Number(SLASHES.exec(text)?.[2] ?? 0) > 12;
  return (
    shape(`has years of two digits in ${rows(isShort)}`, 'format the column with years of four digits, then save it again', isShort) ??
    shape(`has a time of day with the date in ${rows(isTimed)}`, 'keep the date alone in this column', isTimed) ??
    shape(`has the month before the day in ${rows(isMonthFirst)}`, 'format the column as 2023-05-22, then save it again', isMonthFirst) ??
    (texts.some((text) => ISO.test(text))
      ? shape(`has dates with slashes in ${rows(isSlashed)}, and others with hyphens`, 'format the whole column in one way', isSlashed)
      : null) ??
    (slashes === 0 && texts.length > 1 && texts.every((text) => parseDate(text) === null)
      ? shape(`has no date in ${texts.length} rows`, 'format the column as a date: year, month, day with hyphens', () => true)
      : null)
  );
}

/** 22/05/2023 as 2023-05-22; any other text as it is. */
export function isoDates(text: string): string {
  const match = SLASHES.exec(text);
  return match === null ? text : `${match[3]}-${match[2]!.padStart(2, '0')}-${match[1]!.padStart(2, '0')}`;
}
