/**
 * Carers as whole people in posts. Each post of a provider (or of reablement in an area) is filled, on part rounds, or vacant:
 * a leaver opens a vacancy at once; after a lead time it takes someone from the area's one pool of recruits, or waits for one.
 * Carers of an area change only by recruitment from outside, by leaving the sector, and by moving between its employers.
 *
 * An employer is a provider, or reablement in an area (after the providers). Hours are paid hours a week.
 */
import { TIERS } from '../../metrics.js';
import { draw, equilibrium } from '../../random/sampler.js';
import type { Params } from '../input.js';
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import { ORDER, TIMER } from '../timers.js';
import type { World } from '../world.js';
import { POST, Posts } from './posts.js';
import type { Services } from './services.js';

const CARERS = channel('workforce.carers');
const POSTS = channel('workforce.posts');
const VACANCIES = channel('workforce.vacancies');
const CONTRACTED = channel('workforce.contracted_hours');
const ABSENT = channel('workforce.absent_hours');
const LEAVERS = channel('workforce.leavers');
const RECRUITS = channel('workforce.recruits');

const LEAVING = purpose('leaving');
const LEAD = purpose('lead');
const TENURE = purpose('tenure');

/** Timers of a post, at post * 2. */
const POST_EVENT = { next: 0, fullRounds: 1 } as const;
const timer = (post: number, what: number): number => post * 2 + what;

export class Workforce {
  readonly employers: number;
  /** carers in post, and posts open, by employer */
  readonly carers: Int32Array;
  readonly open: Int32Array;
  readonly posts: Posts;
  /** carers on part rounds */
  private readonly part: Int32Array;
  private readonly homeArea: Int32Array;
  /** key of TIERS; -1 for reablement */
  private readonly tier: Int32Array;
  private readonly key: Int32Array;
  /** posts to close when their carer leaves */
  private readonly surplus: Int32Array;
  /** share of contracted hours lost to sickness this month */
  private sickness = 0;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'recruits' | 'market' | 'reablementHours' | 'reallocation'>,
  ) {
    const { providers } = world.input;
    const n = providers.length + world.areas;
    this.employers = n;
    this.posts = new Posts(world, n);
    this.carers = new Int32Array(n);
    this.open = new Int32Array(n);
    this.part = new Int32Array(n);
    this.surplus = new Int32Array(n);
    this.key = new Int32Array(n * 2);
    this.tier = new Int32Array(n).fill(-1);
    this.tier.set(providers.map((p) => TIERS.indexOf(p.tier)));
    this.homeArea = Int32Array.from([...providers.map((p) => p.areas[0]!), ...world.input.areas.keys()]);
  }

  /** No posts yet: those of day 0 are staffing's to open. */
  start(): void {
    const { input } = this.world;
    for (const a of [this.carers, this.open, this.part, this.surplus]) a.fill(0);
    this.posts.reset();
    this.sickness = this.sicknessOn(0);
    const names = [...input.providers.map((p) => `provider/${p.id}`), ...input.areas.map((area) => `reablement/${area}`)];
    names.forEach((name, e) => {
      [this.key[e * 2], this.key[e * 2 + 1]] = this.world.streamKey(name);
    });
  }

  /** A post more, that nobody has and that is no vacancy yet. */
  add(employer: number): number {
    const post = this.posts.add(employer, this.key[employer * 2]!, this.key[employer * 2 + 1]!);
    this.countPost(employer, 1);
    return post;
  }

  private countPost(employer: number, d: 1 | -1): void {
    this.open[employer]! += d;
    this.level(POSTS, employer, this.isCounted(employer) * d);
  }

  /** Home care providers are counted in the workforce figures; reablement's own carers only in its hours. */
  private isCounted(employer: number): 0 | 1 {
    return this.tier[employer]! >= 0 ? 1 : 0;
  }

  private level(channel: number, employer: number, d: number): void {
    this.world.recorder.level(channel, d, this.homeArea[employer]!, this.tier[employer]!);
  }

  /** Area in which an employer's carers are counted and recruited: of a provider, its first. */
  areaOf(employer: number): number {
    return this.homeArea[employer]!;
  }

  /** Posts that nobody has. */
  vacancies(employer: number): number {
    return this.open[employer]! - this.carers[employer]!;
  }

  /** Share of an employer's posts that nobody has; 0 without posts. */
  vacancyRate(employer: number): number {
    return this.open[employer]! > 0 ? this.vacancies(employer) / this.open[employer]! : 0;
  }

  /** Carers in post, by area, of all employers: for the invariant. */
  inPostByArea(): Int32Array {
    const sum = new Int32Array(this.world.areas);
    for (let e = 0; e < this.employers; e++) sum[this.homeArea[e]!]! += this.carers[e]!;
    return sum;
  }

  /** A post's own draw of the lead time of its vacancy, in days. */
  leadTime(post: number): number {
    return draw(this.world.params.workforce.lead, this.posts.uniform(post, LEAD));
  }

  /** What is left on day 0 of the lead time of a vacancy, in days. */
  leadTimeLeft(post: number): number {
    return equilibrium(this.world.params.workforce.lead, this.posts.uniform(post, LEAD));
  }

  /** Days for which the carer of a post on day 0 is still on part rounds: they came as long ago as carers stay, by the same hazard. */
  partRoundsLeft(post: number): number {
    const hazard = this.leavingHazard(this.posts.employer[post]!);
    const tenure = hazard > 0 ? -Math.log(this.posts.uniform(post, TENURE)) / hazard : Number.POSITIVE_INFINITY;
    return Math.max(0, this.world.params.workforce.rampDays - tenure);
  }

  /** Hazard a day of leaving the sector. */
  private leavingHazard(employer: number, { workforce, homeCare }: Params = this.world.params): number {
    const tier = this.tier[employer]!;
    return tier < 0 ? workforce.leavingReablement : workforce.leaving[TIERS[tier]!] * homeCare.providers[employer]!.leavingFactor;
  }

  private leavingExponential(post: number): number {
    return -Math.log(this.posts.uniform(post, LEAVING));
  }

  private paidHoursPerCarer(employer: number, { workforce, reablement }: Params = this.world.params): number {
    return this.tier[employer]! < 0 ? (reablement?.paidHoursPerCarer ?? 0) : workforce.paidHoursPerCarer;
  }

  /** Paid hours a week that a carer on full rounds works, sickness taken off; 0 for an employer without carers. */
  paidHoursPerPerson(employer: number): number {
    return this.open[employer]! > 0 ? this.paidHoursPerCarer(employer) * (1 - this.sickness) : 0;
  }

  /** Someone takes the post, and is on part rounds for so many days. */
  fill(post: number, partRounds: number): void {
    const { world, posts } = this;
    const employer = posts.employer[post]!;
    const hazard = this.leavingHazard(employer);
    if (hazard > 0) world.set(TIMER.post, timer(post, POST_EVENT.next), world.now + this.leavingExponential(post) / hazard, ORDER.usual);
    if (partRounds > 0) {
      posts.state[post] = POST.partRounds;
      world.set(TIMER.post, timer(post, POST_EVENT.fullRounds), world.now + partRounds, ORDER.usual);
    } else posts.state[post] = POST.filled;
    this.countCarer(employer, post, 1);
  }

  private countCarer(employer: number, post: number, d: 1 | -1): void {
    this.carers[employer]! += d;
    if (this.posts.state[post] === POST.partRounds) this.part[employer]! += d;
    const counted = this.isCounted(employer) * d;
    this.level(CARERS, employer, counted);
    const contracted = counted * this.paidHoursPerCarer(employer);
    this.level(CONTRACTED, employer, contracted);
    this.level(ABSENT, employer, contracted * this.sickness);
    this.refresh(employer);
  }

  /** Tell the employer the paid hours a week of its carers, less sickness and what new starters do not work yet. */
  private refresh(employer: number): void {
    const { market, reablementHours } = this.services;
    const { rampShare } = this.world.params.workforce;
    const people = this.carers[employer]! - this.part[employer]! * (1 - rampShare);
    const paid = people * this.paidHoursPerCarer(employer) * (1 - this.sickness);
    if (employer < market.providers) market.setPaid(employer, paid);
    else reablementHours.setPaid(employer - market.providers, paid);
  }

  /** The post is vacant for a lead time of `lead` days, and then asks for a recruit. */
  toVacant(post: number, lead: number): void {
    const { world, posts } = this;
    posts.state[post] = POST.lead;
    const employer = posts.employer[post]!;
    this.level(VACANCIES, employer, this.isCounted(employer));
    world.set(TIMER.post, timer(post, POST_EVENT.next), world.now + lead, ORDER.usual);
  }

  private endVacancy(post: number): void {
    const employer = this.posts.employer[post]!;
    this.level(VACANCIES, employer, -this.isCounted(employer));
  }

  /** Timer of a post: its carer works full rounds, or leaves; or the lead time of its vacancy is over. */
  event(index: number): void {
    const { posts } = this;
    const post = index >> 1;
    if ((index & 1) === POST_EVENT.fullRounds) {
      posts.state[post] = POST.filled;
      this.part[posts.employer[post]!]!--;
      this.refresh(posts.employer[post]!);
    } else if (posts.isFilled(post)) this.leave(post);
    else if (this.services.recruits.ask(this.homeArea[posts.employer[post]!]!, post)) this.take(post);
    else posts.state[post] = POST.waiting;
  }

  private leave(post: number): void {
    const { posts } = this;
    const employer = posts.employer[post]!;
    const area = this.homeArea[employer]!;
    this.vacate(post);
    this.services.recruits.gone[area]!++;
    this.world.recorder.count(LEAVERS, this.isCounted(employer), area, this.tier[employer]!);
    posts.spell[post]!++;
    if (this.surplus[employer]! > 0) {
      this.surplus[employer]!--;
      this.close(post);
    } else if (employer < this.services.market.providers && this.services.reallocation.isIdle(employer)) {
      this.close(post);
      this.services.reallocation.release(area, 1);
    } else this.toVacant(post, this.leadTime(post));
  }

  /** True for a vacancy past its lead time that waits for a recruit. */
  isWaiting(post: number): boolean {
    return this.posts.state[post] === POST.waiting;
  }

  /** A recruit takes a vacancy. */
  take(post: number): void {
    const employer = this.posts.employer[post]!;
    this.endVacancy(post);
    this.world.recorder.count(RECRUITS, this.isCounted(employer), this.homeArea[employer]!, this.tier[employer]!);
    this.fill(post, this.world.params.workforce.rampDays);
  }

  /** Take the carer out of the post, without saying where they go: the post is to be closed or vacant next. */
  vacate(post: number): void {
    this.world.clear(TIMER.post, timer(post, POST_EVENT.next));
    this.world.clear(TIMER.post, timer(post, POST_EVENT.fullRounds));
    this.countCarer(this.posts.employer[post]!, post, -1);
  }

  /** Close a post that holds nobody and counts as no vacancy. */
  close(post: number): void {
    const employer = this.posts.employer[post]!;
    this.posts.close(post);
    this.countPost(employer, -1);
  }

  /** Close a vacant post. */
  closeVacancy(post: number): void {
    this.endVacancy(post);
    this.world.clear(TIMER.post, timer(post, POST_EVENT.next));
    this.close(post);
  }

  /** A vacant post goes to another employer of the area: what is left of its lead time, or its turn for a recruit, goes with it. */
  moveVacancy(post: number, to: number): void {
    const { posts } = this;
    this.endVacancy(post);
    this.countPost(posts.employer[post]!, -1);
    posts.move(post, to);
    this.countPost(to, 1);
    this.level(VACANCIES, to, this.isCounted(to));
  }

  /** The number of posts of an employer is to be `posts`: returns how many to open now (or to close while vacant, if negative). */
  toOpen(employer: number, posts: number): number {
    const now = this.open[employer]! - this.surplus[employer]!;
    if (posts <= now) return posts - now;
    const kept = Math.min(this.surplus[employer]!, posts - now);
    this.surplus[employer]! -= kept;
    return posts - now - kept;
  }

  /** So many posts more are to close, each when its carer leaves. */
  addSurplus(employer: number, posts: number): void {
    this.surplus[employer]! += posts;
  }

  /** A carer goes to another employer with the post, and may leave the sector at its hazard from now on. */
  move(post: number, to: number): void {
    const { world, posts } = this;
    const { recruits } = this.services;
    const from = posts.employer[post]!;
    const before = this.leavingHazard(from);
    const after = this.leavingHazard(to);
    const leaves = timer(post, POST_EVENT.next);
    const left = before > 0 ? (world.due(TIMER.post, leaves) - world.now) * before : this.leavingExponential(post);
    this.countCarer(from, post, -1);
    this.countPost(from, -1);
    posts.move(post, to);
    if (this.homeArea[from] !== this.homeArea[to]) {
      // a provider with several areas keeps its carers in its first: with the work, they change area
      recruits.gone[this.homeArea[from]!]!++;
      recruits.came[this.homeArea[to]!]!++;
    }
    this.countPost(to, 1);
    this.countCarer(to, post, 1);
    if (after > 0) world.set(TIMER.post, leaves, world.now + left / after, ORDER.usual);
    else world.clear(TIMER.post, leaves);
  }

  private sicknessOn(day: number): number {
    return this.world.params.workforce.sicknessByMonth[this.world.input.calendar.month[day]!]!;
  }

  /** Each week: sickness of the month. */
  week(): void {
    this.setSickness(this.sicknessOn(this.world.now));
  }

  private setSickness(share: number): void {
    if (share === this.sickness) return;
    for (let e = 0; e < this.employers; e++) {
      const d = (share - this.sickness) * this.carers[e]! * this.paidHoursPerCarer(e) * this.isCounted(e);
      if (d !== 0) this.level(ABSENT, e, d);
    }
    this.sickness = share;
    this.refreshAll();
  }

  private refreshAll(): void {
    for (let e = 0; e < this.employers; e++) this.refresh(e);
  }

  /** New parameters are in force: unspent hazards of leaving are spent at the new rates. */
  rescaleLeaving(before: Params): void {
    const { world, posts } = this;
    const was = Float64Array.from(this.carers, (_, employer) => this.leavingHazard(employer, before));
    const is = Float64Array.from(this.carers, (_, employer) => this.leavingHazard(employer));
    for (let post = 0; post < posts.count; post++) {
      const employer = posts.employer[post]!;
      if (was[employer] === is[employer] || !posts.isFilled(post)) continue;
      world.rescale(TIMER.post, timer(post, POST_EVENT.next), was[employer]!, is[employer]!, () => this.leavingExponential(post));
    }
  }

  /** New parameters are in force: sickness, and everyone's paid hours. */
  refreshHours(before: Params): void {
    for (let e = 0; e < this.employers; e++) {
      const d = (this.paidHoursPerCarer(e) - this.paidHoursPerCarer(e, before)) * this.carers[e]! * this.isCounted(e);
      if (d === 0) continue;
      this.level(CONTRACTED, e, d);
      this.level(ABSENT, e, d * this.sickness);
    }
    this.setSickness(this.sicknessOn(Math.floor(this.world.now)));
    this.refreshAll();
  }
}
