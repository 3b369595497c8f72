/** What is left of a length: of one that has gone on for so long, however long that is; and of one found under way at a random moment. */
import { describe, expect, it } from 'vitest';
import { copulaLogTail, copulaRank, logNormalTail, scoreOfLogTail } from '../../src/random/normal.js';
import { compileLaw, cumulative, equilibrium, type Law, logSurvival, residual, survivalQuantile } from '../../src/random/sampler.js';

const GRID = Array.from({ length: 4000 }, (_, i) => (i + 0.5) / 4000);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const median = (law: Law, age: number) => residual(compileLaw(law), age, 0.5);

describe('what is left of a stay far beyond the usual', () => {
  it('of a gamma stay of shape 2 has the mean (2/r + x) / (1 + r x)', () => {
    const r = 1 / 14;
    const stay = compileLaw({ kind: 'gamma', shape: 2, scale: 14 });
    // survival from 1e-2 to 1e-680, where P(X > x) itself is no number any more
    for (const x of [100, 300, 520, 700, 2000, 21_915]) {
      const left = GRID.map((u) => residual(stay, x, u));
      expect(new Set(left).size).toBe(GRID.length);
      expect(mean(left) / ((2 / r + x) / (1 + r * x))).toBeCloseTo(1, 2);
    }
  });

  it('of an exponential stay is that of a new one, 50 and 5000 means on', () => {
    for (const law of [
      { kind: 'exponential', mean: 28 },
      { kind: 'gamma', shape: 1, scale: 28 },
      { kind: 'weibull', shape: 1, scale: 28 },
      { kind: 'mixture', parts: [1, 2].map((weight) => ({ weight, law: { kind: 'gamma', shape: 1, scale: 28 } })) },
    ] satisfies Law[])
      for (const x of [50 * 28, 5000 * 28]) expect(median(law, x) / (28 * Math.LN2)).toBeCloseTo(1, 6);
  });

  it('of a Weibull stay follows its cumulative hazard', () => {
    for (const shape of [0.7, 2])
      for (const x of [200, 3000]) {
        const hazard = Math.exp(shape * Math.log(x / 20)) + Math.LN2;
        expect(median({ kind: 'weibull', shape, scale: 20 }, x) / (20 * Math.exp(Math.log(hazard) / shape) - x)).toBeCloseTo(1, 4);
      }
  });

  it('of a lognormal stay nears an exponential one with the hazard of that day', () => {
    const [mu, sigma, x] = [3, 0.4, 2000];
    const z = (Math.log(x) - mu) / sigma;
    // Mills' ratio (1 - 1/z^2 + ...): hazard z / (x sigma) times 1 + 1/z^2
    const hazard = (z + 1 / z) / (x * sigma);
    expect(median({ kind: 'lognormal', mu, sigma }, x) / (Math.LN2 / hazard)).toBeCloseTo(1, 1);
    expect(logNormalTail(40)).toBeCloseTo(-804.608442, 5);
  });

  it('of a Coxian stay, and of a mixture, is that of the slower part', () => {
    expect(median({ kind: 'coxian2', leave1: 0.5, moveOn: 0.1, leave2: 0.01 }, 4000)).toBeCloseTo(100 * Math.LN2, 3);
    expect(median({ kind: 'coxian2', leave1: 0.01, moveOn: 0.01, leave2: 0.5 }, 4000)).toBeCloseTo(50 * Math.LN2, 3);
    const parts = [10, 90].map((scale) => ({ weight: 1, law: { kind: 'gamma', shape: 1, scale } as const }));
    expect(median({ kind: 'mixture', parts }, 9000)).toBeCloseTo(90 * Math.LN2, 6);
  });

  it('of a shifted, a truncated and a capped stay', () => {
    const law = { kind: 'gamma', shape: 1, scale: 10 } as const;
    expect(median({ kind: 'shifted', by: 100, law }, 900)).toBeCloseTo(10 * Math.LN2, 6);
    // 5 days before the limit: uniform draws of exp(-x / 10) between there and the limit
    expect(median({ kind: 'truncated', limit: 900, law }, 895)).toBeCloseTo(-10 * Math.log((1 + Math.exp(-0.5)) / 2), 6);
    expect(median({ kind: 'capped', limit: 900, law }, 895)).toBeCloseTo(5, 9);
    expect(median({ kind: 'capped', limit: 900, law }, 880)).toBeCloseTo(10 * Math.LN2, 6);
  });

  it('is nothing where the law goes no further, and the rest where it does', () => {
    expect(median({ kind: 'fixed', value: 42 }, 30)).toBe(12);
    expect(median({ kind: 'fixed', value: 42 }, 60)).toBe(0);
    expect(median({ kind: 'uniform', low: 0, high: 10 }, 9.999_999)).toBeCloseTo(5e-7, 9);
    expect(median({ kind: 'triangular', low: 0, mode: 1, high: 10 }, 9)).toBeCloseTo(1 - Math.SQRT1_2, 6);
    expect(median({ kind: 'empirical', values: [1, 20, 30] }, 25)).toBe(5);
  });

  it('undoes its own survival', () => {
    const law = compileLaw({ kind: 'gamma', shape: 0.4, scale: 30 });
    for (const x of [1, 50, 400, 1500, 40_000]) expect(survivalQuantile(law, logSurvival(law, x), 0) / x).toBeCloseTo(1, 6);
  });
});

describe('what is left of a need of known hours', () => {
  it('far out too: with all but independent halves it is the law itself, with dependent ones less for those with few hours', () => {
    for (const from of [-1, -40, -3000]) {
      expect(copulaLogTail(0.3, from, 0.5, 1e-9)).toBeCloseTo(from - Math.LN2, 4);
      const few = copulaLogTail(0.01, from, 0.5, 0.8);
      const many = copulaLogTail(0.99, from, 0.5, 0.8);
      expect(few).toBeLessThan(from);
      // few hours go with short care: whose care is that long has the greater hazard, and less of it left
      expect(few).toBeGreaterThan(many);
    }
  });

  it('agrees with the conditional probability from the other half of the copula', () => {
    const [uHours, rho] = [0.7, 0.5];
    const lengths = Array.from({ length: 400_000 }, (_, i) => copulaRank(uHours, (i + 0.5) / 400_000, rho)).filter((rank) => rank > 0.95);
    const half = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)]!;
    expect(1 - Math.exp(copulaLogTail(uHours, Math.log(0.05), 0.5, rho))).toBeCloseTo(half, 4);
  });

  it('scores undo tails', () => {
    for (const z of [-3, 0, 2.9, 3.1, 20, 37, 60, 500]) expect(scoreOfLogTail(logNormalTail(z))).toBeCloseTo(z, 8);
  });
});

describe('what is left of a length under way', () => {
  const LAWS: Law[] = [
    { kind: 'fixed', value: 7 },
    { kind: 'exponential', mean: 24 },
    { kind: 'uniform', low: 2, high: 8 },
    { kind: 'triangular', low: 1, mode: 2, high: 10 },
    { kind: 'gamma', shape: 0.5, scale: 3 },
    { kind: 'gamma', shape: 4, scale: 3 },
    { kind: 'weibull', shape: 0.7, scale: 3 },
    { kind: 'lognormal', mu: 3, sigma: 1 },
    { kind: 'coxian2', leave1: 0.08, moveOn: 0.02, leave2: 0.01 },
    { kind: 'empirical', values: [1, 4, 5, 11], weights: [1, 2, 2, 1] },
    { kind: 'capped', limit: 20, law: { kind: 'exponential', mean: 24 } },
    {
      kind: 'mixture',
      parts: [
        { weight: 0.3, law: { kind: 'uniform', low: 0, high: 1 } },
        { weight: 0.7, law: { kind: 'triangular', low: 50, mode: 60, high: 90 } },
      ],
    },
  ];

  it.each(LAWS)('has the density P(X > x) / mean: %o', (law) => {
    const sampler = compileLaw(law);
    const left = GRID.map((u) => equilibrium(sampler, u));
    for (let i = 1; i < left.length; i++) expect(left[i]).toBeGreaterThanOrEqual(left[i - 1]!);
    // by Simpson's rule, from quantile to quantile: what lies between two of them is the difference of their ranks
    for (let i = 0; i + 400 < left.length; i += 400) {
      const [a, b] = [left[i]!, left[i + 400]!];
      const steps = 4000;
      let area = 0;
      for (let k = 0; k < steps; k++) area += 1 - cumulative(sampler, a + ((k + 0.5) * (b - a)) / steps);
      expect((area * (b - a)) / steps / sampler.mean).toBeCloseTo(0.1, 3);
    }
    // E[X^2] / (2 E[X]), less what the grid leaves out of the tail
    const { mean: m, variance } = sampler;
    expect(mean(left) / ((variance + m * m) / (2 * m))).toBeCloseTo(1, 1);
  });
});
