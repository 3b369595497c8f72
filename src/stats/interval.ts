/**
 * Intervals: for a mean over independent replications, for the difference of two plans met by the same futures, for a share.
 */
import { tQuantile } from './student.js';

export { tQuantile } from './student.js';

/** The last quantile asked for: intervals come by the thousand with the same number of replications, and one costs 50 µs. */
let last = { p: Number.NaN, df: Number.NaN, t: Number.NaN };

function sameT(p: number, df: number): number {
  if (last.p !== p || last.df !== df) last = { p, df, t: tQuantile(p, df) };
  return last.t;
}

/** Mean of n values with a confidence interval; NaN where there are too few values. */
export interface MeanInterval {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  readonly low: number;
  readonly high: number;
  readonly halfWidth: number;
}

/** The two series' common replications, and what their difference looks like. */
export interface PairedDifference extends MeanInterval {
  /** Shares of the pairs in which b - a is below, above and exactly zero. */
  readonly shareNegative: number;
  readonly sharePositive: number;
  readonly shareZero: number;
  /** Correlation of the two series; NaN if either does not vary. */
  readonly correlation: number;
  /** (var a + var b) / var(b - a): how many times more independent pairs would be needed; Infinity if all differences are equal. */
  readonly varianceRatio: number;
}

/** A share with its confidence interval. */
export interface ShareInterval {
  readonly n: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** @throws RangeError unless 0 < confidence < 1 */
function requireConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence must lie between 0 and 1, not ${confidence}`);
}

/**
 * Student's interval for the mean of independent values. NaN values are left out.
 *
 * @param confidence - such as 0.95
 * @throws RangeError when confidence is not between 0 and 1
 */
export function meanInterval(values: ArrayLike<number>, confidence = 0.95): MeanInterval {
  requireConfidence(confidence);
  const present = Array.from(values).filter((value) => !Number.isNaN(value));
  const n = present.length;
  const mean = n > 0 ? present.reduce((sum, value) => sum + value, 0) / n : Number.NaN;
  const squares = present.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const sd = n > 1 ? Math.sqrt(squares / (n - 1)) : Number.NaN;
  const halfWidth = n > 1 ? (sameT(0.5 + 0.5 * confidence, n - 1) * sd) / Math.sqrt(n) : Number.NaN;
  return { n, mean, sd, low: mean - halfWidth, high: mean + halfWidth, halfWidth };
}

/**
 * The difference b - a over pairs that met the same random numbers. Pairs with a NaN on either side are left out.
 *
 * @throws RangeError when the series differ in length, or confidence is not between 0 and 1
 * @source Law (2015), Simulation Modeling and Analysis, 5th ed., sections 10.2.1 and 11.2
 */
export function pairedDifference(a: ArrayLike<number>, b: ArrayLike<number>, confidence = 0.95): PairedDifference {
  if (a.length !== b.length) throw new RangeError(`paired series must be of one length, not ${a.length} and ${b.length}`);
  const pairs = Array.from(a, (value, i) => ({ a: value, b: b[i]! })).filter((pair) => !Number.isNaN(pair.a) && !Number.isNaN(pair.b));
  const before = pairs.map((pair) => pair.a);
  const after = pairs.map((pair) => pair.b);
  const differences = pairs.map((pair) => pair.b - pair.a);
  const difference = meanInterval(differences, confidence);
  const ofA = meanInterval(before, confidence);
  const ofB = meanInterval(after, confidence);
  const products = pairs.reduce((sum, pair) => sum + (pair.a - ofA.mean) * (pair.b - ofB.mean), 0);
  const n = pairs.length;
  const share = (test: (value: number) => boolean): number => (n > 0 ? differences.filter(test).length / n : Number.NaN);
  const spread = ofA.sd * ofB.sd;
  return {
    ...difference,
    shareNegative: share((value) => value < 0),
    sharePositive: share((value) => value > 0),
    shareZero: share((value) => value === 0),
    correlation: spread > 0 ? Math.max(-1, Math.min(1, products / (n - 1) / spread)) : Number.NaN,
    varianceRatio: (ofA.sd * ofA.sd + ofB.sd * ofB.sd) / (difference.sd * difference.sd),
  };
}

/**
 * Wilson's interval for a share: sound at 0 and 1 and for small n, where the usual one is not.
 *
 * @throws RangeError when hits is not from 0 to n, or confidence is not between 0 and 1
 * @source Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22(158)
 */
export function wilsonInterval(hits: number, n: number, confidence = 0.95): ShareInterval {
  requireConfidence(confidence);
  if (!(hits >= 0 && hits <= n)) throw new RangeError(`hits must lie from 0 to n (${n}), not ${hits}`);
  if (n === 0) return { n, share: Number.NaN, low: 0, high: 1 };
  const z = tQuantile(0.5 + 0.5 * confidence, Number.POSITIVE_INFINITY);
  const share = hits / n;
  const scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / scale;
  return { n, share, low: hits === 0 ? 0 : Math.max(0, centre - half), high: hits === n ? 1 : Math.min(1, centre + half) };
}
