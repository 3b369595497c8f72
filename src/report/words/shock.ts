/** A shock in sentences: who is hit, how far a queue rises and when, and how soon it is back. */
import type { ComparisonDocument, Excess, Shock } from '../../result/document.js';
import { metricOf } from './names.js';
import { counted, ends, figure, halfWidth, levelPrecision, longDate } from './numbers.js';

/** "222 people lose their provider in the week of 11 January 2027" */
function hitWords({ hit }: Shock): string {
  if (hit === null) return '';
  const half = halfWidth(hit.ci95);
  const size = (people: number) => figure(people, 'people', half);
  const week = `in the week of ${longDate(hit.date)}`;
  const isMost = hit.inWeek !== null && hit.inWeek >= 0.9 * hit.people;
  return isMost
    ? `${size(hit.people)} lose their provider ${week}`
    : `${size(hit.people)} lose their provider over the run, most of them ${week}`;
}

const weeksWords = (weeks: number): string => counted(weeks, 'week');

/** "half of that is gone after 12 weeks, nearly all after 40" */
function backWords({ halfGone, gone }: Excess): string {
  if (halfGone === null) return 'half of that excess is not gone within the run';
  const all = gone === null ? 'nearly all (9 in 10) not within the run' : `nearly all (9 in 10) after ${weeksWords(gone)}`;
  return `half of that excess is gone after ${weeksWords(halfGone)}, ${all}`;
}

/** "people on the interim care list rise from 48 to 184 within 4 weeks" */
function riseWords(excess: Excess, from: number | null): string {
  const { unit, words } = metricOf(excess.metric);
  const half = halfWidth(excess.ci95);
  const precision = levelPrecision([{ mean: excess.atPeak, ci95: excess.ci95 }]);
  const show = (people: number | null) => figure(people, unit, precision, true);
  const when = from === null ? `by the week of ${longDate(excess.date)}` : `within ${weeksWords(excess.week - from + 1)}`;
  const beside = `${figure(excess.peak, unit, half, true)} above the baseline’s ${show(excess.baselineAtPeak)}`;
  return `${words} rise from ${show(excess.before)} to ${show(excess.atPeak)} ${when}, ${beside} (95% interval ${ends(excess.ci95, unit)})`;
}

/** Sentences on a plan's shock, the worst queue of the model's first; none for a plan without one. */
export function shockSentences({ shocks = [], replications }: ComparisonDocument, alternative: string): string[] {
  const shock = shocks.find((one) => one.alternative === alternative);
  if (shock === undefined) return [];
  const hit = hitWords(shock);
  const [first, ...others] = shock.excess.map((excess) => `${riseWords(excess, shock.week)}; ${backWords(excess)}`);
  if (first === undefined) return hit ? [`${hit}; no queue rises by more than chance might in ${counted(replications, 'future')}.`] : [];
  return [`${hit ? `${hit}; ` : ''}${first}.`, ...others.map((text) => `${text}.`)].map(
    (text) => text.charAt(0).toUpperCase() + text.slice(1),
  );
}
