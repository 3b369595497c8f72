import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { oneShape } from '../../src/model/shape.js';
import { compile, loadScenario } from '../../src/scenario/index.js';

setFlagsFromString('--allow-natives-syntax');
const haveSameMap: (a: object, b: object) => boolean = runInThisContext('(a, b) => %HaveSameMap(a, b)');
const isFast: (o: object) => boolean = runInThisContext('(o) => %HasFastProperties(o)');

const loaded = loadScenario('scenarios/norfolk/baseline.yaml', { read: (path) => readFileSync(path, 'utf8') });
if (!loaded.ok) throw new Error('the baseline does not load');
const phases = oneShape(compile(loaded.scenario).phases);

/** Every object inside, once, with its path. */
function objectsIn(value: unknown, path: string, found = new Map<object, string>()): Map<object, string> {
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value) || found.has(value)) return found;
  found.set(value, path);
  for (const [key, item] of Object.entries(value)) objectsIn(item, `${path}.${key}`, found);
  return found;
}

describe('parameters as the engine sees them', () => {
  it('have a layout that compiled code can rely on, not a hash table', () => {
    const objects = [...objectsIn(phases, 'phases')];
    expect(objects.length).toBeGreaterThan(100);
    expect(objects.filter(([object]) => !isFast(object)).map(([, path]) => path)).toEqual([]);
  });

  it('have one shape in all phases, and so have all laws', () => {
    expect(phases.length).toBeGreaterThan(3);
    const first = phases[0]!.params;
    for (const { params } of phases) {
      expect(haveSameMap(params, first)).toBe(true);
      expect(haveSameMap(params.homeCare, first.homeCare)).toBe(true);
      expect(haveSameMap(params.workforce, first.workforce)).toBe(true);
    }
    const laws = [...objectsIn(phases, 'phases').keys()].filter((object) => 'guide' in object);
    expect(laws.length).toBeGreaterThan(10);
    expect(laws.filter((law) => !haveSameMap(law, laws[0]!))).toEqual([]);
  });

  it('keep equal laws as one object and do not change what they say', () => {
    const plain = compile(loaded.scenario).phases;
    const shaped = oneShape(plain);
    expect(shaped[0]!.params.homeCare.startDelay).toBe(shaped.at(-1)!.params.homeCare.startDelay);
    expect(shaped[0]!.params.homeCare.startDelay).toEqual(plain[0]!.params.homeCare.startDelay);
    expect(shaped.map(({ fromDay }) => fromDay)).toEqual(plain.map(({ fromDay }) => fromDay));
    expect(shaped[0]!.params.costs).toEqual(plain[0]!.params.costs);
  });
});
