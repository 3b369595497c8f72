/*
 * Cost of one event in an M/M/10 queue at 90% load (11 pending events): our calendar, simjs in its leanest style (one Facility
 * request per customer), and, where CARESIM_CPP_LIMIT names a binary that prints one JSON line per variant, C++ as the limit.
 * An event is an arrival or a service end, two per customer; every run gives its mean wait, to hold against Erlang C (0.669).
 * Numbers of customers are fixed, engines take turns, medians are given: the machine's mood then falls on all alike.
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { type Calendar, createCalendar } from '../src/kernel/calendar.js';

const SERVERS = 10;
const LOAD = 0.9;
const WARM_UP = 2;

/** One engine's median over the repetitions. */
export interface KernelResult {
  readonly engine: string;
  readonly customers: number;
  readonly nsPerEvent: number;
  readonly eventsPerSecond: number;
  /** mean wait in mean service times, over all repetitions */
  readonly meanWait: number;
}

export interface KernelOptions {
  readonly customers: number;
  readonly simjsCustomers: number;
  readonly repetitions: number;
  /** binary built from the C++ limit, called with customers and repetitions */
  readonly cppLimit?: string;
}

export const kernelDefaults: KernelOptions = { customers: 1_000_000, simjsCustomers: 100_000, repetitions: 7 };

/** Layers of the ziggurat: x[i] is the right edge, y[i] the height there. */
const x = new Float64Array(257);
const y = new Float64Array(257);
{
  const tail = 7.69711747013105;
  const area = 0.003949659822581557;
  x[0] = area / Math.exp(-tail);
  x[1] = tail;
  for (let i = 2; i < 256; i++) x[i] = -Math.log(area / x[i - 1] + Math.exp(-x[i - 1]));
  for (let i = 0; i < 257; i++) y[i] = Math.exp(-x[i]);
}

/** Source of Exp(1) by a 256-layer ziggurat (Marsaglia and Tsang 2000, J. Stat. Softw. 5(8)) over sfc32, as in the C++ limit. */
export class ExponentialSource {
  private a: number;
  private b = 0x9e3779b9 | 0;
  private c = 0x243f6a88;
  private counter = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    for (let i = 0; i < 15; i++) this.bits();
  }

  private bits(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum;
  }

  private uniform(): number {
    return ((this.bits() >>> 0) + 0.5) * 2 ** -32;
  }

  draw(): number {
    for (;;) {
      const bits = this.bits();
      const layer = bits & 255;
      const value = ((bits >>> 8) + 0.5) * 2 ** -24 * x[layer];
      if (value < x[layer + 1]) return value;
      if (layer === 0) return x[1] - Math.log(this.uniform());
      if (y[layer] + this.uniform() * (y[layer + 1] - y[layer]) < Math.exp(-value)) return value;
    }
  }
}

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
  readonly Sim: new () => { addEntity(kind: unknown): void; simulate(until: number): void };
  readonly Entity: new (...args: unknown[]) => SimjsEntity;
  readonly Facility: { new (name: string, discipline: unknown, servers: number): object; readonly FCFS: unknown };
  readonly Random: new (seed: number) => { exponential(rate: number): number };
}

/** simjs sets window.Sim and exports nothing, so it is lent a window. */
function loadSimjs(): Simjs {
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

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Time the engines in turn. The first rounds warm up and are not counted: V8 settled on its code after two of these. */
export function benchKernel(options: KernelOptions = kernelDefaults): KernelResult[] {
  const simjs = loadSimjs();
  const calendar = createCalendar('native', SERVERS + 1);
  const engines = [
    {
      engine: 'native',
      customers: options.customers,
      run: (seed: number) => {
        calendar.reset();
        return mmcOnCalendar(calendar, options.customers, seed);
      },
    },
    { engine: 'simjs', customers: options.simjsCustomers, run: (seed: number) => mmcOnSimjs(simjs, options.simjsCustomers, seed) },
  ].map((engine) => ({ ...engine, ns: [] as number[], wait: 0 }));
  for (let round = -WARM_UP; round < options.repetitions; round++) {
    for (const engine of engines) {
      const start = performance.now();
      const wait = engine.run(round + WARM_UP);
      const ms = performance.now() - start;
      if (round < 0) continue;
      engine.ns.push((ms * 1e6) / (2 * engine.customers));
      engine.wait += wait / options.repetitions;
    }
  }
  const results = engines.map(({ engine, customers, ns, wait }) => ({
    engine,
    customers,
    nsPerEvent: median(ns),
    eventsPerSecond: 1e9 / median(ns),
    meanWait: wait,
  }));
  return options.cppLimit === undefined ? results : [...results, ...cppLimit(options.cppLimit, options)];
}

function cppLimit(binary: string, options: KernelOptions): KernelResult[] {
  const lines = execFileSync(binary, [String(options.customers), String(options.repetitions)], { encoding: 'utf8' });
  return lines
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => {
      const row = JSON.parse(line) as Record<string, unknown>;
      return {
        engine: String(row.engine),
        customers: Number(row.customers),
        nsPerEvent: Number(row.ns_per_event),
        eventsPerSecond: Number(row.events_per_s),
        meanWait: Number(row.mean_wait),
      };
    });
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1])) {
  const cpp = process.env.CARESIM_CPP_LIMIT;
  console.table(benchKernel({ ...kernelDefaults, ...(cpp ? { cppLimit: cpp } : {}) }));
}
