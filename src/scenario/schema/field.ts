/**
 * Building blocks of the scenario's schema: written quantities, laws, values by area or client group, shares that sum to 1.
 *
 * Each field has its meaning in zod's registry: the same text makes the JSON Schema, `explain` and the words of problems. What is
 * wrong travels as data: a problem of ours sits in `params.problem` of zod's issue, and never in its message.
 */
import { z } from 'zod';
import type { Law } from '../../random/law.js';
import type { Problem } from '../issue.js';
import { LAW_NAMES, type LawOf, readLaw } from '../laws.js';
import { readWritten } from '../units.js';
import {
  allowedOf,
  type Bounds,
  boundsOf,
  isInPerCent,
  jsonOf,
  KINDS,
  type QuantityKind,
  rangeProblem,
  unitProblem,
} from './quantity-kinds.js';

// A schema reads one file: code generated to read many is a tenth of what reading it takes.
z.config({ jitless: true });

/** What a field is, for people. */
export interface Meaning {
  readonly description: string;
  readonly unit?: string;
  /** what may be written, where the field's form does not say it */
  readonly allowed?: string;
  readonly examples?: readonly unknown[];
}

/** Names that a scenario's own file defines; null where any will do (JSON Schema, explain). */
export interface Frame {
  readonly areas: readonly string[];
  readonly groups: readonly string[];
  readonly placements: readonly string[];
  readonly schemes: readonly string[];
  readonly providerGroups: readonly string[];
  /** parts of the county that housing names; one of all areas where it names none */
  readonly parts: readonly string[];
}

export type Field<T> = z.ZodType<T>;

/** A new field with its meaning, without the copy of the field that `.meta()` makes. */
export function meant<F extends z.ZodType>(field: F, meaning: object): F {
  z.globalRegistry.add(field, meaning as z.core.GlobalMeta);
  return field;
}

/** Any value, to be read by a function. */
export const ANY = z.unknown();

type Context = { addIssue(issue: z.core.$ZodRawIssue<z.core.$ZodIssueCustom>): void };

/** Reports a problem at a path below the field. */
export function addProblem(ctx: { addIssue(issue: never): void }, problem: Problem, path: readonly (string | number)[] = []): void {
  (ctx as unknown as Context).addIssue({ code: 'custom', params: { problem }, path: [...path], input: undefined });
}

/** A mapping with these settings and no others. zod's message carries the names of the settings allowed, never words. */
export function section<S extends z.core.$ZodLooseShape>(shape: S, meaning: Meaning) {
  const names = Object.keys(shape).join(' ');
  return meant(z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? names : undefined) }), meaning);
}

/** Examples of a kind that are within bounds; the upper bound where none is. */
function examplesWithin(kind: QuantityKind, limits: Bounds): readonly unknown[] {
  const fitting = KINDS[kind].examples.filter((example) => rangeProblem(kind, example, readWritten(example)!.value, limits) === null);
  return fitting.length > 0 ? fitting : [limits.most];
}

/** A written number of one kind; comes out in days, a day, pounds or 0 to 1. */
export function quantity(written: QuantityKind, meaning: Meaning, given: Bounds = {}): Field<number> {
  const kind = written === 'number' && !isInPerCent(meaning.unit) ? 'amount' : written;
  const limits = boundsOf(kind, given);
  const read = (value: unknown, ctx: { addIssue(issue: never): void }): number => {
    if (limits.infinite !== undefined && value === limits.infinite) return Number.POSITIVE_INFINITY;
    const x = readWritten(value)?.value ?? 0;
    const problem = unitProblem(kind, value) ?? rangeProblem(kind, value, x, limits);
    if (problem === null) return x;
    addProblem(ctx, limits.infinite === undefined ? problem : { ...problem, allowed: `${problem.allowed}, or "${limits.infinite}"` });
    return 0;
  };
  return meant(ANY.transform(read), {
    get examples() {
      return examplesWithin(kind, limits);
    },
    ...meaning,
    ...jsonOf(kind, given),
    quantity: kind,
    allowed: allowedOf(kind, given),
  });
}

const lawAllowed = (of: LawOf): string =>
  `${of === 'time' ? 'a time with its unit' : 'a number'}, 0 or more, or a distribution: ${LAW_NAMES.join(', ')} (caresim explain distributions)`;

/** A law of times or of plain numbers. */
export function law(of: LawOf, meaning: Meaning): Field<Law> {
  const read = (value: unknown, ctx: { addIssue(issue: never): void }): Law => {
    const result = readLaw(value, of);
    if (result.ok) return result.law;
    addProblem(ctx, result.problem, result.path);
    return { kind: 'fixed', value: 0 };
  };
  const examples = of === 'time' ? ['14 days', { exponential: { mean: '2 years' } }] : [9.1, { gamma: { mean: 9.1, shape: 1.5 } }];
  const unit = of === 'time' ? 'time' : 'number';
  return meant(ANY.transform(read), { unit, examples, ...meaning, quantity: `law of ${of}`, allowed: lawAllowed(of) });
}

/** Sums are taken to agree within this. */
export const SUM_TOLERANCE = 1e-9;

/** Reports shares that do not sum to 1. */
export function checkSum(values: readonly number[], ctx: { addIssue(issue: never): void }, what: string): void {
  const sum = values.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) <= SUM_TOLERANCE) return;
  addProblem(ctx, {
    code: 'bad_sum',
    found: `has ${what} that sum to ${Number(sum.toPrecision(10))}`,
    allowed: 'must sum to 1',
    hint: sum < 1 ? `add ${Number((1 - sum).toPrecision(6))} to one of them` : `take ${Number((sum - 1).toPrecision(6))} off one of them`,
  });
}

const namedShares = new Map<string, z.ZodPrefault<Field<number>>>();

/** Share of one kind among several, 0 where it is left out; one schema for each name. */
function shareNamed(name: string): z.ZodPrefault<Field<number>> {
  const spaced = name.replaceAll('_', ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const words = /^\d$/.test(name) ? `pathway ${name}` : spaced;
  const known = namedShares.get(name) ?? or(quantity('share', { description: `share of the whole: ${words}`, unit: 'share' }), 0);
  namedShares.set(name, known);
  return known;
}

/** Shares of a whole by fixed names, each 0 where left out; they sum to 1. */
export function sharesOf<const K extends string>(names: readonly K[], meaning: Meaning): Field<Readonly<Record<K, number>>> {
  const shape = Object.fromEntries(names.map((name) => [name, shareNamed(name)])) as Record<K, z.ZodPrefault<Field<number>>>;
  const field = section(shape, meaning).transform((value, ctx) => {
    const given = value as Readonly<Record<K, number>>;
    checkSum(
      names.map((name) => given[name]),
      ctx as never,
      'shares',
    );
    return given;
  });
  return meant(field, meaning) as unknown as Field<Readonly<Record<K, number>>>;
}

/** One of a few words. */
export function oneOf<const W extends string>(words: readonly W[], meaning: Meaning): Field<W> {
  return meant(z.enum(words as readonly [W, ...W[]]), meaning) as unknown as Field<W>;
}

export const yesNo = (meaning: Meaning): Field<boolean> => meant(z.boolean(), meaning);
export const text = (meaning: Meaning): Field<string> => meant(z.string(), meaning);

/** The value when the setting is left out, as it would be written; shown by `explain` and in the JSON Schema. */
export function or<T>(field: Field<T>, written: unknown): z.ZodPrefault<Field<T>> {
  return field.prefault(written as never) as unknown as z.ZodPrefault<Field<T>>;
}
