import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/kernel/calendar.js';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

describe('memory of the native calendar', () => {
  it.each([
    [11, 1],
    [5_000, 30],
  ])('does not grow over ten million events with %i pending, some of them cancelled', (timers, spread) => {
    const calendar = createCalendar('native', timers);
    let state = 1;
    const run = (events: number): void => {
      for (let i = 0; i < events; i++) {
        const timer = calendar.next(Infinity);
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
        calendar.set(timer, calendar.now + ((state >>> 0) / 2 ** 32) * spread, state & 7);
        if ((i & 3) === 0) {
          calendar.clear((timer + 1) % timers);
          calendar.set((timer + 1) % timers, calendar.now + spread);
        }
      }
    };
    for (let timer = 0; timer < timers; timer++) calendar.set(timer, (timer / timers) * spread);
    run(300_000);
    collect();
    const before = process.memoryUsage();
    run(10_000_000);
    collect();
    const after = process.memoryUsage();
    expect(calendar.pending).toBe(timers);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(200_000);
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(200_000);
  });
});
