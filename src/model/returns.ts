/**
 * Quarterly returns R1 to R8, counted as things happen: a referral is received, responded to, accepted or declined; care begins with a
 * first visit, a support solution is agreed, care is completed or left. Watches, and never changes the world.
 *
 * Each clock (R5 to R8) counts in the quarter in which its limit falls, and is met when what it waits for happens by then. What is
 * withdrawn before its limit falls due counts in none. Referrals and people in service at the end of a quarter are counted from those
 * that are there, not from what came and went, so that the two can be checked against each other.
 */
import { CLOCKS, type DeclineReason, type EndingReason, REASONS, RETURN_COLUMNS, returnColumn } from '../metrics.js';
import type { ReturnsInput } from './input.js';
import { PRIORITY } from './keys.js';
import { purpose } from './purpose.js';
import { channel } from './recorder.js';
import { WorkingTime } from './working-time.js';
import type { World } from './world.js';

const AT = {
  received: returnColumn('received'),
  emergencies: returnColumn('emergencies'),
  openAtStart: returnColumn('open_at_start'),
  withdrawn: returnColumn('withdrawn'),
  openAtEnd: returnColumn('open_at_end'),
  inServiceAtStart: returnColumn('in_service_at_start'),
  joined: returnColumn('joined'),
  inServiceAtEnd: returnColumn('in_service_at_end'),
  periods: returnColumn('payment_periods'),
  overTolerance: returnColumn('over_tolerance'),
  accepted: returnColumn('R1'),
  declined: returnColumn('R2'),
  completed: returnColumn('R3'),
  left: returnColumn('R4'),
} as const;
const DUE = CLOCKS.map((clock) => returnColumn(clock, 'due'));
const CLOCK = { emergency: 0, response: 1, visit: 2, solution: 3 } as const;
/** Channels of counters that are measured week by week too, and of the clocks. */
const CHANNELS: ReadonlyMap<number, number> = new Map([
  [AT.received, channel('returns.received')],
  [AT.emergencies, channel('returns.emergencies')],
  [AT.accepted, channel('returns.accepted')],
  [AT.declined, channel('returns.declined')],
  [AT.completed, channel('returns.completed')],
  [AT.left, channel('returns.left')],
]);
const CLOCK_CHANNELS = (['emergency_response', 'response', 'first_visit', 'solution'] as const).map((clock) => ({
  due: channel(`returns.${clock}_due`),
  met: channel(`returns.${clock}_met`),
}));
/** What falls due at the end of a day is late from midnight on. */
const BEFORE_MIDNIGHT = 1e-9;
const NEVER = Number.POSITIVE_INFINITY;

const EMERGENCY = purpose('emergency referral');

interface Referral {
  readonly unit: number;
  /** limits of R5 (never when it is no emergency) and R6 */
  readonly emergencyDue: number;
  readonly responseDue: number;
  hasResponse: boolean;
}

/** Someone accepted. */
interface Client {
  readonly unit: number;
  /** limits of R7 and R8; never once they are settled */
  visitDue: number;
  solutionDue: number;
}

export class Returns {
  readonly input: ReturnsInput | null;
  private readonly counts: Float64Array;
  private readonly time: WorkingTime;
  private quarter = 0;
  /** referrals not decided, by their number */
  private readonly open = new Map<number, Referral>();
  /** people accepted who have not begun, and people in service; someone may be both, with two services */
  private readonly accepted = new Map<number, Client>();
  private readonly inService = new Map<number, Client>();

  constructor(private readonly world: World) {
    this.input = world.input.returns;
    const { units, quarters } = this.input ?? { units: [], quarters: [] };
    this.counts = new Float64Array(units.length * quarters.length * RETURN_COLUMNS.length);
    this.time = new WorkingTime(world.input.calendar);
  }

  start(): void {
    this.counts.fill(0);
    this.quarter = 0;
    this.open.clear();
    this.accepted.clear();
    this.inService.clear();
  }

  /** Number of a scheme among those that make returns. */
  unitOfScheme(scheme: number): number {
    return this.world.input.providers.length + scheme;
  }

  /** True when a referral of someone is an emergency: by their priority, or by chance. */
  isEmergency(person: number, spell: number, share: number): boolean {
    const { people } = this.world;
    const priority = people.priority[person]!;
    return priority === PRIORITY.crisis || priority === PRIORITY.hand_back_urgent || this.world.uniform(person, EMERGENCY, spell) < share;
  }

  /** A referral, numbered by the caller, reaches a service. */
  received(referral: number, unit: number, isEmergency: boolean): void {
    if (this.input === null) return;
    const { emergencyDays, responseDays, responseOnWorkingDays } = this.input.clocks;
    const { now } = this.world;
    this.count(AT.received, unit);
    if (isEmergency) this.count(AT.emergencies, unit);
    this.open.set(referral, {
      unit,
      emergencyDue: isEmergency ? this.time.after(now, emergencyDays) : NEVER,
      responseDue: responseOnWorkingDays ? this.endOf(now, responseDays) : now + responseDays,
      hasResponse: false,
    });
  }

  private endOf(from: number, workingDays: number): number {
    return this.time.endOfDay(from, workingDays) - BEFORE_MIDNIGHT;
  }

  /** The service has answered that it is looking at a referral. */
  responded(referral: number): void {
    const found = this.open.get(referral);
    if (found !== undefined) this.respond(found, true);
  }

  private respond(referral: Referral, isMet: boolean): void {
    if (referral.hasResponse) return;
    referral.hasResponse = true;
    this.settle(CLOCK.emergency, referral.unit, referral.emergencyDue, isMet);
    this.settle(CLOCK.response, referral.unit, referral.responseDue, isMet);
  }

  /** Someone's referral is accepted: the first visit falls due. */
  accepts(referral: number, person: number): void {
    const found = this.take(referral);
    if (found === undefined) return;
    this.respond(found, true);
    this.count(AT.accepted, found.unit);
    this.accepted.set(person, { unit: found.unit, visitDue: this.endOf(this.world.now, this.input!.clocks.visitDays), solutionDue: NEVER });
  }

  /** A referral is declined, for a reason. */
  declines(referral: number, reason: DeclineReason): void {
    const found = this.take(referral);
    if (found === undefined) return;
    this.respond(found, true);
    this.count(AT.declined, found.unit);
    this.count(returnColumn('R2', reason), found.unit);
  }

  /** A referral is taken back: accepted elsewhere first, or no longer needed. */
  withdrawn(referral: number): void {
    const found = this.take(referral);
    if (found === undefined) return;
    this.respond(found, false);
    this.count(AT.withdrawn, found.unit);
  }

  private take(referral: number): Referral | undefined {
    const found = this.open.get(referral);
    if (found === undefined) return undefined;
    this.turn(this.world.now);
    this.open.delete(referral);
    return found;
  }

  /**
   * Someone accepted (or taken over in hospital) has a first visit; `hasSolution` where a support solution is then agreed. False for
   * someone who has had it, or was never accepted.
   */
  visited(person: number, hasSolution: boolean): boolean {
    this.takesOver(person);
    const client = this.inService.get(person);
    return client !== undefined && client.visitDue !== NEVER && this.visit(client, hasSolution);
  }

  private visit(client: Client, hasSolution: boolean): true {
    this.settle(CLOCK.visit, client.unit, client.visitDue, true);
    client.visitDue = NEVER;
    if (hasSolution) client.solutionDue = this.endOf(this.world.now, this.input!.clocks.solutionDays);
    return true;
  }

  /** Someone's care restarts after a stay in hospital: the first visit, where their service took them over there. */
  restarted(person: number, hasSolution: boolean): boolean {
    const client = this.inService.get(person);
    return client !== undefined && client.visitDue !== NEVER && this.visit(client, hasSolution);
  }

  /** A service takes someone over who is in hospital: the first visit is still to come. */
  takesOver(person: number): void {
    const client = this.accepted.get(person);
    if (client === undefined) return;
    this.accepted.delete(person);
    this.inService.set(person, client);
  }

  /** The support solution is agreed with someone. */
  agreed(person: number): void {
    const client = this.inService.get(person);
    if (client === undefined) return;
    this.settle(CLOCK.solution, client.unit, client.solutionDue, true);
    client.solutionDue = NEVER;
  }

  /** Someone is in a service without a referral to it: there on day 0, or moved with their package. */
  joined(person: number, unit: number): void {
    if (this.input === null || this.inService.has(person)) return;
    this.count(this.world.now === 0 ? AT.inServiceAtStart : AT.joined, unit);
    this.inService.set(person, { unit, visitDue: NEVER, solutionDue: NEVER });
  }

  /** Someone's care with a service ends. */
  ended(person: number, reason: EndingReason): void {
    const client = this.inService.get(person);
    if (client === undefined) return;
    this.turn(this.world.now);
    this.inService.delete(person);
    this.leaves(client, reason);
  }

  /** Someone accepted no longer waits for the first visit of that service. */
  notStarted(person: number): void {
    const client = this.accepted.get(person);
    if (client === undefined) return;
    this.turn(this.world.now);
    this.accepted.delete(person);
    this.leaves(client, 'before_start');
  }

  private leaves(client: Client, reason: EndingReason): void {
    this.settle(CLOCK.visit, client.unit, client.visitDue, false);
    this.settle(CLOCK.solution, client.unit, client.solutionDue, false);
    const own = (REASONS as readonly string[]).indexOf(reason);
    const isPlanned = own >= 0 && this.input!.completes[own]!;
    this.count(isPlanned ? AT.completed : AT.left, client.unit);
    this.count(returnColumn(isPlanned ? 'R3' : 'R4', reason), client.unit);
  }

  /** A payment period of someone in service is over. */
  periodEnds(person: number, isOver: boolean): void {
    const client = this.inService.get(person);
    if (client === undefined) return;
    this.count(AT.periods, client.unit);
    if (isOver) this.count(AT.overTolerance, client.unit);
  }

  /** What a clock waits for has happened, or (not `isMet`) will not: it counts where its limit falls. */
  private settle(clock: number, unit: number, due: number, isMet: boolean): void {
    const { now, end } = this.world;
    const isInTime = isMet && now <= due;
    if (due >= end || (!isInTime && due > now)) return;
    const at = this.at(DUE[clock]!, unit, this.quarterOf(due));
    const { recorder } = this.world;
    this.counts[at]!++;
    recorder.count(CLOCK_CHANNELS[clock]!.due, 1);
    if (!isInTime) return;
    this.counts[at + 1]!++;
    recorder.count(CLOCK_CHANNELS[clock]!.met, 1);
  }

  private quarterOf(time: number): number {
    const { quarters } = this.input!;
    let q = 0;
    while (q + 1 < quarters.length && quarters[q]!.toDay <= time) q++;
    return q;
  }

  private at(column: number, unit: number, quarter: number): number {
    return (unit * this.input!.quarters.length + quarter) * RETURN_COLUMNS.length + column;
  }

  private count(column: number, unit: number): void {
    this.turn(this.world.now);
    this.counts[this.at(column, unit, this.quarter)]!++;
    const measured = CHANNELS.get(column);
    if (measured !== undefined) this.world.recorder.count(measured, 1);
  }

  /** Quarters that are over by `now` are closed: nothing has happened since they were. */
  private turn(now: number): void {
    const { quarters } = this.input!;
    while (this.quarter + 1 < quarters.length && quarters[this.quarter]!.toDay <= now) this.close(this.quarter++);
  }

  /** What is open and who is in service when a quarter ends, and when the next begins. */
  private close(quarter: number): void {
    const put = (atEnd: number, atStart: number, unit: number) => {
      this.counts[this.at(atEnd, unit, quarter)]!++;
      if (quarter + 1 < this.input!.quarters.length) this.counts[this.at(atStart, unit, quarter + 1)]!++;
    };
    for (const { unit } of this.open.values()) put(AT.openAtEnd, AT.openAtStart, unit);
    for (const clients of [this.accepted, this.inService])
      for (const { unit } of clients.values()) put(AT.inServiceAtEnd, AT.inServiceAtStart, unit);
  }

  /** At the end of the run: what has fallen due and not happened is missed. The counters, [unit][quarter][RETURN_COLUMNS]; null when not kept. */
  finish(): Float64Array | null {
    if (this.input === null) return null;
    this.turn(this.world.end);
    this.close(this.input.quarters.length - 1);
    for (const referral of this.open.values()) this.respond(referral, false);
    for (const clients of [this.accepted, this.inService])
      for (const { unit, visitDue, solutionDue } of clients.values()) {
        this.settle(CLOCK.visit, unit, visitDue, false);
        this.settle(CLOCK.solution, unit, solutionDue, false);
      }
    return this.counts.slice();
  }
}
