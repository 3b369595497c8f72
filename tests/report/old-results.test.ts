/**
 * Result folders of earlier versions still give a report. Each folder under tests/fixtures/results is as its version wrote it, its files
 * gzipped; a new version adds a folder when the documents change, and takes none away.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { renderComparisonReport } from '../../src/report/index.js';
import { readFolder } from '../../src/result/read.js';

const FIXTURES = join(import.meta.dirname, '../fixtures/results');

describe.each(readdirSync(FIXTURES))('a result of %s', (version) => {
  it('is read and drawn, with its own numbers', async () => {
    const folder = await readFolder(async (path) => gunzipSync(readFileSync(join(FIXTURES, version, `${path}.gz`))));
    if (folder.kind !== 'comparison') throw new Error('not a comparison');
    const { html, charts } = renderComparisonReport(folder);
    const { document } = new JSDOM(html).window;
    expect(document.querySelector('h1')?.textContent).toContain(folder.comparison.alternatives[0]);
    expect(charts.map(({ name }) => name)).toEqual(expect.arrayContaining(['interim-list-people', 'waits-by-priority', 'home-care-hours']));
    const row = folder.comparison.rows.find((one) => one.metric === 'interim_list.people' && one.by === 'all' && one.window === 'run')!;
    const cells = [...document.querySelectorAll('#numbers tbody tr')].find((one) =>
      one.textContent!.startsWith('People on the interim care list'),
    )!;
    expect(Number(cells.children[1]!.textContent)).toBeCloseTo(row.baselineMean!, -1);
    expect(document.body.textContent).not.toMatch(/\bNaN\b|undefined|\bnull\b|\[object/);
  });
});
