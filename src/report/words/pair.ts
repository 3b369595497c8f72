/** Two levels and their difference at one precision, so that what stands in a row adds up as it is printed. */
import type { ComparisonRow } from '../../result/document.js';
import { metricOf } from './names.js';
import { figure, figureAt, halfWidth, signed, signedAt, stepOf } from './numbers.js';

/** Precision of two levels beside their difference: no finer than the difference, so that the three agree; a digit finer where rounding alone would tell the levels apart. */
export function pairPrecision(row: ComparisonRow, levels: number | null): number | null {
  const { difference, baselineMean, alternativeMean } = row;
  const half = halfWidth(row.ci95);
  if (half === null || half === 0 || difference === null) return levels;
  const precision = Math.max(levels ?? 0, stepOf(difference, half));
  if (baselineMean === null || alternativeMean === null) return precision;
  const step = stepOf(Math.max(Math.abs(baselineMean), Math.abs(alternativeMean)), precision);
  const [first, second] = [baselineMean, alternativeMean].map((mean) => Math.round(mean / step));
  return first !== second && Math.abs(difference) < step / 2 ? step / 10 : precision;
}

export interface PairSteps {
  /** the alternative's level to print: its own, or a step off it where rounding leaves no other way to add up */
  readonly alternative: number;
  /** step of both levels */
  readonly levels: number;
  /** step of the difference, no coarser */
  readonly difference: number;
}

/**
 * Steps at which two levels and their difference agree: the wanted ones; else levels a digit finer; else the alternative's level is
 * printed as the baseline's and the difference, which moves it by less than a step of that finer digit.
 */
export function agreeing(
  baseline: number,
  alternative: number,
  wanted: { readonly levels: number; readonly difference: number },
): PairSteps {
  const shown = (levels: number, difference: number) => whole((whole((alternative - baseline) / difference) * difference) / levels);
  const isWhole = (levels: number, difference: number) =>
    shown(levels, difference) === whole(alternative / levels) - whole(baseline / levels);
  for (const levels of [wanted.levels, wanted.levels / 10]) {
    const difference = Math.min(wanted.difference, levels);
    if (isWhole(levels, difference)) return { alternative, levels, difference };
  }
  const levels = wanted.levels / 10;
  const difference = Math.min(wanted.difference, levels);
  return { alternative: (whole(baseline / levels) + shown(levels, difference)) * levels, levels, difference };
}

/** Rounded as it is printed: the size, then the sign. */
const whole = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

/** Steps between which the levels of a unit are printed: shares from 0.1 to 10 per cent, all else to hundredths. */
function within(unit: string, step: number): number {
  return unit === 'share' || unit === 'a year' ? Math.min(0.1, Math.max(step, 0.001)) : Math.max(step, 0.01);
}

export interface PairedFigures {
  readonly baseline: string;
  readonly alternative: string;
  /** with its sign */
  readonly difference: string;
}

/**
 * A row's levels and its difference as they are printed side by side.
 *
 * @param levels - precision of the levels, where it is known
 */
export function pairedFigures(row: ComparisonRow, levels: number | null, short = true): PairedFigures {
  const { unit } = metricOf(row.metric);
  const { baselineMean, alternativeMean, difference } = row;
  const half = halfWidth(row.ci95);
  const shown = pairPrecision(row, levels);
  if (baselineMean === null || alternativeMean === null || difference === null)
    return {
      baseline: figure(baselineMean, unit, shown, short),
      alternative: figure(alternativeMean, unit, shown, short),
      difference: signed(difference, unit, half),
    };
  const largest = Math.max(Math.abs(baselineMean), Math.abs(alternativeMean));
  const steps = agreeing(baselineMean, alternativeMean, {
    levels: within(unit, stepOf(largest, shown)),
    difference: within(unit, stepOf(difference, half)),
  });
  return {
    baseline: figureAt(baselineMean, unit, steps.levels, short),
    alternative: figureAt(steps.alternative, unit, steps.levels, short),
    difference: signedAt(difference, unit, steps.difference),
  };
}
