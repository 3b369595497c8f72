/**
 * Shocks: a plan under which something rises and comes back. People hit, the peak of the excess and its week, and how long until half
 * and until nearly all of it is gone. A mean over the run hides all of these.
 */
import { tQuantile } from '../stats/student.js';
import type { Aggregate } from './aggregate.js';
import type { Side } from './comparison.js';
import { tidy } from './digits.js';
import type { Excess, ScenarioRecord, Shock } from './document.js';
import { resolvedParts } from './resolved.js';
import { estimateOf, quantileOf } from './spread.js';
import { dateOfWeek } from './windows.js';

/** Queues in which a shock shows. */
const QUEUES = ['interim_list.people', 'hospital.delayed_people', 'reablement.waiting', 'housing.register', 'specialist.waiting'] as const;
const HIT = 'home_care.exit_people';
/** An excess counts as gone when no more than this share of its peak is left. */
const LEFT = 0.1;
/** A peak that nobody decreed is a shock from this share of the baseline's level on, and from this many people. */
const LEAST_SHARE = 0.1;
const LEAST = 1;

/** The highest of a series and what follows: weeks are 0-based, counts of weeks run from the peak. */
export interface Course {
  readonly week: number;
  readonly peak: number;
  /** weeks after the peak from which no more than half is left, to the end; null: not within the run */
  readonly halfGone: number | null;
  readonly gone: number | null;
}

/** Peak of an excess from a week on, and when half and nine tenths of it are gone for good. */
export function courseOf(excess: ArrayLike<number>, from = 0): Course {
  let week = from;
  for (let w = from; w < excess.length; w++) if (excess[w]! > excess[week]!) week = w;
  const peak = excess[week]!;
  const under = (share: number): number | null => {
    let last = week;
    for (let w = week; w < excess.length; w++) if (excess[w]! > share * peak) last = w;
    return last + 1 < excess.length ? last + 1 - week : null;
  };
  return { week, peak, halfGone: under(0.5), gone: under(LEFT) };
}

/** Weekly differences of one series over replications: what a mean and its interval need, and each replication's own peak. */
class Weeks {
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  /** the first of an antithetic pair, until the second comes */
  #waiting: Float64Array | null = null;
  #n = 0;
  #independent = 0;
  readonly peaks: number[] = [];

  constructor(
    readonly s: number,
    weeks: number,
    readonly antithetic: boolean,
  ) {
    this.#sums = new Float64Array(weeks);
    this.#squares = new Float64Array(weeks);
  }

  add(row: Float64Array): void {
    this.#n++;
    this.peaks.push(Math.max(...row));
    for (let w = 0; w < row.length; w++) this.#sums[w]! += row[w]!;
    const first = this.#waiting;
    if (this.antithetic && first === null) {
      this.#waiting = row;
      return;
    }
    const value = first === null ? row : row.map((one, w) => (one + first[w]!) / 2);
    this.#waiting = null;
    this.#independent++;
    for (let w = 0; w < value.length; w++) this.#squares[w]! += value[w]! * value[w]!;
  }

  mean(): Float64Array {
    return this.#sums.map((sum) => sum / this.#n);
  }

  /** Half-width of the interval of the mean of a week; NaN from too few. */
  halfWidth(week: number, confidence = 0.95): number {
    const n = this.#independent;
    if (n < 2) return Number.NaN;
    const mean = this.#sums[week]! / this.#n;
    const variance = Math.max(0, (this.#squares[week]! - n * mean * mean) / (n - 1));
    return tQuantile(0.5 + 0.5 * confidence, n - 1) * Math.sqrt(variance / n);
  }
}

/** Paired differences of the queues and of the people hit, week by week. */
export class Excesses {
  readonly #baseline: Aggregate;
  readonly #alternative: Aggregate;
  readonly #queues: readonly Weeks[];
  readonly #hit: Weeks | null;
  /** people hit over the whole run, one a replication */
  readonly #hits: number[] = [];

  constructor(baseline: Aggregate, alternative: Aggregate) {
    this.#baseline = baseline;
    this.#alternative = alternative;
    const { weeks } = baseline.frame;
    const of = (id: string) => {
      const s = baseline.indexOf(id, 'all', 'all');
      return s < 0 ? [] : [new Weeks(s, weeks, baseline.antithetic)];
    };
    this.#queues = QUEUES.flatMap(of);
    this.#hit = of(HIT)[0] ?? null;
  }

  /** Adds the replication that both sides took in last. */
  add(): void {
    for (const one of this.#queues) one.add(this.#differences(one.s));
    if (this.#hit === null) return;
    const hit = this.#differences(this.#hit.s);
    this.#hit.add(hit);
    this.#hits.push(hit.reduce((a, b) => a + b, 0));
  }

  #differences(s: number): Float64Array {
    const { weeks } = this.#baseline.frame;
    const [before, after] = [this.#baseline.lastWeekly, this.#alternative.lastWeekly];
    return Float64Array.from({ length: weeks }, (_, w) => after[s * weeks + w]! - before[s * weeks + w]!);
  }

  /**
   * People hit, and each queue that rises; null where nothing is a shock.
   *
   * @param decreed - week (0-based) of a closure by decree; null where there is none, and a peak has to stand out by itself and return
   */
  shock(decreed: number | null, start: string): Pick<Shock, 'hit' | 'excess'> | null {
    const excess = this.#queues.flatMap((one) => this.#excessOf(one, decreed, start) ?? []);
    return decreed === null && excess.length === 0 ? null : { hit: this.#hitOf(start), excess };
  }

  #excessOf(one: Weeks, decreed: number | null, start: string): Excess | null {
    const { weeks } = this.#baseline.frame;
    const mean = one.mean();
    const { week, peak, halfGone, gone } = courseOf(mean, decreed ?? 0);
    const levelOf = (side: Aggregate) => (w: number) => side.weekly.mean(one.s * weeks + w);
    const [planned, usual] = [levelOf(this.#alternative), levelOf(this.#baseline)];
    // the highest of many weeks: it has to stand out from all of them
    if (!(peak > one.halfWidth(week, 1 - 0.05 / weeks))) return null;
    if (decreed === null && (halfGone === null || peak < Math.max(LEAST, LEAST_SHARE * (usual(week) ?? 0)))) return null;
    const half = one.halfWidth(week);
    return {
      metric: this.#baseline.series[one.s]!.metric.id,
      before: planned(Math.max(0, (decreed ?? firstOf(mean, week)) - 1)),
      atPeak: planned(week),
      baselineAtPeak: usual(week),
      week: week + 1,
      date: dateOfWeek(start, week),
      peak: tidy(peak),
      ci95: Number.isNaN(half) ? null : [tidy(peak - half)!, tidy(peak + half)!],
      medianPeak: quantileOf(Float64Array.from(one.peaks).sort(), 0.5),
      halfGone,
      gone,
    };
  }

  #hitOf(start: string): Shock['hit'] {
    if (this.#hit === null) return null;
    const mean = this.#hit.mean();
    const { week, peak } = courseOf(mean);
    const { mean: people, ci95 } = estimateOf(this.#hits, this.#baseline.antithetic);
    if (!(peak >= LEAST) || people === null) return null;
    return { people, ci95, week: week + 1, date: dateOfWeek(start, week), inWeek: tidy(peak) };
  }
}

/** The week in which the rise to a peak began: after the last week before it that has no excess. */
function firstOf(excess: Float64Array, peak: number): number {
  let week = peak;
  while (week > 0 && excess[week - 1]! > LEFT * excess[peak]!) week--;
  return week;
}

/** The first closure by decree that a plan has and the baseline has not: its date, and who closes then. */
export function decreeOf(plan: ScenarioRecord, baseline: ScenarioRecord | undefined): { from: string; providers: string[] } | null {
  const closures = (scenario: ScenarioRecord) =>
    resolvedParts(scenario).changes.flatMap(({ from, set = {} }) =>
      Object.entries(set).flatMap(([path, value]) => {
        const id = /^homeCare\.providers\.([^.]+)\.closes$/.exec(path)?.[1];
        return from === undefined || id === undefined || value === false || value === null ? [] : [{ from, id }];
      }),
    );
  const known = new Set(baseline ? closures(baseline).map(({ from, id }) => `${from} ${id}`) : []);
  const beyond = closures(plan)
    .filter(({ from, id }) => !known.has(`${from} ${id}`))
    .sort((a, b) => a.from.localeCompare(b.from));
  const first = beyond[0]?.from;
  return first === undefined ? null : { from: first, providers: beyond.filter(({ from }) => from === first).map(({ id }) => id) };
}

/** Shocks of every alternative that has one. */
export function shocksOf(baseline: Side, alternatives: readonly Side[], scenarios: readonly ScenarioRecord[], start: string): Shock[] {
  const recordOf = (name: string) => scenarios.find((one) => one.name === name);
  return alternatives.flatMap(({ name, excesses }) => {
    const plan = recordOf(name);
    const decree = plan === undefined ? null : decreeOf(plan, recordOf(baseline.name));
    const day = decree === null ? Number.NaN : (Date.parse(decree.from) - Date.parse(start)) / 86_400_000;
    const week = Math.floor(day / 7);
    const decreed = week >= 0 && week < baseline.aggregate.frame.weeks ? week : null;
    const found = excesses?.shock(decreed, start) ?? null;
    if (found === null || baseline.aggregate.replications === 0) return [];
    const closure = decreed === null || decree === null ? { from: null, providers: [] } : decree;
    return [{ alternative: name, week: decreed === null ? null : decreed + 1, ...closure, ...found }];
  });
}
