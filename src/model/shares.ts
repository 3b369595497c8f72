/** Choosing by shares that sum to 1: the index in whose part of [0, 1) a uniform falls. */

/** Index of the share in which `u` falls; the last takes what rounding leaves. */
export function choose(shares: readonly { readonly share: number }[], u: number): number {
  let sum = 0;
  for (let i = 0; i < shares.length - 1; i++) {
    sum += shares[i]!.share;
    if (u < sum) return i;
  }
  return shares.length - 1;
}

/** As `choose`, for bare shares (or rates, with `u` times their sum). */
export function pick(shares: readonly number[], u: number): number {
  let sum = 0;
  for (let i = 0; i < shares.length - 1; i++) {
    sum += shares[i]!;
    if (u < sum) return i;
  }
  return shares.length - 1;
}
