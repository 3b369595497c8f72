/**
 * Day 0: the caseload, the lists and the people in each service as real people with a past. Of lengths under way what is left comes from
 * the equilibrium distribution. Where the past of a length matters, the whole is length-biased and a uniform share of it is left: hours
 * depend on it through the same copula as for new packages, and reviews already held have moved them.
 */
import { draw, equilibrium, lengthBiasedRank, type Sampler } from '../random/sampler.js';
import { untilStart } from './answers.js';
import type { InitialWaiting } from './input.js';
import { ORIGIN, PATHWAY, PRIORITY } from './keys.js';
import { MaxTree } from './max-tree.js';
import { AT, FLAG, REQUEST } from './people.js';
import { purpose } from './purpose.js';
import { quarters } from './services/needs.js';
import type { Services } from './services/services.js';
import { ORDER, TIMER } from './timers.js';
import type { World } from './world.js';

const PERSON = purpose('person');
const RESIDUAL = purpose('residual');
const WAITED = purpose('waited');
const SURVIVED = purpose('not ended by a hospital stay before day 0');
const FROM_REABLEMENT = purpose('came from reablement before day 0');
const INITIALLY_IN_HOSPITAL = purpose('initially in hospital');
const STAY = purpose('hospital stay');

const ORIGIN_OF_PLACE = {
  hospital: ORIGIN.hospital,
  bridging: ORIGIN.hospital,
  cover: ORIGIN.hand_back,
  home: ORIGIN.community,
} as const;
/** Days before day 0 of what has only just happened: it belongs to the people of day 0. */
export const JUST_BEFORE = 1e-6;
/** Index of the draw of a stay under way on day 0, apart from those of later stays. */
const UNDER_WAY = 1_000_000;

export class WarmStart {
  /** for each area, its slots in the order of asking by use of their providers' capacity, the least first: kept up to date while people are placed */
  private room: readonly MaxTree[] = [];

  constructor(
    private readonly world: World,
    private readonly services: Pick<
      Services,
      | 'market'
      | 'providerLife'
      | 'handBackClock'
      | 'homeCare'
      | 'referrals'
      | 'needs'
      | 'reviews'
      | 'clientStays'
      | 'brokerage'
      | 'hospital'
      | 'reablement'
      | 'intake'
      | 'placements'
      | 'housing'
      | 'crisis'
      | 'snapshot'
      | 'nights'
      | 'ledger'
    >,
  ) {}

  /** People in care first; then what the market is with them; then those who wait. */
  run(): void {
    const { world, services } = this;
    const { initial } = world.input;
    this.setRooms();
    this.each('council', initial.councilPackages, (p) => this.inCare(p));
    this.each('self_funder', initial.selfFunders, (p) => {
      world.people.flags[p]! |= FLAG.selfFunder;
      this.inCare(p);
    });
    services.snapshot.inCare();
    services.market.settle();
    services.handBackClock.setRates();
    services.providerLife.settle();
    services.handBackClock.week();
    this.setRooms();
    if (world.params.reablement !== null)
      this.each('reablement', initial.inReablement, (p) => {
        world.people.origin[p] = ORIGIN.hospital;
        services.reablement.enterOnDay0(p, world.uniform(p, RESIDUAL, 1));
      });
    for (const { placement, people } of initial.placements)
      this.each(`placement/${placement}`, people, (p) => services.placements.enterOnDay0(p, placement, world.uniform(p, RESIDUAL, 1)));
    services.snapshot.inServices();
    services.housing.warmStart();
    const crisis = world.input.crisis;
    if (crisis !== null)
      for (const [name, counts, at] of [
        ['crisis/episode', crisis.inEpisode, AT.crisisEpisode],
        ['crisis/hospital', crisis.inHospital, AT.crisisHospital],
      ] as const)
        this.each(name, counts, (p) => services.crisis.enterOnDay0(p, at, world.uniform(p, RESIDUAL, 1)));
    this.each('sourced', initial.sourcedNotStarted, (p) => this.sourced(p));
    initial.waiting.forEach((entry, i) => {
      const key = world.streamKey(`initial/waiting/${i}`);
      for (let n = 0; n < entry.people; n++) this.waiting(this.add(key, n, entry.area, entry.group), entry);
    });
    services.snapshot.waiting();
  }

  private each(name: string, counts: readonly (readonly number[])[], put: (person: number) => void): void {
    const { world } = this;
    counts.forEach((row, area) => {
      row.forEach((people, group) => {
        const key = world.streamKey(`initial/${name}/${world.input.areas[area]}/${world.input.groups[group]}`);
        for (let n = 0; n < people; n++) put(this.add(key, n, area, group));
      });
    });
  }

  /** Number `n` of those that a key names. */
  add(key: readonly [number, number], n: number, area: number, group: number): number {
    const { world } = this;
    world.draws.block(key[0], key[1], PERSON, n);
    const person = world.people.add(world.draws.hi, world.draws.lo, area, group, ORIGIN.initial);
    world.people.priority[person] = PRIORITY.community;
    return person;
  }

  /** A package under way: length-biased, partly over, with the reviews of its past. */
  private inCare(person: number): void {
    const { world, services } = this;
    const { people } = world;
    const { rank, whole, left } = this.underWay(person);
    services.needs.set(person, rank);
    this.entryHours(person, rank);
    services.nights.settle(person);
    people.needLeft[person] = left;
    const toReview = services.reviews.hold(person, whole - left);
    this.caredFor(person, this.fillsLeast(people.area[person]!), toReview);
    this.maybeInHospital(person);
  }

  /**
   * Need of a package under way: the rank of its length, its days in all, and those left. A length-biased length and a uniform part of it
   * are kept with the probability that a package of that age has not ended by a hospital stay; otherwise another pair is drawn.
   */
  private underWay(person: number): { rank: number; whole: number; left: number } {
    const { world, services } = this;
    const { length, hospital } = world.params.need[world.people.group[person]!]!;
    const ending = hospital.hazard * hospital.notReturning;
    for (let n = 0; ; n++) {
      const rank = lengthBiasedRank(length, services.needs.lengthRank(person, n));
      const whole = draw(length, rank);
      const left = whole * world.uniform(person, RESIDUAL, 3 * n);
      if (ending === 0 || world.exponential(person, SURVIVED, n) >= ending * (whole - left)) return { rank, whole, left };
    }
  }

  /** Of people in care on day 0 a stated share came from reablement: their hours are a share of those that they had there. */
  private entryHours(person: number, rank: number): void {
    const { world, services } = this;
    const { people, params } = world;
    const share = world.input.initial.fromReablementByGroup[people.group[person]!]!;
    if (share === 0 || params.reablement === null || people.isSelfFunder(person)) return;
    if (world.uniform(person, FROM_REABLEMENT, 0) >= share) return;
    const hours = quarters(draw(params.reablement.hoursByGroup[people.group[person]!]!, services.needs.hoursRank(person, rank)));
    people.hours[person] = quarters(params.reablement.homeCareHoursShare * hours);
  }

  /** A package of known hours is in the care of a slot; `toReview` days to its next review. */
  caredFor(person: number, slot: number, toReview: number): void {
    const { world, services } = this;
    const { people } = world;
    if (slot < 0) world.fail(`area ${world.input.areas[people.area[person]!]} has packages on day 0 and no provider`);
    services.market.take(person, slot);
    people.at[person] = AT.care;
    this.reserve(slot, people.hours[person]!);
    if (toReview < Number.POSITIVE_INFINITY) world.set(TIMER.review, person, toReview, ORDER.usual);
    services.homeCare.begin(person);
  }

  /** Slot of the area with the least use of its capacity; of some providers alone, one of them whatever its capacity. */
  fillsLeast(area: number, among: readonly number[] = []): number {
    const order = this.services.market.order[area]!;
    const room = this.room[area]!;
    if (among.length === 0) return room.max === Number.NEGATIVE_INFINITY ? -1 : order[room.firstAtLeast(0, order.length, room.max)]!;
    const { slotProvider } = this.services.market;
    let best = -1;
    for (const slot of order)
      if (among.includes(slotProvider[slot]!) && (best < 0 || this.use(slotProvider[slot]!) < this.use(slotProvider[best]!))) best = slot;
    return best;
  }

  /** Hours of a slot are taken. */
  private reserve(slot: number, hours: number): void {
    const { market } = this.services;
    market.reserve(slot, hours);
    this.setRoom(market.slotProvider[slot]!);
  }

  /** Use of a provider's capacity as a share; Infinity without capacity. */
  private use(provider: number): number {
    const { market } = this.services;
    // none is used where there is none
    return market.utilisation(provider) || (market.capacity(provider) > 0 ? 0 : Number.POSITIVE_INFINITY);
  }

  private setRoom(provider: number): void {
    const { firstSlot, slotArea, place } = this.services.market;
    const use = this.use(provider);
    for (let s = firstSlot[provider]!; s < firstSlot[provider + 1]!; s++) this.room[slotArea[s]!]!.set(place[s]!, -use);
  }

  /** The market is as it stands now. */
  private setRooms(): void {
    const { market } = this.services;
    this.room = market.order.map((order) => new MaxTree(order.length));
    for (let provider = 0; provider < market.providers; provider++) this.setRoom(provider);
  }

  /** A share of the caseload is in hospital on day 0, the package held. */
  maybeInHospital(person: number): void {
    const { world } = this;
    const { hospital } = world.params.need[world.people.group[person]!]!;
    const load = hospital.hazard * hospital.stay.mean;
    if (hospital.hazard <= 0) return;
    for (let n = 0; world.uniform(person, INITIALLY_IN_HOSPITAL, 2 * n) < load / (1 + load); n++) {
      const stay = draw(hospital.stay, lengthBiasedRank(hospital.stay, world.uniform(person, STAY, UNDER_WAY + n)));
      const left = stay * world.uniform(person, INITIALLY_IN_HOSPITAL, 2 * n + 1);
      // a stay already past the retention period has lost its package: not part of the caseload, so someone else stands here
      if (stay - left >= world.params.homeCare.retention.heldDays) continue;
      this.inHospital(person, stay - left, left);
      return;
    }
  }

  /** A client of day 0 has been in hospital for `days`, and will be for `left` more; the package is held. */
  inHospital(person: number, days: number, left: number): void {
    const { world, services } = this;
    world.clear(TIMER.admit, person);
    services.clientStays.enter(person);
    world.set(TIMER.stage, person, left, ORDER.usual);
    const { paidDays, heldDays } = world.params.homeCare.retention;
    const isPaid = days < paidDays;
    if (!isPaid) {
      world.people.flags[person]! |= FLAG.unpaid;
      services.ledger.sync(person);
    }
    world.set(TIMER.held, person, (isPaid ? Math.min(paidDays, heldDays) : heldDays) - days, ORDER.usual);
  }

  private waiting(person: number, entry: InitialWaiting): void {
    const { world, services } = this;
    services.needs.set(person);
    if (entry.hardShare !== null) services.needs.setHard(person, entry.hardShare);
    if (entry.nightShare !== null) services.nights.set(person, entry.nightShare);
    this.waits(person, entry.place, entry.priority, world.sample(person, entry.waited, WAITED, 0));
  }

  /** Someone of known need is at a place without care. */
  put(person: number, place: InitialWaiting['place'], waited: number): void {
    const { people } = this.world;
    people.origin[person] = ORIGIN_OF_PLACE[place];
    if (place === 'hospital') this.inBed(person, waited);
    else {
      people.at[person] = place === 'bridging' ? AT.bridged : place === 'cover' ? AT.cover : AT.home;
      if (place !== 'home') this.services.reablement.holdOnDay0(person);
    }
  }

  /** Someone has been ready to leave hospital for `days`. */
  inBed(person: number, days: number): void {
    this.services.hospital.ready(person, PATHWAY.pathway_1);
    this.world.people.readyTime[person] = -days;
  }

  /** Someone of known need has waited for home care for `waited` days. */
  waits(person: number, place: InitialWaiting['place'], priority: InitialWaiting['priority'], waited: number): void {
    const { brokerage, intake } = this.services;
    this.put(person, place, waited);
    brokerage.request(person, PRIORITY[priority], -waited, -waited);
    if (place === 'home') intake.mayCover(person);
  }

  /** A provider has accepted and care has not begun: the delay is under way. */
  private sourced(person: number): void {
    const { world, services } = this;
    const { people } = world;
    services.needs.set(person);
    services.nights.settle(person);
    people.at[person] = AT.home;
    const u = world.uniform(person, RESIDUAL, 0);
    this.accepted(person, this.fillsLeast(people.area[person]!), JUST_BEFORE, (delay) => equilibrium(delay, u));
  }

  /** A slot accepted someone whose place is set, `days` ago; what is left of the delay until care begins is drawn from its law. */
  accepted(person: number, slot: number, days: number, left: (delay: Sampler) => number): void {
    const { world, services } = this;
    const { people } = world;
    people.requestSpell[person] = 1;
    people.needTime[person] = -days;
    people.request[person] = REQUEST.sourced;
    services.market.accept(person, slot);
    this.reserve(slot, people.hours[person]!);
    world.set(
      TIMER.start,
      person,
      services.referrals.firstVisitIn(left) ?? untilStart(world, left(world.params.homeCare.startDelay)),
      ORDER.usual,
    );
    services.ledger.sync(person);
  }
}
