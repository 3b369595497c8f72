/**
 * `waits.csv`: waits as distributions from need to start, from the tables summed over replications. A share within d days has in its
 * denominator everyone whose need arose at least d days before the end, those who gave up or still wait included.
 */
import { WAIT_EDGES, WAIT_TOTALS, waitRowsOf } from '../model/record.js';
import type { Aggregate } from './aggregate.js';
import { tidy } from './digits.js';
import type { WaitsRow } from './document.js';

const CELLS = WAIT_EDGES.length;

function runningSums(differences: Float64Array): Float64Array {
  const sums = differences.slice();
  for (let i = 1; i < sums.length; i++) sums[i]! += sums[i - 1]!;
  return sums;
}

/** Share of people to whom something happened within each edge; stops before the first edge to which nobody was followed. */
export function cumulativeIncidence(followed: ArrayLike<number>, happened: ArrayLike<number>): number[] {
  const shares: number[] = [];
  for (let i = 0; i < followed.length && followed[i]! > 0; i++) shares.push(happened[i]! / followed[i]!);
  return shares;
}

/**
 * Restricted mean wait in days: the area under the share who still wait, up to the last edge to which anybody was followed. So no
 * longer than the run, and every wait in it, those that go on included; null without people.
 *
 * @param ended - share who have started or given up within each edge
 * @param roundedUp - mean days by which waits that ended fall short of the edge at which they are counted
 * @source Royston and Parmar (2013), Restricted mean survival time, BMC Medical Research Methodology 13:152
 */
export function restrictedMean(ended: readonly number[], roundedUp: number, edges: ArrayLike<number> = WAIT_EDGES): number | null {
  if (ended.length === 0) return null;
  let area = 0;
  for (let i = 0; i + 1 < ended.length; i++) area += (1 - ended[i]!) * (edges[i + 1]! - edges[i]!);
  return Math.max(0, area - ended[ended.length - 1]! * roundedUp);
}

/** Days within which a share of people started, linear between edges; 'not reached' when so many never did, null without people. */
export function waitQuantile(shares: readonly number[], q: number, edges: ArrayLike<number> = WAIT_EDGES): number | 'not reached' | null {
  if (shares.length === 0) return null;
  const i = shares.findIndex((share) => share >= q);
  if (i < 0) return 'not reached';
  if (i === 0) return edges[0]!;
  const below = shares[i - 1]!;
  return edges[i - 1]! + ((q - below) / (shares[i]! - below)) * (edges[i]! - edges[i - 1]!);
}

/** Share started within so many days (which must be an edge); null when nobody was followed so long. */
function shareWithin(shares: readonly number[], days: number): number | null {
  const edge = WAIT_EDGES.indexOf(days);
  if (edge < 0) throw new RangeError(`${days} days is not an edge of the wait table`);
  return tidy(shares[edge] ?? null);
}

function tidyQuantile(value: number | 'not reached' | null): number | 'not reached' | null {
  return typeof value === 'number' ? tidy(value) : value;
}

/** Rows of `waits.csv`; a key without people is left out, totals never are. */
export function waitsRows(aggregate: Aggregate): WaitsRow[] {
  const { followed, started, ended, totals } = aggregate.waits;
  const rows: WaitsRow[] = [];
  waitRowsOf(aggregate.frame).forEach(({ queue, by, key, cohort }, r) => {
    const total = (name: (typeof WAIT_TOTALS)[number]) => totals[r * WAIT_TOTALS.length + WAIT_TOTALS.indexOf(name)]!;
    if (by !== 'all' && total('people') === 0) return;
    const cells = [r * CELLS, (r + 1) * CELLS] as const;
    const people = runningSums(followed.subarray(...cells));
    const shares = cumulativeIncidence(people, runningSums(started.subarray(...cells)));
    const left = total('started') + total('gaveUp');
    rows.push({
      queue,
      by,
      key,
      cohort,
      restricted_mean: tidy(
        restrictedMean(cumulativeIncidence(people, runningSums(ended.subarray(...cells))), left === 0 ? 0 : total('roundedUp') / left),
      ),
      p50: tidyQuantile(waitQuantile(shares, 0.5)),
      p90: tidyQuantile(waitQuantile(shares, 0.9)),
      within_1_day: shareWithin(shares, 1),
      within_7_days: shareWithin(shares, 7),
      within_28_days: shareWithin(shares, 28),
      count: total('people'),
      gave_up: total('gaveUp'),
      still_waiting: total('stillWaiting'),
      person_days: tidy(total('personDays')),
    });
  });
  return rows;
}
