import { describe, expect, it } from 'vitest';
import { Draws } from '../../src/random/draws.js';
import { copulaRank, normalCdf, normalQuantile } from '../../src/random/normal.js';
import { poissonQuantile, timeOfLevel } from '../../src/random/poisson.js';

describe('the normal law', () => {
  // Abramowitz and Stegun table 26.1 to more digits; tails from mpmath.
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [-2.9999, 0.001350341282954924],
    [-3.0001, 0.0013494549132607181],
    [-8, 6.220960574271784e-16],
    [-37, 5.725571222524577e-300],
  ])('P(Z <= %f) = %f', (z, p) => {
    expect(Math.abs(normalCdf(z) / p - 1)).toBeLessThan(1e-12);
    if (z !== 0) expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(1e-12);
  });

  it('has no quantile outside (0, 1)', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect(normalQuantile(1.1)).toBeNaN();
  });
});

describe('copula ranks', () => {
  it('are the hours rank itself at rho 0, the length rank at 1, its mirror at -1', () => {
    expect(copulaRank(0.2, 0.7, 0)).toBe(0.7);
    expect(copulaRank(0.2, 0.7, 1)).toBeCloseTo(0.2, 14);
    expect(copulaRank(0.2, 0.7, -1)).toBeCloseTo(0.8, 14);
  });

  it('stay inside (0, 1) at the ends', () => {
    const least = 2 ** -53;
    expect(copulaRank(least, least, 0.7)).toBe(least);
    expect(copulaRank(1 - least, 1 - least, 0.7)).toBe(1 - least);
  });

  it('are uniform, and have the rank correlation 6/pi asin(rho/2)', () => {
    const draws = new Draws();
    const n = 100_000;
    const rho = -0.4;
    let sum = 0;
    let squares = 0;
    let products = 0;
    for (let i = 0; i < n; i++) {
      const length = draws.uniform(11, 12, 1, i);
      const hours = copulaRank(length, draws.uniform(11, 12, 2, i), rho);
      sum += hours;
      squares += (hours - 0.5) * (hours - 0.5);
      products += (hours - 0.5) * (length - 0.5);
    }
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(3.5 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(squares / n - 1 / 12)).toBeLessThan(3.5 * Math.sqrt(1 / 180 / n));
    // The product of two centred uniforms has a variance of at most 1/80.
    expect(Math.abs(products / n - (6 / Math.PI) * Math.asin(rho / 2) * (1 / 12))).toBeLessThan(3.5 * Math.sqrt(1 / 80 / n));
  });
});

describe('Poisson quantiles', () => {
  // SciPy 1.17, stats.poisson.ppf at 0.01, 0.5, 0.975.
  it.each([
    [3, [0, 3, 7]],
    [29.9, [18, 30, 41]],
    [30.1, [18, 30, 41]],
    [131.194, [105, 131, 154]],
    [100_000, [99265, 100000, 100620]],
  ])('of mean %f', (mean, expected) => {
    expect([0.01, 0.5, 0.975].map((u) => poissonQuantile(mean, u))).toEqual(expected);
  });

  it('fall on either side of a step of the cumulative probability', () => {
    const upToTwo = Math.exp(-1) * 2.5;
    expect(poissonQuantile(1, upToTwo - 1e-12)).toBe(2);
    expect(poissonQuantile(1, upToTwo + 1e-12)).toBe(3);
  });

  it.each([0.3, 12, 29.99, 30, 4000])('rise with u to the ends, and return the mean %f', (mean) => {
    const n = 20_000;
    let before = poissonQuantile(mean, 2 ** -53);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const x = poissonQuantile(mean, (i + 0.5) / n);
      expect(x).toBeGreaterThanOrEqual(before);
      sum += x;
      squares += (x - mean) * (x - mean);
      before = x;
    }
    expect(poissonQuantile(mean, 1 - 2 ** -53)).toBeGreaterThan(before);
    expect(Math.abs(sum / n - mean)).toBeLessThan(2e-3 * Math.sqrt(mean) + 2 / n);
    expect(Math.abs(squares / n / mean - 1)).toBeLessThan(0.01);
  });

  it('are 0 for mean 0, and refused below', () => {
    expect(poissonQuantile(0, 0.999)).toBe(0);
    expect(() => poissonQuantile(-1, 0.5)).toThrow(RangeError);
    expect(() => poissonQuantile(Number.NaN, 0.5)).toThrow(RangeError);
  });
});

describe('timeOfLevel', () => {
  const cumulative = Float64Array.from([0, 2, 2, 6]);
  const office = Float64Array.from({ length: 25 }, (_, hour) => Math.min(1, Math.max(0, (hour - 9) / 8)));

  it('runs straight within the day, and jumps a day without arrivals', () => {
    expect(timeOfLevel(cumulative, 0, 0, null)).toBe(0);
    expect(timeOfLevel(cumulative, 1, 0, null)).toBe(0.5);
    expect(timeOfLevel(cumulative, 2, 0, null)).toBe(1);
    expect(timeOfLevel(cumulative, 2.4, 0, null)).toBeCloseTo(2.1, 12);
    expect(timeOfLevel(cumulative, 6, 0, null)).toBe(3);
  });

  it('gives Infinity past the end', () => {
    expect(timeOfLevel(cumulative, 6.0001, 0, null)).toBe(Number.POSITIVE_INFINITY);
    expect(timeOfLevel(cumulative, 99, 7, null)).toBe(Number.POSITIVE_INFINITY);
  });

  it('does not depend on the day it starts from', () => {
    for (let level = 0; level <= 7; level += 0.25) {
      const times = [-1, 0, 1, 2, 3, 9].map((day) => timeOfLevel(cumulative, level, day, office));
      expect(new Set(times).size).toBe(1);
    }
  });

  it('keeps to the hours of the profile', () => {
    expect(timeOfLevel(cumulative, 1, 0, office)).toBeCloseTo(13 / 24, 12);
    expect(timeOfLevel(cumulative, 4, 0, office)).toBeCloseTo(2 + 13 / 24, 12);
    expect(timeOfLevel(cumulative, 2, 0, office)).toBeCloseTo(17 / 24, 12);
    let before = 0;
    for (let level = 0.001; level < 6; level += 0.001) {
      const time = timeOfLevel(cumulative, level, 0, office);
      expect(time).toBeGreaterThanOrEqual(before);
      expect((time % 1) * 24).toBeGreaterThanOrEqual(9);
      expect((time % 1) * 24).toBeLessThanOrEqual(17);
      before = time;
    }
  });
});
