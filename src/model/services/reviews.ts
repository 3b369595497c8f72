/** Reviews of packages: each changes the hours by a factor within bounds, and sets the day of the next. */
import type { NeedParams } from '../input.js';
import { AT } from '../people.js';
import { purpose } from '../purpose.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';
import { quarters } from './needs.js';
import type { Services } from './services.js';

const INTERVAL = purpose('review interval');
const FACTOR = purpose('review factor');

export class Reviews {
  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'market' | 'brokerage' | 'ledger' | 'selfFunders' | 'reablement' | 'freedHours'>,
  ) {}

  private params(person: number): NeedParams['review'] {
    return this.world.params.need[this.world.people.group[person]!]!.review;
  }

  /** Days from the latest review (or the start of care) to the next. */
  private interval(person: number): number {
    const { world } = this;
    return world.sample(person, this.params(person).interval, INTERVAL, world.people.reviews[person]!);
  }

  /** Contact hours a week after one more review, which is counted. */
  private hoursAfter(person: number): number {
    const { world } = this;
    const { factor, leastHours, mostHours } = this.params(person);
    const f = world.sample(person, factor, FACTOR, ++world.people.reviews[person]!);
    return quarters(Math.min(mostHours, Math.max(leastHours, world.people.hours[person]! * f)));
  }

  /** Set the day of the next review. */
  arm(person: number): void {
    const { world } = this;
    const days = this.interval(person);
    if (days < Number.POSITIVE_INFINITY) world.set(TIMER.review, person, world.now + days, ORDER.usual);
  }

  /** Reviews held during the `age` days of a package under way on day 0 change its hours; returns the days to the next. */
  hold(person: number, age: number): number {
    const { people } = this.world;
    let at = this.interval(person);
    while (at < age) {
      people.hours[person] = this.hoursAfter(person);
      at += Math.max(1, this.interval(person));
    }
    return at - age;
  }

  /** Timer: a review changes the hours; an increase is served even where the provider has no room. */
  review(person: number): void {
    const after = this.hoursAfter(person);
    this.arm(person);
    this.setHours(person, after);
  }

  /** A package out of turn becomes what was delivered, within the bounds of reviews. */
  changeTo(person: number, hours: number): void {
    const { leastHours, mostHours } = this.params(person);
    this.setHours(person, quarters(Math.min(mostHours, Math.max(leastHours, hours))));
  }

  private setHours(person: number, after: number): void {
    const { people } = this.world;
    const { market, brokerage, ledger, freedHours, reablement, selfFunders } = this.services;
    const before = people.hours[person]!;
    const d = after - before;
    if (d === 0) return;
    people.hours[person] = after;
    const slot = people.slot[person]!;
    if (slot >= 0) {
      if (people.at[person] === AT.care) market.careChanged(slot, d, !people.isSelfFunder(person));
      market.reserve(slot, d);
    }
    if (people.isSelfFunder(person)) selfFunders.hoursChanged(person, d);
    else {
      brokerage.hoursChanged(person, before);
      if (people.at[person] === AT.bridged || people.at[person] === AT.cover) reablement.hoursChanged(person, d);
    }
    ledger.sync(person);
    if (d < 0 && slot >= 0) freedHours.of(market.slotProvider[slot]!);
  }
}
