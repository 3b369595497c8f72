/** The registry of metrics: what a ratio is over, and which way is better. */
import { describe, expect, it } from 'vitest';
import { METRICS, PAYERS } from '../../src/metrics.js';
import { layoutOf } from '../../src/model/record.js';
import { complete } from '../../src/report/words/measures.js';
import { seriesOf } from '../../src/result/series.js';
import { FRAME } from './result-fixture.js';

const RATIOS = METRICS.filter(({ kind }) => kind === 'ratio' || kind === 'days');

/**
 * Ratios with a direction over everyone concerned, or over means that a plan is judged by: no plan improves them by leaving people
 * out of the denominator.
 */
const OVER_EVERYONE = [
  'interim_list.undelivered_share',
  'hospital.delayed_share',
  'hospital.delay_days_per_discharge',
  'hospital.same_or_next_day_share',
  'reablement.lost_hours_share',
  'reablement.last_resort_share',
  'home_care.contact_ratio',
  'home_care.offers_per_package',
  'crisis.within_2_hours_share',
  'crisis.response_hours',
  'crisis.no_ongoing_support_share',
  'crisis.falls_conveyed_share',
  'placements.wait_share',
  'housing.void_share',
  'housing.void_days',
  'specialist.moved_within_6_months_share',
  'specialist.moved_within_12_months_share',
  'specialist.moved_within_24_months_share',
  'returns.acceptance_share',
  'returns.emergency_response_share',
  'returns.response_share',
  'returns.first_visit_share',
  'returns.solution_share',
  'workforce.absence_share',
];

describe('a ratio', () => {
  it('has no direction, or is over everyone, or has the measure over everyone beside it', () => {
    const open = RATIOS.filter((row) => row.better !== 'neither' && row.twin === undefined).map(({ id }) => id);
    expect(open.sort()).toEqual([...OVER_EVERYONE].sort());
  });

  it('has a twin that is a measure of its own, with a direction', () => {
    for (const { id, twin } of METRICS.filter((row) => row.twin !== undefined)) {
      const other = METRICS.find((row) => row.id === twin);
      expect(other, id).toBeDefined();
      expect(other!.better, id).not.toBe('neither');
      expect(other!.twin, id).toBeUndefined();
    }
  });

  it('stands beside its twin wherever measures are listed, and costs beside the hours not delivered', () => {
    expect(complete(['hospital.mean_delay_days', 'cost.total', 'cost.home_care', 'workforce.vacancy_rate'])).toEqual([
      ...['hospital.mean_delay_days', 'hospital.delay_days_per_discharge', 'cost.total', 'cost.home_care'],
      ...['interim_list.undelivered_hours', 'workforce.vacancy_rate', 'workforce.carers'],
    ]);
    expect(complete(['interim_list.people', 'interim_list.wait_days'])).toEqual(['interim_list.people', 'interim_list.wait_days']);
  });
});

describe('delay', () => {
  it('of those delayed has no direction: it rises when short delays vanish', () => {
    expect(METRICS.find(({ id }) => id === 'hospital.mean_delay_days')).toMatchObject({ better: 'neither' });
    expect(METRICS.find(({ id }) => id === 'hospital.delay_days_per_discharge')).toMatchObject({
      ...{ better: 'lower', numerator: ['hospital.delay_days'], denominator: ['hospital.supported'] },
    });
  });
});

describe("the council's cost", () => {
  it("has each payer's beside it, and its total is the council's", () => {
    const series = seriesOf(FRAME).filter(({ metric }) => metric.id === 'cost.total');
    expect(series.map(({ by, key }) => `${by} ${key}`)).toEqual(['all all', ...PAYERS.map((payer) => `payer ${payer}`)]);
    const [all, council] = series;
    expect([...all!.numerator]).toEqual([...council!.numerator]);
    const layout = layoutOf(FRAME);
    const channels = series.flatMap(({ numerator }) => [...numerator]).map((column) => layout.columns[column]!.channel);
    for (const apart of ['cost.delayed_discharge', 'cost.void_rent']) expect(channels).not.toContain(apart);
  });
});
