/**
 * Tables of the report beyond those under charts.
 *
 * Folder `sections/`: from a context to the parts of the page, in the order of the page.
 */
import type { ComparisonFolder, ComparisonRow, KeyedFigure, TargetResult } from '../../result/document.js';
import { ownTargets } from '../../result/targets.js';
import { RUN } from '../../result/windows.js';
import type { AlternativeView, Context, RunView } from '../context.js';
import { axisFormat } from '../figures/fans.js';
import { sidePrecision } from '../figures/titles.js';
import { html, type Piece, type TableData } from '../markup.js';
import { targetUnit, targetWords } from '../words/answer.js';
import { CAVEATS, caveatWords, futuresOf, isSame, spreadPrecision, verdictOf } from '../words/findings.js';
import { measuresOf } from '../words/measures.js';
import { keyWords, metricOf, type Names } from '../words/names.js';
import {
  capital,
  cut,
  ends,
  figure,
  halfWidth,
  levelPrecision,
  listed,
  OUTER,
  ofHundred,
  plain,
  quoted,
  range,
  signed,
} from '../words/numbers.js';
import { pairedFigures } from '../words/pair.js';
import { splitRows } from '../words/payers.js';

const VERDICTS = { better: 'better', worse: 'worse', changed: 'different', unclear: 'no clear difference' } as const;

/** A row's verdict in words; of a cost that is lower and no saving, why. */
export function verdictWords(row: ComparisonRow): string {
  const verdict = verdictOf(row);
  return verdict === 'changed' && row.caveat !== undefined ? `lower${caveatWords(row)}` : VERDICTS[verdict];
}

/** Neither without a figure, nor nothing under both plans, nor the same in every future: those are named under the table. */
const isWorthARow = (row: ComparisonRow): boolean =>
  row.difference !== null && !(row.baselineMean === 0 && row.alternativeMean === 0) && !isSame(row);

const isBorne = (row: ComparisonRow | undefined): boolean => row !== undefined && (row.baselineMean !== 0 || row.alternativeMean !== 0);

/** The measures that a plan leaves as they are in every future, in one sentence. */
export function sameWords(context: Context, alternatives: readonly AlternativeView[]): string {
  const same = measuresOf(context.manifest).filter((id) => {
    const rows = alternatives.flatMap((one) => one.find(id) ?? []);
    return rows.length === alternatives.length && rows.every((row) => isSame(row) && (row.baselineMean ?? 0) !== 0);
  });
  if (same.length === 0) return '';
  const run = context.runs[0]!.folder.summary.metrics;
  const said = same.map(
    (id) => `${metricOf(id).words} (${figure(run[id]?.mean ?? null, metricOf(id).unit, sidePrecision(context, id), true)})`,
  );
  return `The same in every future: ${listed(said)}.`;
}

/** Baseline, alternative, paired difference with its interval, futures that improve. */
export function comparisonTable(context: Context, alternative: AlternativeView): TableData {
  const { find } = alternative;
  const rows = measuresOf(context.manifest).flatMap((id) =>
    splitRows(id, (payer) => isBorne(find(id, 'payer', payer))).flatMap(({ by, key, words }): Piece[][] => {
      const row = find(id, by, key);
      return row && isWorthARow(row) ? [[words, ...pairedCells(row, sidePrecision(context, id))]] : [];
    }),
  );
  return {
    caption: `${quoted(alternative.name)} against ${quoted(context.runs[0]!.name)}, ${alternative.mean}`,
    columns: [
      { heading: 'Measure' },
      { heading: 'Baseline', isNumber: true },
      { heading: 'Alter\u00adnative', isNumber: true },
      { heading: 'Paired difference and 95% interval', isNumber: true },
      { heading: 'Better in, of 100', isNumber: true },
      { heading: 'Verdict' },
    ],
    rows,
  };
}

function overviewCell(row: ComparisonRow | undefined): Piece {
  if (!row || row.difference === null) return 'not known';
  if (isSame(row)) return 'the same';
  const isClear = verdictOf(row) !== 'unclear';
  const futures = futuresOf(row);
  const { unit } = metricOf(row.metric);
  const said = isClear ? signed(row.difference, unit, halfWidth(row.ci95)) : 'no clear difference';
  const sure = futures ? `better in ${futures.better}` : isClear && row.caveat ? CAVEATS[row.caveat] : null;
  return html`${said} <span class="interval">${ends(row.ci95, unit)}</span>${sure ? html` <span class="interval">${sure}</span>` : null}`;
}

/** All alternatives side by side, where there are several: each paired difference with the baseline, and in how many futures it is better. */
export function overviewTable(context: Context): TableData | null {
  if (context.alternatives.length < 2) return null;
  const isAnyBorne = (id: string, payer: string) => context.alternatives.some((one) => isBorne(one.find(id, 'payer', payer)));
  const rows = measuresOf(context.manifest).flatMap((id) =>
    splitRows(id, (payer) => isAnyBorne(id, payer)).flatMap(({ by, key, words }): Piece[][] => {
      const found = context.alternatives.map((one) => one.find(id, by, key));
      if (!found.some((row) => row && isWorthARow(row))) return [];
      const base = found.find((row) => row?.baselineMean != null)?.baselineMean ?? null;
      return [[words, figure(base, metricOf(id).unit, sidePrecision(context, id), true), ...found.map(overviewCell)]];
    }),
  );
  return {
    caption: `Every plan against ${quoted(context.runs[0]!.name)}: paired difference of the ${context.mean}, its 95% interval, and futures of 100 that are better`,
    columns: [
      { heading: 'Measure' },
      { heading: 'Baseline', isNumber: true },
      ...context.runs.slice(1).map((run) => ({ heading: `${capital(run.role)}: ${cut(run.name, 40)}`, isNumber: true })),
    ],
    rows,
  };
}

export function pairedCells(row: ComparisonRow, levels: number | null): Piece[] {
  const { baseline, alternative, difference } = pairedFigures(row, levels);
  return [
    baseline,
    alternative,
    html`${difference} <span class="interval">${ends(row.ci95, metricOf(row.metric).unit)}</span>`,
    futuresOf(row)?.better ?? '–',
    verdictWords(row),
  ];
}

function levelCells(metric: KeyedFigure, unit: string): Piece[] {
  const { atEnd } = metric;
  return [
    figure(metric.mean, unit, halfWidth(metric.ci95), true),
    range(metric[OUTER.low], metric[OUTER.high], unit, spreadPrecision(metric), true),
    atEnd && atEnd.p50 !== null ? figure(atEnd.p50, unit, spreadPrecision(atEnd), true) : '–',
  ];
}

/** Levels of a single run. */
export function levelsTable(run: RunView): TableData {
  const { metrics } = run.folder.summary;
  const rows = measuresOf(run.folder.manifest).flatMap((id) =>
    splitRows(id, (payer) => (metrics[id]?.by.payer?.[payer]?.mean ?? 0) !== 0).flatMap(({ by, key, words }): Piece[][] => {
      const metric = by === 'all' ? metrics[id] : metrics[id]?.by[by]?.[key];
      return !metric || metric.mean === null || (metric.mean === 0 && metric.sd === 0)
        ? []
        : [[words, ...levelCells(metric, metricOf(id).unit)]];
    }),
  );
  const numbers = ['Mean of the run', capital(OUTER.words), 'Middle on the last day'].map((heading) => ({ heading, isNumber: true }));
  return { caption: `${quoted(run.name)}: levels`, columns: [{ heading: 'Measure' }, ...numbers], rows };
}

/** Targets of a run, missed ones first; of a plan, those of its own that the baseline has not. */
export function targetsTable(run: RunView, names: Names, baseline?: RunView): TableData | null {
  const order = ['missed', 'imprecise', 'no value', 'met'];
  const words = { met: 'met', missed: 'missed', imprecise: 'met, but imprecise', 'no value': 'no value' } as const;
  const judged = run.folder.summary.targets;
  const found = baseline === undefined ? judged : ownTargets(judged, baseline.folder.summary.targets);
  const targets = [...found].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  if (targets.length === 0) return null;
  return {
    caption: `Targets of ${quoted(run.name)}`,
    columns: [
      { heading: 'Target' },
      { heading: 'Wanted', isNumber: true },
      { heading: 'Simulated mean', isNumber: true },
      { heading: 'Inside, of 100 futures', isNumber: true },
      { heading: 'Verdict' },
      { heading: 'Source' },
    ],
    rows: targets.map((target) => [
      capital(targetWords(target, names)),
      wanted(target),
      figure(target.mean, targetUnit(target), halfWidth(target.ci95), true),
      target.futuresInside === null ? 'not known' : ofHundred(target.futuresInside),
      words[target.verdict],
      target.source ?? 'no source',
    ]),
  };
}

function wanted(target: TargetResult): string {
  const unit = targetUnit(target);
  const axis = axisFormat(unit);
  const show = (value: number): string => (unit === 'pounds' ? figure(value, unit, null) : axis(value));
  if (target.low !== null && target.high !== null) return `${show(target.low)} to ${show(target.high)}`;
  if (target.high !== null) return `${show(target.high)} or less`;
  if (target.low !== null) return `${show(target.low)} or more`;
  return target.value === null ? 'not stated' : show(target.value);
}

/** Levels of every run stand beside the differences where there are no more runs than this. */
const MOST_LEVELS = 3;

/**
 * A metric by the keys of a dimension: the mean of each run and the paired difference of each alternative; with more than two
 * alternatives the baseline's mean and the differences. Null with fewer than two keys: the total says it.
 */
export function keyedTable(context: Context, metric: string, by: string, caption: string, first: string): TableData | null {
  const keys = [...new Set(context.runs.flatMap((run) => Object.keys(run.folder.summary.metrics[metric]?.by[by] ?? {})))];
  const { unit } = metricOf(metric);
  const shownRuns = context.runs.length > MOST_LEVELS ? context.runs.slice(0, 1) : context.runs;
  const rows = keys.flatMap((key): Piece[][] => {
    const cells = context.runs.map((run) => run.folder.summary.metrics[metric]?.by[by]?.[key]);
    if (cells.every((cell) => !cell || cell.mean === null || cell.mean === 0)) return [];
    const shown = levelPrecision(cells.flatMap((cell) => cell ?? []));
    // beside levels of the run
    const found = context.alternatives.map((one) => one.find(metric, by, key, RUN));
    // two levels and their difference add up; with more plans a row has no one step for all
    const pair = shownRuns.length === 2 && found[0] ? pairedFigures(found[0], shown) : null;
    const levels = pair
      ? [pair.baseline, pair.alternative]
      : cells.slice(0, shownRuns.length).map((cell) => (cell ? figure(cell.mean, unit, shown, true) : '0'));
    const differences = found.map((row) => {
      if (!row) return 'not known';
      if (verdictOf(row) === 'unclear') return 'no clear difference';
      return pair?.difference ?? signed(row.difference, unit, halfWidth(row.ci95));
    });
    return [[capital(keyWords(by, key, context.names)), ...levels, ...differences]];
  });
  if (rows.length < 2) return null;
  const runs = shownRuns.map((run) => ({ heading: context.runs.length > 1 ? capital(run.role) : 'Mean of the run', isNumber: true }));
  const differences = context.alternatives.map((_, i) => ({
    heading: context.alternatives.length > 1 ? `Paired difference, alternative ${i + 1}` : 'Paired difference',
    isNumber: true,
  }));
  return { caption, columns: [{ heading: first }, ...runs, ...differences], rows };
}

/** Beyond this there is all but no variance left, and the number says no more. */
const MOST_TIMES = 10_000;

const timesWords = (times: number): string => (times > MOST_TIMES ? `over ${plain(MOST_TIMES, 1)}` : plain(times, times < 10 ? 0.1 : 1));

/** What common random numbers bought: for each plan, how many times as many futures the same precision would take without pairing. */
export function pairingTable(folder: ComparisonFolder, context: Context): TableData | null {
  const { pairing } = folder.comparison;
  const rows = measuresOf(context.manifest).flatMap((id): Piece[][] => {
    const found = context.alternatives.map((one) => pairing.find((row) => row.alternative === one.name && row.metric === id));
    if (found.every((row) => !row || row.correlation === null)) return [];
    const cells = found.map((row) => {
      if (!row || row.correlation === null) return '–';
      if (row.timesFewer === null) return 'the same';
      return `${timesWords(row.timesFewer)} times (${plain(row.correlation, 0.01)})`;
    });
    return [[capital(metricOf(id).words), ...cells]];
  });
  if (rows.length === 0) return null;
  return {
    caption: 'What pairing bought: futures needed without it for the same precision, and the correlation of plan and baseline',
    columns: [{ heading: 'Measure' }, ...context.runs.slice(1).map((run) => ({ heading: cut(run.name, 40), isNumber: true }))],
    rows,
  };
}
