/**
 * What follows from a scenario before anything runs: laws, offered load against capacity, routes. Textbook arithmetic on day 0's
 * settings; the simulation decides.
 */
import type { Law } from '../random/law.js';
import { bridgedWhileAsking } from './bridging.js';
import { packageFigures, packageStay } from './caseload.js';
import { limitedLength } from './compile/services.js';
import { areaRatePerDay, ratePerDay } from './compile/streams.js';
import { figuresOf } from './compiled-laws.js';
import { callFlows, crisisLoad, crisisRouted } from './crisis-flows.js';
import type { DataFile } from './data-file.js';
import { formatDate } from './dates.js';
import { type FlatsRow, flatsRows } from './describe-flats.js';
import { looksLikeLaw, readLaw } from './laws.js';
import { type Node, toPlain } from './node.js';
import { type Loads, type Overload, overloadsOf } from './overloads.js';
import { formatPath, type Path } from './path.js';
import { withReplayedDemand } from './replayed-demand.js';
import type { ResolvedScenario } from './resolved.js';
import type { ScenarioValues } from './schema/scenario.js';
import { streamsOf } from './stream-checks.js';
import { usableHours, usableReablementHours } from './usable.js';

/** Derived figures of one law: days for times, else the law's own unit. */
export interface LawRow {
  readonly path: string;
  readonly of: 'time' | 'number';
  readonly mean: number;
  readonly median: number;
  readonly p95: number;
}

/** Offered load of home care in one area, in contact hours a week, with the neutral figures of day 0. */
export interface AreaLoad {
  readonly area: string;
  /** new council packages a week from every route */
  readonly newPackages: number;
  /** implied by Little's law: new packages x mean length */
  readonly councilPeople: number;
  readonly selfFunders: number;
  /** implied people x mean hours of the caseload (longer packages are larger) */
  readonly hours: number;
  /** what can be used of it: posts less vacancies, sickness and part rounds x paid hours x contact ratio, and fixed hours */
  readonly capacity: number;
  readonly load: number;
}

export interface ServiceLoad {
  readonly service: string;
  readonly startsPerWeek: number;
  readonly people: number;
  readonly hours: number;
  readonly capacity: number | null;
  /** what the capacity is counted in, where not in places */
  readonly unit?: string;
  /** people and hours among them who only wait for home care, at the least: while it is found and until it starts */
  readonly bridged?: { readonly people: number; readonly hours: number };
  readonly load: number | null;
}

export interface RouteRow {
  readonly stream: string;
  readonly perWeek: number;
  /** people a week by destination */
  readonly to: readonly { readonly where: string; readonly perWeek: number }[];
}

export interface Description {
  readonly name: string;
  readonly question: string | null;
  readonly start: string;
  readonly weeks: number;
  readonly warmUpWeeks: number;
  readonly laws: readonly LawRow[];
  readonly routes: readonly RouteRow[];
  readonly areas: readonly AreaLoad[];
  readonly services: readonly ServiceLoad[];
  /** where more is needed than can be used, on day 0 or from a change on */
  readonly overloads: readonly Overload[];
  readonly flats: readonly FlatsRow[];
  readonly dataFiles: readonly DataFile[];
  readonly changes: readonly { readonly from: string; readonly until: string | null; readonly why: string; readonly inRun: boolean }[];
  /** numbers without a source, and all numbers */
  readonly unsourced: number;
  readonly numbers: number;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function lawRows(node: Node, path: Path = []): LawRow[] {
  if (['targets', 'uncertain', 'changes'].includes(String(path[0]))) return [];
  if (node.kind === 'scalar') return [];
  if (node.kind === 'list') return node.items.flatMap((item, i) => lawRows(item, [...path, i]));
  const plain = toPlain(node);
  if (!looksLikeLaw(plain)) return [...node.entries].flatMap(([name, entry]) => lawRows(entry.node, [...path, name]));
  for (const of of ['time', 'number'] as const) {
    const result = readLaw(plain, of);
    if (!result.ok) continue;
    const { mean, median, p95 } = figuresOf(result.law);
    return [{ path: formatPath(path), of, mean, median, p95 }];
  }
  return [];
}

/** People a day of each client group on a route, all streams of council demand together; in one area, or in all. */
function routed(values: ScenarioValues, route: 'homeCare' | 'reablement', area?: number): number[] {
  const groups = Object.keys(values.clientGroups);
  const total = crisisRouted(values, route, area);
  for (const written of streamsOf(values)) {
    const { routes } = written.stream;
    if (routes === undefined) continue;
    groups.forEach((_, g) => {
      const perDay = area === undefined ? ratePerDay(written, g) : areaRatePerDay(values, written, g, area);
      total[g]! += perDay * routes[g]![route];
    });
  }
  return total;
}

function routeRows(values: ScenarioValues): RouteRow[] {
  const groups = Object.keys(values.clientGroups);
  const placements = Object.keys(values.placements ?? {});
  return streamsOf(values).map((written) => {
    const perGroup = groups.map((_, g) => ratePerDay(written, g) * 7);
    const { routes } = written.stream;
    const week = (rates: readonly number[]): number => 7 * sum(rates);
    const own = written.path.at(-1);
    const to = (where: string, share: (g: number) => number) => ({ where, perWeek: sum(perGroup.map((rate, g) => rate * share(g))) });
    const rows =
      own === 'falls' || own === 'others'
        ? callFlows(values, own).map(({ where, byGroup }) => ({ where, perWeek: week(byGroup) }))
        : routes === undefined
          ? [to(own === 'applicants' ? 'the housing register' : 'home care', () => 1)]
          : [
              to('home care', (g) => routes[g]!.homeCare),
              to('reablement', (g) => routes[g]!.reablement),
              to('direct payment', (g) => routes[g]!.directPayment),
              to('the housing register', (g) => routes[g]!.housing),
              ...placements.map((id, p) => to(id, (g) => routes[g]!.placements[p]!)),
              to('no service', (g) => routes[g]!.noService),
            ];
    return { stream: formatPath(written.path), perWeek: sum(perGroup), to: rows.filter((row) => row.perWeek > 0) };
  });
}

/** New council packages a day by client group: straight, and after reablement. */
function newPackages(values: ScenarioValues, area: number): { straight: number; after: number }[] {
  const through = routed(values, 'reablement', area);
  return routed(values, 'homeCare', area).map((straight, g) => ({
    straight,
    after: through[g]! * (values.reablement?.outcomes[g]?.homeCare ?? 0),
  }));
}

function areaLoads(values: ScenarioValues): AreaLoad[] {
  if (values.homeCare === undefined) return [];
  const groups = Object.keys(values.clientGroups);
  const own = streamsOf(values).find((written) => written.path[1] === 'selfFunders');
  const figures = groups.map((_, g) => packageFigures(values, g));
  return Object.keys(values.areas).map((area, a) => {
    const council = newPackages(values, a);
    const councilByGroup = groups.map((_, g) => (council[g]!.straight + council[g]!.after) * figures[g]!.days);
    const ownByGroup = groups.map((_, g) => (own === undefined ? 0 : areaRatePerDay(values, own, g, a) * figures[g]!.days));
    const hours = sum(
      figures.map(
        ({ days, hours, afterReablement }, g) =>
          (council[g]!.straight * days + ownByGroup[g]!) * hours + council[g]!.after * days * afterReablement,
      ),
    );
    const capacity = usableHours(values, a, hours);
    return {
      area,
      newPackages: sum(council.map(({ straight, after }) => straight + after)) * 7,
      councilPeople: sum(councilByGroup),
      selfFunders: sum(ownByGroup),
      hours,
      capacity,
      load: hours / capacity,
    };
  });
}

function serviceLoads(values: ScenarioValues): ServiceLoad[] {
  const rows: ServiceLoad[] = [];
  const r = values.reablement;
  if (r !== undefined && values.workforce !== undefined) {
    const starts = routed(values, 'reablement');
    const stays = r.length.map((length: Law) => figuresOf(limitedLength(length, r.limit, r.atLimit)).mean);
    const people = starts.map((rate, g) => rate * stays[g]!);
    const entry = r.hours.map((law: Law) => figuresOf(law).mean);
    const bridged = bridgedWhileAsking(
      values,
      Object.keys(values.areas).map((_, a) => routed(values, 'reablement', a)),
    );
    const hours = sum(people.map((count, g) => count * entry[g]!)) + bridged.hours;
    const capacity = usableReablementHours(values);
    rows.push({
      service: 'reablement',
      startsPerWeek: sum(starts) * 7,
      people: sum(people) + bridged.people,
      hours,
      capacity,
      load: hours / capacity,
      bridged,
    });
  }
  if (values.crisisResponse !== undefined) {
    const { perWeek, out, onDuty } = crisisLoad(values);
    rows.push({
      service: 'crisis_response',
      startsPerWeek: perWeek,
      people: out,
      hours: 0,
      capacity: onDuty,
      unit: 'teams',
      load: out / onDuty,
    });
  }
  Object.entries(values.placements ?? {}).forEach(([id, placement], p) => {
    const sent = sum(
      streamsOf(values).flatMap((written) =>
        (written.stream.routes ?? []).map((routes, g) => ratePerDay(written, g) * routes.placements[p]!),
      ),
    );
    const rate = sent + (placement.takesLeavers ? leaversToCareHome(values) : 0);
    const beds = sum(placement.beds);
    const joining = joiningFrom(values, id);
    const people = joining.people + (placement.stay === undefined ? 0 : rate * figuresOf(placement.stay).mean);
    rows.push({
      service: id,
      startsPerWeek: (rate + joining.rate) * 7,
      people,
      hours: 0,
      capacity: Number.isFinite(beds) ? beds : null,
      load: Number.isFinite(beds) ? people / beds : null,
    });
  });
  return rows;
}

/** People a day who leave home care or reablement for a care home; the few who go there from a list, a flat or later on are left out. */
function leaversToCareHome(values: ScenarioValues): number {
  const { homeCare, reablement, areas, clientGroups } = values;
  return sum(
    Object.keys(clientGroups).map((_, g) => {
      const byArea = Object.keys(areas).map((_, a) => newPackages(values, a)[g]!);
      const packages = sum(byArea.map(({ straight, after }) => straight + after));
      const fromHomeCare =
        homeCare === undefined ? 0 : packageStay(values, g).endsByNeed * (homeCare.packages.endReasons[g]!.care_home ?? 0);
      return packages * fromHomeCare + routed(values, 'reablement')[g]! * (reablement?.outcomes[g]?.careHome ?? 0);
    }),
  );
}

/** People a day who join cohorts in a placement, and how many of them are there before they are ready to move (Little's law). */
function joiningFrom(values: ScenarioValues, placement: string): { readonly rate: number; readonly people: number } {
  const here = Object.values(values.housing?.cohorts ?? {}).flatMap(({ from, reviews, arrivals }) =>
    from === placement && reviews === undefined && arrivals !== undefined ? [arrivals] : [],
  );
  const people = here.map(({ rate, ready }) => rate * figuresOf(ready).mean);
  return { rate: sum(here.map(({ rate }) => rate)), people: sum(people) };
}

/** Load and capacity of every service in one state. */
export const loadsOf = (values: ScenarioValues): Loads => ({ areas: areaLoads(values), services: serviceLoads(values) });

/** Everything that `check` says about a scenario without problems. */
export function describe(scenario: ResolvedScenario): Description {
  const { register } = scenario;
  const values = withReplayedDemand(scenario, scenario.values);
  const areas = areaLoads(values);
  const services = serviceLoads(values);
  const date = (day: number): string => formatDate(values.start + day);
  return {
    name: scenario.name,
    question: values.question ?? null,
    start: formatDate(values.start),
    weeks: values.weeks,
    warmUpWeeks: values.warmUpWeeks,
    laws: lawRows(scenario.root),
    routes: routeRows(values),
    areas,
    services,
    overloads: overloadsOf(scenario, (state) =>
      state.fromDay === 0 ? { areas, services } : loadsOf(withReplayedDemand(scenario, state.values)),
    ),
    flats: flatsRows(values),
    dataFiles: scenario.dataFiles,
    changes: scenario.changes.map(({ fromDay, untilDay, why, inRun }) => ({
      from: date(fromDay),
      until: Number.isFinite(untilDay) ? date(untilDay) : null,
      why,
      inRun,
    })),
    unsourced: register.filter((row) => row.source === null).length,
    numbers: register.length,
  };
}
