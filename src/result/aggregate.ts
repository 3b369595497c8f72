/** Takes in replications as they finish and keeps what the documents need, always in replication order. */
import { addSteps, type Frame, layoutOf, type ReplicationRecord, WAIT_EDGES, WAIT_TOTALS, waitRowsOf } from '../model/record.js';
import type { Target } from './document.js';
import { FigureTable, type Spill } from './figure-table.js';
import { InOrder } from './in-order.js';
import { Kpis } from './kpis.js';
import { RunMovement } from './movement.js';
import { figureOf, type Series, seriesOf, weeklyOf } from './series.js';
import { judgedMetrics } from './settling.js';
import { WeeklyStore } from './store.js';
import { type Reading, readingOf } from './targets.js';
import { momentWindows, standardWindows, type Window } from './windows.js';

export interface AggregateSetup {
  readonly frame: Frame;
  readonly warmUpWeeks: number;
  readonly targets?: readonly Target[];
  /** replications 1 and 2, 3 and 4, ... are antithetic pairs */
  readonly antithetic?: boolean;
  /** metrics of which it is said whether they have settled */
  readonly judged?: readonly string[];
  /** windows over which figures are taken beside the standard ones */
  readonly windows?: readonly Window[];
  /** memory for the values behind weekly quantiles */
  readonly sampleBytes?: number;
  /** makes places for what does not fit into memory; without it all stays in memory */
  readonly newSpill?: () => Spill;
  /** called for each replication in order with its weekly series, [series][week], NaN for none; the array is reused */
  readonly onWeekly?: (replication: number, weekly: Float64Array) => void;
}

/** Sums of the wait tables over replications: differences between cells [row][cell], and totals as in a record. */
export interface WaitSums {
  readonly followed: Float64Array;
  readonly started: Float64Array;
  readonly ended: Float64Array;
  readonly totals: Float64Array;
}

/**
 * What a run amounts to. Records may come in any order: those ahead of their turn wait, so that the bytes of every document do not
 * depend on the number of workers. A run that is cut short keeps the replications before the first gap.
 */
export class Aggregate {
  readonly frame: Frame;
  readonly warmUpWeeks: number;
  readonly series: readonly Series[];
  /** the standard windows, and after them those that were asked for */
  readonly windows: readonly Window[];
  readonly standardWindows: number;
  readonly targets: readonly Target[];
  readonly antithetic: boolean;
  readonly weekly: WeeklyStore;
  readonly waits: WaitSums;
  readonly movement: RunMovement;
  /** quarterly returns, where they are kept */
  readonly kpis: Kpis | null;
  /** column s * windows + k: series s over window k, NaN for none */
  readonly #figures: FigureTable;
  /** targetValues[t][r] */
  readonly targetValues: number[][];
  readonly #readings: readonly Reading[];
  readonly #columns: number;
  readonly #row: Float64Array;
  readonly #inOrder = new InOrder<ReplicationRecord>((record) => this.#take(record));
  readonly #onWeekly: AggregateSetup['onWeekly'];
  #events = 0;

  constructor(setup: AggregateSetup) {
    const { frame, warmUpWeeks, targets = [] } = setup;
    this.frame = frame;
    this.warmUpWeeks = warmUpWeeks;
    this.series = seriesOf(frame);
    const standard = [...standardWindows(frame.weeks, warmUpWeeks), ...momentWindows(frame)];
    this.standardWindows = standard.length;
    this.windows = [...standard, ...(setup.windows ?? []).filter(isNew(standard))];
    this.targets = targets;
    this.antithetic = setup.antithetic ?? false;
    this.#readings = targets.map((target) => readingOf(target, frame, warmUpWeeks));
    this.targetValues = targets.map(() => []);
    this.#figures = new FigureTable(this.series.length * this.windows.length, { spill: setup.newSpill?.() });
    this.#columns = layoutOf(frame).columns.length;
    const cells = this.series.length * frame.weeks;
    this.weekly = new WeeklyStore(cells, setup.sampleBytes, setup.newSpill?.());
    this.#row = new Float64Array(cells);
    const rows = waitRowsOf(frame).length;
    this.waits = {
      followed: new Float64Array(rows * WAIT_EDGES.length),
      started: new Float64Array(rows * WAIT_EDGES.length),
      ended: new Float64Array(rows * WAIT_EDGES.length),
      totals: new Float64Array(rows * WAIT_TOTALS.length),
    };
    this.kpis = frame.returns ? new Kpis(frame.returns, warmUpWeeks) : null;
    this.movement = new RunMovement(this, setup.judged ?? judgedMetrics());
    this.#onWeekly = setup.onWeekly;
  }

  /** Replications taken in so far, numbered 1 to this. */
  get replications(): number {
    return this.#figures.length;
  }

  /** Weekly series of the replication taken in last, [series][week], NaN for none; the array is reused. */
  get lastWeekly(): Float64Array {
    return this.#row;
  }

  /** Events handled by them. */
  get events(): number {
    return this.#events;
  }

  /**
   * Takes a record, now or when its turn comes.
   * @throws Error when it comes twice, has another shape, or holds a number that is not finite (our bug, with the replication's number)
   */
  add(record: ReplicationRecord): void {
    this.#inOrder.add(record.replication, record);
  }

  /** Index of a series, or -1. */
  indexOf(metric: string, by: string, key: string): number {
    return this.series.findIndex((row) => row.metric.id === metric && row.by === by && row.key === key);
  }

  /** Values of a series over a window, one a replication in order, of replications [from, to) counted from 0; NaN for none. */
  valuesOf(series: number, window: number, from = 0, to = this.replications): Float64Array {
    return this.#figures.values(series * this.windows.length + window, from, to);
  }

  #take(record: ReplicationRecord): void {
    const weeks = this.frame.weeks;
    this.#check(record);
    const figures = new Float64Array(this.series.length * this.windows.length);
    this.series.forEach((series, s) => {
      this.windows.forEach((window, k) => {
        figures[s * this.windows.length + k] = figureOf(record, weeks, series, window);
      });
      weeklyOf(record, weeks, series, this.#row, s * weeks);
    });
    this.#readings.forEach((read, t) => {
      this.targetValues[t]!.push(read(record));
    });
    this.#figures.push(figures);
    this.weekly.add(this.#row);
    this.movement.add(this.#row);
    addSteps(this.waits.followed, record.followed);
    addSteps(this.waits.started, record.started);
    addSteps(this.waits.ended, record.ended);
    addInto(this.waits.totals, record.waitTotals);
    if (record.returns !== undefined) this.kpis?.add(record.returns);
    this.#events += record.events;
    this.#onWeekly?.(record.replication, this.#row);
  }

  #check(record: ReplicationRecord): void {
    const wrong = (what: string) => new Error(`replication ${record.replication}: ${what}`);
    if (record.weekly.length !== this.#columns * this.frame.weeks) throw wrong(`${record.weekly.length} weekly values`);
    if (record.ends.length !== this.#columns) throw wrong(`${record.ends.length} values at the end`);
    const moments = this.frame.levelsAt?.length ?? 0;
    if ((record.at?.length ?? 0) !== moments * this.#columns) throw wrong(`${record.at?.length ?? 0} values at ${moments} moments`);
    if (record.waitTotals.length !== this.waits.totals.length) throw wrong(`${record.waitTotals.length} totals of waits`);
    const bad = firstNotFinite(record.weekly);
    if (bad >= 0) {
      const column = layoutOf(this.frame).columns[Math.floor(bad / this.frame.weeks)]!;
      throw wrong(`${column.channel} by ${column.by} ${column.key} is ${record.weekly[bad]} in week ${(bad % this.frame.weeks) + 1}`);
    }
  }
}

/** Tells windows of weeks that are not among those known, the first time they come. */
function isNew(known: readonly Window[]): (window: Window) => boolean {
  const seen = new Set<string>();
  const spanOf = (window: Window) => (window.kind === 'weeks' ? `${window.from}-${window.to}` : window.id);
  for (const window of known) seen.add(spanOf(window));
  return (window) => !seen.has(spanOf(window)) && seen.add(spanOf(window)).size > 0;
}

function firstNotFinite(values: Float64Array): number {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return i;
  return -1;
}

function addInto(sums: Float64Array, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) sums[i]! += values[i]!;
}
