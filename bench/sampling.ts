/* Cost of one draw: a key and its uniform, and a value of each kind of law, from uniforms that are there. */
import { Draws } from '../src/random/draws.js';
import { compileLaw, draw, type Law } from '../src/random/sampler.js';
import { ExponentialSource } from './exponential.js';
import { inRounds, type Medians, type Task } from './rounds.js';

const LAWS: Readonly<Record<string, Law>> = {
  exponential: { kind: 'exponential', mean: 20 },
  gamma: { kind: 'gamma', shape: 2, scale: 5 },
  lognormal: { kind: 'lognormal', mu: 3, sigma: 0.8 },
  weibull: { kind: 'weibull', shape: 1.4, scale: 30 },
  empirical: { kind: 'empirical', values: [1, 2, 3, 5, 8, 13], interpolate: true },
};

/** Sums are kept, so that no draw can be left out by the compiler. */
export let drawn = 0;

function uniforms(): Float64Array {
  const source = new ExponentialSource(7);
  return Float64Array.from({ length: 4096 }, () => Math.exp(-source.draw()));
}

/** A fresh key and the uniform of it. */
export function keyedDrawTask(draws: number): Task {
  const generator = new Draws();
  return {
    name: 'key and uniform',
    units: draws,
    run: (round) => {
      let sum = 0;
      for (let i = 0; i < draws; i++) {
        generator.block(round, 17, i, 0);
        sum += generator.uniform(generator.hi, generator.lo, 3, i & 7);
      }
      drawn += sum;
    },
  };
}

function lawTask(name: string, law: Law, draws: number): Task {
  const sampler = compileLaw(law);
  const ranks = uniforms();
  return {
    name,
    units: draws,
    run: () => {
      let sum = 0;
      for (let i = 0; i < draws; i++) sum += draw(sampler, ranks[i & 4095]);
      drawn += sum;
    },
  };
}

/** Median nanoseconds a draw. */
export function benchSampling(draws: number, rounds: number): Promise<Medians> {
  return inRounds([keyedDrawTask(draws), ...Object.entries(LAWS).map(([name, law]) => lawTask(name, law, draws))], rounds);
}
