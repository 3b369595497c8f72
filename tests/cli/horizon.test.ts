/** Time in the answer: windows from the plan's date, what still moves, runs that are as long as it takes, levels on a day. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { comparisonSchema, summarySchema } from '../../src/result/document.js';
import { temporaryFolder } from './caresim.js';
import { runHere } from './in-process.js';

const SMALL = 'tests/cli/scenarios/small.yaml';
const MORE = 'tests/cli/scenarios/more-carers.yaml';
const folder = temporaryFolder();
afterAll(folder.remove);
const at = (...path: string[]) => join(folder.path, ...path);
const QUIET = ['--workers', '1', '--no-report', '--overwrite'];

/** A scenario that extends another, in the folder of the tests. */
function scenario(name: string, text: string, over = SMALL): string {
  const path = at(`${name}.yaml`);
  writeFileSync(path, `extends: ${relative(folder.path, resolve(over))}\nname: ${name}\ntargets: []\n${text}`);
  return path;
}

/** Room for everyone, so that nothing grows for ever. */
const roomy = scenario(
  'roomy',
  'homeCare: { providers: [{ id: spot, posts: 60 }] }\nhospital: { pathways: { 1: { rate: { older: 2 per week } } } }\n',
);
const comparisonAt = (path: string) => comparisonSchema.parse(JSON.parse(readFileSync(at(path, 'comparison.json'), 'utf8')));
/** The first sentence under the title. */
const firstSentence = (stdout: string): string => stdout.split('\n\n')[1]!.replaceAll(/\s+/g, ' ');

describe('a comparison', () => {
  it('that drifts says so before any figure, and how to go on', async () => {
    const twice = scenario('twice', 'demand: { community: { rate: { older: 12 per week } } }\n');
    const ran = await runHere(['compare', SMALL, twice, '-r', '12', '--weeks', '40', '--out', at('drift'), ...QUIET]);
    expect(ran.exit).toBe(0);
    expect(firstSentence(ran.stdout)).toMatch(
      /^The difference in people on the interim care list is still rising by about [\d.]+ people a week when the run ends.*: this is not the final answer\.$/,
    );
    expect(ran.stderr).toMatch(/Next, until it has settled: caresim compare .* --weeks (until-settled|\d+)/);
  });

  it('counts from the date of the plan, in words and in the document', async () => {
    const later = scenario('later', 'changes:\n  - { from: 2024-04-01, why: a test, set: { homeCare.offers.answer: 1 hour } }\n', roomy);
    const ran = await runHere(['compare', roomy, later, '-r', '6', '--weeks', '60', '--out', at('later'), ...QUIET]);
    expect(ran.stdout).toContain('On average since 1 April 2024');
    const { plans, rows } = comparisonAt('later');
    expect(plans).toMatchObject([{ alternative: 'later', day: 91, date: '2024-04-01' }]);
    const of = (metric: string, window: string) => rows.find((row) => row.metric === metric && row.by === 'all' && row.window === window)!;
    expect(of('interim_list.people', 'before the plan')).toMatchObject({ difference: 0, sd: 0 });
    expect(of('interim_list.people', 'since the plan').difference).toBeLessThan(0);
    // the run's own mean holds the weeks before the plan too
    const [run, since] = [of('interim_list.people', 'run'), of('interim_list.people', 'since the plan')];
    expect(run.difference! * (60 - 4)).toBeCloseTo(since.difference! * (60 - 13), 5);
    expect(of('cost.total', 'run').difference).toBeCloseTo(of('cost.total', 'since the plan').difference!, 2);
  });

  it('of a plan that changes nothing names it in its first sentence', async () => {
    const same = scenario('same', 'changes:\n  - { from: 2024-02-05, why: a test, set: { homeCare.notice: 28 days } }\n');
    const ran = await runHere(['compare', SMALL, same, '-r', '2', '--out', at('same'), ...QUIET]);
    expect(firstSentence(ran.stdout)).toMatch(/^The plan “same” changes nothing within the run/);
    expect(comparisonAt('same').plans).toMatchObject([{ day: null, date: null, windows: [] }]);
  });

  it('goes on until it has settled, and says where it stopped', async () => {
    const faster = scenario('faster', 'homeCare: { offers: { answer: 1 hour } }\n', roomy);
    const ran = await runHere(['compare', roomy, faster, '-r', '12', '--weeks', 'until-settled', '--out', at('settled'), ...QUIET]);
    expect(ran.exit).toBe(0);
    const stopped = Number(/Stopped at (\d+) weeks/.exec(ran.stderr)?.[1]);
    expect(stopped).toBeGreaterThanOrEqual(108);
    expect(stopped).toBeLessThan(780);
    expect(comparisonAt('settled').weeks).toBe(stopped);
    expect(ran.stdout).not.toContain('not the final answer');
    // as if the weeks had been named
    const named = await runHere(['compare', roomy, faster, '-r', '12', '--weeks', String(stopped), '--out', at('named'), ...QUIET]);
    expect(named.stdout).toBe(ran.stdout);
    expect(comparisonAt('named')).toEqual(comparisonAt('settled'));
    const command = (path: string) => JSON.parse(readFileSync(at(path, 'manifest.json'), 'utf8')).command;
    expect(command('settled')).toBe(command('named'));
  });
});

describe('--weeks until-settled', () => {
  it.each([
    [['--shard', '1/2'], 'cannot be shared out'],
    [['--resume'], 'cannot be gone on with'],
  ])('is refused with %s', async (words, why) => {
    const ran = await runHere(['run', SMALL, '--weeks', 'until-settled', ...words]);
    expect(ran.exit).toBe(2);
    expect(ran.stderr).toContain(why);
  });

  it('is refused where nothing is simulated', async () => {
    const ran = await runHere(['check', SMALL, '--weeks', 'until-settled']);
    expect(ran.exit).toBe(2);
    expect(ran.stderr).toContain('name a number of weeks');
  });
});

describe('--at and --share', () => {
  it('keep levels on a day, and say in how many futures a condition is met', async () => {
    const words = ['--at', '2024-02-14,week 12', '--share', 'interim_list.people@2024-02-14 <= 25'];
    const ran = await runHere(['run', SMALL, '-r', '10', ...words, '--out', at('at'), ...QUIET]);
    expect(ran.exit).toBe(0);
    expect(ran.stdout).toMatch(/On 14 February 2024 +middle +8 in 10 futures\nPeople on the interim care list +\d+/);
    expect(ran.stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /There are at most 25 people on the interim care list on 14 February 2024 in \d+ of 100 futures \(95% interval \d+ to \d+, from 10 futures\)\./,
    );
    const summary = summarySchema.parse(JSON.parse(readFileSync(at('at', 'summary.json'), 'utf8')));
    expect(summary.at!.map(({ when, date, week }) => [when, date, week])).toEqual([
      ['2024-02-14', '2024-02-14', 7],
      ['week 12', '2024-03-24', 12],
    ]);
    // week 12 is the last
    expect(summary.at![1]!.metrics['interim_list.people']).toEqual(summary.metrics['interim_list.people']!.atEnd);
    expect(summary.shares).toMatchObject([{ metric: 'interim_list.people', operator: '<=', value: 25, n: 10 }]);
  });

  it('are in a comparison too, paired', async () => {
    const ran = await runHere(['compare', SMALL, MORE, '-r', '6', '--at', '2024-02-14', '--out', at('both'), ...QUIET]);
    expect(ran.stdout).toMatch(/On 14 February 2024 +baseline +plan +difference/);
    const row = comparisonAt('both').rows.find(
      ({ metric, by, window }) => metric === 'interim_list.people' && by === 'all' && window === 'at 2024-02-14',
    )!;
    expect(row.n).toBe(6);
    expect(row.difference).toBeCloseTo(row.alternativeMean! - row.baselineMean!, 6);
  });

  it('are refused, all at once, for a moment outside the run or another form', async () => {
    const ran = await runHere(['run', SMALL, '--at', '2025-02-14', '--share', 'interim_list.wait_days@end < 3']);
    expect(ran.exit).toBe(2);
    expect(ran.stderr).toContain('only levels have a value on a day');
    const outside = await runHere(['run', SMALL, '--at', '2025-02-14']);
    expect(outside.exit).toBe(2);
    expect(outside.stderr).toContain('"2025-02-14" is outside the run of 12 weeks from 2024-01-01 to 2024-03-24');
  });
});
