/** Records made by hand, so that every figure of a result can be worked out on paper. */
import type { ChannelId } from '../../src/metrics.js';
import { type Frame, layoutOf, type ReplicationRecord, WAIT_EDGES, WAIT_TOTALS, waitRowsOf } from '../../src/model/record.js';

export const FRAME: Frame = { areas: ['north', 'south'], groups: ['older'], weeks: 4 };

/** Weekly values of chosen columns; all others are 0. Keys are 'channel' or 'channel by key'. */
export function recordOf(
  replication: number,
  weekly: Record<string, readonly number[]>,
  ends: Record<string, number> = {},
  frame: Frame = FRAME,
): ReplicationRecord {
  const layout = layoutOf(frame);
  const columnOf = (name: string) => {
    const [channel, by = 'all', key = 'all'] = name.split(' ');
    const index = layout.indexOf(channel as ChannelId, by as 'all', key);
    if (index < 0) throw new Error(`no column ${name}`);
    return index;
  };
  const rows = waitRowsOf(frame).length;
  const record = {
    replication,
    weekly: new Float64Array(layout.columns.length * frame.weeks),
    ends: new Float64Array(layout.columns.length),
    followed: new Int32Array(rows * WAIT_EDGES.length),
    started: new Int32Array(rows * WAIT_EDGES.length),
    ended: new Int32Array(rows * WAIT_EDGES.length),
    waitTotals: new Float64Array(rows * WAIT_TOTALS.length),
    events: 10,
  };
  for (const [name, values] of Object.entries(weekly)) record.weekly.set(values, columnOf(name) * frame.weeks);
  for (const [name, value] of Object.entries(ends)) record.ends[columnOf(name)] = value;
  return record;
}

/** Puts waits into one row of a record: how many started in each cell of the table, all followed to the end. */
export function putWaits(
  record: ReplicationRecord,
  queue: string,
  people: number,
  starts: Record<number, number>,
  personDays: number,
): void {
  const row = waitRowsOf(FRAME).findIndex((r) => r.queue === queue && r.by === 'all' && r.cohort === 'arisen');
  const base = row * WAIT_EDGES.length;
  let sum = 0;
  WAIT_EDGES.forEach((edge, i) => {
    sum += starts[edge] ?? 0;
    record.started[base + i] = sum;
    record.ended[base + i] = sum;
    record.followed[base + i] = people;
  });
  record.waitTotals.set([people, sum, 0, people - sum, personDays, 0, 0], row * WAIT_TOTALS.length);
}
