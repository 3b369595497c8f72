import { describe, expect, it } from 'vitest';
import { cobhamWaits, erlangA, erlangB, erlangC, pollaczekKhinchineWait } from '../../src/stats/erlang.js';

describe('Erlang B', () => {
  it.each([
    [5, 7, 0.120519],
    [90, 100, 0.026957],
    [109.2, 128, 0.007886],
  ])('of load %f on %i places refuses %f', (load, places, refused) => {
    expect(erlangB(load, places)).toBeCloseTo(refused, 6);
  });

  it('is load / (1 + load) with one place', () => {
    expect(erlangB(3, 1)).toBe(0.75);
    expect(() => erlangB(3, 1.5)).toThrow(/places/);
    expect(() => erlangB(0, 1)).toThrow(/load/);
  });
});

describe('Erlang C', () => {
  it('of 0.5 a day, 10 days, 7 places', () => {
    const line = erlangC(0.5, 10, 7);
    expect(line.waitShare).toBeCloseTo(0.32415, 5);
    expect(line.meanWait).toBeCloseTo(1.62075, 5);
    expect(line.meanQueue).toBeCloseTo(0.81037, 5);
    expect(line.utilisation).toBeCloseTo(5 / 7, 12);
  });

  it('of 3 a day, 30 days, 100 places', () => {
    const line = erlangC(3, 30, 100);
    expect(line.waitShare).toBeCloseTo(0.21694, 5);
    expect(line.meanWait).toBeCloseTo(0.65082, 5);
    expect(line.meanQueue).toBeCloseTo(1.95246, 5);
    expect(line.waitBeyond(7)).toBeCloseTo(0.02104, 5);
    expect(line.waitBeyond(0)).toBe(line.waitShare);
    expect(line.waitBeyond(-1)).toBe(1);
  });

  it('has no steady state when demand is not below capacity', () => {
    expect(() => erlangC(1, 10, 10)).toThrow(/must be below places/);
  });
});

describe('Erlang A', () => {
  it('of 2 a day, 10 days, 20 places, patience 15 days', () => {
    const line = erlangA(2, 10, 20, 15);
    expect(line.waitShare).toBeCloseTo(0.57691, 5);
    expect(line.meanQueue).toBeCloseTo(2.39776, 5);
    expect(line.giveUpShare).toBeCloseTo(0.07993, 5);
    expect(line.utilisation).toBeCloseTo(0.92007, 5);
  });

  it('tends to Erlang C with endless patience and to Erlang B with none', () => {
    expect(erlangA(0.5, 10, 7, 1e9).meanQueue).toBeCloseTo(erlangC(0.5, 10, 7).meanQueue, 6);
    expect(erlangA(0.5, 10, 7, 1e-9).giveUpShare).toBeCloseTo(erlangB(5, 7), 6);
  });

  it('is a plain birth-death chain when patience equals the stay', () => {
    // Then leaving at rate n / stay whatever the state: the number present is Poisson(load).
    const line = erlangA(0.4, 10, 5, 10);
    let mass = Math.exp(-4);
    let waiting = 0;
    for (let n = 0; n < 80; n++, mass *= 4 / n) waiting += Math.max(0, n - 5) * mass;
    expect(line.meanQueue).toBeCloseTo(waiting, 10);
  });
});

describe('Pollaczek-Khinchine', () => {
  it.each([
    [0, 20],
    [10, 40],
    [15, 65],
  ])('with a standard deviation of %f waits %f', (sd, wait) => {
    expect(pollaczekKhinchineWait(0.08, 10, sd)).toBeCloseTo(wait, 10);
  });

  it('has no steady state at full load', () => {
    expect(() => pollaczekKhinchineWait(0.1, 10, 1)).toThrow(/below 1/);
  });
});

describe('Cobham', () => {
  it('of 1.2 and 0.6 a day, 10 days, 20 places', () => {
    const waits = cobhamWaits(1.2, 0.6, 10, 20);
    expect(waits.first).toBeCloseTo(0.68846, 5);
    expect(waits.second).toBeCloseTo(6.88461, 5);
  });

  it('leaves the mean wait over everyone as without priorities', () => {
    const waits = cobhamWaits(1.2, 0.6, 10, 20);
    expect((1.2 * waits.first + 0.6 * waits.second) / 1.8).toBeCloseTo(erlangC(1.8, 10, 20).meanWait, 10);
  });
});
