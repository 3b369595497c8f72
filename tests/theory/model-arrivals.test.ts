/** Arrivals of the model: Poisson, with the profile's means by weekday, month and hour. */
import { describe, expect, it } from 'vitest';
import { inputOfText, SEED, traceOf } from '../support/scenario.js';

const WEEKDAY = [1.3, 1.2, 1.15, 1.1, 1.15, 0.6, 0.5];
const MONTH = [1.2, 1.15, 1.05, 1, 0.95, 0.9, 0.85, 0.85, 0.9, 0.95, 1.05, 1.15];
const HOUR = Array.from({ length: 24 }, (_, h) => (h < 8 ? 0.25 : h < 20 ? 1.625 : 0.625));
const PER_DAY = 4;

// Two years from a Monday; everyone needs no service and is seen by the trace on the instant of arrival.
const input = inputOfText(`
extends: textbook/beds.yaml
start: 2024-01-01
weeks: 104
warmUpWeeks: 0
hospital:
  growthPerYear: 5%
  pathways:
    2: {rate: {everyone: 0 per day}}
    0:
      rate: {everyone: ${PER_DAY} per day}
      profile: {weekday: [${WEEKDAY}], month: [${MONTH}], hour: [${HOUR}]}
      routes: {noService: 1}
`);

const DAYS = 728;
const REPLICATIONS = 200;
const dates = Array.from({ length: DAYS }, (_, d) => new Date(Date.UTC(2024, 0, 1 + d)));
const weekdayOf = (d: number) => (dates[d]!.getUTCDay() + 6) % 7;
const monthOf = (d: number) => dates[d]!.getUTCMonth();
/** mean arrivals of each day, worked out afresh: growth goes on day by day */
const expectedByDay = dates.map((_, d) => PER_DAY * 1.05 ** (d / 365.25) * WEEKDAY[weekdayOf(d)]! * MONTH[monthOf(d)]!);

const countByDay = new Float64Array(DAYS);
const countByHour = new Float64Array(24);
const dailyCounts: Float64Array[] = [];
for (let r = 1; r <= REPLICATIONS; r++) {
  const own = new Float64Array(DAYS);
  for (const { what, time } of traceOf(input, r, { seed: SEED }).events) {
    if (what !== 'ready to leave hospital') continue;
    const day = Math.floor(time);
    own[day]!++;
    countByDay[day]!++;
    countByHour[Math.min(23, Math.floor((time - day) * 24))]!++;
  }
  dailyCounts.push(own);
}

/** Chi-square over cells with known means has a mean of their number and a variance of twice that. */
function expectPoissonCells(counts: readonly number[], means: readonly number[]): void {
  const cells = means.length;
  const chiSquare = counts.reduce((sum, n, i) => sum + (n - means[i]!) ** 2 / means[i]!, 0);
  if (process.env.SHOW !== undefined) console.log(`chi-square ${chiSquare.toFixed(2)} on ${cells}`);
  expect(Math.abs(chiSquare - cells), `chi-square ${chiSquare} on ${cells}`).toBeLessThanOrEqual(3.5 * Math.sqrt(2 * cells));
}

describe('arrivals with a profile by weekday, month and hour, and growth', () => {
  it('counts by weekday and month have the means of the profile', () => {
    const counts = new Array<number>(84).fill(0);
    const means = new Array<number>(84).fill(0);
    for (let d = 0; d < DAYS; d++) {
      counts[monthOf(d) * 7 + weekdayOf(d)]! += countByDay[d]!;
      means[monthOf(d) * 7 + weekdayOf(d)]! += REPLICATIONS * expectedByDay[d]!;
    }
    expectPoissonCells(counts, means);
  });

  it('counts day by day have them too', () => {
    expectPoissonCells(
      [...countByDay],
      expectedByDay.map((mean) => mean * REPLICATIONS),
    );
  });

  it('counts by hour of the day have the means of the profile', () => {
    const all = expectedByDay.reduce((sum, mean) => sum + mean, 0) * REPLICATIONS;
    expectPoissonCells(
      [...countByHour],
      HOUR.map((index) => (all * index) / 24),
    );
  });

  it('the spread of daily counts between futures is that of Poisson counts', () => {
    // sum over days of (n - mean)^2 / mean has a mean of the number of days in each future
    const values = dailyCounts.map((own) => own.reduce((sum, n, d) => sum + (n - expectedByDay[d]!) ** 2 / expectedByDay[d]!, 0) / DAYS);
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
    expect(Math.abs(mean - 1)).toBeLessThanOrEqual(3.5 * Math.sqrt(variance / values.length));
  });
});
