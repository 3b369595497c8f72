/** Comparisons: the same people with the same random numbers under both plans, so every difference is taken within a replication. */
import { antitheticGain } from '../stats/antithetic.js';
import { meanInterval, pairedDifference } from '../stats/interval.js';
import type { Aggregate } from './aggregate.js';
import type { Differences } from './differences.js';
import { tidy, tidyNumber } from './digits.js';
import {
  type AntitheticRow,
  type ComparisonDocument,
  type ComparisonRow,
  type PairedSettling,
  type Pairing,
  SCHEMA_VERSION,
  type WorseOff,
} from './document.js';
import type { PairedMovement } from './movement.js';
import type { Paybacks } from './payback.js';
import { judgeCosts } from './payers.js';
import { type PlanStart, SINCE_PLAN, sinceIn } from './plan-start.js';
import type { Excesses } from './shocks.js';
import { estimateOf, quantileOf } from './spread.js';
import { type RunFacts, totalsOf, windowIndex } from './summary.js';
import type { YearlyCosts } from './value.js';
import { RUN } from './windows.js';

/** One side of a comparison. */
export interface Side {
  readonly name: string;
  readonly aggregate: Aggregate;
  /** of an alternative: week by week against the baseline */
  readonly differences?: Differences;
  /** of an alternative: when it has paid for itself */
  readonly paybacks?: Paybacks;
  /** of an alternative: what each payer pays more or less, by year */
  readonly costs?: YearlyCosts;
  /** of an alternative: how far its queues rise above the baseline's, and when they are back */
  readonly excesses?: Excesses;
  /** of an alternative: from when its effects are counted */
  readonly start?: PlanStart;
  /** of an alternative: whether its differences have settled */
  readonly movement?: PairedMovement;
}

/** Values of both sides in the same replications, and alternative - baseline; NaN in all three where a side has none. */
export interface Pairs {
  readonly baseline: Float64Array;
  readonly alternative: Float64Array;
  readonly differences: Float64Array;
}

/** Pairs values by replication, as far as both sides go. */
export function pairUp(baseline: Float64Array, alternative: Float64Array): Pairs {
  const n = Math.min(baseline.length, alternative.length);
  const differences = Float64Array.from({ length: n }, (_, r) => alternative[r]! - baseline[r]!);
  const withBoth = (values: Float64Array) => values.slice(0, n).map((value, r) => (Number.isNaN(differences[r]) ? Number.NaN : value));
  return { baseline: withBoth(baseline), alternative: withBoth(alternative), differences };
}

/** Shares of differences that go the better way and the worse way; null where neither is better or there are none. */
export function directions(differences: Float64Array, better: 'lower' | 'higher' | 'neither'): Pick<ComparisonRow, 'improves' | 'worsens'> {
  if (better === 'neither' || differences.length === 0) return { improves: null, worsens: null };
  const sign = better === 'lower' ? -1 : 1;
  const share = (test: (d: number) => boolean) => tidy(differences.filter(test).length / differences.length);
  return { improves: share((d) => d * sign > 0), worsens: share((d) => d * sign < 0) };
}

function rowOf(baseline: Side, alternative: Side, s: number, { id, k }: PlacedWindow): ComparisonRow {
  const { antithetic, series } = baseline.aggregate;
  const { metric, by, key } = series[s]!;
  const pairs = pairUp(baseline.aggregate.valuesOf(s, k), alternative.aggregate.valuesOf(s, k));
  const sorted = pairs.differences.filter((difference) => !Number.isNaN(difference)).sort();
  const { n, mean, ci95, sd } = estimateOf(pairs.differences, antithetic);
  return {
    alternative: alternative.name,
    metric: metric.id,
    by,
    key,
    window: id,
    baselineMean: estimateOf(pairs.baseline, antithetic).mean,
    alternativeMean: estimateOf(pairs.alternative, antithetic).mean,
    n,
    difference: mean,
    ci95,
    sd,
    p05: quantileOf(sorted, 0.05),
    p10: quantileOf(sorted, 0.1),
    p50: quantileOf(sorted, 0.5),
    p90: quantileOf(sorted, 0.9),
    p95: quantileOf(sorted, 0.95),
    ...directions(sorted, metric.better),
  };
}

/** A window as a comparison names it, and where an aggregate has its figures. */
interface PlacedWindow {
  readonly id: string;
  readonly k: number;
  /** levels alone have it */
  readonly ofLevels: boolean;
  /** totals alone have it: by every key too it would double the document */
  readonly ofTotals: boolean;
}

/** The standard windows, and those that count from the plan's date. */
function windowsOf({ aggregate }: Side, { start }: Side): PlacedWindow[] {
  const { windows, standardWindows } = aggregate;
  const standard = windows.slice(0, standardWindows).map(({ id, kind }, k) => ({ id, k, ofLevels: kind !== 'weeks', ofTotals: false }));
  const planned = (start?.windows ?? []).map(({ id, from, to }) => {
    const k = windows.findIndex((one) => one.kind === 'weeks' && one.from === from && one.to === to);
    return { id, k, ofLevels: false, ofTotals: id !== SINCE_PLAN };
  });
  return [...standard, ...planned];
}

/** Every metric x key x window of one alternative; a window a metric does not have (the end of a count) is left out. */
export function comparisonRows(baseline: Side, alternative: Side): ComparisonRow[] {
  const windows = windowsOf(baseline, alternative);
  return baseline.aggregate.series.flatMap(({ metric, by }, s) =>
    windows
      .filter(({ ofLevels, ofTotals }) => (!ofLevels || metric.kind === 'level') && (!ofTotals || by === 'all'))
      .map((window) => rowOf(baseline, alternative, s, window)),
  );
}

/** Where an aggregate has the figures since an alternative's date, of the run where it has none. */
function sinceIndex(baseline: Side, alternative: Side): number {
  return windowsOf(baseline, alternative).find(({ id }) => id === SINCE_PLAN)?.k ?? windowIndex(baseline.aggregate, RUN);
}

/** What sharing people and luck bought, from the pairs of one metric; null below two pairs. */
export function pairingOf({ baseline, alternative }: Pairs): Omit<Pairing, 'alternative' | 'metric'> | null {
  const { n, sd, correlation, varianceRatio } = pairedDifference(baseline, alternative);
  if (n < 2) return null;
  const [sdBaseline, sdAlternative] = [meanInterval(baseline).sd, meanInterval(alternative).sd];
  return {
    correlation: tidy(correlation),
    variancePaired: tidyNumber(sd * sd),
    varianceIndependent: tidyNumber(sdBaseline * sdBaseline + sdAlternative * sdAlternative),
    timesFewer: sd === 0 ? null : tidy(varianceRatio),
  };
}

function pairingRows(baseline: Side, alternative: Side): Pairing[] {
  const since = sinceIndex(baseline, alternative);
  return baseline.aggregate.series.flatMap(({ metric, by }, s) => {
    if (by !== 'all') return [];
    const gain = pairingOf(pairUp(baseline.aggregate.valuesOf(s, since), alternative.aggregate.valuesOf(s, since)));
    return gain === null ? [] : [{ alternative: alternative.name, metric: metric.id, ...gain }];
  });
}

/** What antithetic pairs bought for the differences of the totals. */
function antitheticRows(baseline: Side, alternative: Side): (AntitheticRow & { alternative: string })[] {
  const since = sinceIndex(baseline, alternative);
  return totalsOf(baseline.aggregate).map(({ metric, s }) => {
    const { differences } = pairUp(baseline.aggregate.valuesOf(s, since), alternative.aggregate.valuesOf(s, since));
    return { alternative: alternative.name, metric, timesFewer: tidy(antitheticGain(differences)) };
  });
}

/** Metrics on which a group is said to be worse off, and the groups looked at. */
const WORSE_ON = ['interim_list.people', 'interim_list.wait_days', 'home_care.start_wait_days', 'home_care.uncovered_days'];
const WORSE_BY = ['priority', 'area', 'client_group'];
/** People outside the council's list: they wait on lists of their own, or are declined. */
const WORSE_ALSO = [
  'home_care.self_funders_waiting',
  'reablement.waiting',
  'hospital.delayed_people',
  'crisis.waiting',
  'housing.register',
  'specialist.waiting',
  'returns.declined',
];

/** Groups worse off since the plan's date on waits or the list in more than half of the pairs, worst share first. */
export function worseOffOf(rows: readonly ComparisonRow[], plans: ComparisonDocument['plans'] = []): WorseOff[] {
  const isLookedAt = (row: ComparisonRow) =>
    row.window === sinceIn(plans, row.alternative) &&
    ((WORSE_ON.includes(row.metric) && WORSE_BY.includes(row.by)) ||
      (WORSE_ALSO.includes(row.metric) && ['all', 'area', 'client_group', 'band', 'readiness'].includes(row.by)));
  return rows
    .filter((row) => isLookedAt(row) && row.n >= 2 && (row.worsens ?? 0) > 0.5)
    .map(({ alternative, metric, by, key, worsens, n, difference, ci95 }) => ({
      alternative,
      metric,
      by,
      key,
      worsens: worsens!,
      n,
      difference: difference!,
      ci95,
    }))
    .sort((a, b) => b.worsens - a.worsens);
}

/** Whether differences still move when the run ends, alternative by alternative. */
export function pairedSettling([baseline, ...alternatives]: readonly Side[]): PairedSettling[] {
  return alternatives.flatMap((side) => side.movement?.rows(side.name, sinceIndex(baseline!, side)) ?? []);
}

/** `comparison.json`: the baseline against each alternative. */
export function compareSides(baseline: Side, alternatives: readonly Side[], facts: RunFacts): ComparisonDocument {
  const rows = alternatives.flatMap((alternative) => judgeCosts(comparisonRows(baseline, alternative), baseline, alternative));
  const plans = alternatives.flatMap(({ name, start }) => start?.row(name, facts.start) ?? []);
  return {
    schemaVersion: SCHEMA_VERSION,
    caresim: facts.caresim,
    baseline: baseline.name,
    alternatives: alternatives.map((side) => side.name),
    seed: facts.seed,
    replications: Math.min(baseline.aggregate.replications, ...alternatives.map((side) => side.aggregate.replications)),
    weeks: baseline.aggregate.frame.weeks,
    warmUpWeeks: baseline.aggregate.warmUpWeeks,
    start: facts.start,
    engine: facts.engine,
    partial: facts.partial,
    plans,
    rows,
    pairing: alternatives.flatMap((alternative) => pairingRows(baseline, alternative)),
    ...(baseline.aggregate.antithetic && { antithetic: alternatives.flatMap((alternative) => antitheticRows(baseline, alternative)) }),
    worseOff: worseOffOf(rows, plans),
    payback: alternatives.flatMap(({ name, paybacks }) => paybacks?.rows(name) ?? []),
    settling: pairedSettling([baseline, ...alternatives]),
  };
}
