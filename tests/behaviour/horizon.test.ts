/**
 * A made-up county whose plan looked good at two years and bad at three and a half: whatever the market does, the shorter run either has
 * the sign of the longer or says in its first sentence that it has not settled.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { comparisonProblems, datedFrom, readyScenario } from '../../src/experiment/scenarios.js';
import { simulate } from '../../src/experiment/simulate.js';
import { verdictOf } from '../../src/report/words/findings.js';
import { horizonClause } from '../../src/report/words/horizon.js';
import { rowsOf } from '../../src/report/words/rows.js';
import { compareSides } from '../../src/result/comparison.js';
import { loadScenario, phraseIssues } from '../../src/scenario/index.js';

const COUNTY = join(import.meta.dirname, '../fixtures/scenarios/county');
const FACTS = { caresim: '0', scenario: 's', scenarioSha256: 'x', seed: 1, start: '2026-04-06', engine: 'native', partial: false };

async function comparisonOver(weeks: number) {
  const ready = ['slow.yaml', 'principal-slow.yaml'].map((name) => {
    const loaded = loadScenario(join(COUNTY, name), { read: (path) => readFileSync(path, 'utf8'), weeks });
    if (!loaded.ok) throw new Error(JSON.stringify(phraseIssues(loaded.issues), null, 2));
    return { ...readyScenario(loaded.scenario), targets: [] };
  });
  expect(comparisonProblems(ready)).toEqual([]);
  const { sides } = await simulate({
    ...{ scenarios: datedFrom(ready), replications: 6, seed: 20261001, workers: 1, engine: 'native', checkInvariants: false },
  });
  return compareSides(sides[0]!, sides.slice(1), FACTS);
}

describe('the county', () => {
  it('says that it has not settled, or agrees with its longer self', async () => {
    const short = await comparisonOver(104);
    const [name] = short.alternatives;
    expect(short.plans![0]!.date).toBe('2026-10-05');
    const find = rowsOf(short, name!);
    const row = find('interim_list.people')!;
    if (/not the final answer|too few futures/.test(horizonClause(short, find, row) ?? '')) return;
    const longer = rowsOf(await comparisonOver(182), name!)('interim_list.people')!;
    expect(verdictOf(longer)).toBe(verdictOf(row));
  }, 300_000);
});
