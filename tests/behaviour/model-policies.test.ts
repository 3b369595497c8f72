/** Common random numbers: the same people with the same luck under two policies, compared future by future. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { councils } from '../support/random-scenario.js';
import { columnsOf, inputOf, inputOfText, type Reading, runOnce, SEED, traceOf } from '../support/scenario.js';

/** First index in [from, to) at which two columns differ, or -1. */
function differs(a: Float64Array, b: Float64Array, from: number, to: number): number {
  for (let i = from; i < to; i++) if (!Object.is(a[i], b[i])) return i;
  return -1;
}

const REPLICATIONS = Array.from({ length: 30 }, (_, i) => i + 1);

describe('more hours never lengthen the list, first come first served, packages of one size', () => {
  // About 20 of the hours are needed, so 18 are too few and 25 plenty.
  const withHours = (hours: number, answer: string) =>
    inputOf('textbook/home-care.yaml', {
      set: [
        `homeCare.providers.only.hours=${hours}`,
        'homeCare.packages.length={lognormal: {mean: 10 days, sd: 12 days}}',
        `homeCare.offers.answer=${answer}`,
        'brokerage.fit=strict',
        'weeks=52',
        'warmUpWeeks=0',
      ],
    });
  const figures = (reading: Reading) => ({
    waited: reading.waits('interim_list').personDays,
    listed: reading.area('list.people'),
    toCare: reading.waits('home_care').personDays,
    sourced: reading.count('list.sourced'),
  });

  it.each(['0 days', '2 days'])('answers after %s', (answer) => {
    const inputs = [18, 19, 20, 22, 25].map((hours) => withHours(hours, answer));
    let shortened = 0;
    for (const replication of REPLICATIONS) {
      const found = inputs.map((input) => figures(runOnce(input, replication)));
      for (let i = 1; i < found.length; i++) {
        const [fewer, more] = [found[i - 1]!, found[i]!];
        expect(more.waited).toBeLessThanOrEqual(fewer.waited + 1e-6);
        expect(more.listed).toBeLessThanOrEqual(fewer.listed + 1e-6);
        expect(more.toCare).toBeLessThanOrEqual(fewer.toCare + 1e-6);
        expect(more.sourced).toBeGreaterThanOrEqual(fewer.sourced);
        if (more.waited < fewer.waited) shortened++;
      }
    }
    expect(shortened).toBeGreaterThan(60);
  });
});

describe('a change from week 40', () => {
  const CHANGE_WEEK = 40;
  const changes = fc.constantFrom(
    'set: {homeCare.offers.answer: 9 days}',
    'set: {homeCare.handBack.base: 4 per year, homeCare.notice: 3 days}',
    'scale: {homeCare.providers.local_north.acceptance: 0.5}',
    'set: {brokerage.offersAtOnce: 3, brokerage.order: round_robin, brokerage.fit: strict}',
    'set: {workforce.leaving.framework: 2 per year, workforce.recruitsPerWeek: 3}',
    'scale: {reablement.posts: 2}',
    'set: {homeCare.providers.local_north.closes: true}',
  );
  const arriving = ['pathway_0', 'pathway_1', 'pathway_2', 'pathway_3'];

  it('alters nothing before it, in any column, and no arrival after it', () => {
    let altered = 0;
    fc.assert(
      fc.property(councils({ admissions: false }), changes, (council, change) => {
        const before = inputOfText(council.text);
        const after = inputOfText(`${council.text}  - {from: week ${CHANGE_WEEK}, why: a policy, ${change}}\n`);
        const a = runOnce(before);
        const b = runOnce(after);
        columnsOf(before).forEach((name, c) => {
          const [from, to] = [c * before.weeks, c * before.weeks + CHANGE_WEEK - 1];
          expect(differs(a.record.weekly, b.record.weekly, from, to), name).toBe(-1);
        });
        expect(b.weekly('demand.referrals')).toEqual(a.weekly('demand.referrals'));
        for (const area of before.areas)
          expect(b.weekly('demand.referrals', 'area', area)).toEqual(a.weekly('demand.referrals', 'area', area));
        // clients are never admitted here, so whoever is ready to leave hospital came from outside
        for (const pathway of arriving)
          expect(b.weekly('hospital.ready', 'pathway', pathway)).toEqual(a.weekly('hospital.ready', 'pathway', pathway));
        if (b.record.events !== a.record.events) altered++;
      }),
      { seed: SEED, numRuns: 40 },
    );
    expect(altered).toBeGreaterThan(20);
  });
});

/** A council of two areas with a workforce; `more` adds to the principal section and its providers. */
const council = (principal: string, chiefs: string) => `
extends: textbook/home-care.yaml
start: 2024-01-01
weeks: 78
warmUpWeeks: 0
areas: {all: null, north: {name: North, share: 0.5}, south: {name: South, share: 0.5}}
initial: {homeCare: {people: {everyone: 120}}, vacancyRate: {homeCare: 10%}}
demand: {community: {rate: {everyone: 0.8 per day}}}
homeCare:
  packages: {hours: {gamma: {mean: 9, shape: 1.5}}, length: {exponential: {mean: 150 days}}}
  offers: {answer: 2 days, answersAtWeekends: false, startDelay: 2 days}
  density: {least: 0.5, half: 30}
  notice: 28 days
  handBack: {base: 0.2 per year}
  ${principal}
  providers:
    - {id: only, areas: [south], hours: 200, acceptance: 0.5}
    - {id: framework, name: Framework, tier: framework, areas: [north], count: 4, posts: 30, acceptance: 0.5, answerFactor: 1, handBackFactor: 1, mostContactRatio: 0.9, price: 20, ratings: {good: 1}}
    - {id: framework_south, name: Framework, tier: framework, areas: [south], count: 3, posts: 20, acceptance: 0.5, answerFactor: 1, handBackFactor: 1, mostContactRatio: 0.9, price: 20, ratings: {good: 1}}
${chiefs}
`;
const chief = (posts: number) =>
  `    - {id: chief, name: Chief, tier: principal, areas: [north], count: 1, posts: ${posts}, ratings: {good: 1}}`;

describe('the principal-provider model', () => {
  it('at a cap of 0, with a principal that employs nobody, equals the council without it in every column', () => {
    const without = inputOfText(council('', ''));
    const neutral = inputOfText(
      council('principal: {providers: {north: chief}, cap: 0%, transfersPerWeek: 2, growthPerWeek: 10%, postsPerWeek: 1}', chief(0)),
    );
    for (const replication of REPLICATIONS.slice(0, 10)) {
      const a = runOnce(without, replication, { checkInvariants: true });
      const b = runOnce(neutral, replication, { checkInvariants: true });
      columnsOf(without).forEach((name, c) => {
        const [from, to] = [c * without.weeks, (c + 1) * without.weeks];
        expect(differs(a.record.weekly, b.record.weekly, from, to), name).toBe(-1);
      });
      expect(b.record.waitTotals).toEqual(a.record.waitTotals);
    }
  });

  it('moves carers and makes none: transfers leave their number as it was', () => {
    const input = inputOfText(council('principal: {providers: {north: chief}, cap: 80%, transfersPerWeek: 2}', chief(2)));
    for (const replication of REPLICATIONS.slice(0, 10)) {
      const reading = runOnce(input, replication, { checkInvariants: true });
      expect(reading.count('home_care.transfers')).toBeGreaterThan(20);
      const principal = reading.weekly('workforce.carers', 'tier', 'principal');
      expect(principal.at(-1)!).toBeGreaterThan(principal[0]! + 2);
      // nobody leaves, and every vacancy of day 0 is filled in the first week at the latest: the lead time is none
      const carers = reading.weekly('workforce.carers').subarray(1);
      expect(new Set(carers)).toEqual(new Set([52]));
      expect(new Set(reading.weekly('workforce.posts').subarray(1))).toEqual(new Set([52]));
    }
  });

  it('loses only the carers it is told to lose', () => {
    const input = inputOfText(
      council('principal: {providers: {north: chief}, cap: 80%, transfersPerWeek: 2, carersTransfer: 50%, carersLost: 100%}', chief(2)),
    );
    for (const replication of REPLICATIONS.slice(0, 10)) {
      const reading = runOnce(input, replication, { checkInvariants: true });
      const carers = [...reading.weekly('workforce.carers').subarray(1)];
      for (let w = 1; w < carers.length; w++) expect(carers[w]!).toBeLessThanOrEqual(carers[w - 1]! + 1e-9);
      const gained = reading.weekly('workforce.carers', 'tier', 'principal').at(-1)! - 2;
      const lost = 52 - carers.at(-1)!;
      expect(lost).toBeGreaterThan(0);
      // as many are lost as move, but for a part of a person still owed
      expect(Math.abs(gained - lost)).toBeLessThanOrEqual(1);
    }
  });
});

describe('acceptance', () => {
  const withAcceptance = (acceptance: number) =>
    inputOfText(`
extends: textbook/home-care.yaml
start: 2024-01-01
weeks: 26
warmUpWeeks: 0
homeCare:
  offers: {answer: {gamma: {mean: 2 days, shape: 2}}, answersAtWeekends: false}
  providers:
    - {id: only, count: 3, acceptance: ${acceptance}}
`);

  /** Day of being sourced by the day of the request, which no policy moves; Infinity for those not sourced by the end. */
  function sourcedByRequest(acceptance: number, replication: number): Map<number, number> {
    const sourced = new Map<number, number>();
    const requested = new Map<number, number>();
    for (const { what, person, time } of traceOf(withAcceptance(acceptance), replication).events) {
      if (what === 'requested') {
        requested.set(person, time);
        sourced.set(time, Number.POSITIVE_INFINITY);
      }
      if (what === 'sourced') sourced.set(requested.get(person)!, time);
    }
    return sourced;
  }

  it('that is higher has nobody sourced later, while there is room for all', () => {
    for (const replication of REPLICATIONS.slice(0, 10)) {
      const levels = [0.1, 0.25, 0.5, 0.9].map((acceptance) => sourcedByRequest(acceptance, replication));
      for (let i = 1; i < levels.length; i++) {
        const [lower, higher] = [levels[i - 1]!, levels[i]!];
        expect([...higher.keys()]).toEqual([...lower.keys()]);
        let sooner = 0;
        for (const [request, day] of higher) {
          expect(day).toBeLessThanOrEqual(lower.get(request)!);
          if (day < lower.get(request)!) sooner++;
        }
        expect(sooner).toBeGreaterThan(50);
      }
    }
  });
});
