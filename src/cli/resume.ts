/** Going on with an interrupted run: where its result is, whether it is the same run, and what it had finished. */
import { copyFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { KEPT_FILE, Kept, keeping } from '../experiment/kept.js';
import { PLAIN, recordsIn } from '../experiment/records.js';
import type { ReadyScenario } from '../experiment/scenarios.js';
import type { Plan, Simulation } from '../experiment/simulate.js';
import type { PendingFolder } from '../experiment/write.js';
import { type Manifest, manifestSchema, type ScenarioRecord } from '../result/document.js';
import { type Args, quoted } from './args.js';
import { InputError } from './errors.js';
import { VERSION } from './version.js';

async function manifestIn(directory: string): Promise<Manifest | null> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8')));
  } catch {
    return null;
  }
}

/** The last interrupted result under a folder; null when there is none. */
async function lastInterrupted(under: string): Promise<string | null> {
  const names = await readdir(under).catch(() => []);
  for (const name of names.sort().reverse()) {
    const directory = join(under, name);
    if ((await manifestIn(directory))?.partial === true) return directory;
  }
  return null;
}

/** What differs between an interrupted run and the one that is asked for. */
function differences(manifest: Manifest, scenarios: readonly ReadyScenario[], args: Args): string[] {
  const problems: string[] = [];
  const { caresim } = manifest.versions;
  if (caresim !== VERSION) problems.push(`It was made by caresim ${caresim}, and this is ${VERSION}.`);
  if (manifest.seed !== args.seed) problems.push(`It has --seed ${manifest.seed}, not ${args.seed}.`);
  if (manifest.scenarios.length !== scenarios.length)
    problems.push(`It has ${manifest.scenarios.length} scenarios, not ${scenarios.length}.`);
  else
    for (const [i, { path, record }] of scenarios.entries())
      if (manifest.scenarios[i]!.sha256 !== record.sha256)
        problems.push(`${path} is not as it was: a setting, --set or --weeks is different, or it is another scenario.`);
  const asked = ({ at, shares }: ScenarioRecord) => JSON.stringify([at ?? [], shares ?? []]);
  if (problems.length === 0 && asked(manifest.scenarios[0]!) !== asked(scenarios[0]!.record))
    problems.push('It has other --at or --share.');
  return problems;
}

/**
 * The folder of an interrupted run of these scenarios: --out, or else the last one where results of that name are.
 * @throws InputError when there is none, or it is of another run
 */
export async function interruptedPlace(name: string, scenarios: readonly ReadyScenario[], args: Args): Promise<string> {
  const under = join('results', name);
  const directory = args.out ?? (await lastInterrupted(under));
  if (directory === null)
    throw new InputError([`There is no interrupted result under ${under}.`], 'Say where it is with --out, or leave out --resume.');
  const manifest = await manifestIn(directory);
  if (manifest === null) throw new InputError([`${directory} holds no result that can be gone on with.`], 'Leave out --resume.');
  if (!manifest.partial) throw new InputError([`${directory} is whole: there is nothing to go on with.`], 'Leave out --resume.');
  const kept = await readdir(directory);
  if (!kept.includes(KEPT_FILE)) throw new InputError([`${directory} has lost ${KEPT_FILE}, which holds what was finished.`]);
  const problems = differences(manifest, scenarios, args);
  if (problems.length > 0) throw new InputError([`${directory} is of another run.`, ...problems], `It was made by: ${manifest.command}`);
  return directory;
}

/**
 * Keeps what is finished beside the result while it is simulated, after what was finished before an interrupt; where there is
 * another interrupt it stays in the folder.
 */
export async function keepingFinished(
  pending: PendingFolder,
  isResumed: boolean,
  work: (around: NonNullable<Plan['around']>) => Promise<Simulation>,
): Promise<Simulation> {
  const earlier = join(pending.directory, KEPT_FILE);
  const file = pending.pathOf(KEPT_FILE);
  if (isResumed) await copyFile(earlier, file);
  const sha256 = (await manifestIn(pending.directory))?.files[KEPT_FILE]?.sha256 ?? '';
  const before = isResumed ? recordsIn(earlier, sha256, PLAIN) : [].values();
  const kept = new Kept(file);
  try {
    const simulation = await work((runner) => keeping(runner, kept, before));
    if (simulation.partial) await pending.adopt(KEPT_FILE);
    return simulation;
  } finally {
    kept.close();
    if (!pending.has(KEPT_FILE)) await rm(file);
  }
}

/** The command that goes on with an interrupted run of scenarios. */
export function goOn(words: readonly string[], pending: PendingFolder, args: Args): string {
  return `${args.commandOn(words)} --resume --out ${quoted(pending.place)}`;
}
