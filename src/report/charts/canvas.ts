/** Panels drawn by Plot in a document of our own, and their composition into one SVG. */
import * as Plot from '@observablehq/plot';
import { SVG, SvgDocument, type SvgNode } from './document.js';
import { FONT, INK, TEXT_SIZE } from './theme.js';

const shared = new SvgDocument();

/** Makes an element with attributes. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, text = ''): SvgNode {
  const node = shared.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== '') node.textContent = text;
  return node;
}

/** A drawn panel, to be placed by `compose`. */
export interface Panel {
  readonly node: SvgNode;
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
    // Plot names the browser's types and uses a small part of them
    document: shared as unknown as NonNullable<Plot.PlotOptions['document']>,
  }) as unknown as SvgNode;
  for (const style of plot.querySelectorAll('style')) style.remove();
  for (const name of ['class', 'style', 'font-family', 'font-size']) plot.removeAttribute(name);
  plot.setAttribute('overflow', 'visible');
  plot.setAttribute('font-size', TEXT_SIZE);
  plot.setAttribute('font-family', FONT);
  for (const group of plot.querySelectorAll('[aria-label]')) group.removeAttribute('aria-label');
  return { node: plot, width: options.width, height: options.height };
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
  const root = element('svg', {});
  let y = 0;
  for (let first = 0; first < cells.length; first += columns) {
    const row = cells.slice(first, first + columns);
    const head = Math.max(...row.map((cell) => (cell.title ? cell.title.split('\n').length * 19 + 5 : 0)));
    let x = 0;
    for (const cell of row) {
      if (cell.title) appendTitle(root, cell.title, x + (cell.indent ?? 0), y);
      cell.panel.node.setAttribute('x', x);
      cell.panel.node.setAttribute('y', y + head);
      root.append(cell.panel.node);
      x += cell.panel.width;
    }
    y += head + Math.max(...row.map((cell) => cell.panel.height)) + gap;
  }
  const height = Math.ceil(y - gap);
  const attributes = { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label, fill: INK };
  for (const [name, value] of Object.entries(attributes)) root.setAttribute(name, value);
  return tidy(root.outerHTML);
}

function appendTitle(root: SvgNode, title: string, x: number, y: number): void {
  title.split('\n').forEach((line, i) => {
    const text = element('text', { x, y: y + 14 + i * 19, 'font-family': FONT, 'font-size': TEXT_SIZE }, line);
    if (i === 0) text.setAttribute('font-weight', 'bold');
    root.append(text);
  });
}

const COORDINATES = / (d|x|y|x1|x2|y1|y2|cx|cy|transform)="([^"]*)"/g;

/** Coordinates to a tenth of a pixel (a third of the size, the same picture), and one namespace, on the root. */
function tidy(svg: string): string {
  const short = svg.replace(COORDINATES, (_, name: string, value: string) => {
    const rounded = value.replace(/-?\d+\.\d{2,}(?![\de])/g, (number) => String(Math.round(Number(number) * 10) / 10));
    return ` ${name}="${rounded}"`;
  });
  const [head, ...rest] = short.split(` xmlns="${SVG}"`);
  return rest.length === 0 ? short : `${head} xmlns="${SVG}"${rest.join('')}`;
}
