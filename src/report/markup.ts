/**
 * HTML from data: the only place where text becomes markup. Everything that is not made by `html` is escaped.
 */
import { clean } from './words/numbers.js';

/** A piece of finished markup. Made by `html` and `raw` alone. */
export interface Markup {
  readonly markup: string;
}

export type Piece = Markup | string | number | null | undefined | readonly Piece[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for elements and quoted attributes; control characters are dropped. */
export function escapeText(text: string): string {
  return clean(text).replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);
}

/** Markup we made ourselves (a drawn SVG). Never text from a scenario. */
export function raw(markup: string): Markup {
  return { markup };
}

function render(piece: Piece): string {
  if (piece === null || piece === undefined) return '';
  if (typeof piece === 'string') return escapeText(piece);
  if (typeof piece === 'number') return escapeText(String(piece));
  if ('markup' in piece) return piece.markup;
  return piece.map(render).join('');
}

/** Template tag: values are escaped unless they are markup; null and undefined vanish. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  return { markup: strings.reduce((text, part, i) => text + part + (i < values.length ? render(values[i]) : ''), '') };
}

/** A name from a scenario: isolated, so that right-to-left text does not reorder what stands beside it. */
export function name(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

export interface Column {
  readonly heading: string;
  /** numbers line up on the right */
  readonly isNumber?: boolean;
}

export interface TableData {
  readonly caption: string;
  readonly columns: readonly Column[];
  /** cells of each row; the first is the row's heading */
  readonly rows: readonly (readonly Piece[])[];
}

/** Columns beyond which a table is set small on paper, and beyond which it takes the whole width of the page there. */
const MANY = 6;
const BROAD = 4;
/** Rows up to which a table stays on one page of paper. */
const SHORT = 14;

/** A table in a region that can be scrolled by keyboard where it is too wide. */
export function table(data: TableData): Markup {
  const head = data.columns.map((column) => html`<th scope="col"${raw(column.isNumber ? ' class="number"' : '')}>${column.heading}</th>`);
  const body = data.rows.map((row) => {
    const cells = row.slice(1).map((cell, i) => html`<td${raw(data.columns[i + 1]?.isNumber ? ' class="number"' : '')}>${cell}</td>`);
    return html`<tr><th scope="row">${row[0]}</th>${cells}</tr>\n`;
  });
  const { length } = data.columns;
  const region = length > BROAD ? 'wide broad' : 'wide';
  const classes = [length > MANY ? 'many' : '', data.rows.length <= SHORT ? 'short' : ''].filter(Boolean).join(' ');
  return html`<div class="${region}" role="region" tabindex="0" aria-label="${data.caption} (table)"><table${raw(classes ? ` class="${classes}"` : '')}><caption>${data.caption}</caption><thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table></div>`;
}
