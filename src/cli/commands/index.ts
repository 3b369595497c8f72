/** Commands by name, each loaded when it is asked for. */
import type { Args } from '../args.js';
import type { Terminal } from '../terminal.js';

/** Runs a command. @returns the exit code */
export type Command = (args: Args, terminal: Terminal) => Promise<number>;

export const COMMAND_MODULES: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./init.js')).init,
  run: async () => (await import('./run.js')).run,
  compare: async () => (await import('./compare.js')).compare,
  merge: async () => (await import('./merge.js')).merge,
  check: async () => (await import('./check.js')).check,
  trace: async () => (await import('./trace.js')).trace,
  explain: async () => (await import('./explain.js')).explain,
  schema: async () => (await import('./schema.js')).schema,
  report: async () => (await import('./report.js')).report,
};
