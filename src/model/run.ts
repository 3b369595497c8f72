/**
 * The model: one instance runs replications one after another, each a pure function of (input, seed, replication). Here events are
 * handed to the part they belong to, and what happens each week and at each change of parameters is put in order.
 */
import { createCalendar, type Engine } from '../kernel/calendar.js';
import { checkArrived } from './arrived.js';
import type { ModelInput } from './input.js';
import { checkInvariants } from './invariants.js';
import { AT } from './people.js';
import { type ReplicationRecord, stepsOf } from './record.js';
import { Services } from './services/services.js';
import { oneShape } from './shape.js';
import { isPersonal, KIND_BITS, KINDS, ORDER, SYSTEM, SYSTEMS, TIMER } from './timers.js';
import { type TraceEvent, World } from './world.js';

export { InvariantError, type TraceEvent } from './world.js';

export interface ReplicateOptions {
  /** 1 - u in place of u in every draw */
  readonly antithetic?: boolean;
  /** check what must always hold at every midnight; throws InvariantError */
  readonly checkInvariants?: boolean;
  readonly trace?: (event: TraceEvent) => void;
}

export interface Model {
  /**
   * One simulated future. The record is its own: memory of the model is used again by the next replication.
   * @throws InvariantError for a mistake of ours
   */
  replicate(seed: number, replication: number, options?: ReplicateOptions): ReplicationRecord;
}

/** Build a model of a compiled scenario; memory is kept between replications. */
export function createModel(input: ModelInput, engine: Engine = 'native'): Model {
  return new CareModel({ ...input, phases: oneShape(input.phases) }, engine);
}

class CareModel implements Model {
  private readonly world: World;
  private readonly services: Services;
  private checks = false;

  constructor(
    private readonly input: ModelInput,
    engine: Engine,
  ) {
    this.world = new World(input, createCalendar(engine, KINDS * 8192));
    this.services = new Services(this.world);
  }

  replicate(seed: number, replication: number, options: ReplicateOptions = {}): ReplicationRecord {
    const { world } = this;
    this.checks = options.checkInvariants ?? false;
    world.trace = options.trace ?? null;
    world.draws.antithetic = options.antithetic ?? false;
    world.reset(seed, replication);
    this.begin();
    const { levelsAt = [] } = this.input;
    const columns = world.recorder.layout.columns.length;
    const at = new Float64Array(levelsAt.length * columns);
    let events = 0;
    for (const [i, { day }] of levelsAt.entries()) {
      events += this.runEvents(day + 1);
      at.set(world.recorder.ends(), i * columns);
    }
    events += this.runEvents(world.end);
    return { ...this.record(replication, events), ...(levelsAt.length > 0 && { at }) };
  }

  /** Day 0: every part at its start, then the people who are there already, then arrivals. */
  private begin(): void {
    const { world, services } = this;
    services.ledger.start();
    services.market.start();
    services.providerLife.start();
    services.handBackClock.start();
    services.notices.start();
    services.selfFunders.start();
    services.freedHours.start();
    services.reablementHours.start();
    services.intake.start();
    services.placements.start();
    services.returns.start();
    services.referrals.start();
    services.schemeReferrals.start();
    services.housing.start();
    services.crisis.start();
    services.principal.start();
    services.asking.start();
    services.nights.start();
    services.brokerage.start();
    services.reallocation.start();
    services.staffing.start();
    world.set(TIMER.system, SYSTEM.week, 7, ORDER.week);
    world.set(TIMER.system, SYSTEM.midnight, 1, ORDER.midnight);
    this.armPhase();
    services.warmStart.run();
    services.specialist.start();
    services.demand.start();
  }

  /** Everything up to a time, and at it. */
  private runEvents(until: number): number {
    const { calendar } = this.world;
    let events = 0;
    for (;;) {
      const timer = calendar.next(until);
      if (timer < 0) return events;
      events++;
      const kind = timer & (KINDS - 1);
      if (isPersonal(kind)) this.handle(kind, timer - kind);
      else this.handleImpersonal(kind, timer >> KIND_BITS);
    }
  }

  /** An event of a person. */
  private handle(kind: number, index: number): void {
    const { services } = this;
    switch (kind) {
      case TIMER.stage:
        this.stageEnds(index);
        break;
      case TIMER.need:
        services.homeCare.needEnds(index);
        break;
      case TIMER.admit:
        services.clientStays.admit(index);
        break;
      case TIMER.review:
        if (this.world.people.at[index] === AT.placed) services.cohorts.review(index);
        else services.reviews.review(index);
        break;
      case TIMER.start:
        services.homeCare.start(index);
        break;
      case TIMER.notice:
        services.notices.ends(index);
        break;
      case TIMER.handBack:
        services.notices.handBack(index);
        break;
      case TIMER.giveUp:
        services.givingUp.giveUp(index);
        break;
      case TIMER.listed:
        services.brokerage.listed(index);
        break;
      case TIMER.held:
        services.clientStays.heldEnds(index);
        break;
      case TIMER.day91:
        services.followUp.day91(index);
        break;
    }
  }

  /** An event of something else. */
  private handleImpersonal(kind: number, index: number): void {
    const { services } = this;
    switch (kind) {
      case TIMER.offer:
        services.brokerage.answer(index);
        break;
      case TIMER.post:
        services.workforce.event(index);
        break;
      case TIMER.stream:
        services.demand.arrive(index);
        break;
      case TIMER.system:
        this.system(index);
        break;
      case TIMER.provider:
        services.providerLife.event(index >> 2, index & 3);
        break;
    }
  }

  private system(index: number): void {
    const { services } = this;
    switch (index % SYSTEMS) {
      case SYSTEM.week:
        this.week();
        break;
      case SYSTEM.midnight:
        this.midnight();
        break;
      case SYSTEM.round:
        services.brokerage.workingDay();
        break;
      case SYSTEM.phase:
        this.phaseChange();
        break;
      case SYSTEM.intake:
        services.intake.serve();
        break;
      case SYSTEM.recruit:
        services.recruits.arrives(Math.floor(index / SYSTEMS));
        break;
      case SYSTEM.poolLoss:
        services.recruits.lost(Math.floor(index / SYSTEMS));
        break;
      case SYSTEM.scheme:
        services.lettings.schemeEvent(Math.floor(index / SYSTEMS));
        break;
      case SYSTEM.shift:
        services.crisisTeams.shiftChanges(Math.floor(index / SYSTEMS));
        break;
      case SYSTEM.response:
        services.referrals.responds(Math.floor(index / SYSTEMS));
        break;
      case SYSTEM.solution:
        services.referrals.agreed(Math.floor(index / SYSTEMS));
        break;
      case SYSTEM.schemeCare:
        services.schemeReferrals.event(Math.floor(index / SYSTEMS));
        break;
      case SYSTEM.paymentPeriod:
        if (index < SYSTEMS) services.referrals.periodEnds();
        else services.schemeReferrals.periodEnds();
        break;
      case SYSTEM.unit:
        services.lettings.event(Math.floor(index / SYSTEMS));
        break;
      case SYSTEM.applicant:
        services.register.leaves(Math.floor(index / SYSTEMS));
        break;
      default:
        services.specialist.event(index % SYSTEMS, Math.floor(index / SYSTEMS));
    }
  }

  /** The stage that a person is in is over. */
  private stageEnds(person: number): void {
    const { world, services } = this;
    switch (world.people.at[person]) {
      case AT.triage:
        services.demand.route(person);
        break;
      case AT.reablement:
        services.reablement.ends(person);
        break;
      case AT.admitted:
        services.clientStays.end(person);
        break;
      case AT.independent:
        services.followUp.afterwards(person);
        break;
      case AT.placed:
        services.placements.ends(person);
        break;
      case AT.crisisTravel:
      case AT.crisisVisit:
      case AT.crisisEpisode:
      case AT.crisisHospital:
        services.crisis.stageEnds(person);
        break;
      case AT.settled:
        services.homes.ends(person);
        break;
      case AT.tenant:
        services.tenancies.event(person);
        break;
      default:
        world.fail(`a stage ended for person ${world.people.serial[person]}, who is in place ${world.people.at[person]}`);
    }
  }

  private midnight(): void {
    const { world, services } = this;
    services.hospital.midnight();
    services.principal.midnight();
    if (this.checks) checkInvariants(world, services);
    world.set(TIMER.system, SYSTEM.midnight, world.now + 1, ORDER.midnight);
  }

  /** The week is recorded; carers, capacity, hazards and the order of asking are those of the next; what came free is offered. */
  private week(): void {
    const { world, services } = this;
    services.support.week();
    world.recorder.endWeek();
    if (world.now >= world.end) return;
    services.workforce.week();
    services.handBackClock.cumulate();
    services.market.settle();
    services.handBackClock.setRates();
    services.providerLife.week();
    services.handBackClock.week();
    services.principal.week();
    services.reallocation.week();
    services.freedHours.ofAll();
    world.set(TIMER.system, SYSTEM.week, world.now + 7, ORDER.week);
  }

  private armPhase(): void {
    const { world } = this;
    const next = this.input.phases[world.phase + 1];
    if (next !== undefined && next.fromDay < world.end) world.set(TIMER.system, SYSTEM.phase, next.fromDay, ORDER.phase);
  }

  /**
   * A change is in force: hazards go on at their new rates, prices and eligibility are booked anew, what fits now is placed. Chance
   * closures are settled week by week and follow at the next.
   */
  private phaseChange(): void {
    const { world, services } = this;
    const before = world.params;
    world.phase++;
    world.params = this.input.phases[world.phase]!.params;
    this.armPhase();
    services.staffing.phaseChange(before);
    services.brokerage.setRanks();
    services.market.setPrincipals();
    services.handBackClock.cumulate();
    services.market.refreshAll();
    services.handBackClock.setRates();
    services.reablementHours.refresh();
    services.homeCare.phaseChange(before);
    services.providerLife.phaseChange(before);
    services.placements.phaseChange();
    services.housing.phaseChange(before.housing);
    services.crisisTeams.phaseChange();
    services.nights.phaseChange();
    services.specialist.phaseChange(before.specialist);
    services.intake.serve();
    services.freedHours.ofAll();
    checkArrived(world, services);
  }

  private record(replication: number, events: number): ReplicationRecord {
    const { world, services } = this;
    services.brokerage.closeWaits();
    services.selfFunders.closeWaits();
    services.intake.closeWaits();
    services.hospital.closeWaits();
    services.placements.closeWaits();
    services.register.closeWaits();
    services.crisis.closeWaits();
    world.waits.finish();
    const returns = services.returns.finish();
    return {
      replication,
      weekly: world.recorder.weekly(),
      ends: world.recorder.ends(),
      followed: stepsOf(world.waits.followed),
      started: stepsOf(world.waits.started),
      ended: stepsOf(world.waits.ended),
      waitTotals: world.waits.totals.slice(),
      ...(returns !== null && { returns }),
      events,
    };
  }
}
