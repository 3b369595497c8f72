/**
 * Numbers in words, rounded to what is known.
 *
 * Folder `words/`: sentences computed from numbers. Nothing here draws or knows HTML; every function returns plain text, to be
 * escaped where it is put. Rules: no digit smaller than the precision; zero and "fewer than 1" differ; counts of futures are out of
 * 100, with both framings where there is room; "no clear difference" wherever the 95 % interval covers 0.
 */

/** Weekly bands and tables use the same outer band, so that one phrase means one thing throughout a report. */
export const OUTER = { low: 'p10', high: 'p90', words: '8 in 10 futures' } as const;

const MINUS = '−';

/**
 * Size of the last digit worth printing: the power of ten of the first digit of the precision (the half-width of the 95 % interval),
 * and never more than three digits in all. 8 and 9 count as 10: their last digit would be all noise.
 */
export function stepOf(value: number, precision: number | null): number {
  const bySize = value === 0 ? 1 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
  if (precision === null || precision <= 0) return bySize;
  return Math.max(10 ** Math.floor(Math.log10(1.25 * precision) + 1e-9), bySize);
}

/** Half-width of an interval; null where there is none. */
export function halfWidth(ci95: readonly [number, number] | null): number | null {
  return ci95 === null ? null : (ci95[1] - ci95[0]) / 2;
}

/** A number with thousands separators and no digit under `step`. A number that is not 0 never reads as 0. */
export function plain(value: number, step: number): string {
  if (value === 0) return '0';
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const rounded = Math.round(value / step) * step;
  if (rounded === 0 && value !== 0)
    return `${value < 0 ? `between ${MINUS}` : 'under '}${grouped(step, decimals)}${value < 0 ? ' and 0' : ''}`;
  return `${rounded < 0 ? MINUS : ''}${grouped(Math.abs(rounded), decimals)}`;
}

/** Digits in threes. By hand: `Intl` takes longer to load than all numbers of a page to write. */
export function grouped(value: number, decimals = 0): string {
  const [whole = '', ...part] = value.toFixed(decimals).split('.');
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...part].join('.');
}

/** Money in pounds or millions, to the step; pence only where a price is known to pence. A sum that is not 0 never reads as 0. */
function money(value: number, step: number): string {
  const size = Math.abs(value);
  const least = Math.max(step, 0.01);
  const rounded = Math.round(size / least) * least;
  const sign = value < 0 ? MINUS : '';
  if (rounded === 0 && size > 0) return `${sign}under £${grouped(least, least < 1 ? 2 : 0)}`;
  if (rounded < 1e6) return `${sign}£${grouped(rounded, least < 1 ? 2 : 0)}`;
  return `${sign}£${plain(rounded / 1e6, least / 1e6)} million`;
}

/** Shares are never rounded to more than tens of per cent, or 24% would read as "under 100%". */
const percent = (value: number, step: number): string => `${plain(value * 100, Math.min(10, Math.max(step * 100, 0.1)))}%`;

/** A figure of a metric with its unit. `short` leaves out units that a heading already gives. */
export function figure(value: number | null, unit: string, precision: number | null, short = false): string {
  if (value === null || !Number.isFinite(value)) return 'not known';
  return figureAt(value, unit, stepOf(value, precision), short);
}

/** A figure of a metric with its unit, to a step. */
export function figureAt(value: number, unit: string, step: number, short = false): string {
  switch (unit) {
    case 'share':
      return percent(value, step);
    case 'a year':
      return `${percent(value, step)}${short ? '' : ' a year'}`;
    case 'pounds':
      return money(value, step);
    case 'pounds a week':
      return `${money(value, Math.max(step, 0.01))}${short ? '' : ' a week'}`;
    default: {
      const text = plain(value, Math.max(step, 0.01));
      return short ? text : `${text} ${one(text, unit)}`;
    }
  }
}

const SINGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  days: 'day',
  packages: 'package',
  providers: 'provider',
  hours: 'hour',
  'hours a week': 'hour a week',
  'bed-days': 'bed-day',
  'person-days': 'person-day',
};

function one(text: string, unit: string): string {
  return text === '1' ? (SINGULAR[unit] ?? unit) : unit;
}

/** A difference without its sign: percentage points for shares. */
export function amount(difference: number, unit: string, precision: number | null, short = false): string {
  return amountAt(difference, unit, stepOf(Math.abs(difference), precision), short);
}

function amountAt(difference: number, unit: string, step: number, short = false): string {
  const size = Math.abs(difference);
  if (unit === 'share' || unit === 'a year') {
    const text = plain(size * 100, Math.max(step * 100, 0.01));
    return `${text} percentage ${text === '1' ? 'point' : 'points'}`;
  }
  return figureAt(size, unit, step, short);
}

/** A difference with its sign, for tables. A word joiner keeps the sign of a sum of money on its line. */
export function signed(difference: number | null, unit: string, precision: number | null): string {
  return difference === null ? 'not known' : signedAt(difference, unit, stepOf(Math.abs(difference), precision));
}

/** The same, to a step. */
export function signedAt(difference: number, unit: string, step: number): string {
  if (difference === 0) return '0';
  const size = amountAt(difference, unit, step, true).replace(/ percentage points?$/, ' points');
  return size.startsWith('under') ? 'about 0' : `${signOf(difference, unit)}${size}`;
}

const isMoney = (unit: string): boolean => unit === 'pounds' || unit === 'pounds a week';

const signOf = (value: number, unit: string): string => `${value < 0 ? MINUS : '+'}${isMoney(unit) ? '\u2060' : ''}`;

/**
 * Both ends of an interval of a difference, with their unit once. Where it covers 0 an end may read as 0; where it does not, the end
 * near 0 keeps a digit, so that the ends never contradict the verdict.
 */
export function ends(ci95: readonly [number, number] | null, unit: string): string {
  if (ci95 === null) return 'no interval';
  const [low, high] = ci95;
  const isPoints = unit === 'share' || unit === 'a year';
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const [scale, suffix] = isPoints ? [100, ' points'] : isMoney(unit) && largest >= 1e6 ? [1e-6, ' million'] : [1, ''];
  const common = Math.max(0.01, stepOf(largest * scale, halfWidth(ci95)! * scale));
  const excludesZero = low > 0 || high < 0;
  const [first, last] = [low, high].map((end) => {
    const size = Math.abs(end) * scale;
    const step = excludesZero && size > 0 ? Math.min(common, 10 ** Math.floor(Math.log10(size))) : common;
    const text = Math.round(size / step) === 0 ? '0' : plain(size, step);
    return text === '0' ? '0' : `${signOf(end, unit)}${isMoney(unit) ? '£' : ''}${text}`;
  });
  return first === last ? `${first}${suffix}` : `${first} to ${last}${suffix}`;
}

/** "12 to 55": two ends at one precision. */
export function range(low: number | null, high: number | null, unit: string, precision: number | null, short = false): string {
  if (low === null || high === null) return 'not known';
  return `${figure(low, unit, precision, true)} to ${figure(high, unit, precision, short)}`;
}

/** One step for levels that stand side by side: the coarser precision, and three digits of the larger; a level of 0 has no say. */
export function levelPrecision(
  levels: readonly { readonly mean: number | null; readonly ci95: readonly [number, number] | null }[],
): number | null {
  const steps = levels.flatMap((level) => (level.mean === null || level.mean === 0 ? [] : [stepOf(level.mean, halfWidth(level.ci95))]));
  return steps.length === 0 ? null : Math.max(...steps);
}

/** Share of futures as a count of 100; never "100" or "0" unless it is so. */
export function ofHundred(share: number): string {
  const count = Math.round(share * 100);
  if (count === 100 && share < 1) return 'over 99';
  if (count === 0 && share > 0) return 'under 1';
  return String(count);
}

/** Shares of one whole as counts of 100 that add up to 100: those with the largest remainders are rounded up. */
export function hundreds(shares: readonly number[]): string[] {
  const counts = shares.map((share) => Math.floor(share * 100 + 1e-9));
  const byRemainder = shares.map((_, i) => i).sort((a, b) => shares[b]! * 100 - counts[b]! - (shares[a]! * 100 - counts[a]!) || a - b);
  const missing = 100 - counts.reduce((sum, count) => sum + count, 0);
  for (const i of byRemainder.slice(0, Math.max(0, missing))) counts[i]! += 1;
  return counts.map((count, i) =>
    count === 100 && shares[i]! < 1 ? 'over 99' : count === 0 && shares[i]! > 0 ? 'under 1' : String(count),
  );
}

/** "in every future", "in 91 of 100 futures", from a count of 100 */
export function inFutures(count: string): string {
  if (count === '100') return 'in every future';
  return count === '0' ? 'in no future' : `in ${count} of 100 futures`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** "4 May 2026". By hand, as numbers are. */
export function longDate(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** "4 May 2026" with the month cut to three letters, for tables */
export function shortDate(iso: string): string {
  const [day, month, year] = longDate(iso).split(' ');
  return `${day} ${month!.slice(0, 3)} ${year}`;
}

/** "3 weeks", "1 week" */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count)} ${count === 1 ? singular : plural}`;
}

/** "a, b and c" */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** First letter small, as inside a sentence, but for abbreviations: NHS stays NHS. */
export function lower(text: string): string {
  return /^\p{Lu}(?=[\p{Lu}\p{N}&.-])/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** A name cut to fit, with "…"; control characters, which neither XML nor readers can use, are dropped. */
export function cut(name: string, most: number): string {
  const letters = [...clean(name)];
  return letters.length <= most
    ? letters.join('')
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** Without control characters, direction overrides (they would turn the text that follows) and lone halves of surrogate pairs. */
export function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is dropped
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu, '');
}

/** A scenario's name in a sentence: in quotation marks, not too long, isolated where it holds right-to-left letters. */
export function quoted(name: string, most = 80): string {
  const text = cut(name, most);
  return /[\u0590-\u08ff\ufb1d-\ufefc]/.test(text) ? `“\u2068${text}\u2069”` : `“${text}”`;
}
