/** Pay-back by hand. */
import { describe, expect, it } from 'vitest';
import { paybackWeek, projectedWeek } from '../../src/result/payback.js';

describe('the week of pay-back', () => {
  it('is the first from which what has been paid in all stays below the baseline', () => {
    // in all: 10, 6, 1, -3, -5
    expect(paybackWeek([10, -4, -5, -4, -2])).toBe(3);
  });

  it('begins anew when the sum comes back above', () => {
    // in all: -1, 2, -1, -2
    expect(paybackWeek([-1, 3, -3, -1])).toBe(2);
  });

  it('is none while the baseline is cheaper at the end, or neither ever paid anything', () => {
    expect(paybackWeek([10, -4])).toBeNaN();
    expect(paybackWeek([-4, 10])).toBeNaN();
    expect(paybackWeek([0, 0, 0])).toBeNaN();
  });

  it('is the first of all for a plan that is cheaper at once', () => {
    expect(paybackWeek([-1, -1])).toBe(0);
  });
});

describe('pay-back beyond the run', () => {
  const year = (pounds: number) => Array.from({ length: 52 }, () => pounds);

  it('holds the rate of the last year on', () => {
    // 5,200 spent, 52 saved in all at 1 a week: 5,148 to go, passed in the 5,149th week after the run
    expect(projectedWeek(Float64Array.from([5200, ...year(-1)]))).toBe(53 + 5148);
    // the first year does not count: 104 paid, then 52 saved
    expect(projectedWeek(Float64Array.from([...year(2), ...year(-1)]))).toBe(104 + 52);
  });

  it('is the week itself within the run, never where the last year saves nothing, and unknown below a year', () => {
    expect(projectedWeek(Float64Array.from([10, -4, -5, -4, -2]))).toBe(3);
    expect(projectedWeek(Float64Array.from([5200, ...year(0)]))).toBe(Number.POSITIVE_INFINITY);
    expect(projectedWeek(Float64Array.from([10, -1]))).toBeNaN();
  });
});
