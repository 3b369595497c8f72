/**
 * A scenario that has been read, merged and checked.
 */
import type { SnapshotInput } from '../model/input.js';
import type { DataFile } from './data-file.js';
import type { Position } from './issue.js';
import type { MapNode, Node } from './node.js';
import type { AssumptionRow } from './register.js';
import type { Frame } from './schema/field.js';
import type { ScenarioValues } from './schema/scenario.js';

/** Dated arrivals of a replayed stream. */
export interface ReplayedArrival {
  /** days from day 0 */
  readonly at: number;
  readonly area: number;
  readonly group: number;
}

/** The settings in force from a day until the next state. */
export interface State {
  readonly fromDay: number;
  readonly values: ScenarioValues;
  /** the same as written, located */
  readonly root: MapNode;
}

/** One line of a change on the day on which it begins: what was there just before it, and what is there after it. */
export interface DatedStep {
  readonly verb: 'set' | 'scale' | 'add';
  /** path as written */
  readonly text: string;
  readonly amount: Node;
  readonly at: Position;
  readonly before: MapNode;
  readonly after: MapNode;
}

/** One change, placed on the calendar. */
export interface DatedChange {
  readonly fromDay: number;
  /** Infinity when it stays */
  readonly untilDay: number;
  readonly why: string;
  /** false when it starts after the end of the run */
  readonly inRun: boolean;
  /** what it does, in the order in which that is done; nothing where it starts after the run */
  readonly steps: readonly DatedStep[];
}

export interface ResolvedScenario {
  readonly path: string;
  readonly files: readonly string[];
  readonly name: string;
  /** the scenario as written, merged, without changes applied: plain JSON, for the manifest */
  readonly plain: Readonly<Record<string, unknown>>;
  readonly values: ScenarioValues;
  readonly frame: Frame;
  /** states in force, ascending; the first from day 0 */
  readonly states: readonly State[];
  readonly changes: readonly DatedChange[];
  /** by path of the stream */
  readonly replays: Readonly<Record<string, readonly ReplayedArrival[]>>;
  /** people of day 0 one by one, where a file lists them */
  readonly snapshot: SnapshotInput | null;
  /** the files that it names beside itself, as they were found */
  readonly dataFiles: readonly DataFile[];
  readonly register: readonly AssumptionRow[];
  /** located tree, for settings made later */
  readonly root: MapNode;
}
