/** The model's own structures against plain versions of themselves, with random operations. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FitQueue } from '../../src/model/fit-queue.js';
import { MaxTree } from '../../src/model/max-tree.js';
import { AT, FLAG, NO_PROVIDER, People, ROW } from '../../src/model/people.js';
import { SlotLists } from '../../src/model/slot-lists.js';
import { isPersonal, KIND_BITS, KINDS, SYSTEM, SYSTEMS, TIMER, timerOf } from '../../src/model/timers.js';

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
      person: fc.nat(60).map((n) => n * ROW),
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
    for (let i = 5000; i > 0; i--) queue.join(0, i * ROW, 0, i, i % 7);
    for (let i = 1; i <= 5000; i++) {
      expect(queue.head(0)).toBe(i * ROW);
      queue.leave(i * ROW);
    }
    expect(queue.length(0)).toBe(0);
  });
});

describe('SlotLists', () => {
  it('holds who joined and has not left, in lists of their own', () => {
    const SLOTS = 3;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2000), fc.nat(SLOTS - 1)), { maxLength: 200 }), (operations) => {
        const lists = new SlotLists(SLOTS);
        const plain = new Map<number, number>();
        for (const [n, slot] of operations) {
          const person = n * ROW;
          const before = plain.get(person);
          if (before === undefined) {
            lists.join(slot, person);
            plain.set(person, slot);
          } else {
            lists.leave(before, person);
            plain.delete(person);
          }
          for (let s = 0; s < SLOTS; s++) {
            const found: number[] = [];
            for (let i = lists.head(s); i >= 0; i = lists.after(i)) found.push(i);
            expect(found.sort((a, b) => a - b)).toEqual([...plain].flatMap(([i, of]) => (of === s ? [i] : [])).sort((a, b) => a - b));
          }
        }
      }),
      { seed: 20261001, numRuns: 300 },
    );
  });
});

describe('People', () => {
  it('keeps every column of everybody while it grows', () => {
    const people = new People();
    const added: number[] = [];
    for (let n = 0; n < 3000; n++) {
      const i = people.add(n, -n, n % 7, n % 3, n % 5);
      added.push(i);
      people.at[i] = AT.care;
      people.flags[i] = FLAG.nightsHeld;
      people.hours[i] = n / 4;
      people.handBackAt[i] = 1000 + n;
    }
    expect(new Set(added).size).toBe(3000);
    expect(people.high).toBe(3000 * ROW);
    for (const [n, i] of added.entries()) {
      const { key0, key1, area, group, origin, serial, at, flags, hours, handBackAt, slot, member } = people;
      expect([key0[i], key1[i], area[i], group[i], origin[i], serial[i]]).toEqual([n, 0 - n, n % 7, n % 3, n % 5, n + 1]);
      expect([at[i], flags[i], hours[i], handBackAt[i], slot[i], member[i]]).toEqual([
        AT.care,
        FLAG.nightsHeld,
        n / 4,
        1000 + n,
        NO_PROVIDER,
        NO_PROVIDER,
      ]);
    }
  });

  it('gives an index that is free again to the next', () => {
    const people = new People();
    const [first, second] = [people.add(1, 1, 0, 0, 0), people.add(2, 2, 0, 0, 0)];
    people.remove(first);
    expect([people.at[first], people.count]).toEqual([AT.free, 1]);
    expect(people.add(3, 3, 0, 0, 0)).toBe(first);
    expect([people.add(4, 4, 0, 0, 0), people.count, people.high]).toEqual([second + ROW, 3, 3 * ROW]);
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

  it('are found from the person or the thing that they belong to, and the other way round', () => {
    expect(KINDS).toBe(ROW);
    for (const kind of Object.values(TIMER))
      for (const n of [0, 1, 1000]) {
        const timer = timerOf(kind, isPersonal(kind) ? n * ROW : n);
        expect([timer & (KINDS - 1), timer >> KIND_BITS]).toEqual([kind, n]);
      }
  });
});
