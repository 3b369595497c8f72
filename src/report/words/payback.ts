/** When a plan that spends capital has paid for itself out of the council's revenue, in sentences. */
import type { ComparisonDocument, Payback } from '../../result/document.js';
import { ends, halfWidth, inFutures, ofHundred, signed } from './numbers.js';

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

function sentence({ withCapital, n, paidBack, week, balance, ci95 }: Payback): string {
  const cost = `${signed(balance, 'pounds', halfWidth(ci95))}${ci95 === null ? '' : ` (${ends(ci95, 'pounds')})`}`;
  const when =
    paidBack === null || paidBack === 0
      ? 'it has not paid back by the end of the run in any future'
      : `it has paid back by the end of the run ${inFutures(ofHundred(paidBack))}${spreadWords(week)}`;
  return `${withCapital ? 'With capital' : 'Without capital'}, the council pays ${cost} over the run against the baseline; ${n < 2 ? 'one pair of futures cannot say when it pays back' : when}.`;
}

/** Sentences on a plan's pay-back; none for a plan without capital. */
export function paybackSentences({ payback = [] }: ComparisonDocument, alternative: string): string[] {
  const rows = payback.filter((row) => row.alternative === alternative);
  return rows.some(({ withCapital }) => withCapital) ? rows.map(sentence) : [];
}
