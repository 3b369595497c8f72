/**
 * What must not be in a list of people: names, NHS numbers, full postcodes, dates of birth and the like, told by the heading of a column
 * and by what its cells look like. A file that holds any of it is refused, and what was found is never repeated.
 */
import { civilDate, dayNumber, parseDate } from './dates.js';

const HEADINGS: readonly (readonly [string, RegExp])[] = [
  ['NHS numbers', /nhs/],
  ['dates of birth', /^dob$|birth|^born/],
  ['postcodes', /post(al)?code|^zip(code)?$/],
  ['e-mail addresses', /e?mail/],
  ['addresses', /address|^street|^house(no|number)/],
  ['telephone numbers', /phone|^mobile|^tel(no|number)?$/],
  ['National Insurance numbers', /^nino?$|nationalinsurance/],
  ['names', /^(?!provider|area|service|placement).*name$|^(title|initials|knownas|serviceuser|client|customer|person|resident|patient)$/],
];

const CONTENTS: readonly (readonly [string, (text: string) => boolean])[] = [
  ['NHS numbers', isNhsNumber],
  ['postcodes', (text) => /^[a-z]{1,2}\d[a-z\d]? *\d[a-z]{2}$/i.test(text)],
  ['e-mail addresses', (text) => /^\S+@\S+\.\S+$/.test(text)],
  ['National Insurance numbers', (text) => /^[a-ceghj-pr-tw-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]$/i.test(text)],
  ['telephone numbers', (text) => /^(\+44|0)[\d ]{9,13}$/.test(text) && text.replaceAll(/\D/g, '').length >= 10],
];

/** Years before the start of a run: most people with care were born before, and few have had the same care since. */
const BIRTH_YEARS = 50;

/** What a column of this heading would hold that identifies people, or null. */
export function privateHeading(heading: string): string | null {
  const word = heading.toLowerCase().replaceAll(/[^a-z]/g, '');
  return HEADINGS.find(([, test]) => test.test(word))?.[0] ?? null;
}

/** What the text of one cell looks like that identifies someone, or null. Names are told by `looksLikeName`, dates by `looksLikeBirths`. */
export function privateText(text: string): string | null {
  return CONTENTS.find(([, test]) => test(text))?.[0] ?? null;
}

/** Ten digits whose last is the check digit of the others. */
export function isNhsNumber(text: string): boolean {
  if (!/^\d{3}[ -]?\d{3}[ -]?\d{4}$/.test(text)) return false;
  const digits = [...text.replaceAll(/\D/g, '')].map(Number);
  const sum = digits.slice(0, 9).reduce((total, digit, i) => total + digit * (10 - i), 0);
  return (11 - (sum % 11)) % 11 === digits[9];
}

/** "Mary Smith", "Smith, Mary", "Mrs Smith". */
export function looksLikeName(text: string): boolean {
  return /^(mr|mrs|ms|miss|mx|dr)\b\.?\s+\p{L}/iu.test(text) || /^\p{Lu}[\p{L}'’-]+(,? +\p{Lu}[\p{L}'’.-]*){1,3}$/u.test(text);
}

/** Day number of a date as councils' systems write it: 2023-05-22, 22/05/2023, 22.5.2023; null when it is none. */
export function dateIn(text: string): number | null {
  const british = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (british === null) return parseDate(text);
  return parseDate(`${british[3]}-${british[2]!.padStart(2, '0')}-${british[1]!.padStart(2, '0')}`);
}

/**
 * True when at least half of some dates (day numbers) are so long before `start` that they are of births. Residents who moved in thirty
 * years ago are no rarity; a list most of whom did so fifty years ago is.
 */
export function looksLikeBirths(dates: readonly number[], start: number): boolean {
  const { year, month, day } = civilDate(start);
  const latest = dayNumber(year - BIRTH_YEARS, month, day);
  return dates.length > 0 && dates.filter((date) => date <= latest).length * 2 >= dates.length;
}
