/** Values that are allowed and yet more often a slip than meant: each is named with its place, its range and what may have been meant. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explain, loadScenario, phraseExplanation } from '../../src/scenario/index.js';
import { phraseWarning } from '../../src/scenario/issue.js';
import { PLAUSIBLE } from '../../src/scenario/schema/plausible.js';
import { readWritten } from '../../src/scenario/units.js';
import { warningsOf } from '../../src/scenario/warnings.js';

const COUNCILS = new URL('../../scenarios/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, COUNCILS), 'utf8');

function warnings(path: string, set: readonly string[] = []) {
  const loaded = loadScenario(path, { read, set });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
  return warningsOf(loaded.scenario, false);
}

const COUNTY = 'example-county/baseline.yaml';

describe('a value outside its range', () => {
  it.each([
    ['workforce.leaving.framework=30% per week', '30% per year'],
    ['workforce.sickness=60%', '6%'],
    ['homeCare.packages.hours=300', '30 hours a week'],
    ['homeCare.packages.length={exponential: {mean: 78 days}}', 'a mean of 78 weeks'],
    ['homeCare.offers.answer=78 days', '78 hours'],
    ['hospital.pathways.1.rate.older=5000 per week', '5000 per year'],
    ['homeCare.packages.reviews.factor=10', '1'],
    ['placements.rehabilitation.costPerWeek=£8', '£800'],
    ['reablement.contactShare=5%', '50%'],
    ['homeCare.providers.framework_town.price=£2.45', '£24.50'],
  ])('%s: did you mean %s?', (set, meant) => {
    const [warning, ...others] = warnings(COUNTY, [set]);
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ code: 'implausible', path: expect.stringContaining(set.split('=')[0]!), file: 'command line' });
    expect(warning!.hint).toBe(`if this is meant, nothing needs doing; did you mean ${meant}?`);
    expect(warning!.allowed).toMatch(/^plausible is .+ \(.+\)$/);
  });

  it('is looked for on every date of the run, and told with the line of the change', () => {
    const change = 'changes=[{from: week 10, why: x, set: {workforce.sickness: 60%}}]';
    const [warning] = warnings(COUNTY, [change]);
    expect(warning).toMatchObject({ path: 'workforce.sickness', found: expect.stringMatching(/^is 60% from \d{4}-\d\d-\d\d$/) });
  });

  it('is not 0, which switches off', () => {
    expect(warnings(COUNTY, ['workforce.sickness=0', 'homeCare.handBack.base=0 per year'])).toEqual([]);
  });
});

describe('a scale', () => {
  it('that moves a value more than about threefold is one, with what a rise would be', () => {
    const [warning, ...others] = warnings(COUNTY, [
      'changes=[{from: week 10, why: x, scale: {homeCare.providers.framework_town.price: 10%}}]',
    ]);
    expect(others).toEqual([]);
    expect(warning!.found).toMatch(/^is scaled by 10%, from £[\d.]+ to £[\d.]+$/);
    expect(warning!.hint).toContain('for a rise of 10% write 110%');
  });

  it('by a small factor is none', () => {
    expect(warnings(COUNTY, ['changes=[{from: week 10, why: x, scale: {homeCare.providers.framework_town.price: 110%}}]'])).toEqual([]);
  });
});

it('a change after the run, and one that sets what is so, are named', () => {
  const set = [
    'changes=[{from: week 900, why: x, set: {workforce.sickness: 5%}}, {from: week 10, why: x, scale: {workforce.sickness: 1}}]',
  ];
  expect(warnings(COUNTY, set).map(({ code, path }) => [code, path])).toEqual([
    ['no_effect', 'changes[0].from'],
    ['no_effect', 'workforce.sickness'],
  ]);
});

describe('shipped scenarios', () => {
  const files = readdirSync(COUNCILS).flatMap((council) =>
    readdirSync(new URL(council, COUNCILS))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => `${council}/${file}`),
  );
  it.each(files)('%s has no warning', (file) => {
    expect(warnings(file).map(phraseWarning)).toEqual([]);
  });
});

describe('ranges', () => {
  const fill = (path: string) =>
    path
      .replace('pathways.*', 'pathways.1')
      .replace('calls.*', 'calls.falls')
      .replace('demand.*', 'demand.community')
      .replace('bands.*', 'bands.low')
      .replace('tenancies.*', 'tenancies.complex');

  it.each(Object.entries(PLAUSIBLE))('%s is a setting, its ends are in its unit', (path, range) => {
    const section = fill(path);
    const found = explain(section.replace(/\.\*$/, ''));
    expect(found.ok).toBe(true);
    const ends = [range.least, range.most].flatMap((end) => (end === undefined ? [] : [readWritten(end)]));
    expect(ends.length).toBeGreaterThan(0);
    expect(ends).not.toContain(null);
    if (ends.length === 2) expect(ends[0]!.value).toBeLessThan(ends[1]!.value);
  });

  it('are told by explain', () => {
    const found = explain('workforce.leaving.framework');
    if (!found.ok) throw new Error('no such setting');
    expect(phraseExplanation(found.explanation, null, 200)).toMatch(/^ {2}plausible +5% per year to 150% per year: care workers leave/m);
  });
});
