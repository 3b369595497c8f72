/**
 * `initial.snapshot`: today's list as a CSV file, one row for each person or package, in place of counts. Every problem of the file is
 * reported at once, one for each column and cause with the first line that has it; anything that might identify a person is refused.
 */
import type { SnapshotInput } from '../model/input.js';
import { besideFile } from './chain.js';
import { type Cell, readCsv } from './csv.js';
import type { Issue, Problem } from './issue.js';
import { nearestName } from './nearest.js';
import { type MapNode, positionAt } from './node.js';
import { dateIn, looksLikeBirths, looksLikeName, privateHeading, privateText } from './privacy.js';
import type { ScenarioValues } from './schema/scenario.js';
import { COLUMNS, type ColumnName } from './snapshot-columns.js';
import { readRow, vocabularyOf } from './snapshot-row.js';
import { type ReadFile, unreadProblem } from './unread.js';

const PATH = 'initial.snapshot';
const REQUIRED: readonly ColumnName[] = ['service', 'area', 'client_group'];
const TOP: Cell = { text: '', line: 1, column: 1 };

/** Reads the file that the scenario names; null without one. */
export function loadSnapshot(tree: MapNode, values: ScenarioValues, read: ReadFile, issues: Issue[]): SnapshotInput | null {
  const named = values.initial?.snapshot;
  if (named === undefined) return null;
  const at = positionAt(tree, ['initial', 'snapshot']);
  const file = besideFile(at.file, named);
  let text: string;
  try {
    text = read(file);
  } catch (error) {
    issues.push({ ...at, path: PATH, ...unreadProblem(file, error, at.file) });
    return null;
  }
  return readSnapshot(file, text, values, issues);
}

/** The people of a file; issues are added for all that is wrong with it. */
export function readSnapshot(file: string, text: string, values: ScenarioValues, issues: Issue[]): SnapshotInput {
  const problems = new Problems(file);
  const [header, ...lines] = readCsv(text);
  const columns = readHeader(header ?? [TOP], lines, values.start, problems);
  checkPrivacy(columns, lines, values.start, problems);
  const vocabulary = vocabularyOf(values);
  const isReadable = REQUIRED.every((name) => columns.has(name));
  const rows = lines.flatMap((cells) => {
    const first = cells[0]!;
    if (!isReadable) return [];
    if (cells.length !== header!.length) {
      problems.add('', first, wrongLength(cells.length, header!.length));
      return [];
    }
    const cellOf = (name: ColumnName) => cells[columns.get(name) ?? -1];
    return readRow(vocabulary, cellOf, first, (column, cell, problem) => problems.add(column, cell, problem)) ?? [];
  });
  if (lines.length === 0)
    problems.add('', TOP, {
      code: 'bad_data_file',
      found: 'has no rows',
      allowed: 'must have one for each person',
      hint: 'or leave the setting out',
    });
  issues.push(...problems.all);
  return { rows, knowsHospital: columns.has('in_hospital_since') };
}

const wrongLength = (cells: number, columns: number): Problem => ({
  code: 'bad_data_file',
  found: `has ${cells} cells in a row`,
  allowed: `must have ${columns}, as the first line has`,
  hint: 'put cells that hold a comma in quotation marks',
});

/** Problems of one file, told once for each column and cause. */
class Problems {
  private readonly first = new Map<string, { readonly issue: Issue; rows: number }>();
  /** cells that hold what identifies someone: nothing else is said of them, so that nothing is repeated */
  private readonly secret = new Set<string>();

  constructor(private readonly file: string) {}

  add(column: string, { line, column: at }: Cell, problem: Problem): void {
    const cell = `${line}:${at}`;
    if (problem.code === 'private_data') this.secret.add(cell);
    else if (this.secret.has(cell)) return;
    const key = [column, problem.code, problem.found, problem.allowed].join('\n');
    const known = this.first.get(key);
    if (known !== undefined) known.rows++;
    else
      this.first.set(key, {
        issue: { file: this.file, line, column: at, path: column === '' ? PATH : `${PATH}[${column}]`, ...problem },
        rows: 1,
      });
  }

  get all(): Issue[] {
    return [...this.first.values()].map(({ issue, rows }) =>
      rows === 1 ? issue : { ...issue, found: `${issue.found} (in ${rows} rows)` },
    );
  }
}

/** Columns by name; unknown ones are refused. */
function readHeader(header: readonly Cell[], lines: readonly Cell[][], start: number, problems: Problems): Map<ColumnName, number> {
  const columns = new Map<ColumnName, number>();
  header.forEach((cell, i) => {
    const word = cell.text.toLowerCase().replaceAll(/[\s-]+/g, '_');
    const known = COLUMNS.find((name) => name === word);
    if (known === undefined)
      problems.add(
        cell.text,
        cell,
        unknownColumn(
          cell.text,
          lines.flatMap((cells) => cells[i]?.text ?? []),
          start,
        ),
      );
    else if (columns.has(known))
      problems.add(known, cell, { code: 'bad_data_file', found: 'is a column twice', allowed: 'must be one', hint: 'delete one' });
    else columns.set(known, i);
  });
  const missing = REQUIRED.filter((name) => !columns.has(name));
  if (missing.length > 0)
    problems.add('', header[0]!, {
      code: 'bad_data_file',
      found: `has no column ${missing.join(', ')}`,
      allowed: `must have it, of ${COLUMNS.join(', ')}`,
      hint:
        header.length === 1 && /[;\t|]/.test(header[0]!.text)
          ? 'save the file with commas between cells'
          : 'name the columns on the first line',
    });
  return columns;
}

/** A column that the model does not know: private, or only strange. */
function unknownColumn(heading: string, texts: readonly string[], start: number): Problem {
  const filled = texts.filter((text) => text !== '');
  const dates = filled.flatMap((text) => dateIn(text) ?? []);
  const what =
    privateHeading(heading) ??
    filled.map(privateText).find((found) => found !== null) ??
    (looksLikeBirths(dates, start) ? 'dates of birth' : null) ??
    (filled.filter(looksLikeName).length * 2 > filled.length ? 'names' : null);
  if (what !== null) {
    const hint = 'delete the column: the model has no use for it';
    return { code: 'private_data', found: `looks like a column of ${what}`, allowed: 'a snapshot must not identify anyone', hint };
  }
  const nearest = nearestName(heading, COLUMNS);
  const found = heading === '' ? 'has no name' : 'is not a column of a snapshot';
  return {
    code: 'bad_data_file',
    found,
    allowed: `must be ${COLUMNS.join(', ')}`,
    ...(nearest === undefined ? { hint: 'delete it' } : { nearest }),
  };
}

/** Cells of known columns that hold what identifies people. */
function checkPrivacy(columns: ReadonlyMap<ColumnName, number>, lines: readonly Cell[][], start: number, problems: Problems): void {
  for (const [name, i] of columns) {
    const refuse = (cell: Cell, found: string) =>
      problems.add(name, cell, {
        code: 'private_data',
        found,
        allowed: 'a snapshot must not identify anyone',
        hint: 'delete it from the file',
      });
    const cells = lines.flatMap((line) => line[i] ?? []);
    for (const cell of cells) {
      const what = privateText(cell.text);
      if (what !== null) refuse(cell, `holds what looks like ${what}`);
    }
    const dates = cells.filter(({ text }) => dateIn(text) !== null);
    if (
      looksLikeBirths(
        dates.map(({ text }) => dateIn(text)!),
        start,
      )
    )
      refuse(dates[0]!, 'looks like a column of dates of birth');
  }
}
