/** Settings of the JavaScript engine for simulating: what is computed is the same without them. */
import { setFlagsFromString } from 'node:v8';

/** Newest Node whose engine is known to have the flag; another would complain on standard error. */
const NEWEST_NODE = 26;

/**
 * Twice the usual budget of functions merged into their callers, and calls merged that are made once in twenty times in place of once in
 * seven. An event of the model passes through some thirty small functions, most of them seldom: docs/performance.md has the figures.
 */
export function tuneEngine(): void {
  if (Number.parseInt(process.versions.node, 10) <= NEWEST_NODE) {
    setFlagsFromString('--max-inlined-bytecode-size-cumulative=1800');
    setFlagsFromString('--min-inlining-frequency=0.05');
  }
}
