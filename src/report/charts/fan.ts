/**
 * Fan chart: what a year could be. Two bands with drawn edges, a thin middle, a few single futures, and marks for day 0 and targets.
 *
 * The centre line draws the eye, and some guidance would leave it out; planners need one number to carry, so it is thin and is called
 * "middle". Bands are opaque tints with drawn edges, because no two steps of a ramp keep 3:1 contrast.
 */
import * as Plot from '@observablehq/plot';
import { dateAxis, type EdgeLabel, type Format, roundScale, sideAxis, sideRoom, thinned } from './axes.js';
import { type Cell, compose, drawPanel, element, type Panel } from './canvas.js';
import { addDayLabels, addEdgeLabels, addLine, addText, type DayRule, dayRules } from './draw.js';
import { CATEGORY, INK, PAPER, QUIET, type Size, TINTS, textWidth, WIDTH } from './theme.js';

/** A week of a fan. Weeks without a value are left out by the caller. */
export interface FanPoint {
  readonly date: Date;
  /** edges of the outer band, edges of the band of half of futures, and the middle */
  readonly low: number;
  readonly lowHalf: number;
  readonly middle: number;
  readonly highHalf: number;
  readonly high: number;
}

/** A mark across the panel: a target, or capacity week by week. */
export interface Mark {
  readonly label: string;
  readonly points: readonly { readonly date: Date; readonly value: number }[];
}

export interface FanSeries {
  readonly title: string;
  /** index into the categorical palette */
  readonly colour: number;
  readonly points: readonly FanPoint[];
  /** single futures, drawn faintly */
  readonly futures: readonly (readonly { readonly date: Date; readonly value: number }[])[];
  readonly marks: readonly Mark[];
  /** days on which something begins: what counts, a plan */
  readonly rules: readonly DayRule[];
  /** known value on day 0 */
  readonly dayZero?: { readonly value: number; readonly label: string };
}

export interface FanChart {
  readonly label: string;
  readonly series: readonly FanSeries[];
  readonly format: Format;
  /** words for the outer band, e.g. "8 in 10 futures" */
  readonly outerBand: string;
  /** panels to a row at the width of the report; each row's last panel carries the labels */
  readonly columns?: number;
  readonly height?: number;
}

/** How far a single future may lift the side axis above all that is not a single future. */
const LIFT = 1.5;

const farthest = (values: readonly number[]): readonly [number, number] =>
  values.reduce<[number, number]>(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [0, 0]);

/** Values that the side axis must hold. Single futures may leave the bands, and by much the picture: one would flatten the rest. */
export function fanExtent(series: readonly FanSeries[]): readonly [number, number] {
  const [low, high] = farthest(
    series.flatMap((one) => [
      ...one.points.flatMap((point) => [point.low, point.high]),
      ...one.marks.flatMap((mark) => mark.points.map((point) => point.value)),
      ...(one.dayZero ? [one.dayZero.value] : []),
    ]),
  );
  const [least, most] = farthest(series.flatMap((one) => one.futures.flatMap((future) => future.map((point) => point.value))));
  return [Math.min(low, Math.max(least, LIFT * low)), Math.max(high, Math.min(most, LIFT * high))];
}

/** The highest value of a single future that leaves the picture; null where none does. */
export function futuresBeyond(series: readonly FanSeries[]): number | null {
  const top = roundScale(...fanExtent(series)).domain[1];
  const [, most] = farthest(series.flatMap((one) => one.futures.flatMap((future) => future.map((point) => point.value))));
  return series.length <= MOST_WITH_FUTURES && most > top ? most : null;
}

/** Panels beyond which single futures are left out. */
const MOST_WITH_FUTURES = 4;

/** Panels to a row at the width of the report. */
const columnsFor = (panels: number): number => (panels > 2 ? 3 : 2);

/** Draws the chart. Panels share one side scale; at the width of a phone they stand below each other. */
export function fanChart(chart: FanChart, size: Size): string {
  const columns = size === 'wide' ? Math.min(chart.columns ?? columnsFor(chart.series.length), chart.series.length) : 1;
  const scale = roundScale(...fanExtent(chart.series));
  const left = sideRoom(scale.ticks, chart.format);
  const labelRoom = Math.max(...edgeTexts(chart).map((text) => Math.max(...text.split('\n').map((line) => textWidth(line))))) + 18;
  const between = 16;
  const inner = (WIDTH[size] - left * (columns > 1 ? 1 : 1) - labelRoom - between * (columns - 1) - (columns - 1) * 4) / columns;
  const cells = chart.series.map((series, i): Cell => {
    const isFirst = i % columns === 0;
    const isLast = i % columns === columns - 1 || i === chart.series.length - 1;
    const box: Box = {
      left: isFirst ? left : between,
      right: isLast ? labelRoom : 4,
      inner,
      height: chart.height ?? (size === 'wide' ? (columns > 2 ? 190 : 250) : 230),
    };
    const thin = <T>(points: readonly T[]) => thinned(points, inner, size, chart.series.length);
    const drawn: FanSeries = {
      ...series,
      points: thin(series.points),
      futures: chart.series.length > MOST_WITH_FUTURES ? [] : series.futures.map((future) => inside(thin(future), scale.domain)),
      marks: series.marks.map((mark) => ({ ...mark, points: thin(mark.points) })),
    };
    const panel = fanPanel(drawn, chart, scale, box, { axis: isFirst, labels: isLast });
    return {
      panel,
      title: chart.series.length > 1 || series.title ? series.title : '',
      indent: isFirst && columns > 1 ? left : isFirst ? 0 : between,
    };
  });
  return compose(cells, WIDTH[size], chart.label, columns);
}

/** A line that leaves the picture has a gap there. */
const inside = (future: readonly { readonly date: Date; readonly value: number }[], [low, high]: readonly [number, number]) =>
  future.map((point) => (point.value < low || point.value > high ? { ...point, value: Number.NaN } : point));

interface Box {
  readonly left: number;
  readonly right: number;
  readonly inner: number;
  readonly height: number;
}

const TOP = 12;
const BOTTOM = 44;

function edgeTexts(chart: FanChart): string[] {
  const marks = chart.series.flatMap((series) => series.marks.map((mark) => twoLines(mark.label)));
  return [twoLines(chart.outerBand), 'half of\nfutures', 'middle', ...marks];
}

/** Breaks a label near its middle, so that the margin for labels stays narrow. */
export function twoLines(text: string): string {
  const words = text.split(' ');
  if (words.length < 2 || text.length <= 9) return text;
  let best = 1;
  const lengthOf = (cut: number) => Math.max(words.slice(0, cut).join(' ').length, words.slice(cut).join(' ').length);
  for (let cut = 1; cut < words.length; cut++) if (lengthOf(cut) < lengthOf(best)) best = cut;
  return `${words.slice(0, best).join(' ')}\n${words.slice(best).join(' ')}`;
}

function fanPanel(
  series: FanSeries,
  chart: FanChart,
  scale: ReturnType<typeof roundScale>,
  box: Box,
  show: { axis: boolean; labels: boolean },
): Panel {
  const { points } = series;
  const [from, to] = [points[0]!.date, points.at(-1)!.date];
  const colour = CATEGORY[series.colour % CATEGORY.length]!;
  const panel = drawPanel({
    width: box.left + box.inner + box.right,
    height: box.height,
    marginLeft: box.left,
    marginRight: box.right,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: { type: 'utc', domain: [from, to] },
    y: { domain: scale.domain },
    marks: [
      ...sideAxis(scale.ticks, chart.format, show.axis),
      ...bands(points, series.colour),
      ...series.futures.map((future) => Plot.lineY(future, { x: 'date', y: 'value', stroke: QUIET, strokeOpacity: 0.4, strokeWidth: 0.7 })),
      Plot.lineY(points, { x: 'date', y: 'middle', stroke: colour, strokeWidth: 2 }),
      ...series.marks.map((mark) =>
        Plot.lineY(mark.points, { x: 'date', y: 'value', stroke: INK, strokeWidth: 1.5, strokeDasharray: '6 3' }),
      ),
      dayRules(series.rules),
      Plot.ruleY([0], { stroke: INK }),
      dateAxis(from, to, box.inner),
    ],
  });
  const yOf = (value: number) => TOP + ((scale.domain[1] - value) / (scale.domain[1] - scale.domain[0])) * (box.height - TOP - BOTTOM);
  if (series.dayZero) dayZeroMark(panel, box.left, yOf(series.dayZero.value), series.dayZero.label);
  addDayLabels(panel, series.rules, [from, to], { left: box.left, inner: box.inner, top: TOP });
  if (show.labels) addEdgeLabels(panel, box.left + box.inner, labelsOf(series, chart, yOf, colour), TOP, box.height - BOTTOM);
  return panel;
}

function bands(points: readonly FanPoint[], colour: number): Plot.Markish[] {
  const tint = TINTS[colour % TINTS.length]!;
  const line = CATEGORY[colour % CATEGORY.length]!;
  const edge = { x: 'date', stroke: line, strokeWidth: 0.9 };
  return [
    Plot.areaY(points, { x: 'date', y1: 'low', y2: 'high', fill: tint.light }),
    Plot.areaY(points, { x: 'date', y1: 'lowHalf', y2: 'highHalf', fill: tint.mid }),
    Plot.lineY(points, { ...edge, y: 'low' }),
    Plot.lineY(points, { ...edge, y: 'high' }),
    Plot.lineY(points, { ...edge, y: 'lowHalf', strokeWidth: 0.6 }),
    Plot.lineY(points, { ...edge, y: 'highHalf', strokeWidth: 0.6 }),
  ];
}

function labelsOf(series: FanSeries, chart: FanChart, yOf: (value: number) => number, colour: string): EdgeLabel[] {
  const last = series.points.at(-1)!;
  return [
    { text: twoLines(chart.outerBand), at: yOf((last.highHalf + last.high) / 2), colour },
    { text: 'half of\nfutures', at: yOf((last.lowHalf + last.middle) / 2), colour },
    { text: 'middle', at: yOf(last.middle), colour },
    ...series.marks.map((mark) => ({ text: twoLines(mark.label), at: yOf(mark.points.at(-1)!.value), colour: INK })),
  ];
}

function dayZeroMark(panel: Panel, x: number, y: number, label: string): void {
  const up = y > 60;
  addLine(panel, [x + 4, y + (up ? -4 : 4)], [x + 14, y + (up ? -22 : 22)], INK);
  panel.node.append(element('circle', { cx: x, cy: y, r: 5, fill: PAPER, stroke: INK, 'stroke-width': 2 }));
  addText(panel, x + 12, y + (up ? -30 : 30), label);
}
