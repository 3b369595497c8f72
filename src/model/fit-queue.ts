/**
 * A waiting line in order of (rank, since, number), that also finds the first in line whose hours fit. A treap over typed arrays
 * indexed by person: joining, leaving and finding each cost the logarithm of the line's length, so that matching freed hours to a
 * list never scans it. Shape is decided by a hash of the person's number: the same line gives the same answers in any order of joining.
 */
const NONE = -1;

export class FitQueue {
  /** person at the root of each line */
  private readonly root: Int32Array;
  private readonly size: Int32Array;
  private left = new Int32Array(0);
  private right = new Int32Array(0);
  /** least hours in the subtree */
  private least = new Float64Array(0);
  private hours = new Float64Array(0);
  private rank = new Int32Array(0);
  private since = new Float64Array(0);
  private line = new Int32Array(0);

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
    return this.line[person]!;
  }

  has(person: number): boolean {
    return person < this.line.length && this.line[person] !== NONE;
  }

  /** Join a line: a lower rank goes first, then the earlier `since`, then the lower person number. */
  join(line: number, person: number, rank: number, since: number, hours: number): void {
    if (person >= this.line.length) this.grow(person + 1);
    this.rank[person] = rank;
    this.since[person] = since;
    this.hours[person] = hours;
    this.least[person] = hours;
    this.left[person] = NONE;
    this.right[person] = NONE;
    this.line[person] = line;
    this.root[line] = this.insert(this.root[line]!, person);
    this.size[line]!++;
  }

  leave(person: number): void {
    const line = this.line[person]!;
    this.root[line] = this.remove(this.root[line]!, person);
    this.line[person] = NONE;
    this.size[line]!--;
  }

  /** First in line, or -1. */
  head(line: number): number {
    let i = this.root[line]!;
    if (i === NONE) return NONE;
    while (this.left[i] !== NONE) i = this.left[i]!;
    return i;
  }

  /** First in line whose hours are at most `most`, or -1. */
  firstFitting(line: number, most: number): number {
    let i = this.root[line]!;
    if (i === NONE || this.least[i]! > most) return NONE;
    for (;;) {
      const l = this.left[i]!;
      if (l !== NONE && this.least[l]! <= most) i = l;
      else if (this.hours[i]! <= most) return i;
      else i = this.right[i]!;
    }
  }

  /** Of two people in lines (either may be -1), the one who goes first. */
  earlier(a: number, b: number): number {
    if (a === NONE) return b;
    if (b === NONE) return a;
    return this.before(a, b) ? a : b;
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

  private insert(top: number, person: number): number {
    if (top === NONE) return person;
    if (this.before(person, top)) {
      const child = this.insert(this.left[top]!, person);
      this.left[top] = child;
      if (this.above(child, top)) {
        this.left[top] = this.right[child]!;
        this.right[child] = top;
        this.update(top);
        this.update(child);
        return child;
      }
    } else {
      const child = this.insert(this.right[top]!, person);
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

  private remove(top: number, person: number): number {
    if (top === person) return this.merge(this.left[top]!, this.right[top]!);
    if (this.before(person, top)) this.left[top] = this.remove(this.left[top]!, person);
    else this.right[top] = this.remove(this.right[top]!, person);
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
    const n = Math.max(least, this.line.length * 2, 1024);
    const int = (old: Int32Array) => {
      const grown = new Int32Array(n).fill(NONE);
      grown.set(old);
      return grown;
    };
    const float = (old: Float64Array) => {
      const grown = new Float64Array(n);
      grown.set(old);
      return grown;
    };
    this.left = int(this.left);
    this.right = int(this.right);
    this.rank = int(this.rank);
    this.line = int(this.line);
    this.least = float(this.least);
    this.hours = float(this.hours);
    this.since = float(this.since);
  }
}
