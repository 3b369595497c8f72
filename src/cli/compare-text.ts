/** A comparison in planner's words: what differs, what does not clearly, who is worse off, and what pairing bought. */
import { futuresOf, verdictOf } from '../report/words/findings.js';
import { loserPhrase, losersOf, losersSentence, namedLosers, otherLosers } from '../report/words/losers.js';
import { keyWords, measureWords, metricOf, type Names, namesOf } from '../report/words/names.js';
import { capital, ends, figure, halfWidth, levelPrecision, signed } from '../report/words/numbers.js';
import { paybackSentences } from '../report/words/payback.js';
import { principalTerms } from '../report/words/principal.js';
import { addedUp, signedWhole, tierStep } from '../report/words/tiers.js';
import { type ComparisonDocument, type ComparisonRow, HEADLINES, type ScenarioRecord } from '../result/document.js';
import { briefFootprint } from './footprint-text.js';
import { antitheticText, pairingText } from './gain-text.js';
import { headline, labelOf } from './summary-text.js';
import { fitted } from './table.js';
import type { Terminal } from './terminal.js';
import { FIXED_SPACE, sentence } from './wrap.js';

type Screen = Pick<Terminal, 'width'>;

/** What a principal changes of itself, beside carers and paid hours. */
const ROUTES = ['home_care.offers_per_package', 'home_care.contact_ratio'];

function differenceCell(row: ComparisonRow, unit: string): string {
  if (row.difference === null) return 'not known';
  if (row.difference === 0 && row.sd === 0) return 'no difference';
  const interval = row.ci95 === null ? 'one pair' : ends(row.ci95, unit).replace(/ to (.*) million$/, 'm to $1m');
  const found = verdictOf(row) === 'unclear' ? 'no clear difference' : signed(row.difference, unit, halfWidth(row.ci95));
  return interval === '0' ? found : `${found} (${interval.replaceAll(' ', FIXED_SPACE)})`;
}

/** Cells of a measure: its words, both means, the difference with its interval, futures of 100 in which the plan does better. */
export function cellsOf(of: ComparisonRow, when = ''): string[] {
  const { unit } = metricOf(of.metric);
  const shown = levelPrecision([of.baselineMean, of.alternativeMean].map((mean) => ({ mean, ci95: of.ci95 })));
  return [
    `${labelOf(of.metric)}${when}`,
    figure(of.baselineMean, unit, shown, true),
    figure(of.alternativeMean, unit, shown, true),
    differenceCell(of, unit),
    of.difference === 0 && of.sd === 0 ? '' : (futuresOf(of)?.better ?? ''),
  ];
}

const isBlank = (of: ComparisonRow) => of.n === 0 || (of.baselineMean === 0 && of.alternativeMean === 0 && of.sd === 0);

function headlineLines(rows: readonly ComparisonRow[], wanted: readonly string[], screen: Screen): string[] {
  const cells = wanted.flatMap((id) => {
    const found = rows.find((of) => of.metric === id && of.by === 'all' && of.window === 'run');
    if (found === undefined || isBlank(found)) return [];
    const late = rows.find((of) => of.metric === id && of.by === 'all' && of.window === 'last 13 weeks');
    return id !== wanted[0] || late === undefined ? [cellsOf(found)] : [cellsOf(found), cellsOf(late, ', last 13 weeks')];
  });
  if (cells.length === 0) return [];
  const head = ['On average over the run', 'baseline', 'plan', `difference (95%${FIXED_SPACE}interval)`, 'better in, of 100'];
  const isSame = rows.every((of) => of.n === 0 || (of.difference === 0 && (of.sd ?? 0) === 0));
  const same = isSame ? sentence('Nothing differs, in any future. Does what the plan changes begin before the run ends?', screen) : [];
  return [...fitted([head, ...cells], [false, true, true, false, true], screen.width), ...same, ''];
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

function paybackLines(document: ComparisonDocument, alternative: string, screen: Screen): string[] {
  const sentences = paybackSentences(document, alternative);
  return sentences.length === 0 ? [] : ["The council's money", ...sentences.flatMap((text) => sentence(text, screen, '  ')), ''];
}

function gainLines({ pairing, antithetic }: ComparisonDocument, plan: string, screen: Screen): string[] {
  const ofPlan = <T extends { readonly alternative: string }>(rows: readonly T[]) => rows.filter(({ alternative }) => alternative === plan);
  return [
    ...sentence(pairingText(ofPlan(pairing)), screen),
    ...(antithetic === undefined ? [] : sentence(antitheticText(ofPlan(antithetic)), screen)),
  ];
}

/** The whole summary of a comparison; `scenarios` in its order, of which the first says what is shown. */
export function comparisonText(document: ComparisonDocument, scenarios: readonly ScenarioRecord[], screen: Screen): string {
  const [baseline] = scenarios;
  const blocks = document.alternatives.map((alternative) => {
    const rows = document.rows.filter((of) => of.alternative === alternative);
    const hasPrincipal = principalTerms(scenarios.find((one) => one.name === alternative)) !== null;
    const wanted = [...(baseline?.headline ?? HEADLINES), ...(hasPrincipal ? ROUTES : [])];
    const title = `${document.baseline} (baseline) and ${alternative} (plan)`;
    return [
      ...sentence(headline(document, title, 'paired future'), screen),
      '',
      ...briefFootprint(scenarios.find((one) => one.name === alternative)?.footprint, screen),
      ...headlineLines(rows, wanted, screen),
      ...['workforce.carers', 'home_care.paid_hours'].flatMap((metric) => tierLines(rows, metric, screen)),
      ...paybackLines(document, alternative, screen),
      ...loserLines(document, alternative, namesOf(baseline), screen),
      '',
      ...gainLines(document, alternative, screen),
    ].join('\n');
  });
  return blocks.join('\n\n');
}
