/** Tiny scenarios with dated arrivals, told by the trace: what happened to whom, on which day at what hour. */
import { expect } from 'vitest';
import type { TraceEvent } from '../../src/model/run.js';
import { inputOfText, type Reading, traceOf } from './scenario.js';

export interface Story {
  readonly events: readonly TraceEvent[];
  readonly reading: Reading;
  /** times of an event, in days from the start */
  timesOf(what: string): number[];
  /** details of an event, in order */
  detailsOf(what: string): string[];
}

/** `arrivals`: "date,time,area,client_group" rows, read by the streams that name `arrivals.csv`; without any, these have a rate of 0. */
export function tell(scenario: string, arrivals: readonly string[] = [], replication = 1): Story {
  const csv = ['date,time,area,client_group', ...arrivals].join('\n');
  const text = arrivals.length > 0 ? scenario : scenario.replaceAll(/(rate: null, )?replay: arrivals\.csv/g, 'rate: 0 per week');
  const input = inputOfText(text, { files: { 'arrivals.csv': csv } });
  const { events, reading } = traceOf(input, replication, { checkInvariants: true });
  const of = (what: string) => events.filter((event) => event.what === what);
  return {
    events,
    reading,
    timesOf: (what) => of(what).map((event) => event.time),
    detailsOf: (what) => of(what).map((event) => event.detail),
  };
}

/** Hour of the day as part of a day. */
export const at = (day: number, hour: number): number => day + hour / 24;

/** Times of events, in order, to within rounding. */
export function expectTimes(found: readonly number[], expected: readonly number[]): void {
  expect(found.length, `times ${found.join(', ')}`).toBe(expected.length);
  for (const [i, time] of found.entries()) expect(time).toBeCloseTo(expected[i]!, 9);
}
