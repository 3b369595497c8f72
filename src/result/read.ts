/** Result folders read back, so that a report can be drawn again years later without running anything. */
import { fromCsv } from './csv.js';
import {
  type AnyFolder,
  comparisonSchema,
  type DifferenceRow,
  type FuturesRow,
  type Manifest,
  manifestSchema,
  type ResultFolder,
  summarySchema,
  type WaitsRow,
  type WeeklyRow,
} from './document.js';
import { DIFFERENCE_COLUMNS, FUTURES_COLUMNS, scenarioPath, WAITS_COLUMNS, WEEKLY_COLUMNS } from './folder.js';

/** Reads a file of the folder by its path inside it; rejects when it is missing. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

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

function differenceRow(c: Cells): DifferenceRow {
  return { alternative: c.alternative!, ...weeklyRow(c) };
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

function waitsRow(c: Cells): WaitsRow {
  const days = (text: string | undefined) => (text === 'not reached' ? text : numberOf(text));
  return {
    queue: c.queue!,
    by: c.by!,
    key: c.key!,
    cohort: c.cohort!,
    mean: numberOf(c.mean),
    p50: days(c.p50),
    p90: days(c.p90),
    within_1_day: numberOf(c.within_1_day),
    within_7_days: numberOf(c.within_7_days),
    within_28_days: numberOf(c.within_28_days),
    count: countOf(c.count),
    gave_up: countOf(c.gave_up),
    still_waiting: countOf(c.still_waiting),
  };
}

async function table<T>(read: ReadFile, path: string, columns: readonly string[], row: (cells: Cells) => T): Promise<T[]> {
  return fromCsv(new TextDecoder().decode(await read(path)), columns).map(row);
}

async function json(read: ReadFile, path: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await read(path)));
}

async function readRun(read: ReadFile, manifest: Manifest): Promise<ResultFolder> {
  return {
    kind: 'run',
    summary: summarySchema.parse(await json(read, 'summary.json')),
    weekly: await table(read, 'weekly.csv', WEEKLY_COLUMNS, weeklyRow),
    waits: await table(read, 'waits.csv', WAITS_COLUMNS, waitsRow),
    futures: await table(read, 'futures.csv', FUTURES_COLUMNS, futuresRow),
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
  return {
    kind: 'comparison',
    comparison: comparisonSchema.parse(await json(read, 'comparison.json')),
    difference: await table(read, 'difference.csv', DIFFERENCE_COLUMNS, differenceRow),
    manifest,
    runs,
  };
}
