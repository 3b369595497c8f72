/** Where weekly values of replications are kept until the end of the run. Memory is a decision, so it lives in this one file. */
import { quantile } from '../stats/quantile.js';
import { FigureTable, type Spill } from './figure-table.js';
import { bucketsFor, errorOf, Sketch } from './sketch.js';

/** Bytes of the values that quantiles are taken from: 256 MB hold 525 futures of a full scenario over three years. */
const SAMPLE_BYTES = 256 * 2 ** 20;

/** Cells that are read at a time where all are. */
const AT_A_TIME = 256;

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
  /** all replications while they fit, then a sketch of them */
  #kept: FigureTable | Sketch;

  /** @param spill takes values that are kept exactly but not in memory */
  constructor(
    readonly cells: number,
    budgetBytes: number = SAMPLE_BYTES,
    spill?: Spill,
  ) {
    this.capacity = Math.max(1, Math.floor(budgetBytes / (4 * Math.max(1, cells))));
    this.#buckets = bucketsFor(cells, budgetBytes / 2);
    this.#sums = new Float64Array(cells);
    this.#counts = new Uint32Array(cells);
    this.#kept = new FigureTable(cells, { spill, mostBytes: 0, single: true });
  }

  /** Adds one replication; NaN is no value. */
  add(values: Float64Array): void {
    for (let i = 0; i < this.cells; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) continue;
      this.#sums[i]! += value;
      this.#counts[i]! += 1;
    }
    if (this.#shown.length < SHOWN) this.#shown.push(new Float32Array(values));
    if (this.#kept instanceof FigureTable && this.#kept.length === this.capacity) this.#kept = this.#sketched(this.#kept);
    if (this.#kept instanceof FigureTable) this.#kept.push(values);
    else this.#kept.add(values);
  }

  #sketched(table: FigureTable): Sketch {
    const sketch = new Sketch(this.cells, this.#buckets);
    for (let first = 0; first < this.cells; first += AT_A_TIME) {
      const cells = Math.min(AT_A_TIME, this.cells - first);
      const values = table.valuesOf(first, cells);
      for (let i = 0; i < values.length; i++) sketch.put(first + Math.floor(i / table.length), values[i]!);
    }
    return sketch;
  }

  /** Farthest that a quantile may lie from the exact one, as a share of the distance between the least and the greatest value; 0: exact. */
  get quantileError(): number {
    return this.#kept instanceof Sketch ? errorOf(this.#buckets) : 0;
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
    const kept = this.#kept;
    if (kept instanceof FigureTable) return exact(kept, first, cells);
    return Array.from({ length: cells }, (_, i) => {
      const cell = first + i;
      return { n: kept.n(cell), isBlank: kept.isBlank(cell), quantile: (p) => kept.quantile(cell, p) };
    });
  }
}

function exact(table: FigureTable, first: number, cells: number): Distribution[] {
  const values = table.valuesOf(first, cells);
  // What is no value is left out.
  const ascending = sorter(table.length);
  return Array.from({ length: cells }, (_, c) => {
    const present = ascending(values.subarray(c * table.length, (c + 1) * table.length));
    const n = present.length;
    const isBlank = n === 0 || (present[0] === 0 && present[n - 1] === 0);
    return { n, isBlank, quantile: (p) => quantile(present, p) };
  });
}

/** Sorts so many numbers of single precision at most, in place: by their bits as whole numbers, which takes half the time. */
function sorter(most: number): (values: Float64Array) => Float64Array {
  const single = new Float32Array(most);
  const bits = new Int32Array(single.buffer);
  /** Below 0 bits count downwards but for the sign. */
  const turn = (n: number): void => {
    for (let i = 0; i < n; i++) if (bits[i]! < 0) bits[i]! ^= 0x7fffffff;
  };
  return (values) => {
    if (values.every((value) => value === values[0])) return values;
    let n = 0;
    for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) single[n++] = values[i]!;
    turn(n);
    bits.subarray(0, n).sort();
    turn(n);
    for (let i = 0; i < n; i++) values[i] = single[i]!;
    return values.subarray(0, n);
  };
}
