/**
 * The model configured down to textbook queues with places: a bed, people ready in hospital who wait for one.
 * Scenario: tests/fixtures/scenarios/textbook/beds.yaml; expected values: Erlang (1917), Palm (1957), Pollaczek (1930), Khinchine (1932).
 */
import { describe, it } from 'vitest';
import { erlangA, erlangB, erlangC, pollaczekKhinchineWait } from '../../src/stats/erlang.js';
import { expectAgreement } from '../support/agreement.js';
import { inputOf, type Reading, replicate } from '../support/scenario.js';

interface Beds {
  readonly perDay: number;
  /** law of the stay, as written in a scenario */
  readonly stay: string;
  readonly beds: number;
  readonly weeks: number;
  readonly giveUpPerDay?: number;
}

function bedsOf({ perDay, stay, beds, weeks, giveUpPerDay = 0 }: Beds) {
  return inputOf('textbook/beds.yaml', {
    set: [
      `hospital.pathways.2.rate={everyone: ${perDay} per day}`,
      `placements.beds.stay=${stay}`,
      `placements.beds.beds=${beds}`,
      `placements.beds.giveUp=${giveUpPerDay} per day`,
      `weeks=${weeks}`,
    ],
  });
}

/** P(wait > days), everyone who arrived in the window included. */
const beyond = (reading: Reading, days: number) => 1 - reading.startedWithin(days, 'hospital');

function meanWait(reading: Reading): number {
  const { startedDays, started } = reading.waits('hospital');
  return startedDays / started;
}

describe('Erlang C: exponential stays, everybody waits for a bed', () => {
  it('0.5 a day, 10 days, 7 beds', () => {
    const input = bedsOf({ perDay: 0.5, stay: '{exponential: {mean: 10 days}}', beds: 7, weeks: 1052 });
    const found = replicate(input, 250, (r) => ({ share: beyond(r, 0), wait: meanWait(r), queue: r.mean('placements.queue') }));
    expectAgreement('P(wait)', found.share, 0.32415);
    expectAgreement('mean wait', found.wait, 1.62075);
    expectAgreement('mean queue', found.queue, 0.81037);
  });

  it('3 a day, 30 days, 100 beds', () => {
    const input = bedsOf({ perDay: 3, stay: '{exponential: {mean: 30 days}}', beds: 100, weeks: 1252 });
    const found = replicate(input, 250, (r) => ({
      share: beyond(r, 0),
      wait: meanWait(r),
      queue: r.mean('placements.queue'),
      week: beyond(r, 7),
      used: r.mean('placements.occupied') / 100,
    }));
    expectAgreement('P(wait)', found.share, 0.21694);
    expectAgreement('mean wait', found.wait, 0.65082);
    expectAgreement('mean queue', found.queue, 1.95246);
    expectAgreement('P(wait > 7 days)', found.week, 0.02104);
    expectAgreement('share of beds used', found.used, erlangC(3, 30, 100).utilisation);
  });
});

describe('Erlang B: whoever finds no bed goes elsewhere at once, whatever the law of stays', () => {
  // Only the load matters, so stays are short and there are many of them.
  const laws = {
    exponential: '{exponential: {mean: 1 day}}',
    lognormal: '{lognormal: {mean: 1 day, sd: 1.5 days}}',
    fixed: '1 day',
  };
  const cases = [
    { load: 5, beds: 7, weeks: 252, refused: 0.120519 },
    { load: 90, beds: 100, weeks: 152, refused: 0.026957 },
    { load: 109.2, beds: 128, weeks: 352, refused: 0.007886 },
  ];
  it.each(cases.flatMap((c) => Object.entries(laws).map(([name, stay]) => ({ ...c, name, stay }))))(
    'load $load, $beds beds, $name stays',
    ({ load, beds, weeks, refused, stay }) => {
      // a giving-up hazard of 100,000 a day: a wait of a second
      const input = bedsOf({ perDay: load, stay, beds, weeks, giveUpPerDay: 100_000 });
      const found = replicate(input, 200, (r) => {
        const { people, gaveUp } = r.waits('hospital');
        return { refused: gaveUp / people, used: r.mean('placements.occupied') };
      });
      expectAgreement('share refused', found.refused, refused);
      expectAgreement('beds used', found.used, load * (1 - erlangB(load, beds)));
    },
  );
});

describe('Erlang A: people give up waiting', () => {
  it('2 a day, 10 days, 20 beds, patience 15 days', () => {
    const theory = erlangA(2, 10, 20, 15);
    const input = bedsOf({ perDay: 2, stay: '{exponential: {mean: 10 days}}', beds: 20, weeks: 552, giveUpPerDay: 1 / 15 });
    const found = replicate(input, 200, (r) => {
      const { people, gaveUp } = r.waits('hospital');
      return {
        share: beyond(r, 0),
        queue: r.mean('placements.queue'),
        gaveUp: gaveUp / people,
        used: r.mean('placements.occupied') / 20,
      };
    });
    // those who give up have waited: P(wait) counts them in, as "not started at once"
    expectAgreement('P(wait)', found.share, 0.57691);
    expectAgreement('mean queue', found.queue, 2.39776);
    expectAgreement('share who give up', found.gaveUp, 0.07993);
    expectAgreement('share of beds used', found.used, 0.92007);
    expectAgreement('mean queue again, from the balance of states', found.queue, theory.meanQueue);
  });
});

describe('Pollaczek-Khinchine: one bed, any law of stays', () => {
  it.each([
    { name: 'fixed', stay: '10 days', sd: 0, wait: 20, weeks: 2600, n: 200 },
    { name: 'lognormal, sd 10 days', stay: '{lognormal: {mean: 10 days, sd: 10 days}}', sd: 10, wait: 40, weeks: 2600, n: 300 },
    { name: 'lognormal, sd 15 days', stay: '{lognormal: {mean: 10 days, sd: 15 days}}', sd: 15, wait: 65, weeks: 2600, n: 500 },
  ])('$name stays', ({ stay, sd, wait, weeks, n }) => {
    const input = bedsOf({ perDay: 0.08, stay, beds: 1, weeks });
    // Over a long run the mean queue over the rate of arrivals is the mean wait (Little): it counts whom the end cuts off.
    const found = replicate(input, n, (r) => ({ wait: r.mean('placements.queue') / 0.08 }));
    expectAgreement('mean wait', found.wait, wait);
    expectAgreement('mean wait by formula', found.wait, pollaczekKhinchineWait(0.08, 10, sd));
  });
});
