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

/** Why the simulation may lie above the textbook, and why below. */
interface Reasons {
  readonly above: string;
  readonly below: string;
}

/** Within this share of the textbook's figure the two agree: theory itself rounds to whole places. */
const AGREE = 0.02;

/** The reason in the direction that is seen. */
export function whyOf(simulated: number, textbook: number, reasons: Reasons): string {
  if (Math.abs(simulated - textbook) <= AGREE * textbook) return 'They agree.';
  return simulated > textbook ? reasons.above : reasons.below;
}

const STILL_WAITING = 'Whoever waits on day 0 or still waits on the last day is counted in one in part and in the other in full.';

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
  const queues: readonly (readonly [queue: string, metric: string, what: string, why: Reasons])[] = [
    [
      'hospital',
      'hospital.delayed_people',
      'People delayed in hospital',
      {
        above: STILL_WAITING,
        below: 'The level is counted at each midnight, the waits by the hour: a wait that crosses no midnight is in the law alone.',
      },
    ],
    ['reablement', 'reablement.waiting', 'People waiting for reablement', { above: STILL_WAITING, below: STILL_WAITING }],
    [
      'interim_list',
      'interim_list.people',
      'People on the interim care list',
      {
        above: STILL_WAITING,
        below: 'The law counts everyone from the request for a provider; the list holds only those still without one at the second round.',
      },
    ],
  ];
  return queues.flatMap(([queue, metric, what, why]): Check[] => {
    const simulated = read.level(metric);
    const through = throughputOf(folder, queue);
    if (simulated === null || simulated === 0 || through === null) return [];
    const textbook = through.perDay * through.days;
    return [{ law: 'Little', what, unit: 'people', simulated, textbook, why: whyOf(simulated, textbook, why) }];
  });
}

/** Little the other way round: the mean stay that a level and its starts imply, beside the scenario's own law. */
function stayChecks(folder: ResultFolder, read: Reading): Check[] {
  const scenario = folder.manifest.scenarios[0];
  const { reablement, homeCare } = resolvedParts(scenario);
  const stays: readonly (readonly [level: string, starts: string, what: string, law: unknown, why: Reasons])[] = [
    [
      'reablement.in_service',
      'reablement.starts',
      'Days of a reablement episode (people in it ÷ starts a day)',
      reablement.length,
      {
        above: 'Those there on day 0 count among the people and not among the starts, or more people are in it at the end than at first.',
        below: 'The law as written is cut at the limit of an episode, and stays end early in hospital, a care home or death.',
      },
    ],
    [
      'home_care.people',
      'home_care.starts',
      'Days of home care from one start (people ÷ starts a day)',
      homeCare.packages?.length,
      {
        above:
          'Those in care on day 0 count among the people and not among the starts, and long stays weigh more among them; the caseload is not in a steady state.',
        below: 'A package that is handed back or moved starts again though the need goes on, and care ends early in a care home or death.',
      },
    ],
  ];
  return stays.flatMap(([level, starts, what, law, why]): Check[] => {
    const [people, perDay] = [read.level(level), read.rate(starts)];
    if (people === null || !perDay) return [];
    const [simulated, textbook] = [people / perDay, meanDays(law)];
    const reason = textbook === null ? LENGTHS_ELSEWHERE : whyOf(simulated, textbook, why);
    return [{ law: 'Little', what, unit: 'days', simulated, textbook, why: reason }];
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

const LENGTHS_ELSEWHERE = 'The scenario has lengths by client group, or no mean: the register of assumptions has them.';
const NOT_STEADY = 'Erlang has no answer: demand is at or above capacity, so there is no steady state.';
const REABLEMENT_WHY: Reasons = {
  above:
    'Erlang’s line is steady and open day and night; here arrivals change by month and weekday, capacity by vacancies and sickness, and nobody starts at night.',
  below:
    'Erlang’s line loses nobody and has had for ever to fill; here people leave it before they start, and a line so near its capacity takes longer than the run to build up.',
};
const AREAS_WHY: Reasons = {
  above:
    'What the list has beyond Erlang’s is not for want of hours in an area: offers take time and are refused, hours lie with many providers in small pieces, and providers hand back.',
  below:
    'Erlang’s line loses nobody, counts from the request and has had for ever to fill; here people die, recover or find care while they wait, the list begins at the second round, and so near full capacity a line takes longer than the run to build up.',
};

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
  const check = (what: string, unit: Check['unit'], simulated: number, textbook: number | undefined): Check => ({
    law: 'Erlang',
    what: `${what}, as ${places.toLocaleString('en-GB')} equal places`,
    unit,
    simulated,
    textbook: textbook ?? null,
    why: textbook === undefined ? NOT_STEADY : whyOf(simulated, textbook, REABLEMENT_WHY),
  });
  return [
    check('Days waited for reablement', 'days', through.days, line?.meanWait),
    check('People waiting for reablement', 'people', read.level('reablement.waiting') ?? 0, line?.meanQueue),
  ];
}

/** Erlang C: each area's home care as one provider that takes whoever comes. What the list has beyond it is not for want of hours. */
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
      why: queue === null ? NOT_STEADY : whyOf(list, queue, AREAS_WHY),
    },
  ];
}

/** Null where there is no steady state. */
function lineOf(perDay: number, stay: number, places: number) {
  return places >= 1 && perDay * stay < places ? erlangC(perDay, stay, places) : null;
}
