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

export class ProviderLife {
  /** council's contact hours on day 0: who has lost much of them may close */
  private readonly councilAtStart: Float64Array;
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
    private readonly services: Pick<Services, 'market' | 'staffing' | 'notices' | 'freedHours'>,
  ) {
    const n = world.input.providers.length;
    this.councilAtStart = new Float64Array(n);
    this.exitLeft = new Float64Array(n);
    this.exitSpell = new Int32Array(n);
    this.inspections = new Int32Array(n);
    this.postsAtExit = new Int32Array(n);
    this.growthOwed = new Float64Array(n);
  }

  /** Clocks of day 0; the market has started. */
  start(): void {
    this.councilAtStart.fill(0);
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
    this.councilAtStart.set(this.services.market.council);
    this.spendExits();
  }

  /** Each week: chance closures, growth of posts. */
  week(): void {
    const { growthOwed } = this;
    const { doors } = this.services.market;
    const inputs = this.world.input.providers;
    const { providers } = this.world.params.homeCare;
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

  /** Hazard a day of closing. */
  private exitHazard(provider: number): number {
    const { exit } = this.world.params.homeCare;
    const { market } = this.services;
    const lost = market.council[provider]! < exit.shareOfStart * this.councilAtStart[provider]!;
    const over = Math.max(0, market.utilisation(provider) - exit.utilisationFrom);
    return exit.base + exit.perOveruse * over + (lost ? exit.lossOfWork : 0);
  }

  /** A provider spends its unit exponential; the exit falls inside the week in which it runs out. */
  private spendExit(provider: number, hazard: number): void {
    const spent = hazard * 7;
    if (spent < this.exitLeft[provider]!) this.exitLeft[provider]! -= spent;
    else this.giveNotice(provider, this.exitLeft[provider]! / hazard);
  }

  /** The provider gives notice now and closes after it, or `inDays` later; by chance, or because the scenario closes it. */
  private giveNotice(provider: number, inDays: number): void {
    const { world } = this;
    const { market, notices } = this.services;
    if (market.doors[provider] !== DOORS.open) return;
    const notice = draw(world.params.homeCare.exitNotice, market.uniform(provider, EXIT_NOTICE, this.exitSpell[provider]!));
    const closes = world.now + inDays + notice;
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
      if (p.closes && !before.homeCare.providers[i]!.closes) this.giveNotice(i, 0);
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
    const { market, staffing } = this.services;
    const { homeCare } = world.params;
    market.doors[provider] = DOORS.closed;
    this.postsAtExit[provider] = staffing.closeEmployer(provider, homeCare.exit.carersLost);
    market.refresh(provider);
    const { reentry } = homeCare.exit;
    if (reentry === null || homeCare.providers[provider]!.closes) return;
    const days = draw(reentry, market.uniform(provider, REENTRY, this.exitSpell[provider]!));
    world.set(TIMER.provider, provider * 4 + PROVIDER_EVENT.reentry, world.now + days, ORDER.usual);
  }

  /** A new provider takes up the room: the same index, a new spell, posts that are all vacant, no council work to lose. */
  private reopen(provider: number): void {
    const { world } = this;
    const { market, staffing } = this.services;
    market.doors[provider] = DOORS.open;
    const spell = ++this.exitSpell[provider]!;
    this.exitLeft[provider] = -Math.log(market.uniform(provider, EXIT, spell));
    this.councilAtStart[provider] = 0;
    market.rating[provider] = Math.max(market.rating[provider]!, RATING.requiresImprovement);
    staffing.openPosts(provider, this.postsAtExit[provider]!);
    market.refresh(provider);
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
    const u = market.uniform(provider, INSPECTION, this.inspections[provider]!++);
    let rating = 0;
    for (let sum = inspection.outcomes[0]; rating < 3 && u >= sum; ) sum += inspection.outcomes[++rating as 1 | 2 | 3];
    market.rating[provider] = rating;
    market.refresh(provider);
    this.armInspection(provider, false);
    if (rating > RATING.inadequate) freedHours.of(provider);
  }
}
