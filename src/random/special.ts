/**
 * Numerical tools used while laws are compiled, never while a model runs. Own code because the results must have the same bits on
 * every supported Node (so no Math.pow), and because the libraries at hand cost a worker 100 ms to load.
 */

const HALF_LOG_TWO_PI = 0.9189385332046728;

/** log Gamma(a) for a > 0; Stirling's series after stepping a up to 15 or more. Absolute error about 1e-15 max(1, a log a). */
export function logGamma(a: number): number {
  let x = a;
  let product = 1;
  while (x < 15) {
    product *= x;
    x += 1;
  }
  const r = 1 / (x * x);
  const series = 1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360 - r / 156)))));
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series / x - Math.log(product);
}

/** The two tails of a gamma law of scale 1: `lower` = P(X <= x), `upper` = P(X > x). */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x), a > 0, x >= 0; the smaller of the two to full relative precision.
 *
 * @param logGammaA - log Gamma(a), so that it is worked out once per law
 * @source NIST Digital Library of Mathematical Functions, 8.11.4 (series) and 8.9.2 (continued fraction, by Lentz's method)
 */
export function gammaTails(a: number, x: number, logGammaA: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  const front = Math.exp(a * Math.log(x) - x - logGammaA);
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = a + 1; term > sum * 1e-17; n++) {
      term *= x / n;
      sum += term;
    }
    const lower = Math.min(1, front * sum);
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, front * upperFraction(a, x));
  return { lower: 1 - upper, upper };
}

/** Q(a, x) over x^a exp(-x) / Gamma(a), for x from a + 1, by Lentz's method. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 1e-15) break;
  }
  return h;
}

/**
 * log Q(a, x), true where Q(a, x) itself is too small for a number; a > 0.
 *
 * @param logGammaA - log Gamma(a), so that it is worked out once per law
 */
export function logUpperGamma(a: number, x: number, logGammaA: number): number {
  if (x < a + 1) return Math.log1p(-gammaTails(a, x, logGammaA).lower);
  return Math.min(0, a * Math.log(x) - x - logGammaA + Math.log(upperFraction(a, x)));
}

/**
 * Where an increasing or decreasing function crosses zero between `low` and `high`, to a relative width of about 1e-15.
 * Needs opposite signs at the ends (or a zero there); if the function jumps over zero, the place of the jump.
 *
 * @source Chandrupatla (1997), A new hybrid quadratic/bisection algorithm, Advances in Engineering Software 28(3)
 */
export function crossing(f: (x: number) => number, low: number, high: number): number {
  let a = high;
  let b = low;
  let fa = f(a);
  let fb = f(b);
  if (fb === 0) return b;
  if (fa === 0) return a;
  let t = 0.5;
  for (let i = 0; i < 200; i++) {
    const x = a + t * (b - a);
    const fx = f(x);
    let c: number;
    let fc: number;
    if (fx > 0 === fa > 0) {
      c = a;
      fc = fa;
    } else {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const least = (4.5e-16 * Math.abs(best) + 1e-300) / Math.abs(b - a);
    if (least > 0.5 || fx === 0) return best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const isSmooth = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    t = isSmooth ? (fa / (fb - fa)) * (fc / (fb - fc)) + (((c - a) / (b - a)) * fa * fb) / ((fc - fa) * (fc - fb)) : 0.5;
    t = Math.min(1 - least, Math.max(least, t));
  }
  return a;
}

const GAUSS_NODES = [0.1488743389816312, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717];
const GAUSS_WEIGHTS = [0.2955242247147529, 0.2692667193099964, 0.219086362515982, 0.1494513491505806, 0.0666713443086881];

/** Integrals of f(x) and x f(x) over [low, high] by ten-point Gauss-Legendre quadrature, added to `sums`. */
export function addIntegrals(f: (x: number) => number, low: number, high: number, sums: { plain: number; byX: number }): void {
  const centre = 0.5 * (low + high);
  const half = 0.5 * (high - low);
  for (let i = 0; i < 5; i++) {
    const step = half * GAUSS_NODES[i]!;
    const below = f(centre - step);
    const above = f(centre + step);
    sums.plain += half * GAUSS_WEIGHTS[i]! * (below + above);
    sums.byX += half * GAUSS_WEIGHTS[i]! * ((centre - step) * below + (centre + step) * above);
  }
}
