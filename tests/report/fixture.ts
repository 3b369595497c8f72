/**
 * A small, plausible result folder made in code: seeded random walks, aggregated as a real run's are. Both plans share their noise, so
 * the differences are paired.
 */
import { METRICS, type MetricRow } from '../../src/metrics.js';
import type {
  ComparisonFolder,
  ComparisonRow,
  FuturesRow,
  Manifest,
  MetricSummary,
  Pairing,
  ResultFolder,
  ScenarioRecord,
  Spread,
  TargetResult,
  WaitsRow,
  WeeklyRow,
  WeeklyTable,
} from '../../src/result/document.js';
import { HEADLINES } from '../../src/result/document.js';

export interface FixtureOptions {
  readonly weeks?: number;
  readonly replications?: number;
  readonly areas?: readonly string[];
  readonly baseline?: string;
  readonly alternative?: string;
  /** factor of the alternative on a metric at the end of the run; 1 leaves it as it is */
  readonly effects?: Readonly<Record<string, number>>;
  /** noise of the alternative's own, as a share of the level */
  readonly ownNoise?: number;
}

const START = '2026-04-06';
const DAY = 86_400_000;

/** Level, drift over the run as a factor, and noise of each metric of the fixture. */
const LEVELS: Readonly<Record<string, readonly [level: number, drift: number, noise: number]>> = {
  'interim_list.people': [65, 2.1, 0.35],
  'interim_list.hours': [590, 2.2, 0.35],
  'interim_list.wait_days': [9.2, 1.5, 0.25],
  'home_care.start_wait_days': [11.4, 1.5, 0.22],
  'hospital.delayed_people': [48, 1.25, 0.2],
  'hospital.delayed_share': [0.31, 1.1, 0.12],
  'hospital.same_or_next_day_share': [0.52, 0.95, 0.08],
  'home_care.people': [3345, 1.03, 0.012],
  'home_care.hours': [42_800, 1.03, 0.012],
  'home_care.capacity_hours': [60_300, 1.01, 0.008],
  'home_care.utilisation': [0.94, 1.01, 0.012],
  'home_care.principal_share': [0.02, 1, 0.02],
  'home_care.hand_backs': [6.2, 1.1, 0.3],
  'home_care.uncovered_days': [44, 1.6, 0.4],
  'home_care.self_funders_waiting': [31, 1.4, 0.3],
  'reablement.starts': [58, 0.95, 0.06],
  'reablement.own_hours': [2450, 0.94, 0.05],
  'reablement.bridging_hours': [410, 1.4, 0.25],
  'reablement.last_resort_hours': [160, 1.3, 0.3],
  'reablement.capacity_hours': [3300, 1, 0.02],
  'reablement.lost_hours_share': [0.17, 1.35, 0.2],
  'workforce.carers': [4120, 1.01, 0.01],
  'workforce.vacancy_rate': [0.085, 1.05, 0.06],
  'home_care.paid_hours': [98_000, 1.01, 0.01],
  'home_care.offers_per_package': [1.7, 1.05, 0.03],
  'home_care.contact_ratio': [0.64, 1, 0.005],
  'cost.total': [1_420_000, 1.05, 0.008],
};

const EFFECTS: Readonly<Record<string, number>> = {
  'interim_list.people': 0.62,
  'interim_list.hours': 0.6,
  'interim_list.wait_days': 0.7,
  'home_care.start_wait_days': 0.72,
  'hospital.delayed_people': 0.86,
  'hospital.delayed_share': 0.9,
  'home_care.uncovered_days': 0.7,
  'home_care.hand_backs': 1.22,
  'home_care.principal_share': 31,
  'home_care.hours': 1.015,
  'home_care.offers_per_package': 0.95,
  'home_care.contact_ratio': 1.01,
  'reablement.bridging_hours': 0.7,
  'reablement.lost_hours_share': 0.75,
  'cost.total': 1.012,
};

const TIERS: Readonly<Record<string, number>> = { principal: 0.02, framework: 0.74, in_house: 0.06, spot: 0.18 };
const PLACES: Readonly<Record<string, number>> = { hospital: 0.42, bridging: 0.25, cover: 0.11, home: 0.22 };
const PRIORITIES: Readonly<Record<string, number>> = {
  hospital: 0.48,
  crisis: 0.07,
  hand_back_urgent: 0.09,
  community: 0.28,
  hand_back_other: 0.08,
};
const GROUPS: Readonly<Record<string, number>> = { older_people: 0.9, physical_disability: 0.07, mental_health: 0.03 };

/** Seeded uniform numbers (mulberry32). */
function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const hash = (text: string): number => [...text].reduce((h, letter) => Math.imul(h ^ letter.charCodeAt(0), 16777619) >>> 0, 2166136261);

/** values[replication][week] of a metric's key. */
type Paths = readonly (readonly number[])[];

function pathsOf(id: string, tag: string, scale: number, effect: number, side: number, o: Required<FixtureOptions>): Paths {
  const [level, drift, noise] = LEVELS[id]!;
  const common = uniforms(hash(`${id}/${tag}`));
  const own = uniforms(hash(`${id}/${tag}/${side}`));
  return Array.from({ length: o.replications }, () => {
    let walk = 0;
    let ownWalk = 0;
    const ownLevel = (own() + own() - 1) * 1.5 * o.ownNoise;
    return Array.from({ length: o.weeks }, (_, w) => {
      const t = w / o.weeks;
      walk = 0.94 * walk + (common() + common() - 1) * 0.6;
      ownWalk = 0.94 * ownWalk + (own() + own() - 1) * 0.6 * o.ownNoise;
      const ramp = 1 + (effect - 1) * Math.min(1, t * 2.2);
      return Math.max(
        0,
        level * scale * (1 + (drift - 1) * t) * ramp * (1 + noise * (walk + ownWalk + ownLevel) * Math.min(1, 0.1 + t * 3)),
      );
    });
  });
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const quantile = (sorted: readonly number[], p: number): number => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!;
const tidy = (value: number): number => Number(value.toPrecision(8));

function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const m = mean(values);
  const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - m) * (v - m), 0) / (values.length - 1));
  const half = (1.96 * sd) / Math.sqrt(values.length);
  const q = (p: number) => tidy(quantile(sorted, p));
  return {
    n: values.length,
    mean: tidy(m),
    ci95: [tidy(m - half), tidy(m + half)],
    sd: tidy(sd),
    p05: q(0.05),
    p10: q(0.1),
    p25: q(0.25),
    p50: q(0.5),
    p75: q(0.75),
    p90: q(0.9),
    p95: q(0.95),
  };
}

const dateOf = (week: number): string => new Date(Date.parse(`${START}T00:00:00Z`) + (week - 1) * 7 * DAY).toISOString().slice(0, 10);

function bandRow(metric: string, by: string, key: string, week: number, values: readonly number[]): WeeklyRow {
  const { mean: m, p05, p10, p25, p50, p75, p90, p95 } = spreadOf(values);
  return { metric, by, key, week, date: dateOf(week), mean: m, p05, p25, p50, p75, p95, p10, p90 };
}

interface Series {
  readonly metric: MetricRow;
  readonly by: string;
  readonly key: string;
  readonly paths: Paths;
}

function keysOf(dimension: string, o: Required<FixtureOptions>): Readonly<Record<string, number>> | null {
  if (dimension === 'area')
    return Object.fromEntries(o.areas.map((area, i) => [area, (i + 1) / ((o.areas.length * (o.areas.length + 1)) / 2)]));
  if (dimension === 'client_group') return GROUPS;
  if (dimension === 'tier') return TIERS;
  if (dimension === 'place') return PLACES;
  return dimension === 'priority' ? PRIORITIES : null;
}

function seriesOf(side: number, o: Required<FixtureOptions>): Series[] {
  return Object.keys(LEVELS).flatMap((id) => {
    const metric = METRICS.find((row) => row.id === id);
    if (!metric) throw new Error(`the fixture uses ${id}, which is not in the registry`);
    const effect = side === 0 ? 1 : (o.effects[id] ?? 1);
    const total: Series = { metric, by: 'all', key: 'all', paths: pathsOf(id, '', 1, effect, side, o) };
    const isAdditive = metric.kind === 'level' || metric.kind === 'count';
    const keyed = metric.by.flatMap((by) =>
      Object.entries(keysOf(by, o) ?? {}).map(([key, share], i): Series => {
        const tilt =
          side === 1 && effect !== 1 && by !== 'tier'
            ? i === 1
              ? 1.15 / effect
              : 1
            : side === 1 && by === 'tier' && key === 'principal'
              ? 20
              : side === 1 && by === 'tier' && key === 'framework'
                ? 0.5
                : 1;
        return { metric, by, key, paths: pathsOf(id, `${by}/${key}`, isAdditive ? share : 1, effect * tilt, side, o) };
      }),
    );
    return [total, ...keyed];
  });
}

/** The run's figure in each replication. */
const figuresOf = (series: Series): number[] =>
  series.paths.map((path) => (series.metric.kind === 'count' ? path.reduce((a, b) => a + b, 0) : mean(path)));

function summaryOf(all: readonly Series[]): Record<string, MetricSummary> {
  const metrics: Record<string, MetricSummary> = {};
  for (const series of all) {
    const figure = {
      ...spreadOf(figuresOf(series)),
      ...(series.metric.kind === 'level' ? { atEnd: spreadOf(series.paths.map((path) => path.at(-1)!)) } : {}),
    };
    if (series.by === 'all') metrics[series.metric.id] = { ...figure, unit: series.metric.unit, kind: series.metric.kind, by: {} };
    else {
      const { by } = metrics[series.metric.id]!;
      by[series.by] = { ...by[series.by], [series.key]: figure };
    }
  }
  return metrics;
}

const weekly = (all: readonly Series[], weeks: number): WeeklyRow[] =>
  all.flatMap((series) =>
    Array.from({ length: weeks }, (_, w) =>
      bandRow(
        series.metric.id,
        series.by,
        series.key,
        w + 1,
        series.paths.map((path) => path[w]!),
      ),
    ),
  );

const futures = (all: readonly Series[]): FuturesRow[] =>
  all
    .filter((series) => series.by === 'all' && (HEADLINES as readonly string[]).includes(series.metric.id))
    .flatMap((series) =>
      series.paths
        .slice(0, 5)
        .flatMap((path, replication) =>
          path.map((value, w) => ({ metric: series.metric.id, by: 'all', key: 'all', replication, week: w + 1, value: tidy(value) })),
        ),
    );

function waits(side: number, o: Required<FixtureOptions>): WaitsRow[] {
  const row = (by: string, key: string, share: number, slow: number): WaitsRow => {
    const s = slow * (side === 1 ? 0.72 : 1);
    const within = (d: number) => tidy(0.97 * (1 - Math.exp(-d / (9 * s))));
    const day = (p: number) => (p >= 0.97 ? ('not reached' as const) : tidy(-9 * s * Math.log(1 - p / 0.97)));
    return {
      queue: 'home_care',
      by,
      key,
      cohort: 'arisen',
      restricted_mean: tidy(9 * s),
      p50: day(0.5),
      p90: slow > 2.4 ? 'not reached' : day(0.9),
      within_1_day: within(1),
      within_7_days: within(7),
      within_28_days: within(28),
      count: Math.round(o.replications * o.weeks * 70 * share),
      gave_up: Math.round(o.replications * 40 * share),
      still_waiting: Math.round(o.replications * 90 * share * s),
      person_days: tidy(9 * s * o.replications * o.weeks * 70 * share),
    };
  };
  const slow: Readonly<Record<string, number>> = {
    hospital: 0.5,
    crisis: 0.7,
    hand_back_urgent: 0.9,
    community: 1.9,
    hand_back_other: 2.5,
  };
  return [row('all', 'all', 1, 1), ...Object.entries(PRIORITIES).map(([key, share]) => row('priority', key, share, slow[key]!))];
}

function targets(metrics: Record<string, MetricSummary>): TargetResult[] {
  const result = (
    metric: string,
    window: string | null,
    value: number | null,
    low: number | null,
    high: number | null,
    m: number,
    verdict: TargetResult['verdict'],
    inside: number,
  ): TargetResult => ({
    metric,
    window,
    value,
    low,
    high,
    source: 'Market position statement, May 2023',
    mean: m,
    ci95: [m * 0.97, m * 1.03],
    n: 40,
    verdict,
    futuresInside: inside,
  });
  const end = metrics['interim_list.people']!.atEnd!.mean!;
  return [
    result('interim_list.people', 'start', 65, 60, 70, 65, 'met', 1),
    result('interim_list.people', 'end', null, null, 80, end, end <= 80 ? 'met' : 'missed', 0.21),
    result('home_care.people', 'start', 3345, 3280, 3410, 3345, 'met', 0.98),
    result('reablement.lost_hours_share', null, null, null, 0.15, metrics['reablement.lost_hours_share']!.mean!, 'missed', 0.08),
  ];
}

/** As far as a report reads it: names, providers, the principal's start. */
function resolvedOf(o: Required<FixtureOptions>, isAlternative: boolean) {
  const five = { acceptance: '92%', answerFactor: 1, handBackFactor: 1, mostContactRatio: '75%', price: '£21.30' };
  const framework = { id: 'framework', name: 'Framework', tier: 'framework', areas: o.areas, count: 20, posts: 900, ...five };
  const principal = { id: 'principal', tier: 'principal', areas: o.areas, count: 1, posts: 0, acceptance: '96%', answerFactor: 0.7 };
  const set = {
    'homeCare.principal': { providers: {}, cap: '70%', transfersPerWeek: { North: 5 }, carersTransfer: '85%', absorbsExits: true },
  };
  return {
    areas: Object.fromEntries(o.areas.map((area) => [area, { name: area }])),
    clientGroups: { older_people: { name: 'Older people' } },
    homeCare: { providers: isAlternative ? [framework, principal] : [framework] },
    changes: isAlternative ? [{ from: 'week 14', why: 'start', set }] : [],
    uncertain: isAlternative ? { 'homeCare.providers.principal.acceptance': { low: '85%', high: '99%' } } : {},
  };
}

function scenarioRecord(name: string, o: Required<FixtureOptions>, isAlternative: boolean): ScenarioRecord {
  const assumptions: ScenarioRecord['assumptions'] = [
    { path: 'homeCare.providers.framework.acceptance', value: 0.62, source: null, confidence: 'assumption' },
    {
      path: 'homeCare.principal.cap',
      value: isAlternative ? 0.7 : 0,
      source: 'Norfolk home care market position statement, 2023',
      confidence: 'seed',
    },
    { path: 'workforce.turnover', value: 0.412, source: 'Norfolk workforce challenge page, 2022', confidence: 'reference' },
    { path: 'demand.community.growth', value: '1.5% a year', source: '', confidence: null },
    {
      path: 'reablement.length',
      value: { lognormal: { mean: 30, cv: 0.4 } },
      source: 'Leicester reablement standards',
      confidence: 'seed',
    },
  ];
  return {
    name,
    description: 'One principal provider in each area has first refusal of new packages, up to 70% of council hours.',
    question: 'Does a principal provider in each area shorten the interim care list, and who pays for it?',
    sha256: 'a'.repeat(64),
    resolved: resolvedOf(o, isAlternative),
    assumptions,
    targets: [],
    areas: [...o.areas],
    clientGroups: Object.keys(GROUPS),
    changes: isAlternative ? [{ from: '2026-07-06', until: null, why: 'Principal providers start in every area' }] : [],
  };
}

function manifestOf(kind: 'run' | 'comparison', scenarios: ScenarioRecord[], o: Required<FixtureOptions>): Manifest {
  return {
    schemaVersion: 1,
    kind,
    versions: { caresim: '0.1.0', node: '20.20.2' },
    command: 'caresim compare scenarios/norfolk/baseline.yaml scenarios/norfolk/principal-provider.yaml --replications 200 --seed 20261001',
    scenarios,
    seed: 20261001,
    replications: o.replications,
    weeks: o.weeks,
    warmUpWeeks: 0,
    start: START,
    engine: 'native',
    workers: 2,
    partial: false,
    started: '2026-04-01T09:00:00Z',
    finished: '2026-04-01T09:01:00Z',
    files: {},
  };
}

/** A name with everything that could go wrong: markup, quotes, a letter outside the base plane, right-to-left text, a control character, 300 letters. */
export const NASTY = `<script>alert("x")</script> & 'quotes' 🚑 \u202eمرحبا\u0007 ${'very long name '.repeat(18)}`;

/** Rows as a folder's table. */
export function tableOf(rows: readonly WeeklyRow[]): WeeklyTable {
  return {
    rows: (metric, by = 'all', key = 'all') => rows.filter((row) => row.metric === metric && row.by === by && row.key === key),
    keys: (metric, by) => [...new Set(rows.filter((row) => row.metric === metric && row.by === by).map((row) => row.key))],
  };
}

function filled(options: FixtureOptions): Required<FixtureOptions> {
  return {
    weeks: 80,
    replications: 40,
    areas: ['North', 'South', 'West'],
    baseline: 'Norfolk baseline',
    alternative: 'Principal provider',
    effects: EFFECTS,
    ownNoise: 0.5,
    ...options,
  };
}

function runOf(side: number, all: readonly Series[], o: Required<FixtureOptions>): ResultFolder {
  const name = side === 0 ? o.baseline : o.alternative;
  const metrics = summaryOf(all);
  return {
    kind: 'run',
    summary: {
      schemaVersion: 1,
      caresim: '0.1.0',
      scenario: name,
      scenarioSha256: 'a'.repeat(64),
      seed: 20261001,
      replications: o.replications,
      weeks: o.weeks,
      warmUpWeeks: 0,
      start: START,
      engine: 'native',
      partial: false,
      bandsFrom: o.replications,
      metrics,
      targets: targets(metrics),
    },
    weekly: tableOf(weekly(all, o.weeks)),
    waits: waits(side, o),
    futures: futures(all),
    kpis: [],
    manifest: manifestOf('run', [scenarioRecord(name, o, side === 1)], o),
  };
}

/** A single run. */
export function runFixture(options: FixtureOptions = {}): ResultFolder {
  const o = filled(options);
  return runOf(0, seriesOf(0, o), o);
}

function comparisonRow(
  base: Series,
  other: Series,
  alternative: string,
  window: string,
  pick: (series: Series) => number[],
): ComparisonRow {
  const [a, b] = [pick(base), pick(other)];
  const differences = b.map((value, r) => value - a[r]!);
  const spread = spreadOf(differences);
  const share = (test: (d: number) => boolean) => differences.filter(test).length / differences.length;
  const { better } = base.metric;
  const sign = better === 'lower' ? -1 : 1;
  return {
    alternative,
    metric: base.metric.id,
    by: base.by,
    key: base.key,
    window,
    baselineMean: mean(a),
    alternativeMean: mean(b),
    n: a.length,
    difference: spread.mean,
    ci95: spread.ci95,
    sd: spread.sd,
    p05: spread.p05,
    p10: spread.p10,
    p50: spread.p50,
    p90: spread.p90,
    p95: spread.p95,
    improves: better === 'neither' ? null : share((d) => d * sign > 0),
    worsens: better === 'neither' ? null : share((d) => d * sign < 0),
  };
}

function pairingOf(base: Series, other: Series, alternative: string): Pairing {
  const variance = (values: readonly number[]) => (spreadOf(values).sd ?? 0) * (spreadOf(values).sd ?? 0);
  const [a, b] = [figuresOf(base), figuresOf(other)];
  const paired = variance(b.map((value, r) => value - a[r]!));
  const apart = variance(a) + variance(b);
  const correlation = (apart - paired) / 2 / Math.sqrt(Math.max(1e-12, variance(a) * variance(b)));
  return {
    alternative,
    metric: base.metric.id,
    correlation: Math.min(1, correlation),
    variancePaired: paired,
    varianceIndependent: apart,
    timesFewer: paired > 0 ? apart / paired : null,
  };
}

/** A comparison of a baseline and one alternative. */
export function comparisonFixture(options: FixtureOptions = {}): ComparisonFolder {
  const o = filled(options);
  const [base, other] = [seriesOf(0, o), seriesOf(1, o)];
  const last = (series: Series) => series.paths.map((path) => mean(path.slice(-13)));
  const rows = base.flatMap((series, i) => [
    comparisonRow(series, other[i]!, o.alternative, 'run', figuresOf),
    comparisonRow(series, other[i]!, o.alternative, 'last 13 weeks', last),
  ]);
  const difference = base.flatMap((series, i): WeeklyRow[] =>
    series.by !== 'all'
      ? []
      : Array.from({ length: o.weeks }, (_, w) =>
          bandRow(
            series.metric.id,
            'all',
            'all',
            w + 1,
            series.paths.map((path, r) => other[i]!.paths[r]![w]! - path[w]!),
          ),
        ),
  );
  const worseOff = rows
    .filter(
      (row) =>
        row.window === 'run' &&
        ['priority', 'area', 'client_group'].includes(row.by) &&
        ['interim_list.people', 'home_care.start_wait_days'].includes(row.metric) &&
        (row.worsens ?? 0) > 0.5,
    )
    .map(({ alternative, metric, by, key, worsens, n, difference: d, ci95 }) => ({
      alternative,
      metric,
      by,
      key,
      worsens: worsens!,
      n,
      difference: d!,
      ci95,
    }));
  return {
    kind: 'comparison',
    comparison: {
      schemaVersion: 1,
      caresim: '0.1.0',
      baseline: o.baseline,
      alternatives: [o.alternative],
      seed: 20261001,
      replications: o.replications,
      weeks: o.weeks,
      warmUpWeeks: 0,
      start: START,
      engine: 'native',
      partial: false,
      rows,
      pairing: base.flatMap((series, i) => (series.by === 'all' ? [pairingOf(series, other[i]!, o.alternative)] : [])),
      worseOff,
    },
    difference: new Map([[o.alternative, tableOf(difference)]]),
    manifest: manifestOf('comparison', [scenarioRecord(o.baseline, o, false), scenarioRecord(o.alternative, o, true)], o),
    runs: [runOf(0, base, o), runOf(1, other, o)],
  };
}
