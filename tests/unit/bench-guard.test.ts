import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { losses, measureRatios, type Ratios } from '../../bench/guard.js';

const floors = JSON.parse(readFileSync(join(import.meta.dirname, '../../bench/floors.json'), 'utf8')) as Ratios;
const scaled = (factor: number) =>
  Object.fromEntries(Object.entries(floors).map(([name, ratio]) => [name, ratio * factor])) as Record<keyof Ratios, number>;

describe('the guard of speed', () => {
  it('lets through what is as fast, or has lost less than a quarter', () => {
    for (const factor of [2, 1, 0.76]) expect(losses(scaled(factor), floors)).toEqual([]);
  });

  it('stops a loss of more than a quarter, and says where and how much', () => {
    const { kernel, ...others } = floors;
    expect(losses({ ...others, kernel: kernel * 0.74 }, floors)).toEqual([expect.stringMatching(/^kernel: .* 26% lost$/)]);
    expect(losses(scaled(0.5), floors)).toHaveLength(Object.keys(floors).length);
  });

  it('stops a figure that has no floor', () => {
    const { draw, ...others } = floors;
    expect(draw).toBeGreaterThan(0);
    expect(losses(floors, others)).toEqual([expect.stringMatching(/^draw: has no floor/)]);
  });

  it('notices a slow calendar when it measures one', async () => {
    const slow = await measureRatios({ customers: 80_000, holds: 20_000, draws: 200_000, weeks: 8, rounds: 3 }, 'simjs');
    const stopped = losses(slow, floors).map((line) => line.split(':')[0]);
    expect(stopped).toContain('kernel');
    expect(stopped).toContain('hold_10000');
    expect(stopped).toContain('norfolk');
  });
});
