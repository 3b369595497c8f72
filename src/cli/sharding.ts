/** One share of a run or comparison: what `--shard` writes in place of a result. */
import type { ReadyScenario } from '../experiment/scenarios.js';
import { RECORDS, simulateShard } from '../experiment/shard.js';
import type { PendingFolder } from '../experiment/write.js';
import { frameOf } from '../model/record.js';
import { SCHEMA_VERSION } from '../result/document.js';
import { frameSchema, type ShardDocument, shareOf } from '../result/shard.js';
import { type Args, quoted } from './args.js';
import { EXIT, InputError } from './errors.js';
import { many } from './progress.js';
import { circumstancesOf, followed, NOTHING_FINISHED, nounOf, planOf, titleOf } from './simulating.js';
import type { Terminal } from './terminal.js';

/** Shards of one run must not meet in one folder. */
export function shardPlace(place: string, { shard }: Args): string {
  return shard === undefined ? place : `${place}-shard-${shard.index}-of-${shard.of}`;
}

/** @throws InputError when the options leave nothing to share */
function shareAsked({ shard, replications, json, resume }: Args): { shard: ShardDocument['shard']; replications: number } {
  if (replications === 'auto')
    throw new InputError(['--shard needs a number of futures: name it with --replications, since no share alone can say when to stop.']);
  if (resume) throw new InputError(['--resume is for a whole run: run a share that was interrupted again.']);
  if (json) throw new InputError(['--json has nothing to print for a share: give it to caresim merge.']);
  const { first, last } = shareOf(shard!, replications);
  if (last < first) throw new InputError([`--shard ${shard!.index}/${shard!.of} of ${replications} futures is empty: use fewer shards.`]);
  return { shard: shard!, replications };
}

/** Simulates the share that is asked for and writes its folder. @returns the exit code */
export async function saveShare(
  purpose: ShardDocument['purpose'],
  scenarios: readonly ReadyScenario[],
  args: Args,
  terminal: Terminal,
  pending: PendingFolder,
): Promise<number> {
  const { shard, replications } = shareAsked(args);
  const { caresim, versions, ...about } = circumstancesOf(args, terminal);
  const file = await pending.open(RECORDS);
  const noun = nounOf(scenarios);
  const title = titleOf(scenarios, `share ${shard.index} of ${shard.of} of ${many(replications, noun)}`, args.seed);
  const done = await followed(terminal, { noun }, title, (hooks) =>
    simulateShard({ scenarios, replications, ...planOf(args, terminal), ...hooks }, shard, file.append),
  );
  file.close();
  if (done.replications === 0) {
    terminal.warn(NOTHING_FINISHED);
    return EXIT.interrupted;
  }
  const { input, start } = scenarios[0]!;
  await pending.seal({
    schemaVersion: SCHEMA_VERSION,
    kind: 'shard',
    shard,
    purpose,
    ...about,
    versions: { caresim, ...versions },
    scenarios: scenarios.map(({ record }) => record),
    frames: scenarios.map(({ input }) => frameSchema.parse(frameOf(input))),
    replications,
    weeks: input.weeks,
    warmUpWeeks: input.warmUpWeeks,
    start,
    partial: done.partial,
    finished: terminal.now().toISOString(),
    options: {
      antithetic: args.antithetic,
      report: args.report,
      requireTargets: args['require-targets'],
      series: args.series === undefined ? null : asList(args.series),
    },
    files: {},
  } satisfies ShardDocument);
  await pending.commit();
  if (done.partial)
    terminal.warn(`Interrupted after ${many(done.replications, 'finished future')}: a share can only be put together whole.`);
  terminal.say(`Wrote ${pending.place}`);
  terminal.suggest('Next, when all shares are there: ', `caresim merge ${quoted(pending.place)} ...`);
  return done.partial ? EXIT.interrupted : EXIT.done;
}

const asList = (series: NonNullable<Args['series']>): 'all' | string[] => (series === 'all' ? series : [...series]);
