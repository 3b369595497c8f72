/** Agreement of simulated figures with a known value: 3.5 standard errors, and a standard error small enough to mean something. */
import { expect } from 'vitest';

export interface Estimate {
  readonly mean: number;
  /** standard error of the mean over replications */
  readonly error: number;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Sum of products of deviations. */
function products(a: readonly number[], b: readonly number[]): number {
  const meanA = meanOf(a);
  const meanB = meanOf(b);
  return a.reduce((sum, x, i) => sum + (x - meanA) * (b[i]! - meanB), 0);
}

export function estimate(values: readonly number[]): Estimate {
  return { mean: meanOf(values), error: Math.sqrt(products(values, values) / (values.length - 1) / values.length) };
}

/** A figure of the same replications whose mean is known, such as arrivals a day: what it explains is taken out of the error. */
export interface Control {
  readonly values: readonly number[];
  readonly mean: number;
}

/**
 * Estimate with a control variate: the regression line's value at the control's known mean.
 *
 * @source Law (2015), Simulation Modeling and Analysis, 5th ed., section 11.4
 */
export function controlled(values: readonly number[], control: Control): Estimate {
  const n = values.length;
  const slope = products(values, control.values) / products(control.values, control.values);
  const residual = products(values, values) - slope * products(values, control.values);
  const distance = meanOf(control.values) - control.mean;
  const variance = residual / (n - 2);
  return {
    mean: meanOf(values) - slope * distance,
    error: Math.sqrt(variance * (1 / n + (distance * distance) / products(control.values, control.values))),
  };
}

/** Time allowed for a test over hundreds of futures, for a busy machine: such a test takes some 30 seconds on an idle one. */
export const LONG = { timeout: 300_000 };

export const MOST_ERRORS = 3.5;
const MOST_RELATIVE_ERROR = 0.02;

/** Distance of an estimate from a value in standard errors. */
export function errorsFrom({ mean, error }: Estimate, value: number): number {
  return Math.abs(mean - value) / error;
}

export interface AgreementOptions {
  readonly control?: Control;
  /** largest standard error allowed as a share of the value; 2 % when left out */
  readonly mostError?: number;
}

/** Passes when the mean over replications is within 3.5 standard errors of `expected` and the error is under 2 % of it. */
export function expectAgreement(what: string, values: readonly number[], expected: number, options: AgreementOptions = {}): void {
  const { control, mostError = MOST_RELATIVE_ERROR } = options;
  const found = control === undefined ? estimate(values) : controlled(values, control);
  const said = `${what}: simulated ${found.mean.toPrecision(6)}, expected ${expected.toPrecision(6)}, standard error ${found.error.toPrecision(3)}`;
  if (process.env.SHOW !== undefined) console.log(`${said}, ${errorsFrom(found, expected).toFixed(2)} errors off, n ${values.length}`);
  expect(found.error / Math.abs(expected), `${said}: the error is too large to tell`).toBeLessThan(mostError);
  expect(errorsFrom(found, expected), said).toBeLessThanOrEqual(MOST_ERRORS);
}
