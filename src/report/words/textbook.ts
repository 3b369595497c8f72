/**
 * What Little's law and Erlang's formulas say beside what was simulated. They know less than the model, so where they differ the
 * reason is worth knowing: each line carries its own.
 */
import type { ResultFolder, WaitsRow } from '../../result/document.js';
import { resolvedParts } from '../../result/resolved.js';
import { erlangC } from '../../stats/erlang.js';

/** One quantity, twice. */
export interface Check {
  readonly law: 'Little' | 'Erlang';
  readonly what: string;
  readonly unit: 'people' | 'days';
  readonly simulated: number;
  /** null where theory has none, of which `why` then speaks */
  readonly textbook: number | null;
  readonly why: string;
}

const DAYS = 7;

/** Means of a run, read by metric and key. */
interface Reading {
  level(metric: string, by?: string, key?: string): number | null;
  /** a count over the run, a day */
  rate(metric: string): number | null;
}

function readingOf({ summary }: ResultFolder): Reading {
  const days = (summary.weeks - summary.warmUpWeeks) * DAYS;
  const level: Reading['level'] = (metric, by, key) => {
    const one = summary.metrics[metric];
    return (by === undefined ? one : one?.by[by]?.[key!])?.mean ?? null;
  };
  return {
    level,
    rate: (metric) => {
      const count = level(metric);
      return count === null ? null : count / days;
    },
  };
}

/** People who left a queue a day, and their mean days in it, over those who were waiting on day 0 and those whose need arose later. */
function throughputOf(folder: ResultFolder, queue: string): { perDay: number; days: number } | null {
  const rows = folder.waits.filter((row) => row.queue === queue && row.by === 'all' && row.person_days !== null);
  const left = (row: WaitsRow) => row.count - row.still_waiting;
  const people = rows.reduce((sum, row) => sum + left(row), 0);
  if (people === 0) return null;
  const { weeks, warmUpWeeks, replications } = folder.summary;
  return {
    perDay: people / replications / ((weeks - warmUpWeeks) * DAYS),
    days: rows.reduce((sum, row) => sum + row.person_days!, 0) / people,
  };
}

/** Every check that the run has figures for. */
export function checksOf(folder: ResultFolder): Check[] {
  const read = readingOf(folder);
  return [...queueChecks(folder, read), ...stayChecks(folder, read), ...reablementLine(folder, read), ...areaLines(folder, read)];
}

/** Little: people present = people a day × days each. The two sides are counted by different parts of the program. */
function queueChecks(folder: ResultFolder, read: Reading): Check[] {
  const queues: readonly (readonly [queue: string, metric: string, what: string, why: string])[] = [
    [
      'hospital',
      'hospital.delayed_people',
      'People delayed in hospital',
      'The level is counted at each midnight, the waits by the hour, so short waits show in one and not in the other.',
    ],
    [
      'reablement',
      'reablement.waiting',
      'People waiting for reablement',
      'Nothing should differ: both sides count the same people over the same days.',
    ],
    [
      'interim_list',
      'interim_list.people',
      'People on the interim care list',
      'The law counts everyone from the request for a provider; the list holds only those still without one at the second round.',
    ],
  ];
  return queues.flatMap(([queue, metric, what, why]): Check[] => {
    const simulated = read.level(metric);
    const through = throughputOf(folder, queue);
    if (simulated === null || simulated === 0 || through === null) return [];
    return [{ law: 'Little', what, unit: 'people', simulated, textbook: through.perDay * through.days, why }];
  });
}

/** Little the other way round: the mean stay that a level and its starts imply, beside the scenario's own law. */
function stayChecks(folder: ResultFolder, read: Reading): Check[] {
  const scenario = folder.manifest.scenarios[0];
  const { reablement, homeCare } = resolvedParts(scenario);
  const stays: readonly (readonly [level: string, starts: string, what: string, law: unknown, why: string])[] = [
    [
      'reablement.in_service',
      'reablement.starts',
      'Days of a reablement episode (people in it ÷ starts a day)',
      reablement.length,
      'The law as written is cut at the limit of an episode, and stays end early in hospital, a care home or death.',
    ],
    [
      'home_care.people',
      'home_care.starts',
      'Days of home care from one start (people ÷ starts a day)',
      homeCare.packages?.length,
      'The register has the lengths of need by client group. A package that is handed back or moved starts again without need beginning anew, and the caseload is not in a steady state.',
    ],
  ];
  return stays.flatMap(([level, starts, what, law, why]): Check[] => {
    const [people, perDay] = [read.level(level), read.rate(starts)];
    if (people === null || !perDay) return [];
    return [
      {
        law: 'Little',
        what,
        unit: 'days',
        simulated: people / perDay,
        textbook: meanDays(law),
        why,
      },
    ];
  });
}

/** Mean of a law as the scenario writes it, in days; null where it is not one law with its mean. */
export function meanDays(law: unknown): number | null {
  if (typeof law !== 'object' || law === null) return null;
  const values = Object.values(law);
  const inner: unknown = values.length === 1 && typeof values[0] === 'object' ? values[0] : law;
  const mean = typeof inner === 'object' && inner !== null && 'mean' in inner ? inner.mean : null;
  const match = typeof mean === 'string' ? /^([\d.]+) (day|week|month|year)s?$/.exec(mean) : null;
  if (!match) return null;
  return Number(match[1]) * { day: 1, week: 7, month: 365.25 / 12, year: 365.25 }[match[2] as 'day' | 'week' | 'month' | 'year'];
}

const NOT_STEADY = 'Erlang has no answer: demand is at or above capacity, so there is no steady state.';
const ERLANG_WHY =
  'Erlang’s line is steady, serves in order of arrival and loses nobody; here arrivals change by month and weekday, capacity by vacancies and sickness, and nobody starts at night.';

/** Erlang C: reablement as so many equal places, those lost to bridging and cover taken off. */
function reablementLine(folder: ResultFolder, read: Reading): Check[] {
  const [people, own, capacity, perDay] = [
    read.level('reablement.in_service'),
    read.level('reablement.own_hours'),
    read.level('reablement.capacity_hours'),
    read.rate('reablement.starts'),
  ];
  const through = throughputOf(folder, 'reablement');
  if (!people || !own || !capacity || !perDay || through === null) return [];
  const lost = (read.level('reablement.bridging_hours') ?? 0) + (read.level('reablement.last_resort_hours') ?? 0);
  const places = Math.floor((capacity - lost) / (own / people));
  const line = lineOf(perDay, people / perDay, places);
  const check = (what: string, unit: Check['unit'], simulated: number, textbook: number | undefined, why: string): Check => ({
    law: 'Erlang',
    what: `${what}, as ${places.toLocaleString('en-GB')} equal places`,
    unit,
    simulated,
    textbook: textbook ?? null,
    why: line === null ? NOT_STEADY : why,
  });
  return [
    check('Days waited for reablement', 'days', through.days, line?.meanWait, ERLANG_WHY),
    check('People waiting for reablement', 'people', read.level('reablement.waiting') ?? 0, line?.meanQueue, 'As above.'),
  ];
}

/** Erlang C: each area's home care as one provider that takes whoever comes. What is left of the list is not for want of hours. */
function areaLines(folder: ResultFolder, read: Reading): Check[] {
  const list = read.level('interim_list.people');
  const areas = Object.keys(folder.summary.metrics['home_care.capacity_hours']?.by.area ?? {});
  const perDay = read.rate('home_care.starts');
  const [hours, people] = [read.level('home_care.hours'), read.level('home_care.people')];
  if (!list || areas.length === 0 || !perDay || !hours || !people) return [];
  const stay = people / perDay;
  const lines = areas.map((area) => {
    const capacity = read.level('home_care.capacity_hours', 'area', area) ?? 0;
    const used = read.level('home_care.utilisation', 'area', area) ?? 0;
    const places = Math.floor(capacity / (hours / people));
    return places < 1 ? null : lineOf((used * places) / stay, stay, places);
  });
  const queue = lines.every((line) => line !== null) ? lines.reduce((sum, line) => sum + line!.meanQueue, 0) : null;
  return [
    {
      law: 'Erlang',
      what: 'People waiting for home care, as one provider in each area that takes whoever comes',
      unit: 'people',
      simulated: list,
      textbook: queue,
      why:
        queue === null
          ? NOT_STEADY
          : 'What the list has beyond Erlang’s is not for want of hours in an area: offers take time and are refused, hours lie with many providers in small pieces, and providers hand back.',
    },
  ];
}

/** Null where there is no steady state. */
function lineOf(perDay: number, stay: number, places: number) {
  return places >= 1 && perDay * stay < places ? erlangC(perDay, stay, places) : null;
}
