/** The home care market over time: transfers that end, caps, ratings, closures and who takes over, posts that go where the work is. */
import { describe, expect, it } from 'vitest';
import { expectAgreement, LONG } from '../support/agreement.js';
import { inputOfText, type Reading, replicate, runOnce } from '../support/scenario.js';
import { at, expectTimes, tell } from '../support/story.js';

const CHIEF = 'name: Chief, tier: principal, areas: [all], count: 1';
const ALIKE = 'acceptance: 1, answerFactor: 1, handBackFactor: 1, mostContactRatio: 1, price: 20, ratings: {good: 1}';
const daily = (n: number) => Array.from({ length: n }, (_, i) => `2024-01-${String(8 + i).padStart(2, '0')},12:00,all,everyone`);

describe('transfers to a principal', () => {
  const withTransfers = (pace: string, length: string) => `
extends: textbook/home-care.yaml
start: 2024-01-08
weeks: 60
warmUpWeeks: 0
initial: {homeCare: {people: {everyone: 40}}}
demand: {community: {rate: {everyone: ${length === '500 years' ? '0 per day' : '1 per week'}}}}
homeCare:
  packages: {hours: 10, length: ${length}}
  providers:
    - {id: only, hours: 1000}
    - {id: chief, ${CHIEF}, hours: 1, ratings: {good: 1}}
changes:
  - {from: week 5, why: the model begins, set: {homeCare.providers.chief.hours: 1000, homeCare.principal: {providers: {all: chief}, cap: 90%, transferShare: 50%, ${pace}}}}
`;

  it.each(['transferOver: 10 weeks', 'transfersPerWeek: 2'])('are a programme with an end (%s)', (pace) => {
    const moved = [...runOnce(inputOfText(withTransfers(pace, '500 years')), 1, { checkInvariants: true }).weekly('home_care.transfers')];
    expect(moved.slice(4, 16).filter((n) => n > 0)).toEqual(Array.from({ length: 10 }, () => 2));
    expect(moved.reduce((sum, n) => sum + n, 0)).toBe(20);
  });

  it('are not opened again by packages that end or come later', () => {
    const input = inputOfText(withTransfers('transfersPerWeek: 2', '{exponential: {mean: 40 weeks}}'));
    for (let replication = 1; replication <= 20; replication++) {
      const reading = runOnce(input, replication, { checkInvariants: true });
      const served = reading.weekly('home_care.people', 'tier', 'framework')[3]!;
      expect(reading.count('home_care.transfers')).toBeLessThanOrEqual(Math.ceil(served / 2) + 1);
      expect(reading.count('home_care.transfers', 'all', 'all', { from: 20 })).toBe(0);
    }
  });

  it('bring carers only where the principal lacks hours', () => {
    const carers = (hours: number) => {
      const reading = runOnce(
        inputOfText(`
extends: textbook/home-care.yaml
weeks: 30
warmUpWeeks: 0
initial: {homeCare: {people: {everyone: 40}}}
demand: {community: {rate: {everyone: 0 per day}}}
homeCare:
  packages: {hours: 10, length: 500 years}
  principal: {providers: {all: chief}, cap: 100%, transferShare: 50%, transferOver: 20 weeks}
  providers:
    - {id: only, hours: null, posts: 12}
    - {id: chief, ${CHIEF}, posts: ${hours / 40}, ratings: {good: 1}}
`),
        1,
        { checkInvariants: true },
      );
      expect(reading.count('home_care.transfers')).toBeGreaterThan(0);
      return reading.end('workforce.carers', 'tier', 'principal') - hours / 40;
    };
    // people of day 0 are spread over both by their capacity, so that a large principal serves most of them already
    expect(carers(1200)).toBe(0);
    expect(carers(0)).toBe(5);
  });
});

describe('a principal above its cap', () => {
  const story = (aboveCap: string) =>
    tell(
      `
extends: textbook/home-care.yaml
start: 2024-01-08
weeks: 4
warmUpWeeks: 0
demand: {community: {rate: null, replay: arrivals.csv}}
homeCare:
  packages: {hours: 10, length: 1 year}
  principal: {providers: {all: chief}, cap: 50%, aboveCap: ${aboveCap}}
  providers:
    - {id: only, hours: 20}
    - {id: chief, ${CHIEF}, hours: 30, ratings: {good: 1}}
`,
      daily(6),
    );

  it('is asked when everybody else has no room', () => {
    const { detailsOf, timesOf, reading } = story('last');
    expect(detailsOf('care starts')).toEqual(['only-1', 'chief-1', 'only-1', 'chief-1', 'chief-1']);
    expectTimes(timesOf('care starts'), [0.5, 1.5, 2.5, 3.5, 4.5]);
    expect(reading.area('home_care.capped_hours')).toBe(0);
  });

  it('or never: then the hours that its cap leaves idle while people wait are counted', () => {
    const { timesOf, reading } = story('never');
    // the fifth waits until the sixth makes the whole larger: 30 of 60 is half
    expectTimes(timesOf('care starts'), [0.5, 1.5, 2.5, 3.5, 5.5]);
    // at midnight after the fifth asked: 10 spare, 5 of them below the cap of 25
    expect(reading.area('home_care.capped_hours')).toBeCloseTo(5, 9);
  });

  it('counts with the other lots of its firm', () => {
    const { detailsOf } = tell(
      `
extends: textbook/home-care.yaml
start: 2024-01-08
weeks: 4
warmUpWeeks: 0
areas: {all: null, north: {name: North, share: 0.5}, south: {name: South, share: 0.5}}
demand: {community: {rate: null, replay: arrivals.csv}}
homeCare:
  packages: {hours: 10, length: 1 year}
  principal: {providers: {north: chief_north, south: chief_south}, cap: 100%, firmCap: 50%}
  providers:
    - {id: only, areas: [north, south], hours: 1000}
    - {id: chief_north, name: Chief, firm: Care, tier: principal, areas: [north], count: 1, hours: 500, ratings: {good: 1}}
    - {id: chief_south, name: Chief, firm: Care, tier: principal, areas: [south], count: 1, hours: 500, ratings: {good: 1}}
`,
      daily(6).map((row, i) => row.replace(',all,', i % 2 === 0 ? ',north,' : ',south,')),
    );
    expect(detailsOf('care starts')).toEqual(['only-1', 'chief_south-1', 'only-1', 'chief_south-1', 'only-1', 'chief_south-1']);
  });
});

describe('a principal below good', () => {
  it('loses first refusal and not its work: it is asked as others are', () => {
    const { detailsOf } = tell(
      `
extends: textbook/home-care.yaml
start: 2024-01-08
weeks: 4
warmUpWeeks: 0
demand: {community: {rate: null, replay: arrivals.csv}}
homeCare:
  packages: {hours: 10, length: 1 year}
  principal: {providers: {all: chief}, cap: 100%}
  providers:
    - {id: only, hours: 30}
    - {id: chief, ${CHIEF}, hours: 60, ratings: {requiresImprovement: 1}}
`,
      daily(9),
    );
    expect(detailsOf('care starts')).toEqual([...Array(3).fill('only-1'), ...Array(6).fill('chief-1')]);
  });
});

describe('lots that start on their own dates', () => {
  it('have no first refusal before', () => {
    const { events } = tell(
      `
extends: textbook/home-care.yaml
start: 2024-01-08
weeks: 6
warmUpWeeks: 0
areas: {all: null, north: {name: North, share: 0.5}, south: {name: South, share: 0.5}}
demand: {community: {rate: null, replay: arrivals.csv}}
homeCare:
  packages: {hours: 10, length: 1 year}
  providers:
    - {id: only, areas: [north, south], hours: 1000}
    - {id: chief_north, name: Chief, tier: principal, areas: [north], count: 1, hours: 500, ratings: {good: 1}}
    - {id: chief_south, name: Chief, tier: principal, areas: [south], count: 1, hours: 500, ratings: {good: 1}}
brokerage: {order: round_robin}
changes:
  - {from: week 2, why: north, set: {homeCare.principal: {providers: {north: chief_north}, cap: 100%}}}
  - {from: week 3, why: south, set: {homeCare.principal.providers.south: chief_south}}
`,
      ['2024-01-16,12:00,north,everyone', '2024-01-16,13:00,south,everyone', '2024-01-23,12:00,south,everyone'],
    );
    const starts = events.filter(({ what }) => what === 'care starts').map(({ area, detail }) => `${area} ${detail}`);
    expect(starts).toEqual(['north chief_north-1', 'south only-1', 'south chief_south-1']);
  });
});

describe('capacity follows work', () => {
  const market = (follows: boolean) =>
    inputOfText(`
extends: textbook/home-care.yaml
weeks: 156
warmUpWeeks: 0
demand: {community: {rate: {everyone: 5 per week}}}
initial: {homeCare: {people: {everyone: 100}}}
homeCare:
  packages: {hours: 10, length: {exponential: {mean: 40 weeks}}}
  ${follows ? 'capacityFollowsWork: {idleFrom: 15%, idleFor: 4 weeks, fullBelow: 5%, opensPerWeek: 5%}' : ''}
  providers:
    - {id: only, hours: null, posts: 40, acceptance: 0}
    - {id: busy, name: Busy, tier: framework, areas: [all], count: 2, posts: 20, ${ALIKE}}
workforce: {leaving: {framework: 60% per year}, lead: 5 weeks}
`);

  it('posts move from idle providers to full ones, and their number stays', () => {
    const input = market(true);
    for (let replication = 1; replication <= 5; replication++) {
      const reading = runOnce(input, replication, { checkInvariants: true });
      const open = reading.weekly('workforce.posts');
      const unfilled = reading.weekly('workforce.unfilled_posts');
      for (let w = 0; w < input.weeks; w++) expect(open[w]! + unfilled[w]!).toBeCloseTo(60, 6);
      expect(reading.end('home_care.capacity_hours')).toBeGreaterThan(0);
    }
  });

  it('so that fewer wait for care where the work is', () => {
    const waiting = (follows: boolean) =>
      replicate(market(follows), 10, (r) => ({ list: r.mean('list.people', 'all', 'all', { from: 104 }) })).list;
    const [with_, without] = [waiting(true), waiting(false)];
    with_.forEach((list, i) => {
      expect(list).toBeLessThan(0.5 * without[i]!);
    });
  });
});

describe('a closure by decree', () => {
  const closing = (notice: string, more = '', exit = '') =>
    inputOfText(`
extends: textbook/home-care.yaml
weeks: 60
warmUpWeeks: 0
demand: {community: {rate: {everyone: 0 per day}}}
initial: {homeCare: {people: {everyone: 40}}}
homeCare:
  packages: {hours: 10, length: 500 years}
  notice: 28 days
  exit: {carersLost: 0, ${exit}}
  ${more}
  providers:
    - {id: only, hours: null, posts: 10, closingNotice: ${notice}}
    - {id: other, name: Other, tier: framework, areas: [all], count: 1, posts: 10, ${ALIKE}}
workforce: {recruitsPerWeek: 0, poolLoss: 0 per day}
changes:
  - {from: week 10, why: it closes, set: {homeCare.providers.only.closes: true}}
`);

  it('on notice: packages move with the carers who serve them, and nobody goes without', () => {
    const reading = runOnce(closing('8 weeks', '', 'carersMove: 100%'), 1, { checkInvariants: true });
    // twenty people of ten hours were served by five carers of forty hours each
    expect(reading.count('home_care.taken_over')).toBe(20);
    expect(reading.area('home_care.uncovered_people')).toBe(0);
    expect(reading.end('home_care.people')).toBe(40);
    expect(reading.end('workforce.carers')).toBe(15);
    expect(reading.end('workforce.pool')).toBe(5);
  });

  it('sudden: there is no time for a transfer', () => {
    const reading = runOnce(closing('5 days', '', 'carersMove: 100%'), 1, { checkInvariants: true });
    expect(reading.count('home_care.taken_over')).toBe(0);
    expect(reading.count('home_care.exit_people')).toBe(20);
  });

  it('has its room taken up again by vacant posts', () => {
    const posts = runOnce(closing('0 days', '', 'reentry: 4 weeks'), 1, { checkInvariants: true }).weekly('workforce.posts');
    expect([posts[8], posts[11], posts[20]]).toEqual([20, 10, 20]);
  });

  it('without re-entry leaves its posts to providers of the area that are full', () => {
    const follows = 'capacityFollowsWork: {idleFrom: 50%, idleFor: 4 weeks, fullBelow: 60%, opensPerWeek: 10%}';
    const reading = runOnce(closing('0 days', follows), 1, { checkInvariants: true });
    const [open, unfilled] = [reading.weekly('workforce.posts'), reading.weekly('workforce.unfilled_posts')];
    for (let w = 12; w < 60; w++) expect(open[w]! + unfilled[w]!).toBeCloseTo(20, 9);
    expect(open[59]!).toBeGreaterThan(15);
  });
});

describe('the hazard of closing', () => {
  // 300 providers with one package each, all of which end in the first four weeks; 2 a year when every hour is lost
  const providers = 300;
  const input = inputOfText(`
extends: textbook/home-care.yaml
weeks: 120
warmUpWeeks: 0
demand: {community: {rate: {everyone: 0 per day}}}
initial: {homeCare: {people: {everyone: ${providers}}}}
homeCare:
  packages: {hours: 10, length: 4 weeks}
  exit: {lossOfWork: 2 per year, shareOfStart: null, lossTolerance: 30%}
  providers:
    - {id: only, count: ${providers}, hours: ${providers * 10}}
`);

  it('is that of all hours lost, against the most in the last 52 weeks', LONG, () => {
    const found = replicate(input, 200, (reading: Reading) => ({
      year: reading.count('home_care.provider_exits', 'all', 'all', { to: 52 }) / providers,
      later: reading.count('home_care.provider_exits', 'all', 'all', { from: 57 }),
    }));
    // a package that ends in week k puts its provider at risk from week k + 1 on
    const risk = [1, 2, 3, 4].map((k) => 1 - Math.exp((-2 / 365.25) * 7 * (52 - k)));
    const expected = risk.reduce((sum, p) => sum + p, 0) / 4;
    expectAgreement('share of providers that close in a year', found.year, expected);
    // after a year without work there is nothing left to lose
    expect(Math.max(...found.later)).toBe(0);
  });
});

describe('what is bought', () => {
  it('guaranteed hours are paid whether used or not, and the unused are counted', () => {
    const reading = runOnce(
      inputOfText(`
extends: textbook/home-care.yaml
weeks: 10
warmUpWeeks: 0
demand: {community: {rate: {everyone: 0 per day}}}
initial: {homeCare: {people: {everyone: 3}}}
homeCare:
  packages: {hours: 10, length: 500 years}
  providers:
    - {id: only, price: 20, guaranteedHours: 100}
changes:
  - {from: week 6, why: fewer are guaranteed, set: {homeCare.providers.only.guaranteedHours: 20}}
`),
    );
    expect([...reading.weekly('cost.home_care')].map((x) => Math.round(x))).toEqual([...Array(5).fill(2000), ...Array(5).fill(600)]);
    expect([...reading.weekly('home_care.guaranteed_unused')].map((x) => Math.round(x))).toEqual([
      ...Array(5).fill(70),
      ...Array(5).fill(0),
    ]);
  });

  it('a factor on leaving is the same as the rate times the factor', () => {
    const carers = (factor: number, rate: number) =>
      runOnce(
        inputOfText(`
extends: textbook/home-care.yaml
weeks: 52
warmUpWeeks: 0
homeCare:
  providers:
    - {id: only, hours: null, posts: 200, leavingFactor: ${factor}}
workforce: {leaving: {framework: ${rate} per year}, lead: 5 weeks}
`),
      );
    expect(carers(2, 0.5).weekly('workforce.carers')).toEqual(carers(1, 1).weekly('workforce.carers'));
    expect(carers(0, 1).count('workforce.leavers')).toBe(0);
  });
});

describe('ratings', () => {
  const starts = (persistence: number) =>
    tell(
      `
extends: textbook/home-care.yaml
start: 2024-01-08
weeks: 12
warmUpWeeks: 0
demand: {community: {rate: null, replay: arrivals.csv}}
homeCare:
  packages: {hours: 10, length: 1 year}
  inspection: {every: 30 days, reinspection: 300 days, outcomes: {inadequate: 1}, persistence: ${persistence}}
  providers:
    - {id: only, hours: 1000}
`,
      ['2024-01-08,12:00,all,everyone', '2024-02-20,12:00,all,everyone'],
    ).timesOf('care starts');

  it('are drawn from the outcomes, or confirmed', () => {
    expectTimes(starts(0), [at(0, 12)]);
    expectTimes(starts(1), [at(0, 12), at(43, 12)]);
  });
});
