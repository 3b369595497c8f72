/** A run's summary in planner's words. */
import { keyWords, measureWords, metricOf, type Names } from '../report/words/names.js';
import { capital, counted, figure, halfWidth, ofHundred, range } from '../report/words/numbers.js';
import { HEADLINES, type Spread, type Summary, type TargetResult } from '../result/document.js';
import { fitted } from './fitted-text.js';
import { antitheticText } from './gain-text.js';
import type { Terminal } from './terminal.js';
import { wrapped } from './wrap.js';

/** A sentence in lines that fit the screen. */
export function lines(text: string, terminal: Pick<Terminal, 'width'>, first = ''): string[] {
  return terminal.width === null ? [`${first}${text}`] : wrapped(text, terminal.width, first);
}

/** A measure, with its unit where the words do not say it. */
export function labelOf(id: string): string {
  return capital(measureWords(id)).replace(/, a week$/, ' a week');
}

/** A key without its explanation in brackets: "pathway 1". */
export function shortKey(by: string, key: string, names: Names): string {
  return keyWords(by, key, names).replace(/ \(.*\)$/, '');
}

/** What was simulated, in one line. */
export function headline(
  summary: Pick<Summary, 'weeks' | 'warmUpWeeks' | 'replications' | 'seed' | 'partial'>,
  name: string,
  noun = 'simulated future',
): string {
  const runIn = summary.warmUpWeeks > 0 ? ` after a ${summary.warmUpWeeks}-week run-in` : ', no run-in';
  const partial = summary.partial ? ' (interrupted: partial)' : '';
  return `${name}: ${counted(summary.weeks - summary.warmUpWeeks, 'week')}${runIn}, ${counted(summary.replications, noun)}, seed ${summary.seed}${partial}`;
}

function rowOf(label: string, spread: Spread, unit: string): string[] {
  const precision = halfWidth(spread.ci95);
  return [capital(label), figure(spread.p50, unit, precision, true), range(spread.p10, spread.p90, unit, precision, true)];
}

/** Rows of the table: headline metrics that have a value, the list at its end too. */
function figureRows(summary: Summary, headline: readonly string[]): string[][] {
  return headline.flatMap((id) => {
    const metric = summary.metrics[id];
    if (metric === undefined || metric.n === 0 || (metric.p05 === 0 && metric.p95 === 0 && metric.mean === 0)) return [];
    const words = labelOf(id);
    const rows = [rowOf(words, metric, metric.unit)];
    if (id === headline[0] && metric.atEnd) rows.push(rowOf(`${words}, last day`, metric.atEnd, metric.unit));
    return rows;
  });
}

const MOST_KEYS = 4;

/** What a target is about. */
export function targetLabel(target: TargetResult, names: Names = {}): string {
  const [first, second] = typeof target.metric === 'string' ? [target.metric] : target.metric;
  const keys = target.by && target.keys ? `, ${keysLabel(target.by, target.keys, names)}` : '';
  const words = second === undefined ? metricOf(first).words : `${metricOf(first).words} / ${metricOf(second).words}`;
  return `${target.share ? 'share of ' : ''}${words}${keys}`;
}

/** Keys that a target sums: the first few, and how many more. */
function keysLabel(by: string, keys: readonly string[], names: Names): string {
  const shown = keys.slice(0, keys.length > MOST_KEYS ? 1 : MOST_KEYS).map((key) => shortKey(by, key, names));
  return shown.join(' + ') + (keys.length > MOST_KEYS ? ` and ${keys.length - 1} more` : '');
}

function unitOf(target: TargetResult): string {
  if (target.share) return 'share';
  return typeof target.metric === 'string' ? metricOf(target.metric).unit : '';
}

const VERDICTS = { met: 'met', missed: 'MISSED', imprecise: 'inside, not yet precise', 'no value': 'NO VALUE' } as const;

function targetRow(target: TargetResult, names: Names): string[] {
  const unit = unitOf(target);
  const precision = halfWidth(target.ci95);
  const band = target.high !== null && target.low !== null ? (target.high - target.low) / 10 : null;
  return [
    capital(targetLabel(target, names)),
    target.window ?? 'run',
    range(target.low, target.high, unit, band, true),
    figure(target.mean, unit, precision ?? band, true),
    VERDICTS[target.verdict],
    target.futuresInside === null ? '' : ofHundred(target.futuresInside),
  ];
}

/** Lines on targets: how many are met, then each; the weeks stand in the title where all have the same. */
export function targetLines(targets: readonly TargetResult[], terminal: Terminal, names: Names = {}, title = 'Targets'): string[] {
  if (targets.length === 0) return [];
  const met = targets.filter((target) => target.verdict === 'met').length;
  const windows = new Set(targets.map((target) => target.window ?? 'run'));
  const [only] = windows;
  const when = windows.size === 1 ? (only === 'run' ? ', over the run' : `, ${only}`) : '';
  const drop = (cells: readonly string[]) => (when === '' ? cells : cells.filter((_, c) => c !== 1));
  const rows = [['', 'when', 'target', 'found', '', 'inside, of 100'], ...targets.map((target) => targetRow(target, names))].map(drop);
  const right = when === '' ? [false, false, true, true, false, true] : [false, true, true, false, true];
  const tinted = fitted(rows, right, terminal.width).map((line, i) => {
    const verdict = targets[i - 1]?.verdict;
    if (verdict === undefined || verdict === 'imprecise') return line;
    return terminal.tint('out', verdict === 'met' ? 'good' : 'bad', line);
  });
  return ['', `${title}${when}: ${met} of ${targets.length} met`, ...tinted];
}

function precisionLine(summary: Summary, headline: readonly string[]): string {
  const id = headline.find((metric) => summary.metrics[metric]?.ci95);
  const metric = id === undefined ? undefined : summary.metrics[id];
  if (id === undefined || !metric?.ci95) return 'Precision: unknown from so few simulated futures; use more with --replications.';
  const half = halfWidth(metric.ci95)!;
  return `Precision: with more simulated futures, the average of "${metricOf(id).words}" could still move by about ${figure(half, metric.unit, half)}.`;
}

/** The whole summary of a run; `wanted` are the metrics shown, in order. */
export function summaryText(summary: Summary, terminal: Terminal, wanted: readonly string[] = HEADLINES, names: Names = {}): string {
  const table = fitted([['', 'middle', '8 in 10 futures'], ...figureRows(summary, wanted)], [false, true, false], terminal.width);
  const missing = wanted.filter((id) => summary.metrics[id]?.n === 0).map((id) => metricOf(id).words);
  const gaps = missing.length > 0 ? [`No value: ${missing.join('; ')} (nobody to count).`] : [];
  return [
    ...lines(headline(summary, summary.scenario), terminal),
    '',
    ...table,
    ...gaps,
    ...targetLines(summary.targets, terminal, names),
    '',
    ...lines(precisionLine(summary, wanted), terminal),
    ...(summary.antithetic === undefined ? [] : lines(antitheticText(summary.antithetic), terminal)),
  ].join('\n');
}
