/** `caresim trace`: the events of one simulated future, in order; of everybody, or of one person. */
import { drawsOf } from '../../experiment/replicate.js';
import { readyScenario } from '../../experiment/scenarios.js';
import { createModel } from '../../model/run.js';
import { counted } from '../../report/words/numbers.js';
import type { ResolvedScenario } from '../../scenario/resolved.js';
import type { Args } from '../args.js';
import { EXIT, InputError } from '../errors.js';
import { readScenarios } from '../load.js';
import type { Terminal } from '../terminal.js';
import { logColumns, storyHeading, storyLine, type TraceLine, type TraceNames, traceLine } from '../trace-text.js';
import { sentence } from '../wrap.js';

/** Thrown through the model when enough has been seen; the model is then thrown away. */
class Enough extends Error {}

function namesOf({ values, frame }: ResolvedScenario, providers: readonly string[]): TraceNames {
  const byId = (ids: readonly string[], named: Readonly<Record<string, { readonly name: string }>>) =>
    Object.fromEntries(ids.map((id) => [id, named[id]?.name ?? id]));
  return { areas: byId(frame.areas, values.areas), groups: byId(frame.groups, values.clientGroups), providers };
}

/** Prints events as they come. */
function printer(args: Args, terminal: Terminal, names: TraceNames): (event: TraceLine) => void {
  if (args.json) return (event) => terminal.out(JSON.stringify(event));
  if (args.person === undefined) {
    const { heading, line } = logColumns(names, terminal.width);
    terminal.say(heading);
    return (event) => terminal.out(line(event));
  }
  let before: TraceLine | null = null;
  return (event) => {
    const isNew = before === null || before.area !== event.area || before.group !== event.group;
    if (isNew) terminal.out(`${before === null ? '' : '\n'}${sentence(storyHeading(event, names), terminal).join('\n')}`);
    terminal.out(storyLine(event, isNew ? null : before, terminal.width));
    before = event;
  };
}

/** @returns the exit code */
export async function trace(args: Args, terminal: Terminal): Promise<number> {
  const scenario = readScenarios(args)[0]!;
  const { name, start, input } = readyScenario(scenario);
  const providers = input.providers.map(({ id }) => id);
  const known = new Set(providers);
  terminal.say(`${name}: simulated future ${args.replication}, seed ${args.seed}, ${counted(input.weeks, 'week')} from ${start}`);
  const print = printer(args, terminal, namesOf(scenario, providers));
  let seen = 0;
  try {
    const { replication, antithetic } = drawsOf(args.replication, args.antithetic);
    createModel(input, args.engine).replicate(args.seed, replication, {
      antithetic,
      trace: (event) => {
        if (args.person !== undefined && event.person !== args.person) return;
        if (seen === args.limit) throw new Enough();
        seen++;
        print(traceLine(start, event, known));
      },
    });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    terminal.say(`Stopped after ${args.limit} events: raise --limit to see more.`);
    return EXIT.done;
  }
  if (seen === 0 && args.person !== undefined)
    throw new InputError(
      [`--person ${args.person} is in no event of simulated future ${args.replication}.`],
      'Numbers of people are in the log without --person.',
    );
  terminal.say(counted(seen, 'event'));
  return EXIT.done;
}
