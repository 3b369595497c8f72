import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { createCalendar, type Engine } from '../../src/kernel/calendar.js';

/** Mean wait in M/M/c with service rate 1 (Erlang 1917, formula C), through the recursion of Erlang B. */
function erlangWait(servers: number, load: number): number {
  const offered = servers * load;
  let blocked = 1;
  for (let c = 1; c <= servers; c++) blocked = (offered * blocked) / (c + offered * blocked);
  return blocked / (1 - load * (1 - blocked)) / (servers - offered);
}

/** Mean wait of the customers after the first `warmUp`. Timer 0 is the next arrival, the others are the servers. */
function simulate(engine: Engine, servers: number, load: number, customers: number, warmUp: number, seed: string): number {
  const calendar = createCalendar(engine, servers + 1);
  const arrivals = seedrandom.alea(`${seed}/arrivals`);
  const services = seedrandom.alea(`${seed}/services`);
  const exponential = (random: seedrandom.PRNG): number => -Math.log(1 - random.double());
  const queue: { at: number; counts: boolean }[] = [];
  const idle = Array.from({ length: servers }, (_, i) => i + 1);
  let served = 0;
  let made = 0;
  let wait = 0;
  calendar.set(0, exponential(arrivals) / (load * servers));
  for (let timer = calendar.next(Infinity); timer >= 0; timer = calendar.next(Infinity)) {
    if (timer > 0) idle.push(timer);
    else {
      queue.push({ at: calendar.now, counts: made++ >= warmUp });
      if (made < customers) calendar.set(0, calendar.now + exponential(arrivals) / (load * servers));
    }
    while (served < queue.length && idle.length > 0) {
      const { at, counts } = queue[served++];
      if (counts) wait += calendar.now - at;
      calendar.set(idle.pop() as number, calendar.now + exponential(services));
    }
  }
  return wait / (customers - warmUp);
}

describe('mean wait agrees with Erlang C', () => {
  it.each<[Engine, number, number, number]>([
    ['native', 1, 0.7, 40],
    ['native', 10, 0.8, 40],
    ['simjs', 1, 0.7, 10],
    ['simjs', 10, 0.8, 10],
  ])('%s, %i servers, load %d', (engine, servers, load, replications) => {
    const waits = Array.from({ length: replications }, (_, r) => simulate(engine, servers, load, 12_000, 2_000, `erlang/${r}`));
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / replications;
    const variance = waits.reduce((sum, wait) => sum + (wait - mean) ** 2, 0) / (replications - 1);
    expect(Math.abs(mean - erlangWait(servers, load))).toBeLessThanOrEqual(3.5 * Math.sqrt(variance / replications));
  });

  it('knows the textbook values of Erlang C', () => {
    expect(erlangWait(1, 0.7)).toBeCloseTo(0.7 / 0.3, 12);
    expect(erlangWait(2, 0.5)).toBeCloseTo(1 / 3, 12);
    expect(erlangWait(10, 0.9)).toBeCloseTo(0.6687, 4);
  });
});
