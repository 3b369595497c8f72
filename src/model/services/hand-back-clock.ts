/**
 * When packages are handed back. Every provider has a hazard (a day, for each package) that holds for a week and cumulates; a package
 * is handed back when its provider's cumulated hazard reaches the package's threshold: a unit exponential above the sum at which
 * its care began. So a provider's new rate touches no package, and each week only those due in it get a timer.
 */
import { AT } from '../people.js';
import { purpose } from '../purpose.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const HAND_BACK = purpose('hand-back');

export class HandBackClock {
  /** cumulated hazard of each provider at `since`, and its rate a day from then on */
  private readonly sum: Float64Array;
  private readonly rate: Float64Array;
  /** at most the least threshold of each provider's people: below it nobody is due */
  private readonly soonest: Float64Array;
  private readonly due: number[] = [];
  private since = 0;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'market' | 'workforce'>,
  ) {
    this.sum = new Float64Array(world.input.providers.length);
    this.rate = new Float64Array(world.input.providers.length);
    this.soonest = new Float64Array(world.input.providers.length);
  }

  start(): void {
    this.sum.fill(0);
    this.rate.fill(0);
    this.soonest.fill(Number.POSITIVE_INFINITY);
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
    const { sum, rate, soonest, due } = this;
    const days = this.weekEnd() - this.since;
    for (let p = 0; p < sum.length; p++) {
      const reach = sum[p]! + rate[p]! * days;
      if (soonest[p]! < reach) soonest[p] = this.findDue(p, reach);
    }
    // in the order of people's numbers, whoever their providers are
    due.sort((a, b) => a - b);
    for (const i of due) if (people.at[i] === AT.care && !people.isSelfFunder(i) && !people.isUnderNotice(i)) this.schedule(i);
    due.length = 0;
  }

  /** Note who of a provider's people is due before its hazard has cumulated to `reach`; returns the least threshold of all of them. */
  private findDue(provider: number, reach: number): number {
    const { handBackAt } = this.world.people;
    const { clients, firstSlot } = this.services.market;
    let least = Number.POSITIVE_INFINITY;
    for (let s = firstSlot[provider]!; s < firstSlot[provider + 1]!; s++)
      for (let i = clients.head(s); i >= 0; i = clients.after(i)) {
        if (handBackAt[i]! < least) least = handBackAt[i]!;
        if (handBackAt[i]! < reach) this.due.push(i);
      }
    return least;
  }

  /** Care number `spell` of a person begins: a fresh threshold. The clock itself starts with `run`. */
  renew(person: number, spell: number): void {
    this.world.people.handBackLeft[person] = this.world.exponential(person, HAND_BACK, spell);
  }

  /** The provider of `people.slot` delivers care: what is left of the threshold is spent at its hazard. */
  run(person: number): void {
    const { people } = this.world;
    const at = this.now(people.slot[person]!) + people.handBackLeft[person]!;
    people.handBackAt[person] = at;
    const provider = this.services.market.slotProvider[people.slot[person]!]!;
    if (at < this.soonest[provider]!) this.soonest[provider] = at;
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
