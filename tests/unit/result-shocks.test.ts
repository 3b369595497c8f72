/** The course of a shock on series made by hand. */
import { describe, expect, it } from 'vitest';
import { createSides } from '../../src/experiment/sides.js';
import type { ScenarioRecord } from '../../src/result/document.js';
import { courseOf, decreeOf, shocksOf } from '../../src/result/shocks.js';
import { FRAME, recordOf } from './result-fixture.js';

describe('the course of an excess', () => {
  it('has its peak, and the weeks after it from which half and nine tenths are gone', () => {
    // half of 100 is left last in week 4, a tenth last in week 6
    expect(courseOf([0, 20, 100, 60, 51, 40, 11, 10, 0])).toEqual({ week: 2, peak: 100, halfGone: 3, gone: 5 });
  });

  it('is not gone when it comes back, nor when the run ends first', () => {
    expect(courseOf([100, 40, 60, 30])).toEqual({ week: 0, peak: 100, halfGone: 3, gone: null });
    expect(courseOf([0, 50, 100])).toEqual({ week: 2, peak: 100, halfGone: null, gone: null });
  });

  it('halves every so many weeks where it decays', () => {
    const decay = Array.from({ length: 60 }, (_, w) => (w < 10 ? 0 : 200 * 0.5 ** ((w - 10) / 8)));
    // after 8 weeks exactly half is left, which counts as gone; 0.1 is passed after 8 log2(10) = 26.6 weeks
    expect(courseOf(decay)).toMatchObject({ week: 10, halfGone: 8, gone: 27 });
  });

  it('looks from a week on', () => {
    expect(courseOf([90, 0, 10, 30, 5], 1)).toMatchObject({ week: 3, peak: 30 });
  });
});

const scenario = (name: string, changes: unknown[]): ScenarioRecord => ({ name, resolved: { changes } }) as ScenarioRecord;
const closes = (from: string, value: unknown = true) => ({ from, set: { 'homeCare.providers.sunrise.closes': value } });

describe('a closure by decree', () => {
  it('is one that the baseline has not', () => {
    const plan = scenario('plan', [closes('2026-10-12')]);
    expect(decreeOf(plan, scenario('now', []))).toEqual({ from: '2026-10-12', providers: ['sunrise'] });
    expect(decreeOf(plan, plan)).toBeNull();
    expect(decreeOf(scenario('plan', [closes('2026-10-12', false)]), undefined)).toBeNull();
  });
});

describe('shocks of a comparison', () => {
  const frame = { ...FRAME, weeks: 12 };
  const BASE = Array.from({ length: 12 }, () => 50);
  const plan = [50, 50, 50, 90, 150, 130, 105, 90, 70, 56, 52, 50];

  function sidesOf(list: readonly number[], exits: readonly number[]) {
    const { sides, add } = createSides(['now', 'plan'].map((name) => ({ name, input: { ...frame, warmUpWeeks: 0 }, targets: [] })));
    for (let r = 1; r <= 3; r++) {
      const up = (values: readonly number[]) => values.map((value) => value + r);
      add(r, [
        recordOf(r, { 'list.people': up(BASE) }, {}, frame),
        recordOf(r, { 'list.people': up(list).map((value, w) => value + (w === 4 ? r : 0)), 'home_care.exit_people': exits }, {}, frame),
      ]);
    }
    return sides;
  }
  const exits = [0, 0, 0, 200, 20, 0, 0, 0, 0, 0, 0, 0];

  it('have people hit, the peak in its week, and when it is gone', () => {
    const [baseline, side] = sidesOf(plan, exits);
    const [shock] = shocksOf(baseline!, [side!], [scenario('now', []), scenario('plan', [closes('2026-10-19')])], '2026-09-28');
    // differences in week 5: 101, 102, 103; afterwards 80, 55, 40, 20, 6, 2, 0: half of 102 is 51, a tenth 10.2
    expect(shock).toMatchObject({ alternative: 'plan', from: '2026-10-19', week: 4, providers: ['sunrise'] });
    expect(shock!.hit).toMatchObject({ people: 220, week: 4, date: '2026-10-19', inWeek: 200 });
    expect(shock!.excess).toHaveLength(1);
    expect(shock!.excess[0]).toMatchObject({
      ...{ metric: 'interim_list.people', week: 5, date: '2026-10-26', peak: 102, medianPeak: 102, halfGone: 3, gone: 5 },
      ...{ before: 52, atPeak: 154, baselineAtPeak: 52 },
    });
    // sd 1 over 3 pairs, t(0.975, 2) = 4.30265
    expect(shock!.excess[0]!.ci95![0]).toBeCloseTo(102 - 4.3026527 / Math.sqrt(3), 4);
  });

  it('are found without a decree where a queue peaks and returns, and not where it stays up or hardly moves', () => {
    const found = (list: readonly number[]) => {
      const [baseline, side] = sidesOf(
        list,
        exits.map(() => 0),
      );
      return shocksOf(baseline!, [side!], [scenario('now', []), scenario('plan', [])], '2026-09-28');
    };
    expect(found(plan)[0]).toMatchObject({ from: null, week: null, hit: null, excess: [{ week: 5, before: 52, halfGone: 3 }] });
    expect(found(plan.map((value, w) => (w > 3 ? 150 : value)))).toEqual([]);
    expect(found(BASE.map((value, w) => (w === 3 ? value + 2 : value)))).toEqual([]);
  });
});
