/** Interval for the ratio of two means that were taken from the same replications. */
import { tQuantile } from './student.js';

/** A ratio of means; low and high are NaN where the data set no bounds: the mean below is not told apart from 0. */
export interface RatioInterval {
  readonly n: number;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Mean of `above` over mean of `below`, with Fieller's interval: all ratios R for which the mean of above - R below is not told apart
 * from 0. Pairs with a NaN on either side are left out.
 *
 * @throws RangeError when the series differ in length
 * @source Fieller (1954), Some problems in interval estimation, JRSS B 16(2)
 */
export function fiellerInterval(above: ArrayLike<number>, below: ArrayLike<number>, confidence = 0.95): RatioInterval {
  if (above.length !== below.length) throw new RangeError(`series must be of one length, not ${above.length} and ${below.length}`);
  const pairs = Array.from(above, (x, i) => ({ x, y: below[i]! })).filter(({ x, y }) => !Number.isNaN(x) && !Number.isNaN(y));
  const n = pairs.length;
  const meanOf = (value: (pair: { x: number; y: number }) => number) => pairs.reduce((sum, pair) => sum + value(pair), 0) / n;
  const [x, y] = [meanOf((pair) => pair.x), meanOf((pair) => pair.y)];
  const ratio = x / y;
  if (n < 2) return { n, ratio, low: Number.NaN, high: Number.NaN };
  const t = tQuantile(0.5 + 0.5 * confidence, n - 1);
  // t squared times the (co)variances of the two means
  const scale = (t * t) / (n - 1);
  const xx = scale * meanOf((pair) => (pair.x - x) * (pair.x - x));
  const xy = scale * meanOf((pair) => (pair.x - x) * (pair.y - y));
  const yy = scale * meanOf((pair) => (pair.y - y) * (pair.y - y));
  // (x - R y)^2 <= xx - 2 R xy + R^2 yy
  const a = y * y - yy;
  if (!(a > 0)) return { n, ratio, low: Number.NaN, high: Number.NaN };
  const b = x * y - xy;
  const root = Math.sqrt(Math.max(0, b * b - a * (x * x - xx)));
  return { n, ratio, low: (b - root) / a, high: (b + root) / a };
}
