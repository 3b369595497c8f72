/**
 * Dated arrivals from CSV files: columns date, time (optional), area, client_group.
 */
import { besideFile } from './chain.js';
import { readCsv } from './csv.js';
import { parseDate } from './dates.js';
import type { Issue, Problem } from './issue.js';
import { nearestName } from './nearest.js';
import { type MapNode, positionAt } from './node.js';
import { formatPath, type Path } from './path.js';
import type { ReplayedArrival } from './resolved.js';
import type { Frame } from './schema/field.js';
import type { ScenarioValues } from './schema/scenario.js';
import { streamsOf } from './stream-checks.js';
import { type ReadFile, unreadProblem } from './unread.js';

const COLUMNS = ['date', 'time', 'area', 'client_group'] as const;
const MOST_ROW_ISSUES = 20;

/** Reads the file of every replayed stream, beside the scenario file that names it. */
export function loadReplays(
  tree: MapNode,
  values: ScenarioValues,
  frame: Frame,
  read: ReadFile,
  issues: Issue[],
): Record<string, readonly ReplayedArrival[]> {
  const replays: Record<string, readonly ReplayedArrival[]> = {};
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
    replays[formatPath(path)] = readArrivals(file, text, path, values, frame, issues);
  }
  return replays;
}

/** Arrivals inside the run, ascending. Rows outside the run are left out; rows that cannot be read are issues. */
export function readArrivals(
  file: string,
  text: string,
  path: Path,
  values: Pick<ScenarioValues, 'start' | 'weeks'>,
  frame: Frame,
  issues: Issue[],
): ReplayedArrival[] {
  const [header = [], ...lines] = readCsv(text);
  const report = (line: number, problem: Problem) =>
    issues.push({ file, line, column: 1, path: formatPath([...path, 'replay']), ...problem });
  const names = header.map((cell) => cell.text.toLowerCase());
  const missing = ['date', 'area', 'client_group'].filter((name) => !names.includes(name));
  if (missing.length > 0) {
    report(1, {
      code: 'bad_data_file',
      found: `has no column ${missing.join(', ')}`,
      allowed: `must have the columns ${COLUMNS.join(', ')} (time may be left out)`,
      hint: 'name the columns on the first line',
    });
    return [];
  }
  const arrivals: ReplayedArrival[] = [];
  let failures = 0;
  for (const cells of lines) {
    if (failures >= MOST_ROW_ISSUES) break;
    const arrival = arrivalOf((name) => cells[names.indexOf(name)]?.text, values.start, frame);
    if ('code' in arrival) {
      failures++;
      report(cells[0]!.line, arrival);
    } else if (arrival.at >= 0 && arrival.at < values.weeks * 7) arrivals.push(arrival);
  }
  return arrivals.sort((a, b) => a.at - b.at);
}

function arrivalOf(cell: (name: string) => string | undefined, start: number, frame: Frame): ReplayedArrival | Problem {
  const date = parseDate(cell('date') ?? '');
  if (date === null)
    return {
      code: 'bad_data_file',
      found: `has the date "${cell('date') ?? ''}"`,
      allowed: 'must be a date such as 2023-05-22',
      hint: 'year, month, day with hyphens',
    };
  const written = cell('time') ?? '';
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(written);
  if (written !== '' && (time === null || Number(time[1]) > 23 || Number(time[2]) > 59))
    return {
      code: 'bad_data_file',
      found: `has the time "${written}"`,
      allowed: 'must be a time such as 14:30',
      hint: 'or leave the cell empty for noon',
    };
  const area = frame.areas.indexOf(cell('area') ?? '');
  const group = frame.groups.indexOf(cell('client_group') ?? '');
  if (area < 0) return unknownCell('area', cell('area') ?? '', frame.areas);
  if (group < 0) return unknownCell('client group', cell('client_group') ?? '', frame.groups);
  const share = time === null ? 0.5 : (Number(time[1]) + Number(time[2]) / 60 + Number(time[3] ?? 0) / 3600) / 24;
  return { at: date - start + share, area, group };
}

function unknownCell(what: string, written: string, names: readonly string[]): Problem {
  const nearest = nearestName(written, names);
  return {
    code: 'bad_data_file',
    found: `has the ${what} "${written}"`,
    allowed: `must be ${names.join(', ')}`,
    ...(nearest === undefined ? { hint: 'write one of these' } : { nearest }),
  };
}
