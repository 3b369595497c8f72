/** What a plan sets that is so already: a change that is none is often one that was meant otherwise. */
import { formatDate } from '../dates.js';
import { looksLikeLaw } from '../laws.js';
import { childOf, idOf, type MapNode, type Node, toPlain } from '../node.js';
import { formatPath, type Path, parsePath } from '../path.js';
import type { ResolvedScenario } from '../resolved.js';
import { isSame, settingNames } from './difference.js';
import { lookUp, ownSteps } from './steps.js';
import { valueText } from './words.js';

/** A value that a plan sets and its baseline has. */
export interface Repeated {
  readonly path: string;
  readonly value: string;
  /** date of the change that sets it; null: set from the start */
  readonly from: string | null;
  readonly file: string;
  readonly line: number;
}

/** Names of the frame, which a plan may well repeat. */
const FRAME: ReadonlySet<string> = new Set(['start', 'weeks', 'warmUpWeeks']);

export function repeatedOf(plan: ResolvedScenario, baseline: ResolvedScenario): Repeated[] {
  const fromStart = settingNames(plan.root)
    .filter((name) => !FRAME.has(name))
    .flatMap((name) => {
      const entry = plan.root.entries.get(name)!;
      return repeatedIn(entry.node, baseline.root.entries.get(name)?.node, [name], entry.key.line, plan.path).rows;
    });
  const onDates = ownSteps(plan, baseline).flatMap(({ fromDay, step }) => {
    const path = parsePath(step.text) ?? [];
    const [old, now] = [lookUp(step.before, path), lookUp(step.after, path)];
    if (old === undefined || now === undefined || !isSame(old, now)) return [];
    const { file, line } = step.at;
    return [{ path: step.text, value: valueText(now, step.text), from: formatDate(plan.values.start + fromDay), file, line }];
  });
  return [...fromStart, ...onDates];
}

interface Walked {
  /** whether anything of it differs from the baseline */
  readonly differs: boolean;
  /** whether any of it is written in the plan's own file */
  readonly isOwn: boolean;
  readonly rows: readonly Repeated[];
}

/** Entries of a mapping or of a list of things with ids; null for one value. */
function childrenOf(node: Node): readonly (readonly [string, Node, number])[] | null {
  if (node.kind === 'map' && !looksLikeLaw(toPlain(node)))
    return [...node.entries].map(([name, { key, node: inner }]) => [name, inner, key.line]);
  if (node.kind === 'list' && node.items.length > 0 && node.items.every((item) => idOf(item) !== undefined))
    return node.items.map((item) => [idOf(item)!, item, item.at.line]);
  return null;
}

/**
 * Values below a node that the plan's file writes and the baseline has. Shares and the like are written together: where one of a
 * mapping's values differs, the others are not named.
 */
function repeatedIn(node: Node, base: Node | undefined, path: Path, line: number, file: string): Walked {
  const children = childrenOf(node);
  if (children === null || base === undefined) {
    const isOwn = fileOf(node) === file;
    const differs = base === undefined || !isSame(node, base);
    const text = formatPath(path);
    const rows = isOwn && !differs && path.at(-1) !== 'id' ? [{ path: text, value: valueText(node, text), from: null, file, line }] : [];
    return { differs, isOwn, rows };
  }
  const inside = children.map(([name, child, at]) => repeatedIn(child, childOf(base, name), [...path, name], at, file));
  const isLeaf = children.every(([, child]) => childrenOf(child) === null);
  const differs = inside.some((one) => one.differs);
  const rows = isLeaf && differs && node.kind === 'map' && idOf(node) === undefined ? [] : inside.flatMap((one) => one.rows);
  return { differs, isOwn: inside.some((one) => one.isOwn), rows };
}

/** The file in which a value is written: a distribution's first number. */
function fileOf(node: Node): string {
  if (node.kind === 'scalar') return node.at.file;
  const first = node.kind === 'list' ? node.items[0] : [...(node as MapNode).entries.values()][0]?.node;
  return first === undefined ? node.at.file : fileOf(first);
}
