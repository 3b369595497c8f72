/**
 * Every command in the documents is run, in the order in which it stands there, on few and short futures: the test adds
 * `--replications` and `--weeks` of its own, and files go to a folder of its own.
 */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../cli/caresim.js';
import { runHere } from '../cli/in-process.js';
import { commands, DOCUMENTS, ROOT, shown } from '../support/documents.js';

const folder = temporaryFolder();
const inside = (path: string) => join(folder.path, path);

beforeAll(() => {
  cpSync(join(ROOT, 'scenarios'), inside('scenarios'), { recursive: true });
});
afterAll(folder.remove);

/** Takes an option with its value out of words. */
function without(words: readonly string[], ...names: readonly string[]): string[] {
  return words.filter((word, i) => !names.includes(word) && !names.includes(words[i - 1] ?? ''));
}

let runs = 0;

/** A documented command on few futures, its files in the test's folder. */
function shortened([name, ...words]: readonly string[]): string[] {
  const placed = words.map((word) => (/^(scenarios|results|my-county)(\/|$)/.test(word) ? inside(word) : word));
  if (name === 'trace') return [name, ...placed, '--limit', '5'];
  if (name !== 'run' && name !== 'compare') return [name!, ...placed];
  const place = placed.includes('--out') ? [] : ['--out', inside(`run-${++runs}`)];
  const series = placed.includes('--shard') ? ['--replications', '4'] : ['--replications', '1'];
  return [
    name,
    ...without(placed, '--replications', '-r', '--weeks'),
    ...series,
    '--weeks',
    '6',
    '--workers',
    '1',
    '--no-report',
    ...place,
  ];
}

/** Saves the files that the documents show where they say, once their folder is made. */
function saveShown(): void {
  for (const [path, text] of shown) {
    const place = inside(path.slice(ROOT.length + 1));
    if (path.includes('my-county') && !existsSync(dirname(place))) continue;
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
}

const NOT_RUN = ['merge', 'report', 'worker', 'studio', 'verify'];

describe.each(DOCUMENTS.filter((file) => commands.some((one) => one.file === file)))('%s', (file) => {
  const all = commands.filter((one) => one.file === file && !NOT_RUN.includes(one.words[0]!));
  it.each(all)('caresim $line', async ({ words }) => {
    saveShown();
    const { exit, stdout, stderr } = await runHere(shortened(words));
    expect([exit, stdout === ''], `${stdout}\n${stderr}`).toEqual([0, false]);
  });
});
