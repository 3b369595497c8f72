/**
 * Whom to ask next about a package. The principal, where it has first refusal, is asked first and within its cap; then the area's
 * providers with room, each once in a cycle, from where the cycle starts (see `order` of the parameters); then, unless the contract
 * says never, the principal with room above its cap.
 */
import { FLAG } from './people.js';
import { purpose } from './purpose.js';
import type { Services } from './services/services.js';
import type { World } from './world.js';

const CYCLE = purpose('cycle');

/** Index of the draw for the n-th thing within a spell. */
export const within = (spell: number, n: number): number => spell * 1024 + n;

export class Asking {
  /** cycles started in each area: where the next begins, when providers take turns */
  private readonly turn: Int32Array;
  /** hours under offer, by slot: the principal's count towards its cap */
  private readonly underOffer: Float64Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'market' | 'ledger'>,
  ) {
    this.turn = new Int32Array(world.areas);
    this.underOffer = new Float64Array(world.input.providers.reduce((slots, p) => slots + p.areas.length, 0));
  }

  start(): void {
    this.turn.fill(0);
    this.underOffer.fill(0);
  }

  /** A person's providers are asked from the start. */
  newCycle(person: number): void {
    const { people, params } = this.world;
    const area = people.area[person]!;
    const places = this.services.market.order[area]!.length;
    people.cursor[person] = 0;
    people.askedPrincipal[person] = 0;
    people.flags[person]! &= ~FLAG.restingShort;
    const cycle = people.cycles[person]!++;
    if (params.brokerage.order === 'round_robin') people.cycleStart[person] = places > 0 ? this.turn[area]!++ % places : 0;
    else if (params.brokerage.order === 'random')
      people.cycleStart[person] = Math.floor(this.world.uniform(person, CYCLE, within(people.requestSpell[person]!, cycle)) * places);
    else people.cycleStart[person] = 0;
  }

  /** Most hours that one more package may have in an area for somebody to take it; with or without the principal's cap. */
  room(area: number, ignoresCap: boolean): number {
    const isAskedLast = this.world.params.homeCare.principal?.aboveCap === 'last';
    return Math.max(this.services.market.trees[area]!.max, this.principalRoom(area, ignoresCap || isAskedLast));
  }

  /** True for packages of a closing provider where the principal has a duty to absorb them. */
  isAbsorbed(person: number): boolean {
    const { people, params } = this.world;
    return (people.flags[person]! & FLAG.providerClosed) !== 0 && (params.homeCare.principal?.absorbsExits ?? false);
  }

  /** Slot to ask about a package of `hours`, or -1 when everyone with room has been asked in this cycle. */
  next(person: number, area: number, hours: number): number {
    const { people } = this.world;
    const { market } = this.services;
    const principal = market.firstRefusal[area]!;
    // whoever handed the package back is passed over, where anyone else serves the area
    const avoid = market.order[area]!.length > 1 ? people.avoidSlot[person]! : -1;
    const mayAsk = people.askedPrincipal[person] === 0 && principal >= 0 && principal !== avoid;
    if (mayAsk && this.principalRoom(area, this.isAbsorbed(person)) >= hours) {
      people.askedPrincipal[person] = 1;
      return principal;
    }
    for (;;) {
      const slot = this.nextInTurn(person, area, hours);
      if (slot >= 0 && slot === avoid) continue;
      if (slot >= 0 || !mayAsk || this.world.params.homeCare.principal!.aboveCap === 'never' || market.spare[principal]! < hours)
        return slot;
      people.askedPrincipal[person] = 1;
      return principal;
    }
  }

  /** Next slot with room in the area's order of asking, from where this cycle has got to; -1 at its end. */
  private nextInTurn(person: number, area: number, hours: number): number {
    const { people } = this.world;
    const { market } = this.services;
    const tree = market.trees[area]!;
    const places = market.order[area]!.length;
    const start = people.cycleStart[person]!;
    let cursor = people.cursor[person]!;
    if (start + cursor < places) {
      const at = tree.firstAtLeast(start + cursor, places, hours);
      if (at >= 0) {
        people.cursor[person] = at - start + 1;
        return market.order[area]![at]!;
      }
      cursor = places - start;
    }
    const at = tree.firstAtLeast(start + cursor - places, start, hours);
    people.cursor[person] = at < 0 ? places : at + places - start + 1;
    return at < 0 ? -1 : market.order[area]![at]!;
  }

  /** An offer of `hours` (negative when it is no longer out) is with a slot. */
  offered(slot: number, hours: number): void {
    this.underOffer[slot]! += hours;
  }

  /**
   * Most hours that the principal may take of one more package in an area: what it has to spare, and what the cap allows; the cap
   * does not bind for packages of a closing provider where the principal has a duty to absorb them.
   */
  private principalRoom(area: number, ignoresCap: boolean): number {
    const { market } = this.services;
    const slot = market.firstRefusal[area]!;
    if (slot < 0) return 0;
    const room = market.spare[slot]!;
    return ignoresCap || this.world.params.homeCare.principal!.capIs === 'floor' ? room : Math.min(room, this.underCap(area));
  }

  /** Hours that the principal of an area may still take below the cap of its lot, and below that of its firm over all lots. */
  underCap(area: number): number {
    const { market, ledger } = this.services;
    const principal = this.world.params.homeCare.principal!;
    const slot = market.principalSlot[area]!;
    const ofLot = principal.capByArea[area]! * ledger.councilHours[area]! - ledger.principalHours[area]! - this.underOffer[slot]!;
    return principal.firmCap < 1 ? Math.min(ofLot, this.underFirmCap(slot, principal.firmCap)) : ofLot;
  }

  private underFirmCap(slot: number, cap: number): number {
    const { market, ledger } = this.services;
    const { providers } = this.world.input;
    const { firm } = providers[market.slotProvider[slot]!]!;
    let under = 0;
    for (let a = 0; a < this.world.areas; a++) {
      under += cap * ledger.councilHours[a]!;
      const other = market.principalSlot[a]!;
      const isOfFirm = other >= 0 && (firm === null ? other === slot : providers[market.slotProvider[other]!]!.firm === firm);
      if (isOfFirm) under -= ledger.principalHours[a]! + this.underOffer[other]!;
    }
    return under;
  }
}
