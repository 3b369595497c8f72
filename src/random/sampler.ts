/**
 * Sampling: every law is compiled once, at load, to an inverse table of plain numbers and typed arrays, which can be cloned to a
 * worker. The table joins exact quantiles by straight lines: 1/1024 apart in the body, closing in geometrically on both ends
 * (q = 2^-53 is the last), with exact knots at every kink, gap and atom. Exponential laws are drawn by their formula.
 */
import type { ExactLaw } from './exact.js';
import { exactLaw, lastAtMost } from './exact-compound.js';
import type { Law } from './law.js';
import { crossing } from './special.js';

export type { Law } from './law.js';

/** Exact moments and quantiles of a law, in the unit of its parameters. */
export interface LawFigures {
  readonly mean: number;
  readonly variance: number;
  readonly median: number;
  readonly p95: number;
  /** Least and greatest value; max may be Infinity, though no draw is. */
  readonly min: number;
  readonly max: number;
}

/** A compiled law. Plain numbers and typed arrays: structured-cloneable, and the same bits wherever it is compiled. */
export interface Sampler extends LawFigures {
  /** what was compiled: asked where the table ends */
  readonly law: Law;
  /** Mean of an exponential law, drawn by formula; 0 for every other law. */
  readonly exponentialMean: number;
  /** First and last segment that may hold rank u, at 2 c and 2 c + 1 where c = floor(1024 u). */
  readonly guide: Int32Array;
  /**
   * Three numbers a segment, side by side so that a draw looks in one place: the rank at which it starts, the value there, and the
   * slope by rank. One entry more than segments: it starts at rank 1.
   */
  readonly table: Float64Array;
  /** Value at the start of segment i, again, to be searched. */
  readonly value: Float64Array;
  /** Integral of the table's value from rank 0 to rank[i]; the last entry is the table's own mean. */
  readonly area: Float64Array;
}

const CELLS = 1024;
/** Numbers of a segment in a sampler's table. */
const WIDE = 3;
const LEAST = 1.1102230246251565e-16;
/** Greatest width x rise of a segment, as a share of the mean. */
const COARSE = 2e-5;
/** Share of values beyond which ranks, which are counted from 0, no longer tell values apart well: the exact law is asked there. */
const FAR = 9.5367431640625e-7;
const LOG_FAR = Math.log(FAR);

/** What is known of a law without its table, which takes a hundred times as long to make. */
export function lawFigures({ mean, variance, min, max, quantile }: ExactLaw): LawFigures {
  return { mean, variance, median: quantile(0.5, 0.5), p95: quantile(0.95, 0.05), min, max };
}

/**
 * Compiles a law.
 *
 * The table's own mean agrees with `mean` to 1e-4 relative and its variance with `variance` to 1e-3.
 *
 * @throws RangeError naming the first parameter that is out of range
 */
export function compileLaw(law: Law): Sampler {
  const exact = exactLaw(law);
  const { ranks, values } = knots(exact);
  return {
    ...lawFigures(exact),
    law,
    exponentialMean: law.kind === 'exponential' ? law.mean : 0,
    ...segments(ranks, values),
  };
}

/**
 * Value at rank u: monotone non-decreasing in u, allocation-free.
 *
 * @param u - rank in (0, 1); 1 is read as the last knot
 */
export function draw(s: Sampler, u: number): number {
  if (s.exponentialMean > 0) return -s.exponentialMean * Math.log(1 - u);
  const i = segmentAt(s, u);
  const { table } = s;
  return table[i * WIDE + 1]! + (u - table[i * WIDE]!) * table[i * WIDE + 2]!;
}

/** Segment that holds rank u. Most cells of the body hold one segment, so that no step of the bisection is taken. */
function segmentAt(s: Sampler, u: number): number {
  const cell = (u * CELLS) | 0;
  let i = s.guide[2 * cell]!;
  let last = s.guide[2 * cell + 1]!;
  while (i < last) {
    const middle = (i + last + 1) >> 1;
    if (s.table[middle * WIDE]! <= u) i = middle;
    else last = middle - 1;
  }
  return i;
}

/**
 * The rank r whose value draw(s, r) is length-biased (density proportional to x f(x)): the whole stay of someone found in care at a
 * random moment, as a warm start needs. Of that stay, a uniform share is still to come.
 *
 * @param u - uniform in (0, 1)
 * @returns a rank in (0, 1), monotone in u; u itself if the law is always 0
 * @source Cox (1962), Renewal Theory, section 5.4
 */
export function lengthBiasedRank(s: Sampler, u: number): number {
  const n = s.value.length;
  const total = s.area[n]!;
  if (!(total > 0)) return u;
  const wanted = u * total;
  const i = Math.min(n - 1, lastAtMost(s.area, wanted));
  const more = wanted - s.area[i]!;
  const start = s.value[i]!;
  // Root of start d + slope d^2 / 2 = more, in the form that does not cancel.
  const step = more > 0 ? (2 * more) / (start + Math.sqrt(start * start + 2 * s.table[i * WIDE + 2]! * more)) : 0;
  const r = Math.min(s.table[i * WIDE]! + step, s.table[(i + 1) * WIDE]!);
  return Math.min(1 - LEAST, Math.max(LEAST, r));
}

/**
 * Cumulative probability P(X <= x) according to the table: the inverse of `draw`. At an atom, its upper end.
 *
 * @returns from 0 to 1
 */
export function cumulative(s: Sampler, x: number): number {
  if (x < s.min) return 0;
  if (x >= s.max) return 1;
  if (s.exponentialMean > 0) return -Math.expm1(-x / s.exponentialMean);
  const i = lastAtMost(s.value, x);
  if (i < 0) return 0;
  const start = s.table[i * WIDE]!;
  const slope = s.table[i * WIDE + 2]!;
  const end = s.table[(i + 1) * WIDE]!;
  return slope > 0 ? Math.min(end, start + (x - s.value[i]!) / slope) : end;
}

/** Exact laws of samplers that were asked for values far out. */
const exactOf = new WeakMap<Sampler, ExactLaw>();

function exact(s: Sampler): ExactLaw {
  let law = exactOf.get(s);
  if (law === undefined) {
    law = exactLaw(s.law);
    exactOf.set(s, law);
  }
  return law;
}

/** log P(X > x), true in the far tail too; -Infinity from the greatest value on. */
export function logSurvival(s: Sampler, x: number): number {
  if (s.exponentialMean > 0) return -Math.max(0, x) / s.exponentialMean;
  const above = 1 - cumulative(s, x);
  return above > FAR ? Math.log(above) : exact(s).logAbove(x);
}

/**
 * The value that is exceeded with a probability given by its logarithm: the inverse of `logSurvival`.
 *
 * @param from - a value that is exceeded with at least that probability
 */
export function survivalQuantile(s: Sampler, logAbove: number, from: number): number {
  if (s.exponentialMean > 0) return -s.exponentialMean * logAbove;
  if (logAbove > LOG_FAR) return Math.max(from, draw(s, -Math.expm1(logAbove)));
  const law = exact(s);
  const excess = (x: number) => law.logAbove(x) - logAbove;
  if (!(excess(from) > 0)) return from;
  let high = Math.min(s.max, from + s.mean);
  while (excess(high) > 0) high = Math.min(s.max, 2 * high);
  return crossing(excess, from, high);
}

/**
 * What is left of a stay that has gone on for `age`: drawn from the law given that it exceeds `age`. Nothing is left of a stay that
 * has gone on for as long as the law allows.
 *
 * @param u - uniform in (0, 1)
 * @returns 0 or more
 */
export function residual(s: Sampler, age: number, u: number): number {
  if (s.exponentialMean > 0) return -s.exponentialMean * Math.log(1 - u);
  return survivalQuantile(s, logSurvival(s, age) + Math.log1p(-u), age) - age;
}

/**
 * What is left of a length that is under way at a random moment, of which nothing else is known: drawn from the equilibrium
 * distribution, whose density at x is P(X > x) / mean. (A uniform share of a length-biased length has the same distribution.)
 *
 * @param u - uniform in (0, 1)
 * @returns 0 or more, monotone in u
 * @source Cox (1962), Renewal Theory, section 5.2
 */
export function equilibrium(s: Sampler, u: number): number {
  if (s.exponentialMean > 0) return -s.exponentialMean * Math.log(1 - u);
  const { table, value, area } = s;
  const wanted = u * area[value.length]!;
  // the integral of P(X > x) from 0 to the value at which a segment starts
  const upTo = (i: number) => value[i]! * (1 - table[i * WIDE]!) + area[i]!;
  let i = -1;
  for (let last = value.length - 1; i < last; ) {
    const middle = (i + last + 1) >> 1;
    if (upTo(middle) <= wanted) i = middle;
    else last = middle - 1;
  }
  // everybody stays as long as the least value
  if (i < 0) return wanted;
  const more = wanted - upTo(i);
  const above = 1 - table[i * WIDE]!;
  const slope = table[i * WIDE + 2]!;
  const width = table[(i + 1) * WIDE]! - table[i * WIDE]!;
  const inSegment = slope * width * (above - width / 2);
  // Root of slope (above d - d^2 / 2) = more, in the form that does not cancel; or else in the gap before the next segment.
  if (more <= inSegment) return value[i]! + (more > 0 ? (2 * more) / (above + Math.sqrt(above * above - (2 * more) / slope)) : 0);
  return value[i]! + slope * width + (above > width ? (more - inSegment) / (above - width) : 0);
}

/** Ranks of the body and the tails at which the quantile is worked out, ascending, within (0, 1). */
function skeleton(): Float64Array {
  const ranks: number[] = [];
  for (let tail = LEAST, octave = 53; octave > 6; octave--, tail *= 2) {
    const lower = octave > 20 ? 4 : octave > 14 ? 8 : 32;
    for (let j = 0; j < lower; j++) ranks.push(tail * (1 + j / lower));
    const upper = octave > 14 ? 16 : 32;
    for (let j = 0; j < upper; j++) ranks.push(1 - tail * (1 + j / upper));
  }
  for (let c = CELLS / 64; c <= CELLS - CELLS / 64; c++) ranks.push(c / CELLS);
  return Float64Array.from(new Set(ranks)).sort();
}

const SKELETON = skeleton();

/** Points (rank, value) of the exact quantile function, both ascending, from rank 0 to rank 1; two at one rank make a jump. */
function knots(exact: ExactLaw): { ranks: number[]; values: number[] } {
  const ranks: number[] = [0];
  const values: number[] = [exact.min];
  const push = (rank: number, value: number): void => {
    ranks.push(Math.max(rank, ranks[ranks.length - 1]!));
    values.push(Math.max(value, values[values.length - 1]!));
  };
  // A line misses at most half of width x rise of a rising curve; where that could tell, as where parts of a mixture meet, halve it.
  const coarse = COARSE * exact.mean;
  const reach = (rank: number, value: number): void => {
    const from = ranks[ranks.length - 1]!;
    const middle = 0.5 * (from + rank);
    const isCoarse = !exact.isPiecewiseLinear && (rank - from) * (value - values[values.length - 1]!) > coarse;
    if (isCoarse && middle > from && middle < rank) {
      reach(middle, Math.min(value, exact.quantile(middle, 1 - middle)));
      reach(rank, value);
    } else push(rank, value);
  };
  let next = 0;
  for (const cut of exact.cuts) {
    const end = exact.atMost(cut) <= 0.5 ? exact.atMost(cut) : 1 - exact.above(cut);
    const start = end - exact.at(cut);
    for (; next < SKELETON.length && SKELETON[next]! < start; next++) {
      const u = SKELETON[next]!;
      if (!exact.isPiecewiseLinear) reach(u, Math.min(cut, exact.quantile(u, 1 - u)));
    }
    // Mass under 1e-13 between cuts is rounding: a jump, not a line on which values between the two could be drawn.
    if (start - ranks[ranks.length - 1]! < 1e-13) push(0, cut);
    else reach(start, cut);
    push(end, cut);
    while (next < SKELETON.length && SKELETON[next]! <= end) next++;
  }
  for (; next < SKELETON.length; next++) reach(SKELETON[next]!, exact.quantile(SKELETON[next]!, 1 - SKELETON[next]!));
  push(1, values[values.length - 1]!);
  return { ranks, values };
}

/** Straight segments between knots of different rank, with the guide to find them and the area under them. */
function segments(ranks: number[], values: number[]): Pick<Sampler, 'guide' | 'table' | 'value' | 'area'> {
  const starts = ranks.map((_, i) => i).filter((i) => i + 1 < ranks.length && ranks[i + 1]! > ranks[i]!);
  const n = starts.length;
  const rank = Float64Array.from(starts, (i) => ranks[i]!);
  const value = Float64Array.from(starts, (i) => values[i]!);
  const slope = Float64Array.from(starts, (i) => safeSlope(ranks[i]!, values[i]!, ranks[i + 1]!, values[i + 1]!));
  const area = new Float64Array(n + 1);
  starts.forEach((k, i) => {
    area[i + 1] = area[i]! + 0.5 * (ranks[k + 1]! - ranks[k]!) * (values[k]! + values[k + 1]!);
  });
  const table = new Float64Array((n + 1) * WIDE);
  for (let i = 0; i < n; i++) table.set([rank[i]!, value[i]!, slope[i]!], i * WIDE);
  table[n * WIDE] = 1;
  const guide = new Int32Array(2 * (CELLS + 1));
  for (let c = 0, i = 0; c <= CELLS; c++) {
    while (i + 1 < n && rank[i + 1]! <= c / CELLS) i++;
    guide[2 * c] = i;
    while (i + 1 < n && rank[i + 1]! < (c + 1) / CELLS) i++;
    guide[2 * c + 1] = i;
  }
  return { guide, table, value, area };
}

/** Slope from (r0, x0) to (r1, x1), less the last bits if rounding would carry a draw past x1: this keeps draws monotone. */
function safeSlope(r0: number, x0: number, r1: number, x1: number): number {
  let slope = (x1 - x0) / (r1 - r0);
  for (let shrink = 1 - 2 * LEAST; x0 + (r1 - r0) * slope > x1; shrink = 1 - 2 * (1 - shrink)) slope *= shrink;
  return slope;
}
