/** Rows of a comparison, looked up. */
import type { ComparisonDocument, ComparisonRow } from '../../result/document.js';
import { sinceIn } from '../../result/plan-start.js';

/** Without a window, the row of what is counted since the plan's date. */
export type RowOf = (metric: string, by?: string, key?: string, window?: string) => ComparisonRow | undefined;

/** Looks rows of one alternative up by metric, dimension, key and window. */
export function rowsOf(comparison: ComparisonDocument, alternative: string): RowOf {
  const index = new Map(
    comparison.rows
      .filter((row) => row.alternative === alternative)
      .map((row) => [`${row.metric}\n${row.by}\n${row.key}\n${row.window}`, row]),
  );
  const since = sinceIn(comparison.plans, alternative);
  return (metric, by = 'all', key = 'all', window = since) => index.get(`${metric}\n${by}\n${key}\n${window}`);
}
