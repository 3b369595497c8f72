/** A comparison in planner's words: what differs, what does not clearly, who is worse off, and what pairing bought. */
import { groupWords, keyWords, metricOf } from '../report/words/names.js';
import { amount, capital, counted, figure, halfWidth, ofHundred, signed } from '../report/words/numbers.js';
import { type ComparisonDocument, type ComparisonRow, HEADLINES, type WorseOff } from '../result/document.js';
import { headline } from './summary-text.js';
import { columns, fit } from './table.js';

const LABEL = 40;
const MOST_WORSE_OFF = 12;

/** True when the 95 % interval of the difference covers 0, or there is none. */
export function isUnclear(row: Pick<ComparisonRow, 'ci95' | 'difference'>): boolean {
  if (row.difference === 0) return true;
  return row.ci95 === null || (row.ci95[0] <= 0 && row.ci95[1] >= 0);
}

function differenceCell(row: ComparisonRow, unit: string): string {
  if (row.difference === null) return 'not known';
  if (row.difference === 0 && row.sd === 0) return 'no difference';
  const precision = halfWidth(row.ci95);
  const ends = row.ci95 === null ? 'one pair' : `${signed(row.ci95[0], unit, precision)} to ${signed(row.ci95[1], unit, precision)}`;
  return `${isUnclear(row) ? 'no clear difference' : signed(row.difference, unit, precision)} (${ends})`;
}

function row(label: string, of: ComparisonRow): string[] {
  const { unit } = metricOf(of.metric);
  const precision = halfWidth(of.ci95);
  const middle = of.ci95 === null || precision === 0 ? null : precision;
  return [
    fit(capital(label), LABEL),
    figure(of.baselineMean, unit, middle, true),
    figure(of.alternativeMean, unit, middle, true),
    differenceCell(of, unit),
    of.improves === null ? '' : ofHundred(of.improves),
  ];
}

function table(title: string, rows: readonly string[][]): string[] {
  if (rows.length === 0) return [];
  const hasBetter = rows.some((cells) => cells[4] !== '');
  const head = [title, 'baseline', 'plan', 'difference (95 % interval)', hasBetter ? 'better in, of 100' : ''];
  return [...columns([head, ...rows], [false, true, true, false, true]), ''];
}

const isBlank = (of: ComparisonRow) => of.n === 0 || (of.baselineMean === 0 && of.alternativeMean === 0 && of.sd === 0);

function headlineRows(rows: readonly ComparisonRow[], wanted: readonly string[]): string[][] {
  return wanted.flatMap((id) => {
    const found = rows.find((of) => of.metric === id && of.by === 'all' && of.window === 'run');
    return found === undefined || isBlank(found) ? [] : [row(metricOf(id).words, found)];
  });
}

/** Carers and paid hours by kind of provider, at the end of the run. */
function workforceRows(rows: readonly ComparisonRow[]): string[][] {
  const wanted = ['workforce.carers', 'home_care.paid_hours'];
  return rows
    .filter((of) => wanted.includes(of.metric) && (of.by === 'all' || of.by === 'tier') && of.window === 'end' && !isBlank(of))
    .map((of) => row(`${metricOf(of.metric).words}, ${of.by === 'all' ? 'all' : keyWords(of.by, of.key)}`, { ...of, improves: null }));
}

function worseOffLines(worse: readonly WorseOff[]): string[] {
  if (worse.length === 0) return ['Worse off in more than half of futures: no priority, area or client group on waits or the list.'];
  const lines = worse.slice(0, MOST_WORSE_OFF).map((of) => {
    const { unit, words } = metricOf(of.metric);
    const clear = isUnclear(of) ? ', no clear difference on average' : '';
    return `  ${capital(groupWords(of.by, of.key))}: ${words}, ${amount(of.difference, unit, halfWidth(of.ci95))} ${of.difference < 0 ? 'less' : 'more'} on average, worse in ${ofHundred(of.worsens)} of 100${clear}`;
  });
  const rest = worse.length > MOST_WORSE_OFF ? [`  and ${worse.length - MOST_WORSE_OFF} more in comparison.json`] : [];
  return ['Worse off in more than half of futures:', ...lines, ...rest];
}

function pairingLine(document: ComparisonDocument, alternative: string): string {
  const gains = document.pairing
    .filter((of) => of.alternative === alternative && (HEADLINES as readonly string[]).includes(of.metric) && of.timesFewer !== null)
    .map((of) => of.timesFewer!)
    .sort((a, b) => a - b);
  const middle = gains[Math.floor(gains.length / 2)];
  if (middle === undefined) return 'Same people, same luck, both plans.';
  const times = middle >= 10 ? String(Math.round(middle)) : middle.toFixed(1);
  const effect = middle >= 1.05 ? `as precise as ${times} times as many futures without it would be` : 'no gain in precision here';
  return `Same people, same luck, both plans: ${effect} (middle of ${counted(gains.length, 'headline figure')}).`;
}

/** The whole summary of a comparison; `wanted` are the metrics shown, in order. */
export function comparisonText(document: ComparisonDocument, wanted: readonly string[] = HEADLINES): string {
  const blocks = document.alternatives.map((alternative) => {
    const rows = document.rows.filter((of) => of.alternative === alternative);
    const title = `${document.baseline} (baseline) and ${alternative} (plan)`;
    return [
      headline(document, title, 'paired future'),
      '',
      ...table('On average over the run', headlineRows(rows, wanted)),
      ...table('On the last day', workforceRows(rows)),
      ...worseOffLines(document.worseOff.filter((of) => of.alternative === alternative)),
      '',
      pairingLine(document, alternative),
    ].join('\n');
  });
  return blocks.join('\n\n');
}
