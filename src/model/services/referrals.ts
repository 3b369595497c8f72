/**
 * Referrals to home care providers. An offer of a package is a referral: received, responded to, decided, and after acceptance a first
 * visit and a support solution. Where the scenario says how long each takes on working days (`homeCare.referrals`), these times take the
 * place of `homeCare.offers.answer` and `.startDelay`, and a provider that has come to be short of hours declines. Self-funders make no
 * referrals. What happens is told to the returns.
 */
import { type DeclineReason, REASONS } from '../../metrics.js';
import type { Sampler } from '../../random/sampler.js';
import { within } from '../asking.js';
import type { ReferralParams } from '../input.js';
import { AT, FLAG, ROW } from '../people.js';
import { purpose } from '../purpose.js';
import { ORDER, SYSTEM, systemIndex, TIMER } from '../timers.js';
import { WorkingTime } from '../working-time.js';
import type { World } from '../world.js';
import { quarters } from './needs.js';
import type { Services } from './services.js';

const RESPONSE = purpose('response to a referral');
const DECISION = purpose('decision on a referral');
const FIRST_VISIT = purpose('first visit');
const SOLUTION = purpose('support solution');
const DELIVERED = purpose('hours delivered');

export class Referrals {
  private readonly time: WorkingTime;
  /** people whose support solution is being agreed, by the number of its timer */
  private readonly agreeing: number[] = [];
  private readonly free: number[] = [];
  private readonly numberOf = new Map<number, number>();
  private period = 0;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'returns' | 'market' | 'reviews'>,
  ) {
    this.time = new WorkingTime(world.input.calendar);
  }

  start(): void {
    this.agreeing.length = 0;
    this.free.length = 0;
    this.numberOf.clear();
    this.period = 0;
    this.armPeriod();
  }

  private get params(): ReferralParams | null {
    return this.world.params.homeCare.referrals;
  }

  /** Days of 24 hours on working days after now, in the office. */
  private later(from: number, days: number, params: ReferralParams): number {
    return Math.min(this.time.inOffice(from, days, params), this.world.end + 1);
  }

  /** An offer is out; returns when the provider decides, or null where `homeCare.offers` says when it answers. */
  sent(offer: number, person: number, provider: number, n: number): number | null {
    const { world, params } = this;
    const { returns } = this.services;
    if (params === null && returns.input === null) return null;
    const index = within(world.people.requestSpell[person]!, n);
    const isEmergency = returns.isEmergency(person, within(world.people.requestSpell[person]!, 0), params?.emergencyShare ?? 0);
    returns.received(offer, person, provider, isEmergency);
    if (params === null) return null;
    const factor = world.params.homeCare.providers[provider]!.answerFactor;
    const law = isEmergency ? params.emergencyResponse : params.response;
    const response = this.later(world.now, world.sample(person, law, RESPONSE, index) * factor, params);
    world.set(TIMER.system, systemIndex(SYSTEM.response, offer), response, ORDER.usual);
    return this.later(response, world.sample(person, params.decision, DECISION, index) * factor, params);
  }

  /** Timer: a provider responds to a referral. */
  responds(offer: number): void {
    this.services.returns.responded(offer);
  }

  /** True when the provider asked has no room any more: carers have left since, or others have grown. */
  isFull(slot: number): boolean {
    return this.params !== null && this.services.market.spare[slot]! < 0;
  }

  declined(offer: number, person: number, slot: number): void {
    const { returns } = this.services;
    if (returns.input !== null) returns.declines(offer, this.whyNot(person, slot));
  }

  private whyNot(person: number, slot: number): DeclineReason {
    const { market } = this.services;
    const flags = this.world.people.flags[person]!;
    if (!market.isEligible(market.slotProvider[slot]!)) return 'suspended';
    if (this.isFull(slot)) return 'no_room';
    if ((flags & FLAG.doubleHanded) !== 0) return 'two_workers';
    return (flags & FLAG.hard) !== 0 ? 'times_or_place' : 'choice';
  }

  /** An offer is taken back. */
  withdrawn(offer: number): void {
    this.world.clear(TIMER.system, systemIndex(SYSTEM.response, offer));
    this.services.returns.withdrawn(offer);
  }

  /** Time of the first visit to someone just accepted, or null where `homeCare.offers.startDelay` says. */
  firstVisit(person: number): number | null {
    const { world } = this;
    return this.firstVisitIn((law) => world.sample(person, law, FIRST_VISIT, world.people.requestSpell[person]!));
  }

  /** As `firstVisit`, for a time that is drawn, or is left, of its law. */
  firstVisitIn(days: (law: Sampler) => number): number | null {
    const { params } = this;
    return params === null ? null : this.later(this.world.now, days(params.firstVisit), params);
  }

  /** Care of a council package begins; on day 0 it has begun before. */
  begins(person: number): void {
    const { people } = this.world;
    const { returns, market } = this.services;
    if (returns.input === null || people.isSelfFunder(person)) return;
    if (returns.visited(person, this.params !== null)) this.agree(person);
    else returns.joined(person, market.slotProvider[people.slot[person]!]!);
  }

  /** Care restarts after a stay in hospital, perhaps with a provider that has not visited yet. */
  restarts(person: number): void {
    if (this.services.returns.restarted(person, this.params !== null)) this.agree(person);
  }

  private agree(person: number): void {
    const { world, params } = this;
    if (params === null) return;
    const number = this.free.pop() ?? this.agreeing.length;
    this.agreeing[number] = person;
    this.numberOf.set(person, number);
    const days = world.sample(person, params.solution, SOLUTION, world.people.careSpell[person]!);
    world.set(TIMER.system, systemIndex(SYSTEM.solution, number), this.later(world.now, days, params), ORDER.usual);
  }

  /** Timer: the support solution is agreed. */
  agreed(number: number): void {
    const person = this.agreeing[number]!;
    this.drop(person);
    this.services.returns.agreed(person);
    this.world.tell('support solution agreed', person);
  }

  private drop(person: number): void {
    const number = this.numberOf.get(person);
    if (number === undefined) return;
    this.numberOf.delete(person);
    this.free.push(number);
    this.world.clear(TIMER.system, systemIndex(SYSTEM.solution, number));
  }

  /** A package leaves its provider: for the reason of REASONS for which it ends, or (-1) because another follows or nobody does. */
  leaves(person: number, reason: number): void {
    const { people } = this.world;
    const { returns } = this.services;
    if (returns.input === null) return;
    this.drop(person);
    const flags = people.flags[person]!;
    if (reason >= 0) returns.ended(person, REASONS[reason]!);
    else if ((flags & FLAG.providerClosed) !== 0) returns.ended(person, 'provider_closed');
    else if ((flags & FLAG.underNotice) !== 0) returns.ended(person, 'handed_back');
    else returns.ended(person, people.at[person] === AT.admitted ? 'long_hospital_stay' : 'moved_provider');
  }

  /** A package is moved from one provider to another with its carers. */
  moved(person: number): void {
    const { returns, market } = this.services;
    if (returns.input === null) return;
    this.drop(person);
    returns.ended(person, 'moved_provider');
    returns.joined(person, market.slotProvider[this.world.people.slot[person]!]!);
  }

  private armPeriod(): void {
    const { world } = this;
    const delivered = this.params?.delivered;
    if (delivered !== null && delivered !== undefined)
      world.set(TIMER.system, systemIndex(SYSTEM.paymentPeriod, 0), world.now + delivered.periodDays, ORDER.usual);
  }

  /** Timer: a payment period is over. Whoever had more or less than the tolerance is reviewed: the package becomes what was delivered. */
  periodEnds(): void {
    const { world, params } = this;
    const { people } = world;
    const delivered = params?.delivered;
    if (delivered === null || delivered === undefined) return;
    const weeks = delivered.periodDays / 7;
    const index = this.period++;
    for (let i = 0; i < people.high; i += ROW) {
      if (people.at[i] !== AT.care || people.isSelfFunder(i)) continue;
      const factor = world.sample(i, delivered.factor, DELIVERED, index);
      const isOver = Math.abs(factor - 1) * people.hours[i]! * weeks > delivered.tolerance;
      this.services.returns.periodEnds(i, isOver);
      if (isOver) this.services.reviews.changeTo(i, quarters(people.hours[i]! * factor));
    }
    this.armPeriod();
  }
}
