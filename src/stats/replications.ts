/**
 * How many replications, and how long a run-in.
 */
import { tQuantile } from './student.js';

/** Settings of the replications rule. */
export interface ReplicationsRule {
  /** Significance of the interval: 0.05 for a 95 % interval. */
  readonly alpha: number;
  /** Wanted half-width as a share of the mean's size. */
  readonly precision: number;
  /** Fewest replications, at least 2. */
  readonly first: number;
  /** Replications that must keep the precision after it is first met; multiplied by n/100 above 100. */
  readonly lookAhead: number;
}

export const DEFAULT_REPLICATIONS_RULE: ReplicationsRule = { alpha: 0.05, precision: 0.1, first: 3, lookAhead: 5 };

/** What the replications rule says of the values so far. */
export interface ReplicationsAnswer {
  /** Replications needed; null if the values do not reach (or do not yet confirm) the precision. */
  readonly needed: number | null;
  /** Half-width / |mean| after n replications, at index n - 1; NaN below two, Infinity if the mean is 0. */
  readonly relativeHalfWidth: Float64Array;
}

/**
 * The replications rule: the fewest n at which the interval's half-width is within the wanted share of the mean, and stays so over
 * the look-ahead.
 *
 * @param values - one output over replications in order, without NaN
 * @throws RangeError when a setting is out of range
 * @source Hoad, Robinson and Davies (2010), Automated selection of the number of replications for a discrete-event simulation,
 *   Journal of the Operational Research Society 61(11), doi:10.1057/jors.2009.121
 */
export function replicationsNeeded(values: ArrayLike<number>, rule: ReplicationsRule = DEFAULT_REPLICATIONS_RULE): ReplicationsAnswer {
  if (!(rule.alpha > 0 && rule.alpha < 1)) throw new RangeError(`alpha must lie between 0 and 1, not ${rule.alpha}`);
  if (!(rule.precision > 0)) throw new RangeError(`precision must be more than 0, not ${rule.precision}`);
  if (!(rule.first >= 2)) throw new RangeError(`first must be at least 2, not ${rule.first}`);
  if (!(rule.lookAhead >= 0)) throw new RangeError(`lookAhead must be 0 or more, not ${rule.lookAhead}`);
  const relativeHalfWidth = relativeHalfWidths(values, rule.alpha);
  let needed = 0;
  for (let n = rule.first; n <= values.length; n++) {
    if (!(relativeHalfWidth[n - 1]! <= rule.precision)) needed = 0;
    else if (needed === 0) needed = n;
    if (needed > 0 && n >= needed + lookAheadAt(needed, rule.lookAhead)) return { needed, relativeHalfWidth };
  }
  return { needed: null, relativeHalfWidth };
}

/** Look-ahead from n replications: as set up to 100, in proportion to n above. */
function lookAheadAt(n: number, lookAhead: number): number {
  return n <= 100 ? lookAhead : Math.floor((lookAhead * n) / 100);
}

function relativeHalfWidths(values: ArrayLike<number>, alpha: number): Float64Array {
  const widths = new Float64Array(values.length).fill(Number.NaN);
  let mean = 0;
  let squares = 0;
  for (let n = 1; n <= values.length; n++) {
    const before = values[n - 1]! - mean;
    mean += before / n;
    squares += before * (values[n - 1]! - mean);
    if (n < 2) continue;
    const halfWidth = tQuantile(1 - 0.5 * alpha, n - 1) * Math.sqrt(squares / (n - 1) / n);
    widths[n - 1] = halfWidth === 0 ? 0 : halfWidth / Math.abs(mean);
  }
  return widths;
}

/** Where the run-in ends according to MSER-5. */
export interface RunIn {
  /** Observations to leave out, a multiple of the batch size. */
  readonly truncation: number;
  /** False when the best cut lies at the end of the first half: the series is too short, or has no steady state. */
  readonly isSettled: boolean;
}

/**
 * MSER-5: batches of five are averaged; the cut is the one, within the first half, that makes the standard error of the mean of the
 * rest least. Apply it to a series averaged over replications.
 *
 * @throws RangeError when there are fewer than 20 values
 * @source White, Cobb and Spratt (2000), A comparison of five steady-state truncation heuristics for simulation, WSC 2000;
 *   Hoad, Robinson and Davies (2010), Automating warm-up length estimation, JORS 61(9)
 */
export function mser5(values: ArrayLike<number>, batchSize = 5): RunIn {
  const batches = Math.floor(values.length / batchSize);
  if (batches < 4) throw new RangeError(`MSER needs at least ${4 * batchSize} values, not ${values.length}`);
  const means = new Float64Array(batches);
  for (let i = 0; i < batches * batchSize; i++) means[Math.floor(i / batchSize)]! += values[i]! / batchSize;
  const lastCut = Math.floor(batches / 2);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  // Welford from the end backwards gives the sum of squares of every tail in one pass.
  let mean = 0;
  let squares = 0;
  for (let cut = batches - 1; cut >= 0; cut--) {
    const n = batches - cut;
    const before = means[cut]! - mean;
    mean += before / n;
    squares += before * (means[cut]! - mean);
    if (cut <= lastCut && squares / (n * n) <= least) {
      least = squares / (n * n);
      best = cut;
    }
  }
  return { truncation: best * batchSize, isSettled: best < lastCut };
}
