/**
 * When packages are handed back. Every provider has a hazard (a day, for each package) that holds for a week and cumulates; a package
 * is handed back when its provider's cumulated hazard reaches the package's threshold: a unit exponential above the sum at which
 * its care began. So a provider's new rate touches no package, and each week only those due in it get a timer.
 */
import { AT, ROW } from '../people.js';
import { purpose } from '../purpose.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const HAND_BACK = purpose('hand-back');

export class HandBackClock {
  /** cumulated hazard of each provider at `since`, and its rate a day from then on */
  private readonly sum: Float64Array;
  private readonly rate: Float64Array;
  /** cumulated hazard of each slot's provider at the end of the week, at [slot + 1]; nobody is due with no slot */
  private readonly reach: Float64Array;
  private since = 0;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'market' | 'workforce'>,
  ) {
    this.sum = new Float64Array(world.input.providers.length);
    this.rate = new Float64Array(world.input.providers.length);
    this.reach = new Float64Array(services.market.slots + 1).fill(Number.NEGATIVE_INFINITY, 0, 1);
  }

  start(): void {
    this.sum.fill(0);
    this.rate.fill(0);
    this.since = 0;
  }

  /** Book what has cumulated so far, before the rates change. */
  cumulate(): void {
    const days = this.world.now - this.since;
    for (let i = 0; i < this.sum.length; i++) this.sum[i]! += this.rate[i]! * days;
    this.since = this.world.now;
  }

  /** Rates from now on: providers short of carers, or with more work than room, hand back more. */
  setRates(): void {
    const { handBack, providers } = this.world.params.homeCare;
    const { market, workforce } = this.services;
    for (let i = 0; i < this.rate.length; i++) {
      const over = Math.max(0, market.utilisation(i) - handBack.utilisationFrom);
      const short = Math.max(0, workforce.vacancyRate(i) - handBack.vacancyFrom);
      this.rate[i] = providers[i]!.handBackFactor * (handBack.base + handBack.perVacancy * short + handBack.perOveruse * over);
    }
  }

  /** With new rates: find the packages handed back before the week ends. */
  week(): void {
    const { people } = this.world;
    const { sum, rate, reach } = this;
    const { slotProvider } = this.services.market;
    const days = this.weekEnd() - this.since;
    for (let s = 0; s < slotProvider.length; s++) reach[s + 1] = sum[slotProvider[s]!]! + rate[slotProvider[s]!]! * days;
    for (let i = this.nextDue(0); i >= 0; i = this.nextDue(i + ROW))
      if (people.at[i] === AT.care && !people.isSelfFunder(i) && !people.isUnderNotice(i)) this.schedule(i);
  }

  /** First person from a number on whose threshold their provider reaches this week, or -1: a loop of nothing else, as it looks at everyone. */
  private nextDue(from: number): number {
    const { handBackAt, slot, high } = this.world.people;
    const { reach } = this;
    for (let i = from; i < high; i += ROW) if (handBackAt[i]! < reach[(slot[i]! + 1) | 0]!) return i;
    return -1;
  }

  /** Care number `spell` of a person begins: a fresh threshold. The clock itself starts with `run`. */
  renew(person: number, spell: number): void {
    this.world.people.handBackLeft[person] = this.world.exponential(person, HAND_BACK, spell);
  }

  /** The provider of `people.slot` delivers care: what is left of the threshold is spent at its hazard. */
  run(person: number): void {
    const { people } = this.world;
    people.handBackAt[person] = this.now(people.slot[person]!) + people.handBackLeft[person]!;
    this.schedule(person);
  }

  /** The clock stands still: in hospital, or on the way to another provider. */
  stop(person: number): void {
    const { people } = this.world;
    this.world.clear(TIMER.handBack, person);
    people.handBackLeft[person] = Math.max(0, people.handBackAt[person]! - this.now(people.slot[person]!));
    people.handBackAt[person] = Number.POSITIVE_INFINITY;
  }

  /** Cumulated hazard now of a slot's provider. */
  private now(slot: number): number {
    const provider = this.services.market.slotProvider[slot]!;
    return this.sum[provider]! + this.rate[provider]! * (this.world.now - this.since);
  }

  private schedule(person: number): void {
    const { world } = this;
    const provider = this.services.market.slotProvider[world.people.slot[person]!]!;
    const due = this.since + (world.people.handBackAt[person]! - this.sum[provider]!) / this.rate[provider]!;
    if (due < this.weekEnd()) world.set(TIMER.handBack, person, Math.max(due, world.now), ORDER.usual);
  }

  /** Rates hold until the week ends. */
  private weekEnd(): number {
    return (Math.floor(this.world.now / 7) + 1) * 7;
  }
}
