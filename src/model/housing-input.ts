/**
 * Housing with care, and specialist accommodation: what the model is given. Units as in input.ts; money is pounds a week. The frame
 * (schemes, units, landlords, who lives where on day 0) never changes in a run; the rest is parameters, one set for each phase.
 */
import type { Reason, Route } from '../metrics.js';
import type { Sampler } from '../random/sampler.js';
import type { ReferralParams } from './returns-input.js';

export interface HousingInput {
  readonly schemes: readonly SchemeInput[];
  /** units of all schemes, those of one scheme together and in the order of schemes */
  readonly units: readonly UnitInput[];
  readonly landlords: readonly string[];
  readonly initial: InitialHousing;
}

export interface SchemeInput {
  readonly id: string;
  readonly area: number;
  readonly landlord: number;
  readonly route: Route;
  /** day on which its flats can be let: 0 or before for one that is open, Infinity for never */
  readonly opensDay: number;
  /** days before it opens on which letting begins */
  readonly letsAheadDays: number;
  /** who may live there, by area and by client group */
  readonly areas: readonly boolean[];
  readonly groups: readonly boolean[];
  /** capital of the whole scheme in pounds, and who pays */
  readonly capital: number;
  readonly capitalPayer: 'council' | 'landlord';
  /** its last units, which stand by unopened: places with Shared Lives carers to come */
  readonly spare: number;
  /** client groups of tenants of day 0, of a scheme of the cohort route */
  readonly groupShares: readonly number[];
}

export interface UnitInput {
  readonly scheme: number;
  /** index into UNIT_KINDS */
  readonly kind: number;
  /** most people who may live there */
  readonly persons: number;
  readonly isHardToLet: boolean;
}

export interface InitialHousing {
  /** vacant units of day 0, by scheme; the others are let */
  readonly vacantByScheme: readonly number[];
  /** tenancies of day 0, [kind of care][band]; their sum is the number of units let to the register */
  readonly tenancies: readonly (readonly number[])[];
  /** applicants, [area][group], and the days they have waited */
  readonly register: readonly (readonly number[])[];
  readonly waited: Sampler;
}

export interface HousingParams {
  /** parallel to HousingInput.schemes */
  readonly schemes: readonly SchemeParams[];
  /** days between panels, by landlord; 0: a panel sits whenever there is something to decide */
  readonly panelEvery: readonly number[];
  readonly lettings: LettingParams;
  /** parallel to BANDS */
  readonly bands: readonly BandParams[];
  readonly needs: { readonly worsens: number; readonly improves: number };
  /** hazards a day of moving from one kind of care to another, [from][to], parallel to CARE_KINDS */
  readonly careMoves: readonly (readonly number[])[];
  /** a tenant with commissioned care is away: admissions a day, and the stay */
  readonly away: { readonly hazard: number; readonly stay: Sampler };
  readonly register: RegisterParams;
  /** pounds an hour of care that the council pays to tenants with a direct payment */
  readonly directPaymentPerHour: number;
  /** how a scheme's care provider deals with referrals; null: commissioned care begins at once */
  readonly referrals: ReferralParams | null;
}

export interface SchemeParams {
  /** rent of a unit, lost while it is vacant */
  readonly rentPerWeek: number;
  /** units of a new scheme taken up a week at most; Infinity for no limit */
  readonly fillPerWeek: number;
  /** where its tenants come from: shares that sum to 1; `placements` parallel to the placements of the model */
  readonly takesFrom: { readonly register: number; readonly homeCare: number; readonly placements: readonly number[] };
  readonly provider: string;
  readonly pricePerHour: number;
  /** round-the-clock core service, while the scheme is open */
  readonly corePerWeek: number;
  /** support of each tenant of a scheme of the cohort route */
  readonly supportPerTenancy: number;
  /** days of works on a vacant unit */
  readonly works: Sampler;
  /** hours a week of care that the provider has room for; Infinity for no limit */
  readonly careHours: number;
}

export interface LettingParams {
  /** days from a tenant's notice (or death) to the keys being handed in */
  readonly notice: Sampler;
  readonly works: Sampler;
  /** days between openings of the bidding cycle, days that bids are taken, days to the shortlist */
  readonly cycleEvery: number;
  readonly bidding: number;
  readonly shortlisting: Sampler;
  /** days to a nomination by the landlord */
  readonly nominating: Sampler;
  /** days of assessing who was shortlisted or nominated, before the panel */
  readonly assessment: Sampler;
  /** days from the panel (or the refusal before) to the applicant's answer */
  readonly answer: Sampler;
  readonly moveIn: Sampler;
  /** applicants offered a unit before it is advertised or nominated for anew */
  readonly offersEach: number;
  /** probability that an applicant refuses; for units that are hard to let acceptance is multiplied by `hardToLet` */
  readonly refusal: number;
  readonly hardToLet: number;
  /** share of lettings that aim at the needs mix, and the mix, parallel to BANDS */
  readonly aim: number;
  readonly mix: readonly number[];
}

export interface BandParams {
  /** hours a week of care */
  readonly hours: Sampler;
  /** hazard a day of the tenancy ending, and why: shares that sum to 1 */
  readonly ends: number;
  readonly endReasons: readonly { readonly reason: Reason; readonly share: number }[];
  /** kinds of care of a new tenant: shares parallel to CARE_KINDS */
  readonly care: readonly number[];
}

export interface RegisterParams {
  /** shares of bands of new applicants */
  readonly bands: readonly number[];
  /** share of applicants who are couples: they need a unit for two */
  readonly couples: number;
  /** share of applicants who draw on home care while they wait, at the hours of their band */
  readonly homeCare: number;
  /** hazard a day of leaving the register, and why */
  readonly leaves: number;
  readonly leaveReasons: readonly { readonly reason: Reason; readonly share: number }[];
  /** refusals after which an applicant is taken off the register; Infinity for never */
  readonly mostRefusals: number;
}
