/**
 * Exact laws: cumulative probabilities, quantiles and moments at full precision, from which sampling tables are made and against
 * which they are checked. Slow by the standards of a run; used at load only.
 */
import { type Law, requireFinite, requireNonNegative, requirePositive } from './law.js';
import { logNormalTail, normalCdf, normalQuantile, tailDistance } from './normal.js';
import { crossing, gammaTails, logGamma, logUpperGamma } from './special.js';

/** A law at full precision. Both tails are given, since 1 - P(X <= x) loses the upper one. */
export interface ExactLaw {
  readonly mean: number;
  readonly variance: number;
  /** Ends of the support; max may be Infinity. */
  readonly min: number;
  readonly max: number;
  /** P(X <= x). */
  atMost(x: number): number;
  /** P(X > x). */
  above(x: number): number;
  /** log P(X > x), true where P(X > x) itself is too small for a number. */
  logAbove(x: number): number;
  /** P(X = x). */
  at(x: number): number;
  /** The least x with P(X <= x) >= p, given p and q = 1 - p, the smaller of the two at full precision. Both in (0, 1). */
  quantile(p: number, q: number): number;
  /** Finite places where the cumulative probability has a kink or a jump, ascending. */
  readonly cuts: readonly number[];
  /** Whether the cumulative probability is straight between cuts. */
  readonly isPiecewiseLinear: boolean;
}

const noAtom = (): number => 0;

/** The simple law's exact form. @throws RangeError naming the parameter that is out of range */
export function exactSimple(law: Exclude<Law, { kind: 'mixture' | 'shifted' | 'truncated' | 'capped' | 'empirical' }>): ExactLaw {
  switch (law.kind) {
    case 'fixed':
      return fixed(law.value);
    case 'exponential':
      return exponential(law.mean);
    case 'uniform':
      return uniform(law.low, law.high);
    case 'triangular':
      return triangular(law.low, law.mode, law.high);
    case 'gamma':
      return gamma(law.shape, law.scale);
    case 'weibull':
      return weibull(law.shape, law.scale);
    case 'lognormal':
      return lognormal(law.mu, law.sigma);
    case 'coxian2':
      return coxian2(law.leave1, law.moveOn, law.leave2);
  }
}

function fixed(value: number): ExactLaw {
  requireNonNegative('fixed value', value);
  return {
    mean: value,
    variance: 0,
    min: value,
    max: value,
    atMost: (x) => (x >= value ? 1 : 0),
    above: (x) => (x >= value ? 0 : 1),
    logAbove: (x) => (x >= value ? Number.NEGATIVE_INFINITY : 0),
    at: (x) => (x === value ? 1 : 0),
    quantile: () => value,
    cuts: [value],
    isPiecewiseLinear: true,
  };
}

/** A law on [0, infinity) without atoms or kinks. */
function smooth(parts: Pick<ExactLaw, 'mean' | 'variance' | 'atMost' | 'above' | 'logAbove' | 'quantile'>): ExactLaw {
  return { ...parts, min: 0, max: Number.POSITIVE_INFINITY, at: noAtom, cuts: [0], isPiecewiseLinear: false };
}

function exponential(mean: number): ExactLaw {
  requirePositive('exponential mean', mean);
  return smooth({
    mean,
    variance: mean * mean,
    atMost: (x) => (x <= 0 ? 0 : -Math.expm1(-x / mean)),
    above: (x) => (x <= 0 ? 1 : Math.exp(-x / mean)),
    logAbove: (x) => -Math.max(0, x) / mean,
    quantile: (p, q) => -mean * (p < q ? Math.log1p(-p) : Math.log(q)),
  });
}

function uniform(low: number, high: number): ExactLaw {
  requireNonNegative('uniform low', low);
  requireFinite('uniform high', high);
  if (!(high >= low)) throw new RangeError(`uniform high must be at least low (${low}), not ${high}`);
  if (high === low) return fixed(low);
  const width = high - low;
  return {
    mean: 0.5 * (low + high),
    variance: (width * width) / 12,
    min: low,
    max: high,
    atMost: (x) => Math.min(1, Math.max(0, (x - low) / width)),
    above: (x) => Math.min(1, Math.max(0, (high - x) / width)),
    logAbove: (x) => Math.log(Math.min(1, Math.max(0, (high - x) / width))),
    at: noAtom,
    quantile: (p) => low + p * width,
    cuts: [low, high],
    isPiecewiseLinear: true,
  };
}

function triangular(low: number, mode: number, high: number): ExactLaw {
  requireNonNegative('triangular low', low);
  requireFinite('triangular high', high);
  if (!(high >= low)) throw new RangeError(`triangular high must be at least low (${low}), not ${high}`);
  if (!(mode >= low && mode <= high)) throw new RangeError(`triangular mode must lie from low (${low}) to high (${high}), not ${mode}`);
  if (high === low) return fixed(low);
  const width = high - low;
  const rise = mode - low;
  const fall = high - mode;
  const above = (x: number): number => {
    if (x <= low) return 1;
    if (x >= high) return 0;
    return x < mode ? 1 - ((x - low) * (x - low)) / (width * rise) : ((high - x) * (high - x)) / (width * fall);
  };
  return {
    mean: (low + mode + high) / 3,
    variance: (width * width - rise * fall) / 18,
    min: low,
    max: high,
    atMost: (x) => {
      if (x <= low) return 0;
      if (x >= high) return 1;
      return x < mode ? ((x - low) * (x - low)) / (width * rise) : 1 - ((high - x) * (high - x)) / (width * fall);
    },
    above,
    logAbove: (x) => Math.log(above(x)),
    at: noAtom,
    quantile: (p, q) => (p * width < rise ? low + Math.sqrt(p * width * rise) : high - Math.sqrt(q * width * fall)),
    cuts: [low, mode, high],
    isPiecewiseLinear: false,
  };
}

function gamma(shape: number, scale: number): ExactLaw {
  requirePositive('gamma shape', shape);
  requirePositive('gamma scale', scale);
  const logGammaShape = logGamma(shape);
  const start = shape < 1 ? Math.exp(logGamma(shape + 1) / shape) : 0;
  return smooth({
    mean: shape * scale,
    variance: shape * scale * scale,
    atMost: (x) => gammaTails(shape, x / scale, logGammaShape).lower,
    above: (x) => gammaTails(shape, x / scale, logGammaShape).upper,
    logAbove: (x) => logUpperGamma(shape, x / scale, logGammaShape),
    quantile: (p, q) => {
      // Small values of small shapes: the first term of the series is all there is, and the solver would work among denormals.
      if (start > 0 && p < 1e-20 * shape) return scale * Math.exp(Math.log(p) / shape) * start;
      return scale * solveTails((x) => gammaTails(shape, x, logGammaShape), p, q, shape);
    },
  });
}

function weibull(shape: number, scale: number): ExactLaw {
  requirePositive('weibull shape', shape);
  requirePositive('weibull scale', scale);
  const hazard = (x: number) => (x <= 0 ? 0 : Math.exp(shape * Math.log(x / scale)));
  const moment1 = Math.exp(logGamma(1 + 1 / shape));
  const moment2 = Math.exp(logGamma(1 + 2 / shape));
  return smooth({
    mean: scale * moment1,
    variance: scale * scale * (moment2 - moment1 * moment1),
    atMost: (x) => -Math.expm1(-hazard(x)),
    above: (x) => Math.exp(-hazard(x)),
    logAbove: (x) => -hazard(x),
    quantile: (p, q) => scale * Math.exp(Math.log(p < q ? -Math.log1p(-p) : -Math.log(q)) / shape),
  });
}

function lognormal(mu: number, sigma: number): ExactLaw {
  requireFinite('lognormal mu', mu);
  requirePositive('lognormal sigma', sigma);
  const mean = Math.exp(mu + 0.5 * sigma * sigma);
  return smooth({
    mean,
    variance: mean * mean * Math.expm1(sigma * sigma),
    atMost: (x) => (x <= 0 ? 0 : normalCdf((Math.log(x) - mu) / sigma)),
    above: (x) => (x <= 0 ? 1 : normalCdf((mu - Math.log(x)) / sigma)),
    logAbove: (x) => (x <= 0 ? 0 : logNormalTail((Math.log(x) - mu) / sigma)),
    quantile: (p, q) => Math.exp(mu + sigma * (q < 0.05 ? tailDistance(q) : normalQuantile(p))),
  });
}

/** @source Marshall and McClean (2004), Using Coxian phase-type distributions to identify patient characteristics for duration of stay */
function coxian2(leave1: number, moveOn: number, leave2: number): ExactLaw {
  requireNonNegative('coxian2 leave1', leave1);
  requireNonNegative('coxian2 moveOn', moveOn);
  requirePositive('coxian2 leave1 + moveOn', leave1 + moveOn);
  requirePositive('coxian2 leave2', leave2);
  const end1 = leave1 + moveOn;
  const gap = end1 - leave2;
  const share = moveOn / end1;
  const inPhase2 = (x: number) => moveOn * Math.exp(-leave2 * x) * (gap === 0 ? x : -Math.expm1(-gap * x) / gap);
  const tails = (x: number) => ({
    lower: x <= 0 ? 0 : -Math.expm1(-end1 * x) - inPhase2(x),
    upper: x <= 0 ? 1 : Math.exp(-end1 * x) + inPhase2(x),
  });
  return smooth({
    mean: 1 / end1 + share / leave2,
    variance: 1 / (end1 * end1) + (share * (2 - share)) / (leave2 * leave2),
    atMost: (x) => Math.max(0, tails(x).lower),
    above: (x) => tails(x).upper,
    logAbove: (x) => {
      if (x <= 0) return 0;
      // the slower of the two phases taken out, so that neither exponential vanishes
      const slow = Math.min(end1, leave2);
      const moved = gap === 0 ? x : -Math.expm1(-Math.abs(gap) * x) / Math.abs(gap);
      return -slow * x + Math.log(Math.exp((slow - end1) * x) + moveOn * moved);
    },
    quantile: (p, q) => solveTails(tails, p, q, 1 / end1),
  });
}

/** x > 0 at which the smaller of the two tails takes its value, searched outward from `guess`. */
function solveTails(tails: (x: number) => { lower: number; upper: number }, p: number, q: number, guess: number): number {
  const excess = p < q ? (x: number) => tails(x).lower / p - 1 : (x: number) => 1 - tails(x).upper / q;
  let low = guess;
  let high = guess;
  if (excess(guess) > 0) while (low > 1e-300 && excess(low) > 0) low *= 0.25;
  else while (excess(high) < 0) high *= 2;
  if (low < high && low > 0 && high === guess) high = Math.min(guess, low * 4.0000001);
  else if (high > guess) low = high * 0.4999999;
  return crossing(excess, low, high);
}
