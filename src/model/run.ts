/**
 * The model put together: one instance runs replications one after another, each a pure function of (input, seed, replication).
 */
import { createCalendar, type Engine } from '../kernel/calendar.js';
import { Brokerage } from './brokerage.js';
import { Demand } from './demand.js';
import { Hospital } from './hospital.js';
import type { ModelInput } from './input.js';
import { checkInvariants } from './invariants.js';
import { Ledger } from './ledger.js';
import { AT, FLAG, REQUEST } from './people.js';
import { Principal } from './principal.js';
import type { ReplicationRecord } from './record.js';
import { HomeCare } from './services/home-care.js';
import { Market } from './services/market.js';
import { Placements } from './services/placements.js';
import { Reablement } from './services/reablement.js';
import { Workforce } from './services/workforce.js';
import { oneShape } from './shape.js';
import { KINDS, ORDER, SYSTEM, TIMER } from './timers.js';
import { WarmStart } from './warm-start.js';
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
  replicate(seed: number, replication: number, options?: ReplicateOptions): ReplicationRecord;
}

/** Build a model of a compiled scenario; memory is kept between replications. */
export function createModel(input: ModelInput, engine: Engine = 'native'): Model {
  const phases = input.phases.map(({ fromDay, params }) => ({ fromDay, params: oneShape(params) }));
  return new CareModel({ ...input, phases }, engine);
}

class CareModel implements Model {
  private readonly world: World;
  private readonly market: Market;
  private readonly workforce: Workforce;
  private readonly ledger: Ledger;
  private readonly brokerage: Brokerage;
  private readonly homeCare: HomeCare;
  private readonly reablement: Reablement;
  private readonly hospital: Hospital;
  private readonly placements: Placements;
  private readonly principal: Principal;
  private readonly demand: Demand;
  private readonly warmStart: WarmStart;
  private checks = false;

  constructor(
    private readonly input: ModelInput,
    engine: Engine,
  ) {
    const world = new World(input, createCalendar(engine, KINDS * 8192));
    const leave = (person: number, reason: number) => this.leave(person, reason);
    this.world = world;
    this.market = new Market(world, {
      freed: (provider) => this.homeCare.freed(provider),
      exits: (provider, closes) => this.homeCare.providerExits(provider, closes),
    });
    this.ledger = new Ledger(world, this.market);
    this.brokerage = new Brokerage(world, this.market, this.ledger, { gaveUp: leave });
    this.homeCare = new HomeCare(world, this.market, this.brokerage, this.ledger, { leave });
    this.reablement = new Reablement(world, this.brokerage, this.ledger, { leave });
    this.hospital = new Hospital(world);
    this.placements = new Placements(world, leave);
    const providers = input.providers.length;
    this.workforce = new Workforce(world, (employer) => {
      if (employer < providers) this.market.setPaid(employer, this.workforce.paid[employer]!);
      else this.reablement.setPaid(employer - providers, this.workforce.paid[employer]!);
    });
    this.market.vacancyRate = (p) => (this.workforce.posts[p]! > 0 ? this.workforce.vacancies(p) / this.workforce.posts[p]! : 0);
    this.brokerage.freed = (provider) => this.homeCare.freed(provider);
    this.homeCare.reablement = this.reablement;
    this.homeCare.hospital = this.hospital;
    this.reablement.homeCare = this.homeCare;
    this.reablement.hospital = this.hospital;
    this.placements.hospital = this.hospital;
    this.principal = new Principal(world, this.market, this.workforce, this.homeCare, this.ledger);
    const services = {
      hospital: this.hospital,
      homeCare: this.homeCare,
      brokerage: this.brokerage,
      reablement: this.reablement,
      placements: this.placements,
    };
    this.demand = new Demand(world, { ...services, leave });
    this.warmStart = new WarmStart(world, { ...services, market: this.market, ledger: this.ledger });
  }

  replicate(seed: number, replication: number, options: ReplicateOptions = {}): ReplicationRecord {
    const { world } = this;
    this.checks = options.checkInvariants ?? false;
    world.trace = options.trace ?? null;
    world.draws.antithetic = options.antithetic ?? false;
    world.reset(seed, replication);
    this.begin();
    const events = this.runEvents();
    return this.record(replication, events);
  }

  private begin(): void {
    const { world } = this;
    this.ledger.start();
    this.market.start();
    this.homeCare.start();
    this.reablement.start();
    this.placements.start();
    this.principal.start();
    this.brokerage.start();
    this.workforce.start();
    world.set(TIMER.system, SYSTEM.week, 7, ORDER.week);
    world.set(TIMER.system, SYSTEM.midnight, 1, ORDER.midnight);
    this.armPhase();
    this.warmStart.run();
    this.demand.start();
  }

  private runEvents(): number {
    const { world } = this;
    const { calendar, end } = world;
    let events = 0;
    for (;;) {
      const timer = calendar.next(end);
      if (timer < 0) break;
      events++;
      const index = Math.floor(timer / KINDS);
      this.handle(timer % KINDS, index);
    }
    return events;
  }

  private handle(kind: number, index: number): void {
    switch (kind) {
      case TIMER.stage:
        this.stageEnds(index);
        break;
      case TIMER.need:
        this.needEnds(index);
        break;
      case TIMER.admit:
        this.homeCare.admit(index);
        break;
      case TIMER.review:
        this.homeCare.review(index);
        break;
      case TIMER.start:
        this.homeCare.startCare(index);
        break;
      case TIMER.notice:
        this.homeCare.noticeEnds(index);
        break;
      case TIMER.handBack:
        this.homeCare.handBack(index);
        break;
      case TIMER.giveUp:
        this.giveUp(index);
        break;
      case TIMER.listed:
        this.brokerage.listed(index);
        break;
      case TIMER.held:
        this.homeCare.heldEvent(index);
        break;
      case TIMER.day91:
        this.day91(index);
        break;
      case TIMER.offer:
        this.brokerage.answer(index);
        break;
      case TIMER.post:
        this.workforce.event(index >> 1, index & 1);
        break;
      case TIMER.stream:
        this.demand.arrive(index);
        break;
      case TIMER.system:
        this.system(index);
        break;
      case TIMER.provider:
        this.market.event(
          index >> 2,
          index & 3,
          (p) => this.workforce.closeEmployer(p, this.world.params.homeCare.exit.carersLost),
          (p, n) => this.workforce.openPosts(p, n),
        );
        break;
    }
  }

  private system(index: number): void {
    switch (index) {
      case SYSTEM.week:
        this.week();
        break;
      case SYSTEM.midnight:
        this.hospital.midnight();
        if (this.checks) checkInvariants(this.world, this.market, this.workforce, this.reablement, this.ledger);
        this.world.set(TIMER.system, SYSTEM.midnight, this.world.now + 1, ORDER.midnight);
        break;
      case SYSTEM.round:
        this.brokerage.workingDay();
        break;
      case SYSTEM.phase:
        this.phaseChange();
        break;
      case SYSTEM.intake:
        this.reablement.serve();
        break;
      default:
        this.workforce.poolEvent((index - SYSTEM.pool) >> 1, (index - SYSTEM.pool) & 1);
    }
  }

  private week(): void {
    const { world } = this;
    world.recorder.endWeek();
    if (world.now >= world.end) return;
    this.workforce.week();
    this.market.week((p, n) => this.workforce.openPosts(p, n));
    this.homeCare.week();
    this.principal.week();
    for (let i = 0; i < this.market.providers; i++) this.homeCare.freed(i);
    world.set(TIMER.system, SYSTEM.week, world.now + 7, ORDER.week);
  }

  private armPhase(): void {
    const { world } = this;
    const next = this.input.phases[world.phase + 1];
    if (next !== undefined && next.fromDay < world.end) world.set(TIMER.system, SYSTEM.phase, next.fromDay, ORDER.phase);
  }

  /** A change is in force: hazards go on at their new rates, prices and eligibility are booked anew, what fits now is placed. */
  private phaseChange(): void {
    const { world } = this;
    const before = world.params;
    world.phase++;
    world.params = this.input.phases[world.phase]!.params;
    const { params } = world;
    this.armPhase();
    this.workforce.phaseChange(before.workforce);
    this.brokerage.setRanks();
    this.market.setPrincipals();
    this.market.changeHazards();
    this.reablement.setCapacity();
    this.homeCare.phaseChange(before);
    params.homeCare.providers.forEach((p, i) => {
      if (p.closes && !before.homeCare.providers[i]!.closes) this.market.beginExit(i, 0);
    });
    this.placements.phaseChange();
    this.reablement.serve();
    for (let i = 0; i < this.market.providers; i++) this.homeCare.freed(i);
  }

  /** Timer: the stage that a person is in is over. */
  private stageEnds(person: number): void {
    switch (this.world.people.at[person]) {
      case AT.triage:
        this.demand.route(person);
        break;
      case AT.reablement:
        this.reablement.ends(person);
        break;
      case AT.admitted:
        this.homeCare.dischargeReady(person);
        break;
      case AT.independent:
        this.reablement.afterwards(person);
        break;
      case AT.placed:
        this.placements.ends(person);
        break;
      default:
        this.world.fail(`a stage ended for person ${person}, who is in place ${this.world.people.at[person]}`);
    }
  }

  private needEnds(person: number): void {
    this.homeCare.needEnds(person);
  }

  private day91(person: number): void {
    this.reablement.day91(person);
    if (this.world.people.at[person] === AT.left) this.world.people.remove(person);
  }

  private giveUp(person: number): void {
    const { people } = this.world;
    if ((people.flags[person]! & FLAG.selfFunder) !== 0) this.homeCare.giveUpSelfFunded(person);
    else if (people.request[person] !== REQUEST.none) this.brokerage.giveUp(person);
    else {
      if (this.placements.waits(person)) this.placements.leaveQueue(person);
      else this.reablement.leaveQueue(person);
      this.leave(person, this.brokerage.reasonOfGivingUp(person));
    }
  }

  /** A person leaves the model for a counted reason; whatever they held is given back. */
  private leave(person: number, reason: number): void {
    const { world } = this;
    const { people } = world;
    const at = people.at[person]!;
    this.brokerage.cancel(person);
    this.reablement.forget(person);
    for (const kind of PERSONAL) world.clear(kind, person);
    const keeps = world.isSet(TIMER.day91, person);
    people.at[person] = AT.left;
    this.ledger.sync(person);
    if (at === AT.hospital) this.hospital.leaves(person);
    if (keeps && !HOME_REASONS.includes(reason)) people.flags[person]! &= ~FLAG.atHomeWhenLeft;
    else if (keeps) people.flags[person]! |= FLAG.atHomeWhenLeft;
    if (!keeps) people.remove(person);
    if (at === AT.bridged || at === AT.cover) this.reablement.released(person, at);
  }

  private record(replication: number, events: number): ReplicationRecord {
    const { world } = this;
    this.brokerage.closeWaits();
    this.homeCare.closeWaits();
    this.reablement.closeWaits();
    this.hospital.closeWaits();
    world.waits.finish();
    return {
      replication,
      weekly: world.recorder.weekly(),
      ends: world.recorder.ends(),
      followed: world.waits.followed.slice(),
      started: world.waits.started.slice(),
      waitTotals: world.waits.totals.slice(),
      events,
    };
  }
}

/** Timers of a person that end when they leave; day 91 stays. */
const PERSONAL = [
  TIMER.stage,
  TIMER.need,
  TIMER.admit,
  TIMER.review,
  TIMER.start,
  TIMER.notice,
  TIMER.handBack,
  TIMER.giveUp,
  TIMER.listed,
  TIMER.held,
];
/** Reasons of leaving after which the person is still at home: recovered, family, direct payment, no service. */
const HOME_REASONS: readonly number[] = [3, 4, 7, 8];
