/** Crisis response compiled: rosters from shifts, laws, shares. */
import type { CrisisInput, CrisisParams } from '../../model/input.js';
import { samplerOf } from '../compiled-laws.js';
import { RETURN_PATHWAYS } from '../schema/crisis.js';
import { WEEKDAYS } from '../schema/reablement.js';
import type { ScenarioValues } from '../schema/scenario.js';
import { spread } from './initial.js';

type Base = NonNullable<ScenarioValues['crisisResponse']>['bases'][number];

const HOURS_PER_DAY = 24;
const HOURS_PER_WEEK = 168;

/** Hours that a shift lasts; one that ends no later than it starts goes on into the next day. */
export function shiftHours({ from, to }: { readonly from: number; readonly to: number }): number {
  return to > from ? to - from : to + HOURS_PER_DAY - from;
}

/** Teams on duty through the week, from each moment at which their number may change. */
export function rosterOf(base: Base): CrisisParams['rosters'][number] {
  const spells = base.shifts.flatMap((shift) =>
    shift.days.map((day) => {
      const start = WEEKDAYS.indexOf(day) * HOURS_PER_DAY + shift.from;
      return { start, hours: shiftHours(shift), teams: shift.teams };
    }),
  );
  const edges = spells.flatMap(({ start, hours }) => [start % HOURS_PER_WEEK, (start + hours) % HOURS_PER_WEEK]);
  const from = [...new Set([0, ...edges])].sort((a, b) => a - b);
  const isOn = (at: number, { start, hours }: (typeof spells)[number]) =>
    (at >= start && at < start + hours) || at + HOURS_PER_WEEK < start + hours;
  return {
    from: Float64Array.from(from, (hour) => hour / HOURS_PER_DAY),
    teams: Int32Array.from(from, (hour) => spells.reduce((sum, spell) => sum + (isOn(hour, spell) ? spell.teams : 0), 0)),
  };
}

/** Bases and the people of day 0; null without crisis response. */
export function crisisInput(values: ScenarioValues): CrisisInput | null {
  const crisis = values.crisisResponse;
  if (crisis === undefined) return null;
  const areas = Object.keys(values.areas);
  const { inEpisode, inHospital } = values.initial?.crisisResponse ?? {};
  return {
    bases: crisis.bases.map((base) => ({ id: base.id, areas: base.areas.map((id) => areas.indexOf(id)) })),
    inEpisode: spread(values, inEpisode),
    inHospital: spread(values, inHospital),
  };
}

/** Crisis response in a state; null without it. */
export function crisisParams(values: ScenarioValues): CrisisParams | null {
  const crisis = values.crisisResponse;
  if (crisis === undefined) return null;
  return {
    rosters: crisis.bases.map(rosterOf),
    costPerTeamWeek: crisis.carersPerTeam * crisis.pricePerPaidHour * HOURS_PER_WEEK,
    travel: samplerOf(crisis.travel),
    visit: samplerOf(crisis.visit),
    episode: samplerOf(crisis.episode),
    conveyed: crisis.conveyed,
    outcomesByGroup: crisis.outcomes,
    stay: samplerOf(crisis.hospital.stay),
    notReturning: crisis.hospital.notReturning,
    pathways: RETURN_PATHWAYS.map((pathway) => crisis.hospital.pathways[pathway]),
  };
}
