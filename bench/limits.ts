/* Programs outside this process that the kernel is held against, where the machine has what they need. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Limits {
  /** binary built from mmc.cpp; null without g++ */
  readonly cpp: string | null;
  /** the Python that PYTHON names, or python3, where it has SimPy; null without */
  readonly python: string | null;
  readonly versions: Readonly<Record<string, string>>;
}

/** Files of the benchmarks that are not compiled. */
const fileOf = (name: string) => join(process.cwd(), 'bench', name);

function firstLine(command: string, ...words: string[]): string | null {
  const { status, stdout } = spawnSync(command, words, { encoding: 'utf8' });
  return status === 0 ? (stdout.split('\n')[0] ?? '').trim() : null;
}

function buildCpp(): string | null {
  const binary = join(mkdtempSync(join(tmpdir(), 'caresim-bench-')), 'mmc');
  const { status } = spawnSync('g++', ['-O3', '-march=native', '-std=c++17', fileOf('mmc.cpp'), '-o', binary], { stdio: 'ignore' });
  return status === 0 ? binary : null;
}

export function findLimits(): Limits {
  const python = process.env.PYTHON ?? 'python3';
  const simpy = firstLine(python, '-c', 'import simpy; print(simpy.__version__)');
  const cpp = buildCpp();
  return {
    cpp,
    python: simpy === null ? null : python,
    versions: {
      ...(cpp !== null && { 'g++': firstLine('g++', '-dumpfullversion') ?? '' }),
      ...(simpy !== null && { simpy }),
    },
  };
}

export interface Outside {
  readonly engine: string;
  readonly nsPerEvent: number;
  readonly meanWait: number;
}

/** Runs each program once, with so many customers (SimPy a fiftieth of them). */
export function mmcOutside({ cpp, python }: Limits, customers: number): (round: number) => Outside[] {
  const commands = [
    ...(cpp === null ? [] : [{ engine: 'cpp', words: [cpp, String(customers)] }]),
    ...(python === null ? [] : [{ engine: 'simpy', words: [python, fileOf('mmc.py'), String(Math.ceil(customers / 50))] }]),
  ];
  return (round) =>
    commands.map(({ engine, words: [command, ...words] }) => {
      const { status, stdout, stderr } = spawnSync(command, [...words, String(round + 1)], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${engine}: ${stderr}`);
      const { ns_per_event, mean_wait } = JSON.parse(stdout) as { ns_per_event: number; mean_wait: number };
      return { engine, nsPerEvent: ns_per_event, meanWait: mean_wait };
    });
}
