/** Planners' CSV files (RFC 4180), each cell with the line and column it begins at, so that every problem can be shown where it stands. */

export interface Cell {
  readonly text: string;
  /** both from 1 */
  readonly line: number;
  readonly column: number;
}

/**
 * Rows of cells, without quotation marks and outer blanks; lines without any text are left out. A quotation mark that does not end with
 * its cell is taken as it stands.
 */
export function readCsv(text: string): Cell[][] {
  const rows: Cell[][] = [];
  const plain = text.replace(/^\uFEFF/, '');
  let row: Cell[] = [];
  let line = 1;
  let lineStart = 0;
  const cells = /[ \t]*(?:"((?:[^"]|"")*)"[ \t]*|([^,\r\n]*))(,|\r?\n|\r|$)/y;
  while (cells.lastIndex <= plain.length) {
    const from = cells.lastIndex;
    const match = cells.exec(plain)!;
    const [, quoted, bare = '', end = ''] = match;
    row.push({ text: quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"').trim(), line, column: from - lineStart + 1 });
    line += (quoted?.split('\n').length ?? 1) - 1;
    if (end === ',') continue;
    if (row.some((cell) => cell.text !== '')) rows.push(row);
    row = [];
    if (end === '') break;
    line++;
    lineStart = cells.lastIndex;
  }
  return rows;
}
