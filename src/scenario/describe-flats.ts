/**
 * What follows for flats from a scenario before anything runs: how long a tenancy and a void last on average when there is always an
 * applicant, and so how many flats stand vacant. Textbook arithmetic (an alternating renewal process); the simulation decides.
 *
 * @source Cox (1962), Renewal Theory, chapter 7
 */
import { BANDS } from '../metrics.js';
import { figuresOf } from './compiled-laws.js';
import type { ScenarioValues } from './schema/scenario.js';

/** Flats of one scheme that are let to the register. */
export interface FlatsRow {
  readonly scheme: string;
  readonly flats: number;
  readonly route: string;
  /** false for a scheme that is not open on day 0 */
  readonly isOpen: boolean;
  readonly tenancyDays: number;
  readonly voidDays: number;
  /** flats x void / (tenancy + void) */
  readonly vacant: number;
  readonly lettingsPerYear: number;
}

const DAYS_PER_YEAR = 365.25;

export function flatsRows({ housing }: ScenarioValues): FlatsRow[] {
  if (housing?.lettings === undefined || housing.bands === undefined) return [];
  const { lettings, bands, panelEvery } = housing;
  const mean = (law: Parameters<typeof figuresOf>[0]): number => figuresOf(law).mean;
  const hazard = BANDS.reduce((sum, band) => sum + lettings.mix[band] * bands[band].ends, 0);
  const tenancyDays = 1 / hazard + mean(lettings.notice);
  return Object.entries(housing.schemes)
    .filter(([, { route }]) => route !== 'cohort')
    .map(([id, { name, units, route, landlord, hardToLet, opens }]) => {
      const flats = units.reduce((sum, { count }) => sum + count, 0);
      const found =
        route === 'direct' ? mean(lettings.nominating) : lettings.cycleEvery / 2 + lettings.bidding + mean(lettings.shortlisting);
      const offers = (flats - hardToLet + hardToLet / lettings.hardToLetFactor) / flats / (1 - lettings.refusal);
      const decided = mean(lettings.assessment) + (panelEvery?.[landlord ?? ''] ?? 0) / 2 + mean(lettings.answer) * offers;
      const voidDays = mean(lettings.works) + found + decided + mean(lettings.moveIn);
      const cycle = tenancyDays + voidDays;
      return {
        scheme: name ?? id,
        flats,
        route,
        isOpen: opens === Number.NEGATIVE_INFINITY,
        tenancyDays,
        voidDays,
        vacant: (flats * voidDays) / cycle,
        lettingsPerYear: (flats * DAYS_PER_YEAR) / cycle,
      };
    });
}
