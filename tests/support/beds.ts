/** tests/fixtures/scenarios/textbook/beds.yaml with a load, a law of stays and a number of beds. */
import type { ModelInput } from '../../src/model/input.js';
import { inputOf, type Reading } from './scenario.js';

export interface Beds {
  readonly perDay: number;
  /** law of the stay, as written in a scenario */
  readonly stay: string;
  readonly beds: number;
  readonly weeks: number;
  readonly warmUpWeeks?: number;
  readonly giveUpPerDay?: number;
}

export function bedsOf({ perDay, stay, beds, weeks, warmUpWeeks = 52, giveUpPerDay = 0 }: Beds): ModelInput {
  return inputOf('textbook/beds.yaml', {
    set: [
      `hospital.pathways.2.rate={everyone: ${perDay} per day}`,
      `placements.beds.stay=${stay}`,
      `placements.beds.beds=${beds}`,
      `placements.beds.giveUp=${giveUpPerDay} per day`,
      `weeks=${weeks}`,
      `warmUpWeeks=${warmUpWeeks}`,
    ],
  });
}

/** P(wait > days), everyone who arrived in the window included. */
export const beyond = (reading: Reading, days: number): number => 1 - reading.startedWithin(days, 'hospital');

export function meanWait(reading: Reading): number {
  const { startedDays, started } = reading.waits('hospital');
  return startedDays / started;
}
