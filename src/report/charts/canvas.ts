/**
 * One window, reused for every chart, and the composition of panels into one SVG.
 */
import * as Plot from '@observablehq/plot';
import { JSDOM } from 'jsdom';
import { FONT, INK, TEXT_SIZE } from './theme.js';

let shared: Document | undefined;

/** The document charts are drawn in. Made on first use: jsdom takes half a second to load and 50 ms to open. */
export function canvasDocument(): Document {
  shared ??= new JSDOM('').window.document;
  return shared;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A drawn panel, to be placed by `compose`. */
export interface Panel {
  readonly node: SVGElement;
  readonly width: number;
  readonly height: number;
}

export type PanelOptions = Plot.PlotOptions & { readonly width: number; readonly height: number };

/** Draws one panel in our style: 14 px text, no legend, no style element of Plot's own. */
export function drawPanel(options: PanelOptions): Panel {
  const plot = Plot.plot({
    ...options,
    x: { ...options.x, axis: null },
    y: { ...options.y, axis: null },
    document: canvasDocument(),
    style: { fontFamily: FONT, fontSize: `${TEXT_SIZE}px`, color: INK, background: 'none', overflow: 'visible' },
  });
  for (const style of [...plot.querySelectorAll('style')]) style.remove();
  plot.removeAttribute('class');
  plot.removeAttribute('style');
  plot.setAttribute('overflow', 'visible');
  plot.setAttribute('font-size', String(TEXT_SIZE));
  plot.setAttribute('font-family', FONT);
  for (const group of [...plot.querySelectorAll('[aria-label]')]) group.removeAttribute('aria-label');
  return { node: plot as unknown as SVGElement, width: options.width, height: options.height };
}

export interface Cell {
  readonly panel: Panel;
  /** heading over the panel; lines break at "\n" */
  readonly title?: string;
  /** px from the left edge of the cell at which its title starts */
  readonly indent?: number;
}

/** Lays panels out in rows of `columns`, each under its heading, as one SVG of the given width. Returns SVG text, ready to save. */
export function compose(cells: readonly Cell[], width: number, label: string, columns = 1, gap = 18): string {
  const doc = canvasDocument();
  const root = doc.createElementNS(SVG, 'svg');
  let y = 0;
  for (let first = 0; first < cells.length; first += columns) {
    const row = cells.slice(first, first + columns);
    const head = Math.max(...row.map((cell) => (cell.title ? cell.title.split('\n').length * 19 + 5 : 0)));
    let x = 0;
    for (const cell of row) {
      if (cell.title) appendTitle(doc, root, cell.title, x + (cell.indent ?? 0), y);
      cell.panel.node.setAttribute('x', String(x));
      cell.panel.node.setAttribute('y', String(y + head));
      root.append(cell.panel.node);
      x += cell.panel.width;
    }
    y += head + Math.max(...row.map((cell) => cell.panel.height)) + gap;
  }
  const height = Math.ceil(y - gap);
  const attributes = { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width: String(width), height: String(height), role: 'img' };
  for (const [name, value] of Object.entries(attributes)) root.setAttribute(name, value);
  root.setAttribute('aria-label', label);
  root.setAttribute('fill', INK);
  return tidy(root.outerHTML);
}

function appendTitle(doc: Document, root: SVGElement, title: string, x: number, y: number): void {
  title.split('\n').forEach((line, i) => {
    const text = doc.createElementNS(SVG, 'text');
    text.setAttribute('x', String(x));
    text.setAttribute('y', String(y + 14 + i * 19));
    text.setAttribute('font-family', FONT);
    text.setAttribute('font-size', String(TEXT_SIZE));
    if (i === 0) text.setAttribute('font-weight', 'bold');
    text.textContent = line;
    root.append(text);
  });
}

const COORDINATES = / (d|x|y|x1|x2|y1|y2|cx|cy|transform)="([^"]*)"/g;

/**
 * Coordinates to a tenth of a pixel (a third of the size, the same picture), one namespace, on the root, and no entity that XML
 * does not know, so that the text is a valid SVG file as well as part of a page.
 */
function tidy(svg: string): string {
  const short = svg.replace(COORDINATES, (_, name: string, value: string) => {
    const rounded = value.replace(/-?\d+\.\d{2,}(?![\de])/g, (number) => String(Math.round(Number(number) * 10) / 10));
    return ` ${name}="${rounded}"`;
  });
  const [head, ...rest] = short.replaceAll('&nbsp;', '&#160;').split(` xmlns="${SVG}"`);
  return rest.length === 0 ? short : `${head} xmlns="${SVG}"${rest.join('')}`;
}
