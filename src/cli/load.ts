/** Scenario files from disk, with every problem of all of them in one go. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ReadyScenario } from '../experiment/scenarios.js';
import { type Issue, phraseIssues } from '../scenario/issue.js';
import { loadScenario } from '../scenario/load.js';
import type { ResolvedScenario } from '../scenario/resolved.js';
import type { Args } from './args.js';
import { InputError } from './errors.js';

const read = (path: string): string => readFileSync(path, 'utf8');

export function optionsOf(args: Args) {
  return { read, set: args.set, ...(args.weeks !== undefined && { weeks: args.weeks }) };
}

function refuse(issues: readonly Issue[]): never {
  throw new InputError([phraseIssues(issues)]);
}

/**
 * Scenarios as read and checked, before anything is compiled.
 * @throws InputError with every problem of every file
 */
export function readScenarios(args: Args, onIssues?: (issues: readonly Issue[]) => void): ResolvedScenario[] {
  const loaded = args.words.map((path) => loadScenario(path, optionsOf(args)));
  const issues = loaded.flatMap((one) => (one.ok ? [] : one.issues));
  if (issues.length > 0) {
    onIssues?.(issues);
    refuse(issues);
  }
  return loaded.flatMap((one) => (one.ok ? [one.scenario] : []));
}

/**
 * Scenarios ready to run.
 * @throws InputError with every problem of every file
 */
export async function readyScenarios(args: Args): Promise<readonly ReadyScenario[]> {
  const { readyScenario } = await import('../experiment/scenarios.js');
  return readScenarios(args).map(readyScenario);
}

/** Another scenario of the same folder, to try next; a placeholder where there is none. */
export function anotherThan(path: string): string {
  const names = readdirSync(dirname(path)).filter((name) => /\.ya?ml$/.test(name) && name !== basename(path));
  const name = names.find((candidate) => candidate.startsWith('principal-provider')) ?? names.sort()[0];
  return name === undefined ? 'ALTERNATIVE' : join(dirname(path), name);
}
