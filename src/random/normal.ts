/**
 * The normal law: cumulative probability, its inverse, and ranks joined by a Gaussian copula. Only Math.log, exp and sqrt.
 */

/**
 * P(Z <= z) for a standard normal Z; relative error below 1e-13, in the lower tail too (down to z = -37).
 *
 * @source Hart et al. (1968), Computer Approximations, algorithm 5666, as given by West (2005), Better approximations to
 * cumulative normal functions, Wilmott Magazine 9; beyond 3, Laplace's continued fraction (NIST DLMF 7.9.3)
 */
export function normalCdf(z: number): number {
  const a = z < 0 ? -z : z;
  let tail: number;
  if (a > 38.6) tail = 0;
  else if (a < 3) {
    let p = 3.52624965998911e-2 * a + 0.700383064443688;
    p = ((((p * a + 6.37396220353165) * a + 33.912866078383) * a + 112.079291497871) * a + 221.213596169931) * a + 220.206867912376;
    let q = 8.83883476483184e-2 * a + 1.75566716318264;
    q = ((((q * a + 16.064177579207) * a + 86.7807322029461) * a + 296.564248779674) * a + 637.333633378831) * a + 793.826512519948;
    q = q * a + 440.413735824752;
    tail = (Math.exp(-0.5 * a * a) * p) / q;
  } else {
    tail = (Math.exp(-0.5 * a * a) * 0.3989422804014327) / tailFraction(a);
  }
  return z > 0 ? 1 - tail : tail;
}

/** Density over tail of the standard normal law at z, from 3. */
function tailFraction(z: number): number {
  let f = z;
  for (let k = 60; k > 0; k--) f = z + k / f;
  return f;
}

/** log P(Z > z) for a standard normal Z, true where P(Z > z) itself is too small for a number. */
export function logNormalTail(z: number): number {
  return z < 3 ? Math.log(normalCdf(-z)) : -0.5 * z * z - 0.9189385332046728 - Math.log(tailFraction(z));
}

/** z with log P(Z > z) = `logTail`: the inverse of `logNormalTail`. */
export function scoreOfLogTail(logTail: number): number {
  if (logTail > -700) return -normalQuantile(Math.exp(logTail));
  let z = Math.sqrt(-2 * logTail);
  // Newton's method: log P(Z > z) falls at the rate of the fraction
  for (let i = 0; i < 6; i++) z += (logNormalTail(z) - logTail) / tailFraction(z);
  return z;
}

/** Coefficients of AS 241, highest power first: numerator and denominator for the body, the near tail and the far tail. */
const BODY_TOP = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438,
  3.3871328727963665,
];
const BODY_BASE = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091,
  1.0,
];
const NEAR_TOP = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691,
  4.630337846156546, 1.4234371107496835,
];
const NEAR_BASE = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038,
  2.053191626637759, 1.0,
];
const FAR_TOP = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487, 1.7848265399172913,
  5.463784911164114, 6.657904643501103,
];
const FAR_BASE = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615, 0.1369298809227358,
  0.599832206555888, 1.0,
];

/** Ratio of two polynomials of degree 7 at r. */
function ratio(top: readonly number[], base: readonly number[], r: number): number {
  let above = top[0]!;
  let below = base[0]!;
  for (let i = 1; i < 8; i++) {
    above = above * r + top[i]!;
    below = below * r + base[i]!;
  }
  return above / below;
}

/**
 * z with P(Z <= z) = p, for p in (0, 1); -Infinity at 0, Infinity at 1, NaN outside. Relative error about 1e-16.
 *
 * @source Wichura (1988), Algorithm AS 241, routine PPND16, Applied Statistics 37(3)
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) return q * ratio(BODY_TOP, BODY_BASE, 0.180625 - q * q);
  const tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return tail === 0 ? (q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY) : Number.NaN;
  const z = tailDistance(tail);
  return q < 0 ? -z : z;
}

/** Distance z > 0 with P(Z > z) = tail, for tail below 0.075: keeps full precision in the upper tail, where 1 - tail would not. */
export function tailDistance(tail: number): number {
  const r = Math.sqrt(-Math.log(tail));
  return r <= 5 ? ratio(NEAR_TOP, NEAR_BASE, r - 1.6) : ratio(FAR_TOP, FAR_BASE, r - 5);
}

/** Ranks are kept inside [2^-53, 1 - 2^-53], where a uniform draw may lie. */
const LEAST_RANK = 1.1102230246251565e-16;

/**
 * How long someone's care lasts given the rank of their weekly hours, and that it has lasted so long already. Told by the logarithm of
 * the share of people with longer care, which still tells very long stays apart where a rank rounds to 1.
 *
 * @param uHours - rank of the hours, in (0, 1)
 * @param logFrom - log of the share of people whose care lasts longer than it has so far, 0 or less
 * @param u - independent uniform, in (0, 1)
 * @param rho - correlation of the two normal scores, from -1 to 1
 * @returns log of the share of people whose care lasts longer than the whole of it: at most `logFrom`, falling in u
 */
export function copulaLogTail(uHours: number, logFrom: number, u: number, rho: number): number {
  const rest = Math.sqrt(1 - rho * rho);
  if (rho === 0 || rest === 0) return logFrom + Math.log1p(-u);
  const mean = rho * normalQuantile(uHours);
  const tail = logNormalTail((scoreOfLogTail(logFrom) - mean) / rest) + Math.log1p(-u);
  return Math.min(logFrom, logNormalTail(mean + rest * scoreOfLogTail(tail)));
}

/**
 * The rank of a person's weekly hours given the rank of the length of care, under a Gaussian copula:
 * Phi(rho Phi^-1(uLength) + sqrt(1 - rho^2) Phi^-1(uHours)). Uniform if both ranks are; monotone in uHours.
 *
 * @param uLength - rank of the length of care, in (0, 1)
 * @param uHours - independent uniform, in (0, 1)
 * @param rho - correlation of the two normal scores, from -1 to 1
 * @returns a rank in (0, 1)
 * @source Nelsen (2006), An Introduction to Copulas, 2nd ed., section 2.3
 */
export function copulaRank(uLength: number, uHours: number, rho: number): number {
  if (rho === 0) return uHours;
  const rank = normalCdf(rho * normalQuantile(uLength) + Math.sqrt(1 - rho * rho) * normalQuantile(uHours));
  return Math.min(1 - LEAST_RANK, Math.max(LEAST_RANK, rank));
}
