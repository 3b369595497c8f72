/** People leave the model, once, for a counted reason; whatever they held is given back. */
import { REASONS } from '../metrics.js';
import { REASON } from './keys.js';
import { AT, FLAG } from './people.js';
import type { Services } from './services/services.js';
import { TIMER } from './timers.js';
import type { World } from './world.js';

/** Reasons of leaving after which the person is still at home. */
const HOME_REASONS: readonly number[] = [REASON.recovered, REASON.family, REASON.direct_payment, REASON.no_service];

export class Departures {
  constructor(
    private readonly world: World,
    private readonly services: Pick<
      Services,
      'brokerage' | 'intake' | 'ledger' | 'hospital' | 'reablement' | 'placements' | 'register' | 'nights' | 'cohorts'
    >,
  ) {}

  /**
   * A person leaves for a reason (key of REASONS): out of the model, or to its care homes where it has them. Care with a provider and
   * places in queues of their own are over already; requests, hospital beds, bridging and cover are given back here. Someone who is
   * followed to day 91 stays on the books until then.
   */
  leave(person: number, reason: number): void {
    const { world, services } = this;
    const { people } = world;
    const at = people.at[person]!;
    world.tell('leaves', person, REASONS[reason]);
    services.cohorts.left(person, reason);
    if (reason === REASON.care_home && world.params.careHome >= 0 && this.mayBePlaced(person)) {
      this.detach(person, AT.homeForPlacement);
      services.register.forget(person, reason);
      services.placements.refer(person, world.params.careHome);
      return;
    }
    this.giveBack(person, AT.left);
    services.register.forget(person, reason);
    if (!world.isSet(TIMER.day91, person)) people.remove(person);
    else if (HOME_REASONS.includes(reason)) people.flags[person]! |= FLAG.atHomeWhenLeft;
    else people.flags[person]! &= ~FLAG.atHomeWhenLeft;
    // the index may be free, but nobody takes it before the hours are given back
    if (at === AT.bridged || at === AT.cover) services.reablement.released(person, at);
  }

  /** Someone whom no service takes leaves, for a reason (key of REASONS): they hold nothing that could be given back. */
  turnedAway(person: number, reason: number): void {
    this.world.tell('leaves', person, REASONS[reason]);
    this.world.people.remove(person);
  }

  /** Someone whose care home the council pays for, and who is not tired of waiting for one. */
  private mayBePlaced(person: number): boolean {
    const { people } = this.world;
    return !people.isSelfFunder(person) && people.at[person] !== AT.homeForPlacement && people.at[person] !== AT.placed;
  }

  /** As `leave`, for someone who stays in the model, at another place: a flat, or the queue for a placement. */
  detach(person: number, to: number): void {
    const at = this.world.people.at[person]!;
    this.services.cohorts.left(person, REASON.housing);
    this.giveBack(person, to);
    if (at === AT.bridged || at === AT.cover) this.services.reablement.released(person, at);
  }

  private giveBack(person: number, to: number): void {
    const { world, services } = this;
    const { people } = world;
    const at = people.at[person]!;
    services.brokerage.cancel(person);
    services.intake.forget(person);
    world.clearPersonal(person);
    people.at[person] = to;
    services.ledger.sync(person);
    services.nights.release(person);
    if (at === AT.hospital) services.hospital.leaves(person);
  }
}
