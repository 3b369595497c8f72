/**
 * Units of housing: what each is doing, who lives there, and the rent lost while it is vacant. One mechanism, two uses: extra care
 * schemes let to the register (housing-lettings.ts, housing-register.ts), and specialist accommodation let to waiting lists of its own.
 *
 * For a waiting list of its own ("cohort" route; the unit never reaches the register):
 * - `onFree = (unit) => ...`: told whenever a unit of such a scheme came free (works are over, or the scheme opened);
 * - `free(kinds, area)`: first unit ready to be let of these kinds (bit k for UNIT_KINDS[k]) in an area, or -1; `freeIn(scheme, kinds)`;
 * - `hold(unit)`: spoken for, still vacant (stage `moving_in`); `unhold(unit)` gives it back to be let;
 * - `take(unit, person)`: the person lives there from now on (their place and clocks are the caller's);
 * - `release(unit)`: they are gone: works, then free again.
 * `lives(unit)` is the person there, or -1. Everything is counted by scheme, area and stage here, and nowhere else.
 */
import { STAGES, UNIT_KINDS } from '../../metrics.js';
import { draw, type Sampler } from '../../random/sampler.js';
import type { HousingInput } from '../input.js';
import { PAYER, STAGE } from '../keys.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { ORDER, SYSTEM, systemIndex, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const OCCUPIED = channel('housing.occupied');
const VOID = channel('housing.void');
const LETTINGS = channel('housing.lettings');
const VOID_RENT = channel('cost.void_rent');
const CORE = channel('cost.housing');
const CAPITAL = channel('cost.housing_capital');
const CHANGES = channel('housing.provider_changes');

const WORKS = purpose('works');
/** A unit whose scheme is not open and not yet being let. */
export const UNOPENED = STAGES.length;
const NONE = -1;

const isVoid = (stage: number): boolean => stage >= STAGE.works && stage < UNOPENED;

export class Units {
  readonly count: number;
  readonly stage: Uint8Array;
  readonly scheme: Int32Array;
  readonly kind: Uint8Array;
  readonly persons: Uint8Array;
  /** lettings begun of a unit: index of its draws */
  readonly round: Int32Array;
  /** schemes whose units count */
  readonly isOpen: Uint8Array;
  /** day on which a scheme opened; 0 for those open from the start */
  readonly openedDay: Float64Array;
  /** vacant units of an open scheme */
  readonly voids: Int32Array;
  /** units of an open scheme that are lived in, or under notice */
  readonly occupied: Int32Array;
  /** first unit of each scheme; one more entry than schemes */
  readonly first: Int32Array;
  onFree: ((unit: number) => void) | null = null;
  private readonly person: Int32Array;
  private readonly key: Int32Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'lettings'>,
  ) {
    const { schemes, units } = world.input.housing ?? { schemes: [], units: [] };
    this.count = units.length;
    this.stage = new Uint8Array(units.length);
    this.scheme = Int32Array.from(units, (unit) => unit.scheme);
    this.kind = Uint8Array.from(units, (unit) => unit.kind);
    this.persons = Uint8Array.from(units, (unit) => unit.persons);
    this.round = new Int32Array(units.length);
    this.person = new Int32Array(units.length);
    this.key = new Int32Array(units.length * 2);
    this.isOpen = new Uint8Array(schemes.length);
    this.openedDay = new Float64Array(schemes.length);
    this.voids = new Int32Array(schemes.length);
    this.occupied = new Int32Array(schemes.length);
    this.first = Int32Array.from({ length: schemes.length + 1 }, (_, s) => {
      const at = units.findIndex((unit) => unit.scheme >= s);
      return at < 0 ? units.length : at;
    });
  }

  /** Every unit unopened; schemes that are open already open, those to come are set to. */
  start(): void {
    const { world } = this;
    this.onFree = null;
    this.stage.fill(UNOPENED);
    this.person.fill(NONE);
    this.round.fill(0);
    this.isOpen.fill(0);
    this.voids.fill(0);
    this.occupied.fill(0);
    this.input.schemes.forEach(({ id, opensDay }, s) => {
      for (let unit = this.first[s]!; unit < this.first[s + 1]!; unit++)
        [this.key[unit * 2], this.key[unit * 2 + 1]] = world.streamKey(`housing/${id}/${unit - this.first[s]!}`);
      if (opensDay <= 0) this.open(s);
    });
  }

  get input(): HousingInput {
    return this.world.input.housing!;
  }

  area(unit: number): number {
    return this.input.schemes[this.scheme[unit]!]!.area;
  }

  /** Person who lives in a unit, or -1. */
  lives(unit: number): number {
    return this.person[unit]!;
  }

  /** Uniform that belongs to a unit, for a purpose and an index. */
  uniform(unit: number, purposeKey: number, index: number): number {
    return this.world.draws.uniform(this.key[unit * 2]!, this.key[unit * 2 + 1]!, purposeKey, index);
  }

  sample(unit: number, law: Sampler, purposeKey: number, index: number): number {
    return draw(law, this.uniform(unit, purposeKey, index));
  }

  /** Timer of a unit: one thing is to come at a time. */
  set(unit: number, time: number): void {
    this.world.set(TIMER.system, systemIndex(SYSTEM.unit, unit), time, ORDER.usual);
  }

  clear(unit: number): void {
    this.world.clear(TIMER.system, systemIndex(SYSTEM.unit, unit));
  }

  /** Everything of a scheme counts from now on: its core service is paid, its capital too unless it was there on day 0. */
  open(scheme: number): void {
    const { world } = this;
    const { area, capital, capitalPayer, opensDay } = this.input.schemes[scheme]!;
    this.isOpen[scheme] = 1;
    this.openedDay[scheme] = world.now;
    for (let unit = this.first[scheme]!; unit < this.first[scheme + 1]!; unit++) this.watch(unit, this.stage[unit]!, 1);
    world.recorder.level(CORE, world.params.housing!.schemes[scheme]!.corePerWeek, scheme, area, PAYER.council);
    if (opensDay > 0) {
      world.recorder.count(CAPITAL, capital, scheme, PAYER[capitalPayer]);
      world.tell('scheme opens', NONE, this.input.schemes[scheme]!.id);
    }
  }

  /** A unit goes on to a stage (key of STAGES). */
  to(unit: number, stage: number): void {
    if (this.isOpen[this.scheme[unit]!] === 1) {
      this.watch(unit, this.stage[unit]!, -1);
      this.watch(unit, stage, 1);
    }
    this.stage[unit] = stage;
  }

  private watch(unit: number, stage: number, sign: 1 | -1): void {
    const { recorder, params } = this.world;
    const s = this.scheme[unit]!;
    const a = this.area(unit);
    if (stage < STAGE.works) {
      const { supportPerTenancy } = params.housing!.schemes[s]!;
      recorder.level(OCCUPIED, sign, s, a);
      this.occupied[s]! += sign;
      if (supportPerTenancy > 0) recorder.level(CORE, sign * supportPerTenancy, s, a, PAYER.council);
    }
    if (!isVoid(stage)) return;
    this.voids[s]! += sign;
    recorder.level(VOID, sign, s, a, stage);
    recorder.level(VOID_RENT, sign * params.housing!.schemes[s]!.rentPerWeek, s, a, PAYER.landlord);
  }

  /** A person lives in a unit from now on; `group` and `band` are keys they are counted by (-1 for no band). */
  take(unit: number, person: number, group: number, band = NONE): void {
    this.person[unit] = person;
    this.world.recorder.count(LETTINGS, 1, this.scheme[unit]!, this.area(unit), group, band);
    this.to(unit, STAGE.occupied);
  }

  /** As `take`, for someone who lives there on day 0. */
  takeOnDay0(unit: number, person: number): void {
    this.person[unit] = person;
    this.to(unit, STAGE.occupied);
  }

  /** Nobody lives in a unit that is under notice any more; the keys are not in yet. */
  leftBy(unit: number): void {
    this.person[unit] = NONE;
  }

  /** The keys are handed in: works begin. */
  release(unit: number): void {
    this.person[unit] = NONE;
    this.round[unit]!++;
    this.to(unit, STAGE.works);
    this.set(
      unit,
      this.world.now + this.sample(unit, this.world.params.housing!.schemes[this.scheme[unit]!]!.works, WORKS, this.round[unit]!),
    );
  }

  /** A unit can be let: advertised to the register, or told to whoever lets it. */
  ready(unit: number): void {
    if (this.input.schemes[this.scheme[unit]!]!.route !== 'cohort') {
      this.services.lettings.advertise(unit);
      return;
    }
    this.to(unit, STAGE.advertised);
    this.onFree?.(unit);
  }

  private isFree(unit: number, kinds: number): boolean {
    const s = this.scheme[unit]!;
    return (
      this.stage[unit] === STAGE.advertised &&
      this.isOpen[s] === 1 &&
      ((kinds >> this.kind[unit]!) & 1) === 1 &&
      this.input.schemes[s]!.route === 'cohort'
    );
  }

  /** First unit of a scheme that is ready for a list of its own, of any of `kinds` (bits by UNIT_KINDS); -1 for none. */
  freeIn(scheme: number, kinds: number): number {
    if (this.voids[scheme] === 0) return NONE;
    for (let unit = this.first[scheme]!; unit < this.first[scheme + 1]!; unit++) if (this.isFree(unit, kinds)) return unit;
    return NONE;
  }

  /** As `freeIn`, over the schemes of an area. */
  free(kinds: number, area: number): number {
    const { schemes } = this.input;
    for (let s = 0; s < schemes.length; s++) {
      const unit = schemes[s]!.area === area ? this.freeIn(s, kinds) : NONE;
      if (unit >= 0) return unit;
    }
    return NONE;
  }

  /** Units of a kind of an area that are ready for a list of its own. */
  countFree(kinds: number, area: number): number {
    const { schemes } = this.input;
    let count = 0;
    for (let s = 0; s < schemes.length; s++) {
      if (schemes[s]!.area !== area || this.voids[s] === 0) continue;
      for (let unit = this.first[s]!; unit < this.first[s + 1]!; unit++) if (this.isFree(unit, kinds)) count++;
    }
    return count;
  }

  /** First unit of a kind in an area that stands by unopened in a scheme that is open, or -1. */
  unopened(kind: number, area: number): number {
    for (let unit = 0; unit < this.count; unit++)
      if (this.stage[unit] === UNOPENED && this.kind[unit] === kind && this.area(unit) === area && this.isOpen[this.scheme[unit]!] === 1)
        return unit;
    return NONE;
  }

  /** Nobody lives in a unit any more, and nobody else will until it is made ready again. */
  close(unit: number): void {
    this.person[unit] = NONE;
    this.round[unit]!++;
    this.to(unit, UNOPENED);
  }

  /** True for a place of Shared Lives: without a carer it stands by unopened. */
  standsBy(unit: number): boolean {
    return this.kind[unit] === UNIT_KINDS.indexOf('shared_lives') && this.isOfCohort(unit);
  }

  /** True for a unit that is let to a waiting list of its own. */
  isOfCohort(unit: number): boolean {
    return this.input.schemes[this.scheme[unit]!]!.route === 'cohort';
  }

  /** True while a unit can be let or is about to be. */
  isVacant(unit: number): boolean {
    return this.person[unit] === NONE && this.stage[unit] !== UNOPENED;
  }

  /** Spoken for by someone who has not moved in. */
  hold(unit: number): void {
    this.to(unit, STAGE.moving_in);
  }

  /** They will not come. */
  unhold(unit: number): void {
    this.ready(unit);
  }

  /** New rents, core services and providers are in force. */
  phaseChange(before: NonNullable<World['params']['housing']>): void {
    const { recorder, params } = this.world;
    params.housing!.schemes.forEach((now, s) => {
      if (this.isOpen[s] === 0) return;
      const was = before.schemes[s]!;
      const { area, id } = this.input.schemes[s]!;
      recorder.level(VOID_RENT, (now.rentPerWeek - was.rentPerWeek) * this.voids[s]!, s, area, PAYER.landlord);
      recorder.level(CORE, now.corePerWeek - was.corePerWeek, s, area, PAYER.council);
      recorder.level(CORE, (now.supportPerTenancy - was.supportPerTenancy) * this.occupied[s]!, s, area, PAYER.council);
      if (now.provider === was.provider) return;
      recorder.count(CHANGES, 1, s);
      this.world.tell('care provider changes', NONE, `${id}: ${was.provider} to ${now.provider}`);
    });
  }
}
