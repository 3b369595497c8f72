/** `summary.json`: every metric's figure after warm-up, at the end, and by key. */
import { antitheticGain } from '../stats/antithetic.js';
import { wilsonInterval } from '../stats/interval.js';
import type { Aggregate } from './aggregate.js';
import { tidy, tidyNumber } from './digits.js';
import {
  type AntitheticRow,
  type FuturesShare,
  type KeyedFigure,
  type MetricSummary,
  type MomentSummary,
  SCHEMA_VERSION,
  type Summary,
} from './document.js';
import { meets, parseCondition } from './moment.js';
import { spreadOf } from './spread.js';
import { judge } from './targets.js';
import { dateOfDay, END, momentId, RUN } from './windows.js';

/** What a summary says of its run besides numbers. */
export interface RunFacts {
  readonly caresim: string;
  readonly scenario: string;
  readonly scenarioSha256: string;
  readonly seed: number;
  readonly start: string;
  readonly engine: string;
  readonly partial: boolean;
  /** conditions of which the share of futures is wanted */
  readonly shares?: readonly string[];
}

/** Index of a window by its name. */
export function windowIndex(aggregate: Aggregate, id: string): number {
  const index = aggregate.windows.findIndex((window) => window.id === id);
  if (index < 0) throw new RangeError(`no window ${id}`);
  return index;
}

function figureOfSeries(aggregate: Aggregate, series: number): KeyedFigure {
  const run = spreadOf(aggregate.valuesOf(series, windowIndex(aggregate, RUN)), aggregate.antithetic);
  if (aggregate.series[series]!.metric.kind !== 'level') return run;
  return { ...run, atEnd: spreadOf(aggregate.valuesOf(series, windowIndex(aggregate, END)), aggregate.antithetic) };
}

/** All metrics, in the order of the registry. */
function metricsOf(aggregate: Aggregate): Record<string, MetricSummary> {
  const metrics: Record<string, MetricSummary> = {};
  aggregate.series.forEach(({ metric, by, key }, s) => {
    const figure = figureOfSeries(aggregate, s);
    if (by === 'all') {
      metrics[metric.id] = { unit: metric.unit, kind: metric.kind, ...figure, by: {} };
      return;
    }
    const dimensions = metrics[metric.id]!.by;
    dimensions[by] ??= {};
    dimensions[by][key] = figure;
  });
  return metrics;
}

/** Metrics with the index of their total. */
export function totalsOf({ series }: Aggregate): { metric: string; s: number }[] {
  return series.flatMap(({ metric, by }, s) => (by === 'all' ? [{ metric: metric.id, s }] : []));
}

/** What antithetic pairs bought for the figures of the run. */
function antitheticRows(aggregate: Aggregate): AntitheticRow[] {
  const run = windowIndex(aggregate, RUN);
  return totalsOf(aggregate).map(({ metric, s }) => ({ metric, timesFewer: tidy(antitheticGain(aggregate.valuesOf(s, run))) }));
}

/** Levels at the moments that the frame keeps them for, and shares of futures that meet conditions on them; nothing where none are asked for. */
function momentsOf(aggregate: Aggregate, { start, shares = [] }: RunFacts): Pick<Summary, 'at' | 'shares'> {
  const { levelsAt = [] } = aggregate.frame;
  const at = levelsAt.map(({ when, day }): MomentSummary => {
    const k = windowIndex(aggregate, momentId(when));
    const levels = totalsOf(aggregate).filter(({ s }) => aggregate.series[s]!.metric.kind === 'level');
    const metrics = Object.fromEntries(levels.map(({ metric, s }) => [metric, spreadOf(aggregate.valuesOf(s, k), aggregate.antithetic)]));
    return { when, date: dateOfDay(start, day), week: Math.floor(day / 7) + 1, metrics };
  });
  const found = shares.flatMap((condition) => shareOf(aggregate, condition, start) ?? []);
  return { ...(at.length > 0 && { at }), ...(found.length > 0 && { shares: found }) };
}

/** Null where the scenario has no such metric. */
function shareOf(aggregate: Aggregate, condition: string, start: string): FuturesShare | null {
  const parsed = parseCondition(condition);
  const { metric, when, operator, value } = parsed;
  const s = aggregate.indexOf(metric, 'all', 'all');
  if (s < 0) return null;
  const { day } = aggregate.frame.levelsAt!.find((moment) => moment.when === when)!;
  const values = aggregate.valuesOf(s, windowIndex(aggregate, momentId(when)));
  const futures = values.filter((one) => meets(one, parsed)).length;
  const { n, share, low, high } = wilsonInterval(futures, values.length);
  const ci95: [number, number] = [tidyNumber(low), tidyNumber(high)];
  return { condition, metric, when, date: dateOfDay(start, day), operator, value, n, futures, share: tidy(share), ci95 };
}

/** The summary of a run; figures over the run after warm-up. */
export function summarise(aggregate: Aggregate, facts: RunFacts): Summary {
  return {
    schemaVersion: SCHEMA_VERSION,
    caresim: facts.caresim,
    scenario: facts.scenario,
    scenarioSha256: facts.scenarioSha256,
    seed: facts.seed,
    replications: aggregate.replications,
    weeks: aggregate.frame.weeks,
    warmUpWeeks: aggregate.warmUpWeeks,
    start: facts.start,
    engine: facts.engine,
    partial: facts.partial,
    bandsFrom: aggregate.replications,
    ...(aggregate.weekly.quantileError > 0 && { bandsError: aggregate.weekly.quantileError }),
    ...(aggregate.antithetic && { antithetic: antitheticRows(aggregate) }),
    metrics: metricsOf(aggregate),
    targets: aggregate.targets.map((target, t) => judge(target, aggregate.targetValues[t]!, aggregate.antithetic)),
    ...momentsOf(aggregate, facts),
    settling: aggregate.movement.rows(aggregate),
  };
}
