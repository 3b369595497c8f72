/**
 * In-house reablement: episodes of its own, bridging of those who need home care that has not started, and cover as provider of
 * last resort. All three use one capacity (reablement-hours.ts), so what bridging and cover take makes waits for intake
 * (reablement-intake.ts) grow. Where people go after an episode without support is in follow-up.ts.
 */
import { equilibrium, residual } from '../../random/sampler.js';
import { PRIORITY_OF_ORIGIN, REASON } from '../keys.js';
import { AT } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { pick } from '../shares.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';
import { quarters } from './needs.js';
import type { Services } from './services.js';

const STARTS = channel('reablement.starts');
const IN_SERVICE = channel('reablement.in_service');
const BRIDGING_PEOPLE = channel('reablement.bridging_people');
const COVER_PEOPLE = channel('reablement.last_resort_people');
const ENDED = channel('reablement.ended');
const HOSPITAL_STARTS = channel('reablement.hospital_starts');
const PROMPT_STARTS = channel('reablement.hospital_starts_same_or_next_day');

const LENGTH = purpose('reablement length');
const OUTCOME = purpose('outcome');
/** Place of housing among the outcomes. */
const HOUSING = 5;

export class Reablement {
  constructor(
    private readonly world: World,
    private readonly services: Pick<
      Services,
      'reablementHours' | 'intake' | 'followUp' | 'brokerage' | 'givingUp' | 'hospital' | 'ledger' | 'needs' | 'register' | 'departures'
    >,
  ) {}

  /** Someone is taken in: the wait is over already. */
  begin(person: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const { hospital, followUp, intake } = this.services;
    const a = people.area[person]!;
    const g = people.group[person]!;
    recorder.count(STARTS, 1, a, g, people.origin[person]!);
    const days = world.sample(person, intake.params.lengthByGroup[g]!, LENGTH, 0);
    const from = people.at[person]!;
    this.enter(person, days);
    world.tell('reablement starts', person);
    if (from !== AT.hospital) return;
    followUp.arm(person);
    recorder.count(HOSPITAL_STARTS, 1, a, g);
    if (Math.floor(world.now) - Math.floor(people.readyTime[person]!) <= 1) recorder.count(PROMPT_STARTS, 1, a, g);
    hospital.discharge(person);
  }

  /** An episode is under way for `days` more. */
  private enter(person: number, days: number): void {
    const { world } = this;
    const { people } = world;
    people.at[person] = AT.reablement;
    this.level(IN_SERVICE, person, 1);
    this.services.reablementHours.addOwn(person, people.entryHours[person]!);
    world.set(TIMER.stage, person, world.now + days, ORDER.usual);
  }

  private level(channel: number, person: number, d: 1 | -1): void {
    const { people, recorder } = this.world;
    recorder.level(channel, d, people.area[person]!, people.group[person]!);
  }

  /** Someone in an episode on day 0: what is left of a stay under way; `u` is a uniform. */
  enterOnDay0(person: number, u: number): void {
    const { intake } = this.services;
    intake.setEntryHours(person);
    this.enter(person, equilibrium(intake.params.lengthByGroup[this.world.people.group[person]!]!, u));
  }

  /** Someone whose episode began `age` days before day 0, at known hours: what is left given that; `u` is a uniform. */
  enterKnown(person: number, hours: number, age: number, u: number): void {
    const { people } = this.world;
    people.entryHours[person] = hours;
    this.enter(person, residual(this.services.intake.params.lengthByGroup[people.group[person]!]!, age, u));
  }

  /** Timer: the episode is over. */
  ends(person: number): void {
    const { world } = this;
    const { people, recorder } = world;
    const { departures, followUp, intake, reablementHours } = this.services;
    const g = people.group[person]!;
    this.level(IN_SERVICE, person, -1);
    reablementHours.addOwn(person, -people.entryHours[person]!);
    recorder.count(ENDED, 1, people.area[person]!, g);
    const o = intake.params.outcomesByGroup[g]!;
    const outcome = pick([o.independent, o.homeCare, o.careHome, o.hospital, o.died, o.housing], world.uniform(person, OUTCOME, 0));
    if (outcome === 0) followUp.becomesIndependent(person);
    else if (outcome === 1) this.needsHomeCare(person);
    else if (outcome === HOUSING && world.params.housing !== null) this.appliesForHousing(person);
    else departures.leave(person, [REASON.care_home, REASON.hospital, REASON.died, REASON.housing][outcome - 2]!);
    intake.serve();
  }

  /** Back home, with or without home care, and on the register for a flat. */
  private appliesForHousing(person: number): void {
    const { people } = this.world;
    people.priority[person] = PRIORITY_OF_ORIGIN[people.origin[person]!]!;
    this.services.register.apply(person);
  }

  /** Bridged from the end of the episode until home care starts; without bridging, at home and perhaps covered. */
  private needsHomeCare(person: number): void {
    const { world } = this;
    const { people } = world;
    const { brokerage, intake, needs } = this.services;
    const { bridging, homeCareHoursShare } = intake.params;
    needs.set(person);
    people.hours[person] = quarters(homeCareHoursShare * people.entryHours[person]!);
    people.at[person] = bridging ? AT.bridged : AT.home;
    if (bridging) this.bridge(person, 1);
    brokerage.request(person, PRIORITY_OF_ORIGIN[people.origin[person]!]!, world.now, world.now);
    if (!bridging) intake.mayCover(person);
  }

  private bridge(person: number, sign: 1 | -1): void {
    this.level(BRIDGING_PEOPLE, person, sign);
    this.services.reablementHours.addBridging(person, this.world.people.hours[person]! * sign);
  }

  private coverChanges(person: number, sign: 1 | -1): void {
    this.level(COVER_PEOPLE, person, sign);
    this.services.reablementHours.addCover(person, this.world.people.hours[person]! * sign);
  }

  /** Someone at home without care is covered as last resort, until home care starts. */
  cover(person: number): void {
    const { world } = this;
    const { givingUp, ledger, needs } = this.services;
    world.people.at[person] = AT.cover;
    this.coverChanges(person, 1);
    needs.run(person);
    givingUp.rearm(person);
    world.tell('covered as last resort', person);
    ledger.sync(person);
  }

  /** Someone bridged or covered on day 0. */
  holdOnDay0(person: number): void {
    if (this.world.people.at[person] === AT.bridged) this.bridge(person, 1);
    else {
      this.coverChanges(person, 1);
      this.services.needs.run(person);
    }
  }

  /** Someone bridged or covered has got care, or has left: `from` is the place they were in. */
  released(person: number, from: number): void {
    if (from === AT.bridged) this.bridge(person, -1);
    else this.coverChanges(person, -1);
    this.services.intake.serve();
  }

  /** Hours of someone bridged or covered changed by `d` at a review. */
  hoursChanged(person: number, d: number): void {
    const { reablementHours } = this.services;
    if (this.world.people.at[person] === AT.bridged) reablementHours.addBridging(person, d);
    else reablementHours.addCover(person, d);
  }
}
