/** Dated arrivals from files: how they are read, what of them is in the run, and the demand that follows from them before anything runs. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile, describe as described, type Issue, loadScenario, type ResolvedScenario } from '../../src/scenario/index.js';

const FIXTURES = new URL('../fixtures/scenarios/', import.meta.url);
/** The small council runs 20 weeks from Monday 1 January 2024 to Sunday 19 May. */
const REPLAY = 'extends: small.yaml\nname: Replayed\ndemand: {community: {rate: null, profile: null, replay: people.csv}}\n';

function loaded(csv: string, settings = '') {
  const files: Readonly<Record<string, string>> = { 'this.yaml': REPLAY + settings, 'people.csv': csv };
  return loadScenario('this.yaml', { read: (file) => files[file] ?? readFileSync(new URL(file, FIXTURES), 'utf8') });
}

function issuesOf(csv: string): readonly Issue[] {
  const result = loaded(csv);
  return result.ok ? [] : result.issues;
}

function scenarioOf(csv: string, settings = ''): ResolvedScenario {
  const result = loaded(csv, settings);
  if (!result.ok) throw new Error(JSON.stringify(result.issues, null, 2));
  return result.scenario;
}

const table = (...lines: string[]): string => ['date,area,client_group', ...lines].join('\n');
const community = (csv: string) =>
  compile(scenarioOf(csv)).streams.flatMap(({ kind, name, replay }) => (kind === 'community' ? [[name, [...replay!]]] : []));

const DAYS = Array.from({ length: 140 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10));

describe('a file of dated arrivals', () => {
  it('counts a row of several people as that many rows', () => {
    const counted = 'date,area,client_group,count\n2024-01-02,moor,older,3\n2024-01-03,town,younger,0\n2024-01-04,town,older,1';
    const rows = table('2024-01-02,moor,older', '2024-01-02,moor,older', '2024-01-02,moor,older', '2024-01-04,town,older');
    expect(community(counted)).toEqual(community(rows));
    expect(scenarioOf(counted).dataFiles).toMatchObject([{ file: 'people.csv', people: 4 }]);
  });

  it('may have every date day first, as spreadsheets in England do', () => {
    const british = table('02/01/2024,moor,older', '3/4/2024,town,older');
    expect(community(british)).toEqual(community(table('2024-01-02,moor,older', '2024-04-03,town,older')));
    expect(scenarioOf(british).dataFiles).toMatchObject([{ dayFirst: ['date'] }]);
  });

  it.each([
    ['slashes and hyphens', '2024-01-02', '03/01/2024', 'has dates with slashes in 100 rows, and others with hyphens'],
    ['months first', '01/02/2024', '01/25/2024', 'has the month before the day in 100 of 200 rows'],
    ['years of two digits', '02/01/24', '03/01/24', 'has years of two digits in 200 of 200 rows'],
    ['times of day', '2024-01-02 10:30', '2024-01-03 11:00', 'has a time of day with the date in 200 of 200 rows'],
    ['no dates', '2 January', '3 January', 'has no date in 200 rows'],
  ])('with %s in its dates is told so once', (_, first, second, found) => {
    const lines = Array.from({ length: 100 }, () => [`${first},town,older`, `${second},town,older`]).flat();
    const dates = issuesOf(table(...lines)).filter(({ path }) => path === 'demand.community.replay[date]');
    expect(dates.map((issue) => issue.found.replace(' of 200 rows, and', ' rows, and'))).toEqual([found]);
  });

  it.each([
    ['an unknown column', 'date,area,client_group,ward\n2024-01-02,moor,older,A', 'bad_data_file', undefined],
    ['a misspelt column', 'date,area,client_group,cuont\n2024-01-02,moor,older,2', 'bad_data_file', 'count'],
    ['names on screen', table('2024-01-02,Moor,older'), 'bad_data_file', 'moor'],
    ['a day that is none', table('2024-02-30,moor,older'), 'bad_data_file', undefined],
    ['half a person', 'date,area,client_group,count\n2024-01-02,moor,older,2.5', 'bad_data_file', undefined],
    ['too many people in a row', 'date,area,client_group,count\n2024-01-02,moor,older,10001', 'bad_data_file', undefined],
    ['an hour that is none', 'date,time,area,client_group\n2024-01-02,24:00,moor,older', 'bad_data_file', undefined],
    ['a cell too few', table('2024-01-02,moor'), 'bad_data_file', undefined],
    ['no rows', table(), 'bad_data_file', undefined],
    ['nobody', 'date,area,client_group,count\n2024-01-02,moor,older,0', 'bad_data_file', undefined],
    ['last year alone', table('2023-01-02,moor,older'), 'bad_data_file', undefined],
    ['next year alone', table('2025-01-02,moor,older'), 'bad_data_file', undefined],
    ['an NHS number', table('2024-01-02,9434765919,older'), 'private_data', undefined],
    ['a column of names', 'date,area,client_group,who\n2024-01-02,moor,older,"Smith, Mary"', 'private_data', undefined],
  ])('with %s is refused', (_, csv, code, nearest) => {
    const issues = issuesOf(csv);
    expect(issues).toMatchObject([{ file: 'people.csv', code, ...(nearest !== undefined && { nearest }) }]);
    expect(JSON.stringify(issues)).not.toMatch(/9434765919|Smith/);
  });

  it('with 30,000 wrong rows is told of the first of each kind, and how many more there are', () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `2024-01-02,area${i},older`);
    const issues = issuesOf(table(...lines));
    expect(issues).toHaveLength(6);
    expect(issues.some(({ found }) => found === 'has 29995 more problems like these')).toBe(true);
  });
});

describe('what of a file is in the run', () => {
  it('is counted: before it, after it, and the days it covers', () => {
    const csv = table('2023-12-30,town,older', ...DAYS.slice(0, 70).map((date) => `${date},town,older`), '2024-05-20,town,older');
    const { coverage, people } = scenarioOf(csv).dataFiles[0]!;
    expect(people).toBe(70);
    // arrivals at noon: the last of week 10 half a day before its end
    expect(coverage).toMatchObject({ before: 1, after: 1, coveredDays: 69.5, runDays: 140 });
  });

  it('is all of the run where arrivals are rare, or days off are short', () => {
    const rare = table('2024-01-20,town,older', '2024-03-30,town,older', '2024-05-01,moor,older');
    const weekdays = table(
      ...DAYS.filter((_, day) => day % 7 < 5).flatMap((date) => Array.from({ length: 20 }, () => `${date},town,older`)),
    );
    expect([rare, weekdays].map((csv) => scenarioOf(csv).dataFiles[0]!.coverage!.coveredDays)).toEqual([140, 140]);
  });
});

describe('demand of a replayed file, before anything runs', () => {
  const daily = table(...DAYS.flatMap((date) => [`${date},town,older`, `${date},moor,younger`, `${date},moor,younger`]));

  it('is the mean of its days by client group and area: 7 older people a week in town, 14 younger on the moor', () => {
    const rates =
      'extends: small.yaml\nname: Rates\ndemand: {community: {profile: null, rate: {older: 7 per week, younger: 14 per week}}}\n';
    const read = (file: string) => (file === 'rates.yaml' ? rates : readFileSync(new URL(file, FIXTURES), 'utf8'));
    const byRate = loadScenario('rates.yaml', { read });
    if (!byRate.ok) throw new Error('small.yaml');
    const [replayed, rated] = [described(scenarioOf(daily)), described(byRate.scenario)];
    const route = (one: typeof replayed) => one.routes.find(({ stream }) => stream === 'demand.community')!;
    expect(route(replayed).perWeek).toBeCloseTo(21, 9);
    expect(route(replayed).to.map(({ where, perWeek }) => [where, Number(perWeek.toFixed(9))])).toEqual(
      route(rated).to.map(({ where, perWeek }) => [where, Number(perWeek.toFixed(9))]),
    );
    // 60 % go to home care: 4.2 a week in town, 8.4 on the moor, where by rate it is three quarters and one quarter of 12.6
    expect(replayed.areas.map(({ newPackages }) => Number(newPackages.toFixed(9)))).toEqual([4.2, 8.4]);
    expect(rated.areas.map(({ newPackages }) => Number(newPackages.toFixed(9)))).toEqual([9.45, 3.15]);
  });

  it('loads beds: 1 a day for 10 days in 4 beds is 250 %, more than there is', () => {
    const beds =
      'placements: {respite: {name: Respite, beds: {town: 1, moor: 3}, stay: {exponential: {mean: 10 days}}, costPerWeek: £900, payer: council, giveUp: 1% per day}}\n';
    const csv = table(...DAYS.map((date) => `${date},town,older`));
    const routed = REPLAY.replace(
      'replay: people.csv',
      'replay: people.csv, routes: {homeCare: 0, noService: 0, placements: {respite: 100%}}',
    );
    const files: Readonly<Record<string, string>> = { 'this.yaml': routed + beds, 'people.csv': csv };
    const result = loadScenario('this.yaml', { read: (file) => files[file] ?? readFileSync(new URL(file, FIXTURES), 'utf8') });
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    const said = described(result.scenario);
    expect(said.services.find(({ service }) => service === 'respite')!.load).toBeCloseTo(2.5, 9);
    expect(said.overloads).toContainEqual(
      expect.objectContaining({
        service: 'respite',
        usable: 4,
        path: 'placements.respite.beds',
        at: expect.objectContaining({ file: 'this.yaml', line: 4 }),
        fromDay: 0,
        untilDay: null,
      }),
    );
  });
});
