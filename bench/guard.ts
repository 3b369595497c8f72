/*
 * npm run bench:guard: has anything become slower? Never by absolute times, which say more of the machine than of the program: every
 * figure is how many times cheaper something of ours is than an event of simjs, whose code does not change, measured in turn in the
 * same process. It fails when a figure has lost more than a quarter of what floors.json holds; a machine that was busy is given two
 * more tries. `--write` puts what was measured into floors.json: for a gain, or for a loss that was decided on.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../src/kernel/calendar.js';
import { holdTask, simjsHoldTask } from './hold.js';
import { kernelTasks } from './kernel.js';
import { inRounds } from './rounds.js';
import { keyedDrawTask } from './sampling.js';
import { NORFOLK } from './scenario.js';
import { replicationTask } from './shipped.js';

/** Times cheaper than the same on simjs; `norfolk`, `draw`: than an event of simjs's M/M/10 queue. */
export type Ratios = Readonly<Record<'kernel' | 'hold_10000' | 'norfolk' | 'draw', number>>;

/** Share of a floor that may be lost. */
const MOST_LOST = 0.25;
const TRIES = 3;

export interface Sizes {
  readonly customers: number;
  readonly holds: number;
  readonly draws: number;
  /** of Norfolk */
  readonly weeks: number;
  readonly rounds: number;
}
const SIZES: Sizes = { customers: 200_000, holds: 200_000, draws: 1_000_000, weeks: 52, rounds: 9 };

/** @param engine takes the place of our own, to see that the guard would notice */
export async function measureRatios({ customers, holds, draws, weeks, rounds }: Sizes, engine: Engine = 'native'): Promise<Ratios> {
  const events = new Map<string, number>();
  const ns = await inRounds(
    [
      ...kernelTasks({ customers, simjsCustomers: customers >> 3 }, new Map(), engine),
      holdTask('hold', 10_000, 'exponential', holds, { engine }),
      simjsHoldTask('simjs hold', 10_000, 'exponential', holds >> 3),
      keyedDrawTask(draws),
      { ...replicationTask(NORFOLK, events, engine, weeks), name: 'norfolk' },
    ],
    rounds,
  );
  const [count] = events.values();
  return {
    kernel: ns.simjs / ns.native,
    hold_10000: ns['simjs hold'] / ns.hold,
    norfolk: ns.simjs / (ns.norfolk / count),
    draw: ns.simjs / ns['key and uniform'],
  };
}

/** What fell below its floor by more than may be lost, in words; a figure without a floor is one too. */
export function losses(measured: Ratios, floors: Partial<Ratios>): string[] {
  return (Object.keys(measured) as (keyof Ratios)[]).flatMap((name) => {
    const floor = floors[name];
    if (floor === undefined) return [`${name}: has no floor; npm run bench:guard -- --write`];
    if (measured[name] >= (1 - MOST_LOST) * floor) return [];
    const lost = Math.round(100 * (1 - measured[name] / floor));
    return [`${name}: ${measured[name].toFixed(2)} times cheaper than simjs, was ${floor.toFixed(2)}: ${lost}% lost`];
  });
}

const best = (a: Ratios, b: Ratios): Ratios =>
  Object.fromEntries((Object.keys(a) as (keyof Ratios)[]).map((name) => [name, Math.max(a[name], b[name])])) as Record<
    keyof Ratios,
    number
  >;

async function main(words: readonly string[]): Promise<number> {
  const place = join(process.cwd(), 'bench/floors.json');
  const floors = JSON.parse(readFileSync(place, 'utf8')) as Ratios;
  let measured = await measureRatios(SIZES);
  for (let tries = 1; tries < TRIES && !words.includes('--write') && losses(measured, floors).length > 0; tries++)
    measured = best(measured, await measureRatios(SIZES));
  console.table(
    Object.fromEntries(Object.entries(measured).map(([name, ratio]) => [name, { measured: ratio, floor: floors[name as keyof Ratios] }])),
  );
  if (words.includes('--write')) {
    const rounded = Object.fromEntries(Object.entries(measured).map(([name, ratio]) => [name, Number(ratio.toPrecision(3))]));
    writeFileSync(place, `${JSON.stringify(rounded, null, 2)}\n`);
    return 0;
  }
  const lost = losses(measured, floors);
  for (const line of lost) console.error(line);
  return lost.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
