/**
 * Ranges by category: for each, the middle and 8 in 10 futures of every plan on one scale from 0. In place of stacked bars, in which
 * only the lowest layer would show how sure it is.
 */
import * as Plot from '@observablehq/plot';
import { type Format, roundScale } from './axes.js';
import { compose, drawPanel } from './canvas.js';
import { addText } from './draw.js';
import { CATEGORY, GRID, INK, PAPER, QUIET, type Size, TEXT_SIZE, textWidth, WIDTH } from './theme.js';

export interface Range {
  /** index into the palette */
  readonly colour: number;
  /** plan, and its figure in words: stands at the end of the line */
  readonly words: string;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

export interface RangeRow {
  readonly category: string;
  readonly ranges: readonly Range[];
}

export interface RangeChart {
  readonly label: string;
  readonly rows: readonly RangeRow[];
  readonly format: Format;
}

const HEAD = 24;
const LINE = 19;
const GAP = 6;
const BOTTOM = 30;
const LEFT = 16;

/** Draws the chart: the category over its lines, each with its plan and figure at the end. */
export function rangeChart(chart: RangeChart, size: Size): string {
  const width = WIDTH[size];
  const all = chart.rows.flatMap((row) => row.ranges);
  const scale = roundScale(Math.min(0, ...all.map(({ low }) => low)), Math.max(0, ...all.map(({ high }) => high)), size === 'wide' ? 5 : 3);
  const right = Math.min(width / 2, Math.max(...all.map(({ words }) => textWidth(words))) + 14);
  const inner = width - LEFT - right;
  const xOf = (value: number) => LEFT + ((value - scale.domain[0]) / (scale.domain[1] - scale.domain[0])) * inner;
  let y = 0;
  const blocks = chart.rows.map((row) => {
    const top = y;
    y += HEAD + row.ranges.length * LINE + GAP;
    return { ...row, top, lines: row.ranges.map((range, i) => ({ ...range, y: top + HEAD + (i + 0.5) * LINE })) };
  });
  const lines = blocks.flatMap((block) => block.lines);
  const height = y + BOTTOM;
  const colourOf = ({ colour }: Range) => CATEGORY[colour % CATEGORY.length]!;
  const panel = drawPanel({
    width,
    height,
    marginLeft: LEFT,
    marginRight: right,
    marginTop: 0,
    marginBottom: BOTTOM,
    x: { domain: scale.domain },
    y: { domain: [0, y], reverse: true },
    marks: [
      Plot.gridX(scale.ticks, { stroke: GRID, strokeOpacity: 1 }),
      Plot.axisX(scale.ticks, { tickFormat: (v: number) => chart.format(v), tickSize: 0, label: null, fill: INK, fontSize: TEXT_SIZE }),
      Plot.ruleX([0], { stroke: INK }),
      Plot.ruleY(lines, { y: 'y', x1: 'low', x2: 'high', stroke: colourOf, strokeWidth: 3 }),
      Plot.dot(lines, {
        y: 'y',
        x: 'middle',
        r: 5,
        fill: (range: Range) => (range.colour === 0 ? colourOf(range) : PAPER),
        stroke: colourOf,
        strokeWidth: 2,
      }),
    ],
  });
  for (const block of blocks) {
    addText(panel, LEFT + 6, block.top + HEAD / 2 + 3, block.category);
    for (const line of block.lines) addText(panel, xOf(line.high) + 9, line.y, line.words, 'start', QUIET);
  }
  return compose([{ panel }], width, chart.label);
}
