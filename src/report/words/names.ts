/**
 * Planner's words for metrics and for the keys of their dimensions. Areas and client groups are the scenario's own names.
 */
import { METRICS, type MetricRow } from '../../metrics.js';
import type { ScenarioRecord } from '../../result/document.js';
import { resolvedParts } from '../../result/resolved.js';
import { capital, clean } from './numbers.js';

const BY_ID: ReadonlyMap<string, MetricRow> = new Map(METRICS.map((row) => [row.id, row]));

/** Registry row of a metric; an unknown id (an older or newer result) gets a row that shows the id. */
export function metricOf(id: string): MetricRow {
  return BY_ID.get(id) ?? { id, kind: 'level', unit: '', better: 'neither', numerator: [], by: [], words: id, meaning: '' };
}

/** Units that a measure's words leave open; the others are what is counted, which the words name. */
const MEASURES_SAID = /^(days|bed-days|hours|pounds a week)$/;

/** Measure, with its unit where the words do not say it. */
export function measureWords(id: string): string {
  const { words, unit } = metricOf(id);
  if (unit === 'hours a week') return capital(/hours\b/.test(words) ? `${words}, a week` : `${words}, hours a week`);
  const isSaid = words.includes(unit) || !MEASURES_SAID.test(unit);
  return capital(isSaid ? words : `${words}, ${unit}`);
}

const KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  priority: {
    hospital: 'people waiting to leave hospital',
    crisis: 'people in a crisis',
    hand_back_urgent: 'people whose care is about to stop',
    community: 'people at home asking for the first time',
    hand_back_other: 'people whose provider gave notice',
  },
  place: {
    hospital: 'in a hospital bed',
    bridging: 'at home, bridged by reablement',
    cover: 'at home, covered by reablement as last resort',
    home: 'at home without this care',
    own_provider: 'with the provider they are to leave',
  },
  tier: { principal: 'principal provider', framework: 'framework providers', in_house: 'in-house service', spot: 'spot providers' },
  pathway: {
    pathway_0: 'pathway 0 (no new support)',
    pathway_1: 'pathway 1 (home with support)',
    pathway_2: 'pathway 2 (bed-based rehabilitation)',
    pathway_3: 'pathway 3 (care home)',
    restart: 'restart of care after hospital',
  },
  stage: {
    occupied: 'lived in',
    under_notice: 'under notice',
    works: 'works',
    advertised: 'advertised or nominated for',
    assessment: 'assessment and panel',
    offered: 'offered',
    moving_in: 'accepted, not moved in',
  },
  care: {
    commissioned: "commissioned from the scheme's provider",
    direct_payment: 'direct payment',
    private_on_site: "bought from the scheme's provider",
    private_elsewhere: 'bought elsewhere',
    none: 'no care',
  },
  band: { low: 'low needs', medium: 'medium needs', high: 'high needs' },
  payer: { council: 'council', nhs: 'NHS', landlord: 'landlord', resident: 'resident' },
  readiness: {
    green: 'people ready within 6 months (green)',
    amber: 'people ready within 12 months (amber)',
    red: 'people ready after 12 months (red)',
    unrated: 'people whose readiness is not rated',
  },
  waiting_for: {
    readiness: 'not ready yet',
    approval: 'approval',
    accommodation: 'a home that suits',
    community_team: 'the community team',
    move: 'the move, a home is kept',
    settled_home: 'a settled home after stepping down',
  },
  home: { complex: 'complex scheme', shared_lives: 'Shared Lives' },
  origin: {
    initial: 'there on day 0',
    community: 'from the community',
    hospital: 'from hospital',
    crisis: 'after a crisis',
    hand_back: 'after a hand-back',
    self_funder: 'self-funders',
  },
};

/** The scenario's own names of its areas and client groups, by dimension and key. */
export type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Names that a scenario gives in its resolved form; keys it does not name keep their ids. */
export function namesOf(scenario: Pick<ScenarioRecord, 'resolved'> | undefined): Names {
  const { areas, clientGroups, placements, housing } = resolvedParts(scenario);
  const named = (of: typeof areas) => Object.fromEntries(Object.entries(of).flatMap(([id, { name }]) => (name ? [[id, clean(name)]] : [])));
  const beds = named(placements);
  const stock = Object.entries(beds).flatMap(([id, bed]) =>
    Object.entries(named(areas)).map(([area, name]) => [`${id}/${area}`, `${bed}, ${name}`]),
  );
  return {
    area: named(areas),
    client_group: named(clientGroups),
    scheme: named(housing.schemes),
    cohort: named(housing.cohorts),
    placement: beds,
    home: beds,
    placement_area: Object.fromEntries(stock),
  };
}

/** Planner's words for a key of a dimension. */
export function keyWords(by: string, key: string, names: Names = {}): string {
  if (by === 'all') return 'everyone';
  return names[by]?.[key] ?? KEYS[by]?.[key] ?? clean(key).replaceAll('_', ' ');
}

/** "people in North Norfolk", "community": a group as it follows a measure in a sentence. */
export function groupWords(by: string, key: string, names: Names = {}): string {
  const words = keyWords(by, key, names);
  if (by === 'area') return `people in ${words}`;
  if (by === 'client_group') return `the client group “${words}”`;
  if (by === 'band') return `people with ${words}`;
  return words;
}

export const DIMENSION_WORDS: Readonly<Record<string, string>> = {
  area: 'area',
  client_group: 'client group',
  priority: 'priority',
  tier: 'kind of provider',
  place: 'place',
  pathway: 'pathway',
  origin: 'origin',
  scheme: 'scheme',
  stage: 'stage of a vacant flat',
  care: 'care',
  band: 'needs band',
  payer: 'payer',
  readiness: 'readiness',
  waiting_for: 'what is waited for',
  home: 'kind of home',
  cohort: 'cohort',
  part: 'part of the county',
  placement: 'placement',
  placement_area: 'placement and its area',
};
