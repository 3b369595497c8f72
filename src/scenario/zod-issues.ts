/**
 * zod's issues to ours: located, with what was found and what is allowed. zod's own words are never shown.
 */
import type { z } from 'zod';
import type { Issue, Problem } from './issue.js';
import { nearestName, orList } from './nearest.js';
import { type Node, nodeAt, positionAt, toPlain } from './node.js';
import { formatPath, type Path } from './path.js';
import { phraseFound } from './schema/quantity-kinds.js';

const EXPECTED: Readonly<Record<string, readonly [string, string]>> = {
  object: ['must be a mapping of settings', 'write its settings on indented lines below it'],
  record: ['must be a mapping by name', 'write one indented line for each name'],
  array: ['must be a list', 'write [a, b] or lines that start with "- "'],
  string: ['must be text', 'put it in quotation marks'],
  boolean: ['must be true or false', 'write true or false, without quotation marks'],
  number: ['must be a number', 'write a number without quotation marks'],
};

function valueAt(root: Node, path: Path): unknown {
  const node = nodeAt(root, path);
  return node === undefined ? undefined : toPlain(node);
}

/** Issues of a failed parse of the tree `root`. */
export function issuesFromZod(error: z.ZodError, root: Node): Issue[] {
  return error.issues.flatMap((issue) => fromOne(issue, root));
}

function fromOne(issue: z.core.$ZodIssue, root: Node): Issue[] {
  const path = issue.path as (string | number)[];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => locate(root, [...path, key], unknownSetting(key, issue.message.split(' '))));
  if (issue.code === 'custom' && issue.params?.problem !== undefined) return [locate(root, path, issue.params.problem as Problem)];
  return [locate(root, path, problemOf(issue, valueAt(root, path)))];
}

/** A name in a mapping that has no such setting. */
export interface UnknownName {
  readonly path: Path;
  readonly problem: Problem;
}

/** Names of a failed parse that are no settings, ids or parameters, whatever is wrong with the values beside them. */
export function unknownNames(error: z.ZodError): UnknownName[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path as (string | number)[];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...path, key], problem: unknownSetting(key, issue.message.split(' ')) }));
    const problem = issue.code === 'custom' ? (issue.params?.problem as Problem | undefined) : undefined;
    return problem?.code === 'unknown_setting' || problem?.code === 'unknown_name' ? [{ path, problem }] : [];
  });
}

/** Puts a problem at a path of the tree. */
export function locate(root: Node, path: Path, problem: Problem): Issue {
  return { ...positionAt(root, path), path: formatPath(path), ...problem };
}

function unknownSetting(key: string, names: readonly string[]): Problem {
  const nearest = nearestName(key, names);
  if (nearest !== undefined) return { code: 'unknown_setting', found: 'is not a setting', allowed: '', nearest };
  return {
    code: 'unknown_setting',
    found: 'is not a setting',
    allowed: `here the settings are ${names.join(', ')}`,
    hint: 'remove or rename it',
  };
}

function problemOf(issue: z.core.$ZodIssue, value: unknown): Problem {
  const found = phraseFound(value);
  const code = value === undefined ? 'missing' : 'wrong_type';
  switch (issue.code) {
    case 'invalid_type': {
      const [allowed, hint] = EXPECTED[issue.expected] ?? ['must be of another kind', 'see "caresim explain"'];
      return { code, found, allowed, hint: value === undefined ? 'add it' : hint };
    }
    case 'invalid_value': {
      const words = issue.values.map(String);
      const nearest = typeof value === 'string' ? nearestName(value, words) : undefined;
      const allowed = words.length > 14 ? 'must be one of the known names' : `must be ${orList(words)}`;
      const hint = words.length > 14 ? 'see the list of metrics in the documentation' : 'write one of these';
      return {
        code: value === undefined ? 'missing' : 'unknown_name',
        found,
        allowed,
        ...(nearest === undefined ? { hint } : { nearest }),
      };
    }
    case 'too_small':
      return { code: 'bad_length', found, allowed: `must have at least ${issue.minimum}`, hint: 'add what is missing' };
    case 'too_big':
      return { code: 'bad_length', found, allowed: `must have at most ${issue.maximum}`, hint: 'remove what is too much' };
    case 'invalid_key':
    case 'invalid_format':
      return {
        code: 'wrong_type',
        found: issue.code === 'invalid_key' ? 'is not a name that can be used here' : found,
        allowed: 'must be lower-case letters, digits and underscores, a letter first',
        hint: 'for example framework_rural',
      };
    default:
      return { code, found, allowed: 'must be in another form', hint: 'see "caresim explain"' };
  }
}
