/** Figures of waits: the restricted mean against waits that are known, and the wait for a bed against Erlang. */
import { describe, expect, it } from 'vitest';
import type { ModelInput } from '../../src/model/input.js';
import { Aggregate } from '../../src/result/aggregate.js';
import { waitsRows } from '../../src/result/waits.js';
import { erlangA, erlangC } from '../../src/stats/erlang.js';
import { expectAgreement, LONG } from '../support/agreement.js';
import { bedsOf } from '../support/beds.js';
import { inputOf, inputOfText, replicate, runOnce } from '../support/scenario.js';

function rowOf(input: ModelInput, queue: string, replications = 1) {
  const aggregate = new Aggregate({ frame: input, warmUpWeeks: input.warmUpWeeks });
  for (let i = 1; i <= replications; i++) aggregate.add(runOnce(input, i).record);
  return waitsRows(aggregate).find((row) => row.queue === queue && row.by === 'all' && row.cohort === 'arisen')!;
}

describe('the restricted mean of waits', LONG, () => {
  it('of exactly 24 days is 24', () => {
    const input = inputOf('textbook/home-care.yaml', {
      set: ['weeks=52', 'warmUpWeeks=0', 'homeCare.offers.startDelay=24 days', 'homeCare.offers.startsAtWeekends=true'],
    });
    expect(rowOf(input, 'home_care').restricted_mean).toBeCloseTo(24, 6);
  });

  it('of exponential patience and no care at all is the mean of the patience, those who give up included', () => {
    // nobody is accepted; who waits gives up after 10 days on average
    const input = inputOf('textbook/home-care.yaml', {
      set: ['weeks=104', 'warmUpWeeks=0', 'homeCare.providers.only.acceptance=0', 'brokerage.giveUp.home=0.1 per day'],
    });
    const means = Array.from({ length: 5 }, (_, i) => rowOf(input, 'home_care', i + 1).restricted_mean!);
    // 1,456 people each: a standard error of 0.26 days in one future, 0.12 in five
    expect(Math.abs(means.at(-1)! - 10)).toBeLessThan(3.5 * 0.12);
  });

  it('of a list on which nobody is served is the length of the run, and no longer', () => {
    const input = inputOf('textbook/home-care.yaml', { set: ['weeks=40', 'warmUpWeeks=0', 'homeCare.providers.only.acceptance=0'] });
    const mean = rowOf(input, 'home_care').restricted_mean!;
    expect(mean).toBeLessThanOrEqual(280);
    expect(mean).toBeGreaterThan(270);
  });
});

describe('waiting for a bed', LONG, () => {
  it('is Erlang C: share who wait at all, and mean wait of all', () => {
    const known = erlangC(0.5, 10, 7);
    const input = bedsOf({ perDay: 0.5, stay: '{exponential: {mean: 10 days}}', beds: 7, weeks: 1052, warmUpWeeks: 52 });
    const found = replicate(input, 60, (r) => ({
      share: r.count('placements.waited', 'placement', 'beds') / r.count('placements.requests', 'placement', 'beds'),
      wait: r.count('placements.wait_days') / r.count('placements.waits_ended'),
      queue: r.mean('placements.occupied'),
    }));
    const control = { values: found.queue, mean: 5 };
    expectAgreement('P(wait)', found.share, known.waitShare, { control });
    expectAgreement('mean wait', found.wait, known.meanWait, { control, mostError: 0.03 });
  });

  it('is Erlang A where people give up: their days count', () => {
    const input = bedsOf({ perDay: 2, stay: '{exponential: {mean: 10 days}}', beds: 20, weeks: 552, giveUpPerDay: 1 / 15 });
    const known = erlangA(2, 10, 20, 15);
    const found = replicate(input, 60, (r) => {
      const { personDays, people } = r.waits('placements');
      return { queue: r.mean('placements.queue'), wait: personDays / people };
    });
    expectAgreement('mean queue', found.queue, known.meanQueue, { mostError: 0.03 });
    expectAgreement('mean wait of all', found.wait, known.meanQueue / 2, { mostError: 0.03 });
  });
});

describe('everyone waiting for home care', () => {
  it('waits from need on, listed or not, accepted or not, wherever they are', () => {
    // 2 a day who are accepted after 3 days and start 4 days later: 14 wait; none is listed before the second working day
    const input = inputOfText(`
extends: textbook/home-care.yaml
weeks: 60
warmUpWeeks: 8
homeCare: {offers: {answer: 3 days, startDelay: 4 days, startsAtWeekends: true}}
`);
    const found = replicate(input, 60, (r) => ({
      waiting: r.mean('home_care.waiting_people'),
      home: r.mean('home_care.waiting_people', 'place', 'home'),
      requests: r.mean('list.requests'),
    }));
    const control = { values: found.requests, mean: 14 };
    expectAgreement('waiting', found.waiting, 14, { control });
    expect(found.home).toEqual(found.waiting);
  });
});
