/** How numbers are written: enough digits to be exact for any use, few enough to be stable and readable. */

const POWERS_OF_TEN = Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/**
 * Rounded to nine significant digits; null for what is not a finite number, so that nothing is ever printed as NaN.
 * Nine digits tell a pound in a billion and hide differences of summation order alone.
 */
export function tidy(value: number | null): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  // a tenth of the cost, and most keyed counts are whole
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return value === 0 ? 0 : value;
  const size = Math.abs(value);
  const power = POWERS_OF_TEN[8 - Math.floor(Math.log10(size))];
  if (power !== undefined) {
    // The quotient of two whole numbers that doubles hold is the double nearest to the decimal, as when it is read from text.
    const scaled = size * power;
    const digits = Math.round(scaled);
    const isSure = digits >= 1e8 && digits < 1e9 && Math.abs(scaled - digits) < 0.499_999;
    if (isSure) return value < 0 ? -digits / power : digits / power;
  }
  const rounded = Number(value.toPrecision(9));
  return rounded === 0 ? 0 : rounded;
}

/** As {@link tidy}, of a number known to be finite. */
export function tidyNumber(value: number): number {
  const rounded = tidy(value);
  if (rounded === null) throw new RangeError(`expected a finite number, found ${value}`);
  return rounded;
}
