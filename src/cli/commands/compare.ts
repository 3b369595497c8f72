/** `caresim compare`: plans against a baseline, with the same people and the same luck. */
import { comparisonProblems } from '../../experiment/scenarios.js';
import { scenarioPath } from '../../result/folder.js';
import { type Args, quoted } from '../args.js';
import { InputError } from '../errors.js';
import { finishComparison } from '../finishing.js';
import { readyScenarios } from '../load.js';
import { goOn, interruptedPlace } from '../resume.js';
import { saveShare, shardPlace } from '../sharding.js';
import { comparisonName, defaultPlace, inPlace, simulateAll } from '../simulating.js';
import type { Terminal } from '../terminal.js';

/** @returns the exit code */
export async function compare(args: Args, terminal: Terminal): Promise<number> {
  const scenarios = await readyScenarios(args, terminal, true);
  const problems = comparisonProblems(scenarios);
  if (problems.length > 0) throw new InputError(problems);
  const name = comparisonName(scenarios);
  const newPlace = () => args.out ?? shardPlace(defaultPlace(name, terminal.now()), args);
  const directory = args.resume ? await interruptedPlace(name, scenarios, args) : newPlace();
  return inPlace(directory, args, terminal, async (pending) => {
    if (args.shard !== undefined) return await saveShare('comparison', scenarios, args, terminal, pending);
    const pathOf = ({ name }: { name: string }) => `${scenarioPath(name)}/series.parquet`;
    const { simulation, about } = await simulateAll(scenarios, args, terminal, pending, pathOf);
    const sayNext = () => {
      if (simulation.partial) terminal.suggest('To go on: ', goOn(args.words, pending, args));
      else if (args.replications !== 'auto')
        terminal.suggest('Next, to be surer: ', `caresim compare ${args.words.map(quoted).join(' ')} --replications auto`);
    };
    return await finishComparison(pending, scenarios, simulation, about, args, terminal, sayNext);
  });
}
