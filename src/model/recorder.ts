/**
 * Watches what happens and turns it into weekly columns. Running sums only: a change of a level by d at time t adds d to the level
 * and d x (end of week - t) to the week's area, so that nothing is visited when the week ends but the sums themselves.
 * Never changes the world.
 *
 * A change is booked in one cell for its first two keys together and one for each key more: the columns of the total and of either
 * key alone are sums of the first, made once a week. Booking each column of its own took five times the work for a package with
 * area, client group, priority and place.
 */
import type { Calendar } from '../kernel/calendar.js';
import { CHANNELS, type ChannelId } from '../metrics.js';
import { type Frame, keysOf, type Layout, layoutOf } from './record.js';

/** Index of a channel in the registry, for the hot path. */
export function channel(id: ChannelId): number {
  const index = CHANNELS.findIndex((c) => c.id === id);
  if (index < 0) throw new RangeError(`no channel ${id}`);
  return index;
}

const DAYS_PER_WEEK = 7;
/**
 * Numbers of a channel's shape: where its first keys begin in `cells`, how far apart first keys are (a cell for no second key, one for
 * each), where its third and fourth keys begin, where it ends; the rest make it a power of two.
 */
const SHAPE = 8;
const WIDTH = 1;
const THIRD = 2;
const FOURTH = 3;
const END = 4;
const NONE = -1;
/** Numbers for each cell: see `levels`. */
const PLACES = 4;
/** Columns of doubles that are as wide as a line of cache. */
const COLUMNS_AT_A_TIME = 8;

export class Recorder {
  readonly layout: Layout;
  /** a row of all columns a week, so that closing a week writes in sequence; at the end of each row a column that nobody reads */
  private readonly byWeek: Float64Array;
  /** length of a row */
  private readonly row: number;
  private readonly weeks: number;
  /** value and area of cell i at [2 i] and [2 i + 1]; a count has no area */
  private readonly cells: Float64Array;
  /** SHAPE numbers a channel */
  private readonly shape: Int32Array;
  /** PLACES numbers for each cell of a level or of a count: where it is in `cells`, and the three columns it is added to */
  private readonly levels: Int32Array;
  private readonly counts: Int32Array;
  private week = 0;
  private weekEnd = DAYS_PER_WEEK;

  constructor(
    frame: Frame,
    private readonly calendar: Calendar,
  ) {
    this.layout = layoutOf(frame);
    this.weeks = frame.weeks;
    this.row = this.layout.columns.length + 1;
    this.byWeek = new Float64Array(this.row * frame.weeks);
    this.shape = new Int32Array(CHANNELS.length * SHAPE);
    const places = { level: [] as number[], count: [] as number[] };
    const none = this.row - 1;
    let cell = 0;
    CHANNELS.forEach((row, c) => {
      const total = this.layout.first[c]!;
      const isPresent = (this.layout.first[c + 1] ?? this.layout.columns.length) > total;
      const n = isPresent ? row.by.map((by) => keysOf(by, frame).length) : [0];
      const [n0 = 1, n1 = 0, n2 = 0, n3 = 0] = n;
      const third = cell + 2 * n0 * (n1 + 1);
      this.shape.set([cell, 2 * (n1 + 1), third, third + 2 * n2, third + 2 * (n2 + n3)], c * SHAPE);
      // without a first key its one cell is the total's alone
      const own = n.length > 0 ? n0 : 0;
      for (let k0 = 0; k0 < n0; k0++)
        for (let k1 = -1; k1 < n1; k1++, cell += 2)
          places[row.kind].push(cell, total, own > 0 ? total + 1 + k0 : none, k1 >= 0 ? total + 1 + own + k1 : none);
      for (let k = 0; k < n2 + n3; k++, cell += 2) places[row.kind].push(cell, total + 1 + own + n1 + k, none, none);
    });
    this.levels = Int32Array.from(places.level);
    this.counts = Int32Array.from(places.count);
    this.cells = new Float64Array(cell);
  }

  /** Start again at time 0 with all levels at zero. */
  reset(): void {
    this.cells.fill(0);
    this.byWeek.fill(0);
    this.week = 0;
    this.weekEnd = DAYS_PER_WEEK;
  }

  /** Change a level by `d` from now on. All keys of the channel's dimensions are given, in order; any but the first may be -1 for none. */
  level(c: number, d: number, k0 = 0, k1 = NONE, k2 = NONE, k3 = NONE): void {
    const { cells, shape } = this;
    const left = (this.weekEnd - this.calendar.now) * d;
    const o = c * SHAPE;
    // whole numbers kept so (`| 0`, imul): the engine then leaves out checks for overflow
    let at = (shape[o]! + Math.imul(k0, shape[o + WIDTH]!) + 2 * k1 + 2) | 0;
    cells[at]! += d;
    cells[at + 1]! += left;
    if (k2 >= 0) {
      at = (shape[o + THIRD]! + 2 * k2) | 0;
      cells[at]! += d;
      cells[at + 1]! += left;
    }
    if (k3 >= 0) {
      at = (shape[o + FOURTH]! + 2 * k3) | 0;
      cells[at]! += d;
      cells[at + 1]! += left;
    }
  }

  /** Count `n` of something in the week under way; keys as for `level`. */
  count(c: number, n: number, k0 = 0, k1 = NONE, k2 = NONE, k3 = NONE): void {
    const { cells, shape } = this;
    const o = c * SHAPE;
    cells[(shape[o]! + Math.imul(k0, shape[o + WIDTH]!) + 2 * k1 + 2) | 0]! += n;
    if (k2 >= 0) cells[(shape[o + THIRD]! + 2 * k2) | 0]! += n;
    if (k3 >= 0) cells[(shape[o + FOURTH]! + 2 * k3) | 0]! += n;
  }

  /** Set level `to` to what level `from` is now, cell by cell; the two have the same dimensions. */
  copyLevel(from: number, to: number): void {
    const { cells, shape } = this;
    const left = this.weekEnd - this.calendar.now;
    const apart = shape[to * SHAPE]! - shape[from * SHAPE]!;
    const end = shape[from * SHAPE + END]!;
    for (let at = shape[from * SHAPE]!; at < end; at += 2) {
      const d = cells[at]! - cells[at + apart]!;
      if (d === 0) continue;
      cells[at + apart]! += d;
      cells[at + apart + 1]! += d * left;
    }
  }

  /** Add what level `from` is now to count `to`, cell by cell; the two have the same dimensions. */
  countLevel(from: number, to: number): void {
    const { cells, shape } = this;
    const apart = shape[to * SHAPE]! - shape[from * SHAPE]!;
    const end = shape[from * SHAPE + END]!;
    for (let at = shape[from * SHAPE]!; at < end; at += 2) cells[at + apart]! += cells[at]!;
  }

  /** As countLevel, times `factor`, for a count by the same first two dimensions and by payer; all of it is `payer`'s. */
  countLevelBy(from: number, to: number, factor: number, payer: number): void {
    const { cells, shape } = this;
    const apart = shape[to * SHAPE]! - shape[from * SHAPE]!;
    const end = shape[from * SHAPE + THIRD]!;
    let sum = 0;
    for (let at = shape[from * SHAPE]!; at < end; at += 2) {
      cells[at + apart]! += cells[at]! * factor;
      sum += cells[at]!;
    }
    cells[shape[to * SHAPE + THIRD]! + 2 * payer]! += sum * factor;
  }

  /** Present value of a channel's total. */
  current(c: number): number {
    let sum = 0;
    for (let at = this.shape[c * SHAPE]!; at < this.shape[c * SHAPE + THIRD]!; at += 2) sum += this.cells[at]!;
    return sum;
  }

  /** Close the week that ends now. */
  endWeek(): void {
    const { cells, byWeek, levels, counts } = this;
    const from = this.week * this.row;
    for (let i = 0; i < levels.length; i += PLACES) {
      const at = levels[i]!;
      if (cells[at + 1] === 0 && cells[at] === 0) continue;
      addTo(byWeek, from, levels, i, cells[at + 1]! * (1 / DAYS_PER_WEEK));
      cells[at + 1] = cells[at]! * DAYS_PER_WEEK;
    }
    for (let i = 0; i < counts.length; i += PLACES) {
      const at = counts[i]!;
      addTo(byWeek, from, counts, i, cells[at]!);
      cells[at] = 0;
    }
    this.week++;
    this.weekEnd += DAYS_PER_WEEK;
  }

  /** Column c in week w at [c * weeks + w]: a copy. */
  weekly(): Float64Array {
    const { byWeek, weeks, row } = this;
    const columns = this.layout.columns.length;
    const weekly = new Float64Array(columns * weeks);
    // a few columns at a time, so that what is fetched of each week's row is used before it is pushed out of the cache
    for (let from = 0; from < columns; from += COLUMNS_AT_A_TIME) {
      const end = Math.min(from + COLUMNS_AT_A_TIME, columns);
      for (let w = 0; w < weeks; w++) for (let c = from; c < end; c++) weekly[c * weeks + w] = byWeek[w * row + c]!;
    }
    return weekly;
  }

  /** Values of all columns now: levels as they stand, counts 0 after the last week is closed. */
  ends(): Float64Array {
    const ends = new Float64Array(this.row);
    for (const places of [this.levels, this.counts])
      for (let i = 0; i < places.length; i += PLACES) addTo(ends, 0, places, i, this.cells[places[i]!]!);
    return ends.slice(0, -1);
  }
}

/** Add a value of the i-th cell in `places` to its columns, in a row of all columns that begins at `row`. */
function addTo(to: Float64Array, row: number, places: Int32Array, i: number, value: number): void {
  if (value === 0) return;
  to[(row + places[i + 1]!) | 0]! += value;
  to[(row + places[i + 2]!) | 0]! += value;
  to[(row + places[i + 3]!) | 0]! += value;
}
