import { describe, expect, it } from 'vitest';
import { Aggregate } from '../../src/result/aggregate.js';
import { summarise } from '../../src/result/summary.js';
import { cumulativeIncidence, waitQuantile, waitsRows } from '../../src/result/waits.js';
import { futuresRows, weeklyRows } from '../../src/result/weekly.js';
import { parseTargetWindow, standardWindows } from '../../src/result/windows.js';
import { FRAME, recordOf, withWaits } from './result-fixture.js';

const FACTS = { caresim: '0', scenario: 's', scenarioSha256: 'x', seed: 1, start: '2026-09-28', engine: 'native', partial: false };

/** Two replications with a warm-up of one week. */
function twoReplications() {
  const aggregate = new Aggregate({ frame: FRAME, warmUpWeeks: 1 });
  aggregate.add(
    recordOf(
      1,
      {
        'list.people': [99, 10, 20, 30],
        'list.hours': [99, 100, 300, 200],
        'hospital.delayed': [9, 1, 0, 2],
        'hospital.supported': [9, 4, 4, 4],
        'home_care.starts': [50, 1, 2, 3],
        'home_care.uncovered_people': [1, 2, 3, 4],
        'workforce.leavers': [0, 1, 0, 1],
        'workforce.carers': [100, 100, 100, 100],
        'cost.home_care': [0, 1000, 1000, 1000],
        'cost.home_care payer council': [0, 900, 900, 900],
      },
      { 'list.people': 33 },
    ),
  );
  aggregate.add(recordOf(2, { 'list.people': [99, 20, 30, 40], 'home_care.starts': [0, 4, 4, 4] }, { 'list.people': 43 }));
  return aggregate;
}

describe('figures of a run', () => {
  const { metrics } = summarise(twoReplications(), FACTS);

  it('averages a level over the weeks after warm-up and takes its end apart', () => {
    expect(metrics['interim_list.people']).toMatchObject({ kind: 'level', n: 2, mean: 25, p50: 25, p05: 20.5, p10: 21, p90: 29 });
    expect(metrics['interim_list.people']!.atEnd).toMatchObject({ mean: 38 });
    // sd of 20 and 30 is 7.0710678; t(0.975, 1) = 12.7062047; half-width = 12.7062047 x 7.0710678 / sqrt(2) = 63.5310237
    expect(metrics['interim_list.people']!.ci95![0]).toBeCloseTo(25 - 63.5310237, 5);
    expect(metrics['interim_list.people']!.sd).toBeCloseTo(7.0710678, 6);
  });

  it('totals a count, scaled, and gives it no end', () => {
    expect(metrics['home_care.starts']).toMatchObject({ kind: 'count', mean: 9 });
    expect(metrics['home_care.starts']!.atEnd).toBeUndefined();
    expect(metrics['home_care.uncovered_days']!.mean).toBe((63 + 0) / 2);
  });

  it('divides sums by sums, and is null without a denominator', () => {
    // 600 / 60 in the first replication; 0 / 90 in the second
    expect(metrics['interim_list.hours_per_person']).toMatchObject({ n: 2, mean: 5 });
    expect(metrics['hospital.delayed_share']).toMatchObject({ n: 1, mean: 0.25, ci95: null, sd: null });
    expect(metrics['reablement.utilisation']).toMatchObject({ n: 0, mean: null, ci95: null, p50: null });
    expect(metrics['workforce.turnover_rate']!.mean).toBeCloseTo(((2 / 300) * 365.25) / 7, 8);
  });

  it("counts the council's share alone in its total cost", () => {
    expect(metrics['cost.total']!.mean).toBe((7 * 0 + 900 * 3) / 2);
    expect(metrics['cost.home_care']!.mean).toBe(1500);
  });

  it('has every key of every dimension', () => {
    expect(Object.keys(metrics['interim_list.people']!.by)).toEqual(['area', 'client_group', 'priority', 'place']);
    expect(Object.keys(metrics['interim_list.people']!.by.area!)).toEqual(['north', 'south']);
  });
});

describe('weekly series', () => {
  const aggregate = twoReplications();
  const rows = [...weeklyRows(aggregate, '2026-09-28')];

  it('gives mean and quantiles for each week, warm-up included, with its date', () => {
    expect(rows.filter((row) => row.metric === 'interim_list.people' && row.by === 'all')[1]).toEqual({
      metric: 'interim_list.people',
      by: 'all',
      key: 'all',
      week: 2,
      date: '2026-10-05',
      mean: 15,
      p05: 10.5,
      p10: 11,
      p25: 12.5,
      p50: 15,
      p75: 17.5,
      p90: 19,
      p95: 19.5,
    });
  });

  it('leaves a week without a denominator out of the mean, and out of the row where none has one', () => {
    const shares = rows.filter((row) => row.metric === 'hospital.delayed_share' && row.by === 'all');
    expect(shares.map((row) => row.mean)).toEqual([1, 0.25, 0, 0.5]);
    expect(rows.find((row) => row.metric === 'reablement.utilisation')!.mean).toBeNull();
  });

  it('keeps totals and leaves out keys that are blank throughout', () => {
    expect(rows.some((row) => row.metric === 'crisis.calls')).toBe(false);
    expect(rows.some((row) => row.metric === 'placements.queue' && row.by === 'all')).toBe(true);
    expect(rows.some((row) => row.metric === 'placements.queue' && row.by === 'area')).toBe(false);
  });

  it('shows single futures of headline metrics', () => {
    const futures = [...futuresRows(aggregate)].filter((row) => row.metric === 'interim_list.people' && row.by === 'all');
    expect(futures.map((row) => [row.replication, row.week, row.value]).slice(3, 5)).toEqual([
      [1, 4, 30],
      [2, 1, 99],
    ]);
  });

  it('takes quantiles and means from all replications where not all fit into memory, and says how near they are', () => {
    const small = new Aggregate({ frame: FRAME, warmUpWeeks: 0, sampleBytes: 1 });
    for (const r of [1, 2, 3]) small.add(recordOf(r, { 'list.people': [r, r, r, r] }));
    const row = [...weeklyRows(small, '2026-09-28')][0]!;
    expect(row).toMatchObject({ mean: 2, p05: 1.1, p50: 2, p95: 2.9 });
    expect(summarise(small, FACTS)).toMatchObject({ bandsFrom: 3, bandsError: 1 / 14 });
    expect(summarise(aggregate, FACTS)).not.toHaveProperty('bandsError');
  });
});

describe('order of arrival', () => {
  const records = [1, 2, 3, 4].map((r) => recordOf(r, { 'list.people': [0.1 * r, 1 / r, r / 3, 7] }, { 'list.people': r / 7 }));
  const resultOf = (order: readonly number[]) => {
    const aggregate = new Aggregate({ frame: FRAME, warmUpWeeks: 0 });
    for (const i of order) aggregate.add(records[i]!);
    return JSON.stringify([summarise(aggregate, FACTS), [...weeklyRows(aggregate, '2026-09-28')], waitsRows(aggregate)]);
  };

  it('does not show in the bytes', () => {
    expect(resultOf([3, 1, 0, 2])).toBe(resultOf([0, 1, 2, 3]));
  });

  it('keeps what comes before a gap', () => {
    const aggregate = new Aggregate({ frame: FRAME, warmUpWeeks: 0 });
    for (const i of [0, 1, 3]) aggregate.add(records[i]!);
    expect(aggregate.replications).toBe(2);
  });

  it('refuses a replication that comes twice, and numbers that are not finite', () => {
    const aggregate = new Aggregate({ frame: FRAME, warmUpWeeks: 0 });
    aggregate.add(records[0]!);
    expect(() => aggregate.add(records[0]!)).toThrow('replication 1 came twice');
    expect(() => aggregate.add(recordOf(2, { 'list.people area south': [1, Number.NaN, 1, 1] }))).toThrow(
      'replication 2: list.people by area south is NaN in week 2',
    );
  });
});

describe('waits', () => {
  it('reads shares and quantiles off the cumulative incidence', () => {
    const shares = cumulativeIncidence([10, 10, 8, 0], [0, 4, 6, 0]);
    expect(shares).toEqual([0, 0.4, 0.75]);
    // half of them: between edges 1 and 2, (0.5 - 0.4) / 0.35 of the way
    expect(waitQuantile(shares, 0.5, [0, 1, 2, 3])).toBeCloseTo(1 + 0.1 / 0.35, 12);
    expect(waitQuantile(shares, 0.9, [0, 1, 2, 3])).toBe('not reached');
    expect(waitQuantile([], 0.5)).toBeNull();
    expect(waitQuantile([0.6], 0.5, [0])).toBe(0);
  });

  it('sums tables over replications and keeps those still waiting in every denominator', () => {
    const aggregate = new Aggregate({ frame: FRAME, warmUpWeeks: 0 });
    aggregate.add(withWaits(recordOf(1, {}), 'home_care', 10, { 1: 2, 7: 4 }, 60));
    aggregate.add(withWaits(recordOf(2, {}), 'home_care', 10, { 1: 2, 7: 3 }, 50));
    const row = waitsRows(aggregate).find((r) => r.queue === 'home_care' && r.cohort === 'arisen')!;
    expect(row).toMatchObject({
      count: 20,
      still_waiting: 9,
      gave_up: 0,
      within_1_day: 0.2,
      within_7_days: 0.55,
      within_28_days: 0.55,
    });
    // 0.2 until day 6.75, 0.55 at day 7: half of them at 6.75 + 0.3 / 0.35 of a quarter day
    expect(row.p50).toBeCloseTo(6.75 + (0.3 / 0.35) * 0.25, 8);
    expect(row.p90).toBe('not reached');
    // all wait for a day, four fifths for six more, and 45 % to the end of the table, 1,092 days
    expect(row.restricted_mean).toBeCloseTo(1 + 0.8 * 6 + 0.45 * 1085, 8);
    expect(row.person_days).toBe(110);
  });

  it('says nothing of a queue nobody joined, but has its row', () => {
    const aggregate = new Aggregate({ frame: FRAME, warmUpWeeks: 0 });
    aggregate.add(recordOf(1, {}));
    const rows = waitsRows(aggregate);
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatchObject({ count: 0, restricted_mean: null, p50: null, within_1_day: null });
  });
});

describe('windows', () => {
  it('are the run, its years, its last 13 weeks and its end, with weeks counted from 1', () => {
    expect(standardWindows(134, 26).map((window) => window.id)).toEqual([
      'run',
      'weeks 27-78',
      'weeks 79-130',
      'weeks 131-134',
      'last 13 weeks',
      'end',
    ]);
    expect(standardWindows(10, 0).map((window) => window.id)).toEqual(['run', 'weeks 1-10', 'end']);
  });

  it('of a target are read from its text', () => {
    expect(parseTargetWindow('weeks 3-10', 20, 2)).toEqual({ kind: 'weeks', from: 2, to: 10 });
    expect(parseTargetWindow(null, 20, 2)).toEqual({ kind: 'weeks', from: 2, to: 20 });
    expect(() => parseTargetWindow('weeks 3-30', 20, 2)).toThrow('the run has 20 weeks');
    expect(() => parseTargetWindow('winter', 20, 2)).toThrow('must be start, end or weeks A-B');
  });
});
