/** Settings and their values in a planner's words. */
import { briefly, writtenAs } from '../explain.js';
import { looksLikeLaw } from '../laws.js';
import { childOf, idOf, type MapNode, type Node, nodeAt, toPlain } from '../node.js';
import { formatPath, type Path } from '../path.js';
import { readWritten, rewritten } from '../units.js';

/** Digits of a number that a factor has made: 2.4500000000000002 is 2.45. */
const DIGITS = 6;
/** Units that say what a number is, not what it counts. */
const NO_NOUNS = ['factor', 'index', 'index, mean 1', 'exponent', 'correlation', 'hour of the day'];
/** Longest text of a list or a section, which then is told by its size. */
const LONGEST = 90;

const unitOf = (path: string): string | undefined => briefly(path)?.unit;

/** A number as written, digits in threes, with the unit of its setting where it is bare. */
export function numberText(value: unknown, path: string): string {
  const written = readWritten(value);
  if (written === null) return String(value);
  const rounded = Number(written.amount.toPrecision(DIGITS));
  const unit = unitOf(path);
  if ((written.dimension === 'bare' || written.dimension === 'share') && unit !== undefined && /^(share|probability)\b/.test(unit))
    return `${grouped(Number((written.value * 100).toPrecision(DIGITS)))}%${unit.replace(/^(share|probability)/, '')}`;
  if (written.dimension === 'bare' && unit?.startsWith('pounds')) return `${money(rounded)}${unit.slice('pounds'.length)}`;
  if (written.dimension === 'money') return money(rounded);
  if (written.dimension !== 'bare') return String(rewritten(written, rounded));
  if (unit === undefined || NO_NOUNS.includes(unit)) return grouped(rounded);
  return `${grouped(rounded)} ${rounded === 1 ? singular(unit) : unit}`;
}

const money = (pounds: number): string => `${pounds < 0 ? '-' : ''}£${grouped(Math.abs(pounds), Number.isInteger(pounds) ? 0 : 2)}`;

/** "providers" of one, "hours a week" of one. */
const singular = (unit: string): string => (unit.startsWith('people') ? unit.replace('people', 'person') : unit.replace(/^(\w+)s\b/, '$1'));

/** Digits in threes. */
function grouped(value: number, decimals?: number): string {
  const [whole = '', ...part] = (decimals === undefined ? String(value) : value.toFixed(decimals)).split('.');
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...part].join('.');
}

/** A value on one line: a number with its unit, a distribution as written, of a whole section what it holds. */
export function valueText(node: Node, path: string): string {
  if (node.kind === 'scalar') return numberText(node.value, path);
  const plain = toPlain(node);
  const text = writtenAs(plain);
  if (text.length <= LONGEST || looksLikeLaw(plain)) return text;
  if (node.kind === 'list') return `a list of ${node.items.length}`;
  return `${node.entries.size} settings`;
}

/** "Framework providers, North: price of an hour"; a place in a list is its id's. */
export function settingWords(path: Path, ...roots: readonly MapNode[]): string {
  const names = path.flatMap((_, i) => {
    const part = path.slice(0, i + 1);
    const found = roots.map((root) => nodeAt(root, part)).find((node) => node !== undefined);
    const name = found === undefined ? undefined : childOf(found, 'name');
    if (name?.kind === 'scalar' && typeof name.value === 'string') return [name.value];
    return found !== undefined && idOf(found) !== undefined ? [idOf(found)!] : [];
  });
  const id = String(path.at(-1));
  const own = roots.flatMap((root) =>
    ['areas', 'clientGroups'].flatMap((section) => {
      const name = nodeAt(root, [section, id, 'name']);
      return name?.kind === 'scalar' && typeof name.value === 'string' ? [name.value] : [];
    }),
  );
  const said = (briefly(formatPath(path))?.description ?? '').split(/[;:]/)[0]!.replaceAll('whole group', 'group');
  const where = [...new Set([...names, ...own.slice(0, 1)])].join(', ');
  if (where === '') return said;
  return said === '' || names.at(-1) === nameAt(path, roots) ? where : `${where}: ${said}`;
}

/** Name of the very thing at a path, which then needs no other words. */
function nameAt(path: Path, roots: readonly MapNode[]): string | undefined {
  for (const root of roots) {
    const node = nodeAt(root, path);
    const name = node === undefined ? undefined : childOf(node, 'name');
    if (name?.kind === 'scalar') return String(name.value);
  }
  return undefined;
}
