/** Columns of a snapshot file: what each means, how a cell of it is read, and which services have it. */
import { PRIORITIES } from '../metrics.js';
import type { SnapshotService } from '../model/snapshot-input.js';
import { formatDate, parseDate } from './dates.js';
import type { Problem } from './issue.js';
import { nearestName } from './nearest.js';
import { dateIn, looksLikeName } from './privacy.js';

export const COLUMNS = [
  'service',
  'area',
  'client_group',
  'provider',
  'hours',
  'start_date',
  'days_so_far',
  'place',
  'priority',
  'double_handed',
  'hard_to_place',
  'in_hospital_since',
] as const;
export type ColumnName = (typeof COLUMNS)[number];

const PLACES = ['hospital', 'bridging', 'cover', 'home'] as const;

/** Columns that a row of a service must have, and those that it may have; the others are to be empty. */
export interface Needs {
  readonly must: readonly ColumnName[];
  readonly may: readonly ColumnName[];
  readonly places: readonly (typeof PLACES)[number][];
}

const FLAGS = ['double_handed', 'hard_to_place'] as const;
const PLACED: Needs = { must: [], may: [], places: [] };
const NEEDS: Readonly<Record<Exclude<SnapshotService, 'placement'>, Needs>> = {
  home_care: { must: ['hours'], may: ['provider', 'in_hospital_since', ...FLAGS], places: [] },
  self_funders: { must: ['hours'], may: ['provider', 'in_hospital_since', ...FLAGS], places: [] },
  sourced: { must: ['hours', 'place', 'priority'], may: ['provider', ...FLAGS], places: PLACES },
  waiting: { must: ['hours', 'place', 'priority'], may: FLAGS, places: PLACES },
  reablement: { must: ['hours', 'priority'], may: [], places: [] },
  waiting_reablement: { must: ['hours', 'place', 'priority'], may: [], places: ['hospital', 'home'] },
};

/** Services of the model other than placements. */
export const SERVICES = Object.keys(NEEDS) as readonly Exclude<SnapshotService, 'placement'>[];

/** What a row of a service has; any other service is a placement. */
export const needsOf = (service: string): Needs => NEEDS[service as keyof typeof NEEDS] ?? PLACED;

/** Priorities of people who come from reablement or wait for it: where they came from. */
export const REABLEMENT_PRIORITIES = PRIORITIES.filter((name) => !name.startsWith('hand_back'));

/** An id, and its name on screen, which somebody may have written in its place. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export type Read<T> = { readonly value: T } | { readonly problem: Problem };
const bad = (problem: Problem): { readonly problem: Problem } => ({ problem });

/** One of the ids. */
export function readId(text: string, named: readonly Named[]): Read<string> {
  if (named.some(({ id }) => id === text)) return { value: text };
  const ids = named.map(({ id }) => id);
  const allowed = ids.length > 14 ? `must be one of ${ids.length} ids` : `must be ${ids.join(', ')}`;
  if (text === '') return bad({ code: 'bad_data_file', found: 'is empty', allowed, hint: 'fill it in' });
  const meant = named.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  if (meant !== undefined) return bad({ code: 'bad_data_file', found: `is "${text}", a name on screen`, allowed, nearest: meant.id });
  const nearest = nearestName(text, ids);
  if (nearest === undefined && looksLikeName(text)) return bad({ ...PERSON, allowed });
  return bad({
    code: 'bad_data_file',
    found: `is "${text}"`,
    allowed,
    ...(nearest === undefined ? { hint: 'write one of these' } : { nearest }),
  });
}

/** A cell that holds somebody's name, for all it seems: it is not repeated. */
export const PERSON: Problem = {
  code: 'private_data',
  found: 'holds what looks like the name of a person',
  allowed: 'no file of a scenario may name anyone',
  hint: 'delete it from the file',
};

/** A number of at least `least`, in steps. */
export function readNumber(text: string, what: { least: number; most: number; step: number; unit: string }): Read<number> {
  const value = Number(text);
  const { least, most, step, unit } = what;
  if (text === '' || !/^[+-]?[\d.]+$/.test(text) || !Number.isFinite(value))
    return bad(
      looksLikeName(text)
        ? PERSON
        : { code: 'bad_data_file', found: `is "${text}"`, allowed: `must be ${unit} as a number`, hint: 'write digits only, such as 10.5' },
    );
  if (value < least || value > most)
    return bad({
      code: 'bad_data_file',
      found: `is ${text}`,
      allowed: `must be from ${least} to ${most} ${unit}`,
      hint: value < 0 ? 'remove the minus sign' : 'check the unit',
    });
  const below = Math.floor(value / step) * step;
  if (step > 0 && below !== value)
    return bad({
      code: 'bad_data_file',
      found: `is ${text}`,
      allowed: 'must be in quarter hours, as care is bought',
      hint: `write ${Math.max(least, below)} or ${below + step}`,
    });
  return { value };
}

/** What is wrong with a cell that is no date. */
export function noDate(text: string): Problem {
  const found = text === '' ? 'is empty' : `is "${text}"`;
  const allowed = 'must be a date such as 2023-05-22';
  if (looksLikeName(text)) return PERSON;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text))
    return { code: 'bad_data_file', found, allowed, hint: 'the calendar has no such day: check month and day' };
  const meant = dateIn(text);
  const hint = meant === null ? 'year, month, day with hyphens' : `write ${formatDate(meant)} if that is meant`;
  return { code: 'bad_data_file', found, allowed, hint };
}

/** Days from a date to `start`, which must not be before it. */
export function readDate(text: string, start: number): Read<number> {
  const date = parseDate(text);
  if (date === null) return bad(noDate(text));
  if (date > start)
    return bad({
      code: 'bad_data_file',
      found: `is ${text}`,
      allowed: `must not be after the start of the run, ${formatDate(start)}`,
      hint: 'start the run on the day of the list, or leave the row out',
    });
  return { value: start - date };
}

/** Yes, no, or null for an empty cell. */
export function readYesNo(text: string): Read<boolean | null> {
  const word = text.toLowerCase();
  if (word === '') return { value: null };
  if (['yes', 'y', 'true', '1'].includes(word)) return { value: true };
  if (['no', 'n', 'false', '0'].includes(word)) return { value: false };
  if (looksLikeName(text)) return bad(PERSON);
  return bad({ code: 'bad_data_file', found: `is "${text}"`, allowed: 'must be yes, no or empty', hint: 'empty where it is not known' });
}
