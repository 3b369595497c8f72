/**
 * Counters of the quarterly returns, by unit and quarter. One unit more than there are providers and schemes stands for all of them
 * together: someone referred to several is one person there.
 */
import { CLOCKS, RETURN_COLUMNS, returnColumn } from '../metrics.js';
import { channel } from './recorder.js';
import type { ReturnsFrame } from './returns-input.js';
import type { World } from './world.js';

/** Counters that have no reason beside them. */
export const COLUMN = {
  received: returnColumn('received'),
  emergencies: returnColumn('emergencies'),
  referredAgain: returnColumn('referred_again'),
  openAtStart: returnColumn('open_at_start'),
  withdrawn: returnColumn('withdrawn'),
  openAtEnd: returnColumn('open_at_end'),
  inServiceAtStart: returnColumn('in_service_at_start'),
  joined: returnColumn('joined'),
  inServiceAtEnd: returnColumn('in_service_at_end'),
  periods: returnColumn('payment_periods'),
  overTolerance: returnColumn('over_tolerance'),
  accepted: returnColumn('R1'),
  declined: returnColumn('R2'),
  completed: returnColumn('R3'),
  left: returnColumn('R4'),
} as const;
const DUE = CLOCKS.map((clock) => returnColumn(clock, 'due'));
export const CLOCK = { emergency: 0, response: 1, visit: 2, solution: 3 } as const;
/** Channels of counters that are measured week by week too, and of the clocks. */
const CHANNELS: ReadonlyMap<number, number> = new Map([
  [COLUMN.received, channel('returns.received')],
  [COLUMN.emergencies, channel('returns.emergencies')],
  [COLUMN.accepted, channel('returns.accepted')],
  [COLUMN.declined, channel('returns.declined')],
  [COLUMN.completed, channel('returns.completed')],
  [COLUMN.left, channel('returns.left')],
]);
const CLOCK_CHANNELS = (['emergency_response', 'response', 'first_visit', 'solution'] as const).map((clock) => ({
  due: channel(`returns.${clock}_due`),
  met: channel(`returns.${clock}_met`),
}));

export class ReturnCounts {
  /** number of the unit that stands for all together */
  readonly all: number;
  /** [unit][quarter][RETURN_COLUMNS] */
  readonly values: Float64Array;
  /** quarter under way */
  quarter = 0;

  constructor(
    private readonly world: World,
    private readonly frame: ReturnsFrame,
  ) {
    this.all = frame.units.length;
    this.values = new Float64Array((frame.units.length + 1) * frame.quarters.length * RETURN_COLUMNS.length);
  }

  start(): void {
    this.values.fill(0);
    this.quarter = 0;
  }

  private at(column: number, unit: number, quarter: number): number {
    return (unit * this.frame.quarters.length + quarter) * RETURN_COLUMNS.length + column;
  }

  /** One more of a unit in a quarter; nothing in a quarter after the last. */
  put(column: number, unit: number, quarter: number): void {
    if (quarter < this.frame.quarters.length) this.values[this.at(column, unit, quarter)]!++;
  }

  /** One more of a unit now. */
  count(column: number, unit: number): void {
    this.put(column, unit, this.quarter);
    const measured = CHANNELS.get(column);
    if (unit === this.all && measured !== undefined) this.world.recorder.count(measured, 1);
  }

  /** One more of a unit and of all together. */
  countBoth(column: number, unit: number): void {
    this.count(column, unit);
    this.count(column, this.all);
  }

  /** What a clock waits for happened at a time, or (Infinity) will not: it counts where its limit falls, once that is known. */
  settle(clock: number, unit: number, due: number, happened: number): void {
    const { now, end, recorder } = this.world;
    const isInTime = happened <= due;
    if (due >= end || (!isInTime && due > now)) return;
    const quarter = this.quarterOf(due);
    this.put(DUE[clock]!, unit, quarter);
    if (isInTime) this.put(DUE[clock]! + 1, unit, quarter);
    if (unit !== this.all) return;
    recorder.count(CLOCK_CHANNELS[clock]!.due, 1);
    if (isInTime) recorder.count(CLOCK_CHANNELS[clock]!.met, 1);
  }

  /** As `settle`, for a unit and for all together. */
  settleBoth(clock: number, unit: number, due: number, happened: number): void {
    this.settle(clock, unit, due, happened);
    this.settle(clock, this.all, due, happened);
  }

  private quarterOf(time: number): number {
    const { quarters } = this.frame;
    let q = 0;
    while (q + 1 < quarters.length && quarters[q]!.toDay <= time) q++;
    return q;
  }
}
