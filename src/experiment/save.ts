/** A finished simulation as a result folder on disk. */
import type { Side } from '../result/comparison.js';
import {
  type AnyFolder,
  type ComparisonDocument,
  type Manifest,
  type ResultFolder,
  SCHEMA_VERSION,
  type Summary,
} from '../result/document.js';
import { comparisonFiles, comparisonFolderOf, type Files, runFiles, runFolderOf, scenarioPath } from '../result/folder.js';
import { replicationsParquet } from '../result/parquet.js';
import type { RunFacts } from '../result/summary.js';
import type { RunScenario } from './scenarios.js';
import type { Simulation } from './simulate.js';
import type { PendingFolder } from './write.js';

/** Draws a report; handed in, since drawing is heavy and not every run wants it. */
export type Draw = (folder: AnyFolder) => {
  readonly html: string;
  readonly charts: readonly { readonly name: string; readonly svg: string }[];
};

/** How a simulation came about. */
export interface Circumstances {
  readonly caresim: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly command: string;
  readonly seed: number;
  readonly engine: string;
  readonly workers: number;
  /** ISO times */
  readonly started: string;
  readonly finished: string;
}

/** A report's files. */
export function reportFiles(report: ReturnType<Draw>): Files {
  const encoder = new TextEncoder();
  const files: Files = new Map(report.charts.map(({ name, svg }) => [`charts/${name}.svg`, encoder.encode(svg)]));
  return files.set('report.html', encoder.encode(report.html));
}

function factsOf(scenario: RunScenario, simulation: Simulation, about: Circumstances): RunFacts {
  return {
    caresim: about.caresim,
    scenario: scenario.name,
    scenarioSha256: scenario.record.sha256,
    seed: about.seed,
    start: scenario.start,
    engine: about.engine,
    partial: simulation.partial,
    ...(scenario.record.shares && { shares: scenario.record.shares }),
  };
}

function manifestOf(kind: Manifest['kind'], scenarios: readonly RunScenario[], simulation: Simulation, about: Circumstances): Manifest {
  const { input, start } = scenarios[0]!;
  return {
    schemaVersion: SCHEMA_VERSION,
    kind,
    versions: { caresim: about.caresim, ...about.versions },
    command: about.command,
    scenarios: scenarios.map(({ record }) => record),
    seed: about.seed,
    replications: simulation.replications,
    weeks: input.weeks,
    warmUpWeeks: input.warmUpWeeks,
    start,
    engine: about.engine,
    workers: about.workers,
    partial: simulation.partial,
    started: about.started,
    finished: about.finished,
    files: {},
  };
}

async function writeRun(pending: PendingFolder, folder: ResultFolder, side: Side, under: string, draw: Draw | null): Promise<void> {
  await pending.write(runFiles(folder, side.aggregate), under);
  const parquet = await pending.open(under === '' ? 'replications.parquet' : `${under}/replications.parquet`);
  replicationsParquet(side.aggregate, parquet.append);
  parquet.close();
  if (draw !== null) await pending.write(reportFiles(draw(folder)), under);
  await pending.seal(folder.manifest, under);
}

/** Writes a run and puts it in its place. */
export async function saveRun(
  pending: PendingFolder,
  scenario: RunScenario,
  simulation: Simulation,
  about: Circumstances,
  draw: Draw | null,
): Promise<Summary> {
  const side = simulation.sides[0]!;
  const folder = runFolderOf(side.aggregate, factsOf(scenario, simulation, about), manifestOf('run', [scenario], simulation, about));
  await writeRun(pending, folder, side, '', draw);
  await pending.commit();
  return folder.summary;
}

/** Writes a comparison with a complete folder for each of its scenarios, and puts it in its place. */
export async function saveComparison(
  pending: PendingFolder,
  scenarios: readonly RunScenario[],
  simulation: Simulation,
  about: Circumstances,
  draw: Draw | null,
): Promise<{ comparison: ComparisonDocument; summaries: Summary[] }> {
  const runs = scenarios.map((scenario, i) =>
    runFolderOf(simulation.sides[i]!.aggregate, factsOf(scenario, simulation, about), manifestOf('run', [scenario], simulation, about)),
  );
  const facts = factsOf(scenarios[0]!, simulation, about);
  const folder = comparisonFolderOf(simulation.sides, runs, facts, manifestOf('comparison', scenarios, simulation, about));
  for (const [i, run] of runs.entries()) await writeRun(pending, run, simulation.sides[i]!, scenarioPath(scenarios[i]!.name), draw);
  await pending.write(comparisonFiles(folder, simulation.sides));
  if (draw !== null) await pending.write(reportFiles(draw(folder)));
  await pending.seal(folder.manifest);
  await pending.commit();
  return { comparison: folder.comparison, summaries: runs.map((run) => run.summary) };
}
