/** A share of the replications of a run, simulated here and put together with the others elsewhere: the same bytes as in one go. */
import { join } from 'node:path';
import type { ReplicationRecord } from '../model/record.js';
import { InOrder } from '../result/in-order.js';
import { type FoundShard, type ShardDocument, shareOf } from '../result/shard.js';
import { createRunner, type Runner } from './pool.js';
import { recordBlock, recordsIn } from './records.js';
import { batchOf, type Plan } from './simulate.js';

/** The file of a shard's folder that holds what was simulated. */
export const RECORDS = 'records.bin';

/**
 * Simulates a share of a plan's replications and hands their records on in order, as bytes.
 * @returns how many it was, and whether the share was cut short
 * @throws ReplicationError for the first replication that fails
 */
export async function simulateShard(
  plan: Plan & { readonly replications: number },
  shard: ShardDocument['shard'],
  append: (bytes: Uint8Array) => void,
): Promise<{ replications: number; partial: boolean }> {
  const { first, last } = shareOf(shard, plan.replications);
  const of = last - first + 1;
  const runner = createRunner(batchOf(plan), Math.min(plan.workers, of));
  const inOrder = new InOrder<readonly ReplicationRecord[]>((records) => {
    for (const part of recordBlock(records)) append(part);
  }, first - 1);
  let done = 0;
  try {
    await runner.run(
      first,
      last,
      ({ replication, records }) => {
        inOrder.add(replication, records);
        plan.onProgress?.({ done: ++done, of, sides: [] });
      },
      plan.signal,
    );
  } finally {
    await runner.close();
  }
  return { replications: inOrder.taken - first + 1, partial: inOrder.taken < last };
}

/** Replications read from the shards of a run, in their order, in place of simulating them. */
export function shardRunner(shards: readonly FoundShard[]): Runner {
  const ordered = shards.toSorted((a, b) => a.document.shard.index - b.document.shard.index);
  return {
    run: async (_first, _last, onOutcome, signal) => {
      let replication = 0;
      for (const { directory, document } of ordered) {
        for (const records of recordsIn(join(directory, RECORDS), document.files[RECORDS]?.sha256 ?? '')) {
          onOutcome({ ok: true, replication: ++replication, records });
          // Lets an interrupt in between two replications.
          await new Promise((resolve) => setImmediate(resolve));
          if (signal?.aborted) return;
        }
      }
    },
    close: async () => {},
  };
}
