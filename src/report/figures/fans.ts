/**
 * Fans of one metric: a panel for each run, with targets and day 0, and the fan of the weekly paired difference.
 */
import type { TargetResult, WeeklyRow } from '../../result/document.js';
import { type FanSeries, fanChart, type Mark } from '../charts/fan.js';
import type { AlternativeView, Context, RunView } from '../context.js';
import { fanPoints, firstMean, meanPoints, singleFutures } from '../data.js';
import type { Column, Piece, TableData } from '../markup.js';
import { targetUnit } from '../words/answer.js';
import { comparisonSentence, comparisonTitle, runSentence, runTitle, verdictOf } from '../words/findings.js';
import { measureWords, metricOf } from '../words/names.js';
import { capital, cut, figure, levelPrecision, longDate, lower, OUTER, quoted, range, signed, stepOf } from '../words/numbers.js';
import type { Figure } from './figure.js';

/** Ticks of a side axis in the metric's unit. */
export function axisFormat(unit: string): (value: number) => string {
  if (unit === 'share' || unit === 'a year') return (value) => `${Number((value * 100).toPrecision(6))}%`.replace('-', '−');
  return (value) => value.toLocaleString('en-GB', { maximumFractionDigits: 2 }).replace('-', '−');
}

/** Files behind a figure. */
export function weeklyFiles(context: Context): Figure['files'] {
  return context.runs.map((run) => ({
    href: `${run.path}weekly.csv`,
    words: context.runs.length > 1 ? `weekly.csv of ${quoted(run.name, 60)}` : 'weekly.csv',
  }));
}

/** A run's fan of a metric. */
export function fanSeries(
  run: RunView,
  metric: string,
  title: string,
  extra: readonly Mark[] = [],
  key: readonly [string, string] = ['all', 'all'],
): FanSeries {
  const points = fanPoints(run.weekly.rows(metric, ...key));
  const isTotal = key[0] === 'all';
  const targets = isTotal ? run.folder.summary.targets.filter((target) => target.metric === metric && !target.by && !target.share) : [];
  const runIn = run.folder.summary.warmUpWeeks;
  const dayZero = targets.find((target) => target.window === 'start' && target.value !== null);
  const unit = metricOf(metric).unit;
  return {
    title,
    colour: run.colour,
    points,
    futures: isTotal ? singleFutures(run.folder, metric) : [],
    ...(runIn > 0 && points[runIn] ? { countedFrom: points[runIn].date } : {}),
    marks: [
      ...extra,
      ...targets
        .filter((target) => target.window !== 'start')
        .flatMap((target) =>
          targetMark(
            target,
            points.map((point) => point.date),
          ),
        ),
    ].slice(0, 2),
    ...(dayZero?.value == null ? {} : { dayZero: { value: dayZero.value, label: `day 0: ${axisFormat(unit)(dayZero.value)}` } }),
  };
}

function targetMark(target: TargetResult, dates: readonly Date[]): Mark[] {
  const value = target.value ?? target.high ?? target.low;
  if (value === null || dates.length === 0) return [];
  const weeks = /^weeks (\d+)-(\d+)$/.exec(target.window ?? '');
  const span = weeks
    ? dates.slice(Number(weeks[1]) - 1, Number(weeks[2]))
    : target.window === 'end'
      ? dates.slice(-Math.min(13, dates.length))
      : dates;
  const shown = axisFormat(targetUnit(target))(value);
  const isOneSided = target.value === null && (target.low === null) !== (target.high === null);
  const label = isOneSided ? `target: ${target.high !== null ? 'at most' : 'at least'} ${shown}` : `target: ${shown}`;
  return span.length < 2 ? [] : [{ label, points: span.map((date) => ({ date, value })) }];
}

export interface FanRequest {
  readonly name: string;
  readonly metric: string;
  /** extra marks of a run, e.g. its capacity */
  readonly marks?: (run: RunView) => readonly Mark[];
  readonly note?: string;
  /** the last 13 weeks are the finding */
  readonly isLate?: boolean;
}

/** The fan figure of a metric, or null where a run lacks its series or never has any of it. */
export function fanFigure(context: Context, request: FanRequest): Figure | null {
  const { metric } = request;
  const row = metricOf(metric);
  const many = context.runs.length > 1;
  const series = context.runs.map((run) =>
    fanSeries(run, metric, many ? `${capital(run.role)}\n${cut(run.name, 34)}` : '', request.marks?.(run)),
  );
  if (series.some((one) => one.points.length < 2)) return null;
  if (series.every((one) => one.points.every((point) => point.low === 0 && point.high === 0))) return null;
  const title = titleOf(context, metric, request.isLate);
  return {
    name: request.name,
    title,
    subtitle: `${measureWords(metric)}, ${context.place}, ${context.period}`,
    label: `Fan chart of ${row.words} by week${many ? `, ${context.runs.length} plans on one scale` : ''}. ${title}. The numbers are in the table below.`,
    ...(request.note === undefined ? {} : { note: request.note }),
    sentence: sentenceOf(context, metric, request.isLate),
    numbers: fanTable(
      `${measureWords(metric)}, every 13 weeks`,
      context.runs.map((run) => ({ name: run.name, n: run.folder.summary.bandsFrom, rows: run.weekly.rows(metric) })),
      row.unit,
    ),
    files: weeklyFiles(context),
    draw: (size) => fanChart({ label: title, series, format: axisFormat(row.unit), outerBand: OUTER.words }, size),
  };
}

/** The finding of the run; where that is "no clear difference" but the last 13 weeks have one, both. */
function pairedTitle(alternative: AlternativeView, metric: string, isLate: boolean): string {
  const row = alternative.find(metric);
  const late = alternative.find(metric, 'all', 'all', 'last 13 weeks');
  const isClear = late !== undefined && verdictOf(late) !== 'unclear';
  if (isLate && isClear) return `${comparisonTitle(late, metric, false)} in the last 13 weeks`;
  const title = comparisonTitle(row, metric);
  if (!row || verdictOf(row) !== 'unclear' || row.difference === null) return title;
  const but = isClear ? `, but ${late.difference! < 0 ? 'fewer' : 'more'} in the last 13 weeks` : '';
  return `${title} over the run${metricOf(metric).unit === 'share' ? but.replace('fewer', 'less') : but}`;
}

/** @param isLate whether the last 13 weeks are the finding: of what grows from nothing over the run */
export function titleOf(context: Context, metric: string, isLate = false): string {
  const [first] = context.alternatives;
  if (first) return `${context.alternatives.length > 1 ? `${cut(first.name, 40)}: ` : ''}${pairedTitle(first, metric, isLate)}`;
  const run = context.runs[0]!;
  return runTitle(metric, run.folder.summary.metrics[metric], firstMean(run.weekly.rows(metric)));
}

export function sentenceOf(context: Context, metric: string, isLate = false): string {
  const base = context.runs[0]!;
  if (context.alternatives.length === 0) return runSentence(metric, base.folder.summary.metrics[metric], base.name);
  return context.alternatives
    .map((one) => {
      const late = isLate ? one.find(metric, 'all', 'all', 'last 13 weeks') : undefined;
      const sentence = comparisonSentence(late ?? one.find(metric), metric, base.name, one.name, sidePrecision(context, metric));
      return late ? sentence.replace('mean of the run', 'mean of the last 13 weeks') : sentence;
    })
    .join(' ');
}

/** One precision for the levels of all runs of a metric. */
export function sidePrecision(context: Context, metric: string): number | null {
  return levelPrecision(context.runs.flatMap((run) => run.folder.summary.metrics[metric] ?? []));
}

/** Precision of a weekly quantile: the half-width that its spread and the number of futures allow. */
export function weeklyPrecision(row: WeeklyRow, n: number): number | null {
  if (row.p05 === null || row.p95 === null || n < 2) return null;
  return (1.96 * (row.p95 - row.p05)) / 3.29 / Math.sqrt(n);
}

interface TableRun {
  readonly name: string;
  readonly n: number;
  readonly rows: readonly WeeklyRow[];
}

/** Columns of a run: with more than three runs the band of half of futures is left to the file. */
function partsOf(runs: readonly TableRun[]): string[] {
  return runs.length > 3 ? ['middle', OUTER.words] : ['middle', 'half of futures', OUTER.words];
}

/** Every thirteenth week and the last: the middle, half of futures, the outer band. */
export function fanTable(caption: string, runs: readonly TableRun[], unit: string): TableData {
  const weeks = runs[0]!.rows.filter((row, i, all) => (row.week - 1) % 13 === 0 || i === all.length - 1);
  const prefix = (run: TableRun) => (runs.length > 1 ? `${cut(run.name, 40)}: ` : '');
  const columns = runs.flatMap((run): Column[] =>
    partsOf(runs).map((part) => ({ heading: capital(`${prefix(run)}${part}`), isNumber: true })),
  );
  return {
    caption,
    columns: [{ heading: 'Week beginning' }, ...columns],
    rows: weeks.map((week) => [
      longDate(week.date),
      ...runs.flatMap((run) =>
        bandCells(
          run.rows.find((row) => row.week === week.week),
          run.n,
          unit,
        ).filter((_, part) => part !== 1 || runs.length <= 3),
      ),
    ]),
  };
}

function bandCells(row: WeeklyRow | undefined, n: number, unit: string): Piece[] {
  if (!row || row.p50 === null) return ['no value', 'no value', 'no value'];
  const precision = weeklyPrecision(row, n);
  return [
    figure(row.p50, unit, precision, true),
    range(row.p25, row.p75, unit, precision, true),
    range(row[OUTER.low], row[OUTER.high], unit, precision, true),
  ];
}

/** A mean may lie far from the middle future that the chart shows. */
const onAverage = (title: string): string => (title.startsWith('About ') ? `On average ${lower(title)}` : title);

/** Fan of the weekly paired difference of a metric. */
export function differenceFan(context: Context, alternative: AlternativeView, metric: string, name: string): Figure | null {
  const rows = alternative.difference.rows(metric);
  const points = fanPoints(rows);
  if (points.length < 2 || points.every((point) => point.low === 0 && point.high === 0)) return null;
  const row = metricOf(metric);
  const colour = context.runs.find((run) => run.folder.summary.scenario === alternative.name)?.colour ?? 1;
  const last = alternative.find(metric, 'all', 'all', 'last 13 weeks');
  const finding = last
    ? `${onAverage(comparisonTitle(last, metric, false))} in the last 13 weeks`
    : comparisonTitle(alternative.find(metric), metric);
  const title = context.alternatives.length > 1 ? `${cut(alternative.name, 40)}: ${lower(finding)}` : finding;
  const n = Math.min(...context.runs.map((run) => run.folder.summary.bandsFrom));
  const cells = (week: WeeklyRow): Piece[] => {
    const step = stepOf(week.p50 ?? 0, weeklyPrecision(week, n));
    const show = (value: number | null) => signed(value, row.unit, step);
    return [
      longDate(week.date),
      show(week.p50),
      `${show(week.p25)} to ${show(week.p75)}`,
      `${show(week[OUTER.low])} to ${show(week[OUTER.high])}`,
    ];
  };
  return {
    name,
    title,
    subtitle: `${quoted(alternative.name)} less baseline in the same future: ${lower(measureWords(metric))}, ${context.place}, ${context.period}`,
    label: `Fan chart of the weekly paired difference in ${row.words}. ${title}. The numbers are in the table below.`,
    note: 'Each future is compared with itself: the same people and the same luck under both plans. Below the line of no difference, the alternative has fewer.',
    sentence: comparisonSentence(
      last ?? alternative.find(metric),
      metric,
      context.runs[0]!.name,
      alternative.name,
      sidePrecision(context, metric),
    ).replace('mean of the run', last ? 'mean of the last 13 weeks' : 'mean of the run'),
    numbers: {
      caption: `Paired difference in ${row.words}, every 13 weeks${context.alternatives.length > 1 ? `: ${quoted(alternative.name)}` : ''}`,
      columns: [
        { heading: 'Week beginning' },
        ...['Middle', 'Half of futures', capital(OUTER.words)].map((heading) => ({ heading, isNumber: true })),
      ],
      rows: rows.filter((week, i) => (week.week - 1) % 13 === 0 || i === rows.length - 1).map(cells),
    },
    files: [{ href: 'difference.csv', words: 'difference.csv' }],
    draw: (size) =>
      fanChart(
        {
          label: title,
          series: [{ title: '', colour, points, futures: [], marks: noDifference(points.map((point) => point.date)) }],
          format: axisFormat(row.unit),
          outerBand: OUTER.words,
        },
        size,
      ),
  };
}

function noDifference(dates: readonly Date[]): Mark[] {
  return [{ label: 'no difference', points: dates.map((date) => ({ date, value: 0 })) }];
}

/** Capacity week by week (its mean over futures) as a mark. */
export function capacityMark(run: RunView, metric: string, label: string): Mark[] {
  const points = meanPoints(run.weekly.rows(metric));
  return points.length < 2 || points.every((point) => point.value === 0) ? [] : [{ label, points }];
}
