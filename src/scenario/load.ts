/**
 * From a path to a scenario that can be compiled, or to every problem at once.
 */

import { readChain } from './chain.js';
import { applyChanges } from './changes.js';
import { COMMAND_LINE, type Issue, type Position, type Problem, sortIssues } from './issue.js';
import { type MapNode, type Node, toPlain } from './node.js';
import { checkNulls, withoutNulls } from './nulls.js';
import { frameOf, parseTree } from './parse-tree.js';
import { checkClosures, checkPlans } from './plans-check.js';
import { readYaml } from './read.js';
import { registerOf } from './register.js';
import { loadReplays } from './replay.js';
import type { ResolvedScenario } from './resolved.js';
import { setAt, stepsOf } from './settings.js';
import { loadSnapshot } from './snapshot.js';
import type { ReadFile } from './unread.js';

export interface LoadOptions {
  /** text of a file; throws when there is none */
  readonly read: ReadFile;
  /** settings over the file's own, each "PATH=VALUE", the value in YAML */
  readonly set?: readonly string[];
  /** length of the run in weeks, over the file's own */
  readonly weeks?: number;
}

export type Loaded = { readonly ok: true; readonly scenario: ResolvedScenario } | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads a scenario, what it extends and its settings; gives the scenario, or every problem found. */
export function loadScenario(path: string, options: LoadOptions): Loaded {
  const chain = readChain(path, options.read);
  if (chain.root === null) return { ok: false, issues: sortIssues(chain.issues) };
  const set = options.weeks === undefined ? (options.set ?? []) : [...(options.set ?? []), `weeks=${options.weeks}`];
  return finish(path, chain.files, chain.root, chain.issues, set, options);
}

/** The same scenario with other settings, without reading its files again. Data files are read again through `read`. */
export function withSettings(scenario: ResolvedScenario, set: readonly string[], read: ReadFile): Loaded {
  return finish(scenario.path, scenario.files, scenario.root, [], set, { read });
}

function finish(
  path: string,
  files: readonly string[],
  root: MapNode,
  before: readonly Issue[],
  set: readonly string[],
  options: LoadOptions,
): Loaded {
  const issues: Issue[] = [...before];
  const edited = applySettings(root, set, issues);
  const tree = withoutNulls(edited);
  const frame = frameOf(tree);
  checkNulls(edited, frame, issues);
  const values = parseTree(tree, frame, issues);
  checkPlans(tree, values, options.weeks !== undefined, issues);
  const { states, changes } = applyChanges(tree, frame, values, issues);
  checkClosures(tree, states[0]?.values, issues);
  const replays = values === null ? new Map<string, never>() : loadReplays(tree, values, options.read, issues);
  const snapshot = values === null ? null : loadSnapshot(tree, values, options.read, issues);
  if (values === null || issues.length > 0) return { ok: false, issues: sortIssues(issues) };
  const plain = toPlain(tree) as Readonly<Record<string, unknown>>;
  return {
    ok: true,
    scenario: {
      path,
      files,
      name: values.name,
      plain,
      values,
      frame,
      states,
      changes,
      replays: Object.fromEntries([...replays].map(([stream, { arrivals }]) => [stream, arrivals])),
      snapshot: snapshot?.input ?? null,
      dataFiles: [...[...replays.values()].map(({ file }) => file), ...(snapshot === null ? [] : [snapshot.file])],
      register: registerOf(tree),
      root: tree,
    },
  };
}

/** Applies "PATH=VALUE" settings, the last one winning. */
function applySettings(root: MapNode, set: readonly string[], issues: Issue[]): MapNode {
  return set.reduce((tree, text, i) => applySetting(tree, text, { file: COMMAND_LINE, line: i + 1, column: 1 }, issues), root);
}

function applySetting(tree: MapNode, text: string, at: Position, issues: Issue[]): MapNode {
  const equals = text.indexOf('=');
  const path = equals < 0 ? text : text.slice(0, equals).trim();
  const fail = (problem: Problem): MapNode => {
    issues.push({ ...at, path, ...problem });
    return tree;
  };
  if (equals < 0)
    return fail({ code: 'bad_path', found: 'has no "="', allowed: 'must be PATH=VALUE', hint: 'for example homeCare.notice=21 days' });
  if (text.slice(equals + 1).trim() === '')
    return fail({
      code: 'missing',
      found: 'has nothing after "="',
      allowed: 'must be PATH=VALUE',
      hint: 'write null to take a setting out',
    });
  const steps = stepsOf(path);
  if ('problem' in steps) return fail(steps.problem);
  const value = readYaml(at.file, `setting: ${text.slice(equals + 1)}`);
  const node = value.root?.entries.get('setting')?.node;
  const refused = value.issues.filter(({ code }) => code !== 'not_yaml');
  if (refused.length > 0) {
    issues.push(...refused.map((issue) => ({ ...issue, ...at, path: issue.path.replace(/^setting/, path) })));
    return tree;
  }
  if (node === undefined || value.issues.length > 0) {
    const hint = 'for example 60%, 14 days or {exponential: {mean: 2 years}}';
    return fail({ code: 'not_yaml', found: `is ${text.slice(equals + 1)}`, allowed: 'must be a value as in a scenario file', hint });
  }
  const edited = setAt(tree, steps.steps, relocated(node, at), at);
  return edited.ok ? edited.root : fail(edited.problem);
}

/** The tree with every position put at one place. */
function relocated(node: Node, at: Position): Node {
  if (node.kind === 'scalar') return { ...node, at };
  if (node.kind === 'list') return { ...node, at, items: node.items.map((item) => relocated(item, at)) };
  return { ...node, at, entries: new Map([...node.entries].map(([name, entry]) => [name, { key: at, node: relocated(entry.node, at) }])) };
}
