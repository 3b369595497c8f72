/** `caresim trace`: the events of one simulated future, in order. */
import { createModel, type TraceEvent } from '../../model/run.js';
import type { Args } from '../args.js';
import { EXIT, InputError } from '../errors.js';
import { readyScenarios } from '../load.js';
import type { Terminal } from '../terminal.js';

/** "2026-10-05 14:30", from days since the start date. */
export function clockOf(start: string, time: number): string {
  const minutes = Math.floor(time * 24 * 60 + 1e-9);
  return new Date(Date.parse(`${start}T00:00:00Z`) + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

function lineOf(start: string, event: TraceEvent): string {
  const who = event.person >= 0 ? `person ${event.person}` : '';
  const where = [event.area, event.group].filter(Boolean).join(', ');
  return `${clockOf(start, event.time)}  day ${event.time.toFixed(4).padStart(10)}  ${who.padEnd(14)}  ${event.what}${where ? ` (${where})` : ''}${event.detail ? `: ${event.detail}` : ''}`;
}

/** @returns the exit code */
export async function trace(args: Args, terminal: Terminal): Promise<number> {
  const [scenario] = await readyScenarios(args);
  const { name, start, input } = scenario!;
  const events: TraceEvent[] = [];
  let seen = 0;
  const keep = (event: TraceEvent): void => {
    if (args.person !== undefined && event.person !== args.person) return;
    seen++;
    if (args.json) events.push({ ...event });
    else terminal.out(lineOf(start, event));
  };
  terminal.say(`${name}: replication ${args.replication}, seed ${args.seed}`);
  createModel(input, args.engine).replicate(args.seed, args.replication, { trace: keep });
  if (args.json)
    terminal.out(
      JSON.stringify({ schemaVersion: 1, scenario: name, seed: args.seed, replication: args.replication, start, events }, null, 2),
    );
  if (seen === 0 && args.person !== undefined)
    throw new InputError([`Person ${args.person} is in no event of replication ${args.replication}.`]);
  terminal.say(`${seen} events`);
  return EXIT.done;
}
