/**
 * People who buy home care themselves: the same providers and the same hours, no brokerage. Each asks the providers of their area
 * with room, from a place of their own in the order; without room they wait on a list of their own, first come first served among
 * those who fit. They do not hand back, and rounds never ask about them.
 */
import { startDelay } from '../answers.js';
import { FitQueue } from '../fit-queue.js';
import type { Params } from '../input.js';
import { REASON } from '../keys.js';
import { AT, REQUEST, ROW } from '../people.js';
import { purpose } from '../purpose.js';
import { ORDER, TIMER } from '../timers.js';
import { OUTCOME, QUEUE } from '../waits.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const CYCLE = purpose('cycle');

export class SelfFunders {
  /** a line for each area */
  private readonly queue: FitQueue;
  /** 1 while an area is being served */
  private readonly running: Uint8Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'market' | 'ledger' | 'givingUp' | 'freedHours' | 'departures'>,
  ) {
    this.queue = new FitQueue(world.areas);
    this.running = new Uint8Array(world.areas);
  }

  start(): void {
    this.queue.reset();
    this.running.fill(0);
  }

  /** Someone looks for a provider with room: newly, or because care by the old one stopped or was given up. */
  seek(person: number): void {
    const { world } = this;
    const { people } = world;
    const spell = ++people.requestSpell[person]!;
    people.at[person] = AT.home;
    people.requestTime[person] = world.now;
    people.needTime[person] = world.now;
    this.services.givingUp.renew(person, spell);
    this.join(person);
    const hazard = world.params.homeCare.selfFunders.giveUp;
    if (hazard > 0) world.set(TIMER.giveUp, person, world.now + people.giveUpLeft[person]! / hazard, ORDER.usual);
    this.serve(people.area[person]!);
    this.services.ledger.sync(person);
  }

  private join(person: number): void {
    const { people } = this.world;
    this.queue.join(people.area[person]!, person, 0, people.requestTime[person]!, people.hours[person]!);
  }

  /** Place those who wait in an area, first come first served among those who fit. */
  serve(area: number): void {
    if (this.running[area] === 1 || this.queue.length(area) === 0) return;
    this.running[area] = 1;
    for (;;) {
      const person = this.queue.firstFitting(area, this.room(area));
      if (person < 0) break;
      this.place(person, area);
    }
    this.running[area] = 0;
  }

  /** Most hours that one more self-funder may have: the principal's first refusal and cap are of council packages alone. */
  private room(area: number): number {
    const { firstRefusal, spare, trees } = this.services.market;
    const principal = firstRefusal[area]!;
    return principal < 0 ? trees[area]!.max : Math.max(trees[area]!.max, spare[principal]!);
  }

  /** Slot with room for so many hours that stands first from a place in the order on, the principal's in its own place. */
  private firstWithRoom(area: number, from: number, hours: number): number {
    const { firstRefusal, order, place, spare, trees } = this.services.market;
    const tree = trees[area]!;
    let at = tree.firstAtLeast(from, tree.length, hours);
    if (at < 0) at = tree.firstAtLeast(0, from, hours);
    const principal = firstRefusal[area]!;
    if (principal < 0 || spare[principal]! < hours) return order[area]![at]!;
    const steps = (to: number) => (to - from + tree.length) % tree.length;
    return at < 0 || steps(place[principal]!) < steps(at) ? principal : order[area]![at]!;
  }

  private place(person: number, area: number): void {
    const { world } = this;
    const { people } = world;
    const { market, ledger } = this.services;
    const hours = people.hours[person]!;
    const spell = people.requestSpell[person]!;
    const slot = this.firstWithRoom(area, Math.floor(world.uniform(person, CYCLE, spell) * market.order[area]!.length), hours);
    this.queue.leave(person);
    world.clear(TIMER.giveUp, person);
    market.reserve(slot, hours);
    people.request[person] = REQUEST.sourced;
    market.accept(person, slot);
    world.set(TIMER.start, person, world.now + startDelay(world, person, spell), ORDER.usual);
    ledger.sync(person);
  }

  /** True when someone waits in an area. */
  waitIn(area: number): boolean {
    return this.queue.length(area) > 0;
  }

  /** A review changed the hours of someone who waits (by `d`; they are set already). */
  hoursChanged(person: number, d: number): void {
    const { people } = this.world;
    if (people.request[person] === REQUEST.sourced) this.services.market.reserve(people.nextSlot[person]!, d);
    else if (this.queue.has(person)) {
      this.queue.leave(person);
      this.join(person);
    }
  }

  /** Someone no longer looks for a provider, or the one that had accepted is no longer wanted. */
  cancel(person: number): void {
    const { world } = this;
    const { people } = world;
    const { market, freedHours } = this.services;
    world.clear(TIMER.giveUp, person);
    if (this.queue.has(person)) this.queue.leave(person);
    if (people.request[person] !== REQUEST.sourced) return;
    world.clear(TIMER.start, person);
    const slot = people.nextSlot[person]!;
    people.request[person] = REQUEST.none;
    market.forgetAccepted(person);
    market.release(slot, people.hours[person]!);
    freedHours.of(market.slotProvider[slot]!);
  }

  /** Someone gives up looking: family helps instead. */
  giveUp(person: number): void {
    const { world } = this;
    this.queue.leave(person);
    world.closeWait(QUEUE.selfFunders, person, world.people.needTime[person]!, OUTCOME.gaveUp);
    this.services.departures.leave(person, REASON.family);
  }

  /** New parameters are in force: giving up goes on at its new rate. */
  phaseChange(person: number, before: Params): void {
    if (!this.queue.has(person)) return;
    const { world } = this;
    const was = before.homeCare.selfFunders.giveUp;
    world.rescale(TIMER.giveUp, person, was, world.params.homeCare.selfFunders.giveUp, () => world.people.giveUpLeft[person]!);
  }

  /** At the end of the run: those who still wait for care to start. */
  closeWaits(): void {
    const { world } = this;
    const { people } = world;
    for (let i = 0; i < people.high; i += ROW)
      if (people.at[i] === AT.home && people.isSelfFunder(i))
        world.closeWait(QUEUE.selfFunders, i, people.needTime[i]!, OUTCOME.stillWaiting);
  }
}
