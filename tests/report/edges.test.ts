/** Results that are thin, empty or odd still make an honest page. */
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { renderComparisonReport, renderRunReport } from '../../src/report/index.js';
import type { ComparisonFolder, ResultFolder } from '../../src/result/document.js';
import { comparisonFixture, runFixture, tableOf } from './fixture.js';

const textOf = (html: string): string => {
  const { document } = new JSDOM(html).window;
  for (const style of [...document.querySelectorAll('style')]) style.remove();
  return document.body.textContent ?? '';
};
const bad = /\bNaN\b|undefined|\bnull\b|Infinity|\[object/;

const emptied = (folder: ResultFolder): ResultFolder => ({
  ...folder,
  weekly: tableOf([]),
  waits: [],
  futures: [],
  summary: { ...folder.summary, metrics: {}, targets: [] },
  manifest: { ...folder.manifest, scenarios: [] },
});

/** As a run of one future gives it: no intervals, no spread. */
const lonely = (folder: ComparisonFolder): ComparisonFolder => ({
  ...folder,
  comparison: {
    ...folder.comparison,
    rows: folder.comparison.rows.map((row) => ({ ...row, n: 1, ci95: null, sd: null })),
    pairing: [],
    worseOff: [],
  },
});

describe('odd results', () => {
  it('renders a run that has nothing in it', () => {
    const { html, charts } = renderRunReport(emptied(runFixture({ weeks: 20, replications: 5 })));
    expect(charts).toEqual([]);
    expect(textOf(html)).not.toMatch(bad);
    expect(textOf(html)).toContain('states no targets');
  });

  it('claims nothing from one future', () => {
    const { html } = renderComparisonReport(lonely(comparisonFixture({ weeks: 20, replications: 5 })));
    expect(textOf(html)).not.toMatch(bad);
    expect(textOf(html)).toContain('No clear difference');
    expect(textOf(html)).not.toMatch(/About \d+ fewer/);
  });

  it('renders missing weeks, a run-in period and an interrupted run', () => {
    const folder = runFixture({ weeks: 30, replications: 6 });
    const gaps: ResultFolder = {
      ...folder,
      weekly: {
        ...folder.weekly,
        rows: (...series) =>
          folder.weekly
            .rows(...series)
            .map((row) =>
              row.week % 5 === 0
                ? { ...row, mean: null, p05: null, p10: null, p25: null, p50: null, p75: null, p90: null, p95: null }
                : row,
            ),
      },
      summary: { ...folder.summary, warmUpWeeks: 8, partial: true },
      manifest: { ...folder.manifest, warmUpWeeks: 8, partial: true },
    };
    const { html, charts } = renderRunReport(gaps);
    expect(textOf(html)).not.toMatch(bad);
    expect(textOf(html)).toContain('interrupted');
    expect(charts[0]!.svg).toContain('counted from here');
  });

  it('renders several alternatives, each with its own answer and table', () => {
    const folder = comparisonFixture({ weeks: 20, replications: 8 });
    const again = (text: string) => text.replaceAll('Principal provider', 'Second plan');
    const second = JSON.parse(
      again(JSON.stringify({ rows: folder.comparison.rows, pairing: folder.comparison.pairing, worseOff: folder.comparison.worseOff })),
    ) as Pick<ComparisonFolder['comparison'], 'rows' | 'pairing' | 'worseOff'>;
    const both: ComparisonFolder = {
      ...folder,
      comparison: {
        ...folder.comparison,
        alternatives: ['Principal provider', 'Second plan'],
        rows: [...folder.comparison.rows, ...second.rows],
        pairing: [...folder.comparison.pairing, ...second.pairing],
        worseOff: [...folder.comparison.worseOff, ...second.worseOff],
      },
      difference: new Map([...folder.difference, ['Second plan', folder.difference.get('Principal provider')!]]),
      runs: [...folder.runs, { ...folder.runs[1]!, summary: { ...folder.runs[1]!.summary, scenario: 'Second plan' } }],
    };
    const { html } = renderComparisonReport(both);
    expect(textOf(html)).not.toMatch(bad);
    const { document } = new JSDOM(html).window;
    expect([...document.querySelectorAll('#answer h3')].map((heading) => heading.textContent)).toEqual([
      'Principal provider',
      'Second plan',
    ]);
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('draws a day-0 mark and a target where the scenario states them', () => {
    const { charts } = renderRunReport(runFixture({ weeks: 30, replications: 6 }));
    const svg = charts.find((chart) => chart.name === 'interim-list-people')!.svg;
    expect(svg).toContain('day 0: 65');
    expect(svg).toContain('at most 80');
  });
});
