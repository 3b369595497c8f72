/**
 * Day 0 of the model as an ordinary day of a long run: with the caseload of the steady state given, nothing drifts from the first week.
 * 2 packages a day of 500 days of care; admitted to hospital once in 100 days for 10 days; reviewed; larger packages last longer.
 */
import { describe, expect, it } from 'vitest';
import { errorsFrom, estimate, expectAgreement, LONG, MOST_ERRORS } from '../support/agreement.js';
import { inputOfText, type Reading, replicate, type Window } from '../support/scenario.js';

const council = (people: number, admissions: string) =>
  inputOfText(`
extends: textbook/home-care.yaml
weeks: 80
warmUpWeeks: 0
initial: {homeCare: {people: {everyone: ${people}}}}
homeCare:
  packages:
    hours: {gamma: {mean: 9, shape: 1.5}}
    length: {lognormal: {mean: 500 days, sd: 600 days}}
    hoursLengthCorrelation: 0.5
    reviews: {every: {exponential: {mean: 120 days}}, factor: {empirical: {values: [0.85, 1, 1.2]}}, leastHours: 2, mostHours: 60}
    hospital: {admissions: ${admissions}, stay: {gamma: {mean: 10 days, shape: 2}}, notReturning: 0}
  retention: {held: 1000 days, paid: 1000 days}
`);

const week = (w: number) => ({ from: w, to: w + 1 });
const late = { from: 70, to: 80 };

describe('the first week is like any other, hospital stays included', LONG, () => {
  // In care 2 x 500 = 1000; in hospital 1000 x 10/100 = 100, their packages held.
  const found = replicate(council(1100, '0.01 per day'), 200, (r) => ({
    people1: r.mean('home_care.people', 'all', 'all', week(0)),
    people80: r.mean('home_care.people', 'all', 'all', late),
    held1: r.mean('home_care.held', 'all', 'all', week(0)),
    held4: r.mean('home_care.held', 'all', 'all', week(3)),
    held80: r.mean('home_care.held', 'all', 'all', late),
    admissions1: r.mean('hospital.client_admissions', 'all', 'all', week(0)),
    admissions80: r.mean('hospital.client_admissions', 'all', 'all', late),
    ends1: r.mean('home_care.ends', 'all', 'all', { from: 0, to: 4 }),
    ends80: r.mean('home_care.ends', 'all', 'all', late),
  }));

  it('packages', () => {
    expectAgreement('packages, week 1', found.people1, 1100);
    expectAgreement('packages, weeks 71 to 80', found.people80, 1100);
  });

  it('packages held in hospital', () => {
    expectAgreement('held, week 1', found.held1, 100);
    expectAgreement('held, week 4', found.held4, 100);
    expectAgreement('held, weeks 71 to 80', found.held80, 100);
  });

  it('admissions: those already in hospital on day 0 are none', () => {
    expectAgreement('admissions, weeks 71 to 80', found.admissions80, 70);
    expectAgreement('admissions, week 1', found.admissions1, 70);
  });

  it('endings', () => {
    expectAgreement('endings a week, weeks 1 to 4', found.ends1, 14);
    expectAgreement('endings a week, weeks 71 to 80', found.ends80, 14);
  });
});

describe('the hours of the first week are like those of any other', LONG, () => {
  it('with the length bias and the reviews of the past in them', () => {
    const perPackage = (r: Reading, window: Window) =>
      r.mean('home_care.hours', 'all', 'all', window) / r.mean('home_care.people', 'all', 'all', window);
    const found = replicate(council(1000, '0 per day'), 200, (r) => ({ first: perPackage(r, week(0)), last: perPackage(r, late) }));
    const first = estimate(found.first);
    const drift = estimate(found.last.map((hours, i) => hours - found.first[i]!));
    if (process.env.SHOW !== undefined) console.log(`hours ${first.mean}, drift ${drift.mean}, standard error ${drift.error}`);
    expect(drift.error / first.mean).toBeLessThan(0.02);
    expect(errorsFrom(drift, 0)).toBeLessThanOrEqual(MOST_ERRORS);
    // new packages average 9 hours: the caseload's are clearly larger
    expect(first.mean).toBeGreaterThan(11);
  });
});
