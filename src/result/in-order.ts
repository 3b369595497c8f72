/** What comes in any order, numbered one by one, is handed on in order; what is ahead of its turn waits. */
export class InOrder<T> {
  readonly #ahead = new Map<number, T>();
  readonly #take: (item: T, number: number) => void;
  #taken: number;

  /** @param before the number before the first */
  constructor(take: (item: T, number: number) => void, before = 0) {
    this.#take = take;
    this.#taken = before;
  }

  /** Number of the last that was handed on. */
  get taken(): number {
    return this.#taken;
  }

  /** @throws Error when a number comes twice */
  add(number: number, item: T): void {
    if (number <= this.#taken || this.#ahead.has(number)) throw new Error(`replication ${number} came twice`);
    this.#ahead.set(number, item);
    for (let next = this.#ahead.get(this.#taken + 1); next !== undefined; next = this.#ahead.get(this.#taken + 1)) {
      this.#ahead.delete(++this.#taken);
      this.#take(next, this.#taken);
    }
  }
}
