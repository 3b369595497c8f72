/**
 * A committed picture of every kind of chart, so that a change of looks shows in a review: each is drawn from numbers made here and
 * compared with its file under pictures/, which `vitest -u` draws again.
 */
import { describe, expect, it } from 'vitest';
import { type AreaPanel, areaChart } from '../../src/report/charts/areas.js';
import { differenceChart } from '../../src/report/charts/difference.js';
import { type FanPoint, type FanSeries, fanChart } from '../../src/report/charts/fan.js';
import { heatChart } from '../../src/report/charts/heat.js';
import { rangeChart } from '../../src/report/charts/ranges.js';
import { reablementChart } from '../../src/report/charts/reablement.js';
import { responseChart } from '../../src/report/charts/response.js';
import type { Size } from '../../src/report/charts/theme.js';
import { tornadoChart } from '../../src/report/charts/tornado.js';
import { waitChart } from '../../src/report/charts/waits.js';

const DAY = 86_400_000;
const format = (value: number): string => value.toLocaleString('en-GB');

/** A fan that grows and widens over 26 weeks. */
function fan(start: number, growth: number): FanPoint[] {
  return Array.from({ length: 26 }, (_, week) => {
    const middle = start + growth * week + (week % 5);
    const half = 2 + week / 4;
    const date = new Date(Date.UTC(2026, 3, 6) + week * 7 * DAY);
    return {
      date,
      low: Math.max(0, middle - 2 * half),
      lowHalf: middle - half,
      middle,
      highHalf: middle + half,
      high: middle + 2.2 * half,
    };
  });
}

/** A plan that begins in the ninth week. */
const starts = [{ date: new Date(Date.UTC(2026, 5, 1)), label: 'plan starts' }];

function series(title: string, colour: number, start: number, growth: number): FanSeries {
  const points = fan(start, growth);
  const flat = (value: number) => points.map(({ date }) => ({ date, value }));
  return {
    ...{ title, colour, points, dayZero: { value: start, label: `day 0: ${start}` } },
    futures: [points.map(({ date, high }, i) => ({ date, value: high + (i % 7) }))],
    rules: colour === 1 ? starts : [],
    marks: [{ label: 'target: at most 80', points: flat(80) }],
  };
}

const panels: AreaPanel[] = ['North', 'South', 'West'].map((area, i) => ({
  area,
  rules: starts,
  lines: [
    { name: 'baseline', colour: 0, points: fan(20 + 8 * i, 0.4) },
    { name: 'alternative', colour: 1, points: fan(20 + 8 * i, -0.2) },
  ],
}));

const share = (days: number, of: number) => ({ days, share: of });
const dot = (measure: string, difference: number, half: number, words: string, verdict: 'better' | 'worse' | 'unclear' | 'changed') => ({
  ...{ measure, difference, low: difference - half, high: difference + half, words, verdict },
});
const range = (colour: number, words: string, low: number, middle: number, high: number) => ({ colour, words, low, middle, high });

const CHARTS: Record<string, (size: Size) => string> = {
  fan: (size) =>
    fanChart(
      { label: 'fan', series: [series('Baseline', 0, 60, 1), series('Alternative', 1, 60, 0)], format, outerBand: '8 in 10 futures' },
      size,
    ),
  areas: (size) => areaChart({ label: 'areas', panels, format }, size),
  reablement: (size) =>
    reablementChart(
      {
        ...{ label: 'reablement', format, outerBand: '8 in 10 futures' },
        rows: [
          { own: series('Own work', 0, 300, 1), bridging: series('Bridging', 0, 40, 1), lastResort: series('Last resort', 0, 20, 0.5) },
        ],
      },
      size,
    ),
  waits: (size) =>
    waitChart(
      {
        label: 'waits',
        longest: 56,
        panels: [
          {
            title: 'Everyone',
            lines: [
              { name: 'baseline', colour: 0, points: [share(0, 0), share(1, 0.1), share(7, 0.5), share(28, 0.8), share(42, 0.9)] },
              { name: 'alternative', colour: 1, points: [share(0, 0), share(1, 0.2), share(5, 0.5), share(28, 0.88), share(31, 0.9)] },
            ],
          },
        ],
      },
      size,
    ),
  differences: (size) =>
    differenceChart(
      {
        label: 'differences',
        dots: [
          dot('People on the interim care list', -0.21, 0.05, '14 fewer people (better)', 'better'),
          dot('Council’s revenue cost', 0.02, 0.01, '£300,000 higher (worse)', 'worse'),
          dot('Council home care hours', 0.04, 0.02, '800 more hours a week', 'changed'),
          dot('People delayed in hospital', 0.03, 0.08, 'no clear difference', 'unclear'),
        ],
      },
      size,
    ),
  ranges: (size) =>
    rangeChart(
      {
        ...{ label: 'ranges', format },
        rows: [
          { category: 'Works', ranges: [range(0, 'baseline 2.7', 2.3, 2.7, 3), range(1, 'alternative 3.2', 3, 3.2, 3.6)] },
          { category: 'Moving in', ranges: [range(0, 'baseline 1.3', 1.1, 1.3, 1.4), range(1, 'alternative 5.7', 5.4, 5.7, 6)] },
        ],
      },
      size,
    ),
  heat: (size) =>
    heatChart(
      {
        label: 'heat',
        x: { title: 'offers at once', values: ['1', '2', '3', '4'] },
        y: { title: 'more posts', values: ['0%', '5%', '10%'] },
        cells: [
          [84, 71, 66, 65],
          [60, 47, 41, 40],
          [38, 22, 10, 9],
        ].map((row) => row.map((value) => ({ value, words: String(value), isMet: value <= 10 }))),
      },
      size,
    ),
  response: (size) =>
    responseChart(
      {
        ...{ label: 'response', format, outerBand: '8 in 10 futures', baseline: 900, target: { value: 20, label: 'target: at most 20' } },
        ...{ parameter: 'posts', formatParameter: format },
        points: [850, 900, 950, 1000, 1050].map((at, i) => ({ at, low: 70 - 16 * i, middle: 92 - 19 * i, high: 130 - 24 * i })),
      },
      size,
    ),
  tornado: (size) =>
    tornadoChart(
      {
        ...{ label: 'tornado', format: (value) => format(value).replace('-', '−') },
        rows: [
          ['Chance that an offer is accepted', '55%', 22, '75%', -18],
          ['Carers who leave in a year', '30%', -31, '45%', 26],
          ['Length of need', '60 weeks', -6, '110 weeks', 9],
        ].map(([parameter, low, less, high, more]) => {
          const end = (words: unknown, change: unknown) => ({
            ...{ words: String(words), change: Number(change), ci95: [Number(change) - 3, Number(change) + 3] as const },
          });
          return { parameter: String(parameter), low: end(low, less), high: end(high, more) };
        }),
      },
      size,
    ),
};

describe.each(Object.keys(CHARTS))('the chart of %s', (name) => {
  it.each(['wide', 'narrow'] as const)('looks as it did, %s', async (size) => {
    await expect(CHARTS[name]!(size)).toMatchFileSnapshot(`pictures/${name}-${size}.svg`);
  });
});
