/** Quarterly returns over replications: R1 to R8 and their flows, by quarter and by provider or scheme, in bounded memory. */
import { CLOCKS, RETURN_COLUMNS, returnColumn } from '../metrics.js';
import type { ReturnsFrame } from '../model/record.js';
import { tidy } from './digits.js';
import type { KpiRow } from './document.js';
import { WeeklyStore } from './store.js';

/** Memory for the values that quantiles are taken from. */
const SAMPLE_BYTES = 64 * 2 ** 20;

/** A line of the returns: a counter as it stands, or a clock's share of what fell due. */
interface Line {
  readonly kpi: string;
  readonly reason: string;
  readonly column: number;
  /** index into CLOCKS, or -1 */
  readonly clock: number;
}

const LINES: readonly Line[] = [
  ...RETURN_COLUMNS.flatMap(({ kpi, part }, column) =>
    part === 'due' || part === 'met' ? [] : [{ kpi, reason: part, column, clock: -1 }],
  ),
  ...CLOCKS.map((kpi, clock) => ({ kpi, reason: 'all', column: returnColumn(kpi, 'due'), clock })),
];

/** Takes the counters of replications, in their order. */
export class Kpis {
  readonly #frame: ReturnsFrame;
  /** first quarter that is told: those that begin in the run-in are not */
  readonly #first: number;
  readonly #lines: WeeklyStore;
  readonly #due: WeeklyStore;

  constructor(frame: ReturnsFrame, warmUpWeeks: number) {
    this.#frame = frame;
    const first = frame.quarters.findIndex(({ fromDay }) => fromDay >= warmUpWeeks * 7);
    this.#first = first < 0 ? frame.quarters.length : first;
    const cells = (frame.units.length + 1) * frame.quarters.length;
    this.#lines = new WeeklyStore(cells * LINES.length, SAMPLE_BYTES);
    this.#due = new WeeklyStore(cells * CLOCKS.length, SAMPLE_BYTES / 8);
  }

  /** Counters of one replication, [unit][quarter][RETURN_COLUMNS], all units together last. */
  add(counts: Float64Array): void {
    const perUnit = this.#frame.quarters.length * RETURN_COLUMNS.length;
    const each = this.#frame.units.length * perUnit;
    if (counts.length !== each + perUnit) throw new Error(`${counts.length} counters of returns`);
    const lines: number[] = [];
    const due: number[] = [];
    for (const values of [counts.subarray(each), counts.subarray(0, each)])
      for (let at = 0; at < values.length; at += RETURN_COLUMNS.length) {
        for (const { column, clock } of LINES) {
          const value = values[at + column]!;
          lines.push(clock < 0 ? value : value === 0 ? Number.NaN : values[at + column + 1]! / value);
          if (clock >= 0) due.push(value);
        }
      }
    this.#lines.add(Float64Array.from(lines));
    this.#due.add(Float64Array.from(due));
  }

  /** Rows of `kpis.csv`: all together, then one by one; what never happens in any quarter is left out of the latter. */
  *rows(): Generator<KpiRow> {
    const all = { by: 'all', key: 'all' };
    for (const [u, unit] of [all, ...this.#frame.units].entries()) {
      if (u > 0 && this.#isBlank(u)) continue;
      for (let q = this.#first; q < this.#frame.quarters.length; q++) yield* this.#quarter(u, unit, q);
    }
  }

  #cell(unit: number, quarter: number): number {
    return unit * this.#frame.quarters.length + quarter;
  }

  #isBlank(unit: number): boolean {
    const first = this.#cell(unit, 0) * LINES.length;
    return this.#lines.distributions(first, this.#frame.quarters.length * LINES.length).every(({ isBlank }) => isBlank);
  }

  *#quarter(u: number, { by, key }: { readonly by: string; readonly key: string }, q: number): Generator<KpiRow> {
    const { label, from, to } = this.#frame.quarters[q]!;
    const cell = this.#cell(u, q);
    const spread = this.#lines.distributions(cell * LINES.length, LINES.length);
    for (const [l, { kpi, reason, clock }] of LINES.entries()) {
      const { isBlank, quantile } = spread[l]!;
      if (reason !== 'all' && isBlank) continue;
      yield {
        quarter: label,
        from,
        to,
        by,
        key,
        kpi,
        reason,
        mean: tidy(this.#lines.mean(cell * LINES.length + l)),
        p10: tidy(quantile(0.1)),
        p50: tidy(quantile(0.5)),
        p90: tidy(quantile(0.9)),
        due: clock < 0 ? null : tidy(this.#due.mean(cell * CLOCKS.length + clock)),
        aim: clock < 0 ? null : this.#frame.aims[clock]!,
      };
    }
  }
}
