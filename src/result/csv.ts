/** CSV as RFC 4180 writes it, with \n line ends: rows of plain values to text and back. */

export type CsvValue = string | number | null;

/** Text that a spreadsheet would take for a formula, and run; a number with its sign is none. */
const FORMULA = /^(?:[=@\t]|[-+](?!£?[\d.,]+%?$))/;

/** A value as it stands in a table: text that looks like a formula begins with an apostrophe, as spreadsheets have it. */
export function cellOf(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const withoutApostrophe = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell);

/** Characters that are made bytes at a time. */
const CHUNK = 2 ** 18;

/** Without it Excel takes UTF-8 for the encoding of the machine, and shows £ as Â£. */
const BYTE_ORDER_MARK = '\uFEFF';

/** UTF-8 bytes of a table with a header line, after a byte order mark where any text is not plain ASCII. Missing values are empty cells. */
export function toCsv<C extends string>(columns: readonly C[], rows: Iterable<{ readonly [K in C]: CsvValue }>): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let isAscii = true;
  const keep = (): void => {
    const bytes = encoder.encode(text);
    // a character beyond ASCII takes more than one byte
    isAscii &&= bytes.length === text.length;
    parts.push(bytes);
    text = '';
  };
  let text = `${columns.join(',')}\n`;
  // names and dates come again in thousands of rows: what they look like is found out once
  const texts = new Map<string, string>();
  const textOf = (value: CsvValue): string => {
    if (typeof value !== 'string') return cellOf(value);
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = cellOf(value);
    texts.set(value, text);
    return text;
  };
  for (const row of rows) {
    for (let i = 0; i < columns.length; i++) text += i === 0 ? textOf(row[columns[0]!]) : `,${textOf(row[columns[i]!])}`;
    text += '\n';
    if (text.length >= CHUNK) keep();
  }
  keep();
  return concatenate(isAscii ? parts : [encoder.encode(BYTE_ORDER_MARK), ...parts]);
}

/** Byte arrays end to end. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * Rows of a table as text, by column name.
 * @throws Error naming the columns that are missing
 */
export function fromCsv(text: string, columns: readonly string[]): Record<string, string>[] {
  const [header = [], ...lines] = splitCsv(text.replace(BYTE_ORDER_MARK, ''));
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new Error(`the table has no column ${missing.join(', ')}`);
  return lines.map((cells) => Object.fromEntries(header.map((column, i) => [column, withoutApostrophe(cells[i] ?? '')])));
}

function splitCsv(text: string): string[][] {
  if (!text.includes('"')) return text.split('\n').flatMap((line) => (line === '' ? [] : [line.replace(/\r$/, '').split(',')]));
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (match[0] === '' && row.length === 0) break;
    row.push(match[1] !== undefined ? match[1].replaceAll('""', '"') : match[2]!);
    if (match[3] !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
