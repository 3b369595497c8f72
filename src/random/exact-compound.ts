/**
 * Exact laws made of others or of data: empirical, mixture, shifted, truncated, capped.
 */
import { type ExactLaw, exactSimple } from './exact.js';
import { type Law, requireFinite, requireNonNegative } from './law.js';
import { addIntegrals, crossing } from './special.js';

/** The exact form of any law. @throws RangeError naming the parameter that is out of range */
export function exactLaw(law: Law): ExactLaw {
  switch (law.kind) {
    case 'empirical':
      return empirical(law.values, law.weights, law.interpolate ?? false);
    case 'mixture':
      return mixture(law.parts);
    case 'shifted':
      return shifted(exactLaw(law.law), law.by);
    case 'truncated':
      return truncated(exactLaw(law.law), law.limit);
    case 'capped':
      return capped(exactLaw(law.law), law.limit);
    default:
      return exactSimple(law);
  }
}

/** Index of the last of the ascending values that is at most x; -1 if none is. */
export function lastAtMost(values: ArrayLike<number>, x: number): number {
  let low = -1;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle]! <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Sorted distinct values with their shares of the whole weight, zero weights left out. */
function sortedShares(values: readonly number[], weights: readonly number[] | undefined): { x: number[]; share: number[] } {
  if (values.length === 0) throw new RangeError('empirical values must hold at least one number');
  if (weights && weights.length !== values.length) {
    throw new RangeError(`empirical weights must be as many as values (${values.length}), not ${weights.length}`);
  }
  const byValue = values.map((value, i) => {
    requireNonNegative(`empirical values[${i}]`, value);
    const weight = weights ? weights[i]! : 1;
    requireNonNegative(`empirical weights[${i}]`, weight);
    return { value, weight };
  });
  byValue.sort((a, b) => a.value - b.value);
  const total = byValue.reduce((sum, each) => sum + each.weight, 0);
  if (!(total > 0)) throw new RangeError('empirical weights must not all be 0');
  const kept = byValue.filter((each) => each.weight > 0);
  return { x: kept.map((each) => each.value), share: kept.map((each) => each.weight / total) };
}

function empirical(values: readonly number[], weights: readonly number[] | undefined, interpolate: boolean): ExactLaw {
  const { x, share } = sortedShares(values, weights);
  const n = x.length;
  if (!interpolate || x[0] === x[n - 1]) return steps(x, share);
  const spare = 1 - 0.5 * (share[0]! + share[n - 1]!);
  const rank = new Float64Array(n);
  for (let i = 1; i < n; i++) rank[i] = rank[i - 1]! + (0.5 * (share[i - 1]! + share[i]!)) / spare;
  rank[n - 1] = 1;
  return lines(Float64Array.from(x), rank);
}

/** A law of separate values. */
function steps(x: number[], share: number[]): ExactLaw {
  const distinct: number[] = [];
  const mass: number[] = [];
  x.forEach((value, i) => {
    if (distinct[distinct.length - 1] === value) mass[mass.length - 1]! += share[i]!;
    else {
      distinct.push(value);
      mass.push(share[i]!);
    }
  });
  const n = distinct.length;
  const upTo = new Float64Array(n);
  const beyond = new Float64Array(n);
  for (let i = 0; i < n; i++) upTo[i] = (i > 0 ? upTo[i - 1]! : 0) + mass[i]!;
  for (let i = n - 2; i >= 0; i--) beyond[i] = beyond[i + 1]! + mass[i + 1]!;
  upTo[n - 1] = 1;
  const mean = distinct.reduce((sum, value, i) => sum + mass[i]! * value, 0);
  return {
    mean,
    variance: distinct.reduce((sum, value, i) => sum + mass[i]! * (value - mean) * (value - mean), 0),
    min: distinct[0]!,
    max: distinct[n - 1]!,
    atMost: (at) => upTo[lastAtMost(distinct, at)] ?? 0,
    above: (at) => beyond[lastAtMost(distinct, at)] ?? 1,
    logAbove: (at) => Math.log(beyond[lastAtMost(distinct, at)] ?? 1),
    at: (at) => {
      const i = lastAtMost(distinct, at);
      return distinct[i] === at ? mass[i]! : 0;
    },
    quantile: (p) => distinct[Math.min(n - 1, lastBelow(upTo, p) + 1)]!,
    cuts: distinct,
    isPiecewiseLinear: true,
  };
}

/** Index of the last of the ascending values that is less than x; -1 if none is. */
function lastBelow(values: Float64Array, x: number): number {
  let i = lastAtMost(values, x);
  while (i >= 0 && values[i] === x) i--;
  return i;
}

/** A law whose quantile runs straight from (rank 0, x 0) through the points given; equal x make an atom. */
function lines(x: Float64Array, rank: Float64Array): ExactLaw {
  const n = x.length;
  let mean = 0;
  let variance = 0;
  for (let i = 1; i < n; i++) mean += 0.5 * (rank[i]! - rank[i - 1]!) * (x[i]! + x[i - 1]!);
  for (let i = 1; i < n; i++) {
    const a = x[i - 1]! - mean;
    const b = x[i]! - mean;
    variance += ((rank[i]! - rank[i - 1]!) * (a * a + a * b + b * b)) / 3;
  }
  const atMost = (at: number): number => {
    const i = lastAtMost(x, at);
    if (i < 0) return 0;
    if (i === n - 1) return 1;
    return rank[i]! + ((rank[i + 1]! - rank[i]!) * (at - x[i]!)) / (x[i + 1]! - x[i]!);
  };
  const firstRankAt = (at: number): number => {
    let i = lastAtMost(x, at);
    while (i > 0 && x[i - 1] === at) i--;
    return rank[i]!;
  };
  return {
    mean,
    variance,
    min: x[0]!,
    max: x[n - 1]!,
    atMost,
    above: (at) => 1 - atMost(at),
    logAbove: (at) => Math.log1p(-atMost(at)),
    at: (at) => (x[Math.max(0, lastAtMost(x, at))] === at ? atMost(at) - firstRankAt(at) : 0),
    quantile: (p) => {
      const i = Math.min(n - 2, Math.max(0, lastAtMost(rank, p)));
      return x[i]! + ((x[i + 1]! - x[i]!) * (p - rank[i]!)) / (rank[i + 1]! - rank[i]!);
    },
    cuts: Array.from(new Set(x)),
    isPiecewiseLinear: true,
  };
}

function mixture(parts: readonly { weight: number; law: Law }[]): ExactLaw {
  parts.forEach((part, i) => {
    requireNonNegative(`mixture parts[${i}].weight`, part.weight);
  });
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  if (!(total > 0)) throw new RangeError('mixture parts must have a total weight above 0');
  const kept = parts.filter((part) => part.weight > 0).map((part) => ({ share: part.weight / total, law: exactLaw(part.law) }));
  if (kept.length === 1) return kept[0]!.law;
  const sum = (f: (law: ExactLaw) => number): number => kept.reduce((soFar, part) => soFar + part.share * f(part.law), 0);
  const mean = sum((law) => law.mean);
  const atMost = (x: number) => sum((law) => law.atMost(x));
  const above = (x: number) => sum((law) => law.above(x));
  return {
    mean,
    variance: sum((law) => law.variance + (law.mean - mean) * (law.mean - mean)),
    min: Math.min(...kept.map((part) => part.law.min)),
    max: Math.max(...kept.map((part) => part.law.max)),
    atMost,
    above,
    logAbove: (x) => {
      const logs = kept.map((part) => Math.log(part.share) + part.law.logAbove(x));
      const most = Math.max(...logs);
      return most === Number.NEGATIVE_INFINITY ? most : most + Math.log(logs.reduce((soFar, log) => soFar + Math.exp(log - most), 0));
    },
    at: (x) => sum((law) => law.at(x)),
    quantile: (p, q) => {
      const ends = kept.map((part) => part.law.quantile(p, q));
      const low = Math.min(...ends);
      const high = Math.max(...ends);
      const excess = p < q ? (x: number) => atMost(x) / p - 1 : (x: number) => 1 - above(x) / q;
      return excess(low) >= 0 ? low : excess(high) <= 0 ? high : crossing(excess, low, high);
    },
    cuts: Array.from(new Set(kept.flatMap((part) => part.law.cuts))).sort((a, b) => a - b),
    isPiecewiseLinear: kept.every((part) => part.law.isPiecewiseLinear),
  };
}

function shifted(law: ExactLaw, by: number): ExactLaw {
  requireFinite('shifted by', by);
  if (law.min + by < 0) throw new RangeError(`shifted by must not bring values below 0: the least is ${law.min}, by is ${by}`);
  return {
    mean: law.mean + by,
    variance: law.variance,
    min: law.min + by,
    max: law.max + by,
    atMost: (x) => law.atMost(x - by),
    above: (x) => law.above(x - by),
    logAbove: (x) => law.logAbove(x - by),
    at: (x) => law.at(x - by),
    quantile: (p, q) => law.quantile(p, q) + by,
    cuts: law.cuts.map((x) => x + by),
    isPiecewiseLinear: law.isPiecewiseLinear,
  };
}

function truncated(law: ExactLaw, limit: number): ExactLaw {
  requireFinite('truncated limit', limit);
  if (law.max <= limit) return law;
  const kept = law.atMost(limit);
  const lost = law.above(limit);
  if (!(kept > 0)) throw new RangeError(`truncated limit must leave some of the law below it: P(X <= ${limit}) is 0`);
  const logLost = law.logAbove(limit);
  const bounded = {
    min: law.min,
    max: limit,
    atMost: (x: number) => (x >= limit ? 1 : law.atMost(x) / kept),
    above: (x: number) => (x >= limit ? 0 : lost < 0.5 ? (law.above(x) - lost) / kept : 1 - law.atMost(x) / kept),
    logAbove: (x: number) => {
      if (x >= limit) return Number.NEGATIVE_INFINITY;
      const log = law.logAbove(x);
      return log + Math.log(-Math.expm1(logLost - log)) - Math.log(kept);
    },
    at: (x: number) => (x > limit ? 0 : law.at(x) / kept),
    quantile: (p: number, q: number) => Math.min(limit, law.quantile(p * kept, lost + q * kept)),
    cuts: [...law.cuts.filter((x) => x < limit), limit],
    isPiecewiseLinear: law.isPiecewiseLinear,
  };
  return { ...bounded, ...boundedMoments(bounded, law) };
}

function capped(law: ExactLaw, limit: number): ExactLaw {
  requireNonNegative('capped limit', limit);
  if (law.max <= limit) return law;
  const bounded = {
    min: Math.min(law.min, limit),
    max: limit,
    atMost: (x: number) => (x >= limit ? 1 : law.atMost(x)),
    above: (x: number) => (x >= limit ? 0 : law.above(x)),
    logAbove: (x: number) => (x >= limit ? Number.NEGATIVE_INFINITY : law.logAbove(x)),
    at: (x: number) => (x > limit ? 0 : x === limit ? law.above(x) + law.at(x) : law.at(x)),
    quantile: (p: number, q: number) => Math.min(limit, law.quantile(p, q)),
    cuts: [...law.cuts.filter((x) => x < limit), limit],
    isPiecewiseLinear: law.isPiecewiseLinear,
  };
  return { ...bounded, ...boundedMoments(bounded, law) };
}

/** Mean and variance from E[X - min] = integral of P(X > x) and E[(X - min)^2] = 2 integral of (x - min) P(X > x), over [min, max]. */
function boundedMoments(bounded: Pick<ExactLaw, 'min' | 'max' | 'above' | 'cuts'>, law: ExactLaw): { mean: number; variance: number } {
  const { min, max, above } = bounded;
  const places = [min, max, ...bounded.cuts];
  // Panels between quantiles of the whole law, halving both tails, follow the law wherever its mass is.
  for (let tail = 0.5; tail > 1e-16; tail *= 0.5) {
    for (const share of [1, 0.75]) places.push(law.quantile(tail * share, 1 - tail * share), law.quantile(1 - tail * share, tail * share));
  }
  const breaks = Float64Array.from(new Set(places.filter((x) => x >= min && x <= max))).sort();
  const sums = { plain: 0, byX: 0 };
  for (let i = 1; i < breaks.length; i++) addIntegrals((x) => above(min + x), breaks[i - 1]! - min, breaks[i]! - min, sums);
  return { mean: min + sums.plain, variance: Math.max(0, 2 * sums.byX - sums.plain * sums.plain) };
}
