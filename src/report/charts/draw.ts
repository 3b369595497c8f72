/**
 * Plain SVG additions to a drawn panel, in its own pixels: labels at the edge with a short line to what they name, and notes.
 */
import * as Plot from '@observablehq/plot';
import { type EdgeLabel, spread } from './axes.js';
import { element, type Panel } from './canvas.js';
import { FONT, INK, PAPER, QUIET, TEXT_SIZE } from './theme.js';

/** A text of one or more lines, centred on `y`. A white outline keeps it legible over lines. */
export function addText(panel: Panel, x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'start', fill = INK): void {
  const lines = text.split('\n');
  lines.forEach((line, i) => {
    const at = y + (i - (lines.length - 1) / 2) * 16 + 5;
    const outline = { stroke: PAPER, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' };
    const attributes = { x, y: at, 'text-anchor': anchor, fill, ...outline, 'font-family': FONT, 'font-size': TEXT_SIZE };
    panel.node.append(element('text', attributes, line));
  });
}

export function addLine(panel: Panel, from: readonly [number, number], to: readonly [number, number], colour = QUIET, dash = ''): void {
  const d = `M${from[0]},${from[1]}L${to[0]},${to[1]}`;
  panel.node.append(element('path', { d, stroke: colour, fill: 'none', ...(dash ? { 'stroke-dasharray': dash } : {}) }));
}

/** A day on which something begins, named where its rule stands. */
export interface DayRule {
  readonly date: Date;
  readonly label: string;
}

export const dayRules = (rules: readonly DayRule[]): Plot.Markish =>
  Plot.ruleX(
    rules.map(({ date }) => date),
    { stroke: QUIET, strokeDasharray: '2 3' },
  );

/** Names the rules of a panel along its top edge, on the side with more room. */
export function addDayLabels(
  panel: Panel,
  rules: readonly DayRule[],
  [from, to]: readonly [Date, Date],
  { left, inner, top }: { left: number; inner: number; top: number },
): void {
  rules.forEach(({ date, label }, i) => {
    const share = (date.getTime() - from.getTime()) / (to.getTime() - from.getTime());
    const isLate = share > 0.5;
    addText(panel, left + share * inner + (isLate ? -5 : 5), top + 2 + 16 * i, label, isLate ? 'end' : 'start', QUIET);
  });
}

/** An arrowhead whose tip is at `x`: what it belongs to lies farther on. */
export function addArrow(panel: Panel, x: number, y: number, side: 'left' | 'right', colour = QUIET): void {
  const back = side === 'right' ? x - 7 : x + 7;
  const d = `M${back},${y - 6}L${x},${y}L${back},${y + 6}`;
  panel.node.append(element('path', { d, stroke: colour, fill: 'none', 'stroke-width': 2.5 }));
}

/** Labels to the right of `x`, moved apart, each joined by a thin line to the height of what it names. */
export function addEdgeLabels(panel: Panel, x: number, labels: readonly EdgeLabel[], top: number, bottom: number): void {
  const centres = spread(labels, top - 8, bottom + 8);
  labels.forEach((label, i) => {
    addLine(panel, [(label.x ?? x) + 1, label.at], [x + 12, centres[i]!], label.colour ?? QUIET);
    addText(panel, x + 16, centres[i]!, label.text);
  });
}
