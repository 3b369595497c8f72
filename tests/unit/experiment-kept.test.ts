import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Kept, keeping } from '../../src/experiment/kept.js';
import type { Runner } from '../../src/experiment/pool.js';
import { PLAIN, recordBlock, recordsIn } from '../../src/experiment/records.js';
import type { ReplicationRecord } from '../../src/model/record.js';
import { temporaryFolder } from '../cli/caresim.js';

const folder = temporaryFolder();
afterAll(folder.remove);

const record = (replication: number): ReplicationRecord => ({
  replication,
  weekly: Float64Array.of(-0, 1 / 3, 1e300, Number.NaN, replication),
  ends: Float64Array.of(replication / 7),
  followed: Int32Array.of(0, 40_000, -40_000, 3),
  started: new Int32Array(9),
  ended: new Int32Array(9),
  waitTotals: new Float64Array(0),
  events: 123_456_789_012,
});

/** Hands on replications in an order of its own, and remembers which it was asked for. */
function runnerOf(order: (numbers: readonly number[]) => readonly number[]): Runner & { readonly ran: number[] } {
  const ran: number[] = [];
  return {
    ran,
    run: async (first, last, onOutcome) => {
      for (const replication of order(Array.from({ length: last - first + 1 }, (_, i) => first + i))) {
        ran.push(replication);
        onOutcome({ ok: true, replication, records: [record(replication)] });
      }
    },
    close: async () => {},
  };
}

const backwards = (numbers: readonly number[]) => [...numbers].reverse();

async function run(path: string, last: number, before: Iterator<readonly ReplicationRecord[]> = [].values()) {
  const kept = new Kept(path);
  const inner = runnerOf(backwards);
  const handed: number[] = [];
  await keeping(inner, kept, before).run(1, last, ({ replication }) => handed.push(replication));
  kept.close();
  return { ran: inner.ran, handed };
}

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('what is finished', () => {
  it('is kept in order and to the bit, and handed on in place of simulating it again', async () => {
    const path = join(folder.path, 'finished.bin');
    expect(await run(path, 3)).toEqual({ ran: [3, 2, 1], handed: [3, 2, 1] });
    const back = [...recordsIn(path, hashOf(path), PLAIN)];
    expect(back).toEqual([[record(1)], [record(2)], [record(3)]]);
    expect(Object.is(back[0]![0]!.weekly[0], -0)).toBe(true);
    const again = join(folder.path, 'again.bin');
    expect(await run(again, 5, recordsIn(path, hashOf(path), PLAIN))).toEqual({ ran: [5, 4], handed: [1, 2, 3, 5, 4] });
    expect([...recordsIn(again, hashOf(again), PLAIN)].map(([one]) => one!.replication)).toEqual([4, 5]);
    expect(await run(again, 2, recordsIn(path, hashOf(path), PLAIN))).toEqual({ ran: [], handed: [1, 2] });
  });

  it('is refused when it was changed', async () => {
    const path = join(folder.path, 'changed.bin');
    await run(path, 2);
    await expect(run(join(folder.path, 'other.bin'), 3, recordsIn(path, 'another hash', PLAIN))).rejects.toThrow(
      'is not as it was written',
    );
  });

  it('stays within its room, without a gap', () => {
    const path = join(folder.path, 'full.bin');
    const size = recordBlock([record(1)], PLAIN).reduce((sum, part) => sum + part.length, 0);
    const kept = new Kept(path, 2.5 * size);
    for (const records of [[record(1)], [record(2)], [record(3), record(3)], [record(4)]]) kept.keep(records);
    kept.close();
    expect(statSync(path).size).toBe(2 * size);
  });
});
