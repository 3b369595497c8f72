/** Planners' CSV files (RFC 4180), each cell with the line and column it begins at, so that every problem can be shown where it stands. */
import type { Problem } from './issue.js';

export interface Cell {
  readonly text: string;
  /** both from 1 */
  readonly line: number;
  readonly column: number;
}

export interface CsvRead {
  /** cells without quotation marks and outer blanks; lines without any text are left out */
  readonly rows: readonly (readonly Cell[])[];
  /** why the file was not read to its end, and where */
  readonly stopped: { readonly cell: Cell; readonly problem: Problem } | null;
}

const MOST_CHARACTERS = 10_000;
const MOST_ROWS = 500_000;

/** Reads a file. A cell in which a quotation mark is closed before the cell ends is taken as it stands. */
export function readCsv(text: string): CsvRead {
  const rows: Cell[][] = [];
  const plain = text.replace(/^\uFEFF/, '');
  let row: Cell[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  for (;;) {
    const from = at;
    const read = cellAt(plain, from);
    const cell = { text: read.text, line, column: from - lineStart + 1 };
    if (read.problem !== null) return { rows, stopped: { cell, problem: read.problem } };
    row.push(cell);
    line += read.lines;
    at = read.end + 1;
    if (plain[read.end] === ',') continue;
    if (row.some((one) => one.text !== '')) rows.push(row);
    row = [];
    if (read.end >= plain.length) return { rows, stopped: null };
    if (rows.length > MOST_ROWS) return { rows, stopped: { cell, problem: TOO_LONG } };
    if (plain[read.end] === '\r' && plain[at] === '\n') at++;
    line++;
    lineStart = at;
  }
}

interface ReadCell {
  readonly text: string;
  /** index of the comma or line end after it, or of the end of the file */
  readonly end: number;
  /** line ends inside it */
  readonly lines: number;
  readonly problem: Problem | null;
}

function cellAt(plain: string, from: number): ReadCell {
  const open = afterBlanks(plain, from);
  if (plain[open] === '"') {
    const close = closing(plain, open + 1);
    if (close < 0) return { text: '', end: from, lines: 0, problem: NEVER_CLOSED };
    const end = afterBlanks(plain, close + 1);
    if (end >= plain.length || /[,\r\n]/.test(plain[end]!)) {
      const quoted = plain.slice(open + 1, close);
      return { text: quoted.replaceAll('""', '"').trim(), end, lines: quoted.split('\n').length - 1, problem: null };
    }
  }
  const end = endOfBare(plain, from);
  if (end - from > MOST_CHARACTERS) return { text: '', end, lines: 0, problem: TOO_WIDE };
  return { text: plain.slice(from, end).trim(), end, lines: 0, problem: null };
}

function afterBlanks(plain: string, from: number): number {
  let at = from;
  while (plain[at] === ' ' || plain[at] === '\t') at++;
  return at;
}

function endOfBare(plain: string, from: number): number {
  const ends = /[,\r\n]/g;
  ends.lastIndex = from;
  return ends.exec(plain)?.index ?? plain.length;
}

/** Index of the quotation mark that closes a cell; -1 when the longest cell there may be has none. */
function closing(plain: string, from: number): number {
  const most = Math.min(plain.length, from + MOST_CHARACTERS);
  for (let at = from; at < most; at++) {
    if (plain[at] !== '"') continue;
    if (plain[at + 1] !== '"') return at;
    at++;
  }
  return -1;
}

const NEVER_CLOSED: Problem = {
  code: 'bad_data_file',
  found: 'begins with a quotation mark that is not closed',
  allowed: `must be closed within ${MOST_CHARACTERS} characters`,
  hint: 'add the second quotation mark, or delete the first',
};
const TOO_WIDE: Problem = {
  code: 'bad_data_file',
  found: `has more than ${MOST_CHARACTERS} characters`,
  allowed: 'no cell may have so many',
  hint: 'save the file as CSV, with commas between cells and a line for each row',
};
const TOO_LONG: Problem = {
  code: 'bad_data_file',
  found: `is one of more than ${MOST_ROWS} rows`,
  allowed: `a file may have at most ${MOST_ROWS}`,
  hint: 'leave out rows that the run does not need, or put how many people a row is in a column "count"',
};
