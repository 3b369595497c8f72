/** The model's own structures against plain versions of themselves, with random operations. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FitQueue } from '../../src/model/fit-queue.js';
import { MaxTree } from '../../src/model/max-tree.js';
import { KINDS, SYSTEM, SYSTEMS, TIMER } from '../../src/model/timers.js';

interface Waiting {
  readonly person: number;
  readonly line: number;
  readonly rank: number;
  readonly since: number;
  readonly hours: number;
}

const inOrder = (a: Waiting, b: Waiting) => a.rank - b.rank || a.since - b.since || a.person - b.person;

describe('FitQueue', () => {
  it('answers as a sorted list does', () => {
    const LINES = 2;
    const operation = fc.record({
      person: fc.nat(60),
      line: fc.nat(LINES - 1),
      rank: fc.nat(3),
      since: fc.nat(5),
      hours: fc.nat(8),
      most: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
        const queue = new FitQueue(LINES);
        queue.reset();
        let plain: Waiting[] = [];
        for (const { most, ...entry } of operations) {
          const isIn = plain.some((w) => w.person === entry.person);
          expect(queue.has(entry.person)).toBe(isIn);
          if (isIn) {
            queue.leave(entry.person);
            plain = plain.filter((w) => w.person !== entry.person);
          } else {
            queue.join(entry.line, entry.person, entry.rank, entry.since, entry.hours);
            plain.push(entry);
          }
          for (let line = 0; line < LINES; line++) {
            const own = plain.filter((w) => w.line === line).sort(inOrder);
            expect(queue.length(line)).toBe(own.length);
            expect(queue.head(line)).toBe(own[0]?.person ?? -1);
            expect(queue.firstFitting(line, most)).toBe(own.find((w) => w.hours <= most)?.person ?? -1);
          }
        }
      }),
      { seed: 20261001, numRuns: 300 },
    );
  });

  it('goes on growing beyond its first size', () => {
    const queue = new FitQueue(1);
    for (let i = 5000; i > 0; i--) queue.join(0, i, 0, i, i % 7);
    for (let i = 1; i <= 5000; i++) {
      expect(queue.head(0)).toBe(i);
      queue.leave(i);
    }
    expect(queue.length(0)).toBe(0);
  });
});

describe('MaxTree', () => {
  it('answers as a list of numbers does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.tuple(fc.nat(19), fc.nat(9), fc.nat(19), fc.nat(21), fc.nat(10)), { maxLength: 100 }),
        (length, operations) => {
          const tree = new MaxTree(length);
          const plain = new Array<number>(length).fill(Number.NEGATIVE_INFINITY);
          for (const [position, value, from, to, least] of operations) {
            if (position < length) {
              tree.set(position, value);
              plain[position] = value;
            }
            expect(tree.max).toBe(Math.max(...plain));
            const [first, last] = [Math.min(from, length), Math.min(to, length)];
            const expected = plain.findIndex((x, i) => i >= first && i < last && x >= least);
            expect(tree.firstAtLeast(first, last, least)).toBe(expected);
          }
        },
      ),
      { seed: 20261001, numRuns: 500 },
    );
  });
});

describe('timers', () => {
  it('have each a number of their own that fits', () => {
    for (const [kinds, most] of [
      [TIMER, KINDS],
      [SYSTEM, SYSTEMS],
    ] as const) {
      const numbers = Object.values(kinds);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(Math.max(...numbers)).toBeLessThan(most);
    }
  });
});
