/** The shape of `summary.json`: figures across replications, and the targets they are held to. */
import { z } from 'zod';
import { futuresShareSchema, momentSchema } from './moment-document.js';
import { settlingSchema } from './settling-document.js';
import { figure, interval, spreadSchema } from './spread-document.js';

/** Version of every document here; it rises when a reader of the old form would misread the new one. */
export const SCHEMA_VERSION = 1;

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
  /** levels at the moments asked for, and shares of futures that meet the conditions asked for; absent where none were */
  at: z.array(momentSchema).optional(),
  shares: z.array(futuresShareSchema).optional(),
  /** whether the headline metrics still move when the run ends; not in documents of before it was told */
  settling: z.array(settlingSchema).optional(),
});
export type Summary = z.infer<typeof summarySchema>;
