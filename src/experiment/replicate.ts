/**
 * experiment/ — many replications of one or more scenarios: in this thread or on workers, paired by common random numbers.
 *
 * Purpose: turn compiled scenarios, a seed and a number of replications into aggregates, and put result folders on disk whole.
 * May import: scenario, model, random, stats, result; piscina; Node's file system in `write.ts` alone.
 * Invariants: the same scenarios, seed and number of replications give the same aggregates on any number of workers; replications are
 * numbered from 1; replication i of every scenario meets the same people with the same luck.
 *
 * This file: one block of replications in the thread it is called from, which may be a worker: it imports the model alone.
 */
import type { ModelInput } from '../model/input.js';
import type { ReplicationRecord } from '../model/record.js';
import { createModel } from '../model/run.js';

export type Engine = 'native' | 'simjs';

/** What every replication has in common. */
export interface Batch {
  readonly inputs: readonly ModelInput[];
  readonly engine: Engine;
  readonly seed: number;
  readonly checkInvariants: boolean;
  /** replications in pairs: the second of each meets the draws of the first turned round */
  readonly antithetic: boolean;
}

/** Draws that a replication meets: its own, or in pairs those of its pair, turned round for the second. */
export function drawsOf(replication: number, inPairs: boolean): { replication: number; antithetic: boolean } {
  return inPairs ? { replication: Math.ceil(replication / 2), antithetic: replication % 2 === 0 } : { replication, antithetic: false };
}

/** A replication that failed: our bug, with what is needed to see it again. Plain, since errors lose their fields between threads. */
export interface Failure {
  readonly scenario: string;
  readonly replication: number;
  readonly message: string;
  readonly stack: string;
}

/** Records of one replication, one a scenario in their order; or the first failure. */
export type Outcome =
  | { readonly ok: true; readonly replication: number; readonly records: readonly ReplicationRecord[] }
  | { readonly ok: false; readonly failure: Failure };

/** Makes a function that runs one replication of every scenario; models are built on first use and kept. */
export function replicator(batch: Batch): (replication: number) => Outcome {
  const models: ReturnType<typeof createModel>[] = [];
  return (replication) => {
    const records: ReplicationRecord[] = [];
    for (const [i, input] of batch.inputs.entries()) {
      try {
        models[i] ??= createModel(input, batch.engine);
        const draws = drawsOf(replication, batch.antithetic);
        const { checkInvariants } = batch;
        const record = models[i].replicate(batch.seed, draws.replication, { checkInvariants, antithetic: draws.antithetic });
        records.push({ ...record, replication });
      } catch (error) {
        const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
        return { ok: false, failure: { scenario: input.name, replication, message, stack } };
      }
    }
    return { ok: true, replication, records };
  };
}

/** A replication failed. Always a fault of the program: scenarios are checked before anything runs. */
export class ReplicationError extends Error {
  override readonly name = 'ReplicationError';
  constructor(
    readonly failure: Failure,
    readonly seed: number,
  ) {
    super(`${failure.scenario}, seed ${seed}, replication ${failure.replication}: ${failure.message}`);
    if (failure.stack !== '') this.stack = failure.stack;
  }
}
