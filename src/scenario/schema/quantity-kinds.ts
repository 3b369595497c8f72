/**
 * Kinds of written numbers: the units they may have, their bounds, and what is wrong with one.
 */
import type { Problem } from '../issue.js';
import { DAYS_PER_YEAR, LONGEST_YEARS, nearestUnit, readWritten, slipIn, TIME_UNITS } from '../units.js';

/** What to do about a name that is the rest of a text: in {value: 3, source: one, two} a comma ends the source. */
export const QUOTE_COMMA = 'put text with a comma into quotation marks';

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

/** `amount`: a number of something, which a share cannot be; `number` is a factor or the like, which may be written in %. */
export type QuantityKind = 'count' | 'number' | 'amount' | 'share' | 'duration' | 'rate' | 'money';

/** Units of amounts, of which a share is none; factors, shares and figures of any metric may be written in per cent. */
const AMOUNTS = /^(hours?|packages|people|posts|workers|flats|beds|units|teams|providers|carers|pounds)\b/;
export const isInPerCent = (unit = ''): boolean => !AMOUNTS.test(unit);

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
  readonly noun: string;
  readonly allowed: string;
  readonly examples: readonly (string | number)[];
  readonly unitHint: string;
  readonly json: Readonly<Record<string, unknown>>;
}

const PER_CENT = '[0-9]\\s*%\\s*$';
/** Text with a number before a unit; of bare numbers 0 alone, which needs none. */
const WITH_UNIT = { type: ['string', 'number'], pattern: '[0-9].*[A-Za-z]', minimum: 0, maximum: 0 };

/** Bounds so wide that they are none to a reader. */
const BOUNDLESS = 1e9;

/** JSON Schema of a written number, with its bounds where it may be bare and the word that stands for no limit. */
export function jsonOf(kind: QuantityKind, given: Bounds): Readonly<Record<string, unknown>> {
  const { infinite } = given;
  const { json: form } = KINDS[kind];
  const json = kind === 'duration' || kind === 'rate' ? form : { ...form, ...jsonBounds(boundsOf(kind, given)) };
  if (infinite === undefined) return json;
  return {
    ...json,
    type: [...new Set([json.type, 'string'].flat())],
    pattern: `^${infinite}$${json.pattern === undefined ? '' : `|${json.pattern}`}`,
  };
}

function jsonBounds({ least, above, most }: Bounds): Readonly<Record<string, number>> {
  return {
    ...(least !== undefined && least > -BOUNDLESS && { minimum: least }),
    ...(above !== undefined && { exclusiveMinimum: above }),
    ...(most !== undefined && most < BOUNDLESS && { maximum: most }),
  };
}

/** Bounds in words; nothing where there are none. */
function phraseBounds({ least = 0, above, most = Number.POSITIVE_INFINITY }: Bounds): string {
  const hasEnd = most < BOUNDLESS;
  if (above !== undefined) return `, more than ${above}${hasEnd ? ` and at most ${most}` : ''}`;
  if (hasEnd) return `, from ${least} to ${most}`;
  return least > -BOUNDLESS ? `, ${least} or more` : '';
}

/** What a written number may be, for people: "a whole number, from 1 to 50". */
export function allowedOf(kind: QuantityKind, given: Bounds): string {
  const limits = boundsOf(kind, given);
  // the most of a rate is in a unit of its own
  const bounds = `${phraseBounds(kind === 'rate' ? { ...limits, most: Number.POSITIVE_INFINITY } : limits)}${kind === 'share' && limits.most === 1 ? ' (or in %)' : ''}`;
  return `${KINDS[kind].noun}${bounds}${given.infinite === undefined ? '' : `, or "${given.infinite}"`}`;
}

export const KINDS: Readonly<Record<QuantityKind, KindRow>> = {
  count: {
    dimensions: ['bare'],
    noun: 'a whole number',
    allowed: 'must be a whole number',
    examples: [12],
    unitHint: 'remove the unit',
    json: { type: 'integer' },
  },
  number: {
    dimensions: ['bare', 'share'],
    noun: 'a number',
    allowed: 'must be a number',
    examples: [0.8],
    unitHint: 'remove the unit',
    json: { type: ['number', 'string'], pattern: PER_CENT },
  },
  amount: {
    dimensions: ['bare'],
    noun: 'a number',
    allowed: 'must be a number',
    examples: [12],
    unitHint: 'write the number itself, without a unit',
    json: { type: 'number' },
  },
  share: {
    dimensions: ['bare', 'share'],
    noun: 'a share',
    allowed: 'must be a share from 0 to 1',
    examples: ['70%', 0.7],
    unitHint: 'write a share, such as 70% or 0.7',
    json: { type: ['number', 'string'], pattern: PER_CENT },
  },
  duration: {
    dimensions: ['duration'],
    noun: 'a time with its unit',
    allowed: 'must be a time with its unit',
    examples: ['14 days'],
    unitHint: `add the unit: ${TIME_UNITS.join(', ')}`,
    json: WITH_UNIT,
  },
  rate: {
    dimensions: ['rate'],
    noun: 'a rate with its unit',
    allowed: 'must be a rate with its unit',
    examples: ['12 per week', '41% per year'],
    unitHint: 'add the unit: per day, per week or per year',
    json: WITH_UNIT,
  },
  money: {
    dimensions: ['money', 'bare'],
    noun: 'an amount in pounds',
    allowed: 'must be an amount in pounds',
    examples: ['£21.30', 21.3],
    unitHint: 'write pounds only, such as £21.30',
    json: { type: ['number', 'string'], pattern: '^\\s*£' },
  },
};

/**
 * The largest value of each kind, in days, a day, pounds: far beyond any council, and small enough to be multiplied, counted and kept.
 * A rate may be as good as at once.
 */
const LARGEST: Readonly<Record<QuantityKind, number>> = {
  count: 5e6,
  number: 1e9,
  amount: 1e7,
  share: 1,
  duration: LONGEST_YEARS * DAYS_PER_YEAR,
  rate: 1e15,
  money: 1e12,
};

/** People a day that arrive from one setting at the most. */
export const MOST_ARRIVALS: Bounds = { most: 1e4 };

export function boundsOf(kind: QuantityKind, given: Bounds): Bounds {
  if (kind === 'share') return { least: 0, most: 1, ...given };
  return { least: given.above === undefined ? 0 : Number.NEGATIVE_INFINITY, ...given };
}

export function unitProblem(kind: QuantityKind, value: unknown): Problem | null {
  const row = KINDS[kind];
  const found = phraseFound(value);
  if (value === undefined) return { code: 'missing', found, allowed: row.allowed, hint: `for example ${row.examples.join(' or ')}` };
  if (isMapping(value) && value.value !== undefined)
    return {
      code: 'wrong_type',
      found: `is a mapping of ${Object.keys(value).join(', ')}`,
      allowed: 'a number with its source has value, source and confidence alone',
      hint: QUOTE_COMMA,
    };
  const written = readWritten(value);
  if (written === null) {
    if (typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value)) {
      const wantsUnit = !row.dimensions.includes('bare');
      return { code: 'wrong_type', found, allowed: row.allowed, hint: wantsUnit ? row.unitHint : 'remove the quotation marks' };
    }
    const slip = slipIn(value);
    if (slip !== null) return { code: 'wrong_type', found, allowed: row.allowed, hint: slip };
    const nearest = nearestUnit(value);
    return {
      code: nearest === undefined ? 'wrong_type' : 'wrong_unit',
      found,
      allowed: row.allowed,
      hint: `for example ${row.examples.join(' or ')}`,
      ...(nearest === undefined ? {} : { nearest }),
    };
  }
  const zero = written.value === 0 && written.dimension === 'bare';
  if (row.dimensions.includes(written.dimension) || zero) return null;
  return { code: 'wrong_unit', found, allowed: row.allowed, hint: row.unitHint };
}

function largestOf(kind: QuantityKind): string {
  if (kind === 'duration') return `${LONGEST_YEARS.toLocaleString('en-GB')} years`;
  return `${LARGEST[kind].toLocaleString('en-GB')}${kind === 'rate' ? ' per day' : ''}`;
}

export function rangeProblem(kind: QuantityKind, value: unknown, x: number, limits: Bounds): Problem | null {
  const found = phraseFound(value);
  if (!Number.isFinite(x)) return { code: 'out_of_range', found, allowed: 'must be a finite number', hint: 'write a number' };
  if (limits.above !== undefined && !(x > limits.above))
    return { code: 'out_of_range', found, allowed: `must be more than ${limits.above}`, hint: 'write a larger number' };
  if (x < limits.least!)
    return {
      code: 'out_of_range',
      found,
      allowed: kind === 'share' ? KINDS.share.allowed : `must be ${limits.least} or more`,
      hint: x < 0 ? 'remove the minus sign' : 'write a larger number',
    };
  if (limits.most === undefined && x > LARGEST[kind])
    return { code: 'out_of_range', found, allowed: `must be at most ${largestOf(kind)}`, hint: 'check the unit and the number of zeros' };
  if (limits.most !== undefined && x > limits.most)
    return {
      code: 'out_of_range',
      found,
      allowed: kind === 'share' ? KINDS.share.allowed : `must be ${limits.most}${kind === 'rate' ? ' per day' : ''} or less`,
      hint: kind === 'share' && typeof value === 'number' && x <= 100 ? `if ${x} per cent is meant, write ${x}%` : 'write a smaller number',
    };
  if (kind === 'count' && !Number.isInteger(x))
    return { code: 'not_whole', found, allowed: 'must be a whole number', hint: `write ${Math.round(x)}` };
  return null;
}
