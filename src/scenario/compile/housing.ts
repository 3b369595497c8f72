/** Housing with care: the frame of schemes and units, who is there on day 0, and the parameters of one state. */
import { BANDS, CARE_KINDS, REASONS, type Reason, UNIT_KINDS } from '../../metrics.js';
import type { HousingInput, HousingParams, InitialHousing, SchemeInput, UnitInput } from '../../model/input.js';
import { samplerOf } from '../compiled-laws.js';
import { largestRemainder } from '../rounding.js';
import type { ScenarioValues } from '../schema/scenario.js';

type Housing = NonNullable<ScenarioValues['housing']>;
type Scheme = Housing['schemes'][string];

const sizeOf = (scheme: Scheme): number => scheme.units.reduce((sum, { count }) => sum + count, 0);

/** Day of the run on which a scheme's first tenants can move in. */
function opensDayOf({ opens, qualityVisit }: Scheme, start: number): number {
  return opens === Number.NEGATIVE_INFINITY ? 0 : opens - start + qualityVisit;
}

/** True for a scheme that is open on day 0. */
export function isOpenAtStart(scheme: Scheme, start: number): boolean {
  return opensDayOf(scheme, start) <= 0;
}

function schemeInputs(values: ScenarioValues, { schemes, panelEvery }: Housing): SchemeInput[] {
  const areas = Object.keys(values.areas);
  const groups = Object.keys(values.clientGroups);
  const landlords = Object.keys(panelEvery);
  return Object.entries(schemes).map(([id, scheme]) => ({
    id,
    area: areas.indexOf(scheme.area),
    landlord: landlords.indexOf(scheme.landlord),
    route: scheme.route,
    opensDay: opensDayOf(scheme, values.start),
    letsAheadDays: scheme.letsAhead,
    areas: areas.map((area) => scheme.eligible.areas?.includes(area) ?? true),
    groups: groups.map((group) => scheme.eligible.groups?.includes(group) ?? true),
    capital: scheme.capital * sizeOf(scheme),
    capitalPayer: scheme.capitalPayer,
  }));
}

function unitInputs({ schemes }: Housing): UnitInput[] {
  return Object.values(schemes).flatMap((scheme, s) => {
    const units = scheme.units.flatMap(({ kind, count, persons }) =>
      Array.from({ length: count }, () => ({ scheme: s, kind: UNIT_KINDS.indexOf(kind), persons })),
    );
    return units.map((unit, i) => ({ ...unit, isHardToLet: i >= units.length - scheme.hardToLet }));
  });
}

function initialHousing(values: ScenarioValues, { schemes }: Housing): InitialHousing {
  const groups = Object.keys(values.clientGroups);
  const given = values.initial?.housing;
  const shares = given?.areaShares ?? Object.values(values.areas).map((area) => area.share);
  const byGroup = groups.map((group) => largestRemainder(given?.register[group] ?? 0, shares));
  const care = (given?.care ?? {}) as { readonly [kind: string]: number | undefined };
  return {
    vacantByScheme: Object.entries(schemes).map(([id, scheme]) => {
      if (!isOpenAtStart(scheme, values.start)) return 0;
      return given === undefined ? sizeOf(scheme) : (given.vacant[id] ?? 0);
    }),
    tenancies: CARE_KINDS.map((kind) =>
      largestRemainder(
        care[kind] ?? 0,
        BANDS.map((band) => given?.bands[band] ?? 1),
      ),
    ),
    register: shares.map((_, a) => groups.map((_, g) => byGroup[g]![a]!)),
    waited: samplerOf(given?.waited ?? { kind: 'fixed', value: 0 }),
  };
}

/** The frame; null without housing. */
export function housingInput(values: ScenarioValues): HousingInput | null {
  const { housing } = values;
  if (housing === undefined) return null;
  return {
    schemes: schemeInputs(values, housing),
    units: unitInputs(housing),
    landlords: Object.keys(housing.panelEvery),
    initial: initialHousing(values, housing),
  };
}

function reasons(given: Readonly<Record<Reason, number>>): { reason: Reason; share: number }[] {
  return REASONS.filter((reason) => given[reason] > 0).map((reason) => ({ reason, share: given[reason] }));
}

/** Housing in a state; null without it. */
export function housingParams(values: ScenarioValues): HousingParams | null {
  const h = values.housing;
  if (h === undefined) return null;
  const { lettings, register } = h;
  const moves = h.careMoves as { readonly [from: string]: { readonly [to: string]: number | undefined } | undefined };
  return {
    schemes: Object.values(h.schemes).map((scheme) => ({
      rentPerWeek: scheme.rent,
      fillPerWeek: scheme.fillPerWeek,
      takesFrom: scheme.takesFrom,
      provider: scheme.care.provider,
      pricePerHour: scheme.care.price,
      corePerWeek: scheme.care.core,
    })),
    panelEvery: Object.values(h.panelEvery),
    lettings: {
      ...lettings,
      notice: samplerOf(lettings.notice),
      works: samplerOf(lettings.works),
      shortlisting: samplerOf(lettings.shortlisting),
      nominating: samplerOf(lettings.nominating),
      assessment: samplerOf(lettings.assessment),
      answer: samplerOf(lettings.answer),
      moveIn: samplerOf(lettings.moveIn),
      hardToLet: lettings.hardToLetFactor,
      mix: BANDS.map((band) => lettings.mix[band]),
    },
    bands: BANDS.map((name) => {
      const { hours, ends, endReasons, care } = h.bands[name];
      return { hours: samplerOf(hours), ends, endReasons: reasons(endReasons), care: CARE_KINDS.map((kind) => care[kind]) };
    }),
    needs: h.needs,
    careMoves: CARE_KINDS.map((from) => CARE_KINDS.map((to) => moves[from]?.[to] ?? 0)),
    away: { hazard: h.away.rate, stay: samplerOf(h.away.stay) },
    register: {
      bands: BANDS.map((band) => register.bands[band]),
      couples: register.couples,
      homeCare: register.homeCare,
      leaves: register.leaves,
      leaveReasons: reasons(register.leaveReasons),
      mostRefusals: register.mostRefusals,
    },
    directPaymentPerHour: h.directPaymentPerHour,
    careHome: h.careHome === undefined ? -1 : Object.keys(values.placements ?? {}).indexOf(h.careHome),
  };
}
