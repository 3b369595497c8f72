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
