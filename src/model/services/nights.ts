/**
 * Night care. Some packages include nights, and each area has so many hours of night care a week. A package with nights takes its night
 * hours before it joins the line that brokerage offers from, and keeps them until its person leaves or the package is given up;
 * while there are none to take it waits in a line of its own, which counts as shortage.
 */
import type { HomeCareParams } from '../input.js';
import { PAYER } from '../keys.js';
import { FLAG } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const HELD = channel('home_care.night_hours');
const CAPACITY = channel('home_care.night_capacity_hours');
const WAITING = channel('home_care.waiting_for_nights');
const COST = channel('cost.home_care');

const NIGHTS = purpose('needs nights');

export class Nights {
  /** night hours taken in each area */
  readonly held: Float64Array;
  private readonly capacity: Float64Array;
  private costByArea: Float64Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'brokerage'>,
  ) {
    this.held = new Float64Array(world.areas);
    this.capacity = new Float64Array(world.areas);
    this.costByArea = new Float64Array(world.areas);
  }

  private get params(): HomeCareParams['nightCare'] {
    return this.world.params.homeCare.nightCare;
  }

  start(): void {
    this.held.fill(0);
    this.capacity.fill(0);
    this.costByArea.fill(0);
    if (this.params !== null) this.refresh();
  }

  private refresh(): void {
    const { recorder } = this.world;
    const { hoursByArea, pricePerHour } = this.params!;
    for (let a = 0; a < this.world.areas; a++) {
      recorder.level(CAPACITY, hoursByArea[a]! - this.capacity[a]!, a);
      this.capacity[a] = hoursByArea[a]!;
      const cost = hoursByArea[a]! * pricePerHour;
      recorder.level(COST, cost - this.costByArea[a]!, a, -1, -1, PAYER.council);
      this.costByArea[a] = cost;
    }
  }

  /** A new need: fix whether it includes nights, where `share` of people's do. */
  set(person: number, share: number): void {
    const { people } = this.world;
    if (this.world.uniform(person, NIGHTS, 0) < share) people.flags[person]! |= FLAG.nights;
    else people.flags[person]! &= ~FLAG.nights;
  }

  /** A need includes nights, of people who ask brokerage. */
  private isNight(person: number): boolean {
    const { people } = this.world;
    return this.params !== null && (people.flags[person]! & FLAG.nights) !== 0 && !people.isSelfFunder(person);
  }

  private isHeld(person: number): boolean {
    return (this.world.people.flags[person]! & FLAG.nightsHeld) !== 0;
  }

  /** True when nights do not stand in the way of a package: it has none, or holds its hours, from now on if need be. */
  holds(person: number): boolean {
    if (!this.isNight(person) || this.isHeld(person)) return true;
    const area = this.world.people.area[person]!;
    const { hoursPerPackage } = this.params!;
    if (this.held[area]! + hoursPerPackage > this.capacity[area]!) return false;
    this.take(person, hoursPerPackage);
    return true;
  }

  private take(person: number, hours: number): void {
    const { people, recorder } = this.world;
    const area = people.area[person]!;
    people.flags[person]! |= FLAG.nightsHeld;
    people.nightHours[person] = hours;
    this.held[area]! += hours;
    recorder.level(HELD, hours, area, people.group[person]!);
  }

  /** Someone in care on day 0: with nights while there are hours for it. */
  settle(person: number): void {
    if (!this.holds(person)) this.world.people.flags[person]! &= ~FLAG.nights;
  }

  /** Someone joins or leaves the line of those who wait for night hours. */
  waits(person: number, d: 1 | -1): void {
    const { people, recorder } = this.world;
    recorder.level(WAITING, d, people.area[person]!, people.group[person]!);
  }

  /** Someone leaves, or their package is given up: the night hours are there for others. */
  release(person: number): void {
    if (!this.isHeld(person)) return;
    const { people, recorder } = this.world;
    const area = people.area[person]!;
    people.flags[person]! &= ~FLAG.nightsHeld;
    const hours = people.nightHours[person]!;
    this.held[area]! -= hours;
    recorder.level(HELD, -hours, area, people.group[person]!);
    this.services.brokerage.nightRoom(area);
  }

  /** New parameters are in force: more night hours serve those who wait; fewer serve nobody new. */
  phaseChange(): void {
    if (this.params === null) return;
    this.refresh();
    for (let a = 0; a < this.world.areas; a++) this.services.brokerage.nightRoom(a);
  }
}
