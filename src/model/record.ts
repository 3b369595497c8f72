/**
 * What one replication returns, and the shape of its columns. The shape follows from the registry and the scenario's frame alone,
 * so a result can be read anywhere.
 */
import {
  BANDS,
  CARE_KINDS,
  CHANNELS,
  type ChannelId,
  type Dimension,
  ORIGINS,
  PATHWAYS,
  PAYERS,
  PLACES,
  PRIORITIES,
  READINESS,
  REASONS,
  type Section,
  STAGES,
  TIERS,
  WAITING_FOR,
} from '../metrics.js';
import type { ReturnsFrame } from './returns-input.js';

export type { Quarter, ReturnsFrame } from './returns-input.js';

/** A moment at which levels are kept: the end of a day. */
export interface Moment {
  /** as it is named in results */
  readonly when: string;
  /** from 0 */
  readonly day: number;
}

export interface Frame {
  readonly areas: readonly string[];
  readonly groups: readonly string[];
  readonly weeks: number;
  /** ids of housing schemes; left out: none */
  readonly schemes?: readonly string[];
  /** parts that the scenario has, of those it may be without; left out: none */
  readonly sections?: readonly Section[];
  /** ids of placements; kinds of home, cohorts and parts of the county of the specialist accommodation; left out: none */
  readonly placements?: readonly string[];
  readonly homes?: readonly string[];
  readonly cohorts?: readonly string[];
  readonly parts?: readonly string[];
  /** quarterly returns; left out or null: none */
  readonly returns?: ReturnsFrame | null;
  /** moments at which levels are kept, in order; left out: none */
  readonly levelsAt?: readonly Moment[];
}

/** The frame alone of something larger that holds one. */
export function frameOf(of: Frame): Frame {
  const {
    areas,
    groups,
    weeks,
    schemes = [],
    sections = [],
    placements = [],
    homes = [],
    cohorts = [],
    parts = [],
    returns = null,
    levelsAt,
  } = of;
  return {
    areas,
    groups,
    weeks,
    schemes,
    sections,
    placements,
    homes,
    cohorts,
    parts,
    ...(returns !== null && { returns }),
    ...(levelsAt && { levelsAt }),
  };
}

/** What is named is in the frame, or belongs to every scenario. */
function isIn({ section }: { readonly section?: Section }, { sections = [] }: Frame): boolean {
  return section === undefined || sections.includes(section);
}

/** Column of a channel: the total (`by` 'all', `key` 'all') or one key of one dimension. */
export interface Column {
  readonly channel: ChannelId;
  readonly kind: 'level' | 'count';
  readonly by: Dimension | 'all';
  readonly key: string;
}

export interface Layout {
  readonly columns: readonly Column[];
  /** index of the first column (the total) of each channel, or of the next when it has none; parallel to CHANNELS */
  readonly first: Int32Array;
  /** index of (channel, by, key), or -1 */
  indexOf(channel: ChannelId, by: Dimension | 'all', key: string): number;
}

export function keysOf(dimension: Dimension, frame: Frame): readonly string[] {
  switch (dimension) {
    case 'area':
      return frame.areas;
    case 'client_group':
      return frame.groups;
    case 'tier':
      return TIERS;
    case 'priority':
      return PRIORITIES;
    case 'place':
      return PLACES;
    case 'pathway':
      return PATHWAYS;
    case 'origin':
      return ORIGINS;
    case 'reason':
      return REASONS;
    case 'payer':
      return PAYERS;
    case 'scheme':
      return frame.schemes ?? [];
    case 'stage':
      return STAGES;
    case 'care':
      return CARE_KINDS;
    case 'band':
      return BANDS;
    case 'placement':
      return frame.placements ?? [];
    case 'placement_area':
      return (frame.placements ?? []).flatMap((id) => frame.areas.map((area) => `${id}/${area}`));
    case 'readiness':
      return READINESS;
    case 'waiting_for':
      return WAITING_FOR;
    case 'home':
      return frame.homes ?? [];
    case 'cohort':
      return frame.cohorts ?? [];
    case 'part':
      return frame.parts ?? [];
  }
}

/** Columns in order: channel by channel; the total, then each dimension's keys in turn. Channels of parts left out have none. */
export function layoutOf(frame: Frame): Layout {
  const columns: Column[] = [];
  const first = new Int32Array(CHANNELS.length);
  const index = new Map<string, number>();
  CHANNELS.forEach((channel, c) => {
    first[c] = columns.length;
    if (!isIn(channel, frame)) return;
    const put = (by: Dimension | 'all', key: string) => {
      index.set(`${channel.id}\n${by}\n${key}`, columns.length);
      columns.push({ channel: channel.id, kind: channel.kind, by, key });
    };
    put('all', 'all');
    for (const by of channel.by) for (const key of keysOf(by, frame)) put(by, key);
  });
  return { columns, first, indexOf: (channel, by, key) => index.get(`${channel}\n${by}\n${key}`) ?? -1 };
}

/** Queues whose waits are kept as distributions, with the part of the model they belong to where a scenario may be without it. */
export const WAIT_QUEUES = [
  'home_care',
  'interim_list',
  'hospital',
  'reablement',
  'self_funders',
  'housing',
  'crisis',
  'placements',
] as const;
export type WaitQueue = (typeof WAIT_QUEUES)[number];
const QUEUE_SECTION: { readonly [Q in WaitQueue]?: Section } = { housing: 'housing', crisis: 'crisisResponse' };

/** True when a frame has the queue. */
export function hasQueue(queue: WaitQueue, frame: Frame): boolean {
  if (queue === 'placements') return (frame.placements ?? []).length > 0;
  const section = QUEUE_SECTION[queue];
  return section === undefined || isIn({ section }, frame);
}

/**
 * Edges of the wait histogram in days: 64ths (22.5 minutes) to a quarter day, quarter days to four weeks, then whole days to a year, then weeks to three years.
 * Cell i holds waits in [edge[i], edge[i + 1]); the last cell holds all longer ones.
 */
export const WAIT_EDGES: Float64Array = (() => {
  const edges: number[] = [];
  for (let n = 0; n < 16; n++) edges.push(n / 64);
  for (let q = 1; q < 112; q++) edges.push(q / 4);
  for (let d = 28; d < 364; d++) edges.push(d);
  for (let d = 364; d <= 1092; d += 7) edges.push(d);
  return Float64Array.from(edges);
})();

/** A row of the wait table: a queue, and the total or one key of a dimension, for need that arose in the run or before day 0. */
export interface WaitRow {
  readonly queue: WaitQueue;
  readonly by: Dimension | 'all';
  readonly key: string;
  readonly cohort: 'arisen' | 'day_0';
}

/** Dimensions kept for every queue. */
export const WAIT_DIMENSIONS: readonly Dimension[] = ['area', 'client_group', 'priority', 'origin'];

export function waitRowsOf(frame: Frame): readonly WaitRow[] {
  const rows: WaitRow[] = [];
  for (const queue of WAIT_QUEUES.filter((name) => hasQueue(name, frame)))
    for (const cohort of ['arisen', 'day_0'] as const) {
      rows.push({ queue, by: 'all', key: 'all', cohort });
      for (const by of WAIT_DIMENSIONS) for (const key of keysOf(by, frame)) rows.push({ queue, by, key, cohort });
    }
  return rows;
}

/**
 * Result of one replication. `weekly[c * weeks + w]` is column c in week w (levels: time average; counts: total);
 * `ends[c]` is a level at the end of the run. Waits, in a table of a row by WAIT_EDGES: `followed` people whose need arose at least
 * edge[i] days before the end of the run, `started` those of them who started within edge[i] days, `ended` those who started or gave up
 * within them. Each is kept as its {@link stepsOf}, since nine cells of ten differ in nothing from the one before.
 * `waitTotals` has seven numbers a row: people, started, gave up, still waiting, person-days waited inside the window, days waited by those
 * who started, and days by which the waits that ended fall short of the edges at which they are counted.
 */
export interface ReplicationRecord {
  readonly replication: number;
  readonly weekly: Float64Array;
  readonly ends: Float64Array;
  /** levels at the moments of the frame, [moment][column]; only where there are any */
  readonly at?: Float64Array;
  readonly followed: Int32Array;
  readonly started: Int32Array;
  readonly ended: Int32Array;
  readonly waitTotals: Float64Array;
  /** counters of the quarterly returns, [unit][quarter][RETURN_COLUMNS], all units together last; only where they are kept */
  readonly returns?: Float64Array;
  /** events handled */
  readonly events: number;
}

/** Where running sums along a row change: pairs of a cell, row * cells + i, and by how much, from the differences between cells. */
export function stepsOf(differences: Int32Array): Int32Array {
  let count = 0;
  for (let i = 0; i < differences.length; i++) if (differences[i] !== 0) count++;
  const steps = new Int32Array(2 * count);
  for (let i = 0, at = 0; i < differences.length; i++) {
    if (differences[i] === 0) continue;
    steps[at++] = i;
    steps[at++] = differences[i]!;
  }
  return steps;
}

/** Adds steps to the differences that they were taken from, or to a sum of such. */
export function addSteps(differences: Float64Array, steps: Int32Array): void {
  for (let at = 0; at < steps.length; at += 2) differences[steps[at]!]! += steps[at + 1]!;
}

export const WAIT_TOTALS = ['people', 'started', 'gaveUp', 'stillWaiting', 'personDays', 'startedDays', 'roundedUp'] as const;
