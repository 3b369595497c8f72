/** Every setting of a scenario, as `explain` knows it. */
import { type Explanation, explain } from '../../src/scenario/explain.js';

/** Depth first, each below what it is part of; ids of lists and mappings are left out of paths. */
export function everySetting(path = ''): Explanation[] {
  const found = explain(path);
  if (!found.ok) throw new Error(path);
  const inside = found.explanation.settings.flatMap(({ name }) => everySetting(path === '' ? name : `${path}.${name}`));
  return path === '' ? inside : [found.explanation, ...inside];
}
