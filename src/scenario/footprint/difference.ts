/**
 * Settings in which two located trees differ, path by path. Values are compared, not the ways in which they are written: "2 weeks" is
 * "14 days", one value for all is that value for each, and a setting left out is its default.
 */
import { briefly } from '../explain.js';
import { looksLikeLaw, readLaw } from '../laws.js';
import { idOf, type ListNode, type MapNode, type Node, toPlain } from '../node.js';
import { formatPath, type Path } from '../path.js';
import { isMapping } from '../schema/quantity-kinds.js';
import { readWritten } from '../units.js';

/** A setting that two scenarios have otherwise; undefined where one of them is without it. */
export interface Difference {
  readonly path: Path;
  readonly before: Node | undefined;
  readonly after: Node | undefined;
}

/** Keys of a scenario that say what it is called, how it is judged and where it comes from; `changes` are in the trees they make. */
const NO_SETTINGS: ReadonlySet<string> = new Set([
  'name',
  'description',
  'question',
  'extends',
  'targets',
  'uncertain',
  'measures',
  'changes',
]);

/** Settings of a tree at its top that bear on what happens. */
export const settingNames = (root: MapNode): string[] => [...root.entries.keys()].filter((name) => !NO_SETTINGS.has(name));

const isWhole = (node: Node): boolean => node.kind === 'scalar' || (node.kind === 'map' && looksLikeLaw(toPlain(node)));
const hasIds = (node: Node): boolean =>
  node.kind === 'list' && node.items.length > 0 && node.items.every((item) => idOf(item) !== undefined);

/** Entries of a mapping, or of a list of things with ids; null for one value. */
function entriesOf(node: Node): ReadonlyMap<string, Node> | null {
  if (isWhole(node)) return null;
  if (node.kind === 'map') return new Map([...node.entries].map(([name, entry]) => [name, entry.node]));
  return node.kind === 'list' && hasIds(node) ? new Map(node.items.map((item) => [idOf(item)!, item])) : null;
}

/** Lists of as many things without ids, which are compared one by one. */
const isParallel = (a: ListNode, b: ListNode): boolean =>
  a.items.length === b.items.length && [...a.items, ...b.items].every((item) => item.kind === 'map');

const sameNumber = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));

/** Whether two values are the same, however each is written. */
export function isSame(a: Node, b: Node): boolean {
  return samePlain(toPlain(a), toPlain(b));
}

function samePlain(a: unknown, b: unknown): boolean {
  const [x, y] = [readWritten(a), readWritten(b)];
  if (x !== null && y !== null) {
    const timed = (one: typeof x) => one.value !== 0 && (one.dimension === 'duration' || one.dimension === 'rate');
    return sameNumber(x.value, y.value) && (x.dimension === y.dimension || !(timed(x) || timed(y)));
  }
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => samePlain(one, b[i]));
  if (looksLikeLaw(a) || looksLikeLaw(b)) return sameLaw(a, b);
  if (isMapping(a) && isMapping(b)) {
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return names.every((name) => Object.hasOwn(a, name) && Object.hasOwn(b, name) && samePlain(a[name], b[name]));
  }
  return a === b;
}

function sameLaw(a: unknown, b: unknown): boolean {
  return (['time', 'number'] as const).some((of) => {
    const [x, y] = [readLaw(a, of), readLaw(b, of)];
    return x.ok && y.ok && JSON.stringify(x.law) === JSON.stringify(y.law);
  });
}

/** What a setting is when it is left out, as it would be written; undefined where that cannot be written. */
function defaultAt(path: Path): unknown {
  return briefly(formatPath(path))?.default;
}

/**
 * Differences of two trees, in the order of the second.
 *
 * @param ids - areas and client groups, for which one value may stand
 */
export function differencesOf(before: MapNode, after: MapNode, ids: ReadonlySet<string>): Difference[] {
  const names = [...new Set([...settingNames(after), ...settingNames(before)])];
  return names.flatMap((name) => between(before.entries.get(name)?.node, after.entries.get(name)?.node, [name], ids));
}

/** @param isThing - whether it is one thing of a list, which is named as a whole where one tree is without it */
function between(before: Node | undefined, after: Node | undefined, path: Path, ids: ReadonlySet<string>, isThing = false): Difference[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined || after === undefined) {
    const parts = isThing ? null : entriesOf((before ?? after)!);
    // a section that one of them is without is told setting by setting
    if (parts !== null && parts.size > 0)
      return [...parts].flatMap(([name, node]) =>
        between(before === undefined ? undefined : node, after === undefined ? undefined : node, [...path, name], ids),
      );
    const given = toPlain((before ?? after)!);
    const without = defaultAt(path);
    return without !== undefined && samePlain(given, without) ? [] : [{ path, before, after }];
  }
  if (before === after) return [];
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const byId = (entries: typeof old) => entries !== null && entries.size > 0 && [...entries.keys()].every((name) => ids.has(name));
  if (byId(old) !== byId(now)) {
    const names = [...(byId(old) ? old : now)!.keys()];
    return names.flatMap((id) => between(byId(old) ? old!.get(id) : before, byId(now) ? now!.get(id) : after, [...path, id], ids));
  }
  if (before.kind === 'list' && after.kind === 'list' && old === null && isParallel(before, after))
    return after.items.flatMap((item, i) => between(before.items[i], item, [...path, i], ids));
  if (old === null || now === null) return isSame(before, after) ? [] : [{ path, before, after }];
  const names = [...new Set([...now.keys(), ...old.keys()])];
  return names.flatMap((name) => between(old.get(name), now.get(name), [...path, name], ids, before.kind === 'list'));
}
