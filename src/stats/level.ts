/**
 * Statistics: what is kept while a run goes on (levels, tallies), and what is said of many runs (quantiles, intervals, rules for
 * run-in and number of replications), with the textbook queues to check them by.
 *
 * May import: nothing of ours.
 * Invariants: time is in the caller's unit, days throughout the model; nothing here draws random numbers; NaN stands for "no value"
 * and is never turned into zero.
 */

/**
 * A quantity that stays as it is between changes: people waiting, hours in use. Keeps the integral over time since the last reset.
 */
export class Level {
  private current: number;
  private since: number;
  private area = 0;
  private start: number;
  private least: number;
  private most: number;

  constructor(value = 0, time = 0) {
    this.current = value;
    this.since = time;
    this.start = time;
    this.least = value;
    this.most = value;
  }

  get value(): number {
    return this.current;
  }

  /** Least and greatest values since the last reset, values held for no time included. */
  get min(): number {
    return this.least;
  }

  get max(): number {
    return this.most;
  }

  /** Changes the value to `value` at `time`. @throws RangeError when time runs backwards */
  set(value: number, time: number): void {
    if (!(time >= this.since)) throw new RangeError(`time must not run backwards: ${time} after ${this.since}`);
    this.area += this.current * (time - this.since);
    this.since = time;
    this.current = value;
    if (value < this.least) this.least = value;
    if (value > this.most) this.most = value;
  }

  /** Changes the value by `change` at `time`. @throws RangeError when time runs backwards */
  add(change: number, time: number): void {
    this.set(this.current + change, time);
  }

  /** Integral of the value from the last reset to `time`. */
  integral(time: number): number {
    return this.area + this.current * (time - this.since);
  }

  /** Mean over time since the last reset; NaN if no time has passed. */
  mean(time: number): number {
    return time > this.start ? this.integral(time) / (time - this.start) : Number.NaN;
  }

  /** Forgets the past, at the end of the run-in: the value stays, integral and extremes start anew. */
  reset(time: number): void {
    this.set(this.current, time);
    this.area = 0;
    this.start = time;
    this.least = this.current;
    this.most = this.current;
  }
}
