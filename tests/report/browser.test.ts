/** Reports in a real Chromium, as planners meet them: with a mouse, by keyboard, on a phone, at 400 %, with a screen reader, on paper. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderComparisonReport, renderRunReport } from '../../src/report/index.js';
import type { ComparisonFolder } from '../../src/result/document.js';
import { readFolder } from '../../src/result/read.js';
import { runHere } from '../cli/in-process.js';
import { openChromium } from '../support/chromium.js';
import { comparisonFixture, NASTY, runFixture } from './fixture.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const reports: Record<string, () => string> = {
  run: () => renderRunReport(runFixture({ weeks: 60, replications: 20 })).html,
  comparison: () => renderComparisonReport(comparisonFixture({ weeks: 60, replications: 20 })).html,
  'nasty names': () => {
    const names = { baseline: `b ${NASTY}`, alternative: `a ${NASTY}`, areas: [NASTY, 'South'] };
    return renderComparisonReport(comparisonFixture({ ...names, weeks: 40, replications: 10 })).html;
  },
};
const NAMES = Object.keys(reports);

/** px of a screen 1280 wide, and of that at 400 %, which is narrower than any phone */
const WIDTHS = { desktop: 1280, 'desktop at 400 %': 320 } as const;
const PHONE = 390;
/** A4 less the margins of the page, at 96 px an inch */
const PAPER = { width: Math.round((182 / 25.4) * 96), height: Math.round((267 / 25.4) * 96) };

const folder = mkdtempSync(join(tmpdir(), 'caresim-report-'));
let browser: Browser;

beforeAll(async () => {
  browser = await openChromium();
  for (const name of NAMES) writeFileSync(join(folder, `${name}.html`), reports[name]!());
}, 400_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  /** console messages, errors of the page, and requests beyond the file itself */
  readonly complaints: string[];
}

const pathOf = (name: string): string => join(folder, `${name}.html`);

async function open(name: string, width: number, path = pathOf(name)): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.isNavigationRequest()) complaints.push(`request: ${request.url().slice(0, 80)}`);
  });
  await page.goto(pathToFileURL(path).href);
  return { page, complaints };
}

/** What axe finds with every table shown, in words. `least` leaves the insides of charts out, which the page hides from readers. */
async function violations(page: Page, least = false): Promise<{ found: string[]; passes: number }> {
  for (const details of await page.locator('details').all()) await details.evaluate((one) => one.setAttribute('open', ''));
  await page.evaluate(AXE);
  const where = least ? `{ exclude: [['svg']] }` : 'document';
  const run = `axe.run(${where}, { runOnly: ${JSON.stringify(RULES)} })`;
  const results = (await page.evaluate(run)) as AxeResults;
  const found = results.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  return { found, passes: results.passes.length };
}

const scrollWidth = (page: Page): Promise<unknown> => page.evaluate('document.documentElement.scrollWidth');

/** On paper: what stands out of the page, and the height of what must not be cut, px. */
async function onPaper(page: Page): Promise<{ wide: unknown; tall: number }> {
  await page.emulateMedia({ media: 'print' });
  const wide = await page.evaluate(
    `[...document.querySelectorAll('table, figure')].filter((one) => one.offsetParent !== null && one.getBoundingClientRect().right > document.body.getBoundingClientRect().right + 1).map((one) => one.textContent.slice(0, 60))`,
  );
  const tall = (await page.evaluate(`Math.max(...[...document.querySelectorAll('.chart, tr')].map((one) => one.offsetHeight))`)) as number;
  return { wide, tall };
}

describe.each(NAMES)('the report of a %s', (name) => {
  it('loads without a word on the console or a request', async () => {
    const { page, complaints } = await open(name, WIDTHS.desktop);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(Object.entries(WIDTHS))('has nothing that axe finds and nothing to scroll sideways, %s', async (_, width) => {
    const { page } = await open(name, width);
    const { found, passes } = await violations(page);
    expect(found).toEqual([]);
    expect(passes).toBeGreaterThan(20);
    expect(await scrollWidth(page)).toBeLessThanOrEqual(width);
    await page.close();
  });

  it('prints on A4 with every table inside the page and every chart on one', async () => {
    const { page } = await open(name, PAPER.width);
    const { wide, tall } = await onPaper(page);
    expect(wide).toEqual([]);
    expect(tall).toBeLessThan(PAPER.height);
    expect(await page.evaluate(`[...document.querySelectorAll('nav, details')].some((one) => one.offsetParent !== null)`)).toBe(false);
    expect(await page.evaluate(`document.querySelector('.print-only').offsetHeight > 0`)).toBe(true);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    // pages are written as /MediaBox [0 0 595.. 842..]: A4 in points
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    await page.close();
  });
});

/** The plans of each council in one comparison: two futures of a quarter have every part of the page, if not its figures. */
const COUNCILS: Record<string, readonly string[]> = {
  norfolk: ['principal-provider', 'winter-pressure'],
  leicestershire: ['both-schemes', 'hinckley', 'snibston', 'snibston-instead-of-care-homes', 'faster-voids'],
  derbyshire: [
    'four-flat-schemes',
    'four-flat-schemes-even',
    'integrated-community-support',
    'shared-lives-recruitment',
    'unlimited-housing',
  ],
  leicester: ['market-support', 'full-support'],
  dorset: ['short-of-room', 'week-one-as-working-days'],
  'example-county': ['several-plans'],
};

describe.each(Object.entries(COUNCILS))('the report of %s', (council, plans) => {
  it('has nothing that axe finds, no word on the console, nothing to scroll sideways, and fits on A4', async () => {
    const files = ['baseline', ...plans].map((plan) => `scenarios/${council}/${plan}.yaml`);
    const out = join(folder, council);
    const ran = await runHere(['compare', ...files, '-r', '2', '--weeks', '13', '--workers', '1', '--quiet', '--no-report', '--out', out]);
    expect([ran.exit, ran.stderr]).toEqual([0, '']);
    const result = await readFolder(async (file) => readFileSync(join(out, file)));
    const { html, charts } = renderComparisonReport(result as ComparisonFolder);
    expect(charts.length).toBeGreaterThan(3);
    const path = join(out, 'report.html');
    writeFileSync(path, html);
    const { page, complaints } = await open(council, WIDTHS['desktop at 400 %'], path);
    expect(complaints).toEqual([]);
    expect(await violations(page, true)).toMatchObject({ found: [] });
    expect(await scrollWidth(page)).toBeLessThanOrEqual(WIDTHS['desktop at 400 %']);
    await page.setViewportSize({ width: PAPER.width, height: 900 });
    const { wide, tall } = await onPaper(page);
    expect(wide).toEqual([]);
    expect(tall).toBeLessThan(PAPER.height);
    await page.close();
  }, 120_000);
});

describe('the keyboard', () => {
  it('reaches the answer by the skip link, then everything that can be used, each with a visible focus', async () => {
    const { page } = await open('comparison', WIDTHS.desktop);
    const focused = () =>
      page.evaluate(`(() => {
        const one = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return { tag: one.tagName, id: one.id, text: one.textContent.slice(0, 40), isOutlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
      })()`) as Promise<{ tag: string; id: string; text: string; isOutlined: boolean }>;
    await page.keyboard.press('Tab');
    expect(await focused()).toMatchObject({ tag: 'A', text: 'Skip to the answer', isOutlined: true });
    await page.keyboard.press('Enter');
    expect(await focused()).toMatchObject({ tag: 'MAIN', id: 'main' });
    const wanted = (await page.evaluate(
      `document.querySelectorAll('main :is(a[href], summary, [tabindex="0"])').length - document.querySelectorAll('main details [tabindex="0"], main .print-only [tabindex="0"]').length`,
    )) as number;
    const seen = [];
    for (let i = 0; i < wanted; i++) {
      await page.keyboard.press('Tab');
      seen.push(await focused());
    }
    expect(seen.filter(({ isOutlined }) => !isOutlined)).toEqual([]);
    expect(seen.filter(({ tag }) => tag === 'SUMMARY').length).toBeGreaterThan(5);
    await page.keyboard.press('Tab');
    expect((await focused()).tag).toBe('BODY');
    await page.close();
  });

  it('opens the numbers of a chart', async () => {
    const { page } = await open('comparison', WIDTHS.desktop);
    const details = page.locator('.chart details').first();
    await details.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await details.getAttribute('open')).not.toBeNull();
    expect(await details.locator('table').isVisible()).toBe(true);
    await page.close();
  });
});

describe('names that would be markup', () => {
  it('are shown as they are and run nothing', async () => {
    const { page } = await open('nasty names', PHONE);
    expect(await page.locator('h1').textContent()).toContain('<script>alert("x")</script>');
    expect(await page.evaluate('document.scripts.length')).toBe(0);
    await page.close();
  });
});

describe('speed', () => {
  it('is drawn in under a second', async () => {
    writeFileSync(join(folder, 'long.html'), renderComparisonReport(comparisonFixture({ weeks: 156, replications: 20 })).html);
    const { page } = await open('long', WIDTHS.desktop);
    const paint = await page.evaluate(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()`);
    const loaded = await page.evaluate('performance.timing.loadEventEnd - performance.timing.navigationStart');
    expect(Math.max(paint as number, loaded as number)).toBeLessThan(1000);
    await page.close();
  });
});
