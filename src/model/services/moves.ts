/**
 * Moves of cohort members: who is ready and approved looks for a place of a kind that suits, in their part of the county, and for a slot
 * on its community team where they need one. A vacancy goes to the first member in the order of cohorts, then of looking, whom it suits.
 * Somebody may move twice: to a place for stepping down, and from there to where they settle.
 *
 * Whether a vacancy suits someone is not drawn vacancy by vacancy: they hold one unit exponential for each search and spend
 * -ln(1 - suitability) of it on every vacancy that they are matched against.
 */
import { REASONS } from '../../metrics.js';
import type { CohortInput, CohortParams } from '../cohort-input.js';
import { REASON, WAITS_FOR } from '../keys.js';
import { AT } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { choose } from '../shares.js';
import { ORDER, SYSTEM, systemIndex, TIMER } from '../timers.js';
import type { World } from '../world.js';
import { DONE, NEEDS, SETTLING } from './members.js';
import type { Services } from './services.js';

const MOVES = channel('specialist.moves');
const REPATRIATED = channel('specialist.repatriated');
const SETTLED = channel('specialist.settled');
const SEARCH_DAYS = channel('specialist.search_days');
const STEPPED_DOWN = channel('specialist.stepped_down');
const OVERSTAYING = channel('specialist.overstaying');

const SUITS = purpose('a vacancy suits');
const TRANSITION = purpose('transition');
const MATCHING = purpose('matched with those who share');
const SETTLES = purpose('settles after stepping down');
const GIVES_UP = purpose('gives up looking');
const GIVE_UP_REASON = purpose('reason for giving up looking');

/** Timers of a member that end when they move or leave. */
const PENDING = [SYSTEM.ready, SYSTEM.approval, SYSTEM.choice, SYSTEM.giveUpLooking, SYSTEM.move, SYSTEM.limit] as const;

export class Moves {
  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'cohorts' | 'homes' | 'teams' | 'placements' | 'departures'>,
  ) {}

  private cohort(m: number): CohortInput {
    return this.world.input.specialist!.cohorts[this.services.cohorts.members.cohort[m]!]!;
  }

  private params(m: number): CohortParams {
    return this.world.params.specialist!.cohorts[this.services.cohorts.members.cohort[m]!]!;
  }

  private set(kind: number, m: number, days: number): void {
    this.world.set(TIMER.system, systemIndex(kind, m), this.world.now + days, ORDER.usual);
  }

  /** The next move is a step down to a place for a while. */
  private isSteppingDown(m: number): boolean {
    const { members } = this.services.cohorts;
    return members.moves[m] === 0 && members.needsAny(m, NEEDS.stepDown) && this.params(m).stepDown !== null;
  }

  /** A member could move now: everything that is free is looked at, and from now on what comes free. */
  look(m: number): void {
    const { world } = this;
    const { members } = this.services.cohorts;
    const person = members.person[m]!;
    const { secondChoiceAfter, giveUp } = this.params(m);
    members.searchesSince[m] = world.now;
    members.suitLeft[m] = world.exponential(person, SUITS, members.moves[m]!);
    members.takesAny[m] = secondChoiceAfter > 0 ? 0 : 1;
    if (secondChoiceAfter > 0) this.set(SYSTEM.choice, m, secondChoiceAfter);
    if (giveUp > 0 && members.moves[m] === 0) this.set(SYSTEM.giveUpLooking, m, world.exponential(person, GIVES_UP, 0) / giveUp);
    this.search(m);
  }

  /** Wait for the slot that is missing, or look at every vacancy. */
  private search(m: number): void {
    const { members } = this.services.cohorts;
    if (this.lacksSlot(m)) {
      members.to(m, WAITS_FOR.community_team);
      return;
    }
    members.to(m, members.moves[m] === 0 ? WAITS_FOR.accommodation : WAITS_FOR.settled_home);
    this.tryAll(m);
  }

  private lacksSlot(m: number): boolean {
    const { members } = this.services.cohorts;
    return members.needsAny(m, NEEDS.team) && members.hasSlot[m] === 0 && !this.services.teams.hasRoom(members.part[m]!);
  }

  /** Timer: the first choice has been waited for long enough. */
  widen(m: number): void {
    const { members } = this.services.cohorts;
    members.takesAny[m] = 1;
    if (!this.lacksSlot(m)) this.tryAll(m);
  }

  private tryAll(m: number): void {
    const { homes } = this.services;
    for (const home of this.homesOf(m)) {
      const own = this.world.people.area[this.services.cohorts.members.person[m]!]!;
      for (const area of this.areasOf(m, own)) {
        const vacant = homes.free(home, area);
        if (vacant > 0 && this.suits(m, home, vacant)) {
          this.take(m, home, area);
          return;
        }
      }
    }
  }

  /** Homes looked at now, in order of preference. */
  private homesOf(m: number): readonly number[] {
    if (this.isSteppingDown(m)) return [this.params(m).stepDown!.home];
    return this.cohort(m).preference.filter((home) => this.accepts(m, home));
  }

  private accepts(m: number, home: number): boolean {
    const { members } = this.services.cohorts;
    if (this.isSteppingDown(m)) return home === this.params(m).stepDown!.home;
    const set = members.homes[m]!;
    if (((set >> home) & 1) === 0) return false;
    const { preference, rank } = this.cohort(m);
    if (members.takesAny[m] === 1) return true;
    const first = preference.find((other) => ((set >> other) & 1) === 1)!;
    return rank[home] === rank[first];
  }

  /** Areas of their part, the one they call home first; a place for stepping down may be anywhere. */
  private areasOf(m: number, own: number): readonly number[] {
    const areas = this.isSteppingDown(m)
      ? this.world.input.areas.map((_, a) => a)
      : this.world.input.specialist!.parts[this.services.cohorts.members.part[m]!]!.areas;
    return areas.includes(own) ? [own, ...areas.filter((area) => area !== own)] : areas;
  }

  /** One of so many vacancies suits: what is left of the unit exponential is spent on them. */
  private suits(m: number, home: number, vacancies: number): boolean {
    const { members } = this.services.cohorts;
    const share = this.params(m).suitability[home]!;
    if (share >= 1 || vacancies === Number.POSITIVE_INFINITY) return share > 0;
    members.suitLeft[m]! += vacancies * Math.log1p(-share);
    return members.suitLeft[m]! <= 0;
  }

  /** A place of a kind came free in an area. */
  placeFree(home: number, area: number): void {
    const { homes, cohorts } = this.services;
    const { members } = cohorts;
    for (const m of [...members.searching]) {
      if (homes.free(home, area) <= 0) return;
      const looks = members.state[m] === WAITS_FOR.accommodation || members.state[m] === WAITS_FOR.settled_home;
      if (looks && this.accepts(m, home) && this.areasOf(m, area).includes(area) && this.suits(m, home, 1)) this.take(m, home, area);
    }
  }

  /** The number of free slots of a team changed: who lacked one looks again, who has none left to hope for waits for it. */
  slotsChanged(part: number): void {
    const { members } = this.services.cohorts;
    for (const m of [...members.searching]) {
      if (members.part[m] !== part || !members.needsAny(m, NEEDS.team) || members.hasSlot[m] === 1) continue;
      const waits = members.state[m] === WAITS_FOR.community_team;
      if (waits !== this.lacksSlot(m)) this.search(m);
    }
  }

  /** The place is kept, the slot taken; the move follows. */
  private take(m: number, home: number, area: number): void {
    const { world, services } = this;
    const { members } = services.cohorts;
    members.heldUnit[m] = services.homes.reserve(home, area);
    members.heldHome[m] = home;
    members.heldArea[m] = area;
    this.clear(SYSTEM.choice, m);
    this.clear(SYSTEM.giveUpLooking, m);
    members.to(m, WAITS_FOR.move);
    world.tell('a place is kept', members.person[m]!, services.homes.id(home));
    this.set(SYSTEM.move, m, this.daysToMove(m, home));
    if (members.needsAny(m, NEEDS.team) && members.hasSlot[m] === 0) {
      members.hasSlot[m] = 1;
      services.teams.take(members.part[m]!);
    }
  }

  /** The transition, or being matched with those who share the home, whichever is longer. */
  private daysToMove(m: number, home: number): number {
    const { world } = this;
    const { members } = this.services.cohorts;
    const person = members.person[m]!;
    const tenancy = world.params.specialist!.tenancies[home]!;
    const transition = world.sample(person, this.params(m).transition, TRANSITION, members.moves[m]!);
    return tenancy === null ? transition : Math.max(transition, world.sample(person, tenancy.matching, MATCHING, members.moves[m]!));
  }

  private clear(kind: number, m: number): void {
    this.world.clear(TIMER.system, systemIndex(kind, m));
  }

  /** Timer: the move. */
  move(m: number): void {
    const { world, services } = this;
    const { members } = services.cohorts;
    const person = members.person[m]!;
    const [home, area, unit] = [members.heldHome[m]!, members.heldArea[m]!, members.heldUnit[m]!];
    const isStep = this.isSteppingDown(m);
    const isFirst = members.moves[m] === 0;
    members.heldHome[m] = -1;
    members.to(m, isStep ? SETTLING : DONE);
    this.leaveOrigin(m);
    world.people.area[person] = area;
    if (isFirst) this.countFirst(m, home, area);
    if (!isStep) world.recorder.count(SETTLED, 1, area, members.readiness[m]!, home, members.cohort[m]!);
    if (isFirst) services.teams.holdFor(m, this.params(m).teamFor);
    members.moves[m] = isStep ? 1 : 2;
    if (isStep) this.settleLater(m, home, area, unit);
    else {
      services.homes.moveIn(person, home, area, unit, true);
      members.release(m);
    }
  }

  private countFirst(m: number, home: number, area: number): void {
    const { world } = this;
    const { members } = this.services.cohorts;
    const { from } = this.cohort(m);
    const readiness = members.readiness[m]!;
    const cohort = members.cohort[m]!;
    members.movedAt[m] = world.now;
    world.recorder.count(MOVES, 1, area, readiness, home, cohort);
    world.recorder.count(SEARCH_DAYS, world.now - members.searchesSince[m]!, area, readiness, home, cohort);
    if (from >= 0 && world.params.placements[from]!.setting === 'out_of_area')
      world.recorder.count(REPATRIATED, 1, area, readiness, home, cohort);
  }

  /** Out of the bed they were in, or of the place for stepping down. */
  private leaveOrigin(m: number): void {
    const { world, services } = this;
    const { members } = services.cohorts;
    const person = members.person[m]!;
    world.clear(TIMER.review, person);
    if (members.moves[m] === 1) this.endStep(m);
    if (world.people.at[person] === AT.placed) services.placements.vacate(person, REASON.moved_on);
    else if (world.people.at[person] === AT.settled) services.homes.moveOut(person, REASON.moved_on);
  }

  private settleLater(m: number, home: number, area: number, unit: number): void {
    const { world, services } = this;
    const { members } = services.cohorts;
    const { settles, mostDays } = this.params(m).stepDown!;
    const person = members.person[m]!;
    services.homes.moveIn(person, home, area, unit, false);
    world.recorder.level(STEPPED_DOWN, 1, area, members.readiness[m]!, members.cohort[m]!);
    this.set(SYSTEM.ready, m, world.sample(person, settles, SETTLES, 0));
    if (mostDays < Number.POSITIVE_INFINITY) this.set(SYSTEM.limit, m, mostDays);
  }

  /** Timer: someone is still in the place for stepping down when their time there is over: they stay, and are counted. */
  overstays(m: number): void {
    const { world } = this;
    const { members } = this.services.cohorts;
    members.overstays[m] = 1;
    world.recorder.level(OVERSTAYING, 1, world.people.area[members.person[m]!]!, members.readiness[m]!, members.cohort[m]!);
    world.tell('stays longer than the place allows', members.person[m]!);
  }

  private endStep(m: number): void {
    const { world } = this;
    const { members } = this.services.cohorts;
    const keys = [world.people.area[members.person[m]!]!, members.readiness[m]!, members.cohort[m]!] as const;
    this.clear(SYSTEM.limit, m);
    world.recorder.level(STEPPED_DOWN, -1, ...keys);
    if (members.overstays[m] === 1) world.recorder.level(OVERSTAYING, -1, ...keys);
    members.overstays[m] = 0;
  }

  /** Timer: someone gives up looking, and leaves. */
  giveUp(m: number): void {
    const { world, services } = this;
    const person = services.cohorts.members.person[m]!;
    const { giveUpReasons } = this.params(m);
    const reason = REASON[giveUpReasons[choose(giveUpReasons, world.uniform(person, GIVE_UP_REASON, 0))]!.reason];
    world.tell('gives up looking', person, REASONS[reason]);
    if (world.people.at[person] === AT.placed) services.placements.vacate(person, reason);
    services.departures.leave(person, reason);
  }

  /** A member is gone: what was kept for them is given back. */
  forget(m: number): void {
    const { services } = this;
    const { members } = services.cohorts;
    for (const kind of PENDING) this.clear(kind, m);
    if (members.moves[m] === 1) this.endStep(m);
    if (members.heldHome[m]! >= 0) services.homes.unreserve(members.heldHome[m]!, members.heldArea[m]!, members.heldUnit[m]!);
    members.heldHome[m] = -1;
    if (members.hasSlot[m] === 1) services.teams.free(m);
  }
}
