import { describe, expect, it } from 'vitest';
import { diskSpill } from '../../src/experiment/spill.js';
import { FigureTable } from '../../src/result/figure-table.js';
import { bucketsFor, errorOf, Sketch } from '../../src/result/sketch.js';
import { WeeklyStore } from '../../src/result/store.js';
import { quantile } from '../../src/stats/quantile.js';

const REPLICATIONS = 3000;
const PROBABILITIES = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1];

/** Van der Corput's sequence: fills (0, 1) evenly, without a random number. */
function spread(i: number, base: number): number {
  let [value, unit] = [0, 1 / base];
  for (let n = i; n > 0; n = Math.floor(n / base), unit /= base) value += (n % base) * unit;
  return value;
}

/** Cells of every kind that a weekly series has, by replication. */
const CELLS: Readonly<Record<string, (r: number) => number>> = {
  'a level': (r) => 3360 + 200 * (spread(r, 2) - 0.5),
  'a skewed level': (r) => -40 * Math.log(1 - spread(r, 3)),
  'few events': (r) => Math.floor(5 * spread(r, 2) ** 3),
  'a difference of either sign': (r) => 10 * (spread(r, 2) - 0.7),
  'a share, at times none': (r) => (r % 7 === 0 ? Number.NaN : spread(r, 5)),
  'nothing at all': () => 0,
  'never a value': () => Number.NaN,
  'always the same': () => 71.3,
  'one far outlier': (r) => (r === 1234 ? 1e6 : spread(r, 2)),
  'growing, so that buckets merge again and again': (r) => (r + 1) * (r + 1) * 1e-3,
  'shrinking towards zero': (r) => (r % 2 === 0 ? 1 : -1) / (r + 1),
};
const makers = Object.values(CELLS);
const rowOf = (r: number) => Float32Array.from(makers, (make) => make(r));
const forward = Array.from({ length: REPLICATIONS }, (_, r) => r);

function sketched(order: readonly number[], buckets = 256): Sketch {
  const sketch = new Sketch(makers.length, buckets);
  for (const r of order) sketch.add(rowOf(r));
  return sketch;
}

describe('a sketch', () => {
  const sketch = sketched(forward);

  it.each(Object.keys(CELLS).map((name, cell) => [name, cell] as const))('of %s is as near as it says', (_, cell) => {
    const values = Float64Array.from(forward, (r) => Math.fround(makers[cell]!(r)))
      .filter((value) => !Number.isNaN(value))
      .sort();
    expect(sketch.n(cell)).toBe(values.length);
    const most = errorOf(256) * (values.at(-1)! - values[0]!);
    for (const p of PROBABILITIES) {
      if (values.length === 0) expect(sketch.quantile(cell, p)).toBeNaN();
      else expect(Math.abs(sketch.quantile(cell, p) - quantile(values, p)), `p ${p}`).toBeLessThanOrEqual(most);
    }
    expect(sketch.isBlank(cell)).toBe(values.every((value) => value === 0));
  });

  it('of counts is exact', () => {
    const cell = Object.keys(CELLS).indexOf('few events');
    const values = Float64Array.from(forward, (r) => makers[cell]!(r)).sort();
    for (const p of PROBABILITIES) expect(sketch.quantile(cell, p)).toBe(quantile(values, p));
  });

  it('is the same whatever the order', () => {
    const shuffled = [...forward].sort((a, b) => spread(a, 7) - spread(b, 7));
    for (const other of [sketched(forward.toReversed()), sketched(shuffled)])
      for (const cell of makers.keys()) for (const p of PROBABILITIES) expect(other.quantile(cell, p)).toBe(sketch.quantile(cell, p));
  });

  it('counts beyond what two bytes hold', () => {
    const many = new Sketch(2, 16);
    for (let r = 0; r < 70_000; r++) many.add([5, r % 4]);
    expect([many.n(0), many.quantile(0, 0), many.quantile(0, 1)]).toEqual([70_000, 5, 5]);
    expect([0.2, 0.3, 0.6, 0.9].map((p) => many.quantile(1, p))).toEqual([0, 1, 2, 3]);
  });
  it('gets as many buckets as the memory holds', () => {
    expect(bucketsFor(1000, 1000 * 4 * 256)).toBe(256);
    expect(bucketsFor(1000, 1000 * 4 * 100)).toBe(64);
    expect(bucketsFor(1e6, 1)).toBe(16);
  });
});

describe('the weekly store', () => {
  const budget = 4 * makers.length * 100;

  function stored(replications: number): WeeklyStore {
    const store = new WeeklyStore(makers.length, budget);
    for (let r = 0; r < replications; r++) store.add(Float64Array.from(makers, (make) => make(r)));
    return store;
  }

  it('is exact while everything fits, and says from when on it is not', () => {
    expect(stored(100).quantileError).toBe(0);
    expect(stored(101).quantileError).toBe(errorOf(bucketsFor(makers.length, budget / 2)));
    const values = Float64Array.from({ length: 100 }, (_, r) => Math.fround(makers[0]!(r))).sort();
    expect(stored(100).distributions(0, 1)[0]!.quantile(0.05)).toBe(quantile(values, 0.05));
  });

  it('forgets nothing when it goes over: the sketch holds all replications from the first', () => {
    const store = stored(500);
    const [level] = store.distributions(0, 1);
    expect(level!.n).toBe(500);
    expect(store.mean(0)).toBeCloseTo(Array.from({ length: 500 }, (_, r) => makers[0]!(r)).reduce((a, b) => a + b) / 500, 9);
    expect([store.shown, store.value(4, 0)]).toEqual([5, Math.fround(makers[0]!(4))]);
  });
});

describe('the table of figures', () => {
  const row = (r: number) => [r, -r, r % 3 === 0 ? Number.NaN : 1 / (r + 1)];

  it.each([
    ['in memory', () => new FigureTable(3)],
    ['on disk', () => new FigureTable(3, { spill: diskSpill(), mostBytes: 0 })],
    ['in both', () => new FigureTable(3, { spill: diskSpill(), mostBytes: 16 * 64 * 8 })],
  ])('gives back what was put in, %s', (_, make) => {
    const table = make();
    for (const length of [0, 1, 63, 64, 65, 200]) {
      while (table.length < length) table.push(row(table.length));
      for (const column of [0, 1, 2]) {
        const all = Float64Array.from({ length }, (_, r) => row(r)[column]!);
        expect(table.values(column)).toEqual(all);
        expect(table.values(column, Math.min(5, length), length)).toEqual(all.slice(5));
        expect(table.values(column, 0, Math.min(70, length))).toEqual(all.slice(0, 70));
      }
    }
  });

  it('gives back columns side by side, from disk and memory', () => {
    const wide = (r: number) => Float32Array.from({ length: 50 }, (_, c) => (c + 1) / (r + 1));
    const table = new FigureTable(50, { spill: diskSpill(), mostBytes: 64 * 64 * 4, single: true });
    for (let r = 0; r < 150; r++) table.push(wide(r));
    for (const [first, count] of [
      [0, 50],
      [15, 3],
      [33, 17],
    ] as const) {
      const columns = Array.from({ length: count }, (_, c) => Array.from({ length: 150 }, (_, r) => wide(r)[first + c]!));
      expect(table.valuesOf(first, count)).toEqual(Float64Array.from(columns.flat()));
    }
  });
});
