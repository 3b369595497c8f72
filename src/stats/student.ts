/**
 * Quantiles of Student's t law and of the normal law, for intervals. Own code: the library at hand takes 100 ms to load.
 */

/** log of Gamma(a + 1/2) / Gamma(a), for a > 0, by stepping a up to 30 and the asymptotic series of the ratio. */
function logGammaHalfStep(a: number): number {
  let x = a;
  let product = 1;
  while (x < 30) {
    product *= x / (x + 0.5);
    x += 1;
  }
  const r = 1 / (x * x);
  const series = -1 / 8 + r * (1 / 192 - r * (1 / 640 - (r * 17) / 14336));
  return 0.5 * Math.log(x) + series / x + Math.log(product);
}

/** P(T > t) for t >= 0, by the continued fraction of the incomplete beta function (NIST DLMF 8.17.22). */
function upperTail(t: number, df: number, logRatio: number): number {
  const square = t * t;
  const x = df / (df + square);
  const y = square / (df + square);
  // Half the incomplete beta function I_x(df/2, 1/2), or one less I_y(1/2, df/2) where that converges faster.
  const front = Math.exp(logRatio - 0.5 * Math.log(Math.PI) + 0.5 * df * Math.log(x) + 0.5 * Math.log(y));
  if (x < (0.5 * df + 1) / (0.5 * df + 2.5)) return (0.5 * front * betaFraction(x, 0.5 * df, 0.5)) / (0.5 * df);
  return 0.5 - (0.5 * front * betaFraction(y, 0.5, 0.5 * df)) / 0.5;
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 10000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return h;
}

/**
 * t with P(T <= t) = p for Student's law with `df` degrees of freedom; relative error about 1e-12.
 *
 * @param p - in (0, 1)
 * @param df - more than 0; Infinity gives the normal quantile
 * @throws RangeError when p or df is out of range
 */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p must lie between 0 and 1, not ${p}`);
  if (!(df > 0)) throw new RangeError(`df must be more than 0, not ${df}`);
  if (p === 0.5) return 0;
  const tail = p < 0.5 ? p : 1 - p;
  const logRatio = df < 1e9 ? logGammaHalfStep(0.5 * df) : 0;
  const above = df < 1e9 ? (t: number) => upperTail(t, df, logRatio) : normalUpperTail;
  let low = 0;
  let high = 1;
  while (above(high) > tail) {
    low = high;
    high *= 2;
  }
  // Bisection on a monotone function: about 50 steps, each a microsecond; intervals are few.
  while (high - low > 1e-15 * high) {
    const middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    if (above(middle) > tail) low = middle;
    else high = middle;
  }
  return p < 0.5 ? -high : high;
}

/** P(Z > z), z >= 0: Marsaglia's series (2004, J. Stat. Software 11) near, Laplace's continued fraction far. */
function normalUpperTail(z: number): number {
  const density = Math.exp(-0.5 * z * z) * 0.3989422804014327;
  if (z > 3) {
    let fraction = z;
    for (let k = 80; k > 0; k--) fraction = z + k / fraction;
    return density / fraction;
  }
  let term = z;
  let sum = z;
  for (let k = 3; term > sum * 1e-17; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 - density * sum;
}
