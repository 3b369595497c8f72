/** `difference.csv`: weekly differences of two plans, taken within a replication. */
import type { Aggregate } from './aggregate.js';
import type { Side } from './comparison.js';
import { type DifferenceRow, HEADLINES, type WeeklyRow, type WeeklyTable } from './document.js';
import type { Series } from './series.js';
import { WeeklyStore } from './store.js';
import { datesOf, rowsOfSeries, tableOfSeries } from './weekly.js';

/** Series whose differences are given week by week: all of them would double the size of a result, and a comparison has every key by year. */
function isFollowed({ metric, by }: Series): boolean {
  return by === 'all' || (by === 'area' && (HEADLINES as readonly string[]).includes(metric.id));
}

/** Weekly values of an alternative less those of the baseline; NaN where a side has none. */
export class Differences {
  readonly #baseline: Aggregate;
  readonly #alternative: Aggregate;
  readonly #followed: readonly number[];
  readonly #row: Float64Array;
  readonly weekly: WeeklyStore;

  constructor(baseline: Aggregate, alternative: Aggregate) {
    this.#baseline = baseline;
    this.#alternative = alternative;
    this.#followed = [...baseline.series.keys()].filter((s) => isFollowed(baseline.series[s]!));
    this.#row = new Float64Array(this.#followed.length * baseline.frame.weeks);
    this.weekly = new WeeklyStore(this.#row.length);
  }

  /** Adds the replication that both sides took in last. */
  add(): void {
    const { weeks } = this.#baseline.frame;
    const [before, after] = [this.#baseline.lastWeekly, this.#alternative.lastWeekly];
    this.#followed.forEach((s, i) => {
      for (let w = 0; w < weeks; w++) this.#row[i * weeks + w] = after[s * weeks + w]! - before[s * weeks + w]!;
    });
    this.weekly.add(this.#row);
  }

  /** Rows of a series; none where it is not followed, or for an area in which the two plans never differ. */
  rowsOf(s: number, dates: readonly string[]): WeeklyRow[] {
    const series = this.#baseline.series[s]!;
    const at = this.#followed.indexOf(s);
    if (at < 0) return [];
    const weeks = this.weekly.distributions(at * dates.length, dates.length);
    if (series.by !== 'all' && weeks.every((week) => week.isBlank)) return [];
    return rowsOfSeries(series, dates, weeks, (w) => this.weekly.mean(at * dates.length + w));
  }
}

function maker(baseline: Side, { name, differences }: Side, start: string): (s: number) => WeeklyRow[] {
  if (differences === undefined) throw new Error(`${name} was not simulated together with ${baseline.name}`);
  const dates = datesOf(start, baseline.aggregate.frame.weeks);
  return (s) => differences.rowsOf(s, dates);
}

/** Rows of `difference.csv`: totals, and headline metrics by area; an area in which the two plans never differ is left out. */
export function* differenceRows(baseline: Side, alternative: Side, start: string): Generator<DifferenceRow> {
  const rowsOf = maker(baseline, alternative, start);
  for (const s of baseline.aggregate.series.keys()) for (const row of rowsOf(s)) yield { alternative: alternative.name, ...row };
}

/** The same, for a reader that wants some of them. */
export function differenceTable(baseline: Side, alternative: Side, start: string): WeeklyTable {
  return tableOfSeries(baseline.aggregate.series, maker(baseline, alternative, start));
}
