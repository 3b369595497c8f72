/**
 * Flats with applicants without end alternate between tenancy and void, each on its own: the number vacant at a moment is binomial,
 * whatever the shapes of the two. @source Cox (1962), Renewal Theory, chapter 7
 */
import { describe, expect, it } from 'vitest';
import { expectAgreement, LONG } from '../support/agreement.js';
import { inputOf, replicate } from '../support/scenario.js';

const FLATS = 254;
const SHARE = 0.062992;
const REPLICATIONS = 400;
const SHORT = ['weeks=105', 'warmUpWeeks=104'];

describe('vacant flats with endless applicants', LONG, () => {
  const { vacant, days } = replicate(inputOf('textbook/flats.yaml', { set: SHORT }), REPLICATIONS, (reading) => ({
    vacant: reading.end('housing.void'),
    days: reading.mean('housing.void'),
  }));

  it('are binomial: 16 on average, standard deviation 3.872', () => {
    const mean = FLATS * SHARE;
    expectAgreement('vacant on the last day', vacant, mean);
    expectAgreement('vacant in the last week', days, mean);
    const squares = vacant.map((n) => (n - mean) ** 2);
    // 400 squares of a normal deviate have a standard error of 7 % of their mean
    expectAgreement('variance', squares, mean * (1 - SHARE), { mostError: 0.08 });
  });

  it('follow the whole binomial law', () => {
    // cells of about equal probability by the law's own quantiles
    const edges = [11, 13, 15, 16, 18, 20];
    const cumulative = (k: number) => {
      let term = Math.exp(FLATS * Math.log1p(-SHARE));
      let sum = term;
      for (let i = 0; i < k; i++) {
        term *= ((FLATS - i) / (i + 1)) * (SHARE / (1 - SHARE));
        sum += term;
      }
      return sum;
    };
    let chi2 = 0;
    let below = 0;
    let found = 0;
    for (const edge of [...edges, FLATS]) {
      const share = cumulative(edge) - below;
      below += share;
      const here = vacant.filter((n) => n <= edge).length - found;
      found += here;
      chi2 += (here - REPLICATIONS * share) ** 2 / (REPLICATIONS * share);
    }
    // 6 degrees of freedom: 99.95 % of samples lie below
    expect(chi2).toBeLessThan(24.1);
  });
});
