import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { METRICS } from '../../src/metrics.js';
import { jsonSchema } from '../../src/scenario/json-schema.js';
import { everySetting } from '../support/settings.js';
import { runHere } from './in-process.js';

/** Every path of a scenario's mappings, without positions in lists. */
function pathsOf(value: unknown, path: string[] = []): string[] {
  const own = path.length > 0 ? [path.join('.')] : [];
  if (Array.isArray(value)) return [...own, ...value.flatMap((item) => pathsOf(item, path))];
  if (value === null || typeof value !== 'object') return own;
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name]))];
}

/** A shipped file as written, without what it takes away by writing null. */
function parsed(name: string): Record<string, unknown> {
  const reviver = (_key: unknown, value: unknown) => (value === null ? undefined : value);
  return parse(readFileSync(`scenarios/norfolk/${name}`, 'utf8'), reviver);
}

describe('caresim explain --json', () => {
  const dataOf = async (...words: string[]) => JSON.parse((await runHere(['explain', ...words, '--json'])).stdout);

  it('gives a setting with where it acts, and metrics, as data', async () => {
    const { setting, metrics } = await dataOf('brokerage.offersAtOnce');
    expect([setting.path, setting.unit, metrics]).toEqual(['brokerage.offersAtOnce', 'providers', []]);
    expect(setting.acts).toContain('docs/model.md');
    const found = { setting: null, metrics: [{ id: 'interim_list.people', unit: 'people', kind: 'level' }] };
    expect(await dataOf('interim_list.people')).toMatchObject(found);
    expect((await dataOf('metrics')).metrics).toHaveLength(METRICS.length);
  });
});

describe('caresim explain', () => {
  it('lists the sections of a scenario, and where metrics are', async () => {
    const { exit, stdout, stderr } = await runHere(['explain']);
    expect([exit, stderr]).toEqual([0, '']);
    for (const section of ['name', 'extends', 'areas', 'demand', 'hospital', 'reablement', 'homeCare', 'brokerage', 'workforce', 'changes'])
      expect(stdout).toMatch(new RegExp(`^ {2}[* ] ${section} `, 'm'));
    expect(stdout).toContain('Metrics of results: caresim explain metrics');
  });

  it('explains every setting that the baseline uses', async () => {
    const { changes: _, uncertain: __, ...baseline } = parsed('baseline.yaml');
    const plain = [...new Set(pathsOf(baseline))].filter((path) => !/(^|\.)(source|confidence|value)(\.|$)/.test(path));
    expect(plain.length).toBeGreaterThan(300);
    const refused: string[] = [];
    for (const path of plain.filter((_path, i) => i % 8 === 0)) if ((await runHere(['explain', path])).exit !== 0) refused.push(path);
    expect(refused).toEqual([]);
  });

  it('explains every metric, in 80 columns, and families of them', async () => {
    for (const { id, unit } of METRICS) {
      const { exit, stdout } = await runHere(['explain', id]);
      expect([exit, stdout.includes(`unit      ${unit}`)], id).toEqual([0, true]);
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
    const all = (await runHere(['explain', 'metrics'])).stdout;
    for (const { id } of METRICS) expect(all).toContain(`  ${id} `);
    expect((await runHere(['explain', 'interim_list'])).stdout).toMatch(/^Metrics of results: interim_list\n\n {2}interim_list\.people /);
    const both = (await runHere(['explain', 'reablement'])).stdout;
    expect(both).toContain('* posts');
    expect(both).toContain('reablement.last_resort_people');
  });

  it('explains the whole of a value where asked for a part', async () => {
    const { exit, stdout } = await runHere(['explain', 'homeCare.notice.fixed']);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^homeCare\.notice\.fixed is part of the value of homeCare\.notice\.\n\nhomeCare\.notice\n/);
  });

  it.each([
    ['homeCare.noticee', 'homeCare.notice'],
    ['homecare', 'homeCare'],
    ['interim_list.poeple', 'interim_list.people'],
    ['homeCare.providers[0].acceptence', 'homeCare.providers[0].acceptance'],
    ['metric', 'metrics'],
  ])('names the nearest of %s', async (path, nearest) => {
    const { exit, stdout, stderr } = await runHere(['explain', path]);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`${path} is neither a setting nor a metric. Did you mean "${nearest}"?`);
  });

  it.each(['__proto__', 'constructor', 'homeCare.__proto__', 'a..b', '[', '.'])('does not stumble over %s', async (path) => {
    const { exit, stderr } = await runHere(['explain', path]);
    expect(exit).toBe(2);
    expect(stderr).toContain(`${path} is neither a setting nor a metric.`);
  });
});

const everySixth = (all: readonly string[]) => all.filter((_, i) => i % 6 === 0);

/** Everything in a JSON Schema that has examples. */
function withExamples(json: unknown): Record<string, unknown>[] {
  if (json === null || typeof json !== 'object') return [];
  const inner = Object.values(json).flatMap(withExamples);
  return 'examples' in json && Array.isArray(json.examples) ? [json as Record<string, unknown>, ...inner] : inner;
}

describe('what is said of settings', () => {
  const settings = everySetting();
  const leaves = settings.filter((one) => one.settings.length === 0);

  it('is a meaning for all, and for each that is written what is allowed, an example, and what leaving it out means', () => {
    expect(settings.length).toBeGreaterThan(300);
    expect(settings.filter(({ description }) => description === '').map(({ path }) => path)).toEqual([]);
    const lacking = leaves.flatMap(({ path, allowed, words, examples, leftOut }) => [
      ...(allowed === undefined && words.length === 0 ? [`${path}: allowed`] : []),
      ...(examples.length === 0 ? [`${path}: example`] : []),
      ...(leftOut === '' ? [`${path}: left out`] : []),
    ]);
    expect(lacking).toEqual([]);
  });

  it('has a unit for every number', () => {
    const numbers = leaves.filter(({ allowed = '' }) => /^a (whole )?(number|share|time|rate)|^an amount|in pounds/.test(allowed));
    expect(numbers.length).toBeGreaterThan(200);
    expect(numbers.filter(({ unit }) => unit === undefined).map(({ path }) => path)).toEqual([]);
  });

  it.each(everySixth(leaves.map(({ path }) => path)))('is printed with all six of %s, in 80 columns', async (path) => {
    const { stdout } = await runHere(['explain', path]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect([lines[0], lines[2]!.trim()]).toEqual([path, expect.stringMatching(/\w/)]);
    for (const label of ['unit', '(allowed|one of)', 'left out', 'example', 'acts'])
      expect(stdout).toMatch(new RegExp(`^  ${label} +\\S`, 'm'));
  });

  it('has examples that the schema accepts', () => {
    const schema = jsonSchema();
    const shown = withExamples(schema);
    expect(shown.length).toBeGreaterThan(100);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'all', $defs: schema.$defs });
    const refused = shown.flatMap(({ examples, ...rest }) => {
      const accepts = ajv.compile(JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs', '"all#/$defs')));
      return (examples as unknown[]).filter((example) => !accepts(example)).map((example) => [rest.description, example]);
    });
    expect(refused).toEqual([]);
  });
});

describe('caresim schema', () => {
  it('prints a JSON Schema that knows every section, what it means, and no other', async () => {
    const { exit, stdout, stderr } = await runHere(['schema']);
    expect([exit, stderr]).toEqual([0, '']);
    const { properties, ...json } = JSON.parse(stdout) as { properties: Record<string, { description?: string }> };
    expect(json).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'caresim scenario', type: 'object' });
    expect(json).toMatchObject({ additionalProperties: false });
    for (const name of readdirSync('scenarios/norfolk').filter((file) => file.endsWith('.yaml')))
      expect(Object.keys(parsed(name)).filter((section) => !properties[section]?.description)).toEqual([]);
  });

  it('accepts a plain scenario and refuses a misspelt section', async () => {
    const accepts = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse((await runHere(['schema'])).stdout));
    const small = parse(readFileSync('tests/cli/scenarios/small.yaml', 'utf8')) as Record<string, unknown>;
    accepts(small);
    expect(accepts.errors ?? []).toEqual([]);
    const { homeCare, ...rest } = small;
    expect(accepts({ ...rest, homecare: homeCare })).toBe(false);
  });
});
