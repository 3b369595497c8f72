/** Targets: the value of each in every replication, and whether the mean meets it with enough precision to say so. */
import { METRICS, type MetricRow } from '../metrics.js';
import { type Frame, type Layout, layoutOf, type ReplicationRecord } from '../model/record.js';
import { tidy } from './digits.js';
import type { Target, TargetResult } from './document.js';
import { channelsIn, columnOf, endOf, sumOf } from './series.js';
import { estimateOf } from './spread.js';
import { parseTargetWindow, type TargetWindow } from './windows.js';

/** Reads one number off a replication; NaN when it has none. */
export type Reading = (record: ReplicationRecord) => number;

interface Columns {
  readonly metric: MetricRow;
  readonly numerator: Int32Array;
  readonly denominator: Int32Array | null;
  /** every channel is a level, so that single weeks and the end have a meaning */
  readonly isLevel: boolean;
}

function columnsFor(layout: Layout, id: string, by: string, keys: readonly string[]): Columns {
  const metric = METRICS.find((row) => row.id === id);
  if (!metric) throw new RangeError(`target: no metric is called ${id}`);
  const find = (channels: MetricRow['numerator']) =>
    Int32Array.from(
      channelsIn(layout, channels).flatMap((channel) =>
        keys.map((key) => {
          const index = columnOf(layout, metric, channel, by, key);
          if (index < 0) throw new RangeError(`target: ${id} has no ${by} ${key}`);
          return index;
        }),
      ),
    );
  const numerator = find(metric.numerator);
  const denominator = metric.denominator ? find(metric.denominator) : null;
  const isLevel = [...numerator, ...(denominator ?? [])].every((column) => layout.columns[column]!.kind === 'level');
  return { metric, numerator, denominator, isLevel };
}

/** Sum of columns over a target's window; levels are averaged over its weeks. */
function partOf(record: ReplicationRecord, weeks: number, columns: Int32Array, window: TargetWindow, isLevel: boolean): number {
  if (window.kind === 'weeks') return sumOf(record, weeks, columns, window.from, window.to);
  if (window.kind === 'end' && isLevel) return endOf(record, columns);
  const week = window.kind === 'start' ? 0 : weeks - 1;
  return sumOf(record, weeks, columns, week, week + 1);
}

function valueIn(record: ReplicationRecord, weeks: number, of: Columns, window: TargetWindow): number {
  const above = partOf(record, weeks, of.numerator, window, of.isLevel) * (of.metric.scale ?? 1);
  if (of.denominator) {
    const below = partOf(record, weeks, of.denominator, window, of.isLevel);
    return below === 0 ? Number.NaN : above / below;
  }
  const averaged = of.metric.kind === 'level' && window.kind === 'weeks';
  return averaged ? above / (window.to - window.from) : above;
}

/**
 * How a target is read off a replication. `start` is week 1; `end` is the value at the end of levels and the last week of
 * anything else.
 * @throws RangeError for a metric, key or window that does not exist
 */
export function readingOf(target: Target, frame: Frame, warmUpWeeks: number): Reading {
  const layout = layoutOf(frame);
  const window = parseTargetWindow(target.window, frame.weeks, warmUpWeeks);
  const by = target.by ?? 'all';
  const keys = target.by === undefined ? ['all'] : (target.keys ?? []);
  if (keys.length === 0) throw new RangeError('target: `by` needs `keys`');
  const [first, second] = typeof target.metric === 'string' ? [target.metric] : target.metric;
  const above = columnsFor(layout, first, by, keys);
  const below =
    second !== undefined ? columnsFor(layout, second, by, keys) : target.share ? columnsFor(layout, first, 'all', ['all']) : null;
  if (below === null) return (record) => valueIn(record, frame.weeks, above, window);
  return (record) => {
    const divisor = valueIn(record, frame.weeks, below, window);
    return divisor === 0 ? Number.NaN : valueIn(record, frame.weeks, above, window) / divisor;
  };
}

function verdictOf(target: Target, mean: number | null, ci95: readonly [number, number] | null): TargetResult['verdict'] {
  if (mean === null) return 'no value';
  const low = target.low ?? Number.NEGATIVE_INFINITY;
  const high = target.high ?? Number.POSITIVE_INFINITY;
  if (!(mean >= low && mean <= high)) return 'missed';
  if (ci95 === null) return 'imprecise';
  const band = high - low;
  const isPrecise = Number.isFinite(band) ? (ci95[1] - ci95[0]) / 2 < band / 4 : ci95[0] >= low && ci95[1] <= high;
  return isPrecise ? 'met' : 'imprecise';
}

/** Judges a target from its values, one a replication (NaN for none). */
export function judge(target: Target, values: readonly number[], antithetic: boolean): TargetResult {
  const { n, mean, ci95 } = estimateOf(values, antithetic);
  const inside = values.filter((v) => v >= (target.low ?? Number.NEGATIVE_INFINITY) && v <= (target.high ?? Number.POSITIVE_INFINITY));
  return {
    ...target,
    mean,
    ci95,
    n,
    verdict: verdictOf(target, mean, ci95),
    futuresInside: n === 0 ? null : tidy(inside.length / n),
  };
}

/** Targets of a plan that its baseline has not: those that it extends judge the baseline. */
export function ownTargets(plan: readonly TargetResult[], baseline: readonly TargetResult[]): TargetResult[] {
  const idOf = ({ metric, by, keys, share, window, low, high }: TargetResult) =>
    JSON.stringify([metric, by, keys, share, window, low, high]);
  const shared = new Set(baseline.map(idOf));
  return plan.filter((target) => !shared.has(idOf(target)));
}
