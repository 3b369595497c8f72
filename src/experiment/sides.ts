/** The scenarios of an experiment side by side, each replication taken in by all of them together, in order. */
import { type Frame, frameOf, type ReplicationRecord } from '../model/record.js';
import { Aggregate } from '../result/aggregate.js';
import type { Side } from '../result/comparison.js';
import { Differences } from '../result/differences.js';
import type { PlanDates, Target } from '../result/document.js';
import { InOrder } from '../result/in-order.js';
import { PairedMovement } from '../result/movement.js';
import { Paybacks } from '../result/payback.js';
import { PlanStart, windowsOfDates } from '../result/plan-start.js';
import { judgedMetrics } from '../result/settling.js';
import { Excesses } from '../result/shocks.js';
import { YearlyCosts } from '../result/value.js';
import { diskSpill } from './spill.js';

/** What is known of a scenario's records before there are any. */
export interface SideSetup {
  readonly name: string;
  readonly input: Frame & { readonly warmUpWeeks: number };
  readonly targets: readonly Target[];
  /** what its summaries show first, where it says; of an alternative, from when it differs, where that is known */
  readonly record?: { readonly headline?: readonly string[]; readonly planDates?: PlanDates };
  /** takes each replication's weekly series in order, [series][week], NaN for none */
  readonly onWeekly?: (replication: number, weekly: Float64Array) => void;
}

export interface Sides {
  readonly sides: readonly Side[];
  /** Takes the records of a replication, one a side; replications may come in any order. */
  readonly add: (replication: number, records: readonly ReplicationRecord[]) => void;
}

/** Baseline first. */
export function createSides(setups: readonly SideSetup[], antithetic = false): Sides {
  const windows = setups.flatMap(({ input, record }) => (record?.planDates ? windowsOfDates(record.planDates, input) : []));
  const judged = judgedMetrics(setups[0]?.record?.headline);
  const aggregates = setups.map(({ input, targets, onWeekly }) => {
    return new Aggregate({
      frame: frameOf(input),
      warmUpWeeks: input.warmUpWeeks,
      targets,
      antithetic,
      judged,
      windows,
      newSpill: diskSpill,
      ...(onWeekly && { onWeekly }),
    });
  });
  const sides = setups.map(({ name, record }, i): Side => {
    const aggregate = aggregates[i]!;
    if (i === 0) return { name, aggregate };
    const baseline = aggregates[0]!;
    return {
      name,
      aggregate,
      differences: new Differences(baseline, aggregate),
      paybacks: new Paybacks(baseline, aggregate),
      costs: new YearlyCosts(baseline, aggregate),
      excesses: new Excesses(baseline, aggregate),
      movement: new PairedMovement(baseline, aggregate, judged),
      ...(record?.planDates && { start: new PlanStart(baseline, aggregate, record.planDates) }),
    };
  });
  const inOrder = new InOrder<readonly ReplicationRecord[]>((records) => {
    for (const [i, record] of records.entries()) aggregates[i]!.add(record);
    for (const side of sides) {
      side.differences?.add();
      side.paybacks?.add();
      side.costs?.add();
      side.excesses?.add();
      side.start?.add();
      side.movement?.add();
    }
  });
  return { sides, add: (replication, records) => inOrder.add(replication, records) };
}
