/* Every shipped scenario: events of a replication and the cost of one, on our calendar; and how much slower the same is on simjs. */
import type { Engine } from '../src/kernel/calendar.js';
import { createModel } from '../src/model/run.js';
import { inRounds, type Task } from './rounds.js';
import { NORFOLK, readyOf, shipped } from './scenario.js';

export interface ScenarioResult {
  readonly events: number;
  readonly ns_per_event: number;
  /** on one thread, without writing results */
  readonly replications_per_second: number;
}

/** A replication of a scenario as a task of one unit; `events` is filled in as it runs. */
export function replicationTask(name: string, events: Map<string, number>, engine: Engine = 'native', weeks?: number): Task {
  const model = createModel(readyOf(name, weeks).input, engine);
  const label = engine === 'native' ? name : `${name} on ${engine}`;
  return {
    name: label,
    units: 1,
    run: (round) => {
      events.set(label, model.replicate(1, round + 1).events);
    },
  };
}

export async function benchShipped(rounds: number): Promise<Record<string, ScenarioResult>> {
  const results: Record<string, ScenarioResult> = {};
  for (const name of shipped()) {
    const counts = new Map<string, number>();
    const ns = await inRounds([replicationTask(name, counts)], rounds, 1);
    const events = counts.get(name)!;
    results[name] = { events, ns_per_event: ns[name] / events, replications_per_second: 1e9 / ns[name] };
  }
  return results;
}

/** How many times as long a whole replication of Norfolk takes on simjs. */
export async function benchEngines(rounds: number): Promise<{ readonly norfolk_on_simjs_times_slower: number }> {
  const events = new Map<string, number>();
  const ns = await inRounds([replicationTask(NORFOLK, events), replicationTask(NORFOLK, events, 'simjs')], rounds, 1);
  return { norfolk_on_simjs_times_slower: ns[`${NORFOLK} on simjs`] / ns[NORFOLK] };
}
