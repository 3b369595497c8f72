/**
 * Makes the figures of the tutorial and the how-to guides again, each by the command above it: what a page shows is what its reader gets.
 * Part of `npm run remake`; `node docs/remake-pages.mjs crisis` makes the pages whose name holds "crisis" alone.
 *
 * A page marks where a figure stands, from the first line to the second:
 *
 *   <!-- made by npm run remake: interim_list.people; interim_list.people, area west; cost.total, weeks 53-104 -->
 *   <!-- made by npm run remake: "On average" -->
 *   <!-- end -->
 *
 * The first kind is a table of measures of the last comparison, of everybody over the run unless it says otherwise; the second is the
 * paragraphs of the last command's output that begin with these words.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cellsOf } from '../dist/cli/compare-text.js';

const ROOT = resolve(import.meta.dirname, '..');
const HEAD = ['baseline', 'plan', 'difference (95% interval)', 'better in, of 100'];
const BLOCK = /^( *)```(\w+)\n([\s\S]*?)^ *```$/;
const MARK = /^( *)<!-- made by npm run remake: (.+?) -->\n[\s\S]*?^ *<!-- end -->$/;

const wordsOf = (line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);

/** A page's commands in a folder of its own, run when a figure asks for them. */
class Desk {
  constructor(folder) {
    this.folder = folder;
    this.last = null;
    cpSync(join(ROOT, 'scenarios'), join(folder, 'scenarios'), { recursive: true });
  }

  save(path, text) {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  take(line) {
    const [, name, rest] = /^\s*npx caresim (\w+) (.*)$/.exec(line) ?? [];
    if (name === 'init') this.run([name, ...wordsOf(rest)]);
    else if (['check', 'run', 'compare'].includes(name)) this.last = { words: [name, ...wordsOf(rest)], text: null, out: null };
  }

  run(words) {
    return execFileSync(process.execPath, [join(ROOT, 'dist/cli/main.js'), ...words], {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  }

  /** The last command, run: its text and the folder of its result. */
  done() {
    const { last } = this;
    if (last.text !== null) return last;
    const words = last.words.filter((word, i) => word !== '--out' && last.words[i - 1] !== '--out');
    last.out = mkdtempSync(join(this.folder, 'result-'));
    rmSync(last.out, { recursive: true });
    last.text = this.run(words[0] === 'check' ? words : [...words, '--out', last.out, '--no-report', '-q']);
    return last;
  }

  figures(asked) {
    const quoted = /^"(.*)"$/.exec(asked)?.[1];
    const { text, out } = this.done();
    if (quoted === undefined) return measuresTable(JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8')), asked);
    const found = text
      .replaceAll('\u2060', '')
      .split(/\n\n+/)
      .filter((part) => part.startsWith(quoted));
    if (found.length === 0) throw new Error(`no paragraph begins with "${quoted}"`);
    return ['```text', found.join('\n\n').trimEnd(), '```'].join('\n');
  }
}

/** Rows "measure, area west, weeks 1-52" of every plan of a comparison, since its date where no window is named, as a table. */
function measuresTable({ alternatives, plans, rows }, asked) {
  const lines = alternatives.flatMap((plan) =>
    asked.split('; ').map((one) => {
      const [metric, ...more] = one.split(', ');
      const usual = plans.find((of) => of.alternative === plan).day === null ? 'run' : 'since the plan';
      const window = more.find((part) => /^(weeks \d|last |run$|plan year )/.test(part)) ?? usual;
      const [by, key] = more.find((part) => part !== window)?.split(' ') ?? ['all', 'all'];
      const row = rows.find((of) =>
        [of.alternative === plan, of.metric === metric, of.by === by, of.key === key, of.window === window].every(Boolean),
      );
      if (row === undefined) throw new Error(`no row of "${one}"`);
      const [label, ...cells] = cellsOf(row);
      const where = key === 'all' ? '' : `, ${key.replaceAll('_', ' ')}`;
      return [`${alternatives.length > 1 ? `${plan}: ` : ''}${label}${where}${window === usual ? '' : `, ${window}`}`, ...cells];
    }),
  );
  const mean = plans.every(({ day }) => day === null) ? 'on average over the run' : 'on average since the plan';
  const all = [[mean, ...HEAD], ...lines].map((line) => line.map((cell) => cell.replaceAll('\u2060', '').replaceAll('\u00a0', ' ')));
  const width = all[0].map((_, c) => Math.max(...all.map((line) => line[c].length)));
  const written = ([...cells]) => `| ${cells.map((cell, c) => cell.padEnd(width[c])).join(' | ')} |`;
  return [written(all[0]), written(width.map((w) => '-'.repeat(w))), ...all.slice(1).map(written)].join('\n');
}

/** The page with its figures made again. */
function remade(text, desk) {
  return text.replaceAll(new RegExp(`${BLOCK.source}|${MARK.source}`, 'gm'), (whole, _indent, language, block, before, asked) => {
    if (asked !== undefined) {
      const made = desk.figures(asked).replaceAll(/^(?=.)/gm, before);
      return `${before}<!-- made by npm run remake: ${asked} -->\n\n${made}\n\n${before}<!-- end -->`;
    }
    const path = language === 'yaml' ? /^# (\S+\.yaml)\n/.exec(block)?.[1] : undefined;
    if (path !== undefined) desk.save(path, block);
    if (language === 'sh') for (const line of block.split('\n')) desk.take(line);
    return whole;
  });
}

const pages = ['tutorial.md', ...readdirSync(join(import.meta.dirname, 'how-to')).map((name) => `how-to/${name}`)];
for (const page of pages.filter((name) => name.includes(process.argv[2] ?? ''))) {
  const path = join(import.meta.dirname, page);
  const folder = mkdtempSync(join(tmpdir(), 'caresim-page-'));
  try {
    writeFileSync(path, remade(readFileSync(path, 'utf8'), new Desk(folder)));
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  }
}
