/** Home care by hand: dated requests, fixed laws, and the exact times that follow. */
import { describe, expect, it } from 'vitest';
import { at, expectTimes, tell } from '../support/story.js';

/** One area, one provider, requests from arrivals.csv; the start is a Monday. */
const care = (start: string, homeCare: string, rest = '') => `
extends: textbook/home-care.yaml
start: ${start}
weeks: 20
warmUpWeeks: 0
demand: {community: {rate: null, replay: arrivals.csv}}
homeCare: ${homeCare}
${rest}
`;

describe('answers on working days', () => {
  // Easter 2024: Good Friday is 29 March (day 4), Easter Monday 1 April (day 7).
  const arrivals = [
    '2024-03-26,10:00,all,everyone', // Tuesday: answered on Wednesday at ten
    '2024-03-28,10:00,all,everyone', // Thursday: Friday is a bank holiday, so Tuesday at nine
    '2024-04-12,15:00,all,everyone', // Friday: would be Saturday, so Monday at nine
  ];

  it('move from weekends and bank holidays to the next working morning', () => {
    const { timesOf } = tell(care('2024-03-25', '{offers: {answer: 1 day, answersAtWeekends: false, startDelay: 2 days}}'), arrivals);
    expectTimes(timesOf('offered'), [at(1, 10), at(3, 10), at(18, 15)]);
    expectTimes(timesOf('sourced'), [at(2, 10), at(8, 9), at(21, 9)]);
    expectTimes(timesOf('care starts'), [at(4, 10), at(10, 9), at(23, 9)]);
  });

  it('stay where they fall when weekends are paid for', () => {
    const { timesOf } = tell(care('2024-03-25', '{offers: {answer: 1 day, answersAtWeekends: true, startDelay: 2 days}}'), arrivals);
    expectTimes(timesOf('sourced'), [at(2, 10), at(4, 10), at(19, 15)]);
  });
});

describe('the interim care list', () => {
  it('is joined at the second working-day round after the request', () => {
    const { timesOf, reading } = tell(care('2024-03-25', '{packages: {hours: 5}, providers: [{id: only, hours: 4}]}'), [
      '2024-03-25,08:00,all,everyone', // Monday before nine: rounds at nine on Monday and Tuesday
      '2024-03-28,08:00,all,everyone', // Thursday before nine: Thursday, then Tuesday after Easter
      '2024-03-28,10:00,all,everyone', // Thursday after nine: Tuesday, then Wednesday
    ]);
    expectTimes(timesOf('joins the interim care list'), [at(1, 9), at(8, 9), at(9, 9)]);
    expect(timesOf('sourced')).toEqual([]);
    expect(reading.end('list.people')).toBe(3);
    expect(reading.end('list.hours')).toBe(15);
    // nobody has room: all waiting is shortage
    expect(reading.area('brokerage.shortage')).toBeCloseTo(140 - at(0, 8) + 140 - at(3, 8) + 140 - at(3, 10), 9);
  });
});

describe('fit', () => {
  // Twelve hours: a big package (8) leaves 4, too few for the next big one, enough for a small one (3).
  const scenario = (fit: string) => `
extends: textbook/home-care.yaml
start: 2024-01-08
weeks: 10
warmUpWeeks: 0
clientGroups: {everyone: null, big: {name: Big}, small: {name: Small}}
demand: {community: {rate: null, replay: arrivals.csv}}
homeCare:
  packages: {hours: {big: 8, small: 3}, length: 20 days}
  providers: [{id: only, hours: 12}]
brokerage: {fit: ${fit}}
`;
  const arrivals = ['2024-01-08,00:00,all,big', '2024-01-09,00:00,all,big', '2024-01-10,00:00,all,small'];

  it('best fit: the small one does not wait for the big one before it', () => {
    const { timesOf, reading } = tell(scenario('best_fit'), arrivals);
    expectTimes(timesOf('care starts'), [0, 2, 20]);
    expect(reading.count('brokerage.skips')).toBe(1);
  });

  it('strict: nobody overtakes', () => {
    const { timesOf, reading } = tell(scenario('strict'), arrivals);
    expectTimes(timesOf('care starts'), [0, 20, 20]);
    expect(reading.count('brokerage.skips')).toBe(0);
  });
});

describe('reviews', () => {
  it('increase a package beyond capacity: served, and counted as overuse', () => {
    const { reading } = tell(
      care(
        '2024-01-08',
        '{packages: {hours: 10, length: 1 year, reviews: {every: 7 days, factor: 1.5, leastHours: 1, mostHours: 20}}, providers: [{id: only, hours: 12}]}',
      ),
      ['2024-01-08,00:00,all,everyone'],
    );
    // 10, then 15, then 22.5 cut to 20
    expect([...reading.weekly('home_care.hours').subarray(0, 4)]).toEqual([10, 15, 20, 20]);
    expect([...reading.weekly('home_care.overuse_hours').subarray(0, 4)]).toEqual([0, 3, 8, 8]);
    expect([...reading.weekly('home_care.capacity_hours').subarray(0, 4)]).toEqual([12, 12, 12, 12]);
  });
});

describe('a hand-back', () => {
  const handBack =
    '{packages: {hours: 10, length: 1 year}, notice: 10 days, handBack: {base: 1 per day}, offers: {answer: 3 days, startDelay: 1 day}, providers: [{id: only, hours: 10}]}';
  const arrivals = ['2024-01-08,12:00,all,everyone'];

  it('is served for its notice, then uncovered until it is sourced again and starts', () => {
    const { timesOf, reading } = tell(care('2024-01-08', handBack), arrivals);
    expect(timesOf('care starts')[0]).toBeCloseTo(4.5, 9);
    const handed = timesOf('handed back')[0]!;
    expect(handed).toBeGreaterThan(4.5);
    // the only provider has room again when its own care stops
    expect(timesOf('care stops')[0]).toBeCloseTo(handed + 10, 9);
    expect(timesOf('offered')[1]).toBeCloseTo(handed + 10, 9);
    expect(timesOf('sourced')[1]).toBeCloseTo(handed + 13, 9);
    expect(timesOf('care starts')[1]).toBeCloseTo(handed + 14, 9);
    // four days uncovered at the first request and four in each full hand-back; the last may be cut by the end
    const starts = timesOf('care starts').length;
    const last = timesOf('care stops').length === starts ? 140 - timesOf('care stops').at(-1)! : 0;
    expect(reading.area('home_care.uncovered_people')).toBeCloseTo(4.5 - 0.5 + 4 * (starts - 1) + last, 6);
    expect(reading.count('home_care.hand_backs')).toBe(timesOf('handed back').length);
  });

  it('becomes urgent seven days before care stops', () => {
    const { timesOf, events } = tell(care('2024-01-08', handBack), arrivals);
    const requests = events.filter((event) => event.what === 'requested');
    expect(requests[1]).toMatchObject({ detail: 'hand_back_other', time: timesOf('handed back')[0] });
    const { reading } = tell(care('2024-01-08', handBack.replace('notice: 10 days', 'notice: 7 days')), arrivals);
    expect(reading.count('list.requests', 'priority', 'hand_back_urgent')).toBeGreaterThan(0);
    expect(reading.count('list.requests', 'priority', 'hand_back_other')).toBe(0);
  });

  it('is covered by reablement from its next opening until the new care starts', () => {
    const cover = `
reablement:
  posts: 2
  paidHoursPerCarer: 40
  contactShare: 1
  pricePerPaidHour: 20
  hours: 10
  length: 20 days
  intake: {opens: 8, closes: 22}
  lastResort: {share: 1, thresholdHours: never}
  outcomes: {independent: 1}
  homeCareHoursShare: 0.5
  afterwards: {died: 0 per day, careHome: 0 per day, readmitted: 0 per day, referredAgain: 0 per day}
  giveUp: {hospital: 0 per day, home: 0 per day}
`;
    const { timesOf } = tell(care('2024-01-08', handBack, cover), arrivals);
    const stops = timesOf('care stops')[0]!;
    const hour = (stops - Math.floor(stops)) * 24;
    const opens = hour < 8 ? at(Math.floor(stops), 8) : hour <= 22 ? stops : at(Math.floor(stops) + 1, 8);
    expect(timesOf('covered as last resort')[0]).toBeCloseTo(opens, 9);
    expect(timesOf('care starts')[1]).toBeCloseTo(stops + 4, 9);
  });
});

describe('the length of need', () => {
  it('runs while a provider or reablement delivers care, and stands still while uncovered', () => {
    // Closed by decree on day 14 with 7 days of notice; the other provider opens room on day 35.
    const { reading, timesOf } = tell(
      `
extends: textbook/home-care.yaml
start: 2024-01-08
weeks: 12
warmUpWeeks: 0
demand: {community: {rate: null, replay: arrivals.csv}}
homeCare:
  packages: {hours: 10, length: 30 days}
  exitNotice: 7 days
  providers:
    - {id: only, hours: 10}
    - {id: other, name: Other, tier: framework, areas: [all], count: 1, hours: 1, acceptance: 1, answerFactor: 1, handBackFactor: 1, mostContactRatio: 1, price: 20, ratings: {good: 1}}
changes:
  - {from: week 3, why: the provider closes, set: {homeCare.providers.only.closes: true}}
  - {from: week 6, why: the other grows, set: {homeCare.providers.other.hours: 10}}
`,
      ['2024-01-08,00:00,all,everyone'],
    );
    expect(timesOf('provider gives notice')).toEqual([14]);
    expect(timesOf('care stops')).toEqual([21]);
    expect(timesOf('care starts')).toEqual([0, 35]);
    // 21 of 30 days are over; the other 9 run from day 35 to day 44, in the seventh week
    expect([...reading.weekly('home_care.ends')].indexOf(1)).toBe(6);
    expect(reading.area('home_care.people')).toBeCloseTo(30, 9);
    expect(reading.area('home_care.uncovered_people')).toBeCloseTo(14, 9);
    expect(reading.count('home_care.exit_people')).toBe(1);
  });
});

describe('a hospital stay', () => {
  const stay = (days: number) =>
    care(
      '2024-01-08',
      `{packages: {hours: 10, length: 60 days, hospital: {admissions: 0.1 per day, stay: ${days} days}}, retention: {held: 7 days, paid: 2 days}}`,
    );
  const arrivals = ['2024-01-08,12:00,all,everyone'];

  it('inside the retention period: the package is held and restarts', () => {
    const { timesOf, reading } = tell(stay(5), arrivals);
    const admitted = timesOf('admitted to hospital');
    expect(admitted.length).toBeGreaterThan(0);
    expectTimes(
      timesOf('care restarts after hospital'),
      admitted.map((time) => time + 5),
    );
    expect(timesOf('requested').length).toBe(1);
    expect(reading.count('hospital.discharges', 'pathway', 'restart')).toBe(admitted.length);
    expect(reading.area('home_care.held')).toBeCloseTo(5 * admitted.length, 9);
    // 60 days of need beside the days in hospital; two days of each stay are paid for, at 10 hours a week and 20 pounds
    expect(reading.area('home_care.people')).toBeCloseTo(60 + 5 * admitted.length, 9);
    expect(reading.count('cost.home_care')).toBeCloseTo(((60 + 2 * admitted.length) / 7) * 200, 6);
  });

  it('beyond it: the package is given up, and sourced afresh when its client is ready', () => {
    const { timesOf, detailsOf, reading } = tell(stay(10), arrivals);
    const admitted = timesOf('admitted to hospital');
    expect(admitted.length).toBeGreaterThan(0);
    expectTimes(
      timesOf('package given up'),
      admitted.map((time) => time + 7),
    );
    expectTimes(
      timesOf('ready to leave hospital'),
      admitted.map((time) => time + 10),
    );
    expect(detailsOf('ready to leave hospital').every((pathway) => pathway === 'pathway_1')).toBe(true);
    expect(reading.count('home_care.given_up_in_hospital')).toBe(admitted.length);
    expect(reading.count('list.requests', 'priority', 'hospital')).toBe(admitted.length);
    expect(reading.area('home_care.held')).toBeCloseTo(7 * admitted.length, 9);
  });
});

describe("the principal's first refusal", () => {
  const principal = (cap: string, acceptance = 1) => `
extends: textbook/home-care.yaml
start: 2024-01-08
weeks: 4
warmUpWeeks: 0
demand: {community: {rate: null, replay: arrivals.csv}}
homeCare:
  packages: {hours: 10, length: 1 year}
  principal: {providers: {all: chief}, cap: ${cap}}
  providers:
    - {id: only, hours: 100}
    - {id: chief, name: Chief, tier: principal, areas: [all], count: 1, hours: 30, acceptance: ${acceptance}, ratings: {good: 1}}
`;
  const arrivals = Array.from({ length: 6 }, (_, i) => `2024-01-${String(8 + i).padStart(2, '0')},12:00,all,everyone`);

  it('holds while its hours with the package are at most the cap of all council hours', () => {
    // 10/10 is over half, 10/20 is not, 20/30 is, 20/40 is not, ...
    expect(tell(principal('50%'), arrivals).detailsOf('care starts')).toEqual([
      'only-1',
      'chief-1',
      'only-1',
      'chief-1',
      'only-1',
      'chief-1',
    ]);
  });

  it('is nothing at a cap of 0, and everything up to its room at a cap of 1', () => {
    expect(tell(principal('0%'), arrivals).detailsOf('care starts')).toEqual(Array.from({ length: 6 }, () => 'only-1'));
    expect(tell(principal('100%'), arrivals).detailsOf('care starts')).toEqual([
      'chief-1',
      'chief-1',
      'chief-1',
      'only-1',
      'only-1',
      'only-1',
    ]);
  });

  it('refused, the package goes to the framework', () => {
    const { detailsOf } = tell(principal('100%', 0), arrivals);
    expect(detailsOf('refused')).toEqual(Array.from({ length: 6 }, () => 'chief-1'));
    expect(detailsOf('care starts')).toEqual(Array.from({ length: 6 }, () => 'only-1'));
  });

  it('counts offers still out when the model begins', () => {
    // The first is offered to the chief on day 13, before it is principal, and accepted on day 20. Then 20 of 20 hours would be over half.
    const { events } = tell(
      `
extends: textbook/home-care.yaml
start: 2024-01-08
weeks: 6
warmUpWeeks: 0
demand: {community: {rate: null, replay: arrivals.csv}}
homeCare:
  packages: {hours: 10, length: 1 year}
  offers: {answer: 7 days}
  providers:
    - {id: only, hours: 100}
    - {id: chief, name: Chief, tier: principal, areas: [all], count: 1, hours: 200, acceptance: 1, ratings: {good: 1}}
changes:
  - {from: week 3, why: the model begins, set: {homeCare.principal: {providers: {all: chief}, cap: 50%}}}
`,
      ['2024-01-21,00:00,all,everyone', '2024-01-29,00:00,all,everyone'],
    );
    const offered = events.filter((event) => event.what === 'offered').map((event) => [event.time, event.detail]);
    expect(offered).toEqual([
      [13, 'chief-1'],
      [21, 'only-1'],
    ]);
  });

  it('with a duty to absorb packages of closing providers, leaves all others in line as before', () => {
    // One framework place, taken until day 20.5 (a Sunday); the principal has room and a cap of 0.
    const withDuty = (absorbs: boolean) =>
      tell(
        `
extends: textbook/home-care.yaml
start: 2024-01-08
weeks: 6
warmUpWeeks: 0
demand: {community: {rate: null, replay: arrivals.csv}}
homeCare:
  packages: {hours: 10, length: 20 days}
  principal: {providers: {all: chief}, cap: 0%, aboveCap: never, absorbsExits: ${absorbs}}
  providers:
    - {id: only, hours: 10}
    - {id: chief, name: Chief, tier: principal, areas: [all], count: 1, hours: 100, ratings: {good: 1}}
`,
        ['2024-01-08,12:00,all,everyone', '2024-01-09,12:00,all,everyone'],
      ).timesOf('care starts');
    expectTimes(withDuty(false), [0.5, 20.5]);
    expectTimes(withDuty(true), [0.5, 20.5]);
  });

  it('the duty takes the packages of a closing provider whatever the cap', () => {
    const { timesOf, detailsOf } = tell(
      `
extends: textbook/home-care.yaml
start: 2024-01-08
weeks: 6
warmUpWeeks: 0
demand: {community: {rate: null, replay: arrivals.csv}}
homeCare:
  packages: {hours: 10, length: 1 year}
  exitNotice: 14 days
  offers: {answer: 2 days}
  principal: {providers: {all: chief}, cap: 0%, absorbsExits: true}
  providers:
    - {id: only, hours: 10}
    - {id: chief, name: Chief, tier: principal, areas: [all], count: 1, hours: 100, ratings: {good: 1}}
changes:
  - {from: week 3, why: the provider closes, set: {homeCare.providers.only.closes: true}}
`,
      ['2024-01-08,12:00,all,everyone'],
    );
    expect(detailsOf('care starts')).toEqual(['only-1', 'chief-1']);
    expectTimes(timesOf('care starts'), [2.5, 16]);
  });
});
