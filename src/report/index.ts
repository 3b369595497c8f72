/**
 * report/ — a report for planners, drawn from a result folder and nothing else.
 *
 * Purpose: documents in, one self-contained HTML page and its charts as SVG out. No file is read or written, nothing is simulated, so
 * a report can be redrawn years later.
 * May import: result, stats, `src/metrics.ts`, `src/vocabulary.ts`; Plot, which nothing else uses, so load this folder lazily.
 * Invariants: the same folder gives the same bytes; every text from a scenario is escaped (`markup.ts`); every number is rounded to what
 * is known (`words/`); where an interval covers 0 the words are "no clear difference"; nothing in the page loads from a network.
 * Layout: context (what is compared) -> figures (which series, which words) -> charts (drawing) -> sections -> html.
 */
import type { AnyFolder, ComparisonFolder, ResultFolder } from '../result/document.js';
import { contextOf } from './context.js';
import { figuresOf } from './figures/index.js';
import { pageOf } from './html.js';

/** A drawn report. `charts` are the figures at the width of the report, each a complete SVG file; `name` has no ending. */
export interface Report {
  readonly html: string;
  readonly charts: readonly { readonly name: string; readonly svg: string }[];
}

function render(folder: AnyFolder): Report {
  const context = contextOf(folder);
  const figures = figuresOf(context).map((figure) => ({ ...figure, wide: figure.draw('wide'), narrow: figure.draw('narrow') }));
  return { html: pageOf(folder, context, figures), charts: figures.map(({ name, wide }) => ({ name, svg: wide })) };
}

/** The report of one scenario: targets, levels, charts, assumptions, method. */
export function renderRunReport(folder: ResultFolder): Report {
  return render(folder);
}

/** The report of a comparison: paired differences with the baseline, who loses, and all that a run's report has. */
export function renderComparisonReport(folder: ComparisonFolder): Report {
  return render(folder);
}
