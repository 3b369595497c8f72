/** What does not fit together in cohorts and specialist accommodation is said where it stands, with a remedy. */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/index.js';

const SOUND = `
name: Cohorts
start: 2024-01-01
weeks: 20
areas: {north: {name: North, share: 0.5}, south: {name: South, share: 0.5}}
clientGroups: {everyone: {name: Everyone}}
placements:
  far: {name: Far, setting: out_of_area, beds: unlimited, costPerWeek: 700, payer: nhs, giveUp: 0 per day}
housing:
  parts: {here: [north], there: [south]}
  tenancies: {supported_living: {length: 10 years}, complex: {length: 10 years}, shared_lives: {length: 10 years}}
  communityTeams: {here: {workers: 1, caseload: 10, others: 4}}
  sharedLives: {recruits: {north: 1 per year, south: 0 per year}, approval: 5 months}
  schemes:
    homes: {name: Homes, area: north, route: cohort, units: [{kind: supported_living, count: 5}]}
    flats: {name: Flats, area: south, route: cohort, opens: never, units: [{kind: complex, count: 4}]}
    lives: {name: Lives, area: north, route: cohort, units: [{kind: shared_lives, count: 0}]}
  cohorts:
    returners:
      name: Returners
      clientGroup: everyone
      from: far
      kinds: [supported_living, shared_lives]
      complexSchemes: supported_living
      approval: {time: 30 days}
      initial: [{people: 4, ready: 10 days, approval: 2, wanted: {here: 3}, kinds: {supported_living: 3}, otherwise: [shared_lives]}]
initial: {housing: {vacant: {homes: 1}}}
`;

const issuesOf = (text: string) => {
  const loaded = loadScenario('this.yaml', { read: () => text });
  return loaded.ok
    ? []
    : loaded.issues.map(({ path, found, hint, nearest }) => ({ path, found, isHelped: hint !== '' || nearest !== undefined }));
};

it('a sound scenario has no problem', () => {
  expect(issuesOf(SOUND)).toEqual([]);
});

describe('a scenario with', () => {
  it.each([
    ['an area in two parts', 'there: [south]', 'there: [south, north]', 'housing.parts.there[1]'],
    ['a part that names no area', 'there: [south]', 'there: [sout]', 'housing.parts.there[0]'],
    ['a team of no part', 'communityTeams: {here:', 'communityTeams: {nowhere:', 'housing.communityTeams.nowhere'],
    ['more other people than the team may have', 'others: 4', 'others: 14', 'housing.communityTeams.here.others'],
    ['five complex flats together', 'kind: complex, count: 4', 'kind: complex, count: 5', 'housing.schemes.flats.units'],
    ['units that nobody says how long people live in', 'complex: {length: 10 years}, ', '', 'housing.schemes.flats.units[0].kind'],
    [
      'a kind that is none',
      'kinds: [supported_living, shared_lives]',
      'kinds: [suported_living, shared_lives]',
      'housing.cohorts.returners.kinds[0]',
    ],
    ['more people with approval than people', 'approval: 2', 'approval: 5', 'housing.cohorts.returners.initial[0].approval'],
    ['more wishes than people', 'wanted: {here: 3}', 'wanted: {here: 3, there: 2}', 'housing.cohorts.returners.initial[0].wanted'],
    ['somebody whom nothing suits', ', otherwise: [shared_lives]', '', 'housing.cohorts.returners.initial[0].kinds'],
    [
      'a home that is none of the kinds',
      'otherwise: [shared_lives]',
      'otherwise: [extra_care]',
      'housing.cohorts.returners.initial[0].otherwise[0]',
    ],
    ['approval that is not described', '      approval: {time: 30 days}\n', '', 'housing.cohorts.returners.approval'],
    ['a cohort from nowhere', 'from: far', 'from: fare', 'housing.cohorts.returners.from'],
    ['a placement that nobody leaves', '      from: far\n', '', 'placements.far.stay'],
    ['carers where no scheme takes them', 'south: 0 per year', 'south: 1 per year', 'housing.sharedLives.recruits.south'],
    ['a stay under way of a cohort that nobody joins', 'ready: 10 days, ', '', 'housing.cohorts.returners.arrivals'],
  ])('%s', (_, from, to, path) => {
    expect(SOUND).toContain(from);
    const issues = issuesOf(SOUND.replace(from, to));
    expect(issues.map((issue) => issue.path)).toContain(path);
    expect(issues.every(({ isHelped, found }) => isHelped && found !== '')).toBe(true);
  });

  it('a scheme let to the register that lacks what it needs', () => {
    const paths = issuesOf(
      SOUND.replace(
        'area: north, route: cohort, units: [{kind: supported_living',
        'area: north, route: direct, units: [{kind: supported_living',
      ),
    ).map(({ path }) => path);
    for (const name of ['panelEvery', 'lettings', 'bands', 'needs', 'register']) expect(paths).toContain(`housing.${name}`);
    expect(paths).toContain('housing.schemes.homes.landlord');
    expect(paths).toContain('housing.schemes.homes.care');
  });

  it.each([
    ['the people of day 0', 'housing.cohorts.returners.initial: []'],
    ['the parts of the county', 'housing.parts.here: [south]'],
  ])('a change of %s on a date', (_, set) => {
    const issues = issuesOf(`${SOUND}changes: [{from: week 5, why: test, set: {${set}}}]\n`);
    expect(issues.map(({ found }) => found)).toContain('belongs to the frame of the run');
  });
});
