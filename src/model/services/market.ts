/**
 * The home care market: providers and their capacity. A provider in an area is a *slot*; a provider with several areas has one
 * pool of paid hours, spent at each area's contact ratio. `used` counts hours in care, held in hospital, accepted and under offer,
 * so that an accepted offer always has room. Capacity that falls below use shows as overuse; nothing is dropped.
 */
import { TIERS } from '../../metrics.js';
import { draw } from '../../random/sampler.js';
import { MaxTree } from '../max-tree.js';
import { channel } from '../recorder.js';
import { ORDER, PROVIDER_EVENT, TIMER } from '../timers.js';
import { purpose, type World } from '../world.js';

const CAPACITY = channel('home_care.capacity_hours');
const USED = channel('home_care.used_hours');
const OVERUSE = channel('home_care.overuse_hours');
const PAID = channel('home_care.paid_hours');
const EXITS = channel('home_care.provider_exits');
const COST = channel('cost.home_care');

const EXIT = purpose('exit');
const EXIT_NOTICE = purpose('exit notice');
const REENTRY = purpose('reentry');
const INSPECTION_INTERVAL = purpose('inspection interval');
const INSPECTION = purpose('inspection');

const NEVER = Number.NEGATIVE_INFINITY;
export const RATING = { inadequate: 0, requiresImprovement: 1, good: 2, outstanding: 3 } as const;

export interface MarketHooks {
  /** hours may have come free with this provider */
  freed(provider: number): void;
  /** the provider closes at `closes`: put its packages on notice */
  exits(provider: number, closes: number): void;
}

export class Market {
  readonly providers: number;
  readonly slots: number;
  readonly slotProvider: Int32Array;
  readonly slotArea: Int32Array;
  readonly firstSlot: Int32Array;
  readonly tier: Int32Array;
  readonly used: Float64Array;
  readonly ratio: Float64Array;
  /** contact hours in care with the slot, all funders: sets the contact ratio of the next week */
  readonly inCare: Float64Array;
  /** council and self-funders' hours in care, by provider */
  readonly council: Float64Array;
  readonly selfFunded: Float64Array;
  readonly rating: Int8Array;
  /** 0 open, 1 closing, 2 closed */
  readonly closed: Uint8Array;
  /** cumulated hand-back hazard at `hazardFrom`, and its rate a day since then */
  readonly handBackSum: Float64Array;
  readonly handBackRate: Float64Array;
  hazardFrom = 0;
  /** slots of each area in the order in which brokers ask them, and each slot's place in it */
  readonly order: Int32Array[];
  readonly place: Int32Array;
  readonly trees: MaxTree[];
  /** slot of the principal in each area while the principal-provider model is in force, or -1 */
  readonly principalSlot: Int32Array;
  readonly spare: Float64Array;
  private readonly capacityOfSlot: Float64Array;
  private readonly seenUsed: Float64Array;
  private readonly seenPaid: Float64Array;
  private readonly seenOveruse: Float64Array;
  private readonly blockCost: Float64Array;
  private readonly paid: Float64Array;
  private readonly councilAtStart: Float64Array;
  private readonly exitLeft: Float64Array;
  private readonly exitSpell: Int32Array;
  private readonly inspections: Int32Array;
  private readonly key: Int32Array;
  private readonly postsAtExit: Int32Array;
  private readonly growthOwed: Float64Array;

  constructor(
    private readonly world: World,
    private readonly hooks: MarketHooks,
  ) {
    const { input } = world;
    const n = input.providers.length;
    this.providers = n;
    this.firstSlot = new Int32Array(n + 1);
    const provider: number[] = [];
    const area: number[] = [];
    input.providers.forEach((p, i) => {
      this.firstSlot[i] = provider.length;
      for (const a of p.areas) {
        provider.push(i);
        area.push(a);
      }
    });
    this.firstSlot[n] = provider.length;
    this.slots = provider.length;
    this.slotProvider = Int32Array.from(provider);
    this.slotArea = Int32Array.from(area);
    this.tier = Int32Array.from(input.providers, (p) => TIERS.indexOf(p.tier));
    const slots = () => new Float64Array(this.slots);
    const each = () => new Float64Array(n);
    this.used = slots();
    this.ratio = slots();
    this.inCare = slots();
    this.spare = slots();
    this.capacityOfSlot = slots();
    this.seenUsed = slots();
    this.place = new Int32Array(this.slots);
    this.council = each();
    this.selfFunded = each();
    this.handBackSum = each();
    this.handBackRate = each();
    this.seenPaid = each();
    this.seenOveruse = each();
    this.blockCost = each();
    this.paid = each();
    this.councilAtStart = each();
    this.exitLeft = each();
    this.growthOwed = each();
    this.exitSpell = new Int32Array(n);
    this.inspections = new Int32Array(n);
    this.key = new Int32Array(n * 2);
    this.postsAtExit = new Int32Array(n);
    this.rating = new Int8Array(n);
    this.closed = new Uint8Array(n);
    this.principalSlot = new Int32Array(world.areas).fill(-1);
    this.order = input.areas.map((_, a) => Int32Array.from(area.flatMap((x, s) => (x === a ? [s] : []))));
    this.trees = this.order.map((o) => new MaxTree(o.length));
  }

  /** Empty market of day 0: ratings, keys, clocks; hours come with the packages and `week` sets what follows from them. */
  start(): void {
    const { world } = this;
    for (const a of [
      this.used,
      this.inCare,
      this.spare,
      this.capacityOfSlot,
      this.seenUsed,
      this.council,
      this.selfFunded,
      this.handBackSum,
      this.handBackRate,
      this.seenPaid,
      this.seenOveruse,
      this.blockCost,
      this.paid,
      this.councilAtStart,
      this.growthOwed,
    ])
      a.fill(0);
    this.hazardFrom = 0;
    this.exitSpell.fill(0);
    this.inspections.fill(0);
    this.closed.fill(0);
    this.principalSlot.fill(-1);
    for (const o of this.order) o.sort();
    this.ratio.fill(1);
    world.input.providers.forEach((p, i) => {
      [this.key[i * 2], this.key[i * 2 + 1]] = world.streamKey(`market/${p.id}`);
      this.rating[i] = p.rating;
      this.exitLeft[i] = -Math.log(this.uniform(i, EXIT, 0));
      this.armInspection(i, true);
    });
    this.setPrincipals();
    // providers with posts follow when their carers do
    for (let i = 0; i < this.providers; i++) if (world.input.providers[i]!.fixedHours !== null) this.refresh(i);
  }

  uniform(provider: number, why: number, index: number): number {
    return this.world.draws.uniform(this.key[provider * 2]!, this.key[provider * 2 + 1]!, why, index);
  }

  private params(provider: number) {
    return this.world.params.homeCare.providers[provider]!;
  }

  /** True while the provider may be offered packages. */
  isEligible(provider: number): boolean {
    return this.closed[provider] === 0 && this.rating[provider]! > RATING.inadequate;
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
    const { recorder, now } = this.world;
    const area = this.slotArea[slot]!;
    const tier = this.tier[provider]!;
    this.seenUsed[slot] = this.used[slot]!;
    recorder.level(USED, now, d, area, tier);
    const spare = this.capacityOfSlot[slot]! - this.used[slot]!;
    this.watchOveruse(provider, tier, spare < 0 ? -spare : 0);
    if (!this.isEligible(provider)) return;
    this.spare[slot] = spare;
    if (this.principalSlot[area] !== slot) this.trees[area]!.set(this.place[slot]!, spare);
  }

  /** Paid hours of a provider's carers have changed (workforce). */
  setPaid(provider: number, paidHours: number): void {
    const rose = paidHours > this.paid[provider]!;
    this.paid[provider] = paidHours;
    this.refresh(provider);
    if (rose) this.hooks.freed(provider);
  }

  /** Capacity in contact hours of a provider over all its areas. */
  capacity(provider: number): number {
    let sum = 0;
    for (let s = this.firstSlot[provider]!; s < this.firstSlot[provider + 1]!; s++) sum += this.capacityOfSlot[s]!;
    return sum;
  }

  usedBy(provider: number): number {
    let sum = 0;
    for (let s = this.firstSlot[provider]!; s < this.firstSlot[provider + 1]!; s++) sum += this.used[s]!;
    return sum;
  }

  private paidHours(provider: number): number {
    const { fixedHours } = this.world.input.providers[provider]!;
    if (this.closed[provider] === 2) return 0;
    return fixedHours === null ? this.paid[provider]! : fixedHours * this.params(provider).hoursFactor;
  }

  /** Work out what a provider has to spare, and tell the tree and the recorder what changed. */
  refresh(provider: number): void {
    const first = this.firstSlot[provider]!;
    const last = this.firstSlot[provider + 1]!;
    const paid = this.paidHours(provider);
    let sparePaid = paid;
    for (let s = first; s < last; s++) sparePaid -= this.used[s]! / this.ratio[s]!;
    const isEligible = this.isEligible(provider);
    let over = 0;
    for (let s = first; s < last; s++) {
      const spare = last - first === 1 ? paid * this.ratio[s]! - this.used[s]! : sparePaid * this.ratio[s]!;
      // of a provider with several areas, each holds what it uses and an equal part of what is spare
      const capacity = last - first === 1 ? paid * this.ratio[s]! : this.used[s]! + spare / (last - first);
      this.spare[s] = isEligible ? spare : NEVER;
      this.watchSlot(s, capacity);
      if (spare < 0) over -= spare / (last - first);
      const area = this.slotArea[s]!;
      if (this.principalSlot[area] !== s) this.trees[area]!.set(this.place[s]!, this.spare[s]!);
    }
    this.watchProvider(provider, paid, over);
  }

  private watchSlot(slot: number, capacity: number): void {
    const { recorder, now } = this.world;
    const area = this.slotArea[slot]!;
    const tier = this.tier[this.slotProvider[slot]!]!;
    const dc = capacity - this.capacityOfSlot[slot]!;
    if (dc !== 0) {
      this.capacityOfSlot[slot] = capacity;
      recorder.level(CAPACITY, now, dc, area, tier);
    }
    const du = this.used[slot]! - this.seenUsed[slot]!;
    if (du !== 0) {
      this.seenUsed[slot] = this.used[slot]!;
      recorder.level(USED, now, du, area, tier);
    }
  }

  private watchProvider(provider: number, paid: number, over: number): void {
    const { recorder, now } = this.world;
    const area = this.slotArea[this.firstSlot[provider]!]!;
    const tier = this.tier[provider]!;
    const dp = paid - this.seenPaid[provider]!;
    if (dp !== 0) {
      this.seenPaid[provider] = paid;
      recorder.level(PAID, now, dp, area, tier);
    }
    this.watchOveruse(provider, tier, over);
    this.watchBlock(provider, area, tier);
  }

  private watchOveruse(provider: number, tier: number, over: number): void {
    const d = over - this.seenOveruse[provider]!;
    if (d === 0) return;
    this.seenOveruse[provider] = over;
    this.world.recorder.level(OVERUSE, this.world.now, d, tier);
  }

  /** A block contract is paid for what is available, used or not; it belongs to no client group. */
  private watchBlock(provider: number, area: number, tier: number): void {
    const p = this.params(provider);
    const cost = p.bought === 'block' ? p.pricePerHour * Math.max(0, this.capacity(provider) - this.selfFunded[provider]!) : 0;
    const d = cost - this.blockCost[provider]!;
    if (d === 0) return;
    this.blockCost[provider] = cost;
    this.world.recorder.level(COST, this.world.now, d, area, -1, tier, 0);
  }

  /** Hours in care of a slot change by `d` (all funders). */
  careChanged(slot: number, d: number, isCouncil: boolean): void {
    this.inCare[slot]! += d;
    if (isCouncil) this.council[this.slotProvider[slot]!]! += d;
    else this.selfFunded[this.slotProvider[slot]!]! += d;
  }

  /** After the packages of day 0 are placed: what the market looks like when the first week begins. */
  settle(): void {
    this.councilAtStart.set(this.council);
    this.setRatios();
    for (let i = 0; i < this.providers; i++) this.refresh(i);
    this.rank();
    this.setHazards();
  }

  /** New hazards in mid-week: what has cumulated so far is booked first. Exits are settled week by week and follow at the next. */
  changeHazards(): void {
    this.cumulateHandBacks();
    for (let i = 0; i < this.providers; i++) this.refresh(i);
    this.setHandBacks();
  }

  private cumulateHandBacks(): void {
    const days = this.world.now - this.hazardFrom;
    for (let i = 0; i < this.providers; i++) this.handBackSum[i]! += this.handBackRate[i]! * days;
    this.hazardFrom = this.world.now;
  }

  /** Each week: round density, order of asking, hazards, growth of posts. */
  week(openPosts: (provider: number, n: number) => void): void {
    this.cumulateHandBacks();
    this.setRatios();
    for (let i = 0; i < this.providers; i++) this.refresh(i);
    this.rank();
    this.setHazards();
    for (let i = 0; i < this.providers; i++) {
      if (this.closed[i] !== 0) continue;
      this.growthOwed[i]! += (this.world.input.providers[i]!.posts * this.params(i).postsGrowthPerYear * 7) / 365.25;
      const whole = Math.floor(this.growthOwed[i]!);
      if (whole > 0) {
        this.growthOwed[i]! -= whole;
        openPosts(i, whole);
      }
    }
  }

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
    if (this.world.params.brokerage.order === 'rating')
      for (const o of this.order)
        o.sort(
          (x, y) => this.rating[this.slotProvider[y]!]! - this.rating[this.slotProvider[x]!]! || this.spare[y]! - this.spare[x]! || x - y,
        );
    this.plant();
  }

  private plant(): void {
    this.order.forEach((o, a) => {
      const tree = this.trees[a]!;
      o.forEach((s, i) => {
        this.place[s] = i;
        tree.set(i, this.principalSlot[a] === s ? NEVER : this.spare[s]!);
      });
    });
  }

  /** Which slots have first refusal in the phase in force. */
  setPrincipals(): void {
    const principal = this.world.params.homeCare.principal;
    for (let a = 0; a < this.world.areas; a++) {
      const provider = principal === null ? -1 : principal.providerByArea[a]!;
      this.principalSlot[a] = provider < 0 ? -1 : this.slotOf(provider, a);
    }
    this.plant();
  }

  slotOf(provider: number, area: number): number {
    for (let s = this.firstSlot[provider]!; s < this.firstSlot[provider + 1]!; s++) if (this.slotArea[s] === area) return s;
    return -1;
  }

  vacancyRate: (provider: number) => number = () => 0;

  private utilisation(provider: number): number {
    const capacity = this.capacity(provider);
    return capacity > 0 ? this.usedBy(provider) / capacity : 0;
  }

  private setHandBacks(): void {
    const { handBack } = this.world.params.homeCare;
    for (let i = 0; i < this.providers; i++) {
      const over = Math.max(0, this.utilisation(i) - handBack.utilisationFrom);
      const short = Math.max(0, this.vacancyRate(i) - handBack.vacancyFrom);
      this.handBackRate[i] = this.params(i).handBackFactor * (handBack.base + handBack.perVacancy * short + handBack.perOveruse * over);
    }
  }

  private setHazards(): void {
    this.setHandBacks();
    for (let i = 0; i < this.providers; i++)
      if (this.closed[i] === 0 && !this.params(i).exemptFromExit) this.spendExit(i, this.exitHazard(i, this.utilisation(i)));
  }

  private exitHazard(provider: number, utilisation: number): number {
    const { exit } = this.world.params.homeCare;
    const lost = this.council[provider]! < exit.shareOfStart * this.councilAtStart[provider]!;
    return exit.base + exit.perOveruse * Math.max(0, utilisation - exit.utilisationFrom) + (lost ? exit.lossOfWork : 0);
  }

  /** A provider spends its unit exponential; the exit falls inside the week in which it runs out. */
  private spendExit(provider: number, hazard: number): void {
    const spent = hazard * 7;
    if (spent < this.exitLeft[provider]!) {
      this.exitLeft[provider]! -= spent;
      return;
    }
    this.beginExit(provider, this.exitLeft[provider]! / hazard);
  }

  /** The provider gives notice now or in `inDays`: by chance, or because the scenario closes it. */
  beginExit(provider: number, inDays: number): void {
    if (this.closed[provider] !== 0) return;
    const { world } = this;
    const notice = draw(world.params.homeCare.exitNotice, this.uniform(provider, EXIT_NOTICE, this.exitSpell[provider]!));
    this.closed[provider] = 1;
    const closes = world.now + inDays + notice;
    world.recorder.count(EXITS, 1, this.tier[provider]!);
    world.tell('provider gives notice', -1, world.input.providers[provider]!.id);
    this.refresh(provider);
    this.hooks.exits(provider, closes);
    world.set(TIMER.provider, provider * 4 + PROVIDER_EVENT.closed, closes, ORDER.usual);
  }

  /** Event of a provider. */
  event(
    provider: number,
    what: number,
    closeEmployer: (provider: number) => number,
    openPosts: (provider: number, n: number) => void,
  ): void {
    const { world } = this;
    if (what === PROVIDER_EVENT.inspection) {
      this.inspect(provider);
    } else if (what === PROVIDER_EVENT.closed) {
      this.closed[provider] = 2;
      this.postsAtExit[provider] = closeEmployer(provider);
      this.refresh(provider);
      const { reentry } = world.params.homeCare.exit;
      if (reentry !== null && !this.params(provider).closes) {
        const days = draw(reentry, this.uniform(provider, REENTRY, this.exitSpell[provider]!));
        world.set(TIMER.provider, provider * 4 + PROVIDER_EVENT.reentry, world.now + days, ORDER.usual);
      }
    } else {
      this.closed[provider] = 0;
      const spell = ++this.exitSpell[provider]!;
      this.exitLeft[provider] = -Math.log(this.uniform(provider, EXIT, spell));
      this.councilAtStart[provider] = 0;
      this.rating[provider] = Math.max(this.rating[provider]!, RATING.requiresImprovement);
      openPosts(provider, this.postsAtExit[provider]!);
      this.refresh(provider);
      world.tell('new provider takes up the room', -1, world.input.providers[provider]!.id);
    }
  }

  private armInspection(provider: number, isFirst: boolean): void {
    const { inspection } = this.world.params.homeCare;
    if (inspection === null) return;
    const law = this.rating[provider] === RATING.inadequate ? inspection.reinspection : inspection.interval;
    const index = this.inspections[provider]!;
    const days = draw(law, this.uniform(provider, INSPECTION_INTERVAL, index));
    // on day 0 an interval is under way: a uniform part of it is over
    const left = isFirst ? days * this.uniform(provider, INSPECTION, 1_000_000) : days;
    this.world.set(TIMER.provider, provider * 4 + PROVIDER_EVENT.inspection, this.world.now + left, ORDER.usual);
  }

  private inspect(provider: number): void {
    const { inspection } = this.world.params.homeCare;
    if (inspection === null) return;
    const u = this.uniform(provider, INSPECTION, this.inspections[provider]!++);
    let rating = 0;
    for (let sum = inspection.outcomes[0]; rating < 3 && u >= sum; ) sum += inspection.outcomes[++rating as 1 | 2 | 3];
    this.rating[provider] = rating;
    this.refresh(provider);
    this.armInspection(provider, false);
    if (rating > RATING.inadequate) this.hooks.freed(provider);
  }
}
