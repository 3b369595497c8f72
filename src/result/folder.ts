/** Result folders as bytes: from a finished run or comparison to named files. Reading back is in `read.ts`. */
import type { Aggregate } from './aggregate.js';
import { compareSides, type Side } from './comparison.js';
import { toCsv } from './csv.js';
import { differenceRows, differenceTable } from './differences.js';
import type { Assumption, ComparisonFolder, ComparisonRow, Manifest, ResultFolder } from './document.js';
import { driversOf } from './parts.js';
import { shocksOf } from './shocks.js';
import { type RunFacts, summarise } from './summary.js';
import { valuesOf } from './value.js';
import { waitsRows } from './waits.js';
import { futuresRows, weeklyRows, weeklyTable } from './weekly.js';

/** Files of a folder by path inside it, `/` between parts. */
export type Files = Map<string, Uint8Array>;

/** p10 and p90 stand last, so that readers by position find the others where they were. */
const QUANTILES = ['p05', 'p25', 'p50', 'p75', 'p95', 'p10', 'p90'] as const;
export const WEEKLY_COLUMNS = ['metric', 'by', 'key', 'week', 'date', 'mean', ...QUANTILES] as const;
export const DIFFERENCE_COLUMNS = ['alternative', ...WEEKLY_COLUMNS] as const;
export const FUTURES_COLUMNS = ['metric', 'by', 'key', 'replication', 'week', 'value'] as const;
// biome-ignore format: in the order of the document
export const KPI_COLUMNS = [
  'quarter', 'from', 'to', 'by', 'key', 'kpi', 'reason', 'mean', 'p10', 'p50', 'p90', 'due', 'aim',
] as const;
const ASSUMPTION_COLUMNS = ['path', 'value', 'source', 'confidence'] as const;
// biome-ignore format: in the order of the document
export const WAITS_COLUMNS = [
  'queue', 'by', 'key', 'cohort', 'restricted_mean', 'p50', 'p90', 'within_1_day', 'within_7_days', 'within_28_days', 'count', 'gave_up',
  'still_waiting', 'person_days',
] as const;
// biome-ignore format: in the order of a comparison's row
const COMPARISON_COLUMNS = [
  'alternative', 'metric', 'by', 'key', 'window', 'baseline', 'alternative_mean', 'n', 'difference', 'ci95_low', 'ci95_high', 'sd',
  'p05', 'p10', 'p50', 'p90', 'p95', 'improves', 'worsens',
] as const;

/** JSON as bytes: two spaces, a line end, keys in the order of the document. */
export function toJson(document: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`);
}

/** A finished run as documents. */
export function runFolderOf(aggregate: Aggregate, facts: RunFacts, manifest: Manifest): ResultFolder {
  return {
    kind: 'run',
    summary: summarise(aggregate, facts),
    weekly: weeklyTable(aggregate, facts.start),
    waits: waitsRows(aggregate),
    futures: [...futuresRows(aggregate)],
    kpis: aggregate.kpis === null ? [] : [...aggregate.kpis.rows()],
    manifest,
  };
}

function assumptionCells({ path, value, source, confidence }: Assumption) {
  const text = typeof value === 'string' || typeof value === 'number' ? value : (JSON.stringify(value) ?? null);
  return { path, value: text, source, confidence };
}

/** The files of a run but its `replications.parquet`, which is written as it is made, report, charts and manifest. */
export function runFiles(folder: ResultFolder, aggregate: Aggregate): Files {
  return new Map([
    ['summary.json', toJson(folder.summary)],
    ['weekly.csv', toCsv(WEEKLY_COLUMNS, weeklyRows(aggregate, folder.summary.start))],
    ['waits.csv', toCsv(WAITS_COLUMNS, folder.waits)],
    ['futures.csv', toCsv(FUTURES_COLUMNS, folder.futures)],
    ...(folder.kpis.length > 0 ? [['kpis.csv', toCsv(KPI_COLUMNS, folder.kpis)] as const] : []),
    [
      'assumptions.csv',
      toCsv(
        ASSUMPTION_COLUMNS,
        folder.manifest.scenarios.flatMap(({ assumptions }) => assumptions.map(assumptionCells)),
      ),
    ],
  ]);
}

/** A finished comparison as documents; `runs` in the order of the sides, baseline first. */
export function comparisonFolderOf(
  sides: readonly Side[],
  runs: readonly ResultFolder[],
  facts: RunFacts,
  manifest: Manifest,
): ComparisonFolder {
  const [baseline, ...alternatives] = sides;
  if (!baseline || alternatives.length === 0) throw new RangeError('a comparison needs a baseline and an alternative');
  return {
    kind: 'comparison',
    comparison: {
      ...compareSides(baseline, alternatives, facts),
      value: valuesOf(baseline, alternatives, manifest.scenarios),
      shocks: shocksOf(baseline, alternatives, manifest.scenarios, facts.start),
      drivers: driversOf(baseline, alternatives, manifest.scenarios),
    },
    difference: new Map(alternatives.map((side) => [side.name, differenceTable(baseline, side, facts.start)])),
    manifest,
    runs,
  };
}

function comparisonCells(row: ComparisonRow) {
  const { baselineMean, alternativeMean, ci95, ...rest } = row;
  return {
    ...rest,
    baseline: baselineMean,
    alternative_mean: alternativeMean,
    ci95_low: ci95?.[0] ?? null,
    ci95_high: ci95?.[1] ?? null,
  };
}

/** The files of a comparison itself; those of its runs go under {@link scenarioPath}. */
export function comparisonFiles(folder: ComparisonFolder, sides: readonly Side[]): Files {
  const [baseline, ...alternatives] = sides;
  function* difference() {
    for (const side of alternatives) yield* differenceRows(baseline!, side, folder.comparison.start);
  }
  return new Map([
    ['comparison.json', toJson(folder.comparison)],
    ['comparison.csv', toCsv(COMPARISON_COLUMNS, folder.comparison.rows.map(comparisonCells))],
    ['difference.csv', toCsv(DIFFERENCE_COLUMNS, difference())],
  ]);
}

/** A scenario's name as the name of a folder: small letters, digits, dots, hyphens and underscores. */
export function folderName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\w.-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return plain === '' ? 'scenario' : plain.slice(0, 80);
}

/** Where a comparison keeps a run's files. */
export function scenarioPath(name: string): string {
  return `scenarios/${folderName(name)}`;
}
