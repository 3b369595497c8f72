/**
 * Timers of the model: a timer is index x 16 + kind, so that a kind and the thing it belongs to are read from one number and
 * each thing has at most one pending event of each kind. A person is a multiple of 16 already (ROW of people.ts), to which the kind is added.
 */
import { ROW } from './people.js';

/** log2 of KINDS */
export const KIND_BITS = 4;
export const KINDS = ROW;

export const TIMER = {
  /** person: end of the stage under way (triage, episode, hospital stay, placement, follow-up) */
  stage: 0,
  /** person: need for home care ends */
  need: 1,
  /** person: client admitted to hospital */
  admit: 2,
  review: 3,
  /** person: care of a sourced package starts */
  start: 4,
  /** person: notice is over, care of the old provider stops */
  notice: 5,
  /** person: handed back, or (under notice) becomes urgent */
  handBack: 6,
  giveUp: 7,
  /** person: joins the interim care list */
  listed: 8,
  /** person in hospital: paid days over, then the package is given up; the last of those that end when a person leaves */
  held: 9,
  /** person: 91 days after a hospital discharge into reablement */
  day91: 10,
  /** offer: the provider answers */
  offer: 11,
  /** carer post x 2: leaves, or vacancy filled; x 2 + 1: full rounds */
  post: 12,
  stream: 13,
  /** n x SYSTEMS + SYSTEM: what belongs to no person, post or provider */
  system: 14,
  /** provider x 4 + PROVIDER_EVENT */
  provider: 15,
} as const;

/** True for kinds of a person. */
export const isPersonal = (kind: number): boolean => kind <= TIMER.day91;

/** Kinds of a person below this end when they leave; day 91 stays. */
export const ENDS_WITH_PERSON = TIMER.held + 1;

export const SYSTEMS = 32;

export const SYSTEM = {
  week: 0,
  midnight: 1,
  round: 2,
  phase: 3,
  intake: 4,
  /** area's pool of recruits: someone arrives */
  recruit: 5,
  /** area's pool of recruits: someone takes work elsewhere */
  poolLoss: 6,
  /** housing scheme: letting begins, then it opens */
  scheme: 7,
  /** unit of housing: what it is doing is over */
  unit: 8,
  /** entry on the housing register: leaves it */
  applicant: 9,
  /** offer: the provider responds to it as a referral */
  response: 10,
  /** number of a support solution under way: it is agreed */
  solution: 11,
  /** unit of housing: the next step of its tenant's referral for care */
  schemeCare: 12,
  /** 0 home care, 1 schemes: a payment period is over */
  paymentPeriod: 13,
  /** base of crisis response: the number of teams on duty changes */
  shift: 16,
  /** cohort: someone joins it */
  cohort: 17,
  /** member of a cohort: ready to move (or, stepped down, to settle); approved; looks beyond the first choice; gives up; moves */
  ready: 18,
  approval: 19,
  choice: 20,
  giveUpLooking: 21,
  move: 22,
  /** member: their time in a place for stepping down is over */
  limit: 23,
  /** member: six, twelve or 24 months are over */
  follow: 24,
  /** member: needs the community team no longer */
  slot: 25,
  /** part of the county: another client of its team leaves */
  otherSlot: 26,
  /** area: somebody asks to become a Shared Lives carer */
  carer: 27,
  /** recruit x areas + area: approved as a carer */
  carerApproved: 28,
} as const;
export const PROVIDER_EVENT = { inspection: 0, closed: 1, reentry: 2 } as const;

/** Order of events at the same instant: the week closes before a change takes force, and both before anything else. */
export const ORDER = { week: 0, phase: 1, midnight: 2, usual: 4 } as const;

/** Index, under TIMER.system, of the timer of the n-th thing of a kind. */
export const systemIndex = (kind: number, n: number): number => n * SYSTEMS + kind;

/** Timer of a kind of the thing with an index, which for kinds of a person is the person. */
export const timerOf = (kind: number, index: number): number => (isPersonal(kind) ? index + kind : index * KINDS + kind);
