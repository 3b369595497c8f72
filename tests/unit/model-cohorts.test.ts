/** Cohorts by hand: every delay fixed, so that each move's day can be worked out on paper. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile, loadScenario } from '../../src/scenario/index.js';
import { runOnce, traceOf } from '../support/scenario.js';
import { expectTimes, tell } from '../support/story.js';

interface Setting {
  /** classes of day 0 of the cohort */
  readonly initial: string;
  readonly cohort?: string;
  readonly housing?: string;
  readonly placements?: string;
  readonly units?: number;
  readonly vacant?: number;
  readonly length?: string;
  readonly tenancy?: string;
  readonly more?: string;
}

/** People in beds far away; supported living in the north, of which some units are vacant on day 0. */
const scenario = ({
  initial,
  cohort = '',
  housing = '',
  placements = '',
  units = 1,
  vacant = units,
  length = '1000 weeks',
  tenancy = '',
  more = '',
}: Setting) => `
name: Cohorts
start: 2024-01-01
weeks: 60
areas: {north: {name: North, share: 0.5}, south: {name: South, share: 0.5}}
clientGroups: {everyone: {name: Everyone}}
placements:
  far: {name: Far beds, setting: out_of_area, beds: unlimited, costPerWeek: 700, payer: nhs, giveUp: 0 per day}
${placements}
housing:
  parts: {north: [north], south: [south]}
  tenancies: {supported_living: {length: ${length}, works: 10 days, support: 70, endReasons: {died: 1}${tenancy}}}
  schemes:
    homes: {name: Homes, area: north, route: cohort, units: [{kind: supported_living, count: ${units}}]}
  cohorts:
    returners:
      name: Returners
      clientGroup: everyone
      from: far
      kinds: [supported_living${placements.includes('care:') ? ', care' : ''}]
      transition: 14 days
      initial: [${initial}]
${cohort}
${housing}
initial: {housing: {vacant: {homes: ${vacant}}}}
${more}
`;

/** One person who wants the north, ready after so many days. */
const person = (ready: number, rest = '') => `{people: 1, ready: ${ready} days, wanted: {north: 1}, kinds: {supported_living: 1}${rest}}`;

describe('one move', () => {
  it('follows readiness by the transition, and the bed out of area is paid for until then', () => {
    const { timesOf, reading } = tell(scenario({ initial: person(20, ', readiness: green') }));
    expectTimes(timesOf('a place is kept'), [20]);
    expectTimes(timesOf('moves in'), [34]);
    expect(reading.area('specialist.out_of_area', 'readiness', 'green')).toBeCloseTo(34, 9);
    expect(reading.count('cost.placements', 'payer', 'nhs')).toBeCloseTo((700 / 7) * 34, 6);
    expect(reading.count('cost.housing', 'payer', 'council')).toBeCloseTo((70 / 7) * (420 - 34), 6);
    expect(reading.count('specialist.repatriated', 'home', 'supported_living')).toBe(1);
    expect(reading.count('specialist.search_days')).toBeCloseTo(14, 9);
    expect(reading.count('specialist.moved_6', 'cohort', 'returners')).toBe(1);
  });

  it('waits for approval, which runs after the time to readiness or beside it', () => {
    const approval = (starts: string) => `      approval: {time: 30 days, starts: ${starts}}`;
    const initial = person(20, ', approval: 1');
    expectTimes(tell(scenario({ initial, cohort: approval('readiness') })).timesOf('moves in'), [64]);
    // those of day 0 have applied before: of the 30 days 0 to 30 are left, and the mean of the greater of that and 20 days is 65/3
    const many = '{people: 400, ready: 20 days, wanted: {north: 400}, kinds: {supported_living: 400}, approval: 400}';
    const times = tell(scenario({ initial: many, units: 400, cohort: approval('entry') })).timesOf('moves in');
    expect(times.length).toBe(400);
    expect(times.filter((time) => time === 34).length / 400).toBeCloseTo(2 / 3, 1);
    expect(Math.abs(times.reduce((a, b) => a + b, 0) / 400 - 14 - 65 / 3)).toBeLessThan((3.5 * 2.887) / 20);
  });

  it('is delayed by matching with those who share, beside the transition', () => {
    expectTimes(tell(scenario({ initial: person(20), tenancy: ', matching: 40 days' })).timesOf('moves in'), [60]);
    expectTimes(tell(scenario({ initial: person(20), tenancy: ', matching: 5 days' })).timesOf('moves in'), [34]);
  });

  it('needs a place in the part of the county that is wanted', () => {
    const { timesOf, reading } = tell(
      scenario({ initial: '{people: 1, ready: 20 days, wanted: {south: 1}, kinds: {supported_living: 1}}' }),
    );
    expectTimes(timesOf('moves in'), []);
    expect(reading.area('specialist.waiting', 'waiting_for', 'readiness')).toBeCloseTo(20, 9);
    expect(reading.area('specialist.waiting', 'waiting_for', 'accommodation')).toBeCloseTo(400, 9);
    expect(reading.end('specialist.initial_waiting', 'area', 'south')).toBe(1);
  });
});

describe('what comes free', () => {
  it('goes, after the works, to who has looked longest', () => {
    const initial = [person(25, ', readiness: amber'), person(20, ', readiness: green'), person(22, ', readiness: red')].join(', ');
    const { timesOf, reading } = tell(scenario({ initial, length: '50 days' }));
    // kept 20, in 34, out 84, works to 94; kept 94, in 108, out 158, works to 168; kept 168, in 182
    expectTimes(timesOf('a place is kept'), [20, 94, 168]);
    expectTimes(timesOf('moves in'), [34, 108, 182]);
    expect(reading.area('specialist.out_of_area', 'readiness', 'red')).toBeCloseTo(108, 9);
    expect(reading.area('specialist.out_of_area', 'readiness', 'amber')).toBeCloseTo(182, 9);
  });

  it('goes to the earlier cohort of the file first, whoever has waited longer', () => {
    const second = `    others: {name: Others, clientGroup: everyone, kinds: [supported_living], initial: [{people: 1, ready: 1 day, kinds: {supported_living: 1}}]}`;
    // a home lived in on day 0 for a fixed 100 days comes free between day 0 and day 100
    const { events } = tell(scenario({ initial: person(2), cohort: second, vacant: 0, length: '100 days' }));
    const movers = events.filter(({ what }) => what === 'a place is kept').map(({ person: n }) => n);
    const joined = events.filter(({ what }) => what === 'joins the cohort');
    const returner = joined.find(({ detail }) => detail.startsWith('returners'))!.person;
    expect(movers[0]).toBe(returner);
  });
});

describe('a community team', () => {
  it('supports so many; the next waits until a slot is free', () => {
    const initial = [person(20, ', communityTeam: 1, readiness: green'), person(25, ', communityTeam: 1, readiness: amber')].join(', ');
    const { timesOf, reading } = tell(
      scenario({
        initial,
        units: 2,
        cohort: '      communityTeamFor: 100 days',
        housing: '  communityTeams: {north: {workers: 1, caseload: 1}}',
      }),
    );
    // slot taken 20, in 34, held to 134: then the second
    expectTimes(timesOf('a place is kept'), [20, 134]);
    expectTimes(timesOf('moves in'), [34, 148]);
    expect(reading.area('specialist.waiting', 'waiting_for', 'community_team')).toBeCloseTo(134 - 25, 9);
    expect(reading.area('specialist.team_caseload', 'part', 'north')).toBeCloseTo(114 + 114, 9);
  });
});

describe('kinds of home', () => {
  const care = '  care: {name: Care, beds: unlimited, stay: 1000 weeks, costPerWeek: 1000, payer: council, giveUp: 0 per day}';
  it('of second choice are taken after the first has been waited for', () => {
    const initial = '{people: 1, ready: 20 days, wanted: {north: 1}, kinds: {supported_living: 1, care: 1}}';
    const { timesOf } = tell(scenario({ initial, vacant: 0, placements: care, cohort: '      secondChoiceAfter: 30 days' }));
    expectTimes(timesOf('a place is kept'), [50]);
  });

  it('that do not suit are not taken, however many are free', () => {
    const initial = '{people: 1, ready: 20 days, wanted: {north: 1}, kinds: {supported_living: 1}}';
    const { timesOf } = tell(scenario({ initial, units: 9, cohort: '      suitability: {supported_living: 0}' }));
    expectTimes(timesOf('a place is kept'), []);
  });
});

describe('two stages', () => {
  it('step down first, then settle; a stay beyond the limit is counted', () => {
    const placements =
      '  step: {name: Step, setting: short_term, beds: {north: 1, south: 0}, stay: 1 day, costPerWeek: 1000, payer: council, giveUp: 0 per day}';
    const { timesOf, reading } = tell(
      scenario({
        initial: person(20, ', stepDown: 1'),
        placements,
        cohort: '      stepDown: {to: step, settles: 40 days, maximumStay: 30 days}',
      }),
    );
    // kept 20, in the step-down place 34, over its limit 64, looks 74, moves 88
    expectTimes(timesOf('a place is kept'), [20, 74]);
    expectTimes(timesOf('placed'), [34]);
    expectTimes(timesOf('moves in'), [88]);
    expect(reading.area('specialist.stepped_down')).toBeCloseTo(88 - 34, 9);
    expect(reading.area('specialist.overstaying')).toBeCloseTo(88 - 64, 9);
    expect(reading.count('specialist.moves')).toBe(1);
    expect(reading.count('specialist.settled')).toBe(1);
    expect(reading.area('specialist.out_of_area')).toBeCloseTo(34, 9);
  });
});

describe('who needs no home', () => {
  it('goes home when ready', () => {
    const { timesOf, reading } = tell(scenario({ initial: '{people: 1, ready: 20 days, needHome: 0, kinds: {supported_living: 0}}' }));
    expectTimes(timesOf('leaves'), [20]);
    expect(reading.count('specialist.went_home')).toBe(1);
    expect(reading.count('specialist.moves')).toBe(0);
  });
});

describe('reviews of residents', () => {
  it('find those who can move, who keep their bed until they do', () => {
    const text = `
name: Reviews
start: 2024-01-01
weeks: 40
areas: {here: {name: Here, share: 1}}
clientGroups: {everyone: {name: Everyone}}
placements: {care: {name: Care, beds: unlimited, stay: 1000 weeks, costPerWeek: 1000, payer: council, giveUp: 0 per day}}
initial: {placements: {care: {people: {everyone: 3}}}, housing: {vacant: {homes: 3}}}
housing:
  tenancies: {supported_living: {length: 1000 weeks}}
  schemes: {homes: {name: Homes, area: here, route: cohort, units: [{kind: supported_living, count: 3}]}}
  cohorts:
    residents: {name: Residents, clientGroup: everyone, from: care, kinds: [supported_living], transition: 14 days, reviews: {every: 70 days, suitable: 100%}, arrivals: {kinds: {supported_living: 100%}}}
`;
    const { timesOf, reading } = tell(text);
    const kept = timesOf('a place is kept');
    const moved = timesOf('moves in');
    expect(kept).toHaveLength(3);
    for (const time of kept) expect(time).toBeLessThanOrEqual(70);
    expectTimes(
      moved,
      kept.map((time) => time + 14),
    );
    expect(reading.area('placements.occupied', 'placement', 'care')).toBeCloseTo(
      moved.reduce((sum, time) => sum + time, 0),
      6,
    );
    expect(reading.end('specialist.tenants', 'home', 'supported_living')).toBe(3);
  });
});

const SCENARIOS = new URL('../../scenarios/', import.meta.url);
const shipped = (path: string, set: readonly string[] = []) => {
  const loaded = loadScenario(path, { read: (file) => readFileSync(new URL(file, SCENARIOS), 'utf8'), set, weeks: 1 });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
  return compile(loaded.scenario);
};

describe("Derbyshire's people out of area", () => {
  // people, north, south, approval, residential, supported living, community team: the strategy's table, whose two amber people without
  // a part of the county are drawn
  const TABLE = {
    green: [15, 3, 12, 5, 5, 15, 15],
    amber: [12, 2, 8, 5, 1, 10, 10],
    red: [9, 3, 6, 1, 9, 5, 8],
    unrated: [1, 0, 1, 0, 0, 1, 1],
  } as const;
  const input = shipped('derbyshire/baseline.yaml');

  it('have, in every future, what the table says, whoever they are', () => {
    const sets = new Set<string>();
    for (let replication = 1; replication <= 20; replication++) {
      const { events } = traceOf(input, replication);
      const members = events.filter(
        ({ what, detail, time }) => what === 'joins the cohort' && time === 0 && detail.startsWith('out_of_area'),
      );
      const details = members.map(({ detail }) => detail.split(', '));
      for (const [readiness, [people, north, south, approval, residential, supported, team]] of Object.entries(TABLE)) {
        const those = details.filter(([, name]) => name === readiness);
        const withWord = (word: string) => those.filter((words) => words.some((text) => text.split(' or ').includes(word))).length;
        expect(those.length, readiness).toBe(people);
        expect(withWord('approval'), `${readiness}: approval`).toBe(approval);
        expect(withWord('residential'), `${readiness}: residential`).toBe(residential);
        expect(withWord('supported_living'), `${readiness}: supported living`).toBe(supported);
        expect(withWord('team'), `${readiness}: community team`).toBe(team);
        expect(withWord('no home'), readiness).toBe(0);
        const drawn = people - north - south;
        expect(withWord('north')).toBeGreaterThanOrEqual(north);
        expect(withWord('north')).toBeLessThanOrEqual(north + drawn);
        expect(withWord('south')).toBe(people - withWord('north'));
      }
      sets.add(details.map((words) => words.join()).join(';'));
    }
    expect(sets.size, 'futures differ in who they are').toBeGreaterThan(15);
  });

  it("start from the table's stocks of April 2019, district by district", () => {
    const still = [
      'placements.residential.stay=1000 years',
      'demand.community.rate={learning_disability: 0 per year, mental_health: 0 per year}',
      ...['supported_living', 'extra_care', 'shared_lives'].map((kind) => `housing.tenancies.${kind}.length=1000 years`),
      ...['inpatients_local', 'inpatients_nhs_england', 'out_of_area', 'residents'].map((id) => `housing.cohorts.${id}.transition=1 year`),
      ...['young_people', 'adults'].map((id) => `housing.cohorts.${id}.transition=1 year`),
    ];
    const reading = runOnce(shipped('derbyshire/baseline.yaml', still), 3);
    // residential, supported living, extra care, Shared Lives
    const STOCKS = {
      amber_valley: [49, 70, 21, 10],
      bolsover: [37, 34, 41, 1],
      chesterfield: [109, 160, 16, 14],
      derbyshire_dales: [8, 50, 0, 0],
      erewash: [37, 35, 12, 6],
      high_peak: [21, 109, 15, 6],
      north_east: [29, 44, 6, 4],
      south_derbyshire: [9, 48, 0, 5],
    } as const;
    for (const [area, [residential, ...homes]] of Object.entries(STOCKS)) {
      expect(reading.end('placements.stock', 'placement_area', `residential/${area}`), area).toBe(residential);
      ['supported', 'extra_care', 'shared_lives'].forEach((kind, k) => {
        if (homes[k]! > 0) expect(reading.end('housing.occupied', 'scheme', `${kind}_${area}`), `${kind} ${area}`).toBe(homes[k]);
      });
    }
    expect(reading.end('placements.stock', 'placement_area', 'residential/bordering')).toBe(161);
    expect(reading.end('specialist.inpatients', 'placement', 'inpatient_local')).toBeGreaterThanOrEqual(21);
    expect(reading.end('specialist.out_of_area')).toBe(37);
  });
});
