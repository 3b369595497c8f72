/**
 * Dated arrivals from CSV files: columns date, time (optional), area, client_group, and count (optional) for a row of several people.
 */
import { besideFile } from './chain.js';
import type { Cell } from './csv.js';
import { coverageOf, type DataFile } from './data-file.js';
import { formatDate, parseDate } from './dates.js';
import type { Issue, Problem } from './issue.js';
import { type MapNode, positionAt } from './node.js';
import { formatPath, type Path } from './path.js';
import type { ReplayedArrival } from './resolved.js';
import type { ScenarioValues } from './schema/scenario.js';
import { type Named, noDate, readId } from './snapshot-columns.js';
import { named } from './snapshot-row.js';
import { streamsOf } from './stream-checks.js';
import { Problems, type Row, readTable } from './table.js';
import { type ReadFile, unreadProblem } from './unread.js';

const COLUMNS = ['date', 'time', 'area', 'client_group', 'count'] as const;
type Column = (typeof COLUMNS)[number];

/** People of one row, and of one file. */
const MOST_OF_A_ROW = 10_000;
const MOST_PEOPLE = 2_000_000;

export interface Replay {
  /** inside the run, ascending */
  readonly arrivals: readonly ReplayedArrival[];
  readonly file: DataFile;
}

/** Reads the file of every replayed stream, beside the scenario file that names it; by path of the stream. */
export function loadReplays(tree: MapNode, values: ScenarioValues, read: ReadFile, issues: Issue[]): ReadonlyMap<string, Replay> {
  const replays = new Map<string, Replay>();
  for (const { path, stream } of streamsOf(values)) {
    if (stream.replay === undefined) continue;
    const at = positionAt(tree, [...path, 'replay']);
    const file = besideFile(at.file, stream.replay);
    let text: string;
    try {
      text = read(file);
    } catch (error) {
      issues.push({ ...at, path: formatPath([...path, 'replay']), ...unreadProblem(file, error, at.file) });
      continue;
    }
    const replay = readArrivals(file, text, path, values, issues);
    if (replay !== null) replays.set(formatPath(path), replay);
  }
  return replays;
}

/** Arrivals of a file; null, and issues, when anything is wrong with it or nobody arrives inside the run. */
export function readArrivals(
  file: string,
  text: string,
  path: Path,
  values: Pick<ScenarioValues, 'start' | 'weeks' | 'areas' | 'clientGroups'>,
  issues: Issue[],
): Replay | null {
  const setting = formatPath([...path, 'replay']);
  const problems = new Problems(file, setting);
  const noun = 'a file of dated arrivals';
  const required = ['date', 'area', 'client_group'] as const;
  const table = readTable(text, { path: setting, noun, columns: COLUMNS, required, dates: ['date'], start: values.start }, problems);
  const names = { areas: named(values.areas), groups: named(values.clientGroups) };
  const all: ReplayedArrival[] = [];
  for (const row of table.rows) {
    const { arrival, count } = readRow(row, values.start, names, problems);
    for (let i = 0; i < count && all.length <= MOST_PEOPLE; i++) all.push(arrival);
  }
  const runDays = values.weeks * 7;
  all.sort((a, b) => a.at - b.at);
  const arrivals = all.filter(({ at }) => at >= 0 && at < runDays);
  if (problems.isEmpty) checkPeople(all, arrivals, values.start, runDays, problems);
  issues.push(...problems.all);
  if (!problems.isEmpty) return null;
  const coverage = coverageOf(
    all.map(({ at }) => at),
    runDays,
  );
  return { arrivals, file: { path: setting, file, people: arrivals.length, dayFirst: table.dayFirst, services: [], coverage } };
}

const TOP: Cell = { text: '', line: 1, column: 1 };

/** Somebody arrives, inside the run, and not more than can be kept. */
function checkPeople(
  all: readonly ReplayedArrival[],
  inside: readonly ReplayedArrival[],
  start: number,
  runDays: number,
  problems: Problems,
): void {
  const refuse = (found: string, allowed: string, hint: string) => problems.add('', TOP, { code: 'bad_data_file', found, allowed, hint });
  if (all.length > MOST_PEOPLE)
    refuse(`has more than ${MOST_PEOPLE} people`, `a file may have at most ${MOST_PEOPLE}`, 'give a rate in place of replay');
  else if (all.length === 0) refuse('has nobody: every count is 0', 'must have people', 'check the column count, or give a rate');
  else if (inside.length === 0) {
    const run = `${formatDate(start)} to ${formatDate(start + runDays - 1)}`;
    const dates = `${formatDate(start + Math.floor(all[0]!.at))} to ${formatDate(start + Math.floor(all.at(-1)!.at))}`;
    refuse(
      `has ${all.length} people from ${dates}, none inside the run`,
      `somebody must arrive from ${run}`,
      'check the years of the file, or the start and weeks of the scenario',
    );
  }
}

/** The people of a row; problems are added for what is wrong with it, and then they are not to be used. */
function readRow(
  { cellOf, first }: Row<Column>,
  start: number,
  { areas, groups }: { readonly areas: readonly Named[]; readonly groups: readonly Named[] },
  problems: Problems,
): { readonly arrival: ReplayedArrival; readonly count: number } {
  const take = <T>(name: Column, empty: T, read: (text: string) => { readonly value: T } | { readonly problem: Problem }): T => {
    const cell = cellOf(name);
    const result = read(cell?.text ?? '');
    if ('value' in result) return result.value;
    problems.add(name, cell ?? first, result.problem);
    return empty;
  };
  const area = take('area', '', (text) => readId(text, areas));
  const group = take('client_group', '', (text) => readId(text, groups));
  const day = take<number>('date', start, (text) => {
    const date = parseDate(text);
    return date === null ? { problem: noDate(text) } : { value: date };
  });
  return {
    arrival: {
      at: day - start + take('time', 0, readTime),
      area: areas.findIndex(({ id }) => id === area),
      group: groups.findIndex(({ id }) => id === group),
    },
    count: cellOf('count') === undefined ? 1 : take('count', 0, readCount),
  };
}

/** Share of the day; noon for an empty cell. */
function readTime(text: string): { readonly value: number } | { readonly problem: Problem } {
  if (text === '') return { value: 0.5 };
  const [, hours = '99', minutes, seconds = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? [];
  if (Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60)
    return { value: (Number(hours) + Number(minutes) / 60 + Number(seconds) / 3600) / 24 };
  const hint = 'or leave the cell empty for noon';
  return { problem: { code: 'bad_data_file', found: `is "${text}"`, allowed: 'must be a time such as 14:30', hint } };
}

function readCount(text: string): { readonly value: number } | { readonly problem: Problem } {
  if (/^\d+$/.test(text) && Number(text) <= MOST_OF_A_ROW) return { value: Number(text) };
  const found = text === '' ? 'is empty' : `is "${text}"`;
  const allowed = `must be how many people the row is, a whole number from 0 to ${MOST_OF_A_ROW}`;
  return { problem: { code: 'bad_data_file', found, allowed, hint: 'write digits only, and 0 for nobody' } };
}
