/** Sizes, parameters and names beyond every bound: refused where they stand, before anything is allocated. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lower } from '../../src/report/words/numbers.js';
import { type Issue, loadScenario } from '../../src/scenario/index.js';
import { readLaw } from '../../src/scenario/laws.js';

const FIXTURES = new URL('../fixtures/scenarios/', import.meta.url);

function issuesOf(...set: string[]): readonly Issue[] {
  const loaded = loadScenario('small.yaml', { read: (file) => readFileSync(new URL(file, FIXTURES), 'utf8'), set });
  return loaded.ok ? [] : loaded.issues;
}

describe('numbers beyond every bound', () => {
  it.each([
    ['initial.homeCare.people={older: 1000000000, younger: 0}', 'initial.homeCare.people.older'],
    ['demand.community.rate={older: 1e308 per day, younger: 0 per day}', 'demand.community.rate.older'],
    ['demand.community.rate={older: 20000 per day, younger: 0 per day}', 'demand.community.rate.older'],
    ['demand.community.delay=1e308 days', 'demand.community.delay'],
    ['homeCare.notice=10001 years', 'homeCare.notice'],
    ['homeCare.providers.big.posts=1e308', 'homeCare.providers[0].posts'],
    ['homeCare.providers.big.price=1e300', 'homeCare.providers[0].price'],
    ['homeCare.handBack.base=1e300 per day', 'homeCare.handBack.base'],
    ['homeCare.packages.reviews.mostHours=1e300', 'homeCare.packages.reviews.mostHours'],
  ])('%s', (set, path) => {
    expect(issuesOf(set)).toMatchObject([{ code: 'out_of_range', path }]);
  });

  it('people of day 0, and those who come in the run, are counted together, with the memory they would take', () => {
    const [onDay0] = issuesOf('initial.homeCare.people={older: 1500000, younger: 600000}');
    // and 70 + 15 others of the fixture at the most: 2.1 million people of 500 bytes
    expect(onDay0).toMatchObject({ code: 'out_of_range', path: 'initial', hint: expect.any(String) });
    expect(onDay0!.found).toMatch(/^has 2,100,\d{3} people, who would take about 1\.1 GB of memory/);
    const [inRun] = issuesOf('weeks=520', 'demand.community.rate={older: 9000 per day, younger: 0 per day}');
    expect(inRun).toMatchObject({ code: 'out_of_range', path: 'demand' });
    // 3,640 days of 9,000 people
    expect(inRun!.found).toMatch(/^brings 32,7\d\d,\d{3} people in 520 weeks, who would take up to 16 GB/);
  });
});

describe('distributions beyond every bound', () => {
  it.each([
    [{ exponential: { mean: '1e308 days' } }],
    [{ gamma: { mean: '10 days', shape: 3e9 } }],
    [{ gamma: { mean: '10 days', shape: 1e5 } }],
    [{ gamma: { mean: '10 days', shape: 1e-300 } }],
    [{ gamma: { mean: '10 days', cv: 1e-6 } }],
    [{ gamma: { shape: 2, scale: '1e300 days' } }],
    [{ erlang: { mean: '10 days', phases: 100_000 } }],
    [{ lognormal: { median: '10 days', sigma: 500_000 } }],
    [{ lognormal: { median: '10 days', sigma: 1e-300 } }],
    [{ lognormal: { mean: '300 years', median: '1e-300 days' } }],
    [{ lognormal: { mu: 700, sigma: 1 } }],
    [{ weibull: { mean: '10 days', shape: 1e-3 } }],
    [{ weibull: { shape: 1e6, scale: '10 days' } }],
    [{ triangular: { low: '1 day', mode: '2 days', high: '1e300 days' } }],
    [{ uniform: { low: '1 day', high: '1e300 days' } }],
    [{ fixed: '1e300 days' }],
    [{ empirical: ['1 day', '1e300 days'] }],
    [{ mixture: [{ weight: 1, law: { exponential: { mean: '1e300 days' } } }] }],
    [{ mixture: [{ weight: 1e300, law: '1 day' }] }],
    [{ coxian2: { mean1: '1e300 days', moveOn: '30%', mean2: '1 day' } }],
    [{ exponential: { mean: '10 days' }, plus: '1e300 days' }],
  ])('%j is refused', (law) => {
    const result = readLaw(law, 'time');
    expect(result).toMatchObject({ ok: false, problem: { found: expect.any(String), hint: expect.any(String) } });
  });

  it.each([
    [{ gamma: { mean: '10 days', cv: 15 } }],
    [{ gamma: { mean: '10 days', cv: 0.01 } }],
    [{ erlang: { mean: '10 days', phases: 100 } }],
    [{ lognormal: { mean: '18 days', median: '14 days' } }],
    [{ weibull: { mean: '10 days', shape: 0.5 } }],
  ])('%j is not', (law) => expect(readLaw(law, 'time').ok).toBe(true));
});

describe('client groups that are not named', () => {
  const valuesOf = (...set: string[]) => {
    const loaded = loadScenario('small.yaml', { read: (file) => readFileSync(new URL(file, FIXTURES), 'utf8'), set });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
    return loaded.scenario.values;
  };

  it('have no arrivals and nobody on day 0', () => {
    expect(valuesOf('demand.community.rate={older: 7 per week}').demand!.community!.rate).toEqual([1, 0]);
    expect(valuesOf('initial.homeCare.people={younger: 5}').initial!.homeCare!.people).toEqual({ younger: 5 });
  });

  it('are still told from misspelt ones', () => {
    expect(issuesOf('demand.community.rate={oldr: 7 per week}')).toMatchObject([{ code: 'unknown_name', nearest: 'older' }]);
  });
});

describe('numbers as they are written elsewhere', () => {
  it.each([
    ['homeCare.notice="1,5 days"', 'write 1.5 days, with a point'],
    ['homeCare.notice=–3 days', 'write -3 days, with a hyphen as the minus sign'],
    ['homeCare.providers.big.price=−3', 'write -3, with a hyphen as the minus sign'],
    ['homeCare.providers.big.acceptance="0,9"', 'write 0.9, with a point'],
  ])('%s is told how', (set, hint) => expect(issuesOf(set)).toMatchObject([{ hint }]));

  it('and a merge key is named', () => {
    expect(issuesOf('homeCare.offers={<<: {answer: 1 day}}')[0]).toMatchObject({ found: 'has a merge key "<<"' });
  });
});

describe('names inside sentences', () => {
  it('keep the letters of abbreviations', () => {
    expect(['NHS step-down', 'Respite', 'A&E beds', 'D2A beds', 'X-ray', ''].map(lower)).toEqual([
      'NHS step-down',
      'respite',
      'A&E beds',
      'D2A beds',
      'X-ray',
      '',
    ]);
  });
});

describe('names of JavaScript', () => {
  const placement = '{name: Place, beds: 3, stay: 3 days, costPerWeek: 1, payer: council, giveUp: 0 per day}';
  it.each(['toString', 'valueOf', 'hasOwnProperty', 'constructor', '__proto__', 'isPrototypeOf'])(
    '%s is no id, and is said to be none',
    (name) => {
      expect(issuesOf(`placements={${name}: ${placement}}`)[0]).toMatchObject({ code: 'forbidden_name', path: `placements.${name}` });
      expect(issuesOf(`homeCare.providers.big.id=${name}`).some(({ code }) => code === 'forbidden_name')).toBe(true);
    },
  );
});
