/** What is left out is said of the scenario at hand. */
import { describe, expect, it } from 'vitest';
import { limitsOf } from '../../src/report/words/limits.js';
import type { ScenarioRecord } from '../../src/result/document.js';

const of = (resolved: unknown) => {
  const record: ScenarioRecord = {
    ...{ name: 's', description: null, question: null, sha256: 'x', resolved, assumptions: [], targets: [], areas: [], clientGroups: [] },
    changes: [],
  };
  const { scenario, model } = limitsOf([record]);
  return { scenario: scenario.join(' '), model: model.join(' ') };
};

const whole = {
  ...{ demand: { growthPerYear: '0.6%', selfFunders: {} }, hospital: { pathways: {} }, reablement: {}, crisisResponse: {} },
  ...{ homeCare: { providers: [{ id: 'a', posts: 4 }] }, workforce: {}, costs: { delayedBedDay: '£395' } },
};

describe('the limits of a scenario', () => {
  it('are none of its own where it has every part', () => {
    expect(of(whole).scenario).toBe('');
    expect(of(whole).model).toMatch(/morning peak.*routes.*informal care.*bargain/);
  });

  it('name the parts that it lacks', () => {
    const { hospital: _, ...community } = whole;
    expect(of(community).scenario).toMatch(/^People ready to leave hospital are not in it/);
    const { crisisResponse: __, reablement: ___, ...less } = whole;
    expect(of(less).scenario).toMatch(/Reablement is not in it.*Crisis response is not in it/);
    expect(of({ ...whole, demand: { growthPerYear: 0 } }).scenario).toMatch(/Self-funders are not in it.*does not grow/);
    expect(of({ ...whole, demand: { growthPerYear: 0 }, changes: [{ set: { 'demand.growthPerYear': '1%' } }] }).scenario).not.toMatch(
      /grow/,
    );
    expect(of({ ...whole, costs: {} }).scenario).toMatch(/no price/);
    expect(of({ ...whole, homeCare: { providers: [{ id: 'a', hours: 300 }] } }).scenario).toMatch(/hours are given/);
  });

  it('name the beds of which there are always enough', () => {
    const placements = { care_home: { beds: 'unlimited', name: 'Care homes' }, step_down: { beds: { north: 4 } } };
    expect(of({ ...whole, placements }).scenario).toBe(
      'Nobody waits for a bed of these kinds, of which there are always enough: Care homes.',
    );
  });

  it('are those of housing where there is nothing else', () => {
    const housing = of({ demand: { growthPerYear: '1%' }, housing: { schemes: {}, register: {} } });
    expect(housing.scenario).toMatch(/^Home care and hospitals are not in it/);
    expect(housing.model).not.toMatch(/morning peak|routes/);
    expect(housing.model).toMatch(/tenants.*Applicants/);
  });
});
