/** Fans of one metric: a panel for each run, with targets and day 0. */
import type { TargetResult } from '../../result/document.js';
import type { DayRule } from '../charts/draw.js';
import { type FanSeries, fanChart, futuresBeyond, type Mark, twoLines } from '../charts/fan.js';
import type { Context, RunView } from '../context.js';
import { fanPoints, meanPoints, singleFutures } from '../data.js';
import { targetUnit } from '../words/answer.js';
import { isSame, verdictOf } from '../words/findings.js';
import { measureWords, metricOf } from '../words/names.js';
import { capital, cut, figure, listed, OUTER, quoted } from '../words/numbers.js';
import type { Figure } from './figure.js';
import { sentenceOf, titleOf } from './titles.js';
import { fanTable } from './weekly-tables.js';

/** Ticks of a side axis in the metric's unit. */
export function axisFormat(unit: string): (value: number) => string {
  if (unit === 'share' || unit === 'a year') return (value) => `${Number((value * 100).toPrecision(6))}%`.replace('-', '−');
  if (unit === 'pounds') return (value) => (value === 0 ? '£0' : figure(value, unit, null));
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
    rules: [...(runIn > 0 && points[runIn] ? [{ date: points[runIn].date, label: 'counted from here' }] : []), ...startRule(run)],
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

/** Where a plan begins. */
export const startRule = ({ starts }: RunView): DayRule[] => (starts === null ? [] : [{ date: starts, label: 'plan starts' }]);

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

/** "Alternative 2" over the plan's name, in as many lines as its panel bears. */
export function panelTitle(context: Context, run: RunView): string {
  if (context.runs.length < 2) return '';
  return `${capital(run.role)}\n${context.runs.length > 2 ? twoLines(cut(run.name, 46)) : cut(run.name, 34)}`;
}

/** Said where the baseline is drawn for all. */
export const alikeWords = ({ alternatives }: Context): string =>
  `The picture is of the baseline: under ${alternatives.length === 1 ? 'the alternative' : 'the other plans'} it looks the same.`;

/** Whether plans are worth a panel each: one alternative that changes something, or several of which one is told apart. */
function differs(context: Context, metric: string): boolean {
  const rows = context.alternatives.flatMap((one) =>
    [one.find(metric), one.find(metric, 'all', 'all', 'last 13 weeks')].flatMap((row) => row ?? []),
  );
  if (rows.length === 0) return true;
  return context.alternatives.length > 1 ? rows.some((row) => verdictOf(row) !== 'unclear') : rows.some((row) => !isSame(row));
}

/** A panel so far above the others that it would flatten them: its lowest week lies over four times as high as their highest. */
function offScale(all: readonly FanSeries[]): readonly FanSeries[] {
  const top = (series: FanSeries) => Math.max(...series.points.map((point) => point.high));
  const bottom = (series: FanSeries) => Math.min(...series.points.map((point) => point.low));
  return all.slice(1).filter((series) => all.every((other) => other === series || bottom(series) > 4 * top(other)));
}

/** The fan figure of a metric, or null where a run lacks its series or never has any of it. */
export function fanFigure(context: Context, request: FanRequest): Figure | null {
  const { metric } = request;
  const row = metricOf(metric);
  const isDrawnApart = differs(context, metric);
  const runs = isDrawnApart ? context.runs : context.runs.slice(0, 1);
  const many = runs.length > 1;
  const all = runs.map((run) => fanSeries(run, metric, many ? panelTitle(context, run) : '', request.marks?.(run)));
  if (all.some((one) => one.points.length < 2)) return null;
  if (all.every((one) => one.points.every((point) => point.low === 0 && point.high === 0))) return null;
  const off = offScale(all);
  const series = all.filter((one) => !off.includes(one));
  const title = titleOf(context, metric, request.isLate);
  const format = axisFormat(row.unit);
  const gone = futuresBeyond(series);
  const notes = [
    request.note,
    isDrawnApart ? null : alikeWords(context),
    off.length > 0
      ? `${listed(off.map((one) => capital(runs[all.indexOf(one)]!.role)))} would flatten the others (${listed(off.map((one) => format(Math.round(one.points.at(-1)!.middle))))} at the end) and ${off.length === 1 ? 'is' : 'are'} in the numbers beneath alone.`
      : null,
    gone === null ? null : `A single future that leaves the picture goes up to ${figure(gone, row.unit, null)}.`,
  ].filter(Boolean);
  return {
    name: request.name,
    title,
    subtitle: `${measureWords(metric)}, ${context.place}, ${context.period}`,
    label: `Fan chart of ${row.words} by week${many ? `, ${series.length} plans on one scale` : ''}. ${title}. The numbers are in the table below.`,
    ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
    sentence: sentenceOf(context, metric, request.isLate),
    numbers: fanTable(
      measureWords(metric),
      runs.map((run) => ({ name: run.name, n: run.folder.summary.bandsFrom, rows: run.weekly.rows(metric) })),
      row.unit,
    ),
    files: weeklyFiles(context),
    draw: (size) => fanChart({ label: title, series, format, outerBand: OUTER.words }, size),
  };
}

/** Capacity week by week (its mean over futures) as a mark. */
export function capacityMark(run: RunView, metric: string, label: string): Mark[] {
  const points = meanPoints(run.weekly.rows(metric));
  return points.length < 2 || points.every((point) => point.value === 0) ? [] : [{ label, points }];
}
