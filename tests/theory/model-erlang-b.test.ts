/** The model as beds that nobody waits for, and as beds that people give up waiting for. Erlang (1917), formula B; Palm (1957). */
import { describe, it } from 'vitest';
import { erlangA, erlangB } from '../../src/stats/erlang.js';
import { expectAgreement, LONG } from '../support/agreement.js';
import { bedsOf, beyond } from '../support/beds.js';
import { replicate } from '../support/scenario.js';

describe('Erlang B: whoever finds no bed goes elsewhere at once, whatever the law of stays', LONG, () => {
  // Only the load matters (arrivals x mean stay): with stays of a day a few weeks hold many of them.
  const laws = [
    { law: 'exponential', stay: '{exponential: {mean: 1 day}}', longer: 1.6 },
    { law: 'lognormal', stay: '{lognormal: {mean: 1 day, sd: 0.5 days}}', longer: 1 },
    { law: 'fixed', stay: '1 day', longer: 1 },
  ];
  const cases = [
    { load: 5, beds: 7, days: 140, refused: 0.120519 },
    { load: 90, beds: 100, days: 42, refused: 0.026957 },
    { load: 109.2, beds: 128, days: 91, refused: 0.007886 },
  ];
  it.each(cases.flatMap((c) => laws.map((law) => ({ ...c, ...law }))))(
    'load $load, $beds beds, stays $law',
    ({ load, beds, days, refused, stay, longer }) => {
      const weeks = 2 + Math.ceil((days * longer) / 7);
      // a hazard of giving up of 100,000 a day: a wait of a second
      const input = bedsOf({ perDay: load, stay, beds, weeks, warmUpWeeks: 2, giveUpPerDay: 100_000 });
      const found = replicate(input, 220, (r) => {
        const { people, gaveUp } = r.waits('hospital');
        return { refused: gaveUp / people, used: r.mean('placements.occupied'), arrivals: r.mean('demand.referrals') };
      });
      const control = { values: found.arrivals, mean: load * 7 };
      expectAgreement('share refused', found.refused, refused, { control });
      expectAgreement('beds used', found.used, load * (1 - erlangB(load, beds)), { control });
    },
  );
});

describe('Erlang A: people give up waiting', LONG, () => {
  it('2 a day, 10 days, 20 beds, patience 15 days', () => {
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
    expectAgreement('mean queue, from the balance of states', found.queue, erlangA(2, 10, 20, 15).meanQueue);
    expectAgreement('share who give up', found.gaveUp, 0.07993);
    expectAgreement('share of beds used', found.used, 0.92007);
  });
});
