/** Slips that a new planner makes: each is refused in words with a remedy, with exit code 2, and leaves nothing behind. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, transcript } from './caresim.js';
import { runHere } from './in-process.js';

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
const SMALL = readFileSync('tests/cli/scenarios/small.yaml', 'utf8');
const over = (settings: string): string => `extends: small.yaml\nname: Slip\n${settings}\n`;

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'small.yaml': SMALL,
  'empty.yaml': '',
  'comment.yaml': '# nothing yet\n',
  'text.yaml': 'Winter plan\n',
  'list.yaml': '- name: Winter\n',
  'tab.yaml': over('homeCare:\n\tnotice: 3 days'),
  'utf16.yaml': new Uint8Array(Buffer.from(`\ufeff${SMALL}`, 'utf16le')),
  'latin1.yaml': new Uint8Array(Buffer.from(over('question: Café?'), 'latin1')),
  'word.docx': new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]),
  'two.yaml': `${SMALL}---\nname: another\n`,
  'no-base.yaml': 'extends: smal.yaml\nname: Slip\n',
  'folder-base.yaml': 'extends: full\nname: Slip\n',
  'circle.yaml': 'extends: back.yaml\nname: Slip\n',
  'back.yaml': 'extends: circle.yaml\nname: Slip\n',
  'twice.yaml': over('name: Again'),
  'colon.yaml': over('question: why: because'),
  'quote.yaml': over('question: "why'),
  'bracket.yaml': over('homeCare: {notice: 3 days'),
  'date.yaml': over('start: 31/12/2024'),
  'unit.yaml': over('homeCare: { notice: 14 dyas }'),
  'bare.yaml': over('homeCare: { notice: 14 }'),
  'minus.yaml': over('homeCare: { notice: -3 days }'),
  'word.yaml': over('weeks: twelve'),
  'full/letter.txt': 'dear',
  'result/manifest.json': 'changed',
  'a-file': 'x',
};

beforeAll(() => {
  for (const name of ['full', 'result']) mkdirSync(at(name));
  for (const [name, content] of Object.entries(FILES)) writeFileSync(at(name), content);
});
afterAll(folder.remove);

const contents = (): string[] => readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).sort();

/** A line as it is typed; `@name` is a file of the folder. */
const wordsOf = (line: string): string[] => line.split(' ').map((word) => (word.startsWith('@') ? at(word.slice(1)) : word));

describe('caresim', () => {
  it.each([
    'run @smal.yaml',
    'run @full',
    'run @a-file/small.yaml',
    'run @word.docx',
    'check @utf16.yaml @latin1.yaml',
    'check @empty.yaml @comment.yaml @text.yaml @list.yaml',
    'check @tab.yaml @two.yaml @twice.yaml @colon.yaml @quote.yaml @bracket.yaml',
    'check @no-base.yaml @folder-base.yaml @circle.yaml',
    'check @date.yaml @unit.yaml @bare.yaml @minus.yaml @word.yaml',
    'run @small.yaml @small.yaml',
    'compare @small.yaml',
    'run @small.yaml -r 0',
    'run @small.yaml -r -1',
    'run @small.yaml -r 1e9',
    'run @small.yaml -r 1000000000 --seed -4 --weeks 0 --workers many',
    'run @small.yaml --weeks 3',
    'run @small.yaml --set',
    'run @small.yaml --set homeCare.notice --set homeCare.notice= --set homeCare.notic=3 --set homeCare.notice=-3',
    'run @small.yaml --json=maybe --quiet=1',
    'run @small.yaml -x',
    'run @small.yaml -r 2 --out @full',
    'run @small.yaml -r 2 --out @full --overwrite',
    'run @small.yaml -r 2 --out @a-file',
    'run @small.yaml -r 2 --out @a-file/deeper',
    'run @small.yaml --resume --out @full',
    'run @small.yaml --shard 3/2',
    'run @small.yaml --antithetic -r 3',
    'trace @small.yaml --person 9999999',
    'report @nowhere @result @full @small.yaml',
    'merge @nowhere @result @full @small.yaml',
    'init @full --kind home-care',
    'init @a-file --kind home-care',
    'init @new --kind nonsense',
    'init @new',
    'help nonsense',
  ])('%s', async (line) => {
    const before = contents();
    const ran = await runHere(wordsOf(line));
    expect([ran.exit, ran.stdout, contents()], ran.stderr).toEqual([2, '', before]);
    expect(ran.stderr).not.toMatch(/fault of the program|undefined|\[object|E[A-Z]{4,}:|YAML\.parse/);
    expect(transcript(ran, { [folder.path]: 'FOLDER' })).toMatchSnapshot();
  });

  it('reads files with a byte order mark and with the line endings of Windows', async () => {
    writeFileSync(at('bom.yaml'), `\ufeff${SMALL}`);
    writeFileSync(at('windows.yaml'), SMALL.replaceAll('\n', '\r\n'));
    const [plain, bom, windows] = await Promise.all(
      ['small', 'bom', 'windows'].map((name) => runHere(['check', at(`${name}.yaml`), '-q'])),
    );
    expect([bom!.exit, windows!.exit]).toEqual([0, 0]);
    const said = [bom, windows].map((one) => one!.stdout.replaceAll(/\b(bom|windows)\.yaml/g, 'small.yaml').replaceAll(/\s+/g, ' '));
    const expected = plain!.stdout.replaceAll(/\s+/g, ' ');
    expect(said).toEqual([expected, expected]);
  });

  it('says what may be meant where a setting is nearly named', async () => {
    const { stdout } = await runHere(['explain', 'homeCare.providers.prise']);
    expect(stdout).toMatch(/did you mean "homeCare\.providers\.price"\?\n$/);
    expect((await runHere(['explain', 'homeCare.providers.rural'])).stdout).not.toContain('did you mean');
  });
});
