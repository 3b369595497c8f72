/** Who pays, what moves from one payer to another, and what the care is worth that is not given. */
import type { ComparisonDocument, ComparisonRow, Summary, Value } from '../../result/document.js';
import { isSame } from './findings.js';
import { keyWords, measureWords, metricOf } from './names.js';
import { amount, capital, ends, figure, figureAt, halfWidth, listed, signedAt, stepOf } from './numbers.js';
import { pairedFigures } from './pair.js';
import { type RowOf, rowsOf } from './rows.js';

const PAYERS = ['council', 'nhs', 'landlord', 'resident'] as const;
export const UNDELIVERED = 'interim_list.undelivered_hours';

/** "the council", "the NHS", "residents": who pays, in a sentence. */
const WHO: Readonly<Record<string, string>> = { council: 'the council', nhs: 'the NHS', landlord: 'landlords', resident: 'residents' };
const whoOf = (payer: string): string => WHO[payer] ?? keyWords('payer', payer);

/** "paid by the council", "all payers": whose part of a cost a row has. */
const paidBy = (payer: string): string => (payer === 'all' ? 'all payers' : `paid by ${whoOf(payer)}`);

/** A cost's words with whose part it is, so that one label has one value wherever it stands. */
export const costWords = (id: string, payer: string): string => `${metricOf(id).words}, ${paidBy(payer)}`;

/**
 * A measure as rows: one, as it is called; or a cost that several payers bear, which never stands without its split: all of them
 * together, then each.
 *
 * @param isBorne - whether a payer bears any of it
 */
export function splitRows(id: string, isBorne: (payer: string) => boolean): { by: string; key: string; words: string }[] {
  const whole = { by: 'all', key: 'all', words: measureWords(id) };
  const payers = id.startsWith('cost.') && metricOf(id).payer === undefined ? PAYERS.filter(isBorne) : [];
  if (payers.length < 2) return [whole];
  const rows = payers.map((payer) => ({ by: 'payer', key: payer as string, words: capital(costWords(id, payer)) }));
  return [{ ...whole, words: capital(costWords(id, 'all')) }, ...rows];
}

/** What a payer bears beside its cost of care, in a line of its own. */
const APART = [
  { payer: 'nhs', metric: 'cost.delayed_discharge', words: 'NHS, delayed bed-days (shown apart)' },
  { payer: 'landlord', metric: 'cost.void_rent', words: 'Landlords, rent lost on vacant flats (shown apart)' },
] as const;

const isBlank = (row: ComparisonRow | undefined): boolean =>
  row === undefined || (row.baselineMean === 0 && row.alternativeMean === 0 && (row.sd ?? 0) === 0);

/** One payer's cost under both plans; the rows of a total add up to it. */
export interface PayerLine {
  readonly words: string;
  readonly cells: readonly [baseline: string, alternative: string, difference: string];
  readonly ci95: ComparisonRow['ci95'];
}

/** Each payer's cost over the run and all payers together, rounded together; then what is shown apart. None where one payer bears all. */
export function payerLines(comparison: ComparisonDocument, alternative: string): PayerLine[] {
  const find = rowsOf(comparison, alternative);
  const rows = PAYERS.flatMap((payer) => find('cost.total', 'payer', payer) ?? []).filter((row) => !isBlank(row));
  const apart = APART.flatMap(({ metric, words }) => {
    const row = find(metric);
    if (row === undefined || isBlank(row)) return [];
    const { baseline, alternative, difference } = pairedFigures(row, null);
    return [{ words, cells: [baseline, alternative, saidOf(row, difference)] as const, ci95: shownInterval(row) }];
  });
  if (rows.length + apart.length < 2) return [];
  const step = commonStep(rows);
  const cellsOf = ([before, change]: readonly [number, number], row: Pick<ComparisonRow, 'difference' | 'ci95'>) =>
    [figureAt(before, 'pounds', step), figureAt(before + change, 'pounds', step), saidOf(row, signedAt(change, 'pounds', step))] as const;
  const rounded = rows.map((row): [number, number] => [toStep(row.baselineMean ?? 0, step), toStep(row.difference ?? 0, step)]);
  const lines = rows.map((row, i): PayerLine => {
    const words = capital(whoOf(row.key).replace(/^the /, ''));
    return { words, cells: cellsOf(rounded[i]!, row), ci95: shownInterval(row) };
  });
  const total = rounded.reduce(([a, b], [x, y]): [number, number] => [a + x, b + y], [0, 0]);
  const { mean: difference, ci95 } = valueFor(comparison, alternative)?.together ?? { mean: total[1], ci95: null };
  const all =
    rows.length > 1
      ? [{ words: 'All payers together', cells: cellsOf(total, { difference, ci95 }), ci95: shownInterval({ difference, ci95 }) }]
      : [];
  return [...lines, ...all, ...apart];
}

/** A difference as it is printed; in words where it is none, or not told apart from none. */
function saidOf(row: Pick<ComparisonRow, 'difference' | 'ci95'>, printed: string): string {
  if (isSame(row)) return 'no difference';
  return row.ci95 === null || isClear(row) ? printed : 'no clear difference';
}

/** Null where it would say no more than the difference does. */
const shownInterval = (row: Pick<ComparisonRow, 'difference' | 'ci95'>): ComparisonRow['ci95'] =>
  isSame(row) || ends(row.ci95, 'pounds') === '0' ? null : row.ci95;

const toStep = (value: number, step: number): number => Math.round(value / step) * step;

const isClear = ({ ci95 }: Pick<ComparisonRow, 'ci95'>): boolean => ci95 !== null && (ci95[0] > 0 || ci95[1] < 0);

/** Four digits of the largest cost, and as many more as the smallest clear difference needs to have two. */
function commonStep(rows: readonly ComparisonRow[]): number {
  const largest = Math.max(...rows.map(({ baselineMean, alternativeMean }) => Math.max(baselineMean ?? 0, alternativeMean ?? 0)));
  const firsts = rows.filter(isClear).map(({ difference }) => 10 ** (Math.floor(Math.log10(Math.abs(difference!))) - 1));
  return Math.max(1, Math.min(stepOf(largest, null) / 10, ...firsts));
}

/** What each payer clearly pays more or less. What is shown apart is left out: a bed that is free or a flat that is let is no payment. */
function movesOf(find: RowOf): { payer: string; pounds: number; half: number }[] {
  return PAYERS.flatMap((payer) => {
    const row = find('cost.total', 'payer', payer);
    return row !== undefined && isClear(row) ? [{ payer, pounds: row.difference!, half: halfWidth(row.ci95) ?? 0 }] : [];
  });
}

/** "£3.3 million moves from the NHS to the council"; nothing where no payer clearly pays less while another pays more. */
export function shiftSentence(comparison: ComparisonDocument, alternative: string): string {
  const moves = movesOf(rowsOf(comparison, alternative));
  const [less, more] = [moves.filter(({ pounds }) => pounds < 0), moves.filter(({ pounds }) => pounds > 0)];
  if (less.length === 0 || more.length === 0) return '';
  const sum = (of: typeof moves) => of.reduce((total, { pounds }) => total + Math.abs(pounds), 0);
  const side = sum(less) < sum(more) ? less : more;
  const moved = figure(sum(side), 'pounds', Math.max(...side.map(({ half }) => half)));
  const names = (of: typeof moves) => listed(of.map(({ payer }) => whoOf(payer)));
  return `${moved} moves from ${names(less)} to ${names(more)}: a shift between payers, not a saving.`;
}

const valueFor = ({ value = [] }: ComparisonDocument, alternative: string): Value | undefined =>
  value.find((one) => one.alternative === alternative);

/** What the hours needed and not delivered are worth, where the scenario states a price: a line of its own, in no total. */
export function undeliveredWorth(comparison: ComparisonDocument, alternative: string): string {
  const row = rowsOf(comparison, alternative)(UNDELIVERED);
  const price = valueFor(comparison, alternative)?.undeliveredHour ?? null;
  if (price === null || row === undefined || isBlank(row) || row.difference === null || isSame(row)) return '';
  const ci95: ComparisonRow['ci95'] = row.ci95 && [row.ci95[0] * price, row.ci95[1] * price];
  const worth = amount(row.difference * price, 'pounds', halfWidth(ci95));
  return `Care not delivered, at ${figure(price, 'pounds', null)} an hour and in no total: ${worth} ${row.difference < 0 ? 'less' : 'more'} (95% interval ${ends(ci95, 'pounds')}).`;
}

const NO_PRICE = { 'none avoided': 'none, as none is clearly avoided', 'costs no more': 'nothing, as the council pays no more' } as const;

/** What the council pays for each day in hospital or week of waiting avoided; or why there is no such price. */
export function costPerSentences(comparison: ComparisonDocument, alternative: string): string[] {
  const rows = valueFor(comparison, alternative)?.costPer ?? [];
  const priced = rows.flatMap(({ unit, ratio, ci95, why }) => {
    if (ratio === null || why !== null) return [];
    const interval = ci95 === null ? 'no interval: too few futures' : `95% interval ${ends(ci95, 'pounds').replaceAll('+', '')}`;
    const price = ci95 !== null && ci95[0] > 0 ? figure(ratio, 'pounds', halfWidth(ci95)) : 'not told apart from nothing';
    return [`Council’s cost for each ${unit} avoided: ${price} (${interval}).`];
  });
  const without = (Object.keys(NO_PRICE) as (keyof typeof NO_PRICE)[]).flatMap((why) => {
    const units = rows.filter((row) => row.why === why).map(({ unit }) => unit);
    return units.length === 0
      ? []
      : [`Council’s cost for each ${listed(units).replace(/ and (?!.* and )/, ' or ')} avoided: ${NO_PRICE[why]}.`];
  });
  return [...priced, ...without];
}

/** Whether anyone pays capital for a plan. */
export function invests(comparison: ComparisonDocument, alternative: string): boolean {
  const hasCapital = valueFor(comparison, alternative)?.payers.some(({ capital }) => (capital.mean ?? 0) !== 0) ?? false;
  return hasCapital || (comparison.payback ?? []).some((row) => row.alternative === alternative && row.withCapital);
}

/** Present value of what each payer pays more or less, capital included where there is any; nothing where nobody clearly does. */
export function presentValueSentence(comparison: ComparisonDocument, alternative: string): string {
  const value = valueFor(comparison, alternative);
  if (value === undefined) return '';
  const said = value.payers.flatMap(({ payer, capital, presentValue: { mean, ci95 } }) => {
    if (mean === null || ci95 === null || (ci95[0] <= 0 && ci95[1] >= 0)) return [];
    const paid = capital.mean ? `, capital of ${figure(capital.mean, 'pounds', halfWidth(capital.ci95))} included` : '';
    const who = payer === 'all' ? 'all payers together' : whoOf(payer);
    return [
      `${who} ${amount(mean, 'pounds', halfWidth(ci95))} ${mean < 0 ? 'less' : 'more'} (95% interval ${ends(ci95, 'pounds')}${paid})`,
    ];
  });
  if (said.length === 0) return '';
  return `Present value over the run at ${figure(value.discountRate, 'share', null)} a year, real: ${said.join('; ')}.`;
}

/** What a single run costs payers other than the council, and the care that it does not give. */
export function runPayerSentences({ metrics }: Pick<Summary, 'metrics'>, undeliveredHour: number | null): string[] {
  const total = metrics['cost.total'];
  const others = PAYERS.slice(1).flatMap((payer) => {
    const one = total?.by.payer?.[payer];
    return one?.mean ? [`${whoOf(payer)} ${figure(one.mean, 'pounds', halfWidth(one.ci95))}`] : [];
  });
  const apart = APART.flatMap(({ metric, payer }) => {
    const one = metrics[metric];
    return one?.mean
      ? [`${metricOf(metric).words} (${whoOf(payer).replace(/^the /, '')}), ${figure(one.mean, 'pounds', halfWidth(one.ci95))}`]
      : [];
  });
  const hours = metrics[UNDELIVERED];
  const priced =
    undeliveredHour !== null && hours?.mean
      ? `Care not delivered, at ${figure(undeliveredHour, 'pounds', null)} an hour and in no total: ${figure(hours.mean * undeliveredHour, 'pounds', hours.ci95 === null ? null : halfWidth(hours.ci95)! * undeliveredHour)}.`
      : '';
  return [
    others.length > 0 ? `Beside the council pay: ${listed(others)}.` : '',
    apart.length > 0 ? `In nobody’s total: ${listed(apart)}.` : '',
    priced,
  ].filter((text) => text !== '');
}
