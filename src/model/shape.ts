/**
 * Parameter sets of all phases rebuilt to one shape each: same keys in the same order, lists of numbers as Float64Array. The engine
 * compiles code for the shapes it has seen, and gives up on more than four: with the laws as they were compiled, each in a shape of
 * its own, and objects of many keys made key by key, which it keeps as hash tables, 8% of all instructions went on finding where a
 * property is. Equal laws stay one object; their tables, which are large, are shared.
 */
export function oneShape<T>(value: T): T {
  // twice: only the second time does the engine know of each key what kinds of value it may hold
  return rebuild(rebuild(value, new Map()), new Map()) as T;
}

function rebuild(value: unknown, rebuilt: Map<object, unknown>): unknown {
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  const known = rebuilt.get(value);
  if (known !== undefined) return known;
  const made = Array.isArray(value) ? listOf(value, rebuilt) : objectOf(value, rebuilt);
  rebuilt.set(value, made);
  return made;
}

function listOf(list: readonly unknown[], rebuilt: Map<object, unknown>): unknown {
  if (list.length > 0 && list.every((item) => typeof item === 'number')) return Float64Array.from(list as number[]);
  return list.map((item) => rebuild(item, rebuilt));
}

function objectOf(value: object, rebuilt: Map<object, unknown>): object {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, rebuild(item, rebuilt)]));
}
