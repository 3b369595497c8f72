/**
 * model: adult social care as a discrete-event system. May import kernel, random, stats and the registry; no clock, no ambient
 * randomness, no input or output.
 *
 * The world is what the services share: the clock, the people, the parameters in force, the draws and the recorder. Each service
 * (services/, brokerage, principal, hospital, demand) owns its own state and knows the world; `run.ts` puts them together.
 * Invariants: a person is in exactly one place; every draw is keyed by whom it belongs to and what for; watchers (recorder, waits)
 * are told and never asked.
 */
import type { Calendar } from '../kernel/calendar.js';
import { Draws, streamKey } from '../random/draws.js';
import { draw, type Sampler } from '../random/sampler.js';
import type { ModelInput, Params } from './input.js';
import { People } from './people.js';
import { frameOf } from './record.js';
import { Recorder } from './recorder.js';
import { ENDS_WITH_PERSON, ORDER, timerOf } from './timers.js';
import { type Outcome, Waits } from './waits.js';

export interface TraceEvent {
  readonly time: number;
  readonly what: string;
  /** number of the person in the order of coming, from 1; -1 for none */
  readonly person: number;
  readonly area: string;
  readonly group: string;
  readonly detail: string;
}

/** Our own mistake: says where, so that the replication can be run again. */
export class InvariantError extends Error {
  constructor(
    message: string,
    readonly seed: number,
    readonly replication: number,
    readonly time: number,
  ) {
    super(`${message} (seed ${seed}, replication ${replication}, day ${time})`);
    this.name = 'InvariantError';
  }
}

export class World {
  readonly people = new People();
  readonly draws = new Draws();
  readonly recorder: Recorder;
  readonly waits: Waits;
  readonly areas: number;
  readonly end: number;
  params: Params;
  phase = 0;
  seed = 0;
  replication = 0;
  trace: ((event: TraceEvent) => void) | null = null;

  constructor(
    readonly input: ModelInput,
    readonly calendar: Calendar,
  ) {
    const frame = frameOf(input);
    this.recorder = new Recorder(frame, calendar);
    this.waits = new Waits(frame, input.warmUpWeeks);
    this.areas = input.areas.length;
    this.end = input.weeks * 7;
    this.params = input.phases[0]!.params;
  }

  get now(): number {
    return this.calendar.now;
  }

  reset(seed: number, replication: number): void {
    this.seed = seed;
    this.replication = replication;
    this.phase = 0;
    this.params = this.input.phases[0]!.params;
    this.calendar.reset();
    this.people.reset();
    this.recorder.reset();
    this.waits.reset();
  }

  /** Two words that key a named stream of this replication. */
  streamKey(name: string): [number, number] {
    return streamKey(this.seed, this.replication, name);
  }

  /** Uniform that belongs to a person, for a purpose and an index. */
  uniform(person: number, purposeKey: number, index: number): number {
    return this.draws.uniform(this.people.key0[person]!, this.people.key1[person]!, purposeKey, index);
  }

  /** Unit exponential that belongs to a person. */
  exponential(person: number, purposeKey: number, index: number): number {
    return -Math.log(this.uniform(person, purposeKey, index));
  }

  /** Value of a law that belongs to a person; what is certain takes no draw. */
  sample(person: number, sampler: Sampler, purposeKey: number, index: number): number {
    if (sampler.min === sampler.max) return sampler.min;
    return draw(sampler, this.uniform(person, purposeKey, index));
  }

  set(kind: number, index: number, time: number, order: number): void {
    this.calendar.set(timerOf(kind, index), time, order);
  }

  clear(kind: number, index: number): void {
    this.calendar.clear(timerOf(kind, index));
  }

  /** Clear every timer of a person that ends when they leave. */
  clearPersonal(person: number): void {
    this.calendar.clearRun(timerOf(0, person), ENDS_WITH_PERSON);
  }

  due(kind: number, index: number): number {
    return this.calendar.due(timerOf(kind, index));
  }

  isSet(kind: number, index: number): boolean {
    return this.calendar.isSet(timerOf(kind, index));
  }

  /** A hazard changed from `before` to `after` while its clock runs: what is left of the unit exponential is spent at the new rate. */
  rescale(kind: number, index: number, before: number, after: number, fresh: () => number): void {
    if (before === after) return;
    const left = before > 0 && this.isSet(kind, index) ? (this.due(kind, index) - this.now) * before : fresh();
    if (after > 0) this.set(kind, index, this.now + left / after, ORDER.usual);
    else this.clear(kind, index);
  }

  /** A person's wait since day `since` ends now; `priority` is the one to count it by, as a rule their own. */
  closeWait(queue: number, person: number, since: number, outcome: Outcome, priority = this.people.priority[person]!): void {
    const { people } = this;
    this.waits.close(queue, since, this.now, outcome, people.area[person]!, people.group[person]!, priority, people.origin[person]!);
  }

  /** True on days on which offices work. */
  isWorkingDay(day: number): boolean {
    return this.input.calendar.isWorking[day] === 1;
  }

  /** First instant at or after `time` that is `hour` o'clock on a working day. */
  nextWorkingHour(time: number, hour: number): number {
    let day = Math.floor(time);
    if (time > day + hour / 24) day++;
    while (day <= this.end && !this.isWorkingDay(day)) day++;
    return day + hour / 24;
  }

  tell(what: string, person: number, detail = ''): void {
    if (this.trace === null) return;
    const { people, input } = this;
    this.trace({
      time: this.now,
      what,
      person: person < 0 ? -1 : people.serial[person]!,
      area: person < 0 ? '' : input.areas[people.area[person]!]!,
      group: person < 0 ? '' : input.groups[people.group[person]!]!,
      detail,
    });
  }

  fail(message: string): never {
    throw new InvariantError(message, this.seed, this.replication, this.now);
  }
}
