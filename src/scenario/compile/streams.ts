/**
 * Streams of people: expected arrivals day by day through every state, and where they go.
 */
import type { CalendarInput, StreamInput, StreamParams } from '../../model/input.js';
import { samplerOf } from '../compiled-laws.js';
import { formatPath } from '../path.js';
import type { ResolvedScenario, State } from '../resolved.js';
import type { ScenarioValues } from '../schema/scenario.js';
import { streamsOf } from '../stream-checks.js';
import { DAYS_PER_YEAR } from '../units.js';

type Written = ReturnType<typeof streamsOf>[number];

/** A stream of the frame: which setting it comes from, and its area and client group. */
export interface StreamKey {
  readonly name: string;
  readonly path: string;
  readonly kind: StreamInput['kind'];
  readonly pathway: number;
  readonly area: number;
  readonly group: number;
}

/** Kinds of the streams by the last name of their setting, where it is no pathway of hospital. */
const KIND = {
  community: 'community',
  selfFunders: 'self_funder',
  applicants: 'applicant',
  falls: 'crisis_fall',
  others: 'crisis_other',
} as const;

/** Every stream of the scenario, one for each area and client group. */
export function streamKeys(scenario: ResolvedScenario): StreamKey[] {
  const { areas, groups } = scenario.frame;
  return streamsOf(scenario.values).flatMap(({ path, pathway }) => {
    const kind = pathway >= 0 ? 'hospital' : KIND[path.at(-1) as keyof typeof KIND];
    const prefix = pathway >= 0 ? `hospital/pathway_${pathway}` : kind;
    return areas.flatMap((area, a) =>
      groups.map((group, g) => ({ name: `${prefix}/${area}/${group}`, path: formatPath(path), kind, pathway, area: a, group: g }) as const),
    );
  });
}

function writtenAt(values: ScenarioValues, path: string): Written {
  return streamsOf(values).find((other) => formatPath(other.path) === path)!;
}

/** Share of demand of each area, from the areas themselves. */
export function areaShares(values: ScenarioValues): number[] {
  return Object.values(values.areas).map((area) => area.share);
}

/** People a day of a client group over all areas. */
export function ratePerDay({ stream }: Written, group: number): number {
  const { rate, groupShares, arrivals } = stream;
  if (arrivals !== undefined) return arrivals[group]!.reduce((sum, people) => sum + people, 0);
  if (rate === undefined) return 0;
  return groupShares === undefined ? rate[group]! : rate[group]! * groupShares[group]!;
}

/** People a day of a client group in an area. */
export function areaRatePerDay(values: ScenarioValues, written: Written, group: number, area: number): number {
  const { arrivals, areaShares: own } = written.stream;
  if (arrivals !== undefined) return arrivals[group]![area]!;
  return ratePerDay(written, group) * (own ?? areaShares(values))[area]!;
}

/** Growth a year of a stream in a state. */
export function growthOf(values: ScenarioValues, written: Written): number {
  return written.stream.growthPerYear ?? values[written.path[0] as 'demand' | 'hospital' | 'crisisResponse']!.growthPerYear;
}

/** What one day adds in one state: rate of the area and group, indices, and the growth that the day brings. */
interface DayRates {
  readonly base: number;
  readonly weekday: readonly number[] | undefined;
  readonly month: readonly number[] | undefined;
  readonly growthPerDay: number;
}

function ratesOf(values: ScenarioValues, key: StreamKey): DayRates {
  const written = writtenAt(values, key.path);
  const { profile } = written.stream;
  return {
    base: areaRatePerDay(values, written, key.group, key.area),
    weekday: profile?.weekday,
    month: profile?.month,
    growthPerDay: Math.exp(Math.log1p(growthOf(values, written)) / DAYS_PER_YEAR),
  };
}

/**
 * Expected arrivals from day 0 to the start of each day: rate x growth x month x weekday, added day by day, so that two scenarios
 * alike up to a date have the same numbers to the bit up to it. Growth goes on from the day its setting is in force.
 */
function cumulativeOf(states: readonly State[], key: StreamKey, calendar: CalendarInput): Float64Array {
  const days = calendar.weekday.length - 1;
  const cumulative = new Float64Array(days + 1);
  let next = 0;
  let rates: DayRates | undefined;
  let growth = 1;
  for (let d = 0; d < days; d++) {
    while (next < states.length && states[next]!.fromDay <= d) rates = ratesOf(states[next++]!.values, key);
    const weekday = rates!.weekday?.[calendar.weekday[d]!] ?? 1;
    const month = rates!.month?.[calendar.month[d]!] ?? 1;
    cumulative[d + 1] = cumulative[d]! + rates!.base * growth * month * weekday;
    growth *= rates!.growthPerDay;
  }
  return cumulative;
}

function hourCdfOf(values: ScenarioValues, key: StreamKey): Float64Array | null {
  const hour = writtenAt(values, key.path).stream.profile?.hour;
  if (hour === undefined) return null;
  const cdf = new Float64Array(25);
  hour.forEach((index, h) => {
    cdf[h + 1] = cdf[h]! + index / 24;
  });
  cdf[24] = 1;
  return cdf;
}

/** Streams of the frame. */
export function streamInputs(scenario: ResolvedScenario, keys: readonly StreamKey[], calendar: CalendarInput): StreamInput[] {
  return keys.map((key) => {
    const { name, kind, pathway, area, group } = key;
    const replayed = scenario.replays[key.path]?.filter((arrival) => arrival.area === area && arrival.group === group);
    return {
      name,
      kind,
      pathway,
      area,
      group,
      cumulative: cumulativeOf(scenario.states, key, calendar),
      hourCdf: hourCdfOf(scenario.values, key),
      replay: replayed === undefined ? null : Float64Array.from(replayed, (arrival) => arrival.at),
    };
  });
}

/** Where arrivals go in one state, parallel to the streams. */
export function streamParams(values: ScenarioValues, keys: readonly StreamKey[]): StreamParams[] {
  const placements = Object.keys(values.placements ?? {}).map(() => 0);
  return keys.map((key) => {
    const { delay, routes } = writtenAt(values, key.path).stream;
    const nowhere = { noService: 0, directPayment: 0, reablement: 0, homeCare: 0, housing: 0, placements };
    const own = key.kind === 'applicant' ? { ...nowhere, housing: 1 } : { ...nowhere, homeCare: 1 };
    return { delay: samplerOf(delay ?? { kind: 'fixed', value: 0 }), routes: routes?.[key.group] ?? own };
  });
}
