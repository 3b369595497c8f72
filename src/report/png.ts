/**
 * Charts as PNG, for documents that take no SVG. By resvg, with its prebuilt binaries and the fonts of the machine. A chart costs about
 * 70 ms, so `caresim report` writes them and a run does not.
 */
import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js';
import { FONT } from './charts/theme.js';

/** Twice the size on screen: sharp on A4. */
const ZOOM = 2;

const OPTIONS: ResvgRenderOptions = {
  background: '#ffffff',
  fitTo: { mode: 'zoom', value: ZOOM },
  font: { loadSystemFonts: true, defaultFontFamily: FONT.split(',')[0]! },
};

/** Whether this machine has any font: without one, pictures would come without their words. */
export function hasFonts(): boolean {
  const letter = new Resvg('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15">A</text></svg>', OPTIONS);
  return (letter.getBBox()?.width ?? 0) > 0;
}

/** A drawn chart on white paper. */
export function pngOf(svg: string): Uint8Array {
  return new Resvg(svg, OPTIONS).render().asPng();
}
