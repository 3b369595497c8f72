/**
 * Housing with care as a whole: its parts started in order, the people of day 0 put in their flats and on the register, and changes of
 * parameters passed on. The parts: units (what each flat is doing), lettings, the register, tenancies, and tenants' care.
 */
import { draw, equilibrium, type Sampler } from '../../random/sampler.js';
import type { HousingParams } from '../input.js';
import { ORIGIN, PRIORITY, REASON, STAGE } from '../keys.js';
import { AT, ROW } from '../people.js';
import { purpose } from '../purpose.js';
import { pick } from '../shares.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

const PLACE_ON_DAY_0 = purpose('flat on day 0');
const VACANT = purpose('vacant on day 0');
const STAGE_ON_DAY_0 = purpose('stage on day 0');
const PERSON = purpose('person');
const WAITED = purpose('waited');

export class Housing {
  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'units' | 'lettings' | 'register' | 'tenancies'>,
  ) {}

  start(): void {
    const { units, lettings, register, tenancies } = this.services;
    if (this.world.input.housing === null) return;
    register.start();
    tenancies.start();
    units.start();
    lettings.start();
  }

  /** People and flats of day 0. */
  warmStart(): void {
    if (this.world.input.housing === null) return;
    this.register();
    this.tenants();
  }

  /** Applicants who have waited; those who draw on home care are people in care already, the others are new. */
  private register(): void {
    const { world } = this;
    const { people, params, input } = world;
    const { register } = this.services;
    const { initial } = input.housing!;
    const { bands, homeCare } = params.housing!.register;
    initial.register.forEach((row, area) => {
      row.forEach((count, group) => {
        const key = world.streamKey(`initial/register/${input.areas[area]}/${input.groups[group]}`);
        const inCare = this.peopleInCare(area, group, Math.round(count * homeCare));
        for (let n = 0; n < count; n++) {
          const known = inCare[n];
          const person = known ?? this.add(key, n, area, group);
          if (known === undefined) people.at[person] = AT.applicant;
          const band = known === undefined ? register.bandOf(person, bands) : register.bandOfHours(people.hours[known]!);
          register.join(person, band, -world.sample(person, initial.waited, WAITED, 0) - 1e-6, true);
        }
      });
    });
  }

  /** So many council clients of an area and group who are in care, by their luck. */
  private peopleInCare(area: number, group: number, count: number): number[] {
    const { world } = this;
    const { people } = world;
    const found: { person: number; u: number }[] = [];
    for (let i = 0; count > 0 && i < people.high; i += ROW) {
      const suits = people.at[i] === AT.care && people.area[i] === area && people.group[i] === group && !people.isSelfFunder(i);
      if (suits) found.push({ person: i, u: world.uniform(i, PLACE_ON_DAY_0, 0) });
    }
    return found
      .sort((a, b) => a.u - b.u)
      .slice(0, count)
      .map(({ person }) => person);
  }

  private add(key: readonly [number, number], n: number, area: number, group: number): number {
    const { world } = this;
    world.draws.block(key[0], key[1], PERSON, n);
    const person = world.people.add(world.draws.hi, world.draws.lo, area, group, ORIGIN.initial);
    world.people.priority[person] = PRIORITY.community;
    return person;
  }

  /** Flats of schemes that are open and let to the register: the stated number vacant, tenants in the others, kinds of care as given. */
  private tenants(): void {
    const { world } = this;
    const { units, tenancies } = this.services;
    const { schemes, initial } = units.input;
    const let_: number[] = [];
    const vacant: number[] = [];
    schemes.forEach((scheme, s) => {
      if (units.isOpen[s] === 0) return;
      const all = Array.from({ length: units.first[s + 1]! - scheme.spare - units.first[s]! }, (_, i) => units.first[s]! + i);
      all.sort((a, b) => units.uniform(a, VACANT, 0) - units.uniform(b, VACANT, 0));
      vacant.push(...all.slice(0, initial.vacantByScheme[s]!));
      if (scheme.route !== 'cohort') let_.push(...all.slice(initial.vacantByScheme[s]!));
    });
    let_.sort((a, b) => units.uniform(a, PLACE_ON_DAY_0, 0) - units.uniform(b, PLACE_ON_DAY_0, 0));
    const kinds = initial.tenancies.flatMap((row, care) =>
      row.flatMap((count, band) => Array.from({ length: count }, () => ({ care, band }))),
    );
    let_.forEach((unit, n) => {
      const { id, area } = schemes[units.scheme[unit]!]!;
      const { band, care } = kinds[n]!;
      const reason = tenancies.endingOnDay0(unit, band);
      if (reason !== REASON.died) {
        const number = unit - units.first[units.scheme[unit]!]!;
        tenancies.enterOnDay0(unit, this.add(world.streamKey(`initial/tenants/${id}`), number, area, this.groupOf(unit)), band, care);
      }
      if (reason >= 0) tenancies.underNoticeOnDay0(unit, reason);
    });
    for (const unit of vacant) this.vacant(unit);
  }

  private groupOf(unit: number): number {
    const { units } = this.services;
    return units.input.schemes[units.scheme[unit]!]!.groups.indexOf(true);
  }

  /** A flat vacant on day 0, somewhere along the way to the next letting: in a stage as likely as it is long, which is under way. */
  private vacant(unit: number): void {
    const { units, lettings } = this.services;
    const { route, landlord } = units.input.schemes[units.scheme[unit]!]!;
    if (route === 'cohort') {
      units.ready(unit);
      return;
    }
    const stages = voidStages(this.world.params.housing!, route, landlord);
    const { stage, parts } = stages[pickLonger(stages.map(daysOf), units.uniform(unit, STAGE_ON_DAY_0, 0))]!;
    const at = pickLonger(
      parts.map(({ mean }) => mean),
      units.uniform(unit, STAGE_ON_DAY_0, 1),
    );
    const left = parts[at]!.left(units.uniform(unit, STAGE_ON_DAY_0, 2));
    const toCome = parts.slice(at + 1).reduce((days, part, i) => days + part.whole(units.uniform(unit, STAGE_ON_DAY_0, 3 + i)), 0);
    lettings.enterOnDay0(unit, stage, left + toCome);
  }

  /** New parameters are in force. */
  phaseChange(before: HousingParams | null): void {
    if (before === null) return;
    this.services.units.phaseChange(before);
    this.services.register.phaseChange(before);
    this.services.tenancies.phaseChange();
  }
}

/** One of what a stage of a void is made of: its mean in days, and for a uniform what is left of it while it is under way, and the whole. */
interface Part {
  readonly mean: number;
  left(u: number): number;
  whole(u: number): number;
}

const ofLaw = (law: Sampler): Part => ({ mean: law.mean, left: (u) => equilibrium(law, u), whole: (u) => draw(law, u) });
const fixed = (days: number): Part => ({ mean: days, left: (u) => days * u, whole: () => days });
/** The wait for the next of dates so far apart, from any moment: uniform. */
const untilDate = (every: number): Part => ({ mean: every / 2, left: (u) => every * (1 - Math.sqrt(1 - u)), whole: (u) => every * u });

interface VoidStage {
  readonly stage: number;
  readonly parts: readonly Part[];
  /** times that it is gone through */
  readonly times: number;
}

const daysOf = ({ parts, times }: VoidStage): number => times * parts.reduce((days, { mean }) => days + mean, 0);

/** Index of one of several lengths, in proportion to them: where something is at a random moment. */
function pickLonger(days: readonly number[], u: number): number {
  return pick(days, u * days.reduce((a, b) => a + b, 0));
}

/** Stages of a void, as long as there is always an applicant. */
function voidStages({ lettings, panelEvery }: HousingParams, route: 'choice_based' | 'direct', landlord: number): VoidStage[] {
  const { works, shortlisting, nominating, assessment, answer, moveIn, cycleEvery, bidding, refusal } = lettings;
  const advertised = route === 'direct' ? [ofLaw(nominating)] : [untilDate(cycleEvery), fixed(bidding), ofLaw(shortlisting)];
  return [
    { stage: STAGE.works, parts: [ofLaw(works)], times: 1 },
    { stage: STAGE.advertised, parts: advertised, times: 1 },
    { stage: STAGE.assessment, parts: [ofLaw(assessment), untilDate(panelEvery[landlord]!)], times: 1 },
    { stage: STAGE.offered, parts: [ofLaw(answer)], times: 1 / (1 - refusal) },
    { stage: STAGE.moving_in, parts: [ofLaw(moveIn)], times: 1 },
  ];
}
