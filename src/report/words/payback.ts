/** When a plan that spends capital has paid for itself out of the council's revenue, in sentences. */
import type { ComparisonDocument, Payback } from '../../result/document.js';
import { ends, figure, halfWidth, inFutures, ofHundred } from './numbers.js';

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

function whenWords({ n, paidBack, week }: Payback): string {
  if (n < 2) return 'one pair of futures cannot say when it pays back';
  if (paidBack === null || paidBack === 0) return 'it has not paid back by the end of the run in any future';
  return `it has paid back by the end of the run ${inFutures(ofHundred(paidBack))}${spreadWords(week)}`;
}

/** Sentences on a plan's pay-back; none for a plan without capital. */
export function paybackSentences({ payback = [] }: ComparisonDocument, alternative: string): string[] {
  const rows = payback.filter((row) => row.alternative === alternative);
  if (!rows.some(({ withCapital }) => withCapital)) return [];
  return rows.map(
    (row) => `${row.withCapital ? 'With capital' : 'Without capital'}, the council pays ${costWords(row)} over the run; ${whenWords(row)}.`,
  );
}
