/** Which plans of a comparison are parts of another, and what that one leaves beyond them, within each pair of futures. */
import type { Side } from './comparison.js';
import type { Drivers, ScenarioRecord } from './document.js';
import { settingsIn } from './resolved.js';
import { estimateOf } from './spread.js';
import { totalsOf, windowIndex } from './summary.js';
import { RUN } from './windows.js';

/** Keys that say what a scenario is called and how it is judged, not what happens. */
const WORDS = new Set(['name', 'description', 'question', 'measures', 'targets', 'uncertain', 'extends', 'changes']);

/** Whether a key of a scenario, dated changes apart, bears on what happens in a run. */
export const isOfWhatHappens = (key: string): boolean => !WORDS.has(key);

/** Every setting that a scenario has and the baseline has not, or has otherwise, as "path value"; changes whole. */
export function settingsBeyond(scenario: ScenarioRecord, baseline: ScenarioRecord): string[] {
  const leaves = (value: unknown, path: string): string[] => {
    if (Array.isArray(value) && path === 'changes') return value.map((change) => `changes ${JSON.stringify(change)}`);
    if (typeof value !== 'object' || value === null) return [`${path} ${JSON.stringify(value)}`];
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
  };
  const inputs = (of: ScenarioRecord) =>
    leaves(Object.fromEntries(Object.entries(settingsIn(of.resolved)).filter(([key]) => key === 'changes' || isOfWhatHappens(key))), '');
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

/**
 * For each plan that is made of others: its difference with the baseline less theirs, taken replication by replication, so that its
 * interval is that of a paired figure. Only over the run, and only totals.
 */
export function driversOf(baseline: Side, alternatives: readonly Side[], scenarios: readonly ScenarioRecord[]): Drivers[] {
  const [first, ...plans] = scenarios;
  const run = windowIndex(baseline.aggregate, RUN);
  return alternatives.flatMap((side) => {
    const plan = plans.find(({ name }) => name === side.name);
    if (!first || !plan) return [];
    const parts = partsOf(
      plan,
      plans.filter((other) => other !== plan),
      first,
    );
    const sides = parts?.names.flatMap((name) => alternatives.find((other) => other.name === name) ?? []) ?? [];
    if (!parts || sides.length !== parts.names.length) return [];
    const rest = totalsOf(baseline.aggregate).map(({ metric, s }) => {
      const base = baseline.aggregate.valuesOf(s, run);
      const whole = side.aggregate.valuesOf(s, run);
      const alone = sides.map(({ aggregate }) => aggregate.valuesOf(s, run));
      const left = whole.map((value, r) => alone.reduce((sum, values) => sum - (values[r]! - base[r]!), value - base[r]!));
      const { n, mean, ci95 } = estimateOf(left, baseline.aggregate.antithetic);
      return { metric, n, mean, ci95 };
    });
    return [{ alternative: side.name, parts: [...parts.names], isWhole: parts.isWhole, rest }];
  });
}
