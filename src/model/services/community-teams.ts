/**
 * Community teams with a caseload limit, one for each part of the county: a slot is taken when a place is found for someone who needs
 * the team, and held for a time from the move. Slots taken by others on day 0 come free as they leave.
 */
import type { Sampler } from '../../random/sampler.js';
import type { SpecialistParams } from '../cohort-input.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { ORDER, SYSTEM, systemIndex, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const CASELOAD = channel('specialist.team_caseload');
const SLOTS = channel('specialist.team_slots');
const HELD = purpose('held by the community team');
const OTHERS = purpose('another client leaves the community team');

export class CommunityTeams {
  /** slots taken, by part; of which by clients of day 0 */
  private readonly taken: Int32Array;
  private readonly others: Int32Array;
  private readonly slots: Float64Array;
  private readonly key: Int32Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'cohorts' | 'moves'>,
  ) {
    const n = world.input.specialist?.parts.length ?? 0;
    this.taken = new Int32Array(n);
    this.others = new Int32Array(n);
    this.slots = new Float64Array(n);
    this.key = new Int32Array(n * 2);
  }

  start(): void {
    const { world } = this;
    if (world.input.specialist === null) return;
    this.taken.fill(0);
    this.slots.fill(0);
    world.input.specialist.parts.forEach(({ id }, part) => {
      const team = world.params.specialist!.teams[part] ?? null;
      [this.key[part * 2], this.key[part * 2 + 1]] = world.streamKey(`community team/${id}`);
      this.others[part] = team?.othersOnDay0 ?? 0;
      this.book(part, this.others[part]!);
      this.armOther(part);
    });
    this.setSlots();
  }

  private book(part: number, change: number): void {
    this.taken[part]! += change;
    this.world.recorder.level(CASELOAD, change, part);
  }

  /** Slots of teams without a limit count as none. */
  private setSlots(): void {
    const { world } = this;
    this.slots.forEach((before, part) => {
      const now = world.params.specialist!.teams[part]?.slots ?? 0;
      world.recorder.level(SLOTS, now - before, part);
      this.slots[part] = now;
    });
  }

  hasRoom(part: number): boolean {
    const team = this.world.params.specialist!.teams[part] ?? null;
    return team === null || this.taken[part]! < team.slots;
  }

  take(part: number): void {
    this.book(part, 1);
    this.services.moves.slotsChanged(part);
  }

  /** A member with a slot has moved: it is theirs for a while yet. */
  holdFor(m: number, length: Sampler): void {
    const { world } = this;
    const { members } = this.services.cohorts;
    if (members.hasSlot[m] === 0) return;
    world.set(TIMER.system, systemIndex(SYSTEM.slot, m), world.now + world.sample(members.person[m]!, length, HELD, 0), ORDER.usual);
  }

  /** Timer, or the member has left: the slot is free. */
  free(m: number): void {
    const { members } = this.services.cohorts;
    if (members.hasSlot[m] === 0) return;
    members.hasSlot[m] = 0;
    this.world.clear(TIMER.system, systemIndex(SYSTEM.slot, m));
    this.book(members.part[m]!, -1);
    this.services.moves.slotsChanged(members.part[m]!);
  }

  /** Rate a day at which the next client of day 0 leaves. */
  private othersRate(part: number, { teams }: SpecialistParams): number {
    return (teams[part]?.othersLeave ?? 0) * this.others[part]!;
  }

  private othersExponential(part: number): number {
    return -Math.log(this.world.draws.uniform(this.key[part * 2]!, this.key[part * 2 + 1]!, OTHERS, this.others[part]!));
  }

  private armOther(part: number): void {
    const { world } = this;
    const rate = this.othersRate(part, world.params.specialist!);
    if (rate <= 0) return;
    world.set(TIMER.system, systemIndex(SYSTEM.otherSlot, part), world.now + this.othersExponential(part) / rate, ORDER.usual);
  }

  /** Timer: one of the clients of day 0 needs the team no longer. */
  otherLeaves(part: number): void {
    this.others[part]!--;
    this.book(part, -1);
    this.armOther(part);
    this.services.moves.slotsChanged(part);
  }

  /** New limits and rates are in force. */
  phaseChange(before: SpecialistParams): void {
    const { world } = this;
    this.setSlots();
    this.taken.forEach((_, part) => {
      const now = this.othersRate(part, world.params.specialist!);
      const fresh = () => this.othersExponential(part);
      world.rescale(TIMER.system, systemIndex(SYSTEM.otherSlot, part), this.othersRate(part, before), now, fresh);
      this.services.moves.slotsChanged(part);
    });
  }

  /** Slots of clients of day 0, for the invariants. */
  othersIn(part: number): number {
    return this.others[part]!;
  }

  /** Slots taken, for the invariants. */
  takenIn(part: number): number {
    return this.taken[part]!;
  }
}
