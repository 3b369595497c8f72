/**
 * Members of cohorts: people to be re-housed, as a struct of arrays; a member is an index that is never used again in a replication.
 * What a member waits for is a state; the levels of who waits for what are booked here, whenever it changes, and nowhere else.
 */
import { WAITING_FOR } from '../../metrics.js';
import { WAITS_FOR } from '../keys.js';
import { channel } from '../recorder.js';
import type { World } from '../world.js';

const WAITING = channel('specialist.waiting');
const OUT_OF_AREA = channel('specialist.out_of_area');
const INITIAL_WAITING = channel('specialist.initial_waiting');

/** States after those of WAITS_FOR. */
export const SETTLING = WAITING_FOR.length;
/** lives where they are to live, or has left the model */
export const DONE = WAITING_FOR.length + 1;
const NEW = WAITING_FOR.length + 2;

export const NEEDS = {
  home: 1,
  approval: 2,
  team: 4,
  stepDown: 8,
} as const;

const NONE = -1;

export class Members {
  /** members so far */
  high = 0;
  person = new Int32Array(0);
  cohort = new Uint8Array(0);
  readiness = new Uint8Array(0);
  /** bits of NEEDS */
  needs = new Uint8Array(0);
  part = new Uint8Array(0);
  /** set of homes that suit */
  homes = new Int32Array(0);
  state = new Uint8Array(0);
  isReady = new Uint8Array(0);
  isApproved = new Uint8Array(0);
  isInitial = new Uint8Array(0);
  /** holds a slot on the team of their part */
  hasSlot = new Uint8Array(0);
  /** looks beyond the first choice */
  takesAny = new Uint8Array(0);
  /** 0 before any move, 1 stepped down, 2 settled */
  moves = new Uint8Array(0);
  /** stays in the place for stepping down beyond its limit */
  overstays = new Uint8Array(0);
  /** area they called home when they came */
  area = new Uint16Array(0);
  entered = new Float64Array(0);
  /** since when they could move */
  searchesSince = new Float64Array(0);
  movedAt = new Float64Array(0);
  /** unit exponential to be spent on places that may suit */
  suitLeft = new Float64Array(0);
  /** place kept for them: home, area and unit (or -1) */
  heldHome = new Int8Array(0);
  heldArea = new Uint16Array(0);
  heldUnit = new Int32Array(0);
  /** step of the months followed: 0 for six, 1 for twelve, 2 for 24 */
  followed = new Uint8Array(0);
  /** members who look for a home, in the order of cohorts and then of looking */
  readonly searching: number[] = [];

  constructor(private readonly world: World) {}

  start(): void {
    this.high = 0;
    this.searching.length = 0;
  }

  /** A new member; what they need is set by the caller. */
  add(person: number, cohort: number, readiness: number): number {
    const m = this.high++;
    if (m >= this.person.length) this.grow();
    this.person[m] = person;
    this.cohort[m] = cohort;
    this.readiness[m] = readiness;
    this.needs[m] = 0;
    this.homes[m] = 0;
    this.state[m] = NEW;
    this.isReady[m] = 0;
    this.isApproved[m] = 0;
    this.isInitial[m] = 0;
    this.hasSlot[m] = 0;
    this.takesAny[m] = 0;
    this.moves[m] = 0;
    this.overstays[m] = 0;
    this.entered[m] = this.world.now;
    this.searchesSince[m] = 0;
    this.movedAt[m] = Number.POSITIVE_INFINITY;
    this.heldHome[m] = NONE;
    this.heldUnit[m] = NONE;
    this.followed[m] = 0;
    this.world.people.member[person] = m;
    return m;
  }

  private grow(): void {
    const n = Math.max(256, this.person.length * 2);
    for (const name of Object.keys(this) as (keyof this)[]) {
      const old = this[name];
      if (!ArrayBuffer.isView(old)) continue;
      const grown = new (old.constructor as Float64ArrayConstructor)(n);
      grown.set(old as unknown as Float64Array);
      (this as Record<keyof this, unknown>)[name] = grown;
    }
  }

  /** Member of a person, or -1. */
  of(person: number): number {
    return this.world.people.member[person]!;
  }

  /** The person is a member no longer: settled, or gone. What was counted of them stays. */
  release(m: number): void {
    this.world.people.member[this.person[m]!] = NONE;
    this.person[m] = NONE;
  }

  needsAny(m: number, need: number): boolean {
    return (this.needs[m]! & need) !== 0;
  }

  /** A member goes on to a state (key of WAITING_FOR, SETTLING or DONE). */
  to(m: number, state: number): void {
    const before = this.state[m]!;
    if (before === state) return;
    const wasSearching = this.looks(before);
    this.book(m, -1);
    this.state[m] = state;
    this.book(m, 1);
    if (wasSearching && !this.looks(state)) this.searching.splice(this.searching.indexOf(m), 1);
    else if (!wasSearching && this.looks(state)) this.join(m);
    if (state < WAITING_FOR.length) this.world.tell('waits', this.person[m]!, WAITING_FOR[state]);
  }

  private looks(state: number): boolean {
    return state === WAITS_FOR.accommodation || state === WAITS_FOR.community_team || state === WAITS_FOR.settled_home;
  }

  /** Cohorts in their order, then who has looked longest. */
  private join(m: number): void {
    const { searching } = this;
    let at = searching.length;
    while (at > 0 && this.isBefore(m, searching[at - 1]!)) at--;
    searching.splice(at, 0, m);
  }

  private isBefore(a: number, b: number): boolean {
    if (this.cohort[a] !== this.cohort[b]) return this.cohort[a]! < this.cohort[b]!;
    if (this.searchesSince[a] !== this.searchesSince[b]) return this.searchesSince[a]! < this.searchesSince[b]!;
    return a < b;
  }

  private book(m: number, sign: 1 | -1): void {
    const { recorder, people, input, params } = this.world;
    const state = this.state[m]!;
    if (state >= WAITING_FOR.length) return;
    const person = this.person[m]!;
    const a = people.area[person]!;
    const readiness = this.readiness[m]!;
    const cohort = this.cohort[m]!;
    recorder.level(WAITING, sign, a, readiness, state, cohort);
    if (this.moves[m] !== 0) return;
    const { from } = input.specialist!.cohorts[cohort]!;
    if (from >= 0 && params.placements[from]!.setting === 'out_of_area')
      recorder.level(OUT_OF_AREA, sign, a, people.group[person]!, readiness);
    if (this.isInitial[m] === 1 && this.needsAny(m, NEEDS.home)) recorder.level(INITIAL_WAITING, sign, a, readiness, cohort);
  }
}
