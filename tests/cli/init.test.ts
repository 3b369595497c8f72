import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { KINDS } from '../../src/cli/templates.js';
import type { ComparisonRow } from '../../src/result/document.js';
import { jsonSchema } from '../../src/scenario/json-schema.js';
import { temporaryFolder } from './caresim.js';
import { runHere } from './in-process.js';

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
const text = (...parts: string[]) => readFileSync(at(...parts), 'utf8');
const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(jsonSchema());

afterAll(folder.remove);

describe.each(KINDS.map(({ id, plan }) => ({ id, plan: `${plan}.yaml` })))('caresim init --kind $id', ({ id, plan }) => {
  it('writes a baseline, a plan, the schema for editors and what to do next', async () => {
    const { exit, stdout, stderr } = await runHere(['init', at(id), '--kind', id, '--name', "King's Shire & Vale"]);
    const files = ['baseline.yaml', plan, 'scenario.schema.json', 'README.md'];
    expect([exit, stdout]).toEqual([0, `${files.map((name) => at(id, name)).join('\n')}\n`]);
    expect(stderr).toContain(
      `Next: caresim check ${at(id, 'baseline.yaml')}\n      caresim compare ${at(id, 'baseline.yaml')} ${at(id, plan)}`,
    );
    expect(readdirSync(at(id)).sort()).toEqual([...files].sort());
    for (const name of files) expect(text(id, name)).not.toMatch(/\{\{|# section:/);
    expect(JSON.parse(text(id, 'scenario.schema.json'))).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
    expect(text(id, 'README.md')).toContain(`caresim compare ${at(id)}/baseline.yaml ${at(id)}/${plan}`);
    for (const name of ['baseline.yaml', plan]) {
      const [first, ...rest] = text(id, name).split('\n');
      expect(first).toBe('# yaml-language-server: $schema=./scenario.schema.json');
      expect(rest.filter((line) => line.length > 140)).toEqual([]);
      const scenario = parse(text(id, name)) as { name: string };
      expect(scenario.name).toMatch(/^King's Shire & Vale /);
      fits(scenario);
      expect(fits.errors ?? []).toEqual([]);
    }
  });

  it('is sound as it is, with a source for every number and the caseload of day 0 in balance', async () => {
    const { exit, stdout, stderr } = await runHere(['check', at(id, 'baseline.yaml'), at(id, plan)]);
    expect([exit, stderr]).toEqual([0, expect.stringContaining('Both scenarios are sound')]);
    expect(stdout).toContain('none without a source');
    const { areas } = JSON.parse((await runHere(['check', at(id, 'baseline.yaml'), '--json'])).stdout) as {
      areas: { councilPeople: number; load: number }[];
    };
    const implied = areas.reduce((sum, { councilPeople }) => sum + councilPeople, 0);
    if (areas.length > 0) expect(Math.abs(implied / 1100 - 1)).toBeLessThan(0.02);
    for (const { load } of areas) expect(load).toBeLessThan(1);
  });

  it('runs and compares as it is, nothing in it out of balance', async () => {
    const words = ['compare', at(id, 'baseline.yaml'), at(id, plan), '-r', '2', '--weeks', '8', '--workers', '1', '--no-report'];
    const { exit, stdout } = await runHere([...words, '--check-invariants', '--out', at(`${id}-result`)]);
    expect([exit, stdout]).toEqual([0, expect.stringContaining('8 weeks, no run-in, 2 paired futures')]);
    expect(stdout).toMatch(/^(People on the interim care list|Vacant flats|People placed out of area) +\d/m);
  });

  it('is steady over its whole length, and its plan changes something in nearly every future', async () => {
    const words = ['compare', at(id, 'baseline.yaml'), at(id, plan), '-r', '10', '--workers', '1', '--no-report', '--json', '-q'];
    const { exit, stdout } = await runHere([...words, '--out', at(`${id}-whole-length`)]);
    expect(exit).toBe(0);
    const { rows } = JSON.parse(stdout) as { rows: ComparisonRow[] };
    const years = yearsOf(at(`${id}-whole-length`));
    for (const [metric, [first, last]] of years) {
      if (STOCKS.includes(metric)) expect(Math.abs(last / first - 1), metric).toBeLessThan(0.1);
      if (QUEUES.includes(metric)) expect(last, metric).toBeLessThan(1.25 * first + 2);
    }
    expect([...years.keys()].filter((metric) => STOCKS.includes(metric)).length).toBeGreaterThan(1);
    expect([...years.keys()].filter((metric) => QUEUES.includes(metric)).length).toBeGreaterThan(1);
    const better = rows.filter(({ by, window, improves }) => by === 'all' && window === 'run' && improves !== null && improves >= 0.9);
    expect(better.filter(({ metric }) => !metric.startsWith('cost.')).length).toBeGreaterThan(0);
  });
});

/** People who are somewhere, and people who wait: a baseline is steady when the last year has about as many as the first. */
const STOCKS = [
  'home_care.people',
  'workforce.carers',
  'reablement.own_people',
  'placements.stock',
  'housing.occupied',
  'housing.register',
  'specialist.tenants',
];
const QUEUES = ['interim_list.people', 'hospital.delayed_people', 'placements.queue', 'specialist.waiting', 'housing.void'];

/** Means of the first 52 and the last 52 weeks of the baseline, by measure, where there is anything. */
function yearsOf(result: string): Map<string, readonly [number, number]> {
  const [baseline] = readdirSync(join(result, 'scenarios')).filter((name) => name.endsWith('baseline'));
  const weeks = new Map<string, number[]>();
  for (const line of readFileSync(join(result, 'scenarios', baseline!, 'weekly.csv'), 'utf8')
    .split('\n')
    .slice(1)) {
    const [metric, by, , , , mean] = line.split(',');
    if (by === 'all' && mean !== '') weeks.set(metric!, [...(weeks.get(metric!) ?? []), Number(mean)]);
  }
  const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const found = [...weeks].map(([metric, values]) => [metric, [average(values.slice(0, 52)), average(values.slice(-52))]] as const);
  return new Map(found.filter(([, [first, last]]) => first + last > 0));
}

describe('names of councils', () => {
  it.each([
    'Bournemouth, Christchurch and Poole',
    'Kingston upon Hull, City of',
    'Telford & Wrekin',
    'Ynys Môn / Isle of Anglesey',
    "King's Lynn",
  ])('%s', async (name) => {
    const made = at(name.replaceAll(/\W/g, ''));
    expect((await runHere(['init', made, '--kind', 'home-care', '--name', name])).exit).toBe(0);
    const { exit, stdout } = await runHere(['check', join(made, 'baseline.yaml')]);
    expect([exit, stdout.startsWith(`${name} baseline: `)]).toEqual([0, true]);
  });
});

describe('caresim init', () => {
  it('asks where there is a keyboard, and asks again when it does not understand', async () => {
    const { exit, stderr } = await runHere(['init', at('my-county')], { typed: ['7', 'reablement', '12: #', ''] });
    expect(exit).toBe(0);
    expect(stderr).toMatch(/^What is the model of\?\n\n {2}1 {2}home-care /);
    expect(stderr).toContain('Number or name [1]: "7" is not in the list: type a number from 1 to');
    expect(stderr).toContain('What is it called? [My county]: "12: #" cannot be a name here');
    expect(parse(text('my-county', 'baseline.yaml'))).toMatchObject({ name: 'My county baseline' });
    expect(existsSync(at('my-county', 'more-reablement.yaml'))).toBe(true);
  });

  it('does not ask where there is none', async () => {
    const { exit, stdout, stderr } = await runHere(['init', at('unasked')]);
    expect([exit, stdout, existsSync(at('unasked'))]).toEqual([2, '', false]);
    expect(stderr).toMatch(/^Say what kind of model it is with --kind:\n\n {2}1 {2}home-care /);
  });

  it('refuses a folder that is not empty, a file, another kind, and a name that YAML would misread', async () => {
    mkdirSync(at('full'));
    writeFileSync(at('full', 'letter.txt'), 'dear');
    const refusals = await Promise.all([
      runHere(['init', at('full'), '--kind', 'whole']),
      runHere(['init', at('full', 'letter.txt'), '--kind', 'whole']),
      runHere(['init', at('other'), '--kind', 'hole']),
      runHere(['init', at('other'), '--kind', 'whole', '--name', 'A: #']),
    ]);
    expect(refusals.map(({ exit }) => exit)).toEqual([2, 2, 2, 2]);
    expect(refusals.map(({ stderr }) => stderr.split('\n')[0]!.replaceAll(folder.path, ''))).toEqual([
      '/full is not empty: choose a new folder, so that nothing of yours is changed.',
      '/full/letter.txt is a file, not a folder: choose another name.',
      `--kind is "hole", must be ${KINDS.map(({ id }) => id).join(' or ')}.`,
      '--name is "A: #": begin with a letter, and use letters, digits, spaces and . , \' & ( ) / - only.',
    ]);
    expect([readdirSync(at('full')), existsSync(at('other'))]).toEqual([['letter.txt'], false]);
  });
});
