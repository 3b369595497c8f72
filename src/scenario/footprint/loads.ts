/**
 * What settings come to before anything runs: hours, places and flats, how full they would be, and what a week costs when all of them
 * are used. Textbook arithmetic on one state, as `check` prints it; growth since day 0 is left out.
 */

import { fiveOf } from '../compile/providers.js';
import { loadsOf } from '../describe.js';
import type { ScenarioValues } from '../schema/scenario.js';
import { groupHours } from '../usable.js';

/** A service as it stands in one state. */
export interface Load {
  /** "home_care", "home_care/north", "reablement", a placement, "flats" */
  readonly service: string;
  /** what the capacity is counted in */
  readonly unit: string;
  /** null: no limit, or nobody is asked for */
  readonly capacity: number | null;
  /** share of the capacity that those who come would use; null where there is no capacity */
  readonly load: number | null;
  /** pounds a week with all of it in use, where it has a price */
  readonly cost: number | null;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
const WEEK_HOURS = 168;

/** Every service of a state on a day of the run, home care by area too. */
export function loadsOn(values: ScenarioValues, day: number): Load[] {
  const { areas, services } = loadsOf(values);
  const hours = areas.map(({ area, capacity, load }) => ({
    service: `home_care/${area}`,
    unit: 'hours a week',
    capacity,
    load: finite(load),
    cost: homeCareCost(values, area),
  }));
  const capacity = sum(areas.map((row) => row.capacity));
  const all: Load = {
    service: 'home_care',
    unit: 'hours a week',
    capacity,
    load: finite(sum(areas.map((row) => row.hours)) / capacity),
    cost: sum(hours.map((row) => row.cost)) + supportCost(values),
  };
  const others = services.map((row): Load => {
    const unit = row.unit ?? (row.hours > 0 || row.service === 'reablement' ? 'hours a week' : 'places');
    return {
      service: row.service,
      unit,
      capacity: row.capacity,
      load: row.load === null ? null : finite(row.load),
      cost: costOf(values, row),
    };
  });
  return [...(areas.length === 0 ? [] : [all]), ...(areas.length > 1 ? hours : []), ...others, ...flats(values, day)];
}

function homeCareCost(values: ScenarioValues, area: string): number {
  const care = values.homeCare!;
  const a = Object.keys(values.areas).indexOf(area);
  const nights = care.nightCare === undefined ? 0 : care.nightCare.hours[a]! * care.nightCare.pricePerHour;
  return nights + sum(care.providers.map((group) => groupHours(values, group, a) * fiveOf(group, care.providers).price));
}

/** What the council pays to support its market, a week. */
function supportCost({ homeCare: care }: ScenarioValues): number {
  if (care === undefined) return 0;
  const providers = sum(care.providers.map(({ count }) => count));
  return providers * (care.marketSupport.weekendDecisions + care.marketSupport.backOffice);
}

function costOf(values: ScenarioValues, row: { readonly service: string; readonly people: number; readonly capacity: number | null }) {
  const { reablement, crisisResponse: crisis, placements } = values;
  if (row.service === 'reablement' && reablement !== undefined)
    return reablement.contactShare > 0 ? (row.capacity! / reablement.contactShare) * reablement.pricePerPaidHour : null;
  if (row.service === 'crisis_response' && crisis !== undefined)
    return row.capacity! * crisis.carersPerTeam * crisis.pricePerPaidHour * WEEK_HOURS;
  const placement = placements?.[row.service];
  return placement === undefined ? null : (row.capacity ?? row.people) * placement.costPerWeek;
}

/** Flats of all schemes that are open on a day, and their core service. */
function flats({ housing, start }: ScenarioValues, day: number): Load[] {
  if (housing === undefined) return [];
  const open = Object.values(housing.schemes).filter(
    ({ opens, qualityVisit }) => opens === Number.NEGATIVE_INFINITY || opens - start + qualityVisit <= day,
  );
  const capacity = sum(open.flatMap(({ units }) => units.map(({ count }) => count)));
  return [{ service: 'flats', unit: 'flats', capacity, load: null, cost: sum(open.map(({ care }) => care?.core ?? 0)) }];
}
