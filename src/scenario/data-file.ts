/** What was found in a data file that a scenario names, for people to see that it is what they meant. */
export interface DataFile {
  /** the setting that names it */
  readonly path: string;
  readonly file: string;
  /** people in it that the run has */
  readonly people: number;
  /** columns whose dates are written day/month/year */
  readonly dayFirst: readonly string[];
  /** people of day 0 by service; none for dated arrivals */
  readonly services: readonly { readonly service: string; readonly people: number }[];
  /** how dated arrivals lie over the run; null for a list of day 0 */
  readonly coverage: Coverage | null;
}

/** Days count from day 0; people are those of the file. */
export interface Coverage {
  readonly before: number;
  readonly after: number;
  /** days of the first and last arrival of the file, inside the run or not */
  readonly first: number;
  readonly last: number;
  /** days of the run that the file may be taken to cover: all but stretches that stand empty against all chance */
  readonly coveredDays: number;
  readonly runDays: number;
}

/** Stretches without an arrival that are shorter than this may be holidays. */
const LEAST_GAP = 14;
/** A stretch is no chance where fewer than this many in a run would be as long. */
const NO_CHANCE = 0.01;

/**
 * How the arrivals of a file lie over a run. A stretch of L days without any is taken as not covered when, at the rate of the other days,
 * a run would have one as long less than once in 100: days x exp(-rate x L), the mean number of days that begin such a stretch in a
 * Poisson process.
 *
 * @param times - days from day 0, ascending, of every arrival of the file; at least one
 */
export function coverageOf(times: readonly number[], runDays: number): Coverage {
  const inside = times.filter((time) => time >= 0 && time < runDays);
  const ends = [0, ...inside, runDays];
  const stretches = ends
    .slice(1)
    .map((end, i) => end - ends[i]!)
    .filter((days) => days >= LEAST_GAP)
    .sort((a, b) => b - a);
  let coveredDays = runDays;
  for (const days of stretches) {
    const rest = Math.max(1, coveredDays - days);
    if (runDays * Math.exp((-inside.length / rest) * days) < NO_CHANCE) coveredDays = rest;
  }
  return {
    before: times.filter((time) => time < 0).length,
    after: times.filter((time) => time >= runDays).length,
    first: times[0]!,
    last: times.at(-1)!,
    coveredDays,
    runDays,
  };
}
