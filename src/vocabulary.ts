/**
 * The field's word in code, the planner's word on screen. A leaf: anyone may import it, it imports nothing.
 */
export const VOCABULARY = {
  arrival: 'new request for support',
  interarrivalTime: 'time between new requests for support',
  serviceTime: 'length of care',
  resource: 'carer hours, places, assessors',
  capacity: 'carer hours, places, assessors',
  server: 'carer hours, places, assessors',
  queue: 'waiting list',
  discipline: 'order of the list',
  replication: 'simulated future',
  replications: 'simulated futures',
  commonRandomNumbers: 'same people, same luck, both plans',
  balk: 'chose not to join the list',
  renege: 'left the list before care started',
  blocked: 'ready to move on, nowhere to go',
  preempt: 'care interrupted for someone more urgent',
  warmUp: 'run-in period (not counted)',
  utilisation: 'share of capacity used',
  trafficIntensity: 'demand ÷ capacity',
} as const;

/** A word of the field that has a planner's word. */
export type FieldWord = keyof typeof VOCABULARY;

/** The planner's word for a word of the field. */
export function plannersWord(word: FieldWord): string {
  return VOCABULARY[word];
}

/** Keys of the result's dimensions in planner's words; areas and client groups have names of their own. */
export const KEY_WORDS: Readonly<Record<string, string>> = {
  principal: 'principal provider',
  framework: 'framework providers',
  in_house: "council's own providers",
  spot: 'other providers',
  hospital: 'hospital',
  crisis: 'crisis response',
  hand_back_urgent: 'handed back, care stopping',
  hand_back_other: 'handed back, care going on',
  community: 'community',
  bridging: 'bridged by reablement',
  cover: 'on last-resort cover',
  home: 'at home without care',
  own_provider: 'with their own provider',
  pathway_0: 'pathway 0, no new support',
  pathway_1: 'pathway 1, home with support',
  pathway_2: 'pathway 2, bed-based rehabilitation',
  pathway_3: 'pathway 3, care home',
  restart: 'package restarted',
  initial: 'there on day 0',
  hand_back: 'handed back',
  self_funder: 'self-funder',
  died: 'died',
  care_home: 'moved to a care home',
  housing: 'moved to housing with care',
  recovered: 'no longer needs care',
  family: 'family took over',
  moved_away: 'moved away',
  direct_payment: 'direct payment',
  no_service: 'no service',
  council: 'council',
  nhs: 'NHS',
  landlord: 'landlord',
  resident: 'resident',
};
