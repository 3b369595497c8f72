/** The shape of `manifest.json`: scenarios as they were run, and how a folder came about. */
import { z } from 'zod';
import { SCHEMA_VERSION, targetSchema } from './summary-document.js';

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

/** From when a plan differs from its baseline as its scenario tells, in days from the start of the run: see `planDates`. */
export const planDatesSchema = z.object({
  /** first day on which anything is set otherwise; null: nothing ever is */
  first: z.number().int().nullable(),
  /** first day after day 0 on which the plan sets something otherwise that it did not before; null: no date of the run does */
  dated: z.number().int().nullable(),
});
export type PlanDates = z.infer<typeof planDatesSchema>;
const written = z.string().nullable();
const loadFigures = { capacity: z.number().nullable(), load: z.number().nullable(), cost: z.number().nullable() };
const ofDate = { from: written, until: written };

/** What a plan changes against its baseline, as it was known before anything ran. */
export const footprintSchema = z.object({
  /** null: against the scenario's own settings on day 0 */
  against: z.string().nullable(),
  settings: z.array(z.object({ path: z.string(), words: z.string(), before: written, after: written, ...ofDate })).readonly(),
  effects: z
    .array(
      z.object({
        ...ofDate,
        loads: z.array(z.object({ service: z.string(), unit: z.string(), ...loadFigures, before: z.object(loadFigures) })).readonly(),
      }),
    )
    .readonly(),
  adjustments: z
    .array(
      z.object({
        verb: z.enum(['scale', 'add']),
        path: z.string(),
        words: z.string(),
        amount: z.string(),
        before: z.string(),
        after: z.string(),
        numbers: z.number().int(),
        from: z.string(),
        file: z.string(),
        line: z.number().int(),
      }),
    )
    .readonly(),
  repeated: z.array(z.object({ path: z.string(), value: z.string(), from: written, file: z.string(), line: z.number().int() })).readonly(),
});
export type FootprintRecord = z.infer<typeof footprintSchema>;

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
  /** what costs are valued at; not in manifests of before they were */
  valuation: z
    .object({
      /** real, a year */
      discountRate: z.number(),
      /** pounds for each hour needed and not delivered; null: not priced */
      undeliveredHour: z.number().nullable(),
    })
    .optional(),
  /** metrics that the scenario wants shown first; left out: HEADLINES */
  headline: z.array(z.string()).optional(),
  areas: z.array(z.string()),
  clientGroups: z.array(z.string()),
  changes: z.array(changeSchema),
  /** left out: nothing to compare it with */
  footprint: footprintSchema.optional(),
  /** moments at which levels were asked for, and conditions of which the share of futures was */
  at: z.array(z.string()).optional(),
  shares: z.array(z.string()).optional(),
  /** of a plan in a comparison; not in documents of before it was told */
  planDates: planDatesSchema.optional(),
});
export type ScenarioRecord = z.infer<typeof scenarioRecordSchema>;

/** `manifest.json`: how the folder came about, and the hash of every other file in it. */
export const manifestSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  kind: z.enum(['run', 'comparison']),
  /** versions of caresim and of Node; under `system` the machine, on which no figure depends */
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
