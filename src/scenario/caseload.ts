/** Mean stay of a package of home care, how it ends, and mean hours of the packages in care at one time, before anything runs. */
import type { Law } from '../random/law.js';
import { normalCdf, normalQuantile } from '../random/normal.js';
import { exactOf, figuresOf } from './compiled-laws.js';
import type { ScenarioValues } from './schema/scenario.js';

/** Cells of equal probability on each axis. */
const GRID = 160;
const RANKS = Array.from({ length: GRID }, (_, i) => (i + 0.5) / GRID);

/** Values of a law are kept at normal scores from -REACH to REACH, STEPS to the unit; the grid's joint scores lie within 3.9. */
const REACH = 4;
const STEPS = 48;

/** Values of a law by normal score, straight between kept ones: few exact quantiles in place of a sampling table of thousands. */
function byScore(law: Law): (score: number) => number {
  const exact = exactOf(law);
  const values = new Float64Array(2 * REACH * STEPS + 1);
  for (let i = 0; i < values.length; i++) {
    const score = i / STEPS - REACH;
    values[i] = exact.quantile(normalCdf(score), normalCdf(-score));
  }
  return (score) => {
    const place = (score + REACH) * STEPS;
    const i = Math.floor(place);
    return values[i]! + (place - i) * (values[i + 1]! - values[i]!);
  };
}

/** Of client group g: mean days of a package, which the need or a long hospital stay ends, and the share that the need ends. */
export function packageStay(values: ScenarioValues, g: number): { days: number; endsByNeed: number } {
  const { packages } = values.homeCare!;
  const needDays = exactOf(packages.length[g]!).mean;
  const days = 1 / (1 / needDays + packages.hospital.admissions[g]! * packages.hospital.notReturning[g]!);
  return { days, endsByNeed: days / needDays };
}

/**
 * Of client group g: days, and hours a week in the caseload of packages of their own (`hours`) and of people who come from reablement
 * (`afterReablement`: a share of the hours that they had there), where packages count by their stay, with hours and length joined by the
 * copula and hours drifting at reviews.
 */
export function packageFigures(values: ScenarioValues, g: number): { days: number; hours: number; afterReablement: number } {
  const { homeCare, reablement: r } = values;
  const { days } = packageStay(values, g);
  return {
    days,
    hours: caseloadHours(values, g, homeCare!.packages.hours[g]!, 1),
    afterReablement: r === undefined ? 0 : caseloadHours(values, g, r.hours[g]!, r.homeCareHoursShare),
  };
}

/** Days of a need, each weighted by exp(rate x days so far): those that no hospital stay has cut off, at hours that drift. */
const integral = (rate: number, days: number): number => (rate === 0 ? days : Math.expm1(rate * days) / rate);

/** Mean hours a week of the caseload of packages whose hours follow `law`, times a share; sums over a grid of equal probabilities. */
function caseloadHours(values: ScenarioValues, g: number, law: Law, share: number): number {
  const { packages } = values.homeCare!;
  const length = exactOf(packages.length[g]!);
  const hoursAt = byScore(law);
  const drift = Math.log(figuresOf(packages.reviews.factor).mean) / figuresOf(packages.reviews.every).mean;
  const rho = packages.hoursLengthCorrelation[g]!;
  const own = Math.sqrt(1 - rho * rho);
  const { mostHours } = packages.reviews;
  const ending = packages.hospital.admissions[g]! * packages.hospital.notReturning[g]!;
  const scores = RANKS.map(normalQuantile);
  let stays = 0;
  let delivered = 0;
  for (const [i, rank] of RANKS.entries()) {
    const need = length.quantile(rank, 1 - rank);
    const stay = integral(-ending, need);
    const grown = integral(drift - ending, need);
    stays += stay * GRID;
    const shift = rho * scores[i]!;
    for (let j = 0; j < GRID; j++) delivered += grown * Math.min(mostHours, share * hoursAt(shift + own * scores[j]!));
  }
  return delivered / stays;
}
