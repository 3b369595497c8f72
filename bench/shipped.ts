/* Every shipped scenario: events of a replication and the cost of one, on our calendar, beside an event of the C++ limit and of simjs. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tuneEngine } from '../src/experiment/tuning.js';
import type { Engine } from '../src/kernel/calendar.js';
import { createModel } from '../src/model/run.js';
import { type Limits, mmcOutside } from './limits.js';
import { inRounds, median, type Task } from './rounds.js';
import { NORFOLK, readyOf, shipped } from './scenario.js';

export interface ScenarioResult {
  readonly events: number;
  readonly ns_per_event: number;
  /** on one thread, without writing results */
  readonly replications_per_second: number;
}

/** A replication of a scenario as a task of one unit; `events` is filled in as it runs. */
export function replicationTask(name: string, events: Map<string, number>, engine: Engine = 'native', weeks?: number): Task {
  tuneEngine();
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

/** In a process of its own, since the engine's code for one scenario serves another less well. */
function apart(name: string, replications: number, engine: Engine = 'native'): ScenarioResult {
  const words = [fileURLToPath(import.meta.url), name, String(replications), engine];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })) as ScenarioResult;
}

/** Replications before any is timed: until the compiler has done its work. */
const WARM_UP = 6;

async function measure(name: string, replications: number, engine: Engine): Promise<ScenarioResult> {
  const counts = new Map<string, number>();
  const task = replicationTask(name, counts, engine);
  const { [task.name]: ns } = await inRounds([task], replications, WARM_UP);
  const events = counts.get(task.name)!;
  return { events, ns_per_event: ns / events, replications_per_second: 1e9 / ns };
}

export function benchShipped(replications: number): Record<string, ScenarioResult> {
  return Object.fromEntries(shipped().map((name) => [name, apart(name, replications)]));
}

/** A winter in which nearly every area is full. */
const WINTER = 'norfolk/winter-2021-22';

export interface RatioResult {
  /** what an event of Norfolk's baseline costs over one of the C++ heap in M/M/10, both in the same minute; null without g++ */
  readonly norfolk_event_to_cpp_event: number | null;
  /** the same over an event of Norfolk's baseline */
  readonly winter_event_to_norfolk_event: number;
  readonly norfolk_on_simjs_times_slower: number;
}

/** Interleaved: in each round the baseline, the winter, the baseline on simjs and the C++ take their turns. */
export function benchRatios(limits: Limits, replications: number, rounds: number): RatioResult {
  const cpp = mmcOutside({ ...limits, python: null }, 1_000_000);
  const rows = Array.from({ length: rounds }, (_, round) => ({
    norfolk: apart(NORFOLK, replications).ns_per_event,
    cpp: cpp(round)[0]?.nsPerEvent,
    winter: apart(WINTER, replications).ns_per_event,
    simjs: apart(NORFOLK, 1, 'simjs').ns_per_event,
  }));
  return {
    norfolk_event_to_cpp_event: limits.cpp === null ? null : median(rows.map((row) => row.norfolk / row.cpp!)),
    winter_event_to_norfolk_event: median(rows.map((row) => row.winter / row.norfolk)),
    norfolk_on_simjs_times_slower: median(rows.map((row) => row.simjs / row.norfolk)),
  };
}

const [, , name, replications, engine] = process.argv;
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(await measure(name, Number(replications), engine as Engine)));
}
