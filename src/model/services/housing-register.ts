/**
 * The housing register: applicants by needs band, priority and wait. An applicant is a person of the model, most of them at home with
 * care or without; the register holds an entry for each, and takes it back when the person is housed, withdraws or leaves. A unit that
 * is filled from home care or from a placement makes an entry for whoever is found, who never was on the register and is not counted on it.
 */
import { BANDS, REASONS } from '../../metrics.js';
import { draw } from '../../random/sampler.js';
import type { HousingParams } from '../input.js';
import { REASON } from '../keys.js';
import { AT } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { choose, pick } from '../shares.js';
import { ORDER, SYSTEM, systemIndex, TIMER } from '../timers.js';
import { OUTCOME, type Outcome, QUEUE } from '../waits.js';
import type { World } from '../world.js';
import { quarters } from './needs.js';
import type { Services } from './services.js';

const REGISTER = channel('housing.register');
const APPLICATIONS = channel('housing.applications');
const LEFT = channel('housing.register_left');

const BAND = purpose('needs band');
const COUPLE = purpose('couple');
export const BAND_HOURS = purpose('band hours');
const HOME_CARE = purpose('applicant has home care');
const ACCEPT = purpose('accepts a flat');
const LEAVES = purpose('leaves the register');
const LEAVE_REASON = purpose('reason for leaving the register');
const NONE = -1;

/** Reasons of leaving the register after which someone is no longer in the model's care. */
const GONE: readonly number[] = [REASON.died, REASON.care_home, REASON.moved_away, REASON.hospital];

/** One applicant. */
export interface Entry {
  person: number;
  readonly number: number;
  readonly band: number;
  /** key of PRIORITIES when they applied */
  readonly priority: number;
  readonly persons: number;
  /** since when they have waited; before 0 for those of day 0 */
  readonly since: number;
  /** false for someone found in home care or a placement */
  readonly isCounted: boolean;
  /** unit exponential still to be spent on offers */
  acceptLeft: number;
  refusals: number;
  /** unit refused last, and unit on offer or accepted; -1 for none */
  refused: number;
  unit: number;
}

export class Register {
  /** by place: the place of an entry numbers its timer; undefined where free */
  private readonly entries: (Entry | undefined)[] = [];
  private readonly free: number[] = [];
  private readonly placeOf = new Map<number, number>();
  private came = 0;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'needs' | 'brokerage' | 'intake' | 'lettings' | 'homeCare' | 'departures'>,
  ) {}

  start(): void {
    this.entries.length = 0;
    this.free.length = 0;
    this.placeOf.clear();
    this.came = 0;
  }

  private get params(): HousingParams {
    const { housing } = this.world.params;
    if (housing === null) this.world.fail('someone applied for a flat, and the scenario has no housing');
    return housing;
  }

  /** Applicants in the order of their places; those of no place are left out. */
  *all(): Generator<Entry> {
    for (const entry of this.entries) if (entry !== undefined) yield entry;
  }

  entryOf(person: number): Entry | undefined {
    const place = this.placeOf.get(person);
    return place === undefined ? undefined : this.entries[place];
  }

  /** Someone applies, and perhaps has home care while they wait; they are at home, their priority is set. */
  apply(person: number): void {
    const { world } = this;
    const { people } = world;
    const { needs, brokerage, intake } = this.services;
    const { register, bands } = this.params;
    const band = this.bandOf(person, register.bands);
    const isDrawing = world.input.providers.length > 0 && world.uniform(person, HOME_CARE, 0) < register.homeCare;
    people.at[person] = isDrawing ? AT.home : AT.applicant;
    this.join(person, band, world.now, true);
    if (!isDrawing) return;
    needs.set(person);
    people.hours[person] = quarters(draw(bands[band]!.hours, world.uniform(person, BAND_HOURS, 0)));
    brokerage.request(person, people.priority[person]!, world.now, world.now);
    if (people.at[person] === AT.home) intake.mayCover(person);
  }

  /** Needs band by shares that sum to 1: the same person is in the same band in every policy. */
  bandOf(person: number, shares: readonly number[]): number {
    return pick(shares, this.world.uniform(person, BAND, 0));
  }

  /** The band whose mean hours are nearest to a person's package. */
  bandOfHours(hours: number): number {
    const { bands } = this.params;
    let best = 0;
    for (let b = 1; b < BANDS.length; b++) if (Math.abs(bands[b]!.hours.mean - hours) < Math.abs(bands[best]!.hours.mean - hours)) best = b;
    return best;
  }

  /** An entry for a person; `since` before now for those on the register on day 0. */
  join(person: number, band: number, since: number, isCounted: boolean): Entry {
    const { world } = this;
    const { people, recorder } = world;
    const { register } = this.params;
    const persons = world.uniform(person, COUPLE, 0) < register.couples ? 2 : 1;
    const acceptLeft = world.exponential(person, ACCEPT, 0);
    const priority = people.priority[person]!;
    const entry = {
      person,
      number: ++this.came,
      band,
      priority,
      persons,
      since,
      isCounted,
      acceptLeft,
      refusals: 0,
      refused: NONE,
      unit: NONE,
    };
    const place = this.free.pop() ?? this.entries.length;
    this.entries[place] = entry;
    this.placeOf.set(person, place);
    if (!isCounted) return entry;
    this.level(entry, 1);
    const a = people.area[person]!;
    if (since >= world.now) recorder.count(APPLICATIONS, 1, a, people.group[person]!, priority, band);
    this.armLeaving(place);
    world.tell('applies for a flat', person, BANDS[band]);
    return entry;
  }

  private level({ person, priority, band }: Entry, sign: 1 | -1): void {
    const { people, recorder } = this.world;
    recorder.level(REGISTER, sign, people.area[person]!, people.group[person]!, priority, band);
  }

  private armLeaving(place: number): void {
    const { world } = this;
    const hazard = this.params.register.leaves;
    const { person } = this.entries[place]!;
    if (hazard <= 0) return;
    world.set(TIMER.system, systemIndex(SYSTEM.applicant, place), world.now + world.exponential(person, LEAVES, 0) / hazard, ORDER.usual);
  }

  /** Timer: an applicant gives up waiting for a flat; who is not in the model for anything else leaves it. */
  leaves(place: number): void {
    const { world } = this;
    const { people } = world;
    const { person } = this.entries[place]!;
    if (people.at[person] === AT.admitted) {
      // decided when they are back from hospital
      world.set(TIMER.system, systemIndex(SYSTEM.applicant, place), world.now + 1, ORDER.usual);
      return;
    }
    const { leaveReasons } = this.params.register;
    const reason = REASON[leaveReasons[choose(leaveReasons, world.uniform(person, LEAVE_REASON, 0))]!.reason];
    this.withdraw(person, reason);
  }

  /** Someone is taken off the register without a flat, for a reason (key of REASONS). */
  withdraw(person: number, reason: number): void {
    const { world } = this;
    const { people } = world;
    const { homeCare, departures, lettings } = this.services;
    const unit = this.takeOff(person, reason);
    const isOnlyApplicant = people.at[person] === AT.applicant;
    if (isOnlyApplicant || GONE.includes(reason)) {
      if (!isOnlyApplicant) homeCare.stop(person, reason);
      departures.leave(person, reason);
    }
    if (unit >= 0) lettings.applicantLost(unit);
  }

  /** Someone has left the model: they are on the register no longer, and whatever was on offer to them is offered to the next. */
  forget(person: number, reason: number): void {
    const unit = this.takeOff(person, reason);
    if (unit >= 0) this.services.lettings.applicantLost(unit);
  }

  /** Take someone off the register, if they are on it; returns the unit that was on offer to them, or -1. */
  private takeOff(person: number, reason: number): number {
    if (this.placeOf.size === 0) return NONE;
    const place = this.placeOf.get(person);
    if (place === undefined) return NONE;
    const { people, recorder } = this.world;
    const entry = this.entries[place]!;
    if (entry.isCounted) recorder.count(LEFT, 1, people.area[person]!, people.group[person]!, entry.priority, reason);
    this.drop(place, OUTCOME.gaveUp);
    this.world.tell('leaves the register', person, REASONS[reason]);
    return entry.unit;
  }

  /** Someone moves in: the wait is over. */
  housed(entry: Entry): void {
    this.drop(this.placeOf.get(entry.person)!, OUTCOME.started);
  }

  private drop(place: number, outcome: Outcome): void {
    const { world } = this;
    const entry = this.entries[place]!;
    if (entry.isCounted) {
      this.level(entry, -1);
      world.clear(TIMER.system, systemIndex(SYSTEM.applicant, place));
      world.closeWait(QUEUE.housing, entry.person, entry.since, outcome, entry.priority);
    }
    this.placeOf.delete(entry.person);
    this.entries[place] = undefined;
    this.free.push(place);
  }

  /** Someone found for one unit, who refused it, goes on as before. */
  unfind(entry: Entry): void {
    this.drop(this.placeOf.get(entry.person)!, OUTCOME.gaveUp);
  }

  /** First of two entries: nearest to the band aimed at (-1 for none), then priority, then longest wait. */
  isBefore(a: Entry, b: Entry, band: number): boolean {
    if (band >= 0) {
      const d = Math.abs(a.band - band) - Math.abs(b.band - band);
      if (d !== 0) return d < 0;
    }
    if (a.priority !== b.priority) return a.priority < b.priority;
    return a.since === b.since ? a.number < b.number : a.since < b.since;
  }

  /** New hazards are in force; memoryless, so each clock starts anew at the new rate with what is left of its exponential. */
  phaseChange(before: HousingParams): void {
    const { world } = this;
    this.entries.forEach((entry, place) => {
      if (entry === undefined || !entry.isCounted) return;
      world.rescale(TIMER.system, systemIndex(SYSTEM.applicant, place), before.register.leaves, this.params.register.leaves, () =>
        world.exponential(entry.person, LEAVES, 0),
      );
    });
  }

  /** At the end of the run: those who still wait. */
  closeWaits(): void {
    for (const { isCounted, person, since, priority } of this.all())
      if (isCounted) this.world.closeWait(QUEUE.housing, person, since, OUTCOME.stillWaiting, priority);
  }
}
