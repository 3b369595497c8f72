/** A worker of the pool. It gets the compiled scenarios once and loads the model and what the model needs, nothing else. */
import { workerData } from 'node:worker_threads';
import { type Batch, type Outcome, replicator } from './replicate.js';

/** Number of the replication to run. */
export interface Task {
  readonly replication: number;
}

const replicate = replicator(workerData as Batch);

/**
 * Runs a replication. Its arrays are copied to the main thread, a millisecond: were they handed over, every
 * access to any typed array in this thread would from then on be checked for having been, which takes the model a tenth longer.
 */
export function runOne({ replication }: Task): Outcome {
  return replicate(replication);
}
