/**
 * Distributions of many cells over any number of replications in memory fixed from the start: for each cell a histogram of equal
 * buckets, whose width is the least power of two at which the cell's values lie within so many buckets. When a value falls outside,
 * buckets are merged two by two. The width depends on the values alone, not on the order in which they came, and so does all else:
 * the same values in any order, dealt to any number of workers, give the same bytes.
 *
 * Width halved would need more buckets than there are, so it is at most 2 (greatest - least) / (buckets - 2); a value is read as the
 * middle of its bucket, and a quantile lies within half a width of the exact one: see {@link errorOf}. Where all values of a cell are
 * multiples of the width, as counts mostly are, it is exact.
 */

/** Farthest that a quantile may lie from the exact one, as a share of the distance between the least and the greatest value. */
export function errorOf(buckets: number): number {
  return 1 / (buckets - 2);
}

const LEAST_BUCKETS = 16;
const MOST_BUCKETS = 256;

/** Buckets a cell gets: the power of two that fits, within reason. */
export function bucketsFor(cells: number, budgetBytes: number): number {
  let buckets = MOST_BUCKETS;
  while (buckets > LEAST_BUCKETS && buckets * cells * 4 > budgetBytes) buckets /= 2;
  return buckets;
}

/** Bucket numbers are kept in 31 bits: width is never below the greatest value times 2^-30. */
const NUMBER_BITS = 30;
/** Exponent of the least positive number in single precision. */
const LEAST_EXPONENT = -149;

/** Counts take two bytes until one might be greater. */
const MOST_IN_16_BITS = 65_535;

/** Every power of two that a number of single precision may have divides 0. */
const OF_ZERO = 127;

const bits = new DataView(new ArrayBuffer(4));

/** Exponent of the greatest power of two in a number of single precision, and of the greatest that divides it. */
function exponentsOf(value: number): { top: number; grain: number } {
  bits.setFloat32(0, value);
  const raw = bits.getUint32(0);
  const biased = (raw >>> 23) & 0xff;
  const fraction = biased === 0 ? raw & 0x7fffff : (raw & 0x7fffff) | 0x800000;
  if (fraction === 0) return { top: LEAST_EXPONENT, grain: OF_ZERO };
  const low = Math.max(biased, 1) - 150;
  return { top: low + 31 - Math.clz32(fraction), grain: low + 31 - Math.clz32(fraction & -fraction) };
}

/** 2^exponent, exactly. */
function powerOfTwo(exponent: number): number {
  let power = 1;
  for (let i = 0; i < Math.abs(exponent); i++) power *= exponent < 0 ? 0.5 : 2;
  return power;
}

const POWERS = Float64Array.from({ length: 400 }, (_, i) => powerOfTwo(i - 200));
const power = (exponent: number): number => POWERS[exponent + 200]!;

export class Sketch {
  /** counts[cell * buckets + (number of the bucket, modulo buckets)] */
  #counts: Uint16Array | Uint32Array;
  /** 1 / width of each cell's buckets, and width's exponent */
  readonly #scale: Float64Array;
  readonly #exponent: Int16Array;
  /** numbers of the lowest and highest bucket that holds a value */
  readonly #lowest: Int32Array;
  readonly #highest: Int32Array;
  /** exponent of the greatest power of two that divides all values of the cell */
  readonly #grain: Int16Array;
  readonly #n: Uint32Array;

  constructor(
    readonly cells: number,
    readonly buckets: number,
  ) {
    this.#counts = new Uint16Array(cells * buckets);
    this.#scale = new Float64Array(cells);
    this.#exponent = new Int16Array(cells);
    this.#lowest = new Int32Array(cells);
    this.#highest = new Int32Array(cells);
    this.#grain = new Int16Array(cells).fill(OF_ZERO);
    this.#n = new Uint32Array(cells);
  }

  /** Adds one replication; NaN is no value. */
  add(values: ArrayLike<number>): void {
    for (let cell = 0; cell < this.cells; cell++) this.put(cell, Math.fround(values[cell]!));
  }

  /** Adds a value of a cell, in single precision; NaN is none. */
  put(cell: number, value: number): void {
    if (Number.isNaN(value)) return;
    const grains = value * power(-this.#grain[cell]!);
    if (grains !== Math.floor(grains)) this.#grain[cell] = exponentsOf(value).grain;
    if (this.#n[cell] === 0) this.#begin(cell, value);
    let number = Math.floor(value * this.#scale[cell]!);
    if (!(number >= this.#lowest[cell]! && number <= this.#highest[cell]!)) number = this.#widen(cell, value);
    if (this.#n[cell] === MOST_IN_16_BITS && this.#counts instanceof Uint16Array) this.#counts = new Uint32Array(this.#counts);
    this.#counts[cell * this.buckets + (number & (this.buckets - 1))]! += 1;
    this.#n[cell]! += 1;
  }

  /** Values of a cell. */
  n(cell: number): number {
    return this.#n[cell]!;
  }

  /** True when all values of a cell are 0, or there are none. */
  isBlank(cell: number): boolean {
    return this.#grain[cell] === OF_ZERO;
  }

  /** Quantile by straight lines between order statistics (type 7), each read as the middle of its bucket; NaN without values. */
  quantile(cell: number, p: number): number {
    const n = this.#n[cell]!;
    if (n === 0) return Number.NaN;
    const place = (n - 1) * p;
    const below = Math.floor(place);
    const low = this.#ranked(cell, below);
    const high = this.#ranked(cell, Math.min(n - 1, below + 1));
    return low === high ? low : low + (place - below) * (high - low);
  }

  /** The value of a rank, from 0. */
  #ranked(cell: number, rank: number): number {
    const mask = this.buckets - 1;
    let seen = 0;
    for (let number = this.#lowest[cell]!; number <= this.#highest[cell]!; number++) {
      seen += this.#counts[cell * this.buckets + (number & mask)]!;
      if (seen > rank) return this.#read(cell, number);
    }
    return Number.NaN;
  }

  #read(cell: number, number: number): number {
    const isExact = this.#grain[cell]! >= this.#exponent[cell]!;
    return (number + (isExact ? 0 : 0.5)) * power(this.#exponent[cell]!);
  }

  #setWidth(cell: number, exponent: number): void {
    this.#exponent[cell] = exponent;
    this.#scale[cell] = power(-exponent);
  }

  #begin(cell: number, value: number): void {
    this.#setWidth(cell, exponentsOf(value).top - NUMBER_BITS + 1);
    this.#lowest[cell] = this.#highest[cell] = Math.floor(value * this.#scale[cell]!);
  }

  /** Makes room for a value outside the cell's buckets. @returns the number of its bucket */
  #widen(cell: number, value: number): number {
    const least = exponentsOf(value).top - NUMBER_BITS + 1;
    for (;;) {
      const number = Math.floor(value * this.#scale[cell]!);
      const lowest = Math.min(number, this.#lowest[cell]!);
      const highest = Math.max(number, this.#highest[cell]!);
      if (this.#exponent[cell]! >= least && highest - lowest < this.buckets) {
        this.#lowest[cell] = lowest;
        this.#highest[cell] = highest;
        return number;
      }
      this.#double(cell);
    }
  }

  /** Merges buckets two by two. */
  #double(cell: number): void {
    const { buckets } = this;
    const mask = buckets - 1;
    const counts = this.#counts.subarray(cell * buckets, (cell + 1) * buckets);
    const before = counts.slice();
    const lowest = this.#lowest[cell]!;
    counts.fill(0);
    for (let number = lowest; number <= this.#highest[cell]!; number++) counts[(number >> 1) & mask]! += before[number & mask]!;
    this.#lowest[cell] = lowest >> 1;
    this.#highest[cell] = this.#highest[cell]! >> 1;
    this.#setWidth(cell, this.#exponent[cell]! + 1);
  }
}
