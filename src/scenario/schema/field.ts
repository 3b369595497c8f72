/**
 * Building blocks of the scenario's schema: written quantities, laws, values by area or client group, shares that sum to 1.
 *
 * Each field carries its meaning in `.meta()`: the same text makes the JSON Schema, `explain` and the words of problems. What is
 * wrong travels as data: a problem of ours sits in `params.problem` of zod's issue, and never in its message.
 */
import { z } from 'zod';
import type { Law } from '../../random/law.js';
import type { Problem } from '../issue.js';
import { looksLikeLaw, readLaw, type LawOf } from '../laws.js';
import { readWritten, TIME_UNITS } from '../units.js';
import { nearestName } from '../nearest.js';

/** What a field is, for people. */
export interface Meaning {
  readonly description: string;
  readonly unit?: string;
  readonly examples?: readonly unknown[];
}

/** Names that a scenario's own file defines; null where any will do (JSON Schema, explain). */
export interface Frame {
  readonly areas: readonly string[];
  readonly groups: readonly string[];
  readonly placements: readonly string[];
  readonly providerGroups: readonly string[];
}

export type Field<T> = z.ZodType<T>;

type Context = { addIssue(issue: z.core.$ZodRawIssue<z.core.$ZodIssueCustom>): void };

/** Reports a problem at a path below the field. */
export function addProblem(ctx: { addIssue(issue: never): void }, problem: Problem, path: readonly (string | number)[] = []): void {
  (ctx as unknown as Context).addIssue({ code: 'custom', params: { problem }, path: [...path], input: undefined });
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A value as it reads in a sentence. */
export function phraseFound(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (typeof value === 'string') return `is the text "${value.length > 60 ? `${value.slice(0, 57)}...` : value}"`;
  if (Array.isArray(value)) return `is a list of ${value.length}`;
  if (isMapping(value)) return 'is a mapping';
  return `is ${String(value)}`;
}

/** A mapping with these settings and no others. zod's message carries the names of the settings allowed, never words. */
export function section<S extends z.core.$ZodLooseShape>(shape: S, meaning: Meaning) {
  const names = Object.keys(shape).join(' ');
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? names : undefined) }).meta({ ...meaning });
}

export type QuantityKind = 'count' | 'number' | 'share' | 'duration' | 'rate' | 'money';

export interface Bounds {
  readonly least?: number;
  /** strictly more than */
  readonly above?: number;
  readonly most?: number;
  /** a word that stands for no limit (Infinity) */
  readonly infinite?: 'unlimited' | 'never';
}

interface KindRow {
  readonly dimensions: readonly string[];
  readonly allowed: string;
  readonly example: string;
  readonly unitHint: string;
  readonly json: Readonly<Record<string, unknown>>;
}

const KINDS: Readonly<Record<QuantityKind, KindRow>> = {
  count: { dimensions: ['bare'], allowed: 'must be a whole number', example: '12', unitHint: 'remove the unit', json: { type: 'integer' } },
  number: { dimensions: ['bare', 'share'], allowed: 'must be a number', example: '0.8', unitHint: 'remove the unit', json: { type: 'number' } },
  share: { dimensions: ['bare', 'share'], allowed: 'must be a share from 0 to 1', example: '70% or 0.7', unitHint: 'write a share, such as 70% or 0.7', json: { type: ['number', 'string'] } },
  duration: { dimensions: ['duration'], allowed: 'must be a time with its unit', example: '14 days', unitHint: `add the unit: ${TIME_UNITS.join(', ')}`, json: { type: ['string', 'number'] } },
  rate: { dimensions: ['rate'], allowed: 'must be a rate with its unit', example: '12 per week or 41% per year', unitHint: 'add the unit: per day, per week or per year', json: { type: ['string', 'number'] } },
  money: { dimensions: ['money', 'bare'], allowed: 'must be an amount in pounds', example: '£21.30 or 21.3', unitHint: 'write pounds only, such as £21.30', json: { type: ['number', 'string'] } },
};

function bounds(kind: QuantityKind, given: Bounds): Bounds {
  if (kind === 'share') return { least: 0, most: 1, ...given };
  return { least: given.above === undefined ? 0 : Number.NEGATIVE_INFINITY, ...given };
}

function unitProblem(kind: QuantityKind, value: unknown): Problem | null {
  const row = KINDS[kind];
  const found = phraseFound(value);
  if (value === undefined) return { code: 'missing', found, allowed: row.allowed, hint: `for example ${row.example}` };
  const written = readWritten(value);
  if (written === null) {
    if (typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value)) {
      const wantsUnit = !row.dimensions.includes('bare');
      return { code: 'wrong_type', found, allowed: row.allowed, hint: wantsUnit ? row.unitHint : 'remove the quotation marks' };
    }
    const word = typeof value === 'string' ? /^[^a-z]*(?:per |a |\/ ?)?([a-z]+)$/i.exec(value)?.[1] : undefined;
    const nearest = word === undefined || !/\d/.test(String(value)) ? undefined : nearestName(word, TIME_UNITS);
    return { code: nearest === undefined ? 'wrong_type' : 'wrong_unit', found, allowed: row.allowed, hint: `for example ${row.example}`, ...(nearest === undefined ? {} : { nearest }) };
  }
  const zero = written.value === 0 && written.dimension === 'bare';
  if (row.dimensions.includes(written.dimension) || zero) return null;
  return { code: 'wrong_unit', found, allowed: row.allowed, hint: row.unitHint };
}

function rangeProblem(kind: QuantityKind, value: unknown, x: number, limits: Bounds): Problem | null {
  const found = phraseFound(value);
  if (!Number.isFinite(x)) return { code: 'out_of_range', found, allowed: 'must be a finite number', hint: 'write a number' };
  if (limits.above !== undefined && !(x > limits.above)) return { code: 'out_of_range', found, allowed: `must be more than ${limits.above}`, hint: 'write a larger number' };
  if (x < limits.least!) return { code: 'out_of_range', found, allowed: kind === 'share' ? KINDS.share.allowed : `must be ${limits.least} or more`, hint: x < 0 ? 'remove the minus sign' : 'write a larger number' };
  if (limits.most !== undefined && x > limits.most)
    return { code: 'out_of_range', found, allowed: kind === 'share' ? KINDS.share.allowed : `must be ${limits.most} or less`, hint: kind === 'share' && x <= 100 ? `if ${x} per cent is meant, write ${x}%` : 'write a smaller number' };
  if (kind === 'count' && !Number.isInteger(x)) return { code: 'not_whole', found, allowed: 'must be a whole number', hint: `write ${Math.round(x)}` };
  return null;
}

/** A written number of one kind; comes out in days, a day, pounds or 0 to 1. */
export function quantity(kind: QuantityKind, meaning: Meaning, given: Bounds = {}): Field<number> {
  const limits = bounds(kind, given);
  const read = (value: unknown, ctx: { addIssue(issue: never): void }): number => {
    if (limits.infinite !== undefined && value === limits.infinite) return Number.POSITIVE_INFINITY;
    const x = readWritten(value)?.value ?? 0;
    const problem = unitProblem(kind, value) ?? rangeProblem(kind, value, x, limits);
    if (problem === null) return x;
    addProblem(ctx, limits.infinite === undefined ? problem : { ...problem, allowed: `${problem.allowed}, or "${limits.infinite}"` });
    return 0;
  };
  return z.unknown().transform(read).meta({ examples: [KINDS[kind].example], ...meaning, ...KINDS[kind].json, quantity: kind });
}

/** A law of times or of plain numbers. */
export function law(of: LawOf, meaning: Meaning): Field<Law> {
  const read = (value: unknown, ctx: { addIssue(issue: never): void }): Law => {
    const result = readLaw(value, of);
    if (result.ok) return result.law;
    addProblem(ctx, result.problem, result.path);
    return { kind: 'fixed', value: 0 };
  };
  const examples = of === 'time' ? ['14 days', { exponential: { mean: '2 years' } }] : [9.1, { gamma: { mean: 9.1, shape: 1.5 } }];
  return z.unknown().transform(read).meta({ unit: of === 'time' ? 'time' : 'number', examples, ...meaning, type: ['string', 'number', 'object'], quantity: 'law' });
}

/** Both forms of a field that varies by id, for the JSON Schema. */
export const varying = new WeakMap<object, { readonly one: z.ZodType; readonly each: readonly string[] | null; readonly what: string }>();

/** Passes the issues of an inner parse on, below `path`. */
export function forward(result: z.ZodSafeParseResult<unknown>, ctx: { addIssue(issue: never): void }, path: readonly (string | number)[]): void {
  for (const issue of result.error?.issues ?? []) (ctx.addIssue as (issue: unknown) => void)({ ...issue, path: [...path, ...issue.path], input: undefined });
}

function readById<T>(value: Readonly<Record<string, unknown>>, one: Field<T>, ids: readonly string[], what: string, ctx: { addIssue(issue: never): void }, required = true): T[] {
  for (const key of Object.keys(value))
    if (!ids.includes(key)) {
      const nearest = nearestName(key, ids);
      addProblem(ctx, { code: 'unknown_name', found: `is not ${what} of this scenario`, allowed: `must be ${ids.join(', ')}`, ...(nearest === undefined ? { hint: 'remove or rename it' } : { nearest }) }, [key]);
    }
  return ids.map((id) => {
    if (!Object.hasOwn(value, id)) {
      if (!required) return undefined as T;
      addProblem(ctx, { code: 'missing', found: 'is missing', allowed: `every one of ${ids.join(', ')} must have a value`, hint: `add "${id}:", or write one value for all` }, [id]);
      return undefined as T;
    }
    const result = one.safeParse(value[id]);
    forward(result, ctx, [id]);
    return result.data as T;
  });
}

/** True for a mapping that is meant as values by id and not as one value. */
function isById(value: unknown, ids: readonly string[], oneIsMapping: (value: Readonly<Record<string, unknown>>) => boolean): value is Readonly<Record<string, unknown>> {
  return isMapping(value) && (Object.keys(value).some((key) => ids.includes(key)) || !oneIsMapping(value));
}

/** One value for all, or a mapping by id with every id; comes out parallel to the ids. */
function byId<T>(ids: readonly string[] | null, what: string, one: Field<T>, meaning: Meaning, oneIsMapping: (value: Readonly<Record<string, unknown>>) => boolean): Field<readonly T[]> {
  const read = (value: unknown, ctx: { addIssue(issue: never): void }): readonly T[] => {
    if (ids === null) return [];
    if (isById(value, ids, oneIsMapping)) return readById(value, one, ids, what, ctx);
    const result = one.safeParse(value);
    forward(result, ctx, []);
    return ids.map(() => result.data as T);
  };
  const field = z.unknown().transform(read).meta({ ...meaning, quantity: what });
  varying.set(field, { one, each: ids, what });
  return field;
}

/** How a mapping that is one value is told from values by id. */
const NEVER = (): boolean => false;
const ALWAYS = (): boolean => true;

export const quantityByArea = (frame: Frame | null, kind: QuantityKind, meaning: Meaning, given: Bounds = {}): Field<readonly number[]> =>
  byId(frame?.areas ?? null, 'an area', quantity(kind, meaning, given), meaning, NEVER);
export const quantityByGroup = (frame: Frame | null, kind: QuantityKind, meaning: Meaning, given: Bounds = {}): Field<readonly number[]> =>
  byId(frame?.groups ?? null, 'a client group', quantity(kind, meaning, given), meaning, NEVER);
export const lawByGroup = (frame: Frame | null, of: LawOf, meaning: Meaning): Field<readonly Law[]> =>
  byId(frame?.groups ?? null, 'a client group', law(of, meaning), meaning, (value) => looksLikeLaw(value) || Object.keys(value).length === 0);
export const sectionByGroup = <T>(frame: Frame | null, one: Field<T>, meaning: Meaning): Field<readonly T[]> =>
  byId(frame?.groups ?? null, 'a client group', one, meaning, ALWAYS);
export const sectionByArea = <T>(frame: Frame | null, one: Field<T>, meaning: Meaning): Field<readonly T[]> =>
  byId(frame?.areas ?? null, 'an area', one, meaning, ALWAYS);

/** A quantity for each id, all of them or some; comes out by id. */
export function quantityFor(ids: readonly string[] | null, what: string, kind: QuantityKind, meaning: Meaning, all: boolean): Field<Readonly<Record<string, number>>> {
  const one = quantity(kind, meaning);
  const read = (value: unknown, ctx: { addIssue(issue: never): void }): Readonly<Record<string, number>> => {
    if (!isMapping(value)) {
      addProblem(ctx, { code: value === undefined ? 'missing' : 'wrong_type', found: phraseFound(value), allowed: 'must be a mapping of values by name', hint: `for example {${(ids ?? ['name']).slice(0, 2).join(': 1, ')}: 1}` });
      return {};
    }
    if (ids === null) return {};
    const values = readById(value, one, ids, what, ctx, all);
    return Object.fromEntries(ids.flatMap((id, i) => (values[i] === undefined ? [] : [[id, values[i]]])));
  };
  const field = z.unknown().transform(read).meta({ ...meaning, type: 'object', quantity: what });
  varying.set(field, { one, each: ids, what });
  return field;
}

/** Sums are taken to agree within this. */
export const SUM_TOLERANCE = 1e-9;

/** Reports shares that do not sum to 1. */
export function checkSum(values: readonly number[], ctx: { addIssue(issue: never): void }, what: string): void {
  const sum = values.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) <= SUM_TOLERANCE) return;
  addProblem(ctx, { code: 'bad_sum', found: `has ${what} that sum to ${Number(sum.toPrecision(10))}`, allowed: 'must sum to 1', hint: sum < 1 ? `add ${Number((1 - sum).toPrecision(6))} to one of them` : `take ${Number((sum - 1).toPrecision(6))} off one of them` });
}

/** Shares of a whole by fixed names, each optional (0); they sum to 1. */
export function sharesOf<const K extends string>(names: readonly K[], meaning: Meaning): Field<Readonly<Record<K, number>>> {
  const share = quantity('share', { description: 'share of the whole', unit: 'share' }).optional();
  const shape = Object.fromEntries(names.map((name) => [name, share])) as Record<K, typeof share>;
  return section(shape, meaning)
    .transform((value, ctx) => {
      const given = value as Partial<Record<K, number>>;
      checkSum(names.map((name) => given[name] ?? 0), ctx as never, 'shares');
      return Object.fromEntries(names.map((name) => [name, given[name] ?? 0])) as Readonly<Record<K, number>>;
    })
    .meta({ ...meaning }) as unknown as Field<Readonly<Record<K, number>>>;
}

/** Shares by area or client group; they sum to 1 over all ids. */
export function sharesFor(ids: readonly string[] | null, what: string, meaning: Meaning): Field<readonly number[]> {
  const by = quantityFor(ids, what, 'share', { unit: 'share', ...meaning }, true);
  const field = by
    .transform((shares, ctx) => {
      const values = (ids ?? []).map((id) => shares[id] ?? 0);
      if (ids !== null) checkSum(values, ctx as never, 'shares');
      return values as readonly number[];
    })
    .meta({ ...meaning, type: 'object' });
  varying.set(field, { one: quantity('share', { description: 'share of the whole', unit: 'share' }), each: ids, what });
  return field;
}

/** One of a few words. */
export function oneOf<const W extends string>(words: readonly W[], meaning: Meaning): Field<W> {
  return z.enum(words as readonly [W, ...W[]]).meta({ ...meaning }) as unknown as Field<W>;
}

export const yesNo = (meaning: Meaning): Field<boolean> => z.boolean().meta({ ...meaning });
export const text = (meaning: Meaning): Field<string> => z.string().meta({ ...meaning });

/** The value when the setting is left out, as it would be written; shown by `explain` and in the JSON Schema. */
export function or<T>(field: Field<T>, written: unknown): z.ZodPrefault<Field<T>> {
  return field.prefault(written as never) as unknown as z.ZodPrefault<Field<T>>;
}
