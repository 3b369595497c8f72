/** Plain text in columns. */

/** Invisible characters that keep words together: they take no room in a terminal. */
const INVISIBLE = /\u2060/g;

/** Rows with columns as wide as their widest cell; the first column is flush left, `right` says which others are flush right, `gap` how far apart they are. */
export function columns(written: readonly (readonly string[])[], right: readonly boolean[] = [], gap = 3): string[] {
  const rows = written.map((row) => row.map((cell) => cell.replace(INVISIBLE, '')));
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, c) => Math.max(...rows.map((row) => (row[c] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, c) => (right[c] ? cell.padStart(widths[c]!) : cell.padEnd(widths[c]!)))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

/** Text cut to a width with an ellipsis. */
export function fit(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1).trimEnd()}…`;
}
