/** Who pays, what moves, what a shock does, and why the textbook differs, in words. */
import { describe, expect, it } from 'vitest';
import { differenceChart } from '../../src/report/charts/difference.js';
import { verdictOf } from '../../src/report/words/findings.js';
import { paybackSentences } from '../../src/report/words/payback.js';
import {
  costPerSentences,
  payerLines,
  presentValueSentence,
  shiftSentence,
  splitRows,
  undeliveredWorth,
} from '../../src/report/words/payers.js';
import { shockSentences } from '../../src/report/words/shock.js';
import { whyOf } from '../../src/report/words/textbook.js';
import type { ComparisonDocument, ComparisonRow, Shock, Value } from '../../src/result/document.js';

type Pounds = readonly [baseline: number, difference: number, half: number];

const rowOf = (metric: string, by: string, key: string, [baselineMean, difference, half]: Pounds): ComparisonRow => ({
  ...{ alternative: 'plan', metric, by, key, window: 'run', n: 9, sd: 1, improves: null, worsens: null },
  ...{ p05: null, p10: null, p50: null, p90: null, p95: null },
  ...{ baselineMean, alternativeMean: baselineMean + difference, difference, ci95: [difference - half, difference + half] },
});

const VALUE: Value = {
  alternative: 'plan',
  discountRate: 0.035,
  undeliveredHour: 25,
  together: { mean: -0.1e6, ci95: [-1e6, 0.8e6] },
  payers: [],
  costPer: [],
};

const documentOf = (rows: ComparisonRow[], more: Partial<ComparisonDocument> = {}) =>
  ({ alternatives: ['plan'], rows, payback: [], value: [VALUE], shocks: [], ...more }) as unknown as ComparisonDocument;

const SHIFT = documentOf([
  rowOf('cost.total', 'all', 'all', [347.8e6, 3.3e6, 0.6e6]),
  rowOf('cost.total', 'payer', 'council', [347.8e6, 3.3e6, 0.6e6]),
  rowOf('cost.total', 'payer', 'nhs', [37.2e6, -3.4e6, 0.9e6]),
]);

describe('who pays', () => {
  it('names a shift, with the sum that moves and both payers', () => {
    expect(shiftSentence(SHIFT, 'plan')).toBe('£3.3 million moves from the NHS to the council: a shift between payers, not a saving.');
    expect(shiftSentence(documentOf([rowOf('cost.total', 'payer', 'council', [9e6, 2e6, 1e6])]), 'plan')).toBe('');
  });

  it('has a line for each payer and one for all, which add up', () => {
    expect(payerLines(SHIFT, 'plan').map(({ words, cells }) => [words, ...cells])).toEqual([
      ['Council', '£347.8 million', '£351.1 million', '+\u2060£3.3 million'],
      ['NHS', '£37.2 million', '£33.8 million', '−\u2060£3.4 million'],
      ['All payers together', '£385.0 million', '£384.9 million', 'no clear difference'],
    ]);
  });

  it('splits a cost that several payers bear, and no other', () => {
    expect(splitRows('cost.placements', (payer) => payer === 'council' || payer === 'nhs').map(({ words }) => words)).toEqual([
      ...['Cost of placements, all payers', 'Cost of placements, paid by the council', 'Cost of placements, paid by the NHS'],
    ]);
    expect(splitRows('cost.placements', (payer) => payer === 'council').map(({ words }) => words)).toEqual(['Cost of placements']);
    expect(splitRows('interim_list.people', () => true)).toHaveLength(1);
  });

  it('prices the hours not delivered in a line of their own', () => {
    const hours = documentOf([rowOf('interim_list.undelivered_hours', 'all', 'all', [100_000, 40_000, 4000])]);
    expect(undeliveredWorth(hours, 'plan')).toContain('at £25.00 an hour and in no total: £1.0 million more');
    expect(undeliveredWorth({ ...hours, value: [{ ...VALUE, undeliveredHour: null }] }, 'plan')).toBe('');
  });

  it('gives present values with the rate, and capital with its payer', () => {
    const none = { mean: 0, ci95: [0, 0] as [number, number] };
    const payers: Value['payers'] = [
      { payer: 'council', revenue: { mean: -1e6, ci95: [-2e6, 0] }, capital: none, presentValue: { mean: -0.9e6, ci95: [-1.8e6, 0.1e6] } },
      { payer: 'landlord', revenue: none, capital: { mean: 4e6, ci95: [4e6, 4e6] }, presentValue: { mean: 3.8e6, ci95: [3.8e6, 3.8e6] } },
    ];
    const said = presentValueSentence(documentOf([], { value: [{ ...VALUE, payers }] }), 'plan');
    expect(said).toContain('at 3.5% a year, real: landlords £3.80 million more');
    expect(said).toContain('capital of £4.00 million included');
    expect(said).not.toContain('the council');
  });

  it('says what is avoided at what price, or why there is none', () => {
    const costPer: Value['costPer'] = [
      { metric: 'a', unit: 'delayed bed-day', avoided: 100, avoidedCi95: [90, 110], ratio: 412, ci95: [380, 450], why: null },
      { metric: 'b', unit: 'person-week on the list', avoided: 1, avoidedCi95: [-1, 3], ratio: null, ci95: null, why: 'none avoided' },
      { metric: 'c', unit: 'person-week on the register', avoided: 9, avoidedCi95: [8, 10], ratio: null, ci95: null, why: 'costs no more' },
    ];
    const [priced, none, free] = costPerSentences(documentOf([], { value: [{ ...VALUE, costPer }] }), 'plan');
    expect(priced).toMatch(/^Council’s cost for each delayed bed-day avoided: £410 \(95% interval .*380 to .*450\)\.$/);
    expect(none).toBe('Council’s cost for each person-week on the list avoided: none, as none is clearly avoided.');
    expect(free).toBe('Council’s cost for each person-week on the register avoided: nothing, as the council pays no more.');
  });
});

describe('a cost that is lower and no saving', () => {
  it('is not better', () => {
    const row = rowOf('cost.total', 'all', 'all', [187e6, -3.9e6, 0.1e6]);
    expect(verdictOf(row)).toBe('better');
    expect(verdictOf({ ...row, caveat: 'fewer hours' })).toBe('changed');
    expect(verdictOf({ ...row, ci95: [-4e6, 1e6], caveat: 'fewer hours' })).toBe('unclear');
  });
});

describe('pay-back', () => {
  const row = { alternative: 'plan', withCapital: true, n: 9, paidBack: 0, balance: 2e6, ci95: [1e6, 3e6] as [number, number] };
  const late = { p10: null, p50: null, p90: null };
  const said = (projected: { p10: number | null; p50: number | null; p90: number | null }) =>
    paybackSentences(documentOf([], { payback: [{ ...row, week: late, projected }] }), 'plan')[0]!;

  it('beyond the run is marked as extrapolated, or never', () => {
    expect(said({ p10: 500, p50: 574, p90: null })).toContain(
      'extrapolated at the rate of the last year, the middle future would after 11.0 years',
    );
    expect(said(late)).toContain('at the rate of the last year it never would');
  });
});

describe('a shock in words', () => {
  const excess: Shock['excess'][number] = {
    ...{ metric: 'interim_list.people', before: 48, atPeak: 184, baselineAtPeak: 47, week: 45, date: '2027-02-08' },
    ...{ peak: 137, ci95: [133, 141], medianPeak: 139, halfGone: 26, gone: null },
  };
  const shock: Shock = {
    ...{ alternative: 'plan', from: '2027-01-11', week: 42, providers: ['sunrise'], excess: [excess] },
    hit: { people: 222, ci95: [220, 224], week: 42, date: '2027-01-11', inWeek: 221 },
  };
  const said = (of: Shock) => shockSentences(documentOf([], { shocks: [of], replications: 20 }), 'plan').join(' ');

  it('says who is hit, how far the list rises and when, and how soon half is gone', () => {
    const text = said(shock);
    expect(text).toMatch(
      /^222 people lose their provider in the week of 11 January 2027; people on the interim care list rise from 48 to 184 within 4 weeks, /,
    );
    expect(text).toContain('half of that excess is gone after 26 weeks, nearly all (9 in 10) not within the run.');
  });

  it('says where nothing is gone within the run, and where no queue rises', () => {
    expect(said({ ...shock, excess: [{ ...excess, halfGone: null }] })).toContain('half of that excess is not gone within the run');
    expect(said({ ...shock, excess: [] })).toMatch(/no queue rises by more than chance might in 20 futures\.$/);
  });
});

describe('the textbook’s reason', () => {
  const reasons = { above: 'more here', below: 'fewer here' };
  it('is that of the direction that is seen', () => {
    expect(whyOf(76, 45, reasons)).toBe('more here');
    expect(whyOf(45, 76, reasons)).toBe('fewer here');
    expect(whyOf(45, 45.5, reasons)).toBe('They agree.');
  });
});

describe('the chart of differences', () => {
  const dot = { measure: 'People waiting', words: '60 more people (worse)', verdict: 'worse' as const };
  const chart = (difference: number, low: number, high: number) =>
    differenceChart(
      {
        label: 'x',
        dots: [
          { ...dot, difference, low, high },
          { ...dot, measure: 'Other', difference: 0.9, low: 0.8, high: 0.95 },
        ],
      },
      'wide',
    );
  const texts = (svg: string) => [...svg.matchAll(/>([+−]\d+%)</g)].map(([, text]) => text);

  it('marks what lies beyond the axis with its number, and nothing that does not', () => {
    expect(texts(chart(1.73, 1.5, 1.9))).toContain('+173%');
    expect(texts(chart(0.8, 0.4, 1.3))).toContain('+130%');
    expect(new Set(texts(chart(0.8, 0.7, 0.9)))).toEqual(new Set(['−100%', '−50%', '+50%', '+100%']));
  });

  it('draws no dot at the edge for a measure beyond it', () => {
    const dots = (svg: string) => [...svg.matchAll(/<circle/g)].length;
    expect(dots(chart(0.8, 0.7, 0.9)) - dots(chart(1.73, 1.5, 1.9))).toBe(1);
  });
});
