/** The steps in which a plan differs from the baseline: each dated change of its own, and each part of the scenario it sets otherwise. */
import type { ScenarioRecord } from '../../result/document.js';
import { isOfWhatHappens } from '../../result/parts.js';
import { settingsIn } from '../../result/resolved.js';
import { capital, clean, listed, longDate } from './numbers.js';
import { SECTIONS } from './register.js';

/** "From 1 April 2024: principal providers start", "Home care set otherwise" */
export function stepsOf(scenario: ScenarioRecord, baseline: ScenarioRecord): string[] {
  const [own, other] = [settingsIn(scenario.resolved), settingsIn(baseline.resolved)];
  const keys = [...new Set([...Object.keys(other), ...Object.keys(own)])].filter(isOfWhatHappens);
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
