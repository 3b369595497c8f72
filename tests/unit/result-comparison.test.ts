import { describe, expect, it } from 'vitest';
import { createSides } from '../../src/experiment/sides.js';
import { compareSides, directions, pairingOf, pairUp, worseOffOf } from '../../src/result/comparison.js';
import { differenceRows } from '../../src/result/differences.js';
import type { ScenarioRecord } from '../../src/result/document.js';
import { driversOf } from '../../src/result/parts.js';
import { FRAME, recordOf } from './result-fixture.js';

const FACTS = { caresim: '0', scenario: 's', scenarioSha256: 'x', seed: 1, start: '2026-09-28', engine: 'native', partial: false };

interface Lists {
  readonly all: readonly number[];
  readonly north?: readonly number[];
}

/** Sides with a list that stays the same over the weeks of a replication. */
function sidesOf(lists: Readonly<Record<string, Lists>>) {
  const { sides, add } = createSides(Object.keys(lists).map((name) => ({ name, input: { ...FRAME, warmUpWeeks: 0 }, targets: [] })));
  const all = Object.values(lists);
  all[0]!.all.forEach((_, i) => {
    const records = all.map(({ all, north = all }) => {
      const [whole, part] = [all[i]!, north[i]!].map((value) => [value, value, value, value]);
      return recordOf(i + 1, { 'list.people': whole!, 'list.people area north': part! }, { 'list.people': all[i]! });
    });
    add(i + 1, records);
  });
  return sides;
}

describe('a comparison', () => {
  const [baseline, alternative] = sidesOf({
    now: { all: [100, 120, 140], north: [50, 50, 50] },
    plan: { all: [90, 112, 126], north: [51, 51, 49] },
  });
  const document = compareSides(baseline!, [alternative!], FACTS);

  it('takes differences within a replication, with a t interval', () => {
    // differences -10, -8, -14: mean -32/3, sd sqrt(28/3) = 3.0550505, t(0.975, 2) = 4.3026527, half-width 7.5891663
    const row = document.rows.find((r) => r.metric === 'interim_list.people' && r.by === 'all' && r.window === 'run')!;
    expect(row).toMatchObject({ baselineMean: 120, alternativeMean: 109.333333, n: 3, p50: -10, improves: 1, worsens: 0 });
    expect(row.difference).toBeCloseTo(-32 / 3, 6);
    expect(row.ci95![0]).toBeCloseTo(-32 / 3 - 7.5891663, 5);
    expect(row.ci95![1]).toBeCloseTo(-32 / 3 + 7.5891663, 5);
  });

  it('has the end for levels alone, and no figure where neither side has one', () => {
    const windows = (metric: string) => document.rows.filter((r) => r.metric === metric && r.by === 'all').map((r) => r.window);
    expect(windows('interim_list.people')).toEqual(['run', 'weeks 1-4', 'end']);
    expect(windows('home_care.starts')).toEqual(['run', 'weeks 1-4']);
    expect(document.rows.find((r) => r.metric === 'reablement.utilisation')).toMatchObject({
      n: 0,
      difference: null,
      ci95: null,
      improves: null,
    });
  });

  it('says what pairing bought', () => {
    // variances 400 and 329.33; of the difference 28/3
    const gain = document.pairing.find((row) => row.metric === 'interim_list.people')!;
    expect(gain.variancePaired).toBeCloseTo(28 / 3, 6);
    expect(gain.varianceIndependent).toBeCloseTo(400 + 988 / 3, 5);
    expect(gain.timesFewer).toBeCloseTo((400 + 988 / 3) / (28 / 3), 5);
    expect(gain.correlation).toBeGreaterThan(0.98);
  });

  it('names a group that is worse off in more than half of the pairs, though the total improves', () => {
    expect(document.worseOff).toEqual([
      expect.objectContaining({ alternative: 'plan', metric: 'interim_list.people', by: 'area', key: 'north', worsens: 0.666666667, n: 3 }),
    ]);
  });

  it('gives the difference week by week', () => {
    const rows = [...differenceRows(baseline!, alternative!, '2026-09-28')].filter((r) => r.metric === 'interim_list.people');
    expect(rows.filter((r) => r.by === 'all')[3]).toMatchObject({
      alternative: 'plan',
      week: 4,
      date: '2026-10-19',
      mean: -10.6666667,
      p05: -13.6,
      p50: -10,
    });
    expect(rows.some((r) => r.by === 'area' && r.key === 'south')).toBe(false);
  });
});

describe('pairs', () => {
  it('need a value on both sides', () => {
    const { differences } = pairUp(Float64Array.of(1, Number.NaN, 3), Float64Array.of(2, 2, Number.NaN));
    expect([...differences]).toEqual([1, Number.NaN, Number.NaN]);
  });

  it('that do not vary say so', () => {
    const same = Float64Array.of(1, 1, 1);
    expect(pairingOf(pairUp(same, same))).toEqual({ correlation: null, variancePaired: 0, varianceIndependent: 0, timesFewer: null });
    expect(pairingOf(pairUp(Float64Array.of(1), Float64Array.of(2)))).toBeNull();
  });

  it('count ties as neither better nor worse', () => {
    expect(directions(Float64Array.of(-1, 0, 0, 2), 'lower')).toEqual({ improves: 0.25, worsens: 0.25 });
    expect(directions(Float64Array.of(-1, 0, 0, 2), 'neither')).toEqual({ improves: null, worsens: null });
  });

  it('in exactly half of which a group is worse off do not name it', () => {
    const [a, b] = sidesOf({ a: { all: [5, 5] }, b: { all: [6, 4] } });
    expect(worseOffOf(compareSides(a!, [b!], FACTS).rows)).toEqual([]);
  });
});

describe('what a plan leaves beyond the plans it is made of', () => {
  const record = (name: string, resolved: unknown): ScenarioRecord => ({
    ...{ name, resolved, description: null, question: null, sha256: 'x', assumptions: [], targets: [], areas: [], clientGroups: [] },
    changes: [],
  });
  const records = [
    record('now', { hours: 1, posts: 1 }),
    record('a', { hours: 2, posts: 1 }),
    record('b', { hours: 1, posts: 2 }),
    record('both', { hours: 2, posts: 2 }),
  ];

  it('is taken within a replication, with a t interval of its own', () => {
    const [baseline, ...plans] = sidesOf({
      now: { all: [100, 120, 140] },
      a: { all: [90, 112, 126] },
      b: { all: [95, 118, 139] },
      both: { all: [84, 111, 124] },
    });
    const drivers = driversOf(baseline!, plans, records);
    expect(drivers).toMatchObject([{ alternative: 'both', parts: ['a', 'b'], isWhole: true }]);
    // -16 + 10 + 5, -9 + 8 + 2, -16 + 14 + 1: mean -1/3, sd sqrt(4/3), t(0.975, 2) = 4.3026527, half-width 2.8684351
    const rest = drivers[0]!.rest.find(({ metric }) => metric === 'interim_list.people')!;
    expect(rest.mean).toBeCloseTo(-1 / 3, 6);
    expect(rest.ci95![0]).toBeCloseTo(-1 / 3 - 2.8684351, 5);
    expect(rest.ci95![1]).toBeCloseTo(-1 / 3 + 2.8684351, 5);
  });

  it('is not there where no plan is made of others', () => {
    const [baseline, ...plans] = sidesOf({ now: { all: [1, 2] }, a: { all: [1, 2] }, b: { all: [1, 3] } });
    expect(driversOf(baseline!, plans, records)).toEqual([]);
  });
});
