/**
 * Parameters of distributions as written: times with a unit, plain numbers, and sets of names that make a law.
 */
import type { Problem } from './issue.js';
import { nearestName } from './nearest.js';
import { DAYS_PER_YEAR, LONGEST_YEARS, nearestUnit, readWritten, slipIn } from './units.js';

/** What a law is of: a time in days, weekly hours, a plain factor. */
export type LawOf = 'time' | 'number';

/** Thrown while a law is read and caught by `readLaw`, which turns it into a problem with its path. */
export class LawProblem extends Error {
  constructor(
    readonly path: readonly (string | number)[],
    readonly problem: Problem,
  ) {
    super(problem.found);
  }
}

export type Mapping = Readonly<Record<string, unknown>>;
export type Steps = readonly (string | number)[];

export function isMapping(value: unknown): value is Mapping {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export function fail(path: Steps, code: Problem['code'], found: string, allowed: string, hint: string, nearest?: string): never {
  throw new LawProblem(path, { code, found, allowed, hint, ...(nearest === undefined ? {} : { nearest }) });
}

/** The largest time in days, and the largest number, of any parameter: beyond them means and tables are not finite. */
const LARGEST: Readonly<Record<LawOf, number>> = { time: LONGEST_YEARS * DAYS_PER_YEAR, number: 1e6 };

/** What shapes may be: a gamma distribution of shape 1/400 has 20 times its mean as standard deviation, one of 10,000 a hundredth. */
export const SHAPES = { gamma: [1 / 400, 1e4], weibull: [0.1, 100], sigma: [0.001, 3] } as const;

/** A parameter between two bounds. */
export function bounded(value: number, [least, most]: readonly [number, number], path: Steps): number {
  if (!(value >= least * (1 - 1e-9) && value <= most * (1 + 1e-9)))
    fail(
      path,
      'out_of_range',
      `is ${value}`,
      `must be from ${least} to ${most}`,
      value > most ? 'write a smaller number' : 'write a larger number',
    );
  return value;
}

/** A time in days or a bare number of 0 or more. */
export function quantity(value: unknown, of: LawOf, path: Steps): number {
  const written = readWritten(value);
  const allowed = of === 'time' ? 'must be a time with its unit' : 'must be a number without a unit';
  if (value === undefined) fail(path, 'missing', 'is missing', allowed, of === 'time' ? 'for example 14 days' : 'for example 9.1');
  const wanted = of === 'time' ? 'duration' : 'bare';
  if (written === null) {
    const slip = slipIn(value);
    if (slip !== null) fail(path, 'wrong_type', `is ${JSON.stringify(value)}`, allowed, slip);
    const nearest = nearestUnit(value);
    const code = nearest === undefined ? 'wrong_type' : 'wrong_unit';
    fail(path, code, `is ${JSON.stringify(value)}`, allowed, of === 'time' ? 'for example 14 days' : 'for example 9.1', nearest);
  }
  if (
    written.dimension !== wanted &&
    !(of === 'time' && written.value === 0 && written.dimension === 'bare') &&
    !(of === 'number' && written.dimension === 'share')
  )
    fail(
      path,
      'wrong_unit',
      `is ${JSON.stringify(value)}`,
      allowed,
      of === 'time' ? 'add the unit: minutes, hours, days, weeks, months or years' : 'remove the unit',
    );
  if (written.value < 0) fail(path, 'out_of_range', `is ${String(value)}`, 'must be 0 or more', 'remove the minus sign');
  if (!(written.value <= LARGEST[of]))
    fail(
      path,
      'out_of_range',
      `is ${String(value)}`,
      `must be at most ${of === 'time' ? `${LONGEST_YEARS.toLocaleString('en-GB')} years` : LARGEST[of]}`,
      'check the unit and the zeros',
    );
  return written.value;
}

/** Parameters of one law, with exactly one of the sets of names allowed. */
export function parameters(value: unknown, sets: readonly (readonly string[])[], path: Steps): Mapping {
  const all = [...new Set(sets.flat())];
  const forms = sets.map((set) => set.join(' and ')).join('; or ');
  if (!isMapping(value))
    fail(
      path,
      'wrong_type',
      `is ${JSON.stringify(value) ?? 'missing'}`,
      `needs ${forms}`,
      `for example {${sets[0]!.join(': ..., ')}: ...}`,
    );
  for (const key of Object.keys(value))
    if (!all.includes(key))
      fail(
        [...path, key],
        'unknown_setting',
        'is not a parameter of this distribution',
        `needs ${forms}`,
        'remove or rename it',
        nearestName(key, all),
      );
  const keys = Object.keys(value);
  if (!sets.some((set) => set.length === keys.length && set.every((key) => keys.includes(key))))
    fail(
      path,
      'bad_law',
      keys.length === 0 ? 'has no parameters' : `has ${keys.join(' and ')}`,
      `needs ${forms}`,
      'give one of these sets, complete',
    );
  return value;
}

export function plain(value: unknown, path: Steps, least = 0): number {
  const x = quantity(value, 'number', path);
  if (!(x > least)) fail(path, 'out_of_range', `is ${x}`, `must be more than ${least}`, 'write a larger number');
  return x;
}

/** Coefficient of variation, from `cv` or `sd`. */
export function spread(p: Mapping, mean: number, of: LawOf, path: Steps): number {
  const cv = p.cv !== undefined ? plain(p.cv, [...path, 'cv']) : quantity(p.sd, of, [...path, 'sd']) / mean;
  if (!(cv >= 0.01 && cv < 20))
    fail(
      path,
      'out_of_range',
      `has a standard deviation of ${cv} times its mean`,
      'must be from a hundredth to 20 times',
      'write "fixed" for no spread',
    );
  return cv;
}

export function positive(value: unknown, of: LawOf, path: Steps): number {
  const x = quantity(value, of, path);
  if (!(x > 0)) fail(path, 'out_of_range', `is ${String(value)}`, 'must be more than 0', 'write a larger number');
  return x;
}
