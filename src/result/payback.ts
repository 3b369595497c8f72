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

/** Weeks of a year's rate. */
const YEAR = 52;

/**
 * Week of pay-back (0-based), with the rate of the last year held on beyond the run; Infinity where it never comes, NaN where a run of
 * under a year has not paid back.
 */
export function projectedWeek(weekly: Float64Array): number {
  const within = paybackWeek(weekly);
  if (!Number.isNaN(within)) return within;
  if (weekly.length < YEAR) return Number.NaN;
  const saved = -sum(weekly.subarray(-YEAR)) / YEAR;
  return saved > 0 ? weekly.length + Math.floor(sum(weekly) / saved) : Number.POSITIVE_INFINITY;
}

/** What a plan costs more or less, replication by replication. */
export class Paybacks {
  readonly #baseline: Aggregate;
  readonly #alternative: Aggregate;
  readonly #revenue: number;
  readonly #capital: number;
  /** without the council's capital, and with it */
  readonly #without = new Balance();
  readonly #with = new Balance();
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
    this.#without.add(revenue);
    if (this.#capital < 0) return;
    const capital = this.#differences(this.#capital);
    if (capital.some((pounds) => pounds !== 0)) this.#invests = true;
    this.#with.add(revenue.map((pounds, w) => pounds + capital[w]!));
  }

  #differences(s: number): Float64Array {
    const { weeks } = this.#baseline.frame;
    const [before, after] = [this.#baseline.lastWeekly, this.#alternative.lastWeekly];
    return Float64Array.from({ length: weeks }, (_, w) => after[s * weeks + w]! - before[s * weeks + w]!);
  }

  /** Rows of `comparison.json`: without capital, and with it where the plan spends any. */
  rows(alternative: string): Payback[] {
    const { antithetic, frame } = this.#baseline;
    const rowOf = (withCapital: boolean, balance: Balance): Payback => ({
      alternative,
      withCapital,
      ...balance.figures(frame.weeks >= YEAR, antithetic),
    });
    return this.#invests ? [rowOf(false, this.#without), rowOf(true, this.#with)] : [rowOf(false, this.#without)];
  }
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

/** Quantiles of weeks, counted from 1; null for one that never comes. */
function quantilesOf(weeks: readonly number[]): Payback['week'] {
  const sorted = Float64Array.from(weeks, (week) => (Number.isNaN(week) ? Number.POSITIVE_INFINITY : week + 1)).sort();
  const at = (q: number): number | null => {
    const week = quantileOf(sorted, q);
    return week !== null && Number.isFinite(week) ? tidy(week) : null;
  };
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9) };
}

/** One way of counting: its week and its sum in each replication. */
class Balance {
  readonly #weeks: number[] = [];
  readonly #projected: number[] = [];
  readonly #sums: number[] = [];

  add(weekly: Float64Array): void {
    this.#weeks.push(paybackWeek(weekly));
    this.#projected.push(projectedWeek(weekly));
    this.#sums.push(sum(weekly));
  }

  figures(hasYear: boolean, antithetic: boolean): Omit<Payback, 'alternative' | 'withCapital'> {
    const { mean, ci95 } = estimateOf(this.#sums, antithetic);
    const n = this.#weeks.length;
    return {
      n,
      // a future that has not paid back lies beyond the last week
      paidBack: n === 0 ? null : tidy(this.#weeks.filter((week) => !Number.isNaN(week)).length / n),
      week: quantilesOf(this.#weeks),
      ...(hasYear && { projected: quantilesOf(this.#projected) }),
      balance: mean,
      ci95,
    };
  }
}
