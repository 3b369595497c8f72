/** `caresim merge`: the shares of a run or comparison put together, to the same bytes as in one go. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Circumstances } from '../../experiment/save.js';
import type { RunScenario } from '../../experiment/scenarios.js';
import { shardRunner } from '../../experiment/shard.js';
import { gather } from '../../experiment/simulate.js';
import type { Frame } from '../../model/record.js';
import { counted } from '../../report/words/numbers.js';
import { folderName, scenarioPath } from '../../result/folder.js';
import { type FoundShard, type ShardDocument, shardProblems, shardSchema } from '../../result/shard.js';
import type { Args } from '../args.js';
import { EXIT, InputError } from '../errors.js';
import { type Finishing, finishComparison, finishRun, isMissed } from '../finishing.js';
import { many } from '../progress.js';
import { comparisonName, defaultPlace, followed, followedIn, gatherAll, inPlace, nounOf, titleOf } from '../simulating.js';
import type { Terminal } from '../terminal.js';

async function shardAt(directory: string): Promise<FoundShard | string> {
  try {
    const parsed = shardSchema.safeParse(JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8')));
    if (parsed.success) return { directory, document: parsed.data };
    return `${directory} is not a share that --shard wrote, or is of another version.`;
  } catch (error) {
    const { code, name, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      return `${directory} is not a share: ${existsSync(directory) ? 'it holds no manifest.json' : 'it is not there'}.`;
    if (code === 'ENOTDIR') return `${directory} is not a share: it is a file, not a folder.`;
    return `${directory} is not a share: ${name === 'SyntaxError' ? 'its manifest.json was changed' : message}.`;
  }
}

/** @throws InputError with everything that keeps the shares from being put together */
async function readShards(directories: readonly string[]): Promise<FoundShard[]> {
  const found = await Promise.all(directories.map(shardAt));
  const unread = found.filter((one) => typeof one === 'string');
  if (unread.length > 0) throw new InputError([...new Set(unread)], 'Name the folders that caresim run or compare wrote with --shard.');
  const shards = found.filter((one) => typeof one !== 'string');
  const problems = shardProblems(shards);
  if (problems.length > 0) throw new InputError(problems);
  return shards;
}

function scenariosOf({ scenarios, frames, start, warmUpWeeks }: ShardDocument): RunScenario[] {
  return scenarios.map((record, i) => ({
    name: record.name,
    start,
    input: { ...(frames[i] as Frame), warmUpWeeks },
    targets: record.targets,
    record,
  }));
}

/** As of a run in one go, from when the first share began to when the last ended. */
function circumstancesOf(shards: readonly FoundShard[]): Circumstances {
  const { versions, command, seed, engine, workers } = shards[0]!.document;
  const { caresim = '', ...others } = versions;
  const [started] = shards.map(({ document }) => document.started).sort();
  const finished = shards
    .map((shard) => shard.document.finished)
    .sort()
    .at(-1);
  return { caresim, versions: others, command, seed, engine, workers, started: started!, finished: finished! };
}

/** @returns the exit code */
export async function merge(args: Args, terminal: Terminal): Promise<number> {
  const shards = await readShards(args.words);
  const { document } = shards[0]!;
  const { purpose, seed, replications } = document;
  const { antithetic, report, requireTargets, series } = document.options;
  const scenarios = scenariosOf(document);
  const name = purpose === 'run' ? folderName(scenarios[0]!.name) : comparisonName(scenarios);
  return inPlace(args.out ?? defaultPlace(name, terminal.now()), args, terminal, async (pending) => {
    const pathOf = purpose === 'run' ? () => 'series.parquet' : (scenario: RunScenario) => `${scenarioPath(scenario.name)}/series.parquet`;
    const noun = nounOf(scenarios);
    const title = titleOf(scenarios, `${many(replications, noun)} from ${counted(shards.length, 'share')}`, seed);
    const simulation = await followed(terminal, { ...followedIn(scenarios), verbs: { doing: 'Reading', done: 'Read' } }, title, (hooks) =>
      gatherAll(scenarios, series ?? undefined, pending, pathOf, (planned) =>
        gather({ scenarios: planned, replications, antithetic, ...hooks }, shardRunner(shards)),
      ),
    );
    const finishing: Finishing = { report, json: args.json, 'require-targets': requireTargets };
    const about = circumstancesOf(shards);
    const sayNext = () => terminal.say('The shares are no longer needed.');
    if (purpose === 'comparison') return await finishComparison(pending, scenarios, simulation, about, finishing, terminal, sayNext);
    const summary = await finishRun(pending, scenarios[0]!, simulation, about, finishing, terminal, sayNext);
    if (args.json && summary !== null) terminal.out(JSON.stringify(summary, null, 2));
    if (summary === null || simulation.partial) return EXIT.interrupted;
    return isMissed(summary.targets, finishing) ? EXIT.targetMissed : EXIT.done;
  });
}
