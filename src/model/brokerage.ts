/**
 * Brokerage: requests for home care, rounds of sourcing, offers and answers, the interim care list.
 *
 * A request takes its place in the area's line (priority, then longest wait) and the round is run; rounds also run when hours come
 * free and on each working day. Whom to ask is in asking.ts, what they say in answers.ts. Who has asked everyone with room rests
 * until the next working day. Someone for whom nobody has room stays in line: that is shortage; resting is friction; an offer out is
 * answering.
 */
import { PRIORITIES } from '../metrics.js';
import { startDelay } from './answers.js';
import { FitQueue } from './fit-queue.js';
import { Offers } from './offers.js';
import { AT, FLAG, NO_PROVIDER, REQUEST, ROW } from './people.js';
import { purpose } from './purpose.js';
import { channel } from './recorder.js';
import type { Services } from './services/services.js';
import { ORDER, SYSTEM, TIMER } from './timers.js';
import { OUTCOME, type Outcome, QUEUE } from './waits.js';
import type { World } from './world.js';

const REQUESTS = channel('list.requests');
const JOINED = channel('list.joined');
const SOURCED = channel('list.sourced');
const SOURCED_WAIT = channel('list.sourced_wait_days');
const OFFERS = channel('brokerage.offers');
const REFUSALS = channel('brokerage.refusals');
const SKIPS = channel('brokerage.skips');

const ACCEPT = purpose('accept');

export class Brokerage {
  private readonly offers: Offers;
  /** three lines of open requests for each area: all, those whom the principal must take whatever its cap, those without night hours */
  private readonly queue: FitQueue;
  /** people whose cycle of asking is over, by area, until the next working day */
  private readonly resting: number[][];
  /** place in the order of lines, by key of PRIORITIES */
  private readonly rank = new Int32Array(PRIORITIES.length);
  /** 1 while a round of the area is being run: what it sets free is offered by that same round */
  private readonly running: Uint8Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<
      Services,
      'market' | 'ledger' | 'asking' | 'answers' | 'referrals' | 'returns' | 'givingUp' | 'freedHours' | 'nights'
    >,
  ) {
    this.offers = new Offers(world.people);
    this.queue = new FitQueue(world.areas * 3);
    this.resting = world.input.areas.map(() => []);
    this.running = new Uint8Array(world.areas);
  }

  start(): void {
    this.queue.reset();
    for (const r of this.resting) r.length = 0;
    this.running.fill(0);
    this.offers.reset();
    this.setRanks();
    this.armRound(0);
  }

  /** The order of priorities in force: people in line already keep the place they have. */
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

  /** Timer: the round of a working day. Those who rested ask again. */
  workingDay(): void {
    const { world } = this;
    for (let a = 0; a < world.areas; a++) {
      const rested = this.resting[a]!;
      if (rested.length > 0) {
        this.resting[a] = [];
        for (const person of rested) {
          if (world.people.request[person] !== REQUEST.resting) continue;
          this.services.asking.newCycle(person);
          this.toLine(person);
        }
      }
      this.round(a);
    }
    this.armRound(world.now + 0.001);
  }

  /**
   * A package reaches brokerage. `since` is when it did (before now for those already waiting on day 0), `need` when care is or was
   * needed; the person's place and hours are set, `priority` is a key of PRIORITIES. The wait is counted from `counted`: later than
   * `since` where part of it has been counted before.
   */
  request(person: number, priority: number, since: number, need: number, counted = since): void {
    const { world } = this;
    const { people } = world;
    const { asking, givingUp, ledger } = this.services;
    const spell = ++people.requestSpell[person]!;
    people.priority[person] = priority;
    people.requestTime[person] = since;
    people.waitFrom[person] = counted;
    people.needTime[person] = need;
    people.acceptLeft[person] = world.exponential(person, ACCEPT, spell);
    givingUp.renew(person, spell);
    people.offers[person] = 0;
    people.cycles[person] = 0;
    people.pendingOffers[person] = 0;
    people.flags[person]! &= ~(FLAG.listed | FLAG.restingShort);
    if (since >= world.now) world.recorder.count(REQUESTS, 1, people.area[person]!, people.group[person]!, priority);
    this.armListed(person, since);
    asking.newCycle(person);
    this.toLine(person);
    givingUp.rearm(person);
    world.tell('requested', person, PRIORITIES[priority]);
    ledger.sync(person);
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

  /** Timer: someone joins the interim care list. */
  listed(person: number): void {
    const { people, recorder } = this.world;
    people.flags[person]! |= FLAG.listed;
    // those on the list on day 0 joined before
    if (people.requestTime[person]! >= 0) recorder.count(JOINED, 1, people.area[person]!, people.group[person]!, people.priority[person]!);
    this.world.tell('joins the interim care list', person);
    this.services.ledger.sync(person);
  }

  private toLine(person: number): void {
    const { people } = this.world;
    people.request[person] = REQUEST.open;
    const rank = this.rank[people.priority[person]!]!;
    this.queue.join(this.lineOf(person), person, rank, people.requestTime[person]!, people.hours[person]!);
  }

  private lineOf(person: number): number {
    const { areas, people } = this.world;
    const area = people.area[person]!;
    if (!this.services.nights.holds(person)) {
      this.services.nights.waits(person, 1);
      return area + 2 * areas;
    }
    return this.services.asking.isAbsorbed(person) ? area + areas : area;
  }

  /** Someone in line leaves it. */
  private fromLine(person: number): void {
    if (this.queue.lineOf(person) >= 2 * this.world.areas) this.services.nights.waits(person, -1);
    this.queue.leave(person);
  }

  /** Night hours may have come free in an area: those who wait for them join the line, first in order first, and the round is run. */
  nightRoom(area: number): void {
    const line = area + 2 * this.world.areas;
    let hasMoved = false;
    for (let person = this.queue.head(line); person >= 0 && this.services.nights.holds(person); person = this.queue.head(line)) {
      this.fromLine(person);
      this.toLine(person);
      hasMoved = true;
    }
    if (hasMoved) this.round(area);
  }

  /** True when someone in an area waits to be offered. */
  waitIn(area: number): boolean {
    return this.queue.length(area) + this.queue.length(area + this.world.areas) > 0;
  }

  /** Offer what fits, first in line first, until nothing in line fits. */
  round(area: number): void {
    if (this.running[area] === 1 || !this.waitIn(area)) return;
    const absorbed = area + this.world.areas;
    this.running[area] = 1;
    const { params, recorder } = this.world;
    const isStrict = params.brokerage.fit === 'strict';
    for (;;) {
      const usual = this.queue.length(area) > 0 ? this.queue.firstFitting(area, this.services.asking.room(area, false)) : -1;
      const exempt = this.queue.length(absorbed) > 0 ? this.queue.firstFitting(absorbed, this.services.asking.room(area, true)) : -1;
      const person = this.queue.earlier(usual, exempt);
      if (person < 0) break;
      if (person !== this.queue.earlier(this.queue.head(area), this.queue.head(absorbed))) {
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
    const { people, params } = this.world;
    const { asking, ledger } = this.services;
    const area = people.area[person]!;
    const hours = people.hours[person]!;
    while (people.pendingOffers[person]! < params.brokerage.offersAtOnce) {
      const slot = asking.next(person, area, hours);
      if (slot < 0) break;
      this.send(person, slot, hours);
    }
    if (people.pendingOffers[person]! > 0) people.request[person] = REQUEST.answering;
    else {
      people.request[person] = REQUEST.resting;
      if (asking.room(area, false) < hours) people.flags[person]! |= FLAG.restingShort;
      this.resting[area]!.push(person);
    }
    ledger.sync(person);
  }

  private send(person: number, slot: number, hours: number): void {
    const { world } = this;
    const { people } = world;
    const { market, asking, answers, referrals } = this.services;
    const area = people.area[person]!;
    const provider = market.slotProvider[slot]!;
    const offer = this.offers.add(person, slot, hours);
    market.reserve(slot, hours);
    asking.offered(slot, hours);
    people.pendingOffers[person]!++;
    world.recorder.count(OFFERS, 1, area, people.group[person]!, market.tier[provider]!);
    const n = people.offers[person]!++;
    world.set(TIMER.offer, offer, referrals.sent(offer, person, provider, n) ?? answers.time(person, provider, n), ORDER.usual);
    world.tell('offered', person, world.input.providers[provider]!.id);
  }

  /** An offer is no longer out: its hours stay reserved until released. */
  private take(offer: number): void {
    const { people } = this.world;
    const person = this.offers.person[offer]!;
    this.offers.drop(offer);
    people.pendingOffers[person]!--;
    this.services.asking.offered(this.offers.slot[offer]!, -this.offers.hours[offer]!);
  }

  /** Timer: a provider answers. */
  answer(offer: number): void {
    const person = this.offers.person[offer]!;
    const slot = this.offers.slot[offer]!;
    this.take(offer);
    const { answers, referrals, returns } = this.services;
    if (!referrals.isFull(slot) && answers.accepts(person, slot)) {
      returns.accepts(offer, person);
      this.sourced(person, slot, this.offers.hours[offer]!);
      return;
    }
    referrals.declined(offer, person, slot);
    this.refused(person, slot, this.offers.hours[offer]!);
  }

  private refused(person: number, slot: number, hours: number): void {
    const { world } = this;
    const { people } = world;
    const { market, ledger, freedHours } = this.services;
    const provider = market.slotProvider[slot]!;
    world.recorder.count(REFUSALS, 1, people.area[person]!, people.group[person]!, market.tier[provider]!);
    world.tell('refused', person, world.input.providers[provider]!.id);
    market.release(slot, hours);
    if (people.pendingOffers[person] === 0) this.toLine(person);
    freedHours.of(provider);
    this.round(people.area[person]!);
    // most are with the next provider by now (or another still thinks about it), and that is booked
    if (people.request[person] === REQUEST.open) ledger.sync(person);
  }

  /** A slot has accepted a package offered with `offered` hours. */
  private sourced(person: number, slot: number, offered: number): void {
    const { world } = this;
    const { people } = world;
    const { market, ledger } = this.services;
    // a review may have changed the hours while the provider thought about it
    if (offered !== people.hours[person]) market.reserve(slot, people.hours[person]! - offered);
    this.withdrawOffers(person);
    people.request[person] = REQUEST.sourced;
    market.accept(person, slot);
    world.clear(TIMER.listed, person);
    world.clear(TIMER.giveUp, person);
    this.closeListWait(person, OUTCOME.started);
    const starts = this.services.referrals.firstVisit(person) ?? world.now + startDelay(world, person, people.requestSpell[person]!);
    world.set(TIMER.start, person, starts, ORDER.usual);
    world.tell('sourced', person, world.input.providers[market.slotProvider[slot]!]!.id);
    ledger.sync(person);
  }

  /** Offers still out when a package is sourced elsewhere, or no longer wanted. */
  private withdrawOffers(person: number): void {
    const { market, freedHours } = this.services;
    const { people } = this.world;
    for (let offer = people.firstOffer[person]!; offer >= 0; offer = people.firstOffer[person]!) {
      const slot = this.offers.slot[offer]!;
      const hours = this.offers.hours[offer]!;
      this.world.clear(TIMER.offer, offer);
      this.services.referrals.withdrawn(offer);
      this.take(offer);
      market.release(slot, hours);
      freedHours.of(market.slotProvider[slot]!);
    }
  }

  /**
   * Take a person out of brokerage, whatever the state of the request: need is over, or care is no longer wanted. Not `isFinal` when
   * the same need is requested anew: the wait for care goes on.
   */
  cancel(person: number, isFinal = true): void {
    const { world } = this;
    const { people } = world;
    const { market, ledger, freedHours } = this.services;
    const state = people.request[person]!;
    if (state === REQUEST.none) return;
    if (isFinal && people.needTime[person]! <= world.now) world.closeWait(QUEUE.homeCare, person, people.needTime[person]!, OUTCOME.gaveUp);
    people.request[person] = REQUEST.none;
    world.clear(TIMER.listed, person);
    world.clear(TIMER.giveUp, person);
    world.clear(TIMER.start, person);
    if (state === REQUEST.open) this.fromLine(person);
    if (state !== REQUEST.sourced) this.closeListWait(person, OUTCOME.gaveUp);
    else {
      const slot = people.nextSlot[person]!;
      market.forgetAccepted(person);
      this.services.returns.notStarted(person);
      market.release(slot, people.hours[person]!);
      freedHours.of(market.slotProvider[slot]!);
    }
    this.withdrawOffers(person);
    this.services.returns.forget(person);
    ledger.sync(person);
  }

  /** A review changed the hours of someone who waits (they are set already): the line and what is reserved follow. */
  hoursChanged(person: number, before: number): void {
    const { people } = this.world;
    if (people.request[person] === REQUEST.open) {
      this.fromLine(person);
      this.toLine(person);
    } else if (people.request[person] === REQUEST.sourced)
      this.services.market.reserve(people.nextSlot[person]!, people.hours[person]! - before);
  }

  /** Care has started: the request is met. */
  met(person: number): void {
    const { people } = this.world;
    people.request[person] = REQUEST.none;
    this.services.market.forgetAccepted(person);
    people.flags[person]! &= ~(FLAG.listed | FLAG.providerClosed);
    people.avoidSlot[person] = NO_PROVIDER;
  }

  /** A hand-back under notice becomes urgent, or its notice is over: a key of PRIORITIES. */
  setPriority(person: number, priority: number): void {
    const { people } = this.world;
    if (people.priority[person] === priority) return;
    const isOpen = people.request[person] === REQUEST.open;
    if (isOpen) this.fromLine(person);
    people.priority[person] = priority;
    if (isOpen) this.toLine(person);
    this.services.ledger.sync(person);
    if (isOpen) this.round(people.area[person]!);
  }

  /** The wait from request to sourced is over. */
  private closeListWait(person: number, outcome: Outcome): void {
    const { world } = this;
    const { people, recorder } = world;
    const since = people.waitFrom[person]!;
    if (outcome === OUTCOME.started) {
      const a = people.area[person]!;
      const g = people.group[person]!;
      const priority = people.priority[person]!;
      recorder.count(SOURCED, 1, a, g, priority);
      recorder.count(SOURCED_WAIT, world.now - since, a, g, priority);
    }
    world.closeWait(QUEUE.interimList, person, since, outcome);
  }

  /** At the end of the run: those still waiting are part of the distributions. */
  closeWaits(): void {
    const { world } = this;
    const { people } = world;
    for (let i = 0; i < people.high; i += ROW) {
      const request = people.request[i]!;
      if (people.at[i] === AT.free || request === REQUEST.none || people.isSelfFunder(i)) continue;
      if (request !== REQUEST.sourced) this.closeListWait(i, OUTCOME.stillWaiting);
      if (people.needTime[i]! <= world.now) world.closeWait(QUEUE.homeCare, i, people.needTime[i]!, OUTCOME.stillWaiting);
    }
  }
}
