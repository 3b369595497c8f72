/** `caresim run`: many futures of each scenario, one result folder each. */
import { join } from 'node:path';
import type { ReadyScenario } from '../../experiment/scenarios.js';
import { checkPlace } from '../../experiment/write.js';
import type { Summary } from '../../result/document.js';
import { folderName } from '../../result/folder.js';
import { type Args, quoted } from '../args.js';
import { EXIT, InputError } from '../errors.js';
import { finishRun, isMissed, type SayNext } from '../finishing.js';
import { anotherThan, readyScenarios } from '../load.js';
import { knownLength, lastingRun, suggestLonger } from '../longer.js';
import { goOn, interruptedPlace } from '../resume.js';
import { saveShare, shardPlace } from '../sharding.js';
import { defaultPlace, inPlace, simulateAll } from '../simulating.js';
import type { Terminal } from '../terminal.js';

async function placesOf(scenarios: readonly ReadyScenario[], args: Args, now: Date): Promise<string[]> {
  const { out } = args;
  if (args.resume && scenarios.length > 1) throw new InputError(['--resume takes one scenario: name the one that was interrupted.']);
  if (args.resume) return [await interruptedPlace(folderName(scenarios[0]!.name), scenarios, args)];
  if (out === undefined) return scenarios.map(({ name }) => shardPlace(defaultPlace(folderName(name), now), args));
  if (scenarios.length === 1) return [out];
  return scenarios.map(({ name }) => join(out, folderName(name)));
}

/** What to try next: a plan that is there, or how to write one. */
function sayPlan(path: string, terminal: Terminal): void {
  const plan = anotherThan(path);
  if (plan !== null) terminal.suggest('Next: ', `caresim compare ${quoted(path)} ${quoted(plan)}`);
  else terminal.suggest('Next, write a plan that extends this scenario, to compare with it: ', 'caresim explain changes');
}

interface Ran {
  readonly summary: Summary | null;
  readonly isPartial: boolean;
}

async function runOne(known: ReadyScenario, directory: string, args: Args, terminal: Terminal): Promise<Ran> {
  return inPlace(directory, args, terminal, async (pending) => {
    if (args.shard !== undefined) {
      const exit = await saveShare('run', [known], args, terminal, pending);
      return { summary: null, isPartial: exit === EXIT.interrupted };
    }
    const load = (of: Args) => readyScenarios({ ...of, words: [known.path] }, terminal, false);
    const lasted = await lastingRun([known], args, terminal, load, (scenarios, of) =>
      simulateAll(scenarios, of, terminal, pending, () => 'series.parquet'),
    );
    const scenario = lasted.scenarios[0]!;
    const { simulation, about } = lasted.ran;
    const sayNext: SayNext = (settling) => {
      if (simulation.partial) terminal.suggest('To go on: ', goOn([scenario.path], pending, lasted.args));
      else if (
        suggestLonger(
          settling.filter(({ verdict }) => verdict === 'moving'),
          [scenario.path],
          args,
          terminal,
        )
      )
        return;
      else sayPlan(scenario.path, terminal);
    };
    const summary = await finishRun(pending, scenario, simulation, about, args, terminal, sayNext);
    return { summary, isPartial: simulation.partial || summary === null };
  });
}

/** @returns the exit code */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const scenarios = await readyScenarios(knownLength(args), terminal, false);
  const places = await placesOf(scenarios, args, terminal.now());
  const twice = scenarios.filter((_, i) => places.indexOf(places[i]!) !== i);
  if (twice.length > 0)
    throw new InputError(twice.map(({ path, name }) => `${path} is called "${name}", as another scenario is: give each its own name.`));
  for (const place of places) await checkPlace(place, args.overwrite || args.resume);
  const summaries: Summary[] = [];
  for (const [i, scenario] of scenarios.entries()) {
    const { summary, isPartial } = await runOne(scenario, places[i]!, args, terminal);
    if (summary !== null) summaries.push(summary);
    const left = args.words.slice(i + 1);
    if (isPartial || (terminal.isInterrupted && left.length > 0)) {
      const out = left.length === 1 ? places[i + 1]! : args.out;
      const place = args.out === undefined ? '' : ` --out ${quoted(out!)}`;
      if (left.length > 0) terminal.suggest('Not begun: ', `${args.commandOn(left)}${place}`);
      if (args.json) printJson(summaries, scenarios.length, terminal);
      return EXIT.interrupted;
    }
  }
  if (args.json) printJson(summaries, scenarios.length, terminal);
  return summaries.some(({ targets }) => isMissed(targets, args)) ? EXIT.targetMissed : EXIT.done;
}

/** One scenario's document, or a list for several. */
function printJson(summaries: readonly Summary[], asked: number, terminal: Terminal): void {
  if (asked > 1) terminal.out(JSON.stringify(summaries, null, 2));
  else if (summaries[0]) terminal.out(JSON.stringify(summaries[0], null, 2));
}
