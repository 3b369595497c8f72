/** What a plan changes, and its slips, as the command line says them; the made-up county with hours that begin at nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { manifestSchema } from '../../src/result/document.js';
import { temporaryFolder } from './caresim.js';
import { runHere } from './in-process.js';

const SMALL = 'tests/cli/scenarios/small.yaml';
const folder = temporaryFolder();
afterAll(folder.remove);

let plans = 0;

/** Path of a plan that extends the small scenario. */
function plan(text: string): string {
  const path = join(folder.path, `plan-${++plans}.yaml`);
  writeFileSync(path, `name: Plan ${plans}\nextends: ${relative(folder.path, resolve(SMALL))}\n${text}\n`);
  return path;
}

const NOTHING = /This plan changes nothing: every value it sets is what the baseline, “[^”]+”,? has/;
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('check', () => {
  it('says what a plan changes, and what that comes to', async () => {
    const { exit, stdout } = await runHere(['check', plan('reablement: { posts: 90 }')]);
    expect(exit).toBe(0);
    expect(flat(stdout)).toMatch(/What it changes against “[^”]+” \(\d+ settings?\).* \(reablement\. ?posts/);
    expect(flat(stdout)).toContain('What that comes to before anything runs, from the start');
  });

  it('names a plan that changes nothing, which --strict refuses', async () => {
    const path = plan('brokerage: { offersAtOnce: 1 }');
    expect(flat((await runHere(['check', path])).stdout)).toMatch(NOTHING);
    const { exit, stderr } = await runHere(['check', path, '--strict']);
    expect([exit, NOTHING.test(flat(stderr))]).toEqual([2, true]);
  });

  it('warns of what is implausible, and under --strict refuses it with its line', async () => {
    const path = plan('workforce: { sickness: 60% }');
    const { exit, stdout } = await runHere(['check', path]);
    expect(exit).toBe(0);
    expect(flat(stdout)).toContain('line 3: workforce.sickness is 60%, plausible is 0.5% to 25%');
    const strict = await runHere(['check', path, '--strict']);
    expect(strict.exit).toBe(2);
    expect(flat(strict.stderr)).toMatch(/line 3 workforce\.sickness is 60%.*did you mean 6%\?/);
  });
});

describe('run and compare', () => {
  const SHORT = ['-r', '2', '--weeks', '8', '--workers', '1', '--no-report'];

  it('warn on standard error, and write nothing under --strict', async () => {
    const path = plan('workforce: { sickness: 60% }');
    const out = join(folder.path, 'warned');
    expect((await runHere(['run', path, ...SHORT, '--out', out])).stderr).toContain('Warning: ');
    expect((await runHere(['run', path, ...SHORT, '--out', join(folder.path, 'strict'), '--strict'])).exit).toBe(2);
  });

  it("compare says what the plan changes, keeps it in the manifest, and judges the plan's own targets", async () => {
    const target = '{metric: interim_list.people, window: end, value: 1, low: 0, high: 100000, source: a wish}';
    const path = plan(`homeCare: { notice: 5 weeks }\ntargets: [${target}]`);
    const out = join(folder.path, 'compared');
    const { exit, stdout } = await runHere(['compare', SMALL, path, ...SHORT, '--out', out]);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/What the plan changes\n {2}homeCare\.notice: .+ becomes 5 weeks, from the start\n/);
    expect(stdout).toContain(`Targets of “Plan ${plans}” at the end: `);
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')));
    expect(manifest.scenarios[1]!.footprint!.settings.map(({ path }) => path)).toEqual(['homeCare.notice']);
  });
});
