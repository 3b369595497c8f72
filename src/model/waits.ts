/**
 * Waits as distributions from the day of need, everyone included: those who started, gave up or still wait. Each wait that closes
 * adds to the differences between cells of three cumulative counts on WAIT_EDGES (see record.ts). Never changes the world.
 */
import { type Frame, hasQueue, keysOf, WAIT_DIMENSIONS, WAIT_EDGES, WAIT_QUEUES, WAIT_TOTALS } from './record.js';

/** Keys of WAIT_QUEUES. */
export const QUEUE = {
  homeCare: 0,
  interimList: 1,
  hospital: 2,
  reablement: 3,
  selfFunders: 4,
  housing: 5,
  crisis: 6,
  placements: 7,
} as const;

/** How a wait ends; in this order the totals of record.ts follow. */
export const OUTCOME = { started: 0, gaveUp: 1, stillWaiting: 2 } as const;
export type Outcome = (typeof OUTCOME)[keyof typeof OUTCOME];

/** Totals of a row. */
const WIDTH = WAIT_TOTALS.length;
/** Waits logged before they are booked together. */
const LOG = 512;

/** Index of the last edge at or below x; -1 below the first. */
function cellAtOrBelow(x: number): number {
  if (x < 0) return -1;
  if (x < 0.25) return Math.floor(x * 64);
  if (x < 28) return 15 + Math.floor(x * 4);
  if (x < 364) return 127 + Math.floor(x - 28);
  return Math.min(463 + Math.floor((x - 364) / 7), WAIT_EDGES.length - 1);
}

/** Index of the first edge at or above x; the length of WAIT_EDGES past the last. */
function cellAtOrAbove(x: number): number {
  const i = cellAtOrBelow(x);
  if (i < 0) return 0;
  return WAIT_EDGES[i]! >= x ? i : i + 1;
}

export class Waits {
  readonly followed: Int32Array;
  readonly started: Int32Array;
  readonly ended: Int32Array;
  readonly totals: Float64Array;
  private readonly rowsPerCohort: number;
  private readonly offset: number[];
  /** place of each queue among those of the frame */
  private readonly place: Int32Array;
  private readonly cells = WAIT_EDGES.length;
  private readonly from: number;
  private readonly to: number;
  /** waits closed and not yet booked: rows by dimension (four a wait), rows before those of their queue and cohort, and the wait */
  private logged = 0;
  private readonly rows = new Int32Array(LOG * 4);
  private readonly base = new Int32Array(LOG);
  private readonly outcome = new Uint8Array(LOG);
  private readonly since = new Float64Array(LOG);
  private readonly until = new Float64Array(LOG);

  constructor(frame: Frame, warmUpWeeks: number) {
    this.offset = [];
    let at = 1;
    for (const by of WAIT_DIMENSIONS) {
      this.offset.push(at);
      at += keysOf(by, frame).length;
    }
    this.rowsPerCohort = at;
    const queues = WAIT_QUEUES.filter((queue) => hasQueue(queue, frame));
    this.place = Int32Array.from(WAIT_QUEUES, (queue) => queues.indexOf(queue));
    const rows = at * 2 * queues.length;
    this.followed = new Int32Array(rows * this.cells);
    this.started = new Int32Array(rows * this.cells);
    this.ended = new Int32Array(rows * this.cells);
    this.totals = new Float64Array(rows * WIDTH);
    this.from = warmUpWeeks * 7;
    this.to = frame.weeks * 7;
  }

  reset(): void {
    this.followed.fill(0);
    this.started.fill(0);
    this.ended.fill(0);
    this.totals.fill(0);
    this.logged = 0;
  }

  /** A wait that began on day `since` is over on day `until` (the end of the run for those still waiting); the rest are keys. */
  close(
    queue: number,
    since: number,
    until: number,
    outcome: Outcome,
    area: number,
    group: number,
    priority: number,
    origin: number,
  ): void {
    if (since >= 0 && since < this.from) return;
    const i = this.logged++;
    this.rows[i * 4] = area + this.offset[0]!;
    this.rows[i * 4 + 1] = group + this.offset[1]!;
    this.rows[i * 4 + 2] = priority + this.offset[2]!;
    this.rows[i * 4 + 3] = origin + this.offset[3]!;
    this.base[i] = (this.place[queue]! * 2 + (since < 0 ? 1 : 0)) * this.rowsPerCohort;
    this.outcome[i] = outcome;
    this.since[i] = since;
    this.until[i] = until;
    if (this.logged === LOG) this.book();
  }

  /** Book what is logged, in the order in which it was: for one loop over many the processor fetches its code once. */
  private book(): void {
    const { rows, base, outcome, since, until, cells, to } = this;
    for (let i = 0; i < this.logged; i++) {
      const from = since[i]!;
      const days = until[i]! - from;
      const hasStarted = outcome[i] === OUTCOME.started;
      const last = cellAtOrBelow(to - from);
      const first = outcome[i] === OUTCOME.stillWaiting ? cells : cellAtOrAbove(days);
      const roundedUp = first < cells ? WAIT_EDGES[first]! - days : 0;
      const inWindow = until[i]! - Math.max(from, 0);
      const how = 1 + outcome[i]!;
      const started = hasStarted ? days : 0;
      const b = base[i]!;
      // no loop: the engine looks where each array is once for all four
      this.bookRow((b + rows[4 * i]!) | 0, first, last, hasStarted, how, inWindow, started, roundedUp);
      this.bookRow((b + rows[4 * i + 1]!) | 0, first, last, hasStarted, how, inWindow, started, roundedUp);
      this.bookRow((b + rows[4 * i + 2]!) | 0, first, last, hasStarted, how, inWindow, started, roundedUp);
      this.bookRow((b + rows[4 * i + 3]!) | 0, first, last, hasStarted, how, inWindow, started, roundedUp);
    }
    this.logged = 0;
  }

  /** A wait that ended by the edge numbered `first` (past the last edge for not yet), followed from the first to the edge numbered `last`. */
  private bookRow(
    row: number,
    first: number,
    last: number,
    hasStarted: boolean,
    how: number,
    inWindow: number,
    started: number,
    roundedUp: number,
  ): void {
    const at = Math.imul(row, this.cells);
    if (last + 1 < this.cells) this.followed[at + last + 1]!--;
    if (first <= last) {
      this.between(this.ended, at, first, last);
      if (hasStarted) this.between(this.started, at, first, last);
    }
    const t = Math.imul(row, WIDTH);
    this.totals[t + how]!++;
    this.totals[t + 4]! += inWindow;
    this.totals[t + 5]! += started;
    this.totals[t + 6]! += roundedUp;
  }

  /** One more from the edge numbered `first` to that numbered `last`. */
  private between(counts: Int32Array, at: number, first: number, last: number): void {
    counts[at + first]!++;
    if (last + 1 < this.cells) counts[at + last + 1]!--;
  }

  /** Make what follows from the rest: call once, at the end of a replication. */
  finish(): void {
    this.book();
    const { cells, followed, totals } = this;
    for (let t = 0, at = 0; t < totals.length; t += WIDTH, at += cells) {
      totals[t] = totals[t + 1]! + totals[t + 2]! + totals[t + 3]!;
      followed[at]! += totals[t]!;
    }
    this.sumAreas(followed, cells);
    this.sumAreas(this.started, cells);
    this.sumAreas(this.ended, cells);
    this.sumAreas(totals, WIDTH);
  }

  /** The first row of each queue and cohort is the sum of its areas'. */
  private sumAreas(rows: Int32Array | Float64Array, width: number): void {
    const first = this.offset[0]! * width;
    const end = this.offset[1]! * width;
    for (let at = 0; at < rows.length; at += this.rowsPerCohort * width)
      for (let area = at + first; area < at + end; area += width) for (let i = 0; i < width; i++) rows[at + i]! += rows[area + i]!;
  }
}
