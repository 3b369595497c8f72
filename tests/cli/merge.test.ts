import { appendFileSync, cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, caresim, temporaryFolder } from './caresim.js';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);

beforeAll(build);
afterAll(folder.remove);

/** Every file of a result by its path; manifests without the times, which are theirs alone. */
function bytesOf(directory: string): Record<string, string> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(directory, path)).isFile());
  return Object.fromEntries(
    paths.sort().map((path) => {
      const text = readFileSync(join(directory, path), 'latin1');
      if (!path.endsWith('manifest.json')) return [path, text];
      const { started, finished, ...rest } = JSON.parse(text);
      // A comparison's manifest lists the hashes of its runs' manifests, which have times in them.
      for (const inside of Object.keys(rest.files)) if (inside.endsWith('manifest.json')) delete rest.files[inside];
      return [path, JSON.stringify(rest)];
    }),
  );
}

async function done(...words: string[]): Promise<void> {
  const { exit, stderr } = await caresim(words);
  expect(exit, stderr).toBe(0);
}

function expectSame(merged: string, whole: string): void {
  const [a, b] = [bytesOf(at(merged)), bytesOf(at(whole))];
  expect(Object.keys(a)).toEqual(Object.keys(b));
  for (const path of Object.keys(a)) expect(a[path] === b[path], path).toBe(true);
}

const RUN = ['run', 'scenarios/small.yaml', '-r', '7', '--series', 'all', '--seed', '3'];

describe('shares of a run put together', () => {
  it('are the bytes of the run in one go, whoever did which share', async () => {
    await done(...RUN, '--out', at('whole'), '--workers', '2');
    for (const index of [3, 1, 2]) await done(...RUN, '--shard', `${index}/3`, '--out', at(`s${index}`), '--workers', '2', '-q');
    await done('merge', at('s2'), at('s1'), at('s3'), '--out', at('merged'));
    expectSame('merged', 'whole');
    expect(JSON.parse(readFileSync(at('merged/manifest.json'), 'utf8')).command).toBe(
      'caresim run scenarios/small.yaml --replications 7 --workers 2 --seed 3 --series all',
    );
  });

  it('are the bytes of a comparison in one go, with its report', async () => {
    const words = ['compare', 'scenarios/small.yaml', 'scenarios/more-carers.yaml', '-r', '5', '--workers', '1'];
    await done(...words, '--out', at('pairs'));
    for (const index of [1, 2]) await done(...words, '--shard', `${index}/2`, '--out', at(`p${index}`));
    await done('merge', at('p1'), at('p2'), '--out', at('pairs-merged'));
    expectSame('pairs-merged', 'pairs');
    expect(readdirSync(at('pairs-merged'))).toContain('report.html');
  });

  it('answer as the run does under --json', async () => {
    const { stdout } = await caresim(['merge', at('s1'), at('s2'), at('s3'), '--out', at('json'), '--json', '-q']);
    expect(stdout).toBe(readFileSync(at('whole/summary.json'), 'utf8'));
  });
});

describe('shares that do not belong together are refused', () => {
  const refusal = async (...shards: string[]) => {
    const { exit, stdout, stderr } = await caresim(['merge', ...shards.map(at), '--out', at('never')]);
    expect([exit, stdout]).toEqual([2, '']);
    expect(readdirSync(folder.path)).not.toContain('never');
    return stderr;
  };

  it('one missing', async () => {
    expect(await refusal('s1', 's3')).toContain('Shard 2/3 is missing: run --shard 2/3, or name its folder.');
  });

  it('one twice', async () => {
    cpSync(at('s1'), at('copy'), { recursive: true });
    expect(await refusal('s1', 's2', 's3', 'copy')).toContain(`${at('copy')} is shard 1/3 a second time: leave one out.`);
  });

  it('of another seed', async () => {
    await done('run', 'scenarios/small.yaml', '-r', '7', '--series', 'all', '--seed', '4', '--shard', '2/3', '--out', at('other'));
    expect(await refusal('s1', 'other', 's3')).toContain(`${at('other')} is of another run than ${at('s1')}: other seed.`);
  });

  it('one that is no shard', async () => {
    expect(await refusal('whole', 's2', 's3')).toContain(`${at('whole')} is not a share that --shard wrote, or is of another version.`);
    expect(await refusal('nowhere')).toContain(`${at('nowhere')} is not a share: it is not there.`);
  });

  it('one whose records were changed on the way, or cut', async () => {
    cpSync(at('s3'), at('changed'), { recursive: true });
    appendFileSync(at('changed/records.bin'), 'x');
    expect(await refusal('s1', 's2', 'changed')).toContain('records.bin is not as it was written: copy it again, or run it again');
    const records = readFileSync(at('s3/records.bin'));
    writeFileSync(at('changed/records.bin'), records.subarray(0, records.length - 10));
    expect(await refusal('s1', 's2', 'changed')).toContain('is not as it was written');
  });

  it('one that was interrupted', async () => {
    const words = ['run', 'scenarios/small.yaml', '-r', '4000', '--shard', '1/2', '--workers', '1', '--out', at('cut')];
    const { exit, stderr } = await caresim(words, { interruptAfter: 'Simulating' });
    expect(exit, stderr).toBe(130);
    expect(await refusal('cut')).toContain(`${at('cut')} was interrupted: run --shard 1/2 again.`);
  });
});

describe('a share that cannot be', () => {
  it.each([
    ['--shard 5/4', '--shard is "5/4", must be a share such as 1/4: which, and of how many.'],
    ['--shard 0/4', 'must be a share such as 1/4'],
    ['--shard half', 'must be a share such as 1/4'],
    ['--shard 1/4 -r auto', '--shard needs a number of futures'],
    ['--shard 1/4 -r 3', '--shard 1/4 of 3 futures is empty: use fewer shards.'],
    ['--shard 1/4 -r 8 --json', '--json has nothing to print for a share'],
  ])('%s', async (line, words) => {
    const { exit, stderr } = await caresim(['run', 'scenarios/small.yaml', ...line.split(' '), '--out', at('never')]);
    expect(exit).toBe(2);
    expect(stderr).toContain(words);
  });
});
