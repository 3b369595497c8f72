/** A figure across replications: mean, precision of the mean, and the range of futures. */
import { pairMeans } from '../stats/antithetic.js';
import { meanInterval } from '../stats/interval.js';
import { quantile } from '../stats/quantile.js';
import { tidy } from './digits.js';
import type { Spread } from './document.js';

/** Quantile of ascending values, tidied; null without values. */
export function quantileOf(sorted: Float64Array, p: number): number | null {
  return sorted.length === 0 ? null : tidy(quantile(sorted, p));
}

/**
 * Mean, standard deviation and 95 % t interval, tidied; null where there are too few values. NaN is no value. The interval of
 * antithetic pairs is that of the means of pairs.
 */
export function estimateOf(values: ArrayLike<number>, antithetic: boolean): Pick<Spread, 'n' | 'mean' | 'ci95' | 'sd'> {
  const { n, mean, sd, halfWidth } = meanInterval(values);
  const half = antithetic ? meanInterval(pairMeans(values)).halfWidth : halfWidth;
  return { n, mean: tidy(mean), ci95: Number.isNaN(half) ? null : [tidy(mean - half)!, tidy(mean + half)!], sd: tidy(sd) };
}

/** Summary of values across replications; missing ones (NaN) are left out and counted by `n`. */
export function spreadOf(values: Float64Array, antithetic: boolean): Spread {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return {
    ...estimateOf(values, antithetic),
    p05: quantileOf(sorted, 0.05),
    p10: quantileOf(sorted, 0.1),
    p25: quantileOf(sorted, 0.25),
    p50: quantileOf(sorted, 0.5),
    p75: quantileOf(sorted, 0.75),
    p90: quantileOf(sorted, 0.9),
    p95: quantileOf(sorted, 0.95),
  };
}
