/** Present values, costs of what is avoided, and costs that are lower and no saving, by hand. */
import { describe, expect, it } from 'vitest';
import { createSides } from '../../src/experiment/sides.js';
import { compareSides } from '../../src/result/comparison.js';
import type { ScenarioRecord } from '../../src/result/document.js';
import { costPer, presentValue, valuesOf, yearOfWeek } from '../../src/result/value.js';
import { refusal } from '../../src/scenario/frame-changes.js';
import { fiellerInterval } from '../../src/stats/ratio.js';
import { FRAME, recordOf } from './result-fixture.js';

const FACTS = { caresim: '0', scenario: 's', scenarioSha256: 'x', seed: 1, start: '2026-09-28', engine: 'native', partial: false };

describe('present value', () => {
  it('discounts each year by the rate, the first not at all', () => {
    // 100 + 103.5 / 1.035 + 107.1225 / 1.035^2
    expect(presentValue([100, 103.5, 107.1225], 0.035)).toBeCloseTo(300, 9);
    expect(presentValue([-500, 200, 200, 200], 0)).toBe(100);
  });

  it('counts years of 365.25 days from the start', () => {
    expect([0, 52, 53, 104, 105, 260, 261].map(yearOfWeek)).toEqual([0, 0, 1, 1, 2, 4, 5]);
  });
});

describe("Fieller's interval", () => {
  it('is that of the two means over what they vary together', () => {
    // above 8, 10, 12 (mean 10, variance 4), below 1, 2, 3 (mean 2, variance 1), covariance 2; t(0.975, 2) = 4.30265273
    // in units of the variance of a mean, t^2/3 = 6.17094: xx 24.6838, xy 12.3419, yy 6.1709: the mean below is not told apart from 0
    const wide = fiellerInterval([8, 10, 12], [1, 2, 3]);
    expect(wide).toEqual({ n: 3, ratio: 5, low: Number.NaN, high: Number.NaN });
    // below 9, 10, 11: a = 100 - 6.17094, b = 100 - 12.34188, c = 100 - 24.68376; root of b^2 - a c
    const a = 100 - 6.17094;
    const b = 100 - 12.34188;
    const c = 100 - 24.68376;
    const root = Math.sqrt(b * b - a * c);
    const narrow = fiellerInterval([8, 10, 12], [9, 10, 11]);
    expect(narrow.ratio).toBe(1);
    expect(narrow.low).toBeCloseTo((b - root) / a, 5);
    expect(narrow.high).toBeCloseTo((b + root) / a, 5);
  });

  it('is a point where above is a multiple of below, and leaves out pairs without a value', () => {
    const { n, ratio, low, high } = fiellerInterval([10, 20, Number.NaN, 30], [1, 2, 5, 3]);
    expect([n, ratio]).toEqual([3, 10]);
    // the mean below, 2 with a standard error of 0.577, is not told apart from 0 with 2 degrees of freedom
    expect([low, high]).toEqual([Number.NaN, Number.NaN]);
    const exact = fiellerInterval([100, 110, 120], [10, 11, 12]);
    expect(exact.low).toBeCloseTo(10, 6);
    expect(exact.high).toBeCloseTo(10, 6);
  });
});

describe('the cost of what is avoided', () => {
  const of = (cost: number[], more: number[]) => costPer(Float64Array.from(cost), Float64Array.from(more), false);

  it('is the ratio of the mean differences', () => {
    const row = of([900, 1000, 1100], [-9, -10, -11]);
    expect(row).toMatchObject({ avoided: 10, ratio: 100, why: null });
    expect(row.ci95![0]).toBeCloseTo(100, 6);
    expect(row.ci95![1]).toBeCloseTo(100, 6);
  });

  it('is none where nothing is clearly avoided, and where it costs no more', () => {
    expect(of([900, 1000, 1100], [9, 10, 11])).toMatchObject({ ratio: null, why: 'none avoided' });
    expect(of([900, 1000, 1100], [-9, 10, -11])).toMatchObject({ ratio: null, why: 'none avoided' });
    expect(of([-900, -1000, -1100], [-9, -10, -11])).toMatchObject({ ratio: null, why: 'costs no more' });
    expect(of([900], [-9])).toMatchObject({ ratio: null, why: 'none avoided' });
  });
});

/** Weekly pounds and hours of both plans, constant over four weeks, one number a replication. */
function compared(costs: Record<string, readonly [number[], number[]]>) {
  const { sides, add } = createSides(['now', 'plan'].map((name) => ({ name, input: { ...FRAME, warmUpWeeks: 0 }, targets: [] })));
  for (let r = 0; r < 3; r++)
    add(
      r + 1,
      [0, 1].map((side) =>
        recordOf(r + 1, Object.fromEntries(Object.entries(costs).map(([column, of]) => [column, [1, 1, 1, 1].map(() => of[side]![r]!)]))),
      ),
    );
  const [baseline, plan] = sides;
  const document = compareSides(baseline!, [plan!], FACTS);
  const row = (metric: string, by = 'all', key = 'all') =>
    document.rows.find((one) => one.metric === metric && one.by === by && one.key === key && one.window === 'run')!;
  const record = { name: 'now', valuation: { discountRate: 0.035, undeliveredHour: 25 } } as ScenarioRecord;
  return { row, value: valuesOf(baseline!, [plan!], [record])[0]! };
}

describe('a cost that is lower', () => {
  const cheaper = {
    'cost.home_care': [
      [100, 110, 120],
      [80, 91, 99],
    ],
    'cost.home_care payer council': [
      [100, 110, 120],
      [80, 91, 99],
    ],
  } as const;
  const pairs = (of: typeof cheaper) => of as unknown as Record<string, readonly [number[], number[]]>;

  it('is better where care is given as before', () => {
    const { row } = compared(pairs(cheaper));
    expect(row('cost.total')).toMatchObject({ improves: 1, worsens: 0 });
    expect(row('cost.total').caveat).toBeUndefined();
  });

  it('is not better where clearly more hours go undelivered', () => {
    const { row } = compared({
      ...pairs(cheaper),
      'undelivered.hours': [
        [10, 10, 10],
        [20, 21, 19],
      ],
    });
    expect(row('cost.total')).toMatchObject({ improves: null, worsens: null, caveat: 'fewer hours' });
    expect(row('cost.home_care')).toMatchObject({ improves: null, caveat: 'fewer hours' });
    expect(row('interim_list.undelivered_hours')).toMatchObject({ difference: 40, worsens: 1 });
  });

  it('is judged by the hours of its own group, where they are known by it', () => {
    const north = {
      'cost.home_care area north': cheaper['cost.home_care'],
      'undelivered.hours': [
        [10, 10, 10],
        [20, 21, 19],
      ],
    };
    const { row } = compared({ ...pairs(cheaper), ...(north as unknown as Record<string, readonly [number[], number[]]>) });
    // the hours are the south's: none are missing in the north
    expect(row('cost.home_care', 'area', 'north')).toMatchObject({ improves: 1 });
    expect(row('cost.home_care')).toMatchObject({ improves: null });
  });

  it('is a shift where another payer bears as much', () => {
    const { row, value } = compared({
      ...pairs(cheaper),
      'cost.placements': [
        [50, 50, 50],
        [70, 69, 71],
      ],
      'cost.placements payer nhs': [
        [50, 50, 50],
        [70, 69, 71],
      ],
    });
    expect(row('cost.total')).toMatchObject({ improves: null, caveat: 'shift' });
    expect(row('cost.total', 'payer', 'council')).toMatchObject({ improves: null, caveat: 'shift' });
    expect(row('cost.total', 'payer', 'nhs')).toMatchObject({ difference: 80, worsens: 1 });
    // -20, -19, -21 and +20, +19, +21 a week
    expect(value.together.mean).toBe(0);
    expect(value.payers.map(({ payer, revenue }) => [payer, revenue.mean])).toEqual([
      ['council', -80],
      ['nhs', 80],
      ['all', 0],
    ]);
  });

  it('is a saving where another payer bears clearly less of it', () => {
    const { row } = compared({
      ...pairs(cheaper),
      'cost.placements': [
        [50, 50, 50],
        [55, 54, 56],
      ],
      'cost.placements payer nhs': [
        [50, 50, 50],
        [55, 54, 56],
      ],
    });
    expect(row('cost.total')).toMatchObject({ improves: 1 });
  });
});

describe('what a run is valued at', () => {
  it('cannot change on a date, since it values all of the run', () => {
    for (const setting of ['undeliveredHour', 'discountRate']) expect(refusal(['costs', setting])?.code).toBe('frame_change');
    expect(refusal(['costs', 'delayedBedDay'])).toBeNull();
  });
});
