/**
 * Notice: a provider hands a package back, or closes. Care goes on until the notice is over while brokerage looks for another
 * provider; some days before it ends the request becomes urgent, and when it ends care stops.
 */
import { ORIGIN, PRIORITY } from '../keys.js';
import { AT, FLAG, REQUEST } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const HAND_BACKS = channel('home_care.hand_backs');
const HAND_BACK_HOURS = channel('home_care.hand_back_hours');
const HANDING_BACK = channel('home_care.providers_handing_back');
const EXIT_PEOPLE = channel('home_care.exit_people');

const NOTICE = purpose('notice');

export class Notices {
  /** packages under notice, by provider */
  private readonly running: Int32Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<
      Services,
      'market' | 'brokerage' | 'ledger' | 'givingUp' | 'homeCare' | 'clientStays' | 'needs' | 'selfFunders' | 'intake' | 'takeovers'
    >,
  ) {
    this.running = new Int32Array(world.input.providers.length);
  }

  start(): void {
    this.running.fill(0);
  }

  /** Timer: handed back; or, under notice already, the hand-back becomes urgent. */
  handBack(person: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const { market, brokerage } = this.services;
    if (people.isUnderNotice(person)) {
      brokerage.setPriority(person, PRIORITY.hand_back_urgent);
      return;
    }
    const provider = market.slotProvider[people.slot[person]!]!;
    const tier = market.tier[provider]!;
    recorder.count(HAND_BACKS, 1, people.area[person]!, people.group[person]!, tier);
    recorder.count(HAND_BACK_HOURS, people.hours[person]!, people.area[person]!, people.group[person]!, tier);
    const days = world.sample(person, world.params.homeCare.notice, NOTICE, people.careSpell[person]!);
    world.tell('handed back', person, world.input.providers[provider]!.id);
    this.give(person, world.now + days);
  }

  /** Care goes on until `stops`; a new provider is looked for meanwhile. */
  private give(person: number, stops: number): void {
    const { world } = this;
    const { people } = world;
    const { market, brokerage, ledger } = this.services;
    const provider = market.slotProvider[people.slot[person]!]!;
    if (this.running[provider]!++ === 0) world.recorder.level(HANDING_BACK, 1, market.tier[provider]!);
    people.flags[person]! |= FLAG.underNotice;
    world.set(TIMER.notice, person, stops, ORDER.usual);
    const urgentAt = stops - world.params.brokerage.urgentDays;
    if (urgentAt > world.now) world.set(TIMER.handBack, person, urgentAt, ORDER.usual);
    else world.clear(TIMER.handBack, person);
    if (people.isSelfFunder(person)) ledger.sync(person);
    else if (people.request[person] === REQUEST.none) {
      people.origin[person] = ORIGIN.hand_back;
      people.avoidSlot[person] = people.slot[person]!;
      brokerage.request(person, urgentAt > world.now ? PRIORITY.hand_back_other : PRIORITY.hand_back_urgent, world.now, stops);
    }
  }

  /** The package leaves its provider: its notice, if any, is over. */
  over(person: number, provider: number): void {
    const { world } = this;
    if (!world.people.isUnderNotice(person)) return;
    world.people.flags[person]! &= ~FLAG.underNotice;
    if (--this.running[provider]! === 0) world.recorder.level(HANDING_BACK, -1, this.services.market.tier[provider]!);
  }

  /** Timer: notice is over and care stops, unless the new provider has begun. */
  ends(person: number): void {
    const { world } = this;
    const { people } = world;
    const { brokerage, clientStays, givingUp, homeCare, intake, needs, selfFunders } = this.services;
    if (people.at[person] === AT.admitted) {
      clientStays.giveUp(person);
      return;
    }
    needs.stop(person);
    world.clear(TIMER.admit, person);
    if (people.isSelfFunder(person)) {
      homeCare.leaveProvider(person);
      selfFunders.seek(person);
      return;
    }
    people.at[person] = AT.home;
    homeCare.leaveProvider(person, true);
    if (people.request[person] !== REQUEST.sourced) brokerage.setPriority(person, PRIORITY.hand_back_urgent);
    givingUp.rearm(person);
    world.tell('care stops', person);
    intake.mayCover(person);
  }

  /**
   * A provider gives notice to everyone: packages in its care that do not move with their carers are on notice until day `closes`,
   * those held in hospital are given up, those it had accepted are offered again.
   */
  providerCloses(provider: number, closes: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const { market, clientStays, takeovers } = this.services;
    for (const i of market.peopleOf(provider)) {
      const slot = people.slot[i]!;
      if (people.request[i] === REQUEST.sourced && market.slotProvider[people.nextSlot[i]!] === provider) this.sourcedLost(i);
      if (slot < 0 || market.slotProvider[slot] !== provider) continue;
      if (!people.isSelfFunder(i)) recorder.count(EXIT_PEOPLE, 1, people.area[i]!, people.group[i]!, market.tier[provider]!);
      if (takeovers.isToMove(i, closes - world.now)) continue;
      people.flags[i]! |= FLAG.providerClosed;
      if (people.at[i] === AT.admitted) clientStays.giveUp(i);
      else if (!people.isUnderNotice(i)) this.give(i, closes);
      else if (world.due(TIMER.notice, i) > closes) {
        // care stops sooner than the notice said, and is needed from then
        world.set(TIMER.notice, i, closes, ORDER.usual);
        people.needTime[i] = closes;
      }
    }
  }

  /** A provider has closed whose package was to move with its carers, and nobody is there to take it: care stops now. */
  notTakenOver(person: number): void {
    const { people } = this.world;
    people.flags[person]! |= FLAG.providerClosed;
    if (people.at[person] === AT.admitted) this.services.clientStays.giveUp(person);
    else this.give(person, this.world.now);
  }

  /** The provider that had accepted closes before care began: the package is offered again, as old as it was. */
  private sourcedLost(person: number): void {
    const { people } = this.world;
    const { brokerage, selfFunders } = this.services;
    if (people.isSelfFunder(person)) {
      selfFunders.cancel(person);
      selfFunders.seek(person);
      return;
    }
    const need = people.needTime[person]!;
    const since = people.requestTime[person]!;
    brokerage.cancel(person, false);
    brokerage.request(person, people.priority[person]!, since, need, this.world.now);
  }
}
