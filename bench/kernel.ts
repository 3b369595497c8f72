/*
 * Cost of one event in an M/M/10 queue at 90% load (11 pending events): our calendar through its public interface, simjs in its leanest
 * style (one Facility request per customer) and, where g++ is found, a 4-ary heap with sequence numbers in C++ (mmc.cpp) as the
 * limit; SimPy, where python3 has it. An event is an arrival or a service end, two per customer; every run gives its mean wait, which
 * is held against Erlang C (0.669 service times), so that nobody is fast by being wrong.
 */
import { createRequire } from 'node:module';
import { type Calendar, createCalendar, type Engine } from '../src/kernel/calendar.js';
import { ExponentialSource } from './exponential.js';
import { type Limits, mmcOutside } from './limits.js';
import { inRounds, median, type Task } from './rounds.js';

const SERVERS = 10;
const LOAD = 0.9;
/** Mean wait in mean service times, by Erlang C. */
const ERLANG_C_WAIT = 0.66873;

/** Mean wait of M/M/10 through the public interface: timer 0 is the next arrival, 1 to 10 the servers. */
export function mmcOnCalendar(calendar: Calendar, customers: number, seed: number): number {
  const arrivals = new ExponentialSource(seed);
  const services = new ExponentialSource(seed ^ 0x5555);
  const gap = 1 / (LOAD * SERVERS);
  const mask = 2 ** 16 - 1;
  const queue = new Float64Array(mask + 1);
  const idle = Int32Array.from({ length: SERVERS }, (_, i) => i + 1);
  let free = SERVERS;
  let head = 0;
  let tail = 0;
  let made = 1;
  let wait = 0;
  calendar.set(0, arrivals.draw() * gap);
  for (let timer = calendar.next(Infinity); timer >= 0; timer = calendar.next(Infinity)) {
    const now = calendar.now;
    if (timer === 0) {
      if (made++ < customers) calendar.set(0, now + arrivals.draw() * gap);
      if (free > 0) calendar.set(idle[--free], now + services.draw());
      else queue[tail++ & mask] = now;
    } else if (head !== tail) {
      wait += now - queue[head++ & mask];
      calendar.set(timer, now + services.draw());
    } else idle[free++] = timer;
  }
  return wait / customers;
}

/** The few parts of simjs used here. */
interface SimjsEntity {
  time(): number;
  setTimer(delay: number): { done(callback: () => void): void };
  useFacility(facility: object, duration: number): { done(callback: () => void): void };
}
interface Simjs {
  readonly PQueue: new () => { insert(request: object): void; remove(): { readonly deliverAt: number } };
  readonly Request: new (entity: object, now: number, deliverAt: number) => object;
  readonly Sim: new () => { addEntity(kind: unknown): void; simulate(until: number): void };
  readonly Entity: new (...args: unknown[]) => SimjsEntity;
  readonly Facility: { new (name: string, discipline: unknown, servers: number): object; readonly FCFS: unknown };
  readonly Random: new (seed: number) => { exponential(rate: number): number };
}

/** simjs sets window.Sim and exports nothing, so it is lent a window. */
export function loadSimjs(): Simjs {
  const require = createRequire(import.meta.url);
  delete require.cache[require.resolve('simjs')];
  const lent: { Sim?: Simjs } = {};
  Reflect.set(globalThis, 'window', lent);
  require('simjs');
  Reflect.deleteProperty(globalThis, 'window');
  if (lent.Sim === undefined) throw new Error('simjs did not set window.Sim');
  return lent.Sim;
}

function mmcOnSimjs(simjs: Simjs, customers: number, seed: number): number {
  const { Sim, Entity, Facility, Random } = simjs;
  const sim = new Sim();
  const facility = new Facility('servers', Facility.FCFS, SERVERS);
  const arrivals = new Random(seed);
  const services = new Random(seed + 1000);
  let made = 0;
  let wait = 0;
  class Source extends Entity {
    start(): void {
      this.arm();
    }
    arm(): void {
      if (made++ < customers) this.setTimer(arrivals.exponential(LOAD * SERVERS)).done(this.arrive);
    }
    arrive(): void {
      const at = this.time();
      const duration = services.exponential(1);
      this.useFacility(facility, duration).done(() => {
        wait += this.time() - at - duration;
      });
      this.arm();
    }
  }
  sim.addEntity(Source);
  sim.simulate(1e18);
  return wait / customers;
}

export interface KernelOptions {
  readonly customers: number;
  readonly simjsCustomers: number;
  readonly rounds: number;
}

/** One run of the queue on each engine of this process. Waits are added to `waits`, so that runs cannot be left out by the compiler. */
export function kernelTasks(
  { customers, simjsCustomers }: Omit<KernelOptions, 'rounds'>,
  waits: Map<string, number[]>,
  engine: Engine = 'native',
): Task[] {
  const simjs = loadSimjs();
  const calendar = createCalendar(engine, SERVERS + 1);
  const task = (name: string, n: number, run: (seed: number) => number): Task => ({
    name,
    units: 2 * n,
    run: (round) => {
      waits.set(name, [...(waits.get(name) ?? []), run(round + 1)]);
    },
  });
  return [
    task('native', customers, (seed) => {
      calendar.reset();
      return mmcOnCalendar(calendar, customers, seed);
    }),
    task('simjs', simjsCustomers, (seed) => mmcOnSimjs(simjs, simjsCustomers, seed)),
  ];
}

export interface KernelResult {
  readonly ns_per_event: number;
  readonly events_per_second: number;
  readonly ns_per_event_simjs: number;
  readonly ratio_to_simjs: number;
  readonly ns_per_event_cpp: number | null;
  readonly ratio_to_cpp: number | null;
  readonly ns_per_event_simpy: number | null;
  readonly ratio_to_simpy: number | null;
  /** mean waits by engine, to hold against Erlang C */
  readonly mean_wait: Readonly<Record<string, number>>;
  readonly erlang_c_wait: number;
}

/** Interleaved: in each round our kernel, simjs, C++ and SimPy take their turns. */
export async function benchKernel({ rounds, ...options }: KernelOptions, limits: Limits): Promise<KernelResult> {
  const waits = new Map<string, number[]>();
  const outside = mmcOutside(limits, options.customers);
  const tasks = kernelTasks(options, waits);
  const own: Record<string, number[]> = {};
  const others: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++) {
    const medians = await inRounds(tasks, 1, round === 0 ? 2 : 0);
    for (const [name, ns] of Object.entries(medians)) own[name] = [...(own[name] ?? []), ns];
    for (const { engine, nsPerEvent, meanWait } of outside(round)) {
      others[engine] = [...(others[engine] ?? []), nsPerEvent];
      waits.set(engine, [...(waits.get(engine) ?? []), meanWait]);
    }
  }
  const native = median(own.native);
  const of = (engine: string) => (others[engine] === undefined ? null : median(others[engine]));
  const [cpp, simpy] = [of('cpp'), of('simpy')];
  return {
    ns_per_event: native,
    events_per_second: 1e9 / native,
    ns_per_event_simjs: median(own.simjs),
    ratio_to_simjs: median(own.simjs) / native,
    ns_per_event_cpp: cpp,
    ratio_to_cpp: cpp === null ? null : native / cpp,
    ns_per_event_simpy: simpy,
    ratio_to_simpy: simpy === null ? null : simpy / native,
    mean_wait: Object.fromEntries([...waits].map(([engine, values]) => [engine, values.reduce((a, b) => a + b) / values.length])),
    erlang_c_wait: ERLANG_C_WAIT,
  };
}
