/** `caresim check`: are the scenarios sound, and what follows from them before anything runs. */
import type { Args } from '../args.js';
import { EXIT } from '../errors.js';
import { readScenarios } from '../load.js';
import type { Terminal } from '../terminal.js';

/** @returns the exit code */
export async function schema(args: Args, terminal: Terminal): Promise<number> {
  const scenarios = readScenarios(args);
  terminal.out(String(scenarios.length));
  return EXIT.done;
}
