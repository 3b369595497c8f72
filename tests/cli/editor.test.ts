/** What somebody sees who opens a new folder in an editor: the schema that `init` writes, read by the real YAML language server. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LanguageServer } from '../support/language-server.js';
import { temporaryFolder } from './caresim.js';
import { runHere } from './in-process.js';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, 'county', name);
const server = new LanguageServer();

beforeAll(async () => {
  await runHere(['init', join(folder.path, 'county'), '--kind', 'whole']);
  await server.start();
});
afterAll(() => {
  server.stop();
  folder.remove();
});

/** The baseline with `|` in place of a text, opened under another name, and where that is. */
async function opened(name: string, text: string, instead: string) {
  const before = readFileSync(at('baseline.yaml'), 'utf8');
  const found = before.indexOf(text);
  expect(found, text).toBeGreaterThan(0);
  const whole = before.slice(0, found) + instead.replace('|', '') + before.slice(found + text.length);
  const lines = whole.slice(0, found + instead.indexOf('|')).split('\n');
  const diagnostics = await server.open(at(name), whole);
  const textDocument = { uri: pathToFileURL(at(name)).href };
  return { diagnostics, place: { textDocument, position: { line: lines.length - 1, character: lines.at(-1)!.length } } };
}

describe('a new folder in an editor', () => {
  it.each(['baseline.yaml', 'more-reablement.yaml'])('%s has nothing underlined', async (name) => {
    expect(await server.open(at(name), readFileSync(at(name), 'utf8'))).toEqual([]);
  });

  it.each(['baseline', 'principal-provider'])('Norfolk, %s has nothing underlined', async (name) => {
    const text = readFileSync(`scenarios/norfolk/${name}.yaml`, 'utf8');
    const schema = `# yaml-language-server: $schema=./scenario.schema.json\n`;
    expect(await server.open(at(`norfolk-${name}.yaml`), schema + text)).toEqual([]);
  });

  it('shows what a setting means, its unit, what is allowed and the default under the pointer', async () => {
    const { place } = await opened('hover.yaml', 'offersAtOnce', 'offers|AtOnce');
    const { contents } = (await server.ask('textDocument/hover', place)) as { contents: { value: string } };
    expect(contents.value).toContain('providers a package is offered to at once');
    expect(contents.value).toContain('Unit: providers. Allowed: a whole number, from 1 to 50. Left out: 1.');
  });

  it('shows them inside lists and under ids', async () => {
    const { place } = await opened('inside.yaml', 'mostContactRatio', 'most|ContactRatio');
    const { contents } = (await server.ask('textDocument/hover', place)) as { contents: { value: string } };
    expect(contents.value).toContain('most contact hours per paid hour');
  });

  it('offers the names of settings, and the words that one may have', async () => {
    const labels = async (name: string, text: string, instead: string) => {
      const { place } = await opened(name, text, instead);
      const { items } = (await server.ask('textDocument/completion', place)) as { items: { label: string }[] };
      return items.map(({ label }) => label);
    };
    expect(await labels('name.yaml', '  offersAtOnce: 1\n', '  |\n')).toEqual(expect.arrayContaining(['offersAtOnce', 'urgentBefore']));
    expect(await labels('word.yaml', 'order: round_robin', 'order: |')).toEqual(
      expect.arrayContaining(['rating', 'round_robin', 'random']),
    );
  });

  it('underlines a misspelt name and a number out of range, on their lines', async () => {
    const misspelt = await opened('misspelt.yaml', 'offersAtOnce', '|offersAtOnces');
    expect(misspelt.diagnostics.map(({ message }) => message).join()).toContain('offersAtOnces');
    const { diagnostics, place } = await opened('range.yaml', 'offersAtOnce: 1', 'offersAtOnce: |0');
    expect(diagnostics.map(({ range }) => range.start.line)).toContain(place.position.line);
  });
});
