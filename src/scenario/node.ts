/**
 * A scenario as a tree that keeps where each value is written and where its number comes from. Nodes are never changed: setting a
 * value makes a new tree that shares what stayed.
 */
import type { Position } from './issue.js';
import type { Path } from './path.js';

export type Confidence = 'seed' | 'reference' | 'assumption';
export const CONFIDENCES = ['seed', 'reference', 'assumption'] as const;

/** Where a number comes from. */
export interface Provenance {
  readonly source: string | null;
  readonly confidence: Confidence | null;
}

export type Scalar = string | number | boolean | null;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: Scalar;
  readonly at: Position;
  readonly from: Provenance;
}
export interface MapNode {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, { readonly key: Position; readonly node: Node }>;
  readonly at: Position;
}
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly at: Position;
}
export type Node = ScalarNode | MapNode | ListNode;

export const isNull = (node: Node | undefined): boolean => node?.kind === 'scalar' && node.value === null;

/** Plain JSON value of a node. */
export function toPlain(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toPlain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, toPlain(entry.node)]));
}

/** Position in a list of a step: a number, or the id of one of its things. */
export function indexIn(list: ListNode, step: string | number): number {
  if (typeof step === 'number') return step < list.items.length ? step : -1;
  return list.items.findIndex((item) => idOf(item) === step);
}

/** Text under `id`, if the node is a mapping that has one. */
export function idOf(node: Node): string | undefined {
  const id = node.kind === 'map' ? node.entries.get('id')?.node : undefined;
  return id?.kind === 'scalar' && typeof id.value === 'string' ? id.value : undefined;
}

/** Child at one step, or undefined. */
export function childOf(node: Node, step: string | number): Node | undefined {
  if (node.kind === 'map') return node.entries.get(String(step))?.node;
  if (node.kind === 'list') return node.items[indexIn(node, step)];
  return undefined;
}

export function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) node = node === undefined ? undefined : childOf(node, step);
  return node;
}

/** Where a path is written: its key, or the nearest thing above that exists. */
export function positionAt(root: Node, path: Path): Position {
  let node = root;
  let at = root.at;
  for (const step of path) {
    const key = node.kind === 'map' ? node.entries.get(String(step))?.key : undefined;
    const child = childOf(node, step);
    if (child === undefined) return key ?? at;
    node = child;
    at = key ?? child.at;
  }
  return at;
}

/** Tree with the node at a path replaced, or added where the mapping above it exists; null when it does not. */
export function withNode(root: Node, path: Path, value: Node, key: Position = value.at): Node | null {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (root.kind === 'list') {
    const index = indexIn(root, step);
    const child = root.items[index];
    const next = child === undefined ? null : withNode(child, rest, value, key);
    return next === null ? null : { ...root, items: root.items.with(index, next) };
  }
  if (root.kind === 'scalar') return null;
  const name = String(step);
  const entry = root.entries.get(name);
  if (entry === undefined && rest.length > 0) return null;
  const next = entry === undefined ? value : withNode(entry.node, rest, value, key);
  if (next === null) return null;
  return { ...root, entries: new Map(root.entries).set(name, { key: rest.length === 0 ? key : entry!.key, node: next }) };
}

/** Visits each scalar with its path, in order. */
export function visitScalars(node: Node, visit: (scalar: ScalarNode, path: Path) => void, path: Path = []): void {
  if (node.kind === 'scalar') visit(node, path);
  else if (node.kind === 'list') for (const [i, item] of node.items.entries()) visitScalars(item, visit, [...path, i]);
  else for (const [name, entry] of node.entries) visitScalars(entry.node, visit, [...path, name]);
}
