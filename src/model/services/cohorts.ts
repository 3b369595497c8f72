/**
 * Cohorts of people to be re-housed: those there on day 0, admissions and arrivals, readiness to move, approval where it is needed,
 * residents found able to step down. Who is ready and approved is handed to moves.ts, or goes home when no home is needed.
 */
import { READINESS, REASONS } from '../../metrics.js';
import { timeOfLevel } from '../../random/poisson.js';
import { draw, equilibrium, lengthBiasedRank } from '../../random/sampler.js';
import type { ClassInput, CohortParams } from '../cohort-input.js';
import { ORIGIN, READINESS_KEY, REASON, WAITS_FOR } from '../keys.js';
import { AT } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { ORDER, SYSTEM, systemIndex, TIMER } from '../timers.js';
import type { World } from '../world.js';
import { districtOf, drawArrival, drawClass } from './cohort-draws.js';
import { DONE, Members, NEEDS } from './members.js';
import type { Services } from './services.js';

const LEFT = channel('specialist.left');
const WENT_HOME = channel('specialist.went_home');
const DIVERTED = channel('specialist.diverted');
const FOLLOWED = [channel('specialist.followed_6'), channel('specialist.followed_12'), channel('specialist.followed_24')] as const;
const MOVED = [channel('specialist.moved_6'), channel('specialist.moved_12'), channel('specialist.moved_24')] as const;

const GAP = purpose('arrival gap');
const PERSON = purpose('person');
const READY = purpose('ready to move');
const RESIDUAL = purpose('residual');
const APPROVAL = purpose('approval');
const DIVERSION = purpose('diversion');
const REVIEW = purpose('placement review');
const SUITABLE = purpose('found able to step down');
/** Six, twelve and 24 months after a member came, in days. */
const FOLLOW_DAYS = [365.25 / 2, 365.25, 365.25 * 2] as const;

export class Cohorts {
  readonly members: Members;
  /** two words for each cohort, arrivals so far, cumulative intensity of the next */
  private readonly key: Int32Array;
  private readonly number: Int32Array;
  private readonly level: Float64Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'placements' | 'departures' | 'moves' | 'homes' | 'teams'>,
  ) {
    this.members = new Members(world);
    const n = world.input.specialist?.cohorts.length ?? 0;
    this.key = new Int32Array(n * 2);
    this.number = new Int32Array(n);
    this.level = new Float64Array(n);
  }

  private params(m: number): CohortParams {
    return this.world.params.specialist!.cohorts[this.members.cohort[m]!]!;
  }

  /** Day 0: the people of each class, then arrivals. Nothing without cohorts. */
  start(): void {
    const { world } = this;
    if (world.input.specialist === null) return;
    this.members.start();
    this.number.fill(0);
    this.level.fill(0);
    world.input.specialist.cohorts.forEach((cohort, c) => {
      cohort.initial.forEach((given, i) => {
        this.enterClass(c, given, world.streamKey(`cohort/${cohort.id}/initial/${i}`));
      });
      [this.key[c * 2], this.key[c * 2 + 1]] = world.streamKey(`cohort/${cohort.id}`);
      this.armNext(c);
    });
  }

  private enterClass(c: number, given: ClassInput, key: readonly [number, number]): void {
    const { world, members, services } = this;
    const cohort = world.input.specialist!.cohorts[c]!;
    const { group, from } = cohort;
    const readiness = READINESS_KEY[given.readiness];
    const all: number[] = [];
    for (let n = 0; n < given.people; n++) {
      world.draws.block(key[0], key[1], PERSON, n);
      const person = world.people.add(world.draws.hi, world.draws.lo, 0, group, ORIGIN.initial);
      all.push(members.add(person, c, readiness));
    }
    drawClass(world, members, all, given, cohort);
    for (const m of all) {
      const person = members.person[m]!;
      members.isInitial[m] = 1;
      this.settleDistrict(m);
      if (from >= 0) services.placements.enterUntilMoved(person, from);
      else world.people.at[person] = AT.applicant;
      this.enter(m, ...this.underWay(m, given));
    }
  }

  private settleDistrict(m: number): void {
    const { world, members } = this;
    const person = members.person[m]!;
    const area = districtOf(world, person, world.input.specialist!.parts[members.part[m]!]!);
    world.people.area[person] = area;
    members.area[m] = area;
  }

  /** Of someone of day 0: days until they are ready, and days from then on (or from now, where they have applied) to their approval. */
  private underWay(m: number, given: ClassInput): readonly [toReady: number, toApproval: number] {
    const { world } = this;
    const { arrivals, approval } = this.params(m);
    const person = this.members.person[m]!;
    const toApproval = this.approvalTime(m);
    if (given.ready === null) {
      const whole = draw(arrivals.ready, lengthBiasedRank(arrivals.ready, world.uniform(person, READY, 0)));
      const left = whole * world.uniform(person, RESIDUAL, 0);
      const hasApplied = approval?.starts === 'entry';
      return [given.notBefore + left, hasApplied ? Math.max(0, toApproval - (whole - left)) : toApproval];
    }
    const left = given.notBefore + world.sample(person, given.ready, READY, 0);
    // when they applied is not known: what is left of the time is that of any application under way
    const hasApplied = approval !== null && (approval.starts === 'entry' || left <= 0);
    return [left, hasApplied ? equilibrium(approval.time, world.uniform(person, APPROVAL, 0)) : toApproval];
  }

  /** Days from application to approval of someone who applies in the run. */
  private approvalTime(m: number): number {
    const { approval } = this.params(m);
    return approval === null ? 0 : this.world.sample(this.members.person[m]!, approval.time, APPROVAL, 0);
  }

  private armNext(c: number): void {
    const { world } = this;
    const { cumulative } = world.input.specialist!.cohorts[c]!;
    this.level[c]! -= Math.log(world.draws.uniform(this.key[c * 2]!, this.key[c * 2 + 1]!, GAP, this.number[c]!));
    const time = timeOfLevel(cumulative, this.level[c]!, Math.floor(world.now), null);
    if (time <= world.end) world.set(TIMER.system, systemIndex(SYSTEM.cohort, c), Math.max(time, world.now), ORDER.usual);
  }

  /** Timer: someone is admitted, comes of age or is referred. */
  arrive(c: number): void {
    const { world, members, services } = this;
    const { group, from } = world.input.specialist!.cohorts[c]!;
    const { arrivals } = world.params.specialist!.cohorts[c]!;
    world.draws.block(this.key[c * 2]!, this.key[c * 2 + 1]!, PERSON, this.number[c]!++);
    const person = world.people.add(world.draws.hi, world.draws.lo, 0, group, ORIGIN.community);
    this.armNext(c);
    const m = members.add(person, c, READINESS_KEY[arrivals.readiness]);
    drawArrival(world, members, m, arrivals);
    this.settleDistrict(m);
    if (this.isDiverted(m)) return;
    if (from >= 0) services.placements.enter(person, from, world.people.area[person]!, Number.POSITIVE_INFINITY);
    else world.people.at[person] = AT.applicant;
    this.enter(m, world.sample(person, arrivals.ready, READY, 0));
  }

  /** Someone who would be admitted stays in a free bed elsewhere for a while instead, if there is one. */
  private isDiverted(m: number): boolean {
    const { world, members, services } = this;
    const { diversion } = this.params(m).arrivals;
    const person = members.person[m]!;
    if (diversion === null || world.uniform(person, DIVERSION, 0) >= diversion.share) return false;
    const own = world.people.area[person]!;
    const area = services.placements.free(diversion.to, own) > 0 ? own : services.placements.firstFree(diversion.to);
    if (area < 0) return false;
    world.recorder.count(DIVERTED, 1, own, members.cohort[m]!);
    members.release(m);
    services.placements.enter(person, diversion.to, area, services.placements.stay(person, diversion.to));
    return true;
  }

  /** A member is in their cohort: readiness and approval are on their way, and the months are counted. */
  private enter(m: number, daysToReady: number, toApproval = this.approvalTime(m)): void {
    const { world, members } = this;
    if (world.trace !== null) world.tell('joins the cohort', members.person[m]!, this.phrase(m));
    const { approval } = this.params(m);
    members.isApproved[m] = members.needsAny(m, NEEDS.approval) && approval !== null ? 0 : 1;
    if (members.isApproved[m] === 0 && approval!.starts === 'entry') this.applyForApproval(m, toApproval);
    if (members.needsAny(m, NEEDS.home)) world.set(TIMER.system, systemIndex(SYSTEM.follow, m), world.now + FOLLOW_DAYS[0], ORDER.usual);
    if (daysToReady > 0) {
      members.to(m, WAITS_FOR.readiness);
      world.set(TIMER.system, systemIndex(SYSTEM.ready, m), world.now + daysToReady, ORDER.usual);
    } else this.ready(m, toApproval);
  }

  /** What is known of a member when they join, for the trace. */
  private phrase(m: number): string {
    const { members } = this;
    const { homes, parts, cohorts } = this.world.input.specialist!;
    const suits = homes.filter((_, home) => ((members.homes[m]! >> home) & 1) === 1).map(({ id }) => id);
    const needs = Object.entries(NEEDS).flatMap(([name, bit]) => (members.needsAny(m, bit) ? [name] : []));
    const said = [cohorts[members.cohort[m]!]!.id, READINESS[members.readiness[m]!]!, parts[members.part[m]!]!.id];
    return [...said, suits.join(' or ') || 'no home', ...needs].join(', ');
  }

  private applyForApproval(m: number, days: number): void {
    const { world } = this;
    world.set(TIMER.system, systemIndex(SYSTEM.approval, m), world.now + days, ORDER.usual);
  }

  /** Timer: ready to move; the second time, to leave the place that was a step down. */
  ready(m: number, toApproval = this.approvalTime(m)): void {
    const { members } = this;
    members.isReady[m] = 1;
    if (members.isApproved[m] === 0 && this.params(m).approval!.starts === 'readiness') this.applyForApproval(m, toApproval);
    this.proceed(m);
  }

  /** Timer: the approval is there. */
  approved(m: number): void {
    this.members.isApproved[m] = 1;
    if (this.members.isReady[m] === 1) this.proceed(m);
  }

  private proceed(m: number): void {
    const { members, services } = this;
    if (members.isApproved[m] === 0) members.to(m, WAITS_FOR.approval);
    else if (members.needsAny(m, NEEDS.home)) services.moves.look(m);
    else this.goHome(m);
  }

  /** Someone whose home is still there leaves their bed for it. */
  private goHome(m: number): void {
    const { world, members, services } = this;
    const person = members.person[m]!;
    world.recorder.count(WENT_HOME, 1, world.people.area[person]!, members.cohort[m]!);
    members.to(m, DONE);
    members.release(m);
    if (world.people.at[person] === AT.placed) services.placements.vacate(person, REASON.returned_home);
    services.departures.leave(person, REASON.returned_home);
  }

  /** Someone came to live in a placement: the first of its reviews is set, where a cohort comes from it by reviews. */
  resident(person: number, placement: number, isDay0: boolean): void {
    const { world } = this;
    const c = this.reviewersOf(placement);
    if (c < 0) return;
    world.people.residentReviews[person] = 0;
    const { every } = world.params.specialist!.cohorts[c]!.review!;
    const u = world.uniform(person, REVIEW, 0);
    world.set(TIMER.review, person, world.now + (isDay0 ? equilibrium(every, u) : draw(every, u)), ORDER.usual);
  }

  /** Cohort whose people are found by reviews of a placement, or -1. */
  private reviewersOf(placement: number): number {
    const { input, params } = this.world;
    if (input.specialist === null) return -1;
    return input.specialist.cohorts.findIndex(({ from }, c) => from === placement && params.specialist!.cohorts[c]!.review !== null);
  }

  /** Timer: a resident is reviewed, and may be found able to live elsewhere. */
  review(person: number): void {
    const { world, members } = this;
    const c = this.reviewersOf(world.people.placement[person]!);
    if (c < 0) return;
    const { review, arrivals } = world.params.specialist!.cohorts[c]!;
    const n = ++world.people.residentReviews[person]!;
    if (world.uniform(person, SUITABLE, n) >= review!.suitable) {
      world.set(TIMER.review, person, world.now + world.sample(person, review!.every, REVIEW, n), ORDER.usual);
      return;
    }
    const m = members.add(person, c, READINESS_KEY[arrivals.readiness]);
    drawArrival(world, members, m, arrivals);
    members.area[m] = world.people.area[person]!;
    this.enter(m, world.sample(person, arrivals.ready, READY, 0));
  }

  /** A person leaves the model, for a reason (key of REASONS): whatever was under way for them as a member is over. */
  left(person: number, reason: number): void {
    if (this.world.input.specialist === null) return;
    const { world, members, services } = this;
    const m = members.of(person);
    if (m < 0) return;
    world.recorder.count(LEFT, 1, world.people.area[person]!, members.readiness[m]!, reason, members.cohort[m]!);
    services.moves.forget(m);
    members.to(m, DONE);
    members.release(m);
    world.tell('leaves the cohort', person, REASONS[reason]);
  }

  /** Timer: six, twelve or 24 months after a member came, have they moved? */
  follow(m: number): void {
    const { world, members } = this;
    const step = members.followed[m]!++;
    const keys = [members.area[m]!, members.readiness[m]!, members.cohort[m]!] as const;
    world.recorder.count(FOLLOWED[step]!, 1, ...keys);
    if (members.movedAt[m]! <= world.now) world.recorder.count(MOVED[step]!, 1, ...keys);
    const next = FOLLOW_DAYS[step + 1];
    if (next !== undefined) world.set(TIMER.system, systemIndex(SYSTEM.follow, m), members.entered[m]! + next, ORDER.usual);
  }
}
