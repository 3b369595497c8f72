import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it, describe as suite } from 'vitest';
import { checkText } from '../../src/cli/check-text.js';
import type { ModelInput } from '../../src/model/input.js';
import { compile, describe, loadScenario, phraseIssues, type ResolvedScenario } from '../../src/scenario/index.js';

const FIXTURES = resolve(import.meta.dirname, '../fixtures/scenarios');
const NORFOLK = resolve(import.meta.dirname, '../../scenarios/norfolk');
const SMALL = readFileSync(resolve(FIXTURES, 'small.yaml'), 'utf8');

function load(body = ''): ResolvedScenario {
  const read = (path: string) => (path === 'small.yaml' ? SMALL : `extends: small.yaml\n${body}`);
  const loaded = loadScenario('main.yaml', { read });
  if (!loaded.ok) throw new Error(phraseIssues(loaded.issues));
  return loaded.scenario;
}

const compiled = (body = ''): ModelInput => compile(load(body));
const cumulative = (input: ModelInput, name: string) => input.streams.find((stream) => stream.name === name)!.cumulative;

suite('expected arrivals', () => {
  const input = compiled();

  it('are rate x area share x month x weekday, day by day', () => {
    const older = cumulative(input, 'community/town/older'); // 1 a day x 75 %; January x 2 (mean of the months is 1); Friday x 3, no weekends
    expect([...older.slice(0, 9)]).toEqual([0, 1.5, 3, 4.5, 6, 10.5, 10.5, 10.5, 12].map((x) => expect.closeTo(x, 9)));
    expect(older[32]! - older[31]!).toBeCloseTo(0.75, 9); // Thursday 1 February
    expect(older).toHaveLength(20 * 7 + 1);
  });

  it('keep the stated rate over whole weeks of an ordinary month', () => {
    const older = cumulative(input, 'community/town/older');
    expect(older[35 + 28]! - older[35]!).toBeCloseTo(4 * 7 * 0.75, 9);
  });

  it('split one rate by shares of groups and areas', () => {
    expect(cumulative(input, 'self_funder/town/older')[7]).toBeCloseTo(8, 9);
    expect(cumulative(input, 'self_funder/town/younger')[7]).toBeCloseTo(2, 9);
    expect(cumulative(input, 'self_funder/moor/older')[140]).toBe(0);
  });

  it('grow from the day that growth is in force', () => {
    const grown = compiled('changes: [{from: week 11, why: growth, set: {demand.growthPerYear: 10%}}]');
    const before = cumulative(input, 'self_funder/town/older');
    const after = cumulative(grown, 'self_funder/town/older');
    for (let d = 0; d <= 71; d++) expect(after[d]).toBe(before[d]); // to the bit
    expect(after[72]! - after[71]!).toBeCloseTo((8 / 7) * 1.1 ** (1 / 365.25), 9);
    expect(after[140]! - after[139]!).toBeCloseTo((8 / 7) * 1.1 ** (69 / 365.25), 9);
  });

  it('follow changes of the rate', () => {
    const doubled = compiled('changes: [{from: week 2, until: week 3, why: x, scale: {demand.selfFunders.rate: 2}}]');
    expect(cumulative(doubled, 'self_funder/town/older')[7]).toBeCloseTo(8, 9);
    expect(cumulative(doubled, 'self_funder/town/older')[14]).toBeCloseTo(24, 9);
    expect(cumulative(doubled, 'self_funder/town/older')[21]).toBeCloseTo(32, 9);
  });

  it('have names that do not depend on the scenario', () => {
    expect(input.streams.map((stream) => stream.name)).toEqual([
      'community/town/older',
      'community/town/younger',
      'community/moor/older',
      'community/moor/younger',
      'self_funder/town/older',
      'self_funder/town/younger',
      'self_funder/moor/older',
      'self_funder/moor/younger',
    ]);
  });
});

suite('providers', () => {
  const input = compiled();

  it('are made from groups with whole posts and stable ids', () => {
    expect(input.providers.map((provider) => [provider.id, provider.group, provider.posts, provider.fixedHours, provider.areas])).toEqual([
      ['big-1', 0, 30, null, [0]],
      ['little-1', 1, 5, null, [0, 1]],
      ['little-2', 1, 3, null, [0, 1]],
      ['little-3', 1, 2, null, [0, 1]],
      ['fixed-1', 2, 0, 50, [1]],
      ['fixed-2', 2, 0, 50, [1]],
      ['first-1', 3, 0, null, [0]],
    ]);
    expect(
      input.providers
        .slice(1, 4)
        .map((provider) => provider.rating)
        .sort(),
    ).toEqual([2, 2, 3]);
  });

  it('give a principal the posts-weighted mean of the framework', () => {
    const { providers } = input.phases[0]!.params.homeCare;
    expect(providers[6]).toMatchObject({
      acceptance: expect.closeTo((30 * 0.9 + 10 * 0.5) / 40, 12),
      answerFactor: 1.25,
      spotPrice: 21,
      mostContactRatio: expect.closeTo(0.775, 12),
    });
  });

  it('change their hours on a date', () => {
    const later = compiled('changes: [{from: week 2, why: x, scale: {homeCare.providers.fixed.hours: 1.5}}]');
    expect(later.phases[1]!.params.homeCare.providers[4]!.fixedHours).toBe(75);
    expect(later.providers[4]!.fixedHours).toBe(50);
  });

  it('make a principal of the group named for the area', () => {
    const later = compiled('changes: [{from: week 2, why: x, set: {homeCare.principal: {providers: {town: first}, cap: 70%}}}]');
    expect(later.phases[0]!.params.homeCare.principal).toBeNull();
    expect(later.phases[1]!.params.homeCare.principal).toMatchObject({
      providerByArea: [6, -1],
      capByArea: [0.7, 0.7],
      capIs: 'cap',
      carersTransfer: 1,
    });
  });
});

suite('the state on day 0', () => {
  it('has whole people by area and group', () => {
    const { initial } = compiled();
    expect(initial.councilPackages).toEqual([
      [8, 2],
      [2, 1],
    ]);
    expect(initial.waiting.map(({ area, group, people }) => [area, group, people])).toEqual([
      [0, 0, 2],
      [1, 0, 1],
    ]);
    expect(initial.selfFunders).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(initial.vacantShareByProvider).toEqual(Array.from({ length: 7 }, () => 0.1));
  });

  it('is empty, and so are services, where sections are left out', () => {
    const input = compiled('initial: null');
    expect(input.initial.councilPackages).toEqual([
      [0, 0],
      [0, 0],
    ]);
    const { reablement, placements } = input.phases[0]!.params;
    expect(reablement).toBeNull();
    expect(placements).toEqual([]);
  });

  it('needs no home care', () => {
    const input = compiled(
      'homeCare: null\nbrokerage: null\nworkforce: null\ninitial: null\ndemand: {selfFunders: null, community: {routes: {homeCare: 0, noService: 1}}}',
    );
    expect(input.providers).toEqual([]);
    expect(input.phases[0]!.params.homeCare.providers).toEqual([]);
    expect(() => structuredClone(input)).not.toThrow();
  });
});

suite('phases', () => {
  it('share laws that are written alike', () => {
    const { need, workforce } = compiled('homeCare: {packages: {length: 60 days}}').phases[0]!.params;
    expect(need[0]!.length).toBe(need[1]!.length);
    expect(need[0]!.length).toBe(workforce.lead);
  });

  it('limit reablement by truncating or stopping', () => {
    const section = (atLimit: string) =>
      `workforce: {leaving: {reablement: 20% per year}}\nreablement: {posts: {town: 6, moor: 2}, postsGrowthPerYear: 50%, paidHoursPerCarer: 30, contactShare: 70%, pricePerPaidHour: 28, hours: 20, length: {uniform: {low: 0 days, high: 60 days}}, limit: 6 weeks, atLimit: ${atLimit}, lastResort: {share: 0, thresholdHours: never}, outcomes: {independent: 1}, homeCareHoursShare: 0.5, afterwards: {died: 0 per day, careHome: 0 per day, readmitted: 0 per day, referredAgain: 0 per day}, giveUp: {hospital: 0 per day, home: 0 per day}}`;
    const truncated = compiled(section('truncate'));
    const stopped = compiled(section('stop'));
    expect(truncated.phases[0]!.params.reablement!.lengthByGroup[0]!.mean).toBeCloseTo(21, 9);
    expect(stopped.phases[0]!.params.reablement!.lengthByGroup[0]!.mean).toBeCloseTo(0.7 * 21 + 0.3 * 42, 9);
    expect(truncated.phases.map((phase) => [phase.fromDay, phase.params.reablement!.postsByArea])).toEqual([
      [0, [6, 2]],
      [91, [7, 2]],
    ]);
    expect(truncated.phases[0]!.params.reablement!.lastResort.thresholdHours).toBe(Number.POSITIVE_INFINITY);
  });
});

suite('what follows before anything runs', () => {
  it('is the offered load against capacity', () => {
    const said = describe(load());
    const town = said.areas[0]!;
    expect(town.newPackages).toBeCloseTo(21 * 0.6 * 0.75, 9);
    expect(town.councilPeople).toBeCloseTo(0.75 * 0.6 * (1 * 350 + 2 * 730.5), 6);
    expect(town.hours).toBeCloseTo((town.councilPeople + town.selfFunders) * 10, 6);
    expect(checkText([load()], [{ description: said, footprint: undefined, slips: [] }], { width: 80, isVerbose: false })).toMatch(
      new RegExp(`^ *Town .* ${Math.round(town.load * 100)}%`, 'm'),
    );
    expect(said.laws.find((row) => row.path === 'homeCare.packages.length.younger')).toMatchObject({
      mean: 730.5,
      median: expect.closeTo(730.5 * Math.LN2, 6),
    });
  });
});

suite('shipped scenarios', () => {
  const names = readdirSync(NORFOLK).filter((name) => name.endsWith('.yaml'));
  it.each(names)('%s loads, compiles and has a source for every number', (name) => {
    const loaded = loadScenario(resolve(NORFOLK, name), { read: (path) => readFileSync(path, 'utf8') });
    if (!loaded.ok) throw new Error(phraseIssues(loaded.issues));
    expect(loaded.scenario.register.filter((row) => row.source === null || row.confidence === null)).toEqual([]);
    expect(loaded.scenario.values.question).toBeTruthy();
    const input = compile(loaded.scenario);
    const rises = (cumulative: Float64Array) => cumulative.every((x, d) => d === 0 || x >= cumulative[d - 1]!);
    expect(input.streams.filter((stream) => !rises(stream.cumulative)).map((stream) => stream.name)).toEqual([]);
  });

  it('have the providers of the market position', () => {
    const loaded = loadScenario(resolve(NORFOLK, 'baseline.yaml'), { read: (path) => readFileSync(path, 'utf8') });
    if (!loaded.ok) throw new Error(phraseIssues(loaded.issues));
    const { providers, initial } = compile(loaded.scenario);
    expect(providers.filter((provider) => provider.tier === 'framework')).toHaveLength(86);
    expect(providers.filter((provider) => provider.tier === 'spot')).toHaveLength(20);
    const sum = (rows: readonly (readonly number[])[]) => rows.flat().reduce((a, b) => a + b, 0);
    expect([sum(initial.councilPackages), sum(initial.selfFunders)]).toEqual([3345, 2230]);
    expect(initial.waiting.reduce((total, row) => total + row.people, 0)).toBe(65);
  });
});
