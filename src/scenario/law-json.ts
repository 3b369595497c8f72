/**
 * Distributions in the JSON Schema: names of laws, of their parameters and of what modifies them, with the types these may have.
 */
import { LAW_MODIFIERS, type LAW_NAMES } from './laws.js';
import { KINDS } from './schema/quantity-kinds.js';

type Json = { [key: string]: unknown };
type LawName = (typeof LAW_NAMES)[number];

/** Parameters in the unit of the law itself, and plain ones. */
const PARAMETERS: Readonly<Record<Exclude<LawName, 'fixed' | 'empirical' | 'mixture'>, readonly [readonly string[], readonly string[]]>> = {
  exponential: [['mean', 'median'], []],
  gamma: [
    ['mean', 'sd', 'scale'],
    ['cv', 'shape'],
  ],
  erlang: [['mean'], ['phases']],
  lognormal: [
    ['mean', 'median', 'sd'],
    ['cv', 'sigma', 'mu'],
  ],
  weibull: [
    ['mean', 'sd', 'scale'],
    ['cv', 'shape'],
  ],
  triangular: [['low', 'mode', 'high'], []],
  uniform: [['low', 'high'], []],
  coxian2: [['mean1', 'mean2'], ['moveOn']],
};

const PLAIN: Json = KINDS.number.json;

const mapping = (properties: Json): Json => ({ type: 'object', properties, additionalProperties: false });
const each = (names: readonly string[], json: Json): Json => Object.fromEntries(names.map((name) => [name, json]));

/** Settings of a law whose own values are `amount`; `self` is a law of the same kind. */
function lawSettings(amount: Json, self: Json): Json {
  const laws = Object.entries(PARAMETERS).map(([name, [own, plain]]) => [name, mapping({ ...each(own, amount), ...each(plain, PLAIN) })]);
  const list = { type: 'array', items: amount };
  return {
    ...each(['fixed', ...LAW_MODIFIERS], amount),
    ...Object.fromEntries(laws),
    empirical: {
      anyOf: [list, mapping({ values: list, weights: { type: 'array', items: PLAIN }, interpolate: { type: 'boolean' } })],
    },
    mixture: { type: 'array', items: mapping({ weight: PLAIN, law: self }) },
  };
}

const ANY_AMOUNT: Json = { type: ['number', 'string'], pattern: '[0-9]' };
const ANY_LAW: Json = { $ref: '#/$defs/lawOfAny' };

/** A law: a bare value, or a mapping. */
const law = (name: string, amount: Json): Json => ({ anyOf: [amount, mapping(lawSettings(amount, { $ref: `#/$defs/${name}` }))] });

/** Definitions by name; a field refers to one by its `quantity`. */
export const LAW_DEFINITIONS: Readonly<Record<string, Json>> = {
  lawOfTime: law('lawOfTime', KINDS.duration.json),
  lawOfNumber: law('lawOfNumber', PLAIN),
  lawOfAny: law('lawOfAny', ANY_AMOUNT),
  range: mapping({ as: { enum: ['value', 'factor'] }, low: ANY_AMOUNT, high: ANY_AMOUNT, ...lawSettings(ANY_AMOUNT, ANY_LAW) }),
};

/** Name of the definition that a field's `quantity` refers to, if it does. */
export function definitionOf(quantity: unknown): string | undefined {
  return { 'law of time': 'lawOfTime', 'law of number': 'lawOfNumber', range: 'range' }[String(quantity)];
}
