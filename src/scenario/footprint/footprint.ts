/**
 * What a plan changes against its baseline, before anything runs: which settings, from what, to what, when; what that does to hours,
 * places, loads and cost; and what it sets that is so already.
 */
import { formatDate } from '../dates.js';
import type { Node } from '../node.js';
import { formatPath } from '../path.js';
import type { ResolvedScenario, State } from '../resolved.js';
import type { ScenarioValues } from '../schema/scenario.js';
import { differencesOf, settingNames } from './difference.js';
import { type Load, loadsOn } from './loads.js';
import { type Repeated, repeatedOf } from './repeated.js';
import { type Adjustment, adjustmentsOf } from './steps.js';
import { settingWords, valueText } from './words.js';

/** A setting that the plan has otherwise than the baseline, while it has. */
export interface ChangedSetting {
  readonly path: string;
  /** what it is, in words */
  readonly words: string;
  /** as written, with its unit; null: not set */
  readonly before: string | null;
  readonly after: string | null;
  /** ISO date; null: from the start, and to the end */
  readonly from: string | null;
  readonly until: string | null;
}

/** A service whose capacity, load or cost is another under the plan. */
export interface ChangedLoad extends Load {
  readonly before: Omit<Load, 'service' | 'unit'>;
}

export interface Effect {
  readonly from: string | null;
  readonly until: string | null;
  readonly loads: readonly ChangedLoad[];
}

export interface Footprint {
  /** name of the baseline; null: the plan's own settings on day 0, before any change */
  readonly against: string | null;
  readonly settings: readonly ChangedSetting[];
  readonly effects: readonly Effect[];
  /** what `scale` and `add` of the plan's own changes do on their date */
  readonly adjustments: readonly Adjustment[];
  /** what the plan sets that is so already */
  readonly repeated: readonly Repeated[];
}

/** The state in force on a day. */
const stateOn = (states: readonly State[], day: number): State => states.findLast(({ fromDay }) => fromDay <= day) ?? states[0]!;

/** Settings that bear on what happens, as text: equal for states in which a run would go on alike. */
function fingerprint(values: ScenarioValues, names: readonly string[]): string {
  const all = values as unknown as Readonly<Record<string, unknown>>;
  return JSON.stringify(
    names.map((name) => [name, all[name] ?? null]),
    (_, x: unknown) => (typeof x === 'number' && !Number.isFinite(x) ? String(x) : x),
  );
}

/** Days on which a scheme lets its first flats. */
function openings({ values }: ResolvedScenario): number[] {
  return Object.values(values.housing?.schemes ?? {}).map(({ opens, qualityVisit }) => opens - values.start + qualityVisit);
}

/** Equal neighbours joined to one: each with the day on which it begins and the day on which it ends. */
function joined<T>(found: readonly { readonly day: number; readonly item: T }[], end: number, same: (a: T, b: T) => boolean) {
  const spells: { from: number; until: number; item: T }[] = [];
  for (const [i, { day, item }] of found.entries()) {
    const until = found[i + 1]?.day ?? end;
    const last = spells.at(-1);
    if (last !== undefined && same(last.item, item)) last.until = until;
    else spells.push({ from: day, until, item });
  }
  return spells;
}

/**
 * @param plan - a scenario
 * @param baseline - what it is compared with; null: its own settings on day 0, for what its changes do
 */
export function footprintOf(plan: ResolvedScenario, baseline: ResolvedScenario | null): Footprint {
  const base = baseline?.states ?? [{ ...plan.states[0]!, fromDay: 0 }];
  const end = plan.values.weeks * 7;
  const opening = [...openings(plan), ...(baseline === null ? [] : openings(baseline))].filter((day) => day > 0 && day < end);
  const days = [...new Set([...base, ...plan.states].map(({ fromDay }) => fromDay).concat(opening))].sort((a, b) => a - b);
  const segments = days.map((day) => ({ day, old: stateOn(base, day), now: stateOn(plan.states, day) }));
  const spell = (from: number, until: number) => ({
    from: from === 0 ? null : formatDate(plan.values.start + from),
    until: until >= end ? null : formatDate(plan.values.start + until),
  });
  const settings = changedSettings(plan, segments, end).map(({ from, until, item }) => ({ ...item, ...spell(from, until) }));
  const effects = joined(
    segments.map(({ day, old, now }) => ({ day, item: changedLoads(old.values, now.values, day) })),
    end,
    (a, b) => JSON.stringify(a) === JSON.stringify(b),
  )
    .filter(({ item }) => item.length > 0)
    .map(({ from, until, item }) => ({ ...spell(from, until), loads: item }));
  return {
    against: baseline?.name ?? null,
    settings,
    effects: settings.length === 0 ? [] : effects,
    adjustments: adjustmentsOf(plan, baseline),
    // what a baseline has of the plan's own file is no repetition
    repeated: baseline === null || baseline.files.includes(plan.path) ? [] : repeatedOf(plan, baseline),
  };
}

type Segment = { readonly day: number; readonly old: State; readonly now: State };
type Setting = Omit<ChangedSetting, 'from' | 'until'>;

/** Settings that differ, each with the days on which it does. */
function changedSettings(plan: ResolvedScenario, segments: readonly Segment[], end: number) {
  const ids = new Set([...plan.frame.areas, ...plan.frame.groups]);
  const byPath = new Map<string, Map<number, Setting>>();
  for (const { day, old, now } of segments) {
    const names = [...new Set([...settingNames(now.root), ...settingNames(old.root)])];
    if (old === now || fingerprint(old.values, names) === fingerprint(now.values, names)) continue;
    for (const { path, before, after } of differencesOf(old.root, now.root, ids)) {
      const text = formatPath(path);
      const written = (node: Node | undefined) => (node === undefined ? null : valueText(node, text));
      const row = { path: text, words: settingWords(path, now.root, old.root), before: written(before), after: written(after) };
      byPath.set(text, (byPath.get(text) ?? new Map<number, Setting>()).set(day, row));
    }
  }
  const isSame = (a: Setting | null, b: Setting | null) => a?.before === b?.before && a?.after === b?.after;
  return [...byPath.values()].flatMap((rows) =>
    joined<Setting | null>(
      segments.map(({ day }) => ({ day, item: rows.get(day) ?? null })),
      end,
      isSame,
    ).flatMap(({ from, until, item }) => (item === null ? [] : [{ from, until, item }])),
  );
}

/** Services whose capacity, load or cost differ. */
function changedLoads(old: ScenarioValues, now: ScenarioValues, day: number): ChangedLoad[] {
  const before = new Map(loadsOn(old, day).map((load) => [load.service, load]));
  return loadsOn(now, day).flatMap((load) => {
    const { capacity, load: share, cost } = before.get(load.service) ?? { capacity: 0, load: null, cost: null };
    const was = { capacity, load: share, cost };
    const isSame = JSON.stringify(was) === JSON.stringify({ capacity: load.capacity, load: load.load, cost: load.cost });
    return isSame ? [] : [{ ...load, before: was }];
  });
}
