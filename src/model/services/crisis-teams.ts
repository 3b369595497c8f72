/**
 * Teams of crisis response. A base has so many teams on duty as its shifts put there; a call waits for one, first come first served;
 * a team is taken from setting out to the end of the visit. When a shift ends visits under way are finished, and no new one begins
 * while as many teams are out as are on duty.
 */
import { FitQueue } from '../fit-queue.js';
import type { CrisisParams } from '../input.js';
import { PAYER } from '../keys.js';
import { channel } from '../recorder.js';
import { ORDER, SYSTEM, systemIndex, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const WAITING = channel('crisis.waiting');
const ON_DUTY = channel('crisis.teams_on_duty');
const OUT = channel('crisis.teams_out');
const COST = channel('cost.crisis');

const DAYS_PER_WEEK = 7;

export class CrisisTeams {
  /** teams on duty, and teams out, by base */
  readonly onDuty: Int32Array;
  readonly out: Int32Array;
  private readonly queue: FitQueue;
  private readonly baseOfArea: Int32Array;
  private costPerWeek = 0;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'crisis'>,
  ) {
    const bases = world.input.crisis?.bases ?? [];
    this.onDuty = new Int32Array(bases.length);
    this.out = new Int32Array(bases.length);
    this.queue = new FitQueue(bases.length);
    this.baseOfArea = new Int32Array(world.areas);
    bases.forEach(({ areas }, b) => {
      for (const area of areas) this.baseOfArea[area] = b;
    });
  }

  start(): void {
    this.onDuty.fill(0);
    this.out.fill(0);
    this.queue.reset();
    this.costPerWeek = 0;
    for (let b = 0; b < this.onDuty.length; b++) this.shiftChanges(b);
  }

  /** Calls that wait for a team of a base. */
  waiting(base: number): number {
    return this.queue.length(base);
  }

  /** Base that answers someone's call. */
  baseOf(person: number): number {
    return this.baseOfArea[this.world.people.area[person]!]!;
  }

  /** Someone waits for a team. */
  join(person: number): void {
    this.queue.join(this.baseOf(person), person, 0, this.world.now, 0);
    this.watch(person, 1);
    this.serve(this.baseOf(person));
  }

  private watch(person: number, d: 1 | -1): void {
    const { people, recorder } = this.world;
    recorder.level(WAITING, d, people.area[person]!, people.group[person]!);
  }

  private serve(base: number): void {
    while (this.out[base]! < this.onDuty[base]!) {
      const person = this.queue.head(base);
      if (person < 0) return;
      this.queue.leave(person);
      this.watch(person, -1);
      this.setOut(base, 1);
      this.services.crisis.setOut(person);
    }
  }

  private setOut(base: number, d: 1 | -1): void {
    this.out[base]! += d;
    this.world.recorder.level(OUT, d);
  }

  /** The team that was with someone is free. */
  free(person: number): void {
    const base = this.baseOf(person);
    this.setOut(base, -1);
    this.serve(base);
  }

  /** Timer: shifts of a base start or end. */
  shiftChanges(base: number): void {
    this.setOnDuty(base);
    this.arm(base);
    this.serve(base);
  }

  private roster(base: number): CrisisParams['rosters'][number] {
    return this.world.params.crisis!.rosters[base]!;
  }

  /** Days since Monday's midnight. */
  private timeOfWeek(): number {
    const { now, input } = this.world;
    const day = Math.floor(now);
    return input.calendar.weekday[day]! + (now - day);
  }

  /** Index of the spell of a roster that is under way; a shade early still counts, for the rounding of times. */
  private spellNow(from: Float64Array): number {
    const time = this.timeOfWeek() + 1e-9;
    let spell = from.length - 1;
    while (from[spell]! > time) spell--;
    return spell;
  }

  private setOnDuty(base: number): void {
    const { recorder, params } = this.world;
    const { from, teams } = this.roster(base);
    const d = teams[this.spellNow(from)]! - this.onDuty[base]!;
    this.onDuty[base]! += d;
    recorder.level(ON_DUTY, d);
    const cost = this.onDuty.reduce((sum, n) => sum + n, 0) * params.crisis!.costPerTeamWeek;
    recorder.level(COST, cost - this.costPerWeek, PAYER.council);
    this.costPerWeek = cost;
  }

  private arm(base: number): void {
    const { world } = this;
    const { from } = this.roster(base);
    const spell = this.spellNow(from);
    // from midnight of the week's Monday, so that no rounding adds up from shift to shift
    const monday = Math.floor(world.now) - world.input.calendar.weekday[Math.floor(world.now)]!;
    const next = monday + (spell + 1 < from.length ? from[spell + 1]! : DAYS_PER_WEEK + from[0]!);
    if (next < world.end) world.set(TIMER.system, systemIndex(SYSTEM.shift, base), next, ORDER.phase);
  }

  /** New rosters and prices are in force. */
  phaseChange(): void {
    for (let b = 0; b < this.onDuty.length; b++) this.shiftChanges(b);
  }
}
