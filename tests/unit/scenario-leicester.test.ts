/** Leicester's three states of support differ in what support is, and share every other number. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScenario, phraseIssues } from '../../src/scenario/index.js';

const FOLDER = resolve(import.meta.dirname, '../../scenarios/leicester');

/** Every setting by path, with its value when all changes are in force; sources aside. */
function settingsOf(name: string): Map<string, string> {
  const loaded = loadScenario(resolve(FOLDER, `${name}.yaml`), { read: (file) => readFileSync(file, 'utf8') });
  if (!loaded.ok) throw new Error(phraseIssues(loaded.issues));
  const found = new Map<string, string>();
  const visit = (path: string, value: unknown): void => {
    if (value !== null && typeof value === 'object' && !(value instanceof Float64Array))
      for (const [key, inner] of Object.entries(value)) visit(path === '' ? key : `${path}.${key}`, inner);
    else found.set(path, String(value));
  };
  visit('', loaded.scenario.states.at(-1)!.values);
  return found;
}

const NOT_OF_THE_MODEL = /^(name|description|question|extends|targets|changes)(\.|$)/;
const baseline = settingsOf('baseline');

/** Paths at which a scenario differs from the baseline. */
function differing(name: string): string[] {
  const other = settingsOf(name);
  const paths = new Set([...baseline.keys(), ...other.keys()]);
  return [...paths].filter((path) => !NOT_OF_THE_MODEL.test(path) && baseline.get(path) !== other.get(path)).sort();
}

const FIRST_STEP = ['workforce.additionalHours.factor', 'workforce.retention.costPerCarer', 'workforce.retention.leaversFactor'];

describe('Leicester', () => {
  it('market support differs from the baseline in keeping carers and in additional hours alone', () => {
    expect(differing('market-support')).toEqual(FIRST_STEP);
  });

  it('full support differs in weekend decisions, back office and night care besides', () => {
    expect(differing('full-support')).toEqual(
      [
        ...FIRST_STEP,
        'homeCare.nightCare.hours.0',
        'homeCare.marketSupport.backOffice',
        'homeCare.marketSupport.weekendDecisions',
        'homeCare.offers.answersAtWeekends',
        'homeCare.offers.office.closes',
        'homeCare.offers.office.opens',
        'homeCare.offers.startsAtWeekends',
      ].sort(),
    );
  });
});
