/** Replications on this thread or on a pool of workers, with a bounded number under way so that memory stays bounded. */
import { Piscina } from 'piscina';
import { type Batch, type Outcome, ReplicationError, replicator } from './replicate.js';
import { tuneEngine } from './tuning.js';
import type { Task } from './worker.js';

/** Called for each replication as it finishes, in any order. */
export type OnOutcome = (outcome: Extract<Outcome, { ok: true }>) => void;

/** Somewhere to run replications. */
export interface Runner {
  /**
   * Runs replications first to last (both included); resolves when all are done or the signal has fired.
   * @throws ReplicationError for the first that fails
   */
  run(first: number, last: number, onOutcome: OnOutcome, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Tasks waiting or running for each worker: enough that none goes idle between two. */
const DEPTH = 2;

/** One worker is this thread; more are a pool. */
export function createRunner(batch: Batch, workers: number): Runner {
  tuneEngine();
  return workers <= 1 ? new OwnThread(batch) : new Pool(batch, workers);
}

function accept(outcome: Outcome, seed: number, onOutcome: OnOutcome): void {
  if (!outcome.ok) throw new ReplicationError(outcome.failure, seed);
  onOutcome(outcome);
}

class OwnThread implements Runner {
  readonly #replicate: (replication: number) => Outcome;
  readonly #seed: number;

  constructor(batch: Batch) {
    this.#replicate = replicator(batch);
    this.#seed = batch.seed;
  }

  async run(first: number, last: number, onOutcome: OnOutcome, signal?: AbortSignal): Promise<void> {
    for (let i = first; i <= last && !signal?.aborted; i++) {
      accept(this.#replicate(i), this.#seed, onOutcome);
      // Lets an interrupt in between two replications.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async close(): Promise<void> {}
}

class Pool implements Runner {
  readonly #piscina: Piscina<Task, Outcome>;
  readonly #seed: number;
  readonly #workers: number;

  constructor(batch: Batch, workers: number) {
    this.#seed = batch.seed;
    this.#workers = workers;
    this.#piscina = new Piscina({
      filename: new URL('../experiment/worker.js', import.meta.url).href,
      name: 'runOne',
      minThreads: workers,
      maxThreads: workers,
      workerData: batch,
    });
  }

  async run(first: number, last: number, onOutcome: OnOutcome, signal?: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const anySignal = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    let next = first;
    const lane = async (): Promise<void> => {
      while (next <= last && !anySignal.aborted) {
        const outcome = await this.#task({ replication: next++ }, anySignal);
        if (outcome !== null) accept(outcome, this.#seed, onOutcome);
      }
    };
    const lanes = Array.from({ length: this.#workers * DEPTH }, () => lane());
    try {
      await Promise.all(lanes);
    } catch (error) {
      stop.abort();
      await Promise.allSettled(lanes);
      throw error;
    }
  }

  /** Null when interrupted: what is under way then is given up. */
  async #task(task: Task, signal: AbortSignal): Promise<Outcome | null> {
    try {
      return await this.#piscina.run(task, { signal });
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#piscina.destroy();
  }
}
