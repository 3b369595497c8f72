import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, caresim, temporaryFolder } from './caresim.js';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);
const RUN = ['run', 'scenarios/small.yaml', '--no-report'];

beforeAll(build);
afterAll(folder.remove);

/** The list's mean over the run, by replication. */
async function listsOf(name: string): Promise<number[]> {
  const bytes = readFileSync(at(`${name}/replications.parquet`));
  const rows = await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer });
  return rows.filter((row) => row.metric === 'home_care.people' && row.by === 'all').map((row) => row.value as number);
}

describe('caresim run --antithetic', () => {
  it('takes each future of a plain run, and its opposite after it', async () => {
    const plain = await caresim([...RUN, '-r', '3', '--out', at('plain'), '-q']);
    const pairs = await caresim([...RUN, '-r', '6', '--antithetic', '--out', at('pairs'), '-q']);
    expect([plain.exit, pairs.exit], pairs.stderr).toEqual([0, 0]);
    const [single, paired] = [await listsOf('plain'), await listsOf('pairs')];
    expect(paired.filter((_, i) => i % 2 === 0)).toEqual(single);
    expect(paired.filter((_, i) => i % 2 === 1)).not.toEqual(single);
    expect(pairs.stdout).toMatch(/Futures in pairs with opposite luck: as precise as [\d.]+ times as many independent futures would be/);
    expect(plain.stdout).not.toContain('opposite luck');
  });

  it('is the same when it is shared out, however the pairs fall', async () => {
    for (const index of [1, 2]) await caresim([...RUN, '-r', '6', '--antithetic', '--shard', `${index}/2`, '--out', at(`s${index}`), '-q']);
    const { exit, stderr } = await caresim(['merge', at('s1'), at('s2'), '--out', at('merged'), '-q']);
    expect(exit, stderr).toBe(0);
    expect(readFileSync(at('merged/summary.json'), 'utf8')).toBe(readFileSync(at('pairs/summary.json'), 'utf8'));
  });

  it('can be traced, the opposite too', async () => {
    const trace = async (...words: string[]) => (await caresim(['trace', 'scenarios/small.yaml', '--limit', '30', ...words])).stdout;
    expect(await trace('--replication', '3', '--antithetic')).toBe(await trace('--replication', '2'));
    expect(await trace('--replication', '4', '--antithetic')).not.toBe(await trace('--replication', '2'));
  });

  it('refuses an odd number', async () => {
    const { exit, stderr } = await caresim([...RUN, '-r', '7', '--antithetic', '--out', at('odd')]);
    expect([exit, stderr]).toEqual([2, '--antithetic simulates futures in pairs: --replications 7 must be an even number.\n']);
  });
});
