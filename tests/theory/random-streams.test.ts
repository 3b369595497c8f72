import { describe, expect, it } from 'vitest';
import { Draws, purposeKey, streamKey } from '../../src/random/draws.js';

/** A chi-square statistic of many degrees of freedom lies within 3.5 of its standard deviations of its mean. */
function expectUniformCounts(counts: Int32Array): void {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const statistic = counts.reduce((sum, count) => sum + ((count - expected) * (count - expected)) / expected, 0);
  const df = counts.length - 1;
  expect(Math.abs(statistic - df)).toBeLessThan(3.5 * Math.sqrt(2 * df));
}

/** Equal counts on the unit square, and a correlation within 3.5 standard errors of zero. */
function expectIndependent(pair: (i: number) => [number, number], n: number): void {
  const counts = new Int32Array(32 * 32);
  let products = 0;
  for (let i = 0; i < n; i++) {
    const [a, b] = pair(i);
    counts[Math.floor(a * 32) * 32 + Math.floor(b * 32)]!++;
    products += (a - 0.5) * (b - 0.5);
  }
  expectUniformCounts(counts);
  expect(Math.abs((12 * products) / n)).toBeLessThan(3.5 / Math.sqrt(n));
}

const [K0, K1] = streamKey(20261001, 0, 'people');
const STAY = purposeKey('duration:home care');
const PATIENCE = purposeKey('patience:home care');
const draws = new Draws();

/** The draw of one person, as the model makes it: the person's key first, then purpose and index. */
function personal(person: number, purpose: number, index: number): number {
  draws.block(K0, K1, person, 0);
  return draws.uniform(draws.hi, draws.lo, purpose, index);
}

describe('a million uniforms', () => {
  it('fill 4096 cells evenly, in their first and in their last bits', () => {
    const high = new Int32Array(4096);
    const low = new Int32Array(4096);
    let sum = 0;
    for (let i = 0; i < 1_000_000; i++) {
      const u = draws.uniform(K0, K1, STAY, i);
      sum += u;
      high[Math.floor(u * 4096)]!++;
      low[Math.floor((u * 2 ** 40) % 4096)]!++;
    }
    expectUniformCounts(high);
    expectUniformCounts(low);
    expect(Math.abs(sum / 1e6 - 0.5)).toBeLessThan(3.5 * Math.sqrt(1 / 12 / 1e6));
  });

  it('are even over people too: one draw each', () => {
    const counts = new Int32Array(4096);
    for (let i = 0; i < 1_000_000; i++) counts[Math.floor(personal(i, STAY, 0) * 4096)]!++;
    expectUniformCounts(counts);
  });
});

describe('neighbouring draws are independent', () => {
  const n = 200_000;
  it('of one person by index', () => expectIndependent((i) => [personal(7, STAY, i), personal(7, STAY, i + 1)], n));
  it('of neighbouring people', () => expectIndependent((i) => [personal(i, STAY, 0), personal(i + 1, STAY, 0)], n));
  it('of one person by purpose', () => expectIndependent((i) => [personal(i, STAY, 0), personal(i, PATIENCE, 0)], n));
  it('of people whose numbers differ in one high bit', () =>
    expectIndependent((i) => [personal(i, STAY, 0), personal(i | 0x100000, STAY, 0)], n));

  it('of neighbouring replications and of streams with like names', () => {
    const first = (replication: number, stream: string): number => {
      const [k0, k1] = streamKey(1, replication, stream);
      return draws.uniform(k0, k1, STAY, 0);
    };
    expectIndependent((i) => [first(i, 'arrivals:hospital'), first(i + 1, 'arrivals:hospital')], 100_000);
    expectIndependent((i) => [first(i, 'arrivals:hospital'), first(i, 'arrivals:hospitam')], 100_000);
  });
});

describe('keys of 300,000 streams', () => {
  it('repeat a 32-bit word no more often than chance, in keys and in first draws', () => {
    const n = 300_000;
    const words = [new Int32Array(n), new Int32Array(n), new Int32Array(n)];
    for (let i = 0; i < n; i++) {
      const [k0, k1] = streamKey(1 + (i % 3), Math.floor(i / 3), 'arrivals');
      draws.block(k0, k1, 1, 0);
      [k0, k1, draws.hi].forEach((word, j) => {
        words[j]![i] = word;
      });
    }
    const expected = (n * (n - 1)) / 2 / 2 ** 32;
    for (const column of words) {
      column.sort();
      let repeats = 0;
      for (let i = 1; i < n; i++) if (column[i] === column[i - 1]) repeats++;
      expect(Math.abs(repeats - expected)).toBeLessThan(3.5 * Math.sqrt(expected));
    }
  });

  it('give 20,000 purposes as many distinct keys as chance would', () => {
    const keys = new Set(Array.from({ length: 20_000 }, (_, i) => purposeKey(`duration:service ${i}`)));
    expect(keys.size).toBeGreaterThanOrEqual(20_000 - 1);
  });
});
