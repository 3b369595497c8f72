import { describe, expect, it } from 'vitest';
import { createSides } from '../../src/experiment/sides.js';
import { summarise } from '../../src/result/summary.js';
import { antitheticGain, pairMeans } from '../../src/stats/antithetic.js';
import { FRAME, recordOf } from './result-fixture.js';

const FACTS = { caresim: '0', scenario: 's', scenarioSha256: 'x', seed: 1, start: '2026-09-28', engine: 'native', partial: false };

describe('means of pairs', () => {
  it('are of two neighbours, or of the one that has a value', () => {
    expect([...pairMeans([1, 3, 10, 20, 7])]).toEqual([2, 15, 7]);
    expect([...pairMeans([1, Number.NaN, Number.NaN, Number.NaN])]).toEqual([1, Number.NaN]);
  });
});

describe('the gain of antithetic pairs', () => {
  it('is the variance of single values over twice that of pairs', () => {
    // values 10 14 8 12 13 15: mean 12, sum of squares 4 + 4 + 16 + 0 + 1 + 9 = 34, variance 6.8; pairs 12 10 14: variance 4
    expect(antitheticGain([10, 14, 8, 12, 13, 15])).toBeCloseTo(6.8 / 8, 12);
  });

  it('is without bound where the two of a pair cancel, and below 1 where they go together', () => {
    expect(antitheticGain([1, 9, 2, 8, 3, 7])).toBe(Number.POSITIVE_INFINITY);
    expect(antitheticGain([1, 1, 5, 5, 9, 9])).toBeLessThan(1);
    expect(antitheticGain([1, 2])).toBeNaN();
  });
});

describe('a run in antithetic pairs', () => {
  const lists = [10, 14, 8, 12, 13, 15];
  const summaryOf = (antithetic: boolean) => {
    const { sides, add } = createSides([{ name: 'a', input: { ...FRAME, warmUpWeeks: 0 }, targets: [] }], antithetic);
    lists.forEach((people, i) => {
      add(i + 1, [recordOf(i + 1, { 'list.people': [people, people, people, people] })]);
    });
    return summarise(sides[0]!.aggregate, FACTS);
  };

  it('knows the mean as well as its pairs do: two degrees of freedom for six futures', () => {
    const { mean, n, sd, ci95 } = summaryOf(true).metrics['interim_list.people']!;
    // pairs 12, 10, 14: sd 2, t(0.975, 2) = 4.30265273, half-width 4.30265273 x 2 / sqrt(3)
    expect([mean, n]).toEqual([12, 6]);
    expect(ci95![1] - 12).toBeCloseTo((4.30265273 * 2) / Math.sqrt(3), 6);
    expect(sd).toBeCloseTo(Math.sqrt(6.8), 7);
  });

  it('says what that bought; a run of single futures says nothing of it', () => {
    expect(summaryOf(true).antithetic!.find(({ metric }) => metric === 'interim_list.people')!.timesFewer).toBeCloseTo(0.85, 9);
    expect(summaryOf(false).antithetic).toBeUndefined();
    expect(summaryOf(false).metrics['interim_list.people']!.ci95![1]).toBeCloseTo(12 + (2.57058184 * Math.sqrt(6.8)) / Math.sqrt(6), 6);
  });
});
