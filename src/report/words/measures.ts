/** Which measures a report shows, and in which order: those that the scenario puts first, then the rest by service. */
import { HEADLINES, type Manifest } from '../../result/document.js';
import { metricOf } from './names.js';
import { UNDELIVERED } from './payers.js';

/** Measures of the tables. */
const MEASURES = [
  'interim_list.people',
  'interim_list.hours',
  'interim_list.wait_days',
  'home_care.start_wait_days',
  'hospital.delayed_people',
  'hospital.delayed_share',
  'hospital.same_or_next_day_share',
  'home_care.people',
  'home_care.hours',
  'home_care.utilisation',
  'home_care.principal_share',
  'home_care.hand_backs',
  'home_care.provider_exits',
  'home_care.uncovered_days',
  'home_care.self_funders_waiting',
  'reablement.starts',
  'reablement.lost_hours_share',
  'reablement.no_ongoing_support_share',
  'crisis.calls',
  'crisis.within_2_hours_share',
  'crisis.response_hours',
  'crisis.hospital_avoided_share',
  'crisis.falls_conveyed_share',
  'crisis.no_ongoing_support_share',
  'housing.occupied',
  'housing.void',
  'housing.void_days',
  'housing.lettings',
  'housing.register',
  'housing.commissioned_care_people',
  'housing.care_hours',
  'housing.cost_per_billed_person',
  'specialist.out_of_area',
  'specialist.inpatients',
  'specialist.waiting',
  'specialist.moves',
  'specialist.repatriated',
  'specialist.moved_within_12_months_share',
  'placements.occupied',
  'placements.queue',
  'workforce.carers',
  'workforce.turnover_rate',
  'workforce.vacancy_rate',
  'cost.total',
  'cost.home_care',
  'cost.reablement',
  'cost.crisis',
  'cost.housing',
  'cost.placements',
  'cost.delayed_discharge',
  'cost.void_rent',
  'cost.housing_capital',
] as const;

/** Measures of the chart of differences: few enough for one page. */
const COMPARED = [
  'interim_list.people',
  'interim_list.hours',
  'home_care.start_wait_days',
  'hospital.delayed_people',
  'hospital.delayed_share',
  'home_care.hours',
  'home_care.uncovered_days',
  'home_care.hand_backs',
  'reablement.starts',
  'reablement.lost_hours_share',
  'crisis.within_2_hours_share',
  'crisis.hospital_avoided_share',
  'housing.void',
  'housing.register',
  'housing.lettings',
  'specialist.out_of_area',
  'specialist.waiting',
  'workforce.carers',
  'cost.total',
] as const;

/** Measures that the baseline puts first; those of every scenario where it puts none. */
export function headlinesOf({ scenarios }: Pick<Manifest, 'scenarios'>): readonly string[] {
  return scenarios[0]?.headline ?? HEADLINES;
}

/**
 * Measures with those that they must not be read without: after one over a group that a plan can shrink, the one over everyone; after
 * the costs, the hours of care not delivered.
 */
export function complete(measures: readonly string[]): string[] {
  const lastCost = measures.findLastIndex((id) => id.startsWith('cost.'));
  const wanted = measures.flatMap((id, i) => [id, metricOf(id).twin ?? id, ...(i === lastCost ? [UNDELIVERED] : [])]);
  return [...new Set(wanted)];
}

const ordered = (manifest: Pick<Manifest, 'scenarios'>, measures: readonly string[]): string[] =>
  complete([...new Set([...(manifest.scenarios[0]?.headline ?? []), ...measures])]);

/** Measures of the tables, in order. */
export function measuresOf(manifest: Pick<Manifest, 'scenarios'>): string[] {
  return ordered(manifest, MEASURES);
}

/** Measures of the chart of differences, in the order of the answer; the chart sorts them by size. */
export function comparedOf(manifest: Pick<Manifest, 'scenarios'>): string[] {
  return ordered(manifest, COMPARED);
}

/** Measures that the answer speaks of, the first that has something to say first; the cost comes last. */
export function answeredOf(manifest: Pick<Manifest, 'scenarios'>): string[] {
  const usual = ['interim_list.people', 'home_care.start_wait_days', 'hospital.delayed_people'];
  const first = manifest.scenarios[0]?.headline ?? [];
  return [...new Set([...first.filter((id) => id !== 'cost.total'), ...usual])];
}
