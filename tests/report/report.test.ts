/** The report as its readers get it: parsed back, and looked through for what would mislead or shut somebody out. */
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Report, renderComparisonReport, renderRunReport } from '../../src/report/index.js';
import { caveatsOf } from '../../src/report/words/caveats.js';
import { countsOf, isInput, registerOf } from '../../src/report/words/register.js';
import { comparisonFixture, NASTY, runFixture } from './fixture.js';

interface Case {
  readonly name: string;
  readonly report: Report;
  readonly document: Document;
}

const parse = (report: Report): Document => new JSDOM(report.html).window.document;
let cases: Case[] = [];

beforeAll(() => {
  const reports: [string, Report][] = [
    ['run', renderRunReport(runFixture())],
    ['comparison', renderComparisonReport(comparisonFixture())],
    [
      'nasty names',
      renderComparisonReport(
        comparisonFixture({ baseline: `b ${NASTY}`, alternative: `a ${NASTY}`, areas: [NASTY, 'South'], replications: 20, weeks: 40 }),
      ),
    ],
  ];
  cases = reports.map(([name, report]) => ({ name, report, document: parse(report) }));
});

describe('structure', () => {
  it('has one h1, and headings that never skip a level', () => {
    for (const { document } of cases) {
      const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((heading) => Number(heading.tagName[1]));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      levels.forEach((level, i) => {
        if (i > 0) expect(level - levels[i - 1]!).toBeLessThanOrEqual(1);
      });
    }
  });

  it('has landmarks, a skip link, a language and a title', () => {
    for (const { document } of cases) {
      expect(document.documentElement.lang).toBe('en-GB');
      expect(document.title).toContain('caresim');
      for (const landmark of ['header', 'nav[aria-label]', 'main', 'footer']) expect(document.querySelectorAll(landmark)).toHaveLength(1);
      expect(document.querySelector('body > a.skip')?.getAttribute('href')).toBe('#main');
      for (const link of document.querySelectorAll('a[href^="#"]'))
        expect(document.getElementById(link.getAttribute('href')!.slice(1))).not.toBeNull();
    }
  });

  it('uses every id once', () => {
    for (const { document } of cases) {
      const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('puts the parts of a comparison in the order of the design', () => {
    const ids = [...cases[1]!.document.querySelectorAll('main > section.part')].map((section) => section.id);
    expect(ids).toEqual([
      'answer',
      'caveats',
      'numbers',
      'charts',
      'who-loses',
      'truths',
      'drivers',
      'principal',
      'where-people-wait',
      'assumptions',
      'stress',
      'pairing',
      'method',
    ]);
  });
});

describe('the principal', () => {
  const rowsOf = (caption: RegExp): string[][] => {
    const table = [...cases[1]!.document.querySelectorAll('main > .part table')].find((one) =>
      caption.test(one.querySelector('caption')?.textContent ?? ''),
    )!;
    return [...table.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent ?? ''));
  };

  it('has its five figures beside the framework, those left out at its mean', () => {
    const rows = rowsOf(/^The five figures/);
    expect(rows).toHaveLength(5);
    expect(rows[0]!.slice(1)).toEqual(['92%', '96%', '92% or more', '85% to 99%']);
    expect(rows[4]!.slice(1)).toEqual(['£21.30', '£21.30 (left out)', '£21.30 or less', 'none stated']);
  });

  it('has carers whose parts add up, in columns and across', () => {
    const number = (text: string) => Number(text.replaceAll(',', '').replace('−', '-').replace('+', ''));
    const rows = rowsOf(/^Carers in post$/).map(([, ...cells]) => cells.map(number));
    const total = rows.at(-1)!;
    total.forEach((sum, c) => {
      expect(rows.slice(0, -1).reduce((all, cells) => all + cells[c]!, 0)).toBe(sum);
    });
    for (const [, before, after, difference] of rows) expect(after! - before!).toBe(difference);
  });
});

describe('the register', () => {
  const row = (path: string, value: unknown, source: string | null = 'because', confidence: 'assumption' | 'seed' = 'assumption') => ({
    ...{ path, value, source, confidence },
  });
  const record = {
    ...runFixture({ weeks: 10, replications: 2, areas: ['north', 'south'] }).manifest.scenarios[0]!,
    assumptions: [
      row('areas.north.share', '40%'),
      row('areas.south.share', '60%'),
      row('workforce.sickness[0]', '6%'),
      row('workforce.sickness[1]', '5%'),
      row('workforce.lead', '76 days', null),
      row('homeCare.offers.hard', 0.3, 'the council', 'seed'),
      row('targets[0].low', 50),
    ],
  };

  it('folds rows that differ by area or place in a list, and puts those without a source first', () => {
    const [areas, workforce] = registerOf(record);
    expect(areas).toEqual({ name: 'Areas', count: 2, rows: [expect.objectContaining({ path: 'areas.<area>.share', count: 2 })] });
    expect(areas!.rows[0]!.value).toBe('north 40%; south 60%');
    expect(workforce!.rows.map(({ path, value }) => [path, value])).toEqual([
      ['workforce.lead', '76 days'],
      ['workforce.sickness[*]', '6%, 5%'],
    ]);
  });

  it('tells an assumption with a reason from a number without a source, and inputs from targets', () => {
    const inputs = record.assumptions.filter(isInput);
    expect(countsOf(inputs)).toEqual({ all: 6, withoutSource: 1, assumed: 4, council: 1, published: 0 });
    const caveats = (assumptions: typeof record.assumptions) => {
      const folder = runFixture({ weeks: 10, replications: 2 });
      return caveatsOf(folder, { ...folder.manifest, scenarios: [{ ...record, assumptions }] }).map(({ title }) => title);
    };
    expect(caveats(record.assumptions)).toContain('1 of 6 numbers that go into the run has no source.');
    expect(caveats(record.assumptions.filter((one) => one.source !== null))).toContain(
      '4 of 5 numbers that go into the run are assumptions.',
    );
  });
});

describe('charts', () => {
  it('gives each a label, a table, a sentence to copy and a file', () => {
    for (const { document, report } of cases) {
      const charts = [...document.querySelectorAll('section.chart')];
      expect(charts.length).toBe(report.charts.length);
      expect(charts.length).toBeGreaterThan(6);
      for (const chart of charts) {
        expect(chart.querySelector('h3')?.textContent?.length).toBeGreaterThan(10);
        const figure = chart.querySelector('figure[role=img]')!;
        expect(figure.getAttribute('aria-label')).toMatch(/table/);
        expect(figure.querySelectorAll('svg[aria-hidden=true]')).toHaveLength(2);
        expect(chart.querySelectorAll('details table tbody tr').length).toBeGreaterThan(0);
        expect(chart.querySelector('.sentence')?.textContent).toMatch(/\.$/);
        expect(chart.querySelector('.files a')?.getAttribute('href')).toMatch(/^(scenarios\/[\w.-]+\/)?\w+\.csv$/);
      }
    }
  });

  it('are valid SVG files with a namespace, a label and text of 14 px', () => {
    for (const { report } of cases)
      for (const { name, svg } of report.charts) {
        const { document } = new JSDOM(svg, { contentType: 'image/svg+xml' }).window;
        const root = document.documentElement;
        expect(root.namespaceURI, name).toBe('http://www.w3.org/2000/svg');
        expect(root.getAttribute('role')).toBe('img');
        expect(root.getAttribute('aria-label')?.length).toBeGreaterThan(10);
        for (const element of root.querySelectorAll('[font-size]')) expect(element.getAttribute('font-size'), name).toMatch(/^14(px)?$/);
      }
  });

  it('use the four colours, tints of them and greys, and none of the default palette', () => {
    const defaults = ['#4269d0', '#efb118', '#ff725c', '#6cc5b0', 'steelblue'];
    for (const { report } of cases)
      for (const { svg } of report.charts) for (const colour of defaults) expect(svg.toLowerCase()).not.toContain(colour);
  });

  it('keep words inside the picture', () => {
    for (const { report } of cases.slice(0, 2))
      for (const { name, svg } of report.charts) {
        const { document } = new JSDOM(svg, { contentType: 'image/svg+xml' }).window;
        const width = Number(document.documentElement.getAttribute('width'));
        for (const text of document.querySelectorAll('svg > svg > text, svg > text')) {
          if (text.getAttribute('text-anchor') === 'middle' || text.getAttribute('text-anchor') === 'end') continue;
          const panel = text.parentElement!;
          const x = Number(text.getAttribute('x')) + Number(panel === document.documentElement ? 0 : (panel.getAttribute('x') ?? 0));
          expect(x + [...text.textContent!].length * 6.6, `${name}: ${text.textContent}`).toBeLessThanOrEqual(width + 4);
        }
      }
  });
});

describe('text', () => {
  it('never shows NaN, undefined, null, Infinity or an object', () => {
    for (const { document } of cases) {
      for (const style of [...document.querySelectorAll('style')]) style.remove();
      expect(document.body.textContent).not.toMatch(/\bNaN\b|undefined|\bnull\b|Infinity|\[object/);
    }
    for (const { report } of cases) for (const { svg } of report.charts) expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('escapes everything from a scenario', () => {
    const { document, report } = cases[2]!;
    expect(document.querySelectorAll('script')).toHaveLength(0);
    expect(report.html).not.toContain('<script');
    expect(report.html).not.toContain('\u0007');
    expect(document.querySelector('h1')?.textContent).toContain('<script>alert("x")</script>');
    expect(document.querySelectorAll('h1 bdi')).toHaveLength(2);
  });

  it('loads nothing from a network', () => {
    for (const { document, report } of cases) {
      expect(document.querySelectorAll('link, script, img, iframe, object, embed, [srcset], [onclick], [onload]')).toHaveLength(0);
      const urls = report.html.match(/https?:\/\/[^"'\s)<]+/g) ?? [];
      expect(urls.filter((url) => url !== 'http://www.w3.org/2000/svg')).toEqual([]);
      expect(report.html).not.toMatch(/url\(|@import/);
    }
  });

  it('repeats every folded table in an appendix that only prints', () => {
    for (const { document } of cases) {
      expect(document.querySelectorAll('.print-only table').length).toBe(document.querySelectorAll('details table').length);
    }
  });

  it('makes wide tables reachable by keyboard, with a name', () => {
    for (const { document } of cases)
      for (const one of document.querySelectorAll('table')) {
        expect(one.closest('[role=region][tabindex="0"][aria-label]')).not.toBeNull();
        expect(one.querySelector('caption')?.textContent).toBeTruthy();
        for (const row of one.querySelectorAll('tbody tr')) expect(row.children.length).toBe(one.querySelectorAll('thead th').length);
      }
  });

  it('names the limits of the model, the seed and the command', () => {
    for (const { document } of cases) {
      const text = document.body.textContent!;
      for (const part of ['morning peak', 'routes', 'informal care', 'bargain', '20261001', 'caresim compare'])
        expect(text).toContain(part);
    }
  });
});

describe('size and speed', () => {
  it('stays under 1.5 MB and draws within seconds', () => {
    const folder = comparisonFixture({ weeks: 156, replications: 20, areas: ['North', 'South', 'West', 'East', 'Norwich'] });
    const before = performance.now();
    const { html } = renderComparisonReport(folder);
    expect(performance.now() - before).toBeLessThan(8000);
    expect(Buffer.byteLength(html)).toBeLessThan(1.5e6);
  });

  it('gives the same bytes twice', () => {
    const folder = runFixture({ weeks: 30, replications: 10 });
    expect(renderRunReport(folder)).toEqual(renderRunReport(folder));
  });
});
