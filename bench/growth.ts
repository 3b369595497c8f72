/* How the cost of a replication grows with people, providers, areas and weeks, up to a country. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tuneEngine } from '../src/experiment/tuning.js';
import { createModel } from '../src/model/run.js';
import { median } from './rounds.js';
import { type Growth, grown, NORFOLK } from './scenario.js';

export interface GrowthRow extends Growth {
  readonly events: number;
  /** of processor time */
  readonly ms: number;
  readonly ns_per_event: number;
  readonly memory_mib: number;
  /** against the scenario as it is */
  readonly times_the_time: number;
  readonly times_the_memory: number;
}

interface Measured {
  readonly events: number;
  readonly ms: number;
  readonly bytes: number;
}

/** Processor time of a replication (a country takes long, and the machine does other things meanwhile), and bytes that the scenario, its model and a record hold beside what was there before. */
function measure(growth: Growth, replications: number): Measured {
  const held = () => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const bytesBefore = held();
  tuneEngine();
  const model = createModel(grown(NORFOLK, growth));
  let record = model.replicate(1, 1);
  const ms: number[] = [];
  for (let r = 2; r <= 1 + replications; r++) {
    const before = process.cpuUsage();
    record = model.replicate(1, r);
    const { user, system } = process.cpuUsage(before);
    ms.push((user + system) / 1000);
  }
  return { events: record.events, ms: median(ms), bytes: held() - bytesBefore };
}

/** In a process of its own, since the engine's code for one model serves another less well. */
function measureApart(growth: Growth, replications: number): Measured {
  const words = ['--expose-gc', fileURLToPath(import.meta.url), JSON.stringify(growth), String(replications)];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })) as Measured;
}

/** Norfolk as it is first. Each is held against Norfolk in the same minute. */
export function benchGrowth(growths: readonly Growth[], replications: number): GrowthRow[] {
  return [{}, ...growths].map((growth) => {
    const base = measureApart({}, Math.max(3, replications));
    const { events, ms, bytes } = Object.keys(growth).length === 0 ? base : measureApart(growth, replications);
    return {
      ...growth,
      events,
      ms,
      ns_per_event: (ms * 1e6) / events,
      memory_mib: bytes / 2 ** 20,
      times_the_time: ms / base.ms,
      times_the_memory: bytes / base.bytes,
    };
  });
}

export const STEPS: readonly Growth[] = [
  { people: 2 },
  { people: 4 },
  { people: 8 },
  { providers: 2 },
  { providers: 8 },
  { areas: 2 },
  { areas: 8 },
  { weeks: 2 },
  { weeks: 4 },
];

/** A hundred times the people, with as many times the providers: as in a country. */
export const COUNTRY: readonly Growth[] = [{ people: 100, providers: 100 }];

const [, , growth, replications] = process.argv;
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(measure(JSON.parse(growth) as Growth, Number(replications))));
}
