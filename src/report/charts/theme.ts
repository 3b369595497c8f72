/**
 * How charts look: colours, sizes, and the two widths every chart is drawn at.
 *
 * Folder `charts/`: one file per kind of chart, data in, SVG text out. Plot is used here and nowhere else. A chart knows
 * nothing of result folders: it takes plain series, so it can be drawn from anything. Every chart is drawn twice, at the width of the
 * report and at the width of a phone, so that its text is 14 px on both; the page shows one of the two.
 *
 * @source Government Analysis Function, "Data visualisation: colours in charts" (categorical palette, in its order).
 */

/** Analysis Function categorical colours, in order; at most four. Contrast with white 10.2, 3.2, 10.0 and 3.0. */
export const CATEGORY = ['#12436D', '#28A197', '#801650', '#F46A25'] as const;

/** Bands of a fan, light (8 in 10) and mid (half), as opaque tints of each category, so that overlaps never change their meaning. */
export const TINTS: readonly { readonly light: string; readonly mid: string }[] = [
  { light: '#DDE6EE', mid: '#A9BED1' },
  { light: '#DDF1EF', mid: '#A6D9D4' },
  { light: '#EFDCE5', mid: '#CFA0B8' },
  { light: '#FDE7DC', mid: '#F9BFA0' },
];

export const INK = '#0b0c0c';
export const QUIET = '#505a5f';
export const GRID = '#dde1e4';
export const PAPER = '#ffffff';

/** Steps of a heat map from low to high, each with the colour of text that stands on it at 4.5:1 or more. */
export const RAMP: readonly { readonly fill: string; readonly text: string }[] = [
  { fill: '#EEF2F6', text: INK },
  { fill: '#CBD8E4', text: INK },
  { fill: '#9DB6CD', text: INK },
  { fill: '#3F6E9A', text: PAPER },
  { fill: '#12436D', text: PAPER },
];

/** Text in charts, px at the width drawn. */
export const TEXT_SIZE = 14;
export const FONT = 'Arial, "Liberation Sans", Helvetica, sans-serif';

export type Size = 'wide' | 'narrow';

/** Drawn width in px: the column of the report, and a phone less its margins. */
export const WIDTH: Readonly<Record<Size, number>> = { wide: 720, narrow: 350 };

/** Rough width of a text in px, for room on the margins. Arial averages half its size per letter; a little over, to be safe. */
export function textWidth(text: string, size = TEXT_SIZE): number {
  return [...text].length * size * 0.54;
}
