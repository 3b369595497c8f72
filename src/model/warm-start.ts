/**
 * Day 0: the caseload, the lists and the people in each service as real people with a past. Lengths under way come from the
 * length-biased law and are part over (a uniform share), hours depend on them through the same copula as for new packages, and
 * reviews already held have moved them.
 */
import { ORIGINS, PRIORITIES } from '../metrics.js';
import { draw, lengthBiasedRank } from '../random/sampler.js';
import type { Brokerage } from './brokerage.js';
import type { Hospital } from './hospital.js';
import type { InitialWaiting } from './input.js';
import type { Ledger } from './ledger.js';
import { AT, FLAG, REQUEST } from './people.js';
import type { HomeCare } from './services/home-care.js';
import type { Market } from './services/market.js';
import type { Placements } from './services/placements.js';
import type { Reablement } from './services/reablement.js';
import { ORDER, TIMER } from './timers.js';
import { purpose, quarters, type World } from './world.js';

const PERSON = purpose('person');
const NEED_LENGTH = purpose('need length');
const RESIDUAL = purpose('residual');
const REVIEW_INTERVAL = purpose('review interval');
const REVIEW_FACTOR = purpose('review factor');
const WAITED = purpose('waited');
const START_DELAY = purpose('start delay');
const INITIALLY_IN_HOSPITAL = purpose('initially in hospital');
const STAY = purpose('hospital stay');

const INITIAL = ORIGINS.indexOf('initial');
const ORIGIN_OF_PLACE = {
  hospital: ORIGINS.indexOf('hospital'),
  bridging: ORIGINS.indexOf('hospital'),
  cover: ORIGINS.indexOf('hand_back'),
  home: ORIGINS.indexOf('community'),
} as const;
const PATHWAY_1 = 1;

export interface WarmStartServices {
  readonly market: Market;
  readonly homeCare: HomeCare;
  readonly brokerage: Brokerage;
  readonly hospital: Hospital;
  readonly reablement: Reablement;
  readonly placements: Placements;
  readonly ledger: Ledger;
}

export class WarmStart {
  constructor(
    private readonly world: World,
    private readonly services: WarmStartServices,
  ) {}

  /** People in care first; then `market.settle`; then those who wait. */
  run(): void {
    const { initial } = this.world.input;
    this.each('council', initial.councilPackages, (p) => this.inCare(p));
    this.each('self_funder', initial.selfFunders, (p) => {
      this.world.people.flags[p]! |= FLAG.selfFunder;
      this.inCare(p);
    });
    this.services.market.settle();
    this.services.homeCare.week();
    if (this.world.params.reablement !== null)
      this.each('reablement', initial.inReablement, (p) => {
        this.world.people.origin[p] = ORIGINS.indexOf('hospital');
        this.services.reablement.enterOnDay0(p, this.world.uniform(p, RESIDUAL, 1), this.world.uniform(p, RESIDUAL, 2));
      });
    for (const { placement, people } of initial.placements)
      this.each(`placement/${placement}`, people, (p) =>
        this.services.placements.enterOnDay0(p, placement, this.world.uniform(p, RESIDUAL, 1), this.world.uniform(p, RESIDUAL, 2)),
      );
    this.each('sourced', initial.sourcedNotStarted, (p) => this.sourced(p));
    initial.waiting.forEach((entry, i) => {
      const key = this.world.streamKey(`initial/waiting/${i}`);
      for (let n = 0; n < entry.people; n++) this.waiting(this.add(key, n, entry.area, entry.group), entry);
    });
  }

  private each(name: string, counts: readonly (readonly number[])[], put: (person: number) => void): void {
    const { world } = this;
    counts.forEach((row, area) => {
      row.forEach((people, group) => {
        const key = world.streamKey(`initial/${name}/${world.input.areas[area]}/${world.input.groups[group]}`);
        for (let n = 0; n < people; n++) put(this.add(key, n, area, group));
      });
    });
  }

  private add(key: readonly [number, number], n: number, area: number, group: number): number {
    const { world } = this;
    const { people } = world;
    const person = people.add();
    world.draws.block(key[0], key[1], PERSON, n);
    people.key0[person] = world.draws.hi;
    people.key1[person] = world.draws.lo;
    people.area[person] = area;
    people.group[person] = group;
    people.origin[person] = INITIAL;
    people.stream[person] = -1;
    people.priority[person] = PRIORITIES.indexOf('community');
    return person;
  }

  /** A package under way: length-biased, partly over, with the reviews of its past. */
  private inCare(person: number): void {
    const { world, services } = this;
    const { people } = world;
    const { length } = world.params.need[people.group[person]!]!;
    const rank = lengthBiasedRank(length, world.uniform(person, NEED_LENGTH, 0));
    services.homeCare.setNeed(person, rank);
    const whole = draw(length, rank);
    const left = whole * world.uniform(person, RESIDUAL, 0);
    people.needLeft[person] = left;
    const toReview = this.pastReviews(person, whole - left);
    const slot = this.fillsLeast(people.area[person]!);
    if (slot < 0) world.fail(`area ${world.input.areas[people.area[person]!]} has packages on day 0 and no provider`);
    people.slot[person] = slot;
    people.at[person] = AT.care;
    services.market.reserve(slot, people.hours[person]!);
    if (toReview < Number.POSITIVE_INFINITY) world.set(TIMER.review, person, toReview, ORDER.usual);
    services.homeCare.careBegins(person);
    this.maybeInHospital(person);
  }

  /** Reviews held during `age` days change the hours; returns the days to the next. */
  private pastReviews(person: number, age: number): number {
    const { world } = this;
    const { people } = world;
    const { review } = world.params.need[people.group[person]!]!;
    let at = world.sample(person, review.interval, REVIEW_INTERVAL, 0);
    while (at < age) {
      const n = ++people.reviews[person]!;
      const factor = world.sample(person, review.factor, REVIEW_FACTOR, n);
      people.hours[person] = quarters(Math.min(review.mostHours, Math.max(review.leastHours, people.hours[person]! * factor)));
      at += Math.max(1, world.sample(person, review.interval, REVIEW_INTERVAL, n));
    }
    return at - age;
  }

  /** Slot of the area with the least use of its capacity. */
  private fillsLeast(area: number): number {
    const { market } = this.services;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const slot of market.order[area]!) {
      const provider = market.slotProvider[slot]!;
      const capacity = market.capacity(provider);
      if (capacity <= 0) continue;
      const fill = market.usedBy(provider) / capacity;
      if (fill < least) {
        least = fill;
        best = slot;
      }
    }
    return best;
  }

  /** A share of the caseload is in hospital on day 0, the package held. */
  private maybeInHospital(person: number): void {
    const { world, services } = this;
    const { hospital } = world.params.need[world.people.group[person]!]!;
    const load = hospital.hazard * hospital.stay.mean;
    if (hospital.hazard <= 0 || world.uniform(person, INITIALLY_IN_HOSPITAL, 0) >= load / (1 + load)) return;
    const stay = draw(hospital.stay, lengthBiasedRank(hospital.stay, world.uniform(person, STAY, 1_000_000)));
    const left = stay * world.uniform(person, INITIALLY_IN_HOSPITAL, 1);
    const { heldDays } = world.params.homeCare.retention;
    // a stay already past the retention period has lost its package: not part of the caseload
    if (stay - left >= heldDays) return;
    world.clear(TIMER.admit, person);
    services.homeCare.admit(person);
    world.set(TIMER.stage, person, left, ORDER.usual);
    world.set(TIMER.held, person, heldDays - (stay - left), ORDER.usual);
  }

  private waiting(person: number, entry: InitialWaiting): void {
    const { world, services } = this;
    const { people } = world;
    services.homeCare.setNeed(person, services.homeCare.lengthRank(person));
    people.origin[person] = ORIGIN_OF_PLACE[entry.place];
    const waited = world.sample(person, entry.waited, WAITED, 0);
    if (entry.place === 'hospital') {
      services.hospital.ready(person, PATHWAY_1);
      people.readyTime[person] = -waited;
    } else {
      people.at[person] = entry.place === 'bridging' ? AT.bridged : entry.place === 'cover' ? AT.cover : AT.home;
      if (entry.place !== 'home') services.reablement.holdOnDay0(person);
    }
    services.brokerage.request(person, PRIORITIES.indexOf(entry.priority), -waited, -waited);
    if (entry.place === 'home') services.reablement.mayCover(person);
  }

  /** A provider has accepted and care has not begun: what is left of the delay is uniform over it. */
  private sourced(person: number): void {
    const { world, services } = this;
    const { people } = world;
    services.homeCare.setNeed(person, services.homeCare.lengthRank(person));
    const slot = this.fillsLeast(people.area[person]!);
    people.at[person] = AT.home;
    people.requestSpell[person] = 1;
    people.needTime[person] = -1e-6;
    people.request[person] = REQUEST.sourced;
    people.nextSlot[person] = slot;
    services.market.reserve(slot, people.hours[person]!);
    const delay = world.sample(person, world.params.homeCare.startDelay, START_DELAY, 1);
    world.set(TIMER.start, person, delay * world.uniform(person, RESIDUAL, 0), ORDER.usual);
    services.ledger.sync(person);
  }
}
