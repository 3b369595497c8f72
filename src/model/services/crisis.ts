/**
 * Crisis response: a call waits for a team (crisis-teams.ts), the team travels and visits, and at the end of the visit takes the person
 * to hospital or leaves them at home, where an episode follows. After it: no support, reablement or home care. Whoever was taken
 * to hospital comes back as a discharge by one of the pathways, and is counted there like anyone else who is ready to leave.
 */
import { equilibrium } from '../../random/sampler.js';
import type { CrisisParams } from '../input.js';
import { ORIGIN, PRIORITY, REASON } from '../keys.js';
import { AT, FLAG, ROW } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { pick } from '../shares.js';
import { ORDER, TIMER } from '../timers.js';
import { OUTCOME, type Outcome, QUEUE } from '../waits.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const CALLS = channel('crisis.calls');
const FALLS = channel('crisis.falls');
const ANSWERED = channel('crisis.answered');
const WITHIN_2_HOURS = channel('crisis.within_2_hours');
const RESPONSE_DAYS = channel('crisis.response_days');
const VISITS = channel('crisis.visits');
const AVOIDED = channel('crisis.hospital_avoided');
const FALL_VISITS = channel('crisis.fall_visits');
const FALLS_CONVEYED = channel('crisis.falls_conveyed');
const ENDED = channel('crisis.ended');
const NO_SUPPORT = channel('crisis.no_ongoing_support');
const IN_EPISODE = channel('crisis.in_episode');
const IN_HOSPITAL = channel('crisis.in_hospital');

const TRAVEL = purpose('crisis travel');
const VISIT = purpose('crisis visit');
const CONVEYED = purpose('crisis conveyed');
const EPISODE = purpose('crisis episode');
const NEXT = purpose('crisis outcome');
const STAY = purpose('crisis hospital stay');
const RETURN = purpose('crisis return');

/** The national standard. */
const TWO_HOURS = 2 / 24;

export class Crisis {
  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'crisisTeams' | 'demand' | 'needs' | 'brokerage' | 'intake' | 'departures'>,
  ) {}

  start(): void {
    if (this.world.input.crisis !== null) this.services.crisisTeams.start();
  }

  private get params(): CrisisParams {
    return this.world.params.crisis!;
  }

  private count(channel: number, person: number, n = 1): void {
    const { people, recorder } = this.world;
    recorder.count(channel, n, people.area[person]!, people.group[person]!);
  }

  private level(channel: number, person: number, d: 1 | -1): void {
    const { people, recorder } = this.world;
    recorder.level(channel, d, people.area[person]!, people.group[person]!);
  }

  private isFall(person: number): boolean {
    return (this.world.people.flags[person]! & FLAG.fall) !== 0;
  }

  /** A person is at a stage for `days`. */
  private stage(person: number, at: number, days: number): void {
    const { world } = this;
    world.people.at[person] = at;
    world.set(TIMER.stage, person, world.now + days, ORDER.usual);
  }

  /** Someone calls, or is called for. */
  call(person: number, isFall: boolean): void {
    const { world } = this;
    const { people } = world;
    people.at[person] = AT.crisisCall;
    people.priority[person] = PRIORITY.crisis;
    people.requestTime[person] = world.now;
    this.count(CALLS, person);
    if (isFall) {
      people.flags[person]! |= FLAG.fall;
      this.count(FALLS, person);
    }
    world.tell('calls crisis response', person, isFall ? 'fall' : '');
    this.services.crisisTeams.join(person);
  }

  /** A team sets out to someone. */
  setOut(person: number): void {
    this.stage(person, AT.crisisTravel, this.world.sample(person, this.params.travel, TRAVEL, 0));
  }

  /** Timer: the stage that someone is in is over. */
  stageEnds(person: number): void {
    switch (this.world.people.at[person]) {
      case AT.crisisTravel:
        this.arrives(person);
        break;
      case AT.crisisVisit:
        this.visitEnds(person);
        break;
      case AT.crisisEpisode:
        this.episodeEnds(person);
        break;
      default:
        this.hospitalEnds(person);
    }
  }

  private arrives(person: number): void {
    const { world } = this;
    const days = world.now - world.people.requestTime[person]!;
    this.count(ANSWERED, person);
    this.count(RESPONSE_DAYS, person, days);
    if (days <= TWO_HOURS) this.count(WITHIN_2_HOURS, person);
    this.closeWait(person, OUTCOME.started);
    world.tell('a team arrives', person);
    this.stage(person, AT.crisisVisit, world.sample(person, this.params.visit, VISIT, 0));
  }

  private visitEnds(person: number): void {
    const { world, params } = this;
    const isFall = this.isFall(person);
    this.count(VISITS, person);
    if (isFall) this.count(FALL_VISITS, person);
    if (world.uniform(person, CONVEYED, 0) < (isFall ? params.conveyed.falls : params.conveyed.others)) {
      if (isFall) this.count(FALLS_CONVEYED, person);
      this.count(ENDED, person);
      this.level(IN_HOSPITAL, person, 1);
      world.tell('taken to hospital', person);
      this.stage(person, AT.crisisHospital, world.sample(person, params.stay, STAY, 0));
    } else {
      this.count(AVOIDED, person);
      this.level(IN_EPISODE, person, 1);
      this.stage(person, AT.crisisEpisode, world.sample(person, params.episode, EPISODE, 0));
    }
    this.services.crisisTeams.free(person);
  }

  private episodeEnds(person: number): void {
    const { world, params } = this;
    const { people } = world;
    const { brokerage, departures, intake, needs } = this.services;
    this.level(IN_EPISODE, person, -1);
    this.count(ENDED, person);
    const { noService, reablement, homeCare } = params.outcomesByGroup[people.group[person]!]!;
    const outcome = pick([noService, reablement, homeCare], world.uniform(person, NEXT, 0));
    if (outcome === 0) {
      this.count(NO_SUPPORT, person);
      departures.leave(person, REASON.recovered);
    } else if (outcome === 1) {
      people.at[person] = AT.homeForReablement;
      intake.refer(person);
    } else {
      people.at[person] = AT.home;
      needs.set(person);
      brokerage.request(person, PRIORITY.crisis, world.now, world.now);
      if (people.at[person] === AT.home) intake.mayCover(person);
    }
  }

  /** Ready to leave hospital, unless they do not come back: from now on a hospital discharge like others. */
  private hospitalEnds(person: number): void {
    const { world, params } = this;
    const { people } = world;
    this.level(IN_HOSPITAL, person, -1);
    if (world.uniform(person, RETURN, 0) < params.notReturning) {
      this.services.departures.leave(person, REASON.died);
      return;
    }
    people.origin[person] = ORIGIN.hospital;
    people.priority[person] = PRIORITY.hospital;
    this.services.demand.discharge(person, pick(params.pathways, world.uniform(person, RETURN, 1)));
  }

  /** Someone of day 0 in an episode, or in hospital: what is left of a stay under way; `u` is a uniform. */
  enterOnDay0(person: number, at: typeof AT.crisisEpisode | typeof AT.crisisHospital, u: number): void {
    const { people } = this.world;
    people.origin[person] = ORIGIN.crisis;
    people.priority[person] = PRIORITY.crisis;
    const isEpisode = at === AT.crisisEpisode;
    this.level(isEpisode ? IN_EPISODE : IN_HOSPITAL, person, 1);
    this.stage(person, at, equilibrium(isEpisode ? this.params.episode : this.params.stay, u));
  }

  private closeWait(person: number, outcome: Outcome): void {
    this.world.closeWait(QUEUE.crisis, person, this.world.people.requestTime[person]!, outcome);
  }

  /** At the end of the run: those to whom no team has come yet. */
  closeWaits(): void {
    const { people } = this.world;
    for (let i = 0; i < people.high; i += ROW)
      if (people.at[i] === AT.crisisCall || people.at[i] === AT.crisisTravel) this.closeWait(i, OUTCOME.stillWaiting);
  }
}
