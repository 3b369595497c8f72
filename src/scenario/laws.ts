/**
 * Distributions as planners write them, to the laws the model draws from. No Math.pow and no `**`: their bits differ between
 * versions of Node.
 */
import type { Law } from '../random/law.js';
import { figuresOf } from './compiled-laws.js';
import type { Problem } from './issue.js';
import {
  bounded,
  fail,
  isMapping,
  type LawOf,
  LawProblem,
  type Mapping,
  parameters,
  plain,
  positive,
  quantity,
  SHAPES,
  type Steps,
  spread,
} from './law-parameters.js';
import { nearestName, orList } from './nearest.js';
import { weibullFromMean } from './weibull.js';

export type { LawOf } from './law-parameters.js';

export const LAW_NAMES = [
  'fixed',
  'exponential',
  'gamma',
  'erlang',
  'lognormal',
  'weibull',
  'triangular',
  'uniform',
  'empirical',
  'mixture',
  'coxian2',
] as const;
export const LAW_MODIFIERS = ['truncatedAt', 'cappedAt', 'plus'] as const;
type LawName = (typeof LAW_NAMES)[number];

export type LawResult =
  | { readonly ok: true; readonly law: Law }
  | { readonly ok: false; readonly path: readonly (string | number)[]; readonly problem: Problem };

/** True for a mapping that is meant as a law rather than as values by id. */
export function looksLikeLaw(value: unknown): boolean {
  return (
    isMapping(value) &&
    Object.keys(value).some((key) => (LAW_NAMES as readonly string[]).includes(key) || (LAW_MODIFIERS as readonly string[]).includes(key))
  );
}

/** Reads a law: a bare value (fixed), or a mapping of one law's name with its parameters and modifiers. */
export function readLaw(value: unknown, of: LawOf): LawResult {
  try {
    const law = lawOf(value, of, []);
    const { mean, median, p95 } = figuresOf(law);
    if (![mean, median, p95].every(Number.isFinite))
      fail([], 'bad_law', 'has no finite mean, median and 95th percentile', 'must have them', 'check its parameters and limits');
    return { ok: true, law };
  } catch (error) {
    if (error instanceof LawProblem) return { ok: false, path: error.path, problem: error.problem };
    if (error instanceof RangeError)
      return {
        ok: false,
        path: [],
        problem: {
          code: 'bad_law',
          found: `is not a distribution (${error.message})`,
          allowed: 'parameters must make one',
          hint: 'see "caresim explain distributions"',
        },
      };
    throw error;
  }
}

function lawOf(value: unknown, of: LawOf, path: Steps): Law {
  if (value === undefined)
    fail(
      path,
      'missing',
      'is missing',
      of === 'time' ? 'must be a time or a distribution' : 'must be a number or a distribution',
      example(of),
    );
  if (!isMapping(value)) return { kind: 'fixed', value: quantity(value, of, path) };
  const names = Object.keys(value).filter((key) => !(LAW_MODIFIERS as readonly string[]).includes(key));
  const name = names[0];
  if (name === undefined) fail(path, 'bad_law', 'names no distribution', `must be one of ${orList(LAW_NAMES)}`, example(of));
  const unknown = names.find((key) => !(LAW_NAMES as readonly string[]).includes(key));
  if (unknown !== undefined)
    fail(
      [...path, unknown],
      'unknown_name',
      'is not a distribution',
      `must be ${orList(LAW_NAMES)}`,
      example(of),
      nearestName(unknown, [...LAW_NAMES, ...LAW_MODIFIERS]),
    );
  if (names.length > 1)
    fail(path, 'bad_law', `names ${names.length} distributions (${names.join(', ')})`, 'must be one', 'keep one, or write a mixture');
  return modified(value, LAWS[name as LawName](value[name], of, [...path, name]), of, path);
}

const example = (of: LawOf): string =>
  of === 'time' ? 'for example 14 days, or {exponential: {mean: 2 years}}' : 'for example 9.1, or {gamma: {mean: 9.1, shape: 1.5}}';

function modified(value: Mapping, law: Law, of: LawOf, path: Steps): Law {
  let result = law;
  if (value.plus !== undefined) result = { kind: 'shifted', by: quantity(value.plus, of, [...path, 'plus']), law: result };
  if (value.truncatedAt !== undefined)
    result = { kind: 'truncated', limit: quantity(value.truncatedAt, of, [...path, 'truncatedAt']), law: result };
  if (value.cappedAt !== undefined) result = { kind: 'capped', limit: quantity(value.cappedAt, of, [...path, 'cappedAt']), law: result };
  return result;
}

const MEAN_SPREAD = [
  ['mean', 'cv'],
  ['mean', 'sd'],
] as const;

const shapeOf = (law: keyof typeof SHAPES, value: unknown, path: Steps): number => bounded(plain(value, path), SHAPES[law], path);
const sigma = (p: Mapping, path: Steps): number => shapeOf('sigma', p.sigma, [...path, 'sigma']);

const LAWS: Readonly<Record<LawName, (value: unknown, of: LawOf, path: Steps) => Law>> = {
  fixed: (value, of, path) => ({ kind: 'fixed', value: quantity(value, of, path) }),
  exponential: (value, of, path) => {
    const p = parameters(value, [['mean'], ['median']], path);
    const mean = p.mean !== undefined ? positive(p.mean, of, [...path, 'mean']) : positive(p.median, of, [...path, 'median']) / Math.LN2;
    return { kind: 'exponential', mean };
  },
  gamma: (value, of, path) => {
    const p = parameters(value, [...MEAN_SPREAD, ['mean', 'shape'], ['shape', 'scale']], path);
    if (p.scale !== undefined)
      return { kind: 'gamma', shape: shapeOf('gamma', p.shape, [...path, 'shape']), scale: positive(p.scale, of, [...path, 'scale']) };
    const mean = positive(p.mean, of, [...path, 'mean']);
    const cv = p.shape === undefined ? spread(p, mean, of, path) : 0;
    const shape = p.shape === undefined ? 1 / (cv * cv) : shapeOf('gamma', p.shape, [...path, 'shape']);
    return { kind: 'gamma', shape, scale: mean / shape };
  },
  erlang: (value, of, path) => {
    const p = parameters(value, [['mean', 'phases']], path);
    const shape = shapeOf('gamma', p.phases, [...path, 'phases']);
    if (!Number.isInteger(shape))
      fail([...path, 'phases'], 'not_whole', `is ${shape}`, 'must be a whole number', 'write "gamma" for other shapes');
    return { kind: 'gamma', shape, scale: positive(p.mean, of, [...path, 'mean']) / shape };
  },
  lognormal: (value, of, path) => lognormal(value, of, path),
  weibull: (value, of, path) => {
    const p = parameters(value, [...MEAN_SPREAD, ['shape', 'scale'], ['mean', 'shape']], path);
    if (p.scale !== undefined)
      return { kind: 'weibull', shape: shapeOf('weibull', p.shape, [...path, 'shape']), scale: positive(p.scale, of, [...path, 'scale']) };
    const mean = positive(p.mean, of, [...path, 'mean']);
    return {
      kind: 'weibull',
      ...weibullFromMean(
        mean,
        p.shape === undefined ? { cv: spread(p, mean, of, path) } : { shape: shapeOf('weibull', p.shape, [...path, 'shape']) },
      ),
    };
  },
  triangular: (value, of, path) => {
    const p = parameters(value, [['low', 'mode', 'high']], path);
    const [low, mode, high] = [
      quantity(p.low, of, [...path, 'low']),
      quantity(p.mode, of, [...path, 'mode']),
      quantity(p.high, of, [...path, 'high']),
    ];
    if (!(low <= mode && mode <= high && low < high))
      fail(path, 'bad_law', 'has its ends in the wrong order', 'low, mode and high must rise', 'put the smallest first');
    return { kind: 'triangular', low, mode, high };
  },
  uniform: (value, of, path) => {
    const p = parameters(value, [['low', 'high']], path);
    const [low, high] = [quantity(p.low, of, [...path, 'low']), quantity(p.high, of, [...path, 'high'])];
    if (!(low < high)) fail(path, 'bad_law', 'has its ends in the wrong order', 'low must be less than high', 'swap them');
    return { kind: 'uniform', low, high };
  },
  empirical: (value, of, path) => empirical(value, of, path),
  mixture: (value, of, path) => {
    if (!Array.isArray(value) || value.length === 0)
      fail(path, 'wrong_type', 'is not a list', 'must be a list of {weight, law}', 'start each part with "- weight:"');
    const parts = (value as unknown[]).map((part, i) => {
      const p = parameters(part, [['weight', 'law']], [...path, i]);
      return { weight: plain(p.weight, [...path, i, 'weight']), law: lawOf(p.law, of, [...path, i, 'law']) };
    });
    return { kind: 'mixture', parts };
  },
  coxian2: (value, of, path) => {
    const p = parameters(value, [['mean1', 'moveOn', 'mean2']], path);
    const rate = 1 / positive(p.mean1, of, [...path, 'mean1']);
    const on = quantity(p.moveOn, 'number', [...path, 'moveOn']);
    if (on > 1) fail([...path, 'moveOn'], 'out_of_range', `is ${on}`, 'must be a share from 0 to 1', 'write for example 30%');
    return { kind: 'coxian2', leave1: rate * (1 - on), moveOn: rate * on, leave2: 1 / positive(p.mean2, of, [...path, 'mean2']) };
  },
};

function lognormal(value: unknown, of: LawOf, path: Steps): Law {
  const p = parameters(value, [...MEAN_SPREAD, ['mean', 'median'], ['median', 'sigma'], ['mean', 'sigma'], ['mu', 'sigma']], path);
  if (p.mu !== undefined) {
    if (typeof p.mu !== 'number')
      fail(
        [...path, 'mu'],
        'wrong_type',
        `is ${JSON.stringify(p.mu)}`,
        'must be a bare number: the log of the median in days',
        'or give the median with its unit',
      );
    bounded(p.mu, [-20, 12], [...path, 'mu']);
    return { kind: 'lognormal', mu: p.mu, sigma: sigma(p, path) };
  }
  const median = p.median === undefined ? null : positive(p.median, of, [...path, 'median']);
  if (median !== null && p.sigma !== undefined) return { kind: 'lognormal', mu: Math.log(median), sigma: sigma(p, path) };
  const mean = positive(p.mean, of, [...path, 'mean']);
  if (median !== null) {
    if (!(mean > median))
      fail(path, 'bad_law', 'has a mean that is not above its median', 'the mean of a lognormal law is above its median', 'check the two');
    return { kind: 'lognormal', mu: Math.log(median), sigma: bounded(Math.sqrt(2 * Math.log(mean / median)), SHAPES.sigma, path) };
  }
  const cv = p.sigma === undefined ? spread(p, mean, of, path) : 0;
  const variance = p.sigma === undefined ? Math.log1p(cv * cv) : sigma(p, path) * sigma(p, path);
  return { kind: 'lognormal', mu: Math.log(mean) - variance / 2, sigma: Math.sqrt(variance) };
}

function empirical(value: unknown, of: LawOf, path: Steps): Law {
  const p = Array.isArray(value) ? { values: value as unknown[] } : (value as Mapping);
  if (!isMapping(p) || !Array.isArray(p.values) || p.values.length === 0)
    fail(
      path,
      'wrong_type',
      'is not a list',
      'must be a list of values, or {values, weights, interpolate}',
      'for example [2 days, 5 days, 9 days]',
    );
  for (const key of Object.keys(p))
    if (!['values', 'weights', 'interpolate'].includes(key))
      fail(
        [...path, key],
        'unknown_setting',
        'is not a parameter of this distribution',
        'values, weights, interpolate',
        'remove it',
        nearestName(key, ['values', 'weights', 'interpolate']),
      );
  const own = Array.isArray(value) ? path : [...path, 'values'];
  const values = (p.values as unknown[]).map((v, i) => quantity(v, of, [...own, i]));
  if (p.interpolate !== undefined && typeof p.interpolate !== 'boolean')
    fail([...path, 'interpolate'], 'wrong_type', `is ${JSON.stringify(p.interpolate)}`, 'must be true or false', 'write true');
  const weights = Array.isArray(p.weights)
    ? (p.weights as unknown[]).map((w, i) => quantity(w, 'number', [...path, 'weights', i]))
    : undefined;
  if (p.weights !== undefined && weights?.length !== values.length)
    fail(
      [...path, 'weights'],
      'bad_length',
      `has ${weights?.length ?? 'no'} weights`,
      `must have one for each of the ${values.length} values`,
      'add or remove weights',
    );
  return { kind: 'empirical', values, weights, interpolate: p.interpolate === true ? true : undefined };
}
