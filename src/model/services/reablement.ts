/**
 * In-house reablement: episodes of its own, bridging of those who need home care that has not started, and cover as provider of
 * last resort. All three use one capacity in hours a week; what bridging and cover take is lost to intake, so hospital waits grow.
 */
import { REASONS } from '../../metrics.js';
import { copulaRank } from '../../random/normal.js';
import { draw, lengthBiasedRank } from '../../random/sampler.js';
import type { Brokerage } from '../brokerage.js';
import { FitQueue } from '../fit-queue.js';
import type { Hospital } from '../hospital.js';
import type { ReablementParams } from '../input.js';
import type { Ledger } from '../ledger.js';
import { AT, FLAG } from '../people.js';
import { channel } from '../recorder.js';
import { ORDER, SYSTEM, TIMER } from '../timers.js';
import { QUEUE } from '../waits.js';
import { pick, purpose, quarters, type World } from '../world.js';
import type { HomeCare } from './home-care.js';

const STARTS = channel('reablement.starts');
const WAITING = channel('reablement.waiting');
const IN_SERVICE = channel('reablement.in_service');
const OWN = channel('reablement.own_hours');
const BRIDGING_PEOPLE = channel('reablement.bridging_people');
const BRIDGING = channel('reablement.bridging_hours');
const COVER_PEOPLE = channel('reablement.last_resort_people');
const COVER = channel('reablement.last_resort_hours');
const CAPACITY = channel('reablement.capacity_hours');
const ENDED = channel('reablement.ended');
const INDEPENDENT = channel('reablement.no_ongoing_support');
const DAY_91 = channel('reablement.day_91');
const DAY_91_HOME = channel('reablement.day_91_home');
const HOSPITAL_STARTS = channel('reablement.hospital_starts');
const PROMPT_STARTS = channel('reablement.hospital_starts_same_or_next_day');
const COST = channel('cost.reablement');

const LENGTH = purpose('reablement length');
const OUTCOME = purpose('outcome');
const AFTERWARDS = purpose('afterwards');
const GIVE_UP = purpose('give up');
const NEED_HOURS = purpose('need hours');

const REASON = {
  died: REASONS.indexOf('died'),
  careHome: REASONS.indexOf('care_home'),
  housing: REASONS.indexOf('housing'),
  recovered: REASONS.indexOf('recovered'),
  hospital: REASONS.indexOf('hospital'),
} as const;
const PRIORITY_OF_ORIGIN: readonly number[] = [3, 3, 0, 1, 3, 3];
const ORIGIN = { community: 1, hospital: 2, crisis: 3 } as const;
/** Index of give-up draws for the queue of reablement, apart from those of brokerage. */
const QUEUE_SPELL = 1_000_000;

/** Lines of intake, each first come first served. */
const LINE = { last_resort: 0, hospital: 1, crisis: 2, community: 3 } as const;

export interface ReablementHooks {
  leave(person: number, reason: number): void;
}

export class Reablement {
  homeCare!: HomeCare;
  hospital!: Hospital;
  /** hours available, and in use by own work, bridging and cover */
  capacity = 0;
  own = 0;
  bridging = 0;
  cover = 0;
  private stepUp = 0;
  private readonly lines = new FitQueue(4);
  private paidByArea: Float64Array;
  private costRate = 0;
  private serving = false;

  constructor(
    private readonly world: World,
    private readonly brokerage: Brokerage,
    private readonly ledger: Ledger,
    private readonly hooks: ReablementHooks,
  ) {
    this.paidByArea = new Float64Array(world.areas);
  }

  private get params(): ReablementParams {
    const { reablement } = this.world.params;
    if (reablement === null) this.world.fail('someone was sent to reablement, which the scenario does not have');
    return reablement;
  }

  start(): void {
    this.capacity = 0;
    this.own = 0;
    this.bridging = 0;
    this.cover = 0;
    this.stepUp = 0;
    this.costRate = 0;
    this.paidByArea.fill(0);
    this.lines.reset();
    this.serving = false;
  }

  /** Paid hours of reablement's carers in an area have changed. */
  setPaid(area: number, paid: number): void {
    const rose = paid > this.paidByArea[area]!;
    this.paidByArea[area] = paid;
    this.setCapacity();
    if (rose) this.serve();
  }

  setCapacity(): void {
    const { reablement } = this.world.params;
    if (reablement === null) return;
    let paid = 0;
    for (const p of this.paidByArea) paid += p;
    const capacity = paid * reablement.contactShare;
    this.world.recorder.level(CAPACITY, this.world.now, capacity - this.capacity);
    this.capacity = capacity;
    const cost = paid * reablement.pricePerPaidHour;
    this.world.recorder.level(COST, this.world.now, cost - this.costRate, 0);
    this.costRate = cost;
  }

  get used(): number {
    return this.own + this.bridging + this.cover;
  }

  /** Someone is referred: their place (hospital bed or home) is set. */
  refer(person: number): void {
    const { world } = this;
    const { people, params } = world;
    people.requestTime[person] = world.now;
    this.setEntryHours(person);
    world.recorder.level(WAITING, world.now, 1, people.area[person]!, people.group[person]!, people.origin[person]!);
    const hazard = people.at[person] === AT.hospital ? params.reablement!.giveUp.hospital : params.reablement!.giveUp.home;
    if (hazard > 0) world.set(TIMER.giveUp, person, world.now + world.exponential(person, GIVE_UP, QUEUE_SPELL) / hazard, ORDER.usual);
    this.lines.join(LINE[this.lineOf(person)], person, 0, world.now, people.entryHours[person]!);
    world.tell('referred to reablement', person);
    this.serve();
  }

  /** Hours at entry have the rank that the need for home care would have: larger needs last longer here too. */
  setEntryHours(person: number): void {
    const { world } = this;
    const group = world.people.group[person]!;
    const rank = copulaRank(
      this.homeCare.lengthRank(person),
      world.uniform(person, NEED_HOURS, 0),
      world.params.need[group]!.hoursLengthCorrelation,
    );
    world.people.entryHours[person] = quarters(draw(this.params.hoursByGroup[group]!, rank));
  }

  private lineOf(person: number): 'hospital' | 'crisis' | 'community' {
    const origin = this.world.people.origin[person]!;
    return origin === ORIGIN.hospital ? 'hospital' : origin === ORIGIN.crisis ? 'crisis' : 'community';
  }

  /** Cover is for hand-backs whose notice has run out, and for needs at home from a threshold of hours. */
  private isForCover(person: number): boolean {
    const { people } = this.world;
    if ((people.flags[person]! & FLAG.selfFunder) !== 0) return false;
    const isHandBack = people.priority[person] === 2 || people.priority[person] === 4;
    return isHandBack || people.hours[person]! >= this.params.lastResort.thresholdHours;
  }

  /** Someone is at home without care: they may be covered. */
  mayCover(person: number): void {
    if (this.world.params.reablement === null || this.params.lastResort.share <= 0 || !this.isForCover(person)) return;
    this.lines.join(LINE.last_resort, person, 0, this.world.now, this.world.people.hours[person]!);
    this.serve();
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
      else if (!this.serveLine(line)) break;
    }
    this.serving = false;
  }

  private serveCover(): void {
    const { people } = this.world;
    for (;;) {
      const person = this.lines.head(LINE.last_resort);
      if (person < 0) return;
      const hours = people.hours[person]!;
      if (this.cover + hours > this.params.lastResort.share * this.capacity || this.used + hours > this.capacity) return;
      this.lines.leave(person);
      this.beginCover(person);
    }
  }

  /** Returns false when the first of the line does not fit. */
  private serveLine(name: 'hospital' | 'crisis' | 'community'): boolean {
    const { people } = this.world;
    for (;;) {
      const person = this.lines.head(LINE[name]);
      if (person < 0) return true;
      const hours = people.entryHours[person]!;
      if (this.used + hours > this.capacity) return false;
      const others = this.used - this.stepUp;
      if (name === 'hospital' && others + hours > (1 - this.params.stepUpShare) * this.capacity) return true;
      this.lines.leave(person);
      this.begin(person);
    }
  }

  /** Someone no longer waits for an episode or for cover. */
  forget(person: number): void {
    if (this.lines.has(person)) this.lines.leave(person);
  }

  private isStepUp(person: number): boolean {
    return this.lineOf(person) !== 'hospital';
  }

  private addOwn(person: number, d: number): void {
    const { world } = this;
    this.own += d;
    if (this.isStepUp(person)) this.stepUp += d;
    world.recorder.level(OWN, world.now, d, world.people.area[person]!, world.people.group[person]!);
  }

  private begin(person: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const a = people.area[person]!;
    const g = people.group[person]!;
    const origin = people.origin[person]!;
    world.clear(TIMER.giveUp, person);
    recorder.level(WAITING, world.now, -1, a, g, origin);
    recorder.count(STARTS, 1, a, g, origin);
    world.waits.close(QUEUE.reablement, people.requestTime[person]!, world.now, 0, a, g, PRIORITY_OF_ORIGIN[origin]!, origin);
    const days = world.sample(person, this.params.lengthByGroup[g]!, LENGTH, 0);
    const from = people.at[person]!;
    this.enter(person, days);
    world.tell('reablement starts', person);
    if (from !== AT.hospital) return;
    const days91 = world.now + 91;
    if (days91 <= world.end) world.set(TIMER.day91, person, days91, ORDER.usual);
    recorder.count(HOSPITAL_STARTS, 1, a, g);
    if (Math.floor(world.now) - Math.floor(people.readyTime[person]!) <= 1) recorder.count(PROMPT_STARTS, 1, a, g);
    this.hospital.discharge(person);
  }

  /** An episode is under way for `days` more. */
  private enter(person: number, days: number): void {
    const { world } = this;
    const { people } = world;
    people.at[person] = AT.reablement;
    world.recorder.level(IN_SERVICE, world.now, 1, people.area[person]!, people.group[person]!);
    this.addOwn(person, people.entryHours[person]!);
    world.set(TIMER.stage, person, world.now + days, ORDER.usual);
  }

  /** Someone in an episode on day 0: what is left of a stay under way. */
  enterOnDay0(person: number, u: number, v: number): void {
    const law = this.params.lengthByGroup[this.world.people.group[person]!]!;
    this.setEntryHours(person);
    this.enter(person, draw(law, lengthBiasedRank(law, u)) * v);
  }

  /** Timer: the episode is over. */
  ends(person: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const a = people.area[person]!;
    const g = people.group[person]!;
    recorder.level(IN_SERVICE, world.now, -1, a, g);
    this.addOwn(person, -people.entryHours[person]!);
    recorder.count(ENDED, 1, a, g);
    const o = this.params.outcomesByGroup[g]!;
    const outcome = pick([o.independent, o.homeCare, o.careHome, o.hospital, o.died, o.housing], world.uniform(person, OUTCOME, 0));
    if (outcome === 0) this.becomeIndependent(person);
    else if (outcome === 1) this.needsHomeCare(person);
    else this.hooks.leave(person, [REASON.careHome, REASON.hospital, REASON.died, REASON.housing][outcome - 2]!);
    this.serve();
  }

  private becomeIndependent(person: number): void {
    const { world } = this;
    const { people } = world;
    world.recorder.count(INDEPENDENT, 1, people.area[person]!, people.group[person]!);
    people.at[person] = AT.independent;
    people.flags[person]! |= FLAG.atHomeWhenLeft;
    const { died, careHome, readmitted, referredAgain } = this.params.afterwards;
    const all = died + careHome + readmitted + referredAgain;
    const follow = world.isSet(TIMER.day91, person) ? world.due(TIMER.day91, person) : world.now;
    const next = all > 0 ? world.now + world.exponential(person, AFTERWARDS, 0) / all : Number.POSITIVE_INFINITY;
    if (next < follow) world.set(TIMER.stage, person, next, ORDER.usual);
    else if (follow <= world.now) this.hooks.leave(person, REASON.recovered);
    world.tell('independent', person);
  }

  /** Timer: something happened to someone who had become independent. */
  afterwards(person: number): void {
    const { world } = this;
    const { died, careHome, readmitted, referredAgain } = this.params.afterwards;
    const all = died + careHome + readmitted + referredAgain;
    const what = pick([died, careHome, readmitted, referredAgain], world.uniform(person, AFTERWARDS, 1) * all);
    if (what < 3) this.hooks.leave(person, [REASON.died, REASON.careHome, REASON.hospital][what]!);
    else {
      world.people.at[person] = AT.home;
      world.people.origin[person] = ORIGIN.community;
      this.homeCare.setNeed(person, this.homeCare.lengthRank(person));
      this.brokerage.request(person, 3, world.now, world.now);
      this.mayCover(person);
    }
  }

  private needsHomeCare(person: number): void {
    const { world, params } = this;
    const { people } = world;
    this.homeCare.setNeed(person, this.homeCare.lengthRank(person));
    people.hours[person] = quarters(params.homeCareHoursShare * people.entryHours[person]!);
    people.at[person] = params.bridging ? AT.bridged : AT.home;
    if (params.bridging) this.bridge(person, 1);
    this.brokerage.request(person, PRIORITY_OF_ORIGIN[people.origin[person]!]!, world.now, world.now);
    if (!params.bridging) this.mayCover(person);
  }

  private bridge(person: number, sign: 1 | -1): void {
    const { world } = this;
    const { people, recorder } = world;
    const h = people.hours[person]! * sign;
    this.bridging += h;
    if (this.isStepUp(person)) this.stepUp += h;
    recorder.level(BRIDGING_PEOPLE, world.now, sign, people.area[person]!, people.group[person]!);
    recorder.level(BRIDGING, world.now, h, people.area[person]!, people.group[person]!);
  }

  private covered(person: number, sign: 1 | -1): void {
    const { world } = this;
    const { people, recorder } = world;
    const h = people.hours[person]! * sign;
    this.cover += h;
    recorder.level(COVER_PEOPLE, world.now, sign, people.area[person]!, people.group[person]!);
    recorder.level(COVER, world.now, h, people.area[person]!, people.group[person]!);
  }

  private beginCover(person: number): void {
    const { world } = this;
    world.people.at[person] = AT.cover;
    this.covered(person, 1);
    this.homeCare.runNeed(person);
    this.brokerage.rearmGiveUp(person);
    world.tell('covered as last resort', person);
    this.ledger.sync(person);
  }

  /** Someone bridged or covered on day 0. */
  holdOnDay0(person: number): void {
    if (this.world.people.at[person] === AT.bridged) this.bridge(person, 1);
    else {
      this.covered(person, 1);
      this.homeCare.runNeed(person);
    }
  }

  /** Someone bridged or covered has got care, or has left: `from` is the place they were in. */
  released(person: number, from: number): void {
    if (from === AT.bridged) this.bridge(person, -1);
    else this.covered(person, -1);
    this.serve();
  }

  /** Hours of someone bridged or covered changed by `d` at a review. */
  hoursChanged(person: number, d: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const isBridged = people.at[person] === AT.bridged;
    if (isBridged) {
      this.bridging += d;
      if (this.isStepUp(person)) this.stepUp += d;
    } else this.cover += d;
    recorder.level(isBridged ? BRIDGING : COVER, world.now, d, people.area[person]!, people.group[person]!);
  }

  /** Someone leaves the queue for reablement. */
  leaveQueue(person: number): void {
    const { world } = this;
    const { people } = world;
    const origin = people.origin[person]!;
    const a = people.area[person]!;
    const g = people.group[person]!;
    this.forget(person);
    world.recorder.level(WAITING, world.now, -1, a, g, origin);
    world.waits.close(QUEUE.reablement, people.requestTime[person]!, world.now, 1, a, g, PRIORITY_OF_ORIGIN[origin]!, origin);
  }

  /** Timer: ninety-one days after the discharge: found at home, or dead, in a care home, in hospital. */
  day91(person: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const at = people.at[person]!;
    const isHome =
      at === AT.left || at === AT.independent
        ? (people.flags[person]! & FLAG.atHomeWhenLeft) !== 0
        : at !== AT.admitted && at !== AT.hospital;
    recorder.count(DAY_91, 1, people.area[person]!, people.group[person]!);
    if (isHome) recorder.count(DAY_91_HOME, 1, people.area[person]!, people.group[person]!);
    if (at === AT.independent) this.hooks.leave(person, REASON.recovered);
  }

  closeWaits(): void {
    const { people, waits, now } = this.world;
    for (let i = 0; i < people.high; i++)
      if (this.lines.has(i) && people.at[i] !== AT.home) {
        const origin = people.origin[i]!;
        waits.close(
          QUEUE.reablement,
          people.requestTime[i]!,
          now,
          2,
          people.area[i]!,
          people.group[i]!,
          PRIORITY_OF_ORIGIN[origin]!,
          origin,
        );
      }
  }
}
