/**
 * Every command in the documents is run, in the order in which it stands there, on one short future: the test puts
 * `--replications` and `--weeks` of its own, leaves out days that such a future does not have, and files go to a folder of its own.
 */
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../cli/caresim.js';
import { runHere } from '../cli/in-process.js';
import { commands, DOCUMENTS, ROOT, shown } from '../support/documents.js';

const folder = temporaryFolder();
afterAll(folder.remove);

/** Where a document's commands find and leave their files. */
const folderOf = (file: string) => join(folder.path, file.replaceAll('/', '-'));

/** Takes an option with its value out of words. */
function without(words: readonly string[], ...names: readonly string[]): string[] {
  return words.filter((word, i) => !names.includes(word) && !names.includes(words[i - 1] ?? ''));
}

let runs = 0;

/** A documented command on one short future, its files in the document's folder, and without a question. */
function shortened(file: string, [name = '', ...words]: readonly string[]): string[] {
  const placed = words.map((word) => (/^(scenarios|results|my-county)(\/|$)/.test(word) ? join(folderOf(file), word) : word));
  if (name === 'trace') return [name, ...placed, '--limit', '5'];
  if (name === 'init' && !placed.includes('--kind')) return [name, ...placed, '--kind', 'home-care'];
  if (name !== 'run' && name !== 'compare') return [name, ...placed];
  const place = placed.includes('--out') ? [] : ['--out', join(folderOf(file), `run-${++runs}`)];
  const much = ['--replications', placed.includes('--shard') ? '4' : '1', '--weeks', '6'];
  const kept = without(placed, '--replications', '-r', '--weeks', '--at', '--share');
  return [name, ...kept, ...much, '--workers', '1', '--no-report', ...place];
}

/** Saves the files that a document shows where it says, once their folder is made. */
function saveShown(file: string): void {
  for (const [path, text] of shown) {
    const place = join(folderOf(file), path.slice(ROOT.length + 1));
    if (existsSync(dirname(place))) writeFileSync(place, text);
  }
}

const NOT_RUN = ['merge', 'report', 'worker', 'studio', 'verify'];

describe.each(DOCUMENTS.filter((file) => commands.some((one) => one.file === file)))('%s', (file) => {
  beforeAll(() => cpSync(join(ROOT, 'scenarios'), join(folderOf(file), 'scenarios'), { recursive: true }));

  const all = commands.filter((one) => one.file === file && !NOT_RUN.includes(one.words[0]!));
  it.each(all)('caresim $line', async ({ words }) => {
    saveShown(file);
    const { exit, stdout, stderr } = await runHere(shortened(file, words));
    expect([exit, stdout === ''], `${stdout}\n${stderr}`).toEqual([0, false]);
  });
});
