/**
 * What a tenant's care amounts to, booked by scheme: people by kind of care and band, hours and cost of those billed. Commissioned care is
 * the scheme's own provider's, at its price; a direct payment is the council's money too; private care is the resident's. Someone who is
 * away keeps their care and is not billed.
 */
import { CARE_KIND, PAYER } from '../keys.js';
import { channel } from '../recorder.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const TENANTS = channel('housing.tenants');
const BY_BAND = channel('housing.tenants_by_band');
const COMMISSIONED = channel('housing.commissioned');
const BILLED = channel('housing.billed');
const HOURS = channel('housing.care_hours');
const CARE_COST = channel('housing.care_cost');
const COST = channel('cost.housing');

export class TenantCare {
  /** pounds a week booked for each unit */
  private readonly cost: Float64Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'units' | 'tenancies'>,
  ) {
    this.cost = new Float64Array(world.input.housing?.units.length ?? 0);
  }

  /** Book what the tenant of a unit is now, or take back what was booked: between the two nothing of it may change. */
  book(unit: number, sign: 1 | -1): void {
    const { people, recorder } = this.world;
    const { units, tenancies } = this.services;
    const s = units.scheme[unit]!;
    const a = units.area(unit);
    const g = people.group[units.lives(unit)]!;
    const care = tenancies.care[unit]!;
    const band = tenancies.band[unit]!;
    const persons = tenancies.persons[unit]! * sign;
    if (sign > 0) this.cost[unit] = this.costOf(unit);
    const cost = this.cost[unit]! * sign;
    recorder.level(TENANTS, persons, s, a, g, care);
    recorder.level(BY_BAND, persons, s, a, g, band);
    const payer = care === CARE_KIND.commissioned || care === CARE_KIND.direct_payment ? PAYER.council : PAYER.resident;
    recorder.level(COST, cost, s, a, payer);
    if (care !== CARE_KIND.commissioned) return;
    recorder.level(COMMISSIONED, sign, s, a, g, band);
    if (tenancies.isAway[unit] === 1) return;
    recorder.level(BILLED, sign, s, a, g, band);
    recorder.level(HOURS, tenancies.hours[unit]! * sign, s, a, g, band);
    recorder.level(CARE_COST, cost, s, a, g, band);
  }

  private costOf(unit: number): number {
    const { units, tenancies } = this.services;
    const { schemes, directPaymentPerHour } = this.world.params.housing!;
    const { pricePerHour } = schemes[units.scheme[unit]!]!;
    const hours = tenancies.hours[unit]!;
    switch (tenancies.care[unit]) {
      case CARE_KIND.commissioned:
        return tenancies.isAway[unit] === 1 ? 0 : hours * pricePerHour;
      case CARE_KIND.direct_payment:
        return hours * directPaymentPerHour;
      case CARE_KIND.none:
        return 0;
      default:
        return hours * pricePerHour;
    }
  }

  /** Prices have changed: what was booked at the old is taken back. */
  rebook(unit: number): void {
    this.book(unit, -1);
    this.book(unit, 1);
  }
}
