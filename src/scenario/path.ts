/**
 * Paths of settings: `homeCare.providers[0].posts`, or by id `homeCare.providers.rural.posts`.
 */

export type Path = readonly (string | number)[];

/** Names that reach into JavaScript's own objects, `toString` among them; refused in keys, ids and paths. */
export const FORBIDDEN_NAMES: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/** Text of a path; list positions in brackets. */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

/** Steps of a written path, or null when it is malformed. A step in brackets is a list position or an id. */
export function parsePath(text: string): (string | number)[] | null {
  if (text.length > 400 || !/^[^.[\]\s=]+(\.[^.[\]\s=]+|\[[^.[\]\s=]+\])*$/.test(text)) return null;
  const steps: (string | number)[] = [];
  for (const match of text.matchAll(/\[([^\]]+)\]|[^.[\]]+/g)) {
    const inside = match[1];
    if (inside === undefined) steps.push(match[0]);
    else steps.push(/^\d+$/.test(inside) ? Number(inside) : inside);
  }
  return steps;
}

/** True when one path lies at or above the other. */
export function overlaps(a: Path, b: Path): boolean {
  const least = Math.min(a.length, b.length);
  for (let i = 0; i < least; i++) if (a[i] !== b[i]) return false;
  return true;
}
