/** Takes how a run, or a difference, moves at its end out of weekly values, replication by replication. */
import type { Aggregate } from './aggregate.js';
import type { PairedSettling, Settling } from './document.js';
import { judgeSlopes, LOOKED_AT, type Movement, type Standard, settlesBy, slopeOf } from './settling.js';
import { estimateOf, spreadOf } from './spread.js';
import { windowIndex } from './summary.js';
import { RUN, type Window, YEAR } from './windows.js';

/** Totals of metrics that a frame has. */
function totalsIn(aggregate: Aggregate, metrics: readonly string[]) {
  return metrics.flatMap((metric) => {
    const s = aggregate.indexOf(metric, 'all', 'all');
    return s < 0 ? [] : [{ metric, s, movements: [] as number[], earlier: [] as number[] }];
  });
}
type Judged = ReturnType<typeof totalsIn>[number];

const half = (ci95: readonly [number, number] | null): number => (ci95 === null ? Number.NaN : (ci95[1] - ci95[0]) / 2);

const meanOf = (values: readonly number[]): number => {
  const present = values.filter((value) => !Number.isNaN(value));
  return present.reduce((sum, value) => sum + value, 0) / present.length;
};

/** Figures of a window per week, where the metric is a count; as they are otherwise. */
function weeklyFigures(aggregate: Aggregate, s: number, window: number): Float64Array {
  const span = aggregate.windows[window]!;
  const weeks = aggregate.series[s]!.metric.kind === 'count' && span.kind === 'weeks' ? span.to - span.from : 1;
  return aggregate.valuesOf(s, window).map((value) => value / weeks);
}

const NOTHING = { n: 0, slope: null, ci95: null, settlesBy: null } as const;

/**
 * Movement of a run's own totals. Where it is long enough the last 26 weeks are held against the same 26 weeks a year before, so that
 * no season passes for a movement; a year's change is then a 52nd of it a week.
 */
export class RunMovement {
  readonly #judged: readonly Judged[];
  readonly #weeks: number;
  readonly #length: number;

  constructor(aggregate: Aggregate, metrics: readonly string[]) {
    this.#judged = totalsIn(aggregate, metrics);
    this.#weeks = aggregate.frame.weeks;
    this.#length = this.#weeks - aggregate.warmUpWeeks;
  }

  get #seasonOut(): boolean {
    return this.#length >= YEAR + LOOKED_AT;
  }

  /** Adds a replication's weekly series, [series][week]. */
  add(weekly: Float64Array): void {
    if (this.#length < LOOKED_AT) return;
    for (const { s, movements } of this.#judged) {
      const end = (s + 1) * this.#weeks;
      const last = weekly.subarray(end - LOOKED_AT, end);
      const before = weekly.subarray(end - YEAR - LOOKED_AT, end - YEAR);
      movements.push(this.#seasonOut ? (meanOf([...last]) - meanOf([...before])) / YEAR : slopeOf(last));
    }
  }

  /** Rows of `summary.json`. */
  rows(aggregate: Aggregate): Settling[] {
    const run = windowIndex(aggregate, RUN);
    const judging = { antithetic: aggregate.antithetic, judged: this.#judged.length, of: 'run' } as const;
    return this.#judged.map(({ metric, s, movements }) => {
      if (movements.length === 0) return { metric, ...NOTHING, seasonOut: false, verdict: 'short' as const };
      const { mean, ci95, p10, p90 } = spreadOf(weeklyFigures(aggregate, s, run), aggregate.antithetic);
      // half of it is how far one future of ten may lie from the middle
      const reach = (p90 ?? Number.NaN) - (p10 ?? Number.NaN);
      const standard = { precision: half(ci95), reach, level: Math.abs(mean ?? 0) };
      const { leeway: _, ...found } = judgeSlopes(movements, standard, judging);
      return { metric, ...found, seasonOut: this.#seasonOut, settlesBy: null };
    });
  }
}

/** Movement of the difference of two plans, within each pair: what the season does to both cancels. */
export class PairedMovement {
  readonly #baseline: Aggregate;
  readonly #alternative: Aggregate;
  readonly #judged: readonly Judged[];

  constructor(baseline: Aggregate, alternative: Aggregate, metrics: readonly string[]) {
    this.#baseline = baseline;
    this.#alternative = alternative;
    this.#judged = totalsIn(baseline, metrics);
  }

  /** Adds the replication that both sides took in last. */
  add(): void {
    const { weeks } = this.#baseline.frame;
    const [before, after] = [this.#baseline.lastWeekly, this.#alternative.lastWeekly];
    const slope = (s: number, from: number) =>
      slopeOf(Float64Array.from({ length: LOOKED_AT }, (_, w) => after[s * weeks + from + w]! - before[s * weeks + from + w]!));
    for (const { s, movements, earlier } of this.#judged) {
      if (weeks >= LOOKED_AT) movements.push(slope(s, weeks - LOOKED_AT));
      if (weeks >= 2 * LOOKED_AT) earlier.push(slope(s, weeks - 2 * LOOKED_AT));
    }
  }

  /**
   * Rows of `comparison.json`.
   *
   * @param since - window since the plan's date, by its index in the baseline's windows
   */
  rows(alternative: string, since: number): PairedSettling[] {
    const span = this.#baseline.windows[since] as Extract<Window, { kind: 'weeks' }>;
    const length = span.to - span.from;
    return this.#judged.map(({ metric, s, movements, earlier }) => {
      const row = { alternative, metric, seasonOut: true };
      if (length < LOOKED_AT || movements.length === 0) return { ...row, ...NOTHING, verdict: 'short' as const };
      const { leeway, ...found } = this.#judge(s, since, movements);
      const lessens = length >= 2 * LOOKED_AT ? settlesBy(span.to, meanOf(earlier), { ...found, leeway }) : null;
      return { ...row, ...found, settlesBy: found.verdict === 'moving' ? lessens : null };
    });
  }

  #judge(s: number, since: number, movements: readonly number[]): Movement {
    const { antithetic } = this.#baseline;
    const [before, after] = [this.#baseline, this.#alternative].map((side) => weeklyFigures(side, s, since));
    const { ci95 } = estimateOf(
      after!.map((value, r) => value - before![r]!),
      antithetic,
    );
    const level = Math.max(...[before!, after!].map((values) => Math.abs(estimateOf(values, antithetic).mean ?? 0)));
    const standard: Standard = { precision: half(ci95), reach: ci95 === null ? Number.NaN : Math.max(...ci95.map(Math.abs)), level };
    return judgeSlopes(movements, standard, { antithetic, judged: this.#judged.length, of: 'difference' });
  }
}
