/**
 * What each package contributes to the totals, in one place: `sync` compares what a person is now with what was booked for them
 * before, and books the difference. Council and principal hours by area (which the cap rule reads) are model state; the rest goes
 * to the recorder.
 */
import { PLACE, PLACE_AT } from './keys.js';
import { AT, FLAG, REQUEST } from './people.js';
import { channel } from './recorder.js';
import type { Services } from './services/services.js';
import type { World } from './world.js';

const LIST_PEOPLE = channel('list.people');
const LIST_HOURS = channel('list.hours');
const FRICTION = channel('brokerage.friction');
const SHORTAGE = channel('brokerage.shortage');
const ANSWERING = channel('brokerage.answering');
const UNDELIVERED = channel('undelivered.hours');
const PEOPLE = channel('home_care.people');
const HOURS = channel('home_care.hours');
const SELF_FUNDERS = channel('home_care.self_funders');
const SELF_FUNDER_HOURS = channel('home_care.self_funder_hours');
const SELF_FUNDERS_WAITING = channel('home_care.self_funders_waiting');
const NOT_STARTED = channel('home_care.sourced_not_started');
const UNDER_NOTICE = channel('home_care.under_notice');
const HELD = channel('home_care.held');
const UNCOVERED_PEOPLE = channel('home_care.uncovered_people');
const UNCOVERED_NEED = channel('home_care.uncovered_need');
const PRINCIPAL_HOURS = channel('home_care.principal_hours');
const COUNCIL_HOURS = channel('home_care.council_hours');
const DISPLACED = channel('home_care.displaced');
const WAITING = channel('home_care.waiting_people');
const COST = channel('cost.home_care');

/** Bits of what is booked. */
const IN_CARE = 1;
const SELF = 2;
const NOTICE = 4;
const ADMITTED = 8;
const ON_LIST = 16;
const UNCOVERED = 32;
const WAIT_START = 64;
const COUNCIL = 128;
const PRINCIPAL = 256;
const WAITING_SELF = 512;
const CAUSE_SHIFT = 10; // 2 bits: 0 none, 1 friction, 2 shortage, 3 answering
const TIER_SHIFT = 12; // 2 bits
const PRIORITY_SHIFT = 14; // 3 bits
const PLACE_SHIFT = 17; // 3 bits
/** on the list, or uncovered before being listed */
const UNDELIVERED_BIT = 1 << 20;
/** the provider closed or is closing, no other serves them yet */
const DISPLACED_BIT = 1 << 21;
/** care is needed and no provider delivers it: listed or not, accepted or not */
const WAITING_BIT = 1 << 22;
/** Which bits decide which bookings. */
const IN_CARE_PART = IN_CARE | SELF | (3 << TIER_SHIFT);
const CARE_PART = IN_CARE_PART | NOTICE | ADMITTED;
const CAUSE_PART = 3 << CAUSE_SHIFT;
const PRIORITY_PART = 7 << PRIORITY_SHIFT;
const PLACE_PART = 7 << PLACE_SHIFT;
const REQUEST_BITS = ON_LIST | UNCOVERED | WAIT_START | CAUSE_PART | UNDELIVERED_BIT | DISPLACED_BIT | WAITING_BIT;
const REQUEST_PART = REQUEST_BITS | PRIORITY_PART | PLACE_PART;
const EVERYTHING = -1;

export class Ledger {
  /** council hours of each area: in care, held, sourced not started, unsourced, on cover; and the principal's part */
  readonly councilHours: Float64Array;
  readonly principalHours: Float64Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'market'>,
  ) {
    this.councilHours = new Float64Array(world.areas);
    this.principalHours = new Float64Array(world.areas);
  }

  start(): void {
    this.councilHours.fill(0);
    this.principalHours.fill(0);
  }

  /** Book what has changed for a person; call after every change of place, request, provider, hours or price. */
  sync(person: number): void {
    const { people } = this.world;
    const code = this.codeOf(person);
    const hours = people.hours[person]!;
    const cost = this.costOf(person, code);
    const seen = people.seen[person]!;
    const changed = hours === people.seenHours[person] && cost === people.seenCost[person] ? code ^ seen : EVERYTHING;
    if (changed === 0) return;
    if (seen !== 0) this.book(person, seen, changed, -1, people.seenHours[person]!, people.seenCost[person]!);
    if (code !== 0) this.book(person, code, changed, 1, hours, cost);
    people.seen[person] = code;
    people.seenHours[person] = hours;
    people.seenCost[person] = cost;
  }

  private costOf(person: number, code: number): number {
    if ((code & IN_CARE) === 0 || (code & SELF) !== 0 || (this.world.people.flags[person]! & FLAG.unpaid) !== 0) return 0;
    const provider = this.services.market.slotProvider[this.world.people.slot[person]!]!;
    return this.world.people.hours[person]! * this.world.params.homeCare.providers[provider]!.spotPrice;
  }

  private codeOf(person: number): number {
    const { people } = this.world;
    const at = people.at[person]!;
    const request = people.request[person]!;
    const flags = people.flags[person]!;
    const slot = people.slot[person]!;
    if (slot < 0 && request === REQUEST.none) return at === AT.home && (flags & FLAG.selfFunder) !== 0 ? WAITING_SELF : 0;
    let code = 0;
    const area = people.area[person]!;
    const { principalSlot, tier, slotProvider } = this.services.market;
    if (slot >= 0) {
      code |= IN_CARE | (tier[slotProvider[slot]!]! << TIER_SHIFT);
      if ((flags & FLAG.underNotice) !== 0) code |= NOTICE;
      if (at === AT.admitted) code |= ADMITTED;
      if (slot === principalSlot[area]) code |= PRINCIPAL;
    }
    if ((flags & FLAG.selfFunder) !== 0) return (code & ~PRINCIPAL) | SELF;
    code |= COUNCIL;
    if (request !== REQUEST.none) code |= this.requestBits(person, at, request, flags);
    return code;
  }

  private requestBits(person: number, at: number, request: number, flags: number): number {
    const { people } = this.world;
    let code = (people.priority[person]! << PRIORITY_SHIFT) | (PLACE_AT[at]! << PLACE_SHIFT);
    if (at === AT.home) code |= UNCOVERED | UNDELIVERED_BIT;
    if (PLACE_AT[at] !== PLACE.own_provider) code |= WAITING_BIT;
    if ((flags & FLAG.providerClosed) !== 0) code |= DISPLACED_BIT;
    if (request === REQUEST.sourced) {
      code |= WAIT_START;
      if (people.slot[person]! < 0 && people.nextSlot[person] === this.services.market.principalSlot[people.area[person]!])
        code |= PRINCIPAL;
      return code;
    }
    if ((flags & FLAG.listed) !== 0 && PLACE_AT[at] !== PLACE.own_provider) code |= ON_LIST | UNDELIVERED_BIT;
    const isShort = request === REQUEST.open || (request === REQUEST.resting && (flags & FLAG.restingShort) !== 0);
    return code | ((request === REQUEST.answering ? 3 : isShort ? 2 : 1) << CAUSE_SHIFT);
  }

  /** Book (or take back) the parts of a code in which something changed. */
  private book(person: number, code: number, changed: number, sign: 1 | -1, hours: number, cost: number): void {
    const { recorder, people } = this.world;
    const a = people.area[person]!;
    const g = people.group[person]!;
    const h = hours * sign;
    if ((code & changed & WAITING_SELF) !== 0) recorder.level(SELF_FUNDERS_WAITING, sign, a, g);
    if ((changed & CARE_PART) !== 0 && (code & IN_CARE) !== 0) this.bookCare(code, changed, sign, h, cost * sign, a, g);
    if ((code & changed & COUNCIL) !== 0) {
      recorder.level(COUNCIL_HOURS, h, a);
      this.councilHours[a]! += h;
    }
    if ((code & changed & PRINCIPAL) !== 0) {
      recorder.level(PRINCIPAL_HOURS, h, a);
      this.principalHours[a]! += h;
    }
    if ((changed & REQUEST_PART) !== 0 && (code & REQUEST_BITS) !== 0) this.bookRequest(code, changed, sign, h, a, g);
  }

  private bookCare(code: number, changed: number, sign: 1 | -1, h: number, cost: number, a: number, g: number): void {
    const { recorder } = this.world;
    const tier = (code >> TIER_SHIFT) & 3;
    if ((code & SELF) !== 0) {
      if ((changed & IN_CARE_PART) === 0) return;
      recorder.level(SELF_FUNDERS, sign, a, g, tier);
      recorder.level(SELF_FUNDER_HOURS, h, a, g, tier);
      return;
    }
    if ((changed & IN_CARE_PART) !== 0) {
      recorder.level(PEOPLE, sign, a, g, tier);
      recorder.level(HOURS, h, a, g, tier);
      if (cost !== 0) recorder.level(COST, cost, a, g, tier, 0);
    }
    if ((code & ADMITTED) !== 0 && (changed & (ADMITTED | IN_CARE)) !== 0) recorder.level(HELD, sign, a, g);
    if ((code & NOTICE) !== 0 && (changed & (NOTICE | IN_CARE_PART)) !== 0) recorder.level(UNDER_NOTICE, sign, a, g, tier);
  }

  private bookRequest(code: number, changed: number, sign: 1 | -1, h: number, a: number, g: number): void {
    const { recorder } = this.world;
    const priority = (code >> PRIORITY_SHIFT) & 7;
    if ((code & ON_LIST) !== 0 && (changed & (ON_LIST | PRIORITY_PART | PLACE_PART)) !== 0) {
      const place = (code >> PLACE_SHIFT) & 7;
      recorder.level(LIST_PEOPLE, sign, a, g, priority, place);
      recorder.level(LIST_HOURS, h, a, g, priority, place);
    }
    if ((code & WAITING_BIT) !== 0 && (changed & (WAITING_BIT | PRIORITY_PART | PLACE_PART)) !== 0)
      recorder.level(WAITING, sign, a, g, priority, (code >> PLACE_SHIFT) & 7);
    if ((code & UNCOVERED) !== 0 && (changed & (UNCOVERED | PRIORITY_PART)) !== 0) {
      recorder.level(UNCOVERED_PEOPLE, sign, a, g, priority);
      recorder.level(UNCOVERED_NEED, h, a, g, priority);
    }
    if ((code & UNDELIVERED_BIT) !== 0 && (changed & UNDELIVERED_BIT) !== 0) recorder.level(UNDELIVERED, h, a, g);
    if ((code & DISPLACED_BIT) !== 0 && (changed & (DISPLACED_BIT | PLACE_PART)) !== 0)
      recorder.level(DISPLACED, sign, a, g, (code >> PLACE_SHIFT) & 7);
    if ((code & changed & WAIT_START) !== 0) recorder.level(NOT_STARTED, sign, a, g);
    const cause = (code >> CAUSE_SHIFT) & 3;
    if (cause !== 0 && (changed & (CAUSE_PART | PRIORITY_PART)) !== 0)
      recorder.level(cause === 1 ? FRICTION : cause === 2 ? SHORTAGE : ANSWERING, sign, a, g, priority);
  }
}
