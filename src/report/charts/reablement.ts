/**
 * What reablement hours are used for: its own work, bridging and last resort, each with its bands against the hours available. Three
 * aligned panels on one scale instead of a stack, in which only the lowest layer would show how sure it is.
 */

import type { Format } from './axes.js';
import { type FanSeries, fanChart } from './fan.js';
import type { Size } from './theme.js';

export interface ReablementUse {
  readonly label: string;
  /** one row a scenario; each has the panels own work, bridging and last resort */
  readonly rows: readonly { readonly own: FanSeries; readonly bridging: FanSeries; readonly lastResort: FanSeries }[];
  readonly format: Format;
  readonly outerBand: string;
}

/** Draws the chart: a row of three panels for each scenario, all on one scale. */
export function reablementChart(chart: ReablementUse, size: Size): string {
  const series = chart.rows.flatMap((row) => [row.own, row.bridging, row.lastResort]);
  return fanChart({ ...chart, series, columns: 3, height: size === 'wide' ? 230 : 190 }, size);
}
