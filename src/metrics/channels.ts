/** What the model records: the dimensions with their fixed keys, and one row for each channel. */

export const DIMENSIONS = [
  'area',
  'client_group',
  'tier',
  'priority',
  'place',
  'pathway',
  'origin',
  'reason',
  'payer',
  'scheme',
  'stage',
  'care',
  'band',
  'placement',
  'placement_area',
  'readiness',
  'waiting_for',
  'home',
  'cohort',
  'part',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Parts of the model whose channels and metrics are there only when the scenario has the part. */
export const SECTIONS = ['housing', 'crisisResponse', 'nightCare', 'specialist', 'returns'] as const;
export type Section = (typeof SECTIONS)[number];

/** Fixed keys of the dimensions that are part of the model's logic; areas, client groups and tiers in use come from the scenario. */
export const TIERS = ['principal', 'framework', 'in_house', 'spot'] as const;
export const PRIORITIES = ['hospital', 'crisis', 'hand_back_urgent', 'community', 'hand_back_other'] as const;
export const PLACES = ['hospital', 'bridging', 'cover', 'home', 'own_provider'] as const;
export const PATHWAYS = ['pathway_0', 'pathway_1', 'pathway_2', 'pathway_3', 'restart'] as const;
export const ORIGINS = ['initial', 'community', 'hospital', 'crisis', 'hand_back', 'self_funder'] as const;
export const REASONS = [
  'died',
  'care_home',
  'housing',
  'recovered',
  'family',
  'moved_away',
  'hospital',
  'direct_payment',
  'no_service',
  'returned_home',
  'moved_on',
] as const;
export const PAYERS = ['council', 'nhs', 'landlord', 'resident'] as const;
/** Stages of a housing unit, in the order of a letting: those from `works` on are void. */
export const STAGES = ['occupied', 'under_notice', 'works', 'advertised', 'assessment', 'offered', 'moving_in'] as const;
/** Where a tenant's care comes from. */
export const CARE_KINDS = ['commissioned', 'direct_payment', 'private_on_site', 'private_elsewhere', 'none'] as const;
/** How soon someone placed out of area can move: within 6 months, within 12, after; or nothing is said. */
export const READINESS = ['green', 'amber', 'red', 'unrated'] as const;
/** What a member of a cohort waits for; the last after stepping down. */
export const WAITING_FOR = ['readiness', 'approval', 'accommodation', 'community_team', 'move', 'settled_home'] as const;
export const BANDS = ['low', 'medium', 'high'] as const;

/** Kinds of a housing unit; a set of kinds is a number with bit k for kind k. */
export const UNIT_KINDS = [
  'studio',
  'one_bed',
  'two_bed',
  'extra_care',
  'supported_living',
  'shared_lives',
  'complex',
  'short_term',
] as const;
/**
 * Who finds a unit's next tenant. choice_based: the housing office advertises in cycles and draws up a shortlist, the landlord's panel
 * decides; direct: the landlord nominates, its panel decides; cohort: a waiting list of its own (specialist accommodation), never the
 * general register.
 */
export const ROUTES = ['choice_based', 'direct', 'cohort'] as const;

export type Tier = (typeof TIERS)[number];
export type Priority = (typeof PRIORITIES)[number];
export type Place = (typeof PLACES)[number];
export type Pathway = (typeof PATHWAYS)[number];
export type Origin = (typeof ORIGINS)[number];
export type Reason = (typeof REASONS)[number];
export type Payer = (typeof PAYERS)[number];
export type Stage = (typeof STAGES)[number];
export type CareKind = (typeof CARE_KINDS)[number];
export type Readiness = (typeof READINESS)[number];
export type WaitingFor = (typeof WAITING_FOR)[number];
export type Band = (typeof BANDS)[number];
export type UnitKind = (typeof UNIT_KINDS)[number];
export type Route = (typeof ROUTES)[number];

export interface ChannelRow {
  readonly id: string;
  readonly kind: 'level' | 'count';
  readonly by: readonly Dimension[];
  /** the part of the model it belongs to, where a scenario may be without it */
  readonly section?: Section;
}

type Named<Id extends string> = ChannelRow & { readonly id: Id };
const level = <const Id extends string>(id: Id, ...by: Dimension[]): Named<Id> => ({ id, kind: 'level', by });
const count = <const Id extends string>(id: Id, ...by: Dimension[]): Named<Id> => ({ id, kind: 'count', by });
const of = <const Id extends string>(section: Section, row: Named<Id>): Named<Id> => ({ ...row, section });

/** Every recorded channel. Levels are in people or hours a week; cost channels are levels in pounds a week, or counts in pounds. */
export const CHANNELS = [
  count('demand.referrals', 'area', 'client_group', 'origin'),
  level('list.people', 'area', 'client_group', 'priority', 'place'),
  level('list.hours', 'area', 'client_group', 'priority', 'place'),
  count('list.requests', 'area', 'client_group', 'priority'),
  count('list.joined', 'area', 'client_group', 'priority'),
  count('list.sourced', 'area', 'client_group', 'priority'),
  count('list.sourced_wait_days', 'area', 'client_group', 'priority'),
  count('list.gave_up', 'area', 'client_group', 'reason', 'place'),
  level('brokerage.friction', 'area', 'client_group', 'priority'),
  level('brokerage.shortage', 'area', 'client_group', 'priority'),
  level('brokerage.answering', 'area', 'client_group', 'priority'),
  count('brokerage.offers', 'area', 'client_group', 'tier'),
  count('brokerage.refusals', 'area', 'client_group', 'tier'),
  count('brokerage.skips', 'area'),
  level('undelivered.hours', 'area', 'client_group'),
  count('hospital.ready', 'area', 'client_group', 'pathway'),
  count('hospital.discharges', 'area', 'client_group', 'pathway'),
  level('hospital.waiting', 'area', 'client_group', 'pathway'),
  level('hospital.delayed_people', 'area', 'client_group', 'pathway'),
  count('hospital.delayed_bed_days', 'area', 'client_group', 'pathway'),
  count('hospital.supported', 'area', 'client_group', 'pathway'),
  count('hospital.delayed', 'area', 'client_group', 'pathway'),
  count('hospital.delay_days', 'area', 'client_group', 'pathway'),
  count('hospital.same_or_next_day', 'area', 'client_group', 'pathway'),
  count('hospital.to_reablement', 'area', 'client_group', 'pathway'),
  count('hospital.client_admissions', 'area', 'client_group'),
  level('hospital.clients', 'area', 'client_group'),
  count('reablement.starts', 'area', 'client_group', 'origin'),
  level('reablement.waiting', 'area', 'client_group', 'origin'),
  level('reablement.in_service', 'area', 'client_group'),
  level('reablement.own_hours', 'area', 'client_group'),
  level('reablement.bridging_people', 'area', 'client_group'),
  level('reablement.bridging_hours', 'area', 'client_group'),
  level('reablement.last_resort_people', 'area', 'client_group'),
  level('reablement.last_resort_hours', 'area', 'client_group'),
  level('reablement.capacity_hours'),
  count('reablement.ended', 'area', 'client_group'),
  count('reablement.no_ongoing_support', 'area', 'client_group'),
  count('reablement.day_91', 'area', 'client_group'),
  count('reablement.day_91_home', 'area', 'client_group'),
  count('reablement.hospital_starts', 'area', 'client_group'),
  count('reablement.hospital_starts_same_or_next_day', 'area', 'client_group'),
  level('home_care.people', 'area', 'client_group', 'tier'),
  level('home_care.hours', 'area', 'client_group', 'tier'),
  level('home_care.self_funders', 'area', 'client_group', 'tier'),
  level('home_care.self_funder_hours', 'area', 'client_group', 'tier'),
  level('home_care.self_funders_waiting', 'area', 'client_group'),
  level('home_care.capacity_hours', 'area', 'tier'),
  level('home_care.used_hours', 'area', 'tier'),
  level('home_care.overuse_hours', 'tier'),
  level('home_care.paid_hours', 'area', 'tier'),
  count('home_care.starts', 'area', 'client_group', 'tier'),
  count('home_care.start_wait_days', 'area', 'client_group', 'priority'),
  count('home_care.waited', 'area', 'client_group', 'priority'),
  count('home_care.ends', 'area', 'client_group', 'reason'),
  level('home_care.sourced_not_started', 'area', 'client_group'),
  level('home_care.under_notice', 'area', 'client_group', 'tier'),
  level('home_care.held', 'area', 'client_group'),
  count('home_care.given_up_in_hospital', 'area', 'client_group'),
  count('home_care.transfers', 'area', 'client_group'),
  count('home_care.hand_backs', 'area', 'client_group', 'tier'),
  count('home_care.hand_back_hours', 'area', 'client_group', 'tier'),
  level('home_care.providers_handing_back', 'tier'),
  count('home_care.provider_exits', 'tier'),
  count('home_care.exit_people', 'area', 'client_group', 'tier'),
  level('home_care.displaced', 'area', 'client_group', 'place'),
  level('home_care.waiting_people', 'area', 'client_group', 'priority', 'place'),
  level('home_care.uncovered_people', 'area', 'client_group', 'priority'),
  level('home_care.uncovered_need', 'area', 'client_group', 'priority'),
  level('home_care.principal_hours', 'area'),
  level('home_care.capped_hours', 'area'),
  level('home_care.guaranteed_hours', 'area', 'tier'),
  level('home_care.guaranteed_unused', 'area', 'tier'),
  count('home_care.taken_over', 'area', 'client_group'),
  level('home_care.council_hours', 'area'),
  level('workforce.carers', 'area', 'tier'),
  level('workforce.posts', 'area', 'tier'),
  level('workforce.vacancies', 'area', 'tier'),
  level('workforce.unfilled_posts', 'area'),
  level('workforce.contracted_hours', 'area', 'tier'),
  level('workforce.absent_hours', 'area', 'tier'),
  level('workforce.pool', 'area'),
  count('workforce.leavers', 'area', 'tier'),
  count('workforce.recruits', 'area', 'tier'),
  level('placements.occupied', 'area', 'client_group', 'pathway', 'placement'),
  level('placements.queue', 'area', 'client_group', 'pathway', 'placement'),
  count('placements.requests', 'area', 'client_group', 'pathway', 'placement'),
  count('placements.waited', 'area', 'client_group', 'pathway', 'placement'),
  count('placements.waits_ended', 'area', 'client_group', 'pathway', 'placement'),
  count('placements.wait_days', 'area', 'client_group', 'pathway', 'placement'),
  level('cost.home_care', 'area', 'client_group', 'tier', 'payer'),
  level('cost.reablement', 'payer'),
  level('cost.placements', 'area', 'client_group', 'payer', 'placement'),
  count('cost.incentives', 'area', 'client_group', 'payer'),
  count('cost.delayed_discharge', 'area', 'client_group', 'payer'),
  of('housing', level('housing.occupied', 'scheme', 'area')),
  of('housing', level('housing.void', 'scheme', 'area', 'stage')),
  of('housing', count('housing.lettings', 'scheme', 'area', 'client_group', 'band')),
  of('housing', count('housing.refusals', 'scheme', 'area', 'client_group', 'band')),
  of('housing', count('housing.offers', 'scheme', 'area', 'client_group', 'band')),
  of('housing', count('housing.tenancies_ended', 'scheme', 'area', 'client_group', 'reason')),
  of('housing', level('housing.register', 'area', 'client_group', 'priority', 'band')),
  of('housing', count('housing.applications', 'area', 'client_group', 'priority', 'band')),
  of('housing', count('housing.register_left', 'area', 'client_group', 'priority', 'reason')),
  of('housing', level('housing.tenants', 'scheme', 'area', 'client_group', 'care')),
  of('housing', level('housing.tenants_by_band', 'scheme', 'area', 'client_group', 'band')),
  of('housing', level('housing.commissioned', 'scheme', 'area', 'client_group', 'band')),
  of('housing', level('housing.billed', 'scheme', 'area', 'client_group', 'band')),
  of('housing', level('housing.care_hours', 'scheme', 'area', 'client_group', 'band')),
  of('housing', level('housing.care_cost', 'scheme', 'area', 'client_group', 'band')),
  of('housing', count('housing.provider_changes', 'scheme')),
  of('housing', level('cost.housing', 'scheme', 'area', 'payer')),
  of('housing', level('cost.void_rent', 'scheme', 'area', 'payer')),
  of('housing', count('cost.housing_capital', 'scheme', 'payer')),
  of('nightCare', level('home_care.night_hours', 'area', 'client_group')),
  of('nightCare', level('home_care.night_capacity_hours', 'area')),
  of('nightCare', level('home_care.waiting_for_nights', 'area', 'client_group')),
  of('returns', count('returns.received')),
  of('returns', count('returns.emergencies')),
  of('returns', count('returns.accepted')),
  of('returns', count('returns.declined')),
  of('returns', count('returns.completed')),
  of('returns', count('returns.left')),
  of('returns', count('returns.emergency_response_due')),
  of('returns', count('returns.emergency_response_met')),
  of('returns', count('returns.response_due')),
  of('returns', count('returns.response_met')),
  of('returns', count('returns.first_visit_due')),
  of('returns', count('returns.first_visit_met')),
  of('returns', count('returns.solution_due')),
  of('returns', count('returns.solution_met')),
  of('crisisResponse', count('crisis.calls', 'area', 'client_group')),
  of('crisisResponse', count('crisis.falls', 'area', 'client_group')),
  of('crisisResponse', level('crisis.waiting', 'area', 'client_group')),
  of('crisisResponse', count('crisis.answered', 'area', 'client_group')),
  of('crisisResponse', count('crisis.within_2_hours', 'area', 'client_group')),
  of('crisisResponse', count('crisis.response_days', 'area', 'client_group')),
  of('crisisResponse', count('crisis.visits', 'area', 'client_group')),
  of('crisisResponse', count('crisis.hospital_avoided', 'area', 'client_group')),
  of('crisisResponse', count('crisis.fall_visits', 'area', 'client_group')),
  of('crisisResponse', count('crisis.falls_conveyed', 'area', 'client_group')),
  of('crisisResponse', count('crisis.ended', 'area', 'client_group')),
  of('crisisResponse', count('crisis.no_ongoing_support', 'area', 'client_group')),
  of('crisisResponse', level('crisis.in_episode', 'area', 'client_group')),
  of('crisisResponse', level('crisis.in_hospital', 'area', 'client_group')),
  of('crisisResponse', level('crisis.teams_on_duty')),
  of('crisisResponse', level('crisis.teams_out')),
  of('crisisResponse', level('cost.crisis', 'payer')),
  of('specialist', level('placements.stock', 'placement_area')),
  of('specialist', count('placements.admissions', 'area', 'client_group', 'placement')),
  of('specialist', count('placements.ends', 'area', 'client_group', 'reason', 'placement')),
  of('specialist', level('specialist.waiting', 'area', 'readiness', 'waiting_for', 'cohort')),
  of('specialist', level('specialist.out_of_area', 'area', 'client_group', 'readiness')),
  of('specialist', level('specialist.inpatients', 'area', 'client_group', 'placement')),
  of('specialist', level('specialist.initial_waiting', 'area', 'readiness', 'cohort')),
  of('specialist', count('specialist.moves', 'area', 'readiness', 'home', 'cohort')),
  of('specialist', count('specialist.search_days', 'area', 'readiness', 'home', 'cohort')),
  of('specialist', count('specialist.repatriated', 'area', 'readiness', 'home', 'cohort')),
  of('specialist', count('specialist.settled', 'area', 'readiness', 'home', 'cohort')),
  of('specialist', count('specialist.followed_6', 'area', 'readiness', 'cohort')),
  of('specialist', count('specialist.followed_12', 'area', 'readiness', 'cohort')),
  of('specialist', count('specialist.followed_24', 'area', 'readiness', 'cohort')),
  of('specialist', count('specialist.moved_6', 'area', 'readiness', 'cohort')),
  of('specialist', count('specialist.moved_12', 'area', 'readiness', 'cohort')),
  of('specialist', count('specialist.moved_24', 'area', 'readiness', 'cohort')),
  of('specialist', level('specialist.stepped_down', 'area', 'readiness', 'cohort')),
  of('specialist', level('specialist.overstaying', 'area', 'readiness', 'cohort')),
  of('specialist', count('specialist.left', 'area', 'readiness', 'reason', 'cohort')),
  of('specialist', count('specialist.went_home', 'area', 'cohort')),
  of('specialist', count('specialist.diverted', 'area', 'cohort')),
  of('specialist', level('specialist.team_caseload', 'part')),
  of('specialist', level('specialist.team_slots', 'part')),
  of('specialist', level('specialist.tenants', 'area', 'client_group', 'home')),
  of('specialist', count('specialist.carers_recruited', 'area')),
  of('specialist', count('specialist.carers_approved', 'area')),
  of('specialist', count('specialist.carers_stopped', 'area')),
] as const satisfies readonly ChannelRow[];

export type ChannelId = (typeof CHANNELS)[number]['id'];
