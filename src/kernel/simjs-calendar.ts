import type { Calendar } from './calendar.js';
import { rejectTime } from './kernel-error.js';

/** The parts of simjs 2.0.3 used here, read from its source: the package has no types and its documentation leaves them out. */
interface SimjsRequest {
  cancelled: boolean;
  readonly deliverAt: number;
  done(callback: () => void): SimjsRequest;
}
interface SimjsSim {
  simTime: number;
  readonly queue: {
    /** binary heap; element 0 is the earliest, cancelled or not */
    readonly data: readonly SimjsRequest[];
    /** rank among equal times that the next insert will stamp on its request */
    order: number;
    insert(request: SimjsRequest): void;
    remove(): SimjsRequest | null;
  };
  time(): number;
  /** deliver the earliest request that is not cancelled */
  step(): boolean;
}
interface Simjs {
  readonly Sim: new () => SimjsSim;
  readonly Request: new (entity: object, now: number, deliverAt: number) => SimjsRequest;
}

/** Priorities sit above 2^50 events of scheduling order; both fit in a double exactly. */
const PRIORITY_STEP = 2 ** 50;

let loaded: Simjs | undefined;

/**
 * Load simjs, once per thread and only when asked for. It exports nothing: it hangs itself on `window`, so one is lent to it for
 * the length of the call and the global scope is then put back as it was. `getBuiltinModule` rather than an import of
 * node:module keeps this folder loadable in a browser, where only the native engine is offered.
 */
function loadSimjs(): Simjs {
  if (loaded !== undefined) return loaded;
  const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);
  // whoever required it earlier without a window left an empty module in the cache
  delete require.cache[require.resolve('simjs')];
  const lent: { Sim?: Simjs } = {};
  const before = Object.getOwnPropertyDescriptor(globalThis, 'window');
  Object.defineProperty(globalThis, 'window', { value: lent, configurable: true, writable: true });
  try {
    require('simjs');
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, 'window');
    else Object.defineProperty(globalThis, 'window', before);
  }
  if (lent.Sim === undefined) throw new Error('simjs did not set window.Sim; version 2.0.3 is expected.');
  loaded = lent.Sim;
  return loaded;
}

/**
 * The calendar on simjs 2.0.3: its own PQueue orders its own Requests and its own Sim.step delivers them, so that it checks the
 * native engine independently. Three of its habits are worked round:
 * - it has no priorities: it breaks ties by a running number, which is set to priority * 2^50 + number before each insert;
 * - simulate(t) drops the first event after t: the earliest request is looked at first and step() delivers just that one;
 * - Request.cancel() rewrites a due time of 0 in place, which can break its heap: the flag that it sets is set here instead.
 */
export class SimjsCalendar implements Calendar {
  private readonly simjs = loadSimjs();
  private sim = new this.simjs.Sim();
  private scheduled = 0;
  private fired = -1;
  /** pending request of each timer */
  private readonly requests: (SimjsRequest | undefined)[] = [];
  pending = 0;

  get now(): number {
    return this.sim.time();
  }

  set(timer: number, time: number, priority = 0): void {
    if (!(time >= this.sim.simTime && time < Infinity)) rejectTime(timer, time, this.sim.simTime);
    this.clear(timer);
    const request = new this.simjs.Request(this.sim, this.sim.simTime, time).done(() => {
      this.fired = timer;
    });
    this.sim.queue.order = priority * PRIORITY_STEP + this.scheduled++;
    this.sim.queue.insert(request);
    this.requests[timer] = request;
    this.pending++;
  }

  clear(timer: number): void {
    const request = this.requests[timer];
    if (request === undefined) return;
    request.cancelled = true;
    this.requests[timer] = undefined;
    this.pending--;
  }

  clearRun(first: number, count: number): void {
    for (let timer = first; timer < first + count; timer++) this.clear(timer);
  }

  isSet(timer: number): boolean {
    return this.requests[timer] !== undefined;
  }

  due(timer: number): number {
    return this.requests[timer]?.deliverAt ?? Infinity;
  }

  next(until: number): number {
    const { sim } = this;
    let first = sim.queue.data[0];
    while (first?.cancelled) {
      sim.queue.remove();
      first = sim.queue.data[0];
    }
    if (first === undefined || !(first.deliverAt <= until)) {
      if (until < Infinity && until > sim.simTime) sim.simTime = until;
      return -1;
    }
    sim.step();
    this.requests[this.fired] = undefined;
    this.pending--;
    return this.fired;
  }

  reset(at = 0): void {
    this.sim = new this.simjs.Sim();
    this.sim.simTime = at;
    this.scheduled = 0;
    this.requests.length = 0;
    this.pending = 0;
  }
}
