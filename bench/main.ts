/*
 * npm run bench: every benchmark, into results/bench/<date>.json, .md and .svg.
 *   --json    prints the results as one JSON document and nothing else on standard output, and writes nothing
 *   --quick   a tenth of the work: to see that it runs, not to quote
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { benchStart, benchWorkers, type StartResult, type WorkersResult } from './command.js';
import { benchGrowth, COUNTRY, type GrowthRow, STEPS } from './growth.js';
import { benchHold, type HoldResult } from './hold.js';
import { benchKernel, type KernelResult } from './kernel.js';
import { findLimits } from './limits.js';
import { benchMemory, type MemoryResult } from './memory.js';
import { chart, markdown } from './publish.js';
import type { Medians } from './rounds.js';
import { benchSampling } from './sampling.js';
import { grown, NORFOLK } from './scenario.js';
import { benchRatios, benchShipped, type RatioResult, type ScenarioResult } from './shipped.js';

export interface Results {
  readonly date: string;
  readonly rounds: number;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memory_gib: number;
    readonly system: string;
    readonly versions: Readonly<Record<string, string>>;
    /** processes that wanted to run, over a minute */
    readonly load: number;
    readonly load_at_end: number;
  };
  readonly kernel: KernelResult;
  readonly hold: Readonly<Record<string, HoldResult>>;
  readonly sampling: Medians;
  readonly scenarios: Readonly<Record<string, ScenarioResult>>;
  readonly scaling: { readonly workers: WorkersResult; readonly growth: readonly GrowthRow[] };
  readonly ratios: RatioResult;
  readonly start: StartResult;
  /** null when it was left out for want of time */
  readonly memory: MemoryResult | null;
}

const FULL = {
  rounds: 5,
  customers: 1_000_000,
  simjsCustomers: 100_000,
  pending: [10, 100, 1_000, 10_000, 100_000],
  holds: 500_000,
  draws: 2_000_000,
  replications: 5,
  commandReplications: 60,
  manyReplications: 1_000,
  growth: [...STEPS, ...COUNTRY],
  memory: 10_000,
};
type Sizes = typeof FULL;
const QUICK: Sizes = {
  ...FULL,
  rounds: 3,
  customers: 200_000,
  simjsCustomers: 20_000,
  holds: 100_000,
  draws: 200_000,
  replications: 2,
  commandReplications: 8,
  manyReplications: 0,
  growth: [{ people: 4 }],
  memory: 0,
};

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function all(sizes: Sizes): Promise<Results> {
  // what cannot be read is found before the half hour that the rest takes, not after
  for (const growth of sizes.growth) grown(NORFOLK, growth);
  const limits = findLimits();
  const [load] = loadavg();
  const { rounds } = sizes;
  say('kernel');
  const kernel = await benchKernel({ customers: sizes.customers, simjsCustomers: sizes.simjsCustomers, rounds }, limits);
  say('calendar');
  const hold = await benchHold({ pending: sizes.pending, holds: sizes.holds, rounds });
  say('draws');
  const sampling = await benchSampling(sizes.draws, rounds);
  say('scenarios');
  const scenarios = benchShipped(sizes.replications);
  const ratios = benchRatios(limits, sizes.replications, Math.min(5, rounds));
  say('start, workers');
  const start = benchStart(rounds);
  const workers = benchWorkers(sizes.commandReplications, sizes.manyReplications, Math.min(3, rounds));
  say('growth');
  const growth = benchGrowth(sizes.growth, Math.min(2, sizes.replications));
  say('memory');
  const memory = sizes.memory === 0 ? null : benchMemory(sizes.memory);
  return {
    date: new Date().toISOString(),
    rounds,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown processor',
      cores: availableParallelism(),
      memory_gib: Math.round(totalmem() / 2 ** 30),
      system: `${platform()} ${release()} ${arch()}`,
      versions: { Node: process.version, V8: process.versions.v8, ...limits.versions },
      load,
      load_at_end: loadavg()[0],
    },
    kernel,
    hold,
    sampling,
    scenarios,
    scaling: { workers, growth },
    ratios,
    start,
    memory,
  };
}

const words = process.argv.slice(2);
const results = await all(words.includes('--quick') ? QUICK : FULL);
if (words.includes('--json')) console.log(JSON.stringify(results, null, 2));
else {
  const folder = join(process.cwd(), 'results/bench');
  const name = results.date.slice(0, 10);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(folder, `${name}.svg`), chart(results));
  writeFileSync(join(folder, `${name}.md`), markdown(results, `${name}.svg`));
  console.log(markdown(results, `${name}.svg`));
  say(`Wrote results/bench/${name}.md, .json and .svg`);
}
