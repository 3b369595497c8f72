/** The model as one bed with any law of stays: mean wait by Pollaczek (1930) and Khinchine (1932). */
import { describe, it } from 'vitest';
import { pollaczekKhinchineWait } from '../../src/stats/erlang.js';
import { expectAgreement, LONG } from '../support/agreement.js';
import { bedsOf } from '../support/beds.js';
import { replicate } from '../support/scenario.js';

describe('Pollaczek-Khinchine: one bed, 0.08 a day, stays of mean 10 days', LONG, () => {
  it.each([
    { name: 'fixed', stay: '10 days', sd: 0, wait: 20, weeks: 1300 },
    { name: 'lognormal, sd 10 days', stay: '{lognormal: {mean: 10 days, sd: 10 days}}', sd: 10, wait: 40, weeks: 1800 },
    { name: 'lognormal, sd 15 days', stay: '{lognormal: {mean: 10 days, sd: 15 days}}', sd: 15, wait: 65, weeks: 2600 },
  ])('stays $name', ({ stay, sd, wait, weeks }) => {
    const input = bedsOf({ perDay: 0.08, stay, beds: 1, weeks });
    // Over a long run the mean queue over the rate of arrivals is the mean wait (Little): it counts those whom the end cuts off.
    const found = replicate(input, 200, (r) => ({ wait: r.mean('placements.queue') / 0.08, used: r.mean('placements.occupied') }));
    expectAgreement('share of time in use', found.used, 0.8);
    // the bed's use, known to be 0.8, explains much of the luck
    const control = { values: found.used, mean: 0.8 };
    expectAgreement('mean wait', found.wait, wait, { control });
    expectAgreement('mean wait by formula', found.wait, pollaczekKhinchineWait(0.08, 10, sd), { control });
  });
});
