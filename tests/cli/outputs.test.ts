/**
 * What each command prints, as it is typed, on both streams, with its exit code. Numbers are those of a few short futures, so they change
 * with the model; times and places are masked.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { comparisonText } from '../../src/cli/compare-text.js';
import { summaryText } from '../../src/cli/summary-text.js';
import { ofBaseline, targetLines } from '../../src/cli/target-text.js';
import { comparisonSchema, manifestSchema, summarySchema } from '../../src/result/document.js';
import { type Ran, temporaryFolder, transcript } from './caresim.js';
import { runHere, type Screen } from './in-process.js';

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
afterAll(folder.remove);

const SHORT = ['--replications', '4', '--weeks', '54', '--workers', '1', '--no-report'];
const SMALL = 'tests/cli/scenarios/small.yaml';
const MORE = 'tests/cli/scenarios/more-carers.yaml';

/** What was typed and printed, without what differs from run to run. */
const masked = (ran: Ran): string =>
  transcript(ran, { [folder.path]: 'FOLDER' })
    .replace(/ in [\d.]+ s$/gm, ' in N s')
    .replace(/about \d+ s left/g, 'about N s left');

async function said(words: readonly string[], screen?: Screen): Promise<string> {
  return masked(await runHere(words, screen));
}

/** Each council's plan that its baseline is compared with here. */
const PLANS: Readonly<Record<string, string>> = {
  derbyshire: 'out-of-area-39',
  dorset: 'short-of-room',
  'example-county': 'several-plans',
  leicester: 'full-support',
  leicestershire: 'snibston',
  norfolk: 'discharge-incentive',
};

const read = (...path: string[]): unknown => JSON.parse(readFileSync(at(...path), 'utf8'));

/** Lines of a text that are too long. */
const tooLong = (text: string, width: number): string[] => text.split('\n').filter((line) => line.length > width);

describe.each(readdirSync('scenarios'))('%s', (council) => {
  const [baseline, plan] = ['baseline', PLANS[council]].map((name) => `scenarios/${council}/${name}.yaml`) as [string, string];
  const plain = { tint: (_stream: unknown, _tone: unknown, text: string) => text };

  it('compares its baseline with a plan', async () => {
    expect(await said(['compare', baseline, plan, ...SHORT, '--out', at(council)], { width: 80 })).toMatchSnapshot();
  });

  it('sums up its baseline', async () => {
    expect(await said(['run', baseline, ...SHORT, '--out', at(`${council}-run`)], { width: 80 })).toMatchSnapshot();
  });

  it.each([60, 80, 120, 200])('fits %i columns, and cuts nothing', (width) => {
    const { scenarios } = manifestSchema.parse(read(council, 'manifest.json'));
    const summary = summarySchema.parse(read(`${council}-run`, 'summary.json'));
    const terminal = { ...plain, width } as unknown as Parameters<typeof summaryText>[1];
    const texts = [
      summaryText(summary, terminal, 'the report', scenarios[0]!.headline),
      comparisonText(comparisonSchema.parse(read(council, 'comparison.json')), scenarios, [summary, summary], terminal),
      targetLines(summary.targets, terminal, {}, ofBaseline('the report')).join('\n'),
    ];
    for (const text of texts) expect([tooLong(text, width), text.includes('…')]).toEqual([[], false]);
  });
});

describe('compare', () => {
  it('of several plans has a block for each', async () => {
    const faster = `extends: ${relative(folder.path, resolve(SMALL))}\nname: Faster answers\nhomeCare: { offers: { answer: 1 hour } }\n`;
    writeFileSync(at('faster.yaml'), faster);
    const words = ['compare', SMALL, MORE, at('faster.yaml'), '-r', '4', '--workers', '1', '--no-report'];
    expect(await said([...words, '--out', at('several')])).toMatchSnapshot();
  });
});

describe('run', () => {
  const words = ['run', SMALL, '-r', '6', '--workers', '1', '--no-report'];

  it('prints the same in a pipe and on screens, but for lines and colour', async () => {
    expect(await said([...words, '--out', at('pipe')])).toMatchSnapshot();
    expect(await said([...words, '--out', at('colour')], { width: 80, env: {} })).toMatchSnapshot();
    const without = await runHere([...words, '--out', at('no-color'), '--no-color'], { width: 80, env: {} });
    expect(without.stdout).not.toContain('\u001b');
  });

  it('prints a document and nothing else under --json, and nothing on standard error under --quiet', async () => {
    const { exit, stdout, stderr } = await runHere([...words, '--json', '--quiet', '--out', at('json')], {
      width: 80,
      messageWidth: 80,
      env: {},
    });
    expect([exit, stderr]).toEqual([0, '']);
    expect(summarySchema.parse(JSON.parse(stdout)).replications).toBe(6);
    expect(stdout).toBe(readFileSync(at('json', 'summary.json'), 'utf8'));
  });

  it('redraws one line on a screen: what begins, how far, the estimate, what is written; then clears it', async () => {
    const { exit, stdout, stderr } = await runHere([...words, '--out', at('screen')], { messageWidth: 100, env: {} });
    const drawn = stderr.split('\r\u001b[K');
    expect([exit, stdout.includes('\r'), drawn[0]]).toEqual([0, false, '']);
    expect(drawn[1]).toBe('Simulating Small: 6 futures, seed 20261001');
    expect(drawn.at(-3)).toMatch(
      /^Simulating 6 of 6 futures {3}100% {3}so far: people on the interim care list \d+, precise to about \d+$/,
    );
    expect(drawn.at(-2)).toBe('Writing what came out of 6 futures');
    expect(drawn.at(-1)).toMatch(/^Wrote \S+\nNext: caresim compare /);
  });
});

describe('an interrupt', () => {
  it('says at once what is kept, and then how to go on', async () => {
    const words = ['run', SMALL, '-r', '500', '--workers', '1', '--no-report', '--out', at('stopped')];
    const ran = await runHere(words, { onInterrupt: (interrupt) => setTimeout(interrupt, 1500) });
    expect([ran.exit, summarySchema.parse(read('stopped', 'summary.json')).partial]).toEqual([130, true]);
    expect(
      masked(ran)
        .replace(/.*----- stderr\n/s, '')
        .replace(/\b\d+ (finished )?futures? (in|kept)/g, 'N futures $2')
        .replace(/after \d+/, 'after N'),
    ).toMatchSnapshot();
    const resumed = await runHere(['run', SMALL, '-r', '4', '--workers', '1', '--no-report', '--resume', '--out', at('stopped')]);
    expect(resumed.exit).toBe(0);
  });

  it('before the first future leaves nothing', async () => {
    const words = ['run', SMALL, '-r', '5', '--workers', '1', '--out', at('deep', 'er')];
    expect(await said(words, { onInterrupt: (interrupt) => interrupt() })).toMatchSnapshot();
    expect(readdirSync(folder.path)).not.toContain('deep');
  });
});

describe('merge', () => {
  it('says what it read and wrote', async () => {
    const words = ['run', SMALL, '-r', '4', '--workers', '1', '--no-report'];
    expect(await said([...words, '--shard', '1/2', '--out', at('s1')])).toMatchSnapshot();
    await runHere([...words, '--shard', '2/2', '--out', at('s2')]);
    expect(await said(['merge', at('s1'), at('s2'), '--out', at('merged')], { width: 80 })).toMatchSnapshot();
  });
});

describe('trace', () => {
  const BASELINE = 'scenarios/norfolk/baseline.yaml';
  it.each([
    [['--limit', '6'], undefined],
    [['--limit', '6'], 60],
    [['--person', '370'], 80],
    [['--limit', '2', '--json'], undefined],
  ])('%s at %s columns', async (words, width) => {
    expect(
      await said(['trace', BASELINE, '--weeks', '12', ...words], width === undefined ? {} : { width, messageWidth: width }),
    ).toMatchSnapshot();
  });
});

describe('init and report', () => {
  it('print the files they wrote, and init what to do next', async () => {
    expect(await said(['init', at('my-county'), '--kind', 'home-care'])).toMatchSnapshot();
    await runHere(['run', SMALL, '-r', '2', '--workers', '1', '--no-report', '--out', at('drawn')]);
    expect(await said(['report', at('drawn')])).toMatchSnapshot();
  });
});

describe('explain, schema and help', () => {
  it.each([60, 120])('fit %i columns', async (width) => {
    for (const line of ['explain', 'explain housing', 'explain metrics', 'explain homeCare.packages.length', '--help', 'help exit-codes'])
      expect(tooLong((await runHere(line.split(' '), { width })).stdout, width), line).toEqual([]);
    for (const command of ['init', 'run', 'compare', 'merge', 'check', 'trace', 'explain', 'schema', 'report'])
      expect(tooLong((await runHere([command, '--help'], { width })).stdout, width), command).toEqual([]);
  });

  it('schema prints JSON alone', async () => {
    const { exit, stdout, stderr } = await runHere(['schema']);
    expect([exit, stderr, typeof JSON.parse(stdout)]).toEqual([0, '', 'object']);
  });
});
