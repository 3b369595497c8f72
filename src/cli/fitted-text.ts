/** Tables that fit a screen: where the columns are too wide, headings and the columns of words break into lines. */
import { wrapped } from './wrap.js';

/** Invisible characters that keep words together: they take no room in a terminal. */
const INVISIBLE = /\u2060/g;
/** A column of words is not made narrower than this. */
const LEAST = 20;

const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));
const longestWord = (text: string): number => longest(text.split(' '));

/** Widths of columns: as wide as their cells, then the widest columns of words give way until the row fits. */
function widthsOf(rows: readonly (readonly string[])[], right: readonly boolean[], room: number): number[] {
  const [head = [], ...body] = rows;
  const widths = head.map((heading, c) => {
    const cells = longest(body.map((row) => row[c] ?? ''));
    return Math.max(right[c] ? longestWord(heading) : heading.length, cells);
  });
  const total = () => widths.reduce((sum, width) => sum + width, 0);
  while (total() > room) {
    const words = widths.map((width, c) => (right[c] || width <= LEAST ? 0 : width));
    const widest = words.indexOf(Math.max(...words));
    if (words[widest] === 0) break;
    widths[widest]!--;
  }
  return widths;
}

/** Lines of a row: each cell broken to its column's width, later lines of the first column indented; headings stand at the bottom. */
function linesOf(row: readonly string[], widths: readonly number[], right: readonly boolean[], gap: string, isHead: boolean): string {
  const cells = row.map((cell, c) => {
    if (cell.length <= widths[c]!) return [cell];
    return c === 0 && !isHead ? wrapped(cell, widths[c]!, '', '  ') : wrapped(cell, widths[c]!);
  });
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, i) =>
    cells
      .map((lines, c) => {
        const line = lines[isHead ? i - (height - lines.length) : i] ?? '';
        return right[c] ? line.padStart(widths[c]!) : line.padEnd(widths[c]!);
      })
      .join(gap)
      .trimEnd(),
  ).join('\n');
}

/**
 * Rows in columns, a string each, which may hold several lines; the first row is the heading.
 * @param right columns flush right
 * @param width columns of the screen; null: a file or a pipe, where a row stays one line
 */
export function fitted(written: readonly (readonly string[])[], right: readonly boolean[], width: number | null): string[] {
  const rows = written.map((row) => row.map((cell) => cell.replace(INVISIBLE, '').replaceAll(' million', 'm')));
  const count = Math.max(0, ...rows.map((row) => row.length));
  const full = rows.map((row) => Array.from({ length: count }, (_, c) => row[c] ?? ''));
  const natural = Array.from({ length: count }, (_, c) => longest(full.map((row) => row[c]!)));
  const sum = natural.reduce((a, b) => a + b, 0) + 3 * (count - 1);
  if (width === null || sum <= width) return full.map((row, i) => linesOf(row, natural, right, '   ', i === 0));
  const widths = widthsOf(full, right, width - 2 * (count - 1));
  return full.map((row, i) => linesOf(row, widths, right, '  ', i === 0));
}
