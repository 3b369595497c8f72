/**
 * Moments at which levels are kept, and conditions on a level at a moment: "interim_list.people@2027-03-31 <= 20". A moment is the end
 * of a day: of a date, of the last day of a week (counted from 1), or of the run.
 */
import { METRICS, type MetricRow } from '../metrics.js';
import type { Moment } from '../model/record.js';

const DAY_MS = 86_400_000;
const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** A run, as far as moments are told by it. */
export interface Dates {
  /** ISO date of day 0 */
  readonly start: string;
  readonly weeks: number;
}

/**
 * Reads "2027-03-31", "week 52" or "end".
 *
 * @throws RangeError when the text is none of these, or the moment is outside the run
 */
export function parseMoment(text: string, { start, weeks }: Dates): Moment {
  const when = text.trim();
  const last = weeks * 7 - 1;
  if (when === 'end') return { when, day: last };
  const week = /^week (\d{1,4})$/.exec(when)?.[1];
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(when) && new Date(midnight(when) || 0).toISOString().startsWith(when);
  if (week === undefined && !isDate) throw new RangeError(`"${when}" must be a date such as 2027-03-31, "week 52", or "end"`);
  const day = week === undefined ? Math.round((midnight(when) - midnight(start)) / DAY_MS) : Number(week) * 7 - 1;
  if (day >= 0 && day <= last) return { when, day };
  const end = new Date(midnight(start) + last * DAY_MS).toISOString().slice(0, 10);
  throw new RangeError(`"${when}" is outside the run of ${weeks} weeks from ${start} to ${end}`);
}

export const COMPARISONS = ['<=', '>=', '<', '>'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A condition on a metric at a moment. */
export interface Condition {
  readonly metric: string;
  readonly when: string;
  readonly operator: Comparison;
  readonly value: number;
}

const FORM = /^\s*([a-z_]+\.[a-z0-9_]+)\s*@\s*(.+?)\s*(<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)\s*$/;

/** @throws RangeError for a metric that is unknown, or has no value at a moment */
function levelOf(id: string): MetricRow {
  const metric = METRICS.find((row) => row.id === id);
  if (metric === undefined) throw new RangeError(`"${id}" is not a metric: caresim explain metrics lists all`);
  if (metric.kind !== 'level') throw new RangeError(`${id} is a ${metric.kind}: only levels have a value on a day`);
  return metric;
}

/**
 * Reads a condition such as "interim_list.people@2027-03-31 <= 20", or "...@week 52 < 20", or "...@end >= 5".
 *
 * @throws RangeError when the text has another form, or its metric is no level
 */
export function parseCondition(text: string): Condition {
  const [, metric, when, operator, value] = FORM.exec(text) ?? [];
  if (metric === undefined)
    throw new RangeError(`"${text.trim()}" must be METRIC@WHEN and <=, >=, < or > a number: "interim_list.people@2027-03-31 <= 20"`);
  return { metric: levelOf(metric).id, when: when!, operator: operator as Comparison, value: Number(value) };
}

/** Whether a value meets a condition. */
export function meets(value: number, { operator, value: limit }: Pick<Condition, 'operator' | 'value'>): boolean {
  switch (operator) {
    case '<=':
      return value <= limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    case '>':
      return value > limit;
  }
}
