/**
 * Arrivals from outside: each stream is a Poisson process with the cumulative intensity that the scenario gives (or a replay of
 * dated arrivals). The n-th person of a stream has the same key and the same draws in every policy.
 */
import { timeOfLevel } from '../random/poisson.js';
import { equilibrium } from '../random/sampler.js';
import type { StreamInput, StreamParams } from './input.js';
import { ORIGIN, PRIORITY, REASON } from './keys.js';
import { AT, FLAG } from './people.js';
import { purpose } from './purpose.js';
import { channel } from './recorder.js';
import type { Services } from './services/services.js';
import { ORDER, TIMER } from './timers.js';
import type { World } from './world.js';

const REFERRALS = channel('demand.referrals');
const GAP = purpose('arrival gap');
const PERSON = purpose('person');
const TRIAGE = purpose('triage');
const ROUTE = purpose('route');

export class Demand {
  /** two words for each stream */
  private readonly key: Int32Array;
  /** arrivals so far, by stream */
  private readonly number: Int32Array;
  /** cumulative intensity at which the next person of a stream arrives */
  private readonly level: Float64Array;
  /** key of ORIGINS, by stream */
  private readonly origin: Uint8Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<
      Services,
      'hospital' | 'brokerage' | 'needs' | 'selfFunders' | 'intake' | 'placements' | 'register' | 'departures' | 'crisis'
    >,
  ) {
    const n = world.input.streams.length;
    this.key = new Int32Array(n * 2);
    this.number = new Int32Array(n);
    this.level = new Float64Array(n);
    this.origin = Uint8Array.from(world.input.streams, (stream) => originOf(stream.kind));
  }

  start(): void {
    const { world } = this;
    this.number.fill(0);
    this.level.fill(0);
    world.input.streams.forEach((stream, s) => {
      [this.key[s * 2], this.key[s * 2 + 1]] = world.streamKey(stream.name);
      this.inTriage(s);
      this.armNext(s);
    });
  }

  /**
   * Those who came before day 0 and are in triage still: as many as arrivals at the rate of the first week leave there, with what is left
   * of their times. Of a replay nobody: its past is not known; and nobody where the scenario starts empty.
   */
  private inTriage(s: number): void {
    const { world } = this;
    const { name, replay, cumulative } = world.input.streams[s]!;
    const { delay } = world.params.streams[s]!;
    const mean = replay === null && !world.input.initial.isEmpty ? (cumulative[7]! / 7) * delay.mean : 0;
    if (mean === 0) return;
    const [key0, key1] = world.streamKey(`initial/triage/${name}`);
    let sum = 0;
    for (let n = 0; ; n++) {
      sum -= Math.log(world.draws.uniform(key0, key1, GAP, n));
      if (sum > mean) return;
      const person = this.add(s, key0, key1, n);
      world.set(TIMER.stage, person, world.now + equilibrium(delay, world.uniform(person, TRIAGE, 0)), ORDER.usual);
    }
  }

  private armNext(s: number): void {
    const { world } = this;
    const stream = world.input.streams[s]!;
    let time: number;
    if (stream.replay !== null) time = stream.replay[this.number[s]!] ?? Number.POSITIVE_INFINITY;
    else {
      this.level[s]! -= Math.log(world.draws.uniform(this.key[s * 2]!, this.key[s * 2 + 1]!, GAP, this.number[s]!));
      time = timeOfLevel(stream.cumulative, this.level[s]!, Math.floor(world.now), stream.hourCdf);
    }
    // hours of the day can put a later arrival a little before an earlier one's handling only within the same instant
    if (time <= world.end) world.set(TIMER.stream, s, Math.max(time, world.now), ORDER.usual);
  }

  /** Number `n` of the people of a stream that a key names: in triage. */
  private add(s: number, key0: number, key1: number, n: number): number {
    const { world } = this;
    const { people } = world;
    const { area, group, kind } = world.input.streams[s]!;
    world.draws.block(key0, key1, PERSON, n);
    const person = people.add(world.draws.hi, world.draws.lo, area, group, this.origin[s]!);
    people.stream[person] = s;
    people.at[person] = AT.triage;
    people.priority[person] = kind === 'hospital' ? PRIORITY.hospital : PRIORITY.community;
    return person;
  }

  /** Timer: someone arrives. */
  arrive(s: number): void {
    const { world } = this;
    const { area, group } = world.input.streams[s]!;
    const person = this.add(s, this.key[s * 2]!, this.key[s * 2 + 1]!, this.number[s]!++);
    world.recorder.count(REFERRALS, 1, area, group, this.origin[s]!);
    this.armNext(s);
    const days = world.sample(person, world.params.streams[s]!.delay, TRIAGE, 0);
    if (days > 0) world.set(TIMER.stage, person, world.now + days, ORDER.usual);
    else this.route(person);
  }

  /** Timer: triage (or the wait before readiness) is over. */
  route(person: number): void {
    const { world, services } = this;
    const { people } = world;
    const s = people.stream[person]!;
    const stream = world.input.streams[s]!;
    if (stream.kind === 'hospital') services.hospital.ready(person, stream.pathway);
    if (stream.kind === 'self_funder') {
      people.flags[person]! |= FLAG.selfFunder;
      services.needs.set(person);
      services.selfFunders.seek(person);
      return;
    }
    if (stream.kind === 'crisis_fall' || stream.kind === 'crisis_other') services.crisis.call(person, stream.kind === 'crisis_fall');
    else this.send(person, stream.kind === 'hospital', world.params.streams[s]!.routes);
  }

  /** Someone whom the model itself had sent to hospital is ready to leave by a pathway (key of PATHWAYS) that the scenario has, and takes its routes. */
  discharge(person: number, pathway: number): void {
    const { world, services } = this;
    const { people } = world;
    const s = world.input.streams.findIndex(
      (stream) => stream.pathway === pathway && stream.area === people.area[person] && stream.group === people.group[person],
    );
    services.hospital.ready(person, pathway);
    this.send(person, true, world.params.streams[s]!.routes);
  }

  private send(person: number, isHospital: boolean, routes: StreamParams['routes']): void {
    const { world, services } = this;
    const { people } = world;
    let u = world.uniform(person, ROUTE, 0);
    if (u < routes.homeCare) {
      this.sendHomeCare(person, isHospital);
      return;
    }
    u -= routes.homeCare;
    if (u < routes.reablement) {
      people.at[person] = isHospital ? AT.hospital : AT.homeForReablement;
      services.intake.refer(person);
      return;
    }
    u -= routes.reablement;
    if (u < routes.housing) {
      services.register.apply(person);
      return;
    }
    u -= routes.housing;
    for (let i = 0; i < routes.placements.length; i++) {
      if (u < routes.placements[i]!) {
        people.at[person] = isHospital ? AT.hospital : AT.homeForPlacement;
        services.placements.refer(person, i);
        return;
      }
      u -= routes.placements[i]!;
    }
    this.signpost(person, isHospital, u < routes.directPayment ? REASON.direct_payment : REASON.no_service);
  }

  private sendHomeCare(person: number, isHospital: boolean): void {
    const { world, services } = this;
    const { people } = world;
    people.at[person] = isHospital ? AT.hospital : AT.home;
    services.needs.set(person);
    services.brokerage.request(person, isHospital ? PRIORITY.hospital : PRIORITY.community, world.now, world.now);
    if (people.at[person] === AT.home) services.intake.mayCover(person);
  }

  /** No service of this model: counted, and leaves. */
  private signpost(person: number, isHospital: boolean, reason: number): void {
    const { world, services } = this;
    if (isHospital) {
      services.hospital.discharge(person);
      world.people.at[person] = AT.triage;
    }
    services.departures.turnedAway(person, reason);
  }
}

/** Key of ORIGINS of a stream's people. */
function originOf(kind: StreamInput['kind']): number {
  if (kind === 'crisis_fall' || kind === 'crisis_other') return ORIGIN.crisis;
  return ORIGIN[kind === 'applicant' ? 'community' : kind];
}
