/**
 * Who loses: groups that are worse off in more than half of futures, by the size of the effect, in words that need no table.
 */
import type { ComparisonDocument, ComparisonRow } from '../../result/document.js';
import { differencePhrase, futuresOf, verdictOf } from './findings.js';
import { countedWeeks } from './horizon.js';
import { groupWords, keyWords, metricOf, type Names } from './names.js';
import { capital, counted, inFutures, listed } from './numbers.js';
import { type RowOf, rowsOf } from './rows.js';

export interface Loser {
  readonly row: ComparisonRow;
  /** how much worse on average, in people or in days; person-days as people on average */
  readonly size: number;
  /** the 95 % interval excludes 0 */
  readonly isClear: boolean;
  /** clear, at least half a person or half a day, and at least 1 % of the baseline */
  readonly isNotable: boolean;
}

const LEAST = 0.5;
const LEAST_SHARE = 0.01;
/** Groups named in a sentence: as many as a reader keeps in mind. */
const MOST_NAMED = 4;

/**
 * One entry for each group and measure, the largest effect first. A client group is left out where everyone together is worse off on
 * that measure: the total says it.
 */
export function losersOf(comparison: ComparisonDocument, alternative: string): Loser[] {
  const find = rowsOf(comparison, alternative);
  const { from, to } = countedWeeks(comparison, alternative);
  const days = (to - from) * 7;
  return comparison.worseOff
    .filter((one) => one.alternative === alternative && one.worsens > 0.5 && !isSaidByTotal(one, find))
    .flatMap((one) => find(one.metric, one.by, one.key) ?? [])
    .map((row) => loserOf(row, days))
    .sort((a, b) => b.size - a.size);
}

function isSaidByTotal(one: { readonly metric: string; readonly by: string }, find: RowOf): boolean {
  return one.by === 'client_group' && (find(one.metric)?.worsens ?? 0) > 0.5;
}

function loserOf(row: ComparisonRow, days: number): Loser {
  const difference = Math.abs(row.difference ?? 0);
  const size = metricOf(row.metric).unit === 'person-days' ? difference / days : difference;
  const isClear = verdictOf(row) === 'worse';
  const base = row.baselineMean ?? 0;
  return { row, size, isClear, isNotable: isClear && size >= LEAST && (base === 0 || difference / base >= LEAST_SHARE) };
}

/** The groups worth naming in a sentence, each once; a part is passed over where the whole is named on the same measure. */
export function namedLosers(losers: readonly Loser[]): Loser[] {
  const notable = losers.filter((one) => one.isNotable);
  const totals = new Set(notable.filter(({ row }) => row.by === 'all').map(({ row }) => row.metric));
  const seen = new Set<string>();
  return notable
    .filter(({ row }) => {
      const group = row.by === 'all' ? row.metric : `${row.by} ${row.key}`;
      if (seen.has(group) || (row.by !== 'all' && totals.has(row.metric))) return false;
      seen.add(group);
      return true;
    })
    .slice(0, MOST_NAMED);
}

/** "about 3 more self-funders waiting, in 88 of 100 futures" */
export function loserPhrase({ row }: Loser, names: Names): string {
  const phrase = differencePhrase(row);
  const about = /^under/.test(phrase) ? '' : 'about ';
  return `${about}${phrase}${tail(row, names)}, ${inFutures(futuresOf(row)?.worse ?? '0')}`;
}

function tail({ by, key }: ComparisonRow, names: Names): string {
  if (by === 'all') return '';
  const words = keyWords(by, key, names);
  if (by === 'area') return ` in ${words}`;
  if (by === 'band') return ` among ${groupWords(by, key, names)}`;
  return by === 'client_group' ? ` (client group “${words}”)` : ` among ${words}`;
}

/** A group by name, as a table's first column has it. */
export function loserGroup({ row }: Loser, names: Names): string {
  return capital(keyWords(row.by, row.key, names));
}

const NOBODY = 'No priority, area or client group is worse off in more than half of futures.';

/** How many entries the table has beyond those named. */
export function otherLosers(losers: readonly Loser[], named: readonly Loser[]): string {
  const more = losers.length - named.length;
  if (more === 0) return '';
  return named.length === 0
    ? `${counted(more, 'small or unclear change', 'small or unclear changes')} for the worse`
    : `${counted(more, 'more change', 'more changes')} for the worse, by area or group, smaller or unclear`;
}

/** Every other group that is worse off in more than half of futures, by name alone: by little, or not clearly. */
export function othersSentence(losers: readonly Loser[], names: Names): string {
  const named = namedLosers(losers);
  const said = new Set(named.map((one) => groupOf(one, names)));
  const groups = [...new Set(losers.filter((one) => !named.includes(one)).map((one) => groupOf(one, names)))].filter(
    (group) => !said.has(group),
  );
  if (groups.length === 0) return '';
  return `Also worse off in more than half of futures, by little or not clearly: ${listed(groups)}. The table “Who loses” says on what.`;
}

/** "people delayed in hospital", "people in North", "the client group “Older people”" */
function groupOf({ row }: Loser, names: Names): string {
  return row.by === 'all' ? metricOf(row.metric).words : groupWords(row.by, row.key, names);
}

/** The sentence on who loses. */
export function losersSentence(losers: readonly Loser[], names: Names): string {
  if (losers.length === 0) return NOBODY;
  const named = namedLosers(losers);
  if (named.length === 0) return 'No group is both clearly and noticeably worse off in more than half of futures.';
  return `Worse off: ${named.map((one) => loserPhrase(one, names)).join('; ')}.`;
}
