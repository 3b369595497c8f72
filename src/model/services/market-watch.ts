/**
 * What the recorder is told of the market: capacity and use by slot; paid hours, overuse and block contracts by provider. Keeps what
 * it told last, and tells the difference. Never changes the market.
 */
import { channel } from '../recorder.js';
import type { World } from '../world.js';
import { DOORS, type Market } from './market.js';

const CAPACITY = channel('home_care.capacity_hours');
const USED = channel('home_care.used_hours');
const OVERUSE = channel('home_care.overuse_hours');
const PAID = channel('home_care.paid_hours');
const GUARANTEED = channel('home_care.guaranteed_hours');
const UNUSED = channel('home_care.guaranteed_unused');
const COST = channel('cost.home_care');

export class MarketWatch {
  private readonly seenUsed: Float64Array;
  private readonly seenPaid: Float64Array;
  private readonly seenOveruse: Float64Array;
  private readonly seenGuaranteed: Float64Array;
  private readonly seenUnused: Float64Array;
  private readonly seenBoughtCost: Float64Array;

  constructor(
    private readonly world: World,
    private readonly market: Market,
  ) {
    this.seenUsed = new Float64Array(market.slots);
    this.seenPaid = new Float64Array(market.providers);
    this.seenOveruse = new Float64Array(market.providers);
    this.seenGuaranteed = new Float64Array(market.providers);
    this.seenUnused = new Float64Array(market.providers);
    this.seenBoughtCost = new Float64Array(market.providers);
  }

  start(): void {
    for (const a of [this.seenUsed, this.seenPaid, this.seenOveruse, this.seenGuaranteed, this.seenUnused, this.seenBoughtCost]) a.fill(0);
  }

  /** Use of the one slot of a provider changed by `d` hours; the provider is `over` hours over its capacity. */
  use(slot: number, provider: number, d: number, over: number): void {
    const { market } = this;
    const { recorder } = this.world;
    this.seenUsed[slot] = market.used[slot]!;
    recorder.level(USED, d, market.slotArea[slot]!, market.tier[provider]!);
    this.overuse(provider, over);
  }

  /** Capacity of a slot changed by `d` hours; use may have changed too. */
  slot(slot: number, d: number): void {
    const { market } = this;
    const { recorder } = this.world;
    const area = market.slotArea[slot]!;
    const tier = market.tier[market.slotProvider[slot]!]!;
    if (d !== 0) recorder.level(CAPACITY, d, area, tier);
    const used = market.used[slot]! - this.seenUsed[slot]!;
    if (used === 0) return;
    this.seenUsed[slot] = market.used[slot]!;
    recorder.level(USED, used, area, tier);
  }

  /** A provider has `paid` paid hours and is `over` contact hours over its capacity. */
  provider(provider: number, paid: number, over: number): void {
    const { recorder } = this.world;
    const area = this.market.slotArea[this.market.firstSlot[provider]!]!;
    const tier = this.market.tier[provider]!;
    const d = paid - this.seenPaid[provider]!;
    if (d !== 0) {
      this.seenPaid[provider] = paid;
      recorder.level(PAID, d, area, tier);
    }
    this.overuse(provider, over);
    this.careChanged(provider);
  }

  private overuse(provider: number, over: number): void {
    const d = over - this.seenOveruse[provider]!;
    if (d === 0) return;
    this.seenOveruse[provider] = over;
    this.world.recorder.level(OVERUSE, d, this.market.tier[provider]!);
  }

  /**
   * Hours bought whether used or not, and what they cost beside the packages in care, which are priced one by one; they belong to no
   * client group. A block is all that is available, less what self-funders use; guaranteed hours are as many as stated.
   */
  careChanged(provider: number): void {
    const { market, world } = this;
    const { blockPrice, guaranteedHours, spotPrice } = world.params.homeCare.providers[provider]!;
    if (blockPrice === 0 && guaranteedHours === 0 && this.seenGuaranteed[provider] === 0 && this.seenBoughtCost[provider] === 0) return;
    const area = market.slotArea[market.firstSlot[provider]!]!;
    const tier = market.tier[provider]!;
    const isOpen = market.doors[provider] !== DOORS.closed;
    const block = blockPrice > 0 ? Math.max(0, market.capacity(provider) - market.selfFunded[provider]!) : 0;
    const guaranteed = blockPrice > 0 ? block : isOpen ? guaranteedHours : 0;
    const unused = Math.max(0, guaranteed - market.council[provider]!);
    this.change(GUARANTEED, this.seenGuaranteed, provider, guaranteed, area, tier);
    this.change(UNUSED, this.seenUnused, provider, unused, area, tier);
    const cost = blockPrice > 0 ? blockPrice * block : spotPrice * unused;
    const d = cost - this.seenBoughtCost[provider]!;
    if (d === 0) return;
    this.seenBoughtCost[provider] = cost;
    world.recorder.level(COST, d, area, -1, tier, 0);
  }

  private change(channel: number, seen: Float64Array, provider: number, value: number, area: number, tier: number): void {
    const d = value - seen[provider]!;
    if (d === 0) return;
    seen[provider] = value;
    this.world.recorder.level(channel, d, area, tier);
  }
}
