/** A metric's row in the registry, and short forms of the commonest kinds. */
import type { ChannelId, Dimension, Payer } from './channels.js';

/** How a level is read as a metric: its time average, or its integral over the run (person-days, pounds). */
export interface MetricRow {
  readonly id: string;
  /** level: time average over the window and value at the end; count: total over the window; ratio, days: sum of numerators over sum of denominators */
  readonly kind: 'level' | 'count' | 'ratio' | 'days';
  readonly unit: string;
  readonly better: 'lower' | 'higher' | 'neither';
  /** channels summed in the numerator; all must have the dimensions in `by` */
  readonly numerator: readonly ChannelId[];
  /** channels summed in the denominator, for ratio and days */
  readonly denominator?: readonly ChannelId[];
  /** factor on the weekly values of the numerator, e.g. 7 to turn a level of people into person-days a week; 1 when left out */
  readonly scale?: number;
  readonly by: readonly Dimension[];
  /** whose column is the metric's total, where not everyone's: the council's cost never holds another payer's share of a placement */
  readonly payer?: Payer;
  /**
   * Of a measure over a group that a plan can shrink or select (those delayed, those who moved): the measure over everyone, which stands
   * beside it wherever it is shown, since the mean over a group changes as well when people leave the group.
   */
  readonly twin?: string;
  /** planner's words, the name on screen */
  readonly words: string;
  /** one sentence: what is counted and over what */
  readonly meaning: string;
}

export const AG: Dimension[] = ['area', 'client_group'];
type Better = MetricRow['better'];
export const people = (id: string, better: Better, channel: ChannelId, by: Dimension[], words: string, meaning: string): MetricRow => ({
  id,
  kind: 'level',
  unit: 'people',
  better,
  numerator: [channel],
  by,
  words,
  meaning,
});
export const hours = (id: string, better: Better, channel: ChannelId, by: Dimension[], words: string, meaning: string): MetricRow => ({
  id,
  kind: 'level',
  unit: 'hours a week',
  better,
  numerator: [channel],
  by,
  words,
  meaning,
});
export const total = (
  id: string,
  unit: string,
  better: Better,
  channel: ChannelId,
  by: Dimension[],
  words: string,
  meaning: string,
  scale = 1,
): MetricRow => ({
  id,
  kind: 'count',
  unit,
  better,
  numerator: [channel],
  scale,
  by,
  words,
  meaning,
});
export const share = (
  id: string,
  better: Better,
  numerator: ChannelId[],
  denominator: ChannelId[],
  by: Dimension[],
  words: string,
  meaning: string,
  scale = 1,
): MetricRow => ({
  id,
  kind: 'ratio',
  unit: 'share',
  better,
  numerator,
  denominator,
  scale,
  by,
  words,
  meaning,
});
export const meanDays = (
  id: string,
  better: Better,
  numerator: ChannelId[],
  denominator: ChannelId[],
  by: Dimension[],
  words: string,
  meaning: string,
): MetricRow => ({
  id,
  kind: 'days',
  unit: 'days',
  better,
  numerator,
  denominator,
  by,
  words,
  meaning,
});

/** A measure with the one over everyone that stands beside it. */
export const besideTwin = (twin: string, row: MetricRow): MetricRow => ({ ...row, twin });

/** Weeks in a year of 365.25 days. */
export const WEEKS_PER_YEAR = 365.25 / 7;
