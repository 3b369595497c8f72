/**
 * Brokerage: requests for home care, rounds of sourcing, offers and answers, the interim care list, giving up.
 *
 * A request takes its place in the area's line (priority, then longest wait) and the round is run; rounds also run when hours come
 * free and on each working day. The principal, where it has first refusal, is asked first; then providers with room in the order of
 * asking, each once in a cycle. Who has asked everyone with room rests until the next working day. Someone for whom nobody has room
 * stays in line: that is shortage; resting is friction; an offer out is answering.
 */
import { PRIORITIES, REASONS } from '../metrics.js';
import { draw } from '../random/sampler.js';
import { FitQueue } from './fit-queue.js';
import type { Ledger } from './ledger.js';
import { AT, FLAG, REQUEST } from './people.js';
import { channel } from './recorder.js';
import { type Market, RATING } from './services/market.js';
import { ORDER, SYSTEM, TIMER } from './timers.js';
import { QUEUE } from './waits.js';
import { choose, purpose, type World } from './world.js';

const REQUESTS = channel('list.requests');
const JOINED = channel('list.joined');
const SOURCED = channel('list.sourced');
const SOURCED_WAIT = channel('list.sourced_wait_days');
const GAVE_UP = channel('list.gave_up');
const OFFERS = channel('brokerage.offers');
const REFUSALS = channel('brokerage.refusals');
const SKIPS = channel('brokerage.skips');

const ACCEPT = purpose('accept');
const ANSWER = purpose('answer');
const START_DELAY = purpose('start delay');
const CYCLE = purpose('cycle');
const GIVE_UP = purpose('give up');
const GIVE_UP_REASON = purpose('give-up reason');

/** Index of the draw for the n-th thing within a spell. */
const within = (spell: number, n: number): number => spell * 1024 + n;
const PLACE_KEY = { hospital: 0, bridging: 1, cover: 2, home: 3 } as const;

export interface BrokerageHooks {
  /** a person has given up waiting: take them out of the model */
  gaveUp(person: number, reason: number): void;
}

export class Brokerage {
  private readonly queue: FitQueue;
  /** people whose cycle of asking is over, by area, until the next working day */
  private readonly resting: number[][];
  private offerPerson = new Int32Array(256);
  private offerSlot = new Int32Array(256);
  private offerHours = new Float64Array(256);
  private offerNext = new Int32Array(256);
  private freeOffer = -1;
  private offersUsed = 0;
  /** offers out, by person: first of a chain */
  private firstOffer = new Int32Array(0);
  private readonly turn: Int32Array;
  private rank = new Int32Array(PRIORITIES.length);
  /** principal's hours under offer, by area: they count towards the cap */
  private readonly principalOffered: Float64Array;
  private readonly running: Uint8Array;

  constructor(
    private readonly world: World,
    private readonly market: Market,
    private readonly ledger: Ledger,
    private readonly hooks: BrokerageHooks,
  ) {
    this.queue = new FitQueue(world.areas);
    this.resting = world.input.areas.map(() => []);
    this.turn = new Int32Array(world.areas);
    this.principalOffered = new Float64Array(world.areas);
    this.running = new Uint8Array(world.areas);
  }

  start(): void {
    this.queue.reset();
    for (const r of this.resting) r.length = 0;
    this.turn.fill(0);
    this.principalOffered.fill(0);
    this.running.fill(0);
    this.freeOffer = -1;
    this.offersUsed = 0;
    this.firstOffer.fill(-1);
    this.setRanks();
    this.armRound(0);
  }

  setRanks(): void {
    const { priorities } = this.world.params.brokerage;
    PRIORITIES.forEach((name, key) => {
      this.rank[key] = priorities.indexOf(name);
    });
  }

  private armRound(from: number): void {
    const { world } = this;
    const at = world.nextWorkingHour(from, world.params.brokerage.roundHour);
    if (at <= world.end) world.set(TIMER.system, SYSTEM.round, at, ORDER.usual);
  }

  /** The round of a working day: those who rested ask again. */
  workingDay(): void {
    const { world } = this;
    for (let a = 0; a < world.areas; a++) {
      const rested = this.resting[a]!;
      if (rested.length > 0) {
        this.resting[a] = [];
        for (const person of rested) {
          if (world.people.request[person] !== REQUEST.resting) continue;
          this.newCycle(person);
          this.toLine(person);
        }
      }
      this.round(a);
    }
    this.armRound(world.now + 0.001);
  }

  /**
   * A package reaches brokerage. `since` is when it did (before now for those already waiting on day 0), `need` when care is or was
   * needed; the person's place, hours and priority are set.
   */
  request(person: number, priority: number, since: number, need: number): void {
    const { world } = this;
    const { people } = world;
    const spell = ++people.requestSpell[person]!;
    people.priority[person] = priority;
    people.requestTime[person] = since;
    people.needTime[person] = need;
    people.acceptLeft[person] = world.exponential(person, ACCEPT, spell);
    people.giveUpLeft[person] = world.exponential(person, GIVE_UP, spell);
    people.offers[person] = 0;
    people.cycles[person] = 0;
    people.pendingOffers[person] = 0;
    people.flags[person]! &= ~(FLAG.listed | FLAG.restingShort);
    if (since >= world.now) world.recorder.count(REQUESTS, 1, people.area[person]!, people.group[person]!, priority);
    this.armListed(person, since);
    this.newCycle(person);
    this.toLine(person);
    this.rearmGiveUp(person);
    world.tell('requested', person, PRIORITIES[priority]);
    this.ledger.sync(person);
    this.round(people.area[person]!);
  }

  /** Listed: still unsourced at the second working-day round after the request. */
  private armListed(person: number, since: number): void {
    const { world } = this;
    const { roundHour } = world.params.brokerage;
    const first = world.nextWorkingHour(Math.max(0, since) + 1e-9, roundHour);
    const second = since < 0 ? world.now : world.nextWorkingHour(first + 0.001, roundHour);
    if (second <= world.now) this.listed(person);
    else if (second <= world.end) world.set(TIMER.listed, person, second, ORDER.usual);
  }

  listed(person: number): void {
    const { people, recorder } = this.world;
    people.flags[person]! |= FLAG.listed;
    recorder.count(JOINED, 1, people.area[person]!, people.group[person]!, people.priority[person]!);
    this.world.tell('joins the interim care list', person);
    this.ledger.sync(person);
  }

  private newCycle(person: number): void {
    const { people, params } = this.world;
    const area = people.area[person]!;
    const places = this.market.order[area]!.length;
    people.cursor[person] = 0;
    people.askedPrincipal[person] = 0;
    people.flags[person]! &= ~FLAG.restingShort;
    const cycle = people.cycles[person]!++;
    if (params.brokerage.order === 'round_robin') people.cycleStart[person] = places > 0 ? this.turn[area]!++ % places : 0;
    else if (params.brokerage.order === 'random')
      people.cycleStart[person] = Math.floor(this.world.uniform(person, CYCLE, within(people.requestSpell[person]!, cycle)) * places);
    else people.cycleStart[person] = 0;
  }

  private toLine(person: number): void {
    const { people } = this.world;
    people.request[person] = REQUEST.open;
    const rank = this.rank[people.priority[person]!]!;
    this.queue.join(people.area[person]!, person, rank, people.requestTime[person]!, people.hours[person]!);
  }

  /**
   * Most hours that the principal may take of one more package in an area: what it has to spare, and what the cap allows; the cap
   * does not bind for packages of a closing provider where the principal has a duty to absorb them.
   */
  private principalRoom(area: number, ignoresCap: boolean): number {
    const slot = this.market.principalSlot[area]!;
    if (slot < 0 || this.market.rating[this.market.slotProvider[slot]!]! < RATING.good) return 0;
    const principal = this.world.params.homeCare.principal!;
    const room = this.market.spare[slot]!;
    if (ignoresCap || principal.capIs === 'floor') return room;
    const under =
      principal.capByArea[area]! * this.ledger.councilHours[area]! - this.ledger.principalHours[area]! - this.principalOffered[area]!;
    return Math.min(room, under);
  }

  /** Offer what fits, first in line first, until nothing in line fits. */
  round(area: number): void {
    if (this.running[area] === 1 || this.queue.length(area) === 0) return;
    this.running[area] = 1;
    const { params, recorder } = this.world;
    const isStrict = params.brokerage.fit === 'strict';
    const absorbs = params.homeCare.principal?.absorbsExits ?? false;
    for (;;) {
      const most = Math.max(this.market.trees[area]!.max, this.principalRoom(area, absorbs));
      const person = this.queue.firstFitting(area, most);
      if (person < 0) break;
      if (person !== this.queue.head(area)) {
        if (isStrict) break;
        recorder.count(SKIPS, 1, area);
      }
      this.queue.leave(person);
      this.offer(person);
    }
    this.running[area] = 0;
  }

  /** Offer a package to as many as may be asked at once; rest when nobody is left to ask. */
  private offer(person: number): void {
    const { world, market } = this;
    const { people, params } = world;
    const area = people.area[person]!;
    const hours = people.hours[person]!;
    while (people.pendingOffers[person]! < params.brokerage.offersAtOnce) {
      const slot = this.nextToAsk(person, area, hours);
      if (slot < 0) break;
      this.send(person, slot, hours);
    }
    if (people.pendingOffers[person]! > 0) people.request[person] = REQUEST.answering;
    else {
      people.request[person] = REQUEST.resting;
      if (market.trees[area]!.max < hours) people.flags[person]! |= FLAG.restingShort;
      this.resting[area]!.push(person);
    }
    this.ledger.sync(person);
  }

  private nextToAsk(person: number, area: number, hours: number): number {
    const { people } = this.world;
    const { market } = this;
    const absorbs = (people.flags[person]! & FLAG.providerClosed) !== 0 && (this.world.params.homeCare.principal?.absorbsExits ?? false);
    if (people.askedPrincipal[person] === 0 && market.principalSlot[area]! >= 0 && this.principalRoom(area, absorbs) >= hours) {
      people.askedPrincipal[person] = 1;
      return market.principalSlot[area]!;
    }
    const tree = market.trees[area]!;
    const places = market.order[area]!.length;
    const start = people.cycleStart[person]!;
    let cursor = people.cursor[person]!;
    if (start + cursor < places) {
      const at = tree.firstAtLeast(start + cursor, places, hours);
      if (at >= 0) {
        people.cursor[person] = at - start + 1;
        return market.order[area]![at]!;
      }
      cursor = places - start;
    }
    const at = tree.firstAtLeast(start + cursor - places, start, hours);
    people.cursor[person] = at < 0 ? places : at + places - start + 1;
    return at < 0 ? -1 : market.order[area]![at]!;
  }

  private send(person: number, slot: number, hours: number): void {
    const { world, market } = this;
    const { people, params } = world;
    const area = people.area[person]!;
    const provider = market.slotProvider[slot]!;
    const offer = this.newOffer(person, slot, hours);
    market.reserve(slot, hours);
    if (market.principalSlot[area] === slot) this.principalOffered[area]! += hours;
    people.pendingOffers[person]!++;
    world.recorder.count(OFFERS, 1, area, people.group[person]!, market.tier[provider]!);
    const index = within(people.requestSpell[person]!, people.offers[person]!++);
    const days = world.sample(person, params.homeCare.answer, ANSWER, index) * params.homeCare.providers[provider]!.answerFactor;
    world.set(TIMER.offer, offer, this.decisionTime(world.now + days), ORDER.usual);
    world.tell('offered', person, world.input.providers[provider]!.id);
  }

  /** An answer that falls on a day without decisions comes at the hour of the round on the next working day. */
  private decisionTime(time: number): number {
    const { world } = this;
    if (world.params.homeCare.answersAtWeekends || world.isWorkingDay(Math.floor(time))) return time;
    return world.nextWorkingHour(time, world.params.brokerage.roundHour);
  }

  private newOffer(person: number, slot: number, hours: number): number {
    let offer = this.freeOffer;
    if (offer >= 0) this.freeOffer = this.offerNext[offer]!;
    else {
      offer = this.offersUsed++;
      if (offer >= this.offerPerson.length) this.growOffers();
    }
    if (person >= this.firstOffer.length) this.growPeople(person);
    this.offerPerson[offer] = person;
    this.offerSlot[offer] = slot;
    this.offerHours[offer] = hours;
    this.offerNext[offer] = this.firstOffer[person]!;
    this.firstOffer[person] = offer;
    return offer;
  }

  /** Take an offer out of its person's chain; its hours stay as they are. */
  private dropOffer(offer: number): void {
    const person = this.offerPerson[offer]!;
    if (this.firstOffer[person] === offer) this.firstOffer[person] = this.offerNext[offer]!;
    else {
      let at = this.firstOffer[person]!;
      while (this.offerNext[at] !== offer) at = this.offerNext[at]!;
      this.offerNext[at] = this.offerNext[offer]!;
    }
    this.world.people.pendingOffers[person]!--;
    const area = this.world.people.area[person]!;
    if (this.market.principalSlot[area] === this.offerSlot[offer]) this.principalOffered[area]! -= this.offerHours[offer]!;
    this.offerNext[offer] = this.freeOffer;
    this.freeOffer = offer;
  }

  /** A provider answers. */
  answer(offer: number): void {
    const { world, market } = this;
    const { people } = world;
    const person = this.offerPerson[offer]!;
    const slot = this.offerSlot[offer]!;
    const hours = this.offerHours[offer]!;
    this.dropOffer(offer);
    if (this.accepts(person, slot)) {
      // a review may have changed the hours while the provider thought about it
      if (hours !== people.hours[person]) market.reserve(slot, people.hours[person]! - hours);
      this.withdrawOffers(person);
      this.accept(person, slot);
      return;
    }
    const provider = market.slotProvider[slot]!;
    world.recorder.count(REFUSALS, 1, people.area[person]!, people.group[person]!, market.tier[provider]!);
    world.tell('refused', person, world.input.providers[provider]!.id);
    market.release(slot, hours);
    if (people.pendingOffers[person] === 0) this.toLine(person);
    this.ledger.sync(person);
    this.freed(provider);
    this.round(people.area[person]!);
  }

  /** The person's unit exponential is spent by -ln(1 - p) at each offer: the same law as a fresh chance each time, and monotone in p. */
  private accepts(person: number, slot: number): boolean {
    const { people, params } = this.world;
    const { homeCare } = params;
    const provider = this.market.slotProvider[slot]!;
    if (!this.market.isEligible(provider)) return false;
    const flags = people.flags[person]!;
    let p = homeCare.providers[provider]!.acceptance * homeCare.acceptanceByArea[people.area[person]!]!;
    if ((flags & FLAG.hard) !== 0) p *= homeCare.difficulty.hard;
    if ((flags & FLAG.doubleHanded) !== 0) p *= homeCare.difficulty.doubleHanded;
    const { incentive } = homeCare;
    const factor = incentive !== null && this.isIncentivised(person) ? incentive.acceptanceFactor : 1;
    people.acceptLeft[person]! += Math.log1p(-p) * factor;
    return people.acceptLeft[person]! <= 0;
  }

  /** Incentives are for packages of given origins: those with the priority of hospital discharge, when the origin is hospital. */
  isIncentivised(person: number): boolean {
    const { incentive } = this.world.params.homeCare;
    if (incentive === null) return false;
    const origin = PRIORITY_ORIGIN[this.world.people.priority[person]!]!;
    return incentive.origins.includes(origin);
  }

  private accept(person: number, slot: number): void {
    const { world } = this;
    const { people, params } = world;
    people.request[person] = REQUEST.sourced;
    people.nextSlot[person] = slot;
    world.clear(TIMER.listed, person);
    world.clear(TIMER.giveUp, person);
    this.count(person, 0);
    const start = world.now + world.sample(person, params.homeCare.startDelay, START_DELAY, people.requestSpell[person]!);
    world.set(TIMER.start, person, start, ORDER.usual);
    world.tell('sourced', person, world.input.providers[this.market.slotProvider[slot]!]!.id);
    this.ledger.sync(person);
  }

  /** The wait from request to sourced is over: 0 sourced, 1 gave up, 2 still waiting at the end. */
  private count(person: number, outcome: 0 | 1 | 2): void {
    const { people, recorder, waits, now } = this.world;
    const a = people.area[person]!;
    const g = people.group[person]!;
    const priority = people.priority[person]!;
    if (outcome === 0) {
      recorder.count(SOURCED, 1, a, g, priority);
      recorder.count(SOURCED_WAIT, now - people.requestTime[person]!, a, g, priority);
    }
    waits.close(QUEUE.interimList, people.requestTime[person]!, now, outcome, a, g, priority, people.origin[person]!);
  }

  /** The wait from need to the start of care ends without care (1), or with the run (2). */
  private closeStartWait(person: number, outcome: 1 | 2): void {
    const { people, waits, now } = this.world;
    const { needTime, area, group, priority, origin } = people;
    waits.close(QUEUE.homeCare, needTime[person]!, now, outcome, area[person]!, group[person]!, priority[person]!, origin[person]!);
  }

  private withdrawOffers(person: number): void {
    while (this.firstOffer.length > person && this.firstOffer[person]! >= 0) {
      const offer = this.firstOffer[person]!;
      const slot = this.offerSlot[offer]!;
      this.world.clear(TIMER.offer, offer);
      this.dropOffer(offer);
      this.market.release(slot, this.offerHours[offer]!);
      this.freed(this.market.slotProvider[slot]!);
    }
  }

  /** Take a person out of brokerage, whatever the state of the request: need is over, or care is no longer wanted. */
  cancel(person: number, isFinal = true): void {
    const { world } = this;
    const { people } = world;
    const state = people.request[person]!;
    if (state === REQUEST.none) return;
    if (isFinal && people.needTime[person]! <= world.now) this.closeStartWait(person, 1);
    people.request[person] = REQUEST.none;
    world.clear(TIMER.listed, person);
    world.clear(TIMER.giveUp, person);
    world.clear(TIMER.start, person);
    if (state === REQUEST.open) this.queue.leave(person);
    if (state !== REQUEST.sourced) this.count(person, 1);
    else {
      const slot = people.nextSlot[person]!;
      people.nextSlot[person] = -1;
      this.market.release(slot, people.hours[person]!);
      this.freed(this.market.slotProvider[slot]!);
    }
    this.withdrawOffers(person);
    this.ledger.sync(person);
  }

  /** A review changed the hours of someone who waits (they are set already): the line and what is reserved follow. */
  hoursChanged(person: number, before: number): void {
    const { people } = this.world;
    if (people.request[person] === REQUEST.open) {
      this.queue.leave(person);
      this.toLine(person);
    } else if (people.request[person] === REQUEST.sourced) this.market.reserve(people.nextSlot[person]!, people.hours[person]! - before);
  }

  /** Care has started: the request is met. */
  met(person: number): void {
    const { people } = this.world;
    people.request[person] = REQUEST.none;
    people.nextSlot[person] = -1;
    people.flags[person]! &= ~(FLAG.listed | FLAG.providerClosed);
  }

  /** A hand-back under notice becomes urgent, or its notice is over. */
  setPriority(person: number, priority: number): void {
    const { people } = this.world;
    if (people.priority[person] === priority) return;
    const isOpen = people.request[person] === REQUEST.open;
    if (isOpen) this.queue.leave(person);
    people.priority[person] = priority;
    if (isOpen) this.toLine(person);
    this.ledger.sync(person);
    if (isOpen) this.round(people.area[person]!);
  }

  /** Hours may have come free with a provider: run the rounds of its areas. */
  freed: (provider: number) => void = () => {};

  /** The place of waiting (or the hazards) changed: spend what was spent at the old hazard and go on at the new. */
  rearmGiveUp(person: number): void {
    const { world } = this;
    const { people } = world;
    const spent = (world.now - people.giveUpFrom[person]!) * people.giveUpHazard[person]!;
    if (world.isSet(TIMER.giveUp, person)) people.giveUpLeft[person]! -= spent;
    const hazard = this.giveUpHazard(person);
    people.giveUpHazard[person] = hazard;
    people.giveUpFrom[person] = world.now;
    if (hazard > 0) world.set(TIMER.giveUp, person, world.now + Math.max(0, people.giveUpLeft[person]!) / hazard, ORDER.usual);
    else world.clear(TIMER.giveUp, person);
  }

  private giveUpHazard(person: number): number {
    const { people, params } = this.world;
    if (people.request[person] === REQUEST.sourced || people.request[person] === REQUEST.none) return 0;
    const { giveUp } = params.brokerage;
    switch (people.at[person]) {
      case AT.hospital:
        return giveUp.hospital;
      case AT.bridged:
        return giveUp.bridging;
      case AT.cover:
        return giveUp.cover;
      case AT.home:
        return giveUp.home;
      default:
        return 0;
    }
  }

  /** Why someone gives up waiting, for this or for another service: a key of REASONS. */
  reasonOfGivingUp(person: number): number {
    const { people, params } = this.world;
    const { giveUpReasons } = params.brokerage;
    if (giveUpReasons.length === 0) return REASONS.indexOf('family');
    const u = this.world.uniform(person, GIVE_UP_REASON, people.requestSpell[person]!);
    return REASONS.indexOf(giveUpReasons[choose(giveUpReasons, u)]!.reason);
  }

  giveUp(person: number): void {
    const { people, recorder } = this.world;
    const reason = this.reasonOfGivingUp(person);
    const at = people.at[person]!;
    const place =
      at === AT.hospital ? PLACE_KEY.hospital : at === AT.bridged ? PLACE_KEY.bridging : at === AT.cover ? PLACE_KEY.cover : PLACE_KEY.home;
    recorder.count(GAVE_UP, 1, people.area[person]!, people.group[person]!, reason, place);
    this.world.tell('gives up waiting', person, REASONS[reason]);
    this.hooks.gaveUp(person, reason);
  }

  /** At the end of the run: those still waiting are part of the distribution. */
  closeWaits(): void {
    const { people } = this.world;
    for (let i = 0; i < people.high; i++) {
      const request = people.request[i]!;
      if (people.at[i] === AT.free || request === REQUEST.none || (people.flags[i]! & FLAG.selfFunder) !== 0) continue;
      if (request !== REQUEST.sourced) this.count(i, 2);
      if (people.needTime[i]! <= this.world.now) this.closeStartWait(i, 2);
    }
  }

  private growOffers(): void {
    const n = this.offerPerson.length * 2;
    const int = (old: Int32Array) => {
      const grown = new Int32Array(n);
      grown.set(old);
      return grown;
    };
    this.offerPerson = int(this.offerPerson);
    this.offerSlot = int(this.offerSlot);
    this.offerNext = int(this.offerNext);
    const hours = new Float64Array(n);
    hours.set(this.offerHours);
    this.offerHours = hours;
  }

  private growPeople(person: number): void {
    const grown = new Int32Array(Math.max(1024, person + 1, this.firstOffer.length * 2)).fill(-1);
    grown.set(this.firstOffer);
    this.firstOffer = grown;
  }
}

/** Origin whose incentive applies, by priority. */
const PRIORITY_ORIGIN = ['hospital', 'crisis', 'hand_back', 'community', 'hand_back'] as const;

/** Draw used by those who ask for care without brokerage. */
export function startDelay(world: World, person: number, spell: number): number {
  return draw(world.params.homeCare.startDelay, world.uniform(person, START_DELAY, spell));
}
