/** What is finished while a run goes on, kept in a file so that a run that is interrupted can be gone on with. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { ReplicationRecord } from '../model/record.js';
import { InOrder } from '../result/in-order.js';
import type { Runner } from './pool.js';
import { PLAIN, recordBlock } from './records.js';

/** The file in a folder marked partial; a whole result has none. */
export const KEPT_FILE = 'finished.bin';

/** Most of the disk that it takes: some 500 futures of a full scenario. What is finished after that is simulated again. */
const MOST_BYTES = 2 ** 30;

/** Appends records of replications, in order from the first, until there is no more room. */
export class Kept {
  readonly #file: number;
  #room: number;

  constructor(path: string, mostBytes = MOST_BYTES) {
    this.#file = openSync(path, 'a');
    this.#room = mostBytes;
  }

  keep(records: readonly ReplicationRecord[]): void {
    if (this.#room <= 0) return;
    const block = recordBlock(records, PLAIN);
    const size = block.reduce((sum, part) => sum + part.length, 0);
    this.#room = size <= this.#room ? this.#room - size : 0;
    if (this.#room === 0) return;
    for (const part of block) for (let done = 0; done < part.length; ) done += writeSync(this.#file, part, done);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** A runner that first hands on replications of before, from 1, and keeps those that it runs. */
export function keeping(runner: Runner, kept: Kept, before: Iterator<readonly ReplicationRecord[]>): Runner {
  return {
    run: async (first, last, onOutcome, signal) => {
      let from = first;
      for (let next = before.next(); next.done !== true; next = before.next()) {
        onOutcome({ ok: true, replication: from, records: next.value });
        // Lets an interrupt in between two replications.
        await new Promise((resolve) => setImmediate(resolve));
        if (from++ === last || signal?.aborted) return;
      }
      const inOrder = new InOrder<readonly ReplicationRecord[]>((records) => kept.keep(records), from - 1);
      await runner.run(
        from,
        last,
        (outcome) => {
          inOrder.add(outcome.replication, outcome.records);
          onOutcome(outcome);
        },
        signal,
      );
    },
    close: () => runner.close(),
  };
}
