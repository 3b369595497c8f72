/** Sizes of a run, before anything is allocated: what a scenario may have at most, and the memory that too large a one would take. */
import { ratePerDay } from './compile/streams.js';
import type { Report } from './housing-checks.js';
import type { ScenarioValues } from './schema/scenario.js';
import { streamsOf } from './stream-checks.js';

/** People of day 0, and people of day 0 and arrivals of a whole run together. */
const MOST_ON_DAY_0 = 2_000_000;
const MOST_IN_A_RUN = 20_000_000;
const MOST_POSTS = 500_000;
const MOST_PROVIDERS = 5000;

/** Bytes that a person takes while they are in the model: a row of the table of people, and their timers. */
const BYTES_OF_A_PERSON = 500;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const count = (x: number): string => Math.round(x).toLocaleString('en-GB');
const gigabytes = (people: number): string => `${Number(((people * BYTES_OF_A_PERSON) / 1e9).toPrecision(2))} GB`;

/** Numbers below the settings of a tree that say how many people there are. */
function peopleIn(node: unknown, isPeople = false): number {
  if (typeof node === 'number') return isPeople ? node : 0;
  if (node === null || typeof node !== 'object') return 0;
  return sum(Object.entries(node).map(([name, inner]) => peopleIn(inner, isPeople || name === 'people' || name === 'byArea')));
}

export function checkSizes(values: ScenarioValues, report: Report): void {
  const onDay0 = peopleIn(values.initial);
  const groups = Object.keys(values.clientGroups);
  const perDay = sum(streamsOf(values).flatMap((written) => groups.map((_, g) => ratePerDay(written, g))));
  const inRun = onDay0 + perDay * values.weeks * 7;
  const providers = values.homeCare?.providers ?? [];
  const posts = sum(providers.map((group) => group.posts ?? 0)) + sum(values.reablement?.posts ?? []);
  if (onDay0 > MOST_ON_DAY_0)
    report(
      ['initial'],
      'out_of_range',
      `has ${count(onDay0)} people, who would take about ${gigabytes(onDay0)} of memory in each worker`,
      `at most ${count(MOST_ON_DAY_0)}`,
      'check the numbers of zeros, or model a part of the county',
    );
  else if (inRun > MOST_IN_A_RUN)
    report(
      [streamsOf(values)[0] === undefined ? 'initial' : 'demand'],
      'out_of_range',
      `brings ${count(inRun)} people in ${values.weeks} weeks, who would take up to ${gigabytes(inRun)} of memory in each worker`,
      `at most ${count(MOST_IN_A_RUN)}`,
      'check the units of the rates, or shorten the run',
    );
  if (posts > MOST_POSTS)
    report(
      ['homeCare', 'providers'],
      'out_of_range',
      `has ${count(posts)} posts with those of reablement`,
      `at most ${count(MOST_POSTS)}`,
      'check the numbers of zeros',
    );
  const all = sum(providers.map((group) => group.count));
  if (all > MOST_PROVIDERS)
    report(
      ['homeCare', 'providers'],
      'out_of_range',
      `has ${count(all)} providers`,
      `at most ${count(MOST_PROVIDERS)}`,
      'put those that are alike into fewer, larger ones',
    );
}
