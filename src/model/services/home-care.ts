/**
 * The life of a home care package, council-commissioned or self-funded: start, reviews, the client's hospital stays with retention
 * and restart, hand-back on notice, provider exits, the end of need. The remaining length of need runs while anyone delivers care
 * and stops while the person is uncovered, in hospital or bridged.
 */
import { PRIORITIES, REASONS } from '../../metrics.js';
import { copulaRank } from '../../random/normal.js';
import { draw } from '../../random/sampler.js';
import type { Brokerage } from '../brokerage.js';
import { startDelay } from '../brokerage.js';
import { FitQueue } from '../fit-queue.js';
import type { Hospital } from '../hospital.js';
import type { Params } from '../input.js';
import type { Ledger } from '../ledger.js';
import { AT, FLAG, NO_PROVIDER, REQUEST } from '../people.js';
import { channel } from '../recorder.js';
import { ORDER, TIMER } from '../timers.js';
import { QUEUE } from '../waits.js';
import { choose, purpose, quarters, type World } from '../world.js';
import type { Market } from './market.js';
import type { Reablement } from './reablement.js';

const STARTS = channel('home_care.starts');
const START_WAIT = channel('home_care.start_wait_days');
const WAITED = channel('home_care.waited');
const ENDS = channel('home_care.ends');
const GIVEN_UP = channel('home_care.given_up_in_hospital');
const HAND_BACKS = channel('home_care.hand_backs');
const HAND_BACK_HOURS = channel('home_care.hand_back_hours');
const HANDING_BACK = channel('home_care.providers_handing_back');
const EXIT_PEOPLE = channel('home_care.exit_people');
const ADMISSIONS = channel('hospital.client_admissions');
const IN_HOSPITAL = channel('hospital.clients');
const INCENTIVES = channel('cost.incentives');

const NEED_HOURS = purpose('need hours');
const NEED_LENGTH = purpose('need length');
const DOUBLE = purpose('double-handed');
const HARD = purpose('hard to place');
const END_REASON = purpose('end reason');
const NOTICE = purpose('notice');
const HAND_BACK = purpose('hand-back');
const REVIEW_INTERVAL = purpose('review interval');
const REVIEW_FACTOR = purpose('review factor');
const ADMISSION = purpose('admission');
const STAY = purpose('hospital stay');
const NOT_RETURNING = purpose('not returning');
const CYCLE = purpose('cycle');
const GIVE_UP = purpose('give up');

const PRIORITY = {
  hospital: PRIORITIES.indexOf('hospital'),
  handBackUrgent: PRIORITIES.indexOf('hand_back_urgent'),
  handBackOther: PRIORITIES.indexOf('hand_back_other'),
} as const;
const DIED = REASONS.indexOf('died');

export interface HomeCareHooks {
  /** the person leaves the model */
  leave(person: number, reason: number): void;
}

export class HomeCare {
  reablement!: Reablement;
  hospital!: Hospital;
  private readonly selfFunders: FitQueue;
  /** packages under notice, by provider */
  private readonly noticeCount: Int32Array;
  private readonly running: Uint8Array;
  private readonly servedFirst: Int32Array;

  constructor(
    private readonly world: World,
    private readonly market: Market,
    private readonly brokerage: Brokerage,
    private readonly ledger: Ledger,
    private readonly hooks: HomeCareHooks,
  ) {
    this.selfFunders = new FitQueue(world.areas);
    this.noticeCount = new Int32Array(market.providers);
    this.running = new Uint8Array(world.areas);
    this.servedFirst = new Int32Array(market.providers);
  }

  start(): void {
    this.selfFunders.reset();
    this.noticeCount.fill(0);
    this.running.fill(0);
    this.servedFirst.fill(0);
  }

  /** Fix what belongs to a person's need: length, and hours that depend on it; `lengthRank` and `hoursRank` are uniforms. */
  setNeed(person: number, lengthRank: number): void {
    const { world } = this;
    const { people } = world;
    const need = world.params.need[people.group[person]!]!;
    people.needLeft[person] = draw(need.length, lengthRank);
    const rank = copulaRank(lengthRank, world.uniform(person, NEED_HOURS, 0), need.hoursLengthCorrelation);
    people.hours[person] = quarters(draw(need.hours, rank));
    if (world.uniform(person, DOUBLE, 0) < need.doubleHanded) people.flags[person]! |= FLAG.doubleHanded;
    if (world.uniform(person, HARD, 0) < need.hardByArea[people.area[person]!]!) people.flags[person]! |= FLAG.hard;
  }

  lengthRank(person: number): number {
    return this.world.uniform(person, NEED_LENGTH, 0);
  }

  /** Someone accepted earlier begins care: whoever looked after them until now stops. */
  startCare(person: number): void {
    const { world, market } = this;
    const { people, recorder } = world;
    const slot = people.nextSlot[person]!;
    const provider = market.slotProvider[slot]!;
    if (people.at[person] === AT.admitted) {
      this.changeWhileAdmitted(person, slot);
      return;
    }
    const a = people.area[person]!;
    const g = people.group[person]!;
    const isCouncil = (people.flags[person]! & FLAG.selfFunder) === 0;
    if (people.slot[person]! >= 0) this.leaveProvider(person);
    if (isCouncil) {
      const wait = Math.max(0, world.now - people.needTime[person]!);
      const priority = people.priority[person]!;
      recorder.count(STARTS, 1, a, g, market.tier[provider]!);
      recorder.count(START_WAIT, wait, a, g, priority);
      recorder.count(WAITED, 1, a, g, priority);
      const since = Math.min(people.needTime[person]!, world.now);
      world.waits.close(QUEUE.homeCare, since, world.now, 0, a, g, priority, people.origin[person]!);
      this.payIncentive(person, a, g);
    } else {
      world.waits.close(QUEUE.selfFunders, people.needTime[person]!, world.now, 0, a, g, people.priority[person]!, people.origin[person]!);
    }
    const from = people.at[person]!;
    if (from === AT.home) this.reablement.forget(person);
    this.brokerage.met(person);
    people.slot[person] = slot;
    people.at[person] = AT.care;
    this.careBegins(person);
    if (from === AT.hospital) this.hospital.discharge(person);
    else if (from === AT.bridged || from === AT.cover) this.reablement.released(person, from);
    world.tell('care starts', person, world.input.providers[provider]!.id);
  }

  private payIncentive(person: number, area: number, group: number): void {
    const { incentive } = this.world.params.homeCare;
    if (incentive !== null && this.brokerage.isIncentivised(person))
      this.world.recorder.count(INCENTIVES, incentive.perStart, area, group, 0);
  }

  /** The clocks of someone in care start (or go on): need, admission, review, hand-back. `people.slot` is set. */
  careBegins(person: number): void {
    const { world, market } = this;
    const { people } = world;
    const slot = people.slot[person]!;
    const isCouncil = (people.flags[person]! & FLAG.selfFunder) === 0;
    people.flags[person]! &= ~(FLAG.underNotice | FLAG.unpaid);
    market.careChanged(slot, people.hours[person]!, isCouncil);
    const spell = ++people.careSpell[person]!;
    people.handBackLeft[person] = world.exponential(person, HAND_BACK, spell);
    this.resumeCare(person);
    if (!world.isSet(TIMER.review, person)) this.armReview(person);
    this.ledger.sync(person);
  }

  private resumeCare(person: number): void {
    const { world } = this;
    const { people } = world;
    this.runNeed(person);
    this.armAdmission(person);
    if ((people.flags[person]! & (FLAG.selfFunder | FLAG.underNotice)) === 0) this.armHandBack(person);
  }

  /** Someone delivers care: the length of need runs. */
  runNeed(person: number): void {
    const { world } = this;
    if (!world.isSet(TIMER.need, person)) world.set(TIMER.need, person, world.now + world.people.needLeft[person]!, ORDER.usual);
  }

  /** Nobody delivers care: the length of need stands still. */
  stopNeed(person: number): void {
    const { world } = this;
    const due = world.due(TIMER.need, person);
    if (due === Number.POSITIVE_INFINITY) return;
    world.people.needLeft[person] = due - world.now;
    world.clear(TIMER.need, person);
  }

  private armAdmission(person: number): void {
    const { world } = this;
    const { hospital } = world.params.need[world.people.group[person]!]!;
    if (hospital.hazard <= 0 || world.isSet(TIMER.admit, person)) return;
    const e = world.exponential(person, ADMISSION, world.people.hospitalSpell[person]!);
    world.set(TIMER.admit, person, world.now + e / hospital.hazard, ORDER.usual);
  }

  private armReview(person: number): void {
    const { world } = this;
    const { review } = world.params.need[world.people.group[person]!]!;
    const days = world.sample(person, review.interval, REVIEW_INTERVAL, world.people.reviews[person]!);
    if (days < Number.POSITIVE_INFINITY) world.set(TIMER.review, person, world.now + days, ORDER.usual);
  }

  /** Hand-back clock: the person is handed back when the provider's cumulated hazard reaches their threshold. */
  private armHandBack(person: number): void {
    const { people } = this.world;
    people.handBackAt[person] = this.handBackNow(people.slot[person]!) + people.handBackLeft[person]!;
    this.scheduleHandBack(person);
  }

  private handBackNow(slot: number): number {
    const provider = this.market.slotProvider[slot]!;
    return this.market.handBackSum[provider]! + this.market.handBackRate[provider]! * (this.world.now - this.market.hazardFrom);
  }

  private scheduleHandBack(person: number): void {
    const { world, market } = this;
    const provider = market.slotProvider[world.people.slot[person]!]!;
    const rate = market.handBackRate[provider]!;
    const due = market.hazardFrom + (world.people.handBackAt[person]! - market.handBackSum[provider]!) / rate;
    if (due < this.weekEnd()) world.set(TIMER.handBack, person, Math.max(due, world.now), ORDER.usual);
  }

  /** Hazards hold until the week ends. */
  private weekEnd(): number {
    return (Math.floor(this.world.now / 7) + 1) * 7;
  }

  private stopHandBack(person: number): void {
    const { world } = this;
    const { people } = world;
    world.clear(TIMER.handBack, person);
    people.handBackLeft[person] = Math.max(0, people.handBackAt[person]! - this.handBackNow(people.slot[person]!));
  }

  /** With new hazards: find the packages handed back before the week ends. */
  week(): void {
    const { people } = this.world;
    const { handBackSum, handBackRate, slotProvider } = this.market;
    const days = this.weekEnd() - this.market.hazardFrom;
    const { at, slot, flags, handBackAt, high } = people;
    for (let i = 0; i < high; i++) {
      if (at[i] !== AT.care || (flags[i]! & (FLAG.selfFunder | FLAG.underNotice)) !== 0) continue;
      const provider = slotProvider[slot[i]!]!;
      if (handBackAt[i]! < handBackSum[provider]! + handBackRate[provider]! * days) this.scheduleHandBack(i);
    }
  }

  /** The package leaves its provider: hours come free at once. */
  private leaveProvider(person: number): void {
    const { world, market } = this;
    const { people } = world;
    const slot = people.slot[person]!;
    const provider = market.slotProvider[slot]!;
    const isCouncil = (people.flags[person]! & FLAG.selfFunder) === 0;
    if ((people.flags[person]! & FLAG.underNotice) !== 0) this.noticeOver(person, provider);
    if (people.at[person] === AT.care) market.careChanged(slot, -people.hours[person]!, isCouncil);
    people.slot[person] = NO_PROVIDER;
    world.clear(TIMER.handBack, person);
    world.clear(TIMER.notice, person);
    market.release(slot, people.hours[person]!);
    this.ledger.sync(person);
    this.brokerage.freed(provider);
  }

  private noticeOver(person: number, provider: number): void {
    const { world } = this;
    world.people.flags[person]! &= ~FLAG.underNotice;
    if (--this.noticeCount[provider]! === 0) world.recorder.level(HANDING_BACK, world.now, -1, this.market.tier[provider]!);
  }

  /** Timer: handed back; or, under notice already, the hand-back becomes urgent. */
  handBack(person: number): void {
    const { world, market } = this;
    const { people, recorder } = world;
    if ((people.flags[person]! & FLAG.underNotice) !== 0) {
      this.brokerage.setPriority(person, PRIORITY.handBackUrgent);
      return;
    }
    const provider = market.slotProvider[people.slot[person]!]!;
    const tier = market.tier[provider]!;
    recorder.count(HAND_BACKS, 1, people.area[person]!, people.group[person]!, tier);
    recorder.count(HAND_BACK_HOURS, people.hours[person]!, people.area[person]!, people.group[person]!, tier);
    const days = world.sample(person, world.params.homeCare.notice, NOTICE, people.careSpell[person]!);
    world.tell('handed back', person, world.input.providers[provider]!.id);
    this.giveNotice(person, world.now + days);
  }

  /** Care goes on until `stops`; a new provider is looked for meanwhile. */
  private giveNotice(person: number, stops: number): void {
    const { world, market, brokerage } = this;
    const { people } = world;
    const provider = market.slotProvider[people.slot[person]!]!;
    if (this.noticeCount[provider]!++ === 0) world.recorder.level(HANDING_BACK, world.now, 1, market.tier[provider]!);
    people.flags[person]! |= FLAG.underNotice;
    world.set(TIMER.notice, person, stops, ORDER.usual);
    const urgentAt = stops - world.params.brokerage.urgentDays;
    if (urgentAt > world.now) world.set(TIMER.handBack, person, urgentAt, ORDER.usual);
    else world.clear(TIMER.handBack, person);
    if ((people.flags[person]! & FLAG.selfFunder) !== 0) this.ledger.sync(person);
    else if (people.request[person] === REQUEST.none) {
      people.origin[person] = HAND_BACK_ORIGIN;
      brokerage.request(person, urgentAt > world.now ? PRIORITY.handBackOther : PRIORITY.handBackUrgent, world.now, stops);
    }
  }

  /** The package moves to another provider without a day's break (capacity moves with it: see principal.ts). */
  transfer(person: number, to: number): void {
    const { world, market } = this;
    const { people } = world;
    this.stopHandBack(person);
    const hours = people.hours[person]!;
    const from = people.slot[person]!;
    market.careChanged(from, -hours, true);
    market.release(from, hours);
    people.slot[person] = to;
    market.reserve(to, hours);
    market.careChanged(to, hours, true);
    this.armHandBack(person);
    this.ledger.sync(person);
  }

  /** A provider gives notice: everyone in its care is put on notice until it closes; packages held in hospital are given up. */
  providerExits(provider: number, closes: number): void {
    const { world, market } = this;
    const { people, recorder } = world;
    for (let i = 0; i < people.high; i++) {
      if (people.at[i] === AT.free) continue;
      const slot = people.slot[i]!;
      if (people.request[i] === REQUEST.sourced && market.slotProvider[people.nextSlot[i]!] === provider) this.sourcedLost(i);
      if (slot < 0 || market.slotProvider[slot] !== provider) continue;
      const isCouncil = (people.flags[i]! & FLAG.selfFunder) === 0;
      if (isCouncil) recorder.count(EXIT_PEOPLE, 1, people.area[i]!, people.group[i]!, market.tier[provider]!);
      people.flags[i]! |= FLAG.providerClosed;
      if (people.at[i] === AT.admitted) this.giveUpHeld(i);
      else if ((people.flags[i]! & FLAG.underNotice) === 0) {
        this.giveNotice(i, closes);
      } else if (world.due(TIMER.notice, i) > closes) world.set(TIMER.notice, i, closes, ORDER.usual);
    }
  }

  /** The provider that had accepted closes before care began: the package is offered again. */
  private sourcedLost(person: number): void {
    const { world, brokerage } = this;
    const { people } = world;
    const { needTime, requestTime, priority } = people;
    const need = needTime[person]!;
    const since = requestTime[person]!;
    if ((people.flags[person]! & FLAG.selfFunder) !== 0) {
      this.cancelSelfFunded(person);
      this.seekSelfFunded(person);
      return;
    }
    brokerage.cancel(person, false);
    brokerage.request(person, priority[person]!, since, need);
  }

  /** Timer: notice is over and care stops, unless the new provider has begun. */
  noticeEnds(person: number): void {
    const { world, brokerage } = this;
    const { people } = world;
    if (people.at[person] === AT.admitted) {
      this.giveUpHeld(person);
      return;
    }
    this.stopNeed(person);
    world.clear(TIMER.admit, person);
    if ((people.flags[person]! & FLAG.selfFunder) !== 0) {
      this.leaveProvider(person);
      this.seekSelfFunded(person);
      return;
    }
    people.at[person] = AT.home;
    this.leaveProviderAtHome(person);
    if (people.request[person] !== REQUEST.sourced) brokerage.setPriority(person, PRIORITY.handBackUrgent);
    brokerage.rearmGiveUp(person);
    world.tell('care stops', person);
    this.reablement.mayCover(person);
  }

  /** As leaveProvider, for someone whose place has already been set to home. */
  private leaveProviderAtHome(person: number): void {
    const { market, world } = this;
    const { people } = world;
    const slot = people.slot[person]!;
    market.careChanged(slot, -people.hours[person]!, (people.flags[person]! & FLAG.selfFunder) === 0);
    this.leaveProvider(person);
  }

  /** Timer: a review changes the hours; an increase is served even where the provider has no room. */
  review(person: number): void {
    const { world, market } = this;
    const { people } = world;
    const { review } = world.params.need[people.group[person]!]!;
    const index = ++people.reviews[person]!;
    const factor = world.sample(person, review.factor, REVIEW_FACTOR, index);
    this.armReview(person);
    const before = people.hours[person]!;
    const after = quarters(Math.min(review.mostHours, Math.max(review.leastHours, before * factor)));
    const d = after - before;
    if (d === 0) return;
    people.hours[person] = after;
    const slot = people.slot[person]!;
    if (slot >= 0) {
      if (people.at[person] === AT.care) market.careChanged(slot, d, (people.flags[person]! & FLAG.selfFunder) === 0);
      market.reserve(slot, d);
    }
    if ((people.flags[person]! & FLAG.selfFunder) !== 0) this.selfFunderHoursChanged(person, d);
    else {
      this.brokerage.hoursChanged(person, before);
      if (people.at[person] === AT.bridged || people.at[person] === AT.cover) this.reablement.hoursChanged(person, d);
    }
    this.ledger.sync(person);
    if (d < 0 && slot >= 0) this.brokerage.freed(market.slotProvider[slot]!);
  }

  private selfFunderHoursChanged(person: number, d: number): void {
    const { people } = this.world;
    if (people.request[person] === REQUEST.sourced) this.market.reserve(people.nextSlot[person]!, d);
    else if (this.selfFunders.has(person)) {
      this.selfFunders.leave(person);
      this.selfFunders.join(people.area[person]!, person, 0, people.requestTime[person]!, people.hours[person]!);
    }
  }

  /** Timer: a client is admitted to hospital; the package is held. */
  admit(person: number): void {
    const { world, market, brokerage } = this;
    const { people, recorder, params } = world;
    const a = people.area[person]!;
    const g = people.group[person]!;
    const { hospital } = params.need[g]!;
    const spell = people.hospitalSpell[person]!++;
    recorder.count(ADMISSIONS, 1, a, g);
    recorder.level(IN_HOSPITAL, world.now, 1, a, g);
    this.stopNeed(person);
    if ((people.flags[person]! & FLAG.underNotice) === 0 && (people.flags[person]! & FLAG.selfFunder) === 0) this.stopHandBack(person);
    market.careChanged(people.slot[person]!, -people.hours[person]!, (people.flags[person]! & FLAG.selfFunder) === 0);
    people.at[person] = AT.admitted;
    brokerage.rearmGiveUp(person);
    const stay = world.sample(person, hospital.stay, STAY, spell);
    world.set(TIMER.stage, person, world.now + stay, ORDER.usual);
    const { paidDays, heldDays } = params.homeCare.retention;
    world.set(TIMER.held, person, world.now + Math.min(paidDays, heldDays), ORDER.usual);
    world.tell('admitted to hospital', person);
    this.ledger.sync(person);
  }

  /** Timer: paid days are over, or the retention period is. */
  heldEvent(person: number): void {
    const { world } = this;
    const { people } = world;
    const { paidDays, heldDays } = world.params.homeCare.retention;
    if ((people.flags[person]! & FLAG.unpaid) === 0 && heldDays > paidDays) {
      people.flags[person]! |= FLAG.unpaid;
      world.set(TIMER.held, person, world.now + heldDays - paidDays, ORDER.usual);
      this.ledger.sync(person);
      return;
    }
    world.recorder.count(GIVEN_UP, 1, people.area[person]!, people.group[person]!);
    this.giveUpHeld(person);
  }

  /** The package of someone in hospital is given up: its hours come free, and it is sourced afresh when they are ready. */
  private giveUpHeld(person: number): void {
    const { world } = this;
    world.clear(TIMER.held, person);
    if (world.people.request[person] !== REQUEST.none && world.people.request[person] !== REQUEST.sourced) this.brokerage.cancel(person);
    this.leaveProvider(person);
    world.tell('package given up', person);
  }

  /** A new provider would have begun while the client is in hospital: it holds the package in place of the old. */
  private changeWhileAdmitted(person: number, slot: number): void {
    const { people } = this.world;
    if (people.slot[person]! >= 0) this.leaveProvider(person);
    this.brokerage.met(person);
    people.slot[person] = slot;
    this.ledger.sync(person);
    if (!this.world.isSet(TIMER.held, person))
      this.world.set(TIMER.held, person, this.world.now + this.world.params.homeCare.retention.heldDays, ORDER.usual);
  }

  /** Timer: the hospital stay is over. */
  dischargeReady(person: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const a = people.area[person]!;
    const g = people.group[person]!;
    recorder.level(IN_HOSPITAL, world.now, -1, a, g);
    world.clear(TIMER.held, person);
    const { hospital } = world.params.need[g]!;
    if (world.uniform(person, NOT_RETURNING, people.hospitalSpell[person]!) < hospital.notReturning) {
      this.end(person, DIED);
      return;
    }
    if (people.slot[person]! >= 0) {
      this.restart(person);
      return;
    }
    if ((people.flags[person]! & FLAG.selfFunder) !== 0) {
      this.seekSelfFunded(person);
      return;
    }
    this.hospital.readyAgain(person);
    if (people.request[person] === REQUEST.none) this.brokerage.request(person, PRIORITY.hospital, world.now, world.now);
    else this.ledger.sync(person);
  }

  private restart(person: number): void {
    const { world, market, brokerage } = this;
    const { people } = world;
    people.at[person] = AT.care;
    people.flags[person]! &= ~FLAG.unpaid;
    market.careChanged(people.slot[person]!, people.hours[person]!, (people.flags[person]! & FLAG.selfFunder) === 0);
    this.resumeCare(person);
    this.hospital.restarted(person);
    if ((people.flags[person]! & FLAG.underNotice) !== 0) brokerage.rearmGiveUp(person);
    world.tell('care restarts after hospital', person);
    this.ledger.sync(person);
  }

  /** Timer: need is over. */
  needEnds(person: number): void {
    const { world } = this;
    const { people } = world;
    const { endReasons } = world.params.need[people.group[person]!]!;
    const reason = endReasons[choose(endReasons, world.uniform(person, END_REASON, 0))]!.reason;
    this.end(person, REASONS.indexOf(reason));
  }

  /** The package ends and the person leaves. */
  private end(person: number, reason: number): void {
    const { world, brokerage } = this;
    const { people } = world;
    if ((people.flags[person]! & FLAG.selfFunder) === 0) {
      if (people.slot[person]! >= 0) world.recorder.count(ENDS, 1, people.area[person]!, people.group[person]!, reason);
      brokerage.cancel(person);
    } else this.cancelSelfFunded(person);
    if (people.slot[person]! >= 0) this.leaveProvider(person);
    this.hooks.leave(person, reason);
  }

  /** New parameters are in force: running hazards go on at their new rates, prices are booked anew. */
  phaseChange(before: Params): void {
    const { world, brokerage } = this;
    const { people, params } = world;
    for (let i = 0; i < people.high; i++) {
      const at = people.at[i]!;
      if (at === AT.free || at === AT.left) continue;
      const isSelf = (people.flags[i]! & FLAG.selfFunder) !== 0;
      const g = people.group[i]!;
      if (at === AT.care) {
        if (!isSelf && (people.flags[i]! & FLAG.underNotice) === 0) world.clear(TIMER.handBack, i);
        const fresh = () => world.exponential(i, ADMISSION, people.hospitalSpell[i]!);
        world.rescale(TIMER.admit, i, before.need[g]!.hospital.hazard, params.need[g]!.hospital.hazard, fresh);
      }
      if (isSelf && this.selfFunders.has(i))
        world.rescale(TIMER.giveUp, i, before.homeCare.selfFunders.giveUp, params.homeCare.selfFunders.giveUp, () => people.giveUpLeft[i]!);
      if (!isSelf && people.request[i] !== REQUEST.none) brokerage.rearmGiveUp(i);
      this.ledger.sync(i);
    }
    this.week();
  }

  // --- self-funders: same providers, no brokerage ---

  /** A self-funder looks for a provider with room; without one they wait on a list of their own. */
  seekSelfFunded(person: number): void {
    const { world } = this;
    const { people } = world;
    const spell = ++people.requestSpell[person]!;
    people.at[person] = AT.home;
    people.requestTime[person] = world.now;
    people.needTime[person] = world.now;
    people.giveUpLeft[person] = world.exponential(person, GIVE_UP, spell);
    this.selfFunders.join(people.area[person]!, person, 0, world.now, people.hours[person]!);
    const hazard = world.params.homeCare.selfFunders.giveUp;
    if (hazard > 0) world.set(TIMER.giveUp, person, world.now + people.giveUpLeft[person]! / hazard, ORDER.usual);
    this.ledger.sync(person);
    this.serveSelfFunders(people.area[person]!);
  }

  private cancelSelfFunded(person: number): void {
    const { world, market } = this;
    const { people } = world;
    world.clear(TIMER.giveUp, person);
    if (this.selfFunders.has(person)) this.selfFunders.leave(person);
    if (people.request[person] !== REQUEST.sourced) return;
    world.clear(TIMER.start, person);
    const slot = people.nextSlot[person]!;
    people.request[person] = REQUEST.none;
    people.nextSlot[person] = -1;
    market.release(slot, people.hours[person]!);
    this.brokerage.freed(market.slotProvider[slot]!);
  }

  /** A self-funder gives up looking. */
  giveUpSelfFunded(person: number): void {
    const { people, waits, now } = this.world;
    this.selfFunders.leave(person);
    waits.close(
      QUEUE.selfFunders,
      people.needTime[person]!,
      now,
      1,
      people.area[person]!,
      people.group[person]!,
      people.priority[person]!,
      people.origin[person]!,
    );
    this.hooks.leave(person, REASONS.indexOf('family'));
  }

  /** Place self-funders of an area, first come first served among those who fit. */
  serveSelfFunders(area: number): void {
    if (this.running[area] === 1 || this.selfFunders.length(area) === 0) return;
    this.running[area] = 1;
    const { world, market } = this;
    for (;;) {
      const tree = market.trees[area]!;
      const person = this.selfFunders.firstFitting(area, tree.max);
      if (person < 0) break;
      const { people } = world;
      const hours = people.hours[person]!;
      const spell = people.requestSpell[person]!;
      const from = Math.floor(world.uniform(person, CYCLE, spell) * tree.length);
      let at = tree.firstAtLeast(from, tree.length, hours);
      if (at < 0) at = tree.firstAtLeast(0, from, hours);
      const slot = market.order[area]![at]!;
      this.selfFunders.leave(person);
      world.clear(TIMER.giveUp, person);
      market.reserve(slot, hours);
      people.request[person] = REQUEST.sourced;
      people.nextSlot[person] = slot;
      world.set(TIMER.start, person, world.now + startDelay(world, person, spell), ORDER.usual);
      this.ledger.sync(person);
    }
    this.running[area] = 0;
  }

  /**
   * Hours have come free with a provider: self-funders who wait are served first with the stated probability (their share of its
   * hours when none is stated), then brokerage, or the other way round.
   */
  freed(provider: number): void {
    const { market, brokerage } = this;
    for (let s = market.firstSlot[provider]!; s < market.firstSlot[provider + 1]!; s++) {
      const area = market.slotArea[s]!;
      if (this.selfFunders.length(area) > 0 && this.selfFundersFirst(provider)) {
        this.serveSelfFunders(area);
        brokerage.round(area);
      } else {
        brokerage.round(area);
        this.serveSelfFunders(area);
      }
    }
  }

  private selfFundersFirst(provider: number): boolean {
    const { market, world } = this;
    const stated = world.params.homeCare.selfFunders.servedFirst;
    const all = market.council[provider]! + market.selfFunded[provider]!;
    const p = stated ?? (all > 0 ? market.selfFunded[provider]! / all : 0);
    return market.uniform(provider, SERVED_FIRST, this.servedFirst[provider]!++) < p;
  }

  /** At the end of the run: self-funders who still wait for care to start. */
  closeWaits(): void {
    const { people, waits, now } = this.world;
    const { at, flags, needTime, area, group, priority, origin } = people;
    for (let i = 0; i < people.high; i++)
      if (at[i] === AT.home && (flags[i]! & FLAG.selfFunder) !== 0)
        waits.close(QUEUE.selfFunders, needTime[i]!, now, 2, area[i]!, group[i]!, priority[i]!, origin[i]!);
  }
}

const SERVED_FIRST = purpose('served first');
const HAND_BACK_ORIGIN = 4;
