/**
 * Tables of the report beyond those under charts.
 *
 * Folder `sections/`: from a context to the parts of the page, in the order of the page.
 */
import type { ComparisonRow, ScenarioRecord, TargetResult, WorseOff } from '../../result/document.js';
import type { AlternativeView, Context, RunView } from '../context.js';
import { firstMean } from '../data.js';
import { axisFormat, sidePrecision } from '../figures/fans.js';
import { html, type Piece, type TableData } from '../markup.js';
import { loserWords, targetUnit, targetWords } from '../words/answer.js';
import { isUnsourced } from '../words/caveats.js';
import { verdictOf } from '../words/findings.js';
import { keyWords, measureWords, metricOf } from '../words/names.js';
import {
  capital,
  clean,
  cut,
  figure,
  halfWidth,
  levelPrecision,
  OUTER,
  ofHundred,
  plain,
  quoted,
  range,
  signed,
} from '../words/numbers.js';

/** Measures of the comparison table, in the order of the answer. */
const MEASURES = [
  'interim_list.people',
  'interim_list.hours',
  'interim_list.wait_days',
  'home_care.start_wait_days',
  'hospital.delayed_people',
  'hospital.delayed_share',
  'hospital.same_or_next_day_share',
  'home_care.people',
  'home_care.hours',
  'home_care.utilisation',
  'home_care.principal_share',
  'home_care.hand_backs',
  'home_care.provider_exits',
  'home_care.uncovered_days',
  'home_care.self_funders_waiting',
  'reablement.starts',
  'reablement.lost_hours_share',
  'reablement.no_ongoing_support_share',
  'workforce.carers',
  'workforce.turnover_rate',
  'workforce.vacancy_rate',
  'cost.total',
  'cost.home_care',
  'cost.reablement',
  'cost.delayed_discharge',
] as const;

const VERDICTS = { better: 'better', worse: 'worse', changed: 'different', unclear: 'no clear difference' } as const;

/** Baseline, alternative, paired difference with its interval, futures that improve. */
export function comparisonTable(context: Context, alternative: AlternativeView): TableData {
  const rows = MEASURES.flatMap((id): Piece[][] => {
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
      { heading: 'Alternative', isNumber: true },
      { heading: 'Paired difference and 95% interval', isNumber: true },
      { heading: 'Better in, of 100 futures', isNumber: true },
      { heading: 'Verdict' },
    ],
    rows,
  };
}

function pairedCells(row: ComparisonRow, levels: number | null): Piece[] {
  const { unit } = metricOf(row.metric);
  const precision = halfWidth(row.ci95);
  return [
    figure(row.baselineMean, unit, levels, true),
    figure(row.alternativeMean, unit, levels, true),
    html`${signed(row.difference, unit, precision)} <span class="interval">${endsOf(row, precision)}</span>`,
    row.improves === null ? '–' : ofHundred(row.improves),
    VERDICTS[verdictOf(row)],
  ];
}

/** Both ends of an interval, with a unit only once. */
function endsOf(row: Pick<ComparisonRow, 'ci95' | 'metric'>, precision: number | null): string {
  if (row.ci95 === null) return 'no interval';
  const { unit } = metricOf(row.metric);
  const [low, high] = [signed(row.ci95[0], unit, precision), signed(row.ci95[1], unit, precision)];
  return low === high ? low : `${low.replace(/ (points?|million)$/, '')} to ${high}`;
}

/** Levels of a single run. */
export function levelsTable(run: RunView): TableData {
  const rows = MEASURES.flatMap((id): Piece[][] => {
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
export function targetsTable(run: RunView): TableData | null {
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
      capital(targetWords(target)),
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
  const show = axisFormat(unit);
  if (target.low !== null && target.high !== null) return `${show(target.low)} to ${show(target.high)}`;
  if (target.high !== null) return `${show(target.high)} or less`;
  if (target.low !== null) return `${show(target.low)} or more`;
  return target.value === null ? 'not stated' : show(target.value);
}

/** Groups worse off in over half of futures. */
export function losersTable(context: Context, alternative: AlternativeView, losers: readonly WorseOff[]): TableData {
  return {
    caption: `Worse off under ${quoted(alternative.name)} than under ${quoted(context.runs[0]!.name)}`,
    columns: [
      { heading: 'Group' },
      { heading: 'Measure' },
      { heading: 'Worse in, of 100 futures', isNumber: true },
      { heading: 'Mean difference', isNumber: true },
      { heading: '95% interval', isNumber: true },
    ],
    rows: losers.map((row) => {
      const { unit } = metricOf(row.metric);
      const precision = halfWidth(row.ci95);
      return [
        capital(loserWords(row)),
        measureWords(row.metric),
        ofHundred(row.worsens),
        signed(row.difference, unit, precision),
        endsOf(row, precision),
      ];
    }),
  };
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
    return [[capital(keyWords(by, key)), ...levels, ...differences]];
  });
  if (rows.length === 0) return null;
  const runs = context.runs.map((run) => ({ heading: context.runs.length > 1 ? capital(run.role) : 'Mean of the run', isNumber: true }));
  const differences = context.alternatives.map((_, i) => ({
    heading: context.alternatives.length > 1 ? `Paired difference, alternative ${i + 1}` : 'Paired difference',
    isNumber: true,
  }));
  return { caption, columns: [{ heading: first }, ...runs, ...differences], rows };
}

/** Carers and paid hours by kind of provider: the first week, and the end under each plan. */
export function tierTable(context: Context, metric: string): TableData | null {
  const keys = [...new Set(context.runs.flatMap((run) => run.weekly.keys(metric, 'tier')))];
  const { unit } = metricOf(metric);
  if (keys.length === 0) return null;
  const row = (by: string, key: string): Piece[] => {
    const start = firstMean(context.runs[0]!.weekly.rows(metric, by, key)) ?? 0;
    const ends = context.runs.map((run) => {
      const summary = run.folder.summary.metrics[metric];
      return (by === 'all' ? summary : summary?.by[by]?.[key])?.atEnd;
    });
    const shown = Math.max(1, levelPrecision(ends.flatMap((end) => end ?? [])) ?? 1);
    return [
      by === 'all' ? 'All providers' : capital(keyWords(by, key)),
      figure(start, unit, shown, true),
      ...ends.map((end) => (end ? figure(end.mean, unit, shown, true) : '0')),
    ];
  };
  return {
    caption: capital(`${metricOf(metric).words}${metricOf(metric).unit === 'hours a week' ? ', hours a week' : ''}`),
    columns: [
      { heading: 'Kind of provider' },
      { heading: 'First week', isNumber: true },
      ...context.runs.map((run) => ({ heading: context.runs.length > 1 ? `${capital(run.role)}, last day` : 'Last day', isNumber: true })),
    ],
    rows: [...keys.map((key) => row('tier', key)), row('all', 'all')],
  };
}

/** What common random numbers bought. */
export function pairingTable(
  pairing: readonly { metric: string; correlation: number | null; timesFewer: number | null }[],
): TableData | null {
  const rows = MEASURES.flatMap((id): Piece[][] => {
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

/** The register, numbers without a source first. Of an alternative, `except` leaves out what it shares with the baseline. */
export function assumptionsTable(scenario: ScenarioRecord, except?: ScenarioRecord): TableData {
  const shared = new Set(except?.assumptions.map((one) => `${one.path}\n${JSON.stringify(one.value)}`));
  const own = scenario.assumptions.filter((one) => !shared.has(`${one.path}\n${JSON.stringify(one.value)}`));
  const confidence = { seed: 'the council’s own document', reference: 'published reference', assumption: 'assumption' } as const;
  const sorted = [...own].sort((a, b) => Number(isUnsourced(b)) - Number(isUnsourced(a)));
  return {
    caption: except ? `Numbers that ${quoted(scenario.name)} sets differently` : `Numbers of ${quoted(scenario.name)}`,
    columns: [{ heading: 'Setting' }, { heading: 'Value' }, { heading: 'Source' }, { heading: 'Confidence' }],
    rows: sorted.map((one) => [
      one.path,
      valueWords(one.value),
      one.source === null || one.source.trim() === '' ? 'no source' : clean(one.source),
      one.confidence === null ? 'not stated' : confidence[one.confidence],
    ]),
  };
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'string') return cut(value, 200);
  return cut(typeof value === 'number' || typeof value === 'boolean' ? String(value) : (JSON.stringify(value) ?? 'none'), 200);
}
