/** Scenario files from disk, with every problem of all of them in one go. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ReadyScenario } from '../experiment/scenarios.js';
import { isNothing, nothingWords } from '../report/words/footprint.js';
import { counted } from '../report/words/numbers.js';
import type { Footprint } from '../scenario/footprint/footprint.js';
import { type Issue, phraseIssues, phraseWarning } from '../scenario/issue.js';
import { loadScenario } from '../scenario/load.js';
import { nearestName } from '../scenario/nearest.js';
import type { ResolvedScenario } from '../scenario/resolved.js';
import { UnreadError } from '../scenario/unread.js';
import { warningsOf } from '../scenario/warnings.js';
import type { Args } from './args.js';
import { InputError } from './errors.js';
import { footprintsOf } from './footprints.js';
import type { Terminal } from './terminal.js';

/** Reasons that the system gives, in words. */
const REASONS: Readonly<Record<string, readonly [reason: string, remedy?: string]>> = {
  ENOENT: ['is not there'],
  ENOTDIR: ['is not there: what it is inside of is a file'],
  EISDIR: ['is a folder', 'name a file in it'],
  EACCES: ['may not be read by you', 'ask for the right to read it, or copy it'],
  EPERM: ['may not be read by you', 'ask for the right to read it, or copy it'],
};

/** The file of the same folder whose name is nearest. */
function nearestFile(path: string): string | undefined {
  try {
    const nearest = nearestName(basename(path), readdirSync(dirname(path)));
    return nearest === undefined ? undefined : join(dirname(path), nearest);
  } catch {
    return undefined;
  }
}

/**
 * Text of a file.
 * @throws UnreadError
 */
function read(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const [reason, remedy] = REASONS[code] ?? [`cannot be read (${message})`];
    throw new UnreadError(reason, remedy, code === 'ENOENT' ? nearestFile(path) : undefined);
  }
  try {
    if (!bytes.includes(0)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // said below
  }
  throw new UnreadError('is not text in UTF-8', 'save it as plain text with the encoding UTF-8');
}

/** @throws InputError for a length of the run that is yet to be found */
export function optionsOf(args: Args) {
  if (args.weeks === 'until-settled')
    throw new InputError(['--weeks until-settled is for caresim run and compare: name a number of weeks here.']);
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

/** True when a scenario file says that it extends another of its folder. */
const isOver = (path: string, name: string): boolean =>
  new RegExp(`^\\s*"?extends"?\\s*:\\s*["']?(?:\\./)?${name.replaceAll('.', '\\.')}["']?\\s*(?:[,#].*)?$`, 'm').test(read(path));

/** A plan of the same folder that extends the scenario, to try next; a placeholder where there is none. */
export function anotherThan(path: string): string {
  const names = readdirSync(dirname(path)).filter((name) => /\.ya?ml$/.test(name) && name !== basename(path));
  const plans = names.filter((name) => !name.startsWith('baseline')).sort();
  const name = plans.find((candidate) => isOver(join(dirname(path), candidate), basename(path)));
  return name === undefined ? 'ALTERNATIVE' : join(dirname(path), name);
}
