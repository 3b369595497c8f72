/**
 * Quantiles and a short summary of a set of values.
 */

/**
 * Quantile of ascending values by straight lines between them: type 7 (rank 1 + (n - 1) p), the default of R and NumPy.
 *
 * @param sorted - ascending, without NaN
 * @param p - from 0 to 1
 * @returns NaN if there are no values
 * @throws RangeError when p lies outside [0, 1]
 * @source Hyndman and Fan (1996), Sample quantiles in statistical packages, The American Statistician 50(4)
 */
export function quantile(sorted: Float64Array, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must lie from 0 to 1, not ${p}`);
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const place = (n - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(n - 1, below + 1)]!;
  return low === high ? low : low + (place - below) * (high - low);
}

/** What is said of a set of values; NaN where there are too few of them. */
export interface Summary {
  /** Values counted, and values left out because they were NaN ("none", such as a wait that never ended). */
  readonly n: number;
  readonly missing: number;
  readonly mean: number;
  /** Sample standard deviation, divisor n - 1. */
  readonly sd: number;
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/** The values that are not NaN, ascending. The input is left alone. */
export function sortedValues(values: ArrayLike<number>): Float64Array {
  const present = Float64Array.from(values).filter((value) => !Number.isNaN(value));
  return present.sort();
}

/** Mean, standard deviation and quantiles (type 7) of the values that are not NaN. */
export function summarise(values: ArrayLike<number>): Summary {
  const sorted = sortedValues(values);
  const n = sorted.length;
  let mean = Number.NaN;
  let squares = 0;
  if (n > 0) mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  for (const value of sorted) squares += (value - mean) * (value - mean);
  return {
    n,
    missing: values.length - n,
    mean,
    sd: n > 1 ? Math.sqrt(squares / (n - 1)) : Number.NaN,
    p05: quantile(sorted, 0.05),
    p25: quantile(sorted, 0.25),
    p50: quantile(sorted, 0.5),
    p75: quantile(sorted, 0.75),
    p95: quantile(sorted, 0.95),
  };
}
