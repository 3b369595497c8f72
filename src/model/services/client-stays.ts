/**
 * Clients' own stays in hospital: admission from care, the package held (paid at first) and then given up, and at the end of the stay
 * the package restarts, is sourced afresh, or is not needed any more.
 */
import type { Params } from '../input.js';
import { PRIORITY, REASON } from '../keys.js';
import { AT, FLAG, REQUEST } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const GIVEN_UP = channel('home_care.given_up_in_hospital');
const ADMISSIONS = channel('hospital.client_admissions');
const IN_HOSPITAL = channel('hospital.clients');

const ADMISSION = purpose('admission');
const STAY = purpose('hospital stay');
const NOT_RETURNING = purpose('not returning');

export class ClientStays {
  constructor(
    private readonly world: World,
    private readonly services: Pick<
      Services,
      | 'market'
      | 'brokerage'
      | 'referrals'
      | 'returns'
      | 'givingUp'
      | 'ledger'
      | 'hospital'
      | 'homeCare'
      | 'needs'
      | 'handBackClock'
      | 'selfFunders'
      | 'nights'
    >,
  ) {}

  /** Someone in care may be admitted from now on. */
  arm(person: number): void {
    const { world } = this;
    const { hospital } = world.params.need[world.people.group[person]!]!;
    if (hospital.hazard <= 0 || world.isSet(TIMER.admit, person)) return;
    world.set(TIMER.admit, person, world.now + this.admissionExponential(person) / hospital.hazard, ORDER.usual);
  }

  private admissionExponential(person: number): number {
    return this.world.exponential(person, ADMISSION, this.world.people.hospitalSpell[person]!);
  }

  /** New parameters are in force: someone in care goes on at the new hazard of admission. */
  phaseChange(person: number, before: Params): void {
    const { world } = this;
    const g = world.people.group[person]!;
    const was = before.need[g]!.hospital.hazard;
    world.rescale(TIMER.admit, person, was, world.params.need[g]!.hospital.hazard, () => this.admissionExponential(person));
  }

  /** Timer: a client is admitted to hospital; the package is held. */
  admit(person: number): void {
    const { people, recorder } = this.world;
    recorder.count(ADMISSIONS, 1, people.area[person]!, people.group[person]!);
    this.enter(person);
  }

  /** A client is in hospital from now on. */
  enter(person: number): void {
    const { world } = this;
    const { people, recorder, params } = world;
    const { market, needs, handBackClock, givingUp, ledger } = this.services;
    const a = people.area[person]!;
    const g = people.group[person]!;
    const spell = people.hospitalSpell[person]!++;
    recorder.level(IN_HOSPITAL, 1, a, g);
    needs.stop(person);
    if ((people.flags[person]! & (FLAG.selfFunder | FLAG.underNotice)) === 0) handBackClock.stop(person);
    market.careChanged(people.slot[person]!, -people.hours[person]!, !people.isSelfFunder(person));
    people.at[person] = AT.admitted;
    givingUp.rearm(person);
    const stay = world.sample(person, params.need[g]!.hospital.stay, STAY, spell);
    world.set(TIMER.stage, person, world.now + stay, ORDER.usual);
    const { paidDays, heldDays } = params.homeCare.retention;
    world.set(TIMER.held, person, world.now + Math.min(paidDays, heldDays), ORDER.usual);
    world.tell('admitted to hospital', person);
    ledger.sync(person);
  }

  /** Timer: paid days are over, or the retention period is. */
  heldEnds(person: number): void {
    const { world } = this;
    const { people } = world;
    const { paidDays, heldDays } = world.params.homeCare.retention;
    if ((people.flags[person]! & FLAG.unpaid) === 0 && heldDays > paidDays) {
      people.flags[person]! |= FLAG.unpaid;
      world.set(TIMER.held, person, world.now + heldDays - paidDays, ORDER.usual);
      this.services.ledger.sync(person);
      return;
    }
    world.recorder.count(GIVEN_UP, 1, people.area[person]!, people.group[person]!);
    this.giveUp(person);
  }

  /** The package of someone in hospital is given up: its hours come free, and it is sourced afresh when they are ready. */
  giveUp(person: number): void {
    const { world } = this;
    const { brokerage, homeCare } = this.services;
    world.clear(TIMER.held, person);
    if (world.people.request[person] !== REQUEST.none && world.people.request[person] !== REQUEST.sourced) brokerage.cancel(person);
    homeCare.leaveProvider(person);
    this.services.nights.release(person);
    world.tell('package given up', person);
  }

  /** A new provider would have begun while the client is in hospital: it holds the package in place of the old. */
  changeProvider(person: number, slot: number): void {
    const { world } = this;
    const { people } = world;
    const { brokerage, homeCare, ledger, market } = this.services;
    if (people.slot[person]! >= 0) homeCare.leaveProvider(person);
    brokerage.met(person);
    market.take(person, slot);
    this.services.returns.takesOver(person);
    ledger.sync(person);
    if (!world.isSet(TIMER.held, person)) world.set(TIMER.held, person, world.now + world.params.homeCare.retention.heldDays, ORDER.usual);
  }

  /** Timer: the stay is over. */
  end(person: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const { brokerage, homeCare, hospital, ledger, selfFunders } = this.services;
    const g = people.group[person]!;
    recorder.level(IN_HOSPITAL, -1, people.area[person]!, g);
    world.clear(TIMER.held, person);
    const { notReturning } = world.params.need[g]!.hospital;
    if (world.uniform(person, NOT_RETURNING, people.hospitalSpell[person]!) < notReturning) homeCare.end(person, REASON.died);
    else if (people.slot[person]! >= 0) this.restart(person);
    else if (people.isSelfFunder(person)) selfFunders.seek(person);
    else {
      hospital.readyAgain(person);
      if (people.request[person] === REQUEST.none) brokerage.request(person, PRIORITY.hospital, world.now, world.now);
      else ledger.sync(person);
    }
  }

  private restart(person: number): void {
    const { world } = this;
    const { people } = world;
    const { market, givingUp, homeCare, hospital, ledger } = this.services;
    people.at[person] = AT.care;
    people.flags[person]! &= ~FLAG.unpaid;
    market.careChanged(people.slot[person]!, people.hours[person]!, !people.isSelfFunder(person));
    homeCare.resume(person);
    this.services.referrals.restarts(person);
    hospital.restarted(person);
    if (people.isUnderNotice(person)) givingUp.rearm(person);
    world.tell('care restarts after hospital', person);
    ledger.sync(person);
  }
}
