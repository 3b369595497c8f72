/**
 * Random numbers: keyed, stateless draws and the laws they are drawn from.
 *
 * A draw is a pure function of (seed, replication, stream, person, purpose, index): nothing is consumed, so a draw that one
 * policy makes and another does not shifts no other draw. Names become keys through seedrandom's alea, once, at set-up;
 * the draws themselves are Threefry-2x32 blocks of those keys.
 *
 * May import: nothing of ours (npm: seedrandom).
 * Invariants: same key, same bits, on every machine and Node version (no Math.pow, no `**`, no trigonometry in this folder);
 * uniforms lie strictly between 0 and 1; every law is drawn with one uniform and is monotone non-decreasing in it.
 */
import seedrandom from 'seedrandom';

const TWO_POW_MINUS_32 = 2.3283064365386963e-10;
const TWO_POW_MINUS_52 = 2.220446049250313e-16;
/** Key-schedule parity word of Threefry-2x32. */
const PARITY = 0x1bd11bda;

/**
 * Counter-based generator: each block is a function of its key and counter alone.
 *
 * @source Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3. SC'11, doi:10.1145/2063384.2063405
 */
export class Draws {
  /** First word of the last block, int32. */
  hi = 0;
  /** Second word of the last block, int32. */
  lo = 0;
  /** When true, `uniform` gives 1 - u in place of u (antithetic futures); blocks, and so keys, stay as they are. */
  antithetic: boolean;

  constructor(antithetic = false) {
    this.antithetic = antithetic;
  }

  /**
   * Threefry-2x32, 20 rounds: sets `hi` and `lo` from key (k0, k1) and counter (c0, c1). Allocates nothing.
   * All four words are taken modulo 2^32. Unrolled: rotations by a constant are single instructions.
   */
  // biome-ignore format: one mixing round to a line shows the rotations as published
  block(k0: number, k1: number, c0: number, c1: number): void {
    // `| 0` at the door tells the compiler that every sum below is of int32 words; without it they become doubles (50 ns in place of 30 for a key and a draw).
    const key0 = k0 | 0;
    const key1 = k1 | 0;
    const key2 = PARITY ^ key0 ^ key1;
    let x = ((c0 | 0) + key0) | 0;
    let y = ((c1 | 0) + key1) | 0;
    x = (x + y) | 0; y = ((y << 13) | (y >>> 19)) ^ x;
    x = (x + y) | 0; y = ((y << 15) | (y >>> 17)) ^ x;
    x = (x + y) | 0; y = ((y << 26) | (y >>> 6)) ^ x;
    x = (x + y) | 0; y = ((y << 6) | (y >>> 26)) ^ x;
    x = (x + key1) | 0; y = (y + key2 + 1) | 0;
    x = (x + y) | 0; y = ((y << 17) | (y >>> 15)) ^ x;
    x = (x + y) | 0; y = ((y << 29) | (y >>> 3)) ^ x;
    x = (x + y) | 0; y = ((y << 16) | (y >>> 16)) ^ x;
    x = (x + y) | 0; y = ((y << 24) | (y >>> 8)) ^ x;
    x = (x + key2) | 0; y = (y + key0 + 2) | 0;
    x = (x + y) | 0; y = ((y << 13) | (y >>> 19)) ^ x;
    x = (x + y) | 0; y = ((y << 15) | (y >>> 17)) ^ x;
    x = (x + y) | 0; y = ((y << 26) | (y >>> 6)) ^ x;
    x = (x + y) | 0; y = ((y << 6) | (y >>> 26)) ^ x;
    x = (x + key0) | 0; y = (y + key1 + 3) | 0;
    x = (x + y) | 0; y = ((y << 17) | (y >>> 15)) ^ x;
    x = (x + y) | 0; y = ((y << 29) | (y >>> 3)) ^ x;
    x = (x + y) | 0; y = ((y << 16) | (y >>> 16)) ^ x;
    x = (x + y) | 0; y = ((y << 24) | (y >>> 8)) ^ x;
    x = (x + key1) | 0; y = (y + key2 + 4) | 0;
    x = (x + y) | 0; y = ((y << 13) | (y >>> 19)) ^ x;
    x = (x + y) | 0; y = ((y << 15) | (y >>> 17)) ^ x;
    x = (x + y) | 0; y = ((y << 26) | (y >>> 6)) ^ x;
    x = (x + y) | 0; y = ((y << 6) | (y >>> 26)) ^ x;
    this.hi = (x + key2) | 0;
    this.lo = (y + key0 + 5) | 0;
  }

  /**
   * Uniform on the open interval (0, 1), from the block of key (k0, k1) and counter (purpose, index).
   *
   * The value is an odd multiple of 2^-53, from 2^-53 to 1 - 2^-53: never 0 or 1, and 1 - u is exact and of the same kind.
   */
  uniform(k0: number, k1: number, purpose: number, index: number): number {
    this.block(k0, k1, purpose, index);
    const u = (this.hi >>> 0) * TWO_POW_MINUS_32 + ((this.lo >>> 12) + 0.5) * TWO_POW_MINUS_52;
    return this.antithetic ? 1 - u : u;
  }
}

/** alea's first draws repeat between names about 16 times too often, so four of its words are mixed by one Threefry block. */
function keyOf(text: string): Draws {
  const alea = seedrandom.alea(text);
  const mixed = new Draws();
  mixed.block(alea.int32(), alea.int32(), alea.int32(), alea.int32());
  return mixed;
}

/**
 * 32-bit key of a purpose ("duration:reablement"), made from its name alone, so that adding a purpose moves no other.
 *
 * @returns an int32, to be passed to `Draws.uniform`
 */
export function purposeKey(name: string): number {
  return keyOf(`purpose/${name}`).hi;
}

/**
 * Two int32 words for a named stream of one replication. A person's key is the block of these words and counter
 * (arrival number, 0).
 *
 * @param seed - whole number, the base seed; never derived from a scenario's name
 * @param replication - whole number
 * @throws RangeError when seed or replication is not a safe whole number
 */
export function streamKey(seed: number, replication: number, stream: string): [number, number] {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be a whole number, not ${seed}`);
  if (!Number.isSafeInteger(replication)) throw new RangeError(`replication must be a whole number, not ${replication}`);
  const key = keyOf(`stream/${seed}/${replication}/${stream}`);
  return [key.hi, key.lo];
}
