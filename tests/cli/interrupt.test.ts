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
    expect(ran.stderr).toContain('Interrupted after 0 finished futures.');
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
      if (summary.replications > 400) return;
      // What is kept is what a run of that many would have given.
      const whole = await caresim([
        'run',
        'scenarios/small.yaml',
        '-r',
        String(summary.replications),
        '--out',
        at(`${name}-whole`),
        '--no-report',
      ]);
      expect(whole.exit).toBe(0);
      for (const file of ['weekly.csv', 'waits.csv', 'replications.parquet'])
        expect(readFileSync(at(name, file)).equals(readFileSync(at(`${name}-whole`, file))), file).toBe(true);
    },
  );

  it('of a comparison keeps the finished pairs', async () => {
    await interrupted('compare', 'compare', 'scenarios/small.yaml', 'scenarios/more-carers.yaml', '--workers', '1');
    const comparison = read('compare', 'comparison.json') as { partial: boolean; replications: number };
    expect(comparison.partial).toBe(true);
    for (const plan of ['small', 'more-carers'])
      expect(summarySchema.parse(read('compare', 'scenarios', plan, 'summary.json'))).toMatchObject({
        partial: true,
        replications: comparison.replications,
      });
  });
});
