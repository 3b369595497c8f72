/** What a figure of a metric finds, and its sentence to copy: for a run, for one alternative, for several. */
import type { AlternativeView, Context } from '../context.js';
import { firstMean } from '../data.js';
import { comparisonSentence, comparisonTitle, runSentence, runTitle, verdictOf } from '../words/findings.js';
import { metricOf } from '../words/names.js';
import { levelPrecision } from '../words/numbers.js';
import { anyClear, type PlanRow, severalSentence, severalTitle } from '../words/several.js';

/** The finding of the run; where that is "no clear difference" but the last 13 weeks have one, both. */
function pairedTitle(alternative: AlternativeView, metric: string, isLate: boolean): string {
  const row = alternative.find(metric);
  const late = alternative.find(metric, 'all', 'all', 'last 13 weeks');
  const isClear = late !== undefined && verdictOf(late) !== 'unclear';
  if (isLate && isClear) return `${comparisonTitle(late, metric, false)} in the last 13 weeks`;
  const title = comparisonTitle(row, metric);
  if (!row || verdictOf(row) !== 'unclear' || row.difference === null) return title;
  const but = isClear ? `, but ${late.difference! < 0 ? 'fewer' : 'more'} in the last 13 weeks` : '';
  return `${title} ${alternative.when}${metricOf(metric).unit === 'share' ? but.replace('fewer', 'less') : but}`;
}

/** Each alternative's row of a metric, of the run or of the last 13 weeks. */
function plansOf(context: Context, metric: string, isLate: boolean): PlanRow[] {
  return context.alternatives.map(({ name, find }) => ({
    name,
    row: (isLate ? find(metric, 'all', 'all', 'last 13 weeks') : undefined) ?? find(metric),
  }));
}

/** @param isLate whether the last 13 weeks are the finding: of what grows from nothing over the run */
export function titleOf(context: Context, metric: string, isLate = false): string {
  const [first, ...others] = context.alternatives;
  if (first && others.length === 0) return pairedTitle(first, metric, isLate);
  if (first) {
    const late = plansOf(context, metric, true);
    if (isLate || (!anyClear(plansOf(context, metric, false)) && anyClear(late)))
      return `${severalTitle(metric, late)}, in the last 13 weeks`;
    return severalTitle(metric, plansOf(context, metric, false));
  }
  const run = context.runs[0]!;
  return runTitle(metric, run.folder.summary.metrics[metric], firstMean(run.weekly.rows(metric)));
}

export function sentenceOf(context: Context, metric: string, isLate = false): string {
  const base = context.runs[0]!;
  const [first, ...others] = context.alternatives;
  if (!first) return runSentence(metric, base.folder.summary.metrics[metric], base.name);
  const levels = sidePrecision(context, metric);
  const late = isLate && first.find(metric, 'all', 'all', 'last 13 weeks') !== undefined;
  const mean = late ? 'mean of the last 13 weeks' : context.mean;
  if (others.length > 0) return severalSentence(metric, plansOf(context, metric, late), base.name, levels, mean);
  const [plan] = plansOf(context, metric, late);
  return comparisonSentence(plan!.row, metric, base.name, first.name, levels, mean);
}

/** One precision for the levels of all runs of a metric. */
export function sidePrecision(context: Context, metric: string): number | null {
  return levelPrecision(context.runs.flatMap((run) => run.folder.summary.metrics[metric] ?? []));
}
