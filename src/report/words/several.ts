/** One finding over several plans: titles and sentences that name each plan once and the baseline once. */
import type { ComparisonRow } from '../../result/document.js';
import { intervalWords, isCounted, isSame, sureness, verdictOf } from './findings.js';
import { metricOf } from './names.js';
import { amount, capital, counted, figure, halfWidth, listed, quoted, signed } from './numbers.js';
import { pairPrecision } from './pair.js';

/** A plan and its row of the comparison. */
export interface PlanRow {
  readonly name: string;
  readonly row: ComparisonRow | undefined;
}

/** Letters of a plan's name in a title. */
const NAME = 44;

/** "23 fewer", "£3.1 million higher" */
function changeWords(row: ComparisonRow): string {
  const { unit } = metricOf(row.metric);
  const difference = row.difference ?? 0;
  const size = amount(difference, unit, halfWidth(row.ci95), true);
  const [less, more] = isCounted(unit) ? ['fewer', 'more'] : ['lower', 'higher'];
  return `${size} ${difference < 0 ? less : more}`;
}

const isClear = (plan: PlanRow): plan is { name: string; row: ComparisonRow } =>
  plan.row !== undefined && plan.row.difference !== null && verdictOf(plan.row) !== 'unclear';

/** Whether a measure is told apart from the baseline under any plan. */
export const anyClear = (plans: readonly PlanRow[]): boolean => plans.some(isClear);

/** "People on the list: 33 fewer under “A”, 23 fewer under “B”", the two ends where there are more than two plans. */
export function severalTitle(id: string, plans: readonly PlanRow[]): string {
  const { words } = metricOf(id);
  const clear = plans.filter(isClear).sort((a, b) => a.row.difference! - b.row.difference!);
  const rest = plans.filter((plan) => !isClear(plan));
  if (clear.length === 0) {
    const same = plans.every(({ row }) => row !== undefined && isSame(row));
    return `No ${same ? '' : 'clear '}difference in ${words} under any plan`;
  }
  const said = (plan: (typeof clear)[number]) => `${changeWords(plan.row)} under ${quoted(plan.name, NAME)}`;
  const [least, most] = [clear[0]!, clear.at(-1)!];
  if (clear.length > 1 && changeWords(least.row) === changeWords(most.row)) {
    const all =
      rest.length === 0 ? (clear.length === 2 ? 'both plans' : 'every plan') : listed(clear.map(({ name }) => quoted(name, NAME)));
    return `${capital(words)}: ${changeWords(least.row)} under ${all}${unclearWords(rest)}`;
  }
  const ends = clear.length > 2 ? `from ${said(clear[0]!)} to ${said(clear.at(-1)!)}` : listed(clear.map(said));
  return `${capital(words)}: ${ends}${unclearWords(rest)}`;
}

/** "; no clear difference under 2 others" */
function unclearWords(rest: readonly PlanRow[]): string {
  if (rest.length === 0) return '';
  return `; no clear difference under ${rest.length === 1 ? quoted(rest[0]!.name, NAME) : counted(rest.length, 'other')}`;
}

/** The baseline's level, then each plan's paired difference with its interval and futures. */
export function severalSentence(id: string, plans: readonly PlanRow[], baseline: string, levels: number | null, when: string): string {
  const { words, unit } = metricOf(id);
  const known = plans.filter((plan): plan is { name: string; row: ComparisonRow } => plan.row?.difference != null);
  const [first] = known;
  if (!first) return `The simulation has no figure for ${words} under all plans.`;
  const shown = Math.min(...known.map(({ row }) => pairPrecision(row, levels) ?? Number.POSITIVE_INFINITY));
  const base = figure(first.row.baselineMean, unit, Number.isFinite(shown) ? shown : null);
  const said = known.map(({ name, row }) => {
    if (isSame(row)) return `the same in every future under ${quoted(name)}`;
    const sure = sureness(row);
    const tail = `(${intervalWords(row)}${sure ? `; ${sure}` : ''})`;
    const what = verdictOf(row) === 'unclear' ? 'no clear difference' : signed(row.difference, unit, halfWidth(row.ci95));
    return `${what} under ${quoted(name)} ${tail}`;
  });
  return `${capital(words)}: ${base} under ${quoted(baseline)} (${when}); paired differences: ${said.join('; ')}.`;
}
