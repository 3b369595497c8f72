/**
 * From rows of a result folder to the plain series that charts take.
 */
import type { FuturesRow, ResultFolder, WaitsRow, WeeklyRow } from '../result/document.js';
import type { FanPoint } from './charts/fan.js';
import { OUTER } from './words/numbers.js';

export interface Point {
  readonly date: Date;
  readonly value: number;
}

export function dateOf(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`);
}

/** Points of a fan; weeks without a value are left out. */
export function fanPoints(rows: readonly WeeklyRow[]): FanPoint[] {
  return rows.flatMap((row) => {
    const [low, lowHalf, middle, highHalf, high] = [row[OUTER.low], row.p25, row.p50, row.p75, row[OUTER.high]];
    if (low === null || lowHalf === null || middle === null || highHalf === null || high === null) return [];
    return [{ date: dateOf(row.date), low, lowHalf, middle, highHalf, high }];
  });
}

/** Means week by week. */
export function meanPoints(rows: readonly WeeklyRow[]): Point[] {
  return rows.flatMap((row) => (row.mean === null ? [] : [{ date: dateOf(row.date), value: row.mean }]));
}

/** Up to `most` single futures of a metric. */
export function singleFutures(folder: ResultFolder, metric: string, most = 4): Point[][] {
  const start = dateOf(folder.summary.start).getTime();
  const byReplication = new Map<number, FuturesRow[]>();
  for (const row of folder.futures) {
    if (row.metric !== metric || row.by !== 'all') continue;
    const known = byReplication.get(row.replication);
    if (known) known.push(row);
    else byReplication.set(row.replication, [row]);
  }
  return [...byReplication.values()]
    .slice(0, most)
    .map((rows) =>
      rows.flatMap((row) => (row.value === null ? [] : [{ date: new Date(start + (row.week - 1) * 7 * 86_400_000), value: row.value }])),
    );
}

/** First week's mean: the level that the run starts from. */
export function firstMean(rows: readonly WeeklyRow[]): number | null {
  return rows.find((row) => row.mean !== null)?.mean ?? null;
}

/** Known points of a cumulative wait curve: shares within 1, 7 and 28 days, and the median and 90th percentile. */
export function waitPoints(row: WaitsRow): { days: number; share: number }[] {
  const known = [
    { days: 1, share: row.within_1_day },
    { days: 7, share: row.within_7_days },
    { days: 28, share: row.within_28_days },
    { days: row.p50, share: 0.5 },
    { days: row.p90, share: 0.9 },
  ].filter((point): point is { days: number; share: number } => typeof point.days === 'number' && point.days > 0 && point.share !== null);
  const ordered = known.sort((a, b) => a.days - b.days || a.share - b.share);
  let most = 0;
  const rising = ordered.filter((point) => {
    if (point.share < most) return false;
    most = point.share;
    return true;
  });
  return rising.length === 0 ? [] : [{ days: 0, share: 0 }, ...rising];
}
