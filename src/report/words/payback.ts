/** When a plan that spends capital has paid for itself out of the council's revenue, in sentences. */
import type { ComparisonDocument, Payback } from '../../result/document.js';
import { ends, figure, halfWidth, inFutures, ofHundred } from './numbers.js';
import { invests } from './payers.js';

/** Weeks as a planner says them: years once there are many. */
function after(week: number): string {
  const years = week / (365.25 / 7);
  return years < 1 ? `${Math.round(week)} weeks` : `${years.toFixed(1)} years`;
}

function spreadWords({ p10, p50, p90 }: Payback['week']): string {
  if (p50 === null) return '';
  const late = p90 === null ? 'later than the run' : after(p90);
  return `, in the middle future ${after(p50)} into the run (8 in 10 futures: ${p10 === null ? 'later than the run' : after(p10)} to ${late})`;
}

/** "£3.1 million more than the baseline (+£2.8 to +£3.5 million)" */
function costWords({ balance, ci95 }: Payback): string {
  if (balance === null) return 'a sum that is not known';
  if (balance === 0) return 'the same as under the baseline';
  const size = figure(Math.abs(balance), 'pounds', halfWidth(ci95));
  return `${size} ${balance < 0 ? 'less' : 'more'} than under the baseline${ci95 === null ? '' : ` (95% interval ${ends(ci95, 'pounds')})`}`;
}

/** What the last year's rate, held on, makes of it where the middle future has not paid back; marked as what it is. */
function beyondWords({ week, projected }: Payback): string {
  if (week.p50 !== null || projected === undefined) return '';
  if (projected.p50 === null) return ', and at the rate of the last year it never would in the middle future';
  return `; extrapolated at the rate of the last year, the middle future would after ${after(projected.p50)}`;
}

function whenWords(row: Payback): string {
  if (row.n < 2) return 'one pair of futures cannot say when it pays back';
  const { paidBack, week } = row;
  if (paidBack === null || paidBack === 0) return `it has not paid back by the end of the run in any future${beyondWords(row)}`;
  return `it has paid back by the end of the run ${inFutures(ofHundred(paidBack))}${spreadWords(week)}${beyondWords(row)}`;
}

/** Sentences on a plan's pay-back; none for a plan on which nobody spends capital. */
export function paybackSentences(comparison: ComparisonDocument, alternative: string): string[] {
  const rows = (comparison.payback ?? []).filter((row) => row.alternative === alternative);
  if (!invests(comparison, alternative)) return [];
  return rows.map(
    (row) =>
      `${row.withCapital ? 'With its capital' : 'In revenue alone'}, the council pays ${costWords(row)} over the run; ${whenWords(row)}.`,
  );
}
