/** The shape of what a document says on whether its figures have settled. */
import { z } from 'zod';
import { figure, interval } from './spread-document.js';

/** Whether a metric's total still moves when the run ends. */
export const settlingSchema = z.object({
  metric: z.string(),
  /** futures (pairs) with a value */
  n: z.number().int(),
  /** movement a week: mean over futures, and its 95 % interval */
  slope: figure,
  ci95: interval,
  /** last 26 weeks against the same weeks a year before; false: the slope within the last 26 weeks, the season in it */
  seasonOut: z.boolean(),
  /**
   * `moving`: the interval excludes 0 (at a confidence shared out among the metrics) and the movement matters; `unknown`: so few futures
   * cannot exclude one that does; `short`: fewer than 26 weeks to judge by
   */
  verdict: z.enum(['settled', 'moving', 'unknown', 'short']),
  /** weeks that a run would take for the movement to cease to matter, if it goes on to lessen as it did; null: not known */
  settlesBy: z.number().int().nullable(),
});
export type Settling = z.infer<typeof settlingSchema>;

/** Of a comparison: of the paired difference. */
export const pairedSettlingSchema = settlingSchema.extend({ alternative: z.string() });
export type PairedSettling = z.infer<typeof pairedSettlingSchema>;
