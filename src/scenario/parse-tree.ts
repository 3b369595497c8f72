/**
 * From a located tree to values, with every problem of it.
 */
import { checkTogether } from './checks.js';
import type { Issue } from './issue.js';
import { childOf, idOf, type MapNode, type Node, toPlain } from './node.js';
import type { Frame } from './schema/field.js';
import { type ScenarioValues, scenarioSchema } from './schema/scenario.js';
import { issuesFromZod, locate } from './zod-issues.js';

/** The schema last made: a scenario's states and its reruns have the same names. */
let last: { readonly key: string; readonly schema: ReturnType<typeof scenarioSchema> } | undefined;

const isNamed = (frame: Frame): boolean => frame.areas.length > 0 && frame.groups.length > 0;

/** Schema for a scenario's names; without areas or client groups its names are not checked. */
export function schemaFor(frame: Frame): ReturnType<typeof scenarioSchema> {
  const known = isNamed(frame) ? frame : null;
  const key = JSON.stringify(known);
  if (last?.key !== key) last = { key, schema: scenarioSchema(known) };
  return last.schema;
}

/** Values of a tree with all their checks, or null with issues added. Without areas or client groups their names are not checked. */
export function parseTree(tree: MapNode, frame: Frame, issues: Issue[]): ScenarioValues | null {
  const plain = toPlain(tree);
  const before = issues.length;
  for (const [section, names] of [
    ['areas', frame.areas],
    ['clientGroups', frame.groups],
  ] as const)
    if (names.length === 0 && childOf(tree, section)?.kind === 'map')
      issues.push(locate(tree, [section], { code: 'missing', found: 'is empty', allowed: 'must name at least one', hint: 'add one' }));
  const result = schemaFor(frame).safeParse(plain);
  if (!result.success) issues.push(...issuesFromZod(result.error, tree));
  else if (isNamed(frame)) issues.push(...checkTogether(result.data, plain).map(({ path, problem }) => locate(tree, path, problem)));
  return issues.length > before ? null : (result.data ?? null);
}

function keysAt(root: Node | undefined, section: string): string[] {
  const node = root === undefined ? undefined : childOf(root, section);
  return node?.kind === 'map' ? [...node.entries.keys()] : [];
}

/** Names that the scenario defines, as far as they can be read. */
export function frameOf(root: MapNode): Frame {
  const care = childOf(root, 'homeCare');
  const providers: Node | undefined = care === undefined ? undefined : childOf(care, 'providers');
  const providerGroups = providers?.kind === 'list' ? providers.items.flatMap((item) => idOf(item) ?? []) : [];
  return {
    areas: keysAt(root, 'areas'),
    groups: keysAt(root, 'clientGroups'),
    placements: keysAt(root, 'placements'),
    schemes: keysAt(childOf(root, 'housing'), 'schemes'),
    providerGroups,
    parts: keysAt(childOf(root, 'housing'), 'parts'),
  };
}
