/**
 * Checks of `targets` and `uncertain` against the scenario they stand in.
 */
import type { Issue } from './issue.js';
import { childOf, type MapNode, type Node, nodeAt, toPlain } from './node.js';
import type { ScenarioValues } from './schema/scenario.js';
import { findPath, stepsOf } from './settings.js';
import { refusalAsUncertain } from './uncertain.js';
import { readWritten } from './units.js';
import { locate } from './zod-issues.js';

/**
 * @param shortened - whether the length of the run comes from an option, so that windows may lie beyond it
 */
export function checkPlans(tree: MapNode, values: ScenarioValues | null, shortened: boolean, issues: Issue[]): void {
  if (values !== null && !shortened) checkWindows(tree, values, issues);
  const uncertain = childOf(tree, 'uncertain');
  if (uncertain?.kind !== 'map') return;
  for (const [text, entry] of uncertain.entries) {
    const fail = (problem: Omit<Issue, 'file' | 'line' | 'column' | 'path'>) =>
      issues.push({ ...entry.key, path: `uncertain.${text}`, ...problem });
    const steps = stepsOf(text);
    if ('problem' in steps) {
      fail(steps.problem);
      continue;
    }
    const found = findPath(tree, steps.steps, false);
    if (!found.ok) fail(found.problem);
    else if (!holdsNumber(nodeAt(found.root, found.path)!))
      fail({
        code: 'wrong_type',
        found: 'names a setting without numbers',
        allowed: 'must name a number, or what holds numbers',
        hint: 'name the number itself',
      });
    else if (values !== null) {
      const problem = refusalAsUncertain(values.uncertain[text], nodeAt(found.root, found.path)!);
      if (problem !== null) fail(problem);
    }
  }
}

function holdsNumber(node: Node): boolean {
  if (node.kind === 'scalar') return readWritten(node.value) !== null || node.value === 'unlimited' || node.value === 'never';
  return node.kind === 'list' ? node.items.some(holdsNumber) : [...node.entries.values()].some((entry) => holdsNumber(entry.node));
}

/** A group closes on a date: one that were closed from day 0 would go on as if it were not. */
export function checkClosures(tree: MapNode, onDay0: ScenarioValues | undefined, issues: Issue[]): void {
  onDay0?.homeCare?.providers.forEach(({ closes }, i) => {
    if (closes)
      issues.push(
        locate(tree, ['homeCare', 'providers', i, 'closes'], {
          code: 'contradiction',
          found: 'is true on day 0',
          allowed: 'closes a group on the date of a change',
          hint: 'set it in changes, from week 2 at the earliest; or have no such group',
        }),
      );
  });
}

function checkWindows(tree: MapNode, values: ScenarioValues, issues: Issue[]): void {
  values.targets.forEach((target, i) => {
    if (target.window.kind !== 'weeks' || target.window.to <= values.weeks) return;
    const written = toPlain(nodeAt(tree, ['targets', i, 'window'])!);
    issues.push(
      locate(tree, ['targets', i, 'window'], {
        code: 'out_of_range',
        found: `is ${String(written)}`,
        allowed: `must lie inside the ${values.weeks} weeks of the run`,
        hint: 'shorten it, or lengthen the run',
      }),
    );
  });
}
