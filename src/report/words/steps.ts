/** The steps in which a plan differs from the baseline: each dated change of its own, and each part of the scenario it sets otherwise. */
import type { ScenarioRecord } from '../../result/document.js';
import { settingsIn } from '../../result/resolved.js';
import { capital, clean, listed, longDate } from './numbers.js';
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
    ...set.map((key) => `${SECTIONS[key] ?? capital(clean(key))}, from day 0: ${within(own[key], other[key])}`),
    ...added.map(dated),
    ...dropped.map((change) => `Without the baseline’s change ${dated(change).replace(/^F/, 'f')}`),
  ];
}

/** Parts of a section named in a step. */
const MOST_NAMED = 4;

/** "care, schemes and tenancies set otherwise": the parts of a section in which a plan differs. */
function within(own: unknown, other: unknown): string {
  const [mine, base] = [settingsIn(own), settingsIn(other)];
  if (Object.keys(base).length === 0) return Object.keys(mine).length === 0 ? 'set otherwise' : 'added';
  const keys = [...new Set([...Object.keys(base), ...Object.keys(mine)])].filter(
    (key) => JSON.stringify(mine[key]) !== JSON.stringify(base[key]),
  );
  if (keys.length === 0) return 'set otherwise';
  const named = keys.slice(0, MOST_NAMED).map(clean);
  return `${listed(keys.length > MOST_NAMED ? [...named, `${keys.length - MOST_NAMED} more`] : named)} set otherwise`;
}

/** Every setting that a scenario has and the baseline has not, or has otherwise, as "path value"; changes whole. */
export function settingsBeyond(scenario: ScenarioRecord, baseline: ScenarioRecord): string[] {
  const leaves = (value: unknown, path: string): string[] => {
    if (Array.isArray(value) && path === 'changes') return value.map((change) => `changes ${JSON.stringify(change)}`);
    if (typeof value !== 'object' || value === null) return [`${path} ${JSON.stringify(value)}`];
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
  };
  const inputs = (of: ScenarioRecord) =>
    leaves(Object.fromEntries(Object.entries(settingsIn(of.resolved)).filter(([key]) => key === 'changes' || !WORDS.has(key))), '');
  const shared = new Set(inputs(baseline));
  return inputs(scenario).filter((leaf) => !shared.has(leaf));
}

export interface Parts {
  /** plans of which this one is made, no two of which share a setting */
  readonly names: readonly string[];
  /** whether they make up the whole plan */
  readonly isWhole: boolean;
}

/** The other plans that a plan is made of: each sets some of what it sets, as it does, and nothing else. Null where there are none. */
export function partsOf(plan: ScenarioRecord, others: readonly ScenarioRecord[], baseline: ScenarioRecord): Parts | null {
  const whole = new Set(settingsBeyond(plan, baseline));
  const candidates = others
    .map((other) => ({ name: other.name, settings: new Set(settingsBeyond(other, baseline)) }))
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
