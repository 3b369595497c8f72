/**
 * Paired differences, one dot and its 95 % interval per measure, as a percentage of the baseline so that measures share one axis;
 * sorted, labelled directly, with a rule at no difference.
 */
import * as Plot from '@observablehq/plot';
import { cut } from '../words/numbers.js';
import { compose, drawPanel, type Panel } from './canvas.js';
import { addArrow, addText } from './draw.js';
import { twoLines } from './fan.js';
import { CATEGORY, GRID, INK, PAPER, QUIET, type Size, TEXT_SIZE, WIDTH } from './theme.js';

export interface DifferenceDot {
  readonly measure: string;
  /** difference as a share of the baseline, and its interval */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** the difference in the measure's own unit, e.g. "31 fewer people" */
  readonly words: string;
  readonly verdict: 'better' | 'worse' | 'changed' | 'unclear';
}

export interface DifferenceChart {
  readonly label: string;
  readonly dots: readonly DifferenceDot[];
}

/** px down for each measure: its text, then its dot; two lines of text at the width of a phone. */
const ROW: Readonly<Record<Size, number>> = { wide: 34, narrow: 62 };
/** Letters of a measure that fit a phone; a longer one has two lines. */
const FIT = 46;
const LINE = 16;
/** Where the dot sits in its row, as a share of the row below the middle. */
const offset: Readonly<Record<Size, number>> = { wide: 0.26, narrow: 0.3 };
const TOP = 30;
const BOTTOM = 30;

/** Draws the chart: the name of the measure over its dot, the difference in words at its right. */
export function differenceChart(chart: DifferenceChart, size: Size): string {
  const dots = [...chart.dots].sort((a, b) => a.difference - b.difference);
  const width = WIDTH[size];
  const isLong = size === 'narrow' && dots.some((dot) => dot.measure.length > FIT);
  const rowHeight = ROW[size] + (isLong ? LINE : 0);
  const height = TOP + dots.length * rowHeight + BOTTOM;
  const bound = boundOf(dots);
  const margin = 22;
  const xOf = (value: number) => margin + ((value + bound) / (2 * bound)) * (width - 2 * margin);
  const rows = dots.map((dot, i) => ({
    ...dot,
    row: i,
    from: clamp(dot.low, bound),
    to: clamp(dot.high, bound),
  }));
  const inside = rows.filter((row) => Math.abs(row.difference) <= bound);
  const panel = drawPanel({
    width,
    height,
    marginLeft: margin,
    marginRight: margin,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: { domain: [-bound, bound] },
    y: { domain: [-0.5, dots.length - 0.5], reverse: true },
    marks: [
      Plot.gridX(ticksOf(bound, size), { stroke: GRID, strokeOpacity: 1 }),
      Plot.axisX(ticksOf(bound, size), { tickFormat: percent, tickSize: 0, label: null, fill: INK, fontSize: TEXT_SIZE }),
      Plot.ruleX(rows, {
        x: 0,
        y1: (row: { row: number }) => row.row + offset[size] - 0.2,
        y2: (row: { row: number }) => row.row + 0.5,
        stroke: INK,
        strokeWidth: 1.5,
      }),
      Plot.ruleY(rows, { y: (row: { row: number }) => row.row + offset[size], x1: 'from', x2: 'to', stroke: colourOf, strokeWidth: 3 }),
      Plot.dot(inside, {
        y: (row: { row: number }) => row.row + offset[size],
        x: 'difference',
        r: 5.5,
        fill: (row: DifferenceDot) => (row.verdict === 'unclear' ? PAPER : colourOf(row)),
        stroke: colourOf,
        strokeWidth: 2,
      }),
    ],
  });
  addText(panel, xOf(0) - 10, 12, '← less', 'end', QUIET);
  addText(panel, xOf(0) + 10, 12, 'more →', 'start', QUIET);
  rows.forEach((row, i) => {
    const isWide = size === 'wide';
    const text = isWide
      ? `${row.measure}: ${row.words}`
      : `${row.measure.length > FIT ? twoLines(cut(row.measure, 2 * FIT)) : row.measure}\n${row.words}`;
    addText(panel, 0, TOP + (i + 0.5) * rowHeight - (isWide ? 9 : 14), text);
    addBeyond(panel, row, TOP + (i + 0.5 + offset[size]) * rowHeight, bound, xOf);
  });
  return compose([{ panel }], width, chart.label);
}

function colourOf(dot: { readonly verdict: DifferenceDot['verdict'] }): string {
  if (dot.verdict === 'better') return CATEGORY[0];
  if (dot.verdict === 'worse') return CATEGORY[2];
  return QUIET;
}

/** Where a dot or an end of its interval lies beyond the axis: an arrow at the edge, with the number of the dot or of that end. */
function addBeyond(panel: Panel, dot: DifferenceDot, y: number, bound: number, xOf: (value: number) => number): void {
  const isOut = Math.abs(dot.difference) > bound;
  for (const [side, sign, end] of [
    ['left', -1, dot.low],
    ['right', 1, dot.high],
  ] as const) {
    const far = isOut && dot.difference * sign > 0 ? dot.difference : end;
    if (far * sign <= bound) continue;
    const edge = xOf(sign * bound);
    addArrow(panel, edge + sign * 8, y, side, colourOf(dot));
    addText(panel, edge - sign * 6, y, percent(far), sign > 0 ? 'end' : 'start', colourOf(dot));
  }
}

const clamp = (value: number, bound: number): number => Math.max(-bound, Math.min(bound, value));

/** Half of the axis: the farthest end of an interval, at most 100 %, rounded up to a round step. */
function boundOf(dots: readonly DifferenceDot[]): number {
  const far = Math.max(0.02, ...dots.flatMap((dot) => [Math.abs(dot.low), Math.abs(dot.high)]));
  return [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8].find((bound) => bound >= far) ?? 1;
}

function ticksOf(bound: number, size: Size): number[] {
  return size === 'wide' ? [-1, -0.5, 0, 0.5, 1].map((t) => t * bound) : [-1, 0, 1].map((t) => t * bound);
}

const percent = (value: number): string => {
  const number = Number((Math.abs(value) * 100).toPrecision(3));
  return value === 0 ? 'no difference' : `${value < 0 ? '−' : '+'}${number}%`;
};
