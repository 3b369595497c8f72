/**
 * Who is with each slot (a provider in an area), as lists chained through the people: a provider's people are found without looking
 * at everybody's, and joining or leaving costs the same however many there are.
 */
import { ROW } from './people.js';

const NONE = -1;
/** Two links a person: the one after, the one before. */
const WIDTH = 2;
const STEP = ROW / WIDTH;

export class SlotLists {
  private readonly first: Int32Array;
  private links = new Int32Array(0);

  constructor(slots: number) {
    this.first = new Int32Array(slots).fill(NONE);
  }

  reset(): void {
    this.first.fill(NONE);
  }

  join(slot: number, person: number): void {
    const at = person / STEP;
    if (at >= this.links.length) this.grow(at + WIDTH);
    const { links } = this;
    const after = this.first[slot]!;
    links[at] = after;
    links[at + 1] = NONE;
    if (after !== NONE) links[after / STEP + 1] = person;
    this.first[slot] = person;
  }

  leave(slot: number, person: number): void {
    const { links } = this;
    const after = links[person / STEP]!;
    const before = links[person / STEP + 1]!;
    if (before === NONE) this.first[slot] = after;
    else links[before / STEP] = after;
    if (after !== NONE) links[after / STEP + 1] = before;
  }

  /** First of a slot's list, or -1. */
  head(slot: number): number {
    return this.first[slot]!;
  }

  /** The one after someone in their list, or -1. */
  after(person: number): number {
    return this.links[person / STEP]!;
  }

  private grow(least: number): void {
    const grown = new Int32Array(Math.max(least, this.links.length * 2, 1024 * WIDTH));
    grown.set(this.links);
    this.links = grown;
  }
}
