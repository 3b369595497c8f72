/**
 * Tables that fit a screen. A row stays on one line where there is room; else headings and columns of words break into lines; else each
 * row becomes a block, its label above its figures. Nothing is left out.
 */
import { pieces, shown, wrapped } from './wrap.js';

/** A column of labels is not made narrower than this: the rows become blocks instead. */
const LEAST_LABEL = 20;

const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => shown(text).length));
const longestPiece = (text: string): number => longest(pieces(text));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

type Row = readonly string[];

interface Layout {
  readonly widths: readonly number[];
  readonly right: readonly boolean[];
  readonly gap: number;
  readonly indent: number;
}

/** Lines of one cell; later lines of a label are indented. */
function cellLines(cell: string, width: number, isLabel: boolean): string[] {
  if (shown(cell).length <= width) return [shown(cell)];
  return isLabel ? wrapped(cell, width, '', '  ') : wrapped(cell, width);
}

const heightOf = (row: Row, widths: readonly number[], hasLabel: boolean): number =>
  Math.max(...row.map((cell, c) => cellLines(cell, widths[c]!, hasLabel && c === 0).length));

/**
 * Widths of columns that fit into `room`: as wide as their cells, until columns of words and headings of figures give way, each time
 * the one that costs the fewest lines.
 * @param hasLabel the first column is of labels
 * @returns null when it cannot be done
 */
function widthsOf(rows: readonly Row[], right: readonly boolean[], room: number, hasLabel: boolean): number[] | null {
  const [head = [], ...body] = rows;
  const columns = head.map((_, c) => rows.map((row) => row[c]!));
  const least = columns.map((cells, c) => {
    const figures = Math.max(longestPiece(head[c]!), longest(body.map((row) => row[c]!)));
    const words = Math.max(hasLabel && c === 0 ? Math.min(LEAST_LABEL, longest(cells)) : 0, ...cells.map(longestPiece));
    return right[c] ? figures : words;
  });
  const widths = columns.map(longest);
  const height = (c: number): number => {
    const tried = widths.with(c, widths[c]! - 1);
    return sum(rows.map((row) => heightOf(row, tried, hasLabel)));
  };
  while (sum(widths) > room) {
    const [cheapest] = widths
      .flatMap((width, c) => (width > least[c]! ? [{ c, width, height: height(c) }] : []))
      .sort((a, b) => a.height - b.height || b.width - a.width);
    if (cheapest === undefined) return null;
    widths[cheapest.c]!--;
  }
  return widths;
}

/** A row as text, of as many lines as its highest cell; headings stand at the bottom. */
function rowText(row: Row, { widths, right, gap, indent }: Layout, isHead: boolean, hasLabel: boolean): string {
  const cells = row.map((cell, c) => cellLines(cell, widths[c]!, hasLabel && c === 0 && !isHead));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, i) => {
    const line = cells.map((lines, c) => {
      const part = lines[isHead ? i - (height - lines.length) : i] ?? '';
      return right[c] ? part.padStart(widths[c]!) : part.padEnd(widths[c]!);
    });
    return `${' '.repeat(indent)}${line.join(' '.repeat(gap))}`.trimEnd();
  }).join('\n');
}

/** Each row a block: its label on lines of its own, the other cells beneath. */
function blocks(rows: readonly Row[], right: readonly boolean[], width: number): string[] {
  const indent = 2;
  const rest = rows.map(([, ...cells]) => cells);
  const gap = 2;
  const room = width - indent - gap * ((rest[0]?.length ?? 1) - 1);
  const sides = right.slice(1);
  const widths = widthsOf(rest, sides, room, false) ?? rest[0]!.map((_, c) => longest(rest.map((row) => row[c]!)));
  return rows.map(([label = ''], i) =>
    [
      ...(label === '' ? [] : wrapped(label, width, '', '  ')),
      rowText(rest[i]!, { widths, right: sides, gap, indent }, i === 0, false),
    ].join('\n'),
  );
}

/**
 * Rows in columns, a string each, which may hold several lines; the first row is the heading, the first column labels. A column without
 * a value is left out.
 * @param flushRight columns flush right
 * @param width columns of the screen; null: a file or a pipe, where a row stays one line
 * @param gap spaces between columns where there is room
 */
export function fitted(written: readonly Row[], flushRight: readonly boolean[], width: number | null, gap = 3): string[] {
  const body = written.slice(1);
  const filled = (written[0] ?? []).flatMap((_, c) => (c === 0 || body.some((row) => (row[c] ?? '') !== '') ? [c] : []));
  const count = filled.length;
  const right = filled.map((c) => flushRight[c] ?? false);
  const rows = written.map((row) => filled.map((c) => (row[c] ?? '').replaceAll(' million', 'm')));
  const natural = filled.map((_, c) => longest(rows.map((row) => row[c]!)));
  const isWide = width === null || sum(natural) + gap * (count - 1) <= width;
  const widths = isWide ? natural : widthsOf(rows, right, width - 2 * (count - 1), true);
  if (widths === null) return blocks(rows, right, width!);
  const layout = { widths, right, gap: isWide ? gap : 2, indent: 0 };
  return rows.map((row, i) => rowText(row, layout, i === 0, true));
}
