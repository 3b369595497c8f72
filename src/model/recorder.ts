/**
 * Watches what happens and turns it into weekly columns. Running sums only: a change of a level by d at time t adds d to the level
 * and d x (end of week - t) to the week's area, so that nothing is visited when the week ends but the columns themselves.
 * Never changes the world.
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

export class Recorder {
  readonly layout: Layout;
  /** one row of all columns a week, so that closing a week writes in sequence */
  private readonly byWeek: Float64Array;
  private readonly weeks: number;
  private readonly value: Float64Array;
  private readonly area: Float64Array;
  private readonly isLevel: Uint8Array;
  /** first column of dimension d of channel c, at [c * 4 + d]; the total's at [c] of `total` */
  private readonly offset: Int32Array;
  private readonly total: Int32Array;
  private week = 0;
  private weekEnd = DAYS_PER_WEEK;

  constructor(
    frame: Frame,
    private readonly calendar: Calendar,
  ) {
    this.layout = layoutOf(frame);
    const n = this.layout.columns.length;
    this.weeks = frame.weeks;
    this.byWeek = new Float64Array(n * frame.weeks);
    this.value = new Float64Array(n);
    this.area = new Float64Array(n);
    this.isLevel = Uint8Array.from(this.layout.columns, (c) => (c.kind === 'level' ? 1 : 0));
    this.offset = new Int32Array(CHANNELS.length * 4).fill(-1);
    this.total = this.layout.first;
    CHANNELS.forEach((row, c) => {
      let at = this.total[c]! + 1;
      row.by.forEach((by, d) => {
        this.offset[c * 4 + d] = at;
        at += keysOf(by, frame).length;
      });
    });
  }

  /** Start again at time 0 with all levels at zero. */
  reset(): void {
    this.value.fill(0);
    this.area.fill(0);
    this.byWeek.fill(0);
    this.week = 0;
    this.weekEnd = DAYS_PER_WEEK;
  }

  /** Change a level by `d` from now on; keys are those of the channel's dimensions in order, -1 for none. */
  level(c: number, d: number, k0 = -1, k1 = -1, k2 = -1, k3 = -1): void {
    const left = (this.weekEnd - this.calendar.now) * d;
    const { value, area, offset } = this;
    let at = this.total[c]!;
    value[at]! += d;
    area[at]! += left;
    const o = c * 4;
    if (k0 >= 0) {
      at = offset[o]! + k0;
      value[at]! += d;
      area[at]! += left;
    }
    if (k1 >= 0) {
      at = offset[o + 1]! + k1;
      value[at]! += d;
      area[at]! += left;
    }
    if (k2 >= 0) {
      at = offset[o + 2]! + k2;
      value[at]! += d;
      area[at]! += left;
    }
    if (k3 >= 0) {
      at = offset[o + 3]! + k3;
      value[at]! += d;
      area[at]! += left;
    }
  }

  /** Count `n` of something in the week under way. */
  count(c: number, n: number, k0 = -1, k1 = -1, k2 = -1, k3 = -1): void {
    const { value, offset } = this;
    value[this.total[c]!]! += n;
    const o = c * 4;
    if (k0 >= 0) value[offset[o]! + k0]! += n;
    if (k1 >= 0) value[offset[o + 1]! + k1]! += n;
    if (k2 >= 0) value[offset[o + 2]! + k2]! += n;
    if (k3 >= 0) value[offset[o + 3]! + k3]! += n;
  }

  /** Set every column of level `to` to the value that level `from` has now; the two have the same dimensions. Returns the total. */
  copyLevel(from: number, to: number): number {
    const left = this.weekEnd - this.calendar.now;
    const a = this.total[from]!;
    const b = this.total[to]!;
    const n = (from + 1 < this.total.length ? this.total[from + 1]! : this.value.length) - a;
    for (let i = 0; i < n; i++) {
      const d = this.value[a + i]! - this.value[b + i]!;
      if (d === 0) continue;
      this.value[b + i]! += d;
      this.area[b + i]! += d * left;
    }
    return this.value[a]!;
  }

  /** Add the present value of every column of level `from` to count `to`; the two have the same dimensions. */
  countLevel(from: number, to: number): void {
    const a = this.total[from]!;
    const b = this.total[to]!;
    const n = (from + 1 < this.total.length ? this.total[from + 1]! : this.value.length) - a;
    for (let i = 0; i < n; i++) this.value[b + i]! += this.value[a + i]!;
  }

  /** As countLevel, times `factor`, for a count by area, client group and payer: the level's total, areas and groups; all of it is `payer`'s. */
  countLevelBy(from: number, to: number, factor: number, payer: number): void {
    const a = this.total[from]!;
    const b = this.total[to]!;
    const n = this.offset[from * 4 + 2]! - a;
    for (let i = 0; i < n; i++) this.value[b + i]! += this.value[a + i]! * factor;
    this.value[this.offset[to * 4 + 2]! + payer]! += this.value[a]! * factor;
  }

  /** Present value of a channel's total. */
  current(c: number): number {
    return this.value[this.total[c]!]!;
  }

  /** Close the week that ends now. */
  endWeek(): void {
    const { value, area, byWeek, isLevel } = this;
    for (let i = 0, at = this.week * value.length; i < value.length; i++, at++) {
      if (isLevel[i] === 1) {
        byWeek[at] = area[i]! / DAYS_PER_WEEK;
        area[i] = value[i]! * DAYS_PER_WEEK;
      } else {
        byWeek[at] = value[i]!;
        value[i] = 0;
      }
    }
    this.week++;
    this.weekEnd += DAYS_PER_WEEK;
  }

  /** Column c in week w at [c * weeks + w]: a copy. */
  weekly(): Float64Array {
    const { byWeek, weeks } = this;
    const columns = this.value.length;
    const weekly = new Float64Array(byWeek.length);
    for (let c = 0, at = 0; c < columns; c++) for (let w = 0; w < weeks; w++) weekly[at++] = byWeek[w * columns + c]!;
    return weekly;
  }

  /** Values of all columns now: levels as they stand, counts 0 after the last week is closed. */
  ends(): Float64Array {
    return this.value.slice();
  }
}
