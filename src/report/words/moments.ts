/** Levels on a day in words, and the share of futures that meet a condition on one. */
import type { FuturesShare, MomentSummary, Summary } from '../../result/document.js';
import { spreadPrecision } from './findings.js';
import { metricOf } from './names.js';
import { counted, figure, longDate, OUTER, ofHundred, range } from './numbers.js';

/** "On 31 March 2027" */
export const onDay = (date: string): string => `On ${longDate(date)}`;

/** "On 31 March 2027: 65 people on the interim care list (8 in 10 futures: 50 to 80)", of the first of those wanted that are levels. */
function momentSentence({ date, metrics }: MomentSummary, wanted: readonly string[]): string | null {
  const levels = wanted.filter((id) => metrics[id]?.p50 != null).slice(0, MOST_NAMED);
  const said = levels.map((id) => {
    const found = metrics[id]!;
    const { unit, words } = metricOf(id);
    const precision = spreadPrecision(found);
    return `${figure(found.p50, unit, precision, true)} ${words} (${OUTER.words}: ${range(found[OUTER.low], found[OUTER.high], unit, precision, true)})`;
  });
  return said.length === 0 ? null : `${onDay(date)}: ${said.join('; ')}.`;
}

const OPERATORS = { '<=': 'at most', '>=': 'at least', '<': 'fewer than', '>': 'more than' } as const;

/** "at most 20 people on the interim care list on 31 March 2027" */
export const conditionWords = ({ metric, date, operator, value }: FuturesShare): string =>
  `${OPERATORS[operator]} ${value.toLocaleString('en-GB')} ${metricOf(metric).words} on ${longDate(date)}`;

/** "in 62 of 100 futures (95% interval 55 to 68, from 200 futures)" */
export function shareWords({ share, ci95, n }: FuturesShare): string {
  if (share === null) return 'in no future, since none is finished';
  return `in ${ofHundred(share)} of 100 futures (95% interval ${ofHundred(ci95[0])} to ${ofHundred(ci95[1])}, from ${counted(n, 'future')})`;
}

/** Sentences on the conditions that a run was asked for. */
export const shareSentences = ({ shares = [] }: Summary): string[] =>
  shares.map((one) => `There are ${conditionWords(one)} ${shareWords(one)}.`);

/** Levels named in a sentence. */
const MOST_NAMED = 2;

/** Sentences on the moments and conditions that a run was asked for; none where there were none. */
export function momentSentences(summary: Summary, wanted: readonly string[]): string[] {
  const levels = daysOf(summary).flatMap((moment) => momentSentence(moment, wanted) ?? []);
  return [...levels, ...shareSentences(summary)];
}

/** Moments by day: a week and its last day are one. */
export const daysOf = ({ at = [] }: Summary): MomentSummary[] => at.filter(({ date }, i) => at.findIndex((one) => one.date === date) === i);
