/** The model as a queue for beds: exponential stays, everybody waits. Expected values: Erlang (1917), formula C. */
import { describe, it } from 'vitest';
import { erlangC } from '../../src/stats/erlang.js';
import { expectAgreement, LONG } from '../support/agreement.js';
import { bedsOf, beyond, meanWait } from '../support/beds.js';
import { replicate } from '../support/scenario.js';

describe('Erlang C', LONG, () => {
  it('0.5 a day, 10 days, 7 beds', () => {
    const input = bedsOf({ perDay: 0.5, stay: '{exponential: {mean: 10 days}}', beds: 7, weeks: 852 });
    const found = replicate(input, 250, (r) => ({
      share: beyond(r, 0),
      wait: meanWait(r),
      queue: r.mean('placements.queue'),
      week: beyond(r, 7),
      occupied: r.mean('placements.occupied'),
    }));
    const control = { values: found.occupied, mean: 5 };
    expectAgreement('beds in use', found.occupied, 5);
    expectAgreement('P(wait)', found.share, 0.32415);
    expectAgreement('mean wait', found.wait, 1.62075);
    expectAgreement('mean queue', found.queue, 0.81037);
    expectAgreement('P(wait > 7 days)', found.week, erlangC(0.5, 10, 7).waitBeyond(7), { control });
  });

  // In so large a queue a busy spell lasts for months. The beds in use, known to be 90 on average, explain part of the luck; still,
  // two per cent of the rare long waits would take three minutes, so that figure makes do with six.
  it('3 a day, 30 days, 100 beds', () => {
    const input = bedsOf({ perDay: 3, stay: '{exponential: {mean: 30 days}}', beds: 100, weeks: 1172 });
    const found = replicate(input, 400, (r) => ({
      share: beyond(r, 0),
      wait: meanWait(r),
      queue: r.mean('placements.queue'),
      week: beyond(r, 7),
      occupied: r.mean('placements.occupied'),
    }));
    const control = { values: found.occupied, mean: 90 };
    expectAgreement('beds in use', found.occupied, 90);
    expectAgreement('P(wait)', found.share, 0.21694, { control });
    expectAgreement('mean wait', found.wait, 0.65082, { control });
    expectAgreement('mean queue', found.queue, 1.95246, { control });
    expectAgreement('P(wait > 7 days)', found.week, 0.02104, { control, mostError: 0.06 });
  });
});
