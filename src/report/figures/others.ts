/**
 * Figures other than a single metric's fan: paired differences, reablement's use, waits by priority, areas.
 */
import type { ComparisonRow, WaitsRow } from '../../result/document.js';
import { areaChart } from '../charts/areas.js';
import { type DifferenceDot, differenceChart } from '../charts/difference.js';
import { reablementChart } from '../charts/reablement.js';
import { type WaitPanel, waitChart } from '../charts/waits.js';
import type { AlternativeView, Context, RunView } from '../context.js';
import { fanPoints, waitPoints } from '../data.js';
import type { Piece } from '../markup.js';
import { comparisonTitle, intervalWords, leading, verdictOf } from '../words/findings.js';
import { keyWords, measureWords, metricOf } from '../words/names.js';
import { amount, capital, clean, counted, cut, figure, halfWidth, lower, OUTER, plain, quoted, range } from '../words/numbers.js';
import { axisFormat, capacityMark, fanSeries, sentenceOf, titleOf, weeklyFiles, weeklyPrecision } from './fans.js';
import type { Figure } from './figure.js';

/** Measures of the difference chart, in the order of the answer; the chart sorts them by size. */
export const COMPARED = [
  'interim_list.people',
  'interim_list.hours',
  'home_care.start_wait_days',
  'hospital.delayed_people',
  'hospital.delayed_share',
  'home_care.hours',
  'home_care.uncovered_days',
  'home_care.hand_backs',
  'reablement.starts',
  'reablement.lost_hours_share',
  'workforce.carers',
  'cost.total',
] as const;

function dotOf(row: ComparisonRow): DifferenceDot | null {
  const base = row.baselineMean;
  if (row.difference === null || row.ci95 === null || base === null || base <= 0) return null;
  const { unit, words } = metricOf(row.metric);
  const verdict = verdictOf(row);
  const size = amount(row.difference, unit, halfWidth(row.ci95));
  const isCount = unit !== 'share' && unit !== 'a year' && unit !== 'pounds';
  const said = isCount ? leading(row.difference, unit, size) : `${size} ${row.difference < 0 ? 'lower' : 'higher'}`;
  return {
    measure: capital(words),
    difference: row.difference / base,
    low: row.ci95[0] / base,
    high: row.ci95[1] / base,
    words: verdict === 'unclear' ? 'no clear difference' : verdict === 'changed' ? said : `${said} (${verdict})`,
    verdict,
  };
}

/** Dots and intervals of the paired differences of one alternative. */
export function differenceFigure(context: Context, alternative: AlternativeView, name: string): Figure | null {
  const rows = COMPARED.flatMap((id) => alternative.find(id) ?? []);
  const dots = rows.flatMap((row) => dotOf(row) ?? []);
  if (dots.length === 0) return null;
  const count = (verdict: DifferenceDot['verdict']) => dots.filter((dot) => dot.verdict === verdict).length;
  const title = `${counted(count('better'), 'measure')} better, ${count('worse')} worse, ${count('unclear')} with no clear difference`;
  const sure = rows.filter((row) => verdictOf(row) !== 'unclear');
  return {
    name,
    title,
    subtitle: `${quoted(alternative.name)} less baseline, mean of the run, as a percentage of the baseline, ${context.place}, ${context.period}`,
    label: `Dot chart of the paired difference of ${counted(dots.length, 'measure')} with 95% intervals. ${title}. The numbers are in the comparison table.`,
    note: 'The line through a dot is its 95% interval: how well the simulation knows the mean difference. Blue is better, plum is worse, grey is neither; a hollow dot means no clear difference.',
    sentence: `Compared with ${quoted(context.runs[0]!.name)}, ${quoted(alternative.name)} shows ${
      sure.length === 0
        ? 'no clear difference in any measure'
        : sure
            .slice(0, 4)
            .map((row) => lower(comparisonTitle(row, row.metric)))
            .join('; ')
    }.`,
    numbers: {
      caption: 'Paired difference of each measure as a percentage of the baseline',
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

/** Reablement's hours: own work, bridging and last resort against the hours available. */
export function reablementFigure(context: Context): Figure | null {
  const parts = ['reablement.own_hours', 'reablement.bridging_hours', 'reablement.last_resort_hours'] as const;
  const rows = context.runs.map((run) => {
    const capacity = capacityMark(run, 'reablement.capacity_hours', 'hours available');
    const role = context.runs.length > 1 ? run.role : '';
    const series = (id: string, words: string) => ({
      ...fanSeries(run, id, `${capital(words)}${role ? `\n${role}` : ''}`, capacity),
      futures: [],
    });
    return { own: series(parts[0], 'own work'), bridging: series(parts[1], 'bridging'), lastResort: series(parts[2], 'last resort') };
  });
  if (rows.some((row) => row.own.points.length < 2 || row.bridging.points.length < 2 || row.lastResort.points.length < 2)) return null;
  const lost = 'reablement.lost_hours_share';
  const title = titleOf(context, lost);
  return {
    name: 'reablement-use',
    title,
    subtitle: `Reablement hours used for its own work, bridging and last resort, hours a week, against hours available, ${context.place}, ${context.period}`,
    label: `Fan charts of reablement hours by use, on one scale. ${title}. The numbers are in the table below.`,
    note: 'Bridging: the episode is over and home care has not started. Last resort: packages that no provider serves.',
    sentence: sentenceOf(context, lost),
    numbers: {
      caption: 'Reablement hours a week by use, mean of the run',
      columns: [
        { heading: 'Use' },
        ...context.runs.flatMap((run) => [
          { heading: cut(run.name, 40), isNumber: true },
          { heading: `${cut(run.name, 40)}: ${OUTER.words}`, isNumber: true },
        ]),
      ],
      rows: [...parts, 'reablement.capacity_hours'].map((id) => [
        capital(metricOf(id).words),
        ...context.runs.flatMap((run) => levelCells(run, id)),
      ]),
    },
    files: weeklyFiles(context),
    draw: (size) => reablementChart({ label: title, rows, format: axisFormat('hours a week'), outerBand: OUTER.words }, size),
  };
}

function levelCells(run: RunView, id: string): Piece[] {
  const metric = run.folder.summary.metrics[id];
  if (!metric || metric.mean === null) return ['not known', 'not known'];
  const precision = halfWidth(metric.ci95);
  const { unit } = metricOf(id);
  return [figure(metric.mean, unit, precision, true), range(metric[OUTER.low], metric[OUTER.high], unit, precision, true)];
}

const waitRow = (run: RunView, queue: string, by: string, key: string): WaitsRow | undefined =>
  run.folder.waits.find((row) => row.queue === queue && row.by === by && row.key === key && row.cohort === 'arisen' && row.count > 0);

/** Share started within so many days of need, by priority. */
export function waitsFigure(context: Context): Figure | null {
  const keys = [
    ...new Set(
      context.runs.flatMap((run) =>
        run.folder.waits.filter((row) => row.queue === 'home_care' && row.by === 'priority' && row.count > 0).map((row) => row.key),
      ),
    ),
  ];
  const panels = [['all', 'all'] as const, ...keys.map((key) => ['priority', key] as const)].flatMap(([by, key]): WaitPanel[] => {
    const lines = context.runs.flatMap((run) => {
      const row = waitRow(run, 'home_care', by, key);
      const points = row ? waitPoints(row) : [];
      return points.length < 2 ? [] : [{ name: context.runs.length > 1 ? run.role : 'started', colour: run.colour, points }];
    });
    return lines.length === 0 ? [] : [{ title: capital(keyWords(by, key)), lines }];
  });
  if (panels.length === 0) return null;
  const farthest = Math.max(...panels.flatMap((panel) => panel.lines.flatMap((line) => line.points.map((point) => point.days))));
  const longest = Math.min(182, Math.max(28, Math.ceil(farthest / 7) * 7));
  const clipped = panels.map((panel) => ({
    ...panel,
    lines: panel.lines.map((line) => ({ ...line, points: line.points.filter((point) => point.days <= longest) })),
  }));
  const id = 'home_care.start_wait_days';
  const title = titleOf(context, id);
  return {
    name: 'waits-by-priority',
    title,
    subtitle: `Share of people whose home care started within so many days of need, by priority, percent, ${context.place}, need arising ${context.period}`,
    label: `Line charts of the share of people started within so many days, by priority. ${title}. The numbers are in the table below.`,
    note: 'Dots are known points: 1, 7 and 28 days, the median and the 90th percentile. People who gave up or still wait are counted in the whole, so a line need not reach 100%.',
    sentence: sentenceOf(context, id),
    numbers: waitTable(context, keys),
    files: context.runs.map((run) => ({
      href: `${run.path}waits.csv`,
      words: context.runs.length > 1 ? `waits.csv of ${quoted(run.name, 60)}` : 'waits.csv',
    })),
    draw: (size) => waitChart({ label: title, panels: clipped, longest }, size),
  };
}

function waitTable(context: Context, keys: readonly string[]): Figure['numbers'] {
  const many = context.runs.length > 1;
  const shareOf = (value: number | null) => (value === null ? 'not known' : `${plain(value * 100, 1)}%`);
  const days = (value: number | 'not reached' | null) => (typeof value === 'number' ? plain(value, 1) : (value ?? 'not known'));
  const rows = [['all', 'all'] as const, ...keys.map((key) => ['priority', key] as const)].flatMap(([by, key]) =>
    context.runs.flatMap((run): Piece[][] => {
      const row = waitRow(run, 'home_care', by, key);
      if (!row) return [];
      const people = Math.round(row.count / run.folder.summary.replications);
      const still = row.still_waiting / run.folder.summary.replications;
      return [
        [
          `${capital(keyWords(by, key))}${many ? `, ${run.role}` : ''}`,
          days(row.p50),
          days(row.p90),
          shareOf(row.within_1_day),
          shareOf(row.within_7_days),
          shareOf(row.within_28_days),
          plain(people, 1),
          plain(still, 1),
        ],
      ];
    }),
  );
  const headings = [
    'Median, days',
    '9 in 10 by, days',
    'Within 1 day',
    'Within 7 days',
    'Within 28 days',
    'People in a future',
    'Still waiting at the end',
  ];
  return {
    caption: 'Days from need to home care starting, those still waiting included',
    columns: [{ heading: 'Group' }, ...headings.map((heading) => ({ heading, isNumber: true }))],
    rows,
  };
}

/** The interim list in every area: the middle and half of futures. */
export function areasFigure(context: Context, most = 12): Figure | null {
  const id = 'interim_list.hours';
  const { unit, words } = metricOf(id);
  const areas = context.runs[0]!.weekly.keys(id, 'area').slice(0, most);
  const panels = areas.flatMap((area) => {
    const lines = context.runs.map((run) => ({
      name: context.runs.length > 1 ? run.role : 'middle',
      colour: run.colour,
      points: fanPoints(run.weekly.rows(id, 'area', area)),
    }));
    return lines.some((line) => line.points.length < 2) ? [] : [{ area: cut(area, 38), lines }];
  });
  if (panels.length < 2) return null;
  const title = areaTitle(context, areas);
  return {
    name: 'areas',
    title,
    subtitle: `${measureWords(id)}, by area, middle and half of futures, ${context.period}`,
    label: `Small charts of ${words} in each of ${panels.length} areas, on one scale. ${title}. The numbers are in the table below.`,
    sentence: `${title}.`,
    numbers: {
      caption: `${capital(words)} by area, middle at the start and the end`,
      columns: [
        { heading: 'Area' },
        ...context.runs.flatMap((run) =>
          ['first week', 'last week'].map((when) => ({ heading: `${cut(run.name, 40)}: ${when}`, isNumber: true })),
        ),
      ],
      rows: areas.map((area) => [clean(area), ...context.runs.flatMap((run) => edges(run, id, area, unit))]),
    },
    files: weeklyFiles(context),
    draw: (size) => areaChart({ label: title, panels, format: axisFormat(unit) }, size),
  };
}

function edges(run: RunView, id: string, area: string, unit: string): Piece[] {
  const rows = run.weekly.rows(id, 'area', area);
  return [rows[0], rows.at(-1)].map((row) =>
    row ? figure(row.p50, unit, weeklyPrecision(row, run.folder.summary.bandsFrom), true) : 'none',
  );
}

function areaTitle(context: Context, areas: readonly string[]): string {
  const id = 'interim_list.hours';
  const [first] = context.alternatives;
  if (!first) {
    const ranked = areas
      .map((area) => ({ area, hours: context.runs[0]!.folder.summary.metrics[id]?.by.area?.[area]?.mean ?? 0 }))
      .sort((a, b) => b.hours - a.hours);
    return `The most hours wait in ${cut(ranked[0]!.area, 40)}`;
  }
  const verdicts = areas.flatMap((area) => first.find(id, 'area', area) ?? []).map(verdictOf);
  const count = (verdict: string) => verdicts.filter((one) => one === verdict).length;
  if (verdicts.length > 0 && count('unclear') === verdicts.length) return 'No clear difference in hours on the list in any area';
  return `Hours on the list: better in ${counted(count('better'), 'area')}, worse in ${count('worse')}, unclear in ${count('unclear')}`;
}
