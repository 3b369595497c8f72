/** What stands in a row adds up as it is printed. */
import { describe, expect, it } from 'vitest';
import { agreeing, pairedFigures } from '../../src/report/words/pair.js';
import type { ComparisonRow } from '../../src/result/document.js';

const rowOf = (metric: string, baselineMean: number, alternativeMean: number, half: number): ComparisonRow => {
  const difference = alternativeMean - baselineMean;
  const quantiles = { p05: null, p10: null, p50: null, p90: null, p95: null, sd: null };
  const ci95: [number, number] = [difference - half, difference + half];
  return {
    ...{ alternative: 'plan', metric, by: 'all', key: 'all', window: 'run', n: 9, improves: null, worsens: null, ...quantiles },
    ...{ baselineMean, alternativeMean, difference, ci95 },
  };
};

describe('levels and their difference', () => {
  it('keep the wanted steps where they agree', () => {
    expect(agreeing(41, 96, { levels: 1, difference: 1 })).toEqual({ alternative: 96, levels: 1, difference: 1 });
  });

  it('get a digit where rounding apart would make 30 and 20 differ by 20', () => {
    // 34.6 and 18.7: to tens 30, 20 and -20; to ones 35, 19 and -16
    const steps = agreeing(34.6, 18.7, { levels: 10, difference: 10 });
    expect(steps).toEqual({ alternative: 18.7, levels: 1, difference: 1 });
    expect(pairedFigures(rowOf('interim_list.people', 34.6, 18.7, 9), 10)).toEqual({
      baseline: '35',
      alternative: '19',
      difference: '−16',
    });
  });

  it('move the alternative by less than the finer step where no digit helps', () => {
    // 34.46 and 18.54 differ by 15.92: to tens 30, 20, -20; to ones 34, 19, -16, which is 15 apart
    const steps = agreeing(34.46, 18.54, { levels: 10, difference: 10 });
    expect(steps).toEqual({ alternative: 18, levels: 1, difference: 1 });
  });

  it('agree at the precision of the levels where the difference is finer', () => {
    // £187.4m and £183.5m: to millions 187 - 184 is 3, and the difference of 3.87 reads as 4
    const printed = pairedFigures(rowOf('cost.total', 187.38e6, 183.51e6, 0.07e6), 1e6);
    expect(printed).toEqual({ baseline: '£187.4 million', alternative: '£183.5 million', difference: '−⁠£3.87 million' });
  });

  it('add up whatever the levels and the precision, and stay within a step of the truth', () => {
    const whole = (value: number) => Math.sign(value) * Math.round(Math.abs(value));
    for (const wanted of [0.1, 1, 10, 100].flatMap((levels) => [0.1, 1, 10, 100].map((difference) => ({ levels, difference }))))
      for (let i = 0; i < 200; i++) {
        const [before, after] = [(i * 7919) % 2003, (i * 104_729 + 31) % 1999].map((x) => x + 0.013 + i / 1000) as [number, number];
        const { alternative, levels, difference } = agreeing(before, after, wanted);
        const printed = whole((after - before) / difference) * difference;
        expect(whole(printed / levels), `${before} ${after}`).toBeCloseTo(whole(alternative / levels) - whole(before / levels));
        expect(Math.abs(alternative - after)).toBeLessThan(2 * levels);
        expect(difference).toBeLessThanOrEqual(levels);
      }
  });
});
