/*
 * Memory of a run of very many replications: real records of Norfolk's baseline, each changed a little so that no two are alike, are
 * taken in and the result folder is written, in a process of its own. Simulating them would take hours and say nothing more.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { saveRun } from '../src/experiment/save.js';
import { createSides } from '../src/experiment/sides.js';
import { PendingFolder } from '../src/experiment/write.js';
import type { ReplicationRecord } from '../src/model/record.js';
import { createModel } from '../src/model/run.js';
import { ExponentialSource } from './exponential.js';
import { NORFOLK, readyOf } from './scenario.js';

export interface MemoryResult {
  readonly replications: number;
  readonly resident_mib: number;
  readonly seconds: number;
  /** farthest that a weekly quantile may lie from the exact one, as a share of the spread; 0: exact */
  readonly bands_error: number;
}

/** A record like another: every weekly value a little more or less, as of another future. */
function varied(record: ReplicationRecord, replication: number, source: ExponentialSource): ReplicationRecord {
  const weekly = record.weekly.map((value) => (Number.isInteger(value) ? value : value * (0.9 + 0.1 * source.draw())));
  return { ...record, replication, weekly };
}

async function measure(replications: number): Promise<MemoryResult> {
  const scenario = readyOf(NORFOLK);
  const model = createModel(scenario.input);
  const records = [1, 2, 3].map((replication) => model.replicate(1, replication));
  const start = performance.now();
  const { sides, add } = createSides([scenario]);
  const source = new ExponentialSource(1);
  for (let r = 1; r <= replications; r++) {
    add(r, [varied(records[r % 3], r, source)]);
    // Without a pause nothing is ever given back.
    if (r % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const out = mkdtempSync(join(tmpdir(), 'caresim-bench-'));
  const pending = new PendingFolder(join(out, 'run'), false);
  await pending.prepare();
  const about = { caresim: '', versions: {}, command: '', seed: 1, engine: 'native', workers: 1, started: '', finished: '' };
  await saveRun(pending, scenario, { sides, replications, partial: false, imprecise: [] }, about, null);
  rmSync(out, { recursive: true });
  return {
    replications,
    resident_mib: process.resourceUsage().maxRSS / 1024,
    seconds: (performance.now() - start) / 1000,
    bands_error: sides[0].aggregate.weekly.quantileError,
  };
}

export function benchMemory(replications: number): MemoryResult {
  return JSON.parse(
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), String(replications)], { encoding: 'utf8' }),
  ) as MemoryResult;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await measure(Number(process.argv[2]))));
