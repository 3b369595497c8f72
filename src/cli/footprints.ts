/** What each scenario of a command changes, and against which baseline. */
import { type Footprint, footprintOf } from '../scenario/footprint/footprint.js';
import { type LoadOptions, loadScenario } from '../scenario/load.js';
import type { ResolvedScenario } from '../scenario/resolved.js';

/** The scenario that another extends, with the same settings of the command line where it can take them; null where it is no whole one. */
function parentOf({ files }: ResolvedScenario, options: LoadOptions): ResolvedScenario | null {
  const [, parent] = files;
  if (parent === undefined) return null;
  const { set: _, ...plain } = options;
  for (const one of [options, plain]) {
    const loaded = loadScenario(parent, one);
    if (loaded.ok) return loaded.scenario;
  }
  return null;
}

/**
 * Footprints of scenarios: against the first where they are compared with it, else against what each extends; of one that extends
 * nothing, what its own dated changes do; undefined where there is nothing to say.
 */
export function footprintsOf(scenarios: readonly ResolvedScenario[], options: LoadOptions, isCompared: boolean): (Footprint | undefined)[] {
  return scenarios.map((scenario, i) => {
    const baseline = isCompared && i > 0 ? scenarios[0]! : parentOf(scenario, options);
    if (baseline !== null) return footprintOf(scenario, baseline);
    return scenario.files.length === 1 && scenario.changes.some(({ inRun }) => inRun) ? footprintOf(scenario, null) : undefined;
  });
}
