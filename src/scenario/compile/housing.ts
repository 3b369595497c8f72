/** Housing with care: the frame of schemes and units, who is there on day 0, and the parameters of one state. */
import { BANDS, CARE_KINDS, REASONS, type Reason, UNIT_KINDS } from '../../metrics.js';
import type { HousingInput, HousingParams, InitialHousing, SchemeInput, SchemeParams, UnitInput } from '../../model/input.js';
import type { Law } from '../../random/law.js';
import { samplerOf } from '../compiled-laws.js';
import type { ResolvedScenario } from '../resolved.js';
import { largestRemainder } from '../rounding.js';
import type { ScenarioValues } from '../schema/scenario.js';
import { spareFor } from './cohorts.js';
import { referralParams } from './returns.js';

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

function schemeInputs(scenario: ResolvedScenario, { schemes, panelEvery = {}, tenancies = {} }: Housing): SchemeInput[] {
  const { values } = scenario;
  const areas = Object.keys(values.areas);
  const groups = Object.keys(values.clientGroups);
  const landlords = Object.keys(panelEvery);
  return Object.entries(schemes).map(([id, scheme]) => ({
    id,
    area: areas.indexOf(scheme.area),
    landlord: landlords.indexOf(scheme.landlord ?? ''),
    route: scheme.route,
    opensDay: opensDayOf(scheme, values.start),
    letsAheadDays: scheme.letsAhead,
    areas: areas.map((area) => scheme.eligible.areas?.includes(area) ?? true),
    groups: groups.map((group) => scheme.eligible.groups?.includes(group) ?? true),
    capital: scheme.capital * sizeOf(scheme),
    capitalPayer: scheme.capitalPayer,
    spare: spareOf(scenario, scheme),
    groupShares: groupSharesOf(scheme, tenancies, groups),
  }));
}

/** Units that stand by in a scheme of Shared Lives. */
function spareOf({ states, values }: ResolvedScenario, { area, route, units }: Scheme): number {
  const isSharedLives = route === 'cohort' && units.some(({ kind }) => kind === 'shared_lives');
  return isSharedLives ? spareFor(states, Object.keys(values.areas).indexOf(area), values.weeks * 7) : 0;
}

/** Client groups of tenants of day 0 in a scheme of the cohort route. */
function groupSharesOf({ units, eligible }: Scheme, tenancies: NonNullable<Housing['tenancies']>, groups: readonly string[]): number[] {
  const given = tenancies[units[0]!.kind]?.groupShares ?? groups.map(() => 1);
  const eligibleShares = groups.map((group, g) => ((eligible.groups?.includes(group) ?? true) ? given[g]! : 0));
  const sum = eligibleShares.reduce((a, b) => a + b, 0);
  return eligibleShares.map((share) => share / sum);
}

function unitInputs(scenario: ResolvedScenario, { schemes }: Housing): UnitInput[] {
  return Object.values(schemes).flatMap((scheme, s) => {
    const units = scheme.units.flatMap(({ kind, count, persons }) =>
      Array.from({ length: count }, () => ({ scheme: s, kind: UNIT_KINDS.indexOf(kind), persons })),
    );
    const built = units.map((unit, i) => ({ ...unit, isHardToLet: i >= units.length - scheme.hardToLet }));
    const standing = { scheme: s, kind: UNIT_KINDS.indexOf('shared_lives'), persons: 1, isHardToLet: false };
    return [...built, ...Array.from({ length: spareOf(scenario, scheme) }, () => standing)];
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
        BANDS.map((band) => given?.bands?.[band] ?? 1),
      ),
    ),
    register: shares.map((_, a) => groups.map((_, g) => byGroup[g]![a]!)),
    waited: samplerOf(given?.waited ?? { kind: 'fixed', value: 0 }),
  };
}

/** The frame; null without housing. */
export function housingInput(scenario: ResolvedScenario): HousingInput | null {
  const { values } = scenario;
  const { housing } = values;
  if (housing === undefined) return null;
  return {
    schemes: schemeInputs(scenario, housing),
    units: unitInputs(scenario, housing),
    landlords: Object.keys(housing.panelEvery ?? {}),
    initial: initialHousing(values, housing),
  };
}

function reasons(given: Readonly<Record<Reason, number>>): { reason: Reason; share: number }[] {
  return REASONS.filter((reason) => given[reason] > 0).map((reason) => ({ reason, share: given[reason] }));
}

/** What schemes let to the register need and a scenario without any leaves out: nobody asks for it. */
const NO_TIME = { kind: 'fixed', value: 0 } as const;
const EVEN = { low: 1, medium: 0, high: 0 };
const NO_REASONS = Object.fromEntries(REASONS.map((reason) => [reason, 0])) as Readonly<Record<Reason, number>>;
const NO_CARE = { commissioned: 0, direct_payment: 0, private_on_site: 0, private_elsewhere: 0, none: 1 };
const NO_BAND = { hours: NO_TIME, ends: 0, endReasons: NO_REASONS, care: NO_CARE };
const NO_BANDS = { low: NO_BAND, medium: NO_BAND, high: NO_BAND };
const NOBODY_APPLIES = {
  bands: EVEN,
  couples: 0,
  homeCare: 0,
  leaves: 0,
  leaveReasons: NO_REASONS,
  mostRefusals: Number.POSITIVE_INFINITY,
};
const NOTHING_LET = {
  notice: NO_TIME,
  works: NO_TIME,
  cycleEvery: 0,
  bidding: 0,
  shortlisting: NO_TIME,
  nominating: NO_TIME,
  assessment: NO_TIME,
  answer: NO_TIME,
  moveIn: NO_TIME,
  offersEach: 1,
  refusal: 0,
  hardToLetFactor: 1,
  aim: 0,
  mix: EVEN,
};

/** Works on a vacant unit and support of its tenant: of the register's lettings, or of the kind of unit where a cohort lets it. */
function unitsOf({ route, units }: Scheme, { tenancies = {} }: Housing, works: Law): Pick<SchemeParams, 'works' | 'supportPerTenancy'> {
  const tenancy = route === 'cohort' ? tenancies[units[0]!.kind] : undefined;
  return { works: samplerOf(tenancy?.works ?? works), supportPerTenancy: tenancy?.support ?? 0 };
}

/** Housing in a state; null without it. */
export function housingParams(values: ScenarioValues): HousingParams | null {
  const h = values.housing;
  if (h === undefined) return null;
  const { lettings = NOTHING_LET, register = NOBODY_APPLIES, bands = NO_BANDS, needs = { worsens: 0, improves: 0 } } = h;
  const moves = h.careMoves as { readonly [from: string]: { readonly [to: string]: number | undefined } | undefined };
  return {
    schemes: Object.values(h.schemes).map((scheme) => ({
      rentPerWeek: scheme.rent,
      fillPerWeek: scheme.fillPerWeek,
      takesFrom: scheme.takesFrom,
      provider: scheme.care?.provider ?? '',
      pricePerHour: scheme.care?.price ?? 0,
      corePerWeek: scheme.care?.core ?? 0,
      ...unitsOf(scheme, h, lettings.works),
      careHours: scheme.care?.hours ?? Number.POSITIVE_INFINITY,
    })),
    panelEvery: Object.values(h.panelEvery ?? {}),
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
      const { hours, ends, endReasons, care } = bands[name];
      return { hours: samplerOf(hours), ends, endReasons: reasons(endReasons), care: CARE_KINDS.map((kind) => care[kind]) };
    }),
    needs,
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
    referrals: referralParams(h.referrals),
  };
}
