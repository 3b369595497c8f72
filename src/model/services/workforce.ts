/**
 * Carers as whole people in posts. Each post of a provider (or of reablement in an area) is filled, on part rounds, or vacant:
 * a leaver opens a vacancy at once; after a lead time it takes someone from the area's one pool of recruits, or waits for one.
 * Carers of an area change only by recruitment from outside, by leaving the sector, and by moving between its employers.
 */

import { TIERS } from '../../metrics.js';
import { draw } from '../../random/sampler.js';
import type { WorkforceParams } from '../input.js';
import { channel } from '../recorder.js';
import { ORDER, SYSTEM, TIMER } from '../timers.js';
import { purpose, type World } from '../world.js';

const CARERS = channel('workforce.carers');
const POSTS = channel('workforce.posts');
const VACANCIES = channel('workforce.vacancies');
const CONTRACTED = channel('workforce.contracted_hours');
const ABSENT = channel('workforce.absent_hours');
const POOL = channel('workforce.pool');
const LEAVERS = channel('workforce.leavers');
const RECRUITS = channel('workforce.recruits');

const POST_KEY = purpose('post');
const LEAVING = purpose('leaving');
const LEAD = purpose('lead');
const RECRUIT = purpose('recruit');
const POOL_LOSS = purpose('pool loss');
const SECTOR = purpose('left the sector');

export const POST = { closed: 0, filled: 1, partRounds: 2, lead: 3, waiting: 4 } as const;

/** Told when an employer's paid hours have changed. */
export type PaidHoursChanged = (employer: number) => void;

export class Workforce {
  /** employers: providers first, then reablement in each area */
  readonly employers: number;
  /** paid hours a week of carers in post, less sickness, by employer */
  readonly paid: Float64Array;
  readonly posts: Int32Array;
  readonly carers: Int32Array;
  /** whole people without a post who would take one, by area */
  readonly pool: Int32Array;
  /** people who came into an area's sector (day 0 included) and who left it: with `carers` and `pool`, an invariant */
  readonly came: Int32Array;
  readonly gone: Int32Array;
  private readonly part: Int32Array;
  private readonly homeArea: Int32Array;
  private readonly tier: Int32Array;
  private readonly key: Int32Array;
  private postEmployer = new Int32Array(0);
  private postState = new Uint8Array(0);
  private postSpell = new Uint16Array(0);
  private postKey0 = new Int32Array(0);
  private postKey1 = new Int32Array(0);
  private postCount = 0;
  /** vacancies past their lead time that wait for a recruit, first in first out, by area */
  private readonly waiting: number[][];
  private readonly areaKey: Int32Array;
  private readonly recruitNumber: Int32Array;
  private readonly recruitLeft: Float64Array;
  private readonly lossNumber: Int32Array;
  private sickness = 0;
  /** posts numbered within their employer: keys their draws */
  private readonly numbered: Int32Array;
  /** posts to close when their carer leaves */
  private readonly surplus: Int32Array;

  constructor(
    private readonly world: World,
    private readonly changed: PaidHoursChanged,
  ) {
    const { input } = world;
    const providers = input.providers.length;
    const n = providers + world.areas;
    this.employers = n;
    this.paid = new Float64Array(n);
    this.posts = new Int32Array(n);
    this.carers = new Int32Array(n);
    this.part = new Int32Array(n);
    this.homeArea = new Int32Array(n);
    this.tier = new Int32Array(n).fill(-1);
    this.key = new Int32Array(n * 2);
    this.numbered = new Int32Array(n);
    this.surplus = new Int32Array(n);
    input.providers.forEach((p, i) => {
      this.homeArea[i] = p.areas[0]!;
      this.tier[i] = TIERS.indexOf(p.tier);
    });
    for (let a = 0; a < world.areas; a++) this.homeArea[providers + a] = a;
    this.pool = new Int32Array(world.areas);
    this.came = new Int32Array(world.areas);
    this.gone = new Int32Array(world.areas);
    this.waiting = input.areas.map(() => []);
    this.areaKey = new Int32Array(world.areas * 2);
    this.recruitNumber = new Int32Array(world.areas);
    this.recruitLeft = new Float64Array(world.areas);
    this.lossNumber = new Int32Array(world.areas);
  }

  /** Posts and carers of day 0. */
  start(): void {
    const { world } = this;
    const { input, params } = world;
    for (const array of [
      this.paid,
      this.posts,
      this.carers,
      this.part,
      this.pool,
      this.came,
      this.gone,
      this.recruitNumber,
      this.lossNumber,
      this.numbered,
      this.surplus,
    ])
      array.fill(0);
    for (const queue of this.waiting) queue.length = 0;
    this.postCount = 0;
    this.sickness = this.sicknessOn(0);
    for (let a = 0; a < world.areas; a++) {
      [this.areaKey[a * 2], this.areaKey[a * 2 + 1]] = world.streamKey(`recruits/${input.areas[a]}`);
      this.recruitLeft[a] = this.areaExponential(a, RECRUIT, 0);
      this.movePool(a, input.initial.poolByArea[a]!);
      this.came[a] = input.initial.poolByArea[a]!;
      this.armRecruit(a, params.workforce.recruitsPerWeekByArea[a]! / 7);
    }
    const providers = input.providers.length;
    for (let e = 0; e < this.employers; e++) {
      const name = e < providers ? `provider/${input.providers[e]!.id}` : `reablement/${input.areas[e - providers]}`;
      [this.key[e * 2], this.key[e * 2 + 1]] = world.streamKey(name);
      const posts = e < providers ? input.providers[e]!.posts : (params.reablement?.postsByArea[e - providers] ?? 0);
      const share = e < providers ? input.initial.vacantShareByProvider[e]! : input.initial.reablementVacantShare;
      const vacant = Math.round(posts * share);
      for (let i = 0; i < posts; i++) this.openOnDay0(e, i < vacant);
    }
  }

  private openOnDay0(employer: number, isVacant: boolean): void {
    const post = this.addPost(employer);
    if (isVacant) {
      // residual of a lead time under way: uniform over its length
      const lead = this.postSample(post);
      this.toVacant(post, lead * this.postUniform(post, SECTOR));
    } else {
      this.came[this.homeArea[employer]!]!++;
      this.fill(post, false);
    }
  }

  private addPost(employer: number): number {
    const { world } = this;
    if (this.postCount >= this.postState.length) this.grow();
    const post = this.postCount++;
    this.postEmployer[post] = employer;
    this.postState[post] = POST.closed;
    this.postSpell[post] = 0;
    world.draws.block(this.key[employer * 2]!, this.key[employer * 2 + 1]!, POST_KEY, this.numbered[employer]!++);
    this.postKey0[post] = world.draws.hi;
    this.postKey1[post] = world.draws.lo;
    this.posts[employer]!++;
    world.recorder.level(POSTS, world.now, this.isCounted(employer), this.homeArea[employer]!, this.tier[employer]!);
    return post;
  }

  /** Home care providers are counted in the workforce figures; reablement's own carers only in its hours. */
  private isCounted(employer: number): 0 | 1 {
    return this.tier[employer]! >= 0 ? 1 : 0;
  }

  private postUniform(post: number, why: number): number {
    return this.world.draws.uniform(this.postKey0[post]!, this.postKey1[post]!, why, this.postSpell[post]!);
  }

  private postSample(post: number): number {
    return draw(this.world.params.workforce.lead, this.postUniform(post, LEAD));
  }

  private areaExponential(area: number, why: number, index: number): number {
    return -Math.log(this.world.draws.uniform(this.areaKey[area * 2]!, this.areaKey[area * 2 + 1]!, why, index));
  }

  private leavingHazard(employer: number, workforce: WorkforceParams = this.world.params.workforce): number {
    const tier = this.tier[employer]!;
    return tier < 0 ? workforce.leavingReablement : workforce.leaving[TIERS[tier]!];
  }

  private paidHoursPerCarer(employer: number): number {
    const { workforce, reablement } = this.world.params;
    return this.tier[employer]! < 0 ? (reablement?.paidHoursPerCarer ?? 0) : workforce.paidHoursPerCarer;
  }

  /** Someone takes the post; on part rounds at first when `isNew`. */
  private fill(post: number, isNew: boolean): void {
    const { world } = this;
    const employer = this.postEmployer[post]!;
    const hazard = this.leavingHazard(employer);
    if (hazard > 0) world.set(TIMER.post, post * 2, world.now - Math.log(this.postUniform(post, LEAVING)) / hazard, ORDER.usual);
    const { rampDays } = world.params.workforce;
    if (isNew && rampDays > 0) {
      this.postState[post] = POST.partRounds;
      world.set(TIMER.post, post * 2 + 1, world.now + rampDays, ORDER.usual);
    } else this.postState[post] = POST.filled;
    this.countCarer(employer, post, 1);
  }

  private countCarer(employer: number, post: number, d: 1 | -1): void {
    const { world } = this;
    this.carers[employer]! += d;
    if (this.postState[post] === POST.partRounds) this.part[employer]! += d;
    const area = this.homeArea[employer]!;
    const counted = this.isCounted(employer) * d;
    world.recorder.level(CARERS, world.now, counted, area, this.tier[employer]!);
    const contracted = counted * this.paidHoursPerCarer(employer);
    world.recorder.level(CONTRACTED, world.now, contracted, area, this.tier[employer]!);
    world.recorder.level(ABSENT, world.now, contracted * this.sickness, area, this.tier[employer]!);
    this.refresh(employer);
  }

  private refresh(employer: number): void {
    const { rampShare } = this.world.params.workforce;
    const people = this.carers[employer]! - this.part[employer]! * (1 - rampShare);
    this.paid[employer] = people * this.paidHoursPerCarer(employer) * (1 - this.sickness);
    this.changed(employer);
  }

  private toVacant(post: number, lead: number): void {
    const { world } = this;
    const employer = this.postEmployer[post]!;
    this.postState[post] = POST.lead;
    world.recorder.level(VACANCIES, world.now, this.isCounted(employer), this.homeArea[employer]!, this.tier[employer]!);
    world.set(TIMER.post, post * 2, world.now + lead, ORDER.usual);
  }

  private endVacancy(post: number): void {
    const { world } = this;
    const employer = this.postEmployer[post]!;
    world.recorder.level(VACANCIES, world.now, -this.isCounted(employer), this.homeArea[employer]!, this.tier[employer]!);
  }

  /** Event of a post: `sub` 0 leaves or lead time over, 1 full rounds. */
  event(post: number, sub: number): void {
    if (sub === 1) {
      this.postState[post] = POST.filled;
      this.part[this.postEmployer[post]!]!--;
      this.refresh(this.postEmployer[post]!);
      return;
    }
    const state = this.postState[post]!;
    if (state === POST.filled || state === POST.partRounds) this.leave(post);
    else this.seek(post);
  }

  private leave(post: number): void {
    const { world } = this;
    const employer = this.postEmployer[post]!;
    const area = this.homeArea[employer]!;
    this.vacate(post);
    this.gone[area]!++;
    world.recorder.count(LEAVERS, this.isCounted(employer), area, this.tier[employer]!);
    this.postSpell[post]!++;
    if (this.surplus[employer]! > 0) {
      this.surplus[employer]!--;
      this.shut(post);
    } else this.toVacant(post, this.postSample(post));
  }

  /** Change the number of posts of an employer: new ones are opened vacant; fewer close while vacant, the rest as people leave. */
  private setPosts(employer: number, posts: number): void {
    const now = this.posts[employer]! - this.surplus[employer]!;
    if (posts > now) {
      const kept = Math.min(this.surplus[employer]!, posts - now);
      this.surplus[employer]! -= kept;
      this.openPosts(employer, posts - now - kept);
    } else this.surplus[employer]! += now - posts - this.closeVacant(employer, now - posts);
  }

  /** Take the carer out of the post, without saying where they go. */
  private vacate(post: number): void {
    this.world.clear(TIMER.post, post * 2);
    this.world.clear(TIMER.post, post * 2 + 1);
    const employer = this.postEmployer[post]!;
    this.countCarer(employer, post, -1);
    this.postState[post] = POST.closed;
  }

  /** A vacancy past its lead time takes someone from the pool, or waits. */
  private seek(post: number): void {
    const area = this.homeArea[this.postEmployer[post]!]!;
    if (this.world.params.workforce.recruitsPerWeekByArea[area] === Number.POSITIVE_INFINITY) {
      this.came[area]!++;
      this.take(post, area);
    } else if (this.pool[area]! > 0) {
      this.movePool(area, -1);
      this.take(post, area);
    } else {
      this.postState[post] = POST.waiting;
      this.waiting[area]!.push(post);
    }
  }

  private take(post: number, area: number): void {
    const employer = this.postEmployer[post]!;
    this.endVacancy(post);
    this.world.recorder.count(RECRUITS, this.isCounted(employer), area, this.tier[employer]!);
    this.fill(post, true);
  }

  /** Put `d` people into an area's pool (or take them out), and fill what waits. */
  private movePool(area: number, d: number): void {
    const { world } = this;
    this.pool[area]! += d;
    world.recorder.level(POOL, world.now, d, area);
    this.armLoss(area);
  }

  private serveWaiting(area: number): void {
    const queue = this.waiting[area]!;
    while (this.pool[area]! > 0 && queue.length > 0) {
      const post = queue.shift()!;
      if (this.postState[post] !== POST.waiting) continue;
      this.movePool(area, -1);
      this.take(post, area);
    }
  }

  private armRecruit(area: number, perDay: number): void {
    const { world } = this;
    if (perDay > 0 && perDay < Number.POSITIVE_INFINITY)
      world.set(TIMER.system, SYSTEM.pool + area * 2, world.now + this.recruitLeft[area]! / perDay, ORDER.usual);
    else world.clear(TIMER.system, SYSTEM.pool + area * 2);
  }

  private armLoss(area: number): void {
    const { world } = this;
    const rate = this.pool[area]! * world.params.workforce.poolLoss;
    if (rate > 0) {
      // memoryless: a fresh draw at each change of size
      const e = this.areaExponential(area, POOL_LOSS, this.lossNumber[area]!++);
      world.set(TIMER.system, SYSTEM.pool + area * 2 + 1, world.now + e / rate, ORDER.usual);
    } else world.clear(TIMER.system, SYSTEM.pool + area * 2 + 1);
  }

  /** Event of an area's pool: `sub` 0 a recruit arrives, 1 someone takes work elsewhere. */
  poolEvent(area: number, sub: number): void {
    if (sub === 1) {
      this.gone[area]!++;
      this.movePool(area, -1);
      return;
    }
    this.came[area]!++;
    this.recruitLeft[area] = this.areaExponential(area, RECRUIT, ++this.recruitNumber[area]!);
    this.armRecruit(area, this.world.params.workforce.recruitsPerWeekByArea[area]! / 7);
    this.movePool(area, 1);
    this.serveWaiting(area);
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
    const { world } = this;
    for (let e = 0; e < this.employers; e++) {
      const d = (share - this.sickness) * this.carers[e]! * this.paidHoursPerCarer(e) * this.isCounted(e);
      if (d !== 0) world.recorder.level(ABSENT, world.now, d, this.homeArea[e]!, this.tier[e]!);
    }
    this.sickness = share;
    for (let e = 0; e < this.employers; e++) this.refresh(e);
  }

  /** New parameters are in force: unspent hazards are spent at the new rates. */
  phaseChange(before: WorkforceParams): void {
    const { world } = this;
    for (let post = 0; post < this.postCount; post++) {
      const state = this.postState[post]!;
      if (state !== POST.filled && state !== POST.partRounds) continue;
      const employer = this.postEmployer[post]!;
      const was = this.leavingHazard(employer, before);
      world.rescale(TIMER.post, post * 2, was, this.leavingHazard(employer), () => -Math.log(this.postUniform(post, LEAVING)));
    }
    for (let a = 0; a < world.areas; a++) {
      const was = before.recruitsPerWeekByArea[a]! / 7;
      const after = world.params.workforce.recruitsPerWeekByArea[a]! / 7;
      if (was === after) continue;
      const timer = SYSTEM.pool + a * 2;
      if (world.isSet(TIMER.system, timer)) this.recruitLeft[a] = (world.due(TIMER.system, timer) - world.now) * was;
      this.armRecruit(a, after);
    }
    const { reablement } = world.params;
    if (reablement !== null)
      for (let a = 0; a < world.areas; a++) this.setPosts(world.input.providers.length + a, reablement.postsByArea[a]!);
    const sickness = this.sicknessOn(Math.floor(world.now));
    this.setSickness(sickness);
    for (let e = 0; e < this.employers; e++) this.refresh(e);
  }

  /** Open posts by policy or growth; each is vacant for a lead time first. */
  openPosts(employer: number, n: number): void {
    for (let i = 0; i < n; i++) {
      const post = this.addPost(employer);
      this.toVacant(post, this.postSample(post));
    }
  }

  private closePost(post: number): void {
    const { world } = this;
    const employer = this.postEmployer[post]!;
    this.endVacancy(post);
    world.clear(TIMER.post, post * 2);
    this.postState[post] = POST.closed;
    this.posts[employer]!--;
    world.recorder.level(POSTS, world.now, -this.isCounted(employer), this.homeArea[employer]!, this.tier[employer]!);
  }

  private isVacant(post: number): boolean {
    return this.postState[post] === POST.lead || this.postState[post] === POST.waiting;
  }

  vacancies(employer: number): number {
    return this.posts[employer]! - this.carers[employer]!;
  }

  /** Close up to `n` vacant posts of an employer; returns how many. */
  closeVacant(employer: number, n: number): number {
    let closed = 0;
    for (let post = 0; post < this.postCount && closed < n; post++)
      if (this.postEmployer[post] === employer && this.isVacant(post)) {
        this.closePost(post);
        closed++;
      }
    return closed;
  }

  /** Move up to `n` carers with their posts to another employer; returns how many moved. */
  moveCarers(from: number, to: number, n: number): number {
    let moved = 0;
    for (let post = 0; post < this.postCount && moved < n; post++) {
      const state = this.postState[post]!;
      if (this.postEmployer[post] !== from || (state !== POST.filled && state !== POST.partRounds)) continue;
      this.movePost(post, from, to);
      moved++;
    }
    return moved;
  }

  private movePost(post: number, from: number, to: number): void {
    const { world } = this;
    const before = this.leavingHazard(from);
    const after = this.leavingHazard(to);
    const left = before > 0 ? (world.due(TIMER.post, post * 2) - world.now) * before : -Math.log(this.postUniform(post, LEAVING));
    this.countCarer(from, post, -1);
    world.recorder.level(POSTS, world.now, -this.isCounted(from), this.homeArea[from]!, this.tier[from]!);
    this.posts[from]!--;
    this.posts[to]!++;
    this.postEmployer[post] = to;
    if (this.homeArea[from] !== this.homeArea[to]) {
      // a provider with several areas keeps its carers in its first: with the work, they change area
      this.gone[this.homeArea[from]!]!++;
      this.came[this.homeArea[to]!]!++;
    }
    world.recorder.level(POSTS, world.now, this.isCounted(to), this.homeArea[to]!, this.tier[to]!);
    this.countCarer(to, post, 1);
    if (after > 0) world.set(TIMER.post, post * 2, world.now + left / after, ORDER.usual);
    else world.clear(TIMER.post, post * 2);
  }

  /** Up to `n` carers of an employer leave the sector and their posts close; returns how many. */
  loseCarers(employer: number, n: number): number {
    let lost = 0;
    for (let post = 0; post < this.postCount && lost < n; post++) {
      const state = this.postState[post]!;
      if (this.postEmployer[post] !== employer || (state !== POST.filled && state !== POST.partRounds)) continue;
      this.vacate(post);
      this.shut(post);
      this.gone[this.homeArea[employer]!]!++;
      lost++;
    }
    return lost;
  }

  /** Close a post that holds nobody and counts as no vacancy. */
  private shut(post: number): void {
    const { world } = this;
    const employer = this.postEmployer[post]!;
    this.posts[employer]!--;
    world.recorder.level(POSTS, world.now, -this.isCounted(employer), this.homeArea[employer]!, this.tier[employer]!);
  }

  /** A provider closes: its carers go to the area's pool, less those who leave the sector; all its posts close. Returns the posts. */
  closeEmployer(employer: number, carersLost: number): number {
    const area = this.homeArea[employer]!;
    let posts = 0;
    let toPool = 0;
    for (let post = 0; post < this.postCount; post++) {
      if (this.postEmployer[post] !== employer) continue;
      const state = this.postState[post]!;
      if (state === POST.closed) continue;
      posts++;
      if (this.isVacant(post)) {
        this.closePost(post);
        continue;
      }
      const stays = this.postUniform(post, SECTOR) >= carersLost;
      this.vacate(post);
      this.shut(post);
      if (stays) toPool++;
      else this.gone[area]!++;
    }
    this.movePool(area, toPool);
    this.serveWaiting(area);
    return posts;
  }

  /** Carers in post, by area, of all employers: for the invariant. */
  inPostByArea(): Int32Array {
    const sum = new Int32Array(this.world.areas);
    for (let e = 0; e < this.employers; e++) sum[this.homeArea[e]!]! += this.carers[e]!;
    return sum;
  }

  private grow(): void {
    const n = Math.max(1024, this.postState.length * 2);
    const int = (old: Int32Array) => {
      const grown = new Int32Array(n);
      grown.set(old);
      return grown;
    };
    this.postEmployer = int(this.postEmployer);
    this.postKey0 = int(this.postKey0);
    this.postKey1 = int(this.postKey1);
    const state = new Uint8Array(n);
    state.set(this.postState);
    this.postState = state;
    const spell = new Uint16Array(n);
    spell.set(this.postSpell);
    this.postSpell = spell;
  }
}
