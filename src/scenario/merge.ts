/**
 * Merging a scenario file over the one it extends.
 */
import { looksLikeLaw } from './laws.js';
import { idOf, isNull, type ListNode, type MapNode, type Node, toPlain } from './node.js';
import type { Path } from './path.js';

const isLaw = (node: MapNode): boolean => looksLikeLaw(toPlain(node));

/**
 * A child file over its parent: mappings merge, lists replace. Two exceptions, so that a short file can say what it adds: lists of
 * things with an `id` merge by id, and `changes` come after those inherited. A distribution is one value: it is replaced whole. A null
 * takes an inherited setting out; one with nothing to take out stays until its name has been checked.
 */
export function mergeNodes(parent: Node, child: Node, path: Path = []): Node {
  if (parent.kind === 'map' && child.kind === 'map') return isLaw(parent) || isLaw(child) ? child : mergeMaps(parent, child, path);
  if (parent.kind !== 'list' || child.kind !== 'list') return child;
  if (path.length === 1 && path[0] === 'changes') return { ...child, items: [...parent.items, ...child.items] };
  const byId = parent.items.length > 0 && [...parent.items, ...child.items].every((item) => idOf(item) !== undefined);
  return byId ? mergeById(parent, child, path) : child;
}

function mergeMaps(parent: MapNode, child: MapNode, path: Path): MapNode {
  const entries = new Map(parent.entries);
  for (const [name, entry] of child.entries) {
    const under = entries.get(name);
    const here = [...path, name];
    if (isNull(entry.node) && under !== undefined && !isNull(under.node)) entries.delete(name);
    else entries.set(name, { key: entry.key, node: under === undefined ? entry.node : mergeNodes(under.node, entry.node, here) });
  }
  return { ...child, entries };
}

function mergeById(parent: ListNode, child: ListNode, path: Path): ListNode {
  const items = [...parent.items];
  for (const item of child.items) {
    const index = items.findIndex((other) => idOf(other) === idOf(item));
    if (index < 0) items.push(item);
    else items[index] = mergeNodes(items[index]!, item, [...path, index]);
  }
  return { ...child, items };
}
