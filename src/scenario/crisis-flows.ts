/** Where calls for crisis response lead, before anything runs: expected people a day on each route. */

import { shiftHours } from './compile/crisis.js';
import { areaRatePerDay, ratePerDay } from './compile/streams.js';
import { figuresOf } from './compiled-laws.js';
import { RETURN_PATHWAYS } from './schema/crisis.js';
import type { ScenarioValues } from './schema/scenario.js';
import { streamsOf } from './stream-checks.js';

type Route = 'homeCare' | 'reablement';

interface Flow {
  readonly where: string;
  /** people a day by client group */
  readonly byGroup: readonly number[];
}

const add = (a: readonly number[], b: readonly number[]): number[] => a.map((x, i) => x + b[i]!);

/** Calls a day of a stream of `crisisResponse.calls` by client group; in one area, or in all. */
function callsOf(values: ScenarioValues, name: 'falls' | 'others', area?: number): number[] {
  const written = streamsOf(values).find(({ path }) => path[0] === 'crisisResponse' && path.at(-1) === name);
  return Object.keys(values.clientGroups).map((_, g) => {
    if (written === undefined) return 0;
    return area === undefined ? ratePerDay(written, g) : areaRatePerDay(values, written, g, area);
  });
}

/** Of one stream of calls: no support, reablement, home care, hospital. */
export function callFlows(values: ScenarioValues, name: 'falls' | 'others', area?: number): Flow[] {
  const crisis = values.crisisResponse!;
  const calls = callsOf(values, name, area);
  const conveyed = crisis.conveyed[name];
  const after = (outcome: Route | 'noService') => calls.map((n, g) => n * (1 - conveyed) * crisis.outcomes[g]![outcome]);
  return [
    { where: 'home care', byGroup: after('homeCare') },
    { where: 'reablement', byGroup: after('reablement') },
    { where: 'hospital', byGroup: calls.map((n) => n * conveyed) },
    { where: 'no service', byGroup: after('noService') },
  ];
}

/** People a day from crisis response on a route, by client group: after an episode, or on coming back from hospital. */
export function crisisRouted(values: ScenarioValues, route: Route, area?: number): number[] {
  const crisis = values.crisisResponse;
  let total = Object.keys(values.clientGroups).map(() => 0);
  if (crisis === undefined) return total;
  for (const name of ['falls', 'others'] as const) {
    const flows = callFlows(values, name, area);
    const straight = flows.find(({ where }) => where === (route === 'homeCare' ? 'home care' : 'reablement'))!.byGroup;
    const inHospital = flows.find(({ where }) => where === 'hospital')!.byGroup;
    total = add(total, straight);
    for (const pathway of RETURN_PATHWAYS) {
      const routes = values.hospital?.pathways[Number(pathway) as 0 | 1 | 2 | 3]?.routes;
      const share = (1 - crisis.hospital.notReturning) * crisis.hospital.pathways[pathway];
      if (routes !== undefined)
        total = add(
          total,
          inHospital.map((n, g) => n * share * routes[g]![route]),
        );
    }
  }
  return total;
}

/** Calls a week, teams in use on average, teams on duty on average. */
export function crisisLoad(values: ScenarioValues): { readonly perWeek: number; readonly out: number; readonly onDuty: number } {
  const { bases, travel, visit } = values.crisisResponse!;
  const calls = [...callsOf(values, 'falls'), ...callsOf(values, 'others')].reduce((a, b) => a + b, 0);
  const hours = bases.flatMap((base) => base.shifts).reduce((sum, shift) => sum + shift.days.length * shiftHours(shift) * shift.teams, 0);
  return { perWeek: calls * 7, out: calls * (figuresOf(travel).mean + figuresOf(visit).mean), onDuty: hours / 168 };
}
