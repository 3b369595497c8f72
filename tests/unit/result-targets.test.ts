import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/result/document.js';
import { judge, readingOf } from '../../src/result/targets.js';
import { FRAME, recordOf } from './result-fixture.js';

const record = recordOf(
  1,
  {
    'list.people': [10, 20, 30, 40],
    'list.people area north': [5, 5, 6, 10],
    'list.hours': [100, 200, 330, 480],
    'home_care.starts': [1, 2, 3, 4],
    'hospital.delayed': [1, 1, 1, 1],
    'hospital.supported': [2, 4, 4, 10],
    'home_care.people': [200, 200, 200, 200],
  },
  { 'list.people': 44, 'list.people area north': 11, 'list.hours': 440 },
);

const target = (rest: Partial<Target>): Target => ({
  metric: 'interim_list.people',
  window: null,
  value: null,
  low: null,
  high: null,
  source: null,
  ...rest,
});
const read = (rest: Partial<Target>) => readingOf(target(rest), FRAME, 1)(record);

describe('a target is read', () => {
  it('over the run, at the start, over weeks, at the end', () => {
    expect(read({})).toBe(30);
    expect(read({ window: 'start' })).toBe(10);
    expect(read({ window: 'weeks 2-3' })).toBe(25);
    expect(read({ window: 'end' })).toBe(44);
    expect(read({ metric: 'home_care.starts', window: 'weeks 2-3' })).toBe(5);
  });

  it('as a ratio of sums, at the end of levels too', () => {
    expect(read({ metric: 'hospital.delayed_share' })).toBe(3 / 18);
    expect(read({ metric: 'interim_list.hours_per_person', window: 'end' })).toBe(10);
  });

  it('of the payer whose cost it is, not of everyone', () => {
    const paid = recordOf(1, {
      'cost.placements': [30, 30, 30, 30],
      'cost.placements payer council': [10, 10, 10, 10],
      'cost.reablement': [5, 5, 5, 5],
      'cost.reablement payer council': [5, 5, 5, 5],
    });
    expect(readingOf(target({ metric: 'cost.total', window: 'weeks 1-2' }), FRAME, 1)(paid)).toBe(30);
    expect(readingOf(target({ metric: 'cost.placements', window: 'weeks 1-2' }), FRAME, 1)(paid)).toBe(60);
  });

  it('of offers and paid hours, as ratios of sums', () => {
    const busy = recordOf(1, {
      'brokerage.offers': [4, 6, 8, 10],
      'list.sourced': [2, 2, 4, 6],
      'home_care.capacity_hours tier principal': [77, 77, 77, 80],
      'home_care.paid_hours tier principal': [100, 100, 100, 100],
    });
    expect(readingOf(target({ metric: 'home_care.offers_per_package' }), FRAME, 1)(busy)).toBe(24 / 12);
    expect(readingOf(target({ metric: 'home_care.contact_ratio', by: 'tier', keys: ['principal'] }), FRAME, 1)(busy)).toBe(0.78);
    expect(readingOf(target({ metric: 'home_care.contact_ratio' }), FRAME, 1)(busy)).toBeNaN();
  });

  it('as the ratio of two metrics', () => {
    expect(read({ metric: ['interim_list.people', 'home_care.people'], window: 'weeks 1-1' })).toBe(0.05);
    expect(read({ metric: ['interim_list.people', 'placements.queue'] })).toBeNaN();
  });

  it('for keys: their sum, or their share of the total', () => {
    expect(read({ by: 'area', keys: ['north'] })).toBe(7);
    expect(read({ by: 'area', keys: ['north', 'south'], share: true, window: 'end' })).toBe(0.25);
  });

  it('and refused where it names nothing', () => {
    expect(() => read({ metric: 'interim_list.poeple' })).toThrow('no metric is called interim_list.poeple');
    expect(() => read({ by: 'area', keys: ['east'] })).toThrow('has no area east');
    expect(() => read({ by: 'tier', keys: ['spot'] })).toThrow('has no tier spot');
  });
});

describe('a target is judged', () => {
  const band = target({ low: 10, high: 20 });

  it('met when the mean lies inside and is known to a quarter of the band', () => {
    expect(judge(band, [14, 15, 16], false)).toMatchObject({ verdict: 'met', mean: 15, n: 3, futuresInside: 1 });
  });

  it('imprecise when the mean lies inside but is not known so well', () => {
    // sd 4.5826, half-width 11.4
    expect(judge(band, [11, 14, 20], false)).toMatchObject({ verdict: 'imprecise', mean: 15 });
    expect(judge(band, [15], false)).toMatchObject({ verdict: 'imprecise', ci95: null });
  });

  it('missed outside, whatever the precision; without a verdict where no replication has a value', () => {
    expect(judge(band, [21, 21, 21, 19], false)).toMatchObject({ verdict: 'missed', futuresInside: 0.25 });
    expect(judge(band, [Number.NaN], false)).toMatchObject({ verdict: 'no value', mean: null, n: 0, futuresInside: null });
  });

  it('on one side by the whole interval', () => {
    expect(judge(target({ high: 20 }), [14, 15, 16], false)).toMatchObject({ verdict: 'met' });
    expect(judge(target({ high: 16 }), [14, 15, 16], false)).toMatchObject({ verdict: 'imprecise' });
  });
});
