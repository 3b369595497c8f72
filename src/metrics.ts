/**
 * The one registry of what is measured. A leaf like `vocabulary.ts`: anyone may import it, it imports nothing but its own rows.
 *
 * A *channel* is what the model records: a level (its weekly time average and its value at the end) or a count (per week), with a
 * column for the total and one for each key of each of its dimensions. A *metric* is what people read: a formula over channels.
 * Everything published (summary, weekly series, comparisons) is computed from the weekly columns of the channels, so that a figure
 * and its chart cannot disagree.
 *
 * The rows are in metrics/: channels, and metrics by subject.
 */

import { CRISIS } from './metrics/crisis.js';
import { HOME_CARE } from './metrics/home-care.js';
import { HOSPITAL } from './metrics/hospital.js';
import { HOUSING } from './metrics/housing.js';
import { INTERIM_LIST } from './metrics/interim-list.js';
import { REABLEMENT } from './metrics/reablement.js';
import { RETURNS } from './metrics/returns.js';
import type { MetricRow } from './metrics/row.js';
import { SPECIALIST } from './metrics/specialist.js';
import { WORKFORCE_PLACEMENTS_COST } from './metrics/workforce-placements-cost.js';

export * from './metrics/channels.js';
export * from './metrics/returns.js';
export { type MetricRow, WEEKS_PER_YEAR } from './metrics/row.js';

/** Every metric, in the order in which they are shown. */
export const METRICS: readonly MetricRow[] = [
  ...INTERIM_LIST,
  ...HOSPITAL,
  ...REABLEMENT,
  ...HOME_CARE,
  ...CRISIS,
  ...HOUSING,
  ...SPECIALIST,
  ...RETURNS,
  ...WORKFORCE_PLACEMENTS_COST,
];
