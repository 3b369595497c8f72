/**
 * The people of one replication as a struct of arrays; a person is an index, used again after they have left. What belongs to a
 * person for ever is their key: every draw is made from it, so it does not depend on the index nor on what happened to others.
 *
 * Indices are multiples of ROW: the arrays are views of shared memory, interleaved sixteen at a time, each beginning one place later.
 * So `people.hours[person]` reads as of any array, and what is known of a person fills a few lines of cache, not one for each array.
 */

/** Where a person is: exactly one at each moment. */
export const AT = {
  free: 0,
  triage: 1,
  /** ready to leave, still in a hospital bed */
  hospital: 2,
  reablement: 3,
  bridged: 4,
  cover: 5,
  /** at home, needs home care, nobody delivers it */
  home: 6,
  /** at home, waiting for reablement */
  homeForReablement: 7,
  /** in the care of a provider */
  care: 8,
  /** client in hospital, package held or given up */
  admitted: 9,
  /** independent after reablement, followed to day 91 */
  independent: 10,
  placed: 11,
  /** at home, waiting for a placement */
  homeForPlacement: 12,
  /** has left the model; kept until day 91 can be answered */
  left: 13,
  /** lives in a unit of housing with care */
  tenant: 14,
  /** on the register for a flat, with no care of this model */
  applicant: 15,
  /** called for crisis response, waits for a team */
  crisisCall: 16,
  /** a team is on its way */
  crisisTravel: 17,
  /** a team is there */
  crisisVisit: 18,
  /** followed by crisis response at home */
  crisisEpisode: 19,
  /** taken to hospital by a team, not yet ready to leave */
  crisisHospital: 20,
  /** lives in a unit that is let to a waiting list of its own */
  settled: 21,
} as const;

/** State of the request for home care. */
export const REQUEST = {
  none: 0,
  /** in the line, to be offered when somebody has room */
  open: 1,
  /** an offer is with a provider */
  answering: 2,
  /** everyone with room has been asked: until the next working day */
  resting: 3,
  /** a provider has accepted; care has not begun */
  sourced: 4,
} as const;

export const FLAG = {
  doubleHanded: 1,
  hard: 2,
  selfFunder: 4,
  listed: 8,
  atHomeWhenLeft: 16,
  restingShort: 32,
  unpaid: 64,
  underNotice: 128,
  /** the provider that served them is closing */
  providerClosed: 256,
  /** called after a fall */
  fall: 512,
  /** the need includes nights */
  nights: 1024,
  /** night hours are taken for them */
  nightsHeld: 2048,
} as const;

export const NO_PROVIDER = -1;

/** Step from one person to the next, and number of columns side by side. */
export const ROW = 16;

export class People {
  capacity = 0;
  /** indices ever used: all live people are below it */
  high = 0;
  count = 0;
  created = 0;
  departed = 0;
  /** `#` keeps it out of the columns, which are all other fields that are Int32Arrays or Float64Arrays: see `widen` */
  #free = new Int32Array(0);
  private freeCount = 0;

  // the order is that in memory, sixteen whole numbers and then sixteen doubles at a time: what is used together stands together
  at = new Int32Array(0);
  request = new Int32Array(0);
  flags = new Int32Array(0);
  area = new Int32Array(0);
  group = new Int32Array(0);
  /** key of PRIORITIES */
  priority = new Int32Array(0);
  /** slot (provider in an area) that delivers care, or -1 */
  slot = new Int32Array(0);
  /** what the recorder holds of this person, so that it can be taken back: see ledger.ts */
  seen = new Int32Array(0);
  key0 = new Int32Array(0);
  key1 = new Int32Array(0);
  origin = new Int32Array(0);
  /** slot that has accepted, or -1 */
  nextSlot = new Int32Array(0);
  pathway = new Int32Array(0);
  /** spells of requesting, of being delivered care, of hospital, of reviews, offers within a request: indices of draws */
  requestSpell = new Int32Array(0);
  careSpell = new Int32Array(0);
  placement = new Int32Array(0);
  // sixteen whole numbers
  reviews = new Int32Array(0);
  hospitalSpell = new Int32Array(0);
  offers = new Int32Array(0);
  pendingOffers = new Int32Array(0);
  /** start of the round of asking, and how many places have been passed */
  cycleStart = new Int32Array(0);
  cursor = new Int32Array(0);
  cycles = new Int32Array(0);
  askedPrincipal = new Int32Array(0);
  /** slot that handed the package back, not to be asked again, or -1 */
  avoidSlot = new Int32Array(0);
  /** latest offer that is out for them, or -1 */
  firstOffer = new Int32Array(0);
  stream = new Int32Array(0);
  /** number in the order of coming, from 1: what a person is called by, since an index is used again */
  serial = new Int32Array(0);
  /** area of their bed, while placed */
  bedArea = new Int32Array(0);
  /** their number among the members of cohorts, or -1 */
  member = new Int32Array(0);
  /** reviews so far where they live */
  residentReviews = new Int32Array(0);

  hours = new Float64Array(0);
  seenHours = new Float64Array(0);
  seenCost = new Float64Array(0);
  /** cumulated hand-back hazard of the slot's provider at which the package is handed back; Infinity while the clock stands still */
  handBackAt = new Float64Array(0);
  handBackLeft = new Float64Array(0);
  /** days of need left while the clock is stopped */
  needLeft = new Float64Array(0);
  needTime = new Float64Array(0);
  readyTime = new Float64Array(0);
  entryHours = new Float64Array(0);
  requestTime = new Float64Array(0);
  /** when the wait that is being counted began: the request, or a later day on which an accepted package was offered again */
  waitFrom = new Float64Array(0);
  /** unit exponentials still to be spent */
  acceptLeft = new Float64Array(0);
  giveUpLeft = new Float64Array(0);
  giveUpHazard = new Float64Array(0);
  giveUpFrom = new Float64Array(0);
  /** night hours a week taken for them: set while FLAG.nightsHeld is */
  nightHours = new Float64Array(0);

  reset(): void {
    this.high = 0;
    this.count = 0;
    this.created = 0;
    this.departed = 0;
    this.freeCount = 0;
  }

  /** A new person: two words that key their draws, and what they are for ever. Everything else is at its start value; where they are is yet to be set. */
  add(key0: number, key1: number, area: number, group: number, origin: number): number {
    const i = this.freeCount > 0 ? this.#free[--this.freeCount]! : this.high;
    if (i === this.high) {
      this.high += ROW;
      if (this.high > this.capacity) this.grow();
    }
    this.count++;
    this.serial[i] = ++this.created;
    this.key0[i] = key0;
    this.key1[i] = key1;
    this.area[i] = area;
    this.group[i] = group;
    this.origin[i] = origin;
    this.stream[i] = -1;
    this.request[i] = REQUEST.none;
    this.flags[i] = 0;
    this.pathway[i] = -1;
    this.placement[i] = -1;
    this.priority[i] = 0;
    this.slot[i] = NO_PROVIDER;
    this.nextSlot[i] = NO_PROVIDER;
    this.avoidSlot[i] = NO_PROVIDER;
    this.hours[i] = 0;
    this.entryHours[i] = 0;
    this.giveUpHazard[i] = 0;
    this.handBackAt[i] = Number.POSITIVE_INFINITY;
    this.requestSpell[i] = 0;
    this.careSpell[i] = 0;
    this.hospitalSpell[i] = 0;
    this.reviews[i] = 0;
    this.pendingOffers[i] = 0;
    this.firstOffer[i] = NO_PROVIDER;
    this.member[i] = NO_PROVIDER;
    this.seen[i] = 0;
    this.seenHours[i] = 0;
    this.seenCost[i] = 0;
    return i;
  }

  isSelfFunder(i: number): boolean {
    return (this.flags[i]! & FLAG.selfFunder) !== 0;
  }

  /** True while the provider's notice runs: care goes on, another provider is looked for. */
  isUnderNotice(i: number): boolean {
    return (this.flags[i]! & FLAG.underNotice) !== 0;
  }

  /** Give the index back. */
  remove(i: number): void {
    this.at[i] = AT.free;
    this.#free[this.freeCount++] = i;
    this.count--;
    this.departed++;
  }

  private grow(): void {
    const rows = Math.max(1024, (this.capacity / ROW) * 2);
    this.#free = copyInto(new Int32Array(rows), this.#free);
    widen(this, Int32Array, rows);
    widen(this, Float64Array, rows);
    this.capacity = rows * ROW;
  }
}

function copyInto<A extends Int32Array | Float64Array>(to: A, from: A): A {
  to.set(from);
  return to;
}

/** Lay the columns of a type, all fields that are of it, out anew for so many rows: sixteen to a buffer, interleaved, in the order of declaration. */
function widen(columns: object, type: Int32ArrayConstructor | Float64ArrayConstructor, rows: number): void {
  const names = Object.entries(columns).flatMap(([name, value]) => (value instanceof type ? [name] : []));
  for (let line = 0; line < names.length; line += ROW) {
    const own = names.slice(line, line + ROW);
    const buffer = new type(rows * ROW);
    buffer.set(Reflect.get(columns, own[0]!));
    own.forEach((name, c) => {
      Reflect.set(columns, name, buffer.subarray(c));
    });
  }
}
