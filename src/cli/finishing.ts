/** From a finished simulation to its folder and the answer: what `run`, `compare` and `merge` end with. */
import { type Circumstances, saveComparison, saveRun } from '../experiment/save.js';
import type { RunScenario } from '../experiment/scenarios.js';
import type { Simulation } from '../experiment/simulate.js';
import type { PendingFolder } from '../experiment/write.js';
import { namesOf } from '../report/words/names.js';
import { quoted } from '../report/words/numbers.js';
import type { Settling, Summary } from '../result/document.js';
import { scenarioPath } from '../result/folder.js';
import { ownTargets } from '../result/targets.js';
import type { Args } from './args.js';
import { comparisonText } from './compare-text.js';
import { EXIT } from './errors.js';
import { drawing, sayGaps, written } from './simulating.js';
import { summaryText } from './summary-text.js';
import { ofBaseline, ofPlan, targetLines } from './target-text.js';
import type { Terminal } from './terminal.js';

/** What it takes of the command line. */
export type Finishing = Pick<Args, 'report' | 'json' | 'require-targets'>;

/** Says what to do next, by what has settled. */
export type SayNext = (settling: readonly Settling[]) => void;

/** True when targets are required and one is not met. */
export function isMissed(targets: Summary['targets'], options: Finishing): boolean {
  return options['require-targets'] && targets.some(({ verdict }) => verdict !== 'met');
}

/** Where every target of a result can be read, whose files are in `folder`. */
const allTargets = ({ report }: Finishing, folder = ''): string => (report ? 'the report' : `${folder}summary.json`);

/**
 * Writes a run and, but for --json, says what came out and what to do next.
 * @returns its summary; null when nothing was finished
 */
export async function finishRun(
  pending: PendingFolder,
  scenario: RunScenario,
  simulation: Simulation,
  about: Circumstances,
  options: Finishing,
  terminal: Terminal,
  sayNext: SayNext,
): Promise<Summary | null> {
  sayGaps(simulation, terminal);
  if (simulation.replications === 0) return null;
  const summary = await saveRun(pending, scenario, simulation, about, await drawing(options));
  if (!options.json)
    terminal.out(
      summaryText(
        summary,
        terminal,
        allTargets(options),
        scenario.record.headline,
        namesOf(scenario.record),
        scenario.record.valuation?.undeliveredHour,
      ),
    );
  terminal.say(written(pending.place, options));
  sayNext(summary.settling ?? []);
  return summary;
}

/** Writes a comparison and says what came out. @returns the exit code */
export async function finishComparison(
  pending: PendingFolder,
  scenarios: readonly RunScenario[],
  simulation: Simulation,
  about: Circumstances,
  options: Finishing,
  terminal: Terminal,
  sayNext: SayNext,
): Promise<number> {
  sayGaps(simulation, terminal);
  if (simulation.replications === 0) return EXIT.interrupted;
  const { comparison, summaries } = await saveComparison(pending, scenarios, simulation, about, await drawing(options));
  const records = scenarios.map(({ record }) => record);
  const ofAll = summaries.map(({ targets }, i) => (i === 0 ? targets : ownTargets(targets, summaries[0]!.targets)));
  const textOfTargets = (targets: Summary['targets'], i: number) => {
    const where = allTargets(options, `${scenarioPath(records[i]!.name)}/`);
    return targetLines(targets, terminal, namesOf(records[i]), i === 0 ? ofBaseline(where) : ofPlan(quoted(records[i]!.name), where));
  };
  if (options.json) terminal.out(JSON.stringify(comparison, null, 2));
  else terminal.out([comparisonText(comparison, records, summaries, terminal), ...ofAll.flatMap(textOfTargets)].join('\n'));
  terminal.say(written(pending.place, options));
  sayNext(comparison.settling ?? []);
  if (simulation.partial) return EXIT.interrupted;
  return isMissed(ofAll.flat(), options) ? EXIT.targetMissed : EXIT.done;
}
