/**
 * Cohorts of people to be re-housed, and where they may live: what the model is given. Units as in input.ts. The frame (cohorts, kinds of
 * home, parts of the county, who is in them on day 0) never changes in a run; the rest is parameters, one set for each phase.
 *
 * A *home* is a kind of place that someone may move to: a kind of housing unit let by the cohort route, or a placement. Sets of homes are
 * numbers with bit h for home h. Arrays named `...ByHome` and `...ByPart` run parallel to `homes` and `parts`.
 */
import type { Readiness, Reason } from '../metrics.js';
import type { Sampler } from '../random/sampler.js';

export interface SpecialistInput {
  readonly homes: readonly HomeInput[];
  readonly parts: readonly PartInput[];
  readonly cohorts: readonly CohortInput[];
}

export interface HomeInput {
  readonly id: string;
  /** index into UNIT_KINDS, or -1 */
  readonly unitKind: number;
  /** index into the placements, or -1 */
  readonly placement: number;
}

/** A part of the county: where someone wants to live, in any of its areas. */
export interface PartInput {
  readonly id: string;
  readonly areas: readonly number[];
  /** shares of its areas, parallel to `areas`: the district that someone calls home */
  readonly areaShares: readonly number[];
  /** share of the parts together */
  readonly share: number;
}

export interface CohortInput {
  readonly id: string;
  readonly group: number;
  /** placement in which they are until they move, or -1: at home */
  readonly from: number;
  /** homes in order of preference, and the rank of each home: of equal rank one is as good as another; parallel to `homes`, -1 for none */
  readonly preference: readonly number[];
  readonly rank: readonly number[];
  /** home `home` suits whomever `as` suits; null: none */
  readonly complex: { readonly home: number; readonly as: number } | null;
  readonly initial: readonly ClassInput[];
  /** expected arrivals from day 0 to the start of each day; length days + 1 */
  readonly cumulative: Float64Array;
}

/** People of day 0 alike in readiness. Counts are of whole people, drawn among them so that every count holds exactly. */
export interface ClassInput {
  readonly readiness: Readiness;
  readonly people: number;
  /** days from day 0 to readiness; null: what is left of a stay under way */
  readonly ready: Sampler | null;
  /** days before which nobody is ready, added to `ready` */
  readonly notBefore: number;
  readonly needHome: number;
  readonly needApproval: number;
  readonly needTeam: number;
  readonly stepDown: number;
  /** people whose part is stated; the part of the others is drawn */
  readonly byPart: readonly number[];
  /** people whom each home suits; somebody may be suited by several */
  readonly byHome: readonly number[];
  /** homes for those whom none suits */
  readonly otherwise: number;
}

export interface SpecialistParams {
  /** parallel to SpecialistInput.cohorts */
  readonly cohorts: readonly CohortParams[];
  /** by home of units: how long tenancies last and why they end; null for placements, which have a stay */
  readonly tenancies: readonly (TenancyParams | null)[];
  /** team of each part; null: no limit */
  readonly teams: readonly (TeamParams | null)[];
  readonly sharedLives: SharedLivesParams | null;
}

export interface CohortParams {
  /** shares of people who arrive in the run */
  readonly arrivals: {
    readonly readiness: Readiness;
    readonly ready: Sampler;
    readonly needHome: number;
    readonly needApproval: number;
    readonly needTeam: number;
    readonly stepDown: number;
    readonly byPart: readonly number[];
    readonly byHome: readonly number[];
    readonly otherwise: number;
    /** who would be admitted goes to a free bed of this placement instead, this share of them; null: nobody */
    readonly diversion: { readonly to: number; readonly share: number } | null;
  };
  readonly approval: { readonly time: Sampler; readonly starts: 'entry' | 'readiness' } | null;
  /** days from a place being found to the move */
  readonly transition: Sampler;
  /** days of waiting for the first choice after which the others are taken */
  readonly secondChoiceAfter: number;
  /** probability that a vacant place suits, by home */
  readonly suitability: readonly number[];
  /** home of the first of two stages, and days in it until a settled home is looked for; null: nobody steps down first */
  readonly stepDown: { readonly home: number; readonly settles: Sampler; readonly mostDays: number } | null;
  /** days that a slot on the team is held from the move */
  readonly teamFor: Sampler;
  /** hazard a day of giving up while ready and waiting, and why */
  readonly giveUp: number;
  readonly giveUpReasons: readonly { readonly reason: Reason; readonly share: number }[];
  /** residents of `from` are reviewed: days between reviews, and the share found able to step down; null: never */
  readonly review: { readonly every: Sampler; readonly suitable: number } | null;
}

export interface TenancyParams {
  readonly length: Sampler;
  /** days of being matched with those who share, beside the transition */
  readonly matching: Sampler;
  readonly endReasons: readonly { readonly reason: Reason; readonly share: number }[];
}

export interface TeamParams {
  readonly slots: number;
  /** slots taken by others on day 0, who leave one by one at this hazard a day each */
  readonly othersOnDay0: number;
  readonly othersLeave: number;
}

export interface SharedLivesParams {
  /** carers recruited a day, by area */
  readonly recruitsByArea: readonly number[];
  /** days from first enquiry to approval */
  readonly approval: Sampler;
  /** share of recruits who are approved in the end */
  readonly approved: number;
  /** share of carers who go on with another person when an arrangement ends */
  readonly goesOn: number;
}
