/** Demand of replayed files in the arithmetic before a run: mean arrivals of the days that a file covers, in place of a rate. */
import { formatPath } from './path.js';
import type { ResolvedScenario } from './resolved.js';
import type { ScenarioValues } from './schema/scenario.js';
import { streamsOf } from './stream-checks.js';

/** Copy of a tree of mappings with the value at a path replaced. */
function withAt<T>(tree: T, [step, ...rest]: readonly (string | number)[], value: unknown): T {
  if (step === undefined) return value as T;
  const key = step as keyof T;
  return { ...tree, [key]: withAt(tree[key], rest, value) };
}

/** People a day by client group and area, over the days that the file covers. */
function arrivalsOf({ replays, dataFiles, frame }: ResolvedScenario, stream: string): number[][] {
  const { coveredDays } = dataFiles.find(({ path }) => path === `${stream}.replay`)!.coverage!;
  const arrivals = frame.groups.map(() => frame.areas.map(() => 0));
  for (const { area, group } of replays[stream]!) arrivals[group]![area]! += 1 / coveredDays;
  return arrivals;
}

/** Values of a state in which every replayed stream has the mean arrivals of its file; those given where nothing is replayed. */
export function withReplayedDemand(scenario: ResolvedScenario, values: ScenarioValues): ScenarioValues {
  return streamsOf(values)
    .filter(({ stream }) => stream.replay !== undefined)
    .reduce((all, { path }) => withAt(all, [...path, 'arrivals'], arrivalsOf(scenario, formatPath(path))), values);
}
