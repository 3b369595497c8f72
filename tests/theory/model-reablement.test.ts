/** The model's reablement: bridging, mean stays in a short window, and a Coxian law of stays. */
import { describe, expect, it } from 'vitest';
import { CensoredTally } from '../../src/stats/tally.js';
import { errorsFrom, estimate, expectAgreement, LONG, MOST_ERRORS } from '../support/agreement.js';
import { inputOf, inputOfText, replicate, traceOf } from '../support/scenario.js';

describe('bridging', LONG, () => {
  // 3.12877 starts a day, 42 days each; two in five then wait 14 days for a provider's answer, and are bridged meanwhile.
  const input = inputOf('textbook/reablement.yaml', { set: ['homeCare.offers.answer=14 days', 'weeks=112', 'warmUpWeeks=8'] });

  it('131.41 in episodes, 17.52 bridged, 1.25151 packages a day', () => {
    const found = replicate(input, 200, (r) => ({
      own: r.mean('reablement.in_service'),
      bridged: r.mean('reablement.bridging_people'),
      packages: r.mean('home_care.starts') / 7,
    }));
    expectAgreement('in episodes', found.own, 131.41);
    expectAgreement('bridged', found.bridged, 17.52);
    expectAgreement('packages a day', found.packages, 1.25151);
  });
});

/** Episodes of one replication from the trace: everyone becomes independent at the end. */
function episodes(input: ReturnType<typeof inputOf>, replication: number): { start: number; end: number }[] {
  const open = new Map<number, number>();
  const spells: { start: number; end: number }[] = [];
  for (const { what, person, time } of traceOf(input, replication).events) {
    if (what === 'reablement starts') open.set(person, time);
    if (what !== 'independent') continue;
    spells.push({ start: open.get(person)!, end: time });
    open.delete(person);
  }
  for (const start of open.values()) spells.push({ start, end: Number.POSITIVE_INFINITY });
  return spells;
}

const INDEPENDENT = ['reablement.outcomes={independent: 1}', 'reablement.posts=2000', 'warmUpWeeks=0'];

describe('censoring: exponential episodes of mean 24 days in a window of 52 weeks', LONG, () => {
  const DAYS = 364;
  const input = inputOf('textbook/reablement.yaml', {
    set: [...INDEPENDENT, 'reablement.length={exponential: {mean: 24 days}}', 'weeks=52'],
  });

  it('time at risk over completions gives 24; completed episodes alone give 22.31', () => {
    const figures = replicate(input, 200, (r) => ({ mean: r.area('reablement.in_service') / r.count('reablement.ended') }));
    expectAgreement('person-days in service over episodes ended', figures.mean, 24);
    const tallied: number[] = [];
    const completed: number[] = [];
    for (let r = 1; r <= 200; r++) {
      const tally = new CensoredTally();
      const spells = episodes(input, r);
      for (const { start, end } of spells) tally.addSpell(start, end, 0, DAYS);
      tallied.push(tally.mean);
      const ended = spells.filter((spell) => spell.end <= DAYS);
      completed.push(ended.reduce((sum, spell) => sum + spell.end - spell.start, 0) / ended.length);
    }
    expectAgreement('CensoredTally of the same episodes', tallied, 24);
    // arrivals even over a window W: (W m - 2 m^2) / (W - m), here 22.306 (22.31 for 365 days)
    expectAgreement('completed alone', completed, (DAYS * 24 - 2 * 24 * 24) / (DAYS - 24));
    expect(errorsFrom(estimate(figures.mean), 22.31)).toBeGreaterThan(2 * MOST_ERRORS);
  });
});

describe('Coxian stays of two phases: leave 0.08 and move on 0.02 a day, then leave 0.01 a day', LONG, () => {
  const law = '{coxian2: {mean1: 10 days, moveOn: 0.2, mean2: 100 days}}';

  it('mean 30, variance 3700', () => {
    // arrivals of one year, followed for six more: practically all of them are out by then
    const noMore = '[{from: week 53, why: arrivals end, set: {hospital.pathways.1.rate: {everyone: 0 per day}}}]';
    const input = inputOf('textbook/reablement.yaml', {
      set: [...INDEPENDENT, `reablement.length=${law}`, 'weeks=364', `changes=${noMore}`],
    });
    const means: number[] = [];
    const squares: number[] = [];
    for (let r = 1; r <= 200; r++) {
      const days = episodes(input, r).map(({ start, end }) => end - start);
      means.push(days.reduce((sum, d) => sum + d, 0) / days.length);
      squares.push(days.reduce((sum, d) => sum + (d - 30) * (d - 30), 0) / days.length);
    }
    expectAgreement('mean', means, 30);
    expectAgreement('variance', squares, 3700);
  });

  it('people in beds on day 0 have (900 + 3700)/(2 x 30) = 76.67 days to come', () => {
    const input = inputOfText(`
extends: textbook/beds.yaml
weeks: 312
warmUpWeeks: 0
hospital: {pathways: {2: {rate: {everyone: 0 per day}}}}
placements: {beds: {beds: unlimited, stay: ${law}}}
initial: {placements: {beds: {people: {everyone: 200}}}}
`);
    const found = replicate(input, 200, (r) => ({
      residual: r.area('placements.occupied') / 200,
      mean: r.weekly('placements.occupied')[0]!,
    }));
    expectAgreement('days still to come', found.residual, 4600 / 60);
  });
});
