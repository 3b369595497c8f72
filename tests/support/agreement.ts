/** Agreement of simulated figures with a known value: 3.5 standard errors, and a standard error small enough to mean something. */
import { expect } from 'vitest';

export interface Estimate {
  readonly mean: number;
  /** standard error of the mean over replications */
  readonly error: number;
}

export function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  const variance = values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (n - 1);
  return { mean, error: Math.sqrt(variance / n) };
}

export const MOST_ERRORS = 3.5;
export const MOST_RELATIVE_ERROR = 0.02;

/** Distance of an estimate from a value in standard errors. */
export function errorsFrom({ mean, error }: Estimate, value: number): number {
  return Math.abs(mean - value) / error;
}

/** Passes when the mean over replications is within 3.5 standard errors of `expected` and the error is under 2 % of it. */
export function expectAgreement(what: string, values: readonly number[], expected: number): void {
  const found = estimate(values);
  const said = `${what}: simulated ${found.mean.toPrecision(6)}, expected ${expected.toPrecision(6)}, standard error ${found.error.toPrecision(3)}`;
  if (process.env.SHOW !== undefined) console.log(`${said}, ${errorsFrom(found, expected).toFixed(2)} errors off, n ${values.length}`);
  expect(found.error / Math.abs(expected), `${said}: the error is too large to tell`).toBeLessThan(MOST_RELATIVE_ERROR);
  expect(errorsFrom(found, expected), said).toBeLessThanOrEqual(MOST_ERRORS);
}
