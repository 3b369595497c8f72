/** Who is offered hours that come free with a provider: self-funders who wait, or brokerage's rounds, first. */
import { purpose } from '../purpose.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const SERVED_FIRST = purpose('served first');

export class FreedHours {
  /** draws made for each provider */
  private readonly drawn: Int32Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'market' | 'brokerage' | 'selfFunders'>,
  ) {
    this.drawn = new Int32Array(world.input.providers.length);
  }

  start(): void {
    this.drawn.fill(0);
  }

  /**
   * Hours may have come free with a provider. In each of its areas self-funders who wait are served first with the stated
   * probability (their share of its hours when none is stated), then brokerage, or the other way round.
   */
  of(provider: number): void {
    const { market, brokerage, selfFunders } = this.services;
    for (let s = market.firstSlot[provider]!; s < market.firstSlot[provider + 1]!; s++) {
      const area = market.slotArea[s]!;
      if (!selfFunders.waitIn(area) && !brokerage.waitIn(area)) continue;
      if (selfFunders.waitIn(area) && this.areSelfFundersFirst(provider)) {
        selfFunders.serve(area);
        brokerage.round(area);
      } else {
        brokerage.round(area);
        selfFunders.serve(area);
      }
    }
  }

  /** What every provider has to spare: after the week's or a phase's changes. */
  ofAll(): void {
    for (let i = 0; i < this.services.market.providers; i++) this.of(i);
  }

  private areSelfFundersFirst(provider: number): boolean {
    const { market } = this.services;
    const stated = this.world.params.homeCare.selfFunders.servedFirst;
    const all = market.council[provider]! + market.selfFunded[provider]!;
    const p = stated ?? (all > 0 ? market.selfFunded[provider]! / all : 0);
    return market.uniform(provider, SERVED_FIRST, this.drawn[provider]!++) < p;
  }
}
