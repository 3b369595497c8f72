/**
 * Where a setting acts: the tables "mechanism | setting" of `docs/model.md`, which are the one place that says so.
 */
import { readFileSync } from 'node:fs';

const DOCUMENT = 'docs/model.md';

interface Mechanism {
  readonly heading: string;
  readonly words: string;
  /** steps of a setting's path, without ids */
  readonly path: readonly string[];
}

/** Settings named in a cell: `a.b`, and `.c` for `a.c`. Numbers of pathways are left out: what holds for one holds for all. */
function pathsIn(cell: string): string[][] {
  let parent: string[] = [];
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => {
    const path = name!.startsWith('.') ? [...parent, name!.slice(1)] : name!.split('.');
    parent = path.slice(0, -1);
    return path.filter((step) => !/^\d+$/.test(step));
  });
}

function mechanismsOf(document: string): Mechanism[] {
  let heading = '';
  let isMechanisms = false;
  return document.split('\n').flatMap((line) => {
    if (line.startsWith('## ')) heading = line.slice(3);
    if (!line.startsWith('|')) isMechanisms = false;
    const [words = '', settings = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    if (words === 'mechanism' && settings === 'setting') isMechanisms = true;
    return isMechanisms ? pathsIn(settings).map((path) => ({ heading, words: words.replaceAll('`', ''), path })) : [];
  });
}

/** True when every step of a mechanism's path is one of the setting's, in order: between them may stand ids. */
function covers(path: readonly string[], steps: readonly string[]): boolean {
  if (path[0] !== steps[0]) return false;
  let from = 0;
  return path.every((name) => {
    from = steps.indexOf(name, from) + 1;
    return from > 0;
  });
}

let known: readonly Mechanism[] | undefined;

/** Where a setting acts, in words with the heading to read on under; null when the document names neither it nor what it is part of. */
export function whereItActs(path: string): string | null {
  known ??= mechanismsOf(readFileSync(new URL(`../../${DOCUMENT}`, import.meta.url), 'utf8'));
  const steps = path.split(/[.[\]]+/);
  const found = known.filter((mechanism) => covers(mechanism.path, steps));
  const nearest = found.filter((one) => one.path.length === Math.max(...found.map((other) => other.path.length)));
  if (nearest.length === 0) return null;
  return `${nearest.map(({ words }) => words).join('; ')} (${DOCUMENT}, ${nearest[0]!.heading})`;
}
