/**
 * Beds and placements: residential and nursing care, interim beds, bed-based rehabilitation, inpatient and out-of-area beds, places for
 * a short stay. Beds by area (or no limit), a stay, a queue first come first served, a weekly cost. People wait where they are: in a
 * hospital bed, or at home. Who comes and goes by a planned move (moves.ts) reserves a bed first and has no queue here.
 */
import { REASONS } from '../../metrics.js';
import { equilibrium, residual } from '../../random/sampler.js';
import { FitQueue } from '../fit-queue.js';
import type { PlacementParams } from '../input.js';
import { PATHWAY, PAYER, PRIORITY, REASON } from '../keys.js';
import { AT, ROW } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { choose } from '../shares.js';
import { ORDER, TIMER } from '../timers.js';
import { OUTCOME, type Outcome, QUEUE } from '../waits.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const OCCUPIED = channel('placements.occupied');
const STOCK = channel('placements.stock');
const ADMISSIONS = channel('placements.admissions');
const ENDS = channel('placements.ends');
const INPATIENTS = channel('specialist.inpatients');
const QUEUED = channel('placements.queue');
const REQUESTS = channel('placements.requests');
const WAITED = channel('placements.waited');
const WAITS_ENDED = channel('placements.waits_ended');
const WAIT_DAYS = channel('placements.wait_days');
const COST = channel('cost.placements');
const STAY = purpose('placement stay');
const END_REASON = purpose('placement end reason');
const GIVE_UP = purpose('give up');
/** Index of give-up draws for the queues of placements, apart from those of other queues. */
const QUEUE_SPELL = 2_000_000;

export class Placements {
  /** people in beds, and beds kept for people about to come, by kind and area: row = kind * areas + area */
  private readonly occupied: Int32Array;
  private readonly reserved: Int32Array;
  private readonly queue: FitQueue;
  /** weekly cost booked for each person in a bed, by number of the person: index / ROW */
  private price = new Float64Array(1024);
  /** keys of PATHWAYS (-1 for none) and PAYERS by kind, in the phase in force */
  private readonly pathwayOf: Int32Array;
  private readonly payerOf: Int32Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'hospital' | 'departures' | 'homes' | 'cohorts'>,
  ) {
    const kinds = world.params.placements.length;
    this.occupied = new Int32Array(kinds * world.areas);
    this.reserved = new Int32Array(kinds * world.areas);
    this.queue = new FitQueue(kinds * world.areas);
    this.pathwayOf = new Int32Array(kinds);
    this.payerOf = new Int32Array(kinds);
  }

  start(): void {
    this.occupied.fill(0);
    this.reserved.fill(0);
    this.queue.reset();
    this.setKeys();
  }

  private setKeys(): void {
    this.world.params.placements.forEach((kind, k) => {
      this.pathwayOf[k] = kind.pathway === null ? -1 : PATHWAY[kind.pathway];
      this.payerOf[k] = PAYER[kind.payer];
    });
  }

  private kind(person: number): PlacementParams {
    return this.world.params.placements[this.world.people.placement[person]!]!;
  }

  /** Someone needs a bed of kind `placement` (index into `placements`); where they wait is set. */
  refer(person: number, placement: number): void {
    const { world } = this;
    const { people } = world;
    people.placement[person] = placement;
    people.requestTime[person] = world.now;
    const row = this.rowOf(placement, people.area[person]!);
    this.count(REQUESTS, person, 1);
    this.queue.join(row, person, 0, world.now, 0);
    this.watchQueue(person, 1);
    const { giveUp } = this.kind(person);
    if (giveUp > 0) world.set(TIMER.giveUp, person, world.now + world.exponential(person, GIVE_UP, QUEUE_SPELL) / giveUp, ORDER.usual);
    this.serve(row);
    if (this.queue.has(person)) this.count(WAITED, person, 1);
  }

  private count(counted: number, person: number, n: number): void {
    const { people, recorder } = this.world;
    recorder.count(counted, n, people.area[person]!, people.group[person]!, this.pathway(person), people.placement[person]!);
  }

  private rowOf(placement: number, area: number): number {
    return placement * this.world.areas + area;
  }

  private pathway(person: number): number {
    return this.pathwayOf[this.world.people.placement[person]!]!;
  }

  private watchQueue(person: number, sign: 1 | -1): void {
    const { people, recorder } = this.world;
    recorder.level(QUEUED, sign, people.area[person]!, people.group[person]!, this.pathway(person), people.placement[person]!);
  }

  /** Beds of a kind in an area that nobody is in and nobody is about to come into; Infinity where there is no limit. */
  free(placement: number, area: number): number {
    const row = this.rowOf(placement, area);
    return Math.max(0, this.world.params.placements[placement]!.bedsByArea[area]! - this.occupied[row]! - this.reserved[row]!);
  }

  /** Keep a free bed for someone about to come. */
  reserve(placement: number, area: number): void {
    this.reserved[this.rowOf(placement, area)]!++;
  }

  /** A bed kept is given back, or used by `enter`. */
  release(placement: number, area: number): void {
    this.reserved[this.rowOf(placement, area)]!--;
  }

  /** A bed that nobody in the queue wants may suit someone who looks for a home. */
  private offer(placement: number, area: number): void {
    if (this.world.input.specialist !== null && this.free(placement, area) > 0) this.services.homes.bedFree(placement, area);
  }

  /** First area with a free bed of a kind, or -1. */
  firstFree(placement: number): number {
    for (let area = 0; area < this.world.areas; area++) if (this.free(placement, area) > 0) return area;
    return -1;
  }

  private serve(row: number): void {
    const { world } = this;
    const area = row % world.areas;
    const placement = Math.floor(row / world.areas);
    while (this.free(placement, area) > 0) {
      const person = this.queue.head(row);
      if (person < 0) return;
      this.unqueue(person, OUTCOME.started);
      const from = world.people.at[person]!;
      this.enter(person, placement, area, this.stay(person, placement));
      if (from === AT.hospital) this.services.hospital.discharge(person);
    }
  }

  /** Days that someone stays in a bed of a kind. */
  stay(person: number, placement: number): number {
    const { stay } = this.world.params.placements[placement]!;
    return stay === null ? Number.POSITIVE_INFINITY : this.world.sample(person, stay, STAY, 0);
  }

  private unqueue(person: number, outcome: Outcome): void {
    const { world } = this;
    this.queue.leave(person);
    world.clear(TIMER.giveUp, person);
    this.watchQueue(person, -1);
    this.count(WAITS_ENDED, person, 1);
    this.count(WAIT_DAYS, person, world.now - world.people.requestTime[person]!);
    this.closeWait(person, outcome);
  }

  private closeWait(person: number, outcome: Outcome): void {
    const { people } = this.world;
    const priority = people.at[person] === AT.hospital ? PRIORITY.hospital : PRIORITY.community;
    this.world.closeWait(QUEUE.placements, person, people.requestTime[person]!, outcome, priority);
  }

  /** At the end of the run: those who still wait. */
  closeWaits(): void {
    const { people } = this.world;
    for (let i = 0; i < people.high; i += ROW) if (this.queue.has(i)) this.closeWait(i, OUTCOME.stillWaiting);
  }

  /** Someone comes into a bed for so many days; Infinity: until they are moved. */
  enter(person: number, placement: number, area: number, days: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const { id, costPerWeek } = world.params.placements[placement]!;
    people.placement[person] = placement;
    this.put(person, area, costPerWeek, days);
    if (world.input.specialist !== null && days < Number.POSITIVE_INFINITY) this.services.cohorts.resident(person, placement, false);
    if (world.input.specialist !== null) recorder.count(ADMISSIONS, 1, people.area[person]!, people.group[person]!, placement);
    world.tell('placed', person, id);
  }

  private put(person: number, area: number, price: number, days: number): void {
    const { world } = this;
    world.people.at[person] = AT.placed;
    world.people.bedArea[person] = area;
    this.setPrice(person, price);
    this.occupied[this.rowOf(world.people.placement[person]!, area)]!++;
    this.watch(person, 1);
    if (days < Number.POSITIVE_INFINITY) world.set(TIMER.stage, person, world.now + days, ORDER.usual);
  }

  private setPrice(person: number, price: number): void {
    const n = person / ROW;
    if (n >= this.price.length) {
      const grown = new Float64Array(Math.max(n + 1, 2 * this.price.length));
      grown.set(this.price);
      this.price = grown;
    }
    this.price[n] = price;
  }

  /** Someone in a bed on day 0: what is left of a stay under way; `u` is a uniform. */
  enterOnDay0(person: number, placement: number, u: number): void {
    const { stay } = this.world.params.placements[placement]!;
    this.underWay(person, placement, stay === null ? Number.POSITIVE_INFINITY : equilibrium(stay, u));
  }

  /** Someone who has been in a bed for `age` days on day 0: what is left of the stay given that; `u` is a uniform. */
  enterKnown(person: number, placement: number, age: number, u: number): void {
    const { stay } = this.world.params.placements[placement]!;
    this.underWay(person, placement, stay === null ? Number.POSITIVE_INFINITY : residual(stay, age, u));
  }

  private underWay(person: number, placement: number, days: number): void {
    const { world } = this;
    this.enterUntilMoved(person, placement);
    if (world.input.specialist !== null) this.services.cohorts.resident(person, placement, true);
    if (days < Number.POSITIVE_INFINITY) world.set(TIMER.stage, person, world.now + days, ORDER.usual);
  }

  /** Someone in a bed on day 0 who stays until they are moved. */
  enterUntilMoved(person: number, placement: number): void {
    const { world } = this;
    world.people.placement[person] = placement;
    this.put(person, world.people.area[person]!, world.params.placements[placement]!.costPerWeekOnDay0, Number.POSITIVE_INFINITY);
  }

  private watch(person: number, sign: 1 | -1): void {
    const { people, recorder } = this.world;
    const a = people.area[person]!;
    const g = people.group[person]!;
    const placement = people.placement[person]!;
    const kind = this.kind(person);
    recorder.level(OCCUPIED, sign, a, g, this.pathway(person), placement);
    if (this.world.input.specialist !== null) this.watchSpecialist(person, placement, kind.setting, sign);
    recorder.level(COST, sign * this.price[person / ROW]!, a, g, this.payerOf[placement]!, placement);
  }

  /** What is counted of beds where a scenario has specialist accommodation. */
  private watchSpecialist(person: number, placement: number, setting: PlacementParams['setting'], sign: 1 | -1): void {
    const { people, recorder } = this.world;
    recorder.level(STOCK, sign, this.rowOf(placement, people.bedArea[person]!));
    if (setting === 'inpatient') recorder.level(INPATIENTS, sign, people.area[person]!, people.group[person]!, placement);
  }

  /** Timer: the stay is over. */
  ends(person: number): void {
    const { world } = this;
    const { endReasons } = this.kind(person);
    const reason = endReasons.length === 1 ? endReasons[0]! : endReasons[choose(endReasons, world.uniform(person, END_REASON, 0))]!;
    this.vacate(person, REASON[reason.reason]);
    this.services.departures.leave(person, REASON[reason.reason]);
  }

  /** Someone is out of their bed, for a reason (key of REASONS); where they go is the caller's. The bed goes to the next. */
  vacate(person: number, reason: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const placement = people.placement[person]!;
    const row = this.rowOf(placement, people.bedArea[person]!);
    this.occupied[row]!--;
    this.watch(person, -1);
    if (world.input.specialist !== null) recorder.count(ENDS, 1, people.area[person]!, people.group[person]!, reason, placement);
    people.at[person] = AT.homeForPlacement;
    world.clear(TIMER.stage, person);
    world.tell('leaves placement', person, REASONS[reason]);
    this.serve(row);
    this.offer(placement, row % world.areas);
  }

  /** Someone who waits leaves the queue. */
  leaveQueue(person: number): void {
    this.unqueue(person, OUTCOME.gaveUp);
  }

  /** True while someone waits for a bed. */
  waits(person: number): boolean {
    return this.queue.has(person);
  }

  /** New numbers of beds are in force. */
  phaseChange(): void {
    this.setKeys();
    for (let row = 0; row < this.occupied.length; row++) this.serve(row);
  }

  /** What is in beds by the books, for the invariants: people by kind and area. */
  occupiedBy(placement: number, area: number): number {
    return this.occupied[this.rowOf(placement, area)]!;
  }
}
