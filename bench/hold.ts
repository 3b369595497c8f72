/*
 * Cost of one hold (take the earliest event, set its timer again) by number of pending events: our calendar through its public
 * interface, and simjs's own queue. Increments come from a table, so that drawing them is not in the figure.
 */
import { type Calendar, createCalendar, type Engine } from '../src/kernel/calendar.js';
import { ExponentialSource } from './exponential.js';
import { loadSimjs } from './kernel.js';
import { inRounds, type Task } from './rounds.js';

const TABLE = 2 ** 16;

/** Times to the next event: `care` is 50% mean 0.02 days, 40% 14 days, 10% 400 days; `days` is whole days, nearly all ties. */
export type Increments = 'exponential' | 'care' | 'days';

function incrementTable(increments: Increments): Float64Array {
  const source = new ExponentialSource(1);
  return Float64Array.from({ length: TABLE }, (_, i) => {
    const draw = source.draw();
    if (increments === 'exponential') return draw;
    if (increments === 'days') return 1 + Math.floor(draw * 14);
    // a fixed scatter of the three kinds over the table
    const kind = (i * 7919) % 10;
    return draw * (kind < 5 ? 0.02 : kind < 9 ? 14 : 400);
  });
}

function hold(calendar: Calendar, table: Float64Array, start: number, holds: number): void {
  for (let i = 0; i < holds; i++) {
    const timer = calendar.next(Infinity);
    calendar.set(timer, calendar.now + table[(start + i) & (TABLE - 1)]);
  }
}

/** Each hold also sets another timer again, as a person does who leaves a waiting list or changes a plan. */
function holdSuperseding(calendar: Calendar, table: Float64Array, start: number, holds: number): void {
  const timers = calendar.pending;
  for (let i = 0; i < holds; i++) {
    const timer = calendar.next(Infinity);
    calendar.set(timer, calendar.now + table[(start + i) & (TABLE - 1)]);
    const other = ((start + i) * 7919) % timers;
    calendar.set(other, calendar.now + table[(start + i * 3) & (TABLE - 1)]);
  }
}

/** A calendar of so many pending events in its steady state, held again and again. */
export function holdTask(
  name: string,
  pending: number,
  increments: Increments,
  holds: number,
  { isSuperseding = false, engine = 'native' as Engine } = {},
): Task {
  const table = incrementTable(increments);
  const run = isSuperseding ? holdSuperseding : hold;
  const calendar = createCalendar(engine, pending);
  for (let timer = 0; timer < pending; timer++) calendar.set(timer, table[(timer * 31) & (TABLE - 1)]);
  run(calendar, table, 0, Math.max(pending * 2, holds >> 2));
  return { name, units: holds, run: (round) => run(calendar, table, round * 7919, holds) };
}

/** The same on simjs's priority queue, with its own requests. */
export function simjsHoldTask(name: string, pending: number, increments: Increments, holds: number): Task {
  const { PQueue, Request } = loadSimjs();
  const table = incrementTable(increments);
  const queue = new PQueue();
  const entity = {};
  for (let i = 0; i < pending; i++) queue.insert(new Request(entity, 0, table[(i * 31) & (TABLE - 1)]));
  const run = (start: number, count: number): void => {
    for (let i = 0; i < count; i++) {
      const { deliverAt } = queue.remove();
      queue.insert(new Request(entity, deliverAt, deliverAt + table[(start + i) & (TABLE - 1)]));
    }
  };
  run(0, Math.max(pending * 2, holds >> 2));
  return { name, units: holds, run: (round) => run(round * 7919, holds) };
}

export interface HoldResult {
  readonly ns_per_hold: number;
  readonly ns_per_hold_simjs: number;
  readonly ratio_to_simjs: number;
  readonly ns_per_hold_care: number;
  readonly ns_per_hold_days: number;
  readonly ns_per_hold_superseding: number;
}

export interface HoldOptions {
  readonly pending: readonly number[];
  readonly holds: number;
  readonly rounds: number;
}

/** By number of pending events; exponential increments unless the name says otherwise. */
export async function benchHold({ pending, holds, rounds }: HoldOptions): Promise<Record<string, HoldResult>> {
  const results: Record<string, HoldResult> = {};
  for (const n of pending) {
    const ns = await inRounds(
      [
        holdTask('exponential', n, 'exponential', holds),
        simjsHoldTask('simjs', n, 'exponential', holds >> 2),
        holdTask('care', n, 'care', holds),
        holdTask('days', n, 'days', holds),
        holdTask('superseding', n, 'care', holds, { isSuperseding: true }),
      ],
      rounds,
    );
    results[n] = {
      ns_per_hold: ns.exponential,
      ns_per_hold_simjs: ns.simjs,
      ratio_to_simjs: ns.simjs / ns.exponential,
      ns_per_hold_care: ns.care,
      ns_per_hold_days: ns.days,
      ns_per_hold_superseding: ns.superseding,
    };
  }
  return results;
}
