/**
 * Axes in plain English: months and years along the bottom, round numbers up the side, and labels at the right that do not collide.
 */
import * as Plot from '@observablehq/plot';
import { GRID, INK, QUIET, type Size, TEXT_SIZE, textWidth } from './theme.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

/** First days of months to mark between two dates: the finest step that keeps labels `room` px apart. */
export function monthTicks(from: Date, to: Date, innerWidth: number, room = 44): Date[] {
  const months = (to.getTime() - from.getTime()) / (30.44 * DAY);
  const step = [1, 2, 3, 6, 12, 24, 60].find((s) => (innerWidth / Math.max(months, 1)) * s >= room) ?? 120;
  const ticks: Date[] = [];
  const first = from.getUTCFullYear() * 12 + from.getUTCMonth();
  for (let m = Math.ceil(first / step) * step; ; m += step) {
    const tick = new Date(Date.UTC(Math.floor(m / 12), m % 12, 1));
    if (tick > to) return ticks;
    if (tick >= from) ticks.push(tick);
  }
}

/** "Apr" over "2026" at the first mark and at each new year, "Jul" alone elsewhere. */
export function monthLabel(tick: Date, index: number, ticks: readonly Date[]): string {
  const before = ticks[index - 1];
  const isNewYear = before === undefined || before.getUTCFullYear() !== tick.getUTCFullYear();
  return `${MONTHS[tick.getUTCMonth()]}${isNewYear ? `\n${tick.getUTCFullYear()}` : ''}`;
}

/** Round steps from 0 (or below it, for differences) that hold all values: the marks, and the domain they span. */
export function roundScale(low: number, high: number, marks = 5): { readonly domain: [number, number]; readonly ticks: number[] } {
  const bottom = Math.min(0, low);
  const top = Math.max(high, 0) === bottom ? bottom + 1 : Math.max(high, 0);
  const rough = (top - bottom) / marks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((s) => s * power >= rough * 0.999) ?? 10);
  const first = Math.floor(bottom / step + 1e-9);
  const last = Math.ceil(top / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  return { domain: [ticks[0]!, ticks.at(-1)!], ticks };
}

/** px for each point of a line: finer cannot be seen, and a page of twenty charts drawn twice has to be small enough to send. */
const PX_A_POINT = { wide: 1.5, narrow: 3 } as const;

/** Every so-manieth point, and the last, for a line of this width. `panels` is how many the chart has: many are drawn more coarsely. */
export function thinned<T>(points: readonly T[], innerWidth: number, size: Size, panels = 1): readonly T[] {
  const most = Math.max(2, innerWidth / PX_A_POINT[size] / (panels > 4 ? 2 : 1));
  const step = Math.ceil(points.length / most);
  return step < 2 ? points : points.filter((_, i) => i % step === 0 || i === points.length - 1);
}

export type Format = (value: number) => string;

/** Side axis with faint lines across. With `labels` false only the lines: for a panel that shares the axis of its neighbour. */
export function sideAxis(ticks: readonly number[], format: Format, labels = true): Plot.Markish[] {
  const grid = Plot.gridY(ticks, { stroke: GRID, strokeOpacity: 1 });
  if (!labels) return [grid];
  return [
    grid,
    Plot.axisY(ticks, { tickSize: 0, tickPadding: 6, tickFormat: (v: number) => format(v), label: null, fill: INK, fontSize: TEXT_SIZE }),
  ];
}

/** Bottom axis of dates. */
export function dateAxis(from: Date, to: Date, innerWidth: number): Plot.Markish {
  const ticks = monthTicks(from, to, innerWidth);
  return Plot.axisX(ticks, {
    tickFormat: (tick: Date, i: number) => monthLabel(tick, i, ticks),
    tickSize: 5,
    label: null,
    fill: INK,
    stroke: QUIET,
    fontSize: TEXT_SIZE,
    lineHeight: 1.2,
  });
}

/** Room that the side axis needs, px. */
export function sideRoom(ticks: readonly number[], format: Format): number {
  return Math.ceil(Math.max(...ticks.map((tick) => textWidth(format(tick))))) + 10;
}

export interface EdgeLabel {
  readonly text: string;
  /** px down the panel of what is labelled */
  readonly at: number;
  /** colour of the short line from the label to what it names */
  readonly colour?: string;
  /** px across the panel where that line starts; the panel's right edge when left out */
  readonly x?: number;
}

/** Moves labels apart so that none overlap, keeping their order and staying between top and bottom. Returns px down for each. */
export function spread(labels: readonly EdgeLabel[], top: number, bottom: number, lineHeight = 17): number[] {
  const heights = labels.map((label) => label.text.split('\n').length * lineHeight + 2);
  const order = labels.map((_, i) => i).sort((a, b) => labels[a]!.at - labels[b]!.at || a - b);
  const centres = labels.map((label) => label.at);
  let edge = top;
  for (const i of order) {
    centres[i] = Math.max(labels[i]!.at, edge + heights[i]! / 2);
    edge = centres[i]! + heights[i]! / 2;
  }
  edge = bottom;
  for (const i of [...order].reverse()) {
    centres[i] = Math.min(centres[i]!, edge - heights[i]! / 2);
    edge = centres[i]! - heights[i]! / 2;
  }
  return centres;
}
