/**
 * Whether a figure has settled when the run ends, or still moves: the guard of the horizon. Movement is taken within each future (of a
 * comparison, within each pair) from weekly values; its interval is that of the mean over futures.
 *
 * What counts as movement that matters is not tuned but taken from what else the program says: more in a year than the precision to
 * which the figure is reported, and more than a share of its level, which for a difference is that of "who loses" (1 %), since what
 * grows in both plans cancels, and for a run that to which `--replications auto` makes a figure known (5 %), since need may grow by the
 * scenario's own rate. Since many measures are judged at once, "moves" is said at a confidence shared out among them (Bonferroni).
 */
import { pairMeans } from '../stats/antithetic.js';
import { meanInterval } from '../stats/interval.js';
import { tidy } from './digits.js';
import { HEADLINES, type Settling } from './document.js';

/** Weeks at the end of a run over which movement is looked at. */
export const LOOKED_AT = 26;
const YEAR = 52;
/** Share of its level by which a difference may move in a year without a word: that at which a loser is worth naming. */
const NOTABLE = 0.01;
/** Share of its level to which `--replications auto` makes a figure known. */
const KNOWN = 0.05;
const ALPHA = 0.05;

/** Metrics that are judged: those shown first, and those that the answer always speaks of. */
export function judgedMetrics(headline: readonly string[] = HEADLINES): string[] {
  return [...new Set([...headline, 'interim_list.people', 'home_care.start_wait_days', 'hospital.delayed_people'])];
}

/**
 * Slope a week of the straight line through weekly values by least squares; NaN where fewer than half of the weeks have a value.
 *
 * @source Draper and Smith (1998), Applied Regression Analysis, 3rd ed., section 1.2
 */
export function slopeOf(values: ArrayLike<number>): number {
  const points = Array.from(values, (value, week) => ({ week, value })).filter(({ value }) => !Number.isNaN(value));
  if (points.length < 2 || points.length < values.length / 2) return Number.NaN;
  const week = points.reduce((sum, point) => sum + point.week, 0) / points.length;
  const value = points.reduce((sum, point) => sum + point.value, 0) / points.length;
  const above = points.reduce((sum, point) => sum + (point.week - week) * (point.value - value), 0);
  return above / points.reduce((sum, point) => sum + (point.week - week) * (point.week - week), 0);
}

/** What a movement is held against, all per week where the metric is a count. */
export interface Standard {
  /** half-width of the interval to which the figure is reported */
  readonly precision: number;
  /** how large the figure may be, as far as is known: an answer that may change by half of it within a year is open */
  readonly reach: number;
  readonly level: number;
}

export interface Judging {
  readonly antithetic: boolean;
  /** how many metrics are judged together */
  readonly judged: number;
  /** of a difference or of a run's own figure */
  readonly of: 'difference' | 'run';
}

export type Movement = Pick<Settling, 'n' | 'slope' | 'ci95' | 'verdict'> & { readonly leeway: number };

/**
 * The verdict on slopes a week, one a future (NaN for none).
 *
 * `moving`: the interval excludes 0 and the movement matters. `unknown`: that cannot be said, but with so few futures a movement in a
 * year of half the figure itself, and of 5 % of the level, cannot be excluded. `settled` otherwise. `leeway` is the slope from which on
 * movement matters.
 */
export function judgeSlopes(slopes: ArrayLike<number>, { precision, reach, level }: Standard, judging: Judging): Movement {
  const { n, mean } = meanInterval(slopes);
  const sample = judging.antithetic ? pairMeans(slopes) : slopes;
  const half = meanInterval(sample, 1 - ALPHA).halfWidth;
  const shared = meanInterval(sample, 1 - ALPHA / Math.max(1, judging.judged)).halfWidth;
  const leeway = Math.max(Number.isNaN(precision) ? 0 : precision, (judging.of === 'run' ? KNOWN : NOTABLE) * level) / YEAR;
  const farthest = Math.abs(mean) + half;
  const open = Math.max(Number.isNaN(reach) ? 0 : reach / 2, KNOWN * level) / YEAR;
  const isMoving = Math.abs(mean) > shared && Math.abs(mean) > leeway;
  const isStill = Array.from(slopes).every((slope) => slope === 0 || Number.isNaN(slope));
  const isKnown = isStill || farthest <= open;
  return {
    n,
    slope: tidy(mean),
    ci95: Number.isNaN(half) ? null : [tidy(mean - half)!, tidy(mean + half)!],
    verdict: isMoving ? 'moving' : isKnown ? 'settled' : 'unknown',
    leeway,
  };
}

/** Farthest horizon that is worth naming. */
export const MOST_WEEKS = 780;

/**
 * Week by whose end a movement that halves (or so) from half-year to half-year no longer matters, to whole years; null where it does
 * not lessen, or not within {@link MOST_WEEKS}.
 *
 * @param earlier - mean slope over the half-year before the last
 */
export function settlesBy(weeks: number, earlier: number, { slope, leeway }: Pick<Movement, 'slope' | 'leeway'>): number | null {
  const ratio = (slope ?? Number.NaN) / earlier;
  if (!(ratio > 0 && ratio < 1) || leeway === 0) return null;
  const halfYears = Math.max(1, Math.ceil(Math.log(leeway / Math.abs(slope!)) / Math.log(ratio)));
  const until = Math.ceil((weeks + halfYears * LOOKED_AT) / YEAR) * YEAR;
  return until <= MOST_WEEKS ? until : null;
}
