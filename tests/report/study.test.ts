/** What the report says of the study itself: the textbook check, the STRESS description, steps, several plans. */
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../src/report/context.js';
import { renderComparisonReport } from '../../src/report/index.js';
import { stepsOf } from '../../src/report/words/steps.js';
import { stressOf } from '../../src/report/words/stress.js';
import { checksOf, meanDays } from '../../src/report/words/textbook.js';
import type { ComparisonFolder, MetricSummary, ResultFolder, WaitsRow } from '../../src/result/document.js';
import { partsOf } from '../../src/result/parts.js';
import { comparisonFixture, runFixture } from './fixture.js';

const metric = (mean: number): MetricSummary => ({
  ...{ unit: '', kind: 'level', n: 1, mean, ci95: null, sd: 0, by: {} },
  ...{ p05: mean, p10: mean, p25: mean, p50: mean, p75: mean, p90: mean, p95: mean },
});

const waits = (queue: string, cohort: string, mean: number, count: number, still: number): WaitsRow => ({
  ...{ queue, by: 'all', key: 'all', cohort, restricted_mean: mean, p50: 1, p90: 1 },
  ...{ within_1_day: 1, within_7_days: 1, within_28_days: 1, count, gave_up: 0, still_waiting: still, person_days: mean * (count - still) },
});

/** 10 weeks, 2 futures: 70 days each. */
function folderOf(metrics: Record<string, number>, rows: WaitsRow[], resolved: unknown = {}): ResultFolder {
  const run = runFixture({ weeks: 10, replications: 2 });
  return {
    ...run,
    waits: rows,
    summary: { ...run.summary, metrics: Object.fromEntries(Object.entries(metrics).map(([id, mean]) => [id, metric(mean)])) },
    manifest: { ...run.manifest, scenarios: [{ ...run.manifest.scenarios[0]!, resolved }] },
  };
}

describe('the textbook check', () => {
  it('is Little’s law on waits of both cohorts', () => {
    // (300 × 2 + 20 × 7 days) over 2 futures of 70 days
    const rows = [waits('reablement', 'arisen', 2, 310, 10), waits('reablement', 'day_0', 7, 20, 0)];
    const [check] = checksOf(folderOf({ 'reablement.waiting': 5.3 }, rows));
    expect(check).toMatchObject({ law: 'Little', simulated: 5.3 });
    expect(check!.textbook).toBeCloseTo((300 * 2 + 20 * 7) / 140, 12);
  });

  it('is Erlang’s line for reablement, without the hours lost to bridging', () => {
    // one place: M/M/1 with a load of 0.5 waits as long as it serves
    const metrics = {
      'reablement.waiting': 0.4,
      'reablement.in_service': 0.5,
      'reablement.own_hours': 10,
      'reablement.bridging_hours': 15,
      'reablement.capacity_hours': 39,
      'reablement.starts': 7,
    };
    const folder = folderOf(metrics, [waits('reablement', 'arisen', 3, 14, 0)], { reablement: { length: { gamma: { mean: '1 week' } } } });
    const lines = checksOf(folder).filter(({ law }) => law === 'Erlang');
    expect(lines[0]).toMatchObject({ unit: 'days', simulated: 3 });
    expect(lines[0]!.textbook).toBeCloseTo(5, 9);
    expect(lines[1]!.textbook).toBeCloseTo(0.5, 9);
    const stay = checksOf(folder).find(({ what }) => what.startsWith('Days of a reablement'))!;
    expect([stay.simulated, stay.textbook]).toEqual([5, 7]);
  });

  it('says that there is no steady state at or above capacity', () => {
    const metrics = {
      ...{ 'reablement.waiting': 40, 'reablement.in_service': 1, 'reablement.own_hours': 20 },
      ...{ 'reablement.capacity_hours': 20, 'reablement.starts': 10 },
    };
    const lines = checksOf(folderOf(metrics, [waits('reablement', 'arisen', 3, 14, 0)])).filter(({ law }) => law === 'Erlang');
    expect(lines.map(({ textbook }) => textbook)).toEqual([null, null]);
    expect(lines[0]!.why).toContain('no steady state');
  });

  it('reads the mean of a law only where there is one', () => {
    expect(meanDays({ lognormal: { mean: '20.5 days', cv: 0.9 } })).toBe(20.5);
    expect(meanDays({ exponential: { mean: '2 weeks' } })).toBe(14);
    expect(meanDays({ older: { exponential: { mean: '92 weeks' } }, younger: { exponential: { mean: '9 weeks' } } })).toBeNull();
    expect(meanDays(undefined)).toBeNull();
  });
});

describe('the STRESS description', () => {
  const itemsOf = (folder: ComparisonFolder | ResultFolder) => stressOf(contextOf(folder)).flatMap(({ items }) => items);

  it('has every item of the checklist, each with a text or marked as open', () => {
    for (const folder of [runFixture({ weeks: 20, replications: 4 }), comparisonFixture({ weeks: 20, replications: 4 })]) {
      const items = itemsOf(folder);
      expect(items.map(({ number }) => number)).toEqual(
        '1.1 1.2 1.3 2.1 2.2 2.3 2.4 2.5.1 2.5.2 2.5.3 2.5.4 2.5.5 3.1 3.2 3.3 3.4 4.1 4.2 4.3 5.1 5.2 5.3 5.4 6.1'.split(' '),
      );
      for (const { text, gap } of items) expect(text.length > 0 || gap !== undefined).toBe(true);
    }
  });

  it('marks what the scenario leaves open', () => {
    const folder = runFixture({ weeks: 20, replications: 4 });
    const silent = { ...folder.manifest.scenarios[0]!, question: null, targets: [], resolved: {} };
    const open = itemsOf({ ...folder, manifest: { ...folder.manifest, scenarios: [silent] } }).filter(({ gap }) => gap !== undefined);
    expect(open.map(({ number }) => number)).toEqual(expect.arrayContaining(['1.1', '1.3', '2.1', '3.1', '3.2', '4.1', '5.4']));
  });
});

describe('steps of a plan', () => {
  const scenario = comparisonFixture({ weeks: 20, replications: 2 }).manifest.scenarios[0]!;
  const change = (from: string, why: string) => ({ from, until: null, why });

  it('are its own dated changes and the parts that it sets otherwise', () => {
    const baseline = {
      ...scenario,
      resolved: { name: 'a', demand: { rate: 1 }, costs: {} },
      changes: [change('2026-07-06', 'demand grows')],
    };
    const plan = {
      ...scenario,
      resolved: { name: 'b', demand: { rate: 2 }, costs: {} },
      changes: [change('2026-07-06', 'demand grows'), change('2026-10-05', 'more carers')],
    };
    expect(stepsOf(plan, baseline)).toEqual([
      'Demand from the community, from day 0: rate set otherwise',
      'From 5 October 2026: more carers',
    ]);
    expect(stepsOf(baseline, plan)).toContain('Without the baseline’s change from 5 October 2026: more carers');
    expect(stepsOf(baseline, baseline)).toEqual([]);
  });
});

describe('parts of a plan', () => {
  const scenario = comparisonFixture({ weeks: 20, replications: 2 }).manifest.scenarios[0]!;
  const plan = (name: string, resolved: Record<string, unknown>) => ({ ...scenario, name, resolved: { name, ...resolved } });
  const scheme = (opens: string) => ({ flats: 55, opens });
  const baseline = plan('now', { weeks: 4, housing: { schemes: { a: { flats: 55 }, b: { flats: 55 } } }, changes: [{ why: 'growth' }] });
  const a = plan('a opens', { weeks: 4, housing: { schemes: { a: scheme('2026'), b: { flats: 55 } } }, changes: [{ why: 'growth' }] });
  const b = plan('b opens', { weeks: 4, housing: { schemes: { a: { flats: 55 }, b: scheme('2027') } }, changes: [{ why: 'growth' }] });
  const later = plan('b opens late', { weeks: 4, housing: { schemes: { b: scheme('2028') } }, changes: [{ why: 'growth' }] });
  const both = plan('both', { weeks: 4, housing: { schemes: { a: scheme('2026'), b: scheme('2027') } }, changes: [{ why: 'growth' }] });
  const more = { ...both, resolved: { ...both.resolved, changes: [{ why: 'growth' }, { why: 'more carers' }] } };

  it('are the plans that set some of what it sets, as it does', () => {
    expect(partsOf(both, [a, b, later], baseline)).toEqual({ names: ['a opens', 'b opens'], isWhole: true });
    expect(partsOf(more, [a, later], baseline)).toEqual({ names: ['a opens'], isWhole: false });
    expect(partsOf(a, [b, both, baseline], baseline)).toBeNull();
  });

  it('leave their interaction in the report', () => {
    const folder = comparisonFixture({ weeks: 20, replications: 6, baseline: 'now', alternative: 'both' });
    const scaled = (alternative: string, factor: number) =>
      folder.comparison.rows.map((row) => ({ ...row, alternative, difference: row.difference! * factor }));
    const names = ['both', 'a opens', 'b opens'];
    const { document } = new JSDOM(
      renderComparisonReport({
        ...folder,
        comparison: {
          ...folder.comparison,
          alternatives: names,
          rows: [...folder.comparison.rows, ...scaled('a opens', 0.5), ...scaled('b opens', 0.3)],
        },
        difference: new Map(names.map((name) => [name, folder.difference.get('both')!])),
        runs: [folder.runs[0]!, ...names.map((name) => ({ ...folder.runs[1]!, summary: { ...folder.runs[1]!.summary, scenario: name } }))],
        manifest: { ...folder.manifest, scenarios: [baseline, both, a, b] },
      }).html,
    ).window;
    const table = document.querySelector('#drivers table')!;
    expect([...table.querySelectorAll('thead th')].map((cell) => cell.textContent)).toEqual([
      'Measure',
      'a opens alone',
      'b opens alone',
      'Their interaction',
      'The whole plan',
    ]);
    const row = [...table.querySelectorAll('tbody tr')].find((one) => one.textContent!.startsWith('People on the interim care list'))!;
    const number = (i: number) => Number(row.children[i]!.firstChild!.textContent!.replace('−', '-').replace('+', ''));
    expect(number(3) / number(4)).toBeCloseTo(0.2, 1);
    expect(Math.abs(number(1) + number(2) + number(3) - number(4))).toBeLessThan(2);
  });
});

describe('six alternatives', () => {
  const one = comparisonFixture({ weeks: 20, replications: 6 });
  const names = ['Principal provider', ...[2, 3, 4, 5, 6].map((i) => `Plan ${i}`)];
  const named = <T extends { alternative: string }>(rows: readonly T[]): T[] =>
    names.flatMap((alternative) => rows.map((row) => ({ ...row, alternative })));
  const { comparison } = one;
  const folder: ComparisonFolder = {
    ...one,
    comparison: {
      ...comparison,
      alternatives: names,
      ...{ rows: named(comparison.rows), pairing: named(comparison.pairing), worseOff: named(comparison.worseOff) },
    },
    difference: new Map(names.map((name) => [name, one.difference.get('Principal provider')!])),
    runs: [one.runs[0]!, ...names.map((scenario) => ({ ...one.runs[1]!, summary: { ...one.runs[1]!.summary, scenario } }))],
    manifest: {
      ...one.manifest,
      scenarios: [one.manifest.scenarios[0]!, ...names.map((name) => ({ ...one.manifest.scenarios[1]!, name }))],
    },
  };
  const { document } = new JSDOM(renderComparisonReport(folder).html).window;

  it('stand side by side in one table, then each in its own', () => {
    const captions = [...document.querySelectorAll('#numbers caption')].map((caption) => caption.textContent);
    expect(captions[0]).toBe(
      'Every plan against “Norfolk baseline”: paired difference of the mean of the run, its 95% interval, and futures of 100 that are better',
    );
    expect(captions).toHaveLength(8);
    expect(document.querySelectorAll('#numbers table')[0]!.querySelectorAll('thead th')).toHaveLength(8);
  });

  it('have tables with names of their own', () => {
    const labels = [...document.querySelectorAll('main > .part [role=region]')].map((one) => one.getAttribute('aria-label'));
    expect(labels.filter((label, i) => labels.indexOf(label) !== i)).toEqual([]);
  });

  it('are all drawn in panels, and four at most in one', () => {
    const text = (id: string) => document.querySelector(`#${id} .wide-only`)!.textContent!;
    for (const i of [1, 2, 3, 4, 5, 6]) expect(text('interim-list-people')).toContain(`Alternative ${i}`);
    expect(text('waits-by-priority')).not.toContain('alternative 4');
    expect(document.querySelector('#waits-by-priority')!.textContent).toContain('the last 3 alternatives are in the numbers beneath alone');
  });
});
