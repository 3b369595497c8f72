/**
 * Tornado of a sensitivity study: for each parameter how far a figure moves when it alone is set to the low and to the high end of its
 * range, the parameter that matters most on top. The two ends differ in fill as well as colour.
 */
import * as Plot from '@observablehq/plot';
import { type Format, roundScale } from './axes.js';
import { compose, drawPanel } from './canvas.js';
import { addText } from './draw.js';
import { CATEGORY, GRID, INK, PAPER, QUIET, type Size, TEXT_SIZE, textWidth, WIDTH } from './theme.js';

/** One end of a parameter's range. */
export interface TornadoEnd {
  /** the value tried, in words */
  readonly words: string;
  /** change of the figure against the baseline, and its 95 % interval */
  readonly change: number;
  readonly ci95: readonly [number, number];
}

export interface TornadoRow {
  readonly parameter: string;
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
}

export interface TornadoChart {
  readonly label: string;
  readonly rows: readonly TornadoRow[];
  readonly format: Format;
}

const ROW = 46;
const TOP = 28;
const BOTTOM = 30;

/** How far a parameter moves the figure. */
const span = ({ low, high }: TornadoRow): number => Math.max(low.change, high.change, 0) - Math.min(low.change, high.change, 0);

/** Draws the chart: the parameter over its bar, the values tried at the bar's ends. */
export function tornadoChart(chart: TornadoChart, size: Size): string {
  const width = WIDTH[size];
  const rows = [...chart.rows].sort((a, b) => span(b) - span(a));
  const ends = rows.flatMap((row, i) => [
    { ...row.low, row: i, isHigh: false, other: row.high.change },
    { ...row.high, row: i, isHigh: true, other: row.low.change },
  ]);
  const reach = ends.flatMap(({ change, ci95 }) => [change, ...ci95]);
  const scale = roundScale(Math.min(0, ...reach), Math.max(0, ...reach), size === 'wide' ? 6 : 3);
  const margin = Math.ceil(Math.max(...ends.map(({ words }) => textWidth(words)))) + 14;
  const height = TOP + rows.length * ROW + BOTTOM;
  const xOf = (value: number) => margin + ((value - scale.domain[0]) / (scale.domain[1] - scale.domain[0])) * (width - 2 * margin);
  const colourOf = ({ isHigh }: { readonly isHigh: boolean }) => CATEGORY[isHigh ? 0 : 1];
  const panel = drawPanel({
    width,
    height,
    marginLeft: margin,
    marginRight: margin,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: { domain: scale.domain },
    y: { domain: [0, rows.length], reverse: true },
    marks: [
      Plot.gridX(scale.ticks, { stroke: GRID, strokeOpacity: 1 }),
      Plot.axisX(scale.ticks, { tickFormat: (v: number) => chart.format(v), tickSize: 0, label: null, fill: INK, fontSize: TEXT_SIZE }),
      Plot.rect(ends, {
        x1: 0,
        x2: 'change',
        y1: (end) => end.row + 0.54,
        y2: (end) => end.row + 0.86,
        fill: (end) => (end.isHigh ? colourOf(end) : PAPER),
        stroke: colourOf,
        strokeWidth: 2,
      }),
      Plot.ruleY(ends, { y: (end) => end.row + 0.95, x1: (end) => end.ci95[0], x2: (end) => end.ci95[1], stroke: INK, strokeWidth: 1.5 }),
      Plot.ruleX([0], { stroke: INK, strokeWidth: 1.5 }),
    ],
  });
  addText(panel, 0, 10, '□ parameter at its low end   ■ at its high end', 'start', QUIET);
  rows.forEach((row, i) => {
    addText(panel, 0, TOP + (i + 0.26) * ROW, row.parameter);
  });
  for (const { row, words, change, other, ci95 } of ends) {
    const isRight = change === other ? change >= 0 : change > other;
    const x = isRight ? Math.max(xOf(change), xOf(ci95[1]), xOf(0)) + 7 : Math.min(xOf(change), xOf(ci95[0]), xOf(0)) - 7;
    addText(panel, x, TOP + (row + 0.7) * ROW, words, isRight ? 'start' : 'end', QUIET);
  }
  return compose([{ panel }], width, chart.label);
}
