/** The shape of what a run says of levels at moments, and of the share of futures that meet a condition. */
import { z } from 'zod';
import { spreadSchema } from './spread-document.js';

/** Totals of levels at the end of a day. */
export const momentSchema = z.object({
  /** as it was asked for: "2027-03-31", "week 52", "end" */
  when: z.string(),
  date: z.string(),
  /** that the day lies in, from 1 */
  week: z.number().int(),
  metrics: z.record(z.string(), spreadSchema),
});
export type MomentSummary = z.infer<typeof momentSchema>;

/** The share of futures in which a level meets a condition, with Wilson's 95 % interval. */
export const futuresShareSchema = z.object({
  condition: z.string(),
  metric: z.string(),
  when: z.string(),
  date: z.string(),
  operator: z.enum(['<=', '>=', '<', '>']),
  value: z.number(),
  n: z.number().int(),
  futures: z.number().int(),
  share: z.number().nullable(),
  ci95: z.tuple([z.number(), z.number()]),
});
export type FuturesShare = z.infer<typeof futuresShareSchema>;
