/** What holds in every council, whatever its settings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelId } from '../../src/metrics.js';
import type { WaitQueue } from '../../src/model/record.js';
import { createModel } from '../../src/model/run.js';
import { LONG } from '../support/agreement.js';
import { councils } from '../support/random-scenario.js';
import { columnsOf, inputOf, inputOfText, isSame, levelsOf, type Reading, runOnce, SEED } from '../support/scenario.js';

const RUNS = { seed: SEED, numRuns: 30 };

describe('random councils', LONG, () => {
  it('keep people, carers, hours and lists in balance at every midnight', () => {
    fc.assert(
      fc.property(councils(), fc.integer({ min: 1, max: 50 }), (council, replication) => {
        runOnce(inputOfText(council.text), replication, { checkInvariants: true });
      }),
      { ...RUNS, numRuns: 60 },
    );
  });

  it('come out the same to the bit on both calendars, and on a model that has run others before', () => {
    fc.assert(
      fc.property(councils({ weeks: 26 }), (council) => {
        const input = inputOfText(council.text);
        const fresh = runOnce(input, 2).record;
        expect(isSame(runOnce(input, 2, { engine: 'simjs' }).record, fresh), 'on the other calendar').toBe(true);
        const used = createModel(input);
        used.replicate(SEED, 1);
        expect(isSame(used.replicate(SEED, 2), fresh), 'on a model used before').toBe(true);
      }),
      RUNS,
    );
  });

  it('never have a level or a count below zero', () => {
    fc.assert(
      fc.property(councils(), (council) => {
        const input = inputOfText(council.text);
        const { weekly } = runOnce(input).record;
        columnsOf(input).forEach((name, c) => {
          const least = Math.min(...weekly.subarray(c * input.weeks, (c + 1) * input.weeks));
          if (name.startsWith('home_care.capacity_hours')) return; // by area, shared room below zero is overuse
          expect(least, name).toBeGreaterThanOrEqual(-1e-6);
        });
      }),
      RUNS,
    );
  });

  it('split every total into its keys', () => {
    fc.assert(
      fc.property(councils(), (council) => {
        const input = inputOfText(council.text);
        const reading = runOnce(input);
        for (const channel of ['housing.register', 'housing.tenants'] as const) {
          if (input.housing === null) continue;
          const sum = input.areas.reduce((total, key) => total + reading.count(channel, 'area', key), 0);
          expect(sum, channel).toBeCloseTo(reading.count(channel), 6);
        }
        for (const channel of ['list.people', 'home_care.people', 'hospital.waiting', 'home_care.starts', 'demand.referrals'] as const)
          for (const by of ['area', 'client_group'] as const) {
            const keys = by === 'area' ? input.areas : input.groups;
            const sum = keys.reduce((total, key) => total + reading.count(channel, by, key), 0);
            expect(sum, `${channel} by ${by}`).toBeCloseTo(reading.count(channel), 6);
          }
      }),
      RUNS,
    );
  });
});

/** Person-days waited by everyone: those of day 0 from the start, those still waiting to the end. */
function personDays(reading: Reading, queue: WaitQueue): number {
  return reading.waits(queue).personDays + reading.waits(queue, 'all', 'all', 'day_0').personDays;
}

function areaUnder(reading: Reading, ...channels: ChannelId[]): number {
  return channels.reduce((sum, channel) => sum + reading.area(channel), 0);
}

describe("Little's law on one path: the area under the number waiting is the person-days waited", LONG, () => {
  const holds = (reading: Reading, queue: WaitQueue, ...channels: ChannelId[]) => {
    const area = areaUnder(reading, ...channels);
    const waited = personDays(reading, queue);
    expect(Math.abs(area - waited) / Math.max(1, area), `${queue}: area ${area}, person-days ${waited}`).toBeLessThan(1e-9);
  };

  it('in hospital, before reablement, and from request to provider', () => {
    fc.assert(
      fc.property(councils(), (council) => {
        const reading = runOnce(inputOfText(council.text));
        holds(reading, 'hospital', 'hospital.waiting');
        holds(reading, 'reablement', 'reablement.waiting');
        if (reading.input.housing !== null) holds(reading, 'housing', 'housing.register');
        holds(reading, 'interim_list', 'brokerage.friction', 'brokerage.shortage', 'brokerage.answering');
      }),
      { ...RUNS, numRuns: 60 },
    );
  });

  it('from need to care: at home, in hospital, bridged or covered; and of self-funders', () => {
    fc.assert(
      fc.property(councils({ admissions: false, onlyHomeCareFromHospital: true }), (council) => {
        const reading = runOnce(inputOfText(council.text));
        const places = [
          'home_care.uncovered_people',
          'hospital.waiting',
          'reablement.bridging_people',
          'reablement.last_resort_people',
        ] as const;
        holds(reading, 'home_care', ...places);
        holds(reading, 'self_funders', 'home_care.self_funders_waiting');
      }),
      { ...RUNS, numRuns: 60 },
    );
  });
});

describe('extremes', LONG, () => {
  it('zero demand gives zeros', () => {
    const input = inputOf('textbook/home-care.yaml', { set: ['demand.community.rate={everyone: 0 per day}', 'weeks=52', 'warmUpWeeks=0'] });
    const reading = runOnce(input);
    const offered: readonly string[] = ['home_care.capacity_hours', 'home_care.paid_hours'];
    for (const channel of levelsOf(input)) if (!offered.includes(channel)) expect(reading.area(channel), channel).toBe(0);
    expect(reading.count('home_care.starts')).toBe(0);
    expect(reading.count('list.requests')).toBe(0);
    expect(reading.waits('home_care').people).toBe(0);
  });

  it('huge capacity leaves no wait but the answer and the start', () => {
    const input = inputOf('textbook/home-care.yaml', {
      set: ['homeCare.offers.answer=2 days', 'homeCare.offers.startDelay=3 days', 'weeks=52', 'warmUpWeeks=0'],
    });
    const reading = runOnce(input);
    expect(reading.waits('home_care').people).toBeGreaterThan(600);
    expect(reading.startedWithin(1.75, 'interim_list')).toBe(0);
    expect(reading.startedWithin(2.25, 'interim_list')).toBe(1);
    expect(reading.startedWithin(4.75, 'home_care')).toBe(0);
    expect(reading.startedWithin(5.25, 'home_care')).toBe(1);
    expect(reading.area('brokerage.shortage')).toBe(0);
    expect(reading.area('brokerage.friction')).toBe(0);
  });
});
