/**
 * The answer in three sentences, with numbers and how sure; and who loses.
 */
import type { ComparisonFolder, ComparisonRow, ResultFolder, TargetResult, WorseOff } from '../../result/document.js';
import { differencePhrase, intervalWords, precisionOf, sureness, verdictOf } from './findings.js';
import { groupWords, metricOf } from './names.js';
import { capital, clean, counted, figure, halfWidth, levelPrecision, listed, OUTER, ofHundred, quoted, range } from './numbers.js';

export type RowOf = (metric: string, by?: string, key?: string, window?: string) => ComparisonRow | undefined;

/** Looks rows of one alternative up by metric, dimension, key and window. */
export function rowsOf(folder: ComparisonFolder, alternative: string): RowOf {
  const index = new Map(
    folder.comparison.rows
      .filter((row) => row.alternative === alternative)
      .map((row) => [`${row.metric}\n${row.by}\n${row.key}\n${row.window}`, row]),
  );
  return (metric, by = 'all', key = 'all', window = 'run') => index.get(`${metric}\n${by}\n${key}\n${window}`);
}

/** Three sentences on one alternative: the list, hospital and cost, who loses. */
export function comparisonAnswer(folder: ComparisonFolder, alternative: string): string[] {
  const find = rowsOf(folder, alternative);
  const [base, other] = [quoted(folder.comparison.baseline), quoted(alternative)];
  const first = ['interim_list.people', 'home_care.start_wait_days', 'hospital.delayed_people']
    .map((id) => find(id))
    .find((row) => row?.difference != null);
  const rest = ['hospital.delayed_people', 'cost.total']
    .map((id) => find(id))
    .filter((row): row is ComparisonRow => row !== undefined && row !== first && row.difference !== null);
  const sentences = [
    first
      ? headline(first, base, other, levelsOf(folder, alternative, first.metric))
      : `The two plans ${base} and ${other} have no measure in common to compare.`,
  ];
  if (rest.length > 0)
    sentences.push(
      `${rest.every((row) => verdictOf(row) === 'unclear') ? 'It shows' : 'It also projects'} ${rest.map(clause).join('; and ')}.`,
    );
  sentences.push(losersSentence(losersOf(folder, alternative)));
  return sentences;
}

/** Precision at which the levels of both plans are printed side by side. */
export function levelsOf(folder: ComparisonFolder, alternative: string, metric: string): number | null {
  const names = [folder.comparison.baseline, alternative];
  return levelPrecision(
    folder.runs.filter((run) => names.includes(run.summary.scenario)).flatMap((run) => run.summary.metrics[metric] ?? []),
  );
}

function headline(row: ComparisonRow, base: string, other: string, shown: number | null): string {
  const { unit, words } = metricOf(row.metric);
  const levels = `${figure(row.alternativeMean, unit, shown, true)} instead of ${figure(row.baselineMean, unit, shown, true)} on average`;
  const futures = sureness(row);
  if (verdictOf(row) === 'unclear')
    return `Between ${base} and ${other} there is no clear difference in ${words} (${levels}; ${intervalWords(row)})${futures ? `: ${futures}` : ''}.`;
  return `With ${other} in place of ${base} the simulation projects ${differencePhrase(row)} (${levels}; ${intervalWords(row)})${futures ? `: ${futures}` : ''}.`;
}

function clause(row: ComparisonRow): string {
  const futures = sureness(row);
  const sure = futures ? `, ${futures}` : '';
  if (verdictOf(row) === 'unclear') return `no clear difference in ${metricOf(row.metric).words} (${intervalWords(row)}${sure})`;
  return `${differencePhrase(row)} (${intervalWords(row)}${sure})`;
}

/** Groups worse off in more than half of futures: one entry a group, with its worst measure; the worst first. */
export function losersOf(folder: ComparisonFolder, alternative: string): WorseOff[] {
  const worst = new Map<string, WorseOff>();
  for (const row of folder.comparison.worseOff) {
    if (row.alternative !== alternative || row.worsens <= 0.5) continue;
    const key = row.by === 'all' ? row.metric : `${row.by}\n${row.key}`;
    const known = worst.get(key);
    if (!known || row.worsens > known.worsens) worst.set(key, row);
  }
  return [...worst.values()].sort((a, b) => b.worsens - a.worsens);
}

/** Names every group that is worse off in over half of futures. */
export function losersSentence(losers: readonly WorseOff[]): string {
  if (losers.length === 0) return 'No priority, area or client group is worse off in more than half of futures.';
  const named = losers.map(
    (row) => `${loserWords(row)} (${ofHundred(row.worsens)} of 100${row.by === 'all' ? '' : `, by ${metricOf(row.metric).words}`})`,
  );
  return `Worse off in more than half of futures: ${listed(named)}.`;
}

/** A group by name; a total (self-funders waiting, say) by its measure. */
export function loserWords(row: WorseOff): string {
  return row.by === 'all' ? metricOf(row.metric).words : groupWords(row.by, row.key);
}

/** Three sentences on a single run: the list, hospital, targets. */
export function runAnswer(folder: ResultFolder): string[] {
  const { summary } = folder;
  const sentences = ['interim_list.people', 'hospital.delayed_people', 'home_care.start_wait_days', 'home_care.people']
    .filter((id) => summary.metrics[id]?.mean != null)
    .slice(0, 2)
    .map((id) => levelSentence(folder, id));
  if (sentences.length === 0) sentences.push('The run has none of the headline measures.');
  return [...sentences, targetsSentence(summary.targets)];
}

function levelSentence(folder: ResultFolder, id: string): string {
  const { words, unit } = metricOf(id);
  const metric = folder.summary.metrics[id]!;
  const end = metric.atEnd;
  const mean = figure(metric.mean, unit, halfWidth(metric.ci95));
  if (!end || end.p50 === null)
    return `${capital(words)}: ${mean} on average, ${range(metric[OUTER.low], metric[OUTER.high], unit, precisionOf(metric))} in ${OUTER.words}.`;
  const spread = range(end[OUTER.low], end[OUTER.high], unit, precisionOf(end));
  return `${capital(words)}: ${mean} on average over the run, and on the last day ${figure(end.p50, unit, precisionOf(end), true)} in the middle future (${spread} in ${OUTER.words}).`;
}

/** How many targets the run meets, and the names of those it misses. */
export function targetsSentence(targets: readonly TargetResult[]): string {
  if (targets.length === 0) return 'The scenario states no targets.';
  const met = targets.filter((target) => target.verdict === 'met').length;
  const bad = targets.filter((target) => target.verdict === 'missed');
  const open = targets.length - met - bad.length;
  const missed = bad.length > 0 ? `; missed: ${bad.map(targetWords).join('; ')}` : '';
  const unsure = open > 0 ? `; ${counted(open, 'target')} cannot be judged with so few futures` : '';
  return `${met} of ${counted(targets.length, 'target')} ${met === 1 ? 'is' : 'are'} met${missed}${unsure}.`;
}

/** "people on the interim care list, in North, South, at the end" */
export function targetWords(target: Pick<TargetResult, 'metric' | 'keys' | 'by' | 'share' | 'window'>): string {
  const name =
    typeof target.metric === 'string' ? metricOf(target.metric).words : target.metric.map((id) => metricOf(id).words).join(' over ');
  const keys = target.keys && target.keys.length > 0 ? `, ${listed(target.keys.map((key) => groupWords(target.by ?? 'all', key)))}` : '';
  const share = target.share ? ', share of the total' : '';
  const window =
    target.window === null
      ? ''
      : target.window === 'start'
        ? ', on day 0'
        : target.window === 'end'
          ? ', at the end'
          : `, ${clean(target.window)}`;
  return `${name}${keys}${share}${window}`;
}

/** Unit that a target's value is in. */
export function targetUnit(target: Pick<TargetResult, 'metric' | 'share'>): string {
  if (target.share) return 'share';
  return typeof target.metric === 'string' ? metricOf(target.metric).unit : 'ratio';
}
