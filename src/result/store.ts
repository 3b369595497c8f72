/** Where values of replications are kept until the end of the run. Memory is a decision, so it lives in this one file. */

/** Values a fan of quantiles may be taken from, in bytes: 256 MB is about 300 futures of a full scenario over three years. */
const SAMPLE_BYTES = 256 * 2 ** 20;

/**
 * Weekly values of all series: means are exact (sums in replication order, in double precision), quantiles come from values kept in
 * single precision of the first `capacity` replications, as many as the budget holds. Which they are depends on the scenario alone,
 * never on the machine.
 */
export class WeeklyStore {
  readonly capacity: number;
  readonly #sums: Float64Array;
  readonly #counts: Uint32Array;
  readonly #kept: Float32Array[] = [];

  constructor(
    readonly cells: number,
    budgetBytes: number = SAMPLE_BYTES,
  ) {
    this.capacity = Math.max(1, Math.floor(budgetBytes / (4 * Math.max(1, cells))));
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
    if (this.#kept.length < this.capacity) this.#kept.push(Float32Array.from(values));
  }

  /** Replications that quantiles are taken from. */
  get kept(): number {
    return this.#kept.length;
  }

  mean(cell: number): number | null {
    const count = this.#counts[cell]!;
    return count === 0 ? null : this.#sums[cell]! / count;
  }

  /** Value of a kept replication (0-based, in replication order); NaN is no value. */
  value(kept: number, cell: number): number {
    return this.#kept[kept]![cell]!;
  }

  /** Kept values of the cells from `first` on, `out[cell * kept + replication]`, as many cells as `out` holds. Adds to what is there, times `sign`. */
  addBlock(first: number, sign: 1 | -1, out: Float64Array, kept = this.kept): void {
    const cells = out.length / Math.max(1, kept);
    for (let r = 0; r < kept; r++) {
      const values = this.#kept[r]!;
      for (let c = 0; c < cells; c++) out[c * kept + r]! += sign * values[first + c]!;
    }
  }
}
