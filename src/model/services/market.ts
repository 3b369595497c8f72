/**
 * The home care market: providers and their capacity. A provider in an area is a *slot*; a provider with several areas has one
 * pool of paid hours, spent at each area's contact ratio. `used` counts hours in care, held in hospital, accepted and under offer,
 * so that an accepted offer always has room. Capacity that falls below use shows as overuse; nothing is dropped.
 *
 * Hours are a week: paid hours of carers by provider, contact hours of care by slot. A little over 300 lines: one state, one reason.
 */
import { TIERS } from '../../metrics.js';
import type { ProviderParams } from '../input.js';
import { MaxTree } from '../max-tree.js';
import { NO_PROVIDER } from '../people.js';
import { SlotLists } from '../slot-lists.js';
import type { World } from '../world.js';
import { MarketWatch } from './market-watch.js';
import type { Services } from './services.js';

const NEVER = Number.NEGATIVE_INFINITY;
/** Ratings of the regulator, in order. */
export const RATING = { inadequate: 0, requiresImprovement: 1, good: 2, outstanding: 3 } as const;
/** Whether a provider trades: open, closing (its packages are under notice), closed. */
export const DOORS = { open: 0, closing: 1, closed: 2 } as const;

export class Market {
  readonly providers: number;
  readonly slots: number;
  readonly slotProvider: Int32Array;
  readonly slotArea: Int32Array;
  /** slots of provider p are firstSlot[p] to firstSlot[p + 1] - 1 */
  readonly firstSlot: Int32Array;
  /** key of TIERS, by provider */
  readonly tier: Int32Array;
  readonly used: Float64Array;
  /** contact hours that a paid hour gives, by slot */
  readonly ratio: Float64Array;
  /** council and self-funders' hours in care, by provider */
  readonly council: Float64Array;
  readonly selfFunded: Float64Array;
  /** RATING, by provider: `refresh` after a change */
  readonly rating: Int8Array;
  /** DOORS, by provider: `refresh` after a change */
  readonly doors: Uint8Array;
  /** people in the care of each slot, and those it has accepted */
  readonly clients: SlotLists;
  readonly accepted: SlotLists;
  /** slots of each area in the order in which brokers ask them */
  readonly order: Int32Array[];
  /** what slots have to spare, in the order of asking; a slot with first refusal is left out: it is asked apart */
  readonly trees: MaxTree[];
  /** slot of the principal in each area while the principal-provider model is in force, or -1 */
  readonly principalSlot: Int32Array;
  /** slot with first refusal in each area: the principal's while it is rated good or better, or -1 */
  readonly firstRefusal: Int32Array;
  /** contact hours that one more package may have, by slot; minus infinity where none may be offered */
  readonly spare: Float64Array;
  /** place of each slot in its area's order of asking */
  readonly place: Int32Array;
  /** contact hours in care with the slot, all funders: sets the contact ratio of the next week */
  private readonly inCare: Float64Array;
  private readonly capacityOfSlot: Float64Array;
  /** paid hours a week of a provider's carers */
  private readonly paid: Float64Array;
  private readonly key: Int32Array;
  private readonly watch: MarketWatch;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'freedHours'>,
  ) {
    const { input } = world;
    const n = input.providers.length;
    const provider = input.providers.flatMap((p, i) => p.areas.map(() => i));
    const area = input.providers.flatMap((p) => p.areas);
    this.providers = n;
    this.slots = provider.length;
    this.slotProvider = Int32Array.from(provider);
    this.slotArea = Int32Array.from(area);
    this.firstSlot = new Int32Array(n + 1);
    input.providers.forEach((p, i) => {
      this.firstSlot[i + 1] = this.firstSlot[i]! + p.areas.length;
    });
    this.tier = Int32Array.from(input.providers, (p) => TIERS.indexOf(p.tier));
    this.used = new Float64Array(this.slots);
    this.ratio = new Float64Array(this.slots);
    this.inCare = new Float64Array(this.slots);
    this.spare = new Float64Array(this.slots);
    this.capacityOfSlot = new Float64Array(this.slots);
    this.place = new Int32Array(this.slots);
    this.council = new Float64Array(n);
    this.selfFunded = new Float64Array(n);
    this.paid = new Float64Array(n);
    this.key = new Int32Array(n * 2);
    this.rating = new Int8Array(n);
    this.doors = new Uint8Array(n);
    this.principalSlot = new Int32Array(world.areas);
    this.firstRefusal = new Int32Array(world.areas);
    this.order = input.areas.map((_, a) => Int32Array.from(area.flatMap((x, s) => (x === a ? [s] : []))));
    this.trees = this.order.map((o) => new MaxTree(o.length));
    this.clients = new SlotLists(this.slots);
    this.accepted = new SlotLists(this.slots);
    this.watch = new MarketWatch(world, this);
  }

  /** Empty market of day 0: ratings, keys; hours come with the packages and `settle` sets what follows from them. */
  start(): void {
    const { world } = this;
    for (const a of [this.used, this.inCare, this.spare, this.capacityOfSlot, this.council, this.selfFunded, this.paid]) a.fill(0);
    this.clients.reset();
    this.accepted.reset();
    this.doors.fill(DOORS.open);
    this.ratio.fill(1);
    this.watch.start();
    for (const o of this.order) o.sort();
    world.input.providers.forEach((p, i) => {
      [this.key[i * 2], this.key[i * 2 + 1]] = world.streamKey(`market/${p.id}`);
      this.rating[i] = p.rating;
    });
    this.setPrincipals();
    // providers with posts follow when their carers do
    for (let i = 0; i < this.providers; i++) if (world.input.providers[i]!.fixedHours !== null) this.refresh(i);
  }

  /** Uniform that belongs to a provider, for a purpose and an index. */
  uniform(provider: number, why: number, index: number): number {
    return this.world.draws.uniform(this.key[provider * 2]!, this.key[provider * 2 + 1]!, why, index);
  }

  private params(provider: number): ProviderParams {
    return this.world.params.homeCare.providers[provider]!;
  }

  /** True while the provider may be offered packages. */
  isEligible(provider: number): boolean {
    return this.doors[provider] === DOORS.open && this.rating[provider]! > RATING.inadequate;
  }

  /** A slot delivers someone's care from now on (or holds the package of someone in hospital). */
  take(person: number, slot: number): void {
    this.world.people.slot[person] = slot;
    this.clients.join(slot, person);
  }

  /** The slot that delivers someone's care does so no longer. */
  lose(person: number): void {
    const { slot } = this.world.people;
    this.clients.leave(slot[person]!, person);
    slot[person] = NO_PROVIDER;
  }

  /** A slot has accepted someone, whose care is yet to begin. */
  accept(person: number, slot: number): void {
    this.world.people.nextSlot[person] = slot;
    this.accepted.join(slot, person);
  }

  /** Care by the slot that had accepted someone has begun, or is no longer wanted. */
  forgetAccepted(person: number): void {
    const { nextSlot } = this.world.people;
    this.accepted.leave(nextSlot[person]!, person);
    nextSlot[person] = NO_PROVIDER;
  }

  /** Those in a provider's care and those it has accepted, in the order of their numbers; once each. */
  peopleOf(provider: number): number[] {
    const found = new Set<number>();
    for (let s = this.firstSlot[provider]!; s < this.firstSlot[provider + 1]!; s++)
      for (const list of [this.clients, this.accepted]) for (let i = list.head(s); i >= 0; i = list.after(i)) found.add(i);
    return [...found].sort((a, b) => a - b);
  }

  reserve(slot: number, hours: number): void {
    this.use(slot, hours);
  }

  release(slot: number, hours: number): void {
    this.use(slot, -hours);
  }

  /** Use of a slot changes; for a provider with one area nothing else does, and that is the common case by far. */
  private use(slot: number, d: number): void {
    const provider = this.slotProvider[slot]!;
    this.used[slot]! += d;
    if (this.firstSlot[provider + 1]! - this.firstSlot[provider]! > 1) {
      this.refresh(provider);
      return;
    }
    const area = this.slotArea[slot]!;
    const spare = this.capacityOfSlot[slot]! - this.used[slot]!;
    this.watch.use(slot, provider, d, spare < 0 ? -spare : 0);
    if (!this.isEligible(provider)) return;
    this.spare[slot] = spare;
    if (this.firstRefusal[area] !== slot) this.trees[area]!.set(this.place[slot]!, spare);
  }

  /** Paid hours of a provider's carers have changed (workforce). */
  setPaid(provider: number, paidHours: number): void {
    const rose = paidHours > this.paid[provider]!;
    this.paid[provider] = paidHours;
    this.refresh(provider);
    if (rose) this.services.freedHours.of(provider);
  }

  /** Capacity in contact hours of a provider over all its areas. */
  capacity(provider: number): number {
    let sum = 0;
    for (let s = this.firstSlot[provider]!; s < this.firstSlot[provider + 1]!; s++) sum += this.capacityOfSlot[s]!;
    return sum;
  }

  /** Use as a share of capacity; above 1 in overuse, 0 without capacity. */
  utilisation(provider: number): number {
    const { capacityOfSlot, used } = this;
    const last = this.firstSlot[provider + 1]!;
    let capacity = 0;
    let inUse = 0;
    for (let s = this.firstSlot[provider]!; s < last; s++) {
      capacity += capacityOfSlot[s]!;
      inUse += used[s]!;
    }
    return capacity > 0 ? inUse / capacity : 0;
  }

  private paidHours(provider: number): number {
    const { fixedHours } = this.world.input.providers[provider]!;
    if (this.doors[provider] === DOORS.closed) return 0;
    return fixedHours === null ? this.paid[provider]! : this.params(provider).fixedHours;
  }

  /** Work out what a provider has to spare, and tell the tree and the recorder what changed. */
  refresh(provider: number): void {
    const first = this.firstSlot[provider]!;
    const last = this.firstSlot[provider + 1]!;
    const paid = this.paidHours(provider);
    let over = 0;
    if (last - first === 1) {
      const capacity = paid * this.ratio[first]!;
      const spare = capacity - this.used[first]!;
      this.setSlot(first, capacity, spare);
      if (spare < 0) over = -spare;
    } else {
      let sparePaid = paid;
      for (let s = first; s < last; s++) sparePaid -= this.used[s]! / this.ratio[s]!;
      for (let s = first; s < last; s++) {
        const spare = sparePaid * this.ratio[s]!;
        // each area holds what it uses and an equal part of what is spare
        this.setSlot(s, this.used[s]! + spare / (last - first), spare);
        if (spare < 0) over -= spare / (last - first);
      }
    }
    this.watch.provider(provider, paid, over);
  }

  private setSlot(slot: number, capacity: number, spare: number): void {
    this.watch.slot(slot, capacity - this.capacityOfSlot[slot]!);
    this.capacityOfSlot[slot] = capacity;
    this.spare[slot] = this.isEligible(this.slotProvider[slot]!) ? spare : NEVER;
    const area = this.slotArea[slot]!;
    if (this.firstRefusal[area] !== slot) this.trees[area]!.set(this.place[slot]!, this.spare[slot]!);
  }

  /** As `refresh`, for all: new parameters are in force. */
  refreshAll(): void {
    for (let i = 0; i < this.providers; i++) this.refresh(i);
  }

  /** Hours in care of a slot change by `d`; `isCouncil` when the council pays. */
  careChanged(slot: number, d: number, isCouncil: boolean): void {
    this.inCare[slot]! += d;
    if (isCouncil) this.council[this.slotProvider[slot]!]! += d;
    else this.selfFunded[this.slotProvider[slot]!]! += d;
    this.watch.careChanged(this.slotProvider[slot]!);
  }

  /** Each week, and after the packages of day 0 are placed: round density, and the order of asking. */
  settle(): void {
    this.setRatios();
    this.refreshAll();
    this.rank();
  }

  /** Contact ratio rises with the hours that a slot has in care: denser rounds, less travel. */
  private setRatios(): void {
    const { densityByArea } = this.world.params.homeCare;
    for (let s = 0; s < this.slots; s++) {
      const provider = this.slotProvider[s]!;
      if (this.world.input.providers[provider]!.fixedHours !== null) continue;
      const { least, half } = densityByArea[this.slotArea[s]!]!;
      const h = Math.max(0, this.inCare[s]!);
      this.ratio[s] = least + (this.params(provider).mostContactRatio - least) * (h / (h + half));
    }
  }

  /** Order in which brokers ask: by rating then spare hours, made anew each week; otherwise as listed in the scenario. */
  private rank(): void {
    if (this.world.params.brokerage.order === 'rating') for (const o of this.order) o.sort((x, y) => this.before(x, y));
    this.plant();
  }

  private before(x: number, y: number): number {
    return this.rating[this.slotProvider[y]!]! - this.rating[this.slotProvider[x]!]! || this.spare[y]! - this.spare[x]! || x - y;
  }

  /** Put what slots have to spare into the trees, in the order of asking. */
  private plant(): void {
    this.order.forEach((o, a) => {
      const tree = this.trees[a]!;
      o.forEach((s, i) => {
        this.place[s] = i;
        tree.set(i, this.firstRefusal[a] === s ? NEVER : this.spare[s]!);
      });
    });
  }

  /** Who is principal in the phase in force, and which of them have first refusal. */
  setPrincipals(): void {
    const principal = this.world.params.homeCare.principal;
    for (let a = 0; a < this.world.areas; a++) {
      const provider = principal === null ? -1 : principal.providerByArea[a]!;
      const slot = provider < 0 ? -1 : this.slotOf(provider, a);
      this.principalSlot[a] = slot;
      this.firstRefusal[a] = slot >= 0 && this.rating[provider]! >= RATING.good ? slot : -1;
    }
    this.plant();
  }

  /** A provider is rated (RATING). A principal below good is asked like any other provider until it is good again. */
  setRating(provider: number, rating: number): void {
    this.rating[provider] = rating;
    this.refresh(provider);
    this.setPrincipals();
  }

  /** Spare contact hours as a share of a provider's capacity; 0 without capacity. */
  spareShare(provider: number): number {
    return this.capacity(provider) > 0 ? 1 - this.utilisation(provider) : 0;
  }

  /** Hours in care with a provider, of every payer. */
  hoursInCare(provider: number): number {
    return this.council[provider]! + this.selfFunded[provider]!;
  }

  private slotOf(provider: number, area: number): number {
    for (let s = this.firstSlot[provider]!; s < this.firstSlot[provider + 1]!; s++) if (this.slotArea[s] === area) return s;
    return -1;
  }
}
