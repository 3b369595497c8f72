/** Figures in the tutorial and the how-to guides come from runs: `npm run remake` puts each between its marks, below the command that made it. */
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../src/metrics.js';
import { DOCUMENTS, textOf } from '../support/documents.js';

const MARKED = /^ *<!-- made by npm run remake: (.+?) -->\n([\s\S]*?)^ *<!-- end -->$/gm;
const guides = DOCUMENTS.filter((file) => file === 'docs/tutorial.md' || file.startsWith('docs/how-to/'));
const figures = guides.flatMap((file) =>
  [...textOf(file).matchAll(MARKED)].map(({ 1: asked, 2: made, index }) => ({ file, asked: asked!, made: made!, index })),
);

describe('figures of the guides', () => {
  it('are found', () => {
    expect(figures.length).toBeGreaterThan(9);
  });

  it.each(figures)('$file: $asked', ({ file, asked, made, index }) => {
    const before = textOf(file).slice(0, index);
    if (asked.startsWith('"')) {
      expect(before).toMatch(/npx caresim (check|run|compare) /);
      expect(made.trim().split('\n')[1]).toContain(asked.slice(1, -1));
      return;
    }
    expect(before).toMatch(/npx caresim compare /);
    const measures = asked.split('; ').map((one) => one.split(', ')[0]!);
    for (const id of measures) expect(METRICS.map((row) => row.id)).toContain(id);
    const rows = made.split('\n').filter((line) => /^ *\| /.test(line));
    expect((rows.length - 2) % measures.length, 'a row of each measure and plan').toBe(0);
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows.slice(2)) expect(row).toMatch(/\d|no difference/);
  });

  it.each(guides)('of %s stand between marks alone', (file) => {
    const prose = textOf(file)
      .replaceAll(MARKED, '')
      .replaceAll(/```[\s\S]*?```/g, '');
    expect(prose.match(/\bIn \d+ futures\b|£\d[\d,.]* ?(million|m\b)|\(\d[\d.]* to \d[\d.]*\)/g) ?? []).toEqual([]);
  });
});
