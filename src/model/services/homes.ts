/**
 * Where members of cohorts may live, behind one face: units of housing that are let to a waiting list of its own, and beds of placements.
 * Also those who live in such units: their tenancies, on day 0 and after.
 */
import { REASONS } from '../../metrics.js';
import { equilibrium } from '../../random/sampler.js';
import type { HomeInput, TenancyParams } from '../cohort-input.js';
import { ORIGIN, REASON } from '../keys.js';
import { AT } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { choose, pick } from '../shares.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const ENDED = channel('housing.tenancies_ended');
const TENANTS = channel('specialist.tenants');
const PERSON = purpose('person');
const LENGTH = purpose('length of a tenancy');
const END_REASON = purpose('reason for ending a tenancy');
const GROUP = purpose('client group of a tenant');
const NONE = -1;

export class Homes {
  /** unit of a tenant, by person */
  private readonly unitOf = new Map<number, number>();
  /** home of a kind of unit, or -1; of a placement */
  private readonly ofUnitKind: number[] = [];
  private readonly ofPlacement: number[] = [];

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'units' | 'placements' | 'moves' | 'departures' | 'sharedLives'>,
  ) {
    this.homes.forEach(({ unitKind, placement }, home) => {
      if (unitKind >= 0) this.ofUnitKind[unitKind] = home;
      if (placement >= 0) this.ofPlacement[placement] = home;
    });
  }

  private get homes(): readonly HomeInput[] {
    return this.world.input.specialist?.homes ?? [];
  }

  /** Day 0: tenants of units that are let, and from now on who looks is told what comes free. */
  start(): void {
    const { world, services } = this;
    if (world.input.specialist === null) return;
    this.unitOf.clear();
    const { units } = services;
    if (world.input.housing === null) return;
    units.onFree = (unit) => {
      const home = this.ofUnitKind[units.kind[unit]!];
      if (home !== undefined) services.moves.placeFree(home, units.area(unit));
    };
    world.input.housing.schemes.forEach(({ id, route, spare }, s) => {
      if (route !== 'cohort' || units.isOpen[s] === 0) return;
      const key = world.streamKey(`initial/tenants/${id}`);
      for (let unit = units.first[s]!; unit < units.first[s + 1]! - spare; unit++)
        if (!units.isVacant(unit)) this.enterOnDay0(unit, key, unit - units.first[s]!);
    });
  }

  private enterOnDay0(unit: number, key: readonly [number, number], n: number): void {
    const { world, services } = this;
    const { units } = services;
    world.draws.block(key[0], key[1], PERSON, n);
    const person = world.people.add(world.draws.hi, world.draws.lo, units.area(unit), 0, ORIGIN.initial);
    const { groupShares } = world.input.housing!.schemes[units.scheme[unit]!]!;
    world.people.group[person] = pick(groupShares, world.uniform(person, GROUP, 0));
    units.takeOnDay0(unit, person);
    this.settle(unit, person, equilibrium(this.tenancy(unit).length, world.uniform(person, LENGTH, 0)));
  }

  private tenancy(unit: number): TenancyParams {
    const { world, services } = this;
    const home = this.ofUnitKind[services.units.kind[unit]!];
    return world.params.specialist!.tenancies[home!] ?? world.fail(`unit ${unit} is of a kind that nobody is let`);
  }

  private settle(unit: number, person: number, days: number): void {
    const { world } = this;
    world.people.at[person] = AT.settled;
    this.unitOf.set(person, unit);
    this.watch(unit, person, 1);
    if (days < Number.POSITIVE_INFINITY) world.set(TIMER.stage, person, world.now + days, ORDER.usual);
  }

  private watch(unit: number, person: number, sign: 1 | -1): void {
    const { world, services } = this;
    const home = this.ofUnitKind[services.units.kind[unit]!]!;
    world.recorder.level(TENANTS, sign, services.units.area(unit), world.people.group[person]!, home);
  }

  id(home: number): string {
    return this.homes[home]!.id;
  }

  /** Vacant places of a kind in an area; Infinity where there is no limit. */
  free(home: number, area: number): number {
    const { unitKind, placement } = this.homes[home]!;
    if (placement >= 0) return this.services.placements.free(placement, area);
    return this.services.units.countFree(1 << unitKind, area);
  }

  /** A vacant place is kept for someone: the unit, or -1 for a bed. */
  reserve(home: number, area: number): number {
    const { unitKind, placement } = this.homes[home]!;
    const { units, placements } = this.services;
    if (placement >= 0) {
      placements.reserve(placement, area);
      return NONE;
    }
    const unit = units.free(1 << unitKind, area);
    units.hold(unit);
    return unit;
  }

  /** The one it was kept for will not come. */
  unreserve(home: number, area: number, unit: number): void {
    const { placement } = this.homes[home]!;
    const { units, placements } = this.services;
    if (placement < 0) units.unhold(unit);
    else {
      placements.release(placement, area);
      this.bedFree(placement, area);
    }
  }

  /** Someone lives from now on in the place that was kept; `forGood`: for as long as people do, otherwise until they are moved. */
  moveIn(person: number, home: number, area: number, unit: number, forGood: boolean): void {
    const { world } = this;
    const { placement } = this.homes[home]!;
    const { units, placements } = this.services;
    if (placement >= 0) {
      placements.release(placement, area);
      placements.enter(person, placement, area, forGood ? placements.stay(person, placement) : Number.POSITIVE_INFINITY);
      return;
    }
    units.take(unit, person, world.people.group[person]!);
    this.settle(unit, person, forGood ? world.sample(person, this.tenancy(unit).length, LENGTH, 0) : Number.POSITIVE_INFINITY);
    world.tell('moves in', person, this.id(home));
  }

  /** Someone moves out of their unit, for a reason (key of REASONS); where they go is the caller's. */
  moveOut(person: number, reason: number): void {
    const { world, services } = this;
    const { units, sharedLives } = services;
    const unit = this.unitOf.get(person)!;
    const s = units.scheme[unit]!;
    this.unitOf.delete(person);
    this.watch(unit, person, -1);
    world.clear(TIMER.stage, person);
    world.recorder.count(ENDED, 1, s, units.area(unit), world.people.group[person]!, reason);
    world.tell('tenancy ends', person, REASONS[reason]);
    if (sharedLives.goesOn(unit)) units.release(unit);
  }

  /** Timer: a tenancy is over. */
  ends(person: number): void {
    const { world } = this;
    const { endReasons } = this.tenancy(this.unitOf.get(person)!);
    const reason = REASON[endReasons[choose(endReasons, world.uniform(person, END_REASON, 0))]!.reason];
    this.moveOut(person, reason);
    this.services.departures.leave(person, reason);
  }

  /** A bed came free, and nobody in its own queue wants it. */
  bedFree(placement: number, area: number): void {
    const home = this.ofPlacement[placement];
    if (home !== undefined) this.services.moves.placeFree(home, area);
  }

  /** New numbers of beds are in force: all that is free is offered. */
  phaseChange(): void {
    this.homes.forEach(({ placement }) => {
      if (placement < 0) return;
      for (let area = 0; area < this.world.areas; area++)
        if (this.services.placements.free(placement, area) > 0) this.bedFree(placement, area);
    });
  }

  /** Unit of a tenant, or -1: for the invariants. */
  unitOfTenant(person: number): number {
    return this.unitOf.get(person) ?? NONE;
  }
}
