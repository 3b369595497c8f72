/** What the documents say can be typed: commands parse, scenarios are sound, links lead somewhere, figures of the baseline are its own. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArgs } from '../../src/cli/args.js';
import { COMMANDS } from '../../src/cli/options.js';
import { splitWords } from '../../src/cli/parse.js';
import { METRICS } from '../../src/metrics.js';
import { explain } from '../../src/scenario/explain.js';
import { phraseIssues } from '../../src/scenario/issue.js';
import { loadScenario } from '../../src/scenario/load.js';
import { blocks, commands, DOCUMENTS, isThere, ROOT, readShown, shown, textOf } from '../support/documents.js';

describe('commands in the documents', () => {
  it('are found', () => {
    expect(commands.length).toBeGreaterThan(4);
  });

  it.each(commands)('$file: caresim $line', ({ file, words: typed }) => {
    const { row, args } = splitWords(typed);
    const { words } = parseArgs(row, args);
    for (const word of words.filter((one) => one.endsWith('.yaml'))) expect(isThere(file, word), `${word} is there`).toBe(true);
    if (row.name === 'explain') for (const word of words) expect(explainable(word), word).toBe(true);
  });

  it('are all that there is to type, so that none goes untried', () => {
    const typed = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'));
    const known = /^\s*(?:(?:npx )?caresim|node dist\/cli\/main\.js|npm|git|cd|#|$)/;
    expect(typed.filter((line) => !known.test(line))).toEqual([]);
  });

  it('of npm are scripts of the package', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = DOCUMENTS.flatMap((file) =>
      [...textOf(file).matchAll(/npm (?:run (\w+)|(start|test)\b)/g)].map((match) => match[1] ?? match[2]!),
    );
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
  });

  it('are all in the table of the README', () => {
    const rows = [...textOf('README.md').matchAll(/^\| `caresim (\w+)/gm)].map((match) => match[1]);
    expect(rows).toEqual(COMMANDS.map((row) => row.name).filter((name) => name !== 'help'));
  });
});

function explainable(path: string): boolean {
  return METRICS.some((metric) => metric.id === path) || explain(path).ok;
}

describe('settings named in the documents', () => {
  const setting = /`((?:demand|hospital|reablement|homeCare|brokerage|placements|workforce|costs|initial)\.[\w.]+)/g;
  const named = DOCUMENTS.flatMap((file) => [...textOf(file).matchAll(setting)].map((match) => match[1]!));

  it('can be explained', () => {
    expect(named.length).toBeGreaterThan(20);
    expect([...new Set(named)].filter((path) => !explainable(path))).toEqual([]);
  });
});

describe('scenarios in the documents', () => {
  it('are found', () => {
    expect(shown.size).toBeGreaterThan(0);
  });

  it.each([...shown.keys()].map((path) => path.slice(ROOT.length + 1)).filter((path) => path.startsWith('scenarios/')))(
    '%s is sound',
    (path) => {
      const loaded = loadScenario(join(ROOT, path), { read: readShown });
      expect(loaded.ok ? '' : phraseIssues(loaded.issues)).toBe('');
    },
  );

  it('named in words are files', () => {
    const names = readdirSync(join(ROOT, 'scenarios/norfolk')).map((name) => name.replace('.yaml', ''));
    const said = [...textOf('README.md').matchAll(/\(`((?:principal|baseline|winter)-[\w-]+)`\)/g)].map((match) => match[1]!);
    expect(said.length).toBeGreaterThan(2);
    expect(said.filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('facts in the README', () => {
  it('about sources of numbers are those of the baseline', () => {
    const loaded = loadScenario(join(ROOT, 'scenarios/norfolk/baseline.yaml'), { read: readShown });
    if (!loaded.ok) throw new Error(phraseIssues(loaded.issues));
    const { register } = loaded.scenario;
    const count = (confidence: string) => register.filter((row) => row.confidence === confidence).length;
    const readme = textOf('README.md').replaceAll(/\s+/g, ' ');
    expect(readme).toContain(`Of the ${register.length} numbers in the Norfolk baseline ${count('seed')} are the council's own`);
    expect(readme).toContain(`${count('reference')} are published elsewhere and ${count('assumption')} are assumed or calibrated`);
    expect(readme).toContain(`the ${loaded.scenario.values.targets.length} targets`);
  });
});

describe('links in the documents', () => {
  it.each(DOCUMENTS)('%s leads to files and headings that are there', (file) => {
    const links = [...textOf(file).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map((match) => match[1]!);
    const missing = links.filter((link) => {
      const [path, heading] = link.split('#');
      const target = path === '' ? file : join(dirname(file), path!);
      if (!existsSync(join(ROOT, target))) return true;
      return heading !== undefined && !headingsOf(target).includes(heading);
    });
    expect(missing).toEqual([]);
  });
});

/** Headings as links name them. */
function headingsOf(file: string): string[] {
  return [...textOf(file).matchAll(/^#+ (.+)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(/\s/g, '-'),
  );
}
