/** `caresim compare`: plans against a baseline, with the same people and the same luck. */
import { saveComparison } from '../../experiment/save.js';
import { comparisonProblems } from '../../experiment/scenarios.js';
import { namesOf } from '../../report/words/names.js';
import { scenarioPath } from '../../result/folder.js';
import type { Args } from '../args.js';
import { comparisonText } from '../compare-text.js';
import { EXIT, InputError } from '../errors.js';
import { readyScenarios } from '../load.js';
import { comparisonName, defaultPlace, drawing, openPlace, sayGaps, simulateAll, written } from '../simulating.js';
import { targetLines } from '../summary-text.js';
import type { Terminal } from '../terminal.js';

/** @returns the exit code */
export async function compare(args: Args, terminal: Terminal): Promise<number> {
  const scenarios = await readyScenarios(args, terminal);
  const problems = comparisonProblems(scenarios);
  if (problems.length > 0) throw new InputError(problems);
  const directory = args.out ?? defaultPlace(comparisonName(scenarios), terminal.now());
  const pending = await openPlace(directory, args);
  try {
    const { simulation, about } = await simulateAll(
      scenarios,
      args,
      terminal,
      pending,
      ({ name }) => `${scenarioPath(name)}/series.parquet`,
    );
    sayGaps(simulation, terminal);
    if (simulation.replications === 0) return EXIT.interrupted;
    const { comparison, summaries } = await saveComparison(pending, scenarios, simulation, about, await drawing(args));
    const targets = summaries[0]!.targets;
    const records = scenarios.map(({ record }) => record);
    if (args.json) terminal.out(JSON.stringify(comparison, null, 2));
    else
      terminal.out(
        [
          comparisonText(comparison, records, terminal),
          ...targetLines(targets, terminal, namesOf(records[0]), 'Targets of the baseline'),
        ].join('\n'),
      );
    terminal.say(`${written(directory, args)}\nNext: caresim run ${args.words[1]} for its own targets, or open the report`);
    if (simulation.partial) return EXIT.interrupted;
    return args['require-targets'] && targets.some(({ verdict }) => verdict !== 'met') ? EXIT.targetMissed : EXIT.done;
  } finally {
    await pending.discard();
  }
}
