import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestSchema, summarySchema } from '../../src/result/document.js';
import { build, caresim, type Ran, temporaryFolder } from './caresim.js';

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
const read = (...parts: string[]) => JSON.parse(readFileSync(at(...parts), 'utf8')) as unknown;

beforeAll(build);
afterAll(folder.remove);

/**
 * Runs far more futures than there is time for and interrupts it. How soon the first is finished depends on the machine, so the wait
 * grows until one is; an interrupt before that must leave nothing.
 */
async function interrupted(name: string, ...words: string[]): Promise<Ran> {
  for (const afterMs of [500, 3000, 12_000, 30_000]) {
    const ran = await caresim([...words, '-r', '200000', '--out', at(name), '--no-report'], { interruptAfter: 'Simulating', afterMs });
    expect([ran.exit, readdirSync(folder.path).filter((file) => file.startsWith('.'))], ran.stderr).toEqual([130, []]);
    if (existsSync(at(name))) return ran;
    expect(ran.stderr).toContain('Interrupted before the first future was finished: nothing is written.');
  }
  throw new Error('not one future was finished in half a minute');
}

/** Files of a manifest whose bytes are not those it says. */
function falseHashes(name: string): string[] {
  const { files } = manifestSchema.parse(read(name, 'manifest.json'));
  expect(Object.keys(files)).toContain('summary.json');
  return Object.entries(files)
    .filter(
      ([path, { sha256 }]) =>
        createHash('sha256')
          .update(readFileSync(at(name, path)))
          .digest('hex') !== sha256,
    )
    .map(([path]) => path);
}

describe('an interrupt', () => {
  it.each([['1'], ['2']])(
    'on %s worker(s) keeps the finished futures in a complete folder marked partial, with exit code 130',
    async (workers) => {
      const name = `run-${workers}`;
      const { stdout, stderr } = await interrupted(name, 'run', 'scenarios/small.yaml', '--workers', workers);
      const summary = summarySchema.parse(read(name, 'summary.json'));
      expect(summary).toMatchObject({ partial: true });
      expect(summary.replications).toBeGreaterThan(0);
      expect(manifestSchema.parse(read(name, 'manifest.json'))).toMatchObject({ partial: true, replications: summary.replications });
      expect(falseHashes(name)).toEqual([]);
      expect(stderr).toContain('Interrupted: keeping what is finished. Interrupt again to stop at once.');
      expect(stderr).toContain(`Interrupted after ${summary.replications} finished futures.`);
      expect(stdout).toMatch(/^Small: /);
      expect(stderr).toContain(
        `To go on: caresim run scenarios/small.yaml --replications 200000 --workers ${workers} --no-report --resume --out ${at(name)}\n`,
      );
      expect(existsSync(at(name, 'finished.bin'))).toBe(true);
      if (summary.replications > 400) return;
      // What is kept is what a run of that many would have given, and going on gives what more would have given.
      const run = (count: number, ...words: string[]) =>
        caresim(['run', 'scenarios/small.yaml', '-r', String(count), '--no-report', ...words]);
      const sameAs = (other: string): void => {
        for (const file of ['weekly.csv', 'waits.csv', 'replications.parquet'])
          expect(readFileSync(at(name, file)).equals(readFileSync(at(other, file))), file).toBe(true);
      };
      expect((await run(summary.replications, '--out', at(`${name}-whole`))).exit).toBe(0);
      sameAs(`${name}-whole`);
      const resumed = await run(summary.replications + 3, '--resume', '--out', at(name), '--workers', '2');
      expect([resumed.exit, existsSync(at(name, 'finished.bin'))], resumed.stderr).toEqual([0, false]);
      expect((await run(summary.replications + 3, '--out', at(`${name}-more`))).exit).toBe(0);
      sameAs(`${name}-more`);
      expect(summarySchema.parse(read(name, 'summary.json'))).toMatchObject({ partial: false, replications: summary.replications + 3 });
      const again = await run(summary.replications + 3, '--resume', '--out', at(name));
      expect([again.exit, again.stderr]).toEqual([2, expect.stringContaining('is whole: there is nothing to go on with.')]);
    },
  );

  it('while the result is written loses nothing, and a second one leaves nothing half-written', async () => {
    const small = ['run', 'scenarios/small.yaml', '-r', '6', '--workers', '1'];
    const written = await caresim([...small, '--out', at('written')], { interruptAfter: 'Simulated', afterMs: 0 });
    expect([written.exit, falseHashes('written')], written.stderr).toEqual([0, []]);
    const words = ['run', '../../scenarios/norfolk/baseline.yaml', '-r', '9', '--workers', '2', '--out', at('deep', 'er')];
    const stopped = await caresim(words, { interruptAfter: 'Simulating', afterMs: 300, times: 2 });
    expect([stopped.exit, stopped.stdout, existsSync(at('deep'))], stopped.stderr).toEqual([130, '', false]);
  });

  it('of a comparison keeps the finished pairs', async () => {
    await interrupted('compare', 'compare', 'scenarios/small.yaml', 'scenarios/more-carers.yaml', '--workers', '1');
    const comparison = read('compare', 'comparison.json') as { partial: boolean; replications: number };
    expect(comparison.partial).toBe(true);
    for (const plan of ['small', 'more-carers'])
      expect(summarySchema.parse(read('compare', 'scenarios', plan, 'summary.json'))).toMatchObject({
        partial: true,
        replications: comparison.replications,
      });
    const other = ['compare', 'scenarios/small.yaml', 'scenarios/more-carers.yaml', '--resume', '--out', at('compare')];
    const refused = await caresim([...other, '--seed', '7', '--set', 'homeCare.notice=21 days']);
    expect([refused.exit, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr.replaceAll(folder.path, '')).toMatch(
      /^\/compare is of another run\.\nIt has --seed 20261001, not 7\.\nscenarios\/small\.yaml is not as it was: .*\nscenarios\/more-carers\.yaml is not as it was/,
    );
    const count = comparison.replications + 2;
    const resumed = await caresim([...other, '-r', String(count), '--no-report', '--json', '-q']);
    expect([resumed.exit, resumed.stderr]).toEqual([0, '']);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ partial: false, replications: count });
  });
});
