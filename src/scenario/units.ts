/**
 * Numbers as planners write them: "14 days", "12 per week", "70%", "£21.30". Times become days (a year is 365.25 days),
 * rates become a day's, shares 0 to 1, money pounds.
 */

import { nearestName } from './nearest.js';

export const DAYS_PER_YEAR = 365.25;
/** The longest time that may be written: beyond any life, so that it can stand for never. */
export const LONGEST_YEARS = 10_000;

const DAYS: Readonly<Record<string, number>> = {
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: DAYS_PER_YEAR / 12,
  year: DAYS_PER_YEAR,
};

export const TIME_UNITS = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;

/** A number with what it counts. A bare number has no unit and may be read as a share, a factor, an amount. */
export interface Written {
  readonly dimension: 'bare' | 'share' | 'money' | 'duration' | 'rate';
  /** in days, a day, pounds, 0 to 1 */
  readonly value: number;
  /** the number as written, before its unit is applied, with text either side, so that it can be written back scaled */
  readonly amount: number;
  readonly before: string;
  readonly after: string;
}

const NUMBER = /^(£)?\s*([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%)?\s*(.*)$/i;

function unitOf(text: string): { per: boolean; days: number } | null {
  const match = /^(?:(per|a|\/)\s*)?([a-z]+)$/i.exec(text);
  if (match === null) return null;
  const word = match[2]!.toLowerCase();
  const days = DAYS[word.endsWith('s') ? word.slice(0, -1) : word];
  return days === undefined ? null : { per: match[1] !== undefined, days };
}

/** Reads a written number; null when the text is none. */
export function readWritten(value: unknown): Written | null {
  if (typeof value === 'number') return { dimension: 'bare', value, amount: value, before: '', after: '' };
  if (typeof value !== 'string' || value.length > 60) return null;
  const match = NUMBER.exec(value.trim());
  if (match === null || !/\d/.test(match[2]!)) return null;
  const amount = Number(match[2]!.replaceAll(',', ''));
  if (!Number.isFinite(amount)) return null;
  const [pounds, percent, rest] = [match[1] !== undefined, match[3] !== undefined, match[4]!.trim()];
  const after = `${percent ? '%' : ''}${rest === '' ? '' : ` ${rest}`}`;
  const written = (dimension: Written['dimension'], x: number): Written => ({
    dimension,
    value: x,
    amount,
    before: pounds ? '£' : '',
    after,
  });
  if (rest === '') {
    if (pounds) return percent ? null : written('money', amount);
    return percent ? written('share', amount / 100) : null;
  }
  const unit = unitOf(rest);
  if (unit === null || pounds) return null;
  if (unit.per) return written('rate', (percent ? amount / 100 : amount) / unit.days);
  return percent ? null : written('duration', amount * unit.days);
}

/** What to do about a number as it is written in other countries, or by a word processor; null where it is not that. */
export function slipIn(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const written = value.trim();
  const mended = written.replace(/^[\u2010-\u2015\u2212]\s*/, '-').replace(/(\d),(\d{1,2})(?!\d)/, '$1.$2');
  if (mended === written || (readWritten(mended) === null && !Number.isFinite(Number(mended)))) return null;
  return `write ${mended}${mended.startsWith('-') ? ', with a hyphen as the minus sign' : ', with a point'}`;
}

/** The unit nearest to a misspelt one: "days" for "28 dyas". */
export function nearestUnit(value: unknown): string | undefined {
  const word = typeof value === 'string' ? /^[^a-z]*\d[^a-z]*(?:per |a )?([a-z]+)$/i.exec(value)?.[1] : undefined;
  return word === undefined ? undefined : nearestName(word, [...TIME_UNITS, ...TIME_UNITS.map((unit) => unit.slice(0, -1))]);
}

/** The same written number with another amount: "14 days" times 1.5 is "21 days". */
export function rewritten(written: Written, amount: number): number | string {
  return written.before === '' && written.after === '' ? amount : `${written.before}${amount}${written.after}`;
}

/** A value of a dimension in a unit that reads back to it. */
export function writeAs(dimension: Written['dimension'], value: number): number | string {
  if (dimension === 'duration') return `${value} days`;
  if (dimension === 'rate') return `${value} per day`;
  return value;
}
