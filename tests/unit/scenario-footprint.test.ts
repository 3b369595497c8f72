/** What a plan changes against its baseline: by value and not by how it is written, and when. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Footprint, footprintOf } from '../../src/scenario/footprint/footprint.js';
import { loadScenario } from '../../src/scenario/index.js';

const BASE = readFileSync(new URL('../fixtures/scenarios/textbook/home-care.yaml', import.meta.url), 'utf8')
  .replace('weeks: 572', 'weeks: 104')
  .replace('hours: 1000000', 'hours: 0');

function scenario(path: string, files: Readonly<Record<string, string>>) {
  const loaded = loadScenario(path, { read: (file) => files[file]! });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
  return loaded.scenario;
}

/** Footprint of a plan that extends the textbook's home care with nobody to give it. */
function footprint(plan: string, base = BASE): Footprint {
  const files = { 'base.yaml': base, 'plan.yaml': `name: Plan\nextends: base.yaml\n${plan}` };
  return footprintOf(scenario('plan.yaml', files), scenario('base.yaml', files));
}

const HOURS = 'homeCare.providers.only.hours';

describe('settings', () => {
  it('are those of dated changes, from their date until they are restored', () => {
    const plan = `changes: [{from: 2024-07-01, until: 2024-10-07, why: summer, set: {${HOURS}: 3000}}]`;
    const row = { path: HOURS, before: '0 hours a week', after: '3,000 hours a week', from: '2024-07-01', until: '2024-10-07' };
    expect(footprint(plan).settings).toEqual([expect.objectContaining(row)]);
  });

  it('are those that the plan has from the start, with the name of what has them', () => {
    const { settings } = footprint('homeCare: {providers: [{id: only, price: 25}], notice: 2 weeks}');
    expect(settings).toEqual([
      expect.objectContaining({ path: 'homeCare.notice', before: '0 days', after: '2 weeks', from: null, until: null }),
      expect.objectContaining({ path: 'homeCare.providers.only.price', words: 'Only: price of an hour', before: '£20', after: '£25' }),
    ]);
  });

  it('are told apart by value, not by how each is written', () => {
    const same =
      'homeCare: {notice: 0 weeks, packages: {length: {everyone: {exponential: {mean: 240 hours}}}}}\nbrokerage: {offersAtOnce: 1}';
    expect(footprint(same).settings).toEqual([]);
  });

  it('follow two changes of one setting as spells of their own', () => {
    const plan = `changes: [{from: week 11, why: a, set: {${HOURS}: 100}}, {from: week 21, why: b, add: {${HOURS}: 50}}]`;
    expect(footprint(plan).settings.map(({ from, until, after }) => [from, until, after])).toEqual([
      ['2024-03-11', '2024-05-20', '100 hours a week'],
      ['2024-05-20', null, '150 hours a week'],
    ]);
  });

  it('of things in a list without ids are told one by one', () => {
    const base = `${BASE}initial: {waiting: [{people: 4, priority: community, place: home, waited: 3 days, groupShares: {everyone: 1}}]}\n`;
    const plan = 'initial: {waiting: [{people: 5, priority: community, place: home, waited: 3 days, groupShares: {everyone: 1}}]}';
    expect(footprint(plan, base).settings.map(({ path, before, after }) => [path, before, after])).toEqual([
      ['initial.waiting[0].people', '4 people', '5 people'],
    ]);
  });

  it('of the baseline and of changes that both have are none', () => {
    const base = `${BASE}changes: [{from: week 11, why: a, set: {${HOURS}: 100}}]\n`;
    expect(footprint('description: the same', base).settings).toEqual([]);
  });
});

describe('what that comes to', () => {
  it('is hours, load and cost from the date on: 20 hours are needed, at £20 each', () => {
    const { effects } = footprint(`changes: [{from: 2024-07-01, why: more, set: {${HOURS}: 350}}]`);
    expect(effects).toHaveLength(1);
    expect(effects[0]).toMatchObject({ from: '2024-07-01', until: null });
    const [load] = effects[0]!.loads;
    // 2 people a day stay 10 days and take an hour a week each: 20 hours
    expect(load).toMatchObject({
      service: 'home_care',
      capacity: 350,
      load: expect.closeTo(20 / 350, 9),
      cost: 7000,
      before: { capacity: 0, load: null, cost: 0 },
    });
  });

  it('is nothing where only the care of one setting without capacity changes', () => {
    expect(footprint('homeCare: {notice: 2 weeks}').effects).toEqual([]);
  });
});

describe('what is so already', () => {
  it('is named with its line, whether set from the start or on a date', () => {
    const plan = `homeCare: {notice: 0 days}\nchanges:\n  - from: week 11\n    why: a\n    set:\n      ${HOURS}: 0\n`;
    const { settings, repeated } = footprint(plan);
    expect(settings).toEqual([]);
    expect(repeated.map(({ path, line, from }) => [path, line, from])).toEqual([
      ['homeCare.notice', 3, null],
      [HOURS, 8, '2024-03-11'],
    ]);
  });

  it('is not named where shares are written together and one of them changes', () => {
    const base = BASE.replace('endReasons: {recovered: 1}', 'endReasons: {died: 0.5, family: 0.2, recovered: 0.3}');
    const { settings, repeated } = footprint('homeCare: {packages: {endReasons: {died: 0.4, family: 0.2, recovered: 0.4}}}', base);
    expect(settings.map(({ path }) => path.split('.').at(-1))).toEqual(['died', 'recovered']);
    expect(repeated).toEqual([]);
  });
});

it('says what scale and add will do before they do it', () => {
  const price = 'homeCare.providers.only.price';
  const { adjustments } = footprint(
    `changes: [{from: week 11, why: a, scale: {${price}: 10%}}, {from: week 21, why: b, add: {${price}: 3}}]`,
  );
  expect(adjustments.map(({ verb, amount, before, after }) => [verb, amount, before, after])).toEqual([
    ['scale', '10%', '£20', '£2'],
    ['add', '3', '£2', '£5'],
  ]);
});
