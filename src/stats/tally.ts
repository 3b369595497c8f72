/**
 * Tallies of separate observations, whole or cut off by the ends of the window.
 */

/**
 * Count, mean, variance and extremes of observations in one pass.
 *
 * @source Welford (1962), Note on a method for calculating corrected sums of squares and products, Technometrics 4(3)
 */
export class Tally {
  private n = 0;
  private centre = 0;
  private squares = 0;
  private least = Number.POSITIVE_INFINITY;
  private most = Number.NEGATIVE_INFINITY;

  add(value: number): void {
    this.n++;
    const before = value - this.centre;
    this.centre += before / this.n;
    this.squares += before * (value - this.centre);
    if (value < this.least) this.least = value;
    if (value > this.most) this.most = value;
  }

  get count(): number {
    return this.n;
  }

  /** NaN if nothing was added. */
  get mean(): number {
    return this.n > 0 ? this.centre : Number.NaN;
  }

  get sum(): number {
    return this.n * this.centre;
  }

  /** Unbiased sample variance; NaN below two observations. */
  get variance(): number {
    return this.n > 1 ? this.squares / (this.n - 1) : Number.NaN;
  }

  get sd(): number {
    return Math.sqrt(this.variance);
  }

  /** NaN if nothing was added. */
  get min(): number {
    return this.n > 0 ? this.least : Number.NaN;
  }

  get max(): number {
    return this.n > 0 ? this.most : Number.NaN;
  }

  reset(): void {
    this.n = 0;
    this.centre = 0;
    this.squares = 0;
    this.least = Number.POSITIVE_INFINITY;
    this.most = Number.NEGATIVE_INFINITY;
  }
}

/**
 * Mean duration by occurrence and exposure: time at risk inside the window over completions inside the window. Spells begun before
 * or unfinished at the end count for the time they were seen. Right for exponential durations, and for any others in steady state;
 * a mean over completed spells alone is too short.
 *
 * @source Cox and Oakes (1984), Analysis of Survival Data, section 3.2
 */
export class CensoredTally {
  private time = 0;
  private ends = 0;
  private cut = 0;

  /**
   * Adds one spell as seen inside the window (from, to]; one that lies outside counts for nothing.
   *
   * @param start - start of the spell
   * @param end - end of the spell; Infinity or NaN if it has not ended
   */
  addSpell(start: number, end: number, from: number, to: number): void {
    const seenFrom = Math.max(start, from);
    const hasEnded = end <= to;
    const seenTo = hasEnded ? end : to;
    const endedBefore = seenTo < from || (seenTo === from && start < from);
    if (endedBefore || seenFrom > to) return;
    this.time += seenTo - seenFrom;
    if (hasEnded) this.ends++;
    else this.cut++;
  }

  /** Time at risk. */
  get exposure(): number {
    return this.time;
  }

  get completions(): number {
    return this.ends;
  }

  /** Spells still open at the end of the window. */
  get open(): number {
    return this.cut;
  }

  /** NaN if no spell ended inside the window. */
  get mean(): number {
    return this.ends > 0 ? this.time / this.ends : Number.NaN;
  }

  reset(): void {
    this.time = 0;
    this.ends = 0;
    this.cut = 0;
  }
}

/** One spell for the Kaplan-Meier estimate, in time since the spell began. */
export interface ObservedSpell {
  /** Length at which it came under observation: 0, or its age when the window opened. */
  readonly entry: number;
  /** Length at which it ended or was last seen. */
  readonly exit: number;
  /** Whether it ended at `exit`; false if it was still going on. */
  readonly hasEnded: boolean;
}

/**
 * Kaplan-Meier estimate of the mean of min(duration, horizon), spells that entered late or were cut off included. At equal lengths,
 * ends come before cuts and entries after both.
 *
 * @returns the area under the survival curve up to `horizon`; NaN if nobody is under observation somewhere before it while the curve
 *   is above zero
 * @source Kaplan and Meier (1958), JASA 53(282); late entry: Klein and Moeschberger (2003), Survival Analysis, section 4.6
 */
export function restrictedMean(spells: readonly ObservedSpell[], horizon: number): number {
  const exits = spells.filter((spell) => spell.exit > spell.entry || spell.entry === 0).sort((a, b) => a.exit - b.exit);
  const entries = exits.map((spell) => spell.entry).sort((a, b) => a - b);
  let entered = 0;
  let left = 0;
  let survival = 1;
  let area = 0;
  let now = 0;
  while (left < exits.length && survival > 0 && now < horizon) {
    const at = exits[left]!.exit;
    const until = Math.min(at, horizon);
    // Entries strictly before this exit are at risk at it; a spell of length 0 is at risk at 0.
    while (entered < entries.length && (entries[entered]! < at || at === 0)) {
      if (entered === left && entries[entered]! > now) return Number.NaN;
      entered++;
    }
    area += survival * (until - now);
    now = until;
    if (at >= horizon) return area;
    const atRisk = entered - left;
    let ends = 0;
    for (; left < exits.length && exits[left]!.exit === at; left++) if (exits[left]!.hasEnded) ends++;
    survival *= 1 - ends / atRisk;
  }
  return survival === 0 || now >= horizon ? area : Number.NaN;
}
