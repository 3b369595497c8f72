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
    followed: new Int32Array(0),
    started: new Int32Array(0),
    ended: new Int32Array(0),
    waitTotals: new Float64Array(rows * WAIT_TOTALS.length),
    events: 10,
  };
  for (const [name, values] of Object.entries(weekly)) record.weekly.set(values, columnOf(name) * frame.weeks);
  for (const [name, value] of Object.entries(ends)) record.ends[columnOf(name)] = value;
  return record;
}

/** The record with waits in one row: how many started in each cell of the table, all followed to the end. */
export function withWaits(
  record: ReplicationRecord,
  queue: string,
  people: number,
  starts: Record<number, number>,
  personDays: number,
): ReplicationRecord {
  const row = waitRowsOf(FRAME).findIndex((r) => r.queue === queue && r.by === 'all' && r.cohort === 'arisen');
  const base = row * WAIT_EDGES.length;
  const steps = Int32Array.from(Object.entries(starts).flatMap(([edge, count]) => [base + WAIT_EDGES.indexOf(Number(edge)), count]));
  const started = Object.values(starts).reduce((sum, count) => sum + count, 0);
  record.waitTotals.set([people, started, 0, people - started, personDays, 0, 0], row * WAIT_TOTALS.length);
  return { ...record, followed: Int32Array.of(base, people), started: steps, ended: steps };
}
