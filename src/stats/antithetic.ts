/**
 * Antithetic pairs: replications 1 and 2, 3 and 4, ... meet the same uniforms, u in the one and 1 - u in the other. What chance puts up
 * in one it tends to put down in the other, so the mean of a pair varies less than half as much as a single replication.
 * The two of a pair are not independent, so precision is that of the means of pairs.
 *
 * @source Law (2015), Simulation Modeling and Analysis, 5th ed., section 11.3
 */
import { meanInterval } from './interval.js';

/** Means of pairs of values in order, of the one alone where the other is none; NaN where both are. */
export function pairMeans(values: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: Math.ceil(values.length / 2) }, (_, p) => {
    const pair = [values[2 * p]!, values[2 * p + 1] ?? Number.NaN].filter((value) => !Number.isNaN(value));
    return pair.reduce((sum, value) => sum + value, 0) / pair.length;
  });
}

/**
 * Variance of the mean from as many independent replications, over its variance from pairs: how many times as many independent ones
 * would be needed. Below 1, pairing did harm. Pairs in which a value is missing are left out.
 *
 * @returns NaN below two pairs, or where nothing varies
 */
export function antitheticGain(values: ArrayLike<number>): number {
  const whole = Array.from({ length: Math.floor(values.length / 2) }, (_, p) => [values[2 * p]!, values[2 * p + 1]!]).filter(
    ([a, b]) => !Number.isNaN(a! + b!),
  );
  if (whole.length < 2) return Number.NaN;
  const single = meanInterval(whole.flat()).sd;
  const paired = meanInterval(whole.map(([a, b]) => (a! + b!) / 2)).sd;
  return (single * single) / (2 * paired * paired);
}
