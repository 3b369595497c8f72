/**
 * Beds and placements: residential and nursing care, interim beds, bed-based rehabilitation. Beds by area (or no limit), a stay,
 * a queue first come first served, a weekly cost. People wait where they are: in a hospital bed, or at home.
 */
import { draw, lengthBiasedRank, residual } from '../../random/sampler.js';
import { FitQueue } from '../fit-queue.js';
import type { PlacementParams } from '../input.js';
import { PATHWAY, PAYER, REASON } from '../keys.js';
import { AT } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const OCCUPIED = channel('placements.occupied');
const QUEUED = channel('placements.queue');
const COST = channel('cost.placements');
const STAY = purpose('placement stay');
const GIVE_UP = purpose('give up');
/** Index of give-up draws for the queues of placements, apart from those of other queues. */
const QUEUE_SPELL = 2_000_000;

export class Placements {
  /** people in beds, and people who wait for one, by kind and area: row = kind * areas + area */
  private readonly occupied: Int32Array;
  private readonly queue: FitQueue;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'hospital' | 'departures'>,
  ) {
    const kinds = world.params.placements.length;
    this.occupied = new Int32Array(kinds * world.areas);
    this.queue = new FitQueue(kinds * world.areas);
  }

  start(): void {
    this.occupied.fill(0);
    this.queue.reset();
  }

  private kind(person: number): PlacementParams {
    return this.world.params.placements[this.world.people.placement[person]!]!;
  }

  /** Someone needs a bed of kind `placement` (index into `placements`); where they wait is set. */
  refer(person: number, placement: number): void {
    const { world } = this;
    const { people } = world;
    people.placement[person] = placement;
    const row = this.row(person);
    this.queue.join(row, person, 0, world.now, 0);
    world.recorder.level(QUEUED, 1, people.area[person]!, people.group[person]!, this.pathway(person));
    const { giveUp } = this.kind(person);
    if (giveUp > 0) world.set(TIMER.giveUp, person, world.now + world.exponential(person, GIVE_UP, QUEUE_SPELL) / giveUp, ORDER.usual);
    this.serve(row);
  }

  private row(person: number): number {
    return this.world.people.placement[person]! * this.world.areas + this.world.people.area[person]!;
  }

  private pathway(person: number): number {
    return PATHWAY[this.kind(person).pathway];
  }

  private serve(row: number): void {
    const { world } = this;
    const area = row % world.areas;
    const beds = world.params.placements[Math.floor(row / world.areas)]!.bedsByArea[area]!;
    while (this.occupied[row]! < beds) {
      const person = this.queue.head(row);
      if (person < 0) return;
      this.unqueue(person);
      const days = world.sample(person, this.kind(person).stay, STAY, 0);
      const from = world.people.at[person]!;
      this.enter(person, days);
      if (from === AT.hospital) this.services.hospital.discharge(person);
    }
  }

  private unqueue(person: number): void {
    const { world } = this;
    this.queue.leave(person);
    world.clear(TIMER.giveUp, person);
    world.recorder.level(QUEUED, -1, world.people.area[person]!, world.people.group[person]!, this.pathway(person));
  }

  private enter(person: number, days: number): void {
    const { world } = this;
    world.people.at[person] = AT.placed;
    this.occupied[this.row(person)]!++;
    this.watch(person, 1);
    if (days < Number.POSITIVE_INFINITY) world.set(TIMER.stage, person, world.now + days, ORDER.usual);
    world.tell('placed', person, this.kind(person).id);
  }

  /** Someone in a bed on day 0: what is left of a stay under way. */
  enterOnDay0(person: number, placement: number, u: number, v: number): void {
    this.world.people.placement[person] = placement;
    const { stay } = this.kind(person);
    this.enter(person, draw(stay, lengthBiasedRank(stay, u)) * v);
  }

  /** Someone who has been in a bed for `age` days on day 0: what is left of the stay given that; `u` is a uniform. */
  enterKnown(person: number, placement: number, age: number, u: number): void {
    this.world.people.placement[person] = placement;
    this.enter(person, residual(this.kind(person).stay, age, u));
  }

  private watch(person: number, sign: 1 | -1): void {
    const { people, recorder } = this.world;
    const a = people.area[person]!;
    const g = people.group[person]!;
    const kind = this.kind(person);
    recorder.level(OCCUPIED, sign, a, g, this.pathway(person));
    recorder.level(COST, sign * kind.costPerWeek, a, g, PAYER[kind.payer]);
  }

  /** Timer: the stay is over. */
  ends(person: number): void {
    const row = this.row(person);
    this.free(person);
    this.services.departures.leave(person, REASON.recovered);
    this.serve(row);
  }

  private free(person: number): void {
    this.occupied[this.row(person)]!--;
    this.watch(person, -1);
  }

  /** Someone moves out before the stay is over; where they go is the caller's. */
  vacate(person: number): void {
    this.free(person);
    this.world.people.at[person] = AT.homeForPlacement;
    this.world.clear(TIMER.stage, person);
    this.serve(this.row(person));
  }

  /** Someone who waits leaves the queue. */
  leaveQueue(person: number): void {
    this.unqueue(person);
  }

  /** True while someone waits for a bed. */
  waits(person: number): boolean {
    return this.queue.has(person);
  }

  /** New numbers of beds are in force. */
  phaseChange(): void {
    for (let row = 0; row < this.occupied.length; row++) this.serve(row);
  }
}
