/** The figure of waits as distributions, by priority. */
import type { WaitsRow } from '../../result/document.js';
import { type WaitPanel, waitChart } from '../charts/waits.js';
import { type Context, drawnTogether, leftOut, type RunView } from '../context.js';
import { waitPoints } from '../data.js';
import type { Piece } from '../markup.js';
import { keyWords } from '../words/names.js';
import { capital, plain, quoted } from '../words/numbers.js';
import type { Figure } from './figure.js';
import { sentenceOf, titleOf } from './titles.js';

const waitRow = (run: RunView, queue: string, by: string, key: string): WaitsRow | undefined =>
  run.folder.waits.find((row) => row.queue === queue && row.by === by && row.key === key && row.cohort === 'arisen' && row.count > 0);

/** Days that the axis goes to at most: a few who wait for months would squeeze the weeks that matter. */
const LONGEST = 91;

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
    const lines = drawnTogether(context).flatMap((run) => {
      const row = waitRow(run, 'home_care', by, key);
      const points = row ? waitPoints(row) : [];
      return points.length < 2 ? [] : [{ name: context.runs.length > 1 ? run.role : 'started', colour: run.colour, points }];
    });
    return lines.length === 0 ? [] : [{ title: capital(keyWords(by, key)), lines }];
  });
  if (panels.length === 0) return null;
  const days = panels.flatMap((panel) => panel.lines.flatMap((line) => line.points.map((point) => point.days)));
  const farthest = Math.max(28, ...days.filter((day) => day <= LONGEST));
  const longest = Math.ceil(farthest / 7) * 7;
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
    note: `Dots are known points: 1, 7 and 28 days, the median and the 90th percentile. People who gave up or still wait are counted in the whole, so a line need not reach 100%. ${leftOut(context)}`.trim(),
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
