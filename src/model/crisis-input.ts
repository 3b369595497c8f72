/** What the model is given of crisis response: see input.ts for units. */
import type { Sampler } from '../random/sampler.js';

/** Part of the frame: it never changes during a run. */
export interface CrisisInput {
  readonly bases: readonly { readonly id: string; readonly areas: readonly number[] }[];
  /** people of day 0, [area][group]: followed in an episode; in hospital, taken there by a team */
  readonly inEpisode: readonly (readonly number[])[];
  readonly inHospital: readonly (readonly number[])[];
}

export interface CrisisParams {
  /** parallel to the bases: teams on duty through a week, from each day of the week (Monday 0) on, ascending; the first from 0 */
  readonly rosters: readonly { readonly from: Float64Array; readonly teams: Int32Array }[];
  /** cost of a team for a week on duty without a break */
  readonly costPerTeamWeek: number;
  readonly travel: Sampler;
  readonly visit: Sampler;
  readonly episode: Sampler;
  /** shares taken to hospital */
  readonly conveyed: { readonly falls: number; readonly others: number };
  /** by group: what follows an episode, shares that sum to 1 */
  readonly outcomesByGroup: readonly { readonly noService: number; readonly reablement: number; readonly homeCare: number }[];
  readonly stay: Sampler;
  /** share of those taken to hospital who do not come back */
  readonly notReturning: number;
  /** pathways 0 to 3 of those who do: shares that sum to 1 */
  readonly pathways: readonly number[];
}
