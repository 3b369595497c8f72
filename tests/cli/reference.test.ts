import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { METRICS } from '../../src/metrics.js';
import { explain, writtenAs } from '../../src/scenario/explain.js';

it('docs/reference.md is that of the schema: npm run reference', async () => {
  const { referenceOf } = (await import('../../docs/reference.mjs' as string)) as { referenceOf(from: object): string };
  expect(readFileSync('docs/reference.md', 'utf8')).toBe(referenceOf({ explain, say: writtenAs, metrics: METRICS }));
});
