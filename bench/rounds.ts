/*
 * Timing: every round times each task once, in turn, with tinybench; medians over rounds. The machine's mood then falls on all tasks
 * alike, so that ratios hold on a machine that is busy with other things, where absolute times do not.
 */
import { Bench } from 'tinybench';

export interface Task {
  readonly name: string;
  /** events, draws or replications in one run */
  readonly units: number;
  /** numbers of rounds begin below 0: those warm up and are not counted */
  readonly run: (round: number) => unknown;
}

/** Median nanoseconds for each unit, by task. */
export type Medians = Readonly<Record<string, number>>;

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

export async function inRounds(tasks: readonly Task[], rounds: number, warmUp = 2): Promise<Medians> {
  const ns = new Map<string, number[]>(tasks.map(({ name }) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    const bench = new Bench({ iterations: 1, time: 0, warmup: false, retainSamples: true, throws: true });
    for (const { name, run } of tasks) bench.add(name, () => void run(round + warmUp));
    await bench.run();
    if (round < 0) continue;
    for (const { name, units } of tasks) {
      const result = bench.getTask(name)?.result;
      if (result?.state !== 'completed') throw new Error(`${name} was not timed`);
      ns.get(name)!.push((result.latency.mean * 1e6) / units);
    }
  }
  return Object.fromEntries([...ns].map(([name, values]) => [name, median(values)]));
}
