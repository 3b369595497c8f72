/** `summary.json`: every metric's figure after warm-up, at the end, and by key. */
import { antitheticGain } from '../stats/antithetic.js';
import type { Aggregate } from './aggregate.js';
import { tidy } from './digits.js';
import { type AntitheticRow, type KeyedFigure, type MetricSummary, SCHEMA_VERSION, type Summary } from './document.js';
import { spreadOf } from './spread.js';
import { judge } from './targets.js';
import { END, RUN } from './windows.js';

/** What a summary says of its run besides numbers. */
export interface RunFacts {
  readonly caresim: string;
  readonly scenario: string;
  readonly scenarioSha256: string;
  readonly seed: number;
  readonly start: string;
  readonly engine: string;
  readonly partial: boolean;
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
    settling: aggregate.movement.rows(aggregate),
  };
}
