/* The command as a user meets it, in processes of its own: start-up, replications a second by workers, memory. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './rounds.js';

const MAIN = join(process.cwd(), 'dist/cli/main.js');
const BASELINE = 'scenarios/norfolk/baseline.yaml';

/** Prints the most memory that a process had resident, in KiB, when it ends. */
const REPORT_MEMORY = 'data:text/javascript,process.on("exit",()=>console.error("resident "+process.resourceUsage().maxRSS))';

interface Ran {
  readonly ms: number;
  readonly residentMib: number;
}

function caresim(...words: string[]): Ran {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', REPORT_MEMORY, MAIN, ...words], { encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`caresim ${words.join(' ')}: ${stderr}`);
  return { ms, residentMib: Number(/resident (\d+)/.exec(stderr)?.[1]) / 1024 };
}

export interface StartResult {
  readonly node_ms: number;
  readonly help_ms: number;
  readonly check_ms: number;
  /** a run of 50 replications with charts and report */
  readonly run_50_ms: number;
}

/** Medians; `node_ms` is an empty program, the least that any can take. */
export function benchStart(rounds: number): StartResult {
  const empty = () => {
    const start = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - start;
  };
  const taken = Array.from({ length: rounds }, () => [empty(), caresim('--help').ms, caresim('check', BASELINE).ms]);
  const [node_ms, help_ms, check_ms] = [0, 1, 2].map((i) => median(taken.map((row) => row[i])));
  const run_50_ms = inFolder((out) =>
    median(Array.from({ length: Math.min(3, rounds) }, () => caresim('run', BASELINE, '-r', '50', '-q', ...out).ms)),
  );
  return { node_ms, help_ms, check_ms, run_50_ms };
}

/** Hands on the words that have results written to a folder, which then goes. */
function inFolder<T>(work: (out: readonly string[]) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'caresim-bench-'));
  try {
    return work(['--out', join(folder, 'run'), '--overwrite']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface WorkersResult {
  readonly replications: number;
  /** replications a second of the whole command with its files, without a report */
  readonly one: number;
  readonly two: number;
  readonly two_over_one: number;
  readonly resident_mib_two: number;
  /**
   * the same with very many replications, each once, where the time that the engine takes to compile the model, in every worker anew,
   * no longer counts; null when it was left out
   */
  readonly many: {
    readonly replications: number;
    readonly seconds_one: number;
    readonly seconds_two: number;
    readonly two_over_one: number;
    readonly resident_mib_two: number;
  } | null;
}

/** Norfolk's baseline; 1 and 2 workers take turns. */
export function benchWorkers(replications: number, many: number, rounds: number): WorkersResult {
  return inFolder((out) => {
    const run = (count: number, workers: number) =>
      caresim('run', BASELINE, '-r', String(count), '--workers', String(workers), '--no-report', '-q', ...out);
    const taken = Array.from({ length: rounds }, () => [run(replications, 1), run(replications, 2)]);
    const perSecond = (i: number) => (1000 * replications) / median(taken.map((row) => row[i].ms));
    const most = many === 0 ? null : [run(many, 1), run(many, 2)];
    return {
      replications,
      one: perSecond(0),
      two: perSecond(1),
      two_over_one: perSecond(1) / perSecond(0),
      resident_mib_two: median(taken.map((row) => row[1].residentMib)),
      many: most && {
        replications: many,
        seconds_one: most[0].ms / 1000,
        seconds_two: most[1].ms / 1000,
        two_over_one: most[0].ms / most[1].ms,
        resident_mib_two: most[1].residentMib,
      },
    };
  });
}
