/** Settings of the JavaScript engine for simulating: what is computed is the same without them. */
import { setFlagsFromString } from 'node:v8';

/** Newest Node whose engine is known to have the flag; another would complain on standard error. */
const NEWEST_NODE = 26;

/**
 * Twice the usual budget of functions merged into their callers. An event of the model passes through some thirty small functions;
 * with twice the budget a replication of Norfolk took 7% less time (docs/performance.md).
 */
export function tuneEngine(): void {
  if (Number.parseInt(process.versions.node, 10) <= NEWEST_NODE) setFlagsFromString('--max-inlined-bytecode-size-cumulative=1800');
}
