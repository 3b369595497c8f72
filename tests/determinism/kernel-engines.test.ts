import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { type Calendar, createCalendar } from '../../src/kernel/calendar.js';

/** The rule itself, in the plainest code: an array, searched from end to end. */
class NaiveCalendar implements Calendar {
  now = 0;
  private entries: { timer: number; time: number; priority: number; order: number }[] = [];
  private scheduled = 0;

  get pending(): number {
    return this.entries.length;
  }
  set(timer: number, time: number, priority = 0): void {
    this.clear(timer);
    this.entries.push({ timer, time, priority, order: this.scheduled++ });
  }
  clear(timer: number): void {
    this.entries = this.entries.filter((entry) => entry.timer !== timer);
  }
  clearRun(first: number, count: number): void {
    this.entries = this.entries.filter((entry) => entry.timer < first || entry.timer >= first + count);
  }
  isSet(timer: number): boolean {
    return this.entries.some((entry) => entry.timer === timer);
  }
  due(timer: number): number {
    return this.entries.find((entry) => entry.timer === timer)?.time ?? Infinity;
  }
  next(until: number): number {
    let first = this.entries[0];
    for (const e of this.entries) {
      if ((e.time - first.time || e.priority - first.priority || e.order - first.order) < 0) first = e;
    }
    if (first === undefined || first.time > until) {
      if (until < Infinity) this.now = Math.max(this.now, until);
      return -1;
    }
    this.clear(first.timer);
    this.now = first.time;
    return first.timer;
  }
  reset(at = 0): void {
    this.entries = [];
    this.now = at;
  }
}

interface Load {
  readonly name: string;
  readonly timers: number;
  readonly steps: number;
  /** days from now to the next event, given a uniform random number source */
  readonly delay: (random: () => number) => number;
  readonly priorities: number;
  /** share of steps that set and clear, as against next, by the part of the run gone: lets the size rise and fall */
  readonly fill: (gone: number) => number;
}

const steady = (): number => 0.52;
const tide = (gone: number): number => (Math.floor(gone * 6) % 2 === 0 ? 0.85 : 0.1);
const exponential = (random: () => number): number => -Math.log(1 - random());
/** visits within the hour, weeks of home care, a year in a care home */
const care = (random: () => number): number => {
  const kind = random();
  return exponential(random) * (kind < 0.5 ? 0.02 : kind < 0.9 ? 14 : 400);
};
const days = (random: () => number): number => Math.floor(random() * 5);
/** a year or two pending, and much more to come within the day than is pending for it */
const bustle = (random: () => number): number => exponential(random) * (random() < 0.08 ? 400 : 0.05);
const outliers = (random: () => number): number => (random() < 0.01 ? 1e9 : Math.exp(3 * (random() + random() + random() - 1.5)));
const smallest = (random: () => number): number => [0, 5e-324, 1e-310, 2e-308, 1e-305][Math.floor(random() * 5)];
const largest = (random: () => number): number => [0, 1, 1e200, 1e303][Math.floor(random() * 4)] * random();

const small: Load[] = [
  { name: 'few timers, many ties', timers: 12, steps: 6_000, delay: days, priorities: 8, fill: steady },
  { name: 'continuous times', timers: 300, steps: 6_000, delay: exponential, priorities: 1, fill: tide },
  { name: 'care mix', timers: 600, steps: 12_000, delay: care, priorities: 3, fill: tide },
  { name: 'whole days', timers: 600, steps: 12_000, delay: days, priorities: 8, fill: tide },
  { name: 'lognormal, a few far outliers', timers: 500, steps: 8_000, delay: outliers, priorities: 1, fill: tide },
  { name: 'distances near the smallest double', timers: 300, steps: 6_000, delay: smallest, priorities: 2, fill: tide },
  { name: 'distances near the largest double', timers: 300, steps: 3_000, delay: largest, priorities: 2, fill: tide },
  { name: 'no delay at all', timers: 400, steps: 6_000, delay: () => 0, priorities: 8, fill: tide },
];
const large: Load[] = [
  { name: 'thousands pending, care mix', timers: 6_000, steps: 80_000, delay: care, priorities: 2, fill: tide },
  { name: 'thousands pending, whole days', timers: 6_000, steps: 80_000, delay: days, priorities: 8, fill: tide },
  { name: 'thousands pending, one instant', timers: 6_000, steps: 60_000, delay: (r) => (r() < 0.5 ? 0 : 1), priorities: 8, fill: tide },
  { name: 'thousands pending, most that fires just set', timers: 9_000, steps: 120_000, delay: bustle, priorities: 2, fill: steady },
  { name: 'times far apart', timers: 3_000, steps: 40_000, delay: (r) => exponential(r) * 10 ** (r() * 18 - 9), priorities: 2, fill: tide },
];

/** Drive the calendars through the same random calls; they must agree after every one. */
function agree(load: Load, seed: string, first: Calendar, ...others: Calendar[]): number {
  const random = seedrandom.alea(seed);
  const pick = (n: number): number => Math.floor(random() * n);
  let largest = 0;
  for (let step = 0; step < load.steps; step++) {
    const timer = pick(load.timers);
    const kind = random();
    if (kind < load.fill(step / load.steps)) {
      const time = first.now + load.delay(random);
      const priority = pick(load.priorities);
      for (const c of [first, ...others]) c.set(timer, time, priority);
    } else if (kind > 0.99) {
      const count = pick(4);
      for (const c of [first, ...others]) c.clearRun(timer, count);
    } else if (kind > 0.97) {
      for (const c of [first, ...others]) c.clear(timer);
    } else {
      const until = pick(10) === 0 ? first.now + load.delay(random) : Infinity;
      const from = first.now;
      const fired = first.next(until);
      if (first.now < from) throw new Error(`time went backwards, from ${from} to ${first.now}`);
      for (const c of others) {
        const got = c.next(until);
        if (got !== fired) throw new Error(`step ${step}, time ${first.now}: one fired timer ${fired}, another ${got}`);
      }
    }
    for (const c of others) {
      if (
        c.now !== first.now ||
        c.pending !== first.pending ||
        c.isSet(timer) !== first.isSet(timer) ||
        c.due(timer) !== first.due(timer)
      ) {
        throw new Error(`step ${step}: state of timer ${timer} differs at ${first.now} and ${c.now}`);
      }
    }
    largest = Math.max(largest, first.pending);
  }
  return largest;
}

describe('engines give the same trajectory', () => {
  it.each(small)('native = simjs = the rule in plain code: $name', (load) => {
    for (let seed = 0; seed < 3; seed++) {
      agree(load, `${load.name}/${seed}`, createCalendar('native', 1), createCalendar('simjs'), new NaiveCalendar());
    }
  });

  it.each(large)('native = simjs: $name', (load) => {
    const largest = agree(load, load.name, createCalendar('native'), createCalendar('simjs'));
    expect(largest).toBeGreaterThan(1_000);
  });

  it('the same after reset as from new', () => {
    const used = createCalendar('native');
    agree(small[2], 'used', used);
    used.reset();
    agree(small[2], 'again', used, createCalendar('native', 1), createCalendar('simjs'));
  });
});
