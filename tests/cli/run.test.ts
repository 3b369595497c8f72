import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasFonts } from '../../src/report/png.js';
import { comparisonSchema, type Manifest, manifestSchema, summarySchema } from '../../src/result/document.js';
import { build, caresim, temporaryFolder } from './caresim.js';

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
const SMALL = ['scenarios/small.yaml', '-r', '4', '--workers', '1'];

beforeAll(build);
afterAll(folder.remove);

/** Files whose hash is not the manifest's, and files that it does not name. */
function unaccounted(directory: string): string[] {
  const manifest: Manifest = manifestSchema.parse(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')));
  const found = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
  return found.filter((path) => {
    const sha256 = createHash('sha256')
      .update(readFileSync(join(directory, path)))
      .digest('hex');
    return path !== 'manifest.json' && manifest.files[path]?.sha256 !== sha256;
  });
}

describe('caresim run', () => {
  it('prints the answer on standard output, talks on standard error, and writes a whole folder', async () => {
    const ran = await caresim(['run', ...SMALL, '--out', at('run'), '--series', 'interim_list.people']);
    expect(ran.exit).toBe(0);
    expect(ran.stdout).toMatch(/^Small: 8 weeks after a 4-week run-in, 4 simulated futures, seed 20261001\n/);
    expect(ran.stdout).toMatch(/Targets in weeks 5-12: 1 of 1 met\n.*\nPeople with council home care .* met +100$/m);
    expect(ran.stdout).toMatch(/MISSED +0$/m);
    expect(ran.stdout).toMatch(/Precision: with more simulated futures/);
    expect(ran.stderr).toContain('Simulating Small: 4 futures');
    expect(ran.stderr).toContain(`Wrote ${at('run', 'report.html')}\nNext: caresim compare`);
    expect(readdirSync(at('run')).sort()).toEqual([
      'assumptions.csv',
      'charts',
      'futures.csv',
      'manifest.json',
      'replications.parquet',
      'report.html',
      'series.parquet',
      'summary.json',
      'waits.csv',
      'weekly.csv',
    ]);
    expect(unaccounted(at('run'))).toEqual([]);
    expect(readFileSync(at('run', 'weekly.csv'), 'utf8')).toMatch(
      /^metric,by,key,week,date,mean,p05,p25,p50,p75,p95,p10,p90\ninterim_list\.people,all,all,1,2024-01-01,/,
    );
  });

  it('refuses a folder that is not empty, replaces a result when told to, and never other files', async () => {
    mkdirSync(at('mine'));
    writeFileSync(at('mine', 'letter.txt'), 'dear');
    const refused = await caresim(['run', ...SMALL, '--out', at('mine')]);
    expect([refused.exit, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('is not empty: choose another folder with --out, or replace it with --overwrite');
    const kept = await caresim(['run', ...SMALL, '--out', at('mine'), '--overwrite']);
    expect([kept.exit, readFileSync(at('mine', 'letter.txt'), 'utf8')]).toEqual([2, 'dear']);
    const replaced = await caresim(['run', ...SMALL, '--out', at('run'), '--overwrite', '--no-report', '-q']);
    expect([replaced.exit, replaced.stderr, existsSync(at('run', 'report.html'))]).toEqual([0, '', false]);
  });

  it('prints the summary alone under --json, and exits with 3 when a target is missed under --require-targets', async () => {
    const ran = await caresim(['run', ...SMALL, '--out', at('json'), '--no-report', '--json', '--require-targets', '--seed', '7']);
    expect(ran.exit).toBe(3);
    const summary = summarySchema.parse(JSON.parse(ran.stdout));
    expect(summary).toMatchObject({
      scenario: 'Small',
      seed: 7,
      replications: 4,
      weeks: 12,
      warmUpWeeks: 4,
      start: '2024-01-01',
      partial: false,
    });
    expect(summary.targets.map((target) => target.verdict)).toEqual(['met', 'missed']);
    expect(readFileSync(at('json', 'summary.json'), 'utf8')).toBe(ran.stdout);
  });

  it('leaves nothing behind but results', () => {
    expect(readdirSync(folder.path).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('caresim compare', () => {
  it('writes a comparison with a complete folder for each plan', async () => {
    const ran = await caresim([
      'compare',
      'scenarios/small.yaml',
      'scenarios/more-carers.yaml',
      '-r',
      '6',
      '--workers',
      '2',
      '--out',
      at('compare'),
    ]);
    expect(ran.exit).toBe(0);
    expect(ran.stdout).toMatch(
      /^Small \(baseline\) and More carers \(plan\): 8 weeks after a 4-week run-in, 6 paired futures, seed 20261001\n/,
    );
    expect(ran.stdout).toMatch(/Carers in post, last day +baseline +plan +difference/);
    expect(ran.stdout).toMatch(/Same people, same luck, both plans/);
    expect(ran.stdout).toMatch(/worse off/i);
    expect(readdirSync(at('compare')).sort()).toEqual([
      'charts',
      'comparison.csv',
      'comparison.json',
      'difference.csv',
      'manifest.json',
      'report.html',
      'scenarios',
    ]);
    expect(readdirSync(at('compare', 'scenarios')).sort()).toEqual(['more-carers', 'small']);
    expect(unaccounted(at('compare'))).toEqual([]);
    expect(unaccounted(at('compare', 'scenarios', 'small'))).toEqual([]);
    const document = comparisonSchema.parse(JSON.parse(readFileSync(at('compare', 'comparison.json'), 'utf8')));
    expect(document).toMatchObject({ baseline: 'Small', alternatives: ['More carers'], replications: 6 });
  });

  it('pairs: a scenario against itself under another name differs in nothing', async () => {
    const itself = at('itself.yaml');
    writeFileSync(
      itself,
      `${readFileSync(join(import.meta.dirname, 'scenarios/small.yaml'), 'utf8').replace('name: Small', 'name: Itself')}`,
    );
    const ran = await caresim([
      'compare',
      'scenarios/small.yaml',
      itself,
      '-r',
      '3',
      '--workers',
      '1',
      '--out',
      at('itself'),
      '--no-report',
      '--json',
    ]);
    const { rows, worseOff } = comparisonSchema.parse(JSON.parse(ran.stdout));
    expect(rows.filter((row) => row.n > 0 && (row.difference !== 0 || (row.sd ?? 0) !== 0))).toEqual([]);
    expect(worseOff).toEqual([]);
  });

  it('refuses plans that cannot be paired', async () => {
    const other = at('other.yaml');
    writeFileSync(
      other,
      readFileSync(join(import.meta.dirname, 'scenarios/small.yaml'), 'utf8').replace('start: 2024-01-01', 'start: 2024-01-08'),
    );
    const ran = await caresim(['compare', 'scenarios/small.yaml', other, '-r', '2']);
    expect(ran.exit).toBe(2);
    expect(ran.stderr).toContain('has other start than scenarios/small.yaml: 2024-01-08, not 2024-01-01.');
    expect(ran.stderr).toContain('is called "Small", as another scenario is');
  });

  it('refuses two names that would share a folder', async () => {
    const write = (file: string, name: string) =>
      writeFileSync(at(file), `extends: ${relative(folder.path, join(import.meta.dirname, 'scenarios/small.yaml'))}\nname: ${name}\n`);
    write('one.yaml', '"Plan: 70%"');
    write('other.yaml', '"Plan 70?"');
    const ran = await caresim(['compare', at('one.yaml'), at('other.yaml'), '-r', '2', '--out', at('same')]);
    expect(ran.exit).toBe(2);
    expect(ran.stderr).toContain("makes the same folder as another scenario's name (plan-70)");
    expect(existsSync(at('same'))).toBe(false);
  });
});

describe('caresim report', () => {
  it('draws a report again from a folder', async () => {
    const drawn = await caresim(['report', at('json')]);
    expect(drawn).toMatchObject({ exit: 0, stdout: `${at('json', 'report.html')}\n` });
    expect(unaccounted(at('json'))).toEqual([]);
    const charts = readdirSync(at('json', 'charts'));
    const pictures = charts.filter((name) => name.endsWith('.png'));
    expect(pictures).toHaveLength(hasFonts() ? charts.length / 2 : 0);
    for (const name of pictures)
      expect(
        readFileSync(at('json', 'charts', name))
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
  });
});
