/**
 * Small multiples by area: the middle of each scenario, of up to two with the band of half of futures, all areas on one scale.
 */
import * as Plot from '@observablehq/plot';
import { dateAxis, type Format, roundScale, sideAxis, sideRoom, thinned } from './axes.js';
import { type Cell, compose, drawPanel } from './canvas.js';
import { addDayLabels, addEdgeLabels, type DayRule, dayRules } from './draw.js';
import type { FanPoint } from './fan.js';
import { CATEGORY, INK, type Size, TINTS, textWidth, WIDTH } from './theme.js';
import { DASHES } from './waits.js';

export interface AreaPanel {
  readonly area: string;
  readonly rules: readonly DayRule[];
  readonly lines: readonly { readonly name: string; readonly colour: number; readonly points: readonly FanPoint[] }[];
}

export interface AreaChart {
  readonly label: string;
  readonly panels: readonly AreaPanel[];
  readonly format: Format;
}

/** The lines that have their band drawn: more than two bands hide each other. */
const banded = <T>(lines: readonly T[]): readonly T[] => (lines.length > 2 ? [] : lines);

/** px at the right of a panel without labels: those of its row's last panel name its lines too. */
const PLAIN = 12;

const TOP = 8;
const BOTTOM = 44;

/** Draws the chart, two or three areas to a row at the width of the report, one at that of a phone. */
export function areaChart(chart: AreaChart, size: Size): string {
  const columns = size === 'wide' ? Math.min(chart.panels.length > 4 ? 3 : 2, chart.panels.length) : 1;
  const values = chart.panels.flatMap((panel) =>
    panel.lines.flatMap((line) =>
      line.points.flatMap((point) => (banded(panel.lines).length > 0 ? [point.highHalf, point.lowHalf] : [point.middle])),
    ),
  );
  const scale = roundScale(Math.min(0, ...values), Math.max(0, ...values), 4);
  const left = sideRoom(scale.ticks, chart.format);
  const right = 20 + Math.max(...chart.panels.flatMap((panel) => panel.lines.map((line) => textWidth(line.name))));
  const height = size === 'wide' ? 190 : 180;
  const inner = (WIDTH[size] - columns * left - (columns - 1) * PLAIN - right) / columns;
  const yOf = (value: number) => TOP + ((scale.domain[1] - value) / (scale.domain[1] - scale.domain[0])) * (height - TOP - BOTTOM);
  const cells = chart.panels.map((whole, i): Cell => {
    const isLast = i % columns === columns - 1 || i === chart.panels.length - 1;
    const margin = isLast ? right : PLAIN;
    const one = {
      ...whole,
      lines: whole.lines.map((line) => ({ ...line, points: thinned(line.points, inner, size, chart.panels.length) })),
    };
    const points = one.lines[0]!.points;
    const [from, to] = [points[0]!.date, points.at(-1)!.date];
    const panel = drawPanel({
      width: left + inner + margin,
      height,
      marginLeft: left,
      marginRight: margin,
      marginTop: TOP,
      marginBottom: BOTTOM,
      x: { type: 'utc', domain: [from, to] },
      y: { domain: scale.domain },
      marks: [
        ...sideAxis(scale.ticks, chart.format),
        ...banded(one.lines).map((line) =>
          Plot.areaY(line.points, { x: 'date', y1: 'lowHalf', y2: 'highHalf', fill: TINTS[line.colour % 4]!.mid, fillOpacity: 0.6 }),
        ),
        ...banded(one.lines).flatMap((line) =>
          ['lowHalf', 'highHalf'].map((y) =>
            Plot.lineY(line.points, { x: 'date', y, stroke: CATEGORY[line.colour % 4]!, strokeWidth: 0.6 }),
          ),
        ),
        ...one.lines.map((line) =>
          Plot.lineY(line.points, {
            x: 'date',
            y: 'middle',
            stroke: CATEGORY[line.colour % 4]!,
            strokeWidth: 2,
            strokeDasharray: DASHES[line.colour % 4] || undefined,
          }),
        ),
        dayRules(one.rules),
        Plot.ruleY([0], { stroke: INK }),
        dateAxis(from, to, inner),
      ],
    });
    if (i === 0) addDayLabels(panel, one.rules, [from, to], { left, inner, top: TOP });
    const labels = one.lines.map((line) => ({ text: line.name, at: yOf(line.points.at(-1)!.middle), colour: CATEGORY[line.colour % 4]! }));
    if (isLast) addEdgeLabels(panel, left + inner, labels, TOP, height - BOTTOM);
    return { panel, title: one.area };
  });
  return compose(cells, WIDTH[size], chart.label, columns, 14);
}
