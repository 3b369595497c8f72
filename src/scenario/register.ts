/**
 * The register of assumptions: every number of a scenario with its source.
 */
import { type Confidence, type Node, type Scalar, visitScalars } from './node.js';
import { formatPath } from './path.js';
import { readWritten } from './units.js';

/** One number of the scenario. `source` is null where none is given. */
export interface AssumptionRow {
  readonly path: string;
  readonly value: Scalar;
  readonly source: string | null;
  readonly confidence: Confidence | null;
  readonly file: string;
  readonly line: number;
}

/** Every number of the tree, those without a source first, otherwise in file order. */
export function registerOf(root: Node): AssumptionRow[] {
  const rows: AssumptionRow[] = [];
  visitScalars(root, (scalar, path) => {
    if (readWritten(scalar.value) === null) return;
    rows.push({ path: formatPath(path), value: scalar.value, ...scalar.from, file: scalar.at.file, line: scalar.at.line });
  });
  return [...rows.filter((row) => row.source === null), ...rows.filter((row) => row.source !== null)];
}
