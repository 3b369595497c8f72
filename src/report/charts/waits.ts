/**
 * Wait distributions: the share of people who started within so many days, baseline and alternatives as lines that differ in dash as
 * well as colour, one panel a group.
 */
import * as Plot from '@observablehq/plot';
import { type EdgeLabel, sideAxis, sideRoom } from './axes.js';
import { type Cell, compose, drawPanel, element } from './canvas.js';
import { addEdgeLabels } from './draw.js';
import { twoLines } from './fan.js';
import { CATEGORY, INK, PAPER, QUIET, type Size, TEXT_SIZE, textWidth, WIDTH } from './theme.js';

export interface WaitLine {
  readonly name: string;
  /** index into the palette and the dashes */
  readonly colour: number;
  /** known points of the curve, ascending in days */
  readonly points: readonly { readonly days: number; readonly share: number }[];
}

export interface WaitPanel {
  readonly title: string;
  readonly lines: readonly WaitLine[];
}

export interface WaitChart {
  readonly label: string;
  readonly panels: readonly WaitPanel[];
  /** the axis ends here, days */
  readonly longest: number;
}

export const DASHES = ['', '7 4', '2 3', '10 3 2 3'] as const;

/** px at the right of a panel without labels: those of its row's last panel name its lines too. */
const PLAIN = 12;

const TOP = 10;
const BOTTOM = 46;
const SHARES = [0, 0.25, 0.5, 0.75, 1];
const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Draws the chart, two or three panels to a row at the width of the report, one at that of a phone. */
export function waitChart(chart: WaitChart, size: Size): string {
  const columns = size === 'wide' ? Math.min(chart.panels.length > 4 ? 3 : 2, chart.panels.length) : 1;
  const left = sideRoom(SHARES, percent);
  const right = 26 + Math.max(...chart.panels.flatMap((panel) => panel.lines.map((line) => textWidth(line.name))));
  const inner = (WIDTH[size] - columns * left - (columns - 1) * PLAIN - right) / columns;
  const height = size === 'wide' ? 190 : 200;
  const cells = chart.panels.map((one, i): Cell => {
    const isLast = i % columns === columns - 1 || i === chart.panels.length - 1;
    const xOf = (days: number) => left + (days / chart.longest) * inner;
    const panel = drawPanel({
      width: left + inner + (isLast ? right : PLAIN),
      height,
      marginLeft: left,
      marginRight: isLast ? right : PLAIN,
      marginTop: TOP,
      marginBottom: BOTTOM,
      x: { domain: [0, chart.longest] },
      y: { domain: [0, 1] },
      marks: [
        ...sideAxis(SHARES, percent),
        Plot.axisX(dayTicks(chart.longest), {
          tickFormat: String,
          tickSize: 5,
          label: null,
          fill: INK,
          stroke: QUIET,
          fontSize: TEXT_SIZE,
        }),
        Plot.ruleY([0], { stroke: INK }),
        ...one.lines.flatMap(lineMarks),
      ],
    });
    const yOf = (share: number) => TOP + (1 - share) * (height - TOP - BOTTOM);
    if (isLast)
      addEdgeLabels(
        panel,
        left + inner,
        one.lines.map((line) => labelOf(line, xOf, yOf)),
        TOP,
        height - BOTTOM,
      );
    return { panel: withAxisTitle(panel, left + inner / 2, height - 6), title: columns > 2 ? twoLines(one.title) : one.title };
  });
  return compose(cells, WIDTH[size], chart.label, columns, 14);
}

function labelOf(line: WaitLine, xOf: (days: number) => number, yOf: (share: number) => number): EdgeLabel {
  const last = line.points.at(-1)!;
  return { text: line.name, x: xOf(last.days) + 4, at: yOf(last.share), colour: CATEGORY[line.colour % CATEGORY.length]! };
}

function lineMarks(line: WaitLine): Plot.Markish[] {
  const colour = CATEGORY[line.colour % CATEGORY.length]!;
  const dash = DASHES[line.colour % DASHES.length]!;
  return [
    Plot.lineY(line.points, {
      x: 'days',
      y: 'share',
      stroke: colour,
      strokeWidth: 2.2,
      curve: 'monotone-x',
      strokeDasharray: dash || undefined,
    }),
    Plot.dot(line.points.slice(1), {
      x: 'days',
      y: 'share',
      r: 3,
      fill: line.colour === 0 ? colour : PAPER,
      stroke: colour,
      strokeWidth: 1.5,
    }),
  ];
}

function dayTicks(longest: number): number[] {
  const step = [7, 14, 28, 56, 91, 182].find((s) => longest / s <= 5) ?? 364;
  return Array.from({ length: Math.floor(longest / step) + 1 }, (_, i) => i * step);
}

function withAxisTitle<T extends Cell['panel']>(panel: T, x: number, y: number): T {
  panel.node.append(element('text', { x, y, fill: QUIET, 'text-anchor': 'middle' }, 'days waited'));
  return panel;
}
