import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, caresim, temporaryFolder } from '../cli/caresim.js';

const folder = temporaryFolder();
const REPLICATIONS = 18;

async function resultOf(name: string, ...options: string[]): Promise<(path: string) => string> {
  const out = join(folder.path, name);
  const { exit, stderr } = await caresim([
    'run',
    'scenarios/small.yaml',
    '-r',
    String(REPLICATIONS),
    '--out',
    out,
    '--no-report',
    '-q',
    '--series',
    'all',
    ...options,
  ]);
  expect([exit, stderr]).toEqual([0, '']);
  return (path) => readFileSync(join(out, path), path.endsWith('.parquet') ? 'base64' : 'utf8');
}

beforeAll(build);
afterAll(folder.remove);

describe('the same scenario, seed and number of replications', () => {
  const files = ['weekly.csv', 'waits.csv', 'futures.csv', 'replications.parquet', 'series.parquet'];

  it('give the same bytes on one worker, on three, and on the other engine', async () => {
    const one = await resultOf('one', '--workers', '1');
    const three = await resultOf('three', '--workers', '3');
    const simjs = await resultOf('simjs', '--workers', '2', '--engine', 'simjs', '--check-invariants');
    for (const path of ['summary.json', ...files]) expect(three(path) === one(path), `${path} on three workers`).toBe(true);
    for (const path of files) expect(simjs(path) === one(path), `${path} on simjs`).toBe(true);
    expect(simjs('summary.json').replace('"engine": "simjs"', '"engine": "native"')).toBe(one('summary.json'));
  });
});
