/** The steps in which a plan differs from the baseline: each dated change of its own, and each part of the scenario it sets otherwise. */
import type { ScenarioRecord } from '../../result/document.js';
import { settingsIn } from '../../result/resolved.js';
import { capital, clean, longDate } from './numbers.js';
import { SECTIONS } from './register.js';

/** Keys that say what a scenario is called and how it is judged, not what happens. */
const WORDS = new Set(['name', 'description', 'question', 'measures', 'targets', 'uncertain', 'extends', 'changes']);

/** "From 1 April 2024: principal providers start", "Home care set otherwise" */
export function stepsOf(scenario: ScenarioRecord, baseline: ScenarioRecord): string[] {
  const [own, other] = [settingsIn(scenario.resolved), settingsIn(baseline.resolved)];
  const keys = [...new Set([...Object.keys(other), ...Object.keys(own)])].filter((key) => !WORDS.has(key));
  const set = keys.filter((key) => JSON.stringify(own[key]) !== JSON.stringify(other[key]));
  const idOf = (change: ScenarioRecord['changes'][number]) => JSON.stringify(change);
  const shared = new Set(baseline.changes.map(idOf));
  const added = scenario.changes.filter((change) => !shared.has(idOf(change)));
  const dropped = baseline.changes.filter((change) => !scenario.changes.some((one) => idOf(one) === idOf(change)));
  const dated = (change: ScenarioRecord['changes'][number]) =>
    `From ${longDate(change.from)}${change.until ? ` to ${longDate(change.until)}` : ''}: ${clean(change.why)}`;
  return [
    ...set.map((key) => `${SECTIONS[key] ?? capital(clean(key))}: set otherwise from day 0`),
    ...added.map(dated),
    ...dropped.map((change) => `Without the baseline’s change ${dated(change).replace(/^F/, 'f')}`),
  ];
}

/** Every setting that a scenario has and the baseline has not, or has otherwise, as "path value". */
function settingsBeyond(scenario: ScenarioRecord, baseline: ScenarioRecord): ReadonlySet<string> {
  const leaves = (value: unknown, path: string): string[] => {
    if (Array.isArray(value) && path === 'changes') return value.map((change) => `changes ${JSON.stringify(change)}`);
    if (typeof value !== 'object' || value === null) return [`${path} ${JSON.stringify(value)}`];
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
  };
  const inputs = (of: ScenarioRecord) =>
    leaves(Object.fromEntries(Object.entries(settingsIn(of.resolved)).filter(([key]) => key === 'changes' || !WORDS.has(key))), '');
  const shared = new Set(inputs(baseline));
  return new Set(inputs(scenario).filter((leaf) => !shared.has(leaf)));
}

export interface Parts {
  /** plans of which this one is made, no two of which share a setting */
  readonly names: readonly string[];
  /** whether they make up the whole plan */
  readonly isWhole: boolean;
}

/** The other plans that a plan is made of: each sets some of what it sets, as it does, and nothing else. Null where there are none. */
export function partsOf(plan: ScenarioRecord, others: readonly ScenarioRecord[], baseline: ScenarioRecord): Parts | null {
  const whole = settingsBeyond(plan, baseline);
  const candidates = others
    .map((other) => ({ name: other.name, settings: settingsBeyond(other, baseline) }))
    .filter(({ settings }) => settings.size > 0 && settings.size < whole.size && [...settings].every((one) => whole.has(one)))
    .sort((a, b) => b.settings.size - a.settings.size);
  const covered = new Set<string>();
  const parts = candidates.filter(({ settings }) => {
    if ([...settings].some((one) => covered.has(one))) return false;
    for (const one of settings) covered.add(one);
    return true;
  });
  return parts.length === 0 ? null : { names: parts.map(({ name }) => name), isWhole: covered.size === whole.size };
}
