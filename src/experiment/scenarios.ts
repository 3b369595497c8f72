/** From scenario files to what a simulation takes, or to every problem of all of them. */
import { createHash } from 'node:crypto';
import type { ModelInput } from '../model/input.js';
import type { Frame } from '../model/record.js';
import type { Assumption, FootprintRecord, ScenarioRecord, Target } from '../result/document.js';
import { folderName } from '../result/folder.js';
import { parseCondition, parseMoment } from '../result/moment.js';
import { compile } from '../scenario/compile/compile.js';
import { formatDate } from '../scenario/dates.js';
import type { Issue } from '../scenario/issue.js';
import { type LoadOptions, loadScenario } from '../scenario/load.js';
import type { ResolvedScenario } from '../scenario/resolved.js';
import { DISCOUNT_RATE } from '../scenario/schema/services.js';
import { readWritten } from '../scenario/units.js';
import { planDates } from './plan-dates.js';

/** What a result says of its scenario. */
export interface RunScenario {
  readonly name: string;
  /** ISO date of day 0 */
  readonly start: string;
  readonly input: Frame & { readonly warmUpWeeks: number };
  readonly targets: readonly Target[];
  /** its entry in a manifest */
  readonly record: ScenarioRecord;
}

/** A scenario ready to run. */
export interface ReadyScenario extends RunScenario {
  readonly path: string;
  readonly input: ModelInput;
}

type ScenarioTarget = ResolvedScenario['values']['targets'][number];

function windowText(window: ScenarioTarget['window']): string {
  return window.kind === 'weeks' ? `weeks ${window.from}-${window.to}` : window.kind;
}

function targetOf(target: ScenarioTarget, index: number, register: readonly Assumption[]): Target {
  const metric = target.ratio === undefined ? target.metric! : ([target.ratio[0]!, target.ratio[1]!] as [string, string]);
  return {
    metric,
    ...(target.by !== undefined && { by: target.by }),
    ...(target.keys !== undefined && { keys: [...target.keys] }),
    ...(target.share && { share: true }),
    window: windowText(target.window),
    value: target.value,
    low: target.low,
    high: target.high,
    source: register.find((row) => row.path === `targets[${index}].value`)?.source ?? null,
  };
}

/** Of the settings, and of the data files that they name. */
function hashOf({ plain, replays, snapshot }: ResolvedScenario): string {
  const hash = createHash('sha256').update(JSON.stringify(plain));
  if (snapshot !== null || Object.keys(replays).length > 0) hash.update(JSON.stringify([replays, snapshot]));
  return hash.digest('hex');
}

function recordOf(
  scenario: ResolvedScenario,
  targets: readonly Target[],
  assumptions: readonly Assumption[],
  footprint: FootprintRecord | undefined,
): ScenarioRecord {
  const { values, frame, plain } = scenario;
  const date = (day: number) => formatDate(values.start + Math.floor(day));
  return {
    name: scenario.name,
    description: values.description ?? null,
    question: values.question ?? null,
    sha256: hashOf(scenario),
    resolved: plain,
    assumptions: [...assumptions],
    targets: [...targets],
    valuation: {
      discountRate: values.costs?.discountRate ?? readWritten(DISCOUNT_RATE)!.value,
      undeliveredHour: values.costs?.undeliveredHour ?? null,
    },
    ...(values.measures !== undefined && { headline: [...values.measures.headline] }),
    areas: [...frame.areas],
    clientGroups: [...frame.groups],
    changes: scenario.changes
      .filter((change) => change.inRun)
      .map(({ fromDay, untilDay, why }) => ({ from: date(fromDay), until: Number.isFinite(untilDay) ? date(untilDay) : null, why })),
    ...(footprint !== undefined && { footprint }),
  };
}

/**
 * A resolved scenario, compiled.
 *
 * @param footprint - what it changes against its baseline, for the manifest
 */
export function readyScenario(scenario: ResolvedScenario, footprint?: FootprintRecord): ReadyScenario {
  const assumptions = scenario.register.map(({ path, value, source, confidence }) => ({ path, value, source, confidence }));
  const targets = scenario.values.targets.map((target, i) => targetOf(target, i, assumptions));
  return {
    path: scenario.path,
    name: scenario.name,
    start: formatDate(scenario.values.start),
    input: compile(scenario),
    targets,
    record: recordOf(scenario, targets, assumptions, footprint),
  };
}

export type LoadedAll =
  | { readonly ok: true; readonly scenarios: readonly ReadyScenario[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Loads and compiles scenarios; the issues of all files come together. */
export function loadAll(paths: readonly string[], options: LoadOptions): LoadedAll {
  const loaded = paths.map((path) => loadScenario(path, options));
  const issues = loaded.flatMap((one) => (one.ok ? [] : one.issues));
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, scenarios: loaded.flatMap((one) => (one.ok ? [readyScenario(one.scenario)] : [])) };
}

/** What is wanted of levels at moments. */
export interface Wanted {
  /** "2027-03-31", "week 52", "end" */
  readonly at: readonly string[];
  /** "interim_list.people@2027-03-31 <= 20" */
  readonly shares: readonly string[];
}

/**
 * A scenario of which levels are kept at moments: those named, and those of conditions.
 *
 * @throws RangeError for a moment that is outside the run
 */
export function keepingLevels<T extends ReadyScenario>(scenario: T, { at, shares }: Wanted): T {
  const wanted = [...new Set([...at, ...shares.map((condition) => parseCondition(condition).when)])];
  if (wanted.length === 0) return scenario;
  const dates = { start: scenario.start, weeks: scenario.input.weeks };
  const levelsAt = wanted.map((when) => parseMoment(when, dates)).sort((a, b) => a.day - b.day);
  const record = { ...scenario.record, at: levelsAt.map(({ when }) => when), ...(shares.length > 0 && { shares: [...shares] }) };
  return { ...scenario, input: { ...scenario.input, levelsAt }, record };
}

/** Scenarios of a comparison, the baseline first, with the dates from which each alternative differs from it in their records. */
export function datedFrom<T extends ReadyScenario>([baseline, ...others]: readonly T[]): readonly T[] {
  if (baseline === undefined) return [];
  const dated = others.map((other) => ({ ...other, record: { ...other.record, planDates: planDates(baseline.input, other.input) } }));
  return [baseline, ...dated];
}

/**
 * What keeps scenarios from being compared: only the same weeks of the same areas and groups can be paired.
 * @returns sentences, none when they can be
 */
export function comparisonProblems(scenarios: readonly ReadyScenario[]): string[] {
  const [baseline, ...others] = scenarios;
  if (baseline === undefined) return [];
  const problems: string[] = [];
  for (const other of others) {
    const differs = (what: string, a: unknown, b: unknown) => {
      if (JSON.stringify(a) !== JSON.stringify(b))
        problems.push(`${other.path} has other ${what} than ${baseline.path}: ${String(b)}, not ${String(a)}.`);
    };
    differs('weeks', baseline.input.weeks, other.input.weeks);
    differs('run-in weeks', baseline.input.warmUpWeeks, other.input.warmUpWeeks);
    differs('start', baseline.start, other.start);
    differs('areas', baseline.input.areas, other.input.areas);
    differs('client groups', baseline.input.groups, other.input.groups);
    differs('housing schemes', baseline.input.schemes, other.input.schemes);
    differs('parts of the model', baseline.input.sections, other.input.sections);
  }
  const names = scenarios.map(({ name }) => name.toLowerCase());
  const twice = scenarios.filter(({ name }, i) => names.indexOf(name.toLowerCase()) !== i);
  for (const { path, name } of twice) problems.push(`${path} is called "${name}", as another scenario is: give each its own name.`);
  const folders = scenarios.map(({ name }) => folderName(name));
  for (const [i, { path, name }] of scenarios.entries())
    if (folders.indexOf(folders[i]!) !== i && names.indexOf(names[i]!) === i)
      problems.push(
        `${path} is called "${name}", which makes the same folder as another scenario's name (${folders[i]}): let them differ in a letter or digit of the first 80.`,
      );
  return problems;
}
