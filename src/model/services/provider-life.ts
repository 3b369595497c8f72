/**
 * The life of providers: inspections and ratings, closing (by chance or because the scenario says so), others who take up the room,
 * growth of posts.
 */
import { draw, equilibrium } from '../../random/sampler.js';
import type { Params } from '../input.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { ORDER, PROVIDER_EVENT, TIMER } from '../timers.js';
import type { World } from '../world.js';
import { DOORS, RATING } from './market.js';
import type { Services } from './services.js';

const EXITS = channel('home_care.provider_exits');

const EXIT = purpose('exit');
const EXIT_NOTICE = purpose('exit notice');
const REENTRY = purpose('reentry');
const INSPECTION_INTERVAL = purpose('inspection interval');
const INSPECTION = purpose('inspection');
const GROWTH = purpose('growth of posts');
const DAYS_PER_YEAR = 365.25;
/** Weeks of a provider's history against which the hours that it has lost are measured. */
const HISTORY = 52;

export class ProviderLife {
  /** contact hours in care, of every payer, in each of the last 52 weeks, by provider: who has lost many may close */
  private readonly history: Float64Array;
  /** weeks since the run began */
  private weeks = 0;
  /** unit exponential still to be spent before the provider closes by chance */
  private readonly exitLeft: Float64Array;
  /** how often the provider has closed */
  private readonly exitSpell: Int32Array;
  private readonly inspections: Int32Array;
  private readonly postsAtExit: Int32Array;
  /** posts due by growth: whole ones are opened */
  private readonly growthOwed: Float64Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<
      Services,
      'market' | 'staffing' | 'notices' | 'freedHours' | 'takeovers' | 'workforce' | 'reallocation'
    >,
  ) {
    const n = world.input.providers.length;
    this.history = new Float64Array(n * HISTORY);
    this.exitLeft = new Float64Array(n);
    this.exitSpell = new Int32Array(n);
    this.inspections = new Int32Array(n);
    this.postsAtExit = new Int32Array(n);
    this.growthOwed = new Float64Array(n);
  }

  /** Clocks of day 0; the market has started. */
  start(): void {
    this.history.fill(0);
    this.weeks = 0;
    this.exitSpell.fill(0);
    this.inspections.fill(0);
    for (let i = 0; i < this.exitLeft.length; i++) {
      this.exitLeft[i] = -Math.log(this.services.market.uniform(i, EXIT, 0));
      // each at a point of its own on the way to its next post
      this.growthOwed[i] = this.services.market.uniform(i, GROWTH, 0);
      this.armInspection(i, true);
    }
  }

  /** After the packages of day 0 are placed. */
  settle(): void {
    this.remember();
    this.spendExits();
  }

  /** Hours in care of each provider now become part of its history. */
  private remember(): void {
    const { market } = this.services;
    for (let i = 0; i < market.providers; i++) this.history[i * HISTORY + (this.weeks % HISTORY)] = market.hoursInCare(i);
    this.weeks++;
  }

  /** Each week: chance closures, growth of posts. */
  week(): void {
    const { growthOwed } = this;
    const { doors } = this.services.market;
    const inputs = this.world.input.providers;
    const { providers } = this.world.params.homeCare;
    this.remember();
    this.spendExits();
    for (let i = 0; i < doors.length; i++) {
      if (doors[i] !== DOORS.open) continue;
      growthOwed[i]! += (inputs[i]!.posts * providers[i]!.postsGrowthPerYear * 7) / DAYS_PER_YEAR;
      const whole = Math.floor(growthOwed[i]!);
      if (whole > 0) {
        growthOwed[i]! -= whole;
        this.services.staffing.openPosts(i, whole);
      }
    }
  }

  private spendExits(): void {
    const { doors } = this.services.market;
    const { providers } = this.world.params.homeCare;
    for (let i = 0; i < doors.length; i++)
      if (doors[i] === DOORS.open && !providers[i]!.exemptFromExit) this.spendExit(i, this.exitHazard(i));
  }

  /** Hazard a day of closing: it grows with overuse, with vacancies, and with the hours lost beyond what is tolerated. */
  private exitHazard(provider: number): number {
    const { exit } = this.world.params.homeCare;
    const { market, workforce } = this.services;
    const over = Math.max(0, market.utilisation(provider) - exit.utilisationFrom);
    const short = Math.max(0, workforce.vacancyRate(provider) - exit.vacancyFrom);
    const lost = Math.max(0, this.hoursLost(provider) - exit.lossTolerance);
    // with a tolerance of 1 nothing is ever lost beyond it
    const beyond = lost > 0 ? lost / (1 - exit.lossTolerance) : 0;
    return exit.base + exit.perOveruse * over + exit.perVacancy * short + exit.lossOfWork * beyond;
  }

  /** Share of a provider's hours that it has lost, against the most in the last 52 weeks. */
  private hoursLost(provider: number): number {
    let most = 0;
    for (let i = provider * HISTORY; i < (provider + 1) * HISTORY; i++) if (this.history[i]! > most) most = this.history[i]!;
    return most > 0 ? 1 - Math.min(1, this.services.market.hoursInCare(provider) / most) : 0;
  }

  /** A provider spends its unit exponential; the exit falls inside the week in which it runs out. */
  private spendExit(provider: number, hazard: number): void {
    const spent = hazard * 7;
    if (spent < this.exitLeft[provider]!) this.exitLeft[provider]! -= spent;
    else this.giveNotice(provider, this.exitLeft[provider]! / hazard + this.drawnNotice(provider));
  }

  /** Days of notice that a provider gives when it closes by chance. */
  private drawnNotice(provider: number): number {
    return draw(this.world.params.homeCare.exitNotice, this.services.market.uniform(provider, EXIT_NOTICE, this.exitSpell[provider]!));
  }

  /** The provider gives notice now and closes in `days`; by chance, or because the scenario closes it. */
  private giveNotice(provider: number, days: number): void {
    const { world } = this;
    const { market, notices } = this.services;
    if (market.doors[provider] !== DOORS.open) return;
    const closes = world.now + days;
    market.doors[provider] = DOORS.closing;
    world.recorder.count(EXITS, 1, market.tier[provider]!);
    world.tell('provider gives notice', -1, world.input.providers[provider]!.id);
    market.refresh(provider);
    notices.providerCloses(provider, closes);
    world.set(TIMER.provider, provider * 4 + PROVIDER_EVENT.closed, closes, ORDER.usual);
  }

  /** New parameters are in force: providers that the scenario closes give notice. */
  phaseChange(before: Params): void {
    this.world.params.homeCare.providers.forEach((p, i) => {
      if (p.closes && !before.homeCare.providers[i]!.closes) this.giveNotice(i, p.closingNotice ?? this.drawnNotice(i));
    });
  }

  /** Timer: a PROVIDER_EVENT of a provider. */
  event(provider: number, what: number): void {
    if (what === PROVIDER_EVENT.inspection) this.inspect(provider);
    else if (what === PROVIDER_EVENT.closed) this.close(provider);
    else this.reopen(provider);
  }

  private close(provider: number): void {
    const { world } = this;
    const { market, notices, reallocation, staffing, takeovers, workforce } = this.services;
    const { capacityFollowsWork, exit } = world.params.homeCare;
    for (const person of takeovers.carryOut(provider)) notices.notTakenOver(person);
    market.doors[provider] = DOORS.closed;
    this.postsAtExit[provider] = staffing.closeEmployer(provider, exit.carersLost);
    market.refresh(provider);
    const { reentry } = exit;
    if (reentry === null) {
      // nobody takes up the room as it was; where posts follow work, others may open them
      if (capacityFollowsWork !== null) reallocation.release(workforce.areaOf(provider), this.postsAtExit[provider]!);
      return;
    }
    const days = draw(reentry, market.uniform(provider, REENTRY, this.exitSpell[provider]!));
    world.set(TIMER.provider, provider * 4 + PROVIDER_EVENT.reentry, world.now + days, ORDER.usual);
  }

  /** A new provider takes up the room: the same index, a new spell, posts that are all vacant, a new history of hours. */
  private reopen(provider: number): void {
    const { world } = this;
    const { market, staffing } = this.services;
    market.doors[provider] = DOORS.open;
    const spell = ++this.exitSpell[provider]!;
    this.exitLeft[provider] = -Math.log(market.uniform(provider, EXIT, spell));
    this.history.fill(0, provider * HISTORY, (provider + 1) * HISTORY);
    market.setRating(provider, Math.max(market.rating[provider]!, RATING.requiresImprovement));
    staffing.openPosts(provider, this.postsAtExit[provider]!);
    world.tell('new provider takes up the room', -1, world.input.providers[provider]!.id);
  }

  private armInspection(provider: number, isFirst: boolean): void {
    const { market } = this.services;
    const { inspection } = this.world.params.homeCare;
    if (inspection === null) return;
    const law = market.rating[provider] === RATING.inadequate ? inspection.reinspection : inspection.interval;
    const u = market.uniform(provider, INSPECTION_INTERVAL, this.inspections[provider]!);
    // on day 0 an interval is under way
    const left = isFirst ? equilibrium(law, u) : draw(law, u);
    this.world.set(TIMER.provider, provider * 4 + PROVIDER_EVENT.inspection, this.world.now + left, ORDER.usual);
  }

  private inspect(provider: number): void {
    const { market, freedHours } = this.services;
    const { inspection } = this.world.params.homeCare;
    if (inspection === null) return;
    const { outcomes, persistence } = inspection;
    let u = market.uniform(provider, INSPECTION, this.inspections[provider]!++);
    let rating = market.rating[provider]!;
    if (u >= persistence) {
      u = (u - persistence) / (1 - persistence);
      rating = 0;
      for (let sum = outcomes[0]; rating < 3 && u >= sum; ) sum += outcomes[++rating as 1 | 2 | 3];
    }
    market.setRating(provider, rating);
    this.armInspection(provider, false);
    if (rating > RATING.inadequate) freedHours.of(provider);
  }
}
