import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readyScenario } from '../../src/experiment/scenarios.js';
import { createModel } from '../../src/model/run.js';
import { loadScenario, phraseIssues } from '../../src/scenario/index.js';
import { build, caresim, temporaryFolder } from '../cli/caresim.js';
import { columnsOf, SEED } from '../support/scenario.js';

const NORFOLK = resolve(import.meta.dirname, '../../scenarios/norfolk');
const BASELINE = join(NORFOLK, 'baseline.yaml');
const folder = temporaryFolder();

beforeAll(build);
afterAll(folder.remove);

describe('Norfolk, three futures of twenty weeks, through the command line', () => {
  const files = ['weekly.csv', 'waits.csv', 'futures.csv', 'replications.parquet', 'summary.json'];

  async function resultOf(name: string, ...options: string[]): Promise<Map<string, string>> {
    const out = join(folder.path, name);
    const ran = await caresim(['run', BASELINE, '-r', '3', '--weeks', '20', '--out', out, '--no-report', '-q', ...options]);
    expect([ran.exit, ran.stderr]).toEqual([0, '']);
    return new Map(files.map((path) => [path, readFileSync(join(out, path), 'latin1')]));
  }

  it('has the same bytes on one worker, on two, on the other engine, and the next time', async () => {
    const one = await resultOf('one', '--workers', '1');
    const others = {
      'two workers': await resultOf('two', '--workers', '2'),
      simjs: await resultOf('simjs', '--workers', '1', '--engine', 'simjs'),
      'the next time': await resultOf('again', '--workers', '1'),
    };
    for (const [how, other] of Object.entries(others))
      for (const [path, bytes] of one) {
        const found = other.get(path)!.replace('"engine": "simjs"', '"engine": "native"');
        expect(found === bytes, `${path}, ${how}`).toBe(true);
      }
  });

  it('has other figures with another seed', async () => {
    const [one, other] = [await resultOf('first', '--workers', '1'), await resultOf('seed', '--workers', '1', '--seed', '7')];
    expect(other.get('weekly.csv')).not.toBe(one.get('weekly.csv'));
  });
});

describe('a change', () => {
  const WEEKS = 50;

  function recordOf(path: string) {
    const loaded = loadScenario(path, { read: (file) => readFileSync(file, 'utf8'), weeks: WEEKS });
    if (!loaded.ok) throw new Error(phraseIssues(loaded.issues));
    const { input } = readyScenario(loaded.scenario);
    return { columns: columnsOf(input), weekly: createModel(input).replicate(SEED, 1).weekly };
  }

  /** Week, from 0, in which each column first differs between two records; those that never do are left out. */
  function firstDifferences(one: ReturnType<typeof recordOf>, other: ReturnType<typeof recordOf>): Map<string, number> {
    expect(other.columns).toEqual(one.columns);
    const weeksOf = ({ weekly }: typeof one, c: number) => weekly.subarray(c * WEEKS, (c + 1) * WEEKS);
    const first = one.columns.map((name, c) => {
      const others = weeksOf(other, c);
      return [name, weeksOf(one, c).findIndex((value, week) => !Object.is(value, others[week]))] as const;
    });
    return new Map(first.filter(([, week]) => week >= 0));
  }

  const baseline = recordOf(BASELINE);

  it.each([
    ['of demand', 'scale: {demand.community.rate: 1.3}'],
    ['of discharges', 'scale: {hospital.pathways.1.rate: 1.3}'],
    ['of acceptance', 'scale: {homeCare.offers.areaFactor: 0.6}'],
    ['of leaving', 'scale: {workforce.leaving: 2}'],
    ['of hand-backs', 'scale: {homeCare.handBack.base: 5}'],
    ['of the length of packages', 'set: {homeCare.packages.length.older: {exponential: {mean: 30 weeks}}}'],
    ['of reablement', 'set: {reablement.bridging: false}'],
    ['of the order of offers', 'set: {brokerage.order: rating}'],
    ['of a closure', 'set: {homeCare.providers.framework_north.closes: true}'],
  ])('%s from week 40 leaves every column before week 40 as it was, to the bit, and moves some from then on', (what, change) => {
    const path = join(folder.path, `${what.replaceAll(' ', '-')}.yaml`);
    writeFileSync(path, `name: Change ${what}\nextends: ${relativeTo(path)}\nchanges:\n  - {from: week 40, why: test, ${change}}\n`);
    const first = firstDifferences(baseline, recordOf(path));
    const early = [...first].filter(([, week]) => week < 39);
    expect(early).toEqual([]);
    expect(first.size).toBeGreaterThan(10);
  });

  it('of a shipped plan from April 2024, week 45, leaves every column before it as it was', () => {
    const first = firstDifferences(baseline, recordOf(join(NORFOLK, 'principal-provider.yaml')));
    expect([...first].filter(([, week]) => week < 45)).toEqual([]);
    expect(first.size).toBeGreaterThan(10);
  });
});

/** The baseline as a scenario elsewhere names it: a relative path. */
function relativeTo(path: string): string {
  return join('../'.repeat(path.split('/').length - 2), BASELINE);
}
