/** The figure of paired differences: every measure of one alternative on one axis. */
import type { ComparisonRow } from '../../result/document.js';
import { type DifferenceDot, differenceChart } from '../charts/difference.js';
import type { AlternativeView, Context } from '../context.js';
import type { Piece } from '../markup.js';
import { caveatWords, comparisonTitle, intervalWords, isCounted, isSame, leading, verdictOf } from '../words/findings.js';
import { comparedOf } from '../words/measures.js';
import { metricOf } from '../words/names.js';
import { amount, capital, counted, cut, halfWidth, lower, plain, quoted } from '../words/numbers.js';
import type { Figure } from './figure.js';

function dotOf(row: ComparisonRow): DifferenceDot | null {
  const base = row.baselineMean;
  if (row.difference === null || row.ci95 === null || base === null || base <= 0) return null;
  const { unit, words } = metricOf(row.metric);
  const verdict = verdictOf(row);
  const size = amount(row.difference, unit, halfWidth(row.ci95));
  const said = isCounted(unit) ? leading(row.difference, unit, size) : `${size} ${row.difference < 0 ? 'lower' : 'higher'}`;
  return {
    measure: capital(words),
    difference: row.difference / base,
    low: row.ci95[0] / base,
    high: row.ci95[1] / base,
    words: verdict === 'unclear' ? 'no clear difference' : verdict === 'changed' ? said + caveatWords(row) : `${said} (${verdict})`,
    verdict,
  };
}

/** Dots and intervals of the paired differences of one alternative. */
export function differenceFigure(context: Context, alternative: AlternativeView, name: string): Figure | null {
  const all = comparedOf(context.manifest).flatMap((id) => alternative.find(id) ?? []);
  const rows = all.filter((row) => !isSame(row));
  const untouched = all.filter((row) => isSame(row) && (row.baselineMean ?? 0) > 0).map((row) => metricOf(row.metric).words);
  const dots = rows.flatMap((row) => dotOf(row) ?? []);
  if (dots.length < 2) return null;
  const count = (verdict: DifferenceDot['verdict']) => dots.filter((dot) => dot.verdict === verdict).length;
  const whose = context.alternatives.length > 1 ? `${cut(alternative.name, 40)}: ` : '';
  const title = `${whose}${counted(count('better'), 'measure')} better, ${count('worse')} worse, ${count('unclear')} with no clear difference`;
  const sure = rows.filter((row) => verdictOf(row) !== 'unclear');
  return {
    name,
    title,
    subtitle: `${quoted(alternative.name)} less baseline, ${alternative.mean}, as a percentage of the baseline, ${context.place}, ${context.period}`,
    label: `Dot chart of the paired difference of ${counted(dots.length, 'measure')} with 95% intervals. ${title}. The numbers are in the comparison table.`,
    note:
      'The line through a dot is its 95% interval: how well the simulation knows the mean difference. Blue is better, plum is worse, grey is neither; a hollow dot means no clear difference; an arrow at the edge means that the number beside it lies beyond the axis.' +
      (untouched.length === 0 ? '' : ` The same in every future: ${untouched.join('; ')}.`),
    sentence: `Compared with ${quoted(context.runs[0]!.name)}, ${quoted(alternative.name)} shows ${
      sure.length === 0
        ? 'no clear difference in any measure'
        : sure
            .slice(0, 4)
            .map((row) => lower(comparisonTitle(row, row.metric)))
            .join('; ')
    }.`,
    numbers: {
      caption: `Paired difference of each measure as a percentage of the baseline${context.alternatives.length > 1 ? `: ${quoted(alternative.name)}` : ''}`,
      columns: [
        { heading: 'Measure' },
        { heading: 'Difference', isNumber: true },
        { heading: 'Percentage of baseline', isNumber: true },
        { heading: 'Interval of the difference' },
      ],
      rows: rows.flatMap((row): Piece[][] => {
        const dot = dotOf(row);
        return dot ? [[dot.measure, dot.words, percentCell(dot), intervalWords(row)]] : [];
      }),
    },
    files: [{ href: 'comparison.csv', words: 'comparison.csv' }],
    draw: (size) => differenceChart({ label: title, dots }, size),
  };
}

function percentCell(dot: DifferenceDot): string {
  const step = Math.max(0.1, 10 ** Math.floor(Math.log10(Math.max((dot.high - dot.low) * 50, 0.1))));
  return `${dot.difference < 0 ? '−' : '+'}${plain(Math.abs(dot.difference) * 100, step)}%`;
}
