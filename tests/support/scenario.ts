/**
 * Scenarios in tests, through the code that users meet: text to a checked scenario to what the model is given to records, and the
 * reading of records by name. A scenario is a file under tests/fixtures/scenarios, or text; text may extend those files.
 */
import { readFileSync } from 'node:fs';
import type { Engine } from '../../src/kernel/calendar.js';
import type { ChannelId, Dimension } from '../../src/metrics.js';
import type { ModelInput } from '../../src/model/input.js';
import {
  addSteps,
  type Layout,
  layoutOf,
  type ReplicationRecord,
  WAIT_EDGES,
  WAIT_TOTALS,
  type WaitQueue,
  waitRowsOf,
} from '../../src/model/record.js';
import { createModel, type ReplicateOptions, type TraceEvent } from '../../src/model/run.js';
import { compile, loadScenario, phraseIssues } from '../../src/scenario/index.js';

export const SEED = 20261001;
const FIXTURES = new URL('../fixtures/scenarios/', import.meta.url);

export interface ScenarioOptions {
  /** settings over the scenario's own, "PATH=VALUE" */
  readonly set?: readonly string[];
  /** other files, by name: dated arrivals, scenarios to extend */
  readonly files?: Readonly<Record<string, string>>;
}

/** What the model is given for a scenario of tests/fixtures/scenarios; throws with every problem when there is one. */
export function inputOf(path: string, options: ScenarioOptions = {}): ModelInput {
  const read = (file: string) => options.files?.[file] ?? readFileSync(new URL(file, FIXTURES), 'utf8');
  const loaded = loadScenario(path, { read, set: options.set ?? [] });
  if (!loaded.ok) throw new Error(JSON.stringify(phraseIssues(loaded.issues), null, 2));
  return compile(loaded.scenario);
}

/** As inputOf, for a scenario given as text, which stands in the folder of the fixtures. */
export function inputOfText(text: string, options: ScenarioOptions = {}): ModelInput {
  return inputOf('this.yaml', { ...options, files: { ...options.files, 'this.yaml': text } });
}

type By = Dimension | 'all';

export interface Window {
  /** first week, counted from 0; the run-in when left out */
  readonly from?: number;
  /** week after the last; all when left out */
  readonly to?: number;
}

export interface WaitFigures {
  readonly people: number;
  readonly started: number;
  readonly gaveUp: number;
  readonly stillWaiting: number;
  /** person-days waited inside the window */
  readonly personDays: number;
  /** days waited by those who started */
  readonly startedDays: number;
}

/** One replication's record, read by name. */
export class Reading {
  private readonly layout: Layout;

  constructor(
    readonly input: ModelInput,
    readonly record: ReplicationRecord,
  ) {
    this.layout = layoutFor(input);
  }

  private index(channel: ChannelId, by: By, key: string): number {
    const index = this.layout.indexOf(channel, by, key);
    if (index < 0) throw new RangeError(`${channel} has no ${by} ${key}`);
    return index;
  }

  /** Weekly values of a column: time averages of a level, totals of a count. */
  weekly(channel: ChannelId, by: By = 'all', key = 'all'): Float64Array {
    const at = this.index(channel, by, key) * this.input.weeks;
    return this.record.weekly.subarray(at, at + this.input.weeks);
  }

  /** Total of a count over a window. */
  count(channel: ChannelId, by: By = 'all', key = 'all', window: Window = {}): number {
    const { from = this.input.warmUpWeeks, to = this.input.weeks } = window;
    return this.weekly(channel, by, key)
      .subarray(from, to)
      .reduce((sum, x) => sum + x, 0);
  }

  /** Time average of a level over a window. */
  mean(channel: ChannelId, by: By = 'all', key = 'all', window: Window = {}): number {
    const { from = this.input.warmUpWeeks, to = this.input.weeks } = window;
    return this.count(channel, by, key, window) / (to - from);
  }

  /** Person-days (or hour-days) under a level over a window. */
  area(channel: ChannelId, by: By = 'all', key = 'all', window: Window = {}): number {
    return this.count(channel, by, key, window) * 7;
  }

  /** A level on the last day. */
  end(channel: ChannelId, by: By = 'all', key = 'all'): number {
    return this.record.ends[this.index(channel, by, key)]!;
  }

  private row(queue: WaitQueue, by: By, key: string, cohort: 'arisen' | 'day_0'): number {
    const row = rowsFor(this.input).findIndex((r) => r.queue === queue && r.by === by && r.key === key && r.cohort === cohort);
    if (row < 0) throw new RangeError(`no waits of ${queue} by ${by} ${key}`);
    return row;
  }

  waits(queue: WaitQueue, by: By = 'all', key = 'all', cohort: 'arisen' | 'day_0' = 'arisen'): WaitFigures {
    const at = this.row(queue, by, key, cohort) * WAIT_TOTALS.length;
    const [people, started, gaveUp, stillWaiting, personDays, startedDays] = this.record.waitTotals.subarray(at, at + WAIT_TOTALS.length);
    return {
      people: people!,
      started: started!,
      gaveUp: gaveUp!,
      stillWaiting: stillWaiting!,
      personDays: personDays!,
      startedDays: startedDays!,
    };
  }

  /** Share started within `days` of need, of all whose need arose early enough to be followed that long. */
  startedWithin(days: number, queue: WaitQueue, by: By = 'all', key = 'all'): number {
    const cell = WAIT_EDGES.indexOf(days);
    if (cell < 0) throw new RangeError(`${days} days is no edge of the wait histogram`);
    const first = this.row(queue, by, key, 'arisen') * WAIT_EDGES.length;
    const within = (steps: Int32Array) => {
      const differences = new Float64Array(first + WAIT_EDGES.length);
      addSteps(differences, steps);
      return differences.subarray(first, first + cell + 1).reduce((sum, difference) => sum + difference, 0);
    };
    return within(this.record.started) / within(this.record.followed);
  }
}

/** A value worked out once for each input. */
function once<T>(make: (input: ModelInput) => T): (input: ModelInput) => T {
  const made = new WeakMap<ModelInput, T>();
  return (input) => {
    const known = made.get(input);
    if (known !== undefined) return known;
    const value = make(input);
    made.set(input, value);
    return value;
  };
}

const layoutFor = once(layoutOf);
const rowsFor = once(waitRowsOf);

export interface RunOptions extends ReplicateOptions {
  readonly seed?: number;
  readonly engine?: Engine;
}

/** One replication. */
export function runOnce(input: ModelInput, replication = 1, options: RunOptions = {}): Reading {
  const { seed = SEED, engine = 'native', ...rest } = options;
  return new Reading(input, createModel(input, engine).replicate(seed, replication, rest));
}

/** Figures of replications 1 to n, each the list of its values; records are not kept. */
export function replicate<K extends string>(
  input: ModelInput,
  n: number,
  figures: (reading: Reading) => Readonly<Record<K, number>>,
  options: RunOptions = {},
): Record<K, number[]> {
  const { seed = SEED, engine = 'native', ...rest } = options;
  const model = createModel(input, engine);
  const rows = Array.from({ length: n }, (_, i) => figures(new Reading(input, model.replicate(seed, i + 1, rest))));
  const names = Object.keys(rows[0] ?? {}) as K[];
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])) as Record<K, number[]>;
}

/** Everything that the trace tells of one replication. */
export function traceOf(input: ModelInput, replication = 1, options: RunOptions = {}): { events: TraceEvent[]; reading: Reading } {
  const events: TraceEvent[] = [];
  const reading = runOnce(input, replication, { ...options, trace: (event) => events.push(event) });
  return { events, reading };
}

/** Whether two runs agree to the bit in everything they record. */
export function isSame(a: ReplicationRecord, b: ReplicationRecord): boolean {
  const bytes = (part: Float64Array | Int32Array) => Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  const parts = ['weekly', 'ends', 'started', 'followed', 'waitTotals'] as const;
  return a.events === b.events && parts.every((part) => bytes(a[part]).equals(bytes(b[part])));
}

/** Every column of a record by name, for comparing two runs. */
export function columnsOf(input: ModelInput): readonly string[] {
  return layoutFor(input).columns.map((column) => `${column.channel} ${column.by} ${column.key}`);
}

/** Levels that a scenario records. */
export function levelsOf(input: ModelInput): readonly ChannelId[] {
  return layoutFor(input)
    .columns.filter((column) => column.kind === 'level' && column.by === 'all')
    .map((column) => column.channel);
}
