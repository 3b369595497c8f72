/** A worker of the pool. It gets the compiled scenarios once and loads the model and what the model needs, nothing else. */
import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { type Batch, type Outcome, replicator } from './replicate.js';

/** Numbers of the replications to run. */
export interface Task {
  readonly replications: readonly number[];
}

const replicate = replicator(workerData as Batch);

function buffersOf(outcomes: readonly Outcome[]): ArrayBuffer[] {
  const arrays = outcomes.flatMap((outcome) =>
    outcome.ok
      ? outcome.records.flatMap((r) => [
          r.weekly,
          r.ends,
          r.followed,
          r.started,
          r.waitTotals,
          ...(r.returns === undefined ? [] : [r.returns]),
        ])
      : [],
  );
  return [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))];
}

/** Runs a block of replications; its arrays are handed over, not copied. */
export function runBlock(task: Task): unknown {
  const outcomes = task.replications.map(replicate);
  return move({ [valueSymbol]: outcomes, [transferableSymbol]: buffersOf(outcomes) } as unknown as ArrayBuffer);
}
