/**
 * The principal-provider model's weekly work: the programme of transfers, and posts for new packages. Capacity is moved, not made: with a
 * transferred package come the carers whom the principal lacks for it (the stated share of them), and a post that it opens is one that
 * nobody in the area fills, or a vacant one of somebody else, which it goes on recruiting for. First refusal itself is in asking.ts.
 *
 * The programme of an area begins with its principal: the stated share of the packages that others serve at that moment move, each once,
 * at the stated pace, while the cap allows. When all have moved or ended it is over; packages that come later do not open it again.
 */
import { AT, REQUEST, ROW } from './people.js';
import { purpose } from './purpose.js';
import { channel } from './recorder.js';
import { DOORS } from './services/market.js';
import type { Services } from './services/services.js';
import type { World } from './world.js';

const TRANSFERS = channel('home_care.transfers');
const CAPPED = channel('home_care.capped_hours');
const TRANSFER = purpose('transfer');

/** Someone of a programme: the index may be another person's by the time of the move, the number is theirs alone. */
interface Member {
  readonly person: number;
  readonly serial: number;
}

export class Principal {
  /** slot of the principal whose programme of transfers has begun in each area, or -1 */
  private readonly begun: Int32Array;
  /** those of each programme who are still to move, in an order of their own random numbers */
  private readonly toMove: Member[][];
  /** packages a week that a programme moves, where its length is stated */
  private readonly pace: Float64Array;
  /** transfers due and not yet made, by area */
  private readonly owed: Float64Array;
  /** carers due to move to each area's principal, and to leave the sector with its programme: whole people, when a whole one is due */
  private readonly carersOwed: Float64Array;
  private readonly carersToLose: Float64Array;
  private readonly postsOwed: Float64Array;
  /** hours recorded as idle under the cap while people wait, by area */
  private readonly capped: Float64Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<
      Services,
      'market' | 'workforce' | 'staffing' | 'reallocation' | 'homeCare' | 'ledger' | 'asking' | 'brokerage'
    >,
  ) {
    this.begun = new Int32Array(world.areas);
    this.toMove = world.input.areas.map(() => []);
    this.pace = new Float64Array(world.areas);
    this.owed = new Float64Array(world.areas);
    this.postsOwed = new Float64Array(world.areas);
    this.capped = new Float64Array(world.areas);
    this.carersOwed = new Float64Array(world.areas);
    this.carersToLose = new Float64Array(world.areas);
  }

  start(): void {
    this.begun.fill(-1);
    for (const members of this.toMove) members.length = 0;
    for (const a of [this.pace, this.owed, this.postsOwed, this.capped, this.carersOwed, this.carersToLose]) a.fill(0);
  }

  /** Each week, while the model is in force. */
  week(): void {
    const { market } = this.services;
    if (this.world.params.homeCare.principal === null) return;
    for (let area = 0; area < this.world.areas; area++) {
      const slot = market.principalSlot[area]!;
      if (slot < 0 || market.doors[market.slotProvider[slot]!] !== DOORS.open) continue;
      if (this.begun[area] !== slot) this.begin(area, slot);
      if (market.isEligible(market.slotProvider[slot]!)) this.transfer(area, slot);
      this.openPosts(area, slot);
    }
  }

  /** A principal starts in an area: who is to move to it is settled now. */
  private begin(area: number, slot: number): void {
    const { world } = this;
    const { people } = world;
    const principal = world.params.homeCare.principal!;
    const served: { member: Member; at: number }[] = [];
    for (let i = 0; i < people.high; i += ROW) {
      const isInCare = people.at[i] === AT.care || people.at[i] === AT.admitted;
      if (!isInCare || people.area[i] !== area || people.request[i] !== REQUEST.none || people.isSelfFunder(i)) continue;
      if (people.slot[i]! < 0 || people.slot[i] === slot) continue;
      served.push({ member: { person: i, serial: people.serial[i]! }, at: world.uniform(i, TRANSFER, 0) });
    }
    served.sort((a, b) => a.at - b.at);
    const n = Math.round(served.length * principal.transferShareByArea[area]!);
    this.begun[area] = slot;
    this.toMove[area] = served.slice(0, n).map(({ member }) => member);
    this.pace[area] = principal.transferDays === null ? 0 : principal.transferDays > 0 ? (n * 7) / principal.transferDays : n;
    this.owed[area] = 0;
  }

  /** Move the packages that are due, while the cap allows. Who is in hospital or under notice moves later, or not at all. */
  private transfer(area: number, to: number): void {
    const { people, params } = this.world;
    const members = this.toMove[area]!;
    if (members.length === 0) return;
    const principal = params.homeCare.principal!;
    this.owed[area]! += principal.transfersPerWeekByArea?.[area] ?? this.pace[area]!;
    const later: Member[] = [];
    for (let next = 0; next < members.length; next++) {
      const { person, serial } = members[next]!;
      if (people.serial[person] !== serial || people.at[person] === AT.free || people.slot[person]! < 0 || people.slot[person] === to)
        continue;
      const canMove = people.at[person] === AT.care && people.request[person] === REQUEST.none;
      if (this.owed[area]! < 1 || !canMove) {
        later.push(members[next]!);
        continue;
      }
      if (principal.capIs !== 'floor' && people.hours[person]! > this.services.asking.underCap(area)) {
        members.length = 0;
        return;
      }
      this.move(person, to);
      this.owed[area]!--;
    }
    this.toMove[area] = later;
    // those who cannot move yet are not saved up for one week
    this.owed[area] = Math.min(this.owed[area]!, 1);
  }

  private move(person: number, to: number): void {
    const { world } = this;
    const { people } = world;
    const { market, homeCare } = this.services;
    const provider = market.slotProvider[people.slot[person]!]!;
    this.moveCarers(people.slot[person]!, to, people.hours[person]!);
    homeCare.transfer(person, to);
    world.recorder.count(TRANSFERS, 1, people.area[person]!, people.group[person]!);
    world.tell('transferred to the principal', person, world.input.providers[provider]!.id);
  }

  /** Carers who serve a package of `hours` follow it as far as the principal has no spare hours for it. */
  private moveCarers(from: number, to: number, hours: number): void {
    const { market, staffing, workforce } = this.services;
    const { carersTransfer, carersLost } = this.world.params.homeCare.principal!;
    const provider = market.slotProvider[from]!;
    const paid = workforce.paidHoursPerPerson(provider);
    const lacking = Math.max(0, hours - Math.max(0, market.spare[to]!));
    if (paid === 0 || lacking === 0) return;
    const carers = Math.min(hours / market.ratio[from]!, lacking / market.ratio[to]!) / paid;
    const area = market.slotArea[to]!;
    this.carersOwed[area]! += carers * carersTransfer;
    this.carersToLose[area]! += carers * (1 - carersTransfer) * carersLost;
    const whole = Math.floor(this.carersOwed[area]!);
    if (whole > 0) this.carersOwed[area]! -= staffing.moveCarers(provider, market.slotProvider[to]!, whole);
    const lost = Math.floor(this.carersToLose[area]!);
    if (lost > 0) this.carersToLose[area]! -= staffing.loseCarers(provider, lost);
  }

  /** Posts for new packages, within the weekly limit, while the principal is below its cap and has no room for one more carer's hours. */
  private openPosts(area: number, slot: number): void {
    const principal = this.world.params.homeCare.principal!;
    const { asking, market, reallocation, staffing, workforce } = this.services;
    const provider = market.slotProvider[slot]!;
    const isBelowCap = principal.capIs === 'floor' || asking.underCap(area) > 0;
    if (!isBelowCap || market.spare[slot]! > this.world.params.workforce.paidHoursPerCarer) return;
    this.postsOwed[area]! += Math.max(principal.postsPerWeek, principal.growthPerWeek * workforce.open[provider]!);
    const wanted = Math.floor(this.postsOwed[area]!);
    if (wanted < 1) return;
    this.postsOwed[area]! -= wanted;
    const unfilled = reallocation.take(area, wanted);
    staffing.openPosts(provider, unfilled);
    this.moveVacancies(area, provider, wanted - unfilled);
  }

  /** Vacant posts of the area's other providers that are not short of hours themselves become the principal's, from those with most room. */
  private moveVacancies(area: number, principal: number, wanted: number): void {
    const { market, workforce, staffing } = this.services;
    const others = Array.from(market.order[area]!)
      .filter((s) => market.slotProvider[s] !== principal && market.spare[s]! >= 0 && workforce.vacancies(market.slotProvider[s]!) > 0)
      .sort((a, b) => market.spare[b]! - market.spare[a]! || a - b);
    let moved = 0;
    for (const s of others) {
      if (moved >= wanted) break;
      moved += staffing.moveVacancies(market.slotProvider[s]!, principal, wanted - moved);
    }
  }

  /** Each midnight, where the principal above its cap is never asked: the hours that it leaves idle while people wait. */
  midnight(): void {
    const principal = this.world.params.homeCare.principal;
    const { asking, brokerage, market } = this.services;
    for (let area = 0; area < this.world.areas; area++) {
      const slot = market.firstRefusal[area]!;
      const isCapped = principal?.aboveCap === 'never' && principal.capIs !== 'floor' && slot >= 0 && brokerage.waitIn(area);
      const idle = isCapped ? Math.max(0, market.spare[slot]! - Math.max(0, asking.underCap(area))) : 0;
      if (idle === this.capped[area]) continue;
      this.world.recorder.level(CAPPED, idle - this.capped[area]!, area);
      this.capped[area] = idle;
    }
  }
}
