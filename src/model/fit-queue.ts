/**
 * A waiting line in order of (rank, since, number), that also finds the first in line whose hours fit. A treap over typed arrays
 * by person: joining, leaving and finding each cost the logarithm of the line's length, so that matching freed hours to a
 * list never scans it. Shape is decided by a hash of the person's number: the same line gives the same answers in any order of joining.
 *
 * Inside, a person is a node: the columns of a node stand side by side, as those of people do.
 */
import { ROW } from './people.js';

const NONE = -1;
/** Columns of a node. */
const WIDTH = 4;
const STEP = ROW / WIDTH;

export class FitQueue {
  /** person at the root of each line */
  private readonly root: Int32Array;
  private readonly size: Int32Array;
  private line = new Int32Array(0);
  private left = new Int32Array(0);
  private right = new Int32Array(0);
  private rank = new Int32Array(0);
  /** least hours in the subtree */
  private least = new Float64Array(0);
  private hours = new Float64Array(0);
  private since = new Float64Array(0);

  constructor(lines: number) {
    this.root = new Int32Array(lines).fill(NONE);
    this.size = new Int32Array(lines);
  }

  reset(): void {
    this.root.fill(NONE);
    this.size.fill(0);
    this.line.fill(NONE);
  }

  length(line: number): number {
    return this.size[line]!;
  }

  /** Line that someone is in. */
  lineOf(person: number): number {
    return this.line[person / STEP]!;
  }

  has(person: number): boolean {
    const node = person / STEP;
    return node < this.line.length && this.line[node] !== NONE;
  }

  /** Join a line: a lower rank goes first, then the earlier `since`, then the lower person number. */
  join(line: number, person: number, rank: number, since: number, hours: number): void {
    const node = person / STEP;
    if (node >= this.line.length) this.grow(node + WIDTH);
    this.rank[node] = rank;
    this.since[node] = since;
    this.hours[node] = hours;
    this.least[node] = hours;
    this.left[node] = NONE;
    this.right[node] = NONE;
    this.line[node] = line;
    this.root[line] = this.insert(this.root[line]!, node);
    this.size[line]!++;
  }

  leave(person: number): void {
    const node = person / STEP;
    const line = this.line[node]!;
    this.root[line] = this.remove(this.root[line]!, node);
    this.line[node] = NONE;
    this.size[line]!--;
  }

  /** First in line, or -1. */
  head(line: number): number {
    let i = this.root[line]!;
    if (i === NONE) return NONE;
    while (this.left[i] !== NONE) i = this.left[i]!;
    return i * STEP;
  }

  /** First in line whose hours are at most `most`, or -1. */
  firstFitting(line: number, most: number): number {
    let i = this.root[line]!;
    if (i === NONE || this.least[i]! > most) return NONE;
    for (;;) {
      const l = this.left[i]!;
      if (l !== NONE && this.least[l]! <= most) i = l;
      else if (this.hours[i]! <= most) return i * STEP;
      else i = this.right[i]!;
    }
  }

  /** Of two people in lines (either may be -1), the one who goes first. */
  earlier(a: number, b: number): number {
    if (a === NONE) return b;
    if (b === NONE) return a;
    return this.before(a / STEP, b / STEP) ? a : b;
  }

  private before(a: number, b: number): boolean {
    if (this.rank[a] !== this.rank[b]) return this.rank[a]! < this.rank[b]!;
    if (this.since[a] !== this.since[b]) return this.since[a]! < this.since[b]!;
    return a < b;
  }

  /** Heap order of the treap: a hash, so that the tree is balanced in expectation whatever the order of joining. */
  private above(a: number, b: number): boolean {
    return Math.imul(a + 1, 0x9e3779b1) >>> 0 < Math.imul(b + 1, 0x9e3779b1) >>> 0;
  }

  private update(i: number): void {
    let m = this.hours[i]!;
    const l = this.left[i]!;
    const r = this.right[i]!;
    if (l !== NONE && this.least[l]! < m) m = this.least[l]!;
    if (r !== NONE && this.least[r]! < m) m = this.least[r]!;
    this.least[i] = m;
  }

  private insert(top: number, node: number): number {
    if (top === NONE) return node;
    if (this.before(node, top)) {
      const child = this.insert(this.left[top]!, node);
      this.left[top] = child;
      if (this.above(child, top)) {
        this.left[top] = this.right[child]!;
        this.right[child] = top;
        this.update(top);
        this.update(child);
        return child;
      }
    } else {
      const child = this.insert(this.right[top]!, node);
      this.right[top] = child;
      if (this.above(child, top)) {
        this.right[top] = this.left[child]!;
        this.left[child] = top;
        this.update(top);
        this.update(child);
        return child;
      }
    }
    this.update(top);
    return top;
  }

  private remove(top: number, node: number): number {
    if (top === node) return this.merge(this.left[top]!, this.right[top]!);
    if (this.before(node, top)) this.left[top] = this.remove(this.left[top]!, node);
    else this.right[top] = this.remove(this.right[top]!, node);
    this.update(top);
    return top;
  }

  private merge(a: number, b: number): number {
    if (a === NONE) return b;
    if (b === NONE) return a;
    if (this.above(a, b)) {
      this.right[a] = this.merge(this.right[a]!, b);
      this.update(a);
      return a;
    }
    this.left[b] = this.merge(a, this.left[b]!);
    this.update(b);
    return b;
  }

  private grow(least: number): void {
    const n = Math.max(least, this.line.length * 2, 1024 * WIDTH);
    const ints = new Int32Array(n).fill(NONE);
    ints.set(this.line);
    this.line = ints;
    this.left = ints.subarray(1);
    this.right = ints.subarray(2);
    this.rank = ints.subarray(3);
    const doubles = new Float64Array(n);
    doubles.set(this.least);
    this.least = doubles;
    this.hours = doubles.subarray(1);
    this.since = doubles.subarray(2);
  }
}
