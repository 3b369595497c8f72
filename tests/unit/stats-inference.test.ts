import { describe, expect, it } from 'vitest';
import { meanInterval, pairedDifference, tQuantile, wilsonInterval } from '../../src/stats/interval.js';
import { mser5, replicationsNeeded } from '../../src/stats/replications.js';

describe('tQuantile', () => {
  // SciPy 1.17; the first six also in any printed table.
  it.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 2, 4.302652729749462],
    [0.975, 3, 3.1824463052837078],
    [0.975, 10, 2.228138851986274],
    [0.975, 30, 2.0422724563012378],
    [0.975, 120, 1.9799304050824402],
    [0.975, 199, 1.9719565442517533],
    [0.9, 5, 1.4758840488244815],
    [0.995, 7, 3.4994832973504924],
    [0.9995, 4, 8.610301581379522],
    [0.6, 2.5, 0.2814595127485477],
    [0.975, 1e6, 1.959966356814107],
    [0.975, Number.POSITIVE_INFINITY, 1.959963984540054],
    [0.999999, Number.POSITIVE_INFINITY, 4.753424308822899],
  ])('at %f with %f degrees of freedom is %f', (p, df, t) => {
    expect(Math.abs(tQuantile(p, df) / t - 1)).toBeLessThan(1e-10);
    expect(Math.abs(tQuantile(1 - p, df) / -t - 1)).toBeLessThan(1e-9);
  });

  it('is exact in closed form for one and two degrees of freedom', () => {
    for (const p of [0.51, 0.6, 0.8, 0.99, 0.9999]) {
      expect(Math.abs(tQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5)) - 1)).toBeLessThan(1e-10);
      expect(Math.abs(tQuantile(p, 2) / ((2 * p - 1) / Math.sqrt(2 * p * (1 - p))) - 1)).toBeLessThan(1e-10);
    }
    expect(tQuantile(0.5, 7)).toBe(0);
  });

  it('refuses what is out of range', () => {
    expect(() => tQuantile(1, 3)).toThrow(RangeError);
    expect(() => tQuantile(0.5, 0)).toThrow(RangeError);
  });
});

describe('meanInterval', () => {
  it('is mean +- t s / sqrt(n)', () => {
    const interval = meanInterval([2, 4, Number.NaN, 6]);
    expect(interval).toMatchObject({ n: 3, mean: 4, sd: 2 });
    expect(interval.halfWidth).toBeCloseTo((4.302652729749462 * 2) / Math.sqrt(3), 10);
    expect([interval.low, interval.high]).toEqual([4 - interval.halfWidth, 4 + interval.halfWidth]);
  });

  it('has no width with one value and no mean with none', () => {
    expect(meanInterval([5])).toEqual({ n: 1, mean: 5, sd: Number.NaN, low: Number.NaN, high: Number.NaN, halfWidth: Number.NaN });
    expect(meanInterval([]).mean).toBeNaN();
    expect(() => meanInterval([1, 2], 95)).toThrow(RangeError);
  });
});

describe('pairedDifference', () => {
  it('is the interval of b - a, with what pairing has won', () => {
    const a = [10, 12, 14, 16, Number.NaN];
    const b = [9, 12, 12, 17, 3];
    const paired = pairedDifference(a, b);
    // Differences -1, 0, -2, 1.
    expect(paired).toMatchObject({ n: 4, mean: -0.5, shareNegative: 0.5, sharePositive: 0.25, shareZero: 0.25 });
    expect(paired.sd).toBeCloseTo(Math.sqrt(5 / 3), 12);
    expect(paired.halfWidth).toBeCloseTo((3.1824463052837078 * Math.sqrt(5 / 3)) / 2, 10);
    // Sums of squares 20 and 33, of products 24.
    expect(paired.correlation).toBeCloseTo(24 / Math.sqrt(20 * 33), 12);
    expect(paired.varianceRatio).toBeCloseTo((20 + 33) / 5, 12);
  });

  it('has an endless ratio and a correlation of 1 for a constant difference', () => {
    const paired = pairedDifference([1, 2, 4], [3, 4, 6]);
    expect(paired.correlation).toBeCloseTo(1, 14);
    expect(paired.varianceRatio).toBe(Number.POSITIVE_INFINITY);
    expect(pairedDifference([1, 1], [2, 3]).correlation).toBeNaN();
    expect(() => pairedDifference([1], [1, 2])).toThrow(RangeError);
  });
});

describe('wilsonInterval', () => {
  it('is that of SciPy', () => {
    const some = wilsonInterval(71, 100);
    expect(some.low).toBeCloseTo(0.6146110882442888, 12);
    expect(some.high).toBeCloseTo(0.7898516425087772, 12);
    const none = wilsonInterval(0, 20);
    expect(none.low).toBe(0);
    expect(none.high).toBeCloseTo(0.16112515805281935, 12);
    expect(wilsonInterval(20, 20).high).toBe(1);
  });

  it('knows nothing of no trials, and refuses more hits than trials', () => {
    expect(wilsonInterval(0, 0)).toEqual({ n: 0, share: Number.NaN, low: 0, high: 1 });
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
  });
});

describe('replicationsNeeded', () => {
  const data = [100, 120, 90, 110, 130, 95, 105, 115, 85, 125, 102, 98, 111, 107, 93, 118, 104, 99, 109, 101];
  const rule = { alpha: 0.05, precision: 0.1, first: 3, lookAhead: 5 };

  it('is 11 for 10 %, and not reached for 5 %', () => {
    const answer = replicationsNeeded(data, rule);
    expect(answer.needed).toBe(11);
    [8, 10, 11, 16].forEach((n, i) => {
      expect(answer.relativeHalfWidth[n - 1]).toBeCloseTo([0.1032, 0.1007, 0.0908, 0.0646][i]!, 4);
    });
    expect(replicationsNeeded(data, { ...rule, precision: 0.05 }).needed).toBeNull();
  });

  it('is not given before the look-ahead is done', () => {
    expect(replicationsNeeded(data.slice(0, 15), rule).needed).toBeNull();
    expect(replicationsNeeded(data.slice(0, 16), rule).needed).toBe(11);
  });

  it('starts anew when the precision is lost during the look-ahead', () => {
    const values = [100, 101, 99, 100, 300, ...Array.from({ length: 195 }, (_, i) => 100 + (i % 3))];
    expect(replicationsNeeded(values, { ...rule, lookAhead: 0 }).needed).toBe(3);
    expect(replicationsNeeded(values, rule).needed).toBeGreaterThan(5);
  });

  it('looks n/100 times as far ahead above 100', () => {
    // A spread that meets 1 % of a mean of 100 only well above 100 values.
    const values = Array.from({ length: 400 }, (_, i) => 100 + (i % 2 === 0 ? 7 : -7));
    const { needed } = replicationsNeeded(values, { ...rule, precision: 0.01 });
    expect(needed).toBeGreaterThan(150);
    const ahead = Math.floor((5 * needed!) / 100);
    expect(ahead).toBeGreaterThan(5);
    expect(replicationsNeeded(values.slice(0, needed! + ahead), { ...rule, precision: 0.01 }).needed).toBe(needed);
    expect(replicationsNeeded(values.slice(0, needed! + ahead - 1), { ...rule, precision: 0.01 }).needed).toBeNull();
  });

  it('refuses settings out of range', () => {
    expect(() => replicationsNeeded(data, { ...rule, alpha: 1 })).toThrow(/alpha/);
    expect(() => replicationsNeeded(data, { ...rule, precision: 0 })).toThrow(/precision/);
    expect(() => replicationsNeeded(data, { ...rule, first: 1 })).toThrow(/first/);
  });
});

describe('mser5', () => {
  const ripple = (i: number): number => ((i * 7) % 11) - 5;

  it('cuts off a ramp and keeps what follows', () => {
    const values = Array.from({ length: 400 }, (_, i) => Math.min(i, 60) * 10 + ripple(i));
    const runIn = mser5(values);
    expect(runIn.truncation).toBe(60);
    expect(runIn.isSettled).toBe(true);
  });

  it('cuts nothing from a series without run-in', () => {
    const flat = mser5(Array.from({ length: 400 }, (_, i) => (Math.floor(i / 5) % 2 === 0 ? 1 : -1)));
    expect(flat).toEqual({ truncation: 0, isSettled: true });
  });

  it('says so when the series climbs for ever', () => {
    expect(mser5(Array.from({ length: 200 }, (_, i) => i)).isSettled).toBe(false);
    expect(() => mser5([1, 2, 3])).toThrow(RangeError);
  });
});
