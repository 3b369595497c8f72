import { describe, expect, it } from 'vitest';
import { type Calendar, createCalendar, type Engine } from '../../src/kernel/calendar.js';
import { KernelError } from '../../src/kernel/kernel-error.js';

/** Everything that is left, as [timer, time] pairs in order of firing. */
function drain(calendar: Calendar): [number, number][] {
  const fired: [number, number][] = [];
  for (let timer = calendar.next(Infinity); timer >= 0; timer = calendar.next(Infinity)) fired.push([timer, calendar.now]);
  return fired;
}

describe.each<Engine>(['native', 'simjs'])('calendar on %s', (engine) => {
  it('fires by time', () => {
    const c = createCalendar(engine);
    c.set(0, 3);
    c.set(1, 1);
    c.set(2, 2.5);
    expect(drain(c)).toEqual([
      [1, 1],
      [2, 2.5],
      [0, 3],
    ]);
  });

  it('fires equal times by priority, then by order of scheduling', () => {
    const c = createCalendar(engine);
    c.set(4, 1);
    c.set(2, 1, 7);
    c.set(3, 1, 7);
    c.set(0, 1, 1);
    c.set(1, 1);
    c.set(5, 0.5, 7);
    expect(drain(c).map(([timer]) => timer)).toEqual([5, 4, 1, 0, 2, 3]);
  });

  it('puts a timer set again to the same time behind those scheduled in between', () => {
    const c = createCalendar(engine);
    c.set(0, 1);
    c.set(1, 1);
    c.set(0, 1);
    expect(c.pending).toBe(2);
    expect(drain(c)).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it('puts a timer cleared and set again to the same time behind those scheduled in between', () => {
    const c = createCalendar(engine);
    c.set(0, 1);
    c.set(1, 1);
    c.clear(0);
    c.set(0, 1);
    expect(drain(c).map(([timer]) => timer)).toEqual([1, 0]);
  });

  it('supersedes a pending event by an earlier or a later one', () => {
    const c = createCalendar(engine);
    c.set(0, 5);
    c.set(1, 1);
    c.set(0, 2);
    c.set(1, 4);
    expect(c.due(0)).toBe(2);
    expect(c.due(1)).toBe(4);
    expect(drain(c)).toEqual([
      [0, 2],
      [1, 4],
    ]);
  });

  it('never fires what was cleared', () => {
    const c = createCalendar(engine);
    c.set(0, 1);
    c.set(1, 1);
    c.set(2, 2);
    c.clear(0);
    c.clear(0);
    c.clear(9);
    expect(c.isSet(0)).toBe(false);
    expect(c.due(0)).toBe(Infinity);
    expect(c.due(1000)).toBe(Infinity);
    expect(c.pending).toBe(2);
    expect(drain(c).map(([timer]) => timer)).toEqual([1, 2]);
    expect(c.pending).toBe(0);
  });

  it('clears an event due at time 0 without disturbing the others', () => {
    const c = createCalendar(engine);
    c.reset(-2);
    c.set(0, -1);
    c.set(1, 0);
    c.set(2, -1.5);
    c.clear(1);
    expect(drain(c)).toEqual([
      [2, -1.5],
      [0, -1],
    ]);
  });

  it('stops at `until`, keeps what is later, and moves the clock on', () => {
    const c = createCalendar(engine);
    c.set(0, 1);
    c.set(1, 7);
    c.set(2, 8);
    expect(c.next(7)).toBe(0);
    expect(c.next(7)).toBe(1);
    expect(c.now).toBe(7);
    expect(c.next(7.5)).toBe(-1);
    expect(c.now).toBe(7.5);
    expect(c.next(7)).toBe(-1);
    expect(c.now).toBe(7.5);
    c.set(3, 7.5);
    expect(drain(c)).toEqual([
      [3, 7.5],
      [2, 8],
    ]);
    expect(c.next(Infinity)).toBe(-1);
    expect(c.now).toBe(8);
  });

  it('lets the event being handled set its own timer and others, at once too', () => {
    const c = createCalendar(engine);
    c.set(0, 1);
    c.set(1, 1);
    expect(c.next(Infinity)).toBe(0);
    expect(c.isSet(0)).toBe(false);
    c.set(0, 1);
    c.set(2, 1, 0);
    c.set(3, 9);
    expect(drain(c).map(([timer]) => timer)).toEqual([1, 0, 2, 3]);
  });

  it.each([NaN, Infinity, -Infinity, 0.999])('rejects the time %s and stays as it was', (time) => {
    const c = createCalendar(engine);
    c.set(0, 1);
    c.set(1, 2);
    c.next(Infinity);
    expect(() => c.set(1, time)).toThrow(KernelError);
    expect(() => c.set(1, time)).toThrow(/^Timer 1 was set to time (NaN|-?Infinity|0.999), which /);
    expect(drain(c)).toEqual([[1, 2]]);
  });

  it('starts again after reset', () => {
    const c = createCalendar(engine, 2);
    for (let timer = 0; timer < 500; timer++) c.set(timer, timer);
    c.next(Infinity);
    c.reset();
    expect([c.now, c.pending, c.isSet(7), c.due(7), c.next(3), c.now]).toEqual([0, 0, false, Infinity, -1, 3]);
    c.reset(10);
    expect(() => c.set(0, 9)).toThrow(KernelError);
    c.set(1, 11);
    c.set(0, 11);
    expect(drain(c)).toEqual([
      [1, 11],
      [0, 11],
    ]);
  });
});

describe('the calendar on simjs', () => {
  it('leaves no global behind', () => {
    const before = Object.getOwnPropertyNames(globalThis);
    createCalendar('simjs');
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
    expect('window' in globalThis).toBe(false);
  });
});
