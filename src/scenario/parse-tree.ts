/**
 * From a located tree to values, with every problem of it.
 */
import { checkTogether } from './checks.js';
import type { Issue } from './issue.js';
import { childOf, idOf, type MapNode, type Node, toPlain } from './node.js';
import type { Frame } from './schema/field.js';
import { type ScenarioValues, scenarioSchema } from './schema/scenario.js';
import { issuesFromZod, locate } from './zod-issues.js';

/** Values of a tree with all their checks, or null with issues added. */
export function parseTree(tree: MapNode, frame: Frame, issues: Issue[]): ScenarioValues | null {
  const plain = toPlain(tree);
  const result = scenarioSchema(frame).safeParse(plain);
  if (!result.success) {
    issues.push(...issuesFromZod(result.error, tree));
    return null;
  }
  const found = checkTogether(result.data, plain);
  issues.push(...found.map(({ path, problem }) => locate(tree, path, problem)));
  return found.length > 0 ? null : result.data;
}

function keysAt(root: MapNode, section: string): string[] {
  const node = childOf(root, section);
  return node?.kind === 'map' ? [...node.entries.keys()] : [];
}

/** Names that the scenario defines, as far as they can be read. */
export function frameOf(root: MapNode): Frame {
  const care = childOf(root, 'homeCare');
  const providers: Node | undefined = care === undefined ? undefined : childOf(care, 'providers');
  const providerGroups = providers?.kind === 'list' ? providers.items.flatMap((item) => idOf(item) ?? []) : [];
  return { areas: keysAt(root, 'areas'), groups: keysAt(root, 'clientGroups'), placements: keysAt(root, 'placements'), providerGroups };
}
