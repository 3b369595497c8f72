/** Capacity that a change sets from nothing on a date arrives on that date, in full, and goes again with `until`. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ChannelId } from '../../src/metrics.js';
import { loadScenario } from '../../src/scenario/index.js';
import { inputOf, runOnce } from '../support/scenario.js';

const HOME_CARE = 'textbook/home-care.yaml';
const SETTINGS = ['weeks=40', 'warmUpWeeks=0'];

/** Weekly values of a channel with changes. */
function weekly(path: string, channel: ChannelId, changes: string, set: readonly string[] = []): number[] {
  const input = inputOf(path, { set: [...SETTINGS, ...set, `changes=[${changes}]`] });
  return [...runOnce(input).weekly(channel)];
}

/** Equal values up to week `from` (counted from 0), and other ones from there on. */
const steps = (before: number, after: number, from: number): number[] => Array.from({ length: 40 }, (_, w) => (w < from ? before : after));

describe('contracted hours', () => {
  const hours = (to: number) => `{from: week 11, why: more, set: {homeCare.providers.only.hours: ${to}}}`;

  it('arrive where there were none', () => {
    expect(weekly(HOME_CARE, 'home_care.capacity_hours', hours(500), ['homeCare.providers.only.hours=0'])).toEqual(steps(0, 500, 10));
  });

  it('arrive in full, whatever there was before', () => {
    for (const before of [0, 20, 300])
      expect(weekly(HOME_CARE, 'home_care.capacity_hours', hours(500), [`homeCare.providers.only.hours=${before}`]).at(-1)).toBe(500);
  });

  it('are shared among the providers of a group by their size, as on day 0', () => {
    const group = ['homeCare.providers.only.count=3', 'homeCare.providers.only.sizeSkew=1'];
    const onDate = inputOf(HOME_CARE, { set: [...SETTINGS, ...group, 'homeCare.providers.only.hours=0', `changes=[${hours(660)}]`] });
    const later = onDate.phases[1]!.params.homeCare.providers.map(({ fixedHours }) => fixedHours);
    expect(later).toEqual([expect.closeTo(360, 9), expect.closeTo(180, 9), expect.closeTo(120, 9)]);
    const onDay0 = inputOf(HOME_CARE, { set: [...SETTINGS, ...group, 'homeCare.providers.only.hours=660'] });
    expect(onDay0.providers.map(({ fixedHours }) => fixedHours)).toEqual(later);
  });

  it('go again with until', () => {
    const some = '{from: week 11, until: week 21, why: winter, set: {homeCare.providers.only.hours: 500}}';
    const found = weekly(HOME_CARE, 'home_care.capacity_hours', some, ['homeCare.providers.only.hours=0']);
    expect(found).toEqual(Array.from({ length: 40 }, (_, w) => (w >= 10 && w < 20 ? 500 : 0)));
  });

  it('start people who wait for them', () => {
    const started = weekly(HOME_CARE, 'home_care.starts', hours(500), ['homeCare.providers.only.hours=0']);
    expect(started.slice(0, 10).every((n) => n === 0)).toBe(true);
    expect(started[10]).toBeGreaterThan(0);
  });
});

describe('what cannot change on a date is refused with its remedy', () => {
  const county = readFileSync(new URL('../../scenarios/example-county/baseline.yaml', import.meta.url), 'utf8');
  const refusalOf = (change: string) => {
    const loaded = loadScenario('county.yaml', { read: () => county, set: [`changes=[{from: week 10, why: x, ${change}}]`] });
    return loaded.ok ? null : loaded.issues[0];
  };

  it.each([
    ['set: {homeCare.providers.framework_town.posts: 700}', 'set its hours on the date'],
    ['set: {homeCare.providers.more: {}}', '"hours: 0"'],
    ['set: {housing.communityTeams.towns.others: 3}', 'day 0 is over by then'],
    ['scale: {housing.tenancies.extra_care.groupShares: 1}', 'day 0 is over by then'],
  ])('%s', (change, remedy) => {
    expect(refusalOf(change)).toMatchObject({ code: 'frame_change', hint: expect.stringContaining(remedy) });
  });
});

describe('what could never act is refused', () => {
  const base = readFileSync(new URL('../fixtures/scenarios/textbook/home-care.yaml', import.meta.url), 'utf8');
  it.each([
    ['homeCare.providers.only.closes=true', 'closes a group on the date of a change'],
    ['changes=[{from: week 1, why: x, set: {homeCare.providers.only.closes: true}}]', 'closes a group on the date of a change'],
  ])('%s', (set, allowed) => {
    const loaded = loadScenario('base.yaml', { read: () => base, set: [set] });
    expect(loaded.ok ? null : loaded.issues.map((issue) => issue.allowed)).toEqual([allowed]);
  });
});
