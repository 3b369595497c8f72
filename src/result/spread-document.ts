/** The shape of a figure across replications. */
import { z } from 'zod';

/** A number, or null where there is none. */
export const figure = z.number().nullable();
/** Both ends of a 95 % interval, or null where there is none. */
export const interval = z.tuple([z.number(), z.number()]).nullable();

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
