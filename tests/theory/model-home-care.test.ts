/** The model's home care as textbook systems: two priorities, unlimited capacity, hand-backs and re-sourcing. */
import { describe, expect, it } from 'vitest';
import { cobhamWaits } from '../../src/stats/erlang.js';
import { errorsFrom, estimate, expectAgreement, LONG, MOST_ERRORS } from '../support/agreement.js';
import { inputOf, inputOfText, type Reading, replicate } from '../support/scenario.js';

describe('Cobham: two priorities, nobody interrupted', LONG, () => {
  // Twenty packages of one hour fill the only provider. Hospital goes before the community.
  const input = inputOfText(
    `
extends: textbook/home-care.yaml
demand: {community: {rate: {everyone: 0.6 per day}}}
hospital: {pathways: {1: {rate: {everyone: 1.2 per day}, routes: {homeCare: 1}}}}
`,
    { set: ['homeCare.providers.only.hours=20', 'weeks=852'] },
  );

  it('waits of both, and of both together', () => {
    const theory = cobhamWaits(1.2, 0.6, 10, 20);
    const meanWait = (r: Reading, priority: string) => {
      const { personDays, people } = r.waits('home_care', 'priority', priority);
      return personDays / people;
    };
    const found = replicate(input, 200, (r) => ({
      first: meanWait(r, 'hospital'),
      second: meanWait(r, 'community'),
      used: r.mean('home_care.used_hours'),
    }));
    const control = { values: found.used, mean: 18 };
    expectAgreement('hours in use', found.used, 18);
    expectAgreement('wait of the first', found.first, 0.68846, { control });
    expectAgreement('wait of the second', found.second, 6.88461, { control });
    expectAgreement('wait of the second, by formula', found.second, theory.second, { control });
  });
});

describe('unlimited capacity: packages are Poisson, hours compound Poisson, whatever the law of lengths', LONG, () => {
  // 2 a day for 500 days, of 5 hours (half), 10 (three in ten) or 20 (two in ten): 1000 packages and 9500 hours on average,
  // with variances 1000 and 1000 x E[hours^2] = 350^2.
  const unlimited = (length: string, weeks: number, warmUpWeeks: number) =>
    inputOf('textbook/home-care.yaml', {
      set: [
        `homeCare.packages.length=${length}`,
        'homeCare.packages.hours={empirical: {values: [5, 10, 20], weights: [0.5, 0.3, 0.2]}}',
        'initial={homeCare: {people: {everyone: 1000}}}',
        `weeks=${weeks}`,
        `warmUpWeeks=${warmUpWeeks}`,
      ],
    });

  it.each([
    ['exponential', '{exponential: {mean: 500 days}}'],
    ['lognormal', '{lognormal: {mean: 500 days, sd: 600 days}}'],
  ])('means, %s lengths', (_, length) => {
    const found = replicate(unlimited(length, 104, 26), 200, (r) => ({
      packages: r.mean('home_care.people'),
      hours: r.mean('home_care.hours'),
    }));
    expectAgreement('packages', found.packages, 1000);
    expectAgreement('hours', found.hours, 9500);
  });

  it('means and variances, fixed lengths: exactly steady once those of day 0 have gone, after 500 days', () => {
    const input = unlimited('500 days', 372, 72);
    const variance = (weekly: Float64Array, mean: number) => {
      const after = weekly.subarray(72);
      return after.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / after.length;
    };
    const found = replicate(input, 200, (r) => ({
      packages: r.mean('home_care.people'),
      hours: r.mean('home_care.hours'),
      packagesVariance: variance(r.weekly('home_care.people'), 1000),
      hoursVariance: variance(r.weekly('home_care.hours'), 9500),
    }));
    expectAgreement('packages', found.packages, 1000);
    expectAgreement('hours', found.hours, 9500);
    // A weekly average varies a little less than a count at an instant: by the factor 1 - 7/(3 x 500).
    const smoothed = 1 - 7 / 1500;
    // A variance known to 4 % is a standard deviation known to 2 %.
    expectAgreement('variance of packages', found.packagesVariance, 1000 * smoothed, { mostError: 0.04 });
    expectAgreement('variance of hours', found.hoursVariance, 350 * 350 * smoothed, { mostError: 0.04 });
  });
});

describe('hand-backs and re-sourcing with unlimited capacity', LONG, () => {
  // The need of 500 days runs only while someone delivers care; a hand-back ends care at once; a provider answers after 6 days.
  const input = inputOf('textbook/home-care.yaml', {
    set: [
      'homeCare.packages.length={exponential: {mean: 500 days}}',
      `homeCare.handBack.base=${1 / 1500} per day`,
      'homeCare.offers.answer={exponential: {mean: 6 days}}',
      'initial={homeCare: {people: {everyone: 1000}}}',
      'weeks=182',
      'warmUpWeeks=52',
    ],
  });

  it('1000 in care, 16 in brokerage, two thirds of a hand-back a day', () => {
    const found = replicate(input, 200, (r) => ({
      care: r.mean('home_care.people'),
      brokerage: r.mean('home_care.uncovered_people'),
      handBacks: r.mean('home_care.hand_backs') / 7,
    }));
    expectAgreement('in care', found.care, 1000);
    expectAgreement('in brokerage', found.brokerage, 16);
    expectAgreement('hand-backs a day', found.handBacks, 2 / 3);
  });
});

describe('build-up from empty', LONG, () => {
  // A delay of the same length for everyone moves the whole course to the end of a week, when levels are read to the instant.
  it.each([
    { day: 7, delay: 0, expected: 20.961 },
    { day: 30, delay: 5, expected: 76.512 },
    { day: 60, delay: 3, expected: 108.519 },
    { day: 90, delay: 1, expected: 119.966 },
    { day: 180, delay: 2, expected: 127.322 },
  ])('3 a day, lognormal stays, unlimited: $expected people on day $day', ({ day, delay, expected }) => {
    const input = inputOf('textbook/home-care.yaml', {
      set: [
        'demand.community.rate={everyone: 3 per day}',
        `demand.community.delay=${delay} days`,
        'homeCare.packages.length={lognormal: {mu: 3.526361, sigma: 0.67815}}',
        `weeks=${(day + delay) / 7}`,
        'warmUpWeeks=0',
      ],
    });
    const found = replicate(input, 400, (r) => ({ people: r.end('home_care.people') }));
    expectAgreement(`people on day ${day}`, found.people, expected);
  });
});

describe('warm start', LONG, () => {
  const stay = { mu: 3.526361, sigma: 0.67815 };
  const settings = [`{lognormal: {mu: ${stay.mu}, sigma: ${stay.sigma}}}`];
  const START = 131.194;

  /** The mean over a Poisson number of people on day 0 is linear in that number: a mixture of 131 and 132 has the same mean. */
  function found(of: (people: number) => ReturnType<typeof inputOf>, channel: 'home_care.people' | 'placements.occupied') {
    const weeks = { week1: 0, week4: 3, week8: 7, week13: 12, week26: 25 } as const;
    const read = (r: Reading) =>
      Object.fromEntries(Object.entries(weeks).map(([name, w]) => [name, r.weekly(channel)[w]!])) as Record<keyof typeof weeks, number>;
    const fewer = replicate(of(131), 300, read);
    const more = replicate(of(132), 300, read);
    const mixed = (name: keyof typeof weeks) => fewer[name].map((x, i) => x + (more[name][i]! - x) * (START - 131));
    return { week1: mixed('week1'), week4: mixed('week4'), week8: mixed('week8'), week13: mixed('week13'), week26: mixed('week26') };
  }

  const homeCare = (people: number) =>
    inputOf('textbook/home-care.yaml', {
      set: [
        'demand.community.rate={everyone: 3.066 per day}',
        `homeCare.packages.length=${settings[0]}`,
        `initial={homeCare: {people: {everyone: ${people}}}}`,
        'weeks=26',
        'warmUpWeeks=0',
      ],
    });
  const beds = (people: number) =>
    inputOf('textbook/beds.yaml', {
      set: [
        'hospital.pathways.2.rate={everyone: 3.066 per day}',
        'placements.beds.beds=unlimited',
        `placements.beds.stay=${settings[0]}`,
        `initial={placements: {beds: {people: {everyone: ${people}}}}}`,
        'weeks=26',
        'warmUpWeeks=0',
      ],
    });

  /** Numerically, by the midpoint rule over ranks of the lognormal law: survival of the stay and of a residual drawn uniformly. */
  function wrongMean(from: number, to: number): number {
    const stays = Array.from({ length: 4000 }, (_, i) => Math.exp(stay.mu + stay.sigma * normalQuantile((i + 0.5) / 4000)));
    const wrongSurvival = (t: number) => stays.reduce((sum, x) => sum + Math.max(0, 1 - t / x), 0) / stays.length;
    const arrived = (t: number) => (3.066 * stays.reduce((sum, x) => sum + Math.min(t, x), 0)) / stays.length;
    let sum = 0;
    for (let i = 0; i < 14; i++) {
      const t = from + ((i + 0.5) / 14) * (to - from);
      sum += START * wrongSurvival(t) + arrived(t);
    }
    return sum / 14;
  }

  it.each([
    ['home care', homeCare, 'home_care.people'],
    ['beds', beds, 'placements.occupied'],
  ] as const)('%s stays level from the first week, and residual stays without length bias are told apart', (_, of, channel) => {
    const weekly = found(of, channel);
    for (const [name, values] of Object.entries(weekly)) expectAgreement(name, values, START);
    // residuals uniform on (0, stay) would empty the service at first
    const wrong = wrongMean(21, 28);
    expect(wrong).toBeLessThan(START - 5);
    expect(errorsFrom(estimate(weekly.week4), wrong)).toBeGreaterThan(2 * MOST_ERRORS);
  });
});

/** Inverse of the normal distribution function by bisection: slow and plain. */
function normalQuantile(p: number): number {
  let low = -9;
  let high = 9;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Normal distribution function by its series; exact to 1e-12 for |z| below 9. */
function normalCdf(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && k < 500; k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
