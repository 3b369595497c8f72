/**
 * Housing with care as a whole: its parts started in order, the people of day 0 put in their flats and on the register, and changes of
 * parameters passed on. The parts: units (what each flat is doing), lettings, the register, tenancies, and tenants' care.
 */
import { draw, lengthBiasedRank, type Sampler } from '../../random/sampler.js';
import type { HousingParams } from '../input.js';
import { ORIGIN, PRIORITY, STAGE } from '../keys.js';
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
      const person = this.add(world.streamKey(`initial/tenants/${id}`), unit - units.first[units.scheme[unit]!]!, area, this.groupOf(unit));
      tenancies.enterOnDay0(unit, person, kinds[n]!.band, kinds[n]!.care);
    });
    for (const unit of vacant) this.vacant(unit);
  }

  private groupOf(unit: number): number {
    const { units } = this.services;
    return units.input.schemes[units.scheme[unit]!]!.groups.indexOf(true);
  }

  /** A flat vacant on day 0, somewhere along the way to the next letting: a stage by its mean length, partly over. */
  private vacant(unit: number): void {
    const { units, lettings } = this.services;
    const { route, landlord } = units.input.schemes[units.scheme[unit]!]!;
    if (route === 'cohort') {
      units.ready(unit);
      return;
    }
    const stages = stageMeans(this.world.params.housing!, route, landlord);
    const sum = stages.reduce((total, { days }) => total + days, 0);
    const at = pick(
      stages.map(({ days }) => days / sum),
      units.uniform(unit, STAGE_ON_DAY_0, 0),
    );
    const { stage, days, law } = stages[at]!;
    const whole = law === null ? days : draw(law, lengthBiasedRank(law, units.uniform(unit, STAGE_ON_DAY_0, 1)));
    lettings.enterOnDay0(unit, stage, whole * units.uniform(unit, STAGE_ON_DAY_0, 2));
  }

  /** New parameters are in force. */
  phaseChange(before: HousingParams | null): void {
    if (before === null) return;
    this.services.units.phaseChange(before);
    this.services.register.phaseChange(before);
    this.services.tenancies.phaseChange();
  }
}

/** Stages of a void with their mean lengths in days, as long as there is always an applicant. */
export function stageMeans(
  { lettings, panelEvery }: HousingParams,
  route: 'choice_based' | 'direct',
  landlord: number,
): { readonly stage: number; readonly days: number; readonly law: Sampler | null }[] {
  const { works, shortlisting, nominating, assessment, answer, moveIn, cycleEvery, bidding, refusal } = lettings;
  const offers = 1 / (1 - refusal);
  return [
    { stage: STAGE.works, days: works.mean, law: works },
    {
      stage: STAGE.advertised,
      days: route === 'direct' ? nominating.mean : cycleEvery / 2 + bidding + shortlisting.mean,
      law: route === 'direct' ? nominating : null,
    },
    { stage: STAGE.assessment, days: assessment.mean + panelEvery[landlord]! / 2, law: null },
    { stage: STAGE.offered, days: answer.mean * offers, law: answer },
    { stage: STAGE.moving_in, days: moveIn.mean, law: moveIn },
  ];
}
