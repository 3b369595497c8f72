import type { Calendar } from './calendar.js';
import { rejectTime } from './kernel-error.js';
import { sortLatestFirst } from './shell-sort.js';

/** Priorities sit above 2^50 events of scheduling order; both fit in a double exactly. */
const PRIORITY_STEP = 2 ** 50;
/** Doubles and integers of a timer's record of 32 bytes, and where in it they stand; the time comes first. */
const DOUBLES = 4;
const INTS = 8;
const ORDER = 1;
const FOLLOWING = 4;
const PREVIOUS = 5;
/** Where a timer's pending event is held; BUCKET + b is bucket b. */
const NOWHERE = 0;
const NEAR = 1;
const TOP = 2;
const BUCKET = 3;
/** Below this many entries a plain walk finds the place in `near`; from there on, a binary search and a block move do. */
const WALK = 40;
/** Pending events up to which everything is kept in `near`, and below which a used-up ladder returns to that. */
const MANY = 48;
const FEW = 24;
/** Buckets per event dealt: with 1 the care mix of delays is no faster than a heap. */
const BUCKETS_PER_EVENT = 4;
/** Events in a bucket from which it is crowded, and how many more crowded than others are opened before all are dealt again. */
const CROWD = 48;
const CROWDED = 32;
/** Timers set since the last deal from which their rate says how dense events are, and timers set for a bucket at that rate. */
const MEASURED = 1024;
const SETS_PER_BUCKET = 16;
/** Entries moved within a long near, per event pending, that cost as much as dealing them all again. */
const MOVES_PER_DEAL = 64;
/** Largest inverse width of a bucket, per day: times a time it must not overflow to NaN. */
const FINEST = 1e300;

/**
 * The native calendar: a one-rung ladder (after Tang, Goh and Thng 2005, ACM TOMACS 15(3)) whose front is a short sorted array.
 *
 * - `near`: the earliest events, sorted, the next one last, so that taking it is a decrement. With few pending, all are here.
 * - buckets: events that come later, in unsorted linked lists of equal width in time; when `near` is empty the next is sorted into it.
 * - `top`: events beyond the last bucket, unsorted; when the buckets are used up they are dealt into new ones.
 *
 * One monotone function of time, x = (time - start) * inverseWidth, decides among the three, so rounding cannot misplace an event,
 * and equal times always meet in the same bucket, where (priority, order of scheduling) settles them. Speed depends on the delays,
 * the order never does. Lists are doubly linked and cancelling is immediate, so nothing stale is ever held. All is in typed arrays
 * by timer: no object is made per event.
 *
 * It took the place of a 4-ary heap with lazy cancelling and the root's hole filled by the next set(), which it beat at every size:
 * 45 against 52 ns per event in M/M/10, 53 against 113 ns per hold at 10,000 pending (exponential delays), 50 against 84 (care mix),
 * 31 against 152 (whole days), Node 20. The dearest case left is some 10,000 events of mixed priorities due at one instant: 0.3 microseconds.
 *
 * Longer than 300 lines because its parts share every array; accessors between classes would cost calls in the hot path.
 */
export class NativeCalendar implements Calendar {
  // doubles from birth: a field that starts as a small integer makes V8 compile the hot path again when that changes
  now = 0.5;
  private scheduled = 0.5;

  /** per timer; apart from the rest because it alone is looked at when the many timers of one thing are cleared */
  private place: Int32Array;
  /**
   * Per timer, side by side in memory so that an event costs one cache line and not four: time and order as doubles, then following
   * and previous as integers. These are neighbours in a bucket, as timer + 1, 0 for none; for an event in `top`, `previous` is its
   * index there.
   */
  private doubles: Float64Array;
  private ints: Int32Array;

  // near: entries 1..size, latest first; entry 0 is a sentinel at Infinity
  private nearTime = new Float64Array(64);
  private nearTimer = new Int32Array(64);
  private size = 0;
  /** size at which near has become too long to be worth keeping sorted */
  private limit = MANY;
  /** entries moved by block moves since the last deal */
  private moved = 0;

  // buckets; x < nearEnd is near, x < bucketCount in a bucket, the rest on top
  private start = 0.5;
  private inverseWidth = 0.5;
  private nearEnd = 0.5;
  private bucketCount = 1;
  private inBuckets = 0;
  /** crowded buckets opened less others since the last deal, which was at `dealtAt`, with so many timers set before */
  private crowded = 0;
  private dealtAt = 0.5;
  private dealtSets = 0.5;
  /** first event of each bucket, as timer + 1; 0 when empty */
  private first = new Int32Array(256);

  private top = new Int32Array(64);
  private topCount = 0;
  private readonly sample = new Float64Array(32);

  constructor(timers: number) {
    this.place = new Int32Array(Math.max(timers, 16));
    this.doubles = new Float64Array(this.place.length * DOUBLES);
    this.ints = new Int32Array(this.doubles.buffer);
    this.nearTime[0] = Infinity;
    this.reset();
  }

  get pending(): number {
    return this.size + this.inBuckets + this.topCount;
  }

  set(timer: number, time: number, priority = 0): void {
    if (!(time >= this.now && time < Infinity)) rejectTime(timer, time, this.now);
    if (timer >= this.place.length) this.growTimers(timer);
    if (this.place[timer] !== NOWHERE) this.clear(timer);
    this.doubles[timer * DOUBLES] = time;
    this.doubles[timer * DOUBLES + ORDER] = this.scheduled + priority * PRIORITY_STEP;
    this.scheduled++;
    const x = (time - this.start) * this.inverseWidth;
    if (x < this.nearEnd) this.insertNear(timer);
    else if (x < this.bucketCount) this.link(timer, x | 0);
    else this.putOnTop(timer);
  }

  clear(timer: number): void {
    const place = timer < this.place.length ? this.place[timer] : NOWHERE;
    if (place === NOWHERE) return;
    this.place[timer] = NOWHERE;
    if (place === NEAR) this.removeNear(timer);
    else if (place === TOP) {
      const last = this.top[--this.topCount];
      const i = this.ints[timer * INTS + PREVIOUS];
      this.top[i] = last;
      this.ints[last * INTS + PREVIOUS] = i;
    } else {
      const before = this.ints[timer * INTS + PREVIOUS];
      const after = this.ints[timer * INTS + FOLLOWING];
      if (before > 0) this.ints[(before - 1) * INTS + FOLLOWING] = after;
      else this.first[place - BUCKET] = after;
      if (after > 0) this.ints[(after - 1) * INTS + PREVIOUS] = before;
      this.inBuckets--;
    }
  }

  clearRun(first: number, count: number): void {
    const { place } = this;
    const end = Math.min(first + count, place.length);
    for (let timer = first; timer < end; timer++) if (place[timer] !== NOWHERE) this.clear(timer);
  }

  isSet(timer: number): boolean {
    return timer < this.place.length && this.place[timer] !== NOWHERE;
  }

  due(timer: number): number {
    return this.isSet(timer) ? this.doubles[timer * DOUBLES] : Infinity;
  }

  next(until: number): number {
    const size = this.size > 0 ? this.size : this.refill();
    const time = this.nearTime[size];
    // the sentinel's Infinity stands for an empty calendar
    if (size === 0 || !(time <= until)) {
      if (until < Infinity && until > this.now) this.now = until;
      return -1;
    }
    const timer = this.nearTimer[size];
    this.size = size - 1;
    this.place[timer] = NOWHERE;
    this.now = time;
    return timer;
  }

  reset(at = 0): void {
    this.now = at;
    this.scheduled = 0;
    this.place.fill(NOWHERE);
    this.first.fill(0, 0, this.bucketCount);
    this.inBuckets = 0;
    this.size = 0;
    this.topCount = 0;
    this.dealtAt = at;
    this.dealtSets = 0;
    this.keepAllNear();
  }

  /** Insert among the sorted, behind those that fire later. Takes no doubles: V8 boxes those, one object each, in calls it does not inline. */
  private insertNear(timer: number): void {
    const size = this.size;
    if (size >= WALK) {
      this.insertLong(timer);
      return;
    }
    const { nearTime, nearTimer } = this;
    const time = this.doubles[timer * DOUBLES];
    let i = size;
    for (let t = nearTime[i]; t <= time; t = nearTime[--i]) {
      if (t === time && this.doubles[nearTimer[i] * DOUBLES + ORDER] > this.doubles[timer * DOUBLES + ORDER]) break;
      nearTime[i + 1] = t;
      nearTimer[i + 1] = nearTimer[i];
    }
    nearTime[i + 1] = time;
    nearTimer[i + 1] = timer;
    this.place[timer] = NEAR;
    this.size = size + 1;
  }

  /** The same by binary search and block move, as long as that costs less than dealing everything into finer buckets. */
  private insertLong(timer: number): void {
    const { nearTime, doubles, size } = this;
    const after = this.rank(timer);
    this.moved += size - after;
    if (size >= this.limit || this.moved > MOVES_PER_DEAL * this.pending) {
      this.moved = 0;
      // what all ties no bucket can part
      if (nearTime[1] !== nearTime[size] || nearTime[1] !== doubles[timer * DOUBLES]) {
        this.gather();
        this.putOnTop(timer);
        this.dealTop();
        return;
      }
      this.setLimit(2 * size);
    }
    this.nearTime.copyWithin(after + 2, after + 1, size + 1);
    this.nearTimer.copyWithin(after + 2, after + 1, size + 1);
    this.nearTime[after + 1] = doubles[timer * DOUBLES];
    this.nearTimer[after + 1] = timer;
    this.place[timer] = NEAR;
    this.size = size + 1;
  }

  private removeNear(timer: number): void {
    const { nearTime, nearTimer, size } = this;
    if (size < WALK) {
      // hand each entry down from the end until the place of the one to remove is filled
      let i = size;
      let time = nearTime[i];
      for (let held = nearTimer[i]; held !== timer; ) {
        const nextTime = nearTime[--i];
        const next = nearTimer[i];
        nearTime[i] = time;
        nearTimer[i] = held;
        time = nextTime;
        held = next;
      }
    } else {
      const i = this.rank(timer) + 1;
      nearTime.copyWithin(i, i + 1, size + 1);
      nearTimer.copyWithin(i, i + 1, size + 1);
    }
    this.size = size - 1;
  }

  /** Number of entries of near that fire after the timer's event: they are the first so many. */
  private rank(timer: number): number {
    const { nearTime, nearTimer } = this;
    const time = this.doubles[timer * DOUBLES];
    const order = this.doubles[timer * DOUBLES + ORDER];
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      const t = nearTime[middle];
      if (t > time || (t === time && this.doubles[nearTimer[middle] * DOUBLES + ORDER] > order)) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private link(timer: number, bucket: number): void {
    const after = this.first[bucket];
    this.first[bucket] = timer + 1;
    this.ints[timer * INTS + FOLLOWING] = after;
    this.ints[timer * INTS + PREVIOUS] = 0;
    if (after > 0) this.ints[(after - 1) * INTS + PREVIOUS] = timer + 1;
    this.place[timer] = BUCKET + bucket;
    this.inBuckets++;
  }

  private putOnTop(timer: number): void {
    if (this.topCount === this.top.length) this.top = copyTo(new Int32Array(this.topCount * 2), this.top);
    this.top[this.topCount] = timer;
    this.ints[timer * INTS + PREVIOUS] = this.topCount++;
    this.place[timer] = TOP;
  }

  /** Fill near, which is empty, with the earliest events; returns its size, 0 when nothing is pending. */
  private refill(): number {
    for (;;) {
      if (this.inBuckets > 0) {
        let bucket = this.nearEnd;
        while (this.first[bucket] === 0) bucket++;
        this.nearEnd = bucket + 1;
        if (this.open(bucket)) return this.size;
      } else if (this.topCount > FEW) {
        this.dealTop();
      } else {
        this.keepAllNear();
        while (this.topCount > 0) {
          this.insertNear(this.top[--this.topCount]);
        }
        return this.size;
      }
    }
  }

  private keepAllNear(): void {
    this.start = 0;
    this.inverseWidth = 0;
    this.nearEnd = 1;
    this.bucketCount = 1;
    this.limit = MANY;
  }

  /** Sort a bucket into near, which is empty. False when it held so much of everything that all was dealt again, more finely. */
  private open(bucket: number): boolean {
    const only = this.first[bucket] - 1;
    if (this.ints[only * INTS + FOLLOWING] === 0) {
      // as a rule a bucket holds one event
      this.nearTime[1] = this.doubles[only * DOUBLES];
      this.nearTimer[1] = only;
      this.place[only] = NEAR;
      this.first[bucket] = 0;
      this.inBuckets--;
      this.size = 1;
      return true;
    }
    let count = 0;
    let low = Infinity;
    let high = -Infinity;
    let isSorted = true;
    for (let timer = this.first[bucket] - 1; timer >= 0; timer = this.ints[timer * INTS + FOLLOWING] - 1) {
      if (++count === this.nearTime.length) this.setLimit(2 * count);
      const time = this.doubles[timer * DOUBLES];
      if (time > low || (time === low && this.doubles[timer * DOUBLES + ORDER] > this.doubles[this.nearTimer[count - 1] * DOUBLES + ORDER]))
        isSorted = false;
      if (time < low) low = time;
      if (time > high) high = time;
      this.nearTime[count] = time;
      this.nearTimer[count] = timer;
      this.place[timer] = NEAR;
    }
    this.first[bucket] = 0;
    this.inBuckets -= count;
    this.size = count;
    this.setLimit(Math.max(MANY, 2 * count, this.pending >> 4));
    // a quarter or less of all is not worth dealing all again; where times are so close that the width underflows, it cannot help
    if (count > MANY && low < high && 4 * count > this.pending && this.inverseWidth < FINEST) {
      this.gather();
      this.deal(low, high, count);
      return false;
    }
    this.crowded = Math.max(0, this.crowded + (count >= CROWD ? 1 : -1));
    if (this.crowded >= CROWDED && low < high) {
      // events have become denser than the buckets were made for
      this.gather();
      this.dealTop();
      return false;
    }
    if (!isSorted) sortLatestFirst(this.nearTime, this.nearTimer, this.doubles, DOUBLES, ORDER, count);
    return true;
  }

  /** Move everything to the top, in the order of firing or of scheduling where that is known: it then need not be sorted again. */
  private gather(): void {
    for (; this.size > 0; this.size--) this.putOnTop(this.nearTimer[this.size]);
    for (let bucket = this.nearEnd; this.inBuckets > 0; bucket++) {
      for (let timer = this.first[bucket] - 1; timer >= 0; timer = this.ints[timer * INTS + FOLLOWING] - 1) {
        this.putOnTop(timer);
        this.inBuckets--;
      }
      this.first[bucket] = 0;
    }
  }

  /**
   * Deal the top. What is pending says how far the buckets should reach: four times the upper quartile of a sample, so that a few
   * events far away (lengths of care have heavy tails) do not make all of them wide: lognormal delays with sigma 3 took 255 ns per
   * hold at 10,000 pending with the buckets reaching to the last event, 138 ns so; exponential delays lose 2 to 5 ns. It does not say
   * how many more events will come in between with short delays; the rate of setting since the last deal does. Buckets reach no
   * further than leaves each a dozen or so at that rate (one or two are no faster in a model that does something at each event: the
   * processor has then to fetch the code that opens a bucket for each), though far enough to take an eighth of what is pending.
   */
  private dealTop(): void {
    let low = Infinity;
    let high = -Infinity;
    for (let i = 0; i < this.topCount; i++) {
      const time = this.doubles[this.top[i] * DOUBLES];
      if (time < low) low = time;
      if (time > high) high = time;
    }
    const { sample } = this;
    const step = (this.topCount - 1) / (sample.length - 1);
    for (let i = 0; i < sample.length; i++) sample[i] = this.doubles[this.top[Math.floor(i * step)] * DOUBLES];
    const quartile = sample.sort()[24];
    if (quartile > low) high = Math.min(high, low + 4 * (quartile - low));
    const sets = this.scheduled - this.dealtSets;
    const days = this.now - this.dealtAt;
    if (sets >= MEASURED && days > 0)
      high = Math.min(high, Math.max(sample[4], low + (SETS_PER_BUCKET * BUCKETS_PER_EVENT * this.topCount * days) / sets));
    this.deal(low, high, this.topCount);
  }

  /** Make buckets from `low`, the earliest time of all, to `high`, for `count` events, and move what they cover from the top to them. */
  private deal(low: number, high: number, count: number): void {
    this.crowded = 0;
    this.dealtAt = this.now;
    this.dealtSets = this.scheduled;
    const range = Math.min(high - low, Number.MAX_VALUE);
    const buckets = range > 0 ? BUCKETS_PER_EVENT * count : 1;
    if (buckets > this.first.length) this.first = new Int32Array(2 * buckets);
    this.start = low;
    this.nearEnd = 0;
    this.bucketCount = buckets;
    this.setLimit(Math.max(MANY, this.pending >> 4));
    // half a bucket to spare keeps `high` inside; when all tie, one bucket narrower than the distance to the next double
    this.inverseWidth = Math.min(range > 0 ? (buckets - 0.5) / range : 2 ** 60 / Math.max(Math.abs(low), 1), FINEST);
    const { top, doubles, topCount } = this;
    this.topCount = 0;
    for (let i = 0; i < topCount; i++) {
      const timer = top[i];
      const x = (doubles[timer * DOUBLES] - low) * this.inverseWidth;
      if (x < buckets) this.link(timer, x | 0);
      else this.putOnTop(timer);
    }
  }

  /** Set the size that near may reach, and make room for it: inserting then has one bound to look at, not two. */
  private setLimit(limit: number): void {
    this.limit = limit;
    if (limit + 2 <= this.nearTime.length) return;
    this.nearTime = copyTo(new Float64Array(2 * limit), this.nearTime);
    this.nearTimer = copyTo(new Int32Array(2 * limit), this.nearTimer);
  }

  private growTimers(timer: number): void {
    let length = this.place.length * 2;
    while (length <= timer) length *= 2;
    this.place = copyTo(new Int32Array(length), this.place);
    this.doubles = copyTo(new Float64Array(length * DOUBLES), this.doubles);
    this.ints = new Int32Array(this.doubles.buffer);
  }
}

function copyTo<T extends Float64Array | Int32Array>(to: T, from: T): T {
  to.set(from);
  return to;
}
