/**
 * Day 0 from a list of people. Each row is one person with what is known of them: hours, where they are, and since when. What is not
 * known is drawn given what is: the need that is left given how long care has gone on and its hours, the rest of an episode or a stay
 * given its age. Everyone's luck is keyed by service, area, group and their number among those, so that a row added to one does not
 * change the luck of the others.
 */
import { residual } from '../random/sampler.js';
import type { SnapshotRow } from './input.js';
import { ORIGIN, PRIORITY } from './keys.js';
import { AT, FLAG } from './people.js';
import { purpose } from './purpose.js';
import type { Services } from './services/services.js';
import { JUST_BEFORE } from './warm-start.js';
import type { World } from './world.js';

const RESIDUAL = purpose('residual');
const STAY = purpose('hospital stay');
/** Index of the draw of a stay under way on day 0, apart from those of later stays. */
const UNDER_WAY = 1_000_000;

const ORIGIN_OF_PRIORITY: Readonly<Record<string, number>> = { hospital: ORIGIN.hospital, crisis: ORIGIN.crisis };

export class Snapshot {
  private readonly rows: readonly SnapshotRow[];
  /** number of each row among those of its cell, and the cell's name */
  private readonly number: number[] = [];
  private readonly cell: string[] = [];

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'warmStart' | 'needs' | 'nights' | 'reviews' | 'reablement' | 'placements' | 'intake'>,
  ) {
    const { areas, groups, initial } = world.input;
    this.rows = initial.snapshot?.rows ?? [];
    const known = new Map<string, number>();
    for (const { service, placement, area, group } of this.rows) {
      const cell = `initial/snapshot/${placement < 0 ? service : placement}/${areas[area]}/${groups[group]}`;
      const number = known.get(cell) ?? 0;
      known.set(cell, number + 1);
      this.cell.push(cell);
      this.number.push(number);
    }
  }

  /** People in the care of providers: those whose provider is named first, so that the others fill what is left. */
  inCare(): void {
    const isInCare = ({ service }: SnapshotRow) => service === 'home_care' || service === 'self_funders';
    this.each((row) => isInCare(row) && row.providers.length > 0, this.care);
    this.each((row) => isInCare(row) && row.providers.length === 0, this.care);
  }

  /** People in reablement and in placements. */
  inServices(): void {
    this.each(({ service }) => service === 'reablement', this.episode);
    this.each(
      ({ service }) => service === 'placement',
      (person, row) => this.services.placements.enterKnown(person, row.placement, row.days, this.luck(person)),
    );
  }

  /** People who wait: for care that a provider has accepted, for reablement, for a provider. */
  waiting(): void {
    this.each(({ service }) => service === 'sourced', this.sourced);
    this.each(({ service }) => service === 'waiting_reablement', this.forReablement);
    this.each(
      ({ service }) => service === 'waiting',
      (person, row) => {
        this.need(person, row, 0);
        this.services.warmStart.waits(person, row.place!, row.priority!, since(row));
      },
    );
  }

  private each(isMeant: (row: SnapshotRow) => boolean, put: (person: number, row: SnapshotRow) => void): void {
    const keys = new Map<string, [number, number]>();
    this.rows.forEach((row, i) => {
      if (!isMeant(row)) return;
      const cell = this.cell[i]!;
      let key = keys.get(cell);
      if (key === undefined) {
        key = this.world.streamKey(cell);
        keys.set(cell, key);
      }
      put.call(this, this.services.warmStart.add(key, this.number[i]!, row.area, row.group), row);
    });
  }

  /** Uniform that decides what is left of someone's stay. */
  private luck(person: number): number {
    return this.world.uniform(person, RESIDUAL, 0);
  }

  /** Fix the need of someone who has been in care for `age` days. */
  private need(person: number, row: SnapshotRow, age: number): void {
    this.services.needs.setKnown(person, row.hours, age, this.luck(person), row.doubleHanded, row.hard);
  }

  private care(person: number, row: SnapshotRow): void {
    const { world } = this;
    const { people } = world;
    const { warmStart, reviews } = this.services;
    if (row.service === 'self_funders') people.flags[person]! |= FLAG.selfFunder;
    this.need(person, row, row.days);
    this.services.nights.settle(person);
    const toReview = reviews.hold(person, row.days);
    // the hours of today are known: they have the reviews of the past in them
    people.hours[person] = row.hours;
    warmStart.caredFor(person, warmStart.fillsLeast(row.area, row.providers), toReview);
    if (!world.input.initial.snapshot!.knowsHospital) warmStart.maybeInHospital(person);
    else if (row.inHospitalDays !== null) {
      const { stay } = world.params.need[row.group]!.hospital;
      warmStart.inHospital(person, row.inHospitalDays, residual(stay, row.inHospitalDays, world.uniform(person, STAY, UNDER_WAY)));
    }
  }

  private episode(person: number, row: SnapshotRow): void {
    this.world.people.origin[person] = ORIGIN_OF_PRIORITY[row.priority!] ?? ORIGIN.community;
    this.services.reablement.enterKnown(person, row.hours, row.days, this.luck(person));
  }

  private sourced(person: number, row: SnapshotRow): void {
    const { world } = this;
    const { warmStart } = this.services;
    this.need(person, row, 0);
    this.services.nights.settle(person);
    warmStart.put(person, row.place!, since(row));
    world.people.priority[person] = PRIORITY[row.priority!];
    const u = world.uniform(person, RESIDUAL, 1);
    warmStart.accepted(person, warmStart.fillsLeast(row.area, row.providers), since(row), (delay) => residual(delay, row.days, u));
  }

  private forReablement(person: number, row: SnapshotRow): void {
    const { people } = this.world;
    const { warmStart, intake } = this.services;
    people.origin[person] = ORIGIN_OF_PRIORITY[row.priority!] ?? ORIGIN.community;
    people.priority[person] = PRIORITY[row.priority!];
    if (row.place === 'hospital') warmStart.inBed(person, since(row));
    else people.at[person] = AT.homeForReablement;
    people.entryHours[person] = row.hours;
    intake.wait(person, -since(row));
  }
}

/** Days for which someone of day 0 has waited: what began on day 0 itself belongs to them too. */
function since({ days }: SnapshotRow): number {
  return Math.max(JUST_BEFORE, days);
}
