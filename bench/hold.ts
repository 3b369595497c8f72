/*
 * Cost of one hold (take the earliest event, set its timer again) by number of pending events, through the public interface.
 * Increments come from a table, so that drawing them is not in the figure. Fixed numbers of holds, medians.
 */
import { type Calendar, createCalendar, type Engine } from '../src/kernel/calendar.js';
import { ExponentialSource, median } from './kernel.js';

const TABLE = 2 ** 16;

/** Times to the next event: `care` is 50% mean 0.02 days, 40% 14 days, 10% 400 days; `days` is whole days, nearly all ties. */
export type Increments = 'exponential' | 'care' | 'days';

export interface HoldResult {
  readonly engine: string;
  readonly increments: Increments;
  /** each hold also sets another timer again, as a person does who leaves a waiting list or changes a plan */
  readonly superseding: boolean;
  readonly pending: number;
  readonly nsPerHold: number;
}

export interface HoldOptions {
  readonly pending: readonly number[];
  readonly increments: readonly Increments[];
  readonly holds: number;
  readonly repetitions: number;
  /** largest number pending at which simjs is measured too */
  readonly simjsUpTo: number;
}

export const holdDefaults: HoldOptions = {
  pending: [10, 100, 1_000, 5_000, 10_000, 15_000, 100_000],
  increments: ['exponential', 'care', 'days'],
  holds: 500_000,
  repetitions: 5,
  simjsUpTo: 10_000,
};

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

function holdSuperseding(calendar: Calendar, table: Float64Array, start: number, holds: number): void {
  const timers = calendar.pending;
  for (let i = 0; i < holds; i++) {
    const timer = calendar.next(Infinity);
    calendar.set(timer, calendar.now + table[(start + i) & (TABLE - 1)]);
    const other = ((start + i) * 7919) % timers;
    calendar.set(other, calendar.now + table[(start + i * 3) & (TABLE - 1)]);
  }
}

type Measured = Omit<HoldResult, 'nsPerHold'> & { readonly engine: Engine };

function measure({ engine, increments, superseding, pending }: Measured, holds: number, repetitions: number): number {
  const table = incrementTable(increments);
  const run = superseding ? holdSuperseding : hold;
  const calendar = createCalendar(engine, pending);
  for (let timer = 0; timer < pending; timer++) calendar.set(timer, table[(timer * 31) & (TABLE - 1)]);
  run(calendar, table, 0, Math.max(pending * 2, holds >> 2)); // towards the steady state
  const ns: number[] = [];
  for (let r = 0; r < repetitions; r++) {
    const start = performance.now();
    run(calendar, table, r * 7919, holds);
    ns.push(((performance.now() - start) * 1e6) / holds);
  }
  return median(ns);
}

/** Native at all sizes, then simjs: native's figures are those of a process that has met one engine, as a real run's are. */
export function benchHold(options: HoldOptions = holdDefaults): HoldResult[] {
  const results: HoldResult[] = [];
  for (const engine of ['native', 'simjs'] as const) {
    const holds = engine === 'simjs' ? options.holds >> 3 : options.holds;
    for (const superseding of [false, true]) {
      for (const increments of options.increments) {
        for (const pending of options.pending) {
          if (engine === 'simjs' && pending > options.simjsUpTo) continue;
          const measured = { engine, increments, superseding, pending };
          results.push({ ...measured, nsPerHold: measure(measured, holds, options.repetitions) });
        }
      }
    }
  }
  return results;
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1])) console.table(benchHold());
