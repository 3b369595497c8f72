/** A run's summary in planner's words. */
import { spreadPrecision } from '../report/words/findings.js';
import { runClause } from '../report/words/horizon.js';
import { complete } from '../report/words/measures.js';
import { daysOf, onDay, shareSentences } from '../report/words/moments.js';
import { measureWords, metricOf, type Names } from '../report/words/names.js';
import { capital, counted, figure, halfWidth, range } from '../report/words/numbers.js';
import { runPayerSentences, splitRows } from '../report/words/payers.js';
import { HEADLINES, type Spread, type Summary } from '../result/document.js';
import { antitheticText } from './gain-text.js';
import { fitted } from './table.js';
import { ofRun, targetLines } from './target-text.js';
import type { Terminal } from './terminal.js';
import { sentence } from './wrap.js';

/** A measure, with its unit where the words do not say it. */
export function labelOf(id: string): string {
  return capital(measureWords(id)).replace(/, a week$/, ' a week');
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
  const precision = spreadPrecision(spread);
  return [capital(label), figure(spread.p50, unit, precision, true), range(spread.p10, spread.p90, unit, precision, true)];
}

/** Rows of the table: headline metrics that have a value, the list at its end too. */
function figureRows(summary: Summary, headline: readonly string[]): string[][] {
  return headline.flatMap((id) => {
    const metric = summary.metrics[id];
    if (metric === undefined) return [];
    const lines = splitRows(id, (payer) => !isBlank(metric.by.payer?.[payer])).flatMap(({ by, key, words }) => {
      const spread = by === 'all' ? metric : metric.by[by]?.[key];
      return spread === undefined || isBlank(spread) ? [] : [rowOf(words.replace(/, a week$/, ' a week'), spread, metric.unit)];
    });
    const end = id === headline[0] && lines.length > 0 ? metric.atEnd : undefined;
    return end === undefined ? lines : [...lines, rowOf(`${labelOf(id)}, last day`, end, metric.unit)];
  });
}

/** Without a value, or 0 in every future. */
const isBlank = (spread: Spread | undefined): boolean =>
  spread === undefined || spread.n === 0 || (spread.p05 === 0 && spread.p95 === 0 && spread.mean === 0);

function precisionLine(summary: Summary, headline: readonly string[]): string {
  const id = headline.find((metric) => summary.metrics[metric]?.ci95);
  const metric = id === undefined ? undefined : summary.metrics[id];
  if (id === undefined || !metric?.ci95) return 'Precision: unknown from so few simulated futures; use more with --replications.';
  const half = halfWidth(metric.ci95)!;
  return `Precision: with more simulated futures, the average of "${metricOf(id).words}" could still move by about ${figure(half, metric.unit, half)}.`;
}

/** That a figure still moves when the run ends: before any is read. */
function horizonLines(summary: Summary, wanted: readonly string[], terminal: Terminal): string[] {
  const first = wanted.find((id) => summary.metrics[id]?.mean != null);
  const clause = runClause(summary, first);
  return clause === null ? [] : ['', ...sentence(`${capital(clause)}.`, terminal)];
}

/** Headline levels at each moment asked for, and the futures that meet each condition. */
function momentLines(summary: Summary, wanted: readonly string[], terminal: Terminal): string[] {
  const tables = daysOf(summary).flatMap(({ date, metrics }) => {
    const rows = wanted.flatMap((id) => (metrics[id]?.p50 == null ? [] : [rowOf(labelOf(id), metrics[id], metricOf(id).unit)]));
    return ['', ...fitted([[onDay(date), 'middle', '8 in 10 futures'], ...rows], [false, true, false], terminal.width)];
  });
  const shares = shareSentences(summary).flatMap((text) => sentence(text, terminal));
  return [...tables, ...(shares.length === 0 ? [] : ['', ...shares])];
}

/** The whole summary of a run; `first` are the metrics shown, in order, and `where` all targets can be read. */
export function summaryText(
  summary: Summary,
  terminal: Terminal,
  where: string,
  first: readonly string[] = HEADLINES,
  names: Names = {},
  undeliveredHour: number | null = null,
): string {
  const wanted = complete(first);
  const table = fitted([['', 'middle', '8 in 10 futures'], ...figureRows(summary, wanted)], [false, true, false], terminal.width);
  const missing = wanted.filter((id) => summary.metrics[id]?.n === 0).map((id) => metricOf(id).words);
  const gaps = missing.length > 0 ? sentence(`No value: ${missing.join('; ')} (nobody to count).`, terminal) : [];
  return [
    ...sentence(headline(summary, summary.scenario), terminal),
    ...horizonLines(summary, wanted, terminal),
    '',
    ...table,
    ...gaps,
    ...momentLines(summary, wanted, terminal),
    ...runPayerSentences(summary, undeliveredHour).flatMap((text) => sentence(text, terminal)),
    ...targetLines(summary.targets, terminal, names, ofRun(summary.targets, where)),
    '',
    ...sentence(precisionLine(summary, wanted), terminal),
    ...(summary.antithetic === undefined ? [] : sentence(antitheticText(summary.antithetic), terminal)),
  ].join('\n');
}
