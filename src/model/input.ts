/**
 * What the model is given: a scenario compiled to numbers. Plain, structured-cloneable data; times in days from the start date,
 * hours are contact hours of care a week, money is pounds, hazards are per day, shares are 0 to 1.
 *
 * Two parts. The frame (areas, groups, providers, streams, calendar, initial state) never changes during a run. Everything that a
 * policy may change is in `Params` (params.ts); `phases` lists the parameter sets in force from each change date, the first from day 0.
 * Arrays named `...ByArea` and `...ByGroup` run parallel to `areas` and `groups`.
 */
import type { Place, Priority, Section, Tier } from '../metrics.js';
import type { Sampler } from '../random/sampler.js';
import type { SpecialistInput } from './cohort-input.js';
import type { CrisisInput } from './crisis-input.js';
import type { HousingInput } from './housing-input.js';
import type { Params } from './params.js';
import type { Moment } from './record.js';
import type { ReturnsInput } from './returns-input.js';
import type { SnapshotInput } from './snapshot-input.js';

export type * from './cohort-input.js';
export type * from './crisis-input.js';
export type * from './housing-input.js';
export type * from './params.js';
export type * from './returns-input.js';
export type * from './snapshot-input.js';

export interface ModelInput {
  /** scenario name: for messages only, never a key of randomness */
  readonly name: string;
  readonly weeks: number;
  readonly warmUpWeeks: number;
  readonly areas: readonly string[];
  readonly groups: readonly string[];
  /** ids of housing schemes */
  readonly schemes: readonly string[];
  /** parts of the model that the scenario has, of those it may be without */
  readonly sections: readonly Section[];
  readonly housing: HousingInput | null;
  readonly crisis: CrisisInput | null;
  /** cohorts of people to be re-housed, and specialist accommodation */
  readonly specialist: SpecialistInput | null;
  /** names for the columns: placements, and kinds of home, cohorts and parts of the county */
  readonly placements: readonly string[];
  readonly homes: readonly string[];
  readonly cohorts: readonly string[];
  readonly parts: readonly string[];
  readonly calendar: CalendarInput;
  readonly streams: readonly StreamInput[];
  readonly providers: readonly ProviderInput[];
  readonly initial: InitialInput;
  /** quarterly returns; null: none are kept */
  readonly returns: ReturnsInput | null;
  /** moments at which levels are kept, in order; left out: none */
  readonly levelsAt?: readonly Moment[];
  /** ascending in `fromDay`; phases[0].fromDay is 0 */
  readonly phases: readonly Phase[];
}

export interface Phase {
  readonly fromDay: number;
  readonly params: Params;
}

/** Per day from day 0, one more than the days of the run. */
export interface CalendarInput {
  /** ISO date of day 0 */
  readonly start: string;
  /** 0 Monday to 6 Sunday */
  readonly weekday: Uint8Array;
  /** 0 January to 11 December */
  readonly month: Uint8Array;
  /** 1 on working days: Monday to Friday, bank holidays left out */
  readonly isWorking: Uint8Array;
}

/** One Poisson stream of people: an origin, an area and a client group. Its name keys its randomness. */
export interface StreamInput {
  /** e.g. "community/north/older": keys the draws, so it must not depend on the scenario's name or on order */
  readonly name: string;
  readonly kind: 'community' | 'hospital' | 'self_funder' | 'applicant' | 'crisis_fall' | 'crisis_other';
  /** index into PATHWAYS for hospital streams, else -1 */
  readonly pathway: number;
  readonly area: number;
  readonly group: number;
  /** expected arrivals from day 0 to the start of each day (growth, month, weekday and changes applied); length days + 1 */
  readonly cumulative: Float64Array;
  /** cumulative share of a day's arrivals by hour, 25 values from 0 to 1; null for evenly spread */
  readonly hourCdf: Float64Array | null;
  /** replayed arrivals instead of a Poisson stream: times in days, ascending */
  readonly replay: Float64Array | null;
}

export interface ProviderInput {
  readonly id: string;
  /** id of the group of providers it was made from: the path of its parameters in the scenario */
  readonly group: number;
  readonly tier: Tier;
  /** areas served (indices); the first holds its carers and takes their recruits */
  readonly areas: readonly number[];
  /** the firm it belongs to, where several lots count together; null: it stands alone */
  readonly firm: string | null;
  /** posts on day 0, whole; of which `vacant` are open */
  readonly posts: number;
  /** contact hours a week on day 0 in place of a workforce (no posts then), those of a phase in its parameters; null with a workforce */
  readonly fixedHours: number | null;
  /** 0 inadequate, 1 requires improvement, 2 good, 3 outstanding, on day 0 */
  readonly rating: number;
}

export interface InitialInput {
  /** the scenario says nothing of day 0: nobody is there, in triage neither */
  readonly isEmpty: boolean;
  /** a list of people in place of the counts of the same services, which are then 0 */
  readonly snapshot: SnapshotInput | null;
  /** council packages in care, [area][group] */
  readonly councilPackages: readonly (readonly number[])[];
  readonly selfFunders: readonly (readonly number[])[];
  /** share of the council packages whose hours are those of people who came from reablement, by group */
  readonly fromReablementByGroup: readonly number[];
  /** packages requested and not sourced on day 0 */
  readonly waiting: readonly InitialWaiting[];
  readonly sourcedNotStarted: readonly (readonly number[])[];
  /** people in reablement episodes of their own, [area][group] */
  readonly inReablement: readonly (readonly number[])[];
  readonly placements: readonly { readonly placement: number; readonly people: readonly (readonly number[])[] }[];
  /** share of posts vacant on day 0, by provider */
  readonly vacantShareByProvider: readonly number[];
  readonly reablementVacantShare: number;
  /** people in each area's pool of recruits */
  readonly poolByArea: readonly number[];
}

export interface InitialWaiting {
  readonly area: number;
  readonly group: number;
  readonly people: number;
  readonly place: Exclude<Place, 'own_provider'>;
  readonly priority: Priority;
  /** days already waited since the request */
  readonly waited: Sampler;
  /** share of them who are hard to place; null: as of new packages */
  readonly hardShare: number | null;
  /** share of them whose need includes nights; null: as of new packages */
  readonly nightShare: number | null;
}
