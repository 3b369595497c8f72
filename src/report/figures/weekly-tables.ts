/** The numbers under fans: some weeks of a series, or of its paired difference. */
import type { WeeklyRow } from '../../result/document.js';
import type { AlternativeView, RunView } from '../context.js';
import type { Column, Piece, TableData } from '../markup.js';
import { capital, cut, figure, OUTER, range, shortDate, signed, stepOf } from '../words/numbers.js';

/** Precision of a weekly quantile: the half-width that its spread and the number of futures allow. */
export function weeklyPrecision(row: WeeklyRow, n: number): number | null {
  if (row.p05 === null || row.p95 === null || n < 2) return null;
  return (1.96 * (row.p95 - row.p05)) / 3.29 / Math.sqrt(n);
}

interface TableRun {
  readonly name: string;
  readonly n: number;
  readonly rows: readonly WeeklyRow[];
}

/** Columns of a run: with more than two runs the band of half of futures is left to the file. */
function partsOf(runs: readonly TableRun[]): string[] {
  return runs.length > 2 ? ['middle', OUTER.words] : ['middle', 'half of futures', OUTER.words];
}

/** Weeks between the rows of a table: a quarter, half a year or a year, so that it has about a dozen rows. */
const stepBetween = (weeks: number): number => [13, 26, 52].find((step) => weeks / step <= 12) ?? 104;

/** Every so-manieth week, and the last. */
function someWeeks<T extends { readonly week: number }>(rows: readonly T[]): { readonly weeks: readonly T[]; readonly often: string } {
  const step = stepBetween(rows.length);
  return { weeks: rows.filter((row, i) => (row.week - 1) % step === 0 || i === rows.length - 1), often: `every ${step} weeks` };
}

/** A quarter or so apart: the middle, half of futures, the outer band. */
export function fanTable(caption: string, runs: readonly TableRun[], unit: string): TableData {
  const { weeks, often } = someWeeks(runs[0]!.rows);
  const prefix = (run: TableRun) => (runs.length > 1 ? `${cut(run.name, 40)}: ` : '');
  const columns = runs.flatMap((run): Column[] =>
    partsOf(runs).map((part) => ({ heading: capital(`${prefix(run)}${part}`), isNumber: true })),
  );
  return {
    caption: `${caption}, ${often}`,
    columns: [{ heading: 'Week beginning' }, ...columns],
    rows: weeks.map((week) => [
      shortDate(week.date),
      ...runs.flatMap((run) =>
        bandCells(
          run.rows.find((row) => row.week === week.week),
          run.n,
          unit,
        ).filter((_, part) => part !== 1 || runs.length <= 2),
      ),
    ]),
  };
}

function bandCells(row: WeeklyRow | undefined, n: number, unit: string): Piece[] {
  if (!row || row.p50 === null) return ['no value', 'no value', 'no value'];
  const precision = weeklyPrecision(row, n);
  return [
    figure(row.p50, unit, precision, true),
    range(row.p25, row.p75, unit, precision, true),
    range(row[OUTER.low], row[OUTER.high], unit, precision, true),
  ];
}

/** A plan whose difference is drawn. */
export interface DrawnDifference {
  readonly alternative: AlternativeView;
  readonly rows: readonly WeeklyRow[];
  readonly run: RunView;
}

/** As a fan's table, with signs. */
export function differenceTable(caption: string, drawn: readonly DrawnDifference[], unit: string): TableData {
  const { weeks, often } = someWeeks(drawn[0]!.rows);
  const isOne = drawn.length === 1;
  const cells = ({ rows, run }: DrawnDifference, week: number): Piece[] => {
    const row = rows.find((one) => one.week === week);
    if (!row) return ['no value', 'no value', 'no value'];
    const step = stepOf(row.p50 ?? 0, weeklyPrecision(row, run.folder.summary.bandsFrom));
    const show = (value: number | null) => signed(value, unit, step);
    return [show(row.p50), `${show(row.p25)} to ${show(row.p75)}`, `${show(row[OUTER.low])} to ${show(row[OUTER.high])}`];
  };
  const parts = drawn.length > 2 ? ['middle', OUTER.words] : ['middle', 'half of futures', OUTER.words];
  return {
    caption: `${caption}, ${often}`,
    columns: [
      { heading: 'Week beginning' },
      ...drawn.flatMap(({ run }) =>
        parts.map((part) => ({ heading: isOne ? capital(part) : `${cut(run.name, 40)}: ${part}`, isNumber: true })),
      ),
    ],
    rows: weeks.map((week) => [
      shortDate(week.date),
      ...drawn.flatMap((one) => cells(one, week.week).filter((_, part) => part !== 1 || drawn.length <= 2)),
    ]),
  };
}
