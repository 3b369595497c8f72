import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { createSides } from '../../src/experiment/sides.js';
import { METRICS } from '../../src/metrics.js';
import { Aggregate } from '../../src/result/aggregate.js';
import { concatenate, fromCsv, toCsv } from '../../src/result/csv.js';
import { tidy } from '../../src/result/digits.js';
import type { ComparisonFolder, Manifest, ResultFolder, WeeklyRow, WeeklyTable } from '../../src/result/document.js';
import { comparisonFiles, comparisonFolderOf, folderName, runFiles, runFolderOf, scenarioPath, toJson } from '../../src/result/folder.js';
import { replicationsParquet, SeriesParquet } from '../../src/result/parquet.js';
import { readFolder } from '../../src/result/read.js';
import { FRAME, recordOf, withWaits } from './result-fixture.js';

const FACTS = { caresim: '0', scenario: 'now', scenarioSha256: 'x', seed: 1, start: '2026-09-28', engine: 'native', partial: false };
const scenario = (name: string) => ({
  name,
  description: null,
  question: 'is it "enough", or not?',
  sha256: 'x',
  resolved: { weeks: 4 },
  assumptions: [],
  targets: [],
  areas: ['north', 'south'],
  clientGroups: ['older'],
  changes: [],
});
const manifestOf = (kind: Manifest['kind'], ...names: string[]): Manifest => ({
  schemaVersion: 1,
  kind,
  versions: { caresim: '0' },
  command: 'caresim run',
  scenarios: names.map(scenario),
  seed: 1,
  replications: 2,
  weeks: 4,
  warmUpWeeks: 1,
  start: '2026-09-28',
  engine: 'native',
  workers: 1,
  partial: false,
  started: 'a',
  finished: 'b',
  files: {},
});

function aggregateOf(shift: number, onWeekly?: (replication: number, weekly: Float64Array) => void) {
  const aggregate = new Aggregate({
    frame: FRAME,
    warmUpWeeks: 1,
    targets: [{ metric: 'interim_list.people', window: 'end', value: 10, low: 5, high: 40, source: null }],
    ...(onWeekly && { onWeekly }),
  });
  for (const r of [1, 2]) {
    const record = recordOf(
      r,
      { 'list.people': [1, 2, 3, r + shift], 'hospital.supported': [0, 0, 0, r - 1], 'hospital.delayed': [0, 0, 0, r - 1] },
      { 'list.people': 9 },
    );
    aggregate.add(withWaits(record, 'home_care', 3, { 7: 2 }, 20));
  }
  return aggregate;
}

const bufferOf = (bytes: Uint8Array) => bytes.slice().buffer as ArrayBuffer;

describe('parquet', () => {
  it('gives replications back', async () => {
    const aggregate = aggregateOf(0);
    const pieces: Uint8Array[] = [];
    replicationsParquet(aggregate, (bytes) => pieces.push(bytes));
    const rows = await parquetReadObjects({ file: bufferOf(concatenate(pieces)) });
    expect(rows).toHaveLength(2 * aggregate.series.length);
    expect(rows.find((row) => row.replication === 2 && row.metric === 'interim_list.people')).toEqual({
      replication: 2,
      metric: 'interim_list.people',
      by: 'all',
      key: 'all',
      value: 7 / 3,
      at_end: 9,
    });
    expect(rows.find((row) => row.replication === 1 && row.metric === 'hospital.delayed_share')).toMatchObject({
      value: null,
      at_end: null,
    });
  });

  it('writes series piece by piece', async () => {
    const pieces: Uint8Array[] = [];
    let series: SeriesParquet | undefined;
    const aggregate = aggregateOf(0, (replication, weekly) => {
      series ??= new SeriesParquet({ series: catalogue.series, frame: FRAME }, ['interim_list.people', 'hospital.delayed_share'], (bytes) =>
        pieces.push(bytes),
      );
      series.add(replication, weekly);
    });
    series!.finish();
    expect(aggregate.replications).toBe(2);
    expect(pieces).toHaveLength(3);
    const rows = await parquetReadObjects({ file: bufferOf(concatenate(pieces)) });
    expect(rows.filter((row) => row.metric === 'interim_list.people' && row.by === 'all').map((row) => row.value)).toEqual([
      1, 2, 3, 1, 1, 2, 3, 2,
    ]);
    expect(rows.filter((row) => row.metric === 'hospital.delayed_share' && row.by === 'all').map((row) => row.value)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      1,
    ]);
  });

  const catalogue = new Aggregate({ frame: FRAME, warmUpWeeks: 1 });
});

describe('csv', () => {
  it('begins with a byte order mark where it holds more than ASCII, and comes back as it was', () => {
    const mark = [0xef, 0xbb, 0xbf];
    const rows = (text: string) => [{ path: 'price', value: text }];
    const [pounds, plain] = ['£23.50', '23.50'].map((text) => toCsv(['path', 'value'], rows(text)));
    expect([...pounds!.subarray(0, 3)]).toEqual(mark);
    expect([...plain!.subarray(0, 3)]).toEqual([...'pat'].map((letter) => letter.charCodeAt(0)));
    // with the mark kept, as a reader may
    const kept = new TextDecoder('utf-8', { ignoreBOM: true }).decode(pounds);
    expect(kept.charCodeAt(0)).toBe(0xfeff);
    expect(fromCsv(kept, ['path', 'value'])).toEqual(rows('£23.50'));
    // a character beyond ASCII in the last of many pieces counts too
    const many = Array.from({ length: 40_000 }, (_, i) => ({ path: 'price', value: i < 39_999 ? '1.25' : '£1' }));
    expect([...toCsv(['path', 'value'], many).subarray(0, 3)]).toEqual(mark);
  });

  it('quotes what it must and reads it back', () => {
    const bytes = toCsv(
      ['a', 'b'],
      [
        { a: 'x, "y"', b: 1.5 },
        { a: 'two\nlines', b: null },
      ],
    );
    const text = new TextDecoder().decode(bytes);
    expect(text).toBe('a,b\n"x, ""y""",1.5\n"two\nlines",\n');
    expect(fromCsv(text, ['a'])).toEqual([
      { a: 'x, "y"', b: '1.5' },
      { a: 'two\nlines', b: '' },
    ]);
    expect(() => fromCsv(text, ['c'])).toThrow('no column c');
  });

  it('has nine digits and never a NaN', () => {
    expect(tidy(1 / 3)).toBe(0.333333333);
    expect(tidy(Number.NaN)).toBeNull();
    expect(Object.is(tidy(-0), 0)).toBe(true);
  });

  it('rounds to nine digits as a number written in text is rounded, ties and ends of decades included', () => {
    const halves = fc.tuple(fc.integer({ min: 1e8, max: 1e9 }), fc.integer({ min: -14, max: 30 })).map(([n, e]) => Number(`${n}5e${e}`));
    const decades = fc.integer({ min: -30, max: 20 }).map((e) => Number(`9999999995e${e}`));
    const plain = fc.double({ noNaN: true, noDefaultInfinity: true });
    const near = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(halves, decades, plain, near), (x) => tidy(x) === Number(x.toPrecision(9)) + 0),
      { numRuns: 20_000 },
    );
  });
});

/** A table as the rows of its series, for comparing. */
function rowsIn(table: WeeklyTable): WeeklyRow[] {
  return METRICS.flatMap(({ id, by }) => [
    ...table.rows(id),
    ...by.flatMap((dimension) => table.keys(id, dimension).flatMap((key) => table.rows(id, dimension, key))),
  ]);
}

const plain = (folder: ResultFolder) => ({ ...folder, weekly: rowsIn(folder.weekly) });

describe('folders', () => {
  it('of a run read back as written', async () => {
    const aggregate = aggregateOf(0);
    const folder = runFolderOf(aggregate, FACTS, manifestOf('run', 'now'));
    const files = runFiles(folder, aggregate).set('manifest.json', toJson(folder.manifest));
    expect([...files.keys()]).toEqual(['summary.json', 'weekly.csv', 'waits.csv', 'futures.csv', 'assumptions.csv', 'manifest.json']);
    const back = await readFolder(async (path) => files.get(path)!);
    if (back.kind !== 'run') throw new Error('read as another kind');
    expect(plain(back)).toEqual(plain(folder));
    expect(back.weekly.keys('interim_list.people', 'area')).toEqual([]);
    expect(back.weekly.rows('no.such.metric')).toEqual([]);
  });

  it.each(['the plan', 'The "plan", B', 'two\nlines, "quoted\n"'])('of a comparison read back with their runs: %j', async (plan) => {
    const { sides, add } = createSides(['now', plan].map((name) => ({ name, input: { ...FRAME, warmUpWeeks: 0 }, targets: [] })));
    for (const r of [1, 2])
      add(
        r,
        [0, 5].map((shift) => recordOf(r, { 'list.people': [1, 2, 3, r + shift] })),
      );
    const runs = sides.map(({ name, aggregate }) => runFolderOf(aggregate, { ...FACTS, scenario: name }, manifestOf('run', name)));
    const folder = comparisonFolderOf(sides, runs, FACTS, manifestOf('comparison', 'now', plan));
    const files = comparisonFiles(folder, sides).set('manifest.json', toJson(folder.manifest));
    runs.forEach((run, i) => {
      const inside = runFiles(run, sides[i]!.aggregate).set('manifest.json', toJson(run.manifest));
      for (const [path, bytes] of inside) files.set(`${scenarioPath(sides[i]!.name)}/${path}`, bytes);
    });
    const back = await readFolder(async (path) => files.get(path)!);
    if (back.kind !== 'comparison') throw new Error('read as another kind');
    const inWhole = (one: ComparisonFolder) => ({
      ...one,
      runs: one.runs.map(plain),
      difference: [...one.difference].map(([name, table]) => [name, rowsIn(table)]),
    });
    expect(inWhole(back)).toEqual(inWhole(folder));
    expect(back.difference.get(plan)!.rows('interim_list.people')).toHaveLength(4);
  });

  it('are named safely', () => {
    expect(folderName('../Étude: 70 % cap')).toBe('etude-70-cap');
    expect(folderName('..')).toBe('scenario');
  });
});
