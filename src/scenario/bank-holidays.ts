/**
 * Bank holidays of England and Wales: by rule, and the one-off changes by proclamation.
 *
 * @source gov.uk/bank-holidays; Banking and Financial Dealings Act 1971, schedule 1, and royal proclamations
 */
import { dayNumber, weekdayOf } from './dates.js';

/** Days added by proclamation, as [year, month, day]. */
const ADDED: readonly (readonly [number, number, number])[] = [
  [2011, 4, 29], // royal wedding
  [2012, 6, 5], // Diamond Jubilee
  [2022, 6, 3], // Platinum Jubilee
  [2022, 9, 19], // state funeral of Queen Elizabeth II
  [2023, 5, 8], // coronation of King Charles III
];

/** Days moved by proclamation: from, to. */
const MOVED: readonly (readonly [readonly [number, number, number], readonly [number, number, number]])[] = [
  [
    [2012, 5, 28],
    [2012, 6, 4],
  ], // Diamond Jubilee
  [
    [2020, 5, 4],
    [2020, 5, 8],
  ], // 75 years of VE Day
  [
    [2022, 5, 30],
    [2022, 6, 2],
  ], // Platinum Jubilee
];

/**
 * Day number of Easter Sunday.
 *
 * @source Meeus (1991), Astronomical Algorithms, chapter 8 (Gregorian calendar; Butcher, 1876)
 */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayNumber(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

const firstMonday = (year: number, month: number): number => {
  const first = dayNumber(year, month, 1);
  return first + ((7 - weekdayOf(first)) % 7);
};

const lastMonday = (year: number, month: number): number => {
  const last = dayNumber(year, month, 31);
  return last - weekdayOf(last);
};

/** Christmas Day and Boxing Day, each moved to the next free weekday when it falls on a weekend. */
function christmas(year: number): number[] {
  const day = dayNumber(year, 12, 25);
  switch (weekdayOf(day)) {
    case 4: // Friday: Boxing Day is a Saturday
      return [day, day + 3];
    case 5: // Saturday and Sunday: Monday and Tuesday in their place
      return [day + 2, day + 3];
    case 6: // Sunday: Boxing Day stays on Monday, Christmas Day moves to Tuesday
      return [day + 1, day + 2];
    default:
      return [day, day + 1];
  }
}

function newYear(year: number): number {
  const day = dayNumber(year, 1, 1);
  const weekday = weekdayOf(day);
  return weekday < 5 ? day : day + 7 - weekday;
}

/** Day numbers of the bank holidays of a year (1978 or later), ascending. */
export function bankHolidays(year: number): readonly number[] {
  const easter = easterSunday(year);
  const days = new Set([
    newYear(year),
    easter - 2,
    easter + 1,
    firstMonday(year, 5),
    lastMonday(year, 5),
    lastMonday(year, 8),
    ...christmas(year),
  ]);
  for (const [from, to] of MOVED)
    if (from[0] === year) {
      days.delete(dayNumber(...from));
      days.add(dayNumber(...to));
    }
  for (const added of ADDED) if (added[0] === year) days.add(dayNumber(...added));
  return [...days].sort((a, b) => a - b);
}
