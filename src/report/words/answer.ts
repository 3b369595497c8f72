/**
 * The answer in three sentences, with numbers and how sure; and who loses.
 */
import { type ComparisonFolder, type ComparisonRow, HEADLINES, type ResultFolder, type TargetResult } from '../../result/document.js';
import { differencePhrase, intervalWords, isSame, spreadPrecision, sureness, verdictOf } from './findings.js';
import { horizonClause, meansWords, nothingSentence, runClause, severalClause, whenWords } from './horizon.js';
import { losersOf, losersSentence, namedLosers } from './losers.js';
import { answeredOf } from './measures.js';
import { momentSentences } from './moments.js';
import { groupWords, metricOf, type Names, namesOf } from './names.js';
import { capital, clean, counted, figure, halfWidth, levelPrecision, listed, OUTER, quoted, range } from './numbers.js';
import { pairedFigures, pairPrecision } from './pair.js';
import { paybackSentences } from './payback.js';
import { shiftSentence, UNDELIVERED } from './payers.js';
import { type RowOf, rowsOf } from './rows.js';
import { severalSentence } from './several.js';
import { shockSentences } from './shock.js';

/** Headline measures of one alternative that have something to say, those that it touches before those that it leaves alone. */
function answeredRows(folder: ComparisonFolder, find: RowOf): ComparisonRow[] {
  const rows = answeredOf(folder.manifest)
    .flatMap((id) => find(id) ?? [])
    .filter(saysSomething);
  return [...rows.filter(isTouched), ...rows.filter((row) => !isTouched(row))];
}

/** On one alternative: its shock, if it is one; the list; hospital and cost; who pays and when it pays back; who loses. */
export function comparisonAnswer(folder: ComparisonFolder, alternative: string): string[] {
  const nothing = nothingSentence(folder.comparison, alternative);
  if (nothing !== null) return [nothing];
  const find = rowsOf(folder.comparison, alternative);
  const [base, other] = [quoted(folder.comparison.baseline), quoted(alternative)];
  const when = whenWords(folder.comparison, alternative);
  const answered = answeredRows(folder, find);
  const [first, second] = answered;
  const hospital = answered.find((row) => row.metric === 'hospital.delayed_people' && row !== first && isTouched(row));
  const cost = find('cost.total');
  const hours = cost && find(UNDELIVERED);
  const rest = [hospital ?? second, hospital ? undefined : answered.slice(2).find(isTouched), cost, hours].filter(
    (row): row is ComparisonRow => row !== undefined && saysSomething(row),
  );
  const sentences = [
    first
      ? firstSentence(folder, find, first, headline(first, base, other, levelsOf(folder, alternative, first.metric), when))
      : `The two plans ${base} and ${other} have no measure in common to compare.`,
  ];
  if (rest.length > 0)
    sentences.push(
      `${rest.every((row) => verdictOf(row) === 'unclear') ? 'It shows' : 'It also projects'} ${rest.map(clause).join('; and ')}.`,
    );
  sentences.push(shiftSentence(folder.comparison, alternative), ...paybackSentences(folder.comparison, alternative));
  sentences.push(losersSentence(losersOf(folder.comparison, alternative), namesOf(folder.manifest.scenarios[0])));
  return [...shockSentences(folder.comparison, alternative), ...sentences.filter((sentence) => sentence !== '')];
}

/** The headline, with what must be said of time. */
function firstSentence(folder: ComparisonFolder, find: RowOf, first: ComparisonRow, words: string): string {
  const clause = horizonClause(folder.comparison, find, first);
  return `${words}${clause === null ? '' : `; ${clause}`}.`;
}

/** Three sentences on several alternatives at once: the first headline that any of them touches, the cost, who loses. */
export function severalAnswer(folder: ComparisonFolder): string[] {
  const { alternatives, baseline } = folder.comparison;
  const plansFor = (id: string) => alternatives.map((name) => ({ name, row: rowsOf(folder.comparison, name)(id) }));
  const first = answeredOf(folder.manifest).find((id) => plansFor(id).some(({ row }) => row && saysSomething(row) && isTouched(row)));
  const when = meansWords(folder.comparison, alternatives);
  const sentence = (id: string) => severalSentence(id, plansFor(id), baseline, levelPrecision(levelsIn(folder, id)), when);
  const costs = plansFor('cost.total').some(({ row }) => row && saysSomething(row)) ? [sentence('cost.total')] : [];
  const losing = alternatives.filter((name) => namedLosers(losersOf(folder.comparison, name)).length > 0);
  const losers =
    losing.length === 0
      ? 'No group is both clearly and noticeably worse off in more than half of futures under any plan.'
      : `Some groups are worse off in more than half of futures under ${listed(losing.map((name) => quoted(name)))}.`;
  const [lead = '', ...rest] = [...(first ? [sentence(first)] : []), ...costs, losers];
  return [lead.replace(/\.$/, `${severalClause(folder.comparison)}.`), ...rest];
}

const levelsIn = (folder: ComparisonFolder, metric: string) => folder.runs.flatMap((run) => run.summary.metrics[metric] ?? []);

/** Whether a plan changes a measure in more than one future of four: what it leaves alone is no answer. */
export function isTouched(row: ComparisonRow): boolean {
  if (row.improves === null || row.worsens === null) return !isSame(row);
  return row.improves + row.worsens > 0.25;
}

/** Not where both plans have nothing of it in any future. */
function saysSomething(row: ComparisonRow): boolean {
  return row.difference !== null && !(row.baselineMean === 0 && row.alternativeMean === 0 && (row.sd ?? 0) === 0);
}

/** Precision at which the levels of both plans are printed side by side. */
export function levelsOf(folder: ComparisonFolder, alternative: string, metric: string): number | null {
  const names = [folder.comparison.baseline, alternative];
  return levelPrecision(
    folder.runs.filter((run) => names.includes(run.summary.scenario)).flatMap((run) => run.summary.metrics[metric] ?? []),
  );
}

/** Without a full stop. */
function headline(row: ComparisonRow, base: string, other: string, precision: number | null, when: string): string {
  const { unit, words } = metricOf(row.metric);
  const { baseline, alternative } = pairedFigures(row, precision);
  const average = when === 'over the run' ? 'on average' : `on average ${when}`;
  const levels = `${alternative} instead of ${baseline} ${average}`;
  const futures = sureness(row);
  if (isSame(row))
    return `${capital(words)} is the same in every future under ${base} and ${other}: ${figure(row.baselineMean, unit, pairPrecision(row, precision))} ${average}`;
  if (verdictOf(row) === 'unclear')
    return `Between ${base} and ${other} there is no clear difference in ${words} (${levels}; ${intervalWords(row)})${futures ? `: ${futures}` : ''}`;
  return `With ${other} in place of ${base} the simulation projects ${differencePhrase(row)} (${levels}; ${intervalWords(row)})${futures ? `: ${futures}` : ''}`;
}

function clause(row: ComparisonRow): string {
  const futures = sureness(row);
  const sure = futures ? `, ${futures}` : '';
  if (isSame(row)) return `no difference in ${metricOf(row.metric).words}`;
  if (verdictOf(row) === 'unclear') return `no clear difference in ${metricOf(row.metric).words} (${intervalWords(row)}${sure})`;
  return `${differencePhrase(row)} (${intervalWords(row)}${sure})`;
}

/** Three sentences on a single run: the list, hospital, targets. */
export function runAnswer(folder: ResultFolder): string[] {
  const { summary } = folder;
  const usual = ['interim_list.people', 'hospital.delayed_people', 'home_care.start_wait_days', 'home_care.people'];
  const sentences = [...new Set([...(folder.manifest.scenarios[0]?.headline ?? []), ...usual])]
    .filter((id) => summary.metrics[id]?.mean != null)
    .slice(0, 2)
    .map((id, i) => `${levelSentence(folder, id)}${i === 0 ? runWords(folder, id) : ''}.`);
  if (sentences.length === 0) sentences.push('The run has none of the headline measures.');
  const moments = momentSentences(summary, folder.manifest.scenarios[0]?.headline ?? HEADLINES);
  return [...sentences, ...moments, targetsSentence(summary.targets, namesOf(folder.manifest.scenarios[0]))];
}

function runWords({ summary }: ResultFolder, first: string): string {
  const clause = runClause(summary, first);
  return clause === null ? '' : `; ${clause}`;
}

/** Without a full stop. */
function levelSentence(folder: ResultFolder, id: string): string {
  const { words, unit } = metricOf(id);
  const metric = folder.summary.metrics[id]!;
  const end = metric.atEnd;
  const mean = figure(metric.mean, unit, halfWidth(metric.ci95));
  if (!end || end.p50 === null)
    return `${capital(words)}: ${mean} on average, ${range(metric[OUTER.low], metric[OUTER.high], unit, spreadPrecision(metric))} in ${OUTER.words}`;
  const spread = range(end[OUTER.low], end[OUTER.high], unit, spreadPrecision(end));
  return `${capital(words)}: ${mean} on average over the run, and on the last day ${figure(end.p50, unit, spreadPrecision(end), true)} in the middle future (${spread} in ${OUTER.words})`;
}

/** How many targets the run meets, and the names of those it misses. */
export function targetsSentence(targets: readonly TargetResult[], names: Names = {}): string {
  if (targets.length === 0) return 'The scenario states no targets.';
  const met = targets.filter((target) => target.verdict === 'met').length;
  const bad = targets.filter((target) => target.verdict === 'missed');
  const open = targets.length - met - bad.length;
  const missed = bad.length > 0 ? `; missed: ${bad.map((target) => targetWords(target, names)).join('; ')}` : '';
  const unsure = open > 0 ? `; ${counted(open, 'target')} cannot be judged with so few futures` : '';
  return `${met} of ${counted(targets.length, 'target')} ${met === 1 ? 'is' : 'are'} met${missed}${unsure}.`;
}

/** "people on the interim care list, in North, South, at the end" */
export function targetWords(target: Pick<TargetResult, 'metric' | 'keys' | 'by' | 'share' | 'window'>, names: Names = {}): string {
  const name =
    typeof target.metric === 'string' ? metricOf(target.metric).words : target.metric.map((id) => metricOf(id).words).join(' over ');
  const keys =
    target.keys && target.keys.length > 0 ? `, ${listed(target.keys.map((key) => groupWords(target.by ?? 'all', key, names)))}` : '';
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
