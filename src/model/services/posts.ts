/**
 * Posts of all employers as a struct of arrays, with the open posts of each employer listed by number, so that choosing among an
 * employer's posts visits no other's. A post that closes is never opened again; new ones get new numbers.
 */
import { purpose } from '../purpose.js';
import type { World } from '../world.js';

const POST_KEY = purpose('post');

/** State of a post: closed, filled, filled by a new starter on part rounds, vacant in its lead time, vacant and waiting for a recruit. */
export const POST = { closed: 0, filled: 1, partRounds: 2, lead: 3, waiting: 4 } as const;

export class Posts {
  /** posts ever opened: all are below it */
  count = 0;
  employer = new Int32Array(0);
  /** POST */
  state = new Uint8Array(0);
  /** carers who have left it: the index of its draws */
  spell = new Uint16Array(0);
  private key0 = new Int32Array(0);
  private key1 = new Int32Array(0);
  /** open posts of each employer, ascending */
  private readonly open: number[][];
  /** posts ever opened by each employer: numbers them within it, and so keys their draws */
  private readonly numbered: Int32Array;

  constructor(
    private readonly world: World,
    employers: number,
  ) {
    this.open = Array.from({ length: employers }, () => []);
    this.numbered = new Int32Array(employers);
  }

  reset(): void {
    this.count = 0;
    this.numbered.fill(0);
    for (const posts of this.open) posts.length = 0;
  }

  /** A new post of an employer whose stream has the key given; its state is yet to be set. */
  add(employer: number, streamKey0: number, streamKey1: number): number {
    const { draws } = this.world;
    if (this.count >= this.state.length) this.grow();
    const post = this.count++;
    this.employer[post] = employer;
    this.state[post] = POST.closed;
    this.spell[post] = 0;
    draws.block(streamKey0, streamKey1, POST_KEY, this.numbered[employer]!++);
    this.key0[post] = draws.hi;
    this.key1[post] = draws.lo;
    this.open[employer]!.push(post);
    return post;
  }

  /** Uniform that belongs to a post in its present spell, for a purpose. */
  uniform(post: number, why: number): number {
    return this.world.draws.uniform(this.key0[post]!, this.key1[post]!, why, this.spell[post]!);
  }

  /** True while someone works in it. */
  isFilled(post: number): boolean {
    return this.state[post] === POST.filled || this.state[post] === POST.partRounds;
  }

  /** True while it is open and nobody works in it. */
  isVacant(post: number): boolean {
    return this.state[post] === POST.lead || this.state[post] === POST.waiting;
  }

  /** The lowest `n` open posts of an employer that satisfy a condition: a copy, so that they may be closed or moved one by one. */
  lowest(employer: number, n: number, satisfies: (post: number) => boolean): number[] {
    const chosen: number[] = [];
    for (const post of this.open[employer]!) {
      if (chosen.length >= n) break;
      if (satisfies(post)) chosen.push(post);
    }
    return chosen;
  }

  /** The post exists no longer. */
  close(post: number): void {
    const posts = this.open[this.employer[post]!]!;
    posts.splice(placeIn(posts, post), 1);
    this.state[post] = POST.closed;
  }

  /** The post goes to another employer, whoever works in it with it. */
  move(post: number, to: number): void {
    const from = this.open[this.employer[post]!]!;
    from.splice(placeIn(from, post), 1);
    const posts = this.open[to]!;
    posts.splice(placeIn(posts, post), 0, post);
    this.employer[post] = to;
  }

  private grow(): void {
    const n = Math.max(1024, this.state.length * 2);
    const int = (old: Int32Array) => {
      const grown = new Int32Array(n);
      grown.set(old);
      return grown;
    };
    this.employer = int(this.employer);
    this.key0 = int(this.key0);
    this.key1 = int(this.key1);
    const state = new Uint8Array(n);
    state.set(this.state);
    this.state = state;
    const spell = new Uint16Array(n);
    spell.set(this.spell);
    this.spell = spell;
  }
}

/** Place of the first number in an ascending list that is not below `value`. */
function placeIn(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
