/**
 * Response line of a sweep over one parameter: the middle and 8 in 10 futures at every value tried, with the value of the baseline and
 * a target. Dots stand where something was simulated; between them the lines only join.
 */
import * as Plot from '@observablehq/plot';
import { type Format, roundScale, sideAxis, sideRoom } from './axes.js';
import { compose, drawPanel } from './canvas.js';
import { addEdgeLabels, addText } from './draw.js';
import { twoLines } from './fan.js';
import { CATEGORY, INK, QUIET, type Size, TEXT_SIZE, TINTS, textWidth, WIDTH } from './theme.js';

export interface ResponsePoint {
  /** value of the parameter */
  readonly at: number;
  /** ends of the outer band, and the middle */
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

export interface ResponseChart {
  readonly label: string;
  /** by ascending value; two or more */
  readonly points: readonly ResponsePoint[];
  /** what is varied, with its unit */
  readonly parameter: string;
  readonly formatParameter: Format;
  readonly format: Format;
  /** words for the outer band, e.g. "8 in 10 futures" */
  readonly outerBand: string;
  /** value of the parameter in the baseline, where it is a number within reach */
  readonly baseline?: number;
  readonly target?: { readonly value: number; readonly label: string };
}

const TOP = 22;
const BOTTOM = 50;

/** Draws the chart. */
export function responseChart(chart: ResponseChart, size: Size): string {
  const { points, target, baseline } = chart;
  const width = WIDTH[size];
  const height = size === 'wide' ? 280 : 250;
  const values = [...points.flatMap(({ low, high }) => [low, high]), ...(target ? [target.value] : [])];
  const scale = roundScale(Math.min(0, ...values), Math.max(0, ...values));
  const left = sideRoom(scale.ticks, chart.format);
  const last = points.at(-1)!;
  const [from, to] = [points[0]!.at, last.at];
  const yOf = (value: number) => TOP + ((scale.domain[1] - value) / (scale.domain[1] - scale.domain[0])) * (height - TOP - BOTTOM);
  const labels = [
    { text: twoLines(chart.outerBand), at: yOf((last.middle + last.high) / 2), colour: CATEGORY[0] },
    { text: 'middle', at: yOf(last.middle), colour: CATEGORY[0] },
    ...(target ? [{ text: twoLines(target.label), at: yOf(target.value), colour: INK }] : []),
  ];
  const right = Math.max(...labels.flatMap(({ text }) => text.split('\n').map((line) => textWidth(line)))) + 20;
  const inner = width - left - right;
  const edge = { x: 'at', stroke: CATEGORY[0], strokeWidth: 0.9 };
  const panel = drawPanel({
    width,
    height,
    marginLeft: left,
    marginRight: right,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: { domain: [from, to] },
    y: { domain: scale.domain },
    marks: [
      ...sideAxis(scale.ticks, chart.format),
      Plot.areaY(points, { x: 'at', y1: 'low', y2: 'high', fill: TINTS[0]!.light }),
      Plot.lineY(points, { ...edge, y: 'low' }),
      Plot.lineY(points, { ...edge, y: 'high' }),
      Plot.ruleX(baseline === undefined ? [] : [baseline], { stroke: QUIET, strokeDasharray: '2 3' }),
      Plot.lineY(points, { ...edge, y: 'middle', strokeWidth: 2 }),
      Plot.dot(points, { x: 'at', y: 'middle', r: 3.5, fill: CATEGORY[0] }),
      Plot.ruleY(target ? [target.value] : [], { stroke: INK, strokeWidth: 1.5, strokeDasharray: '6 3' }),
      Plot.ruleY([0], { stroke: INK }),
      Plot.axisX(ticksOf(points, chart.formatParameter, inner), {
        tickFormat: (value: number) => chart.formatParameter(value),
        tickSize: 5,
        label: null,
        fill: INK,
        stroke: QUIET,
        fontSize: TEXT_SIZE,
      }),
    ],
  });
  if (baseline !== undefined) {
    const x = left + ((baseline - from) / (to - from)) * inner;
    const isRight = x > left + inner / 2;
    addText(panel, x + (isRight ? -5 : 5), TOP - 10, 'baseline', isRight ? 'end' : 'start', QUIET);
  }
  addText(panel, left + inner / 2, height - 12, chart.parameter, 'middle', QUIET);
  addEdgeLabels(panel, left + inner, labels, TOP, height - BOTTOM);
  return compose([{ panel }], width, chart.label);
}

/** The values tried, or every so-manieth of them where their words would touch. */
function ticksOf(points: readonly ResponsePoint[], format: Format, inner: number): number[] {
  const room = Math.max(...points.map(({ at }) => textWidth(format(at)))) + 10;
  const step = Math.ceil((points.length * room) / inner);
  return points.filter((_, i) => i % step === 0).map(({ at }) => at);
}
