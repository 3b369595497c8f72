/**
 * Data files of a scenario, CSV tables with named columns: unknown columns and whatever identifies people are refused, dates are read as
 * their column writes them, and every problem is told with its place, the same one once.
 */
import { type Cell, readCsv } from './csv.js';
import { dateProblem, isoDates } from './date-columns.js';
import type { Issue, Problem } from './issue.js';
import { nearestName } from './nearest.js';
import { dateIn, looksLikeBirths, looksLikeName, privateHeading, privateText } from './privacy.js';

/** What a kind of table may hold. */
export interface TableForm<C extends string> {
  /** the setting that names the file */
  readonly path: string;
  /** "a snapshot" */
  readonly noun: string;
  readonly columns: readonly C[];
  readonly required: readonly C[];
  /** columns of dates */
  readonly dates: readonly C[];
  /** first day of the run: birthdays are long before it */
  readonly start: number;
}

export interface Row<C extends string> {
  readonly first: Cell;
  /** cell of a column, dates in ISO form; undefined where the table has no such column */
  readonly cellOf: (name: C) => Cell | undefined;
}

export interface Table<C extends string> {
  readonly has: (name: C) => boolean;
  /** none when a column is missing */
  readonly rows: readonly Row<C>[];
  /** columns whose dates are written day/month/year */
  readonly dayFirst: readonly C[];
}

const TOP: Cell = { text: '', line: 1, column: 1 };

/** Reads a table; problems are added for all that is wrong with its form. */
export function readTable<C extends string>(text: string, form: TableForm<C>, problems: Problems): Table<C> {
  const { rows: all, stopped } = readCsv(text);
  const [header = [TOP], ...lines] = all;
  const columns = readHeader(header, lines, form, problems);
  checkPrivacy(columns, lines, form, problems);
  const isoOf = readDates(columns, lines, form, problems);
  const isReadable = form.required.every((name) => columns.has(name));
  const isWhole = (cells: readonly Cell[]): boolean => {
    if (cells.length === header.length) return true;
    problems.add('', cells[0]!, wrongLength(cells.length, header.length));
    return false;
  };
  const rows = (isReadable ? lines.filter(isWhole) : []).map((cells) => ({
    first: cells[0]!,
    cellOf: (name: C) => {
      const cell = cells[columns.get(name) ?? -1];
      return cell && isoOf.has(name) ? { ...cell, text: isoOf.get(name)!(cell.text) } : cell;
    },
  }));
  if (stopped !== null) problems.add('', stopped.cell, stopped.problem);
  else if (lines.length === 0) problems.add('', TOP, NO_ROWS);
  return { has: (name) => columns.has(name), rows, dayFirst: [...isoOf.keys()] };
}

const NO_ROWS: Problem = {
  code: 'bad_data_file',
  found: 'has no rows',
  allowed: 'must have one for each person',
  hint: 'or leave the setting out',
};

const wrongLength = (cells: number, columns: number): Problem => ({
  code: 'bad_data_file',
  found: `has ${cells} cells in a row`,
  allowed: `must have ${columns}, as the first line has`,
  hint: 'put cells that hold a comma in quotation marks',
});

/** Different cells of a column that are told with one and the same remedy. */
const MOST_ALIKE = 5;
/** Problems of a file that are told in all. */
const MOST_PROBLEMS = 60;

interface Told {
  readonly issue: Issue;
  rows: number;
}

/** Problems of one file, told once for each column and cause, so many of a kind and no more. */
export class Problems {
  private readonly first = new Map<string, Told>();
  private readonly kinds = new Map<string, Told[]>();
  /** cells that hold what identifies someone: nothing else is said of them, so that nothing is repeated */
  private readonly secret = new Set<string>();
  /** columns of which everything has been said */
  private readonly done = new Set<string>();
  private untold = 0;

  constructor(
    private readonly file: string,
    private readonly path: string,
  ) {}

  add(column: string, { line, column: at }: Cell, problem: Problem): void {
    const cell = `${line}:${at}`;
    if (problem.code === 'private_data') this.secret.add(cell);
    else if (this.secret.has(cell) || this.done.has(column)) return;
    const kind = [column, problem.code, problem.allowed].join('\n');
    const key = `${kind}\n${problem.found}`;
    const known = this.first.get(key);
    if (known !== undefined) {
      known.rows++;
      return;
    }
    const alike = this.kinds.get(kind) ?? [];
    if (alike.length >= MOST_ALIKE || this.first.size >= MOST_PROBLEMS) {
      this.untold++;
      return;
    }
    const issue = { file: this.file, line, column: at, path: column === '' ? this.path : `${this.path}[${column}]`, ...problem };
    const told = { issue, rows: 1 };
    this.first.set(key, told);
    this.kinds.set(kind, [...alike, told]);
  }

  /** As `add`, and nothing more is said of the column. */
  addForAll(column: string, cell: Cell, problem: Problem): void {
    this.add(column, cell, problem);
    this.done.add(column);
  }

  get isEmpty(): boolean {
    return this.first.size === 0;
  }

  get all(): Issue[] {
    const issues = [...this.first.values()].map(({ issue, rows }) =>
      rows === 1 ? issue : { ...issue, found: `${issue.found} (in ${rows} rows)` },
    );
    if (this.untold === 0) return issues;
    const rest: Issue = {
      ...issues.at(-1)!,
      path: this.path,
      found: `has ${this.untold} more problems like these`,
      allowed: 'these are the first of each kind',
      hint: 'mend them and check again',
    };
    delete (rest as { nearest?: string }).nearest;
    return [...issues, rest];
  }
}

/** Columns by name; unknown ones are refused. */
function readHeader<C extends string>(
  header: readonly Cell[],
  lines: readonly (readonly Cell[])[],
  form: TableForm<C>,
  problems: Problems,
): Map<C, number> {
  const columns = new Map<C, number>();
  header.forEach((cell, i) => {
    const word = cell.text.toLowerCase().replaceAll(/[\s-]+/g, '_');
    const known = form.columns.find((name) => name === word);
    const texts = () => lines.flatMap((cells) => cells[i]?.text ?? []);
    if (known === undefined) problems.add(cell.text, cell, unknownColumn(cell.text, texts(), form));
    else if (columns.has(known))
      problems.add(known, cell, { code: 'bad_data_file', found: 'is a column twice', allowed: 'must be one', hint: 'delete one' });
    else columns.set(known, i);
  });
  const missing = form.required.filter((name) => !columns.has(name));
  if (missing.length > 0)
    problems.add('', header[0]!, {
      code: 'bad_data_file',
      found: `has no column ${missing.join(', ')}`,
      allowed: `must have it, of ${form.columns.join(', ')}`,
      hint:
        header.length === 1 && /[;\t|]/.test(header[0]!.text)
          ? 'save the file with commas between cells'
          : 'name the columns on the first line',
    });
  return columns;
}

/** A column that the model does not know: private, or only strange. */
function unknownColumn<C extends string>(heading: string, texts: readonly string[], form: TableForm<C>): Problem {
  const filled = texts.filter((text) => text !== '');
  const dates = filled.flatMap((text) => dateIn(text) ?? []);
  const what =
    privateHeading(heading) ??
    filled.map(privateText).find((found) => found !== null) ??
    (looksLikeBirths(dates, form.start) ? 'dates of birth' : null) ??
    (filled.filter(looksLikeName).length * 2 > filled.length ? 'names' : null);
  if (what !== null) {
    const hint = 'delete the column: the model has no use for it';
    return { code: 'private_data', found: `looks like a column of ${what}`, allowed: `${form.noun} must not identify anyone`, hint };
  }
  const nearest = nearestName(heading, form.columns);
  return {
    code: 'bad_data_file',
    found: heading === '' ? 'has no name' : `is not a column of ${form.noun}`,
    allowed: `must be ${form.columns.join(', ')}`,
    ...(nearest === undefined ? { hint: 'delete it' } : { nearest }),
  };
}

/** Cells of known columns that hold what identifies people. */
function checkPrivacy<C extends string>(
  columns: ReadonlyMap<C, number>,
  lines: readonly (readonly Cell[])[],
  form: TableForm<C>,
  problems: Problems,
): void {
  for (const [name, i] of columns) {
    const refuse = (cell: Cell, found: string) =>
      problems.add(name, cell, {
        code: 'private_data',
        found,
        allowed: `${form.noun} must not identify anyone`,
        hint: 'delete it from the file',
      });
    const cells = lines.flatMap((line) => line[i] ?? []);
    for (const cell of cells) {
      const what = privateText(cell.text);
      if (what !== null) refuse(cell, `holds what looks like ${what}`);
    }
    const dates = cells.flatMap((cell) => {
      const date = dateIn(cell.text);
      return date === null ? [] : [{ cell, date }];
    });
    const areBirths = looksLikeBirths(
      dates.map(({ date }) => date),
      form.start,
    );
    if (areBirths) refuse(dates[0]!.cell, 'looks like a column of dates of birth');
  }
}

/** How to read the dates of columns that do not write them as 2023-05-22; a column that cannot be read is told of once. */
function readDates<C extends string>(
  columns: ReadonlyMap<C, number>,
  lines: readonly (readonly Cell[])[],
  form: TableForm<C>,
  problems: Problems,
): Map<C, (text: string) => string> {
  const readers = new Map<C, (text: string) => string>();
  for (const name of form.dates) {
    const i = columns.get(name);
    if (i === undefined) continue;
    const cells = lines.flatMap((line) => (line[i] !== undefined && line[i].text !== '' ? [line[i]] : []));
    const texts = cells.map(({ text }) => text);
    const problem = dateProblem(texts);
    if (problem !== null) problems.addForAll(name, cells[problem.at]!, problem.problem);
    else if (texts.some((text) => text.includes('/'))) readers.set(name, isoDates);
  }
  return readers;
}
