/**
 * Whole numbers from shares.
 */

/**
 * Splits a whole total in proportion to weights, by largest remainder; ties go to the earlier.
 *
 * @param total - whole number, 0 or more
 * @param weights - 0 or more, not all 0 unless the total is 0
 * @source Hamilton's method; Balinski and Young (2001), Fair Representation, 2nd ed.
 */
export function largestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (!(sum > 0)) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const whole = exact.map((x) => Math.floor(x + 1e-9));
  const order = exact.map((x, i) => ({ i, remainder: x - whole[i]! })).sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  let left = total - whole.reduce((a, b) => a + b, 0);
  for (const { i } of order) {
    if (left <= 0) break;
    whole[i]! += 1;
    left--;
  }
  return whole;
}

/** Shares proportional to 1 / rank^skew, rank 1 first; they sum to 1. */
export function skewedShares(count: number, skew: number): number[] {
  const weights = Array.from({ length: count }, (_, i) => Math.exp(-skew * Math.log(i + 1)));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}
