/**
 * A run or a comparison seen the same way: one or more runs side by side, and for each alternative its paired rows.
 */
import type { AnyFolder, ComparisonDocument, Manifest, ResultFolder, WeeklyTable } from '../result/document.js';
import { scenarioPath } from '../result/folder.js';
import { dateOf } from './data.js';
import { meansWords, meanWords, whenWords } from './words/horizon.js';
import { keyWords, type Names, namesOf } from './words/names.js';
import { clean, counted, listed, longDate } from './words/numbers.js';
import { type RowOf, rowsOf } from './words/rows.js';

export interface RunView {
  readonly name: string;
  /** "baseline", "alternative", "alternative 2": short enough for a label in a chart */
  readonly role: string;
  readonly folder: ResultFolder;
  readonly weekly: WeeklyTable;
  /** index into the palette */
  readonly colour: number;
  /** when it begins to differ from the baseline; null of a baseline, and where it does from the outset */
  readonly starts: Date | null;
  /** folder of its files, as a link from the report: "" or ends in "/" */
  readonly path: string;
}

export interface AlternativeView {
  readonly name: string;
  readonly find: RowOf;
  /** over what a row is taken where no window is named: "since 1 April 2024" or "over the run" */
  readonly when: string;
  /** the same of a mean: "mean since 1 April 2024" or "mean of the run" */
  readonly mean: string;
  readonly difference: WeeklyTable;
}

export interface Context {
  readonly runs: readonly RunView[];
  readonly alternatives: readonly AlternativeView[];
  readonly manifest: Manifest;
  /** over what the alternatives' differences are means */
  readonly mean: string;
  /** the scenario's names of areas and client groups */
  readonly names: Names;
  /** "North, South and West" */
  readonly place: string;
  /** "6 April 2026 to 1 April 2029" */
  readonly period: string;
}

/** Four lines are as many as a chart can tell apart. */
const MOST_LINES = 4;

/** The runs that share a panel: the baseline and the first three alternatives. */
export function drawnTogether(context: Context): readonly RunView[] {
  return context.runs.slice(0, MOST_LINES);
}

/** What a chart that draws runs in one panel leaves out, or nothing. */
export function leftOut(context: Context): string {
  const more = context.runs.length - MOST_LINES;
  if (more <= 0) return '';
  return `Four plans are as many as one panel can tell apart: ${more === 1 ? 'the last alternative is' : `the last ${more} alternatives are`} in the numbers beneath alone.`;
}

/** Builds the context of a report. */
export function contextOf(folder: AnyFolder): Context {
  const isRun = folder.kind === 'run';
  const folders = isRun ? [folder] : folder.runs;
  const runs = folders.map((run, i): RunView => {
    const role = i === 0 ? 'baseline' : folders.length === 2 ? 'alternative' : `alternative ${i}`;
    return {
      name: clean(run.summary.scenario),
      role,
      folder: run,
      weekly: remembering(run.weekly),
      colour: i,
      starts: isRun ? null : startOf(folder.comparison, run.summary.scenario),
      path: isRun ? '' : `${scenarioPath(run.summary.scenario)}/`,
    };
  });
  const names = isRun ? [] : folder.comparison.alternatives;
  const alternatives = names.map((name): AlternativeView => {
    if (isRun) throw new RangeError('a run has no alternatives');
    return {
      name,
      find: rowsOf(folder.comparison, name),
      when: whenWords(folder.comparison, name),
      mean: meanWords(folder.comparison, name),
      difference: remembering(folder.difference.get(name)!),
    };
  });
  const { manifest } = folder;
  const words = namesOf(manifest.scenarios[0]);
  const mean = isRun ? 'mean of the run' : meansWords(folder.comparison, names);
  return { runs, alternatives, manifest, mean, names: words, place: placeOf(manifest, words), period: periodOf(manifest) };
}

function startOf({ plans = [], start }: ComparisonDocument, name: string): Date | null {
  const day = plans.find(({ alternative }) => alternative === name)?.day ?? null;
  return day === null || day === 0 ? null : new Date(dateOf(start).getTime() + day * 86_400_000);
}

/** A table that makes the rows of a series once: a figure, its table and its title ask for the same. */
function remembering(table: WeeklyTable): WeeklyTable {
  const made = new Map<string, ReturnType<WeeklyTable['rows']>>();
  return {
    keys: table.keys,
    rows: (...series) => {
      const id = series.join('\n');
      const rows = made.get(id) ?? table.rows(...series);
      made.set(id, rows);
      return rows;
    },
  };
}

function placeOf(manifest: Manifest, names: Names): string {
  const areas = (manifest.scenarios[0]?.areas ?? []).map((area) => keyWords('area', area, names));
  if (areas.length === 0) return 'all areas';
  if (areas.length > 5 || areas.join('').length >= 80) return counted(areas.length, 'area');
  return areas.some((area) => area.includes(' and ')) ? areas.join(', ') : listed(areas);
}

function periodOf(manifest: Manifest): string {
  const end = new Date(Date.parse(`${manifest.start.slice(0, 10)}T00:00:00Z`) + (manifest.weeks * 7 - 1) * 86_400_000);
  return `${longDate(manifest.start)} to ${longDate(end.toISOString())}`;
}
