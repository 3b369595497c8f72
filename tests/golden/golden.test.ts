/**
 * Committed results of every shipped scenario, rounded, so that a change of the model shows as a change of figures. When one is meant:
 * `npm run golden` writes them anew, and CHANGELOG.md gets a line that says which figures moved and why. See README.md beside this file.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readyScenario } from '../../src/experiment/scenarios.js';
import { simulate } from '../../src/experiment/simulate.js';
import type { KeyedFigure, Summary } from '../../src/result/document.js';
import { summarise } from '../../src/result/summary.js';
import { type LoadOptions, loadScenario, phraseIssues } from '../../src/scenario/index.js';
import { SEED } from '../support/scenario.js';

const SCENARIOS = resolve(import.meta.dirname, '../../scenarios');
const RESULTS = join(import.meta.dirname, 'results');
const REPLICATIONS = 2;
const LEAST_WEEKS = 60;
/** Weeks that the last change of a scenario is in force. */
const AFTER_CHANGE = 8;
const DIGITS = 4;
/** Metrics whose keys are kept too: where care stands and with whom. */
const KEYED = ['interim_list.people', 'home_care.hours', 'hospital.delayed_people', 'workforce.carers'];

const shipped = readdirSync(SCENARIOS, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.ya?ml$/.test(path))
  .sort();

function load(path: string, options: Partial<LoadOptions> = {}) {
  const loaded = loadScenario(join(SCENARIOS, path), { read: (file) => readFileSync(file, 'utf8'), ...options });
  if (!loaded.ok) throw new Error(phraseIssues(loaded.issues));
  return loaded.scenario;
}

/** Long enough for every change to take force and tell and for every target's window, and no longer than the scenario. */
function weeksFor(path: string): number {
  const { changes, values } = load(path);
  const last = Math.max(0, ...changes.filter((change) => change.inRun).map((change) => change.fromDay));
  const windows = values.targets.map(({ window }) => (window.kind === 'weeks' ? window.to : 0));
  return Math.min(values.weeks, Math.max(LEAST_WEEKS, Math.ceil(last / 7) + AFTER_CHANGE, ...windows));
}

async function summaryOf(path: string): Promise<Summary> {
  const { name, input, start, targets, record } = readyScenario(load(path, { weeks: weeksFor(path) }));
  const { sides } = await simulate({
    scenarios: [{ name, input, targets }],
    seed: SEED,
    replications: REPLICATIONS,
    workers: 1,
    engine: 'native',
    checkInvariants: true,
  });
  const facts = { caresim: '', scenario: name, scenarioSha256: record.sha256, seed: SEED, start, engine: 'native', partial: false };
  return summarise(sides[0]!.aggregate, facts);
}

const rounded = (value: number | null | undefined): number | null => (value == null ? null : Number(value.toPrecision(DIGITS)));

/** The mean, and for a level its value at the end too. */
const figures = (of: KeyedFigure) => (of.atEnd === undefined ? rounded(of.mean) : [rounded(of.mean), rounded(of.atEnd.mean)]);

/** One line a figure, so that a difference reads as a list of what moved. */
function goldenOf({ scenario, replications, weeks, seed, metrics }: Summary): string {
  const rows = Object.entries(metrics).flatMap(([id, metric]) => [
    [id, figures(metric)] as const,
    ...(KEYED.includes(id)
      ? Object.entries(metric.by).flatMap(([by, keys]) =>
          Object.entries(keys).map(([key, of]) => [`${id} ${by} ${key}`, figures(of)] as const),
        )
      : []),
  ]);
  const head = Object.entries({ seed, replications, weeks });
  const lines = [...head, ...rows].map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value).replaceAll(',', ', ')}`);
  return `{\n${[`  "scenario": ${JSON.stringify(scenario)}`, ...lines].join(',\n')}\n}\n`;
}

const nameOf = (path: string): string => path.replace(/\.ya?ml$/, '.json');
const fileOf = (path: string): string => join(RESULTS, nameOf(path));
/** Found before any test runs: a missing file would be written by the test that misses it. */
const missing = shipped.filter((path) => !existsSync(fileOf(path)));
const isRefresh = process.env.npm_lifecycle_event === 'golden';

describe('committed results', () => {
  it.each(shipped)('of %s are as they were', async (path) => {
    await expect(goldenOf(await summaryOf(path))).toMatchFileSnapshot(fileOf(path));
  });

  it.skipIf(isRefresh)('are there for every shipped scenario: if not, npm run golden', () => {
    expect(missing).toEqual([]);
  });

  it('are there for no others', () => {
    const found = readdirSync(RESULTS, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
    expect(found.map((path) => path.replaceAll('\\', '/')).filter((path) => !shipped.map(nameOf).includes(path))).toEqual([]);
  });
});
