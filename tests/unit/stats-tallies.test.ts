import { describe, expect, it } from 'vitest';
import { Level } from '../../src/stats/level.js';
import { checkLittle } from '../../src/stats/little.js';
import { quantile, summarise } from '../../src/stats/quantile.js';
import { CensoredTally, restrictedMean, Tally } from '../../src/stats/tally.js';

describe('Level', () => {
  it('keeps the area under the value', () => {
    const level = new Level();
    level.set(2, 1);
    level.add(3, 4);
    level.add(-1, 6);
    // 0 x 1 + 2 x 3 + 5 x 2 + 4 x 4
    expect(level.integral(10)).toBe(32);
    expect(level.mean(10)).toBe(3.2);
    expect([level.min, level.max, level.value]).toEqual([0, 5, 4]);
  });

  it('keeps its value and forgets its past at the end of the run-in', () => {
    const level = new Level(7, 0);
    level.set(3, 5);
    level.reset(9);
    expect(level.integral(11)).toBe(6);
    expect(level.mean(11)).toBe(3);
    expect([level.min, level.max]).toEqual([3, 3]);
    expect(level.mean(9)).toBeNaN();
  });

  it('refuses time that runs backwards', () => {
    const level = new Level(0, 5);
    expect(() => level.set(1, 4.999)).toThrow(RangeError);
    expect(() => level.add(1, Number.NaN)).toThrow(RangeError);
  });
});

describe('Tally', () => {
  it('agrees with sums by hand, far from zero too', () => {
    const tally = new Tally();
    for (const x of [4, 7, 13, 16]) tally.add(1e9 + x);
    expect(tally.count).toBe(4);
    expect(tally.mean).toBe(1e9 + 10);
    expect(tally.variance).toBeCloseTo(30, 6);
    expect([tally.min, tally.max]).toEqual([1e9 + 4, 1e9 + 16]);
    expect(tally.sum).toBe(4e9 + 40);
  });

  it('has no mean, variance or extremes without observations', () => {
    const tally = new Tally();
    expect([tally.mean, tally.variance, tally.min, tally.max]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    tally.add(3);
    expect([tally.mean, tally.variance]).toEqual([3, Number.NaN]);
    tally.reset();
    expect(tally.count).toBe(0);
  });
});

describe('CensoredTally', () => {
  it('divides time at risk inside the window by endings inside it', () => {
    const tally = new CensoredTally();
    tally.addSpell(-50, 10, 0, 100); // 10 at risk, ends
    tally.addSpell(20, 50, 0, 100); // 30 at risk, ends
    tally.addSpell(90, 300, 0, 100); // 10 at risk
    tally.addSpell(40, Number.NaN, 0, 100); // 60 at risk
    tally.addSpell(-9, -1, 0, 100); // outside
    tally.addSpell(-9, 0, 0, 100); // ended as the window opened: the window before counts it
    tally.addSpell(101, 120, 0, 100); // outside
    expect([tally.exposure, tally.completions, tally.open]).toEqual([110, 2, 2]);
    expect(tally.mean).toBe(55);
  });

  it('counts a spell over two windows once', () => {
    const both = [new CensoredTally(), new CensoredTally()];
    both[0]!.addSpell(3, 10, 0, 10);
    both[1]!.addSpell(3, 10, 10, 20);
    expect(both.map((tally) => tally.completions)).toEqual([1, 0]);
  });
});

describe('restrictedMean', () => {
  const spell = (exit: number, hasEnded: boolean, entry = 0) => ({ entry, exit, hasEnded });

  it('is the plain mean of min(duration, horizon) when nothing is cut off', () => {
    const spells = [2, 4, 4, 10].map((exit) => spell(exit, true));
    expect(restrictedMean(spells, 100)).toBeCloseTo(5, 12);
    expect(restrictedMean(spells, 6)).toBeCloseTo(4, 12);
  });

  it('steps only at endings', () => {
    // S = 1 to 1, 4/5 to 3 (one cut at 2), 8/15 to 5: 1 + 1.6 + 16/15.
    const spells = [spell(1, true), spell(2, false), spell(3, true), spell(6, true), spell(7, false)];
    expect(restrictedMean(spells, 5)).toBeCloseTo(1 + 1.6 + 16 / 15, 12);
    expect(restrictedMean(spells, 8)).toBeNaN();
  });

  it('lets those who entered late count from then on', () => {
    // At 2: two at risk (the third enters at 2.5), S = 1/2; at 4: two at risk, S = 1/4; at 6: S = 0.
    const spells = [spell(2, true), spell(4, true), spell(6, true, 2.5)];
    expect(restrictedMean(spells, 10)).toBeCloseTo(2 + 1 + 0.5, 12);
  });

  it('says nothing about a length at which nobody was seen', () => {
    expect(restrictedMean([spell(2, false), spell(9, true, 5)], 10)).toBeNaN();
    expect(restrictedMean([], 10)).toBeNaN();
  });
});

describe('quantile, type 7', () => {
  it('is that of R', () => {
    const sorted = Float64Array.from([1, 2, 4, 8]);
    expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantile(sorted, p))).toEqual([1, 1.75, 3, 5, 8]);
    expect(quantile(Float64Array.from([]), 0.5)).toBeNaN();
    expect(quantile(Float64Array.from([1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]), 0.75)).toBe(Number.POSITIVE_INFINITY);
    expect(() => quantile(sorted, 1.01)).toThrow(RangeError);
  });
});

describe('summarise', () => {
  it('leaves NaN out and says how many', () => {
    const values = [5, Number.NaN, 1, 3, 2, 4, Number.NaN];
    const summary = summarise(values);
    expect(summary).toMatchObject({ n: 5, missing: 2, mean: 3, p25: 2, p50: 3, p75: 4 });
    expect(summary.sd).toBeCloseTo(Math.sqrt(2.5), 14);
    expect(summary.p05).toBeCloseTo(1.2, 14);
    expect(summary.p95).toBeCloseTo(4.8, 14);
    expect(values[0]).toBe(5);
  });

  it('has nothing to say of no values', () => {
    expect(summarise([])).toMatchObject({ n: 0, missing: 0, mean: Number.NaN, p50: Number.NaN, sd: Number.NaN });
  });
});

describe('checkLittle', () => {
  it('agrees with a Level over the same window, people present at both ends included', () => {
    const spells = [
      { entry: -3, exit: 2 },
      { entry: 1, exit: 4 },
      { entry: 3, exit: Number.NaN },
      { entry: 5, exit: 30 },
    ];
    const level = new Level(1, 0);
    level.add(1, 1);
    level.add(-1, 2);
    level.add(1, 3);
    level.add(-1, 4);
    level.add(1, 5);
    expect(checkLittle(level.integral(10), spells, 0, 10)).toEqual({ area: 17, timeSpent: 17, relativeGap: 0 });
    expect(checkLittle(level.integral(10) + 1, spells, 0, 10).relativeGap).toBeGreaterThan(0.05);
  });
});
