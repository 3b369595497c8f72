/**
 * result/ — the versioned result document: what a finished run or comparison says, and how it is written and read back.
 *
 * Purpose: records of replications in, plain readonly documents and bytes out (JSON, CSV, Parquet). Nothing here touches a file,
 * a clock or a random number: writing to disk belongs to `experiment` and `cli`.
 * May import: stats, `src/metrics.ts`, `src/model/record.ts` (types and layout), zod, hyparquet-writer.
 * Invariants: the same records in replication order give the same bytes; a figure and its weekly series come from the same columns;
 * a ratio without a denominator is null, never 0; weeks are counted from 1, and week 1 begins on the start date.
 *
 * This file: the shape of every document of a result folder, with zod parsers for reading JSON back. Longer than most, so that what a
 * folder holds can be read in one place.
 */
import { z } from 'zod';

/** Version of every document here; it rises when a reader of the old form would misread the new one. */
export const SCHEMA_VERSION = 1;

const figure = z.number().nullable();
const interval = z.tuple([z.number(), z.number()]).nullable();

/**
 * A figure across replications. `n` is the number of replications that had a value (a ratio without a denominator has none);
 * all else is null when none had. `ci95` is null with fewer than two. p10 to p90 are the "8 in 10 futures".
 */
export const spreadSchema = z.object({
  n: z.number().int(),
  mean: figure,
  ci95: interval,
  sd: figure,
  p05: figure,
  p10: figure,
  p25: figure,
  p50: figure,
  p75: figure,
  p90: figure,
  p95: figure,
});
export type Spread = z.infer<typeof spreadSchema>;

/** The run's figure after warm-up and, for levels, the value at the end of the run. */
const keyedFigureSchema = spreadSchema.extend({ atEnd: spreadSchema.optional() });
export type KeyedFigure = z.infer<typeof keyedFigureSchema>;

export const metricSummarySchema = keyedFigureSchema.extend({
  unit: z.string(),
  kind: z.enum(['level', 'count', 'ratio', 'days']),
  /** dimension -> key -> figure; dimensions the metric does not have are absent */
  by: z.record(z.string(), z.record(z.string(), keyedFigureSchema)),
});
export type MetricSummary = z.infer<typeof metricSummarySchema>;

/** A target as the scenario states it. */
export const targetSchema = z.object({
  /** a metric, or numerator and denominator of a ratio of two metrics */
  metric: z.union([z.string(), z.tuple([z.string(), z.string()])]),
  by: z.string().optional(),
  keys: z.array(z.string()).optional(),
  /** true: the share of the metric's total that is held by `keys` */
  share: z.boolean().optional(),
  /** 'start', 'end' or 'weeks A-B' (from 1, both included); null: the run after warm-up */
  window: z.string().nullable(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  source: z.string().nullable(),
});
export type Target = z.infer<typeof targetSchema>;

/**
 * `met`: the mean lies inside [low, high] and the half-width of its 95 % interval is under a quarter of the band (for a one-sided
 * target: the whole interval lies on the right side). `imprecise`: the mean lies inside, more replications are needed to say so.
 */
export const targetResultSchema = targetSchema.extend({
  mean: figure,
  ci95: interval,
  n: z.number().int(),
  verdict: z.enum(['met', 'imprecise', 'missed', 'no value']),
  /** share of replications with a value whose value lies inside [low, high] */
  futuresInside: figure,
});
export type TargetResult = z.infer<typeof targetResultSchema>;

/** What antithetic pairs bought for a metric's figure (or difference) over the run. */
export const antitheticRowSchema = z.object({
  metric: z.string(),
  /** how many times as many independent replications the same precision would need; null: nothing varies */
  timesFewer: figure,
});
export type AntitheticRow = z.infer<typeof antitheticRowSchema>;

/** `summary.json`. Holds no clock time, so that the same run gives the same bytes. */
export const summarySchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  caresim: z.string(),
  scenario: z.string(),
  scenarioSha256: z.string(),
  seed: z.number().int(),
  replications: z.number().int(),
  weeks: z.number().int(),
  warmUpWeeks: z.number().int(),
  start: z.string(),
  engine: z.string(),
  /** true when the run was interrupted: fewer replications than asked for */
  partial: z.boolean(),
  /** replications that the weekly quantiles are taken from */
  bandsFrom: z.number().int(),
  /**
   * farthest that a weekly quantile may lie from the exact one, as a share of the distance between the lowest and the highest
   * replication of that week; absent: exact, as long as all values fit into memory
   */
  bandsError: z.number().optional(),
  /** present where replications 1 and 2, 3 and 4, ... are antithetic pairs; intervals are then those of the means of pairs */
  antithetic: z.array(antitheticRowSchema).optional(),
  metrics: z.record(z.string(), metricSummarySchema),
  targets: z.array(targetResultSchema),
});
export type Summary = z.infer<typeof summarySchema>;

/**
 * A row of `weekly.csv`; `all,all` is the total. `week` counts from 1 (the warm-up included), `date` is its first day.
 * A key whose values are 0 or missing in every week of every replication is left out; totals never are.
 */
export interface WeeklyRow {
  readonly metric: string;
  readonly by: string;
  readonly key: string;
  readonly week: number;
  readonly date: string;
  readonly mean: number | null;
  readonly p05: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  /** with p90 the last columns of the file; between them lie 8 in 10 futures */
  readonly p10: number | null;
  readonly p90: number | null;
}

/** Weekly rows, made when they are asked for: a folder holds a hundred thousand and a report wants few. */
export interface WeeklyTable {
  /** rows of one series in the order of weeks; none where the folder has none */
  rows(metric: string, by?: string, key?: string): readonly WeeklyRow[];
  /** keys of a dimension that have rows, in the order of the file */
  keys(metric: string, by: string): readonly string[];
}

/** A row of `waits.csv`. Days; 'not reached' where so many never started inside the run; null where nobody was followed so long. */
export interface WaitsRow {
  readonly queue: string;
  readonly by: string;
  readonly key: string;
  /** `arisen`: need arose in the run after warm-up; `day_0`: was waiting on day 0 */
  readonly cohort: string;
  /** person-days waited inside the window over (started + gave up): those still waiting are in the numerator */
  readonly mean: number | null;
  readonly p50: number | 'not reached' | null;
  readonly p90: number | 'not reached' | null;
  readonly within_1_day: number | null;
  readonly within_7_days: number | null;
  readonly within_28_days: number | null;
  /** people, summed over all replications; likewise the next two */
  readonly count: number;
  readonly gave_up: number;
  readonly still_waiting: number;
}

/**
 * A row of `kpis.csv`: R1 to R8 of one quarter, and the flows they are checked by, of one provider or scheme or of all. A count is
 * people, referrals or payment periods; R5 to R8 are shares of what fell due in the quarter, null where nothing did.
 */
export interface KpiRow {
  /** "2019/20 Q1"; `from` and `to` are its first and last day inside the run */
  readonly quarter: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly key: string;
  readonly kpi: string;
  /** 'all', or a reason */
  readonly reason: string;
  readonly mean: number | null;
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  /** of R5 to R8: mean number that fell due, and the share aimed at */
  readonly due: number | null;
  readonly aim: number | null;
}

/** A row of `futures.csv`: the weekly series of a few single replications, for the metrics of HEADLINES. */
export interface FuturesRow {
  readonly metric: string;
  readonly by: string;
  readonly key: string;
  readonly replication: number;
  readonly week: number;
  readonly value: number | null;
}

/** A row of `difference.csv`: alternative less baseline, paired by replication, week by week; totals, and HEADLINES by area. */
export interface DifferenceRow extends WeeklyRow {
  readonly alternative: string;
}

/** One metric x key x window of a comparison; difference = alternative - baseline in the same replication. */
export const comparisonRowSchema = z.object({
  alternative: z.string(),
  metric: z.string(),
  by: z.string(),
  key: z.string(),
  /** 'run', 'weeks A-B' for each 52 weeks after warm-up, 'last 13 weeks', 'end' for levels */
  window: z.string(),
  baselineMean: figure,
  alternativeMean: figure,
  /** pairs in which both sides have a value */
  n: z.number().int(),
  difference: figure,
  ci95: interval,
  sd: figure,
  p05: figure,
  p10: figure,
  p50: figure,
  p90: figure,
  p95: figure,
  /** shares of the n pairs; null where neither direction is better */
  improves: figure,
  worsens: figure,
});
export type ComparisonRow = z.infer<typeof comparisonRowSchema>;

/** What common random numbers bought for a metric's figure over the run. */
export const pairingSchema = z.object({
  alternative: z.string(),
  metric: z.string(),
  /** correlation of the two sides over replications; null where a side does not vary */
  correlation: figure,
  variancePaired: z.number(),
  /** variance of the difference had the sides used independent seeds: the sum of the two variances */
  varianceIndependent: z.number(),
  /** varianceIndependent / variancePaired: how many times more replications independent seeds would need; null: no variance left */
  timesFewer: figure,
});
export type Pairing = z.infer<typeof pairingSchema>;

/** A group that is worse off on waits or the list in more than half of the pairs. */
export const worseOffSchema = z.object({
  alternative: z.string(),
  metric: z.string(),
  by: z.string(),
  key: z.string(),
  worsens: z.number(),
  n: z.number().int(),
  difference: z.number(),
  ci95: interval,
});
export type WorseOff = z.infer<typeof worseOffSchema>;

/** When a plan has paid for itself out of the council's revenue: the week, from 1, from which what it has cost in all stays below the baseline. */
export const paybackSchema = z.object({
  alternative: z.string(),
  /** false: revenue alone; true: with the council's capital */
  withCapital: z.boolean(),
  n: z.number().int(),
  /** share of replications that have paid back by the end of the run */
  paidBack: figure,
  /** null: later than the end of the run, or never */
  week: z.object({ p10: figure, p50: figure, p90: figure }),
  /** pounds over the whole run, alternative less baseline: mean and its 95 % interval */
  balance: figure,
  ci95: interval,
});
export type Payback = z.infer<typeof paybackSchema>;

/** `comparison.json`. */
export const comparisonSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  caresim: z.string(),
  baseline: z.string(),
  alternatives: z.array(z.string()),
  seed: z.number().int(),
  replications: z.number().int(),
  weeks: z.number().int(),
  warmUpWeeks: z.number().int(),
  start: z.string(),
  engine: z.string(),
  partial: z.boolean(),
  rows: z.array(comparisonRowSchema),
  pairing: z.array(pairingSchema),
  /** present with antithetic pairs, of the differences */
  antithetic: z.array(antitheticRowSchema.extend({ alternative: z.string() })).optional(),
  worseOff: z.array(worseOffSchema),
  /** not in documents of before it was told */
  payback: z.array(paybackSchema).optional(),
});
export type ComparisonDocument = z.infer<typeof comparisonSchema>;

/** One number of the scenario in the register of assumptions; those without a source come first. */
export const assumptionSchema = z.object({
  path: z.string(),
  value: z.unknown(),
  source: z.string().nullable(),
  confidence: z.enum(['seed', 'reference', 'assumption']).nullable(),
});
export type Assumption = z.infer<typeof assumptionSchema>;

/** A dated change in force, in planner's words. */
export const changeSchema = z.object({ from: z.string(), until: z.string().nullable(), why: z.string() });
export type Change = z.infer<typeof changeSchema>;

/** A scenario as it was run. */
export const scenarioRecordSchema = z.object({
  name: z.string(),
  description: z.string().nullable(),
  question: z.string().nullable(),
  sha256: z.string(),
  /** fully resolved: `extends` and `--set` applied */
  resolved: z.unknown(),
  assumptions: z.array(assumptionSchema),
  targets: z.array(targetSchema),
  /** metrics that the scenario wants shown first; left out: HEADLINES */
  headline: z.array(z.string()).optional(),
  areas: z.array(z.string()),
  clientGroups: z.array(z.string()),
  changes: z.array(changeSchema),
});
export type ScenarioRecord = z.infer<typeof scenarioRecordSchema>;

/** `manifest.json`: how the folder came about, and the hash of every other file in it. */
export const manifestSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  kind: z.enum(['run', 'comparison']),
  /** versions of caresim and of Node */
  versions: z.record(z.string(), z.string()),
  command: z.string(),
  /** one for a run; baseline first for a comparison */
  scenarios: z.array(scenarioRecordSchema),
  seed: z.number().int(),
  replications: z.number().int(),
  weeks: z.number().int(),
  warmUpWeeks: z.number().int(),
  start: z.string(),
  engine: z.string(),
  workers: z.number().int(),
  partial: z.boolean(),
  started: z.string(),
  finished: z.string(),
  /** path inside the folder -> hash and size; the manifest itself is not listed */
  files: z.record(z.string(), z.object({ sha256: z.string(), bytes: z.number().int() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

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
