import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readyScenario } from '../../src/experiment/scenarios.js';
import { simulate } from '../../src/experiment/simulate.js';
import { RETURN_COLUMNS, returnColumn } from '../../src/metrics.js';
import { renderRunReport } from '../../src/report/index.js';
import { fromCsv } from '../../src/result/csv.js';
import type { KpiRow, Manifest, ResultFolder } from '../../src/result/document.js';
import { KPI_COLUMNS, runFiles, runFolderOf } from '../../src/result/folder.js';
import { Kpis } from '../../src/result/kpis.js';
import { readFolder } from '../../src/result/read.js';
import { loadScenario, phraseIssues } from '../../src/scenario/index.js';
import { SEED } from '../support/scenario.js';

const FRAME = {
  units: [
    { by: 'provider' as const, key: 'big-1' },
    { by: 'scheme' as const, key: 'court' },
  ],
  quarters: [
    { label: '2023/24 Q4', fromDay: 0, toDay: 30, from: '2024-03-02', to: '2024-03-31' },
    { label: '2024/25 Q1', fromDay: 30, toDay: 121, from: '2024-04-01', to: '2024-06-30' },
  ],
  aims: [0.95, 0.9, 0.95, 0.9],
};

/** Counters of one replication from a few of them, of all units together (unit 2) the sums: [unit, quarter, kpi, part, count]. */
function counters(given: readonly (readonly [number, number, string, string, number])[]): Float64Array {
  const counts = new Float64Array((FRAME.units.length + 1) * FRAME.quarters.length * RETURN_COLUMNS.length);
  for (const [unit, quarter, kpi, part, n] of given)
    for (const to of [unit, FRAME.units.length])
      counts[(to * FRAME.quarters.length + quarter) * RETURN_COLUMNS.length + returnColumn(kpi, part)]! += n;
  return counts;
}

describe('returns over replications, by hand', () => {
  const kpis = new Kpis(FRAME, 2);
  kpis.add(
    counters([
      [0, 1, 'R1', 'all', 4],
      [1, 1, 'R1', 'all', 2],
      [0, 1, 'R6', 'due', 4],
      [0, 1, 'R6', 'met', 3],
      [1, 1, 'R6', 'due', 4],
      [0, 0, 'R1', 'all', 9],
    ]),
  );
  kpis.add(
    counters([
      [0, 1, 'R1', 'all', 6],
      [1, 1, 'R2', 'all', 1],
      [1, 1, 'R2', 'no_room', 1],
      [0, 1, 'R6', 'due', 2],
      [0, 1, 'R6', 'met', 2],
    ]),
  );
  const rows = [...kpis.rows()];
  const row = (by: string, kpi: string, reason = 'all') => rows.filter((one) => one.by === by && one.kpi === kpi && one.reason === reason);

  it('counts are means, shares are means of what each replication had due', () => {
    expect(row('all', 'R1')).toMatchObject([{ quarter: '2024/25 Q1', mean: 6, due: null, aim: null }]);
    expect(row('provider', 'R1')).toMatchObject([{ key: 'big-1', mean: 5 }]);
    // three eighths in one future, all in the other
    expect(row('all', 'R6')).toMatchObject([{ mean: (3 / 8 + 1) / 2, due: 5, aim: 0.9 }]);
    // nothing was due in the second future: it has no share
    expect(row('scheme', 'R6')).toMatchObject([{ mean: 0, due: 2 }]);
    expect(row('provider', 'R7')).toMatchObject([{ mean: null, p50: null, due: 0 }]);
    expect(row('scheme', 'R2', 'no_room')).toMatchObject([{ mean: 0.5 }]);
    expect(row('provider', 'R2', 'no_room')).toEqual([]);
  });

  it('leave out quarters that begin in the run-in', () => {
    expect(new Set(rows.map(({ quarter }) => quarter))).toEqual(new Set(['2024/25 Q1']));
  });
});

describe('a run that keeps returns', () => {
  let folder: ResultFolder;
  let files: ReadonlyMap<string, Uint8Array>;

  beforeAll(async () => {
    const path = resolve(import.meta.dirname, '../../scenarios/dorset/baseline.yaml');
    const loaded = loadScenario(path, { read: (file) => readFileSync(file, 'utf8'), set: ['targets=[]'], weeks: 60 });
    if (!loaded.ok) throw new Error(phraseIssues(loaded.issues));
    const { name, input, start, targets, record } = readyScenario(loaded.scenario);
    const { sides } = await simulate({
      scenarios: [{ name, input, targets }],
      seed: SEED,
      replications: 6,
      workers: 1,
      engine: 'native',
      checkInvariants: true,
    });
    const facts = { caresim: '', scenario: name, scenarioSha256: record.sha256, seed: SEED, start, engine: 'native', partial: false };
    const manifest: Manifest = {
      schemaVersion: 1,
      kind: 'run',
      versions: {},
      command: 'caresim run',
      scenarios: [record],
      seed: SEED,
      replications: 6,
      weeks: 60,
      warmUpWeeks: 0,
      start,
      engine: 'native',
      workers: 1,
      partial: false,
      started: '',
      finished: '',
      files: { 'kpis.csv': { sha256: '', bytes: 0 } },
    };
    const { aggregate } = sides[0]!;
    folder = runFolderOf(aggregate, facts, manifest);
    files = runFiles(folder, aggregate);
  });

  const find = (rows: readonly KpiRow[], quarter: number, kpi: string, by = 'all', key = 'all'): KpiRow => {
    const label = [...new Set(rows.map((row) => row.quarter))][quarter];
    return rows.find((row) => row.quarter === label && row.kpi === kpi && row.by === by && row.key === key && row.reason === 'all')!;
  };

  it('writes kpis.csv, which comes back as it was', async () => {
    const text = new TextDecoder().decode(files.get('kpis.csv'));
    expect(fromCsv(text, KPI_COLUMNS).length).toBe(folder.kpis.length);
    const manifest = new TextEncoder().encode(JSON.stringify(folder.manifest));
    const back = await readFolder(async (path) => (path === 'manifest.json' ? manifest : files.get(path)!));
    expect((back as ResultFolder).kpis).toEqual(folder.kpis);
  });

  it('has identities that hold for means as they do in each future', () => {
    for (const q of [0, 1, 2, 3]) {
      const of = (kpi: string) => find(folder.kpis, q, kpi).mean!;
      expect(of('open_at_start') + of('received') + of('referred_again')).toBeCloseTo(
        of('R1') + of('R2') + of('withdrawn') + of('open_at_end'),
        6,
      );
      expect(of('in_service_at_start') + of('R1')).toBeCloseTo(of('R3') + of('R4') + of('in_service_at_end'), 6);
      const bySchemes = ['east_scheme', 'north_scheme', 'west_scheme'].map((key) => find(folder.kpis, q, 'R1', 'scheme', key).mean!);
      expect(bySchemes.reduce((a, b) => a + b, 0)).toBeCloseTo(of('R1'), 6);
    }
  });

  it('agrees with the metrics of the run', () => {
    const total = (kpi: string) => [0, 1, 2, 3, 4].reduce((sum, q) => sum + find(folder.kpis, q, kpi).mean!, 0);
    for (const [kpi, metric] of [
      ['R1', 'returns.accepted'],
      ['R2', 'returns.declined'],
      ['R3', 'returns.completed'],
      ['R4', 'returns.left'],
    ] as const)
      expect(total(kpi), kpi).toBeCloseTo(folder.summary.metrics[metric]!.mean!, 6);
  });

  it('shows them in its report, a table for each financial year', () => {
    const { html } = renderRunReport(folder);
    const part = html.slice(html.indexOf('<section class="part" id="returns"'), html.indexOf('kpis.csv</a>'));
    for (const kpi of ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8']) expect(part).toContain(`<strong>${kpi}</strong>`);
    expect(part).toContain('returns of all services, 2019/20<');
    expect(part).toContain('Extra care in East Dorset');
    expect(part).not.toMatch(/NaN|undefined|null/);
  });
});
