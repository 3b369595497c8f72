/**
 * After an episode of reablement: someone independent is followed, to the 91st day after leaving hospital if they came from there.
 * Meanwhile they may die, go to a care home or back to hospital, or be referred for home care.
 */
import { ORIGIN, PRIORITY, REASON } from '../keys.js';
import { AT, FLAG } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { pick } from '../shares.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const INDEPENDENT = channel('reablement.no_ongoing_support');
const DAY_91 = channel('reablement.day_91');
const DAY_91_HOME = channel('reablement.day_91_home');

const AFTERWARDS = purpose('afterwards');
const DAYS = 91;
/** Places that are not home. */
const AWAY_FROM_HOME: readonly number[] = [AT.admitted, AT.hospital, AT.homeForPlacement, AT.placed];

export class FollowUp {
  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'needs' | 'brokerage' | 'intake' | 'departures'>,
  ) {}

  /** Someone leaves hospital into reablement: asked after in 91 days, if the run goes on until then. */
  arm(person: number): void {
    const { world } = this;
    const day91 = world.now + DAYS;
    if (day91 <= world.end) world.set(TIMER.day91, person, day91, ORDER.usual);
  }

  /** An episode ends with no support needed. */
  becomesIndependent(person: number): void {
    const { world } = this;
    const { people } = world;
    world.recorder.count(INDEPENDENT, 1, people.area[person]!, people.group[person]!);
    people.at[person] = AT.independent;
    people.flags[person]! |= FLAG.atHomeWhenLeft;
    const hazard = sum(this.hazards());
    const follow = world.isSet(TIMER.day91, person) ? world.due(TIMER.day91, person) : world.now;
    const next = hazard > 0 ? world.now + world.exponential(person, AFTERWARDS, 0) / hazard : Number.POSITIVE_INFINITY;
    if (next < follow) world.set(TIMER.stage, person, next, ORDER.usual);
    else if (follow <= world.now) this.services.departures.leave(person, REASON.recovered);
    world.tell('independent', person);
  }

  /** Hazards a day of what may happen to someone independent: dies, care home, hospital, referred again. */
  private hazards(): readonly [number, number, number, number] {
    const { died, careHome, readmitted, referredAgain } = this.services.intake.params.afterwards;
    return [died, careHome, readmitted, referredAgain];
  }

  /** Timer: something happened to someone who had become independent. */
  afterwards(person: number): void {
    const { world } = this;
    const { people } = world;
    const { brokerage, departures, intake, needs } = this.services;
    const hazards = this.hazards();
    const what = pick(hazards, world.uniform(person, AFTERWARDS, 1) * sum(hazards));
    if (what < 3) {
      departures.leave(person, [REASON.died, REASON.care_home, REASON.hospital][what]!);
      return;
    }
    people.at[person] = AT.home;
    people.origin[person] = ORIGIN.community;
    needs.set(person);
    brokerage.request(person, PRIORITY.community, world.now, world.now);
    intake.mayCover(person);
  }

  /** Timer: ninety-one days after the discharge: found at home, or dead, in a care home, in hospital. */
  day91(person: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const at = people.at[person]!;
    const isHome =
      at === AT.left || at === AT.independent ? (people.flags[person]! & FLAG.atHomeWhenLeft) !== 0 : !AWAY_FROM_HOME.includes(at);
    recorder.count(DAY_91, 1, people.area[person]!, people.group[person]!);
    if (isHome) recorder.count(DAY_91_HOME, 1, people.area[person]!, people.group[person]!);
    if (at === AT.independent) this.services.departures.leave(person, REASON.recovered);
    else if (at === AT.left) people.remove(person);
  }
}

function sum([a, b, c, d]: readonly [number, number, number, number]): number {
  return a + b + c + d;
}
