import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Description } from '../../src/scenario/index.js';
import { runHere } from './in-process.js';

const NORFOLK = 'scenarios/norfolk';
const BASELINE = `${NORFOLK}/baseline.yaml`;
const SMALL = 'tests/cli/scenarios/small.yaml';

describe('caresim check', () => {
  it('puts what a planner must know first: what to look at, load against capacity, caseload, routes; then the detail', async () => {
    const { exit, stdout, stderr } = await runHere(['check', BASELINE]);
    expect([exit, stderr]).toEqual([0, `\nThe scenario is sound.\nNext: caresim run ${BASELINE}\n`]);
    expect(stdout).toMatchSnapshot();
  });

  it('warns of what cannot hold, and of numbers without a source', async () => {
    const { stdout, stderr } = await runHere(['check', SMALL]);
    expect(stdout).toMatch(
      /To look at\n {2}- Home care, North, settles only by people giving up: [\d,]+ hours a week are\n {4}needed of \d+ that can be used \(\d{3}%\)/,
    );
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('See homeCare.providers, line 62 of tests/cli/scenarios/small.yaml.');
    expect(stdout).toContain('the run starts out of\n    balance.');
    expect(stdout).toContain('114 numbers of 115 without a source: see --verbose.');
    expect(stderr).toContain('more is needed than there is');
  });

  it.each([60, 80, 120, 200])('fits %i columns', async (width) => {
    for (const folder of readdirSync('scenarios')) {
      const paths = readdirSync(`scenarios/${folder}`).filter((name) => name.endsWith('.yaml'));
      const { exit, stdout } = await runHere(['check', ...paths.map((name) => `scenarios/${folder}/${name}`), '--verbose'], { width });
      expect([exit, stdout.includes('…')]).toEqual([0, false]);
      expect(stdout.split('\n').filter((line) => line.length > width)).toEqual([]);
    }
  });

  it('says of a second scenario only what differs from the first', async () => {
    const { stdout } = await runHere(['check', BASELINE, `${NORFOLK}/principal-provider.yaml`]);
    const [first, second] = stdout.split('\n\n\n');
    expect(first).toContain('Distributions as written');
    expect(second).toMatch(/^Norfolk principal provider: /);
    expect(second).toContain('1 April 2024: the first lot starts');
    expect(second).not.toContain('Distributions as written');
    expect(second!.trimEnd()).toMatch(/Everything else as in Norfolk baseline\.$/);
  });

  it('adds sources and what is uncertain under --verbose', async () => {
    const { stdout } = await runHere(['check', SMALL, '--verbose']);
    expect(stdout).toContain('Numbers by where they come from');
    expect(stdout).toMatch(/Without a source in tests\/cli\/scenarios\/small\.yaml\n/);
    expect(stdout).toMatch(/\n {4}line 32 {4}reablement\.hours\.fixed = 8\n/);
    expect((await runHere(['check', BASELINE, '--verbose'])).stdout).toContain('  homeCare.handBack.base: 1% per year to 2.5% per year\n');
  });

  it('heeds --set and --weeks', async () => {
    const { stdout } = await runHere(['check', BASELINE, '--set', 'homeCare.packages.length.older={fixed: 10 weeks}', '--weeks', '40']);
    expect(stdout).toMatch(/^Norfolk baseline: 40 weeks/);
    expect(stdout).toMatch(/homeCare\.packages\.length\.older +70 +70 +70 {2}days/);
    expect(stdout).toContain('changes[0].from is 2024-05-20');
  });

  it('gives the same as data under --json', async () => {
    const one = JSON.parse((await runHere(['check', BASELINE, '--json'])).stdout) as Description;
    expect(one).toMatchObject({ name: 'Norfolk baseline', weeks: 156, unsourced: 0 });
    expect(one.laws.find((row) => row.path === 'homeCare.offers.startDelay')).toMatchObject({ mean: 2, of: 'time' });
    const several = JSON.parse((await runHere(['check', BASELINE, SMALL, '--json', '-q'])).stdout) as Description[];
    expect(several.map(({ name }) => name)).toEqual(['Norfolk baseline', 'Small']);
  });
});
