/** Gaps of Ciura (2001, FCT, LNCS 2138), longest first. */
const GAPS = [1750, 701, 301, 132, 57, 23, 10, 4, 1];

/**
 * Sort entries 1..size so that those that fire later come first. In place and without objects; for the usual few entries it is an
 * insertion sort, with long ones it stays below n^1.5 or so.
 *
 * @param times - time of each entry, sorted along
 * @param timers - timer of each entry, sorted along
 * @param orders - rank of timer i among equal times at [i * stride + offset]; no two are the same
 */
export function sortLatestFirst(
  times: Float64Array,
  timers: Int32Array,
  orders: Float64Array,
  stride: number,
  offset: number,
  size: number,
): void {
  for (const gap of GAPS) {
    if (gap > 1 && gap * 2 > size) continue;
    for (let i = gap + 1; i <= size; i++) {
      const time = times[i];
      const timer = timers[i];
      let j = i;
      for (; j > gap; j -= gap) {
        const t = times[j - gap];
        if (t > time || (t === time && orders[timers[j - gap] * stride + offset] > orders[timer * stride + offset])) break;
        times[j] = t;
        timers[j] = timers[j - gap];
      }
      times[j] = time;
      timers[j] = timer;
    }
  }
}
