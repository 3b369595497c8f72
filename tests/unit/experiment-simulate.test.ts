import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ReplicationError } from '../../src/experiment/replicate.js';
import { comparisonProblems, type ReadyScenario, readyScenario } from '../../src/experiment/scenarios.js';
import { AUTO, type Plan, simulate } from '../../src/experiment/simulate.js';
import { loadScenario } from '../../src/scenario/load.js';

const SCENARIOS = join(import.meta.dirname, '../cli/scenarios');

function ready(name: string, ...set: string[]): ReadyScenario {
  const loaded = loadScenario(`${SCENARIOS}/${name}.yaml`, { read: (path) => readFileSync(path, 'utf8'), set });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
  return readyScenario(loaded.scenario);
}

const plan = (scenarios: readonly ReadyScenario[], rest: Partial<Plan> = {}): Plan => ({
  scenarios,
  seed: 1,
  replications: 3,
  workers: 1,
  engine: 'native',
  checkInvariants: false,
  ...rest,
});

describe('a simulation', () => {
  const small = ready('small');

  it('runs each replication of all scenarios together, and says how far it is', async () => {
    const seen: string[] = [];
    const more = ready('more-carers');
    const { sides, replications, partial } = await simulate(
      plan([small, more], { onProgress: ({ done, of, sides }) => seen.push(`${done}/${of}/${sides.length}`) }),
    );
    expect([replications, partial]).toEqual([3, false]);
    expect(sides.map(({ name, aggregate }) => [name, aggregate.replications])).toEqual([
      ['Small', 3],
      ['More carers', 3],
    ]);
    expect(seen).toEqual(['1/3/2', '2/3/2', '3/3/2']);
  });

  it('keeps what is finished when it is interrupted', async () => {
    const abort = new AbortController();
    const onProgress = ({ done }: { done: number }) => {
      if (done === 2) abort.abort();
    };
    const result = await simulate(plan([small], { replications: 50, signal: abort.signal, onProgress }));
    expect([result.replications, result.partial]).toEqual([2, true]);
  });

  it('counts as finished when the interrupt comes with the last replication', async () => {
    const abort = new AbortController();
    const result = await simulate(plan([small], { signal: abort.signal, onProgress: ({ done }) => done === 3 && abort.abort() }));
    expect([result.replications, result.partial]).toEqual([3, false]);
  });

  it('says which replication of which scenario failed', async () => {
    const broken = { ...small, input: { ...small.input, phases: [] } };
    const error = await simulate(plan([small, broken])).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ReplicationError);
    expect(error).toMatchObject({ seed: 1, failure: { scenario: 'Small', replication: 1 } });
  });

  it('stops by itself once the targets are known well enough, at a whole step', async () => {
    const tight = { ...small, targets: small.targets.slice(0, 1) };
    const { replications, imprecise } = await simulate(plan([tight], { replications: 'auto' }));
    expect(imprecise).toEqual([]);
    expect(replications % AUTO.step).toBe(0);
    expect(replications).toBeLessThan(200);
  });

  it('goes by what the summary shows first where there are no targets', async () => {
    const untold = (headline: string[]) => ({ ...small, targets: [], record: { ...small.record, headline } });
    const sure = await simulate(plan([untold(['cost.total'])], { replications: 'auto' }));
    const jumpy = await simulate(plan([untold(['cost.total', 'interim_list.people'])], { replications: 'auto' }));
    expect([sure.imprecise, jumpy.imprecise]).toEqual([[], []]);
    expect(jumpy.replications).toBeGreaterThan(sure.replications);
  });
});

describe('a scenario made ready', () => {
  it('has its targets with their sources, and its entry in the manifest', () => {
    const { targets, record, start } = ready('small');
    expect(start).toBe('2024-01-01');
    expect(targets[0]).toEqual({ metric: 'home_care.people', window: 'weeks 5-12', value: 60, low: 20, high: 100, source: 'made up' });
    expect(record).toMatchObject({
      name: 'Small',
      areas: ['north', 'south'],
      clientGroups: ['older'],
      changes: [],
      question: 'Does the command line say what it should?',
    });
    expect(record.assumptions[0]!.source).toBeNull();
  });

  it('has a hash of what was resolved, so that a setting shows in it', () => {
    expect(ready('small').record.sha256).toBe(ready('small').record.sha256);
    expect(ready('small', 'brokerage.offersAtOnce=2').record.sha256).not.toBe(ready('small').record.sha256);
  });

  it('can be compared only over the same weeks', () => {
    expect(comparisonProblems([ready('small'), ready('more-carers')])).toEqual([]);
    const problems = comparisonProblems([ready('small'), ready('more-carers', 'weeks=14')]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/has other weeks than .*: 14, not 12\./);
  });
});
