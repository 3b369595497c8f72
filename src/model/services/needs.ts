/**
 * What a person needs: hours a week and length in days, tied by a copula, fixed when the need is first known. The remaining length
 * runs while anyone delivers care and stands still while the person is uncovered, in hospital or bridged.
 */
import { copulaRank } from '../../random/normal.js';
import { draw } from '../../random/sampler.js';
import { FLAG } from '../people.js';
import { purpose } from '../purpose.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';

const NEED_HOURS = purpose('need hours');
const NEED_LENGTH = purpose('need length');
const DOUBLE = purpose('double-handed');
const HARD = purpose('hard to place');

export class Needs {
  constructor(private readonly world: World) {}

  /** Fix what belongs to a person's need; `lengthRank` is the uniform that their length follows, and their hours in part. */
  set(person: number, lengthRank = this.lengthRank(person)): void {
    const { world } = this;
    const { people } = world;
    const need = world.params.need[people.group[person]!]!;
    people.needLeft[person] = draw(need.length, lengthRank);
    people.hours[person] = quarters(draw(need.hours, this.hoursRank(person, lengthRank)));
    if (world.uniform(person, DOUBLE, 0) < need.doubleHanded) people.flags[person]! |= FLAG.doubleHanded;
    this.setHard(person, need.hardByArea[people.area[person]!]!);
  }

  /** Fix whether a person is hard to place, where a share of people like them is. */
  setHard(person: number, share: number): void {
    const { people } = this.world;
    if (this.world.uniform(person, HARD, 0) < share) people.flags[person]! |= FLAG.hard;
    else people.flags[person]! &= ~FLAG.hard;
  }

  /** Uniform that decides how long a new person's need lasts. */
  lengthRank(person: number): number {
    return this.world.uniform(person, NEED_LENGTH, 0);
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

/** Hours of care are bought in quarter hours, at least one; sums of quarters are exact in binary. */
export function quarters(hours: number): number {
  return Math.max(0.25, Math.round(hours * 4) / 4);
}
