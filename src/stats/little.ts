/**
 * Little's law on one path: over any window the area under the number present equals the sum of the times spent inside it.
 */

/** Both sides of Little's law over a window. */
export interface LittleCheck {
  /** Integral of the number present, in people x time. */
  readonly area: number;
  /** Times spent inside the window, summed over people, those still present included. */
  readonly timeSpent: number;
  /** |area - timeSpent| / max(1, area): rounding alone, so below about 1e-9; more is a fault in the counting. */
  readonly relativeGap: number;
}

/**
 * @param area - integral of the number present over [from, to], from a Level
 * @param spells - everyone's entry and exit; exit is Infinity or NaN for those still present
 * @source Stidham (1974), A last word on L = lambda W, Operations Research 22(2)
 */
export function checkLittle(area: number, spells: Iterable<{ entry: number; exit: number }>, from: number, to: number): LittleCheck {
  let timeSpent = 0;
  for (const { entry, exit } of spells) {
    const hasLeft = exit <= to;
    const start = Math.max(entry, from);
    const end = hasLeft ? exit : to;
    if (end > start) timeSpent += end - start;
  }
  return { area, timeSpent, relativeGap: Math.abs(area - timeSpent) / Math.max(1, Math.abs(area)) };
}
