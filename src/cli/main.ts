#!/usr/bin/env node
/**
 * cli/ — the command line. The only folder with `process` and `console`.
 *
 * Purpose: words in, words and exit codes out. Results go to standard output, conversation to standard error.
 * May import: everything; loads the parts of a command only when that command runs, so that `--help` answers at once.
 * Invariants: exit codes 0 done, 1 our fault, 2 the input is wrong and nothing was written, 3 a target was missed under
 * `--require-targets`, 130 interrupted; nothing but the answer on standard output.
 */
import * as nodeModule from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runCli } from './app.js';
import { createTerminal } from './terminal.js';

// From Node 22 on, compiled code of what is loaded below is kept between runs; a quarter of the start of `check`.
const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();

/** Commands that read and answer: over before code that V8 optimises has earned what that took, a quarter of the start of `check`. */
const BRIEF = ['check', 'explain', 'init', 'schema'];
/** V8's flag for optimising later, by the version of Node that needs it: newer ones have a cheap optimising compiler before the dear one. */
const OPTIMISE_LATER: Readonly<Record<string, string>> = { 20: '--interrupt-budget=1000000', 22: '--invocation-count-for-turbofan=30000' };
const optimiseLater = OPTIMISE_LATER[Number.parseInt(process.versions.node, 10)];
if (optimiseLater !== undefined && BRIEF.includes(process.argv[2] ?? '')) setFlagsFromString(optimiseLater);

const terminal = createTerminal(process);
// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await runCli(process.argv.slice(2), terminal);
