/** Crisis response told by the trace: hand-worked stories with dated calls. */
import { describe, expect, it } from 'vitest';
import { at, expectTimes, type Story, tell } from '../support/story.js';

const CALLS = `
extends: textbook/crisis.yaml
weeks: 3
crisisResponse:
  calls: {others: {rate: null, replay: arrivals.csv}}
  travel: 30 minutes
  visit: 1 hour
`;

/** The calls with other settings of `crisisResponse`; a time given again replaces the one above. */
const story = (body: string, arrivals: readonly string[]): Story => {
  const given = /^ {2}(travel|visit):/m.exec(body)?.[1];
  return tell(`${given === undefined ? CALLS : CALLS.replace(new RegExp(`^ {2}${given}:.*\\n`, 'm'), '')}${body}`, arrivals);
};
const teams = (n: number): string => `  bases: [{id: base, shifts: [{id: always, teams: ${n}}]}]\n`;

describe('a call', () => {
  it('waits for a team, which is busy from setting out to the end of the visit', () => {
    // one team: called at 0:00, 0:10 and 5:00; out 0:00-1:30, 1:30-3:00, 5:00-6:30
    const { reading, timesOf } = story(teams(1), [
      '2024-01-01,00:00,all,everyone',
      '2024-01-01,00:10,all,everyone',
      '2024-01-01,05:00,all,everyone',
    ]);
    expectTimes(timesOf('a team arrives'), [at(0, 0.5), at(0, 2), at(0, 5.5)]);
    expect(reading.count('crisis.calls')).toBe(3);
    expect(reading.count('crisis.within_2_hours')).toBe(3);
    expect(reading.count('crisis.response_days') * 24).toBeCloseTo(0.5 + 1.8333333333 + 0.5, 8);
    expect(reading.area('crisis.teams_out') * 24).toBeCloseTo(4.5, 8);
    expect(reading.area('crisis.waiting') * 24).toBeCloseTo(1 + 1 / 3, 8);
    expectTimes(timesOf('leaves'), [at(1, 1.5), at(1, 3), at(1, 6.5)]);
  });

  it('that is reached after two hours and not a moment earlier misses the standard', () => {
    const exactly = story(`${teams(1)}  travel: 2 hours`, ['2024-01-01,03:00,all,everyone']);
    expect(exactly.reading.count('crisis.within_2_hours')).toBe(1);
    const later = story(`${teams(1)}  travel: 121 minutes`, ['2024-01-01,03:00,all,everyone']);
    expect(later.reading.count('crisis.within_2_hours')).toBe(0);
  });
});

describe('shifts', () => {
  const shifts = (rows: string): string => `  bases: [{id: base, shifts: [{id: always, teams: 0}, ${rows}]}]\n`;

  it('put teams on duty by weekday and hour, past midnight too; overlapping shifts add up', () => {
    // Monday 1 January: nobody until 8, two from 8 to 20, three from 14 to 20; night one from Monday 22 to Tuesday 6
    const { reading, timesOf } = story(
      shifts(
        '{id: day, days: [monday], from: 8, to: 20, teams: 2}, {id: late, days: [monday], from: 14, to: 20, teams: 1}, {id: night, days: [monday], from: 22, to: 6, teams: 1}',
      ),
      ['2024-01-01,03:00,all,everyone', '2024-01-01,21:00,all,everyone', '2024-01-02,07:00,all,everyone'],
    );
    // three waits to Monday 8, to Monday 22, and to the Monday after at 8
    expectTimes(timesOf('a team arrives'), [at(0, 8.5), at(0, 22.5), at(7, 8.5)]);
    expect(reading.weekly('crisis.teams_on_duty')[0]! * 168).toBeCloseTo(2 * 12 + 6 + 8, 8);
    expect(reading.weekly('cost.crisis')[0]).toBeCloseTo((2 * 12 + 6 + 8) * 2 * 25, 6);
  });

  it('that end let a visit under way finish, and start no other until a team on duty is free', () => {
    // two teams until 10, one after: both are out at 10 until 11; the third caller gets the one left
    const { timesOf } = story(`${shifts('{id: day, from: 8, to: 10, teams: 2}, {id: late, from: 10, to: 20, teams: 1}')}  visit: 2 hours`, [
      '2024-01-01,09:00,all,everyone',
      '2024-01-01,09:15,all,everyone',
      '2024-01-01,09:30,all,everyone',
    ]);
    // visits end at 11:30 and 11:45: with one still out at 11:30 and one on duty, the third waits until 11:45
    expectTimes(timesOf('a team arrives'), [at(0, 9.5), at(0, 9.75), at(0, 12.25)]);
  });

  it('change on a date, in the middle of a shift', () => {
    const { timesOf } = tell(
      `${CALLS}${shifts('{id: day, from: 8, to: 20, teams: 1}')}
changes:
  - {from: 2024-01-03, why: round the clock, set: {crisisResponse.bases.base.shifts.always.teams: 1}}`,
      ['2024-01-01,21:00,all,everyone', '2024-01-02,21:00,all,everyone'],
    );
    expectTimes(timesOf('a team arrives'), [at(1, 8.5), at(2, 0.5)]);
  });
});

describe('someone seen', () => {
  const WAYS = `
hospital:
  pathways:
    0: {rate: {everyone: 0 per day}, routes: {noService: 1}}
    1: {rate: {everyone: 0 per day}, routes: {placements: {beds: 1}}}
placements:
  beds: {name: Beds, pathway: 1, beds: 1, stay: 3 days, costPerWeek: 0, payer: nhs, giveUp: 0 per day}
`;

  it('and taken to hospital comes back as a discharge by a pathway, and takes its routes', () => {
    const { timesOf, reading } = story(
      `${teams(1)}  conveyed: {falls: 0, others: 1}\n  hospital: {stay: 5 days, notReturning: 0, pathways: {1: 1}}\n${WAYS}`,
      ['2024-01-01,03:00,all,everyone', '2024-01-02,03:00,all,everyone'],
    );
    expectTimes(timesOf('taken to hospital'), [at(0, 4.5), at(1, 4.5)]);
    expectTimes(timesOf('ready to leave hospital'), [at(5, 4.5), at(6, 4.5)]);
    // one bed: the second waits in hospital for the first to leave it
    expectTimes(timesOf('placed'), [at(5, 4.5), at(8, 4.5)]);
    expect(reading.count('hospital.discharges', 'pathway', 'pathway_1')).toBe(2);
    expect(reading.count('hospital.delay_days')).toBe(2);
    expect(reading.count('crisis.hospital_avoided')).toBe(0);
    expect(reading.count('crisis.ended')).toBe(2);
    expect(reading.area('crisis.in_hospital')).toBeCloseTo(10, 8);
  });

  it('and not coming back leaves; without new support counts as pathway 0', () => {
    const gone = story(`${teams(1)}  conveyed: {falls: 0, others: 1}`, ['2024-01-01,03:00,all,everyone']);
    expect(gone.detailsOf('leaves')).toEqual(['died']);
    const without = story(
      `${teams(1)}  conveyed: {falls: 0, others: 1}\n  hospital: {stay: 5 days, notReturning: 0, pathways: {0: 1, 1: 0}}\n${WAYS}`,
      ['2024-01-01,03:00,all,everyone'],
    );
    expect(without.reading.count('hospital.discharges', 'pathway', 'pathway_0')).toBe(1);
    expect(without.detailsOf('leaves')).toEqual(['no_service']);
  });

  it('is counted by fall or not, each with its own share taken to hospital', () => {
    const { reading } = tell(
      `${CALLS.replace('others: {rate: null, replay: arrivals.csv}', 'others: null, falls: {replay: arrivals.csv}')}${teams(2)}  conveyed: {falls: 1, others: 0}`,
      ['2024-01-01,03:00,all,everyone', '2024-01-02,03:00,all,everyone'],
    );
    expect(reading.count('crisis.falls')).toBe(2);
    expect(reading.count('crisis.falls_conveyed')).toBe(2);
    expect(reading.count('crisis.hospital_avoided')).toBe(0);
  });

  it('waits at home for home care with the priority of crisis response, from the end of the episode', () => {
    const { timesOf, detailsOf, reading } = tell(
      `
extends: textbook/home-care.yaml
weeks: 3
warmUpWeeks: 0
demand: {community: null}
homeCare: {offers: {answer: 1 day, startDelay: 2 days}}
crisisResponse:
  calls: {others: {replay: arrivals.csv}}
  bases: [{id: base, name: Base, areas: [all], shifts: [{id: always, from: 0, to: 0, teams: 1}]}]
  carersPerTeam: 2
  pricePerPaidHour: 25
  travel: 0 days
  visit: 1 hour
  episode: 2 days
  conveyed: {falls: 0, others: 0}
  outcomes: {homeCare: 1}
  hospital: {stay: 5 days, notReturning: 1, pathways: {1: 1}}
`,
      ['2024-01-01,08:00,all,everyone'],
    );
    expect(detailsOf('requested')).toEqual(['crisis']);
    expectTimes(timesOf('requested'), [at(2, 9)]);
    expectTimes(timesOf('care starts'), [at(5, 9)]);
    expect(reading.area('home_care.uncovered_people')).toBeCloseTo(3, 8);
    expect(reading.count('crisis.no_ongoing_support')).toBe(0);
    expect(reading.count('home_care.start_wait_days', 'priority', 'crisis')).toBeCloseTo(3, 8);
  });

  it('of day 0 ends an episode or a stay that is under way', () => {
    const { reading } = story(
      `${teams(1)}  episode: {exponential: {mean: 2 days}}
initial: {crisisResponse: {inEpisode: {people: {everyone: 40}}, inHospital: {people: {everyone: 30}}}}`,
      [],
    );
    expect(reading.weekly('crisis.in_hospital')[0]).toBeGreaterThan(0);
    expect(reading.count('crisis.ended')).toBe(40);
    // stays of five days: uniform residuals, gone within the week
    expect(reading.end('crisis.in_hospital')).toBe(0);
  });
});
