/**
 * What a plan's costs amount to: care not given and its worth, each payer's revenue and capital with their present value, and what a
 * day in hospital or a week of waiting avoided costs.
 */
import { pairMeans } from '../stats/antithetic.js';
import { fiellerInterval } from '../stats/ratio.js';
import type { Aggregate } from './aggregate.js';
import type { Side } from './comparison.js';
import { tidy } from './digits.js';
import type { CostPer, PayerValue, ScenarioRecord, Value } from './document.js';
import { differencesOf, PAYER_KEYS } from './payers.js';
import { estimateOf } from './spread.js';
import { windowIndex } from './summary.js';
import { RUN } from './windows.js';

const DAYS_PER_YEAR = 365.25;
/** What a payer's cost is made of: the year's revenue, and what is paid once. */
const KINDS = { revenue: 'cost.total', capital: 'cost.housing_capital' } as const;
type Kind = keyof typeof KINDS;

/** Year of a run that a week begins in, from 0. */
export const yearOfWeek = (week: number): number => Math.floor((week * 7) / DAYS_PER_YEAR);

/**
 * Present value at the start of the run of sums by year: those of the first year count in full.
 *
 * @param rate - real discount rate a year, 0.035 for 3.5 %
 * @source HM Treasury (2022), The Green Book, annex A6
 */
export function presentValue(byYear: ArrayLike<number>, rate: number): number {
  return Array.from(byYear).reduce((sum, pounds, year) => sum + pounds / Math.exp(year * Math.log1p(rate)), 0);
}

/** Each payer's costs year by year, alternative less baseline, replication by replication; the run-in counts, since it is paid. */
export class YearlyCosts {
  readonly #baseline: Aggregate;
  readonly #alternative: Aggregate;
  readonly #series: readonly { readonly payer: PayerValue['payer']; readonly kind: Kind; readonly s: number }[];
  /** [series][replication][year] */
  readonly #years: Float64Array[][];

  constructor(baseline: Aggregate, alternative: Aggregate) {
    this.#baseline = baseline;
    this.#alternative = alternative;
    this.#series = PAYER_KEYS.flatMap((payer) =>
      (Object.keys(KINDS) as Kind[]).map((kind) => ({ payer, kind, s: baseline.indexOf(KINDS[kind], 'payer', payer) })),
    ).filter(({ s }) => s >= 0);
    this.#years = this.#series.map(() => []);
  }

  /** Adds the replication that both sides took in last. */
  add(): void {
    const { weeks } = this.#baseline.frame;
    const [before, after] = [this.#baseline.lastWeekly, this.#alternative.lastWeekly];
    this.#series.forEach(({ s }, i) => {
      const years = new Float64Array(yearOfWeek(weeks - 1) + 1);
      for (let w = 0; w < weeks; w++) years[yearOfWeek(w)]! += after[s * weeks + w]! - before[s * weeks + w]!;
      this.#years[i]!.push(years);
    });
  }

  /** A row for each payer that a plan costs more or less, and one for all of them where they are several. */
  rows(rate: number): PayerValue[] {
    const rowOf = (payer: PayerValue['payer'], isOf: (one: string) => boolean): PayerValue | null => {
      const replications = this.#years[0]?.length ?? 0;
      const sums = (kinds: readonly Kind[], worth: (years: Float64Array) => number) =>
        Float64Array.from({ length: replications }, (_, r) =>
          this.#series.reduce((sum, one, i) => (isOf(one.payer) && kinds.includes(one.kind) ? sum + worth(this.#years[i]![r]!) : sum), 0),
        );
      const total = (years: Float64Array) => years.reduce((a, b) => a + b, 0);
      const [revenue, capital] = [sums(['revenue'], total), sums(['capital'], total)];
      if (payer !== 'all' && revenue.every((pounds) => pounds === 0) && capital.every((pounds) => pounds === 0)) return null;
      const both = sums(['revenue', 'capital'], (years) => presentValue(years, rate));
      const estimate = (values: Float64Array) => {
        const { mean, ci95 } = estimateOf(values, this.#baseline.antithetic);
        return { mean, ci95 };
      };
      return { payer, revenue: estimate(revenue), capital: estimate(capital), presentValue: estimate(both) };
    };
    const payers = PAYER_KEYS.flatMap((payer) => rowOf(payer, (one) => one === payer) ?? []);
    return payers.length > 1 ? [...payers, rowOf('all', () => true)!] : payers;
  }
}

/** What a plan may avoid: a count, or the weeks that people spend in a level. */
const EFFECTS = [
  { metric: 'hospital.delayed_bed_days', unit: 'delayed bed-day' },
  { metric: 'interim_list.people', unit: 'person-week on the list' },
  { metric: 'specialist.waiting', unit: 'person-week of waiting to move' },
  { metric: 'housing.register', unit: 'person-week on the register' },
] as const;

/**
 * Council's revenue for each unit avoided: the ratio of the two mean differences with Fieller's interval. No ratio where nothing is
 * clearly avoided, or where it costs no more.
 *
 * @param cost - alternative less baseline, pounds, one a replication
 * @param more - alternative less baseline of what is to be avoided
 */
export function costPer(
  cost: Float64Array,
  more: Float64Array,
  antithetic: boolean,
): Pick<CostPer, 'avoided' | 'avoidedCi95' | 'ratio' | 'ci95' | 'why'> {
  const avoided = more.map((value) => 0 - value);
  const [saved, dearer] = [estimateOf(avoided, antithetic), estimateOf(cost, antithetic)];
  const row = { avoided: saved.mean, avoidedCi95: saved.ci95, ratio: null, ci95: null };
  if (saved.ci95 === null || saved.ci95[0] <= 0) return { ...row, why: 'none avoided' };
  if (dearer.mean === null || dearer.mean <= 0) return { ...row, why: 'costs no more' };
  const { ratio, low, high } = antithetic ? fiellerInterval(pairMeans(cost), pairMeans(avoided)) : fiellerInterval(cost, avoided);
  return { ...row, ratio: tidy(ratio), ci95: Number.isNaN(low) ? null : [tidy(low)!, tidy(high)!], why: null };
}

function costPers(baseline: Aggregate, alternative: Aggregate): CostPer[] {
  const k = windowIndex(baseline, RUN);
  const weeks = baseline.frame.weeks - baseline.warmUpWeeks;
  /** null where the plan leaves it as it is in every future */
  const differences = (metric: string, times = 1): Float64Array | null => {
    const s = baseline.indexOf(metric, 'all', 'all');
    if (s < 0) return null;
    const [before, after] = [baseline.valuesOf(s, k), alternative.valuesOf(s, k)];
    return before.some((value, r) => value !== after[r]) ? after.map((value, r) => (value - before[r]!) * times) : null;
  };
  const cost = differences('cost.total');
  if (cost === null) return [];
  return EFFECTS.flatMap(({ metric, unit }) => {
    const isLevel = baseline.series[baseline.indexOf(metric, 'all', 'all')]?.metric.kind === 'level';
    const more = differences(metric, isLevel ? weeks : 1);
    return more === null ? [] : [{ metric, unit, ...costPer(cost, more, baseline.antithetic) }];
  });
}

function togetherOf(baseline: Aggregate, alternative: Aggregate): Value['together'] {
  const series = PAYER_KEYS.map((payer) => baseline.indexOf('cost.total', 'payer', payer)).filter((s) => s >= 0);
  const { mean, ci95 } = estimateOf(differencesOf(baseline, alternative, series, windowIndex(baseline, RUN)), baseline.antithetic);
  return { mean, ci95 };
}

/** What each alternative's costs amount to, valued as the baseline says; none for scenarios of before they said. */
export function valuesOf(baseline: Side, alternatives: readonly Side[], scenarios: readonly ScenarioRecord[]): Value[] {
  const valuation = scenarios.find(({ name }) => name === baseline.name)?.valuation;
  if (valuation === undefined) return [];
  return alternatives.map(({ name, aggregate, costs }) => ({
    alternative: name,
    discountRate: valuation.discountRate,
    undeliveredHour: valuation.undeliveredHour,
    together: togetherOf(baseline.aggregate, aggregate),
    payers: costs?.rows(valuation.discountRate) ?? [],
    costPer: costPers(baseline.aggregate, aggregate),
  }));
}
