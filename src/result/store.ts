/** Where weekly values of replications are kept until the end of the run. Memory is a decision, so it lives in this one file. */
import { quantile } from '../stats/quantile.js';
import { bucketsFor, errorOf, Sketch } from './sketch.js';

/** Memory for the values that quantiles are taken from: 256 MB hold 525 futures of a full scenario over three years. */
const SAMPLE_BYTES = 256 * 2 ** 20;

/** Replications whose weekly values are kept whole, to be shown one by one. */
const SHOWN = 5;

/** Values of one cell over replications, those that are none left out. */
export interface Distribution {
  readonly n: number;
  /** every value is 0, or there are none */
  readonly isBlank: boolean;
  /** quantile by straight lines between order statistics (type 7); NaN without values */
  quantile(p: number): number;
}

/**
 * Weekly values of all series in bounded memory. Means are exact (sums in replication order, in double precision). Quantiles are
 * taken from values in single precision: exact while all of them fit into the budget, from a {@link Sketch} of half the budget when
 * there are more. Which of the two depends on the scenario and on the number of replications, never on the machine.
 */
export class WeeklyStore {
  /** replications that are kept exactly */
  readonly capacity: number;
  readonly #sums: Float64Array;
  readonly #counts: Uint32Array;
  readonly #shown: Float32Array[] = [];
  readonly #buckets: number;
  /** all replications while they fit, else none */
  #kept: Float32Array[] = [];
  #sketch: Sketch | null = null;

  constructor(
    readonly cells: number,
    budgetBytes: number = SAMPLE_BYTES,
  ) {
    this.capacity = Math.max(1, Math.floor(budgetBytes / (4 * Math.max(1, cells))));
    this.#buckets = bucketsFor(cells, budgetBytes / 2);
    this.#sums = new Float64Array(cells);
    this.#counts = new Uint32Array(cells);
  }

  /** Adds one replication; NaN is no value. */
  add(values: Float64Array): void {
    for (let i = 0; i < this.cells; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) continue;
      this.#sums[i]! += value;
      this.#counts[i]! += 1;
    }
    const row = Float32Array.from(values);
    if (this.#shown.length < SHOWN) this.#shown.push(row);
    if (this.#sketch === null && this.#kept.length === this.capacity) this.#sketch = this.#sketched();
    if (this.#sketch === null) this.#kept.push(row);
    else this.#sketch.add(row);
  }

  #sketched(): Sketch {
    const sketch = new Sketch(this.cells, this.#buckets);
    for (const row of this.#kept) sketch.add(row);
    this.#kept = [];
    return sketch;
  }

  /** Farthest that a quantile may lie from the exact one, as a share of the distance between the least and the greatest value; 0: exact. */
  get quantileError(): number {
    return this.#sketch === null ? 0 : errorOf(this.#buckets);
  }

  /** Replications that are kept whole: the first few. */
  get shown(): number {
    return this.#shown.length;
  }

  /** Value of a replication that is kept whole (0-based, in replication order); NaN is no value. */
  value(shown: number, cell: number): number {
    return this.#shown[shown]![cell]!;
  }

  /** Values that the cell has. */
  count(cell: number): number {
    return this.#counts[cell]!;
  }

  mean(cell: number): number | null {
    const count = this.#counts[cell]!;
    return count === 0 ? null : this.#sums[cell]! / count;
  }

  /** Distributions of so many cells from `first` on. */
  distributions(first: number, cells: number): Distribution[] {
    const sketch = this.#sketch;
    if (sketch === null) return this.#exact(first, cells);
    return Array.from({ length: cells }, (_, i) => {
      const cell = first + i;
      return { n: sketch.n(cell), isBlank: sketch.isBlank(cell), quantile: (p) => sketch.quantile(cell, p) };
    });
  }

  #exact(first: number, cells: number): Distribution[] {
    const kept = this.#kept.length;
    const block = new Float64Array(cells * kept);
    for (let r = 0; r < kept; r++) {
      const values = this.#kept[r]!;
      for (let c = 0; c < cells; c++) block[c * kept + r] = values[first + c]!;
    }
    return Array.from({ length: cells }, (_, c) => {
      const present = ascending(block.subarray(c * kept, (c + 1) * kept));
      const n = present.length;
      const isBlank = n === 0 || (present[0] === 0 && present[n - 1] === 0);
      return { n, isBlank, quantile: (p) => quantile(present, p) };
    });
  }
}

/** Sorted in place; what is no value is left out. */
function ascending(values: Float64Array): Float64Array {
  const sorted = values.every((value) => value === values[0]) ? values : values.sort();
  let n = sorted.length;
  while (n > 0 && Number.isNaN(sorted[n - 1])) n--;
  return sorted.subarray(0, n);
}
