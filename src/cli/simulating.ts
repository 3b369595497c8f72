/** What `run` and `compare` share: where the result goes, the simulation with progress and interrupts, the report. */
import { join } from 'node:path';
import type { Circumstances, Draw } from '../experiment/save.js';
import type { ReadyScenario } from '../experiment/scenarios.js';
import { type Simulation, simulate } from '../experiment/simulate.js';
import { checkPlace, PendingFolder } from '../experiment/write.js';
import { folderName } from '../result/folder.js';
import { SeriesParquet } from '../result/parquet.js';
import { seriesOf } from '../result/series.js';
import type { Args } from './args.js';
import { ProgressLine } from './progress.js';
import type { Terminal } from './terminal.js';
import { VERSION } from './version.js';

/** A folder named for now under a scenario's (or a pair's) own. */
export function defaultPlace(name: string, now: Date): string {
  return join('results', name, now.toISOString().slice(0, 19).replaceAll(':', '-'));
}

/** Name of a comparison's folder. */
export function comparisonName(scenarios: readonly ReadyScenario[]): string {
  const [baseline, ...others] = scenarios.map(({ name }) => folderName(name));
  return `${baseline}-vs-${others.join('-and-')}`.slice(0, 150);
}

/** A folder to write to, refused before anything runs when it may not be. */
export async function openPlace(directory: string, args: Args): Promise<PendingFolder> {
  await checkPlace(directory, args.overwrite);
  const pending = new PendingFolder(directory, args.overwrite);
  await pending.prepare();
  return pending;
}

/** Draws reports, or nothing under --no-report. Loaded late: drawing needs far more than simulating. */
export async function drawing(args: Args): Promise<Draw | null> {
  if (!args.report) return null;
  const { renderComparisonReport, renderRunReport } = await import('../report/index.js');
  return (folder) => (folder.kind === 'run' ? renderRunReport(folder) : renderComparisonReport(folder));
}

async function seriesFiles(
  scenarios: readonly ReadyScenario[],
  pathOf: (scenario: ReadyScenario) => string,
  pending: PendingFolder,
  args: Args,
) {
  if (args.series === undefined) return [];
  const chosen = args.series;
  return Promise.all(
    scenarios.map(async (scenario) => {
      const frame = { areas: scenario.input.areas, groups: scenario.input.groups, weeks: scenario.input.weeks };
      const file = await pending.open(pathOf(scenario));
      return { parquet: new SeriesParquet({ series: seriesOf(frame), frame }, chosen, file.append), file };
    }),
  );
}

export interface Simulated {
  readonly simulation: Simulation;
  readonly about: Circumstances;
}

/**
 * Simulates scenarios together. On the first interrupt it stops and keeps what is finished.
 * @param seriesPath where a scenario's series.parquet goes inside the folder
 */
export async function simulateAll(
  scenarios: readonly ReadyScenario[],
  args: Args,
  terminal: Terminal,
  pending: PendingFolder,
  seriesPath: (scenario: ReadyScenario) => string,
): Promise<Simulated> {
  const workers = args.workers ?? terminal.cores;
  const started = terminal.now().toISOString();
  const noun = scenarios.length > 1 ? 'pairs' : 'futures';
  const line = new ProgressLine(terminal, noun);
  const abort = new AbortController();
  const stopListening = terminal.onInterrupt(() => {
    abort.abort();
    terminal.say('\nInterrupted: keeping what is finished. Interrupt again to stop at once.');
  });
  const series = await seriesFiles(scenarios, seriesPath, pending, args);
  const count = args.replications === 'auto' ? 'as many futures as the precision needs' : `${args.replications} ${noun}`;
  line.start(`${scenarios.map(({ name }) => name).join(' and ')}: ${count}, seed ${args.seed}`);
  try {
    const simulation = await simulate({
      scenarios: scenarios.map(({ name, input, targets }, i) => {
        const parquet = series[i]?.parquet;
        return { name, input, targets, ...(parquet && { onWeekly: (r: number, weekly: Float64Array) => parquet.add(r, weekly) }) };
      }),
      seed: args.seed,
      replications: args.replications,
      workers,
      engine: args.engine,
      checkInvariants: args['check-invariants'],
      signal: abort.signal,
      onProgress: (progress) => line.update(progress),
    });
    for (const { parquet, file } of series) {
      parquet.finish();
      file.close();
    }
    line.finish(simulation.replications);
    const about = { caresim: VERSION, versions: terminal.versions, command: args.command, seed: args.seed, engine: args.engine, workers };
    return { simulation, about: { ...about, started, finished: terminal.now().toISOString() } };
  } finally {
    stopListening();
  }
}

/** Says what was interrupted or is not yet precise. */
export function sayGaps(simulation: Simulation, terminal: Terminal): void {
  if (simulation.partial) terminal.warn(`Interrupted after ${simulation.replications} finished futures.`);
  if (simulation.imprecise.length > 0)
    terminal.warn(`Not known to 5 % after ${simulation.replications} futures: ${simulation.imprecise.join(', ')}.`);
}

/** Where to look first in a folder. */
export function written(directory: string, args: Args): string {
  return `Wrote ${args.report ? join(directory, 'report.html') : directory}`;
}
