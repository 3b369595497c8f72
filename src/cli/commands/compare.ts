/** `caresim compare`: plans against a baseline, with the same people and the same luck. */
import { comparisonProblems, datedFrom } from '../../experiment/scenarios.js';
import { scenarioPath } from '../../result/folder.js';
import { type Args, quoted } from '../args.js';
import { InputError } from '../errors.js';
import { finishComparison, type SayNext } from '../finishing.js';
import { readyScenarios } from '../load.js';
import { knownLength, lastingRun, suggestLonger } from '../longer.js';
import { goOn, interruptedPlace } from '../resume.js';
import { saveShare, shardPlace } from '../sharding.js';
import { comparisonName, defaultPlace, inPlace, simulateAll } from '../simulating.js';
import type { Terminal } from '../terminal.js';

/** @returns the exit code */
export async function compare(args: Args, terminal: Terminal): Promise<number> {
  const load = async (of: Args) => {
    const ready = await readyScenarios(of, terminal, true);
    const problems = comparisonProblems(ready);
    if (problems.length > 0) throw new InputError(problems);
    return datedFrom(ready);
  };
  const known = await load(knownLength(args));
  const name = comparisonName(known);
  const newPlace = () => args.out ?? shardPlace(defaultPlace(name, terminal.now()), args);
  const directory = args.resume ? await interruptedPlace(name, known, args) : newPlace();
  return inPlace(directory, args, terminal, async (pending) => {
    if (args.shard !== undefined) return await saveShare('comparison', known, args, terminal, pending);
    const pathOf = ({ name }: { name: string }) => `${scenarioPath(name)}/series.parquet`;
    const lasted = await lastingRun(known, args, terminal, load, (scenarios, of) => simulateAll(scenarios, of, terminal, pending, pathOf));
    const { scenarios, ran } = lasted;
    const { simulation, about } = ran;
    const sayNext: SayNext = (settling) => {
      if (simulation.partial) terminal.suggest('To go on: ', goOn(args.words, pending, lasted.args));
      else if (!suggestLonger(settling, args.words, args, terminal) && args.replications !== 'auto')
        terminal.suggest('Next, to be surer: ', `caresim compare ${args.words.map(quoted).join(' ')} --replications auto`);
    };
    return await finishComparison(pending, scenarios, simulation, about, args, terminal, sayNext);
  });
}
