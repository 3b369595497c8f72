import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrokenVariant, brokenVariants } from '../fixtures/scenarios/broken.js';
import { build, caresim, type Ran, temporaryFolder } from './caresim.js';
import { runHere } from './in-process.js';

const folder = temporaryFolder();
const variants = brokenVariants().map((variant, i) => ({ ...variant, root: join(folder.path, String(i)) }));
type Placed = (typeof variants)[number];

function place({ files, root }: Placed): void {
  mkdirSync(root, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

beforeAll(() => {
  for (const variant of variants) place(variant);
});
afterAll(folder.remove);

/** Problems of a file's form, whose paths need not be settings. */
const NO_SETTING = ['alias_limit', 'too_deep'];
/** What refusals say to look up. */
const advised = new Set<string>();

const wordsOf = ({ main, root }: Placed) => ['run', join(root, main), '--replications', '1', '--out', join(root, 'out')];

/** What must hold of the answer to any broken scenario. */
function expectRefused({ exit, stdout, stderr }: Ran, { path, root, files }: BrokenVariant & { root: string }): void {
  expect([exit, stdout], stderr).toEqual([2, '']);
  const problems = stderr.split('\n').filter((line) => /^ {2}line \d+ /.test(line));
  expect(problems.length, stderr).toBeGreaterThan(0);
  expect(stderr).toMatch(/ has \d+ problems?\. Nothing was run\./);
  expect(stderr).toContain(root);
  expect(
    problems.some((line) => line.includes(path)),
    stderr,
  ).toBe(true);
  for (const line of problems) expect(line, 'has no remedy').toMatch(/: \S|Did you mean "/);
  expect(stderr).not.toMatch(/fault of the program|Invalid input|undefined|\[object/);
  const kept = new Set(Object.keys(files).map((file) => file.split('/')[0]));
  expect(readdirSync(root).filter((name) => !kept.has(name))).toEqual([]);
}

describe('caresim run of a broken scenario', () => {
  it.each(variants.map((variant) => [variant.name, variant] as const))('%s', async (_, variant) => {
    const ran = await runHere(wordsOf(variant));
    expectRefused(ran, variant);
    const advice = /See what a setting means: caresim explain (\S+)/.exec(ran.stderr)?.[1];
    if (advice !== undefined && !NO_SETTING.includes(variant.code)) advised.add(advice);
  });

  it('points to explanations that there are', async () => {
    expect(advised.size).toBeGreaterThan(50);
    for (const path of advised) expect((await runHere(['explain', path])).exit, `explain ${path}`).toBe(0);
  });

  it('lists the problems of all files at once', async () => {
    const three = [variants.at(-1)!, variants.at(-9)!, variants[0]!];
    const { exit, stderr } = await runHere(['check', ...three.map(({ root, main }) => join(root, main))]);
    expect(exit).toBe(2);
    for (const { root, main } of three) expect(stderr).toContain(`${join(root, main)} has `);
  });

  it('gives problems as data under check --json', async () => {
    const { root, main, path, code } = variants.find(({ name }) => name === 'misspelt homeCare.noticee')!;
    const { exit, stdout, stderr } = await runHere(['check', join(root, main), '--json']);
    expect([exit, stderr === '']).toEqual([2, false]);
    expect(JSON.parse(stdout)).toMatchObject({ issues: [{ file: join(root, main), line: 4, path, code, nearest: 'notice' }] });
  });
});

describe('the built program', () => {
  beforeAll(build);

  it('refuses them as well', async () => {
    const chosen = [0, 17, 60, 120, 190].map((i) => variants[i]!);
    for (const variant of chosen) expectRefused(await caresim(wordsOf(variant)), variant);
  });
});

describe('a wrong command line', () => {
  const BASELINE = 'scenarios/norfolk/baseline.yaml';
  const out = join(folder.path, 'never');

  it.each([
    ['misspelt command', ['chekc', BASELINE], 'Did you mean "check"?'],
    ['unknown command', ['xyzzy'], 'caresim --help'],
    ['no command', [], 'caresim --help'],
    ['misspelt option', ['run', BASELINE, '--replicatons', '5'], 'Did you mean "--replications"?'],
    ['option of another command', ['check', BASELINE, '--out', 'x'], '--out is not an option of caresim check.'],
    [
      'replications in words',
      ['run', BASELINE, '-r', 'five'],
      '--replications is "five", must be a whole number from 1 to 1,000,000, or auto.',
    ],
    [
      'negative replications',
      ['run', BASELINE, '--replications', '-3'],
      '--replications is "-3", must be a whole number from 1 to 1,000,000',
    ],
    ['negative replications, short', ['run', BASELINE, '-r=-3'], '--replications is "-3", must be a whole number from 1 to 1,000,000'],
    ['no replications', ['run', BASELINE, '-r', '0'], '--replications is "0", must be a whole number from 1 to 1,000,000'],
    ['half a replication', ['run', BASELINE, '-r', '2.5'], '--replications is "2.5", must be a whole number'],
    ['replications without a number', ['run', BASELINE, '--replications'], '--replications needs a value.'],
    ['unknown engine', ['run', BASELINE, '--engine', 'fast'], '--engine is "fast", must be native or simjs.'],
    ['seed twice', ['run', BASELINE, '--seed', '1', '--seed', '2'], '--seed is given more than once.'],
    ['no weeks', ['run', BASELINE, '--weeks', '0'], '--weeks is "0", must be a whole number from 1 to 2,600, or until-settled.'],
    ['no workers', ['run', BASELINE, '--workers', '0'], '--workers is "0", must be a whole number from 1 to 512.'],
    ['a metric that is none', ['run', BASELINE, '--series', 'interim_list.poeple'], 'Did you mean "interim_list.people"?'],
    ['a setting without a value', ['run', BASELINE, '--set', 'homeCare.notice'], 'for example homeCare.notice=21 days'],
    ['a setting that is none', ['run', BASELINE, '--set', 'homeCare.noticee=21 days'], 'Did you mean "notice"?'],
    ['a setting in the wrong unit', ['run', BASELINE, '--set', 'homeCare.notice=21'], '--set  homeCare.notice  is 21'],
    ['no scenario', ['run'], 'caresim run takes SCENARIO...: none is given.'],
    [
      'a folder in place of a scenario',
      ['run', 'scenarios/norfolk'],
      'is a folder, must be a scenario file that can be read: name a file in it',
    ],
    ['one scenario to compare', ['compare', BASELINE], 'caresim compare takes BASELINE ALTERNATIVE...: 1 given.'],
    ['a scenario compared with itself', ['compare', BASELINE, BASELINE], 'is named twice: name each scenario once.'],
    ['a replication that is none', ['trace', BASELINE, '--replication', '0'], '--replication is "0", must be a whole number from 1'],
    ['a person who is nobody', ['trace', BASELINE, '--weeks', '1', '--person', '9999999'], '--person 9999999 is in no event'],
    ['a limit of nothing', ['trace', BASELINE, '--limit', '0'], '--limit is "0", must be a whole number, 1 or more.'],
    ['results that are none', ['report', 'scenarios'], 'is not a result that can be read'],
    ['a path that is none', ['explain', 'homeCare.noticee'], 'Did you mean "homeCare.notice"?'],
  ])('%s', async (_, words, remedy) => {
    const takesOut = words[0] === 'run' || words[0] === 'compare';
    const { exit, stdout, stderr } = await runHere(takesOut ? [...words, '--out', out] : words);
    expect([exit, stdout], stderr).toEqual([2, '']);
    expect(stderr).toContain(remedy);
    expect(stderr).not.toMatch(/fault of the program/);
    expect(existsSync(out)).toBe(false);
  });

  it('names every wrong option at once', async () => {
    const { exit, stderr } = await runHere(['run', BASELINE, '-r', 'five', '--engine', 'fast', '--sede', '3', '--weeks', 'x']);
    expect(exit).toBe(2);
    for (const option of ['--replications', '--engine', '--sede', '--weeks']) expect(stderr).toContain(option);
  });

  it('refuses a folder that is not empty before it simulates anything', async () => {
    mkdirSync(join(folder.path, 'full'));
    writeFileSync(join(folder.path, 'full', 'letter.txt'), 'dear');
    const { exit, stderr } = await runHere(['run', BASELINE, '-r', '1', '--out', join(folder.path, 'full')]);
    expect(exit).toBe(2);
    expect(stderr).toContain('is not empty: choose another folder with --out, or replace it with --overwrite');
    expect(stderr).not.toContain('Simulating');
    expect(readdirSync(join(folder.path, 'full'))).toEqual(['letter.txt']);
  });
});
