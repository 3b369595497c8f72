/**
 * Who is taken in by reablement next: four lines (cover as last resort, hospital, crisis, community), each first come first served,
 * served in the order of intake at the hours of intake while there is room.
 */
import { draw } from '../../random/sampler.js';
import { FitQueue } from '../fit-queue.js';
import type { ReablementParams } from '../input.js';
import { ORIGIN, PRIORITY, PRIORITY_OF_ORIGIN } from '../keys.js';
import { AT, ROW } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { ORDER, SYSTEM, TIMER } from '../timers.js';
import { OUTCOME, type Outcome, QUEUE } from '../waits.js';
import type { World } from '../world.js';
import { quarters } from './needs.js';
import type { Services } from './services.js';

const WAITING = channel('reablement.waiting');
const GIVE_UP = purpose('give up');
/** Index of give-up draws for the queue of reablement, apart from those of brokerage. */
const QUEUE_SPELL = 1_000_000;

type LineName = ReablementParams['order'][number];
const LINE = { last_resort: 0, hospital: 1, crisis: 2, community: 3 } as const satisfies { readonly [N in LineName]: number };

/** LINE of a name: comparing names is quicker than looking them up. */
function numberOf(name: LineName): number {
  if (name === 'hospital') return LINE.hospital;
  if (name === 'community') return LINE.community;
  return name === 'crisis' ? LINE.crisis : LINE.last_resort;
}

export class Intake {
  private readonly lines = new FitQueue(Object.keys(LINE).length);
  private serving = false;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'reablementHours' | 'reablement' | 'needs'>,
  ) {}

  start(): void {
    this.lines.reset();
    this.serving = false;
  }

  /** Parameters in force; an invariant error without a reablement service. */
  get params(): ReablementParams {
    const { reablement } = this.world.params;
    if (reablement === null) this.world.fail('someone was sent to reablement, which the scenario does not have');
    return reablement;
  }

  /** Someone is referred: their place (hospital bed or home) is set. */
  refer(person: number): void {
    this.setEntryHours(person);
    this.wait(person, this.world.now);
  }

  /** Someone waits since a day (before now for those of day 0); their place and entry hours are set. */
  wait(person: number, since: number): void {
    const { world, params } = this;
    const { people } = world;
    people.requestTime[person] = since;
    world.recorder.level(WAITING, 1, people.area[person]!, people.group[person]!, people.origin[person]!);
    const hazard = people.at[person] === AT.hospital ? params.giveUp.hospital : params.giveUp.home;
    if (hazard > 0) world.set(TIMER.giveUp, person, world.now + world.exponential(person, GIVE_UP, QUEUE_SPELL) / hazard, ORDER.usual);
    this.lines.join(this.lineOf(person), person, 0, since, people.entryHours[person]!);
    world.tell('referred to reablement', person);
    this.serve();
  }

  /** Hours at entry have the rank that the need for home care would have: larger needs last longer here too. */
  setEntryHours(person: number): void {
    const { people } = this.world;
    const { needs } = this.services;
    const rank = needs.hoursRank(person, needs.lengthRank(person));
    people.entryHours[person] = quarters(draw(this.params.hoursByGroup[people.group[person]!]!, rank));
  }

  private lineOf(person: number): number {
    const origin = this.world.people.origin[person]!;
    return origin === ORIGIN.hospital ? LINE.hospital : origin === ORIGIN.crisis ? LINE.crisis : LINE.community;
  }

  /** Someone is at home without care: they may be covered. */
  mayCover(person: number): void {
    if (this.world.params.reablement === null || this.params.lastResort.share <= 0 || !this.isForCover(person)) return;
    this.lines.join(LINE.last_resort, person, 0, this.world.now, this.world.people.hours[person]!);
    this.serve();
  }

  /** Cover is for hand-backs whose notice has run out, and for needs at home from a threshold of hours. */
  private isForCover(person: number): boolean {
    const { people } = this.world;
    if (people.isSelfFunder(person)) return false;
    const isHandBack = people.priority[person] === PRIORITY.hand_back_urgent || people.priority[person] === PRIORITY.hand_back_other;
    return isHandBack || people.hours[person]! >= this.params.lastResort.thresholdHours;
  }

  private isOpen(time: number): boolean {
    const { intakeDays, intakeOpens, intakeCloses } = this.params;
    const day = Math.floor(time);
    const hour = (time - day) * 24;
    return intakeDays[this.world.input.calendar.weekday[day]!]! && hour >= intakeOpens - 1e-9 && hour <= intakeCloses;
  }

  private armOpening(): void {
    const { world, params } = this;
    if (world.isSet(TIMER.system, SYSTEM.intake)) return;
    let day = Math.floor(world.now);
    if ((world.now - day) * 24 >= params.intakeOpens) day++;
    while (day <= world.end && !params.intakeDays[world.input.calendar.weekday[day]!]!) day++;
    if (day <= world.end) world.set(TIMER.system, SYSTEM.intake, day + params.intakeOpens / 24, ORDER.usual);
  }

  /** Take in whoever is next, in the order of intake, while there is room; the first of a class who does not fit holds all behind. */
  serve(): void {
    if (this.world.params.reablement === null || this.serving) return;
    if (!this.isOpen(this.world.now)) {
      this.armOpening();
      return;
    }
    this.serving = true;
    for (const line of this.params.order) {
      if (line === 'last_resort') this.serveCover();
      else if (!this.serveLine(numberOf(line))) break;
    }
    this.serving = false;
  }

  private serveCover(): void {
    const { reablementHours, reablement } = this.services;
    for (;;) {
      const person = this.lines.head(LINE.last_resort);
      if (person < 0) return;
      const hours = this.world.people.hours[person]!;
      const { capacity, cover, used } = reablementHours;
      if (cover + hours > this.params.lastResort.share * capacity || used + hours > capacity) return;
      this.lines.leave(person);
      reablement.cover(person);
    }
  }

  /** Returns false when the first of the line does not fit. */
  private serveLine(line: number): boolean {
    const { reablementHours, reablement } = this.services;
    for (;;) {
      const person = this.lines.head(line);
      if (person < 0) return true;
      const hours = this.world.people.entryHours[person]!;
      const { capacity, stepUp, used } = reablementHours;
      if (used + hours > capacity) return false;
      const others = used - stepUp;
      // hours set apart for others do not hold up the lines behind
      if (line === LINE.hospital && others + hours > (1 - this.params.stepUpShare) * capacity) return true;
      this.lines.leave(person);
      this.endWait(person, OUTCOME.started);
      reablement.begin(person);
    }
  }

  /** Someone no longer waits for an episode or for cover. */
  forget(person: number): void {
    if (this.lines.has(person)) this.lines.leave(person);
  }

  /** Someone gives up waiting for an episode. */
  leaveQueue(person: number): void {
    this.forget(person);
    this.endWait(person, OUTCOME.gaveUp);
  }

  private endWait(person: number, outcome: Outcome): void {
    const { world } = this;
    const { people } = world;
    world.clear(TIMER.giveUp, person);
    world.recorder.level(WAITING, -1, people.area[person]!, people.group[person]!, people.origin[person]!);
    this.closeWait(person, outcome);
  }

  private closeWait(person: number, outcome: Outcome): void {
    const { world } = this;
    const { people } = world;
    world.closeWait(QUEUE.reablement, person, people.requestTime[person]!, outcome, PRIORITY_OF_ORIGIN[people.origin[person]!]!);
  }

  /** At the end of the run: those who still wait for an episode. */
  closeWaits(): void {
    const { people } = this.world;
    for (let i = 0; i < people.high; i += ROW) if (this.lines.has(i) && people.at[i] !== AT.home) this.closeWait(i, OUTCOME.stillWaiting);
  }
}
