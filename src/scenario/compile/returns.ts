/** Quarterly returns and referrals: quarters of the run, whose returns they are, limits and delays. */
import { REASONS } from '../../metrics.js';
import type { ProviderInput, Quarter, ReferralParams, ReturnsInput } from '../../model/input.js';
import { samplerOf } from '../compiled-laws.js';
import { civilDate, dayNumber, formatDate } from '../dates.js';
import type { ScenarioValues } from '../schema/scenario.js';

/** Quarters of the calendar that a run touches; the first and the last may be cut short. */
export function quartersOf(start: number, days: number): Quarter[] {
  const quarters: Quarter[] = [];
  for (let from = start; from < start + days; ) {
    const { year, month } = civilDate(from);
    const first = Math.floor((month - 1) / 3);
    const next = first === 3 ? dayNumber(year + 1, 1, 1) : dayNumber(year, first * 3 + 4, 1);
    const to = Math.min(next, start + days);
    const financial = first === 0 ? year - 1 : year;
    const label = `${financial}/${String((financial + 1) % 100).padStart(2, '0')} Q${first === 0 ? 4 : first}`;
    quarters.push({ label, fromDay: from - start, toDay: to - start, from: formatDate(from), to: formatDate(to - 1) });
    from = to;
  }
  return quarters;
}

/** What is returned; null when the scenario asks for none. */
export function returnsInput(values: ScenarioValues, providers: readonly ProviderInput[]): ReturnsInput | null {
  const returns = values.measures?.returns;
  if (returns === undefined) return null;
  const { emergencyResponse, response, firstVisit, solution, completing } = returns;
  return {
    units: [
      ...providers.map(({ id }) => ({ by: 'provider' as const, key: id })),
      ...Object.keys(values.housing?.schemes ?? {}).map((key) => ({ by: 'scheme' as const, key })),
    ],
    quarters: quartersOf(values.start, values.weeks * 7),
    aims: [emergencyResponse.aim, response.aim, firstVisit.aim, solution.aim],
    clocks: {
      emergencyDays: emergencyResponse.within,
      responseDays: response.within,
      responseOnWorkingDays: response.counts === 'working_days',
      visitDays: firstVisit.within,
      solutionDays: solution.within,
    },
    completes: REASONS.map((reason) => completing.includes(reason)),
  };
}

type Written = NonNullable<NonNullable<ScenarioValues['housing']>['referrals']>;

/** How a service deals with referrals in a state; null where nothing is said of it. */
export function referralParams(written: (Omit<Written, 'acceptance' | 'again'> & Partial<Written>) | undefined): ReferralParams | null {
  if (written === undefined) return null;
  const { office, response, emergencyResponse = response, decision, firstVisit, solution, delivered } = written;
  return {
    ...office,
    response: samplerOf(response),
    emergencyResponse: samplerOf(emergencyResponse),
    decision: samplerOf(decision),
    firstVisit: samplerOf(firstVisit),
    solution: samplerOf(solution),
    emergencyShare: written.emergencyShare,
    acceptance: written.acceptance ?? 1,
    againDays: written.again ?? Number.POSITIVE_INFINITY,
    delivered:
      delivered === undefined
        ? null
        : { periodDays: delivered.period, tolerance: delivered.tolerance, factor: samplerOf(delivered.factor) },
  };
}
