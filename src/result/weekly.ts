/** `weekly.csv` and `futures.csv`: fans and single futures, week by week. */
import type { Aggregate } from './aggregate.js';
import { tidy } from './digits.js';
import { type FuturesRow, HEADLINES, type WeeklyRow, type WeeklyTable } from './document.js';
import type { Series } from './series.js';
import type { Distribution } from './store.js';
import { dateOfWeek } from './windows.js';

/** Rows of one series: the mean of each week and its distribution over replications. */
export function rowsOfSeries(
  { metric, by, key }: Series,
  dates: readonly string[],
  weeks: readonly Distribution[],
  meanOf: (week: number) => number | null,
): WeeklyRow[] {
  return dates.map((date, w) => {
    const quantileOf = (p: number) => tidy(weeks[w]!.quantile(p));
    return {
      metric: metric.id,
      by,
      key,
      week: w + 1,
      date,
      mean: tidy(meanOf(w)),
      p05: quantileOf(0.05),
      p25: quantileOf(0.25),
      p50: quantileOf(0.5),
      p75: quantileOf(0.75),
      p95: quantileOf(0.95),
      p10: quantileOf(0.1),
      p90: quantileOf(0.9),
    };
  });
}

/** Dates of the weeks of a run. */
export function datesOf(start: string, weeks: number): string[] {
  return Array.from({ length: weeks }, (_, w) => dateOfWeek(start, w));
}

/** A table over a catalogue of series, whose rows are made one series at a time. */
export function tableOfSeries(series: readonly Series[], rowsOf: (s: number) => readonly WeeklyRow[]): WeeklyTable {
  const find = (metric: string, by: string, key: string) =>
    series.findIndex((one) => one.metric.id === metric && one.by === by && one.key === key);
  return {
    rows: (metric, by = 'all', key = 'all') => {
      const s = find(metric, by, key);
      return s < 0 ? [] : rowsOf(s);
    },
    keys: (metric, by) => series.flatMap((one, s) => (one.metric.id === metric && one.by === by && rowsOf(s).length > 0 ? [one.key] : [])),
  };
}

/** Makes a series' rows; none for a key that is 0 or missing throughout. */
function maker({ series, weekly, frame }: Aggregate, start: string): (s: number) => WeeklyRow[] {
  const dates = datesOf(start, frame.weeks);
  return (s) => {
    const first = s * frame.weeks;
    const weeks = weekly.distributions(first, frame.weeks);
    if (series[s]!.by !== 'all' && weeks.every((week) => week.isBlank)) return [];
    return rowsOfSeries(series[s]!, dates, weeks, (w) => weekly.mean(first + w));
  };
}

/** Rows of `weekly.csv`, series by series; a key that is 0 or missing throughout is left out, totals never are. */
export function* weeklyRows(aggregate: Aggregate, start: string): Generator<WeeklyRow> {
  const rowsOf = maker(aggregate, start);
  for (const s of aggregate.series.keys()) yield* rowsOf(s);
}

/** The same, for a reader that wants some of them. */
export function weeklyTable(aggregate: Aggregate, start: string): WeeklyTable {
  return tableOfSeries(aggregate.series, maker(aggregate, start));
}

/** Rows of `futures.csv`: the first replications of the headline metrics' totals, and of the list in each area. */
export function* futuresRows(aggregate: Aggregate): Generator<FuturesRow> {
  const { series, weekly, frame } = aggregate;
  for (const [s, { metric, by, key }] of series.entries()) {
    const isHeadline = (HEADLINES as readonly string[]).includes(metric.id);
    if (!(isHeadline && (by === 'all' || (by === 'area' && metric.id === HEADLINES[0])))) continue;
    for (let r = 0; r < weekly.shown; r++) {
      for (let w = 0; w < frame.weeks; w++) {
        yield { metric: metric.id, by, key, replication: r + 1, week: w + 1, value: tidy(weekly.value(r, s * frame.weeks + w)) };
      }
    }
  }
}
