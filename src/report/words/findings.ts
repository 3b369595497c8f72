/**
 * Findings: chart titles and the sentence to copy, computed from numbers.
 */
import type { ComparisonRow, KeyedFigure, Spread } from '../../result/document.js';
import { metricOf } from './names.js';
import { amount, capital, ends, figure, halfWidth, hundreds, inFutures, OUTER, quoted, range } from './numbers.js';
import { pairedFigures, pairPrecision } from './pair.js';

/** `unclear` where the interval covers 0 or there is none; `changed` where neither direction is better. */
export type Verdict = 'better' | 'worse' | 'changed' | 'unclear';

/** What is said of a cost that is lower and no saving. */
export const CAVEATS = { 'fewer hours': 'with fewer hours delivered', shift: 'borne by others' } as const;

/** ", with fewer hours delivered"; nothing of a difference that is what it seems. */
export const caveatWords = ({ caveat }: Pick<ComparisonRow, 'caveat'>): string => (caveat === undefined ? '' : `, ${CAVEATS[caveat]}`);

/** What may be said of a paired difference. A cost that is lower because care is not given, or because another pays, is not better. */
export function verdictOf(row: ComparisonRow): Verdict {
  if (row.difference === null || row.ci95 === null) return 'unclear';
  const isSure = row.ci95[0] > 0 || row.ci95[1] < 0;
  if (!isSure) return 'unclear';
  const { better } = metricOf(row.metric);
  if (better === 'neither' || row.caveat !== undefined) return 'changed';
  return row.difference < 0 === (better === 'lower') ? 'better' : 'worse';
}

/** Whether every pair of futures has the same value: the plan does not touch the measure. */
export function isSame({ difference, ci95 }: Pick<ComparisonRow, 'difference' | 'ci95'>): boolean {
  return difference === 0 && ci95 !== null && ci95[0] === 0 && ci95[1] === 0;
}

/** Units of what is not counted but measured: such a difference is higher or lower, not more or fewer. */
const MEASURED = new Set(['share', 'a year', 'pounds', 'pounds a week', 'ratio', 'offers a package', '']);

/** Whether a unit is counted, so that there are more or fewer of it. */
export const isCounted = (unit: string): boolean => !MEASURED.has(unit);

/** "about 31 fewer people on the interim care list", without a verdict. */
export function differencePhrase(row: ComparisonRow): string {
  const metric = metricOf(row.metric);
  const difference = row.difference ?? 0;
  const size = amount(difference, metric.unit, halfWidth(row.ci95));
  if (!isCounted(metric.unit)) return `${theWords(metric.words)} ${size} ${difference < 0 ? 'lower' : 'higher'}`;
  const number = amount(difference, metric.unit, halfWidth(row.ci95), true);
  const words = metric.unit === 'hours a week' ? weekly(metric.words) : metric.words;
  return `${number} ${difference < 0 ? 'fewer' : 'more'} ${number === '1' ? singular(words) : words}`;
}

/** "person on the interim care list", as it follows 1 */
function singular(words: string): string {
  return words.replace(/^people\b/, 'person').replace(/^((?:\w+-)?\w+)s\b/, '$1');
}

/** "hours a week on the list", "council home care hours a week" */
function weekly(words: string): string {
  return words.startsWith('hours ') ? words.replace('hours ', 'hours a week ') : `${words} a week`;
}

/** "the council's revenue cost", "the share of ..." */
function theWords(words: string): string {
  return /^(share|council's|principal|cost|vacancy|carer|NHS)/.test(words) ? `the ${words}` : words;
}

/** "31 fewer people", "12 fewer hours a week" */
export function leading(difference: number, unit: string, size: string): string {
  const number = size.endsWith(` ${unit}`) ? size.slice(0, -unit.length - 1) : size.replace(/ [a-z-]+( a week)?$/, '');
  const noun = size.slice(number.length + 1);
  return `${number} ${difference < 0 ? 'fewer' : 'more'} ${noun}`;
}

/** Title of a comparison's chart: the finding in about ten words. */
export function comparisonTitle(row: ComparisonRow | undefined, id: string, hasFutures = true): string {
  const { words } = metricOf(id);
  if (!row || row.difference === null) return `${capital(words)}: no comparison possible`;
  if (verdictOf(row) === 'unclear') return `No ${isSame(row) ? '' : 'clear '}difference in ${words}`;
  const phrase = differencePhrase(row);
  return `${isCounted(metricOf(id).unit) ? `About ${phrase}` : levelTitle(row)}${hasFutures ? surenessShort(row) : ''}`;
}

/** "Share of reablement hours lost is 4.0 percentage points lower" */
function levelTitle(row: ComparisonRow): string {
  const { words, unit } = metricOf(row.metric);
  const difference = row.difference ?? 0;
  return `${capital(words)} is ${amount(difference, unit, halfWidth(row.ci95))} ${difference < 0 ? 'lower' : 'higher'}`;
}

export interface Futures {
  readonly better: string;
  readonly worse: string;
  readonly same: string;
}

/** In how many of 100 futures the alternative is better, worse and the same, which add up; null where neither direction is better. */
export function futuresOf(row: Pick<ComparisonRow, 'improves' | 'worsens'>): Futures | null {
  if (row.improves === null || row.worsens === null) return null;
  const [better, worse, same] = hundreds([row.improves, row.worsens, Math.max(0, 1 - row.improves - row.worsens)]);
  return { better: better!, worse: worse!, same: same! };
}

/** ", in 91 of 100 futures": those that differ in the direction of the mean difference. */
function surenessShort(row: ComparisonRow): string {
  const futures = futuresOf(row);
  if (futures === null || row.difference === null) return caveatWords(row);
  return `, ${inFutures(row.difference < 0 === (metricOf(row.metric).better === 'lower') ? futures.better : futures.worse)}`;
}

/** "better in 91 of 100 futures, worse in 9" */
export function sureness(row: ComparisonRow): string {
  const futures = futuresOf(row);
  if (futures === null) return row.caveat === undefined ? '' : CAVEATS[row.caveat];
  if (futures.same === '100') return 'the same in every future';
  if (futures.better === '100') return 'better in every future';
  if (futures.worse === '100') return 'worse in every future';
  const rest = futures.same === '0' || futures.same === 'under 1' ? '' : `, the same in ${futures.same}`;
  return `better in ${futures.better} of 100 futures, worse in ${futures.worse}${rest}`;
}

/** "95% interval 24 to 38 fewer" as signed ends. */
export function intervalWords(row: ComparisonRow): string {
  if (row.ci95 === null) return 'no interval: too few futures';
  return `95% interval ${ends(row.ci95, metricOf(row.metric).unit)}`;
}

/** Sentence to copy under a comparison's chart; `mean` says over what: "mean of the run". */
export function comparisonSentence(
  row: ComparisonRow | undefined,
  id: string,
  baseline: string,
  alternative: string,
  levels: number | null,
  mean = 'mean of the run',
): string {
  const metric = metricOf(id);
  const [base, other] = [quoted(baseline), quoted(alternative)];
  if (!row || row.difference === null) return `The simulation has no figure for ${metric.words} under both plans.`;
  const shown = pairPrecision(row, levels);
  const printed = pairedFigures(row, levels, false);
  const sides = `${printed.baseline} under ${base}, ${printed.alternative} under ${other}`;
  const futures = sureness(row);
  const sure = futures ? `; ${futures}` : '';
  if (isSame(row))
    return `${capital(metric.words)}: ${figure(row.baselineMean, metric.unit, shown)} under ${base} and ${other} alike (${mean}): the same in every future.`;
  if (verdictOf(row) === 'unclear')
    return `The simulation shows no clear difference in ${metric.words}: ${sides} (${mean}; difference, ${intervalWords(row)}${sure}).`;
  return `${capital(metric.words)}: ${sides} (${mean}), a paired difference of ${printed.difference} (${intervalWords(row)}${sure}).`;
}

/** Title of a single run's chart. `start` is the value on day 0 or in the first week. */
export function runTitle(id: string, metric: KeyedFigure | undefined, start: number | null): string {
  const { words, unit } = metricOf(id);
  const end = metric?.atEnd ?? metric;
  if (!end || end.p50 === null) return `${capital(words)}: nothing to report`;
  const precision = spreadPrecision(end);
  const [low, high] = [end[OUTER.low], end[OUTER.high]];
  const isLevel = metric?.atEnd !== undefined;
  if (!isLevel || start === null || low === null || high === null)
    return `${capital(words)}: ${figure(end.p50, unit, precision)} in the middle future`;
  const first = figure(start, unit, unit === 'share' ? null : 1, true);
  const ends = `between ${range(low, high, unit, precision, true).replace(' to ', ' and ')}`;
  if (start > high) return `${capital(words)} fall from ${first} to ${ends}`;
  if (start < low) return `${capital(words)} rise from ${first} to ${ends}`;
  return `No clear change in ${words}: ${first} at first, then ${ends}`;
}

/** Sentence to copy under a single run's chart. */
export function runSentence(id: string, metric: KeyedFigure | undefined, scenario: string): string {
  const { words, unit } = metricOf(id);
  if (!metric || metric.mean === null) return `The simulation has no figure for ${words}.`;
  const end = metric.atEnd;
  const mean = `${figure(metric.mean, unit, halfWidth(metric.ci95))} on average over the run`;
  const spread =
    end && end.p50 !== null
      ? `; on the last day ${figure(end.p50, unit, spreadPrecision(end))} in the middle future, ${range(end[OUTER.low], end[OUTER.high], unit, spreadPrecision(end))} in ${OUTER.words}`
      : `; ${range(metric[OUTER.low], metric[OUTER.high], unit, spreadPrecision(metric))} in ${OUTER.words}`;
  return `Under ${quoted(scenario)} the simulation projects, for ${words}, ${mean}${spread}.`;
}

/**
 * Precision of quantiles: that of the mean, a little over, and never coarser than the range that they span, since the interval of a
 * mean of two or three futures is far wider than the futures themselves.
 */
export function spreadPrecision(spread: Spread): number | null {
  const half = halfWidth(spread.ci95);
  if (half === null || spread.p10 === null || spread.p90 === null) return half;
  const width = spread.p90 - spread.p10;
  return width > 0 ? Math.min(half * 1.25, width / 2) : half * 1.25;
}
