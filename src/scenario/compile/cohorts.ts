/** Cohorts and specialist accommodation: the frame, who is there on day 0, and the parameters of one state. */
import { REASONS, type Reason, UNIT_KINDS } from '../../metrics.js';
import type {
  ClassInput,
  CohortInput,
  CohortParams,
  HomeInput,
  PartInput,
  SharedLivesParams,
  SpecialistInput,
  SpecialistParams,
} from '../../model/cohort-input.js';
import { figuresOf, samplerOf } from '../compiled-laws.js';
import type { ResolvedScenario, State } from '../resolved.js';
import type { ScenarioValues } from '../schema/scenario.js';
import { DAYS_PER_YEAR } from '../units.js';

type Housing = NonNullable<ScenarioValues['housing']>;
type Cohort = NonNullable<Housing['cohorts']>[string];
type Given = Readonly<Record<string, number>>;

const ALWAYS = { kind: 'fixed', value: 0 } as const;

/** True when a scenario has cohorts, or housing of its own for them. */
export function hasSpecialist({ housing }: ScenarioValues): boolean {
  return housing !== undefined && (housing.cohorts !== undefined || housing.tenancies !== undefined);
}

/** Kinds of place that people may move to: units by kind, then the placements that a cohort names. */
export function homesOf(values: ScenarioValues): HomeInput[] {
  const { cohorts = {}, tenancies = {} } = values.housing ?? {};
  const placements = Object.keys(values.placements ?? {});
  const named = new Set(Object.values(cohorts).flatMap((cohort) => [...cohort.kinds, ...(cohort.stepDown ? [cohort.stepDown.to] : [])]));
  const units = UNIT_KINDS.flatMap((id, unitKind) => (tenancies[id] === undefined ? [] : [{ id, unitKind, placement: -1 }]));
  return [...units, ...placements.flatMap((id, placement) => (named.has(id) ? [{ id, unitKind: -1, placement }] : []))];
}

/** Parts of the county; without any, all areas are one. */
export function partsOf(values: ScenarioValues): PartInput[] {
  const areas = Object.keys(values.areas);
  const shares = Object.values(values.areas).map((area) => area.share);
  const given = Object.entries(values.housing?.parts ?? { everywhere: areas });
  const sumOf = (ids: readonly string[]) => ids.reduce((sum, id) => sum + shares[areas.indexOf(id)]!, 0);
  const all = sumOf(given.flatMap(([, ids]) => ids));
  return given.map(([id, ids]) => {
    const sum = sumOf(ids);
    const areaShares = ids.map((area) => (sum > 0 ? shares[areas.indexOf(area)]! / sum : 1 / ids.length));
    return { id, areas: ids.map((area) => areas.indexOf(area)), areaShares, share: all > 0 ? sum / all : 1 / given.length };
  });
}

const byHome = (homes: readonly HomeInput[], given: Given): number[] => homes.map(({ id }) => given[id] ?? 0);
const setOf = (homes: readonly HomeInput[], ids: readonly string[]): number =>
  homes.reduce((set, { id }, home) => (ids.includes(id) ? set | (1 << home) : set), 0);

/** Homes in order of preference with their ranks; complex schemes come with the kind that they stand in for, and before it. */
function preferenceOf(
  { kinds, complexSchemes }: Cohort,
  homes: readonly HomeInput[],
): Pick<CohortInput, 'preference' | 'rank' | 'complex'> {
  const indexOf = (id: string) => homes.findIndex((home) => home.id === id);
  const rank = homes.map(({ id }) => kinds.indexOf(id));
  const preference = kinds.map(indexOf);
  const home = indexOf('complex');
  if (complexSchemes === undefined || home < 0) return { preference, rank, complex: null };
  const as = indexOf(complexSchemes);
  rank[home] = rank[as]!;
  return { preference: preference.flatMap((other) => (other === as ? [home, as] : [other])), rank, complex: { home, as } };
}

function classesOf(cohort: Cohort, homes: readonly HomeInput[], parts: readonly PartInput[]): ClassInput[] {
  return cohort.initial.map((given) => ({
    readiness: given.readiness,
    people: given.people,
    ready: given.ready === undefined ? null : samplerOf(given.ready),
    notBefore: given.notBefore,
    needHome: given.needHome ?? given.people,
    needApproval: given.approval,
    needTeam: given.communityTeam,
    stepDown: given.stepDown,
    byPart: parts.map(({ id }) => given.wanted[id] ?? 0),
    byHome: byHome(homes, given.kinds),
    otherwise: setOf(homes, given.otherwise),
  }));
}

/** Expected arrivals from day 0 to the start of each day, at the rate and growth of each state. */
function cumulativeOf(states: readonly State[], id: string, days: number): Float64Array {
  const cumulative = new Float64Array(days + 1);
  let next = 0;
  let rate = 0;
  let perDay = 1;
  let growth = 1;
  for (let d = 0; d < days; d++) {
    for (; next < states.length && states[next]!.fromDay <= d; next++) {
      const arrivals = states[next]!.values.housing!.cohorts![id]!.arrivals;
      rate = arrivals?.rate ?? 0;
      perDay = Math.exp(Math.log1p(arrivals?.growthPerYear ?? 0) / DAYS_PER_YEAR);
    }
    cumulative[d + 1] = cumulative[d]! + rate * growth;
    growth *= perDay;
  }
  return cumulative;
}

/** The frame; null without cohorts. */
export function specialistInput(scenario: ResolvedScenario): SpecialistInput | null {
  const { values, frame, states } = scenario;
  if (!hasSpecialist(values)) return null;
  const homes = homesOf(values);
  const parts = partsOf(values);
  const cohorts = Object.entries(values.housing!.cohorts ?? {}).map(
    ([id, cohort]): CohortInput => ({
      id,
      group: frame.groups.indexOf(cohort.clientGroup),
      from: cohort.from === undefined ? -1 : frame.placements.indexOf(cohort.from),
      ...preferenceOf(cohort, homes),
      initial: classesOf(cohort, homes, parts),
      cumulative: cumulativeOf(states, id, values.weeks * 7),
    }),
  );
  return { homes, parts, cohorts };
}

function reasons(given: Readonly<Record<Reason, number>>): { reason: Reason; share: number }[] {
  return REASONS.filter((reason) => given[reason] > 0).map((reason) => ({ reason, share: given[reason] }));
}

function cohortParams(values: ScenarioValues, cohort: Cohort, homes: readonly HomeInput[], parts: readonly PartInput[]): CohortParams {
  const { arrivals, approval, reviews, stepDown } = cohort;
  const placements = Object.keys(values.placements ?? {});
  const diversion = arrivals?.diversion;
  return {
    arrivals: {
      readiness: arrivals?.readiness ?? 'unrated',
      ready: samplerOf(arrivals?.ready ?? ALWAYS),
      needHome: arrivals?.needHome ?? 1,
      needApproval: arrivals?.approval ?? 0,
      needTeam: arrivals?.communityTeam ?? 0,
      stepDown: arrivals?.stepDown ?? 0,
      byPart: arrivals?.wanted ?? parts.map(({ share }) => share),
      byHome: byHome(homes, arrivals?.kinds ?? {}),
      otherwise: setOf(homes, arrivals?.otherwise ?? []),
      diversion: diversion === undefined ? null : { to: placements.indexOf(diversion.to), share: diversion.share },
    },
    approval: approval === undefined ? null : { time: samplerOf(approval.time), starts: approval.starts },
    transition: samplerOf(cohort.transition),
    secondChoiceAfter: cohort.secondChoiceAfter,
    suitability: homes.map(({ id }) => cohort.suitability[id] ?? 1),
    stepDown:
      stepDown === undefined
        ? null
        : { home: homes.findIndex(({ id }) => id === stepDown.to), settles: samplerOf(stepDown.settles), mostDays: stepDown.maximumStay },
    teamFor: samplerOf(cohort.communityTeamFor),
    giveUp: cohort.giveUp,
    giveUpReasons: reasons(cohort.giveUpReasons),
    review: reviews === undefined ? null : { every: samplerOf(reviews.every), suitable: reviews.suitable },
  };
}

function sharedLivesParams({ sharedLives: s }: Housing): SharedLivesParams | null {
  if (s === undefined) return null;
  return { recruitsByArea: s.recruits, approval: samplerOf(s.approval), approved: s.approved, goesOn: s.goesOn };
}

/** Cohorts in a state; null without them. */
export function specialistParams(values: ScenarioValues): SpecialistParams | null {
  if (!hasSpecialist(values)) return null;
  const { cohorts = {}, tenancies = {}, communityTeams = {} } = values.housing!;
  const homes = homesOf(values);
  const parts = partsOf(values);
  return {
    cohorts: Object.values(cohorts).map((cohort) => cohortParams(values, cohort, homes, parts)),
    tenancies: homes.map(({ unitKind }) => {
      const tenancy = unitKind < 0 ? undefined : tenancies[UNIT_KINDS[unitKind]!];
      return tenancy === undefined
        ? null
        : { length: samplerOf(tenancy.length), matching: samplerOf(tenancy.matching), endReasons: reasons(tenancy.endReasons) };
    }),
    teams: parts.map(({ id }) => {
      const team = communityTeams[id];
      if (team === undefined) return null;
      return { slots: Math.floor(team.workers * team.caseload + 1e-9), othersOnDay0: team.others, othersLeave: team.othersLeave };
    }),
    sharedLives: sharedLivesParams(values.housing!),
  };
}

/** Standard deviations above the mean number of carers for whom a unit stands by. */
const MARGIN = 10;

/** Units that stand by for Shared Lives carers to come, in an area over the run: more than will ever be approved, whatever the chance. */
export function spareFor(states: readonly State[], area: number, days: number): number {
  let mean = 0;
  states.forEach(({ fromDay, values }, i) => {
    const s = values.housing?.sharedLives;
    const until = states[i + 1]?.fromDay ?? days;
    // carers on their way on day 0 asked before it
    const since = i === 0 && s !== undefined ? fromDay - figuresOf(s.approval).mean : fromDay;
    if (s !== undefined) mean += s.recruits[area]! * s.approved * (until - since);
  });
  return mean === 0 ? 0 : Math.ceil(mean + MARGIN * Math.sqrt(mean) + MARGIN);
}
