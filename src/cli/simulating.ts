/** What `run`, `compare` and `merge` share: where the result goes, the simulation with progress and interrupts, the report. */
import { join } from 'node:path';
import type { Circumstances, Draw } from '../experiment/save.js';
import type { ReadyScenario, RunScenario } from '../experiment/scenarios.js';
import type { SideSetup } from '../experiment/sides.js';
import { type Gathering, type Simulation, simulate } from '../experiment/simulate.js';
import { checkPlace, PendingFolder } from '../experiment/write.js';
import { frameOf } from '../model/record.js';
import { counted, listed } from '../report/words/numbers.js';
import { folderName } from '../result/folder.js';
import { SeriesParquet } from '../result/parquet.js';
import { seriesOf } from '../result/series.js';
import type { Args } from './args.js';
import { InputError } from './errors.js';
import { type Followed, many, ProgressLine } from './progress.js';
import { keepingFinished } from './resume.js';
import type { Terminal } from './terminal.js';
import { VERSION } from './version.js';

/** A folder named for now under a scenario's (or a pair's) own. */
export function defaultPlace(name: string, now: Date): string {
  return join('results', name, now.toISOString().slice(0, 19).replaceAll(':', '-'));
}

/** Name of a comparison's folder. */
export function comparisonName(scenarios: readonly RunScenario[]): string {
  const [baseline, ...others] = scenarios.map(({ name }) => folderName(name));
  return `${baseline}-vs-${others.join('-and-')}`.slice(0, 150);
}

const INTERRUPTED = 'Interrupted: keeping what is finished. Interrupt again to stop at once.';

/**
 * Writes a folder, refused before anything runs when it may not be written. An interrupt where nobody else listens for one does not lose
 * what is finished; whatever ends the work, nothing half-written stays.
 */
export async function inPlace<T>(
  directory: string,
  args: Args,
  terminal: Terminal,
  work: (pending: PendingFolder) => Promise<T>,
): Promise<T> {
  const mayReplace = args.overwrite || args.resume;
  await checkPlace(directory, mayReplace);
  const pending = new PendingFolder(directory, mayReplace);
  terminal.onExit(() => pending.discard());
  const stopListening = terminal.onInterrupt(() => {
    terminal.say(INTERRUPTED);
  });
  try {
    await pending.prepare();
    return await work(pending);
  } finally {
    stopListening();
    pending.discard();
  }
}

/** Draws reports, or nothing under --no-report. Loaded late: drawing needs far more than simulating. */
export async function drawing(args: Pick<Args, 'report'>): Promise<Draw | null> {
  if (!args.report) return null;
  const { renderComparisonReport, renderRunReport } = await import('../report/index.js');
  return (folder) => (folder.kind === 'run' ? renderRunReport(folder) : renderComparisonReport(folder));
}

async function seriesFiles<T extends RunScenario>(
  scenarios: readonly T[],
  pathOf: (scenario: T) => string,
  pending: PendingFolder,
  chosen: Args['series'],
) {
  if (chosen === undefined) return [];
  return Promise.all(
    scenarios.map(async (scenario) => {
      const frame = frameOf(scenario.input);
      const file = await pending.open(pathOf(scenario));
      return { parquet: new SeriesParquet({ series: seriesOf(frame), frame }, chosen, file.append), file };
    }),
  );
}

/** Follows what takes long with a line of progress; the first interrupt stops it and keeps what is finished. */
export async function followed<T extends { readonly replications: number }>(
  terminal: Terminal,
  what: Followed,
  title: string,
  work: (hooks: Required<Pick<Gathering, 'signal' | 'onProgress'>>) => Promise<T>,
): Promise<T> {
  const line = new ProgressLine(terminal, what);
  const abort = new AbortController();
  const stopListening = terminal.onInterrupt(() => {
    abort.abort();
    terminal.say(INTERRUPTED);
  });
  // An interrupt may have come while everything was got ready.
  if (terminal.isInterrupted) abort.abort();
  line.start(title);
  try {
    const done = await work({ signal: abort.signal, onProgress: (progress) => line.update(progress) });
    line.finish(done.replications);
    return done;
  } finally {
    stopListening();
  }
}

/** What is counted, one of it: replications of one scenario or of several. */
export const nounOf = ({ length }: readonly unknown[]): string => (length > 2 ? 'future of each' : length === 2 ? 'pair' : 'future');

/** What is followed while scenarios are simulated: the first of the figures that the first of them leads with. */
export function followedIn(scenarios: readonly RunScenario[]): Followed {
  return { noun: nounOf(scenarios), metric: scenarios[0]!.record.headline?.[0] };
}

export function titleOf(scenarios: readonly RunScenario[], count: string, seed: number): string {
  return `${listed(scenarios.map(({ name }) => name))}: ${count}, seed ${seed}`;
}

/**
 * What the command line says of how replications come about.
 * @throws InputError for pairs of an odd number
 */
export function planOf(args: Args, terminal: Terminal) {
  const { seed, engine, antithetic, replications, workers = terminal.cores } = args;
  if (antithetic && replications !== 'auto' && replications % 2 === 1)
    throw new InputError([`--antithetic simulates futures in pairs: --replications ${replications} must be an even number.`]);
  return { seed, engine, antithetic, workers, checkInvariants: args['check-invariants'] };
}

/** How what is simulated now comes about, but for when it is finished. */
export function circumstancesOf(args: Args, terminal: Terminal): Omit<Circumstances, 'finished'> {
  const { seed, engine, workers } = planOf(args, terminal);
  const started = terminal.now().toISOString();
  return { caresim: VERSION, versions: terminal.versions, command: args.command, seed, engine, workers, started };
}

/**
 * Takes replications of scenarios in together, with the weekly series that were asked for written as they come.
 * @param pathOf where a scenario's series.parquet goes inside the folder
 */
export async function gatherAll<T extends RunScenario>(
  scenarios: readonly T[],
  chosen: Args['series'],
  pending: PendingFolder,
  pathOf: (scenario: T) => string,
  gather: (scenarios: readonly (T & Pick<SideSetup, 'onWeekly'>)[]) => Promise<Simulation>,
): Promise<Simulation> {
  const series = await seriesFiles(scenarios, pathOf, pending, chosen);
  const simulation = await gather(
    scenarios.map((scenario, i) => {
      const parquet = series[i]?.parquet;
      return { ...scenario, ...(parquet && { onWeekly: (r: number, weekly: Float64Array) => parquet.add(r, weekly) }) };
    }),
  );
  for (const { parquet, file } of series) {
    parquet.finish();
    file.close();
  }
  return simulation;
}

/** Simulates scenarios together. */
export async function simulateAll(
  scenarios: readonly ReadyScenario[],
  args: Args,
  terminal: Terminal,
  pending: PendingFolder,
  pathOf: (scenario: ReadyScenario) => string,
): Promise<{ simulation: Simulation; about: Circumstances }> {
  const about = circumstancesOf(args, terminal);
  const { replications } = args;
  const noun = nounOf(scenarios);
  const count = replications === 'auto' ? 'as many futures as the precision needs' : many(replications, noun);
  const simulation = await keepingFinished(pending, args.resume, (around) =>
    followed(terminal, followedIn(scenarios), titleOf(scenarios, count, args.seed), (hooks) =>
      gatherAll(scenarios, args.series, pending, pathOf, (planned) =>
        simulate({ scenarios: planned, replications, ...planOf(args, terminal), ...hooks, around }),
      ),
    ),
  );
  return { simulation, about: { ...about, finished: terminal.now().toISOString() } };
}

export const NOTHING_FINISHED = 'Interrupted before the first future was finished: nothing is written.';

/** Says what was interrupted or is not yet precise. */
export function sayGaps(simulation: Simulation, terminal: Terminal): void {
  const { partial, replications } = simulation;
  if (partial && replications === 0) terminal.warn(NOTHING_FINISHED);
  else if (partial) terminal.warn(`Interrupted after ${counted(replications, 'finished future')}.`);
  if (simulation.imprecise.length > 0)
    terminal.warn(`Not known to 5 % after ${simulation.replications} futures: ${simulation.imprecise.join(', ')}.`);
}

/** Where to look first in a folder. */
export function written(directory: string, args: Pick<Args, 'report'>): string {
  return `Wrote ${args.report ? join(directory, 'report.html') : directory}`;
}
