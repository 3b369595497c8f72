import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCKS, DECLINE_REASONS, ENDING_REASONS, RETURN_COLUMNS, returnColumn } from '../../src/metrics.js';
import type { ModelInput } from '../../src/model/input.js';
import { WorkingTime } from '../../src/model/working-time.js';
import { calendarOf } from '../../src/scenario/compile/calendar.js';
import { quartersOf } from '../../src/scenario/compile/returns.js';
import { dayNumber } from '../../src/scenario/dates.js';
import { LONG } from '../support/agreement.js';
import { councils } from '../support/random-scenario.js';
import { columnsOf, inputOf, inputOfText, runOnce, traceOf } from '../support/scenario.js';

/** Counters of one replication by name. */
class Counted {
  constructor(
    private readonly input: ModelInput,
    private readonly counts: Float64Array,
  ) {}

  /** providers and schemes, and all of them together last */
  get units() {
    return [...this.input.returns!.units.keys(), this.all];
  }

  get all() {
    return this.input.returns!.units.length;
  }

  get quarters() {
    return this.input.returns!.quarters.map((_, q) => q);
  }

  of(unit: number, quarter: number, kpi: string, part = 'all'): number {
    return this.counts[(unit * this.quarters.length + quarter) * RETURN_COLUMNS.length + returnColumn(kpi, part)]!;
  }

  /** Over all quarters: of all units together, or of one. */
  sum(kpi: string, part = 'all', unit = this.all): number {
    return this.quarters.reduce((sum, q) => sum + this.of(unit, q, kpi, part), 0);
  }
}

const countedOf = (input: ModelInput, replication = 1) =>
  new Counted(input, runOnce(input, replication, { checkInvariants: true }).record.returns!);

describe('working time', () => {
  // Friday 20 December 2019 is day 0; Christmas Day and Boxing Day are Wednesday and Thursday, New Year's Day is a Wednesday
  const time = new WorkingTime(calendarOf(dayNumber(2019, 12, 20), 40));
  const at = (day: number, hour: number) => day + hour / 24;

  it.each([
    ['within a day', at(0, 9), 8 / 24, at(0, 17)],
    ['over a weekend', at(0, 16), 1, at(3, 16)],
    ['from a Saturday', at(1, 11), 0.5, at(3, 12)],
    ['over Christmas: eight hours of Tuesday, sixteen of Friday', at(4, 16), 1, at(7, 16)],
    ['five working days over Christmas', at(0, 12), 5, at(11, 12)],
  ])('%s', (_, from, days, until) => expect(time.after(from, days)).toBeCloseTo(until, 12));

  it.each([
    ['in office hours as it is', at(0, 10), 2 / 24, at(0, 12)],
    ['after them, when the office opens', at(0, 16), 2 / 24, at(3, 9)],
    ['before them', at(3, 3), 2 / 24, at(3, 9)],
    ['at midnight before a bank holiday', at(4, 16), 8 / 24, at(7, 9)],
  ])('%s', (_, from, days, until) => expect(time.inOffice(from, days, { opens: 9, closes: 17 })).toBeCloseTo(until, 12));

  it('counts whole working days from the day after', () => {
    expect(time.endOfDay(at(0, 8), 1)).toBe(4); // Monday
    expect(time.endOfDay(at(0, 23), 7)).toBe(15); // 23, 24, 27, 30, 31 December, 2 and 3 January
    expect(time.endOfDay(at(1, 8), 1)).toBe(4);
  });

  it('quarters are those of the financial year, cut at the ends of the run', () => {
    expect(quartersOf(dayNumber(2019, 5, 6), 364).map(({ label, from, to, toDay }) => [label, from, to, toDay])).toEqual([
      ['2019/20 Q1', '2019-05-06', '2019-06-30', 56],
      ['2019/20 Q2', '2019-07-01', '2019-09-30', 148],
      ['2019/20 Q3', '2019-10-01', '2019-12-31', 240],
      ['2019/20 Q4', '2020-01-01', '2020-03-31', 331],
      ['2020/21 Q1', '2020-04-01', '2020-05-03', 364],
    ]);
  });
});

/** One provider that takes everybody, and dated arrivals: what happens can be worked out by hand. */
const byHand = (arrivals: readonly string[], set: readonly string[] = []) =>
  inputOfText(
    `
extends: small.yaml
name: By hand
start: 2019-12-16
weeks: 9
areas: {moor: null, town: {name: Town, share: 100%}}
clientGroups: {younger: null}
demand:
  community: {rate: null, profile: null, replay: arrivals.csv, delay: 0 days, routes: {homeCare: 100%, noService: 0}}
  selfFunders: null
homeCare:
  packages: {length: {older: 20 years, younger: null}, hardToPlace: 0}
  handBack: {base: 0 per day}
  providers:
    - {id: big, acceptance: 100%, posts: 300}
    - {id: little, areas: [town], posts: 0}
    - {id: fixed, areas: [town], hours: 0}
  referrals:
    response: 1 day
    emergencyResponse: 8 hours
    decision: 0 days
    firstVisit: 7 days
    solution: 2 days
workforce: {leaving: {principal: 0 per day, framework: 0 per day, in_house: 0 per day, spot: 0 per day}}
initial: null
measures: {headline: [home_care.people], returns: {}}
`,
    { files: { 'arrivals.csv': `date,time,area,client_group\n${arrivals.join('\n')}` }, set },
  );

describe('a referral over Christmas, by hand', () => {
  // Tuesday 24 December 2019, 16:00: day 8. Bank holidays on the 25th, the 26th and 1 January.
  const input = byHand(['2019-12-24,16:00,town,older']);
  const { events, reading } = traceOf(input, 1, { checkInvariants: true });
  const timeOf = (what: string) => events.find((event) => event.what === what)!.time;
  const counted = new Counted(input, reading.record.returns!);

  it('is accepted a working day later, visited seven later, and its solution agreed two later', () => {
    expect(timeOf('requested')).toBeCloseTo(8 + 16 / 24, 9);
    // eight hours of the 24th and sixteen of the 27th
    expect(timeOf('sourced')).toBeCloseTo(11 + 16 / 24, 9);
    // 27 December 16:00; then 30, 31, 2, 3, 6, 7, 8 January
    expect(timeOf('care starts')).toBeCloseTo(23 + 16 / 24, 9);
    expect(timeOf('support solution agreed')).toBeCloseTo(25 + 16 / 24, 9);
  });

  it('meets every clock in the quarter in which it falls due', () => {
    const [october, january] = counted.quarters;
    expect(input.returns!.quarters.map(({ label }) => label)).toEqual(['2019/20 Q3', '2019/20 Q4']);
    expect([counted.of(0, october!, 'received'), counted.of(0, october!, 'R1'), counted.of(0, october!, 'in_service_at_end')]).toEqual([
      1, 1, 1,
    ]);
    expect(counted.of(0, january!, 'in_service_at_start')).toBe(1);
    // no emergency; a week from receipt is 31 December 16:00
    expect([counted.sum('R5', 'due'), counted.of(0, october!, 'R6', 'due'), counted.of(0, october!, 'R6', 'met')]).toEqual([0, 1, 1]);
    // seven working days after 27 December end on 8 January
    expect([counted.of(0, october!, 'R7', 'due'), counted.of(0, january!, 'R7', 'due'), counted.of(0, january!, 'R7', 'met')]).toEqual([
      0, 1, 1,
    ]);
    expect([counted.of(0, january!, 'R8', 'due'), counted.of(0, january!, 'R8', 'met')]).toEqual([1, 1]);
  });

  it.each([
    ['a first visit a day later is late', 'homeCare.referrals.firstVisit=8 days', 'R7', 1, 0],
    ['a solution of six working days is late', 'homeCare.referrals.solution=6 days', 'R8', 1, 0],
    ['a solution of five is not', 'homeCare.referrals.solution=5 days', 'R8', 1, 1],
    ['a response of three working days is after a week', 'homeCare.referrals.response=3 days', 'R6', 1, 1],
    ['of four is late', 'homeCare.referrals.response=4 days', 'R6', 1, 0],
    ['of four within five working days is not', 'homeCare.referrals={response: 4 days, firstVisit: 1 day, solution: 1 day}', 'R6', 1, 1],
  ])('%s', (_, setting, kpi, due, met) => {
    const more = setting.startsWith('homeCare.referrals=') ? ['measures.returns.response={within: 5 days, counts: working_days}'] : [];
    const found = countedOf(byHand(['2019-12-24,16:00,town,older'], [setting, ...more]));
    expect([found.sum(kpi, 'due'), found.sum(kpi, 'met')]).toEqual([due, met]);
  });

  it('an emergency has 24 hours of working days', () => {
    const emergency = (hours: number) =>
      countedOf(
        byHand(
          ['2019-12-24,16:00,town,older'],
          ['homeCare.referrals.emergencyShare=1', `homeCare.referrals.emergencyResponse=${hours} hours`],
        ),
      );
    // 24 hours on working days end on the 27th at 16:00; 8 hours come out when the office opens on the 27th
    for (const [hours, met] of [
      [8, 1],
      [24, 1],
      [25, 0],
    ] as const)
      expect([emergency(hours).sum('emergencies'), emergency(hours).sum('R5', 'due'), emergency(hours).sum('R5', 'met')]).toEqual([
        1,
        1,
        met,
      ]);
  });

  it('someone who leaves before a limit falls due counts in none', () => {
    // need lasts a day: it ends before the solution is agreed
    const found = countedOf(byHand(['2019-12-24,16:00,town,older'], ['homeCare.packages.length={older: 1 day}']));
    expect([found.sum('R7', 'due'), found.sum('R8', 'due'), found.sum('R3'), found.sum('R3', 'died')]).toEqual([1, 0, 1, 1]);
  });

  it('a provider that has come to be short of hours declines', () => {
    const found = countedOf(
      byHand(
        ['2019-12-17', '2019-12-18', '2019-12-19', ...Array.from({ length: 9 }, (_, i) => `2020-01-${String(i + 2).padStart(2, '0')}`)].map(
          (date) => `${date},10:00,town,older`,
        ),
        [
          'homeCare.providers.big.posts=1',
          'homeCare.providers.fixed.hours=100',
          'homeCare.providers.fixed.count=1',
          'homeCare.providers.fixed.acceptance=1',
          'homeCare.packages.reviews.every=2 days',
          'homeCare.packages.reviews.factor=1.5',
          'homeCare.referrals.response=3 days',
        ],
      ),
    );
    expect(found.sum('R2', 'no_room')).toBeGreaterThan(0);
    expect(found.sum('R2')).toBe(found.sum('R2', 'no_room'));
  });

  it('delivered hours beyond the tolerance change the package, within it nothing', () => {
    const set = (factor: number) => [`homeCare.referrals.delivered={period: 2 weeks, tolerance: 5, factor: ${factor}}`];
    // 10 hours a week: 20 in a period; a fifth more is 4 hours over, a third more is 6
    const run = (factor: number) => runOnce(byHand(['2019-12-17,10:00,town,older'], set(factor)));
    const within = run(1.2);
    expect(within.end('home_care.hours')).toBe(10);
    const beyond = new Counted(byHand(['2019-12-17,10:00,town,older']), run(1.3).record.returns!);
    expect(run(1.3).end('home_care.hours')).toBeGreaterThan(10);
    expect(beyond.sum('over_tolerance')).toBe(beyond.sum('payment_periods'));
  });
});

describe('people referred again after a refusal are one person, by hand', () => {
  /** A tenant who comes to need commissioned care of a scheme whose provider has so many hours, referred again after a working day. */
  const scheme = (hours: number, more: readonly string[] = []) =>
    inputOfText(
      `
name: By hand
start: 2024-01-01
weeks: 9
areas: {here: {name: Here, share: 1}}
clientGroups: {everyone: {name: Everyone}}
demand: {applicants: {rate: {everyone: 0 per day}}}
initial: {housing: {vacant: {court: 0}, care: {none: 1}, bands: {medium: 1}, register: {everyone: 0}}}
housing:
  panelEvery: {landlord: 0 days}
  schemes:
    court: {name: Court, area: here, landlord: landlord, route: direct, rent: 100, units: [{kind: one_bed, count: 1}], care: {provider: care, price: 20, hours: ${hours}}}
  lettings: {notice: 1 day, works: 1 day, cycleEvery: 14 days, bidding: 7 days, shortlisting: 7 days, nominating: 1 day, assessment: 1 day, answer: 1 day, moveIn: 1 day, offersEach: 1, refusal: 0, mix: {medium: 1}}
  bands:
    low: &band {hours: 10, ends: 0 per day, endReasons: {died: 1}, care: {none: 1}}
    medium: *band
    high: *band
  careMoves: {none: {commissioned: 1000 per day}}
  needs: {worsens: 0 per day, improves: 0 per day}
  register: {bands: {medium: 1}, leaves: 0 per day, leaveReasons: {family: 1}}
  referrals: {response: 8 hours, decision: 0 days, firstVisit: 1 day, solution: 1 day, emergencyShare: 1, acceptance: 1, again: 1 day}
measures: {headline: [housing.occupied], returns: {}}
changes: [{from: 2024-01-22, why: carers found, set: {housing.schemes.court.care.hours: 10}}]
`,
      { set: more },
    );

  it('with room: one person, accepted, answered in time', () => {
    const counted = countedOf(scheme(10));
    expect(['received', 'emergencies', 'referred_again', 'R1', 'R2'].map((kpi) => counted.sum(kpi))).toEqual([1, 1, 0, 1, 0]);
    expect(['R5', 'R6'].flatMap((kpi) => [counted.sum(kpi, 'due'), counted.sum(kpi, 'met')])).toEqual([1, 1, 1, 1]);
  });

  it('without room for three weeks: one person, declined once, accepted later, and answered too late', () => {
    const { events } = traceOf(scheme(5));
    expect(events.filter(({ what }) => what === 'referral declined').length).toBeGreaterThan(5);
    const counted = countedOf(scheme(5));
    expect(['received', 'emergencies', 'referred_again', 'R1', 'R2'].map((kpi) => counted.sum(kpi))).toEqual([1, 1, 1, 1, 1]);
    expect(['R5', 'R6'].flatMap((kpi) => [counted.sum(kpi, 'due'), counted.sum(kpi, 'met')])).toEqual([1, 0, 1, 0]);
    expect(counted.sum('R2', 'no_room')).toBe(1);
  });

  it('never accepted: declined once, and no clock is met', () => {
    const counted = countedOf(scheme(5, ['changes=[]']));
    expect(['received', 'referred_again', 'R1', 'R2'].map((kpi) => counted.sum(kpi))).toEqual([1, 0, 0, 1]);
    expect(['R5', 'R6'].flatMap((kpi) => [counted.sum(kpi, 'due'), counted.sum(kpi, 'met')])).toEqual([1, 0, 1, 0]);
  });

  it('declined by one provider and accepted by another: one person at each, and one of all', () => {
    const days = Array.from({ length: 9 }, (_, i) => `2019-12-${16 + i},10:00,town,older`);
    const set = ['big.acceptance=0', 'fixed.hours=200', 'fixed.count=1', 'fixed.acceptance=1'].map((one) => `homeCare.providers.${one}`);
    const counted = countedOf(byHand(days, set));
    const of = (kpi: string) => counted.units.map((unit) => counted.sum(kpi, 'all', unit));
    const asked = of('received')[0]!;
    expect(asked).toBeGreaterThan(0);
    // who asks the first provider is declined there, once, and taken by the second
    expect([of('received').at(-1), of('R1').at(-1), of('withdrawn').at(-1)]).toEqual([9, 9, 0]);
    expect([of('R1')[0], of('R2')[0], of('R2').at(-1), of('referred_again').at(-1)]).toEqual([0, asked, asked, asked]);
    expect(Math.max(...of('R2').slice(1, -1))).toBe(0);
  });
});

describe('Dorset with too little room', LONG, () => {
  it('declines more people, no more than were referred, and answers fewer emergencies in time', () => {
    const read = (path: string) => readFileSync(new URL(`../../scenarios/dorset/${path}`, import.meta.url), 'utf8');
    const files = { 'baseline.yaml': read('baseline.yaml'), 'short-of-room.yaml': read('short-of-room.yaml') };
    const ofPlan = (path: string) => {
      const input = inputOf(path, { files, set: ['weeks=60', 'targets=[]'] });
      return Array.from({ length: 10 }, (_, i) => countedOf(input, i + 1));
    };
    const share = (counted: Counted, kpi: string) => counted.sum(kpi, 'met') / counted.sum(kpi, 'due');
    const [baseline, short] = [ofPlan('baseline.yaml'), ofPlan('short-of-room.yaml')];
    for (const [i, plan] of short.entries()) {
      expect(plan.sum('R2')).toBeGreaterThan(baseline[i]!.sum('R2'));
      expect(plan.sum('R2')).toBeLessThanOrEqual(plan.sum('received'));
      expect(plan.sum('R1')).toBeLessThan(baseline[i]!.sum('R1'));
      for (const kpi of ['R5', 'R6']) expect(share(plan, kpi)).toBeLessThan(share(baseline[i]!, kpi));
    }
  });
});

/** Every identity of the returns of one replication. */
function expectIdentities(input: ModelInput, counted: Counted): void {
  for (const u of counted.units)
    for (const q of counted.quarters) {
      const of = (kpi: string, part = 'all') => counted.of(u, q, kpi, part);
      const where = `${input.returns!.units[u]?.key ?? 'all'} ${input.returns!.quarters[q]!.label}`;
      expect(of('open_at_start') + of('received') + of('referred_again'), `people referred to ${where}`).toBe(
        of('R1') + of('R2') + of('withdrawn') + of('open_at_end'),
      );
      expect(of('in_service_at_start') + of('joined') + of('R1'), `people of ${where}`).toBe(of('R3') + of('R4') + of('in_service_at_end'));
      expect(of('R3') + of('R4')).toBeLessThanOrEqual(of('in_service_at_start') + of('joined') + of('R1'));
      expect(
        DECLINE_REASONS.reduce((sum, reason) => sum + of('R2', reason), 0),
        `reasons of R2 of ${where}`,
      ).toBe(of('R2'));
      for (const kpi of ['R3', 'R4'])
        expect(
          ENDING_REASONS.reduce((sum, reason) => sum + of(kpi, reason), 0),
          `${kpi} of ${where}`,
        ).toBe(of(kpi));
      for (const clock of CLOCKS) expect(of(clock, 'met'), `${clock} of ${where}`).toBeLessThanOrEqual(of(clock, 'due'));
      if (q > 0) {
        expect(of('open_at_start')).toBe(counted.of(u, q - 1, 'open_at_end'));
        expect(of('in_service_at_start')).toBe(counted.of(u, q - 1, 'in_service_at_end'));
      }
      expect(of('over_tolerance')).toBeLessThanOrEqual(of('payment_periods'));
    }
  for (const [clock, started] of [
    ['R6', 'received'],
    ['R7', 'R1'],
  ] as const)
    expect(counted.sum(clock, 'due')).toBeLessThanOrEqual(counted.sum(started));
}

const REFERRALS = `
  referrals:
    response: {lognormal: {mean: 12 hours, cv: 1}}
    emergencyResponse: {exponential: {mean: 6 hours}}
    decision: {exponential: {mean: 1 day}}
    firstVisit: {gamma: {mean: 4 days, sd: 2 days}}
    solution: {gamma: {mean: 3 days, sd: 1.2 days}}
    emergencyShare: 20%
    delivered: {factor: {gamma: {mean: 1, sd: 0.2}}}
`;
const RETURNS = 'measures: {headline: [home_care.people], returns: {}}\n';

describe('returns of random councils', LONG, () => {
  const RUNS = { numRuns: 40 };

  it('add up in every quarter', () => {
    fc.assert(
      fc.property(councils({ weeks: 60 }), fc.boolean(), (council, isReferred) => {
        const referred = (section: string, more: string) => (text: string) =>
          text.replace(new RegExp(`^${section}:\\n`, 'm'), `${section}:${REFERRALS}${more}`);
        const text = isReferred ? referred('housing', '    acceptance: 80%\n')(referred('homeCare', '')(council.text)) : council.text;
        expect(text.includes('referrals:')).toBe(isReferred);
        const input = inputOfText(`${text}\n${RETURNS}`);
        expectIdentities(input, countedOf(input));
      }),
      RUNS,
    );
  });

  it('change nothing by being kept', () => {
    fc.assert(
      fc.property(councils(), (council) => {
        const [input, plain] = [inputOfText(`${council.text}\n${RETURNS}`), inputOfText(council.text)];
        const [kept, without] = [runOnce(input).record, runOnce(plain).record];
        expect(kept.returns).toBeDefined();
        expect([kept.events, kept.waitTotals]).toEqual([without.events, without.waitTotals]);
        const at = new Map(columnsOf(input).map((name, c) => [name, c]));
        columnsOf(plain).forEach((name, c) => {
          const weeks = (weekly: Float64Array, column: number) => weekly.subarray(column * plain.weeks, (column + 1) * plain.weeks);
          expect(weeks(kept.weekly, at.get(name)!), name).toEqual(weeks(without.weekly, c));
        });
      }),
      { numRuns: 20 },
    );
  });
});
