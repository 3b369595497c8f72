/**
 * Setting, scaling and adding at a path of the tree: what `changes` and `--set` do.
 */
import { additionProblem, factorProblem, unitAt } from './amounts.js';
import type { Position, Problem } from './issue.js';
import { LAW_MODIFIERS, LAW_NAMES, looksLikeLaw } from './laws.js';
import { nearestName } from './nearest.js';
import {
  childOf,
  idOf,
  indexIn,
  isNull,
  type ListNode,
  type MapNode,
  type Node,
  nodeAt,
  type ScalarNode,
  toPlain,
  withNode,
} from './node.js';
import { FORBIDDEN_NAMES, type Path, parsePath } from './path.js';
import { readWritten, rewritten, writeAs } from './units.js';

export type Edited = { readonly ok: true; readonly root: MapNode; readonly path: Path } | { readonly ok: false; readonly problem: Problem };

const bad = (problem: Problem): Edited => ({ ok: false, problem });

/** Mappings that are one value, and may stand for all areas or client groups. */
const ONE_VALUE: ReadonlySet<string> = new Set(['routes', 'outcomes', 'endReasons', 'density']);

/** Steps of a written path, or what is wrong with it. */
export function stepsOf(text: string): { readonly steps: Path } | { readonly problem: Problem } {
  const steps = parsePath(text);
  if (steps === null)
    return {
      problem: {
        code: 'bad_path',
        found: 'is not a path of a setting',
        allowed: 'must be names with dots between',
        hint: 'for example homeCare.providers.rural.acceptance',
      },
    };
  if (steps.some((step) => FORBIDDEN_NAMES.has(String(step))))
    return {
      problem: {
        code: 'forbidden_name',
        found: 'holds a name the program keeps for itself',
        allowed: 'must be the path of a setting',
        hint: 'remove or rename it',
      },
    };
  return { steps };
}

/** Ids under which one value for all may be split. */
function idsFor(root: MapNode, step: string): readonly string[] | null {
  for (const section of ['areas', 'clientGroups']) {
    const node = childOf(root, section);
    if (node?.kind === 'map' && node.entries.has(step)) return [...node.entries.keys()];
  }
  return null;
}

/** Splits one value for all into a mapping by id, so that one of them can be set. */
function split(root: MapNode, node: Node, name: string | number | undefined, step: string | number): MapNode | null {
  const ids = idsFor(root, String(step));
  if (ids === null || node.kind === 'list') return null;
  const one =
    node.kind === 'scalar' || looksLikeLaw(toPlain(node)) || (ONE_VALUE.has(String(name)) && !ids.some((id) => node.entries.has(id)));
  if (!one) return null;
  return { kind: 'map', at: node.at, entries: new Map(ids.map((id) => [id, { key: node.at, node }])) };
}

function unknownStep(node: Node, path: Path, depth: number): Problem {
  const names = node.kind === 'map' ? [...node.entries.keys()] : node.kind === 'list' ? node.items.flatMap((item) => idOf(item) ?? []) : [];
  const step = String(path[depth]);
  const nearest = nearestName(step, names);
  const found = `names "${step}", which is not in the scenario`;
  if (nearest !== undefined) return { code: 'bad_path', found, allowed: 'must be the path of a setting', nearest };
  const hint = names.length === 0 ? 'the path goes deeper than the setting' : `here the names are ${names.slice(0, 12).join(', ')}`;
  return { code: 'bad_path', found, allowed: 'must be the path of a setting', hint };
}

/**
 * Finds a path, splitting values for all where the path names one area or client group.
 *
 * @param mayAdd - whether the last step may be new (the schema then says whether it is a setting)
 */
export function findPath(root: MapNode, steps: Path, mayAdd: boolean): Edited {
  let current = root;
  const path: (string | number)[] = [];
  for (let depth = 0; depth < steps.length; depth++) {
    const step = steps[depth]!;
    const node = nodeAt(current, path)!;
    const parts = childOf(node, step) === undefined ? split(current, node, path.at(-1), step) : null;
    if (parts !== null) current = withNode(current, path, parts, parts.at) as MapNode;
    else if (childOf(node, step) === undefined && !(mayAdd && depth === steps.length - 1 && node.kind === 'map'))
      return bad(unknownStep(node, steps, depth));
    path.push(node.kind === 'list' ? indexIn(node as ListNode, step) : String(step));
  }
  return { ok: true, root: current, path };
}

/** Sets a path to a node; a null takes it out, or stays until its name has been checked when there is none. */
export function setAt(root: MapNode, steps: Path, value: Node, at: Position): Edited {
  const found = findPath(root, steps, true);
  if (!found.ok) return found;
  if (isNull(value)) {
    const { root, path } = found;
    if (nodeAt(root, path.slice(0, -1))?.kind === 'list') return bad(OF_A_LIST);
    const there = nodeAt(root, path);
    if (there !== undefined && !isNull(there)) return { ok: true, root: without(root, path), path };
  }
  return { ok: true, root: withNode(found.root, found.path, value, at) as MapNode, path: found.path };
}

const OF_A_LIST: Problem = {
  code: 'bad_path',
  found: 'is one of a list',
  allowed: 'only a named setting can be taken out',
  hint: 'set what it holds instead',
};

function without(root: MapNode, path: Path): MapNode {
  const above = nodeAt(root, path.slice(0, -1)) as MapNode;
  const entries = new Map(above.entries);
  entries.delete(String(path.at(-1)));
  return withNode(root, path.slice(0, -1), { ...above, entries }, above.at) as MapNode;
}

const NO_AMOUNT = (text: unknown): Problem => ({
  code: 'wrong_type',
  found: `is ${JSON.stringify(text)}`,
  allowed: 'must be an amount',
  hint: 'for example 2 days',
});

/** Scales or adds to the numbers at a path. */
export function adjustAt(root: MapNode, steps: Path, how: 'scale' | 'add', amount: Node, at: Position): Edited {
  const found = findPath(root, steps, false);
  if (!found.ok) return found;
  const written = amount.kind === 'scalar' ? readWritten(amount.value) : null;
  const text = toPlain(amount);
  const wrong = how === 'scale' ? factorProblem(text, written) : written === null ? NO_AMOUNT(text) : null;
  if (wrong !== null) return bad(wrong);
  const by = written!;
  const unit = how === 'add' ? unitAt(steps) : undefined;
  const change = (scalar: ScalarNode): ScalarNode | Problem => {
    const old = readWritten(scalar.value);
    if (old === null)
      return {
        code: 'wrong_type',
        found: `is ${JSON.stringify(scalar.value)}`,
        allowed: `only numbers can be ${how === 'scale' ? 'scaled' : 'added to'}`,
        hint: 'use "set"',
      };
    if (how === 'scale') return { ...scalar, value: rewritten(old, old.amount * by.value), at };
    const problem = additionProblem(old, by, { old: scalar.value, amount: text }, unit);
    if (problem !== null) return problem;
    return {
      ...scalar,
      value: old.after === by.after ? rewritten(old, old.amount + by.amount) : writeAs(old.dimension, old.value + by.value),
      at,
    };
  };
  const next = adjusted(nodeAt(found.root, found.path)!, how, change);
  if ('code' in next) return bad(next);
  return { ok: true, root: withNode(found.root, found.path, next, at) as MapNode, path: found.path };
}

/** Parameters of a law that scale with it; shapes, weights and coefficients of variation do not. */
const SCALES: ReadonlySet<string> = new Set([
  'fixed',
  'mean',
  'median',
  'sd',
  'low',
  'mode',
  'high',
  'scale',
  'mean1',
  'mean2',
  'values',
  ...LAW_MODIFIERS,
]);
const INNER: ReadonlySet<string> = new Set([...LAW_NAMES.filter((name) => name !== 'fixed'), 'law']);

function adjusted(node: Node, how: 'scale' | 'add', change: (scalar: ScalarNode) => ScalarNode | Problem): Node | Problem {
  if (node.kind === 'scalar') return change(node);
  if (node.kind === 'map' && looksLikeLaw(toPlain(node))) {
    if (how === 'scale') return scaledLaw(node, change);
    return {
      code: 'wrong_type',
      found: 'is a distribution',
      allowed: 'only numbers can be added to',
      hint: 'name one of its parameters, such as its mean',
    };
  }
  if (node.kind === 'list') return everyItem(node, (item) => adjusted(item, how, change));
  return everyEntry(node, (_, inner) => adjusted(inner, how, change));
}

/** Scaling a law scales its times or amounts and keeps its shape. */
function scaledLaw(node: Node, change: (scalar: ScalarNode) => ScalarNode | Problem): Node | Problem {
  if (node.kind === 'scalar') return change(node);
  if (node.kind === 'list') return everyItem(node, (item) => scaledLaw(item, change));
  if (node.entries.has('mu'))
    return {
      code: 'wrong_type',
      found: 'is given by the log of its median',
      allowed: 'cannot be scaled',
      hint: 'give the median instead of mu',
    };
  return everyEntry(node, (name, inner) => (SCALES.has(name) || INNER.has(name) ? scaledLaw(inner, change) : inner));
}

function everyItem(node: ListNode, change: (item: Node) => Node | Problem): Node | Problem {
  const items: Node[] = [];
  for (const item of node.items) {
    const next = change(item);
    if ('code' in next) return next;
    items.push(next);
  }
  return { ...node, items };
}

function everyEntry(node: MapNode, change: (name: string, inner: Node) => Node | Problem): Node | Problem {
  const entries = new Map(node.entries);
  for (const [name, entry] of node.entries) {
    const next = change(name, entry.node);
    if ('code' in next) return next;
    entries.set(name, { key: entry.key, node: next });
  }
  return { ...node, entries };
}
