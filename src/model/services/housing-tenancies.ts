/**
 * Tenants of schemes that are let to the register. Five clocks run for each tenancy: it ends, need worsens, need improves, the kind of
 * care changes, and (with commissioned care) the tenant is away or comes back. Each holds a unit exponential that is spent at the hazard
 * in force, so a policy that changes a hazard changes no luck; the earliest is the one timer that the tenant has.
 */
import { BANDS, CARE_KINDS } from '../../metrics.js';
import { draw, equilibrium } from '../../random/sampler.js';
import type { HousingParams } from '../input.js';
import { CARE_KIND, REASON, STAGE } from '../keys.js';
import { AT } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { choose, pick } from '../shares.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';
import { BAND_HOURS, type Entry } from './housing-register.js';
import { quarters } from './needs.js';
import type { Services } from './services.js';

const ENDED = channel('housing.tenancies_ended');

/** Clocks of a tenancy; `back`, and `ends` of who brings a length of care, are times and not hazards: they run at rate 1. */
const CLOCK = { ends: 0, worsens: 1, improves: 2, care: 3, away: 4, back: 5 } as const;
const CLOCKS = 6;
const CLOCK_DRAWS = ['ends', 'worsens', 'improves', 'care', 'away', 'back'].map((name) => purpose(`tenancy ${name}`));
const END_REASON = purpose('reason for ending a tenancy');
const CARE = purpose('care of a tenant');
const CARE_MOVE = purpose('care of a tenant changes');
const AWAY = purpose('away on day 0');
const NOTICE = purpose('notice of a tenancy');
const NONE = -1;

export class Tenancies {
  /** what belongs to the tenancy of each unit */
  readonly band: Uint8Array;
  readonly care: Uint8Array;
  readonly persons: Uint8Array;
  readonly isAway: Uint8Array;
  /** 1 for a tenancy that ends when the care it began with would have */
  private readonly hasLength: Uint8Array;
  readonly hours: Float64Array;
  /** why a tenancy under notice ends: a key of REASONS */
  private readonly reason: Int8Array;
  /** unit exponentials (or days) left, and the rates at which they are spent since `from` */
  private readonly leftOf: Float64Array;
  private readonly rate: Float64Array;
  private readonly from: Float64Array;
  private readonly next: Uint8Array;
  private readonly spell: Uint16Array;
  /** unit of a tenant; by scheme and band, tenancies */
  private readonly unitOf = new Map<number, number>();
  private readonly bands: Int32Array[];

  constructor(
    private readonly world: World,
    private readonly services: Pick<
      Services,
      'units' | 'register' | 'tenantCare' | 'schemeReferrals' | 'homeCare' | 'placements' | 'departures'
    >,
  ) {
    const { schemes, units } = world.input.housing ?? { schemes: [], units: [] };
    const n = units.length;
    this.band = new Uint8Array(n);
    this.care = new Uint8Array(n);
    this.persons = new Uint8Array(n);
    this.isAway = new Uint8Array(n);
    this.hasLength = new Uint8Array(n);
    this.hours = new Float64Array(n);
    this.reason = new Int8Array(n);
    this.leftOf = new Float64Array(n * CLOCKS);
    this.rate = new Float64Array(n * CLOCKS);
    this.from = new Float64Array(n);
    this.next = new Uint8Array(n);
    this.spell = new Uint16Array(n * CLOCKS);
    this.bands = schemes.map(() => new Int32Array(BANDS.length));
  }

  start(): void {
    this.unitOf.clear();
    for (const counts of this.bands) counts.fill(0);
  }

  private get params(): HousingParams {
    return this.world.params.housing!;
  }

  /** Tenancies of a scheme by band. */
  bandsIn(scheme: number): Int32Array {
    return this.bands[scheme]!;
  }

  /** Unit that a person lives in, or -1. */
  unitOfTenant(person: number): number {
    return this.unitOf.get(person) ?? NONE;
  }

  /**
   * An applicant moves in: the home care they had, or their placement, comes free. Who had either from the council has commissioned care
   * in the scheme, at the hours of the package they bring, and stays as long as they would have needed it: moving makes nobody live
   * longer. The others' care is by the shares of their band, and their tenancy ends at its hazard.
   */
  begin(unit: number, entry: Entry): void {
    const { world } = this;
    const { people } = world;
    const { units, register, homeCare, placements, departures } = this.services;
    const { person, band } = entry;
    register.housed(entry);
    const from = people.at[person]!;
    const isNew = from === AT.applicant;
    const brings = isNew || from === AT.placed ? 0 : people.hours[person]!;
    const length = isNew ? Number.NaN : this.lengthLeft(person, from);
    if (from === AT.placed) placements.vacate(person, REASON.housing);
    else if (!isNew) homeCare.stop(person, REASON.housing);
    departures.detach(person, AT.tenant);
    units.take(unit, person, people.group[person]!, band);
    const own = pick(this.params.bands[band]!.care, world.uniform(person, CARE, 0));
    const care = isNew ? own : CARE_KIND.commissioned;
    const { schemeReferrals } = this.services;
    const isReferred = care === CARE_KIND.commissioned;
    this.settle(unit, person, band, entry.persons, isReferred && schemeReferrals.isInForce ? CARE_KIND.none : care, brings);
    if (!isNew) this.keepLength(unit, length);
    if (isReferred) schemeReferrals.refer(unit);
    world.tell('moves in', person, units.input.schemes[units.scheme[unit]!]!.id);
    this.arm(unit);
  }

  /** Days of home care or of a placement that someone still has before them. */
  private lengthLeft(person: number, from: number): number {
    const { world } = this;
    const due = world.due(from === AT.placed ? TIMER.stage : TIMER.need, person);
    return due < Number.POSITIVE_INFINITY ? due - world.now : world.people.needLeft[person]!;
  }

  /** A tenancy ends after a length and not at a hazard. */
  private keepLength(unit: number, days: number): void {
    this.hasLength[unit] = 1;
    this.leftOf[unit * CLOCKS + CLOCK.ends] = days;
  }

  /** A tenancy under way on day 0. Someone with commissioned care may be away, the stay partly over. */
  enterOnDay0(unit: number, person: number, band: number, care: number): void {
    const { world } = this;
    world.people.at[person] = AT.tenant;
    this.services.units.takeOnDay0(unit, person);
    const { hazard, stay } = this.params.away;
    const load = hazard * stay.mean;
    const isAway = care === CARE_KIND.commissioned && world.uniform(person, AWAY, 0) < load / (1 + load);
    this.settle(unit, person, band, 1, care, 0, isAway);
    if (care === CARE_KIND.commissioned) this.services.schemeReferrals.joins(unit);
    if (isAway) this.leftOf[unit * CLOCKS + CLOCK.back] = equilibrium(stay, world.uniform(person, AWAY, 1));
    this.arm(unit);
  }

  /**
   * Why (key of REASONS) the tenancy of a unit let on day 0 to someone of a band came to its end before, its keys not in yet; -1 for most:
   * as many are under notice as notice is long beside a tenancy.
   */
  endingOnDay0(unit: number, band: number): number {
    const { units } = this.services;
    const { ends, endReasons } = this.params.bands[band]!;
    const load = ends * this.params.lettings.notice.mean;
    if (units.uniform(unit, NOTICE, 0) >= load / (1 + load)) return NONE;
    return REASON[endReasons[choose(endReasons, units.uniform(unit, END_REASON, 0))]!.reason];
  }

  /** A unit is under notice on day 0 for a reason, whoever may still live there. */
  underNoticeOnDay0(unit: number, reason: number): void {
    const { world } = this;
    const { units } = this.services;
    const person = units.lives(unit);
    if (person >= 0) world.clear(TIMER.stage, person);
    this.reason[unit] = reason;
    units.to(unit, STAGE.under_notice);
    units.set(unit, world.now + equilibrium(this.params.lettings.notice, units.uniform(unit, NOTICE, 1)));
  }

  private settle(unit: number, person: number, band: number, persons: number, care: number, brings: number, isAway = false): void {
    this.unitOf.set(person, unit);
    this.band[unit] = band;
    this.persons[unit] = persons;
    this.care[unit] = care;
    this.isAway[unit] = isAway ? 1 : 0;
    this.hasLength[unit] = 0;
    if (brings > 0) this.hours[unit] = brings;
    else this.setHours(unit, person);
    this.bands[this.services.units.scheme[unit]!]![band]!++;
    this.services.tenantCare.book(unit, 1);
    this.from[unit] = this.world.now;
    for (let c = 0; c < CLOCKS; c++) {
      this.spell[unit * CLOCKS + c] = 0;
      this.renew(unit, person, c);
    }
  }

  /** Hours at the band's law, at the person's own rank: whoever needs much in one band needs much in the next. */
  private setHours(unit: number, person: number): void {
    this.hours[unit] = quarters(draw(this.params.bands[this.band[unit]!]!.hours, this.world.uniform(person, BAND_HOURS, 0)));
  }

  /** A fresh unit exponential for a clock (a stay, in days, for the way back). */
  private renew(unit: number, person: number, clock: number): void {
    const { world } = this;
    const at = unit * CLOCKS + clock;
    const index = this.spell[at]!++;
    this.leftOf[at] =
      clock === CLOCK.back
        ? world.sample(person, this.params.away.stay, CLOCK_DRAWS[clock]!, index)
        : world.exponential(person, CLOCK_DRAWS[clock]!, index);
  }

  private hazard(unit: number, clock: number): number {
    const { bands, needs, careMoves, away } = this.params;
    const band = this.band[unit]!;
    switch (clock) {
      case CLOCK.ends:
        return this.hasLength[unit] === 1 ? 1 : bands[band]!.ends;
      case CLOCK.worsens:
        return band < BANDS.length - 1 ? needs.worsens : 0;
      case CLOCK.improves:
        return band > 0 ? needs.improves : 0;
      case CLOCK.care:
        return careMoves[this.care[unit]!]!.reduce((a, b) => a + b, 0);
      case CLOCK.away:
        return this.care[unit] === CARE_KIND.commissioned && this.isAway[unit] === 0 ? away.hazard : 0;
      default:
        return this.isAway[unit]!;
    }
  }

  /** What has been spent since the clocks were last set is taken off. */
  private spend(unit: number): void {
    const days = this.world.now - this.from[unit]!;
    for (let at = unit * CLOCKS; at < (unit + 1) * CLOCKS; at++) this.leftOf[at] = Math.max(0, this.leftOf[at]! - days * this.rate[at]!);
    this.from[unit] = this.world.now;
  }

  /** The clock that runs out first, at the hazards in force, is the tenant's timer. */
  private arm(unit: number): void {
    const { world } = this;
    const person = this.services.units.lives(unit);
    let first = Number.POSITIVE_INFINITY;
    for (let c = 0; c < CLOCKS; c++) {
      const at = unit * CLOCKS + c;
      const rate = this.hazard(unit, c);
      this.rate[at] = rate;
      const time = rate > 0 ? this.leftOf[at]! / rate : Number.POSITIVE_INFINITY;
      if (time >= first) continue;
      first = time;
      this.next[unit] = c;
    }
    if (first < Number.POSITIVE_INFINITY) world.set(TIMER.stage, person, world.now + first, ORDER.usual);
    else world.clear(TIMER.stage, person);
  }

  /** Timer: one of a tenant's clocks has run out. */
  event(person: number): void {
    const unit = this.unitOf.get(person)!;
    const clock = this.next[unit]!;
    this.spend(unit);
    if (clock === CLOCK.ends) {
      this.ends(unit, person);
      return;
    }
    this.renew(unit, person, clock);
    this.change(unit, person, clock);
    this.arm(unit);
  }

  private change(unit: number, person: number, clock: number): void {
    const { tenantCare, units } = this.services;
    tenantCare.book(unit, -1);
    if (clock === CLOCK.worsens || clock === CLOCK.improves) {
      const counts = this.bands[units.scheme[unit]!]!;
      counts[this.band[unit]!]!--;
      this.band[unit]! += clock === CLOCK.worsens ? 1 : -1;
      counts[this.band[unit]!]!++;
      this.setHours(unit, person);
      this.world.tell('needs change', person, BANDS[this.band[unit]!]!);
    } else if (clock === CLOCK.care) {
      const moves = this.params.careMoves[this.care[unit]!]!;
      const all = moves.reduce((a, b) => a + b, 0);
      const index = this.spell[unit * CLOCKS + CLOCK.care]!;
      if (!this.moves(unit, person, pick(moves, this.world.uniform(person, CARE_MOVE, index) * all))) {
        tenantCare.book(unit, 1);
        return;
      }
      if (this.isAway[unit] === 1) this.renew(unit, person, CLOCK.back);
      this.isAway[unit] = 0;
      this.world.tell('care changes', person, CARE_KINDS[this.care[unit]!]!);
    } else this.isAway[unit] = clock === CLOCK.away ? 1 : 0;
    tenantCare.book(unit, 1);
  }

  /** A tenant is to have care of another kind (key of CARE_KINDS); false while commissioned care is only asked for. */
  private moves(unit: number, person: number, care: number): boolean {
    const { schemeReferrals } = this.services;
    const isReferred = care === CARE_KIND.commissioned;
    if (!isReferred || !schemeReferrals.isInForce) this.care[unit] = care;
    if (isReferred) schemeReferrals.refer(unit);
    else schemeReferrals.over(unit, person, -1, care);
    return this.care[unit] === care;
  }

  /** The first visit of commissioned care that was referred. */
  careBegins(unit: number): void {
    const { units, tenantCare } = this.services;
    const isOccupied = units.stage[unit] === STAGE.occupied;
    if (isOccupied) this.spend(unit);
    tenantCare.book(unit, -1);
    this.care[unit] = CARE_KIND.commissioned;
    tenantCare.book(unit, 1);
    if (isOccupied) this.arm(unit);
  }

  /** A review out of turn changes a tenant's hours. */
  changeHours(unit: number, hours: number): void {
    this.services.tenantCare.book(unit, -1);
    this.hours[unit] = hours;
    this.services.tenantCare.book(unit, 1);
  }

  /** A tenancy comes to its end: a death at once, other reasons when notice is over; the keys are in after it. */
  private ends(unit: number, person: number): void {
    const { world } = this;
    const { units } = this.services;
    const { bands, lettings } = this.params;
    const { endReasons } = bands[this.band[unit]!]!;
    const reason = REASON[endReasons[choose(endReasons, world.uniform(person, END_REASON, 0))]!.reason];
    this.reason[unit] = reason;
    units.to(unit, STAGE.under_notice);
    units.set(unit, world.now + world.sample(person, lettings.notice, NOTICE, 0));
    world.tell('tenancy ends', person, units.input.schemes[units.scheme[unit]!]!.id);
    if (reason === REASON.died) this.goes(unit, person);
  }

  /** Timer: the keys of a unit are in. */
  keysIn(unit: number): void {
    const { units } = this.services;
    const person = units.lives(unit);
    if (person >= 0) this.goes(unit, person);
    units.release(unit);
  }

  /** A tenant goes, for the reason that is noted. */
  private goes(unit: number, person: number): void {
    const { world } = this;
    const { people } = world;
    const { units, tenantCare, departures } = this.services;
    const reason = this.reason[unit]!;
    const scheme = units.scheme[unit]!;
    tenantCare.book(unit, -1);
    this.services.schemeReferrals.over(unit, person, reason, -1);
    this.bands[scheme]![this.band[unit]!]!--;
    world.recorder.count(ENDED, 1, scheme, units.area(unit), people.group[person]!, reason);
    this.unitOf.delete(person);
    units.leftBy(unit);
    departures.leave(person, reason);
  }

  /** New hazards and prices are in force. */
  phaseChange(): void {
    const { units } = this.services;
    for (const [, unit] of this.unitOf) {
      this.services.tenantCare.rebook(unit);
      if (units.stage[unit] !== STAGE.occupied) continue;
      this.spend(unit);
      this.arm(unit);
    }
  }
}
