/**
 * `changes`: the states of a scenario from date to date. On one date set, then scale, then add, in file order; `until` restores.
 */
import { formatDate } from './dates.js';
import { refusal, sameFrame } from './frame-changes.js';
import type { Issue, Position } from './issue.js';
import { childOf, type ListNode, type MapNode, type Node, nodeAt, positionAt } from './node.js';
import { checkNulls, withoutNulls } from './nulls.js';
import { parseTree } from './parse-tree.js';
import { overlaps, type Path } from './path.js';
import type { DatedChange, DatedStep, State } from './resolved.js';
import type { Frame } from './schema/field.js';
import type { When } from './schema/plans.js';
import type { ScenarioValues } from './schema/scenario.js';
import { adjustAt, type Edited, setAt, stepsOf } from './settings.js';
import { locate } from './zod-issues.js';

const VERBS = ['set', 'scale', 'add'] as const;
type Verb = (typeof VERBS)[number];

/** One line of a change: a path and what to do there. */
interface Step {
  readonly change: number;
  readonly verb: Verb;
  readonly text: string;
  readonly path: Path;
  readonly value: Node;
  readonly at: Position;
}

interface Planned extends Omit<DatedChange, 'steps'> {
  readonly steps: readonly Step[];
}

/** States and changes of the scenario; without values (the base has problems) only paths and dates are checked. */
export function applyChanges(
  root: MapNode,
  frame: Frame,
  values: ScenarioValues | null,
  issues: Issue[],
): { states: readonly State[]; changes: readonly DatedChange[] } {
  const list = childOf(root, 'changes');
  if (list?.kind !== 'list') return { states: values === null ? [] : [{ fromDay: 0, values, root: withoutNulls(root) }], changes: [] };
  if (values === null) {
    list.items.forEach((_, i) => {
      for (const step of stepsOfChange(list, i, issues)) tryStep(root, step, issues);
    });
    return { states: [], changes: [] };
  }
  const planned = plan(root, list, values, issues);
  const days = [...new Set(planned.filter((change) => change.inRun).flatMap((change) => [change.fromDay, change.untilDay]))];
  const inside = days.filter((day) => day < values.weeks * 7).sort((a, b) => a - b);
  const states = new Map<number, State>([[0, { fromDay: 0, values, root: withoutNulls(root) }]]);
  const done: Done[] = [];
  for (const day of inside) {
    const state = stateOn(root, frame, values, planned, day, done, issues);
    if (state !== null) states.set(day, state);
  }
  checkBeyond(root, planned, issues);
  return {
    states: [...states.values()],
    changes: planned.map(({ steps, ...change }) => ({ ...change, steps: done.filter((one) => steps.includes(one.step)).map(doneStep) })),
  };
}

/** A step on the day on which its change begins. */
interface Done {
  readonly step: Step;
  readonly before: MapNode;
  readonly after: MapNode;
}

function doneStep({ step: { verb, text, value, at }, before, after }: Done): DatedStep {
  return { verb, text, amount: value, at, before, after };
}

/** Every change on the calendar, with its steps. */
function plan(root: MapNode, list: ListNode, values: ScenarioValues, issues: Issue[]): Planned[] {
  const day = (when: When): number => ('week' in when ? (when.week - 1) * 7 : when.date - values.start);
  return values.changes.map((change, i) => {
    const fromDay = day(change.from);
    const untilDay = change.until === undefined ? Number.POSITIVE_INFINITY : day(change.until);
    checkDates(root, i, fromDay, untilDay, values.start, issues);
    return { fromDay, untilDay, why: change.why, inRun: fromDay < values.weeks * 7, steps: stepsOfChange(list, i, issues) };
  });
}

function checkDates(root: MapNode, i: number, fromDay: number, untilDay: number, start: number, issues: Issue[]): void {
  if (fromDay < 0)
    issues.push(
      locate(root, ['changes', i, 'from'], {
        code: 'bad_date',
        found: `is ${formatDate(start + fromDay)}`,
        allowed: `must not be before the start, ${formatDate(start)}`,
        hint: 'change the setting itself, or start later',
      }),
    );
  if (untilDay <= fromDay)
    issues.push(
      locate(root, ['changes', i, 'until'], {
        code: 'bad_date',
        found: 'is not later than from',
        allowed: 'must be later',
        hint: 'swap the dates',
      }),
    );
}

function stepsOfChange(list: ListNode, i: number, issues: Issue[]): Step[] {
  const steps: Step[] = [];
  for (const verb of VERBS) {
    const settings = childOf(list.items[i]!, verb);
    if (settings?.kind !== 'map') continue;
    for (const [text, entry] of settings.entries) {
      const parsed = stepsOf(text);
      const problem = 'problem' in parsed ? parsed.problem : refusal(parsed.steps);
      if (problem !== null) issues.push({ ...entry.key, path: `changes[${i}].${verb}.${text}`, ...problem });
      else if ('steps' in parsed) steps.push({ change: i, verb, text, path: parsed.steps, value: entry.node, at: entry.key });
    }
  }
  return steps;
}

function editOf(root: MapNode, step: Step): Edited {
  return step.verb === 'set' ? setAt(root, step.path, step.value, step.at) : adjustAt(root, step.path, step.verb, step.value, step.at);
}

function tryStep(root: MapNode, step: Step, issues: Issue[]): MapNode {
  const edited = editOf(root, step);
  if (edited.ok) return edited.root;
  issues.push({ ...step.at, path: `changes[${step.change}].${step.verb}.${step.text}`, ...edited.problem });
  return root;
}

/** Changes after the run: they too must name settings that are there on their date, which an earlier change may have added. */
function checkBeyond(root: MapNode, planned: readonly Planned[], issues: Issue[]): void {
  const all = planned.map((change) => ({ ...change, inRun: true }));
  for (const [i, { inRun, fromDay }] of planned.entries()) {
    if (inRun) continue;
    const found: Issue[] = [];
    treeOn(root, all, fromDay, found);
    issues.push(...found.filter(({ path }) => path.startsWith(`changes[${i}].`)));
  }
}

/** Tree on a day: the base with every change in force, in order of date, then verb, then file. */
function treeOn(root: MapNode, planned: readonly Planned[], day: number, issues: Issue[]): { tree: MapNode; steps: Step[]; begun: Done[] } {
  const active = planned.filter((change) => change.inRun && change.fromDay <= day && day < change.untilDay);
  const dates = [...new Set(active.map((change) => change.fromDay))].sort((a, b) => a - b);
  let tree = root;
  const steps: Step[] = [];
  const begun: Done[] = [];
  for (const date of dates)
    for (const verb of VERBS)
      for (const step of active.filter((change) => change.fromDay === date).flatMap((change) => change.steps)) {
        if (step.verb !== verb) continue;
        const before = tree;
        tree = tryStep(tree, step, issues);
        steps.push(step);
        if (date === day) begun.push({ step, before, after: tree });
      }
  return { tree, steps, begun };
}

/** Values on a day; problems are placed at the change that makes them. */
function stateOn(
  root: MapNode,
  frame: Frame,
  base: ScenarioValues,
  planned: readonly Planned[],
  day: number,
  done: Done[],
  issues: Issue[],
): State | null {
  const { tree: edited, steps, begun } = treeOn(root, planned, day, issues);
  done.push(...begun);
  const tree = withoutNulls(edited);
  const found: Issue[] = [];
  checkNulls(edited, frame, found);
  const values = parseTree(tree, frame, found);
  const date = formatDate(base.start + day);
  const problem = values === null ? null : sameFrame(base, values);
  if (problem !== null) found.push({ ...positionAt(root, ['changes']), path: 'changes', ...problem });
  for (const issue of found) issues.push(atChange(issue, steps, tree, date));
  return values === null || found.length > 0 ? null : { fromDay: day, values, root: tree };
}

function atChange(issue: Issue, steps: readonly Step[], tree: MapNode, date: string): Issue {
  const path = issue.path.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  const step =
    steps.findLast((other) => overlaps(resolvedPath(tree, other.path), path)) ??
    steps.findLast((other) => String(other.path[0]) === path[0]);
  if (step === undefined) return issue;
  const hint = [issue.hint, `the change of ${date} makes it so`].filter((text) => text !== undefined).join('; ');
  return { ...issue, file: step.at.file, line: step.at.line, column: step.at.column, hint };
}

/** A path by ids as a path by positions, all as text. */
function resolvedPath(tree: MapNode, path: Path): Path {
  return path.map((step, i) => {
    const above = nodeAt(tree, path.slice(0, i));
    return above?.kind === 'list' ? String(above.items.findIndex((item) => item === nodeAt(tree, path.slice(0, i + 1)))) : String(step);
  });
}
