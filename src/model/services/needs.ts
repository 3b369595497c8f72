/**
 * What a person needs: hours a week and length in days, tied by a copula, fixed when the need is first known. The remaining length
 * runs while anyone delivers care and stands still while the person is uncovered, in hospital or bridged.
 */
import { copulaLogTail, copulaRank } from '../../random/normal.js';
import { cumulative, draw, logSurvival, type Sampler, survivalQuantile } from '../../random/sampler.js';
import { FLAG } from '../people.js';
import { purpose } from '../purpose.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const NEED_HOURS = purpose('need hours');
const NEED_LENGTH = purpose('need length');
const DOUBLE = purpose('double-handed');
const HARD = purpose('hard to place');

export class Needs {
  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'nights'>,
  ) {}

  /** Fix what belongs to a person's need; `lengthRank` is the uniform that their length follows, and their hours in part. */
  set(person: number, lengthRank = this.lengthRank(person)): void {
    const { world } = this;
    const { people } = world;
    const need = world.params.need[people.group[person]!]!;
    people.needLeft[person] = draw(need.length, lengthRank);
    people.hours[person] = quarters(draw(need.hours, this.hoursRank(person, lengthRank)));
    this.setDoubleHanded(person, need.doubleHanded);
    this.setHard(person, need.hardByArea[people.area[person]!]!);
    this.setNights(person);
  }

  private setNights(person: number): void {
    const { nightCare } = this.world.params.homeCare;
    if (nightCare !== null) this.services.nights.set(person, nightCare.needsByGroup[this.world.people.group[person]!]!);
  }

  /**
   * As `set`, for someone whose hours are known and who has been in care for `age` days: what is left of the need is drawn given both,
   * by `u`, a uniform. Whether they are double-handed or hard to place is drawn where it is null, and
   * whether they need nights always.
   */
  setKnown(person: number, hours: number, age: number, u: number, doubleHanded: boolean | null, hard: boolean | null): void {
    const { people } = this.world;
    const need = this.world.params.need[people.group[person]!]!;
    const longer = copulaLogTail(rankOfHours(need.hours, hours), logSurvival(need.length, age), u, need.hoursLengthCorrelation);
    people.needLeft[person] = survivalQuantile(need.length, longer, age) - age;
    people.hours[person] = hours;
    this.setDoubleHanded(person, doubleHanded === null ? need.doubleHanded : Number(doubleHanded));
    this.setHard(person, hard === null ? need.hardByArea[people.area[person]!]! : Number(hard));
    this.setNights(person);
  }

  private setDoubleHanded(person: number, share: number): void {
    if (this.world.uniform(person, DOUBLE, 0) < share) this.world.people.flags[person]! |= FLAG.doubleHanded;
  }

  /** Fix whether a person is hard to place, where a share of people like them is. */
  setHard(person: number, share: number): void {
    const { people } = this.world;
    if (this.world.uniform(person, HARD, 0) < share) people.flags[person]! |= FLAG.hard;
    else people.flags[person]! &= ~FLAG.hard;
  }

  /** Uniform that decides how long a person's need lasts; `n` numbers those drawn for a need under way. */
  lengthRank(person: number, n = 0): number {
    return this.world.uniform(person, NEED_LENGTH, n);
  }

  /** Uniform that decides their hours, given the one that decides the length: longer needs are larger. */
  hoursRank(person: number, lengthRank: number): number {
    const { world } = this;
    const { hoursLengthCorrelation } = world.params.need[world.people.group[person]!]!;
    return copulaRank(lengthRank, world.uniform(person, NEED_HOURS, 0), hoursLengthCorrelation);
  }

  /** Someone delivers care: the length of need runs. */
  run(person: number): void {
    const { world } = this;
    if (!world.isSet(TIMER.need, person)) world.set(TIMER.need, person, world.now + world.people.needLeft[person]!, ORDER.usual);
  }

  /** Nobody delivers care: the length of need stands still. */
  stop(person: number): void {
    const { world } = this;
    const due = world.due(TIMER.need, person);
    if (due === Number.POSITIVE_INFINITY) return;
    world.people.needLeft[person] = due - world.now;
    world.clear(TIMER.need, person);
  }
}

/** Rank of hours that were rounded to quarters: the middle of those that round to them. */
function rankOfHours(law: Sampler, hours: number): number {
  const rank = (cumulative(law, hours - 0.125) + cumulative(law, hours + 0.125)) / 2;
  return Math.min(1 - 1e-9, Math.max(1e-9, rank));
}

/** Hours of care are bought in quarter hours, at least one; sums of quarters are exact in binary. */
export function quarters(hours: number): number {
  return Math.max(0.25, Math.round(hours * 4) / 4);
}
