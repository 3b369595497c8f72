/**
 * The date of a plan, from which its effects are counted, and the windows that count from it.
 *
 * A plan starts on the first date on which it sets something otherwise than the baseline. Where it differs on day 0 and on a later
 * date too, day 0 counts only if some figure of some pair of futures differs before the week of that date: what is written otherwise
 * from the outset without effect, such as the terms of a provider that does not exist yet, is no start.
 */
import type { Aggregate } from './aggregate.js';
import type { PlanDates, PlanWindow } from './document.js';
import { dateOfDay, RUN, type Window, weeksWindow, YEAR } from './windows.js';

/** The weeks before a plan, of which effects say nothing. */
export const BEFORE_PLAN = 'before the plan';
/** The weeks from a plan's date to the end of the run. */
export const SINCE_PLAN = 'since the plan';

type Weeks = Pick<Aggregate['frame'], 'weeks'> & { readonly warmUpWeeks: number };

const weekOf = (day: number): number => Math.floor(day / 7);

/** Windows that count from a week, which is inside the run: before it, since it, each 52 weeks of it (a shorter rest is the last). */
function windowsFrom(week: number, { weeks, warmUpWeeks }: Weeks): PlanWindow[] {
  const from = Math.max(week, warmUpWeeks);
  const years: PlanWindow[] = [];
  for (let first = from; first < weeks; first += YEAR)
    years.push({ id: `plan year ${years.length + 1}`, from: first, to: Math.min(first + YEAR, weeks) });
  const before = from > warmUpWeeks ? [{ id: BEFORE_PLAN, from: warmUpWeeks, to: from }] : [];
  return [...before, { id: SINCE_PLAN, from, to: weeks }, ...years];
}

/** Windows over which figures are taken so that a plan of these dates can be judged, whichever of its dates turns out to be its start. */
export function windowsOfDates({ first, dated }: PlanDates, run: Weeks): Window[] {
  const days = [first, dated].filter((day) => day !== null);
  return days.flatMap((day) => windowsFrom(weekOf(day), run)).map(({ from, to }) => weeksWindow(from, to));
}

/** Finds a plan's date while replications are taken in. */
export class PlanStart {
  readonly #baseline: Aggregate;
  readonly #alternative: Aggregate;
  readonly #dates: PlanDates;
  /** some figure differed before the week of the first date after day 0 */
  #isEarlier = false;

  constructor(baseline: Aggregate, alternative: Aggregate, dates: PlanDates) {
    this.#baseline = baseline;
    this.#alternative = alternative;
    this.#dates = dates;
  }

  /** Looks at the replication that both sides took in last. */
  add(): void {
    const { first, dated } = this.#dates;
    if (this.#isEarlier || first !== 0 || dated === null) return;
    const { weeks } = this.#baseline.frame;
    const [before, after] = [this.#baseline.lastWeekly, this.#alternative.lastWeekly];
    for (let s = 0; s < before.length && !this.#isEarlier; s += weeks)
      for (let w = s; w < s + weekOf(dated); w++) if (!Object.is(before[w], after[w])) this.#isEarlier = true;
  }

  /** Day of the run from which effects are counted; null for a plan that changes nothing. */
  get day(): number | null {
    const { first, dated } = this.#dates;
    return first === 0 && dated !== null && !this.#isEarlier ? dated : first;
  }

  /** Windows that count from the plan's date; none for a plan that changes nothing. */
  get windows(): readonly PlanWindow[] {
    const { frame, warmUpWeeks } = this.#baseline;
    return this.day === null ? [] : windowsFrom(weekOf(this.day), { weeks: frame.weeks, warmUpWeeks });
  }

  /** What a comparison says of it. */
  row(alternative: string, start: string) {
    const { day } = this;
    return { alternative, day, date: day === null ? null : dateOfDay(start, day), windows: [...this.windows] };
  }
}

/** Id of the window since a plan's date in the rows of a comparison: the run where there is no such date, or it is not told. */
export function sinceIn(plans: readonly { readonly alternative: string; readonly day: number | null }[] | undefined, name: string): string {
  return plans?.some(({ alternative, day }) => alternative === name && day !== null) ? SINCE_PLAN : RUN;
}
