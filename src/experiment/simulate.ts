/** A set of scenarios over the same replications: one alone is a run, several are a comparison with common random numbers. */
import type { ModelInput } from '../model/input.js';
import type { Side } from '../result/comparison.js';
import { HEADLINES } from '../result/document.js';
import { pairMeans } from '../stats/antithetic.js';
import { replicationsNeeded } from '../stats/replications.js';
import { createRunner, type Runner } from './pool.js';
import type { Batch, Engine } from './replicate.js';
import { createSides, type SideSetup } from './sides.js';

/** A scenario to simulate, with what its side takes. */
export interface PlannedScenario extends Omit<SideSetup, 'input'> {
  readonly input: ModelInput;
}

/** Replications to take in, wherever they come from. */
export interface Gathering {
  /** baseline first */
  readonly scenarios: readonly SideSetup[];
  readonly replications: number | 'auto';
  /** replications come in antithetic pairs: an even number */
  readonly antithetic?: boolean;
  /** stops the run; finished replications are kept */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Plan extends Gathering {
  readonly scenarios: readonly PlannedScenario[];
  readonly seed: number;
  readonly workers: number;
  readonly engine: Engine;
  readonly checkInvariants: boolean;
  /** puts something around the runner */
  readonly around?: (runner: Runner) => Runner;
}

export interface Progress {
  /** replications of every scenario that are finished */
  readonly done: number;
  /** null while the number is still to be found */
  readonly of: number | null;
  readonly sides: readonly Side[];
}

export interface Simulation {
  readonly sides: readonly Side[];
  /** replications in every aggregate */
  readonly replications: number;
  /** interrupted before the last replication */
  readonly partial: boolean;
  /** with `auto`: the metrics that had not reached the precision at the most replications allowed */
  readonly imprecise: readonly string[];
}

/** How many replications `auto` adds at a time, and where it stops trying. */
export const AUTO = { step: 20, most: 2000, precision: 0.05 } as const;

/** What `auto` looks at: metrics of targets, or, where there are none, what the baseline's summary shows first. */
function metricsToJudge(plan: Gathering): string[] {
  const named = plan.scenarios.flatMap(({ targets }) => targets.flatMap(({ metric }) => metric));
  return [...new Set(named.length > 0 ? named : (plan.scenarios[0]!.record?.headline ?? HEADLINES))];
}

/** Metrics whose mean is not yet known within the precision, over all sides. One that never varies needs no more replications. */
function stillImprecise(sides: readonly Side[], metrics: readonly string[]): string[] {
  const rule = { alpha: 0.05, precision: AUTO.precision, first: 5, lookAhead: 5 };
  return metrics.filter((metric) =>
    sides.some(({ aggregate }) => {
      const values = aggregate.valuesOf(aggregate.indexOf(metric, 'all', 'all'), 0).filter((value) => !Number.isNaN(value));
      if (values.length < 2 || values.every((value) => value === values[0])) return false;
      return replicationsNeeded(aggregate.antithetic ? pairMeans(values) : values, rule).needed === null;
    }),
  );
}

/** What every replication of a plan has in common. */
export function batchOf({ scenarios, engine, seed, checkInvariants, antithetic = false }: Plan): Batch {
  return { inputs: scenarios.map(({ input }) => input), engine, seed, checkInvariants, antithetic };
}

/**
 * Runs replications 1 to n of every scenario, each replication of all of them together, and aggregates in replication order.
 * @throws ReplicationError for the first replication that fails
 */
export async function simulate(plan: Plan): Promise<Simulation> {
  const workers = plan.replications === 'auto' ? plan.workers : Math.min(plan.workers, plan.replications);
  const runner = createRunner(batchOf(plan), workers);
  return gather(plan, plan.around?.(runner) ?? runner);
}

/** Takes in the replications of a runner, which it closes. */
export async function gather(plan: Gathering, runner: Runner): Promise<Simulation> {
  const { sides, add } = createSides(plan.scenarios, plan.antithetic);
  const wanted = plan.replications;
  let done = 0;
  const upTo = async (last: number): Promise<void> => {
    await runner.run(
      sides[0]!.aggregate.replications + 1,
      last,
      ({ replication, records }) => {
        add(replication, records);
        done++;
        plan.onProgress?.({ done, of: wanted === 'auto' ? null : wanted, sides });
      },
      plan.signal,
    );
  };
  let imprecise: string[] = [];
  try {
    if (wanted === 'auto') imprecise = await untilPrecise(plan, sides, upTo);
    else await upTo(wanted);
  } finally {
    await runner.close();
  }
  const { replications } = sides[0]!.aggregate;
  const isCut = wanted === 'auto' ? imprecise.length > 0 && replications < AUTO.most : replications < wanted;
  return { sides, replications, partial: isCut, imprecise };
}

/** Steps of fixed size, so that where it stops does not depend on the number of workers. */
async function untilPrecise(plan: Gathering, sides: readonly Side[], upTo: (last: number) => Promise<void>): Promise<string[]> {
  const metrics = metricsToJudge(plan);
  let imprecise = metrics;
  for (let last: number = AUTO.step; last <= AUTO.most && imprecise.length > 0 && !plan.signal?.aborted; last += AUTO.step) {
    await upTo(last);
    imprecise = stillImprecise(sides, metrics);
  }
  return imprecise;
}
