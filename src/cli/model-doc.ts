/**
 * Where a setting acts: the tables "mechanism | setting" of `docs/model.md`, which are the one place that says so.
 */
import { readFileSync } from 'node:fs';

const DOCUMENT = 'docs/model.md';
/** Stands for any name of a setting in a path: `a.*.b`. */
const ANY = '*';

export interface Mechanism {
  readonly heading: string;
  readonly words: string;
  /** steps of a setting's path, without ids; ANY for a number */
  readonly path: readonly string[];
}

/** Settings named in a cell: `a.b`, and `.c` for `a.c`. Of numbered ones, such as pathways, what holds for one holds for all. */
function pathsIn(cell: string): string[][] {
  let parent: string[] = [];
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => {
    const path = name!.startsWith('.') ? [...parent, name!.slice(1)] : name!.split('.');
    parent = path.slice(0, -1);
    return path.map((step) => (/^\d+$/.test(step) ? ANY : step));
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

/** True for a mechanism of the setting, or of what it is part of. */
function covers(path: readonly string[], steps: readonly string[]): boolean {
  return path.every((step, i) => i < steps.length && (step === ANY || step === steps[i]));
}

let known: readonly Mechanism[] | undefined;

/** Every setting that the document names, with its mechanism. */
export function mechanisms(): readonly Mechanism[] {
  known ??= mechanismsOf(readFileSync(new URL(`../../${DOCUMENT}`, import.meta.url), 'utf8'));
  return known;
}

/**
 * Where a setting acts, in words with the heading to read on under; null when the document names neither it nor what it is part of.
 * @param steps names of settings from the top, as `explain` gives them: without ids and positions
 */
export function whereItActs(steps: readonly string[]): string | null {
  const found = mechanisms().filter((mechanism) => covers(mechanism.path, steps));
  const nearest = found.filter((one) => one.path.length === Math.max(...found.map((other) => other.path.length)));
  if (nearest.length === 0) return null;
  return `${[...new Set(nearest.map(({ words }) => words))].join('; ')} (${DOCUMENT}, ${nearest[0]!.heading})`;
}
