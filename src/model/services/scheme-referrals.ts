/**
 * Referrals to the one care provider of a scheme (`housing.referrals`). A tenant who comes to need commissioned care is referred; the
 * provider responds, and decides: it declines when it has no room, and sometimes when it has. Until the first visit the tenant has the
 * care that they had before. Someone declined is referred again after a time.
 */
import { CARE_KINDS, REASONS } from '../../metrics.js';
import type { ReferralParams } from '../input.js';
import { CARE_KIND } from '../keys.js';
import { purpose } from '../purpose.js';
import { ORDER, SYSTEM, systemIndex, TIMER } from '../timers.js';
import { WorkingTime } from '../working-time.js';
import type { World } from '../world.js';
import { quarters } from './needs.js';
import type { Services } from './services.js';

const RESPONSE = purpose('response to a referral');
const DECISION = purpose('decision on a referral');
const ACCEPTS = purpose('scheme accepts a referral');
const FIRST_VISIT = purpose('first visit');
const SOLUTION = purpose('support solution');
const DELIVERED = purpose('hours delivered');

/** What happens next to the care of a unit's tenant. */
const STEP = { none: 0, response: 1, decision: 2, visit: 3, solution: 4, again: 5 } as const;
/** Band whose needs may be more than a service can meet. */
const HIGH = 2;

export class SchemeReferrals {
  private readonly time: WorkingTime;
  private readonly step: Uint8Array;
  /** referrals so far of a unit's tenant: indices of their draws; and the first since they came to need care */
  private readonly spell: Uint16Array;
  private readonly firstSpell: Uint16Array;
  private period = 0;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'returns' | 'units' | 'tenancies'>,
  ) {
    this.time = new WorkingTime(world.input.calendar);
    const units = world.input.housing?.units.length ?? 0;
    this.step = new Uint8Array(units);
    this.spell = new Uint16Array(units);
    this.firstSpell = new Uint16Array(units);
  }

  start(): void {
    this.step.fill(STEP.none);
    this.spell.fill(0);
    this.period = 0;
    this.armPeriod();
  }

  private get params(): ReferralParams | null {
    return this.world.params.housing?.referrals ?? null;
  }

  /** True where commissioned care begins with a referral. */
  get isInForce(): boolean {
    return this.params !== null;
  }

  private unitOf(unit: number): number {
    return this.services.returns.unitOfScheme(this.services.units.scheme[unit]!);
  }

  /** Numbers of referrals, apart from those of offers. */
  private referral(unit: number): number {
    return -1 - unit;
  }

  /** Timer of a unit's step, so many days of 24 hours on working days from now, in office hours. */
  private arm(unit: number, step: number, days: number): void {
    const { world, params } = this;
    this.step[unit] = step;
    const at = Math.min(this.time.inOffice(world.now, days, params!), world.end + 1);
    world.set(TIMER.system, systemIndex(SYSTEM.schemeCare, unit), at, ORDER.usual);
  }

  /** A tenant comes to need commissioned care; where nothing is said of referrals it begins at once. */
  refer(unit: number): void {
    const { world, params } = this;
    const { returns, units } = this.services;
    if (this.step[unit] !== STEP.none && this.step[unit] !== STEP.again) return;
    const person = units.lives(unit);
    const index = ++this.spell[unit]!;
    if (this.step[unit] === STEP.none) this.firstSpell[unit] = index;
    const isEmergency = params !== null && returns.isEmergency(person, this.firstSpell[unit]!, params.emergencyShare);
    returns.received(this.referral(unit), person, this.unitOf(unit), isEmergency);
    if (params === null) {
      returns.accepts(this.referral(unit), person);
      returns.visited(person, false);
      return;
    }
    world.tell('referred for care', person, units.input.schemes[units.scheme[unit]!]!.id);
    this.arm(unit, STEP.response, world.sample(person, isEmergency ? params.emergencyResponse : params.response, RESPONSE, index));
  }

  /** Timer: the next step of a unit's referral. */
  event(unit: number): void {
    const { world } = this;
    const { returns, units, tenancies } = this.services;
    const person = units.lives(unit);
    const params = this.params!;
    const index = this.spell[unit]!;
    switch (this.step[unit]) {
      case STEP.response:
        returns.responded(this.referral(unit));
        this.arm(unit, STEP.decision, world.sample(person, params.decision, DECISION, index));
        break;
      case STEP.decision:
        this.decide(unit, person, index);
        break;
      case STEP.visit:
        tenancies.careBegins(unit);
        returns.visited(person, true);
        this.arm(unit, STEP.solution, world.sample(person, params.solution, SOLUTION, index));
        break;
      case STEP.solution:
        this.step[unit] = STEP.none;
        returns.agreed(person);
        world.tell('support solution agreed', person);
        break;
      case STEP.again:
        this.refer(unit);
        break;
    }
  }

  /** Room decides; with room, the chance of acceptance. */
  private decide(unit: number, person: number, index: number): void {
    const { world } = this;
    const { returns, tenancies } = this.services;
    const params = this.params!;
    const hasRoom = this.hoursOf(unit) + tenancies.hours[unit]! <= this.capacity(unit);
    if (hasRoom && world.uniform(person, ACCEPTS, index) < params.acceptance) {
      returns.accepts(this.referral(unit), person);
      world.tell('referral accepted', person);
      this.arm(unit, STEP.visit, world.sample(person, params.firstVisit, FIRST_VISIT, index));
      return;
    }
    returns.declines(this.referral(unit), !hasRoom ? 'no_room' : tenancies.band[unit] === HIGH ? 'needs' : 'choice');
    world.tell('referral declined', person);
    if (params.againDays < Number.POSITIVE_INFINITY) this.arm(unit, STEP.again, params.againDays);
    else this.step[unit] = STEP.none;
  }

  private capacity(unit: number): number {
    return this.world.params.housing!.schemes[this.services.units.scheme[unit]!]!.careHours;
  }

  /** Hours a week that the scheme's provider delivers, or has accepted. */
  private hoursOf(unit: number): number {
    const { units, tenancies } = this.services;
    const scheme = units.scheme[unit]!;
    let hours = 0;
    for (let u = units.first[scheme]!; u < units.first[scheme + 1]!; u++)
      if (units.lives(u) >= 0 && (tenancies.care[u] === CARE_KIND.commissioned || this.step[u] === STEP.visit))
        hours += tenancies.hours[u]!;
    return hours;
  }

  /** A tenant has commissioned care without a referral: on day 0. */
  joins(unit: number): void {
    this.services.returns.joined(this.services.units.lives(unit), this.unitOf(unit));
  }

  /**
   * A unit's tenant goes, for a reason (key of REASONS), or has care of another kind (key of CARE_KINDS) in place of what they had or
   * were waiting for.
   */
  over(unit: number, person: number, reason: number, care: number): void {
    const { returns } = this.services;
    returns.withdrawn(this.referral(unit));
    returns.forget(person);
    returns.notStarted(person);
    if (reason >= 0) returns.ended(person, REASONS[reason]!);
    else returns.ended(person, ENDING_OF_CARE[CARE_KINDS[care]!]);
    this.step[unit] = STEP.none;
    if (reason >= 0) this.spell[unit] = 0;
    this.world.clear(TIMER.system, systemIndex(SYSTEM.schemeCare, unit));
  }

  private armPeriod(): void {
    const { world } = this;
    const delivered = this.params?.delivered;
    if (delivered !== null && delivered !== undefined)
      world.set(TIMER.system, systemIndex(SYSTEM.paymentPeriod, 1), world.now + delivered.periodDays, ORDER.usual);
  }

  /** Timer: a payment period is over. Whoever had more or less than the tolerance is reviewed: the package becomes what was delivered. */
  periodEnds(): void {
    const { world } = this;
    const { returns, units, tenancies } = this.services;
    const delivered = this.params?.delivered;
    if (delivered === null || delivered === undefined) return;
    const index = this.period++;
    for (let unit = 0; unit < this.step.length; unit++) {
      const person = units.lives(unit);
      if (person < 0 || tenancies.care[unit] !== CARE_KIND.commissioned || tenancies.isAway[unit] === 1) continue;
      const hours = tenancies.hours[unit]!;
      const factor = world.sample(person, delivered.factor, DELIVERED, index);
      const isOver = (Math.abs(factor - 1) * hours * delivered.periodDays) / 7 > delivered.tolerance;
      returns.periodEnds(person, isOver);
      if (isOver) tenancies.changeHours(unit, quarters(hours * factor));
    }
    this.armPeriod();
  }
}

/** Why commissioned care ends when a tenant has another kind. */
const ENDING_OF_CARE = {
  commissioned: 'other_care',
  direct_payment: 'direct_payment',
  private_on_site: 'other_care',
  private_elsewhere: 'other_care',
  none: 'recovered',
} as const;
