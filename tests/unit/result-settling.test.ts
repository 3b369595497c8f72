/** Whether figures have settled, against slopes and intervals worked by hand. */
import { describe, expect, it } from 'vitest';
import { createSides } from '../../src/experiment/sides.js';
import { compareSides } from '../../src/result/comparison.js';
import { judgedMetrics, judgeSlopes, settlesBy, slopeOf } from '../../src/result/settling.js';
import { recordOf } from './result-fixture.js';

const FACTS = { caresim: '0', scenario: 's', scenarioSha256: 'x', seed: 1, start: '2026-09-28', engine: 'native', partial: false };

describe('a slope', () => {
  it('is that of least squares', () => {
    expect(slopeOf([3, 5, 7, 9])).toBe(2);
    // means 1.5 and 3; (-1.5)(-2) + (-0.5)(0) + (0.5)(-1) + (1.5)(3) = 7 over 5
    expect(slopeOf([1, 3, 2, 6])).toBeCloseTo(7 / 5, 12);
  });

  it('leaves out weeks without a value, where half have one', () => {
    expect(slopeOf([1, Number.NaN, 5, Number.NaN])).toBe(2);
    expect(slopeOf([1, Number.NaN, Number.NaN, 4, Number.NaN])).toBeNaN();
  });
});

describe('a verdict', () => {
  const judging = { antithetic: false, judged: 1, of: 'difference' } as const;

  it('is that of the t interval over futures', () => {
    // mean 1, sd 0.1: half-width 4.3026527 x 0.1 / sqrt 3 = 0.24841
    const found = judgeSlopes([0.9, 1, 1.1], { precision: 1, reach: 10, level: 100 }, judging);
    expect(found).toMatchObject({ n: 3, slope: 1, verdict: 'moving' });
    expect(found.ci95![0]).toBeCloseTo(1 - 0.2484138, 6);
    // what matters in a year: 1 % of 100 or a precision of 1
    expect(found.leeway).toBeCloseTo(1 / 52, 12);
  });

  it('is silent on a trifle', () => {
    const slopes = [0.009, 0.01, 0.011];
    expect(judgeSlopes(slopes, { precision: 0.1, reach: 10, level: 100 }, judging).verdict).toBe('settled');
    expect(judgeSlopes(slopes, { precision: 0.1, reach: 0.3, level: 10 }, judging).verdict).toBe('moving');
    // of a run need itself may grow: 5 %
    expect(judgeSlopes(slopes, { precision: 0.1, reach: 0.3, level: 30 }, { ...judging, of: 'run' }).verdict).toBe('settled');
  });

  it('says that so few futures cannot tell', () => {
    expect(judgeSlopes([-2, 3], { precision: 5, reach: 8, level: 50 }, judging).verdict).toBe('unknown');
    expect(judgeSlopes([2], { precision: Number.NaN, reach: Number.NaN, level: 50 }, judging).verdict).toBe('unknown');
    expect(judgeSlopes([0, 0], { precision: 0, reach: 0, level: 50 }, judging).verdict).toBe('settled');
  });

  it('is given at a confidence that all judged share', () => {
    // interval at 95 %: 1 +- 0.895; at 99.5 %: t 14.089 in place of 4.3026527
    const slopes = [0.64, 1, 1.36];
    const standard = { precision: 1, reach: 1000, level: 100 };
    expect(judgeSlopes(slopes, standard, judging).verdict).toBe('moving');
    expect(judgeSlopes(slopes, standard, { ...judging, judged: 10 }).verdict).toBe('settled');
  });

  it('takes antithetic futures in pairs', () => {
    // the means of pairs are 1 and 1, so nothing is left of the spread
    const found = judgeSlopes([0, 2, 2, 0], { precision: 1, reach: 10, level: 100 }, { ...judging, antithetic: true });
    expect(found).toMatchObject({ slope: 1, ci95: [1, 1], verdict: 'moving' });
  });
});

describe('the weeks that it takes', () => {
  it('follow from how the movement lessens, in whole years', () => {
    // 8, then 4 a half-year later: 2, 1 after two more half-years, by week 156; to whole years 156
    expect(settlesBy(104, 8, { slope: 4, leeway: 1 })).toBe(156);
    // 3, then 2.25, 1.69, 1.27, 0.95 after four half-years, by week 208, or three by week 182, in whole years 208 too
    expect(settlesBy(104, 4, { slope: 3, leeway: 1 })).toBe(208);
    expect(settlesBy(104, 4, { slope: 3, leeway: 1.3 })).toBe(208);
    expect(settlesBy(104, 4, { slope: 3, leeway: 1.8 })).toBe(156);
  });

  it('are not known of what does not lessen, or turns', () => {
    expect(settlesBy(104, 4, { slope: 4, leeway: 1 })).toBeNull();
    expect(settlesBy(104, -4, { slope: 4, leeway: 1 })).toBeNull();
    expect(settlesBy(104, 4, { slope: 3.99, leeway: 0.1 })).toBeNull();
  });
});

const WEEKS = 130;
const frame = { areas: ['north', 'south'], groups: ['older'], weeks: WEEKS };
const HEADLINE = ['interim_list.people'];
const DATED = { first: 35, dated: 35 };

/** A comparison of lists by week, in three pairs of futures that differ by a constant. */
function comparisonOf(list: (week: number) => number, plan: (week: number) => number, planDates = DATED, warmUpWeeks = 0) {
  const record = { headline: HEADLINE };
  const { sides, add } = createSides([
    { name: 'now', input: { ...frame, warmUpWeeks }, targets: [], record },
    { name: 'plan', input: { ...frame, warmUpWeeks }, targets: [], record: { ...record, planDates } },
  ]);
  for (let r = 1; r <= 3; r++) {
    const weekly = (of: (week: number) => number) => Array.from({ length: WEEKS }, (_, w) => of(w) + r * 5);
    add(
      r,
      [list, plan].map((of) => recordOf(r, { 'list.people': weekly(of) }, {}, frame)),
    );
  }
  return { sides, document: compareSides(sides[0]!, [sides[1]!], FACTS) };
}

describe('a comparison', () => {
  const since = (week: number) => (week < 5 ? 0 : week - 5);

  it('counts effects from the week of the plan', () => {
    const { document } = comparisonOf(
      () => 100,
      (week) => (week < 5 ? 100 : 90),
    );
    expect(document.plans).toEqual([
      {
        alternative: 'plan',
        day: 35,
        date: '2026-11-02',
        windows: [
          { id: 'before the plan', from: 0, to: 5 },
          { id: 'since the plan', from: 5, to: 130 },
          { id: 'plan year 1', from: 5, to: 57 },
          { id: 'plan year 2', from: 57, to: 109 },
          { id: 'plan year 3', from: 109, to: 130 },
        ],
      },
    ]);
    const of = (window: string) => document.rows.find((row) => row.metric === HEADLINE[0] && row.by === 'all' && row.window === window)!;
    expect(of('before the plan').difference).toBe(0);
    expect(of('since the plan').difference).toBe(-10);
    expect(of('plan year 3').difference).toBe(-10);
    // 125 weeks of 130
    expect(of('run').difference).toBeCloseTo((-10 * 125) / 130, 7);
  });

  it('starts a plan that is otherwise from the outset where its figures do, unless they differ before its date', () => {
    const outset = { first: 0, dated: 35 };
    const planOf = (plan: (week: number) => number) => comparisonOf(() => 100, plan, outset).document.plans![0]!;
    expect(planOf((week) => (week < 5 ? 100 : 90))).toMatchObject({ day: 35, date: '2026-11-02' });
    const early = planOf((week) => (week < 4 ? 100 : 90));
    expect(early).toMatchObject({ day: 0, date: '2026-09-28' });
    expect(early.windows[0]).toEqual({ id: 'since the plan', from: 0, to: 130 });
  });

  it('of a plan that begins in the run-in counts from its end', () => {
    const { document } = comparisonOf(
      () => 100,
      () => 90,
      DATED,
      26,
    );
    expect(document.plans![0]!.windows[0]).toEqual({ id: 'since the plan', from: 26, to: 130 });
  });

  it('of a plan that changes nothing has no window of its own', () => {
    const { document } = comparisonOf(
      () => 100,
      () => 100,
      { first: null, dated: null } as unknown as typeof DATED,
    );
    expect(document.plans).toEqual([{ alternative: 'plan', day: null, date: null, windows: [] }]);
    expect(document.rows.some(({ window }) => window === 'since the plan')).toBe(false);
  });

  it('says that a steady drift moves, and that one which has come to rest does not', () => {
    const drift = comparisonOf(
      () => 100,
      (week) => 100 + 0.5 * since(week),
    ).document;
    expect(drift.settling!.find(({ metric }) => metric === HEADLINE[0])).toMatchObject({ slope: 0.5, verdict: 'moving', settlesBy: null });
    const rest = comparisonOf(
      () => 100,
      (week) => 100 - Math.min(20, since(week)),
    ).document;
    expect(rest.settling!.find(({ metric }) => metric === HEADLINE[0])).toMatchObject({ slope: 0, verdict: 'settled' });
  });

  it('names the weeks where a movement lessens by half from half-year to half-year', () => {
    const fading = comparisonOf(
      () => 100,
      (week) => 100 - 40 * (1 - Math.exp((-Math.log(2) / 26) * since(week))),
    ).document;
    const row = fading.settling!.find(({ metric }) => metric === HEADLINE[0])!;
    // half-years of 40 / 2^k: the fifth, 1.25 in 26 weeks, is the last of the run; 1 % a year of 100 is 0.5 in 26 weeks
    expect(row.verdict).toBe('moving');
    expect(row.settlesBy).toBe(208);
  });

  it('of a plan that has hardly begun does not judge', () => {
    const { document } = comparisonOf(
      () => 100,
      () => 100,
      { first: 770, dated: 770 },
    );
    expect(document.settling!.every(({ verdict }) => verdict === 'short')).toBe(true);
  });

  it('judges the measures shown first, and those that the answer always speaks of', () => {
    expect(judgedMetrics(['cost.total', 'hospital.delayed_people'])).toEqual([
      'cost.total',
      'hospital.delayed_people',
      'interim_list.people',
      'home_care.start_wait_days',
    ]);
  });
});

describe('a run', () => {
  /** Twice as many in winter as in summer, every year alike. */
  const seasonal = (week: number) => 100 + 30 * Math.cos((2 * Math.PI * week) / 52);
  const runOf = (list: (week: number) => number) => {
    const { sides } = comparisonOf(list, list);
    const { aggregate } = sides[0]!;
    return aggregate.movement.rows(aggregate).find(({ metric }) => metric === HEADLINE[0])!;
  };

  it('is not fooled by the season', () => {
    expect(slopeOf(Array.from({ length: 26 }, (_, w) => seasonal(104 + w)))).toBeLessThan(-2);
    const found = runOf(seasonal);
    expect(found.verdict).toBe('settled');
    expect(found.slope!).toBeCloseTo(0, 9);
    expect(found.seasonOut).toBe(true);
  });

  it('that drifts by a third of a person a week says so, season or none', () => {
    const found = runOf((week) => seasonal(week) + week / 3);
    expect(found.slope!).toBeCloseTo(1 / 3, 9);
    expect(found.verdict).toBe('moving');
  });
});
