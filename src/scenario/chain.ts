/**
 * A scenario file and the files it extends, merged to one tree.
 */
import type { Issue, Position } from './issue.js';
import { mergeNodes } from './merge.js';
import type { MapNode } from './node.js';
import { readYaml } from './read.js';
import { type ReadFile, unreadProblem } from './unread.js';

const MOST_FILES = 20;

export interface Chain {
  /** null when nothing can be read */
  readonly root: MapNode | null;
  readonly issues: readonly Issue[];
  /** files read, the scenario's own first */
  readonly files: readonly string[];
}

/** Path of a file named in another, both with "/" or "\\" between folders. */
export function besideFile(file: string, relative: string): string {
  const separator = file.includes('\\') && !file.includes('/') ? '\\' : '/';
  const folders = file.split(/[\\/]/).slice(0, -1);
  for (const part of relative.split(/[\\/]/)) {
    if (part === '' || part === '.') continue;
    if (part === '..' && folders.length > 0 && folders.at(-1) !== '..' && folders.at(-1) !== '') folders.pop();
    else folders.push(part);
  }
  return folders.join(separator);
}

/** Reads a file and what it extends. */
export function readChain(path: string, read: ReadFile): Chain {
  const issues: Issue[] = [];
  const roots: MapNode[] = [];
  const files: string[] = [];
  let next: { file: string; named: Position | null } | null = { file: path, named: null };
  let complete = true;
  while (next !== null) {
    const root = readOne(next.file, next.named, read, files, issues);
    if (root === null) {
      complete = false;
      break;
    }
    roots.push(root);
    next = parentOf(next.file, root, issues);
  }
  if (!complete || roots.length === 0) return { root: null, issues, files };
  const merged = roots.reduceRight((parent, child) => mergeNodes(parent, child) as MapNode);
  return { root: merged, issues, files };
}

function readOne(file: string, named: Position | null, read: ReadFile, files: string[], issues: Issue[]): MapNode | null {
  const place = named ?? { file, line: 1, column: 1 };
  const path = named === null ? '' : 'extends';
  if (files.includes(file)) {
    issues.push({
      ...place,
      code: 'circular_extends',
      path,
      found: `leads back to ${file}`,
      allowed: 'files may not extend each other in a circle',
      hint: 'remove one "extends"',
    });
    return null;
  }
  if (files.length >= MOST_FILES) {
    issues.push({
      ...place,
      code: 'circular_extends',
      path,
      found: `is the ${MOST_FILES + 1}th file in a row`,
      allowed: `at most ${MOST_FILES}`,
      hint: 'extend a file nearer the base',
    });
    return null;
  }
  let text: string;
  try {
    text = read(file);
  } catch (error) {
    issues.push({ ...place, path, ...unreadProblem(file, error, named === null ? null : place.file) });
    return null;
  }
  files.push(file);
  const result = readYaml(file, text);
  issues.push(...result.issues);
  return result.root;
}

function parentOf(file: string, root: MapNode, issues: Issue[]): { file: string; named: Position } | null {
  const entry = root.entries.get('extends');
  if (entry === undefined) return null;
  const { node } = entry;
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '') return null;
  if (/^([\\/]|[a-z]+:)/i.test(node.value)) {
    issues.push({
      ...entry.key,
      code: 'bad_path',
      path: 'extends',
      found: `is "${node.value}"`,
      allowed: 'must be a relative path',
      hint: 'for example baseline.yaml or ../norfolk/baseline.yaml',
    });
    return null;
  }
  return { file: besideFile(file, node.value), named: entry.key };
}
