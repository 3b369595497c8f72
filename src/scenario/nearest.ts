/**
 * The nearest valid name to one that is misspelt.
 */

/**
 * Edit distance with transpositions of neighbours (optimal string alignment).
 *
 * @source Boytsov (2011), Indexing methods for approximate dictionary searching, ACM JEA 16, section 2.1
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(substituted, last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The name nearest to `written`, or undefined when none is near enough to be meant. Case, hyphens and underscores count for little. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const word = plain(written.slice(0, 80));
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const distance = editDistance(word, plain(name));
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  if (best === undefined) return undefined;
  return least <= Math.max(1, Math.floor(Math.max(word.length, plain(best).length) / 3)) ? best : undefined;
}

/** "a, b or c". */
export function orList(names: readonly (string | number)[]): string {
  if (names.length <= 1) return names.join('');
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
