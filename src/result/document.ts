/**
 * result/ — the versioned result document: what a finished run or comparison says, and how it is written and read back.
 *
 * Purpose: records of replications in, plain readonly documents and bytes out (JSON, CSV, Parquet). Nothing here touches a file,
 * a clock or a random number: writing to disk belongs to `experiment` and `cli`.
 * May import: stats, `src/metrics.ts`, `src/model/record.ts` (types and layout), zod, hyparquet-writer.
 * Invariants: the same records in replication order give the same bytes; a figure and its weekly series come from the same columns;
 * a ratio without a denominator is null, never 0; weeks are counted from 1, and week 1 begins on the start date.
 *
 * This file: a result folder as a whole. The shape of each document, with zod parsers for reading JSON back, is in the files that it
 * passes on.
 */
import type { ComparisonDocument } from './comparison-document.js';
import type { Manifest } from './manifest-document.js';
import type { Summary } from './summary-document.js';
import type { FuturesRow, KpiRow, WaitsRow, WeeklyTable } from './table-rows.js';

export * from './comparison-document.js';
export * from './manifest-document.js';
export * from './moment-document.js';
export * from './settling-document.js';
export * from './spread-document.js';
export * from './summary-document.js';
export * from './table-rows.js';

/**
 * A run's result folder, read or about to be written: `summary.json`, `weekly.csv`, `waits.csv`, `futures.csv`, `manifest.json`.
 * `assumptions.csv` is the manifest's register as a table, for people; it is not read back.
 */
export interface ResultFolder {
  readonly kind: 'run';
  readonly summary: Summary;
  readonly weekly: WeeklyTable;
  readonly waits: readonly WaitsRow[];
  readonly futures: readonly FuturesRow[];
  /** `kpis.csv`; empty where no returns are kept, and then there is no file */
  readonly kpis: readonly KpiRow[];
  /** `files` is still empty while the report is drawn */
  readonly manifest: Manifest;
}

/** A comparison's folder: `comparison.json`, `difference.csv`, `manifest.json` and a run's folder for each of `scenarios/<name>/`. */
export interface ComparisonFolder {
  readonly kind: 'comparison';
  readonly comparison: ComparisonDocument;
  /** rows of `difference.csv` by alternative */
  readonly difference: ReadonlyMap<string, WeeklyTable>;
  readonly manifest: Manifest;
  /** baseline first, then the alternatives in the order of the command */
  readonly runs: readonly ResultFolder[];
}

export type AnyFolder = ResultFolder | ComparisonFolder;

/** Metrics that summaries, progress and single futures show first, in this order; those that a scenario lacks are passed over. */
export const HEADLINES = [
  'interim_list.people',
  'interim_list.hours',
  'interim_list.wait_days',
  'home_care.start_wait_days',
  'hospital.delayed_people',
  'hospital.delayed_share',
  'home_care.people',
  'home_care.hours',
  'home_care.utilisation',
  'home_care.principal_share',
  'home_care.hand_backs',
  'home_care.uncovered_days',
  'reablement.starts',
  'reablement.lost_hours_share',
  'workforce.carers',
  'workforce.vacancy_rate',
  'cost.total',
] as const;
