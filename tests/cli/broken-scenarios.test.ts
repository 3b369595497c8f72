import { describe, expect, it } from 'vitest';
import { phraseIssues } from '../../src/scenario/issue.js';
import { loadScenario } from '../../src/scenario/load.js';
import { brokenVariants } from '../fixtures/scenarios/broken.js';

const variants = brokenVariants();

/** Words of zod that must never reach a planner. */
const ZOD = /Invalid input|expected|received|Too (small|big)|Unrecognized key|✖/i;

describe('broken scenarios', () => {
  it('come in a hundred kinds, each with its own name', () => {
    expect(variants.length).toBeGreaterThanOrEqual(100);
    expect(new Set(variants.map(({ name }) => name)).size).toBe(variants.length);
  });

  it.each(variants.map((variant) => [variant.name, variant] as const))('%s', (_, { files, main, code, path }) => {
    const loaded = loadScenario(main, {
      read: (file) => {
        const text = files[file];
        if (text === undefined) throw new Error('no such file');
        return text;
      },
    });
    expect(loaded.ok).toBe(false);
    if (loaded.ok) return;
    for (const issue of loaded.issues) {
      expect(issue.file).not.toBe('');
      expect(issue.line).toBeGreaterThanOrEqual(1);
      expect(issue.column).toBeGreaterThanOrEqual(1);
      expect(issue.found).not.toBe('');
      expect(issue.hint ?? issue.nearest).toBeTruthy();
    }
    const match = loaded.issues.find((issue) => issue.code === code && issue.path.includes(path));
    expect(match, phraseIssues(loaded.issues)).toBeDefined();
    expect(match!.line).toBeLessThanOrEqual((files[match!.file] ?? '\n').split('\n').length);
    expect(phraseIssues(loaded.issues)).not.toMatch(ZOD);
  });

  it('leave no trace on objects', () => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
