/**
 * A null takes a setting out: a setting left out and a null are the same. Names are checked first, so that a misspelt one is not lost.
 */
import type { Issue, Problem } from './issue.js';
import { nearestName } from './nearest.js';
import { isNull, type MapNode, type Node, nodeAt, toPlain, visitScalars } from './node.js';
import { schemaFor } from './parse-tree.js';
import type { Path } from './path.js';
import type { Frame } from './schema/field.js';
import { QUOTE_COMMA } from './schema/quantity-kinds.js';
import { locate, type UnknownName, unknownNames } from './zod-issues.js';

/** Sections whose names the scenario makes up itself: any name is one, but only one that is there can be taken out. */
const OWN_NAMES: readonly string[] = ['areas', 'clientGroups', 'placements', 'uncertain'];

const isOwnName = (path: Path): boolean =>
  (path.length === 2 && OWN_NAMES.includes(String(path[0]))) || (path.length === 3 && path[0] === 'housing' && path[1] === 'schemes');

/** The values of `set`, `scale` and `add`: a null there takes a setting out on its date. */
const isChange = (path: Path): boolean => path.length >= 4 && path[0] === 'changes';

function strip(node: Node, path: Path): Node {
  if (node.kind === 'scalar' || isChange([...path, ''])) return node;
  if (node.kind === 'list') return { ...node, items: node.items.map((item, i) => strip(item, [...path, i])) };
  const entries = [...node.entries].filter(([, entry]) => !isNull(entry.node));
  return {
    ...node,
    entries: new Map(entries.map(([name, entry]) => [name, { key: entry.key, node: strip(entry.node, [...path, name]) }])),
  };
}

export const withoutNulls = (root: MapNode): MapNode => strip(root, []) as MapNode;

function nullsOf(root: MapNode): Path[] {
  const paths: Path[] = [];
  visitScalars(root, (scalar, path) => {
    if (scalar.value === null && typeof path.at(-1) === 'string' && !isChange(path)) paths.push(path);
  });
  return paths;
}

function notThere(root: MapNode, path: Path): Problem {
  const section = nodeAt(root, path.slice(0, -1));
  const names = section?.kind === 'map' ? [...section.entries].flatMap(([name, entry]) => (isNull(entry.node) ? [] : [name])) : [];
  const nearest = nearestName(String(path.at(-1)), names);
  const problem = { code: 'unknown_name', found: 'is not in the scenario', allowed: 'only a name that is there can be taken out' } as const;
  return nearest === undefined ? { ...problem, hint: 'remove or rename it' } : { ...problem, nearest };
}

/** Adds an issue for every null whose name is no setting. */
export function checkNulls(root: MapNode, frame: Frame, issues: Issue[]): void {
  const nulls = nullsOf(root);
  if (nulls.length === 0) return;
  for (const path of nulls) if (isOwnName(path)) issues.push(locate(root, path, notThere(root, path)));
  const result = schemaFor(frame).safeParse(toPlain(root));
  const unknown: UnknownName[] = result.success ? [] : unknownNames(result.error);
  for (const { path, problem } of unknown) {
    if (!isNull(nodeAt(root, path))) continue;
    const isRestOfText = /\s/.test(String(path.at(-1)));
    issues.push(locate(root, path, isRestOfText ? { ...problem, hint: QUOTE_COMMA } : problem));
  }
}
