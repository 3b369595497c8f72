/**
 * The life of a home care package, council-commissioned or self-funded: care starts, goes on with a provider, moves to another, ends
 * with the need. What happens on the way has files of its own: reviews, client-stays (hospital), hand-back-clock and notices.
 */
import type { Params } from '../input.js';
import { REASON } from '../keys.js';
import { AT, FLAG, REQUEST, ROW } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { choose } from '../shares.js';
import { TIMER } from '../timers.js';
import { OUTCOME, QUEUE } from '../waits.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const STARTS = channel('home_care.starts');
const START_WAIT = channel('home_care.start_wait_days');
const WAITED = channel('home_care.waited');
const ENDS = channel('home_care.ends');
const INCENTIVES = channel('cost.incentives');

const END_REASON = purpose('end reason');

export class HomeCare {
  constructor(
    private readonly world: World,
    private readonly services: Pick<
      Services,
      | 'market'
      | 'brokerage'
      | 'answers'
      | 'givingUp'
      | 'ledger'
      | 'freedHours'
      | 'hospital'
      | 'needs'
      | 'reviews'
      | 'clientStays'
      | 'handBackClock'
      | 'notices'
      | 'referrals'
      | 'selfFunders'
      | 'reablement'
      | 'intake'
      | 'departures'
    >,
  ) {}

  /** Timer: someone accepted earlier begins care; whoever looked after them until now stops. */
  start(person: number): void {
    const { world } = this;
    const { people } = world;
    const { market, brokerage, clientStays, hospital, intake, reablement } = this.services;
    const slot = people.nextSlot[person]!;
    if (people.at[person] === AT.admitted) {
      clientStays.changeProvider(person, slot);
      return;
    }
    if (people.slot[person]! >= 0) this.leaveProvider(person);
    this.countStart(person, slot);
    const from = people.at[person]!;
    if (from === AT.home) intake.forget(person);
    brokerage.met(person);
    market.take(person, slot);
    people.at[person] = AT.care;
    this.begin(person);
    if (from === AT.hospital) hospital.discharge(person);
    else if (from === AT.bridged || from === AT.cover) reablement.released(person, from);
    world.tell('care starts', person, world.input.providers[market.slotProvider[slot]!]!.id);
  }

  private countStart(person: number, slot: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const { market, answers } = this.services;
    const need = people.needTime[person]!;
    if (people.isSelfFunder(person)) {
      world.closeWait(QUEUE.selfFunders, person, need, OUTCOME.started);
      return;
    }
    const a = people.area[person]!;
    const g = people.group[person]!;
    const priority = people.priority[person]!;
    recorder.count(STARTS, 1, a, g, market.tier[market.slotProvider[slot]!]!);
    recorder.count(START_WAIT, Math.max(0, world.now - need), a, g, priority);
    recorder.count(WAITED, 1, a, g, priority);
    world.closeWait(QUEUE.homeCare, person, Math.min(need, world.now), OUTCOME.started);
    const incentive = answers.incentive(person);
    if (incentive !== null) recorder.count(INCENTIVES, incentive.perStart, a, g, 0);
  }

  /** The clocks of someone in care start: need, admission, review, hand-back. `people.slot` and the place are set. */
  begin(person: number): void {
    const { world } = this;
    const { people } = world;
    const { market, handBackClock, reviews, ledger, referrals } = this.services;
    people.flags[person]! &= ~(FLAG.underNotice | FLAG.unpaid);
    market.careChanged(people.slot[person]!, people.hours[person]!, !people.isSelfFunder(person));
    handBackClock.renew(person, ++people.careSpell[person]!);
    this.resume(person);
    if (!world.isSet(TIMER.review, person)) reviews.arm(person);
    referrals.begins(person);
    ledger.sync(person);
  }

  /** The provider delivers care, for the first time or again after a stay in hospital. */
  resume(person: number): void {
    const { people } = this.world;
    const { needs, clientStays, handBackClock } = this.services;
    needs.run(person);
    clientStays.arm(person);
    if ((people.flags[person]! & (FLAG.selfFunder | FLAG.underNotice)) === 0) handBackClock.run(person);
  }

  /**
   * The package leaves its provider: hours come free at once. `wasDelivered` for someone in care until now; `reason` (key of REASONS)
   * when care ends with it, -1 when another provider follows or is looked for.
   */
  leaveProvider(person: number, wasDelivered = this.world.people.at[person] === AT.care, reason = -1): void {
    const { world } = this;
    const { people } = world;
    const { market, notices, ledger, freedHours, referrals } = this.services;
    referrals.leaves(person, reason);
    const slot = people.slot[person]!;
    const provider = market.slotProvider[slot]!;
    notices.over(person, provider);
    if (wasDelivered) market.careChanged(slot, -people.hours[person]!, !people.isSelfFunder(person));
    market.lose(person);
    people.handBackAt[person] = Number.POSITIVE_INFINITY;
    world.clear(TIMER.handBack, person);
    world.clear(TIMER.notice, person);
    market.release(slot, people.hours[person]!);
    ledger.sync(person);
    freedHours.of(provider);
  }

  /** A package in care moves to slot `to` without a day's break; what capacity moves with it is the caller's. */
  transfer(person: number, to: number): void {
    const { people } = this.world;
    const { market, handBackClock, ledger, referrals } = this.services;
    const isCouncil = !people.isSelfFunder(person);
    if (isCouncil) handBackClock.stop(person);
    const hours = people.hours[person]!;
    const from = people.slot[person]!;
    market.careChanged(from, -hours, isCouncil);
    market.release(from, hours);
    market.lose(person);
    market.take(person, to);
    market.reserve(to, hours);
    market.careChanged(to, hours, isCouncil);
    if (isCouncil) handBackClock.run(person);
    referrals.moved(person);
    ledger.sync(person);
  }

  /** Timer: need is over. */
  needEnds(person: number): void {
    const { world } = this;
    const { endReasons } = world.params.need[world.people.group[person]!]!;
    const reason = endReasons[choose(endReasons, world.uniform(person, END_REASON, 0))]!.reason;
    this.end(person, REASON[reason]);
  }

  /** The package ends and the person leaves, for a reason (key of REASONS). */
  end(person: number, reason: number): void {
    this.stop(person, reason);
    this.services.departures.leave(person, reason);
  }

  /** The package, or the request for one, ends for a reason (key of REASONS); where the person goes is the caller's. */
  stop(person: number, reason: number): void {
    const { people, recorder } = this.world;
    const { brokerage, selfFunders } = this.services;
    if (people.isSelfFunder(person)) selfFunders.cancel(person);
    else {
      if (people.slot[person]! >= 0) recorder.count(ENDS, 1, people.area[person]!, people.group[person]!, reason);
      brokerage.cancel(person);
    }
    if (people.slot[person]! >= 0) this.leaveProvider(person, people.at[person] === AT.care, reason);
  }

  /** New parameters are in force: running hazards go on at their new rates, prices are booked anew. */
  phaseChange(before: Params): void {
    const { world } = this;
    const { people } = world;
    const { clientStays, givingUp, handBackClock, ledger, selfFunders } = this.services;
    for (let i = 0; i < people.high; i += ROW) {
      const at = people.at[i]!;
      if (at === AT.free || at === AT.left) continue;
      const isSelf = people.isSelfFunder(i);
      if (at === AT.care) {
        if (!isSelf && !people.isUnderNotice(i)) world.clear(TIMER.handBack, i);
        clientStays.phaseChange(i, before);
      }
      if (isSelf) selfFunders.phaseChange(i, before);
      else if (people.request[i] !== REQUEST.none) givingUp.rearm(i);
      ledger.sync(i);
    }
    handBackClock.week();
  }
}
