/**
 * What employers do with their posts, as against what happens to them: the posts of day 0, opening and closing, moving carers to
 * another employer, closing down. Of an employer's posts, those with the lowest numbers are chosen first.
 */
import type { Params } from '../input.js';
import { purpose } from '../purpose.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

/** Whether a carer of a provider that closes leaves the sector. */
const SECTOR = purpose('left the sector');

export class Staffing {
  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'workforce' | 'recruits'>,
  ) {}

  /** Pools, posts and carers of day 0. */
  start(): void {
    const { input, params } = this.world;
    const { workforce, recruits } = this.services;
    workforce.start();
    recruits.start();
    input.providers.forEach((p, i) => {
      this.startEmployer(i, p.posts, input.initial.vacantShareByProvider[i]!);
    });
    const { reablement } = params;
    if (reablement === null) return;
    for (let a = 0; a < this.world.areas; a++)
      this.startEmployer(input.providers.length + a, reablement.postsByArea[a]!, input.initial.reablementVacantShare);
  }

  private startEmployer(employer: number, posts: number, vacantShare: number): void {
    const vacant = Math.round(posts * vacantShare);
    for (let i = 0; i < posts; i++) this.startPost(employer, i < vacant);
  }

  private startPost(employer: number, isVacant: boolean): void {
    const { workforce, recruits } = this.services;
    const post = workforce.add(employer);
    if (isVacant) {
      workforce.toVacant(post, workforce.leadTimeLeft(post));
    } else {
      recruits.came[workforce.areaOf(employer)]!++;
      workforce.fill(post, workforce.partRoundsLeft(post));
    }
  }

  /** Open posts by policy or growth; each is vacant for a lead time first. */
  openPosts(employer: number, n: number): void {
    const { workforce } = this.services;
    for (let i = 0; i < n; i++) {
      const post = workforce.add(employer);
      workforce.toVacant(post, workforce.leadTime(post));
    }
  }

  /** Close up to `n` vacant posts of an employer; returns how many. */
  closeVacant(employer: number, n: number): number {
    const { workforce } = this.services;
    const { posts } = workforce;
    const vacant = posts.lowest(employer, n, (post) => posts.isVacant(post));
    for (const post of vacant) workforce.closeVacancy(post);
    return vacant.length;
  }

  /** Move up to `n` vacant posts to another employer in the same area, which goes on recruiting for them; returns how many moved. */
  moveVacancies(from: number, to: number, n: number): number {
    const { workforce } = this.services;
    if (workforce.areaOf(from) !== workforce.areaOf(to)) return 0;
    const { posts } = workforce;
    const vacant = posts.lowest(from, n, (post) => posts.isVacant(post));
    for (const post of vacant) workforce.moveVacancy(post, to);
    return vacant.length;
  }

  /** Change the number of posts of an employer: new ones are opened vacant; fewer close while vacant, the rest as people leave. */
  private setPosts(employer: number, n: number): void {
    const { workforce } = this.services;
    const toOpen = workforce.toOpen(employer, n);
    if (toOpen > 0) this.openPosts(employer, toOpen);
    else workforce.addSurplus(employer, -toOpen - this.closeVacant(employer, -toOpen));
  }

  /** Move up to `n` carers with their posts to another employer; returns how many moved. */
  moveCarers(from: number, to: number, n: number): number {
    const { workforce } = this.services;
    const filled = this.filled(from, n);
    for (const post of filled) workforce.move(post, to);
    return filled.length;
  }

  /** Up to `n` carers of an employer leave the sector and their posts close; returns how many. */
  loseCarers(employer: number, n: number): number {
    const { workforce, recruits } = this.services;
    const filled = this.filled(employer, n);
    for (const post of filled) {
      workforce.vacate(post);
      workforce.close(post);
      recruits.gone[workforce.areaOf(employer)]!++;
    }
    return filled.length;
  }

  private filled(employer: number, n: number): number[] {
    const { posts } = this.services.workforce;
    return posts.lowest(employer, n, (post) => posts.isFilled(post));
  }

  /**
   * A provider closes: its carers go to the area's pool, less those (each with probability `carersLost`) who leave the sector; all its
   * posts close. Returns the number of posts.
   */
  closeEmployer(employer: number, carersLost: number): number {
    const { workforce, recruits } = this.services;
    const area = workforce.areaOf(employer);
    const posts = workforce.posts.lowest(employer, Number.POSITIVE_INFINITY, () => true);
    let toPool = 0;
    for (const post of posts) {
      if (workforce.posts.isVacant(post)) {
        workforce.closeVacancy(post);
        continue;
      }
      const stays = workforce.posts.uniform(post, SECTOR) >= carersLost;
      workforce.vacate(post);
      workforce.close(post);
      if (stays) toPool++;
      else recruits.gone[area]!++;
    }
    recruits.join(area, toPool);
    return posts.length;
  }

  /** New parameters are in force. */
  phaseChange(before: Params): void {
    const { world } = this;
    const { workforce, recruits } = this.services;
    workforce.rescaleLeaving(before);
    recruits.phaseChange(before.workforce);
    const { reablement } = world.params;
    if (reablement !== null)
      for (let a = 0; a < world.areas; a++) this.setPosts(world.input.providers.length + a, reablement.postsByArea[a]!);
    workforce.refreshHours(before);
  }
}
