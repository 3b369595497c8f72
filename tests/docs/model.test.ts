/** `docs/model.md` says of every setting where it acts; `caresim explain` prints it. */
import { describe, expect, it } from 'vitest';
import { whereItActs } from '../../src/cli/model-doc.js';
import { explain } from '../../src/scenario/explain.js';

/** Settings that are written, by path. */
function leaves(path = ''): string[] {
  const found = explain(path);
  if (!found.ok) throw new Error(path);
  const { settings, description } = found.explanation;
  if (settings.length === 0) return description.endsWith('not built yet') ? [] : [path];
  return settings.flatMap(({ name }) => leaves(path === '' ? name : `${path}.${name}`));
}

describe('docs/model.md', () => {
  it('has a row "| mechanism | setting |" for every setting, or for what it is part of', () => {
    expect(leaves().filter((path) => whereItActs(path) === null)).toEqual([]);
  });

  it('is read by the longest path, with ids between the steps', () => {
    expect(whereItActs('brokerage.offersAtOnce')).toBe(
      'how many are asked at once; hours under offer are reserved (docs/model.md, Brokerage and the interim care list)',
    );
    expect(whereItActs('homeCare.providers[2].price')).toMatch(/^price; bought as used or as a block/);
    expect(whereItActs('homeCare.exit.lossOfWork')).toMatch(/^closure: a hazard/);
    expect(whereItActs('reablement.hours')).toMatch(/^hours and length of an episode/);
    expect(whereItActs('homeCare')).toBeNull();
  });
});
