/** A figure of each column for each replication, in bounded memory where there is somewhere else to put them. */

/** A place outside memory, handed in because nothing here touches a file. Bytes are appended, and read back from where they are. */
export interface Spill {
  append(bytes: Uint8Array): void;
  read(at: number, into: Uint8Array): void;
}

/** Replications in a block; inside it the values of a column stand together. */
const BLOCK = 64;

/** Most bytes of finished blocks in memory, where there is a spill: some 1,700 futures of a full scenario. */
const MOST_BYTES = 64 * 2 ** 20;

export class FigureTable {
  readonly columns: number;
  readonly #spill: Spill | undefined;
  readonly #mostBlocks: number;
  readonly #inMemory: Float64Array[] = [];
  #filling: Float64Array;
  #length = 0;

  constructor(columns: number, spill?: Spill, mostBytes = MOST_BYTES) {
    this.columns = columns;
    this.#spill = spill;
    this.#mostBlocks = spill === undefined ? Number.POSITIVE_INFINITY : Math.floor(mostBytes / (8 * BLOCK * Math.max(1, columns)));
    this.#filling = new Float64Array(columns * BLOCK);
  }

  /** Replications. */
  get length(): number {
    return this.#length;
  }

  /** Adds a replication: a value for each column. */
  push(row: ArrayLike<number>): void {
    const at = this.#length % BLOCK;
    for (let c = 0; c < this.columns; c++) this.#filling[c * BLOCK + at] = row[c]!;
    this.#length++;
    if (at < BLOCK - 1) return;
    if (this.#inMemory.length < this.#mostBlocks) {
      this.#inMemory.push(this.#filling);
      this.#filling = new Float64Array(this.columns * BLOCK);
    } else this.#spill!.append(new Uint8Array(this.#filling.buffer));
  }

  /** Values of a column over replications [from, to), counted from 0. */
  values(column: number, from = 0, to = this.#length): Float64Array {
    const values = new Float64Array(to - from);
    for (let block = Math.floor(from / BLOCK); block * BLOCK < to; block++) {
      const start = Math.max(from, block * BLOCK);
      const end = Math.min(to, (block + 1) * BLOCK);
      this.#read(block, column * BLOCK + (start - block * BLOCK), values.subarray(start - from, end - from));
    }
    return values;
  }

  #read(block: number, at: number, into: Float64Array): void {
    const full = Math.floor(this.#length / BLOCK);
    const kept = block >= full ? this.#filling : this.#inMemory[block];
    if (kept !== undefined) into.set(kept.subarray(at, at + into.length));
    else {
      const offset = 8 * ((block - this.#inMemory.length) * this.columns * BLOCK + at);
      this.#spill!.read(offset, new Uint8Array(into.buffer, into.byteOffset, into.byteLength));
    }
  }
}
