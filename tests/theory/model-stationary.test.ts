/**
 * Services that start in their steady state stay in it, whatever the shape of their lengths: what is left of each length on day 0 comes from
 * the equilibrium distribution. Stays are far from exponential, so that a uniform share of an unbiased length would show.
 */
import { describe, it } from 'vitest';
import type { ChannelId, Dimension } from '../../src/metrics.js';
import type { ModelInput } from '../../src/model/input.js';
import { expectAgreement, LONG } from '../support/agreement.js';
import { inputOfText, replicate } from '../support/scenario.js';

/** Weeks that are looked at, counted from 0. */
const WEEKS = [0, 1, 3, 7, 14];

interface Measure {
  readonly channel: ChannelId;
  readonly by?: Dimension;
  readonly key?: string;
  /** value in week w: of a level its mean, of a count its total */
  expected(week: number): number;
}

/** Each measure in each of the weeks, against what is expected of it. */
function expectWeeks(input: ModelInput, measures: readonly Measure[], replications = 100, mostError = 0.02): void {
  const nameOf = ({ channel, key = 'all' }: Measure, w: number) => `${channel} ${key}, week ${w + 1}`;
  const found = replicate(input, replications, (r) =>
    Object.fromEntries(
      measures.flatMap((measure) =>
        WEEKS.map((w) => [nameOf(measure, w), r.weekly(measure.channel, measure.by ?? 'all', measure.key ?? 'all')[w]!]),
      ),
    ),
  );
  for (const measure of measures)
    for (const w of WEEKS) expectAgreement(nameOf(measure, w), found[nameOf(measure, w)]!, measure.expected(w), { mostError });
}

const flat = (channel: ChannelId, value: number, by?: Dimension, key?: string): Measure => ({
  channel,
  ...(by !== undefined && { by }),
  ...(key !== undefined && { key }),
  expected: () => value,
});
/** Mean over a week of what is so much at time t. */
const overWeek = (at: (t: number) => number) => (week: number) =>
  Array.from({ length: 700 }, (_, i) => at((week + (i + 0.5) / 700) * 7)).reduce((a, b) => a + b, 0) / 700;

const posts = (lead: string, more = '') =>
  inputOfText(`
extends: textbook/home-care.yaml
weeks: 20
warmUpWeeks: 0
initial: {vacancyRate: {homeCare: 8%}}
demand: {community: {rate: {everyone: 0}}}
homeCare:
  providers: [{id: only, hours: null, posts: 1000}]
workforce: {lead: ${lead}${more}}
`);

describe('posts vacant on day 0 are filled', LONG, () => {
  it('of a lead time without memory: 80 exp(-t/76)', () => {
    expectWeeks(posts('{exponential: {mean: 76 days}}'), [
      { channel: 'workforce.vacancies', expected: overWeek((t) => 80 * Math.exp(-t / 76)) },
    ]);
  });

  it('of a gamma lead time of shape 2 and rate r: 80 exp(-r t) (1 + r t / 2)', () => {
    const r = 2 / 76;
    const expected = overWeek((t) => 80 * Math.exp(-r * t) * (1 + (r * t) / 2));
    expectWeeks(posts('{gamma: {mean: 76 days, shape: 2}}'), [{ channel: 'workforce.vacancies', expected }], 200);
  });
});

describe('a workforce in balance', LONG, () => {
  it('keeps its vacancies and its hours: a share of carers is on part rounds on day 0 too', () => {
    // 8 % vacant: leaving L with lead time 76 days makes L 76 = 8/92; on part rounds for 42 days, at half
    const leaving = 8 / 92 / 76;
    const part = -Math.expm1(-leaving * 42);
    const input = posts(
      '{gamma: {mean: 76 days, shape: 4}}',
      `, ramp: {time: 42 days, share: 50%}, leaving: {principal: ${leaving} per day, framework: ${leaving} per day, in_house: ${leaving} per day, spot: ${leaving} per day}`,
    );
    expectWeeks(input, [flat('workforce.vacancies', 80), flat('home_care.paid_hours', 920 * 40 * (1 - part / 2))], 150);
  });
});

describe('people in a service', LONG, () => {
  it('in reablement', () => {
    // 100/32 a day for 32 days
    const input = inputOfText(`
extends: textbook/reablement.yaml
weeks: 16
warmUpWeeks: 0
hospital: {pathways: {1: {rate: {everyone: 3.125 per day}}}}
reablement: {length: {gamma: {mean: 32 days, shape: 8}}, outcomes: {independent: 1, homeCare: 0}}
initial: {reablement: {people: {everyone: 100}}}
`);
    expectWeeks(input, [flat('reablement.in_service', 100), flat('reablement.ended', 3.125 * 7)], 250);
  });

  it('in placements', () => {
    const input = inputOfText(`
extends: textbook/beds.yaml
weeks: 16
warmUpWeeks: 0
hospital: {pathways: {2: {rate: {everyone: 5 per day}}}}
placements: {beds: {beds: unlimited, stay: {exponential: null, lognormal: {mean: 40 days, sd: 10 days}}}}
initial: {placements: {beds: {people: {everyone: 200}}}}
`);
    expectWeeks(input, [flat('placements.occupied', 200)]);
  });

  it('in the episodes of crisis response', () => {
    // 20 a day, half of them taken to hospital for 5 fixed days, the others followed for 6 to 10
    const input = inputOfText(`
extends: textbook/crisis.yaml
weeks: 16
warmUpWeeks: 0
crisisResponse:
  calls: {others: {rate: {everyone: 20 per day}}}
  conveyed: {falls: 50%, others: 50%}
  episode: {uniform: {low: 6 days, high: 10 days}}
initial: {crisisResponse: {inEpisode: {people: {everyone: 80}}, inHospital: {people: {everyone: 50}}}}
`);
    expectWeeks(input, [flat('crisis.in_episode', 80), flat('crisis.in_hospital', 50)]);
  });

  it('between acceptance and the first visit, and before that in triage', () => {
    // 4 requests a day after 21 fixed days of triage, and 10 fixed days more until care starts
    const input = inputOfText(`
extends: textbook/home-care.yaml
weeks: 16
warmUpWeeks: 0
demand: {community: {rate: {everyone: 4 per day}, delay: 21 days}}
homeCare: {offers: {startDelay: 10 days, startsAtWeekends: true}}
initial: {sourcedNotStarted: {people: {everyone: 40}}}
`);
    expectWeeks(input, [flat('list.requests', 28), flat('home_care.sourced_not_started', 40), flat('home_care.starts', 28)]);
  });
});

describe('housing', LONG, () => {
  const FLATS = 254;
  const SHARE = 0.062992;
  const flats = (lettings: string, route: string) =>
    inputOfText(`
extends: textbook/flats.yaml
weeks: 16
warmUpWeeks: 0
initial: {housing: {register: {everyone: 600}}}
housing: {schemes: {scheme: {route: ${route}}}, lettings: ${lettings}}
`);
  const stage = (key: string, days: number) => flat('housing.void', (FLATS * SHARE * days) / 73.611, 'stage', key);

  it('empty flats, by what is done with them: 16 of 254, nominated by the landlord', () => {
    // 16 are given and 16.000 expected; works 20 days, nomination 10, assessment 10, two offers of 11.8055, moving in 10
    expectWeeks(
      flats('{}', 'direct'),
      [flat('housing.void', FLATS * SHARE), stage('works', 20), stage('advertised', 10), stage('offered', 2 * 11.8055)],
      300,
      0.04,
    );
  });

  it('empty flats advertised to bidders in a cycle', () => {
    // half a week until the next cycle on average, half a week of bidding, 3 days of the shortlist: the same 10 days
    const lettings = '{cycleEvery: 7 days, bidding: 3.5 days, shortlisting: 3 days}';
    expectWeeks(flats(lettings, 'choice_based'), [flat('housing.void', FLATS * SHARE)], 300, 0.04);
  });
});

describe('specialist accommodation', LONG, () => {
  const specialist = (cohort: string, more: string, schemes = '') =>
    inputOfText(`
name: Specialist
start: 2024-01-01
weeks: 16
warmUpWeeks: 0
areas: {north: {name: North, share: 1}}
clientGroups: {everyone: {name: Everyone}}
placements:
  far: {name: Far beds, setting: out_of_area, beds: unlimited, costPerWeek: 700, payer: nhs, giveUp: 0 per day}
housing:
  parts: {north: [north]}
  tenancies:
    supported_living: &tenancy {length: {gamma: {mean: 200 days, shape: 3}}, works: 10 days, support: 70, endReasons: {died: 1}}
    shared_lives: *tenancy
  schemes: {homes: {name: Homes, area: north, route: cohort, units: [{kind: supported_living, count: 300}]}${schemes}}
  cohorts:
    returners:
      name: Returners
      clientGroup: everyone
      from: far
      kinds: [supported_living]
      transition: 14 days
${cohort}
${more}
`);

  it('tenancies end as those of a renewal process do', () => {
    // of 300 under way on day 0 so many are left after t days: the mean of the tails of gammas of shape 1, 2 and 3
    const r = 3 / 200;
    const left = (t: number) => Math.exp(-r * t) * (1 + (2 / 3) * r * t + (r * r * t * t) / 6);
    const input = specialist('      initial: []', 'initial: {housing: {vacant: {homes: 0}}}');
    expectWeeks(input, [{ channel: 'specialist.tenants', expected: overWeek((t) => 300 * left(t)) }]);
  });

  it('members on their way to readiness and to approval', () => {
    // one a day, ready after 120 days of shape 4; approval takes 60 fixed days from the day they come
    const input = specialist(
      `      arrivals: {rate: 1 per day, ready: {gamma: {mean: 120 days, shape: 4}}, kinds: {supported_living: 1}}
      initial: [{people: 120, wanted: {north: 120}, kinds: {supported_living: 120}}]`,
      'initial: {housing: {vacant: {homes: 300}}}',
    );
    expectWeeks(input, [flat('specialist.waiting', 120, 'waiting_for', 'readiness')]);
  });

  it('carers of Shared Lives who are being assessed: approvals come from the first week', () => {
    const input = specialist(
      '      initial: []',
      `  sharedLives: {recruits: {north: 2 per day}, approval: {gamma: {mean: 90 days, shape: 4}}, approved: 50%}`,
      ', carers: {name: Carers, area: north, route: cohort, units: [{kind: shared_lives, count: 0}]}',
    );
    expectWeeks(input, [flat('specialist.carers_approved', 7)], 200, 0.04);
  });
});

describe('packages held for clients in hospital', LONG, () => {
  it('for some days, and given up then', () => {
    // Stays of 10 and 30 days, as likely, held for 10 and 14: 400 in care with 0.02 admissions a day hold 400 x 0.02 x 12 = 96, and half of
    // the 8 a day are given up. As many as that come anew; who was given up comes back 16 days later, after the weeks that are counted.
    const input = inputOfText(`
extends: textbook/home-care.yaml
weeks: 2
warmUpWeeks: 0
demand: {community: {rate: {everyone: 4 per day}}}
homeCare:
  packages: {length: {exponential: {mean: 500 years}}, hospital: {admissions: 0.02 per day, stay: {empirical: {values: [10 days, 30 days]}}}}
  retention: {held: 14 days, paid: 7 days}
initial: {homeCare: {people: {everyone: 496}}}
`);
    const found = replicate(input, 300, (r) => ({
      held: r.mean('home_care.held'),
      early: r.weekly('home_care.held')[0]!,
      givenUp: r.weekly('home_care.given_up_in_hospital')[0]!,
    }));
    expectAgreement('held', found.held, 96);
    expectAgreement('held in the first week', found.early, 96);
    expectAgreement('given up in the first week', found.givenUp, 28);
  });
});
