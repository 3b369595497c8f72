/**
 * Tables of the report beyond those under charts.
 *
 * Folder `sections/`: from a context to the parts of the page, in the order of the page.
 */
import type { ComparisonRow, Manifest, TargetResult } from '../../result/document.js';
import type { AlternativeView, Context, RunView } from '../context.js';
import { axisFormat, sidePrecision } from '../figures/fans.js';
import { html, type Piece, type TableData } from '../markup.js';
import { targetUnit, targetWords } from '../words/answer.js';
import { futuresOf, pairPrecision, verdictOf } from '../words/findings.js';
import { measuresOf } from '../words/measures.js';
import { keyWords, measureWords, metricOf, type Names } from '../words/names.js';
import { capital, cut, ends, figure, halfWidth, levelPrecision, OUTER, ofHundred, plain, quoted, range, signed } from '../words/numbers.js';

export const VERDICTS = { better: 'better', worse: 'worse', changed: 'different', unclear: 'no clear difference' } as const;

/** Baseline, alternative, paired difference with its interval, futures that improve. */
export function comparisonTable(context: Context, alternative: AlternativeView): TableData {
  const rows = measuresOf(context.manifest).flatMap((id): Piece[][] => {
    const row = alternative.find(id);
    return row && row.difference !== null && !(row.baselineMean === 0 && row.alternativeMean === 0)
      ? [[measureWords(id), ...pairedCells(row, sidePrecision(context, id))]]
      : [];
  });
  return {
    caption: `${quoted(alternative.name)} against ${quoted(context.runs[0]!.name)}, mean of the run`,
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

/** All alternatives side by side, where there are several: each paired difference with the baseline, and in how many futures it is better. */
export function overviewTable(context: Context): TableData | null {
  if (context.alternatives.length < 2) return null;
  const rows = measuresOf(context.manifest).flatMap((id): Piece[][] => {
    const found = context.alternatives.map((one) => one.find(id));
    if (found.every((row) => !row || row.difference === null || (row.baselineMean === 0 && row.alternativeMean === 0))) return [];
    const cells = found.map((row): Piece => {
      if (!row || row.difference === null) return 'not known';
      const verdict = verdictOf(row);
      const futures = futuresOf(row);
      const said = verdict === 'unclear' ? 'no clear difference' : signed(row.difference, metricOf(id).unit, halfWidth(row.ci95));
      return html`${said}${futures ? html` <span class="interval">better in ${futures.better} of 100</span>` : null}`;
    });
    const base = found.find((row) => row?.baselineMean != null)?.baselineMean ?? null;
    return [[measureWords(id), figure(base, metricOf(id).unit, sidePrecision(context, id), true), ...cells]];
  });
  return {
    caption: `Every plan against ${quoted(context.runs[0]!.name)}, mean of the run`,
    columns: [
      { heading: 'Measure' },
      { heading: 'Baseline', isNumber: true },
      ...context.runs.slice(1).map((run) => ({ heading: `${capital(run.role)}: ${cut(run.name, 40)}`, isNumber: true })),
    ],
    rows,
  };
}

export function pairedCells(row: ComparisonRow, levels: number | null): Piece[] {
  const { unit } = metricOf(row.metric);
  const precision = halfWidth(row.ci95);
  const shown = pairPrecision(row, levels);
  return [
    figure(row.baselineMean, unit, shown, true),
    figure(row.alternativeMean, unit, shown, true),
    html`${signed(row.difference, unit, precision)} <span class="interval">${ends(row.ci95, unit)}</span>`,
    futuresOf(row)?.better ?? '–',
    VERDICTS[verdictOf(row)],
  ];
}

/** Levels of a single run. */
export function levelsTable(run: RunView): TableData {
  const rows = measuresOf(run.folder.manifest).flatMap((id): Piece[][] => {
    const metric = run.folder.summary.metrics[id];
    if (!metric || metric.mean === null || (metric.mean === 0 && metric.sd === 0)) return [];
    const { unit } = metricOf(id);
    const precision = halfWidth(metric.ci95);
    const end = metric.atEnd && metric.atEnd.p50 !== null ? figure(metric.atEnd.p50, unit, halfWidth(metric.atEnd.ci95), true) : '–';
    return [
      [
        measureWords(id),
        figure(metric.mean, unit, precision, true),
        range(metric[OUTER.low], metric[OUTER.high], unit, precision, true),
        end,
      ],
    ];
  });
  const numbers = ['Mean of the run', capital(OUTER.words), 'Middle on the last day'].map((heading) => ({ heading, isNumber: true }));
  return { caption: `${quoted(run.name)}: levels`, columns: [{ heading: 'Measure' }, ...numbers], rows };
}

/** Targets, missed ones first. */
export function targetsTable(run: RunView, names: Names): TableData | null {
  const order = ['missed', 'imprecise', 'no value', 'met'];
  const words = { met: 'met', missed: 'missed', imprecise: 'met, but imprecise', 'no value': 'no value' } as const;
  const targets = [...run.folder.summary.targets].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
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

/** A metric by the keys of a dimension, each run's mean, and the paired difference of each alternative. */
export function keyedTable(context: Context, metric: string, by: string, caption: string, first: string): TableData | null {
  const keys = [...new Set(context.runs.flatMap((run) => Object.keys(run.folder.summary.metrics[metric]?.by[by] ?? {})))];
  const { unit } = metricOf(metric);
  const rows = keys.flatMap((key): Piece[][] => {
    const cells = context.runs.map((run) => run.folder.summary.metrics[metric]?.by[by]?.[key]);
    if (cells.every((cell) => !cell || cell.mean === null || cell.mean === 0)) return [];
    const shown = levelPrecision(cells.flatMap((cell) => cell ?? []));
    const levels = cells.map((cell) => (cell ? figure(cell.mean, unit, shown, true) : '0'));
    const differences = context.alternatives.map((one) => {
      const row = one.find(metric, by, key);
      return row
        ? `${signed(row.difference, unit, halfWidth(row.ci95))}${verdictOf(row) === 'unclear' ? ' (no clear difference)' : ''}`
        : 'not known';
    });
    return [[capital(keyWords(by, key, context.names)), ...levels, ...differences]];
  });
  if (rows.length === 0) return null;
  const runs = context.runs.map((run) => ({ heading: context.runs.length > 1 ? capital(run.role) : 'Mean of the run', isNumber: true }));
  const differences = context.alternatives.map((_, i) => ({
    heading: context.alternatives.length > 1 ? `Paired difference, alternative ${i + 1}` : 'Paired difference',
    isNumber: true,
  }));
  return { caption, columns: [{ heading: first }, ...runs, ...differences], rows };
}

/** What common random numbers bought. */
export function pairingTable(
  pairing: readonly { metric: string; correlation: number | null; timesFewer: number | null }[],
  manifest: Pick<Manifest, 'scenarios'>,
): TableData | null {
  const rows = measuresOf(manifest).flatMap((id): Piece[][] => {
    const row = pairing.find((one) => one.metric === id);
    if (!row || row.correlation === null) return [];
    return [
      [
        capital(metricOf(id).words),
        plain(row.correlation, 0.01),
        row.timesFewer === null ? 'no variation left' : `${plain(row.timesFewer, row.timesFewer < 10 ? 0.1 : 1)} times`,
      ],
    ];
  });
  if (rows.length === 0) return null;
  return {
    caption: 'What pairing bought',
    columns: [
      { heading: 'Measure' },
      { heading: 'Correlation of the two plans', isNumber: true },
      { heading: 'Futures needed without pairing', isNumber: true },
    ],
    rows,
  };
}
