/** What the documents' scripts share: tables as the formatter would have them, and blocks between two marks of a page. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');

/** A table with columns of one width, as the formatter would have it. */
export function table(rows) {
  const width = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const line = (row) => `| ${row.map((cell, i) => cell.padEnd(width[i])).join(' | ')} |`;
  return [line(rows[0]), line(width.map((w) => '-'.repeat(w))), ...rows.slice(1).map(line)].join('\n');
}

/** Replaces what stands between two marks of a document. */
export function put(file, mark, text) {
  const path = join(ROOT, file);
  const [begin, end] = [`<!-- ${mark}: made by npm run remake -->`, `<!-- ${mark}: end -->`];
  const old = readFileSync(path, 'utf8');
  const from = old.indexOf(begin);
  const to = old.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file} lacks the marks of "${mark}"`);
  writeFileSync(path, `${old.slice(0, from + begin.length)}\n\n${text}\n\n${old.slice(to)}`);
}

/** The rows of the table between two marks of a document, without its heading; none where there is no table yet. */
export function rowsOf(file, mark) {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const [, block = ''] = text.split(`<!-- ${mark}: made by npm run remake -->`);
  const lines = block.split(`<!-- ${mark}: end -->`)[0].split('\n');
  return lines
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
