import { describe, expect, it } from 'vitest';
import { Draws, purposeKey, streamKey } from '../../src/random/draws.js';

const word = (x: number): string => (x >>> 0).toString(16).padStart(8, '0');

describe('Threefry-2x32', () => {
  // Random123 1.14, examples/kat_vectors, threefry2x32 20 rounds: key, counter, answer.
  it.each([
    [0, 0, 0, 0, '6b200159', '99ba4efe'],
    [-1, -1, -1, -1, '1cb996fc', 'bb002be7'],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 'c4923a9c', '483df7a0'],
  ])('meets the published answer for key %i %i and counter %i %i', (k0, k1, c0, c1, hi, lo) => {
    const draws = new Draws();
    draws.block(k0, k1, c0, c1);
    expect([word(draws.hi), word(draws.lo)]).toEqual([hi, lo]);
  });

  it('depends on nothing drawn before', () => {
    const used = new Draws();
    for (let i = 0; i < 100; i++) used.uniform(1, 2, 3, i);
    expect(used.uniform(9, 8, 7, 6)).toBe(new Draws().uniform(9, 8, 7, 6));
  });
});

/** Draws whose block is fixed, to see what the extreme words give. */
class FixedWords extends Draws {
  constructor(private readonly words: [number, number]) {
    super();
  }

  override block(): void {
    [this.hi, this.lo] = this.words;
  }
}

describe('uniform', () => {
  it('never reaches 0 or 1, and 1 - u is as fine at both ends', () => {
    const least = new FixedWords([0, 0]).uniform(0, 0, 0, 0);
    const most = new FixedWords([-1, -1]).uniform(0, 0, 0, 0);
    expect(least).toBe(2 ** -53);
    expect(most).toBe(1 - 2 ** -53);
    expect(1 - most).toBe(least);
  });

  it('is mirrored when antithetic, exactly', () => {
    const plain = new Draws();
    const mirror = new Draws(true);
    for (let i = 0; i < 1000; i++) expect(plain.uniform(5, 6, 7, i) + mirror.uniform(5, 6, 7, i)).toBe(1);
  });

  it('leaves the keys alone when antithetic', () => {
    const plain = new Draws();
    const mirror = new Draws(true);
    plain.block(1, 2, 3, 4);
    mirror.block(1, 2, 3, 4);
    expect([mirror.hi, mirror.lo]).toEqual([plain.hi, plain.lo]);
  });
});

describe('keys', () => {
  it('stay what they are: a change here changes every result', () => {
    expect(streamKey(20261001, 1, 'arrivals:hospital')).toEqual([-1754452014, -435619383]);
    expect(purposeKey('duration:reablement')).toBe(-1935607999);
  });

  it('differ by seed, replication and name, and do not run together', () => {
    const keys = [streamKey(1, 2, 'a'), streamKey(2, 1, 'a'), streamKey(1, 2, 'b'), streamKey(12, 0, 'a'), streamKey(1, 20, 'a')];
    expect(new Set(keys.map((key) => key.join())).size).toBe(keys.length);
  });

  it('are refused for seeds and replications that are not whole', () => {
    expect(() => streamKey(1.5, 0, 'a')).toThrow(/seed must be a whole number, not 1.5/);
    expect(() => streamKey(1, Number.NaN, 'a')).toThrow(/replication must be a whole number/);
  });
});
