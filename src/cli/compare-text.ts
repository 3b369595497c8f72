/** A comparison in planner's words: what differs, what does not clearly, who is worse off, and what pairing bought. */
import { caveatWords, futuresOf, verdictOf } from '../report/words/findings.js';
import { changesNothing, horizonClause, nothingSentence, whenWords } from '../report/words/horizon.js';
import { loserPhrase, losersOf, losersSentence, namedLosers, otherLosers } from '../report/words/losers.js';
import { complete } from '../report/words/measures.js';
import { conditionWords, daysOf, onDay, shareWords } from '../report/words/moments.js';
import { keyWords, measureWords, metricOf, type Names, namesOf } from '../report/words/names.js';
import { capital, ends, figure, halfWidth, levelPrecision } from '../report/words/numbers.js';
import { pairedFigures } from '../report/words/pair.js';
import { splitRows } from '../report/words/payers.js';
import { principalTerms } from '../report/words/principal.js';
import { type RowOf, rowsOf } from '../report/words/rows.js';
import { addedUp, signedWhole, tierStep } from '../report/words/tiers.js';
import { type ComparisonDocument, type ComparisonRow, HEADLINES, type ScenarioRecord, type Summary } from '../result/document.js';
import { LAST_WEEKS, momentId } from '../result/windows.js';
import { briefFootprint } from './footprint-text.js';
import { antitheticText, pairingText } from './gain-text.js';
import { moneyLines, shockLines } from './money-text.js';
import { headline, labelOf } from './summary-text.js';
import { fitted } from './table.js';
import type { Terminal } from './terminal.js';
import { FIXED_SPACE, sentence } from './wrap.js';

type Screen = Pick<Terminal, 'width'>;

/** What a principal changes of itself, beside carers and paid hours. */
const ROUTES = ['home_care.offers_per_package', 'home_care.contact_ratio'];

function differenceCell(row: ComparisonRow, unit: string, printed: string): string {
  if (row.difference === null) return 'not known';
  if (row.difference === 0 && row.sd === 0) return 'no difference';
  const interval = row.ci95 === null ? 'one pair' : ends(row.ci95, unit).replace(/ to (.*) million$/, 'm to $1m');
  const isUnclear = verdictOf(row) === 'unclear';
  const found = isUnclear ? 'no clear difference' : printed;
  return interval === '0' ? found : `${found} (${interval.replaceAll(' ', FIXED_SPACE)})${isUnclear ? '' : caveatWords(row)}`;
}

/** Cells of a measure: its words, both means, the difference with its interval, futures of 100 in which the plan does better. */
export function cellsOf(of: ComparisonRow, label = labelOf(of.metric)): string[] {
  const { unit } = metricOf(of.metric);
  const shown = levelPrecision([of.baselineMean, of.alternativeMean].map((mean) => ({ mean, ci95: of.ci95 })));
  const { baseline, alternative, difference } = pairedFigures(of, shown);
  // beside "no clear difference" there is nothing to add up to
  const levels =
    verdictOf(of) === 'unclear'
      ? [of.baselineMean, of.alternativeMean].map((mean) => figure(mean, unit, shown, true))
      : [baseline, alternative];
  return [label, ...levels, differenceCell(of, unit, difference), of.difference === 0 && of.sd === 0 ? '' : (futuresOf(of)?.better ?? '')];
}

const isBlank = (of: ComparisonRow) => of.n === 0 || (of.baselineMean === 0 && of.alternativeMean === 0 && of.sd === 0);

function headlineLines(find: RowOf, when: string, wanted: readonly string[], isSame: boolean, screen: Screen): string[] {
  const isBorne = (id: string, payer: string): boolean => {
    const row = find(id, 'payer', payer);
    return row !== undefined && !isBlank(row);
  };
  const cells = wanted.flatMap((id) =>
    splitRows(id, (payer) => isBorne(id, payer)).flatMap(({ by, key, words }) => {
      const found = find(id, by, key);
      if (found === undefined || isBlank(found)) return [];
      const late = id === wanted[0] && by === 'all' ? find(id, by, key, LAST_WEEKS) : undefined;
      const label = words.replace(/, a week$/, ' a week');
      return [cellsOf(found, label), ...(late === undefined ? [] : [cellsOf(late, `${label}, last 13 weeks`)])];
    }),
  );
  if (cells.length === 0) return [];
  const head = [`On average ${when}`, 'baseline', 'plan', `difference (95%${FIXED_SPACE}interval)`, 'better in, of 100'];
  const same = isSame ? sentence('Nothing differs, in any future. Does what the plan changes begin before the run ends?', screen) : [];
  return [...fitted([head, ...cells], [false, true, true, false, true], screen.width), ...same, ''];
}

/** Headline levels at each moment asked for, side by side, and the futures that meet each condition. */
function momentLines(find: RowOf, [baseline, plan]: readonly [Summary, Summary], wanted: readonly string[], screen: Screen): string[] {
  const tables = daysOf(baseline).flatMap(({ when, date }) => {
    const cells = wanted.flatMap((id) => {
      const row = find(id, 'all', 'all', momentId(when));
      return row === undefined || isBlank(row) ? [] : [cellsOf(row)];
    });
    const head = [onDay(date), 'baseline', 'plan', `difference (95%${FIXED_SPACE}interval)`, 'better in, of 100'];
    return cells.length === 0 ? [] : [...fitted([head, ...cells], [false, true, true, false, true], screen.width), ''];
  });
  const shares = (baseline.shares ?? []).flatMap((share, i) => {
    const other = plan.shares?.[i];
    if (other === undefined) return [];
    const text = `${capital(conditionWords(share))}: under the baseline ${shareWords(share)}, under the plan ${shareWords(other)}.`;
    return [...sentence(text, screen), ''];
  });
  return [...tables, ...shares];
}

/** Carers or paid hours by kind of provider on the last day; the parts add up. */
function tierLines(rows: readonly ComparisonRow[], metric: string, screen: Screen): string[] {
  const found = rows.filter((of) => of.metric === metric && of.window === 'end');
  const whole = found.find((of) => of.by === 'all');
  const parts = found.filter((of) => of.by === 'tier');
  if (!whole || parts.length === 0 || isBlank(whole)) return [];
  const exact = parts.map((of) => ({ key: of.key, values: [of.baselineMean ?? 0, of.alternativeMean ?? 0] }));
  const { lines: tiers, total } = addedUp(exact, tierStep(whole.baselineMean ?? 0, halfWidth(whole.ci95)));
  const cells = (label: string, [before = 0, after = 0]: readonly number[]) => [
    capital(label),
    before.toLocaleString('en-GB'),
    after.toLocaleString('en-GB'),
    signedWhole(after - before),
  ];
  const head = [`${measureWords(metric).replace(/, a week$/, ' a week')}, last day`, 'baseline', 'plan', 'difference'];
  const table = [head, ...tiers.map(({ key, values }) => cells(keyWords('tier', key), values)), cells('all', total)];
  return [...fitted(table, [false, true, true, true], screen.width), ''];
}

function loserLines(document: ComparisonDocument, alternative: string, names: Names, screen: Screen): string[] {
  const losers = losersOf(document, alternative);
  const named = namedLosers(losers);
  const others = otherLosers(losers, named);
  const more = others ? sentence(`${named.length > 0 ? 'and ' : ''}${others}: see "Who loses" in the report`, screen, '  ') : [];
  if (named.length === 0) return [...sentence(losersSentence(losers, names), screen), ...more];
  return ['Worse off', ...named.flatMap((one) => sentence(capital(loserPhrase(one, names)), screen, '  ')), ...more];
}

function gainLines({ pairing, antithetic }: ComparisonDocument, plan: string, screen: Screen): string[] {
  const ofPlan = <T extends { readonly alternative: string }>(rows: readonly T[]) => rows.filter(({ alternative }) => alternative === plan);
  return [
    ...sentence(pairingText(ofPlan(pairing)), screen),
    ...(antithetic === undefined ? [] : sentence(antitheticText(ofPlan(antithetic)), screen)),
  ];
}

/** What must be said of time before any figure is read: that the plan changes nothing, or that its effect has not settled. */
function horizonLines(document: ComparisonDocument, find: RowOf, wanted: readonly string[], alternative: string, screen: Screen): string[] {
  const nothing = nothingSentence(document, alternative);
  if (nothing !== null) return ['', ...sentence(nothing, screen)];
  const first = wanted.flatMap((id) => find(id) ?? []).find((row) => !isBlank(row));
  const clause = first === undefined ? null : horizonClause(document, find, first, true);
  return clause === null ? [] : ['', ...sentence(`${capital(clause)}.`, screen)];
}

/** The whole summary of a comparison; `scenarios` and `summaries` in its order, of which the first says what is shown. */
export function comparisonText(
  document: ComparisonDocument,
  scenarios: readonly ScenarioRecord[],
  summaries: readonly Summary[],
  screen: Screen,
): string {
  const [baseline] = scenarios;
  const blocks = document.alternatives.map((alternative, i) => {
    const rows = document.rows.filter((of) => of.alternative === alternative);
    const hasPrincipal = principalTerms(scenarios.find((one) => one.name === alternative)) !== null;
    const wanted = complete([...(baseline?.headline ?? HEADLINES), ...(hasPrincipal ? ROUTES : [])]);
    const find = rowsOf(document, alternative);
    const isSame = rows.every((of) => of.n === 0 || (of.difference === 0 && (of.sd ?? 0) === 0)) && !changesNothing(document, alternative);
    const title = `${document.baseline} (baseline) and ${alternative} (plan)`;
    return [
      ...sentence(headline(document, title, 'paired future'), screen),
      ...horizonLines(document, find, wanted, alternative, screen),
      '',
      ...briefFootprint(scenarios.find((one) => one.name === alternative)?.footprint, screen),
      ...shockLines(document, alternative, screen),
      ...headlineLines(find, whenWords(document, alternative), wanted, isSame, screen),
      ...momentLines(find, [summaries[0]!, summaries[i + 1]!], wanted, screen),
      ...moneyLines(document, alternative, screen),
      ...['workforce.carers', 'home_care.paid_hours'].flatMap((metric) => tierLines(rows, metric, screen)),
      ...loserLines(document, alternative, namesOf(baseline), screen),
      '',
      ...gainLines(document, alternative, screen),
    ].join('\n');
  });
  return blocks.join('\n\n');
}
