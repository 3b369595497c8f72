/**
 * Time in words: from when effects are counted, and whether what is said of them still holds when the run ends. Clauses, small first
 * letter and no full stop: the report puts them into its first sentence, the screen makes them its first.
 */
import type { ComparisonDocument, ComparisonRow, Settling, Summary } from '../../result/document.js';
import { sinceIn } from '../../result/plan-start.js';
import { LOOKED_AT } from '../../result/settling.js';
import { LAST_WEEKS } from '../../result/windows.js';
import { differencePhrase, intervalWords, sureness, verdictOf } from './findings.js';
import { metricOf } from './names.js';
import { amount, counted, halfWidth, listed, longDate, quoted } from './numbers.js';
import type { RowOf } from './rows.js';

export type Dated = Pick<ComparisonDocument, 'plans' | 'weeks' | 'warmUpWeeks'>;

const planOf = ({ plans }: Dated, alternative: string) => plans?.find((plan) => plan.alternative === alternative);

/** Weeks [from, to) over which a plan's effects are counted, from 0. */
export function countedWeeks(comparison: Dated, alternative: string): { readonly from: number; readonly to: number } {
  const id = sinceIn(comparison.plans, alternative);
  const window = planOf(comparison, alternative)?.windows.find((one) => one.id === id);
  return window ?? { from: comparison.warmUpWeeks, to: comparison.weeks };
}

/** Whether effects are counted from a date after the run's first week: then they are not those of the whole run. */
const isLater = (comparison: Dated, alternative: string): boolean => countedWeeks(comparison, alternative).from > comparison.warmUpWeeks;

/** "since 1 April 2024", or "over the run" */
export function whenWords(comparison: Dated, alternative: string): string {
  const date = planOf(comparison, alternative)?.date;
  return date && isLater(comparison, alternative) ? `since ${longDate(date)}` : 'over the run';
}

/** "mean since 1 April 2024", or "mean of the run" */
export function meanWords(comparison: Dated, alternative: string): string {
  const when = whenWords(comparison, alternative);
  return when === 'over the run' ? 'mean of the run' : `mean ${when}`;
}

/** As {@link meanWords}, of several plans, each from its own date. */
export function meansWords(comparison: Dated, alternatives: readonly string[]): string {
  const means = new Set(alternatives.map((name) => meanWords(comparison, name)));
  return means.size === 1 ? [...means][0]! : 'mean since each plan’s date, the first for the baseline';
}

/** Whether a plan sets nothing otherwise than the baseline within the run. */
export function changesNothing(comparison: Dated, alternative: string): boolean {
  return planOf(comparison, alternative)?.day === null;
}

/** "by about 3 people a week" */
function pace({ metric, slope, ci95 }: Settling): string {
  const { unit, kind } = metricOf(metric);
  const size = amount(slope ?? 0, unit, halfWidth(ci95));
  return `by ${size.startsWith('under') ? '' : 'about '}${size} ${kind === 'count' || unit.includes('week') ? 'every week' : 'a week'}`;
}

/** Of a difference, plan less baseline: from -5 to -3 rises. */
const direction = ({ slope }: Settling): string => (slope! > 0 ? 'rising' : 'falling');

/** What its weeks are held to: a count has a total over the run, and moves by the week. */
const weekly = (metric: string): string => (metricOf(metric).kind === 'count' ? 'weekly ' : '');

const NOT_FINAL = 'this is not the final answer';
const tooFew = (what: string): string => `these are too few futures to tell whether ${what} has settled when the run ends`;

/** " (also still moving: a, b and 2 other measures)" */
function others(rows: readonly Settling[]): string {
  const words = rows.map(({ metric }) => metricOf(metric).words);
  if (words.length === 0) return '';
  return ` (also still moving: ${listed(words.length > 3 ? [...words.slice(0, 2), counted(words.length - 2, 'other measure')] : words)})`;
}

/** What the last quarter says against the figure since the plan's date: a difference where there is none, the other way round, or clearly another. */
function lateClause(comparison: ComparisonDocument, find: RowOf, row: ComparisonRow, isNamed: boolean): string | null {
  const late = find(row.metric, row.by, row.key, LAST_WEEKS);
  if (!late || verdictOf(late) === 'unclear') return null;
  const isTurned = late.difference! > 0 !== row.difference! > 0;
  const isUnclear = verdictOf(row) === 'unclear';
  // a table says by how much; a total over 13 weeks is another than one over the run
  const isSaid = isNamed || metricOf(row.metric).kind === 'count';
  if (!isUnclear && !isTurned && (isSaid || !isApart(late, row))) return null;
  const sure = sureness(late);
  const found = `${differencePhrase(late)} (${intervalWords(late)}${sure ? `, ${sure}` : ''})`;
  if (isNamed)
    return `${isUnclear ? `there is no clear difference in ${metricOf(row.metric).words}` : differencePhrase(row)} ${whenWords(comparison, row.alternative)}, but in the last 13 weeks alone ${found}`;
  if (isUnclear) return `in the last 13 weeks alone there is one: ${found}`;
  return isTurned ? `but in the last 13 weeks it is the other way round: ${found}` : `by the last 13 weeks it has come to ${found}`;
}

/** Whether intervals have nothing in common: the mean since the plan's date is then not where it ends. */
const isApart = ({ ci95: a }: ComparisonRow, { ci95: b }: ComparisonRow): boolean =>
  a !== null && b !== null && (a[0] > b[1] || a[1] < b[0]);

/**
 * Whether the difference that was said first, and those of the other headline metrics, still move when the run ends.
 *
 * @param isNamed - whether the clause must name the metric, since nothing before it does
 */
function settlingClause(comparison: ComparisonDocument, row: ComparisonRow, isNamed: boolean): string | null {
  const rows = (comparison.settling ?? []).filter(({ alternative }) => alternative === row.alternative);
  const first = rows.find(({ metric }) => metric === row.metric);
  const moving = rows.filter(({ verdict }) => verdict === 'moving');
  const [said, ...more] = first?.verdict === 'moving' ? [first, ...moving.filter((one) => one !== first)] : moving;
  if (said !== undefined) {
    const which = `the ${weekly(said.metric)}difference${said === first && !isNamed ? '' : ` in ${metricOf(said.metric).words}`}`;
    return `${which} is still ${direction(said)} ${pace(said)} when the run ends${others(more)}: ${NOT_FINAL}`;
  }
  const difference = `the difference${isNamed ? ` in ${metricOf(row.metric).words}` : ''}`;
  const { from, to } = countedWeeks(comparison, row.alternative);
  if (first?.verdict === 'short')
    return `the run ends ${counted(to - from, 'week')} into the plan, too soon to tell whether ${difference} lasts`;
  return first?.verdict === 'unknown' ? tooFew(difference) : null;
}

/** What must be said of time with a plan's first figure; null where there is nothing. */
export function horizonClause(comparison: ComparisonDocument, find: RowOf, row: ComparisonRow, isNamed = false): string | null {
  const clauses = [lateClause(comparison, find, row, isNamed), settlingClause(comparison, row, isNamed)].filter(
    (clause) => clause !== null,
  );
  return clauses.length === 0 ? null : clauses.join('; ');
}

/** Of several plans, those under which a headline figure still moves when the run ends: the end of a sentence, empty where there are none. */
export function severalClause({ settling = [], alternatives }: ComparisonDocument): string {
  const moves = (name: string) => settling.some(({ alternative, verdict }) => alternative === name && verdict === 'moving');
  const moving = alternatives.filter(moves);
  return moving.length === 0
    ? ''
    : `; differences still move when the run ends under ${listed(moving.map((name) => quoted(name)))}: ${NOT_FINAL}`;
}

/** That a plan changes nothing, by name; null for one that does. */
export function nothingSentence(comparison: ComparisonDocument, alternative: string): string | null {
  if (!changesNothing(comparison, alternative)) return null;
  return `The plan ${quoted(alternative)} changes nothing within the run: all that it sets is as in ${quoted(comparison.baseline)} until the run ends.`;
}

/** Whether the first of a run's figures, and the other headline metrics, still move when the run ends; null where they do not. */
export function runClause({ settling = [], metrics }: Pick<Summary, 'settling' | 'metrics'>, first?: string): string | null {
  const shown = settling.filter(({ metric }) => metrics[metric]?.mean != null);
  const own = shown.find(({ metric }) => metric === first);
  const moving = shown.filter(({ verdict }) => verdict === 'moving');
  const [said, ...more] = own?.verdict === 'moving' ? [own, ...moving.filter((one) => one !== own)] : moving;
  if (said !== undefined) {
    const season = said.seasonOut ? '' : ' (the season of these weeks is in it)';
    return `when the run ends the ${weekly(said.metric)}figure for ${metricOf(said.metric).words} is still ${direction(said)} ${pace(said)}${season}${others(more)}: ${NOT_FINAL}`;
  }
  if (own?.verdict === 'short') return `the run is shorter than the ${LOOKED_AT} weeks that it takes to tell whether this lasts`;
  return own?.verdict === 'unknown' ? tooFew(`the figure for ${metricOf(own.metric).words}`) : null;
}

/** Weeks to run for next, so that what still moves has settled: a number where the pace tells it, else `until-settled`; null: no need. */
export function nextWeeks(settling: readonly Settling[] = []): number | 'until-settled' | null {
  const open = settling.filter(({ verdict }) => verdict === 'moving' || verdict === 'short');
  if (open.length === 0) return null;
  const known = open.flatMap(({ settlesBy }) => settlesBy ?? []);
  return known.length === open.length ? Math.max(...known) : 'until-settled';
}
