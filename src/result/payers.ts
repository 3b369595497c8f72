/** Who pays, and for what care: when a lower cost is no saving. */
import type { Aggregate } from './aggregate.js';
import type { ComparisonRow } from './document.js';
import { estimateOf } from './spread.js';

/** Costs that no payer's total holds: what a payer loses, and what is paid once. */
const APART = ['cost.delayed_discharge', 'cost.void_rent', 'cost.housing_capital'];
/** Of these, what a payer bears year by year all the same. */
const BORNE_APART = [
  ['cost.delayed_discharge', 'nhs'],
  ['cost.void_rent', 'landlord'],
] as const;

const UNDELIVERED = 'interim_list.undelivered_hours';
export const PAYER_KEYS = ['council', 'nhs', 'landlord', 'resident'] as const;

/** Series of what a payer bears, pounds: revenue, and what is shown apart. */
export function borneBy(aggregate: Aggregate, payer: (typeof PAYER_KEYS)[number]): number[] {
  const apart = BORNE_APART.filter(([, bearer]) => bearer === payer).map(([id]) => aggregate.indexOf(id, 'payer', payer));
  return [aggregate.indexOf('cost.total', 'payer', payer), ...apart].filter((s) => s >= 0);
}

/** A side of a comparison as far as it is asked here. */
interface Costed {
  readonly aggregate: Aggregate;
}

type Sign = -1 | 0 | 1;

/** Where a difference clearly lies; that of one pair by its sign. */
function signOf({ difference, ci95 }: Pick<ComparisonRow, 'difference' | 'ci95'>): Sign {
  const [low, high] = ci95 ?? [difference ?? 0, difference ?? 0];
  return low > 0 ? 1 : high < 0 ? -1 : 0;
}

/** Sum of series over a window, alternative less baseline, pair by pair. */
export function differencesOf(baseline: Aggregate, alternative: Aggregate, series: readonly number[], window: number): Float64Array {
  const [before, after] = [baseline, alternative].map((side) => series.map((s) => side.valuesOf(s, window)));
  const n = Math.min(baseline.replications, alternative.replications);
  return Float64Array.from({ length: n }, (_, r) => series.reduce((sum, _s, i) => sum + after![i]![r]! - before![i]![r]!, 0));
}

/** Payers that bear clearly more over a window, and whether all payers together bear clearly less. */
function burdenOf(baseline: Aggregate, alternative: Aggregate, window: number): { risesFor: Set<string>; fallsInAll: boolean } {
  const estimate = (series: readonly number[]) => {
    const { mean, ci95 } = estimateOf(differencesOf(baseline, alternative, series, window), baseline.antithetic);
    return signOf({ difference: mean, ci95 });
  };
  const series = PAYER_KEYS.map((payer) => borneBy(baseline, payer));
  return {
    risesFor: new Set(PAYER_KEYS.filter((_, i) => series[i]!.length > 0 && estimate(series[i]!) === 1)),
    fallsInAll: estimate(series.flat()) === -1,
  };
}

/**
 * Marks costs that are lower and no saving, and takes their direction from them: those that come with clearly more hours of care not
 * delivered (in the same group, where hours are known by it), and a payer's total where another payer bears more and all together do
 * not clearly bear less.
 */
export function judgeCosts(rows: readonly ComparisonRow[], baseline: Costed, alternative: Costed): ComparisonRow[] {
  const idOf = (metric: string, by: string, key: string, window: string) => `${metric}\n${by}\n${key}\n${window}`;
  const hours = new Map(rows.filter(({ metric }) => metric === UNDELIVERED).map((row) => [idOf('', row.by, row.key, row.window), row]));
  const burdens = new Map(
    baseline.aggregate.windows.flatMap((window, k) =>
      window.kind === 'weeks' ? [[window.id, burdenOf(baseline.aggregate, alternative.aggregate, k)] as const] : [],
    ),
  );
  const caveatOf = (row: ComparisonRow): ComparisonRow['caveat'] => {
    if (!row.metric.startsWith('cost.') || APART.includes(row.metric) || (row.difference ?? 0) >= 0) return undefined;
    const missing = hours.get(idOf('', row.by, row.key, row.window)) ?? hours.get(idOf('', 'all', 'all', row.window));
    if (missing && signOf(missing) === 1) return 'fewer hours';
    const burden = burdens.get(row.window);
    if (row.metric !== 'cost.total' || signOf(row) !== -1 || !burden || burden.fallsInAll) return undefined;
    const payer = row.by === 'all' ? 'council' : row.key;
    return [...burden.risesFor].some((other) => other !== payer) ? 'shift' : undefined;
  };
  return rows.map((row) => {
    const caveat = caveatOf(row);
    return caveat === undefined ? row : { ...row, improves: null, worsens: null, caveat };
  });
}
