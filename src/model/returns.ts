/**
 * Quarterly returns R1 to R8, counted as things happen: a referral is received, responded to, accepted or declined; care begins with a
 * first visit, a support solution is agreed, care is completed or left. Watches, and never changes the world.
 *
 * People are counted, not referrals: see referral-cases.ts.
 *
 * Each clock (R5 to R8) counts in the quarter in which its limit falls, and is met when what it waits for happens by then. What is
 * withdrawn before its limit falls due counts in none. People undecided and in service at the end of a quarter are counted from those
 * that are there, not from what came and went, so that the two can be checked against each other.
 */
import { type DeclineReason, type EndingReason, REASONS, returnColumn } from '../metrics.js';
import type { ReturnsInput } from './input.js';
import { PRIORITY } from './keys.js';
import { purpose } from './purpose.js';
import { ReferralCases } from './referral-cases.js';
import { CLOCK, COLUMN, ReturnCounts } from './return-counts.js';
import { WorkingTime } from './working-time.js';
import type { World } from './world.js';

/** What falls due at the end of a day is late from midnight on. */
const BEFORE_MIDNIGHT = 1e-9;
const NEVER = Number.POSITIVE_INFINITY;

const EMERGENCY = purpose('emergency referral');

/** Someone accepted. */
interface Client {
  readonly unit: number;
  /** limits of R7 and R8; never once they are settled */
  visitDue: number;
  solutionDue: number;
}

export class Returns {
  readonly input: ReturnsInput | null;
  private readonly counts: ReturnCounts;
  private readonly time: WorkingTime;
  private readonly cases: ReferralCases;
  /** people accepted who have not begun, and people in service; someone may be both, with two services */
  private readonly accepted = new Map<number, Client>();
  private readonly inService = new Map<number, Client>();

  constructor(private readonly world: World) {
    this.input = world.input.returns;
    this.counts = new ReturnCounts(world, this.input ?? { units: [], quarters: [], aims: [] });
    this.cases = new ReferralCases(world, this.counts);
    this.time = new WorkingTime(world.input.calendar);
  }

  start(): void {
    this.counts.start();
    this.cases.start();
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

  /** A referral of someone, numbered by the caller, reaches a service. */
  received(referral: number, person: number, unit: number, isEmergency: boolean): void {
    if (this.input === null) return;
    const { emergencyDays, responseDays, responseOnWorkingDays } = this.input.clocks;
    const { now } = this.world;
    this.turn(now);
    this.cases.received(referral, person, unit, {
      emergencyDue: isEmergency ? this.time.after(now, emergencyDays) : NEVER,
      responseDue: responseOnWorkingDays ? this.endOf(now, responseDays) : now + responseDays,
    });
  }

  private endOf(from: number, workingDays: number): number {
    return this.time.endOfDay(from, workingDays) - BEFORE_MIDNIGHT;
  }

  /** The service has answered that it is looking at a referral. */
  responded(referral: number): void {
    this.cases.responded(referral);
  }

  /** Someone's referral is accepted: the first visit falls due. */
  accepts(referral: number, person: number): void {
    if (this.input === null) return;
    this.turn(this.world.now);
    const unit = this.cases.accepts(referral);
    if (unit >= 0)
      this.accepted.set(person, { unit, visitDue: this.endOf(this.world.now, this.input.clocks.visitDays), solutionDue: NEVER });
  }

  /** A referral is declined, for a reason. */
  declines(referral: number, reason: DeclineReason): void {
    if (this.input === null) return;
    this.turn(this.world.now);
    this.cases.declines(referral, reason);
  }

  /** A referral is taken back: accepted elsewhere first, or no longer needed. */
  withdrawn(referral: number): void {
    if (this.input === null) return;
    this.turn(this.world.now);
    this.cases.withdrawn(referral);
  }

  /** Someone is not referred any more: what they had been refused is no longer needed. */
  forget(person: number): void {
    if (this.input === null) return;
    this.turn(this.world.now);
    this.cases.end(person);
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
    this.counts.settleBoth(CLOCK.visit, client.unit, client.visitDue, this.world.now);
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
    this.counts.settleBoth(CLOCK.solution, client.unit, client.solutionDue, this.world.now);
    client.solutionDue = NEVER;
  }

  /** Someone is in a service without a referral to it: there on day 0, or moved with their package. */
  joined(person: number, unit: number): void {
    if (this.input === null || this.inService.has(person)) return;
    this.turn(this.world.now);
    this.counts.countBoth(this.world.now === 0 ? COLUMN.inServiceAtStart : COLUMN.joined, unit);
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
    this.settleCare(client);
    const own = (REASONS as readonly string[]).indexOf(reason);
    const isPlanned = own >= 0 && this.input!.completes[own]!;
    this.counts.countBoth(isPlanned ? COLUMN.completed : COLUMN.left, client.unit);
    this.counts.countBoth(returnColumn(isPlanned ? 'R3' : 'R4', reason), client.unit);
  }

  /** What was to happen in someone's care, and has not, will not. */
  private settleCare({ unit, visitDue, solutionDue }: Client): void {
    this.counts.settleBoth(CLOCK.visit, unit, visitDue, NEVER);
    this.counts.settleBoth(CLOCK.solution, unit, solutionDue, NEVER);
  }

  /** A payment period of someone in service is over. */
  periodEnds(person: number, isOver: boolean): void {
    const client = this.inService.get(person);
    if (client === undefined) return;
    this.turn(this.world.now);
    this.counts.countBoth(COLUMN.periods, client.unit);
    if (isOver) this.counts.countBoth(COLUMN.overTolerance, client.unit);
  }

  /** Quarters that are over by `now` are closed: nothing has happened since they were. */
  private turn(now: number): void {
    const { quarters } = this.input!;
    while (this.counts.quarter + 1 < quarters.length && quarters[this.counts.quarter]!.toDay <= now) this.close(this.counts.quarter++);
  }

  /** Who is undecided and who is in service when a quarter ends, and when the next begins. */
  private close(quarter: number): void {
    const { counts } = this;
    const put = (atEnd: number, atStart: number, unit: number) => {
      counts.put(atEnd, unit, quarter);
      counts.put(atStart, unit, quarter + 1);
    };
    for (const unit of this.cases.undecided()) put(COLUMN.openAtEnd, COLUMN.openAtStart, unit);
    for (const clients of [this.accepted, this.inService])
      for (const { unit } of clients.values()) for (const to of [unit, counts.all]) put(COLUMN.inServiceAtEnd, COLUMN.inServiceAtStart, to);
  }

  /**
   * At the end of the run: what has fallen due and not happened is missed. The counters, [unit][quarter][RETURN_COLUMNS] with all units
   * together last; null when not kept.
   */
  finish(): Float64Array | null {
    if (this.input === null) return null;
    this.turn(this.world.end);
    this.close(this.input.quarters.length - 1);
    this.cases.finish();
    for (const clients of [this.accepted, this.inService]) for (const client of clients.values()) this.settleCare(client);
    return this.counts.values.slice();
  }
}
