import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Frame, frameOf, layoutOf, waitRowsOf } from '../../src/model/record.js';
import { frameSchema } from '../../src/result/shard.js';
import { compile, loadScenario, phraseIssues } from '../../src/scenario/index.js';

describe('the shape of records in the manifest of a shard', () => {
  it.each(['norfolk/baseline.yaml', 'leicestershire/baseline.yaml', 'derbyshire/baseline.yaml', 'dorset/baseline.yaml'])(
    'is that of %s',
    (name) => {
      const path = resolve(import.meta.dirname, '../../scenarios', name);
      const loaded = loadScenario(path, { read: (file) => readFileSync(file, 'utf8') });
      if (!loaded.ok) throw new Error(phraseIssues(loaded.issues));
      const input = compile(loaded.scenario);
      const frame = frameSchema.parse(JSON.parse(JSON.stringify(frameSchema.parse(frameOf(input))))) as Frame;
      expect(layoutOf(frame).columns).toEqual(layoutOf(input).columns);
      expect(waitRowsOf(frame)).toEqual(waitRowsOf(input));
      expect(frame.returns?.units).toEqual(input.returns?.units);
      expect(frame.returns?.quarters).toEqual(input.returns?.quarters);
    },
  );
});
