/**
 * The principal-provider model's weekly work: transfers of existing packages with their carers, and posts for new packages.
 * Capacity is moved, not made: a transferred package takes its carers' contracted hours with it (the stated share), and a post that
 * the principal opens is a vacant one of somebody else in the area, which it goes on recruiting for. First refusal itself is in asking.ts.
 */
import { AT, REQUEST, ROW } from './people.js';
import { purpose } from './purpose.js';
import { channel } from './recorder.js';
import { DOORS } from './services/market.js';
import type { Services } from './services/services.js';
import type { World } from './world.js';

const TRANSFERS = channel('home_care.transfers');
const TRANSFER = purpose('transfer');

interface Chosen {
  readonly person: number;
  readonly luck: number;
}

export class Principal {
  /** transfers due and not yet made, by area */
  private readonly owed: Float64Array;
  /** carers due to move, and to leave the sector, by provider: whole people move when a whole one is due */
  private readonly carersOwed: Float64Array;
  private readonly carersToLose: Float64Array;
  private readonly postsOwed: Float64Array;
  /** people to move this week, by area */
  private readonly chosen: Chosen[][];

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'market' | 'workforce' | 'staffing' | 'homeCare' | 'ledger'>,
  ) {
    this.chosen = world.input.areas.map(() => []);
    this.owed = new Float64Array(world.areas);
    this.postsOwed = new Float64Array(world.areas);
    this.carersOwed = new Float64Array(world.input.providers.length);
    this.carersToLose = new Float64Array(world.input.providers.length);
  }

  start(): void {
    this.owed.fill(0);
    this.postsOwed.fill(0);
    this.carersOwed.fill(0);
    this.carersToLose.fill(0);
  }

  /** Each week, while the model is in force. */
  week(): void {
    const { market } = this.services;
    const { principal } = this.world.params.homeCare;
    if (principal === null) return;
    for (let area = 0; area < this.world.areas; area++) {
      if (this.isOpen(area)) this.owed[area]! += principal.transfersPerWeekByArea[area]!;
      this.chosen[area]!.length = 0;
    }
    this.choose();
    for (let area = 0; area < this.world.areas; area++) {
      if (!this.isOpen(area)) continue;
      this.transfer(area, market.principalSlot[area]!);
      this.openPosts(area, market.principalSlot[area]!);
    }
  }

  private isOpen(area: number): boolean {
    const { market } = this.services;
    const slot = market.principalSlot[area]!;
    return slot >= 0 && market.doors[market.slotProvider[slot]!] === DOORS.open;
  }

  /** Packages of each area's other providers to move this week: those first in an order of luck that belongs to the people. */
  private choose(): void {
    const { people } = this.world;
    const { principalSlot } = this.services.market;
    for (let i = 0; i < people.high; i += ROW) {
      if (people.at[i] !== AT.care || people.request[i] !== REQUEST.none) continue;
      const area = people.area[i]!;
      const wanted = Math.floor(this.owed[area]!);
      if (wanted < 1 || people.slot[i] === principalSlot[area] || people.isSelfFunder(i) || people.isUnderNotice(i)) continue;
      this.rank(this.chosen[area]!, i, this.world.uniform(i, TRANSFER, 0), wanted);
    }
  }

  /** Keep the `wanted` people with the least luck, in its order. */
  private rank(chosen: Chosen[], person: number, luck: number, wanted: number): void {
    if (chosen.length >= wanted && luck >= chosen[chosen.length - 1]!.luck) return;
    let at = chosen.length;
    while (at > 0 && chosen[at - 1]!.luck > luck) at--;
    chosen.splice(at, 0, { person, luck });
    if (chosen.length > wanted) chosen.pop();
  }

  /** Move the packages chosen, while the cap allows. */
  private transfer(area: number, to: number): void {
    const { ledger } = this.services;
    const principal = this.world.params.homeCare.principal!;
    for (const { person } of this.chosen[area]!) {
      const hours = this.world.people.hours[person]!;
      const share = (ledger.principalHours[area]! + hours) / ledger.councilHours[area]!;
      if (share > principal.capByArea[area]!) {
        this.owed[area] = 0;
        return;
      }
      this.move(person, to, hours, principal.carersTransfer, principal.carersLost);
      this.owed[area]!--;
    }
  }

  private move(person: number, to: number, hours: number, carersTransfer: number, carersLost: number): void {
    const { world } = this;
    const { people } = world;
    const { market, staffing, homeCare } = this.services;
    const from = people.slot[person]!;
    const provider = market.slotProvider[from]!;
    const principal = market.slotProvider[to]!;
    const carers = hours / market.ratio[from]! / world.params.workforce.paidHoursPerCarer;
    this.carersOwed[provider]! += carers * carersTransfer;
    this.carersToLose[provider]! += carers * (1 - carersTransfer) * carersLost;
    const whole = Math.floor(this.carersOwed[provider]!);
    if (whole > 0) this.carersOwed[provider]! -= staffing.moveCarers(provider, principal, whole);
    const lost = Math.floor(this.carersToLose[provider]!);
    if (lost > 0) this.carersToLose[provider]! -= staffing.loseCarers(provider, lost);
    homeCare.transfer(person, to);
    world.recorder.count(TRANSFERS, 1, people.area[person]!, people.group[person]!);
    world.tell('transferred to the principal', person, world.input.providers[provider]!.id);
  }

  /** Posts for new packages: as many as moved from vacancies of others, within the weekly limit and below the cap. */
  private openPosts(area: number, slot: number): void {
    const principal = this.world.params.homeCare.principal!;
    const { market, workforce, ledger } = this.services;
    const provider = market.slotProvider[slot]!;
    const isBelowCap = ledger.principalHours[area]! < principal.capByArea[area]! * ledger.councilHours[area]!;
    if (!isBelowCap || market.spare[slot]! > this.world.params.workforce.paidHoursPerCarer) return;
    this.postsOwed[area]! += Math.max(principal.postsPerWeek, principal.growthPerWeek * workforce.open[provider]!);
    const wanted = Math.floor(this.postsOwed[area]!);
    if (wanted < 1) return;
    this.postsOwed[area]! -= wanted;
    this.moveVacancies(area, provider, wanted);
  }

  /** Vacant posts of the area's other providers become the principal's, those of providers with most room first. */
  private moveVacancies(area: number, principal: number, wanted: number): void {
    const { market, workforce, staffing } = this.services;
    const others = Array.from(market.order[area]!)
      .filter((s) => market.slotProvider[s] !== principal && workforce.vacancies(market.slotProvider[s]!) > 0)
      .sort((a, b) => market.spare[b]! - market.spare[a]! || a - b);
    let moved = 0;
    for (const s of others) {
      if (moved >= wanted) break;
      moved += staffing.moveVacancies(market.slotProvider[s]!, principal, wanted - moved);
    }
  }
}
