import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchema } from '../../src/scenario/index.js';
import { LAW_NAMES } from '../../src/scenario/laws.js';
import { brokenVariants } from '../fixtures/scenarios/broken.js';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDERS = ['scenarios/norfolk', 'tests/fixtures/scenarios', 'tests/fixtures/scenarios/textbook'];
const files = FOLDERS.flatMap((folder) =>
  readdirSync(resolve(ROOT, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`),
);

const schema = jsonSchema();
const accepts = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

function refusals(text: string): unknown[] {
  accepts(parse(text));
  return accepts.errors ?? [];
}

describe('the JSON Schema accepts', () => {
  it.each(files)('%s', (file) => {
    expect(refusals(readFileSync(resolve(ROOT, file), 'utf8'))).toEqual([]);
  });

  it.each([
    'demand: null',
    'homeCare: {notice: null, packages: {hardToPlace: {north: null}}}',
    'homeCare: {source: all of it, confidence: seed, packages: {source: some, hardToPlace: {source: a survey, north: 3%}}}',
    'homeCare: {packages: {hardToPlace: {value: {north: {value: 3%, source: one}, south: 0.04}, source: two}}}',
    'homeCare: {packages: {hours: {value: {gamma: {mean: 3, shape: {value: 2, source: fitted}}}, source: two}}}',
    'homeCare: {notice: {mixture: [{weight: 30%, law: 0}, {weight: 0.7, law: {uniform: {low: 2 days, high: 1 week}, plus: 1 day}}]}}',
    'homeCare: {notice: {empirical: [1 day, 2 days]}, exitNotice: {empirical: {values: [1 day], weights: [1], interpolate: true}}}',
    'homeCare: {offers: {answersAtWeekends: {value: true, source: policy}}}',
    'workforce: {recruitsPerWeek: {north: unlimited, south: 3}, sickness: [5%, 0.04, 3%]}',
    'reablement: {lastResort: {thresholdHours: never}}',
    'placements: {care_home: {beds: unlimited, costPerWeek: £1100}}',
    'uncertain: {source: a survey, homeCare.notice: {as: factor, low: 0.5, high: 2}, workforce.lead: {gamma: {mean: 2 weeks, cv: 0.3}}}',
    'changes: [{from: week 3, why: x, set: {homeCare.principal: null, weeks: {value: 3, source: x}}}]',
  ])('%s', (text) => {
    expect(refusals(text)).toEqual([]);
  });

  it('every distribution by its name', () => {
    const { $defs } = schema as { $defs: Record<string, { anyOf: { properties?: object }[] }> };
    for (const name of ['lawOfTime', 'lawOfNumber', 'lawOfAny'])
      expect(Object.keys($defs[name]!.anyOf[1]!.properties!)).toEqual(expect.arrayContaining([...LAW_NAMES]));
  });
});

describe('the JSON Schema refuses', () => {
  // In changes, paths are names like any other: whether there is such a setting is for `check`.
  const names = brokenVariants().filter(({ code, name }) => code === 'unknown_setting' && !name.startsWith('change '));
  it.each(names.map((variant) => [variant.name, variant] as const))('%s', (_, { files: texts, main }) => {
    expect(refusals(texts[main]!)).not.toEqual([]);
  });

  const types = brokenVariants().filter(({ code, name }) => code === 'wrong_type' && !name.startsWith('change '));
  it.each(types.map((variant) => [variant.name, variant] as const))('%s', (_, { files: texts, main }) => {
    expect(refusals(texts[main]!)).not.toEqual([]);
  });

  it.each([
    'homeCare: {notice: {value: 28 days, sorce: terms}}',
    'homeCare: {notice: {value: 28 days, source: terms, confidence: sure}}',
    'homeCare: {notice: {lognromal: {mean: 3 days, cv: 1}}}',
    'homeCare: {notice: {gamma: {mean: 3 days, shap: 1}}}',
    'homeCare: {notice: {gamma: {mean: 3, shape: 1}}}',
    'homeCare: {notice: 28}',
    'homeCare: {packages: {hardToPlace: {north: yes}}}',
    'homeCare: {providers: [null]}',
    'homeCare: {providers: {framework_north: {posts: 3}}}',
    'homeCare: {offers: {answersAtWeekends: {value: often, source: policy}}}',
    'demand: {community: {routes: {older: {homeCar: 1}}}}',
    'initial: {homeCare: {people: {older: half}}}',
    'uncertain: {homeCare.notice: {lo: 1 day, high: 2 days}}',
    'targets: [{metric: interim_list.poeple, window: end, value: 5, low: 1, high: 9}]',
    'workforce: {recruitsPerWeek: unlimitd}',
    'weeks: 15.5',
    'name: 3',
  ])('%s', (text) => {
    expect(refusals(text)).not.toEqual([]);
  });
});
