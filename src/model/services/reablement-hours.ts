/**
 * Reablement's one capacity in contact hours a week, and its use by episodes of its own, by bridging and by cover. What bridging and
 * cover take is lost to intake.
 */
import { ORIGIN } from '../keys.js';
import { channel } from '../recorder.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const OWN = channel('reablement.own_hours');
const BRIDGING = channel('reablement.bridging_hours');
const COVER = channel('reablement.last_resort_hours');
const CAPACITY = channel('reablement.capacity_hours');
const COST = channel('cost.reablement');

export class ReablementHours {
  capacity = 0;
  own = 0;
  bridging = 0;
  cover = 0;
  /** of own work and bridging: for people who did not come from hospital */
  stepUp = 0;
  /** paid hours a week of carers, by area */
  private readonly paid: Float64Array;
  private costPerWeek = 0;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'intake'>,
  ) {
    this.paid = new Float64Array(world.areas);
  }

  start(): void {
    this.capacity = 0;
    this.own = 0;
    this.bridging = 0;
    this.cover = 0;
    this.stepUp = 0;
    this.costPerWeek = 0;
    this.paid.fill(0);
  }

  get used(): number {
    return this.own + this.bridging + this.cover;
  }

  /** Paid hours of carers in an area have changed. */
  setPaid(area: number, paid: number): void {
    const rose = paid > this.paid[area]!;
    this.paid[area] = paid;
    this.refresh();
    if (rose) this.services.intake.serve();
  }

  /** Work out capacity and cost: carers or parameters have changed. */
  refresh(): void {
    const { recorder, params } = this.world;
    const { reablement } = params;
    if (reablement === null) return;
    let paid = 0;
    for (const p of this.paid) paid += p;
    const capacity = paid * reablement.contactShare;
    recorder.level(CAPACITY, capacity - this.capacity);
    this.capacity = capacity;
    const cost = paid * reablement.pricePerPaidHour;
    recorder.level(COST, cost - this.costPerWeek, 0);
    this.costPerWeek = cost;
  }

  /** Hours of a person's own episode change by `d`. */
  addOwn(person: number, d: number): void {
    this.own += d;
    this.addStepUp(person, d);
    this.level(OWN, person, d);
  }

  /** Hours of someone bridged change by `d`. */
  addBridging(person: number, d: number): void {
    this.bridging += d;
    this.addStepUp(person, d);
    this.level(BRIDGING, person, d);
  }

  /** Hours of someone covered as last resort change by `d`. */
  addCover(person: number, d: number): void {
    this.cover += d;
    this.level(COVER, person, d);
  }

  private addStepUp(person: number, d: number): void {
    if (this.world.people.origin[person] !== ORIGIN.hospital) this.stepUp += d;
  }

  private level(channel: number, person: number, d: number): void {
    const { people, recorder } = this.world;
    recorder.level(channel, d, people.area[person]!, people.group[person]!);
  }
}
