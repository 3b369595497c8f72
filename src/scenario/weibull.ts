/**
 * Weibull laws from a mean and a spread. With shape k and scale s the mean is s Gamma(1 + 1/k), and
 * 1 + cv^2 = Gamma(1 + 2/k) / Gamma(1 + 1/k)^2, which falls as k rises: solved by halving.
 *
 * @source Johnson, Kotz and Balakrishnan (1994), Continuous Univariate Distributions 1, chapter 21
 */
import { logGamma } from '../random/special.js';

/** Squared coefficient of variation of a Weibull law of this shape. */
export function weibullSquaredCv(shape: number): number {
  return Math.expm1(logGamma(1 + 2 / shape) - 2 * logGamma(1 + 1 / shape));
}

/**
 * Shape and scale from the mean and either the coefficient of variation or the shape.
 *
 * @throws RangeError when no shape from 0.1 to 200 has that spread
 */
export function weibullFromMean(
  mean: number,
  spread: { readonly cv: number } | { readonly shape: number },
): { shape: number; scale: number } {
  const shape = 'shape' in spread ? spread.shape : shapeFor(spread.cv * spread.cv);
  return { shape, scale: mean / Math.exp(logGamma(1 + 1 / shape)) };
}

function shapeFor(squaredCv: number): number {
  let low = Math.log(0.1);
  let high = Math.log(200);
  if (squaredCv > weibullSquaredCv(0.1) || squaredCv < weibullSquaredCv(200))
    throw new RangeError('no Weibull law has so large or so small a spread');
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (weibullSquaredCv(Math.exp(middle)) > squaredCv) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
