/** The shape of `comparison.json`: paired differences, and what follows from them. */
import { z } from 'zod';
import { pairedSettlingSchema } from './settling-document.js';
import { figure, interval } from './spread-document.js';
import { antitheticRowSchema, SCHEMA_VERSION } from './summary-document.js';

/** One metric x key x window of a comparison; difference = alternative - baseline in the same replication. */
export const comparisonRowSchema = z.object({
  alternative: z.string(),
  metric: z.string(),
  by: z.string(),
  key: z.string(),
  /**
   * 'run', 'weeks A-B' for each 52 weeks after warm-up, 'last 13 weeks', 'end' and 'at ...' for levels; 'since the plan'; and of totals
   * 'before the plan' and 'plan year 1', 'plan year 2', ...: see `plans`
   */
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
  /** of a cost that is lower and no saving: care is not given, or another payer bears it */
  caveat: z.enum(['fewer hours', 'shift']).optional(),
});
export type ComparisonRow = z.infer<typeof comparisonRowSchema>;

/** Weeks that count from a plan's date: [from, to), from 0. */
export const planWindowSchema = z.object({ id: z.string(), from: z.number().int(), to: z.number().int() });
export type PlanWindow = z.infer<typeof planWindowSchema>;

/** The date of a plan, from which its effects are counted; null for a plan that changes nothing within the run. */
export const planRowSchema = z.object({
  alternative: z.string(),
  day: z.number().int().nullable(),
  date: z.string().nullable(),
  windows: z.array(planWindowSchema),
});
export type PlanRow = z.infer<typeof planRowSchema>;

/** What common random numbers bought for a metric's figure since the plan's date. */
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

const estimate = z.object({ mean: figure, ci95: interval });

/** What one payer bears more or less over the whole run, pounds; `all` is every payer, and never stands without them. */
export const payerValueSchema = z.object({
  payer: z.enum(['council', 'nhs', 'landlord', 'resident', 'all']),
  revenue: estimate,
  capital: estimate,
  /** of both, at the start of the run */
  presentValue: estimate,
});
export type PayerValue = z.infer<typeof payerValueSchema>;

/** Council's revenue for each unit avoided: a ratio of mean differences with Fieller's interval. */
export const costPerSchema = z.object({
  metric: z.string(),
  /** "delayed bed-day", "person-week on the list" */
  unit: z.string(),
  avoided: figure,
  avoidedCi95: interval,
  /** pounds */
  ratio: figure,
  ci95: interval,
  /** why there is no ratio */
  why: z.enum(['none avoided', 'costs no more']).nullable(),
});
export type CostPer = z.infer<typeof costPerSchema>;

export const valueSchema = z.object({
  alternative: z.string(),
  /** real, a year */
  discountRate: z.number(),
  /** pounds for each hour needed and not delivered; null: not priced */
  undeliveredHour: z.number().nullable(),
  /** revenue of all payers together over the run after the run-in, alternative less baseline */
  together: estimate,
  payers: z.array(payerValueSchema),
  costPer: z.array(costPerSchema),
});
export type Value = z.infer<typeof valueSchema>;

/** One queue's excess over the baseline: means over futures of the paired difference by week. Weeks are counted from 1. */
export const excessSchema = z.object({
  metric: z.string(),
  /** the plan's level in the week before */
  before: figure,
  /** levels in the week of the peak, under the plan and the baseline */
  atPeak: figure,
  baselineAtPeak: figure,
  week: z.number().int(),
  date: z.string(),
  peak: figure,
  ci95: interval,
  /** median over futures of each one's own highest week */
  medianPeak: figure,
  /** weeks after the peak from which half is gone, and 9 in 10, to the end of the run; null: not within the run */
  halfGone: z.number().int().nullable(),
  gone: z.number().int().nullable(),
});
export type Excess = z.infer<typeof excessSchema>;

/** A plan under which queues rise and come back, or in which a provider closes by decree. */
export const shockSchema = z.object({
  alternative: z.string(),
  /** date of the decree and the providers it closes; null: none, the excess speaks for itself */
  from: z.string().nullable(),
  /** week of the decree */
  week: z.number().int().nullable(),
  providers: z.array(z.string()),
  /** people whose provider closed, beyond the baseline's: over the run, and in the week with most */
  hit: z.object({ people: z.number(), ci95: interval, week: z.number().int(), date: z.string(), inWeek: figure }).nullable(),
  excess: z.array(excessSchema),
});
export type Shock = z.infer<typeof shockSchema>;

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
  /**
   * the same with the last year's rate held on beyond the run; null: never. Absent for runs of under a year, and in documents of before
   * it was told
   */
  projected: z.object({ p10: figure, p50: figure, p90: figure }).optional(),
  /** pounds over the whole run, alternative less baseline: mean and its 95 % interval */
  balance: figure,
  ci95: interval,
});
export type Payback = z.infer<typeof paybackSchema>;

/** What a plan leaves of its difference beyond the plans of the comparison that are parts of it: the rest of it, and interaction. */
export const driversSchema = z.object({
  alternative: z.string(),
  parts: z.array(z.string()),
  /** whether the parts make up the plan, so that what is left is their interaction */
  isWhole: z.boolean(),
  rest: z.array(z.object({ metric: z.string(), n: z.number().int(), mean: figure, ci95: interval })),
});
export type Drivers = z.infer<typeof driversSchema>;

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
  /** not in documents of before it was told */
  plans: z.array(planRowSchema).optional(),
  rows: z.array(comparisonRowSchema),
  pairing: z.array(pairingSchema),
  /** present with antithetic pairs, of the differences */
  antithetic: z.array(antitheticRowSchema.extend({ alternative: z.string() })).optional(),
  worseOff: z.array(worseOffSchema),
  /** not in documents of before it was told */
  payback: z.array(paybackSchema).optional(),
  /** not in documents of before it was told */
  value: z.array(valueSchema).optional(),
  shocks: z.array(shockSchema).optional(),
  /** whether the differences of the headline metrics still move when the run ends; not in documents of before it was told */
  settling: z.array(pairedSettlingSchema).optional(),
  /** of plans that are made of others; not in documents of before it was told */
  drivers: z.array(driversSchema).optional(),
});
export type ComparisonDocument = z.infer<typeof comparisonSchema>;
