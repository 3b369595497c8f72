/** Policies that support the market of home care, each by what it does: hand-worked stories and proportions. */
import { describe, expect, it } from 'vitest';
import { inputOf, runOnce } from '../support/scenario.js';
import { at, expectTimes, tell } from '../support/story.js';

const HOME_CARE = `
extends: textbook/home-care.yaml
weeks: 8
warmUpWeeks: 0
demand: {community: {rate: null, replay: arrivals.csv}}
`;

describe('office hours of providers', () => {
  // Friday 5 January 2024: asked at 20:00, answers need no time
  const story = (offers: string) =>
    tell(`${HOME_CARE}homeCare: {packages: {length: 5 days}, offers: {${offers}}}`, ['2024-01-05,20:00,all,everyone']).timesOf('sourced');

  it('hold an answer back until they open', () => {
    expectTimes(story('office: {opens: 0, closes: 24}'), [at(4, 20)]);
    expectTimes(story('office: {opens: 9, closes: 17}, answersAtWeekends: true'), [at(5, 9)]);
    expectTimes(story('office: {opens: 9, closes: 17}, answersAtWeekends: false'), [at(7, 9)]);
  });

  it('do not hold back one that is due within them', () => {
    expectTimes(story('office: {opens: 9, closes: 21}, answersAtWeekends: false'), [at(4, 20)]);
    expectTimes(story('office: {opens: 9, closes: 17}, answer: 15 hours, answersAtWeekends: true'), [at(5, 11)]);
  });
});

describe('care that starts on working days only', () => {
  // accepted on Friday 5 January 2024 at noon
  const story = (offers: string) =>
    tell(`${HOME_CARE}homeCare: {packages: {length: 5 days}, offers: {${offers}}}`, ['2024-01-05,12:00,all,everyone']).timesOf(
      'care starts',
    );

  it('waits for the next working day at the hour of the round', () => {
    expectTimes(story('startDelay: 1 day, startsAtWeekends: false'), [at(7, 9)]);
    expectTimes(story('startDelay: 1 day, startsAtWeekends: true'), [at(5, 12)]);
    expectTimes(story('startDelay: 3 days, startsAtWeekends: false'), [at(7, 12)]);
  });
});

describe('night care', () => {
  const NIGHTS = (needs: number, hours: number): string => `${HOME_CARE}homeCare:
  packages: {length: 6 days}
  nightCare: {needs: ${needs}, hoursPerPackage: 10, hours: ${hours}, pricePerHour: 20}
`;
  const FOUR = ['01', '02', '03', '04'].map((day) => `2024-01-${day},12:00,all,everyone`);

  it('is waited for while its hours are taken, first come first served', () => {
    const { timesOf, reading } = tell(NIGHTS(1, 20), FOUR);
    // two at a time, six days each
    expectTimes(timesOf('care starts'), [at(0, 12), at(1, 12), at(6, 12), at(7, 12)]);
    expect(reading.area('home_care.waiting_for_nights')).toBeCloseTo(4 + 4, 8);
    expect(reading.area('home_care.night_hours')).toBeCloseTo(4 * 6 * 10, 8);
    // and it is shortage: nobody could be asked
    expect(reading.area('brokerage.shortage')).toBeCloseTo(8, 8);
    expect(reading.weekly('cost.home_care')[7]).toBeCloseTo(20 * 20, 8);
  });

  it('holds up nobody who needs none, and everybody who does when there is none', () => {
    expectTimes(tell(NIGHTS(0, 0), FOUR).timesOf('care starts'), [at(0, 12), at(1, 12), at(2, 12), at(3, 12)]);
    expect(tell(NIGHTS(1, 0), FOUR).timesOf('care starts')).toEqual([]);
  });

  it('of more hours from a date serves those who wait', () => {
    const { timesOf } = tell(
      `${NIGHTS(1, 0)}changes:\n  - {from: 2024-01-10, why: night care is bought, set: {homeCare.nightCare.hours: 35}}\n`,
      FOUR,
    );
    expectTimes(timesOf('care starts'), [9, 9, 9, 15]);
  });

  it('is given back by someone who gives up waiting for a provider', () => {
    // the only provider refuses everybody; the first gives up, and the second takes the night hours
    const { timesOf } = tell(
      `${HOME_CARE}homeCare:
  providers: [{id: only, acceptance: 0}]
  nightCare: {needs: 1, hoursPerPackage: 10, hours: 10, pricePerHour: 0}
brokerage: {giveUp: {home: 100 per day}}
`,
      FOUR,
    );
    const offered = timesOf('offered');
    expect(offered.length).toBe(4);
    expect(timesOf('gives up waiting').length).toBe(4);
  });

  it('is held by the packages of day 0 up to the hours there are', () => {
    const input = inputOf('textbook/home-care.yaml', {
      set: [
        'initial={homeCare: {people: {everyone: 50}}}',
        'homeCare.nightCare={needs: 100%, hoursPerPackage: 10, hours: 95, pricePerHour: 0}',
        'demand=null',
        'homeCare.packages.length=5 weeks',
        'weeks=1',
        'warmUpWeeks=0',
      ],
    });
    const reading = runOnce(input, 1, { checkInvariants: true });
    expect(reading.weekly('home_care.night_hours')[0]).toBeGreaterThan(60);
    expect(reading.weekly('home_care.night_hours')[0]).toBeLessThanOrEqual(90);
    expect(reading.weekly('home_care.waiting_for_nights')[0]).toBe(0);
  });
});

describe('keeping carers and additional hours', () => {
  const posts = (...set: string[]) =>
    runOnce(
      inputOf('textbook/home-care.yaml', {
        set: [
          'homeCare.providers=[{id: only, name: Only, tier: framework, areas: [all], count: 1, posts: 2000, acceptance: 1, answerFactor: 1, handBackFactor: 1, mostContactRatio: 1, price: 20, ratings: {good: 1}}]',
          'workforce.leaving.framework=40% per year',
          'weeks=104',
          'warmUpWeeks=0',
          ...set,
        ],
      }),
    );

  it('cuts leavers by the factor', () => {
    const expected = (2000 * 0.4 * 728) / 365.25;
    const sd = Math.sqrt(expected);
    expect(Math.abs(posts().count('workforce.leavers') - expected)).toBeLessThan(3.5 * sd);
    expect(Math.abs(posts('workforce.retention={leaversFactor: 0.6}').count('workforce.leavers') - 0.6 * expected)).toBeLessThan(3.5 * sd);
  });

  it('is paid for each carer in post, and for each provider, in the week', () => {
    const reading = posts('workforce.retention={costPerCarer: £521.79}', 'homeCare.marketSupport={weekendDecisions: £70, backOffice: £30}');
    const perCarer = (521.79 * 7) / 365.25;
    expect(reading.weekly('cost.incentives')[0]).toBeCloseTo(2000 * perCarer + 100, 6);
    expect(reading.weekly('cost.incentives', 'area', 'all')[0]).toBeCloseTo(2000 * perCarer + 100, 6);
    expect(reading.weekly('cost.incentives', 'payer', 'council')[0]).toBeCloseTo(2000 * perCarer + 100, 6);
  });

  it('adds a fifth to additional hours, not to all hours', () => {
    const base = posts('workforce.additionalHours={perCarer: 4}').weekly('home_care.paid_hours')[0]!;
    const more = posts('workforce.additionalHours={perCarer: 4, factor: 1.21}').weekly('home_care.paid_hours')[0]!;
    expect(base).toBeCloseTo(2000 * 44, 6);
    expect(more).toBeCloseTo(2000 * (40 + 4 * 1.21), 6);
  });

  it('changes contracted hours of those in post on its date', () => {
    const reading = posts(
      'workforce.additionalHours={perCarer: 4}',
      'changes=[{from: week 3, why: paid additional hours, set: {workforce.additionalHours.factor: 2}}]',
    );
    const weekly = reading.weekly('workforce.contracted_hours');
    const carers = reading.weekly('workforce.carers');
    expect(weekly[1]! / carers[1]!).toBeCloseTo(44, 8);
    expect(weekly[2]! / carers[2]!).toBeCloseTo(48, 8);
    expect(weekly[100]! / carers[100]!).toBeCloseTo(48, 8);
  });
});
