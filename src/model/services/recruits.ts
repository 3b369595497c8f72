/**
 * The pool of recruits of each area: whole people without a post who would take one. They come as a Poisson process, take the vacancies
 * that wait, in turn, or wait themselves, and leave for another sector at a hazard. Where recruits are unlimited there is always one.
 */
import type { WorkforceParams } from '../input.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { ORDER, SYSTEM, systemIndex, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const POOL = channel('workforce.pool');

const RECRUIT = purpose('recruit');
const POOL_LOSS = purpose('pool loss');

export class Recruits {
  /** people in each area's pool */
  readonly pool: Int32Array;
  /** people who came into an area's sector (day 0 included) and who left it: with carers in post and the pool, an invariant */
  readonly came: Int32Array;
  readonly gone: Int32Array;
  /** vacancies that wait for a recruit, first in first out, from `served` on, by area; some may have closed since */
  private readonly waiting: number[][];
  private readonly served: Int32Array;
  private readonly key: Int32Array;
  private readonly arrivals: Int32Array;
  /** unit exponential still to be spent before the next arrival, as it was when the timer was set */
  private readonly arrivalLeft: Float64Array;
  private readonly losses: Int32Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'workforce'>,
  ) {
    const n = world.areas;
    this.pool = new Int32Array(n);
    this.came = new Int32Array(n);
    this.gone = new Int32Array(n);
    this.waiting = Array.from({ length: n }, () => []);
    this.served = new Int32Array(n);
    this.key = new Int32Array(n * 2);
    this.arrivals = new Int32Array(n);
    this.arrivalLeft = new Float64Array(n);
    this.losses = new Int32Array(n);
  }

  /** Pools of day 0. */
  start(): void {
    const { world } = this;
    const { input } = world;
    for (const a of [this.pool, this.came, this.gone, this.served, this.arrivals, this.losses]) a.fill(0);
    for (let a = 0; a < world.areas; a++) {
      this.waiting[a]!.length = 0;
      [this.key[a * 2], this.key[a * 2 + 1]] = world.streamKey(`recruits/${input.areas[a]}`);
      this.arrivalLeft[a] = this.exponential(a, RECRUIT, 0);
      this.change(a, input.initial.poolByArea[a]!);
      this.came[a] = input.initial.poolByArea[a]!;
      this.armArrival(a, this.perDay(a));
    }
  }

  private exponential(area: number, why: number, index: number): number {
    return -Math.log(this.world.draws.uniform(this.key[area * 2]!, this.key[area * 2 + 1]!, why, index));
  }

  private perDay(area: number, workforce: WorkforceParams = this.world.params.workforce): number {
    return workforce.recruitsPerWeekByArea[area]! / 7;
  }

  /** A vacancy past its lead time asks for someone: true when they come at once; otherwise it waits its turn. */
  ask(area: number, post: number): boolean {
    if (this.perDay(area) === Number.POSITIVE_INFINITY) this.came[area]!++;
    else if (this.pool[area]! > 0) this.change(area, -1);
    else {
      this.waiting[area]!.push(post);
      return false;
    }
    return true;
  }

  /** Carers of a provider that closed look for work: fill what waits. */
  join(area: number, people: number): void {
    this.change(area, people);
    this.serve(area);
  }

  private serve(area: number): void {
    const { workforce } = this.services;
    const queue = this.waiting[area]!;
    while (this.pool[area]! > 0 && this.served[area]! < queue.length) {
      const post = queue[this.served[area]!++]!;
      if (!workforce.isWaiting(post)) continue;
      this.change(area, -1);
      workforce.take(post);
    }
    // cut off what has been served once it is half of the queue: a constant cost for each
    if (this.served[area]! * 2 >= queue.length) {
      queue.splice(0, this.served[area]!);
      this.served[area] = 0;
    }
  }

  /** The pool of an area changes by `d` people. */
  private change(area: number, d: number): void {
    const { world } = this;
    this.pool[area]! += d;
    world.recorder.level(POOL, d, area);
    this.armLoss(area);
  }

  private armArrival(area: number, perDay: number): void {
    const { world } = this;
    if (perDay > 0 && perDay < Number.POSITIVE_INFINITY)
      world.set(TIMER.system, systemIndex(SYSTEM.recruit, area), world.now + this.arrivalLeft[area]! / perDay, ORDER.usual);
    else world.clear(TIMER.system, systemIndex(SYSTEM.recruit, area));
  }

  private armLoss(area: number): void {
    const { world } = this;
    const rate = this.pool[area]! * world.params.workforce.poolLoss;
    if (rate > 0) {
      // memoryless: a fresh draw at each change of size
      const e = this.exponential(area, POOL_LOSS, this.losses[area]!++);
      world.set(TIMER.system, systemIndex(SYSTEM.poolLoss, area), world.now + e / rate, ORDER.usual);
    } else world.clear(TIMER.system, systemIndex(SYSTEM.poolLoss, area));
  }

  /** Timer: someone in an area's pool takes work elsewhere. */
  lost(area: number): void {
    this.gone[area]!++;
    this.change(area, -1);
  }

  /** Timer: a recruit arrives. */
  arrives(area: number): void {
    this.came[area]!++;
    this.arrivalLeft[area] = this.exponential(area, RECRUIT, ++this.arrivals[area]!);
    this.armArrival(area, this.perDay(area));
    this.join(area, 1);
  }

  /** New parameters are in force: the next recruit comes at the new rate. */
  phaseChange(before: WorkforceParams): void {
    const { world } = this;
    for (let a = 0; a < world.areas; a++) {
      const was = this.perDay(a, before);
      const after = this.perDay(a);
      if (was === after) continue;
      const arrival = systemIndex(SYSTEM.recruit, a);
      if (world.isSet(TIMER.system, arrival)) this.arrivalLeft[a] = (world.due(TIMER.system, arrival) - world.now) * was;
      this.armArrival(a, after);
    }
  }
}
