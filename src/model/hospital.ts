/**
 * People ready to leave hospital who wait in a bed for a service of this model, and the counting of delays: a delay is a midnight
 * crossed after the ready date.
 */
import { PATHWAYS } from '../metrics.js';
import { PATHWAY, PAYER, PRIORITY } from './keys.js';
import { AT, ROW } from './people.js';
import { channel } from './recorder.js';
import { OUTCOME, type Outcome, QUEUE } from './waits.js';
import type { World } from './world.js';

const READY = channel('hospital.ready');
const DISCHARGES = channel('hospital.discharges');
const WAITING = channel('hospital.waiting');
const DELAYED_PEOPLE = channel('hospital.delayed_people');
const BED_DAYS = channel('hospital.delayed_bed_days');
const SUPPORTED = channel('hospital.supported');
const DELAYED = channel('hospital.delayed');
const DELAY_DAYS = channel('hospital.delay_days');
const PROMPT = channel('hospital.same_or_next_day');
const TO_REABLEMENT = channel('hospital.to_reablement');
const COST = channel('cost.delayed_discharge');

export class Hospital {
  constructor(private readonly world: World) {}

  /** Someone is ready to leave by a pathway (key of PATHWAYS): in a bed until `discharge`. */
  ready(person: number, pathway: number): void {
    const { world } = this;
    const { people, recorder } = world;
    people.at[person] = AT.hospital;
    people.pathway[person] = pathway;
    people.readyTime[person] = world.now;
    recorder.count(READY, 1, people.area[person]!, people.group[person]!, pathway);
    recorder.level(WAITING, 1, people.area[person]!, people.group[person]!, pathway);
    world.tell('ready to leave hospital', person, PATHWAYS[pathway]);
  }

  /** A client whose package was given up is ready: pathway 1. */
  readyAgain(person: number): void {
    this.ready(person, PATHWAY.pathway_1);
  }

  /** A held package restarted: a discharge in no pathway, never delayed. */
  restarted(person: number): void {
    const { people, recorder } = this.world;
    recorder.count(DISCHARGES, 1, people.area[person]!, people.group[person]!, PATHWAY.restart);
  }

  /** The service has started (the person's place is already the new one): the bed is free. */
  discharge(person: number): void {
    this.leaveBed(person, OUTCOME.started);
  }

  /** The person died or went elsewhere while waiting. */
  leaves(person: number): void {
    this.leaveBed(person, OUTCOME.gaveUp);
  }

  private leaveBed(person: number, outcome: Outcome): void {
    const { world } = this;
    const { people, recorder, now } = world;
    const a = people.area[person]!;
    const g = people.group[person]!;
    const pathway = people.pathway[person]!;
    recorder.level(WAITING, -1, a, g, pathway);
    if (outcome === OUTCOME.started) world.tell('leaves hospital', person);
    this.closeWait(person, outcome);
    if (outcome !== OUTCOME.started) return;
    const midnights = Math.floor(now) - Math.floor(people.readyTime[person]!);
    recorder.count(DISCHARGES, 1, a, g, pathway);
    if (pathway === PATHWAY.pathway_0) return;
    recorder.count(SUPPORTED, 1, a, g, pathway);
    if (midnights <= 1) recorder.count(PROMPT, 1, a, g, pathway);
    if (people.at[person] === AT.reablement) recorder.count(TO_REABLEMENT, 1, a, g, pathway);
    if (midnights < 1) return;
    recorder.count(DELAYED, 1, a, g, pathway);
    recorder.count(DELAY_DAYS, midnights, a, g, pathway);
  }

  /** Timer: each midnight, who is ready and still in a bed. */
  midnight(): void {
    const { recorder, params } = this.world;
    recorder.copyLevel(WAITING, DELAYED_PEOPLE);
    recorder.countLevel(WAITING, BED_DAYS);
    recorder.countLevelBy(WAITING, COST, params.costs.delayedBedDay, PAYER.nhs);
  }

  private closeWait(person: number, outcome: Outcome): void {
    const { world } = this;
    world.closeWait(QUEUE.hospital, person, world.people.readyTime[person]!, outcome, PRIORITY.hospital);
  }

  /** At the end of the run: those still in a bed. */
  closeWaits(): void {
    const { people } = this.world;
    for (let i = 0; i < people.high; i += ROW) if (people.at[i] === AT.hospital) this.closeWait(i, OUTCOME.stillWaiting);
  }
}
