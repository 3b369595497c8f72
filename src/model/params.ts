/**
 * Parameters: everything that a policy may change, one set for each phase. Units as in input.ts: times in days, hours are contact
 * hours of care a week, money is pounds, hazards are per day, shares are 0 to 1. Arrays named `...ByArea` and `...ByGroup` run
 * parallel to the areas and client groups.
 */
import type { Origin, Pathway, Place, Priority, Reason, Tier } from '../metrics.js';
import type { Sampler } from '../random/sampler.js';
import type { SpecialistParams } from './cohort-input.js';
import type { CrisisParams } from './crisis-input.js';
import type { HousingParams } from './housing-input.js';
import type { ReferralParams } from './returns-input.js';

export interface Params {
  /** parallel to `streams` */
  readonly streams: readonly StreamParams[];
  /** parallel to `groups` */
  readonly need: readonly NeedParams[];
  readonly reablement: ReablementParams | null;
  readonly homeCare: HomeCareParams;
  readonly brokerage: BrokerageParams;
  readonly workforce: WorkforceParams;
  readonly placements: readonly PlacementParams[];
  /** placement that people go to who leave home care, a flat or a list for a care home; -1: they leave the model */
  readonly careHome: number;
  readonly housing: HousingParams | null;
  readonly crisis: CrisisParams | null;
  readonly specialist: SpecialistParams | null;
  readonly costs: CostParams;
  /** paid to support the market: pounds a week for each carer of a provider in post, and for each provider */
  readonly support: { readonly perCarerWeek: number; readonly perProviderWeek: number };
}

/** Where an arrival goes after the delay, as shares that sum to 1. */
export interface StreamParams {
  readonly delay: Sampler;
  readonly routes: {
    readonly noService: number;
    readonly directPayment: number;
    readonly reablement: number;
    readonly homeCare: number;
    /** application for housing with care */
    readonly housing: number;
    /** parallel to `placements` */
    readonly placements: readonly number[];
  };
}

export interface NeedParams {
  /** hours a week of a new package, before rounding to quarter hours */
  readonly hours: Sampler;
  /** length of need in days while someone delivers care */
  readonly length: Sampler;
  /** correlation of the Gaussian copula of hours and length */
  readonly hoursLengthCorrelation: number;
  /** share of people who need two workers at once; `hours` are then carer hours already */
  readonly doubleHanded: number;
  /** share hard to place, by area */
  readonly hardByArea: readonly number[];
  /** reasons for which need ends, as shares that sum to 1 */
  readonly endReasons: readonly { readonly reason: Reason; readonly share: number }[];
  readonly review: {
    /** days between reviews */
    readonly interval: Sampler;
    /** factor on hours at a review: one draw */
    readonly factor: Sampler;
    readonly leastHours: number;
    readonly mostHours: number;
  };
  readonly hospital: {
    /** admissions a day of a client in care */
    readonly hazard: number;
    readonly stay: Sampler;
    /** share of admissions that end in death or a care home (the package ends) */
    readonly notReturning: number;
  };
}

export interface ReablementParams {
  /** workforce: posts per area; hours = effective carers x paid hours x contact share */
  readonly postsByArea: readonly number[];
  readonly paidHoursPerCarer: number;
  readonly contactShare: number;
  readonly pricePerPaidHour: number;
  /** weekly hours at entry and length of the episode in days (already truncated or to be stopped at the limit), by group */
  readonly hoursByGroup: readonly Sampler[];
  readonly lengthByGroup: readonly Sampler[];
  /** true on weekdays with intake, Monday first */
  readonly intakeDays: readonly boolean[];
  /** hour of day at which intake opens and closes */
  readonly intakeOpens: number;
  readonly intakeCloses: number;
  /** order of intake, first served first */
  readonly order: readonly ('last_resort' | 'hospital' | 'crisis' | 'community')[];
  /** share of hours ring-fenced for people from the community and crisis */
  readonly stepUpShare: number;
  readonly bridging: boolean;
  readonly lastResort: {
    /** most of the hours that may go to cover */
    readonly share: number;
    /** weekly hours from which a person at home without care is covered; Infinity covers hand-backs only */
    readonly thresholdHours: number;
  };
  /** outcomes by group, shares that sum to 1 */
  readonly outcomesByGroup: readonly ReablementOutcomes[];
  /** package hours as a share of the hours at entry */
  readonly homeCareHoursShare: number;
  /** of someone independent: hazards a day within 91 days */
  readonly afterwards: { readonly died: number; readonly careHome: number; readonly readmitted: number; readonly referredAgain: number };
  /** hazard a day of leaving the queue for reablement, by where they wait */
  readonly giveUp: { readonly hospital: number; readonly home: number };
}

export interface ReablementOutcomes {
  readonly independent: number;
  readonly homeCare: number;
  readonly careHome: number;
  readonly hospital: number;
  readonly died: number;
  readonly housing: number;
}

export interface HomeCareParams {
  /** parallel to ModelInput.providers */
  readonly providers: readonly ProviderParams[];
  /** contact ratio = least + (most - least) x h / (h + half), h the provider's contact hours in the area at the start of the week */
  readonly densityByArea: readonly { readonly least: number; readonly half: number }[];
  readonly difficulty: { readonly hard: number; readonly doubleHanded: number };
  /** factor on acceptance by area (rural) */
  readonly acceptanceByArea: readonly number[];
  /** days from offer to answer; an answer that falls on a day without decisions moves to the next morning */
  readonly answer: Sampler;
  readonly answersAtWeekends: boolean;
  /** hours of the day between which providers answer; an answer due outside them is given when they open */
  readonly office: { readonly opens: number; readonly closes: number };
  /** false: care that would start on a day without offices starts at the round of the next with them */
  readonly startsAtWeekends: boolean;
  readonly nightCare: NightCareParams | null;
  /** days from acceptance to the first visit */
  readonly startDelay: Sampler;
  readonly notice: Sampler;
  readonly exitNotice: Sampler;
  readonly handBack: {
    /** hazard a day at rest */
    readonly base: number;
    /** added per unit of vacancy rate above `vacancyFrom` */
    readonly perVacancy: number;
    readonly vacancyFrom: number;
    /** added per unit of utilisation above `utilisationFrom` */
    readonly perOveruse: number;
    readonly utilisationFrom: number;
  };
  readonly exit: {
    readonly base: number;
    readonly perOveruse: number;
    readonly utilisationFrom: number;
    /** added per unit of vacancy rate above `vacancyFrom` */
    readonly perVacancy: number;
    readonly vacancyFrom: number;
    /** added when every hour is lost; hours lost are a share of the most in the last 52 weeks, and count beyond `lossTolerance`, linearly */
    readonly lossOfWork: number;
    readonly lossTolerance: number;
    /** days until a new or growing provider takes up the room; null for never */
    readonly reentry: Sampler | null;
    /** share of packages that move to other providers with their carers when a provider closes on more than a week's notice */
    readonly carersMove: number;
    /** of the carers who do not move with packages, the share who leave the sector; the rest join the area's pool */
    readonly carersLost: number;
  };
  readonly inspection: {
    readonly interval: Sampler;
    /** until re-rated after 'inadequate' */
    readonly reinspection: Sampler;
    /** probabilities of inadequate, requires improvement, good, outstanding */
    readonly outcomes: readonly [number, number, number, number];
    /** probability that an inspection confirms the rating; otherwise one is drawn from `outcomes` */
    readonly persistence: number;
  } | null;
  readonly retention: {
    /** days a package is held while its client is in hospital */
    readonly heldDays: number;
    /** days of it that are paid */
    readonly paidDays: number;
  };
  readonly selfFunders: {
    /** hazard a day of leaving the list of self-funders who found no room */
    readonly giveUp: number;
    /** probability that freed hours go to that list first; null: self-funders' share of the provider's hours */
    readonly servedFirst: number | null;
  };
  readonly incentive: { readonly perStart: number; readonly acceptanceFactor: number; readonly origins: readonly Origin[] } | null;
  readonly principal: PrincipalParams | null;
  readonly capacityFollowsWork: CapacityFollowsWorkParams | null;
  /** how providers deal with referrals, in place of `answer` and `startDelay`; null: as those say */
  readonly referrals: ReferralParams | null;
}

export interface NightCareParams {
  /** share of new packages that include nights, by group */
  readonly needsByGroup: readonly number[];
  /** night hours a week of such a package, beside its other hours */
  readonly hoursPerPackage: number;
  /** night hours a week that there are, by area, and what each costs, used or not */
  readonly hoursByArea: readonly number[];
  readonly pricePerHour: number;
}

export interface ProviderParams {
  readonly acceptance: number;
  /** factor on the days to answer */
  readonly answerFactor: number;
  /** factor on the hand-back hazard */
  readonly handBackFactor: number;
  readonly mostContactRatio: number;
  /** price an hour: of hours delivered (spot), or of capacity, used or not (block); the other is 0 */
  readonly spotPrice: number;
  readonly blockPrice: number;
  /** contact hours a week paid at `spotPrice` whether used or not; what is used beyond them is paid as used */
  readonly guaranteedHours: number;
  /** factor on the hazard of its carers' leaving */
  readonly leavingFactor: number;
  /** exempt from chance exits */
  readonly exemptFromExit: boolean;
  /** true from the phase in which the provider exits by decree (a scenario, not chance) */
  readonly closes: boolean;
  /** days of notice of a closure by decree; null: drawn from `exitNotice` */
  readonly closingNotice: number | null;
  /** contracted hours a week of a provider without a workforce in this phase; 0 for others */
  readonly fixedHours: number;
  /** posts per year of growth, as a share of posts */
  readonly postsGrowthPerYear: number;
}

/** The principal-provider model: first refusal, area by area. */
export interface PrincipalParams {
  /** index of the principal among the providers, by area; -1 for none */
  readonly providerByArea: readonly number[];
  readonly capByArea: readonly number[];
  readonly capIs: 'cap' | 'floor' | 'target';
  /** above the cap it is asked when everybody else has been, or never */
  readonly aboveCap: 'last' | 'never';
  /** most of all council hours that the lots of one firm may have for it to have first refusal; 1: no limit */
  readonly firmCap: number;
  /** share of the packages that others serve on the start date which move to the principal, by area */
  readonly transferShareByArea: readonly number[];
  /** packages moved a week until all of them have, by area; null: as many as `transferDays` takes */
  readonly transfersPerWeekByArea: readonly number[] | null;
  /** days over which they move; null: as `transfersPerWeekByArea` says */
  readonly transferDays: number | null;
  /** of the carers that the principal lacks for a transferred package, the share who move with it */
  readonly carersTransfer: number;
  /** of those who do not move, the share who leave the sector (the rest stay where they are) */
  readonly carersLost: number;
  /** posts opened a week for new packages, at most, as a share of its posts, and at least `postsPerWeek` */
  readonly growthPerWeek: number;
  readonly postsPerWeek: number;
  /** duty to absorb packages of a provider that exits */
  readonly absorbsExits: boolean;
}

/** Posts go where the work is: those with idle hours do not replace leavers, and those without spare hours open the posts so freed. */
export interface CapacityFollowsWorkParams {
  /** spare hours as a share of capacity above which a provider is idle, when they stay above it for so many weeks */
  readonly idleFrom: number;
  readonly idleWeeks: number;
  /** spare hours as a share of capacity below which a provider is full */
  readonly fullBelow: number;
  /** posts that a full provider may open a week, as a share of its posts */
  readonly opensPerWeek: number;
}

export interface BrokerageParams {
  readonly offersAtOnce: number;
  readonly order: 'rating' | 'round_robin' | 'random';
  readonly fit: 'best_fit' | 'strict';
  /** priority classes, first served first; all five named once */
  readonly priorities: readonly Priority[];
  /** hour of day of the working-day round */
  readonly roundHour: number;
  /** days before care stops at which a hand-back becomes urgent */
  readonly urgentDays: number;
  /** hazards a day of giving up, by where they wait, with the reasons as shares that sum to 1 */
  readonly giveUp: { readonly [P in Exclude<Place, 'own_provider'>]: number };
  readonly giveUpReasons: readonly { readonly reason: Reason; readonly share: number }[];
}

export interface WorkforceParams {
  readonly paidHoursPerCarer: number;
  /** hazard a day of leaving, by tier; reablement's own */
  readonly leaving: { readonly [T in Tier]: number };
  readonly leavingReablement: number;
  /** share of contracted hours lost to sickness, by month */
  readonly sicknessByMonth: readonly number[];
  /** days from vacancy to a new starter when the pool holds someone */
  readonly lead: Sampler;
  /** days of part rounds of a new starter, and the share of full hours worked then */
  readonly rampDays: number;
  readonly rampShare: number;
  /** recruits a week into each area's pool; Infinity: the pool never runs dry */
  readonly recruitsPerWeekByArea: readonly number[];
  /** hazard a day of leaving the pool for another sector */
  readonly poolLoss: number;
}

/** Care, treatment in hospital near home, a bed far from home, or somewhere to stay for a while. */
export type PlacementSetting = 'care' | 'inpatient' | 'out_of_area' | 'short_term';

export interface PlacementParams {
  readonly id: string;
  /** what it is, where that is counted apart */
  readonly setting: PlacementSetting;
  /** discharge pathway that it serves; null: none */
  readonly pathway: Pathway | null;
  /** beds by area; Infinity for no limit */
  readonly bedsByArea: readonly number[];
  /** already cut off at the most that is allowed; null: until they are moved */
  readonly stay: Sampler | null;
  /** reasons for which a stay ends, as shares that sum to 1 */
  readonly endReasons: readonly { readonly reason: Reason; readonly share: number }[];
  readonly costPerWeek: number;
  /** price of those who are there on day 0 */
  readonly costPerWeekOnDay0: number;
  readonly payer: 'council' | 'nhs';
  /** hazard a day of leaving its queue */
  readonly giveUp: number;
}

export interface CostParams {
  readonly delayedBedDay: number;
}
