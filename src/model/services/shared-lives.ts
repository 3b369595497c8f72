/**
 * Shared Lives: an arrangement is a unit in the home of a carer. Carers are recruited at a rate, some drop out while they are assessed,
 * the others are approved months later and their place can be let; when an arrangement ends, some carers take nobody else. Units beyond
 * those of day 0 stand by unopened for carers to come.
 */
import { UNIT_KINDS } from '../../metrics.js';
import { draw, equilibrium, type Sampler } from '../../random/sampler.js';
import type { SharedLivesParams } from '../cohort-input.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { ORDER, SYSTEM, systemIndex, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const RECRUITED = channel('specialist.carers_recruited');
const APPROVED = channel('specialist.carers_approved');
const STOPPED = channel('specialist.carers_stopped');
const GAP = purpose('gap between recruits');
const IS_APPROVED = purpose('carer is approved');
const APPROVAL = purpose('time to approval of a carer');
const GOES_ON = purpose('carer goes on');
const KIND = UNIT_KINDS.indexOf('shared_lives');

export class SharedLives {
  /** recruits so far, by area */
  private readonly number: Int32Array;
  private readonly key: Int32Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'units'>,
  ) {
    this.number = new Int32Array(world.areas);
    this.key = new Int32Array(world.areas * 2);
  }

  private get params(): SharedLivesParams | null {
    return this.world.params.specialist?.sharedLives ?? null;
  }

  start(): void {
    if (this.params === null) return;
    const { world } = this;
    this.number.fill(0);
    world.input.areas.forEach((area, a) => {
      [this.key[a * 2], this.key[a * 2 + 1]] = world.streamKey(`shared lives/${area}`);
      this.onTheirWay(a);
      this.arm(a);
    });
  }

  private uniform(area: number, purposeKey: number, n: number): number {
    return this.world.draws.uniform(this.key[area * 2]!, this.key[area * 2 + 1]!, purposeKey, n);
  }

  /** Day 0: those who asked before and will be approved. Asking is a Poisson process, so their number is Poisson too, and each is under way. */
  private onTheirWay(area: number): void {
    const { recruitsByArea, approved, approval } = this.params!;
    const mean = recruitsByArea[area]! * approved * approval.mean;
    const gap = () => -Math.log(this.uniform(area, GAP, this.number[area]!));
    for (let sum = gap(); sum < mean; sum += gap()) this.awaitApproval(area, this.number[area]!++, equilibrium);
  }

  /** Carer number `n` of an area will be approved, after what is drawn of the time to approval. */
  private awaitApproval(area: number, n: number, of: (law: Sampler, u: number) => number): void {
    const { world } = this;
    const days = of(this.params!.approval, this.uniform(area, APPROVAL, n));
    world.set(TIMER.system, systemIndex(SYSTEM.carerApproved, n * world.areas + area), world.now + days, ORDER.usual);
  }

  private arm(area: number): void {
    const rate = this.params!.recruitsByArea[area]!;
    const gap = -Math.log(this.uniform(area, GAP, this.number[area]!));
    if (rate > 0) this.world.set(TIMER.system, systemIndex(SYSTEM.carer, area), this.world.now + gap / rate, ORDER.usual);
  }

  /** Timer: somebody asks to become a carer. Who will be approved has a timer of their own, numbered by area and order. */
  recruit(area: number): void {
    const { world } = this;
    const n = this.number[area]!++;
    world.recorder.count(RECRUITED, 1, area);
    if (this.uniform(area, IS_APPROVED, n) < this.params!.approved) this.awaitApproval(area, n, draw);
    this.arm(area);
  }

  /** Timer: a carer is approved, and their place can be let. */
  approve(at: number): void {
    const { world } = this;
    const { units } = this.services;
    const area = at % world.areas;
    const unit = units.unopened(KIND, area);
    if (unit < 0) world.fail(`more Shared Lives carers in ${world.input.areas[area]} than the scenario was compiled for`);
    world.recorder.count(APPROVED, 1, area);
    world.tell('carer approved', -1, world.input.areas[area]);
    units.ready(unit);
  }

  /** An arrangement ends: true when its place is let again (as every unit of another kind is). */
  goesOn(unit: number): boolean {
    const { units } = this.services;
    if (units.kind[unit] !== KIND || this.params === null) return true;
    if (units.uniform(unit, GOES_ON, units.round[unit]!) < this.params.goesOn) return true;
    units.close(unit);
    this.world.recorder.count(STOPPED, 1, units.area(unit));
    return false;
  }

  /** Recruitment goes on at its new rate, each area with what is left of its gap. */
  phaseChange(before: SharedLivesParams | null): void {
    const { world, params } = this;
    if (params === null || before === null) return;
    params.recruitsByArea.forEach((rate, area) => {
      world.rescale(
        TIMER.system,
        systemIndex(SYSTEM.carer, area),
        before.recruitsByArea[area]!,
        rate,
        () => -Math.log(this.uniform(area, GAP, this.number[area]!)),
      );
    });
  }
}
