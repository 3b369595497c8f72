/** The fan of the weekly paired difference of a metric, a panel for each plan. */
import { type FanPoint, fanChart, type Mark } from '../charts/fan.js';
import type { AlternativeView, Context } from '../context.js';
import { fanPoints } from '../data.js';
import { comparisonSentence, comparisonTitle } from '../words/findings.js';
import { measureWords, metricOf } from '../words/names.js';
import { capital, listed, lower, OUTER, quoted } from '../words/numbers.js';
import { type PlanRow, severalSentence, severalTitle } from '../words/several.js';
import { axisFormat, panelTitle, startRule } from './fans.js';
import type { Figure } from './figure.js';
import { sidePrecision } from './titles.js';
import { differenceTable } from './weekly-tables.js';

/** A mean may lie far from the middle future that the chart shows. */
const onAverage = (title: string): string => (title.startsWith('About ') ? `On average ${lower(title)}` : title);

/** The weekly paired difference of a metric, a panel for each plan under which half of futures ever differ. */
export function differenceFan(context: Context, metric: string, name: string): Figure | null {
  const { unit, words } = metricOf(metric);
  const all = context.alternatives.flatMap((alternative) => {
    const rows = alternative.difference.rows(metric);
    const points = fanPoints(rows);
    const isFlat = points.length < 2 || points.every((point) => point.lowHalf === 0 && point.highHalf === 0);
    const run = context.runs.find((one) => one.folder.summary.scenario === alternative.name);
    return isFlat || run === undefined ? [] : [{ alternative, rows, points, run }];
  });
  const off = offScale(all.map(({ points }) => points));
  const drawn = all.filter((_, i) => !off.has(i));
  const [first] = drawn;
  if (!first) return null;
  const late = (view: AlternativeView) => view.find(metric, 'all', 'all', 'last 13 weeks');
  const hasLate = late(first.alternative) !== undefined;
  const rowOf = (view: AlternativeView) => late(view) ?? view.find(metric);
  const plans = all.map(({ alternative }): PlanRow => ({ name: alternative.name, row: rowOf(alternative) }));
  const when = hasLate ? ' in the last 13 weeks' : '';
  const isOne = context.alternatives.length === 1;
  const title = isOne
    ? `${onAverage(comparisonTitle(plans[0]!.row, metric, false))}${when}`
    : `${severalTitle(metric, plans)}${when && `,${when}`}`;
  const whose = isOne ? quoted(first.alternative.name) : 'Each plan';
  const base = context.runs[0]!;
  const offWords =
    off.size === 0
      ? ''
      : ` ${capital(listed([...off].map((i) => all[i]!.run.role)))} would flatten the others and ${off.size === 1 ? 'is' : 'are'} in the numbers beneath alone.`;
  const levels = sidePrecision(context, metric);
  const mean = hasLate ? 'mean of the last 13 weeks' : context.mean;
  return {
    name,
    title,
    subtitle: `${whose} less baseline in the same future: ${lower(measureWords(metric))}, ${context.place}, ${context.period}`,
    label: `Fan chart of the weekly paired difference in ${words}. ${title}. The numbers are in the table below.`,
    note: `Each future is compared with itself: the same people and the same random numbers under both plans. Below the line of no difference, ${isOne ? 'the alternative' : 'a plan'} has fewer.${offWords}`,
    sentence: isOne
      ? comparisonSentence(plans[0]!.row, metric, base.name, first.alternative.name, levels, mean)
      : severalSentence(metric, plans, base.name, levels, mean),
    numbers: differenceTable(`Paired difference in ${words}`, all, unit),
    files: [{ href: 'difference.csv', words: 'difference.csv' }],
    draw: (size) =>
      fanChart(
        {
          label: title,
          series: drawn.map(({ points, run }) => ({
            ...{ title: isOne ? '' : panelTitle(context, run), colour: run.colour, points, futures: [], rules: startRule(run) },
            marks: noDifference(points.map((point) => point.date)),
          })),
          format: axisFormat(unit),
          outerBand: OUTER.words,
        },
        size,
      ),
  };
}

/** Panels so far from no difference that they would flatten the others: at the end of the run over four times as far as any of those gets. */
function offScale(all: readonly (readonly FanPoint[])[]): ReadonlySet<number> {
  const farthest = all.map((points) => Math.max(...points.map(({ low, high }) => Math.max(Math.abs(low), Math.abs(high)))));
  const end = all.map((points) => Math.abs(points.at(-1)!.middle));
  return new Set(end.flatMap((value, i) => (all.length > 1 && farthest.every((far, j) => j === i || value > 4 * far) ? [i] : [])));
}

function noDifference(dates: readonly Date[]): Mark[] {
  return [{ label: 'no difference', points: dates.map((date) => ({ date, value: 0 })) }];
}
