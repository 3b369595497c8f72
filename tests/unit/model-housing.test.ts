/** A letting, a tenancy and the register by hand: every delay fixed, so that each event's day can be worked out on paper. */
import { describe, expect, it } from 'vitest';
import { LONG } from '../support/agreement.js';
import { expectTimes, tell } from '../support/story.js';

interface Setting {
  readonly route?: 'direct' | 'choice_based';
  readonly flats?: string;
  readonly vacant?: number;
  readonly tenants?: string;
  readonly lettings?: string;
  readonly schemes?: string;
  readonly register?: string;
  readonly bands?: string;
  readonly panel?: string;
  readonly more?: string;
  readonly homeCare?: string;
}

const LETTINGS =
  'notice: 28 days, works: 10 days, cycleEvery: 14 days, bidding: 5 days, shortlisting: 4 days, nominating: 6 days, assessment: 3 days, answer: 2 days, moveIn: 7 days';
const BAND = '{hours: 10, ends: 0 per year, endReasons: {died: 1}, care: {none: 1}}';

/** One scheme of one flat, vacant and under works on day 0 unless something else is said; applicants come from `arrivals.csv`. */
const scenario = ({
  route = 'direct',
  flats = '{kind: one_bed, count: 1}',
  vacant = 0,
  tenants = 'none: 1',
  lettings = 'refusal: 0, aim: 0, mix: {low: 1}',
  schemes = '',
  register = 'bands: {low: 1}, leaves: 0 per year, leaveReasons: {family: 1}',
  bands = `low: ${BAND}, medium: ${BAND}, high: ${BAND}`,
  panel = '4 weeks',
  more = '',
  homeCare = '',
}: Setting = {}) => `
name: Flats
start: 2024-01-01
weeks: 40
areas: {here: {name: Here, share: 1}}
clientGroups: {everyone: {name: Everyone}}
demand: {applicants: {replay: arrivals.csv}}
initial: {housing: {vacant: {scheme: ${vacant}}, care: {${tenants}}, bands: {low: 1}}}
housing:
  panelEvery: {landlord: ${panel}}
  schemes:
    scheme: {name: Scheme, area: here, landlord: landlord, route: ${route}, rent: 70, units: [${flats}], care: {provider: carer, price: 20, core: 1400}}
${schemes}
  lettings: {${LETTINGS}, ${lettings}}
  bands: {${bands}}
  needs: {worsens: 0 per year, improves: 0 per year}
  register: {${register}}
${more}
${homeCare}
${bands === LEAVING ? 'changes: [{from: 2024-01-02, why: tenants leave, set: {housing.bands.low.ends: 1e12 per day}}]' : ''}
`;

/** Tenants who give notice on day 1, or when they have moved in: nobody is under notice on day 0. */
const LEAVING = `low: {hours: 10, ends: 0 per year, endReasons: {moved_away: 1}, care: {none: 1}}, medium: ${BAND}, high: ${BAND}`;
const arrival = (day: number) => `2024-01-${String(day + 1).padStart(2, '0')},00:00,here,everyone`;

describe('a letting, step by step', LONG, () => {
  it('nominated by the landlord: notice, works, nomination, assessment, the next panel, the answer, moving in', () => {
    // notice to day 29, works to 39, nominated on 45, assessed by 48; the panel of day 56; answer 58; in on 65, and gives notice there
    const story = tell(scenario({ bands: LEAVING, tenants: 'none: 1' }), [arrival(0), arrival(1)]);
    const round = 65;
    expectTimes(story.timesOf('tenancy ends').slice(0, 2), [1, round]);
    expectTimes(story.timesOf('flat offered').slice(0, 1), [56]);
    expectTimes(story.timesOf('flat accepted').slice(0, 1), [58]);
    expectTimes(story.timesOf('moves in').slice(0, 1), [round]);
    // vacant from the keys to moving in: works 10, nomination 6, assessment and panel 11, offered 2, moving in 7
    const stages = { works: 10, advertised: 6, assessment: 11, offered: 2, moving_in: 7 };
    for (const [stage, days] of Object.entries(stages))
      expect(story.reading.area('housing.void', 'stage', stage, { from: 0, to: 10 }), stage).toBeCloseTo(days, 6);
    expect(story.reading.count('cost.void_rent', 'payer', 'landlord', { from: 0, to: 10 }) * 7).toBeCloseTo(36 * 70, 6);
  });

  it('choice-based: waits for the next opening of the bidding cycle, the bids and the shortlist', () => {
    // keys on day 29, works to 39; the cycle opens on 42, bids to 47, shortlist 51, assessed 54, panel 56, answer 58, in on 65
    const story = tell(scenario({ route: 'choice_based', bands: LEAVING }), [arrival(0), arrival(1)]);
    expectTimes(story.timesOf('flat offered').slice(0, 1), [56]);
    expectTimes(story.timesOf('moves in').slice(0, 1), [65]);
    expect(story.reading.area('housing.void', 'stage', 'advertised', { from: 0, to: 9 })).toBeCloseTo(51 - 39, 6);
    expect(story.reading.area('housing.void', 'stage', 'assessment', { from: 0, to: 9 })).toBeCloseTo(56 - 51, 6);
  });

  it('without panel dates the panel sits when there is something to decide', () => {
    const story = tell(scenario({ panel: '0 days', bands: LEAVING }), [arrival(0), arrival(1)]);
    expectTimes(story.timesOf('flat offered').slice(0, 1), [48]);
  });

  it('nobody on the register: nominated for again from the next day, until somebody applies', () => {
    // offered to nobody on day 56: again from 57, nominated 63, assessed 66, panel 84; the applicant of day 60 is offered it there
    const story = tell(scenario({ bands: LEAVING }), ['2024-03-01,00:00,here,everyone']);
    expectTimes(story.timesOf('flat offered').slice(0, 1), [84]);
  });
});

describe('who is offered a flat', LONG, () => {
  const steps = (setting: Setting, arrivals: readonly string[]) =>
    tell(scenario({ panel: '0 days', bands: LEAVING, ...setting }), arrivals);

  it('the longest wait first', () => {
    const story = steps({}, [arrival(3), arrival(1), arrival(2)]);
    const first = story.events.find((event) => event.what === 'flat offered')!.person;
    const applied = story.events.filter((event) => event.what === 'applies for a flat');
    expect(applied[0]!.person).toBe(first);
    expect(applied[0]!.time).toBe(1);
  });

  it('after a refusal the next, at the time an answer takes', () => {
    // refused by everyone: offers on 48, 50, 52, then nominated again from 55
    const story = steps({ lettings: 'refusal: 99%, aim: 0, mix: {low: 1}, offersEach: 3' }, [0, 1, 2, 3].map(arrival));
    const offers = story.events.filter((event) => event.what === 'flat offered').slice(0, 3);
    expectTimes(
      offers.map((event) => event.time),
      [48, 50, 52],
    );
    expect(new Set(offers.map((event) => event.person)).size).toBe(3);
    expectTimes(story.timesOf('flat offered').slice(3, 4), [54 + 1 + 6 + 3]);
  });

  it('a couple only a flat for two', () => {
    const couples = { register: 'bands: {low: 1}, couples: 1, leaves: 0 per year, leaveReasons: {family: 1}' };
    expect(steps(couples, [arrival(0)]).timesOf('moves in')).toEqual([]);
    const story = steps({ ...couples, flats: '{kind: two_bed, count: 1, persons: 2}' }, [arrival(0)]);
    expectTimes(story.timesOf('moves in').slice(0, 1), [57]);
  });

  it('taken off the register after so many refusals', () => {
    const register = 'bands: {low: 1}, leaves: 0 per year, leaveReasons: {family: 1}, mostRefusals: 1';
    const story = steps({ lettings: 'refusal: 99%, aim: 0, mix: {low: 1}', register }, [arrival(0)]);
    expectTimes(story.timesOf('flat refused'), [50]);
    expectTimes(story.timesOf('leaves the register'), [50]);
    expect(story.reading.end('housing.register')).toBe(0);
  });
});

describe('a scheme that opens', LONG, () => {
  const opening = (rest: string) =>
    scenario({
      schemes: `    new: {name: New, area: here, landlord: landlord, route: direct, opens: 2024-03-04, rent: 70, units: [{kind: one_bed, count: 3}], care: {provider: carer, price: 20, core: 700}, ${rest}}`,
      panel: '0 days',
    });
  const applicants = [0, 1, 2].map(arrival);

  it('lets its flats from its day on, and pays its core service', () => {
    // day 63: nominated 69, assessed 72, answer 74, in on 81
    const story = tell(opening('capital: 100000'), applicants);
    expectTimes(story.timesOf('scheme opens'), [63]);
    expectTimes(story.timesOf('moves in'), [81, 81, 81]);
    expect(story.reading.mean('housing.void', 'scheme', 'new', { from: 0, to: 9 })).toBe(0);
    expect(story.reading.mean('housing.void', 'scheme', 'new', { from: 9, to: 10 })).toBe(3);
    expect(story.reading.count('cost.housing_capital', 'payer', 'council')).toBe(300_000);
    expect(story.reading.mean('cost.housing', 'scheme', 'new', { from: 9, to: 40 })).toBeCloseTo(700, 9);
  });

  it('after a quality visit, at a pace, with letting begun ahead', () => {
    // open on day 77 after the visit; letting from day 49: accepted on 60, due in on 67, but not before 77 and one a week
    const story = tell(opening('qualityVisit: 2 weeks, letsAhead: 4 weeks, fillPerWeek: 1'), applicants);
    expectTimes(story.timesOf('scheme opens'), [77]);
    expectTimes(story.timesOf('moves in'), [77, 84, 91]);
    expect(story.reading.area('housing.void', 'scheme', 'new')).toBeCloseTo(7 + 14, 6);
  });
});

describe("tenants' care", LONG, () => {
  const band = (care: string, ends = '0 per year') => `{hours: 10, ends: ${ends}, endReasons: {died: 1}, care: {${care}: 1}}`;
  const withCare = (tenants: string, more = '', bands = 'none') =>
    tell(scenario({ tenants, more, bands: `low: ${band(bands)}, medium: ${band(bands)}, high: ${band(bands)}` }));

  it.each([
    ['commissioned', 'council', 200],
    ['direct_payment', 'council', 120],
    ['private_on_site', 'resident', 200],
    ['private_elsewhere', 'resident', 200],
    ['none', 'resident', 0],
  ])('%s is paid by %s', (care, payer, pounds) => {
    const { reading } = withCare(`${care}: 1`, '  directPaymentPerHour: 12');
    const core = payer === 'council' ? 1400 : 0;
    expect(reading.mean('cost.housing', 'payer', payer)).toBeCloseTo(pounds + core, 9);
    expect(reading.mean('housing.tenants', 'care', care)).toBe(1);
    expect(reading.mean('housing.care_hours')).toBe(care === 'commissioned' ? 10 : 0);
  });

  it('is not billed while the tenant is away', () => {
    const { reading } = withCare('commissioned: 1', '  away: {rate: 1 per day, stay: 3 days}');
    // away three days for each one there, in the long run
    expect(reading.mean('housing.commissioned')).toBe(1);
    expect(reading.mean('housing.billed')).toBeLessThan(0.4);
    expect(reading.mean('housing.care_cost')).toBeCloseTo(200 * reading.mean('housing.billed'), 6);
  });

  it('goes up with the band', () => {
    const hours = (h: number) => `{hours: ${h}, ends: 0 per year, endReasons: {died: 1}, care: {none: 1}}`;
    const text = scenario({ tenants: 'commissioned: 1', bands: `low: ${hours(4)}, medium: ${hours(10)}, high: ${hours(20)}` });
    const { reading, detailsOf } = tell(text.replace('worsens: 0 per year', 'worsens: 1 per day'));
    expect(detailsOf('needs change')).toEqual(['medium', 'high']);
    expect(reading.end('housing.care_hours')).toBe(20);
  });

  it('changes provider and price on a date', () => {
    const changes =
      'changes:\n  - {from: week 11, why: a new contract, set: {housing.schemes.scheme.care.provider: other, housing.schemes.scheme.care.price: 25, housing.schemes.scheme.care.core: 1000, housing.schemes.scheme.rent: 80}}';
    const { reading, detailsOf, timesOf } = withCare('commissioned: 1', changes);
    expectTimes(timesOf('care provider changes'), [70]);
    expect(detailsOf('care provider changes')).toEqual(['scheme: carer to other']);
    expect(reading.mean('cost.housing', 'payer', 'council', { from: 0, to: 10 })).toBe(1600);
    expect(reading.mean('cost.housing', 'payer', 'council', { from: 10, to: 40 })).toBe(1250);
    expect(reading.count('housing.provider_changes')).toBe(1);
  });
});

describe('the register', LONG, () => {
  it('takes those who leave reablement for a flat', () => {
    const [, housing] = scenario({ vacant: 1, tenants: 'none: 0', panel: '0 days' }).split(/^(?=housing:)/m);
    const { timesOf, reading } = tell(
      `extends: textbook/reablement.yaml
start: 2024-01-01
weeks: 40
warmUpWeeks: 0
hospital: {pathways: {1: {rate: null, replay: arrivals.csv}}}
reablement: {outcomes: {independent: 0, homeCare: 0, housing: 1}}
initial: {housing: {vacant: {scheme: 1}, care: {none: 0}, bands: {low: 1}}}
${housing!.replace('area: here', 'area: all')}`,
      ['2024-01-01,12:00,all,everyone'],
    );
    // an episode of 42 days; the priority of hospital goes with them
    expectTimes(timesOf('applies for a flat'), [42.5]);
    expect(reading.count('housing.applications', 'priority', 'hospital')).toBe(1);
    expect(timesOf('moves in')).toHaveLength(1);
  });
});
