/** `docs/model.md` says of every setting where it acts; `caresim explain` prints it. */
import { describe, expect, it } from 'vitest';
import { mechanisms, whereItActs } from '../../src/cli/model-doc.js';
import { explain } from '../../src/scenario/explain.js';
import { everySetting } from '../support/settings.js';

const acts = (path: string): string | null => {
  const found = explain(path);
  if (!found.ok) throw new Error(path);
  return whereItActs(found.explanation.steps);
};

describe('docs/model.md', () => {
  it('has a row "| mechanism | setting |" for every setting, or for what it is part of', () => {
    const written = everySetting().filter(({ settings }) => settings.length === 0);
    expect(written.filter(({ steps }) => whereItActs(steps) === null).map(({ path }) => path)).toEqual([]);
  });

  it('names no setting that is not there', () => {
    const paths = mechanisms().map(({ path }) => path.join('.').replaceAll('housing.tenancies.*', 'housing.tenancies.supported_living'));
    const known = (path: string) => {
      const found = explain(path.replaceAll('bands.*', 'bands.low').replaceAll('pathways.*', 'pathways.1'));
      return found.ok && found.explanation.steps.join('.') === found.explanation.path;
    };
    expect(paths.length).toBeGreaterThan(150);
    expect(paths.filter((path) => !known(path))).toEqual([]);
  });

  it('is read by the longest path that a setting is part of, whatever ids stand between', () => {
    expect(acts('brokerage.offersAtOnce')).toBe(
      'how many are asked at once; hours under offer are reserved (docs/model.md, Brokerage and the interim care list)',
    );
    expect(acts('homeCare.providers[2].price')).toMatch(/^price; bought as used or as a block/);
    expect(acts('homeCare.providers.framework_west.price')).toMatch(/^price; bought as used or as a block/);
    expect(acts('homeCare.exit.lossOfWork')).toMatch(/^closure: a hazard/);
    expect(acts('reablement.hours')).toMatch(/^hours and length of an episode/);
    expect(acts('housing.cohorts.away.approval.time')).toMatch(/^approval, beside the time to readiness/);
    expect(acts('housing.bands.high.care.none')).toMatch(/^care: commissioned, direct payment/);
    expect(acts('homeCare')).toBeNull();
  });
});
