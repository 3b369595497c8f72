/** Crisis response, and the hours of night care, as textbook queues. Expected values: Erlang (1917), formula C. */
import { describe, expect, it } from 'vitest';
import { erlangC } from '../../src/stats/erlang.js';
import { expectAgreement, LONG } from '../support/agreement.js';
import { inputOf, inputOfText, replicate, SEED, traceOf } from '../support/scenario.js';

describe('teams as Erlang C', LONG, () => {
  it('48 calls a day, an hour each, three teams', () => {
    const known = erlangC(48, 1 / 24, 3);
    const input = inputOf('textbook/crisis.yaml', { set: ['weeks=60', 'warmUpWeeks=2'] });
    const found = replicate(input, 60, (r) => {
      const waits = r.waits('crisis');
      return {
        out: r.mean('crisis.teams_out'),
        queue: r.mean('crisis.waiting'),
        response: r.count('crisis.response_days') / r.count('crisis.answered'),
        wait: waits.startedDays / waits.started,
        late: 1 - r.count('crisis.within_2_hours') / r.count('crisis.answered'),
        waits: 1 - r.startedWithin(0, 'crisis'),
      };
    });
    expectAgreement('teams out', found.out, 2);
    expectAgreement('P(wait)', found.waits, known.waitShare);
    expectAgreement('mean wait', found.wait, known.meanWait);
    expectAgreement('mean response', found.response, known.meanWait);
    expectAgreement('mean queue', found.queue, known.meanQueue);
    expectAgreement('P(wait > 2 hours)', found.late, known.waitBeyond(1 / 12));
  });
});

describe('night care as Erlang C', LONG, () => {
  it('0.5 packages a day, 10 days each, night hours for 7', () => {
    const known = erlangC(0.5, 10, 7);
    const input = inputOf('textbook/home-care.yaml', {
      set: [
        'demand.community.rate={everyone: 0.5 per day}',
        'homeCare.nightCare={needs: 100%, hoursPerPackage: 8, hours: 56, pricePerHour: 0}',
        'weeks=852',
      ],
    });
    const found = replicate(input, 100, (r) => ({
      share: 1 - r.startedWithin(0, 'home_care'),
      wait: meanWaitOf(r.waits('home_care')),
      queue: r.mean('home_care.waiting_for_nights'),
      hours: r.mean('home_care.night_hours'),
    }));
    const control = { values: found.hours, mean: 40 };
    expectAgreement('night hours in use', found.hours, 40);
    expectAgreement('P(wait)', found.share, known.waitShare, { control });
    expectAgreement('mean wait', found.wait, known.meanWait, { control });
    expectAgreement('mean queue', found.queue, known.meanQueue, { control });
  });
});

const meanWaitOf = ({ startedDays, started }: { startedDays: number; started: number }): number => startedDays / started;

describe('calls by hour of the day, weekday and kind', () => {
  const HOUR = Array.from({ length: 24 }, (_, h) => (h < 8 ? 0.3 : h < 20 ? 1.4 : 1.2));
  const WEEKDAY = [1.1, 1, 0.9, 0.9, 1, 1.05, 1.05];
  const input = inputOfText(`
extends: textbook/crisis.yaml
weeks: 104
crisisResponse:
  calls:
    falls: {rate: {everyone: 4 per day}, profile: {hour: [${HOUR}], weekday: [${WEEKDAY}]}}
    others: {rate: {everyone: 10 per day}, profile: {hour: [${HOUR}], weekday: [${WEEKDAY}]}}
`);
  const REPLICATIONS = 20;
  const counts = new Float64Array(24 * 7 * 2);
  for (let r = 1; r <= REPLICATIONS; r++)
    for (const { what, time, detail } of traceOf(input, r, { seed: SEED }).events) {
      if (what !== 'calls crisis response') continue;
      const day = Math.floor(time);
      const hour = Math.min(23, Math.floor((time - day) * 24));
      counts[((detail === 'fall' ? 0 : 1) * 7 + (day % 7)) * 24 + hour]!++;
    }

  it('are Poisson with the means of the profile', () => {
    let chiSquare = 0;
    counts.forEach((n, cell) => {
      const perDay = cell < 168 ? 4 : 10;
      const mean = (REPLICATIONS * 104 * perDay * WEEKDAY[Math.floor(cell / 24) % 7]! * HOUR[cell % 24]!) / 24;
      chiSquare += (n - mean) ** 2 / mean;
    });
    // chi-square over cells with known means has a mean of their number and a variance of twice that
    expect(Math.abs(chiSquare - counts.length), `chi-square ${chiSquare}`).toBeLessThanOrEqual(3.5 * Math.sqrt(2 * counts.length));
  });
});
