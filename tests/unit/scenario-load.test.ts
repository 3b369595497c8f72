import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  compile,
  explain,
  type Issue,
  jsonSchema,
  loadScenario,
  phraseExplanation,
  phraseIssues,
  type ResolvedScenario,
  withSettings,
} from '../../src/scenario/index.js';

const SMALL = readFileSync(resolve(import.meta.dirname, '../fixtures/scenarios/small.yaml'), 'utf8');

function reader(files: Readonly<Record<string, string>>) {
  return (path: string): string => {
    const text = path === 'small.yaml' ? SMALL : files[path];
    if (text === undefined) throw new Error('no such file');
    return text;
  };
}

function load(files: Readonly<Record<string, string>>, main = 'main.yaml', set: readonly string[] = []): ResolvedScenario {
  const loaded = loadScenario(main, { read: reader(files), set });
  if (!loaded.ok) throw new Error(phraseIssues(loaded.issues));
  return loaded.scenario;
}

function issuesOf(files: Readonly<Record<string, string>>, main = 'main.yaml', set: readonly string[] = []): readonly Issue[] {
  const loaded = loadScenario(main, { read: reader(files), set });
  return loaded.ok ? [] : loaded.issues;
}

const over = (body: string) => ({ 'main.yaml': `extends: small.yaml\n${body}` });
const small = () => load({}, 'small.yaml');

describe('extends', () => {
  it('merges mappings, replaces lists and laws, adds to things with an id, and takes out what is null', () => {
    const scenario = load(
      over(`
name: Child
demand:
  community:
    routes: {homeCare: 50%, noService: 50%}
    delay: {exponential: {mean: 4 days}}
  selfFunders: null
homeCare:
  providers:
    - {id: big, acceptance: 80%}
    - {id: extra, name: Extra, tier: spot, areas: [moor], count: 1, posts: 2, acceptance: 1, answerFactor: 1, handBackFactor: 1, mostContactRatio: 60%, price: 20, ratings: {good: 1}}
`),
    );
    const { values } = scenario;
    expect(values.demand?.community?.routes[0]?.homeCare).toBe(0.5);
    expect(values.demand?.community?.delay).toEqual({ kind: 'exponential', mean: 4 });
    expect(values.demand?.community?.rate).toEqual([1, 2]);
    expect(values.demand?.selfFunders).toBeUndefined();
    expect(values.homeCare?.providers.map((group) => [group.id, group.acceptance])).toEqual([
      ['big', 0.8],
      ['little', 0.5],
      ['fixed', 0.5],
      ['first', undefined],
      ['extra', 1],
    ]);
    expect(scenario.files).toEqual(['main.yaml', 'small.yaml']);
  });

  it('finds files beside the one that names them', () => {
    const scenario = load({ 'a/b/main.yaml': 'extends: ../base.yaml\nname: Below', 'a/base.yaml': SMALL }, 'a/b/main.yaml');
    expect(scenario.files).toEqual(['a/b/main.yaml', 'a/base.yaml']);
  });

  it('keeps sources, and does not lend the source of a group to a number that replaces one of it', () => {
    const { register } = load(over('demand: {community: {rate: {older: 9 per week}}}'));
    const row = (path: string) => register.find((other) => other.path === path);
    expect(row('demand.community.rate.older')).toMatchObject({
      value: '9 per week',
      source: null,
      confidence: null,
      file: 'main.yaml',
      line: 2,
    });
    expect(row('demand.community.rate.younger')).toMatchObject({ source: 'by hand', confidence: 'assumption', file: 'small.yaml' });
    expect(register[0]!.source).toBeNull();
    expect(register.at(-1)!.source).not.toBeNull();
  });
});

describe('sources', () => {
  it('stand beside a number, or on a mapping for all beneath', () => {
    const { register, values } = load(
      over(
        'homeCare:\n  notice: {value: 21 days, source: contract, confidence: seed}\n  retention:\n    source: policy\n    held: {value: 10 days, source: other}\n    paid: 3 days',
      ),
    );
    const rows = Object.fromEntries(register.filter((row) => row.source !== null).map((row) => [row.path, row.source]));
    expect(rows).toMatchObject({ 'homeCare.notice': 'contract', 'homeCare.retention.held': 'other', 'homeCare.retention.paid': 'policy' });
    expect(values.homeCare?.notice).toEqual({ kind: 'fixed', value: 21 });
    expect(values.homeCare?.retention).toEqual({ held: 10, paid: 3 });
  });
});

describe('settings', () => {
  it('go over the file, by path and by id, splitting values for all', () => {
    const scenario = load({}, 'small.yaml', [
      'homeCare.providers.big.acceptance=70%',
      'homeCare.packages.doubleHanded.younger=30%',
      'demand.community.routes.older.homeCare=1',
      'demand.community.routes.older.noService=0',
      'homeCare.notice={exponential: {mean: 3 weeks}}',
    ]);
    expect(scenario.values.homeCare?.providers[0]?.acceptance).toBe(0.7);
    expect(scenario.values.homeCare?.packages.doubleHanded).toEqual([0, 0.3]);
    expect(scenario.values.demand?.community?.routes.map((routes) => routes.homeCare)).toEqual([1, 0.6]);
    expect(scenario.values.homeCare?.notice).toEqual({ kind: 'exponential', mean: 21 });
  });

  it('can be laid over a scenario already read', () => {
    const again = withSettings(small(), ['weeks=4'], reader({}));
    expect(again.ok && again.scenario.values.weeks).toBe(4);
  });

  it.each([
    ['homeCare.notice', 'bad_path'],
    ['homeCare.notic=3 days', 'unknown_setting'],
    ['homeCare.provders.big.posts=3', 'bad_path'],
    ['homeCare.notice=[', 'not_yaml'],
    ['homeCare.notice=3', 'wrong_unit'],
    ['__proto__.x=3', 'forbidden_name'],
    ['homeCare.notice={__proto__: 3}', 'forbidden_name'],
  ])('refuse %s', (setting, code) => {
    const [issue] = issuesOf({}, 'small.yaml', ['weeks=10', setting]);
    expect(issue).toMatchObject({ code, file: 'command line', line: 2 });
  });
});

describe('changes', () => {
  const CHANGES = `
changes:
  - from: week 3
    why: first
    scale: {homeCare.offers.hardFactor: 0.5}
  - from: week 5
    until: 2024-02-12
    why: for two weeks
    add: {homeCare.offers.hardFactor: 0.1}
    scale: {homeCare.offers.hardFactor: 2}
    set: {homeCare.offers.hardFactor: 0.2}
  - from: 2024-01-29
    why: same day as the second
    scale: {homeCare.notice: 0.5, homeCare.packages.length: 2}
    add: {workforce.sickness: 1%, homeCare.retention.paid: 1 week}
`;
  const scenario = load(over(CHANGES));

  it('are in force from their dates, set before scale before add, and until restores', () => {
    expect(scenario.states.map((state) => [state.fromDay, state.values.homeCare!.offers.hardFactor])).toEqual([
      [0, 0.5],
      [14, 0.25],
      [28, 0.2 * 2 + 0.1],
      [42, 0.25],
    ]);
  });

  it('scale times and laws with their units', () => {
    const later = scenario.states[2]!.values;
    expect(later.homeCare!.notice).toEqual({ kind: 'fixed', value: 14 });
    expect(later.homeCare!.packages.length).toEqual([
      { kind: 'fixed', value: 700 },
      { kind: 'exponential', mean: 4 * 365.25 },
    ]);
    expect(later.workforce!.sickness[0]).toBeCloseTo(0.06, 12);
    expect(later.homeCare!.retention.paid).toBe(14);
  });

  it('come after those inherited', () => {
    const child = load({
      'main.yaml': 'extends: middle.yaml\nchanges: [{from: week 3, why: mine, set: {homeCare.offers.hardFactor: 0.9}}]',
      'middle.yaml': `extends: small.yaml\n${CHANGES}`,
    });
    expect(child.changes.map((change) => change.why)).toEqual(['first', 'for two weeks', 'same day as the second', 'mine']);
    expect(child.states[1]!.values.homeCare!.offers.hardFactor).toBe(0.45); // set of the same date goes before the scale
  });

  it('that make the state invalid are placed at the change', () => {
    const issues = issuesOf(over('changes:\n  - from: week 2\n    why: too much\n    scale:\n      homeCare.providers.big.acceptance: 2'));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code: 'out_of_range', file: 'main.yaml', line: 6, path: 'homeCare.providers[0].acceptance' });
    expect(issues[0]!.hint).toContain('the change of 2024-01-08');
  });

  it.each([
    ['add', 'homeCare.providers.big.price', '5%', 'for 5 per cent more write scale: 105%; or add an amount, such as add: £0.05'],
    ['add', 'homeCare.providers.big.price', '-10%', 'for 10 per cent less write scale: 90%; or add an amount, such as add: £-0.1'],
    [
      'add',
      'workforce.paidHoursPerCarer',
      '10%',
      'for 10 per cent more write scale: 110%; or add an amount, such as add: 1 (hours a week)',
    ],
    ['add', 'homeCare.notice', '10%', 'for 10 per cent more write scale: 110%; or add an amount, such as add: 2 days'],
    ['add', 'brokerage.offersAtOnce', '50%', 'for 50 per cent more write scale: 150%'],
    ['add', 'homeCare.handBack.base', '1%', 'say of what time, such as 1% per year'],
    ['add', 'homeCare.notice', '3', 'write the amount with the unit of what it is added to'],
    ['add', 'workforce.paidHoursPerCarer', '£2', 'write the amount in hours a week'],
    ['add', 'homeCare.notice', 'more', 'for example 2 days'],
    ['scale', 'homeCare.notice', '2 days', 'for example 1.05 or 105%; write "add" to add an amount'],
    ['scale', 'homeCare.providers.big.price', '£1.05', 'for example 1.05 or 105%; write "add" to add an amount'],
    ['scale', 'homeCare.providers.big.price', '+10%', 'for 10 per cent more write 110%'],
    ['scale', 'homeCare.providers.big.price', '-10%', 'for 10 per cent less write 90%'],
    ['scale', 'homeCare.notice', '-0.5', 'for example 1.05 or 105%'],
    ['set', 'workforce.paidHoursPerCarer', '90%', 'write the number itself, without a unit'],
  ])('%s: {%s: %s} is refused, with what may be meant', (verb, path, value, hint) => {
    const set = path === 'brokerage.offersAtOnce' ? ['brokerage.offersAtOnce=2'] : [];
    const issues = issuesOf(over(`changes: [{from: week 2, why: a slip, ${verb}: {${path}: ${value}}}]`), 'main.yaml', set);
    expect(issues).toHaveLength(1);
    expect(issues[0]!.hint).toContain(hint);
  });

  it('add shares to shares, however both are written, and pounds to prices', () => {
    const added = (path: string, value: string) => {
      const [section, ...rest] = path.split('.');
      const { states } = load(over(`changes: [{from: week 2, why: more, add: {${path}: ${value}}}]`));
      let found: unknown = states[1]!.values[section as 'homeCare'];
      for (const step of rest)
        found = Array.isArray(found) ? found.find(({ id }) => id === step) : (found as Record<string, unknown>)[step];
      return found;
    };
    expect(added('homeCare.offers.hardFactor', '5%')).toBeCloseTo(0.55, 12);
    expect(added('homeCare.providers.big.acceptance', '-0.1')).toBeCloseTo(0.8, 12);
    expect(added('homeCare.providers.big.price', '£0.05')).toBeCloseTo(20.05, 12);
    expect(added('homeCare.providers.big.price', '1')).toBeCloseTo(21, 12);
  });

  it('beyond the end of the run are kept out of it', () => {
    const late = load(over('changes: [{from: week 99, why: late, set: {homeCare.notice: 3 days}}]'));
    expect(late.states).toHaveLength(1);
    expect(late.changes[0]!.inRun).toBe(false);
  });

  it('beyond the end of the run may name what an earlier one adds, and nothing else', () => {
    const reviewed = (late: string) =>
      over(`changes:
  - {from: week 98, why: added, set: {homeCare.selfFunders.servedFirst: 30%}}
  - {from: week 99, why: late, scale: {${late}: 0.5}}`);
    expect(load(reviewed('homeCare.selfFunders.servedFirst')).states).toHaveLength(1);
    expect(issuesOf(reviewed('homeCare.incentive.perStart')).map(({ path }) => path)).toEqual([
      'changes[1].scale.homeCare.incentive.perStart',
    ]);
  });
});

describe('problems', () => {
  it('are all told at once, with line, path and remedy', () => {
    const issues = issuesOf(over('warmupWeeks: 3\nweeks: "90"\nhomeCare:\n  providers:\n    - {id: big, posts: -3}'));
    expect(phraseIssues(issues)).toMatchInlineSnapshot(`
      "main.yaml has 3 problems. Nothing was run.

        line 2  warmupWeeks                  is not a setting. Did you mean "warmUpWeeks"?
        line 3  weeks                        is the text "90", must be a whole number: remove the quotation marks
        line 6  homeCare.providers[0].posts  is -3, must be 0 or more: remove the minus sign

      See what a setting means: caresim explain weeks"
    `);
  });

  it.each([
    ['demand: 3', 'demand'],
    [`demand: ${'{a: '.repeat(60)}1${'}'.repeat(60)}`, null],
    ['homeCare: {notice: {lognromal: {mean: 3 days, cv: 1}}}', null],
    ['homeCare: {notice: {value: 3 days, confidence: sure}}\nweeks: 0', 'weeks'],
    ['changes: [{from: week 2, why: x, set: {homeCare.ntice: 3 days}}]', null],
    [`name: [&a 1${', *a'.repeat(201)}]`, null],
  ])('end with advice on a setting, and with none where the path is none: %s', (body, path) => {
    const text = phraseIssues(issuesOf(over(body)));
    expect(/caresim explain (.*)/.exec(text)?.[1] ?? null).toBe(path);
    if (path !== null) expect(explain(path).ok).toBe(true);
  });

  it('of two files are told by file', () => {
    const issues = issuesOf({ 'main.yaml': 'extends: base.yaml\nweeks: 0', 'base.yaml': SMALL.replace('notice: 28 days', 'notice: 28') });
    expect(issues.map((issue) => `${issue.file} ${issue.path}`)).toEqual(['main.yaml weeks', 'base.yaml homeCare.notice']);
  });
});

describe('null', () => {
  it.each([
    ['homecare: null', 'homecare', 'unknown_setting', 'homeCare'],
    ['homecare:', 'homecare', 'unknown_setting', 'homeCare'],
    ['homeCare: {notic: {value, source: terms}}', 'homeCare.notic', 'unknown_setting', 'notice'],
    ['demand: {community: {routes: {homeCar: null}}}', 'demand.community.routes.homeCar', 'unknown_setting', 'homeCare'],
    ['homeCare: {notice: {exponential: {mean: 3 days, meen: null}}}', 'homeCare.notice.exponential.meen', 'unknown_setting', 'mean'],
    ['homeCare: {packages: {hardToPlace: {mor: null}}}', 'homeCare.packages.hardToPlace.mor', 'unknown_name', 'moor'],
    ['areas: {twn: null}', 'areas.twn', 'unknown_name', 'town'],
    ['changes: [{from: week 2, why: x, sett: null, set: {weeks: 3}}]', 'changes[0].sett', 'unknown_setting', 'set'],
    ['changes: [{from: week 2, why: x, set: {homeCare.notic: null}}]', 'homeCare.notic', 'unknown_setting', 'notice'],
    [
      'changes: [{from: week 2, why: x, set: {homeCare.principal: {providers: {town: first}, cap: 1, capis: null}}}]',
      'homeCare.principal.capis',
      'unknown_setting',
      'capIs',
    ],
  ])('does not hide a name that is no setting: %s', (body, path, code, nearest) => {
    expect(issuesOf(over(body))).toContainEqual(expect.objectContaining({ file: 'main.yaml', line: 2, path, code, nearest }));
  });

  it('is told of what a comma cuts off a source', () => {
    const hint = 'put text with a comma into quotation marks';
    const number = issuesOf(over('homeCare: {notice: {value: 3 days, source: one, two, confidence: seed}}'));
    expect(number).toEqual([expect.objectContaining({ code: 'unknown_setting', path: 'homeCare.notice.two', hint })]);
    const mapping = issuesOf(over('homeCare: {providers: [{id: big, source: one, two three, confidence: seed, posts: 3}]}'));
    expect(mapping).toEqual([expect.objectContaining({ code: 'unknown_setting', path: 'homeCare.providers[0].two three', hint })]);
  });

  it('is also told of a setting on the command line', () => {
    expect(issuesOf({}, 'small.yaml', ['homeCare.notic=null'])).toEqual([
      expect.objectContaining({ file: 'command line', code: 'unknown_setting', path: 'homeCare.notic', nearest: 'notice' }),
    ]);
  });

  it('takes out what is a setting, whether there is any to take out or not', () => {
    const { values } = load(over('reablement: null\nhousing: null\ndemand: {growthPerYear: null, selfFunders: null}'), 'main.yaml', [
      'initial=null',
      'hospital=null',
    ]);
    expect([values.reablement, values.hospital, values.initial, values.demand?.selfFunders]).toEqual(Array(4).fill(undefined));
    expect(values.demand?.growthPerYear).toBe(0);
  });

  it('takes out what belongs to an area that is taken out too', () => {
    const { values } = load(
      over(`
areas: {moor: null, town: {share: 1}}
demand: {selfFunders: null}
homeCare:
  packages: {hardToPlace: {moor: null}}
  providers: [{id: little, areas: [town]}, {id: fixed, areas: [town]}]
`),
    );
    expect(values.homeCare?.packages.hardToPlace).toEqual([0.1]);
  });

  it('takes a setting out on a date', () => {
    const { states } = load(
      over(`
homeCare: {selfFunders: {servedFirst: 30%}}
changes: [{from: week 3, why: no longer, set: {homeCare.selfFunders.servedFirst: null}}]
`),
    );
    expect(states.map((state) => state.values.homeCare?.selfFunders.servedFirst)).toEqual([0.3, undefined]);
  });
});

describe('replayed arrivals', () => {
  const body = 'demand:\n  community:\n    rate: null\n    profile: null\n    replay: data/people.csv\n';
  const csv = 'date,time,area,client_group\n2024-01-02,06:00,moor,older\n2024-01-01,,town,younger\n2023-12-31,,town,older\n';

  it('become times in days by area and client group', () => {
    const scenario = load({ ...over(body), 'data/people.csv': csv });
    const streams = compile(scenario).streams.filter((stream) => stream.kind === 'community');
    expect(streams.map((stream) => [stream.name, [...stream.replay!]])).toEqual([
      ['community/town/older', []],
      ['community/town/younger', [0.5]],
      ['community/moor/older', [1.25]],
      ['community/moor/younger', []],
    ]);
    expect(streams[0]!.cumulative.at(-1)).toBe(0);
  });

  it('are refused row by row', () => {
    const issues = issuesOf({ ...over(body), 'data/people.csv': 'date,area,client_group\n2024-13-02,moor,older\n2024-01-02,mor,older\n' });
    expect(issues.map((issue) => [issue.file, issue.line, issue.code, issue.nearest])).toEqual([
      ['data/people.csv', 2, 'bad_data_file', undefined],
      ['data/people.csv', 3, 'bad_data_file', 'moor'],
    ]);
  });
});

describe('what a setting means', () => {
  it('is told by path, with unit, default and examples', () => {
    const explained = explain('homeCare.providers[0].price');
    expect(explained.ok && explained.explanation.unit).toBe('pounds');
    const left = explain('brokerage.offersAtOnce');
    expect(left.ok && left.explanation.leftOut).toBe('1');
    expect(explain('homeCare.pricipal')).toMatchObject({ ok: false, nearest: 'principal' });
  });

  it('has a meaning for every setting', () => {
    const bare: string[] = [];
    const visit = (path: string, depth: number): void => {
      const explained = explain(path);
      if (!explained.ok) throw new Error(path);
      if (explained.explanation.description === '') bare.push(path);
      expect(
        phraseExplanation(explained.explanation)
          .split('\n')
          .every((line) => line.length <= 110),
      ).toBe(true);
      if (depth < 2)
        for (const setting of explained.explanation.settings) visit(path === '' ? setting.name : `${path}.${setting.name}`, depth + 1);
    };
    visit('homeCare', 0);
    visit('reablement', 1);
    visit('housing', 0);
    visit('crisisResponse', 0);
    expect(bare).toEqual([]);
  });

  it('is in a JSON Schema that knows sources and units', () => {
    const schema = jsonSchema() as { properties: Record<string, { description?: string }>; $defs: object };
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['name', 'extends', 'homeCare', 'changes', 'targets']));
    expect(Object.keys(schema.$defs)).toEqual(expect.arrayContaining(['source', 'confidence', 'share', 'rate', 'lawOfTime']));
    expect(JSON.stringify(schema)).toContain('"unit":"pounds"');
  });
});
