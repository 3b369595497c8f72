/** What policies do to flats, home care and care homes in Leicestershire's scenarios: the sign that a planner would expect, future by future. */
import { describe, expect, it } from 'vitest';
import { estimate, LONG } from '../support/agreement.js';
import { columnsOf, inputOf, type Reading, replicate, runOnce } from '../support/scenario.js';

const shipped = (name: string, set: readonly string[] = []) => inputOf(`../../../scenarios/leicestershire/${name}.yaml`, { set });
const REPLICATIONS = 12;
/** weeks before letting of the new scheme at Snibston begins: 2025-09-01 and four weeks of visit, less sixteen ahead */
const BEFORE = 114;

const figures = (reading: Reading) => {
  const last = { from: 208, to: reading.input.weeks };
  const area = (channel: Parameters<Reading['mean']>[0], by: Parameters<Reading['mean']>[1] = 'all', key = 'all') =>
    reading.mean(channel, by, key, last);
  return {
    occupied: area('housing.occupied'),
    vacant: area('housing.void'),
    elsewhere: area('housing.void') - area('housing.void', 'scheme', 'snibston'),
    register: area('housing.register'),
    high: area('housing.tenants_by_band', 'band', 'high'),
    hours: area('housing.care_hours'),
    homeCare: area('home_care.hours'),
    careHomes: area('placements.occupied'),
    turnover: reading.count('housing.tenancies_ended', 'all', 'all', last) / area('housing.occupied'),
    rentLost: area('cost.void_rent'),
  };
};

type Name = keyof ReturnType<typeof figures>;

/** Paired differences, alternative less baseline: mean and standard error. */
function differences(alternative: string, set: readonly string[] = []) {
  const a = replicate(shipped('baseline'), REPLICATIONS, figures);
  const b = replicate(shipped(alternative, set), REPLICATIONS, figures);
  return (name: Name) => estimate(b[name].map((value, i) => value - a[name][i]!));
}

const expectLess = ({ mean, error }: { mean: number; error: number }) => expect(mean + 2 * error).toBeLessThan(0);
const expectMore = ({ mean, error }: { mean: number; error: number }) => expect(mean - 2 * error).toBeGreaterThan(0);

describe('a new scheme', LONG, () => {
  it('fills, shortens the register, gives hours back to home care and takes people out of care homes', () => {
    const by = differences('snibston');
    expect(by('occupied').mean).toBeGreaterThan(45);
    expectLess(by('register'));
    expectLess(by('homeCare'));
    expectLess(by('careHomes'));
    expectMore(by('hours'));
  });

  it('alters nothing, in any column, until its letting begins', () => {
    for (const replication of [1, 2]) {
      const [a, b] = [runOnce(shipped('baseline'), replication), runOnce(shipped('snibston'), replication)];
      const { weeks } = a.input;
      let later = 0;
      columnsOf(a.input).forEach((name, c) => {
        for (let w = 0; w < weeks; w++) {
          const same = Object.is(a.record.weekly[c * weeks + w], b.record.weekly[c * weeks + w]);
          if (w < BEFORE) expect(same, `${name} in week ${w + 1}`).toBe(true);
          else if (!same) later++;
        }
      });
      expect(later).toBeGreaterThan(1000);
    }
  });
});

describe('faster panels and bidding cycles', LONG, () => {
  it('fill flats and save rent', () => {
    const by = differences('faster-voids');
    expectMore(by('occupied'));
    expectLess(by('vacant'));
    expectLess(by('rentLost'));
  });
});

describe('lettings that aim at higher needs', LONG, () => {
  it('raise the high band, its hours and the turnover', () => {
    const by = differences('higher-needs');
    expect(by('high').mean).toBeGreaterThan(15);
    expectMore(by('hours'));
    expectMore(by('turnover'));
  });
});

describe('more refusals', LONG, () => {
  it('mean more vacant flats', () => {
    expectMore(differences('baseline', ['housing.lettings.refusal=60%'])('vacant'));
  });
});
