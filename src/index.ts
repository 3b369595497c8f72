/** The public API: scenarios in, results out. Every name that others may rely on is here, once. */
export { type Engine, ReplicationError } from './experiment/replicate.js';
export { type ReadyScenario, readyScenario } from './experiment/scenarios.js';
export { type Plan, type Progress, type Simulation, simulate } from './experiment/simulate.js';
export { CHANNELS, METRICS, type MetricRow } from './metrics.js';
export type { ModelInput } from './model/input.js';
export type { ReplicationRecord } from './model/record.js';
export { createModel, type TraceEvent } from './model/run.js';
export { Aggregate } from './result/aggregate.js';
export { compareSides, type Side } from './result/comparison.js';
export type {
  AnyFolder,
  ComparisonDocument,
  ComparisonFolder,
  ComparisonRow,
  Manifest,
  ResultFolder,
  Spread,
  Summary,
  Target,
  TargetResult,
  WaitsRow,
  WeeklyRow,
} from './result/document.js';
export { SCHEMA_VERSION } from './result/document.js';
export { readFolder } from './result/read.js';
export { type RunFacts, summarise } from './result/summary.js';
export { compile } from './scenario/compile/compile.js';
export { type Issue, phraseIssues } from './scenario/issue.js';
export { loadScenario } from './scenario/load.js';
export type { ResolvedScenario } from './scenario/resolved.js';
