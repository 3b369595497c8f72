/**
 * Pay-back of a plan: the week from which the cumulative difference in the council's revenue cost stays below zero until the end of the
 * run, with and without the council's capital. Taken within each replication; kept as one week and one balance a replication.
 */
import type { Aggregate } from './aggregate.js';
import { tidy } from './digits.js';
import type { Payback } from './document.js';
import { estimateOf, quantileOf } from './spread.js';

const REVENUE = ['cost.total', 'all', 'all'] as const;
const CAPITAL = ['cost.housing_capital', 'payer', 'council'] as const;

/**
 * First week (0-based) from which the running sum of `weekly` is below zero to the end; NaN when it is not below zero at the end.
 *
 * @param weekly - alternative less baseline, pounds
 */
export function paybackWeek(weekly: ArrayLike<number>): number {
  let sum = 0;
  let since = Number.NaN;
  for (let w = 0; w < weekly.length; w++) {
    sum += weekly[w]!;
    if (sum >= 0) since = Number.NaN;
    else if (Number.isNaN(since)) since = w;
  }
  return since;
}

/** What a plan costs more or less, replication by replication. */
export class Paybacks {
  readonly #baseline: Aggregate;
  readonly #alternative: Aggregate;
  readonly #revenue: number;
  readonly #capital: number;
  readonly #weeks: number[] = [];
  readonly #weeksWithCapital: number[] = [];
  readonly #balance: number[] = [];
  readonly #balanceWithCapital: number[] = [];
  #invests = false;

  constructor(baseline: Aggregate, alternative: Aggregate) {
    this.#baseline = baseline;
    this.#alternative = alternative;
    this.#revenue = baseline.indexOf(...REVENUE);
    this.#capital = baseline.indexOf(...CAPITAL);
  }

  /** Adds the replication that both sides took in last; the run-in counts, since what is paid in it is paid. */
  add(): void {
    const revenue = this.#differences(this.#revenue);
    this.#weeks.push(paybackWeek(revenue));
    this.#balance.push(sum(revenue));
    if (this.#capital < 0) return;
    const capital = this.#differences(this.#capital);
    if (capital.some((pounds) => pounds !== 0)) this.#invests = true;
    const both = revenue.map((pounds, w) => pounds + capital[w]!);
    this.#weeksWithCapital.push(paybackWeek(both));
    this.#balanceWithCapital.push(sum(both));
  }

  #differences(s: number): Float64Array {
    const { weeks } = this.#baseline.frame;
    const [before, after] = [this.#baseline.lastWeekly, this.#alternative.lastWeekly];
    return Float64Array.from({ length: weeks }, (_, w) => after[s * weeks + w]! - before[s * weeks + w]!);
  }

  /** Rows of `comparison.json`: without capital, and with it where the plan spends any. */
  rows(alternative: string): Payback[] {
    const { antithetic } = this.#baseline;
    const without = rowOf(alternative, false, this.#weeks, this.#balance, antithetic);
    return this.#invests ? [without, rowOf(alternative, true, this.#weeksWithCapital, this.#balanceWithCapital, antithetic)] : [without];
  }
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

function rowOf(
  alternative: string,
  withCapital: boolean,
  weeks: readonly number[],
  balance: readonly number[],
  antithetic: boolean,
): Payback {
  const { mean, ci95 } = estimateOf(balance, antithetic);
  // a future that never pays back lies beyond the last week
  const sorted = Float64Array.from(weeks, (week) => (Number.isNaN(week) ? Number.POSITIVE_INFINITY : week + 1)).sort();
  const at = (q: number): number | null => {
    const week = quantileOf(sorted, q);
    return week !== null && Number.isFinite(week) ? tidy(week) : null;
  };
  const reached = weeks.filter((week) => !Number.isNaN(week)).length;
  return {
    alternative,
    withCapital,
    n: weeks.length,
    paidBack: weeks.length === 0 ? null : tidy(reached / weeks.length),
    week: { p10: at(0.1), p50: at(0.5), p90: at(0.9) },
    balance: mean,
    ci95,
  };
}
