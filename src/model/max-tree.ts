/**
 * Numbers in an order, such as the spare hours of an area's providers in the order in which brokers ask them: a tree of maxima, so that
 * the next provider with room is found in the logarithm of their number and 'nobody has room' is one look.
 */
export class MaxTree {
  readonly length: number;
  private readonly base: number;
  private readonly tree: Float64Array;

  constructor(length: number) {
    this.length = length;
    let base = 1;
    while (base < length) base *= 2;
    this.base = base;
    this.tree = new Float64Array(base * 2).fill(Number.NEGATIVE_INFINITY);
  }

  get max(): number {
    return this.tree[1]!;
  }

  set(position: number, value: number): void {
    const { tree } = this;
    let i = this.base + position;
    if (tree[i] === value) return;
    tree[i] = value;
    for (i >>= 1; i >= 1; i >>= 1) {
      const m = Math.max(tree[i * 2]!, tree[i * 2 + 1]!);
      if (tree[i] === m) return;
      tree[i] = m;
    }
  }

  /** First position in [from, to) whose value is at least `least`, or -1. */
  firstAtLeast(from: number, to: number, least: number): number {
    if (from >= to) return -1;
    const { tree, base } = this;
    let i = base + from;
    if (tree[i]! < least) {
      // climb until a right neighbour's subtree holds one
      for (;;) {
        while ((i & 1) === 1) i >>= 1;
        if (i <= 1) return -1;
        i++;
        if (tree[i]! >= least) break;
      }
      while (i < base) i = tree[i * 2]! >= least ? i * 2 : i * 2 + 1;
    }
    const position = i - base;
    return position < to ? position : -1;
  }
}
