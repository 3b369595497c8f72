/** Result folders read back, so that a report can be drawn again years later without running anything. */
import { cellOf, fromCsv } from './csv.js';
import {
  type AnyFolder,
  comparisonSchema,
  type FuturesRow,
  type KpiRow,
  type Manifest,
  manifestSchema,
  type ResultFolder,
  summarySchema,
  type WaitsRow,
  type WeeklyRow,
  type WeeklyTable,
} from './document.js';
import { DIFFERENCE_COLUMNS, FUTURES_COLUMNS, KPI_COLUMNS, scenarioPath, WAITS_COLUMNS, WEEKLY_COLUMNS } from './folder.js';

/** Reads a file of the folder by its path inside it; rejects when it is missing. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/** Columns of waits.csv that results of earlier versions have too. */
const WAITS_OF_ALL_VERSIONS = WAITS_COLUMNS.filter((column) => column !== 'restricted_mean' && column !== 'person_days');

type Cells = Record<string, string>;

const numberOf = (text: string | undefined): number | null => {
  if (text === undefined || text === '') return null;
  const value = Number(text);
  if (!Number.isFinite(value)) throw new Error(`expected a number, found ${JSON.stringify(text)}`);
  return value;
};
const countOf = (text: string | undefined): number => numberOf(text) ?? 0;

function weeklyRow(c: Cells): WeeklyRow {
  const head = { metric: c.metric!, by: c.by!, key: c.key!, week: countOf(c.week), date: c.date!, mean: numberOf(c.mean) };
  const inner = { p25: numberOf(c.p25), p50: numberOf(c.p50), p75: numberOf(c.p75) };
  return { ...head, ...inner, p05: numberOf(c.p05), p10: numberOf(c.p10), p90: numberOf(c.p90), p95: numberOf(c.p95) };
}

function futuresRow(c: Cells): FuturesRow {
  return {
    metric: c.metric!,
    by: c.by!,
    key: c.key!,
    replication: countOf(c.replication),
    week: countOf(c.week),
    value: numberOf(c.value),
  };
}

function kpiRow(c: Cells): KpiRow {
  const { quarter, from, to, by, key, kpi, reason } = c as Record<'quarter' | 'from' | 'to' | 'by' | 'key' | 'kpi' | 'reason', string>;
  const figures = { mean: numberOf(c.mean), p10: numberOf(c.p10), p50: numberOf(c.p50), p90: numberOf(c.p90) };
  return { quarter, from, to, by, key, kpi, reason, ...figures, due: numberOf(c.due), aim: numberOf(c.aim) };
}

function waitsRow(c: Cells): WaitsRow {
  const days = (text: string | undefined) => (text === 'not reached' ? text : numberOf(text));
  return {
    queue: c.queue!,
    by: c.by!,
    key: c.key!,
    cohort: c.cohort!,
    restricted_mean: numberOf(c.restricted_mean),
    p50: days(c.p50),
    p90: days(c.p90),
    within_1_day: numberOf(c.within_1_day),
    within_7_days: numberOf(c.within_7_days),
    within_28_days: numberOf(c.within_28_days),
    count: countOf(c.count),
    gave_up: countOf(c.gave_up),
    still_waiting: countOf(c.still_waiting),
    person_days: numberOf(c.person_days),
  };
}

/** Lines of a table by their cells up to `key`; lines of one series follow each other. */
function linesBySeries(text: string, columns: readonly string[], path: string): { header: string; series: Map<string, string> } {
  const header = text.slice(0, text.indexOf('\n'));
  if (!header.startsWith(columns.slice(0, columns.indexOf('week')).join(',')))
    throw new Error(`${path} does not begin with ${columns.join(',')}`);
  const after = header.split(',').length - columns.indexOf('week');
  const series = new Map<string, string>();
  let head = '';
  let first = header.length + 1;
  for (let from = first; from < text.length; ) {
    const end = lineEnd(text, from);
    if (head === '' || !text.startsWith(head, from)) {
      if (head !== '') series.set(head, (series.get(head) ?? '') + text.slice(first, from));
      head = text.slice(from, cellFromEnd(text, end, after));
      first = from;
    }
    from = end + 1;
  }
  if (head !== '') series.set(head, (series.get(head) ?? '') + text.slice(first));
  return { header, series };
}

/** End of a line; a line break between quotation marks does not end it. */
function lineEnd(text: string, from: number): number {
  let end = from - 1;
  do {
    end = text.indexOf('\n', end + 1);
    if (end < 0) return text.length;
  } while (text.charCodeAt(from) === 34 && (text.slice(from, end).split('"').length - 1) % 2 === 1);
  return end;
}

/** Where the last so many cells of a line begin: they are numbers and dates, so no comma of theirs is inside quotation marks. */
function cellFromEnd(text: string, end: number, cells: number): number {
  let at = end;
  for (let i = 0; i < cells; i++) at = text.lastIndexOf(',', at - 1);
  return at + 1;
}

/** A weekly table whose lines are parsed when they are asked for. `lead` are the cells before `metric`, with their comma. */
function tableOfLines({ header, series }: ReturnType<typeof linesBySeries>, columns: readonly string[], lead = ''): WeeklyTable {
  const headOf = (...cells: readonly string[]) => `${lead}${cells.map(cellOf).join(',')},`;
  const parse = (lines: string) => fromCsv(`${header}\n${lines}`, columns);
  return {
    rows: (metric, by = 'all', key = 'all') => parse(series.get(headOf(metric, by, key)) ?? '').map(weeklyRow),
    keys: (metric, by) =>
      [...series].flatMap(([head, lines]) =>
        head.startsWith(headOf(metric, by)) ? [parse(lines.slice(0, lineEnd(lines, 0)))[0]!.key!] : [],
      ),
  };
}

async function weeklyTable(read: ReadFile): Promise<WeeklyTable> {
  return tableOfLines(linesBySeries(await textOf(read, 'weekly.csv'), WEEKLY_COLUMNS, 'weekly.csv'), WEEKLY_COLUMNS);
}

async function differenceTables(read: ReadFile, alternatives: readonly string[]): Promise<Map<string, WeeklyTable>> {
  const lines = linesBySeries(await textOf(read, 'difference.csv'), DIFFERENCE_COLUMNS, 'difference.csv');
  return new Map(alternatives.map((name) => [name, tableOfLines(lines, DIFFERENCE_COLUMNS, `${cellOf(name)},`)]));
}

async function textOf(read: ReadFile, path: string): Promise<string> {
  return new TextDecoder().decode(await read(path));
}

async function table<T>(read: ReadFile, path: string, columns: readonly string[], row: (cells: Cells) => T): Promise<T[]> {
  return fromCsv(await textOf(read, path), columns).map(row);
}

async function json(read: ReadFile, path: string): Promise<unknown> {
  return JSON.parse(await textOf(read, path));
}

async function readRun(read: ReadFile, manifest: Manifest): Promise<ResultFolder> {
  return {
    kind: 'run',
    summary: summarySchema.parse(await json(read, 'summary.json')),
    weekly: await weeklyTable(read),
    waits: await table(read, 'waits.csv', WAITS_OF_ALL_VERSIONS, waitsRow),
    futures: await table(read, 'futures.csv', FUTURES_COLUMNS, futuresRow),
    kpis: manifest.files['kpis.csv'] === undefined ? [] : await table(read, 'kpis.csv', KPI_COLUMNS, kpiRow),
    manifest,
  };
}

/**
 * Reads a folder of either kind.
 * @throws when a file is missing, or is not of a version known here
 */
export async function readFolder(read: ReadFile): Promise<AnyFolder> {
  const manifest = manifestSchema.parse(await json(read, 'manifest.json'));
  if (manifest.kind === 'run') return readRun(read, manifest);
  const runs: ResultFolder[] = [];
  for (const { name } of manifest.scenarios) {
    const inside: ReadFile = (path) => read(`${scenarioPath(name)}/${path}`);
    runs.push(await readRun(inside, manifestSchema.parse(await json(inside, 'manifest.json'))));
  }
  const comparison = comparisonSchema.parse(await json(read, 'comparison.json'));
  return {
    kind: 'comparison',
    comparison,
    difference: await differenceTables(read, comparison.alternatives),
    manifest,
    runs,
  };
}
