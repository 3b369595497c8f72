import { describe, expect, it } from 'vitest';
import { Draws, purposeKey, streamKey } from '../../src/random/draws.js';
import { exactLaw } from '../../src/random/exact-compound.js';
import { timeOfLevel } from '../../src/random/poisson.js';
import { compileLaw, draw, type Law, lengthBiasedRank } from '../../src/random/sampler.js';

const N = 100_000;
const [K0, K1] = streamKey(20261001, 0, 'laws');
const draws = new Draws();
const wide: Law = { kind: 'lognormal', mu: 3, sigma: 1.2686362411795196 };

const LAWS: Law[] = [
  { kind: 'exponential', mean: 24 },
  { kind: 'uniform', low: 2, high: 8 },
  { kind: 'triangular', low: 1, mode: 2, high: 10 },
  { kind: 'gamma', shape: 0.5, scale: 3 },
  { kind: 'gamma', shape: 4, scale: 3 },
  { kind: 'weibull', shape: 0.7, scale: 3 },
  wide,
  { kind: 'lognormal', mu: 3.526361, sigma: 0.67815 },
  { kind: 'empirical', values: [1, 4, 5, 11], weights: [1, 2, 2, 1], interpolate: true },
  { kind: 'coxian2', leave1: 0.08, moveOn: 0.02, leave2: 0.01 },
  { kind: 'shifted', by: 5, law: { kind: 'gamma', shape: 2, scale: 10 } },
  { kind: 'truncated', limit: 60, law: wide },
  {
    kind: 'mixture',
    parts: [
      { weight: 1, law: { kind: 'exponential', mean: 1 } },
      { weight: 2, law: { kind: 'uniform', low: 50, high: 60 } },
    ],
  },
];

/** Cumulative probabilities written out anew here, so that the shape is not tested against itself. */
const TEXTBOOK: [Law, (x: number) => number][] = [
  [{ kind: 'exponential', mean: 24 }, (x) => 1 - Math.exp(-x / 24)],
  [{ kind: 'gamma', shape: 3, scale: 2 }, (x) => 1 - Math.exp(-x / 2) * (1 + x / 2 + (x * x) / 8)],
  [{ kind: 'weibull', shape: 2, scale: 3 }, (x) => 1 - Math.exp(-((x / 3) ** 2))],
  [{ kind: 'uniform', low: 2, high: 8 }, (x) => (x - 2) / 6],
  [
    { kind: 'coxian2', leave1: 0.08, moveOn: 0.02, leave2: 0.01 },
    (x) => 1 - (0.07 * Math.exp(-0.1 * x) + 0.02 * Math.exp(-0.01 * x)) / 0.09,
  ],
  [{ kind: 'truncated', limit: 10, law: { kind: 'exponential', mean: 24 } }, (x) => Math.expm1(-x / 24) / Math.expm1(-10 / 24)],
];

/** Kolmogorov's distance of n draws from a continuous law; beyond 2.225/sqrt(n) once in 10,000 times. */
function distance(sample: Float64Array, upTo: (x: number) => number): number {
  sample.sort();
  let most = 0;
  sample.forEach((x, i) => {
    const p = upTo(x);
    most = Math.max(most, p - i / sample.length, (i + 1) / sample.length - p);
  });
  return most;
}

function sampleOf(law: Law, purpose: string): Float64Array {
  const sampler = compileLaw(law);
  const key = purposeKey(purpose);
  return Float64Array.from({ length: N }, (_, i) => draw(sampler, draws.uniform(K0, K1, key, i)));
}

function meanOf(sample: Float64Array): { mean: number; error: number } {
  const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length;
  const variance = sample.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (sample.length - 1);
  return { mean, error: Math.sqrt(variance / sample.length) };
}

describe.each(LAWS)('100,000 draws of %o', (law) => {
  const exact = exactLaw(law);

  it('have the mean and the shape of the law', () => {
    const sample = sampleOf(law, 'shape');
    expect(Math.abs(meanOf(sample).mean - exact.mean)).toBeLessThan(3.5 * Math.sqrt(exact.variance / N));
    expect(distance(sample, (x) => exact.atMost(x))).toBeLessThan(2.225 / Math.sqrt(N));
  });

  it('length-biased, have mean E[X^2]/E[X], and half of it still to come', () => {
    const sampler = compileLaw(law);
    const whole = new Float64Array(N);
    const rest = new Float64Array(N);
    for (let i = 0; i < N; i++) {
      whole[i] = draw(sampler, lengthBiasedRank(sampler, draws.uniform(K0, K1, 101, i)));
      rest[i] = whole[i]! * draws.uniform(K0, K1, 102, i);
    }
    const biased = (exact.variance + exact.mean * exact.mean) / exact.mean;
    const ofWhole = meanOf(whole);
    const ofRest = meanOf(rest);
    expect(Math.abs(ofWhole.mean - biased)).toBeLessThan(3.5 * ofWhole.error);
    expect(Math.abs(ofRest.mean - biased / 2)).toBeLessThan(3.5 * ofRest.error);
  });
});

describe.each(TEXTBOOK)('%o', (law, upTo) => {
  it('has the shape of the textbook', () => {
    expect(distance(sampleOf(law, 'textbook'), upTo)).toBeLessThan(2.225 / Math.sqrt(N));
  });
});

describe('separate values', () => {
  it('come in their shares, caps and atoms of a mixture included', () => {
    const sample = sampleOf(
      {
        kind: 'capped',
        limit: 20,
        law: {
          kind: 'mixture',
          parts: [
            { weight: 1, law: { kind: 'fixed', value: 20 } },
            { weight: 3, law: { kind: 'empirical', values: [5, 10, 40], weights: [5, 3, 2] } },
          ],
        },
      },
      'values',
    );
    const shares: [number, number][] = [
      [5, 0.375],
      [10, 0.225],
      [20, 0.4],
    ];
    for (const [value, share] of shares) {
      const count = sample.filter((x) => x === value).length;
      expect(Math.abs(count - share * N)).toBeLessThan(3.5 * Math.sqrt(share * (1 - share) * N));
    }
    expect(sample.filter((x) => x !== 5 && x !== 10 && x !== 20).length).toBe(0);
  });
});

describe('arrivals at a varying rate', () => {
  it('are Poisson in each weekday and hour of day', () => {
    const weekday = [3, 5, 5, 4, 6, 1, 0.2];
    const share = Array.from({ length: 24 }, (_, hour) => (hour < 8 ? 0 : hour < 18 ? 0.08 : 1 / 30));
    const hours = new Float64Array(25);
    for (let h = 0; h < 24; h++) hours[h + 1] = hours[h]! + share[h]!;
    hours[24] = 1;
    const weeks = 2000;
    const cumulative = new Float64Array(7 * weeks + 1);
    for (let d = 0; d < 7 * weeks; d++) cumulative[d + 1] = cumulative[d]! + weekday[d % 7]!;
    const counts = new Float64Array(7 * 24);
    const unit = compileLaw({ kind: 'exponential', mean: 1 });
    const purpose = purposeKey('arrivals');
    let level = 0;
    for (let i = 0, day = 0; ; i++) {
      level += draw(unit, draws.uniform(K0, K1, purpose, i));
      const time = timeOfLevel(cumulative, level, day, hours);
      if (time === Number.POSITIVE_INFINITY) break;
      day = Math.floor(time);
      counts[(day % 7) * 24 + Math.floor((time - day) * 24)]!++;
    }
    let statistic = 0;
    let df = 0;
    counts.forEach((count, cell) => {
      const expected = weeks * weekday[Math.floor(cell / 24)]! * share[cell % 24]!;
      if (expected === 0) expect(count).toBe(0);
      else {
        statistic += ((count - expected) * (count - expected)) / expected;
        df++;
      }
    });
    // Cell counts are independent Poisson here: the total is free too.
    expect(Math.abs(statistic - df)).toBeLessThan(3.5 * Math.sqrt(2 * df + df / 13));
  });
});
