/**
 * Carers and paid hours by kind of provider, rounded to one step so that the parts add up to the total and the columns to the
 * difference.
 */

export interface TierLine {
  readonly key: string;
  readonly values: readonly number[];
}

/** The step of a table: that of the total's precision, and four digits of the total at most. */
export function tierStep(total: number, precision: number | null): number {
  const bySize = total > 0 ? 10 ** (Math.floor(Math.log10(total)) - 3) : 1;
  const byPrecision = precision && precision > 0 ? 10 ** Math.floor(Math.log10(1.25 * precision) + 1e-9) : 0;
  return Math.max(1, bySize, byPrecision);
}

/** Lines rounded to a step, those that are 0 throughout left out, and their total. */
export function addedUp(
  lines: readonly TierLine[],
  step: number,
): { readonly lines: readonly TierLine[]; readonly total: readonly number[] } {
  const rounded = lines
    .map(({ key, values }) => ({ key, values: values.map((value) => Math.round(value / step) * step) }))
    .filter(({ values }) => values.some((value) => value !== 0));
  const columns = lines[0]?.values.length ?? 0;
  const total = Array.from({ length: columns }, (_, c) => rounded.reduce((sum, { values }) => sum + values[c]!, 0));
  return { lines: rounded, total };
}

/** A whole number with its sign. */
export function signedWhole(value: number): string {
  if (value === 0) return '0';
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toLocaleString('en-GB')}`;
}
