/** Quarterly returns of care services: what is counted by quarter and by provider or scheme. R1 to R8 are the measures of a care contract. */
import { type Dimension, REASONS } from './channels.js';
import { type MetricRow, share, total } from './row.js';

/** Why a referral is declined: no room, not taking new people, two workers at once, times or place, needs beyond the service, else its own choice. */
export const DECLINE_REASONS = ['no_room', 'suspended', 'two_workers', 'times_or_place', 'needs', 'choice'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Why someone's care with a service ends: reasons of their own, and what happens between services. */
export const ENDING_REASONS = [
  ...REASONS,
  'handed_back',
  'provider_closed',
  'moved_provider',
  'long_hospital_stay',
  'other_care',
  'before_start',
] as const;
export type EndingReason = (typeof ENDING_REASONS)[number];

/** Measures with a clock, in order: emergency response, response, first visit, support solution. */
export const CLOCKS = ['R5', 'R6', 'R7', 'R8'] as const;

/** What is counted beside R1 to R8, so that they can be checked: people add up in every quarter. */
export const FLOWS = [
  'received',
  'emergencies',
  'referred_again',
  'open_at_start',
  'withdrawn',
  'open_at_end',
  'in_service_at_start',
  'joined',
  'in_service_at_end',
  'payment_periods',
  'over_tolerance',
] as const;

export interface ReturnColumn {
  readonly kpi: string;
  /** 'all', a reason, or for clocks 'due' and 'met' */
  readonly part: string;
}

const all = (kpi: string): ReturnColumn => ({ kpi, part: 'all' });

/** One counter for each, in order. */
export const RETURN_COLUMNS: readonly ReturnColumn[] = [
  ...FLOWS.map(all),
  all('R1'),
  all('R2'),
  ...DECLINE_REASONS.map((part) => ({ kpi: 'R2', part })),
  ...['R3', 'R4'].flatMap((kpi) => [all(kpi), ...ENDING_REASONS.map((part) => ({ kpi, part }))]),
  ...CLOCKS.flatMap((kpi) => ['due', 'met'].map((part) => ({ kpi, part }))),
];

/** Place of a counter among the columns. */
export function returnColumn(kpi: string, part = 'all'): number {
  const at = RETURN_COLUMNS.findIndex((column) => column.kpi === kpi && column.part === part);
  if (at < 0) throw new RangeError(`no counter ${kpi} ${part}`);
  return at;
}

const BY: Dimension[] = [];
const SETTLED = 'counted when it is settled: happened, or its limit passed and it did or never will';

/** R1 to R8 over a run, for targets and comparisons; by quarter, provider and scheme they are in `kpis.csv`. */
export const RETURNS: readonly MetricRow[] = [
  total(
    'returns.received',
    'people',
    'neither',
    'returns.received',
    BY,
    'people referred',
    'people referred to care providers and schemes; referred again after a refusal they are one',
  ),
  total('returns.emergencies', 'people', 'neither', 'returns.emergencies', BY, 'people referred in an emergency', 'of all people referred'),
  total('returns.accepted', 'people', 'higher', 'returns.accepted', BY, 'people accepted into a service', 'R1: people accepted'),
  total(
    'returns.declined',
    'people',
    'lower',
    'returns.declined',
    BY,
    'people declined by a service',
    'R2: people declined, each once however often they are; some are accepted later',
  ),
  share(
    'returns.acceptance_share',
    'higher',
    ['returns.accepted'],
    ['returns.accepted', 'returns.declined'],
    BY,
    'share of decisions that accept',
    'R1 over R1 and R2',
  ),
  total(
    'returns.completed',
    'people',
    'neither',
    'returns.completed',
    BY,
    'people who completed a service',
    'R3: planned ends, death included',
  ),
  total('returns.left', 'people', 'lower', 'returns.left', BY, 'people who left a service before completion', 'R4: unplanned ends'),
  share(
    'returns.emergency_response_share',
    'higher',
    ['returns.emergency_response_met'],
    ['returns.emergency_response_due'],
    BY,
    'share of emergency referrals answered in time',
    `R5: of people, from their first referral to a response of who then accepts them; ${SETTLED}`,
  ),
  share(
    'returns.response_share',
    'higher',
    ['returns.response_met'],
    ['returns.response_due'],
    BY,
    'share of referrals answered in time',
    `R6: as R5, for all people referred; ${SETTLED}`,
  ),
  share(
    'returns.first_visit_share',
    'higher',
    ['returns.first_visit_met'],
    ['returns.first_visit_due'],
    BY,
    'share of first visits in time',
    `R7; ${SETTLED}`,
  ),
  share(
    'returns.solution_share',
    'higher',
    ['returns.solution_met'],
    ['returns.solution_due'],
    BY,
    'share of support solutions agreed in time',
    `R8; ${SETTLED}`,
  ),
];
