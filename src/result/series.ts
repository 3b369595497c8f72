/** The catalogue of published series: every metric for its total and each of its keys, as columns of a replication record. */
import { type ChannelId, METRICS, type MetricRow } from '../metrics.js';
import { type Frame, keysOf, type Layout, layoutOf, type ReplicationRecord } from '../model/record.js';
import type { Window } from './windows.js';

/** One metric for one key: numerator and denominator as indices of columns. */
export interface Series {
  readonly metric: MetricRow;
  readonly by: string;
  readonly key: string;
  readonly scale: number;
  readonly numerator: Int32Array;
  /** null for levels and counts */
  readonly denominator: Int32Array | null;
}

/** Column of a channel that counts towards a metric's key, or -1; the total of a metric with a payer is that payer's column. */
export function columnOf(layout: Layout, metric: MetricRow, channel: ChannelId, by: string, key: string): number {
  if (by === 'all' && metric.payer !== undefined) return layout.indexOf(channel, 'payer', metric.payer);
  return layout.indexOf(channel, by as 'all', key);
}

/** Of a metric's channels, those that the frame has: a sum over parts of the model is over the parts that are there. */
export function channelsIn(layout: Layout, channels: MetricRow['numerator']): MetricRow['numerator'] {
  return channels.filter((channel) => layout.indexOf(channel, 'all', 'all') >= 0);
}

function columnsOf(layout: Layout, metric: MetricRow, channels: MetricRow['numerator'], by: string, key: string): Int32Array {
  return Int32Array.from(channelsIn(layout, channels), (channel) => {
    const index = columnOf(layout, metric, channel, by, key);
    if (index < 0) throw new Error(`metric ${metric.id} by ${by}: channel ${channel} has no column ${key}`);
    return index;
  });
}

/** Every series of a frame in order: metric by metric; the total, then each dimension's keys in turn. Metrics of parts left out have none. */
export function seriesOf(frame: Frame, metrics: readonly MetricRow[] = METRICS): readonly Series[] {
  const layout = layoutOf(frame);
  const all: Series[] = [];
  for (const metric of metrics) {
    if (channelsIn(layout, metric.numerator).length === 0) continue;
    const put = (by: string, key: string) =>
      all.push({
        metric,
        by,
        key,
        scale: metric.scale ?? 1,
        numerator: columnsOf(layout, metric, metric.numerator, by, key),
        denominator: metric.denominator ? columnsOf(layout, metric, metric.denominator, by, key) : null,
      });
    put('all', 'all');
    for (const by of metric.by) for (const key of keysOf(by, frame)) put(by, key);
  }
  return all;
}

/** Sum of columns over weeks [from, to), in a fixed order. */
export function sumOf(record: ReplicationRecord, weeks: number, columns: Int32Array, from: number, to: number): number {
  let sum = 0;
  for (const column of columns) for (let w = from; w < to; w++) sum += record.weekly[column * weeks + w]!;
  return sum;
}

/** Sum of columns at the end of the run, or in other values laid out as a record's ends are. */
export function endOf(record: ReplicationRecord, columns: Int32Array, values = record.ends): number {
  let sum = 0;
  for (const column of columns) sum += values[column]!;
  return sum;
}

/** All columns at a moment of the frame. */
function valuesAt({ at = new Float64Array(), ends }: ReplicationRecord, index: number): Float64Array {
  return at.subarray(index * ends.length, (index + 1) * ends.length);
}

/**
 * A series' figure over a window of one replication: time average (level), total (count), or sum of numerators over sum of
 * denominators (ratio, days). NaN where there is none: no denominator, or the end, or a moment, of anything but a level.
 */
export function figureOf(record: ReplicationRecord, weeks: number, series: Series, window: Window): number {
  const { metric, numerator, denominator, scale } = series;
  if (window.kind !== 'weeks') {
    if (metric.kind !== 'level') return Number.NaN;
    return endOf(record, numerator, window.kind === 'at' ? valuesAt(record, window.index) : record.ends) * scale;
  }
  const sum = sumOf(record, weeks, numerator, window.from, window.to) * scale;
  if (metric.kind === 'count') return sum;
  if (denominator === null) return sum / (window.to - window.from);
  const below = sumOf(record, weeks, denominator, window.from, window.to);
  return below === 0 ? Number.NaN : sum / below;
}

/** The series week by week into `out`, NaN where a ratio has no denominator. */
export function weeklyOf(record: ReplicationRecord, weeks: number, series: Series, out: Float64Array, at: number): void {
  const { numerator, denominator, scale } = series;
  for (let w = 0; w < weeks; w++) {
    let above = 0;
    for (const column of numerator) above += record.weekly[column * weeks + w]!;
    above *= scale;
    if (denominator !== null) {
      let below = 0;
      for (const column of denominator) below += record.weekly[column * weeks + w]!;
      above = below === 0 ? Number.NaN : above / below;
    }
    out[at + w] = above;
  }
}
