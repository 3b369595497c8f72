/** A figure of each column for each replication, in bounded memory where there is somewhere else to put them. */

/** A place outside memory, handed in because nothing here touches a file. Bytes are appended, and read back from where they are. */
export interface Spill {
  append(bytes: Uint8Array): void;
  read(at: number, into: Uint8Array): void;
}

/** Most replications in a block, and most bytes of one. */
const MOST_IN_BLOCK = 64;
const BLOCK_BYTES = 16 * 2 ** 20;

/** Columns that stand side by side in a block, replication by replication: a line of the processor's cache or two. */
const TILE = 16;

/** Most bytes of finished blocks in memory, where there is a spill: some 100 futures of a full scenario. */
const MOST_BYTES = 4 * 2 ** 20;

export interface FigureTableOptions {
  /** where blocks go that do not fit into memory; without one they stay in memory */
  readonly spill?: Spill | undefined;
  /** most bytes of finished blocks in memory, where there is a spill */
  readonly mostBytes?: number;
  /** in single precision */
  readonly single?: boolean;
}

export class FigureTable {
  readonly columns: number;
  /** columns, to whole tiles */
  readonly #padded: number;
  readonly #Values: Float32ArrayConstructor | Float64ArrayConstructor;
  readonly #spill: Spill | undefined;
  readonly #block: number;
  readonly #mostBlocks: number;
  readonly #inMemory: (Float32Array | Float64Array)[] = [];
  #filling: Float32Array | Float64Array;
  #length = 0;

  constructor(columns: number, { spill, mostBytes = MOST_BYTES, single = false }: FigureTableOptions = {}) {
    this.columns = columns;
    this.#Values = single ? Float32Array : Float64Array;
    this.#spill = spill;
    this.#padded = Math.ceil(Math.max(1, columns) / TILE) * TILE;
    const rowBytes = this.#Values.BYTES_PER_ELEMENT * this.#padded;
    this.#block = Math.max(1, Math.min(MOST_IN_BLOCK, Math.floor(BLOCK_BYTES / rowBytes)));
    this.#mostBlocks = spill === undefined ? Number.POSITIVE_INFINITY : Math.floor(mostBytes / (rowBytes * this.#block));
    this.#filling = new this.#Values(this.#padded * this.#block);
  }

  /** Replications. */
  get length(): number {
    return this.#length;
  }

  /** Adds a replication: a value for each column. */
  push(row: ArrayLike<number>): void {
    const block = this.#block;
    const filling = this.#filling;
    const at = this.#length % block;
    for (let tile = 0; tile < this.columns; tile += TILE) {
      const start = tile * block + at * TILE;
      const width = Math.min(TILE, this.columns - tile);
      for (let i = 0; i < width; i++) filling[start + i] = row[tile + i]!;
    }
    this.#length++;
    if (at < block - 1) return;
    if (this.#inMemory.length < this.#mostBlocks) {
      this.#inMemory.push(filling);
      this.#filling = new this.#Values(this.#padded * block);
    } else this.#spill!.append(new Uint8Array(filling.buffer));
  }

  /** Values of a column over replications [from, to), counted from 0. */
  values(column: number, from = 0, to = this.#length): Float64Array {
    return this.valuesOf(column, 1, from, to);
  }

  /** Values of columns [first, first + count) over replications [from, to), column after column. */
  valuesOf(first: number, count: number, from = 0, to = this.#length): Float64Array {
    const block = this.#block;
    const values = new Float64Array(count * (to - from));
    const before = first - (first % TILE);
    const wide = Math.ceil((first + count - before) / TILE) * TILE;
    for (let b = Math.floor(from / block); b * block < to; b++) {
      const part = this.#read(b, before * block, wide * block);
      const [start, end] = [Math.max(from, b * block), Math.min(to, (b + 1) * block)];
      for (let c = 0; c < count; c++) {
        const inTile = (first + c) % TILE;
        const at = (first + c - before - inTile) * block + inTile - b * block * TILE;
        for (let r = start; r < end; r++) values[c * (to - from) + r - from] = part[at + r * TILE]!;
      }
    }
    return values;
  }

  #read(block: number, at: number, count: number): Float32Array | Float64Array {
    const full = Math.floor(this.#length / this.#block);
    const kept = block >= full ? this.#filling : this.#inMemory[block];
    if (kept !== undefined) return kept.subarray(at, at + count);
    const values = new this.#Values(count);
    const offset = values.BYTES_PER_ELEMENT * ((block - this.#inMemory.length) * this.#padded * this.#block + at);
    this.#spill!.read(offset, new Uint8Array(values.buffer));
    return values;
  }
}
