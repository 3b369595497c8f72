/*
 * kernel: the clock and the calendar of pending events, on our own engine and, as its independent check, on simjs.
 * May import: nothing of ours. It has no clock, no randomness and no input or output, and loads in a browser.
 * Invariants:
 * - events fire by time, then priority (0 first), then order of scheduling, exactly, on every engine;
 * - a timer has at most one pending event, so setting it again or clearing it can leave nothing behind that fires;
 * - `now` never falls, except through `reset`;
 * - no object is made per event by the native engine.
 */
import { NativeCalendar } from './native-calendar.js';
import { SimjsCalendar } from './simjs-calendar.js';

/**
 * Pending events of one simulation, one per timer at most.
 *
 * A timer is a dense non-negative integer owned by the model (an index into its own arrays): memory is proportional to the
 * largest timer. Timers are not checked for being non-negative integers; times are checked, because a NaN would be lost silently.
 */
export interface Calendar {
  /** Time of the event being handled, in days. */
  readonly now: number;
  /** Number of events pending; those cleared or superseded do not count. */
  readonly pending: number;
  /**
   * Schedule the timer, superseding its pending event if it has one. Events fire by time, then priority, then order of scheduling;
   * setting a timer again, even to the same time, puts it behind those scheduled in between.
   *
   * @param timer - the timer, a dense non-negative integer
   * @param time - when it is due, in days; finite, `now` or later
   * @param priority - 0 to 7, low first among equal times; 0 when left out
   * @throws KernelError when time is NaN, infinite or earlier than `now`
   */
  set(timer: number, time: number, priority?: number): void;
  /** Cancel the timer's pending event; does nothing when there is none. */
  clear(timer: number): void;
  /** As `clear`, for `count` timers from `first` on. */
  clearRun(first: number, count: number): void;
  /** Whether the timer has a pending event. */
  isSet(timer: number): boolean;
  /** Time in days at which the timer is due; Infinity when it is not set. */
  due(timer: number): number;
  /**
   * Take the earliest event with time <= `until`: `now` becomes its time and its timer is no longer set.
   *
   * @param until - last time to consider, in days; Infinity to take whatever is next
   * @returns the event's timer; -1 when there is none, and `now` then moves on to `until` when that is finite and later
   */
  next(until: number): number;
  /** Throw away every event and start again at time `at` (0 when left out), keeping memory. */
  reset(at?: number): void;
}

/** `native` is the engine to use; `simjs` gives the same trajectory many times more slowly, from an independent event queue. */
export type Engine = 'native' | 'simjs';

/**
 * Make an empty calendar at time 0.
 *
 * @param engine - which event queue decides the order
 * @param timers - expected number of timers; a hint, arrays grow by doubling
 */
export function createCalendar(engine: Engine, timers = 64): Calendar {
  return engine === 'simjs' ? new SimjsCalendar() : new NativeCalendar(timers);
}
