/** Pay-back by hand. */
import { describe, expect, it } from 'vitest';
import { paybackWeek } from '../../src/result/payback.js';

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
