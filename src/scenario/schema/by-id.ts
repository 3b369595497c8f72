/**
 * Fields that vary by area or client group: one value for all, or a mapping by id.
 */
import type { z } from 'zod';
import type { Law } from '../../random/law.js';
import { type LawOf, looksLikeLaw } from '../laws.js';
import { nearestName } from '../nearest.js';
import { ANY, addProblem, checkSum, type Field, type Frame, law, type Meaning, meant, quantity } from './field.js';
import { type Bounds, isMapping, KINDS, phraseFound, type QuantityKind } from './quantity-kinds.js';

/** Both forms of a field that varies by id, for the JSON Schema. */
export const varying = new WeakMap<object, { readonly one: z.ZodType; readonly each: readonly string[] | null; readonly what: string }>();

/** Passes the issues of an inner parse on, below `path`. */
export function forward(
  result: z.ZodSafeParseResult<unknown>,
  ctx: { addIssue(issue: never): void },
  path: readonly (string | number)[],
): void {
  for (const issue of result.error?.issues ?? [])
    (ctx.addIssue as (issue: unknown) => void)({ ...issue, path: [...path, ...issue.path], input: undefined });
}

function readById<T>(
  value: Readonly<Record<string, unknown>>,
  one: Field<T>,
  ids: readonly string[],
  what: string,
  ctx: { addIssue(issue: never): void },
  required = true,
): T[] {
  for (const key of Object.keys(value))
    if (!ids.includes(key)) {
      const nearest = nearestName(key, ids);
      addProblem(
        ctx,
        {
          code: 'unknown_name',
          found: `is not ${what} of this scenario`,
          allowed: `must be ${ids.join(', ')}`,
          ...(nearest === undefined ? { hint: 'remove or rename it' } : { nearest }),
        },
        [key],
      );
    }
  return ids.map((id) => {
    if (!Object.hasOwn(value, id)) {
      if (!required) return undefined as T;
      addProblem(
        ctx,
        {
          code: 'missing',
          found: 'is missing',
          allowed: `every one of ${ids.join(', ')} must have a value`,
          hint: `add "${id}:", or write one value for all`,
        },
        [id],
      );
      return undefined as T;
    }
    const result = one.safeParse(value[id]);
    forward(result, ctx, [id]);
    return result.data as T;
  });
}

/** True for a mapping that is meant as values by id and not as one value. */
function isById(
  value: unknown,
  ids: readonly string[],
  oneIsMapping: (value: Readonly<Record<string, unknown>>) => boolean,
): value is Readonly<Record<string, unknown>> {
  return isMapping(value) && (Object.keys(value).some((key) => ids.includes(key)) || !oneIsMapping(value));
}

/** One value for all, or a mapping by id with every id (without `leftOut`, the value of ids that are not named); comes out parallel to the ids. */
function byId<T>(
  ids: readonly string[] | null,
  what: string,
  one: Field<T>,
  meaning: Meaning,
  oneIsMapping: (value: Readonly<Record<string, unknown>>) => boolean,
  leftOut?: T,
): Field<readonly T[]> {
  const read = (value: unknown, ctx: { addIssue(issue: never): void }): readonly T[] => {
    if (ids === null) return [];
    if (isById(value, ids, oneIsMapping))
      return readById(value, one, ids, what, ctx, leftOut === undefined).map((read) => read ?? (leftOut as T));
    const result = one.safeParse(value);
    forward(result, ctx, []);
    return ids.map(() => result.data as T);
  };
  const field = meant(ANY.transform(read), { ...meaning, quantity: what });
  varying.set(field, { one, each: ids, what });
  return field;
}

/** What is said of one value: examples of values by id are not among it. */
const ofOne = ({ examples = [], ...said }: Meaning): Meaning => {
  const single = examples.filter((example) => !isMapping(example));
  return single.length === 0 ? said : { ...said, examples: single };
};

/** How a mapping that is one value is told from values by id. */
const NEVER = (): boolean => false;
const ALWAYS = (): boolean => true;

export const quantityByArea = (frame: Frame | null, kind: QuantityKind, meaning: Meaning, given: Bounds = {}): Field<readonly number[]> =>
  byId(frame?.areas ?? null, 'an area', quantity(kind, ofOne(meaning), given), meaning, NEVER);
export const quantityByGroup = (frame: Frame | null, kind: QuantityKind, meaning: Meaning, given: Bounds = {}): Field<readonly number[]> =>
  byId(frame?.groups ?? null, 'a client group', quantity(kind, ofOne(meaning), given), meaning, NEVER);
/** As quantityByGroup, 0 for client groups that are not named: people, of whom a group may have none. */
export const peopleRateByGroup = (frame: Frame | null, meaning: Meaning, given: Bounds): Field<readonly number[]> =>
  byId(frame?.groups ?? null, 'a client group', quantity('rate', ofOne(meaning), given), meaning, NEVER, 0);
export const lawByGroup = (frame: Frame | null, of: LawOf, meaning: Meaning): Field<readonly Law[]> =>
  byId(
    frame?.groups ?? null,
    'a client group',
    law(of, meaning),
    meaning,
    (value) => looksLikeLaw(value) || Object.keys(value).length === 0,
  );
export const sectionByGroup = <T>(frame: Frame | null, one: Field<T>, meaning: Meaning): Field<readonly T[]> =>
  byId(frame?.groups ?? null, 'a client group', one, meaning, ALWAYS);
export const sectionByArea = <T>(frame: Frame | null, one: Field<T>, meaning: Meaning): Field<readonly T[]> =>
  byId(frame?.areas ?? null, 'an area', one, meaning, ALWAYS);

/** Names for examples. */
const SOME_IDS: Readonly<Record<string, readonly [string, string]>> = {
  'an area': ['north', 'south'],
  'a client group': ['older', 'working_age'],
  'a placement': ['rehabilitation', 'care_home'],
  'a part of the county': ['north', 'south'],
  'a kind of unit or a placement': ['supported_living', 'extra_care'],
};

/** A quantity for each id, all of them or some; comes out by id. */
export function quantityFor(
  ids: readonly string[] | null,
  what: string,
  kind: QuantityKind,
  meaning: Meaning,
  all: boolean,
): Field<Readonly<Record<string, number>>> {
  const one = quantity(kind, ofOne(meaning));
  const read = (value: unknown, ctx: { addIssue(issue: never): void }): Readonly<Record<string, number>> => {
    if (!isMapping(value)) {
      addProblem(ctx, {
        code: value === undefined ? 'missing' : 'wrong_type',
        found: phraseFound(value),
        allowed: 'must be a mapping of values by name',
        hint: `for example {${(ids ?? ['name']).slice(0, 2).join(': 1, ')}: 1}`,
      });
      return {};
    }
    if (ids === null) return {};
    const values = readById(value, one, ids, what, ctx, all);
    return Object.fromEntries(ids.flatMap((id, i) => (values[i] === undefined ? [] : [[id, values[i]]])));
  };
  const field = meant(ANY.transform(read), {
    examples: [Object.fromEntries((SOME_IDS[what] ?? []).map((id) => [id, KINDS[kind].examples[0]]))],
    ...meaning,
    type: 'object',
    quantity: what,
  });
  varying.set(field, { one, each: ids, what });
  return field;
}

/** Shares by area or client group; they sum to 1 over all ids. */
export function sharesFor(ids: readonly string[] | null, what: string, meaning: Meaning): Field<readonly number[]> {
  const [first, second] = SOME_IDS[what]!;
  const examples = [{ [first]: '60%', [second]: '40%' }];
  const by = quantityFor(ids, what, 'share', { unit: 'share', examples, ...meaning }, true);
  const read = by.transform((shares, ctx) => {
    const values = (ids ?? []).map((id) => shares[id] ?? 0);
    if (ids !== null) checkSum(values, ctx as never, 'shares');
    return values as readonly number[];
  });
  const field = meant(read, { examples, ...meaning, type: 'object' });
  varying.set(field, { one: quantity('share', { description: 'share of the whole', unit: 'share' }), each: ids, what });
  return field;
}
