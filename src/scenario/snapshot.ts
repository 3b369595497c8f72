/**
 * `initial.snapshot`: today's list as a CSV file, one row for each person or package, in place of counts.
 */
import type { SnapshotInput, SnapshotRow } from '../model/input.js';
import { besideFile } from './chain.js';
import type { DataFile } from './data-file.js';
import type { Issue } from './issue.js';
import { type MapNode, positionAt } from './node.js';
import type { ScenarioValues } from './schema/scenario.js';
import { COLUMNS } from './snapshot-columns.js';
import { readRow, vocabularyOf } from './snapshot-row.js';
import { Problems, readTable } from './table.js';
import { type ReadFile, unreadProblem } from './unread.js';

const PATH = 'initial.snapshot';

export interface Snapshot {
  readonly input: SnapshotInput;
  readonly file: DataFile;
}

/** Reads the file that the scenario names; null without one. */
export function loadSnapshot(tree: MapNode, values: ScenarioValues, read: ReadFile, issues: Issue[]): Snapshot | null {
  const named = values.initial?.snapshot;
  if (named === undefined) return null;
  const at = positionAt(tree, ['initial', 'snapshot']);
  const file = besideFile(at.file, named);
  let text: string;
  try {
    text = read(file);
  } catch (error) {
    issues.push({ ...at, path: PATH, ...unreadProblem(file, error, at.file) });
    return null;
  }
  return readSnapshot(file, text, values, issues);
}

/** The people of a file; issues are added for all that is wrong with it. */
export function readSnapshot(file: string, text: string, values: ScenarioValues, issues: Issue[]): Snapshot {
  const problems = new Problems(file, PATH);
  const table = readTable(
    text,
    {
      path: PATH,
      noun: 'a snapshot',
      columns: COLUMNS,
      required: ['service', 'area', 'client_group'],
      dates: ['start_date', 'in_hospital_since'],
      start: values.start,
    },
    problems,
  );
  const vocabulary = vocabularyOf(values);
  const rows = table.rows.flatMap(
    ({ cellOf, first }) => readRow(vocabulary, cellOf, first, (column, cell, problem) => problems.add(column, cell, problem)) ?? [],
  );
  issues.push(...problems.all);
  return {
    input: { rows, knowsHospital: table.has('in_hospital_since') },
    file: { path: PATH, file, people: rows.length, dayFirst: table.dayFirst, services: servicesOf(rows, values), coverage: null },
  };
}

/** People by service, in the order in which the file has them first. */
function servicesOf(rows: readonly SnapshotRow[], values: ScenarioValues): DataFile['services'] {
  const placements = Object.keys(values.placements ?? {});
  const counts = new Map<string, number>();
  for (const { service, placement } of rows) {
    const id = service === 'placement' ? placements[placement]! : service;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].map(([service, people]) => ({ service, people }));
}
