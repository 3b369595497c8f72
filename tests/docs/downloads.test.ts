/** Results open elsewhere: the Parquet files in DuckDB, the CSV files in LibreOffice, and the charts of the how-to in R and Python. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Summary } from '../../src/result/document.js';
import { temporaryFolder } from '../cli/caresim.js';
import { runHere } from '../cli/in-process.js';

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
const GUIDE = readFileSync(resolve(import.meta.dirname, '../../docs/how-to/redraw-a-chart.md'), 'utf8');
const blocks = (language: string) =>
  [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text!);

/** Words that a spreadsheet would run. */
const FORMULA = '=1+1';

beforeAll(async () => {
  const small = resolve('tests/cli/scenarios/small.yaml');
  const plan = `extends: ${relative(folder.path, small)}\nname: ${FORMULA}\nquestion: Is this run?\ntargets: []\n`;
  writeFileSync(at('plan.yaml'), `${plan}workforce: { poolLoss: { value: 2% per day, source: ${FORMULA} } }\n`);
  const words = ['-r', '9', '--workers', '1', '--series', 'interim_list.people,home_care.people', '--no-report', '--out', at('pair')];
  const { exit, stderr } = await runHere(['compare', small, at('plan.yaml'), ...words]);
  expect(exit, stderr).toBe(0);
});
afterAll(folder.remove);

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`SET file_search_path = '${at('pair', 'scenarios', 'small')},${at('pair')}'`);
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  connection.closeSync();
  return rows as Record<string, unknown>[];
}

const cells = (file: string) =>
  readFileSync(at('pair', 'scenarios', 'small', file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

describe('Parquet files in DuckDB', () => {
  it('hold every future of every measure, with the mean of the summary', async () => {
    const summary = JSON.parse(readFileSync(at('pair', 'scenarios', 'small', 'summary.json'), 'utf8')) as Summary;
    const rows = await query(`
      SELECT metric, count(DISTINCT replication)::INT AS n, avg(value) AS mean, avg(at_end) AS at_end
      FROM 'replications.parquet' WHERE "by" = 'all' GROUP BY metric`);
    expect(rows.map(({ metric }) => metric).sort()).toEqual(Object.keys(summary.metrics).sort());
    for (const { metric, n, mean, at_end } of rows) {
      const found = summary.metrics[metric as string]!;
      expect(n, String(metric)).toBe(9);
      for (const [a, b] of [
        [mean, found.mean],
        [at_end, found.atEnd?.mean ?? null],
      ] as const) {
        if (b === null) expect(a, String(metric)).toBeNull();
        else expect(Math.abs((a as number) - b), String(metric)).toBeLessThan(1e-5 * Math.max(1, Math.abs(b)));
      }
    }
  });

  it('give the percentiles of weekly.csv, by the line of the how-to', async () => {
    const [head, ...rows] = cells('weekly.csv');
    const column = (name: string) => head!.indexOf(name);
    const weekly = rows.filter((row) => row[0] === 'interim_list.people' && row[1] === 'all');
    const drawn = await query(blocks('sql')[0]!);
    expect(drawn.map(({ week }) => week)).toEqual(weekly.map((row) => Number(row[column('week')])));
    for (const [i, { low, middle, high, chart }] of drawn.entries()) {
      const expected = ['p10', 'p50', 'p90'].map((name) => Number(weekly[i]![column(name)]));
      for (const [k, value] of [low, middle, high].entries()) expect(value as number).toBeCloseTo(expected[k]!, 4);
      expect(chart).toMatch(/^█*/);
    }
  });

  it('count all futures, and pair those of two plans, by the other lines', async () => {
    const [, spread, pairs] = blocks('sql');
    const futures = (rows: Record<string, unknown>[]) => rows.reduce((sum, row) => sum + Number(row.futures), 0);
    expect(futures(await query(spread!))).toBe(9);
    const own = pairs!.replace('norfolk-baseline', 'small').replace('norfolk-principal-provider', '1-1');
    expect(futures(await query(own))).toBe(9);
  });
});

/** Whether a program is here; says in one line what is left out without it. */
function isHere(program: string, ...words: string[]): boolean {
  const found = spawnSync(program, words, { stdio: 'ignore' }).status === 0;
  if (!found) console.warn(`Left out: ${program} ${words.join(' ')} does not work here.`);
  return found;
}

const drawnTo = (name: string) => statSync(at('pair', 'scenarios', 'small', name)).size;
const inFolder = { cwd: at('pair', 'scenarios', 'small'), stdio: 'pipe' } as const;
const python = process.env.PYTHON ?? 'python3';

describe('the charts of the how-to', () => {
  it.runIf(isHere(python, '-c', 'import pandas, pyarrow, matplotlib'))('are drawn by Python', () => {
    const [list, spread] = blocks('python');
    for (const text of [list!, spread!]) execFileSync(python, ['-c', text], { ...inFolder, env: { ...process.env, MPLBACKEND: 'Agg' } });
    for (const name of ['list.png', 'spread.png']) expect(drawnTo(name), name).toBeGreaterThan(5000);
  });

  it.runIf(isHere('Rscript', '--version'))('are drawn by R from CSV', () => {
    execFileSync('Rscript', ['-e', blocks('r')[0]!], inFolder);
    expect(drawnTo('list.svg')).toBeGreaterThan(2000);
  });

  it.runIf(isHere('Rscript', '-e', 'library(nanoparquet)'))('are drawn by R from Parquet', () => {
    execFileSync('Rscript', ['-e', blocks('r')[1]!], inFolder);
    expect(drawnTo('spread.svg')).toBeGreaterThan(2000);
  });
});

/** Text of a piece of XML. */
const plain = (xml: string): string =>
  xml
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&apos;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();

/** Tables as LibreOffice reads them, by file: rows of cells with their type. */
function opened(files: readonly string[]): Map<string, { type: string; text: string }[][]> {
  const out = at('opened');
  mkdirSync(out);
  const profile = `-env:UserInstallation=file://${at('profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'fods', '--outdir', out, ...files], { stdio: 'pipe', timeout: 55_000 });
  const cell = /<table:table-cell([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g;
  return new Map(
    readdirSync(out).map((name) => {
      const rows = [...readFileSync(join(out, name), 'utf8').matchAll(/<table:table-row[^>]*>([\s\S]*?)<\/table:table-row>/g)];
      const read = rows.map(([, row]) =>
        [...row!.matchAll(cell)].flatMap(([, about, inside = '']) => {
          const type = /office:value-type="(\w+)"/.exec(about!)?.[1] ?? 'empty';
          const text = /office:(?:date-)?value="([^"]*)"/.exec(about!)?.[1] ?? plain(inside);
          const times = Math.min(40, Number(/number-columns-repeated="(\d+)"/.exec(about!)?.[1] ?? 1));
          return Array.from({ length: times }, () => ({ type: /table:formula/.test(about!) ? 'formula' : type, text }));
        }),
      );
      return [name.replace('.fods', '.csv'), read] as const;
    }),
  );
}

describe.runIf(isHere('soffice', '--version'))('CSV files in LibreOffice', () => {
  it('are tables of numbers, dates and words, and nothing in them is taken for a formula', () => {
    const files = ['weekly.csv', 'waits.csv', 'futures.csv'].map((name) => at('pair', 'scenarios', 'small', name));
    const hostile = [at('pair', 'comparison.csv'), at('pair', 'scenarios', '1-1', 'assumptions.csv')];
    const tables = opened([...files, ...hostile]);
    for (const name of ['comparison.csv', 'assumptions.csv']) {
      const all = tables.get(name)!.flat();
      expect(all.filter(({ type }) => type === 'formula')).toEqual([]);
      expect(all.filter(({ text }) => text.endsWith(FORMULA)).length, name).toBeGreaterThan(0);
    }
    for (const path of [...files, hostile[0]!]) {
      const name = path.split('/').at(-1)!;
      const written = readFileSync(path, 'utf8').trimEnd().split('\n');
      const read = tables.get(name)!;
      expect(read.length, name).toBe(written.length);
      for (const i of [0, 1, Math.floor(written.length / 2), written.length - 1]) {
        for (const [c, text] of written[i]!.split(',').entries()) {
          const found = read[i]![c];
          if (text === '') expect(found?.type ?? 'empty', `${name} ${i} ${c}`).toBe('empty');
          else if (i > 0 && /^-?[\d.]+(e-?\d+)?$/.test(text)) expect([found?.type, Number(found?.text)]).toEqual(['float', Number(text)]);
          else if (/^\d{4}-\d\d-\d\d$/.test(text)) expect(found).toEqual({ type: 'date', text });
          else expect(found).toEqual({ type: 'string', text });
        }
      }
    }
  });
});
