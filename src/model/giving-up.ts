/**
 * Giving up waiting. Someone who waits for home care through brokerage has a unit exponential to spend at a hazard that depends on
 * where they wait; it is kept when they move. Other queues (self-funders, reablement, placements) set the timer themselves; what
 * happens when it runs out is here for all of them.
 */
import { REASONS } from '../metrics.js';
import { PLACE_AT, REASON } from './keys.js';
import { AT, REQUEST } from './people.js';
import { purpose } from './purpose.js';
import { channel } from './recorder.js';
import type { Services } from './services/services.js';
import { choose } from './shares.js';
import { ORDER, TIMER } from './timers.js';
import type { World } from './world.js';

const GAVE_UP = channel('list.gave_up');
const GIVE_UP = purpose('give up');
const GIVE_UP_REASON = purpose('give-up reason');

export class GivingUp {
  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'selfFunders' | 'placements' | 'intake' | 'departures'>,
  ) {}

  /** A new request: a fresh unit exponential. The clock itself starts with `rearm`. */
  renew(person: number, spell: number): void {
    this.world.people.giveUpLeft[person] = this.world.exponential(person, GIVE_UP, spell);
  }

  /** The place of waiting (or the hazards) changed: spend what was spent at the old hazard and go on at the new. */
  rearm(person: number): void {
    const { world } = this;
    const { people } = world;
    const spent = (world.now - people.giveUpFrom[person]!) * people.giveUpHazard[person]!;
    if (world.isSet(TIMER.giveUp, person)) people.giveUpLeft[person]! -= spent;
    const hazard = this.hazard(person);
    people.giveUpHazard[person] = hazard;
    people.giveUpFrom[person] = world.now;
    if (hazard > 0) world.set(TIMER.giveUp, person, world.now + Math.max(0, people.giveUpLeft[person]!) / hazard, ORDER.usual);
    else world.clear(TIMER.giveUp, person);
  }

  private hazard(person: number): number {
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

  /** Timer: the person gives up, whatever it is they wait for. */
  giveUp(person: number): void {
    const { world } = this;
    const { people } = world;
    const { selfFunders, placements, intake, departures } = this.services;
    if (people.isSelfFunder(person)) {
      selfFunders.giveUp(person);
      return;
    }
    const reason = this.reason(person);
    if (people.request[person] !== REQUEST.none) {
      world.recorder.count(GAVE_UP, 1, people.area[person]!, people.group[person]!, reason, PLACE_AT[people.at[person]!]!);
      world.tell('gives up waiting', person, REASONS[reason]);
    } else if (placements.waits(person)) placements.leaveQueue(person);
    else intake.leaveQueue(person);
    departures.leave(person, reason);
  }

  /** Why: a key of REASONS. */
  private reason(person: number): number {
    const { people, params } = this.world;
    const { giveUpReasons } = params.brokerage;
    if (giveUpReasons.length === 0) return REASON.family;
    const u = this.world.uniform(person, GIVE_UP_REASON, people.requestSpell[person]!);
    return REASON[giveUpReasons[choose(giveUpReasons, u)]!.reason];
  }
}
