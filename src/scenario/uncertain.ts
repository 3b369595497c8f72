/**
 * `uncertain`: what a drawn value is written as at its path.
 */
import type { Problem } from './issue.js';
import type { Node } from './node.js';
import type { Uncertain } from './schema/plans.js';
import { readWritten, writeAs } from './units.js';

/** Why a range does not fit what it is for, or null when it does. */
export function refusalAsUncertain(uncertain: Uncertain | undefined, node: Node): Problem | null {
  if (uncertain === undefined || uncertain.as === 'factor' || node.kind !== 'scalar') return null;
  const dimension = readWritten(node.value)?.dimension;
  const written = dimension === 'duration' || dimension === 'rate' ? dimension : 'bare';
  if (dimension === undefined || written === uncertain.dimension) return null;
  return {
    code: 'wrong_unit',
    found: `has another unit than ${JSON.stringify(node.value)}`,
    allowed: 'must have the same kind of unit',
    hint: 'write the range with the unit of the setting, or add "as: factor"',
  };
}

/** A drawn value as the setting would be written, e.g. "72.5 days". */
export function writeDrawn(uncertain: Uncertain, value: number): string {
  return String(writeAs(uncertain.dimension, value));
}
