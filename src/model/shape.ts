/**
 * Parameter sets of all phases rebuilt to one shape each: same keys in the same order, lists of numbers as Float64Array. The engine
 * compiles code for the shapes it has seen, and throws it away when a phase brings another: 20 to 30 % of a run with seven phases.
 * Laws are shared as they are (their tables are large, and equal laws are one object).
 */
export function oneShape<T>(value: T): T {
  return rebuild(value) as T;
}

function rebuild(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value) || 'guide' in value) return value;
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every((item) => typeof item === 'number')) return Float64Array.from(value as number[]);
    return value.map(rebuild);
  }
  const rebuilt: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) rebuilt[key] = rebuild((value as Record<string, unknown>)[key]);
  return rebuilt;
}
