/**
 * Offers of packages that are out with providers: a struct of arrays, each offer an index used again when it has been answered or
 * withdrawn, chained by the person it is for. The hours are those of the moment of offering: that is what was reserved.
 */
import type { People } from './people.js';

const NONE = -1;

export class Offers {
  /** whom an offer is for */
  person = new Int32Array(256);
  /** slot (provider in an area) that is asked */
  slot = new Int32Array(256);
  /** contact hours a week reserved with the slot */
  hours = new Float64Array(256);
  /** next offer of the same person, or next free index */
  private following = new Int32Array(256);
  private free = NONE;
  private used = 0;

  constructor(private readonly people: People) {}

  /** No offers at all. */
  reset(): void {
    this.free = NONE;
    this.used = 0;
  }

  /** A new offer; returns its index. */
  add(person: number, slot: number, hours: number): number {
    let offer = this.free;
    if (offer >= 0) this.free = this.following[offer]!;
    else {
      offer = this.used++;
      if (offer >= this.person.length) this.grow();
    }
    this.person[offer] = person;
    this.slot[offer] = slot;
    this.hours[offer] = hours;
    this.following[offer] = this.people.firstOffer[person]!;
    this.people.firstOffer[person] = offer;
    return offer;
  }

  /** Take an offer out of its person's chain; what it was stays readable until the next `add`. */
  drop(offer: number): void {
    const { following } = this;
    const { firstOffer } = this.people;
    const person = this.person[offer]!;
    if (firstOffer[person] === offer) firstOffer[person] = following[offer]!;
    else {
      let at = firstOffer[person]!;
      while (following[at] !== offer) at = following[at]!;
      following[at] = following[offer]!;
    }
    following[offer] = this.free;
    this.free = offer;
  }

  private grow(): void {
    const n = this.person.length * 2;
    const int = (old: Int32Array) => {
      const grown = new Int32Array(n);
      grown.set(old);
      return grown;
    };
    this.person = int(this.person);
    this.slot = int(this.slot);
    this.following = int(this.following);
    const hours = new Float64Array(n);
    hours.set(this.hours);
    this.hours = hours;
  }
}
