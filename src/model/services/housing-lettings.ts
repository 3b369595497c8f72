/**
 * Letting a vacant unit to the register. Choice-based: the housing office advertises at the opening of its bidding cycle, takes bids and
 * draws up a shortlist; direct: the landlord nominates. Then assessment and the landlord's panel on its dates, offers one after another
 * until somebody accepts, and moving in. When nobody is left to offer it to, the unit is advertised (or nominated for) again.
 */
import { BANDS } from '../../metrics.js';
import type { HousingParams, SchemeInput } from '../input.js';
import { REASON, STAGE } from '../keys.js';
import { AT, ROW } from '../people.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { pick } from '../shares.js';
import { ORDER, SYSTEM, systemIndex, TIMER } from '../timers.js';
import type { World } from '../world.js';
import type { Entry } from './housing-register.js';
import { UNOPENED } from './housing-units.js';
import type { Services } from './services.js';

const OFFERS = channel('housing.offers');
const REFUSALS = channel('housing.refusals');

const SHORTLISTING = purpose('shortlisting');
const ASSESSMENT = purpose('assessment');
const ANSWER = purpose('answer to an offered flat');
const MOVE_IN = purpose('move in');
const AIM = purpose('aims at the needs mix');
const SOURCE = purpose('where the tenant comes from');
const FOUND = purpose('found for a flat');
/** Draws of one round of letting: index = round x ROUND + attempt. */
const ROUND = 4096;
/** Draws of a person by unit that might be theirs. */
const FINDS = 8192;
const NONE = -1;

export class Lettings {
  /** advertisements, and offers, of a unit in the round of letting under way */
  private readonly attempts: Int32Array;
  private readonly offers: Int32Array;
  /** offers left before it is advertised again */
  private readonly left: Int32Array;
  /** applicant who has the offer, or has accepted */
  private readonly applicant: (Entry | undefined)[];
  /** tenants to be, by scheme and band: those offered a unit or on their way */
  private readonly coming: Int32Array[];
  /** first day on which another unit of a new scheme may be moved into */
  private readonly nextMoveIn: Float64Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'units' | 'register' | 'tenancies'>,
  ) {
    const { schemes, units } = world.input.housing ?? { schemes: [], units: [] };
    this.attempts = new Int32Array(units.length);
    this.offers = new Int32Array(units.length);
    this.left = new Int32Array(units.length);
    this.applicant = new Array(units.length);
    this.coming = schemes.map(() => new Int32Array(BANDS.length));
    this.nextMoveIn = new Float64Array(schemes.length);
  }

  start(): void {
    const { world } = this;
    this.attempts.fill(0);
    this.offers.fill(0);
    this.applicant.fill(undefined);
    for (const counts of this.coming) counts.fill(0);
    this.nextMoveIn.fill(0);
    this.services.units.input.schemes.forEach(({ opensDay, letsAheadDays }, s) => {
      if (opensDay > 0 && opensDay <= world.end)
        world.set(TIMER.system, systemIndex(SYSTEM.scheme, s), Math.max(0, opensDay - letsAheadDays), ORDER.phase);
    });
  }

  private get params(): HousingParams {
    return this.world.params.housing!;
  }

  private schemeOf(unit: number): SchemeInput {
    const { units } = this.services;
    return units.input.schemes[units.scheme[unit]!]!;
  }

  /** Index of a unit's draws in the round under way. */
  private index(unit: number, attempt: number): number {
    return this.services.units.round[unit]! * ROUND + attempt;
  }

  /** Timer: letting of a new scheme begins, and later it opens. */
  schemeEvent(scheme: number): void {
    const { world } = this;
    const { units } = this.services;
    const { opensDay, route, spare } = units.input.schemes[scheme]!;
    const isCohort = route === 'cohort';
    const begins = units.stage[units.first[scheme]!] === UNOPENED && (!isCohort || world.now >= opensDay);
    if (world.now >= opensDay) {
      this.nextMoveIn[scheme] = Math.max(this.nextMoveIn[scheme]!, world.now);
      units.open(scheme);
    } else {
      this.nextMoveIn[scheme] = opensDay;
      world.set(TIMER.system, systemIndex(SYSTEM.scheme, scheme), opensDay, ORDER.phase);
    }
    if (begins) for (let unit = units.first[scheme]!; unit < units.first[scheme + 1]! - spare; unit++) units.ready(unit);
  }

  /** Timer: what a unit was doing is over. */
  event(unit: number): void {
    const { units, tenancies } = this.services;
    switch (units.stage[unit]) {
      case STAGE.under_notice:
        tenancies.keysIn(unit);
        break;
      case STAGE.works:
        units.ready(unit);
        break;
      case STAGE.advertised:
        this.assess(unit);
        break;
      case STAGE.assessment:
        this.panel(unit);
        break;
      case STAGE.offered:
        this.answer(unit);
        break;
      case STAGE.moving_in:
        this.moveIn(unit);
        break;
      default:
        this.world.fail(`unit ${unit} is in stage ${units.stage[unit]} and nothing was to happen`);
    }
  }

  /** A unit is to be let to the register: advertised at the next opening of the cycle, or nominated for. */
  advertise(unit: number): void {
    const { units } = this.services;
    const { lettings } = this.params;
    // nobody was left to offer it to: not again before the next day
    const from = this.world.now + (this.attempts[unit] === 0 ? 0 : 1);
    const at = this.index(unit, this.attempts[unit]!++);
    units.to(unit, STAGE.advertised);
    if (this.schemeOf(unit).route === 'choice_based')
      units.set(unit, nextDate(from, lettings.cycleEvery) + lettings.bidding + units.sample(unit, lettings.shortlisting, SHORTLISTING, at));
    else units.set(unit, from + units.sample(unit, lettings.nominating, SHORTLISTING, at));
  }

  /** There is a shortlist or a nomination: assessed, and then to the next panel. */
  private assess(unit: number): void {
    const { units } = this.services;
    const { lettings, panelEvery } = this.params;
    units.to(unit, STAGE.assessment);
    const assessed = this.world.now + units.sample(unit, lettings.assessment, ASSESSMENT, this.index(unit, this.attempts[unit]!));
    units.set(unit, nextDate(assessed, panelEvery[this.schemeOf(unit).landlord]!));
  }

  private panel(unit: number): void {
    this.left[unit] = this.params.lettings.offersEach;
    this.offerNext(unit);
  }

  /** The unit is offered to whoever is next; advertised again when nobody is. */
  private offerNext(unit: number): void {
    const { world } = this;
    const { units } = this.services;
    const entry = this.left[unit]! > 0 ? this.next(unit) : undefined;
    if (entry === undefined) {
      this.advertise(unit);
      return;
    }
    this.left[unit]!--;
    this.speakFor(unit, entry);
    units.to(unit, STAGE.offered);
    this.count(OFFERS, unit, entry);
    const days = units.sample(unit, this.params.lettings.answer, ANSWER, this.index(unit, this.offers[unit]!++));
    units.set(unit, world.now + days);
    world.tell('flat offered', entry.person, this.schemeOf(unit).id);
  }

  /** A unit is spoken for by an applicant. */
  private speakFor(unit: number, entry: Entry): void {
    entry.unit = unit;
    this.applicant[unit] = entry;
    this.coming[this.services.units.scheme[unit]!]![entry.band]!++;
  }

  /** It is no longer: they moved in, refused or went. */
  private release(unit: number): Entry {
    const entry = this.applicant[unit]!;
    entry.unit = NONE;
    this.applicant[unit] = undefined;
    this.coming[this.services.units.scheme[unit]!]![entry.band]!--;
    return entry;
  }

  private count(counted: number, unit: number, { person, band }: Entry): void {
    const { units } = this.services;
    this.world.recorder.count(counted, 1, units.scheme[unit]!, units.area(unit), this.world.people.group[person]!, band);
  }

  /** Who is offered a unit next: found in home care or a placement in the scheme's shares; else, and where nobody is found, from the register. */
  private next(unit: number): Entry | undefined {
    const { units } = this.services;
    const { takesFrom } = this.params.schemes[units.scheme[unit]!]!;
    const at = this.index(unit, this.offers[unit]!);
    const source = pick([takesFrom.register, takesFrom.homeCare, ...takesFrom.placements], units.uniform(unit, SOURCE, at));
    const found = source === 0 ? undefined : this.find(unit, source === 1 ? AT.care : AT.placed, source - 2);
    return found ?? this.fromRegister(unit, this.bandWanted(unit, units.uniform(unit, AIM, at)));
  }

  /** Band furthest below its share of the scheme's tenants, or -1 where this letting does not aim at the mix. */
  private bandWanted(unit: number, u: number): number {
    const { aim, mix } = this.params.lettings;
    if (u >= aim) return NONE;
    const { units, tenancies } = this.services;
    const s = units.scheme[unit]!;
    const coming = this.coming[s]!;
    const counts = tenancies.bandsIn(s).map((tenants, b) => tenants + coming[b]!);
    const tenants = counts.reduce((a, b) => a + b, 0) + 1;
    let wanted = 0;
    for (let b = 1; b < BANDS.length; b++) if (mix[b]! * tenants - counts[b]! > mix[wanted]! * tenants - counts[wanted]!) wanted = b;
    return wanted;
  }

  private suits(unit: number, area: number, group: number): boolean {
    const { areas, groups } = this.schemeOf(unit);
    return areas[area]! && groups[group]!;
  }

  private fromRegister(unit: number, band: number): Entry | undefined {
    const { people } = this.world;
    const { register, units } = this.services;
    let best: Entry | undefined;
    for (const entry of register.all()) {
      if (entry.unit >= 0 || entry.refused === unit || entry.persons > units.persons[unit]!) continue;
      if (!this.suits(unit, people.area[entry.person]!, people.group[entry.person]!)) continue;
      if (best === undefined || register.isBefore(entry, best, band)) best = entry;
    }
    return best;
  }

  /** Someone in council home care (`at` AT.care) or in a placement who would move: the one whose luck comes first. */
  private find(unit: number, at: number, placement: number): Entry | undefined {
    const { world } = this;
    const { people } = world;
    const { register, units } = this.services;
    const index = unit * FINDS + (this.index(unit, this.offers[unit]!) % FINDS);
    let found = NONE;
    let least = 1;
    for (let i = 0; i < people.high; i += ROW) {
      if (people.at[i] !== at || people.isSelfFunder(i) || register.entryOf(i) !== undefined) continue;
      if (at === AT.placed && people.placement[i] !== placement) continue;
      if (!this.suits(unit, people.area[i]!, people.group[i]!)) continue;
      const u = world.uniform(i, FOUND, index);
      if (u >= least) continue;
      least = u;
      found = i;
    }
    if (found < 0) return undefined;
    // who lives in a care home needs most
    const band = at === AT.care ? register.bandOfHours(people.hours[found]!) : BANDS.length - 1;
    const entry = register.join(found, band, world.now, false);
    if (entry.persons <= units.persons[unit]!) return entry;
    register.unfind(entry);
    return undefined;
  }

  /** Timer: the applicant answers. A refusal spends part of their unit exponential, so that one more offer never makes them likelier to refuse. */
  private answer(unit: number): void {
    const { world } = this;
    const { lettings, register: rules } = this.params;
    const { units, register } = this.services;
    const entry = this.applicant[unit]!;
    const acceptance = (1 - lettings.refusal) * (units.input.units[unit]!.isHardToLet ? lettings.hardToLet : 1);
    entry.acceptLeft += Math.log1p(-acceptance);
    if (entry.acceptLeft <= 0) {
      this.accepted(unit, entry);
      return;
    }
    this.count(REFUSALS, unit, entry);
    world.tell('flat refused', entry.person, this.schemeOf(unit).id);
    this.release(unit);
    entry.refused = unit;
    entry.refusals++;
    if (!entry.isCounted) register.unfind(entry);
    else if (entry.refusals >= rules.mostRefusals) register.withdraw(entry.person, REASON.no_service);
    this.offerNext(unit);
  }

  private accepted(unit: number, { person }: Entry): void {
    const { world } = this;
    const { units } = this.services;
    const scheme = units.scheme[unit]!;
    const { fillPerWeek } = this.params.schemes[scheme]!;
    units.to(unit, STAGE.moving_in);
    let day = world.now + units.sample(unit, this.params.lettings.moveIn, MOVE_IN, units.round[unit]!);
    if (this.schemeOf(unit).opensDay > 0 && units.round[unit] === 0) {
      day = Math.max(day, this.nextMoveIn[scheme]!);
      this.nextMoveIn[scheme] = day + 7 / fillPerWeek;
    }
    units.set(unit, day);
    world.tell('flat accepted', person, this.schemeOf(unit).id);
  }

  /** Timer: the applicant moves in, once they are out of hospital. */
  private moveIn(unit: number): void {
    if (this.world.people.at[this.applicant[unit]!.person] === AT.admitted) {
      this.services.units.set(unit, this.world.now + 1);
      return;
    }
    const entry = this.release(unit);
    this.attempts[unit] = 0;
    this.offers[unit] = 0;
    this.services.tenancies.begin(unit, entry);
  }

  /** A unit vacant on day 0: in a stage (key of STAGES) for `days` more. */
  enterOnDay0(unit: number, stage: number, days: number): void {
    const { units } = this.services;
    this.left[unit] = this.params.lettings.offersEach;
    if (stage < STAGE.offered) {
      units.to(unit, stage);
      units.set(unit, this.world.now + days);
      return;
    }
    this.offerNext(unit);
    const entry = this.applicant[unit];
    if (entry === undefined) return;
    if (stage === STAGE.moving_in) units.to(unit, stage);
    units.set(unit, this.world.now + days);
  }

  /** Whoever had the offer, or had accepted, is on the register no longer: the next is offered. */
  applicantLost(unit: number): void {
    this.release(unit);
    this.services.units.clear(unit);
    this.offerNext(unit);
  }
}

/** First date at or after `time` of those every `every` days from day 0; `time` itself when there are none. */
export function nextDate(time: number, every: number): number {
  return every > 0 ? Math.max(time, Math.ceil(time / every - 1e-9) * every) : time;
}
