/** A provider's answer to an offer: when it comes, whether it is yes, and how long care then takes to start. */
import type { Origin } from '../metrics.js';
import { within } from './asking.js';
import type { HomeCareParams } from './input.js';
import { PRIORITY } from './keys.js';
import { FLAG } from './people.js';
import { purpose } from './purpose.js';
import type { Services } from './services/services.js';
import type { World } from './world.js';

const ANSWER = purpose('answer');
const START_DELAY = purpose('start delay');

/** Origin whose incentive applies, by priority: hand-backs and the community have no other origin. */
const ORIGIN_OF_PRIORITY: readonly Origin[] = (() => {
  const origin = new Array<Origin>(Object.keys(PRIORITY).length).fill('community');
  origin[PRIORITY.hospital] = 'hospital';
  origin[PRIORITY.crisis] = 'crisis';
  origin[PRIORITY.hand_back_urgent] = 'hand_back';
  origin[PRIORITY.hand_back_other] = 'hand_back';
  return origin;
})();

export class Answers {
  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'market'>,
  ) {}

  /** Time of a provider's answer to the `n`-th offer of a request made now; on a day without decisions, the next round's. */
  time(person: number, provider: number, n: number): number {
    const { world } = this;
    const { people, params } = world;
    const { answer, answersAtWeekends, providers } = params.homeCare;
    const days = world.sample(person, answer, ANSWER, within(people.requestSpell[person]!, n)) * providers[provider]!.answerFactor;
    const time = world.now + days;
    if (answersAtWeekends || world.isWorkingDay(Math.floor(time))) return this.whenOpen(time);
    return this.whenOpen(world.nextWorkingHour(time, params.brokerage.roundHour));
  }

  /** First moment from a time, on a day on which providers answer, at which their offices are open. */
  private whenOpen(time: number): number {
    const { world } = this;
    const { answersAtWeekends, office } = world.params.homeCare;
    const day = Math.floor(time);
    const hour = (time - day) * 24;
    if (hour < office.opens) return day + office.opens / 24;
    if (hour <= office.closes) return time;
    return answersAtWeekends ? day + 1 + office.opens / 24 : world.nextWorkingHour(day + 1, office.opens);
  }

  /**
   * True when the slot asked says yes. The person's unit exponential is spent by -ln(1 - p) at each offer: the same law as a fresh
   * chance each time, and monotone in p.
   */
  accepts(person: number, slot: number): boolean {
    const { people, params } = this.world;
    const { market } = this.services;
    const { homeCare } = params;
    const provider = market.slotProvider[slot]!;
    if (!market.isEligible(provider)) return false;
    const flags = people.flags[person]!;
    let p = homeCare.providers[provider]!.acceptance * homeCare.acceptanceByArea[people.area[person]!]!;
    if ((flags & FLAG.hard) !== 0) p *= homeCare.difficulty.hard;
    if ((flags & FLAG.doubleHanded) !== 0) p *= homeCare.difficulty.doubleHanded;
    people.acceptLeft[person]! += Math.log1p(-p) * (this.incentive(person)?.acceptanceFactor ?? 1);
    return people.acceptLeft[person]! <= 0;
  }

  /** The incentive in force, when there is one for this package: its priority stands for its origin. */
  incentive(person: number): HomeCareParams['incentive'] {
    const { people, params } = this.world;
    const { incentive } = params.homeCare;
    if (incentive === null) return null;
    return incentive.origins.includes(ORIGIN_OF_PRIORITY[people.priority[person]!]!) ? incentive : null;
  }
}

/** Days from acceptance to the first visit, for a person's request number `spell`: commissioned or self-funded, the same law. */
export function startDelay(world: World, person: number, spell: number): number {
  return untilStart(world, world.sample(person, world.params.homeCare.startDelay, START_DELAY, spell));
}

/** Days until care starts that would in `days`: where none starts at weekends, the next working day. */
export function untilStart(world: World, days: number): number {
  const { homeCare, brokerage } = world.params;
  if (homeCare.startsAtWeekends || world.isWorkingDay(Math.floor(world.now + days))) return days;
  return world.nextWorkingHour(world.now + days, brokerage.roundHour) - world.now;
}
