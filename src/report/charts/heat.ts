/**
 * Heat map of a sweep over two parameters: a cell for each pair of values, its figure written in it, darker where it is higher, and a
 * heavy frame where a target is met. The figure carries the meaning; the shade only leads the eye, because steps of one ramp cannot
 * keep 3:1 between them.
 */
import * as Plot from '@observablehq/plot';
import { compose, drawPanel, element } from './canvas.js';
import { addText } from './draw.js';
import { INK, PAPER, QUIET, RAMP, type Size, textWidth, WIDTH } from './theme.js';

export interface HeatCell {
  readonly value: number;
  /** the figure as it stands in the cell, short */
  readonly words: string;
  /** a target is met here; left out where there is none */
  readonly isMet?: boolean;
}

export interface HeatAxis {
  /** what is varied, with its unit */
  readonly title: string;
  /** values in the order drawn: left to right, bottom to top */
  readonly values: readonly string[];
}

export interface HeatChart {
  readonly label: string;
  readonly x: HeatAxis;
  readonly y: HeatAxis;
  /** `cells[row][column]`, in the order of `y.values` and `x.values` */
  readonly cells: readonly (readonly HeatCell[])[];
}

const CELL_HEIGHT = 40;
const TOP = 26;
const BOTTOM = 46;

/** Every so-manieth column that fits; all of them where they do. */
function fitting(chart: HeatChart, inner: number): readonly number[] {
  const all = chart.x.values.map((_, i) => i);
  const widest =
    Math.max(...chart.cells.flat().map(({ words }) => textWidth(words)), ...chart.x.values.map((value) => textWidth(value))) + 6;
  const step = Math.ceil((all.length * widest) / inner);
  return all.filter((i) => i % step === 0);
}

/** Draws the chart. On a phone, columns that do not fit are left to the table. */
export function heatChart(chart: HeatChart, size: Size): string {
  const width = WIDTH[size];
  const left = Math.ceil(Math.max(...chart.y.values.map((value) => textWidth(value)))) + 12;
  const columns = fitting(chart, width - left);
  const rows = chart.y.values.length;
  const height = TOP + rows * CELL_HEIGHT + BOTTOM;
  const values = chart.cells.flat().map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const shadeOf = (value: number) =>
    RAMP[high === low ? 0 : Math.min(RAMP.length - 1, Math.floor(((value - low) / (high - low)) * RAMP.length))]!;
  const drawn = chart.cells.flatMap((row, y) => columns.map((column, x) => ({ ...row[column]!, x, y })));
  const panel = drawPanel({
    width,
    height,
    marginLeft: left,
    marginRight: 2,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: { domain: [0, columns.length] },
    y: { domain: [0, rows] },
    marks: [
      Plot.rect(drawn, {
        x1: 'x',
        x2: (d) => d.x + 1,
        y1: 'y',
        y2: (d) => d.y + 1,
        fill: (d) => shadeOf(d.value).fill,
        stroke: PAPER,
        strokeWidth: 2,
      }),
      ...[PAPER, INK].map((stroke, i) =>
        Plot.rect(
          drawn.filter(({ isMet }) => isMet === true),
          { x1: 'x', x2: (d) => d.x + 1, y1: 'y', y2: (d) => d.y + 1, fill: 'none', stroke, strokeWidth: i === 0 ? 6 : 2.5, inset: 4 },
        ),
      ),
    ],
  });
  const cellWidth = (width - left - 2) / columns.length;
  const middle = (column: number) => left + (column + 0.5) * cellWidth;
  const centre = (row: number) => TOP + (rows - row - 0.5) * CELL_HEIGHT;
  for (const { x, y, words, value } of drawn)
    panel.node.append(element('text', { x: middle(x), y: centre(y) + 5, 'text-anchor': 'middle', fill: shadeOf(value).text }, words));
  chart.y.values.forEach((value, row) => {
    addText(panel, left - 8, centre(row), value, 'end');
  });
  columns.forEach((column, x) => {
    addText(panel, middle(x), height - BOTTOM + 12, chart.x.values[column]!, 'middle', INK);
  });
  addText(panel, 0, 8, `↑ ${chart.y.title}`, 'start', QUIET);
  addText(panel, width - 2, height - 12, `${chart.x.title} →`, 'end', QUIET);
  return compose([{ panel }], width, chart.label);
}
