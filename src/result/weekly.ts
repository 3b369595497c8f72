/** `weekly.csv` and `futures.csv`: fans and single futures, week by week. */
import type { Aggregate } from './aggregate.js';
import { tidy } from './digits.js';
import { type FuturesRow, HEADLINES, type WeeklyRow } from './document.js';
import { quantileOf } from './spread.js';
import { dateOfWeek } from './windows.js';

/** Single futures shown beside a fan. */
const FUTURES = 5;

/** Quantiles of sorted values as columns of a weekly row. */
export function quantileColumns(sorted: Float64Array): Pick<WeeklyRow, 'p05' | 'p10' | 'p25' | 'p50' | 'p75' | 'p90' | 'p95'> {
  return {
    p05: quantileOf(sorted, 0.05),
    p25: quantileOf(sorted, 0.25),
    p50: quantileOf(sorted, 0.5),
    p75: quantileOf(sorted, 0.75),
    p95: quantileOf(sorted, 0.95),
    p10: quantileOf(sorted, 0.1),
    p90: quantileOf(sorted, 0.9),
  };
}

/** Rows of `weekly.csv`, series by series; a key that is 0 or missing throughout is left out, totals never are. */
export function* weeklyRows(aggregate: Aggregate, start: string): Generator<WeeklyRow> {
  const { series, weekly, frame } = aggregate;
  const scratch = new Float64Array(weekly.kept);
  const dates = Array.from({ length: frame.weeks }, (_, w) => dateOfWeek(start, w));
  for (const [s, { metric, by, key }] of series.entries()) {
    const first = s * frame.weeks;
    if (by !== 'all' && weekly.isBlank(first, first + frame.weeks)) continue;
    for (let w = 0; w < frame.weeks; w++) {
      const row = { metric: metric.id, by, key, week: w + 1, date: dates[w]!, mean: tidy(weekly.mean(first + w)) };
      yield { ...row, ...quantileColumns(weekly.sorted(first + w, scratch)) };
    }
  }
}

/** Rows of `futures.csv`: the first replications of the headline metrics' totals, and of the list in each area. */
export function* futuresRows(aggregate: Aggregate): Generator<FuturesRow> {
  const { series, weekly, frame } = aggregate;
  for (const [s, { metric, by, key }] of series.entries()) {
    const isHeadline = (HEADLINES as readonly string[]).includes(metric.id);
    if (!(isHeadline && (by === 'all' || (by === 'area' && metric.id === HEADLINES[0])))) continue;
    for (let r = 0; r < Math.min(FUTURES, weekly.kept); r++) {
      for (let w = 0; w < frame.weeks; w++) {
        yield { metric: metric.id, by, key, replication: r + 1, week: w + 1, value: tidy(weekly.value(r, s * frame.weeks + w)) };
      }
    }
  }
}
