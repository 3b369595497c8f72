/**
 * From when a plan differs from its baseline, as far as two compiled scenarios tell: what the frame holds differs from day 0, arrivals
 * from the first day on which they are expected to differ, parameters from the date that sets them otherwise.
 */
import type { ModelInput, Phase, StreamInput } from '../model/input.js';
import type { PlanDates } from '../result/document.js';

/** What is compared here piece by piece, and what says nothing of what happens: the name, and what is kept of it. */
const APART: ReadonlySet<string> = new Set(['name', 'streams', 'phases', 'returns'] satisfies (keyof ModelInput)[]);

type Container = Readonly<Record<string, unknown>>;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** Whether two plain values, typed arrays among them, are the same throughout. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isContainer(a) || !isContainer(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

/** The parameters of both scenarios on a day and just before it. */
type Four = readonly [before: unknown, planBefore: unknown, now: unknown, planNow: unknown];

/**
 * Whether a plan sets something otherwise from this day on that it did not before: somewhere the two differ now, and either did not
 * before, or only one of them has changed. A change that both make, such as a rise of all prices, is not the plan's own.
 */
function isOwnStep([before, planBefore, now, planNow]: Four): boolean {
  if (isContainer(now) && isContainer(planNow)) {
    if (now === before && planNow === planBefore) return false;
    const inside = (of: unknown, key: string) => (isContainer(of) ? of[key] : undefined);
    const keys = new Set([...Object.keys(now), ...Object.keys(planNow)]);
    return [...keys].some((key) => isOwnStep([inside(before, key), inside(planBefore, key), now[key], planNow[key]]));
  }
  if (isSame(now, planNow)) return false;
  return isSame(before, planBefore) || isSame(before, now) !== isSame(planBefore, planNow);
}

const paramsOn = (phases: readonly Phase[], day: number) => phases.findLast(({ fromDay }) => fromDay <= day)!.params;

/** Days, 0 included, on which parameters of either scenario change. */
const daysOf = (...inputs: readonly ModelInput[]): number[] =>
  [...new Set(inputs.flatMap(({ phases }) => phases.map(({ fromDay }) => fromDay)))].sort((a, b) => a - b);

/** First place in which two series differ, the end of the shorter one included; infinite where they are the same. */
function firstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i]) return i;
  return Number.POSITIVE_INFINITY;
}

/** First day on which a stream's expected or replayed arrivals differ; infinite where they never do. */
function streamDay(a: StreamInput | undefined, b: StreamInput | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const { cumulative, replay, ...rest } = a;
  const { cumulative: otherCumulative, replay: otherReplay, ...otherRest } = b;
  if (!isSame(rest, otherRest) || (replay === null) !== (otherReplay === null)) return 0;
  const times = [replay ?? [], otherReplay ?? []] as const;
  const first = firstDifference(...times);
  const replayed = Math.floor(Math.min(...times.map((all) => all[first] ?? Number.POSITIVE_INFINITY)));
  // what is expected up to the start of day i differs because of day i - 1
  return Math.min(firstDifference(cumulative, otherCumulative) - 1, replayed);
}

/**
 * From when a plan differs from its baseline, in days from the start of the run.
 *
 * `first` is the first day on which anything is set otherwise, null where nothing ever is. `dated` is the first day after day 0 on which
 * the plan sets something otherwise that it did not before; null where no date of the run does.
 */
export function planDates(baseline: ModelInput, plan: ModelInput): PlanDates {
  const end = baseline.weeks * 7;
  const keys = [...new Set([...Object.keys(baseline), ...Object.keys(plan)])].filter((key) => !APART.has(key)) as (keyof ModelInput)[];
  const found = keys.every((key) => isSame(baseline[key], plan[key])) ? [] : [0];
  const names = [...new Set([...baseline.streams, ...plan.streams].map(({ name }) => name))];
  const named = (input: ModelInput, name: string) => input.streams.find((stream) => stream.name === name);
  found.push(...names.map((name) => streamDay(named(baseline, name), named(plan, name))));
  const days = daysOf(baseline, plan);
  found.push(...days.filter((day) => !isSame(paramsOn(baseline.phases, day), paramsOn(plan.phases, day))).slice(0, 1));
  found.push(
    ...days.filter((day, i) => {
      if (i === 0) return false;
      const [before, now] = [days[i - 1]!, day];
      const [a, b] = [baseline.phases, plan.phases];
      return isOwnStep([paramsOn(a, before), paramsOn(b, before), paramsOn(a, now), paramsOn(b, now)]);
    }),
  );
  const inRun = found.filter((day) => day < end);
  const later = inRun.filter((day) => day > 0);
  return { first: inRun.length === 0 ? null : Math.min(...inRun), dated: later.length === 0 ? null : Math.min(...later) };
}
