/** Scenario files from disk, with every problem of all of them in one go. */
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ReadyScenario } from '../experiment/scenarios.js';
import { isNothing, nothingWords } from '../report/words/footprint.js';
import { counted } from '../report/words/numbers.js';
import type { Footprint } from '../scenario/footprint/footprint.js';
import { type Issue, phraseIssues, phraseWarning } from '../scenario/issue.js';
import { loadScenario } from '../scenario/load.js';
import type { ResolvedScenario } from '../scenario/resolved.js';
import { warningsOf } from '../scenario/warnings.js';
import type { Args } from './args.js';
import { dataFileWarnings } from './check-data.js';
import { InputError } from './errors.js';
import { footprintsOf } from './footprints.js';
import { readText } from './read-text.js';
import type { Terminal } from './terminal.js';

/** @throws InputError for a length of the run that is yet to be found */
export function optionsOf(args: Args) {
  if (args.weeks === 'until-settled')
    throw new InputError(['--weeks until-settled is for caresim run and compare: name a number of weeks here.']);
  return { read: readText, set: args.set, ...(args.weeks !== undefined && { weeks: args.weeks }) };
}

function refuse(issues: readonly Issue[]): never {
  throw new InputError([phraseIssues(issues)]);
}

/**
 * Scenarios as read and checked, before anything is compiled.
 * @throws InputError with every problem of every file
 */
export function readScenarios(args: Args, onIssues?: (issues: readonly Issue[]) => void): ResolvedScenario[] {
  const twice = args.words.filter((path, i) => args.words.indexOf(path) !== i);
  if (twice.length > 0) throw new InputError([...new Set(twice)].map((path) => `${path} is named twice: name each scenario once.`));
  const loaded = args.words.map((path) => loadScenario(path, optionsOf(args)));
  const found = loaded.flatMap((one) => (one.ok ? [] : one.issues));
  // Scenarios that extend one file have its problems in common.
  const issues = [...new Map(found.map((issue) => [JSON.stringify(issue), issue])).values()];
  if (issues.length > 0) {
    onIssues?.(issues);
    refuse(issues);
  }
  const scenarios = loaded.flatMap((one) => (one.ok ? [one.scenario] : []));
  const warnings = args.strict ? warningsIn(scenarios, args) : [];
  if (warnings.length > 0) {
    onIssues?.(warnings);
    refuse(warnings);
  }
  return scenarios;
}

/** Warnings of scenarios, each once: those that extend one file have its warnings in common. */
export function warningsIn(scenarios: readonly ResolvedScenario[], args: Args): Issue[] {
  const found = scenarios.flatMap((scenario) => warningsOf(scenario, args.weeks !== undefined));
  return [...new Map(found.map((warning) => [phraseWarning(warning), warning])).values()];
}

/**
 * Says which plans change nothing.
 * @throws InputError under --strict
 */
export function sayNothing(footprints: readonly (Footprint | undefined)[], args: Args, say: (text: string) => void): void {
  const nothing = [...new Set(footprints.flatMap((one) => (one !== undefined && isNothing(one) ? [nothingWords(one)] : [])))];
  if (args.strict && nothing.length > 0) throw new InputError(nothing);
  for (const text of nothing) say(text);
}

/** Last week of a target's window; 0 for windows that every run has. */
function lastWeek(window: string | null): number {
  return Number(/(\d+)$/.exec(window ?? '')?.[1] ?? 0);
}

/**
 * Without the targets of weeks that a run shortened by --weeks does not have, which is said.
 * @throws InputError when they are required
 */
function insideRun(scenario: ReadyScenario, args: Args, terminal: Terminal): ReadyScenario {
  const { weeks } = scenario.input;
  const targets = scenario.targets.filter(({ window }) => lastWeek(window) <= weeks);
  const left = scenario.targets.length - targets.length;
  if (left === 0) return scenario;
  const beyond = `${scenario.name}: ${counted(left, 'target')} of weeks beyond the ${weeks} of the run`;
  if (args['require-targets'])
    throw new InputError([`${beyond} cannot be required: leave out --require-targets, or run for longer with --weeks.`]);
  terminal.say(`${beyond} ${left === 1 ? 'is' : 'are'} left out.`);
  return { ...scenario, targets, record: { ...scenario.record, targets } };
}

/**
 * Scenarios ready to run, with what each changes: against the first of a comparison, or else against what it extends.
 * @throws InputError with every problem of every file
 */
export async function readyScenarios(args: Args, terminal: Terminal, isCompared: boolean): Promise<readonly ReadyScenario[]> {
  const { keepingLevels, readyScenario } = await import('../experiment/scenarios.js');
  const scenarios = readScenarios(args);
  for (const warning of warningsIn(scenarios, args)) terminal.say(`Warning: ${phraseWarning(warning)}`);
  for (const warning of scenarios.flatMap(dataFileWarnings)) terminal.say(warning);
  const footprints = footprintsOf(scenarios, optionsOf(args), isCompared);
  sayNothing(footprints, args, (text) => terminal.say(`Warning: ${text}`));
  const ready = scenarios.map((scenario, i) => insideRun(readyScenario(scenario, footprints[i]), args, terminal));
  const problems: string[] = [];
  const keeping = ready.map((scenario) => {
    try {
      return keepingLevels(scenario, { at: args.at, shares: args.share });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.push(`--at, --share: ${error.message} (${scenario.path}).`);
      return scenario;
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return keeping;
}

/** True when a scenario file says that it extends another of its folder; false too when it cannot be read, which is nobody's concern here. */
function isOver(path: string, name: string): boolean {
  const says = new RegExp(`^\\s*"?extends"?\\s*:\\s*["']?(?:\\./)?${name.replaceAll('.', '\\.')}["']?\\s*(?:[,#].*)?$`, 'm');
  try {
    return says.test(readText(path));
  } catch {
    return false;
  }
}

/** Names in a folder; none where it cannot be looked into. */
function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** A plan of the same folder that extends the scenario, to try next; null where there is none. */
export function anotherThan(path: string): string | null {
  const plans = namesIn(dirname(path)).filter((name) => /^(?!\.|baseline).*\.ya?ml$/.test(name) && name !== basename(path));
  const name = plans.sort().find((candidate) => isOver(join(dirname(path), candidate), basename(path)));
  return name === undefined ? null : join(dirname(path), name);
}
