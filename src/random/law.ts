/**
 * Laws of times and amounts as a modeller writes them, with the checks on their parameters. Values are never negative.
 */
export type Law =
  /** Always `value`. */
  | { kind: 'fixed'; value: number }
  | { kind: 'exponential'; mean: number }
  | { kind: 'uniform'; low: number; high: number }
  | { kind: 'triangular'; low: number; mode: number; high: number }
  /** Mean shape x scale; an Erlang law is a gamma law of whole shape. */
  | { kind: 'gamma'; shape: number; scale: number }
  /** P(X > x) = exp(-(x / scale)^shape). */
  | { kind: 'weibull'; shape: number; scale: number }
  /** log X is normal with mean mu and standard deviation sigma. */
  | { kind: 'lognormal'; mu: number; sigma: number }
  /**
   * Draws one of the values (each with its weight), or, with `interpolate`, a point on the straight lines between the sorted
   * values: value i of n stands at rank (i - 1)/(n - 1), and with weights at the middle of its weight, stretched to [0, 1].
   */
  | { kind: 'empirical'; values: readonly number[]; weights?: readonly number[] | undefined; interpolate?: boolean | undefined }
  | { kind: 'mixture'; parts: readonly { weight: number; law: Law }[] }
  /** Phase 1 ends at rate leave1 + moveOn: by leaving, or by moving on to phase 2, which is left at rate leave2. */
  | { kind: 'coxian2'; leave1: number; moveOn: number; leave2: number }
  /** law + by; `by` may be negative so long as no value falls below zero. */
  | { kind: 'shifted'; by: number; law: Law }
  /** The law given that its value is at most `limit`. */
  | { kind: 'truncated'; limit: number; law: Law }
  /** The lesser of the law's value and `limit`. */
  | { kind: 'capped'; limit: number; law: Law };

/** @throws RangeError unless `value` is finite and more than zero */
export function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`${name} must be more than 0 and finite, not ${value}`);
}

/** @throws RangeError unless `value` is finite and zero or more */
export function requireNonNegative(name: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`${name} must be 0 or more and finite, not ${value}`);
}

/** @throws RangeError unless `value` is a finite number */
export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, not ${value}`);
}
