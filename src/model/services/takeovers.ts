/**
 * Packages that move to other providers of the area together with the carers who serve them, when a provider closes on more than a
 * week of notice (TUPE). Each package's own draw says whether it moves so and to whom: a principal with a duty to absorb it, or else
 * one of the area's open providers, in proportion to the hours that each has. It moves on the day of closing, until when the old provider
 * delivers care. What nobody takes is sourced package by package (see notices.ts).
 */
import { AT } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const TAKEN_OVER = channel('home_care.taken_over');

const MOVES = purpose('moves with its carers');
const TAKER = purpose('provider that takes over');
/** A shorter notice leaves no time for a transfer: the closure is a sudden one (model, Exits and entry). */
const LEAST_NOTICE_DAYS = 7;

export class Takeovers {
  /** carers due to move, by provider that takes over: whole people move */
  private readonly carers: Float64Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'market' | 'workforce' | 'staffing' | 'homeCare'>,
  ) {
    this.carers = new Float64Array(world.input.providers.length);
  }

  /** Whether a package in the care of a provider that gives `notice` days of notice is to move with its carers. */
  isToMove(person: number, notice: number): boolean {
    const { world } = this;
    const { people } = world;
    const { carersMove } = world.params.homeCare.exit;
    if (notice <= LEAST_NOTICE_DAYS || carersMove === 0 || people.at[person] !== AT.care || people.isUnderNotice(person)) return false;
    return world.uniform(person, MOVES, people.careSpell[person]!) < carersMove && this.takerOf(person) >= 0;
  }

  /**
   * A provider closes now: packages that nobody has given notice of move with their carers. Returns the people for whom no provider
   * is there any more.
   */
  carryOut(provider: number): number[] {
    const { market, staffing } = this.services;
    const left: number[] = [];
    for (const person of market.peopleOf(provider)) {
      const slot = this.world.people.slot[person]!;
      if (slot < 0 || market.slotProvider[slot] !== provider || this.world.people.isUnderNotice(person)) continue;
      const to = this.world.people.at[person] === AT.care ? this.takerOf(person) : -1;
      if (to < 0) left.push(person);
      else this.move(person, slot, to);
    }
    for (let to = 0; to < this.carers.length; to++) {
      const whole = Math.floor(this.carers[to]!);
      this.carers[to] = 0;
      if (whole > 0) staffing.moveCarers(provider, to, whole);
    }
    return left;
  }

  private move(person: number, from: number, to: number): void {
    const { world } = this;
    const { people } = world;
    const { market, workforce, homeCare } = this.services;
    const closing = market.slotProvider[from]!;
    const paid = workforce.paidHoursPerPerson(closing);
    if (paid > 0) this.carers[market.slotProvider[to]!]! += people.hours[person]! / market.ratio[from]! / paid;
    homeCare.transfer(person, to);
    world.recorder.count(TAKEN_OVER, 1, people.area[person]!, people.group[person]!);
    world.tell('moved with its carers', person, world.input.providers[market.slotProvider[to]!]!.id);
  }

  /** Slot that takes a package over, or -1 where no provider of the area may. */
  private takerOf(person: number): number {
    const { world } = this;
    const { people, params } = world;
    const { market } = this.services;
    const area = people.area[person]!;
    const principal = market.firstRefusal[area]!;
    const mayTake = (slot: number) => slot !== people.slot[person] && market.isEligible(market.slotProvider[slot]!);
    if (principal >= 0 && params.homeCare.principal!.absorbsExits && mayTake(principal)) return principal;
    const slots = Array.from(market.order[area]!)
      .filter((slot) => mayTake(slot) && market.used[slot]! > 0)
      .sort((a, b) => a - b);
    const whole = slots.reduce((sum, slot) => sum + market.used[slot]!, 0);
    let rest = world.uniform(person, TAKER, people.careSpell[person]!) * whole;
    for (const slot of slots) {
      rest -= market.used[slot]!;
      if (rest < 0) return slot;
    }
    return slots.at(-1) ?? -1;
  }
}
