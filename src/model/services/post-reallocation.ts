/**
 * Capacity follows work. A provider whose spare hours have stayed above a share of its capacity for some weeks is idle: a carer who
 * leaves it is not replaced, and the post joins the posts of the area that nobody fills. A provider of the area that is full may open
 * some of those each week, and recruits for them from the area's one pool. The posts of an area are moved, not made: those of providers
 * and those that nobody fills together change only by growth, closures and named policies.
 *
 * Both are decided week by week, at the provider's own share of spare hours; each may be switched off (see `capacityFollowsWork`).
 */
import { purpose } from '../purpose.js';
import { channel } from '../recorder.js';
import type { World } from '../world.js';
import { DOORS } from './market.js';
import type { Services } from './services.js';

const UNFILLED = channel('workforce.unfilled_posts');
const OPENS = purpose('opens posts');

export class PostReallocation {
  /** posts that nobody fills, by area */
  readonly unfilled: Int32Array;
  /** weeks in a row in which a provider's spare hours have been above the share */
  private readonly weeksIdle: Int32Array;
  /** posts that a full provider may open: whole ones are opened */
  private readonly mayOpen: Float64Array;

  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'market' | 'workforce' | 'staffing'>,
  ) {
    this.unfilled = new Int32Array(world.areas);
    this.weeksIdle = new Int32Array(world.input.providers.length);
    this.mayOpen = new Float64Array(world.input.providers.length);
  }

  start(): void {
    this.unfilled.fill(0);
    this.weeksIdle.fill(0);
    // so that providers do not all open posts in the same week
    for (let i = 0; i < this.mayOpen.length; i++) this.mayOpen[i] = this.services.market.uniform(i, OPENS, 0);
  }

  /** Each week: who is idle; full providers open posts that others no longer fill, those with the least to spare first. */
  week(): void {
    const follows = this.world.params.homeCare.capacityFollowsWork;
    if (follows === null) return;
    const { market, workforce } = this.services;
    const full: number[] = [];
    for (let i = 0; i < this.weeksIdle.length; i++) {
      const spare = market.spareShare(i);
      this.weeksIdle[i] = spare > follows.idleFrom ? this.weeksIdle[i]! + 1 : 0;
      if (market.doors[i] === DOORS.open && workforce.open[i]! > 0 && spare < follows.fullBelow) full.push(i);
    }
    full.sort((a, b) => market.spareShare(a) - market.spareShare(b) || a - b);
    for (const i of full) this.openFor(i, follows.opensPerWeek);
  }

  private openFor(provider: number, perWeek: number): void {
    const { workforce, staffing } = this.services;
    const due = this.mayOpen[provider]! + perWeek * workforce.open[provider]!;
    const opened = this.take(workforce.areaOf(provider), Math.floor(due));
    staffing.openPosts(provider, opened);
    // what could not be opened is not saved up
    this.mayOpen[provider] = opened < Math.floor(due) ? due % 1 : due - opened;
  }

  /** True when a provider does not replace a carer who leaves it. */
  isIdle(provider: number): boolean {
    const follows = this.world.params.homeCare.capacityFollowsWork;
    return follows !== null && this.weeksIdle[provider]! >= follows.idleWeeks;
  }

  /** So many posts of an area are filled by nobody from now on. */
  release(area: number, posts: number): void {
    if (posts === 0) return;
    this.unfilled[area]! += posts;
    this.world.recorder.level(UNFILLED, posts, area);
  }

  /** Up to `wanted` of an area's posts that nobody fills are to be opened by somebody; returns how many. */
  take(area: number, wanted: number): number {
    const taken = Math.min(wanted, this.unfilled[area]!);
    this.release(area, -taken);
    return taken;
  }
}
