/** What more homes, better-suited homes, more slots and a crisis house do to people who are to be re-housed: the same people in both plans. */
import { describe, expect, it } from 'vitest';
import { LONG } from '../support/agreement.js';
import { inputOfText, type Reading, runOnce } from '../support/scenario.js';

const scenario = (set: readonly string[]) =>
  inputOfText(
    `
name: Cohorts
start: 2024-01-01
weeks: 104
areas: {north: {name: North, share: 0.5}, south: {name: South, share: 0.5}}
clientGroups: {everyone: {name: Everyone}}
placements:
  far: {name: Far, setting: out_of_area, beds: unlimited, costPerWeek: 700, payer: nhs, giveUp: 0 per day}
  house: {name: Crisis house, setting: short_term, beds: {north: 2, south: 0}, stay: {exponential: {mean: 20 days}}, maximumStay: 28 days, costPerWeek: 900, payer: nhs, giveUp: 0 per day}
housing:
  parts: {north: [north], south: [south]}
  tenancies: {supported_living: {length: {exponential: {mean: 2 years}}, works: 30 days}}
  communityTeams: {north: {workers: 8, caseload: 10}, south: {workers: 8, caseload: 10}}
  schemes:
    north_homes: {name: North, area: north, route: cohort, units: [{kind: supported_living, count: 12}]}
    south_homes: {name: South, area: south, route: cohort, units: [{kind: supported_living, count: 12}]}
  cohorts:
    returners:
      name: Returners
      clientGroup: everyone
      from: far
      kinds: [supported_living]
      transition: 14 days
      suitability: {supported_living: 40%}
      communityTeamFor: {exponential: {mean: 1 year}}
      initial: [{people: 20, ready: {uniform: {low: 0 days, high: 200 days}}, communityTeam: 15, kinds: {supported_living: 20}}]
      arrivals: {rate: 15 per year, ready: {exponential: {mean: 60 days}}, communityTeam: 60%, kinds: {supported_living: 1}, diversion: {to: house, share: 0%}}
`,
    { set },
  );

const REPLICATIONS = 12;
const total = (set: readonly string[], of: (reading: Reading) => number): number => {
  const input = scenario(set);
  let sum = 0;
  for (let r = 1; r <= REPLICATIONS; r++) sum += of(runOnce(input, r, { checkInvariants: true }));
  return sum;
};
const far = (reading: Reading) => reading.area('specialist.out_of_area');
const moved = (reading: Reading) => reading.count('specialist.moved_12');

describe('people out of area', LONG, () => {
  it('return sooner with more homes, and with homes that suit better', () => {
    const days = total([], far);
    expect(total(['housing.schemes.north_homes.units=[{kind: supported_living, count: 24}]'], far)).toBeLessThan(days);
    expect(total(['housing.cohorts.returners.suitability.supported_living=80%'], far)).toBeLessThan(days);
    expect(total(['housing.cohorts.returners.suitability.supported_living=80%'], moved)).toBeGreaterThan(total([], moved));
  });

  it('wait for the community team when it has few workers, and for nothing else then', () => {
    const waits = (reading: Reading) => reading.area('specialist.waiting', 'waiting_for', 'community_team');
    const few = ['housing.communityTeams.north.workers=0.2', 'housing.communityTeams.south.workers=0.2'];
    expect(total([], waits)).toBe(0);
    expect(total(few, waits)).toBeGreaterThan(1000);
    expect(total(few, far)).toBeGreaterThan(total([], far));
  });

  it('are fewer where a crisis house takes some of them, while it has a bed', () => {
    const diverted = (reading: Reading) => reading.count('specialist.diverted');
    const house = ['housing.cohorts.returners.arrivals.diversion.share=50%'];
    expect(total([], diverted)).toBe(0);
    expect(total(house, diverted)).toBeGreaterThan(0);
    expect(total(house, far)).toBeLessThan(total([], far));
    const peak = Math.max(...runOnce(scenario(house), 1).weekly('placements.stock', 'placement_area', 'house/north'));
    expect(peak).toBeLessThanOrEqual(2);
    // with no bed free nobody is diverted
    expect(total([...house, 'placements.house.beds=0'], diverted)).toBe(0);
  });

  it('in no part of the county are helped by homes in the other', () => {
    const south = (reading: Reading) => reading.area('specialist.waiting', 'area', 'south');
    expect(total(['housing.schemes.north_homes.units=[{kind: supported_living, count: 24}]'], south)).toBe(total([], south));
  });
});
