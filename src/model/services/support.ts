/** What the council pays to support its market: grants for carers who stay, weekend decisions, back office. Booked each week by area. */
import { PAYER } from '../keys.js';
import { channel } from '../recorder.js';
import type { World } from '../world.js';
import { DOORS } from './market.js';
import type { Services } from './services.js';

const COST = channel('cost.incentives');

export class Support {
  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'market' | 'workforce'>,
  ) {}

  /** The week that ends now: for each carer in post, and each provider that is not closed. */
  week(): void {
    const { support } = this.world.params;
    if (support.perCarerWeek === 0 && support.perProviderWeek === 0) return;
    const { market, workforce } = this.services;
    for (let p = 0; p < market.providers; p++) {
      const provider = market.doors[p] === DOORS.closed ? 0 : support.perProviderWeek;
      this.world.recorder.count(COST, workforce.carers[p]! * support.perCarerWeek + provider, workforce.areaOf(p), -1, PAYER.council);
    }
  }
}
