/** Checks across the settings of cohorts and specialist accommodation: what is named is there, and whole numbers of people add up. */
import { UNIT_KINDS, type UnitKind } from '../metrics.js';
import type { Problem } from './issue.js';
import type { Path } from './path.js';
import type { ScenarioValues } from './schema/scenario.js';

type Report = (path: Path, code: Problem['code'], found: string, allowed: string, hint: string) => void;
type Housing = NonNullable<ScenarioValues['housing']>;
type Cohort = NonNullable<Housing['cohorts']>[string];
type Class = Cohort['initial'][number];

/** Most flats of a complex scheme. */
const MOST_COMPLEX = 4;

const sumOf = (given: Readonly<Record<string, number>>): number => Object.values(given).reduce((a, b) => a + b, 0);
const isUnitKind = (kind: string): kind is UnitKind => (UNIT_KINDS as readonly string[]).includes(kind);

/** Everything of cohorts that does not fit together. */
export function checkCohorts(values: ScenarioValues, report: Report): void {
  const { housing } = values;
  checkStays(values, report);
  if (housing === undefined) return;
  checkParts(housing, report);
  for (const id of Object.keys(values.placements ?? {}))
    if (isUnitKind(id) && housing.cohorts !== undefined)
      report(['placements', id], 'contradiction', `is called ${id}`, 'a kind of unit has this name', 'rename the placement');
  checkUnits(housing, report);
  checkSharedLives(values, housing, report);
  for (const [id, cohort] of Object.entries(housing.cohorts ?? {})) checkCohort(values, housing, id, cohort, report);
}

/** Who stays until a cohort moves them must belong to one. */
function checkStays(values: ScenarioValues, report: Report): void {
  const from = Object.values(values.housing?.cohorts ?? {}).map((cohort) => cohort.from);
  for (const [id, { stay }] of Object.entries(values.placements ?? {}))
    if (stay === undefined && !from.includes(id))
      report(
        ['placements', id, 'stay'],
        'missing',
        'is missing',
        'people stay until a cohort moves them, and none comes from here',
        'add stay',
      );
}

function checkParts(housing: Housing, report: Report): void {
  const seen = new Map<string, string>();
  for (const [part, areas] of Object.entries(housing.parts ?? {}))
    areas.forEach((area, i) => {
      const other = seen.get(area);
      if (other !== undefined)
        report(['housing', 'parts', part, i], 'contradiction', `is ${area}, in ${other} already`, 'must be in one part', 'remove one');
      seen.set(area, part);
    });
  const parts = Object.keys(housing.parts ?? { everywhere: [] });
  for (const id of Object.keys(housing.communityTeams ?? {}))
    if (!parts.includes(id))
      report(['housing', 'communityTeams', id], 'unknown_name', 'is no part of the county', `must be ${parts.join(', ')}`, 'rename it');
  for (const [id, { workers, caseload, others }] of Object.entries(housing.communityTeams ?? {}))
    if (others > workers * caseload)
      report(
        ['housing', 'communityTeams', id, 'others'],
        'out_of_range',
        `is ${others}`,
        `must be at most workers x caseload (${workers * caseload})`,
        'lower it',
      );
}

/** Where carers are recruited there is a scheme that their places belong to. */
function checkSharedLives(values: ScenarioValues, housing: Housing, report: Report): void {
  if (housing.sharedLives === undefined) return;
  if (housing.tenancies?.shared_lives === undefined)
    report(
      ['housing', 'tenancies', 'shared_lives'],
      'missing',
      'is missing',
      'Shared Lives carers need it',
      'add how long arrangements last',
    );
  const schemes = Object.values(housing.schemes).filter(
    ({ route, units, opens }) =>
      route === 'cohort' && opens === Number.NEGATIVE_INFINITY && units.some(({ kind }) => kind === 'shared_lives'),
  );
  const { recruits } = housing.sharedLives;
  Object.keys(values.areas).forEach((area, a) => {
    if (recruits[a]! > 0 && !schemes.some((scheme) => scheme.area === area))
      report(
        ['housing', 'sharedLives', 'recruits', area],
        'contradiction',
        'recruits carers where no scheme takes their places',
        'must be 0, or the area must have an open scheme with units of kind shared_lives',
        'add one; its count may be 0',
      );
  });
}

function checkUnits(housing: Housing, report: Report): void {
  for (const [id, scheme] of Object.entries(housing.schemes)) {
    const path: Path = ['housing', 'schemes', id];
    const complex = scheme.units.filter(({ kind }) => kind === 'complex').reduce((sum, { count }) => sum + count, 0);
    if (complex > MOST_COMPLEX)
      report(
        [...path, 'units'],
        'out_of_range',
        `has ${complex} flats of kind complex`,
        `a complex scheme has at most ${MOST_COMPLEX}`,
        'make several schemes of it',
      );
    if (scheme.route !== 'cohort') continue;
    if (new Set(scheme.units.map(({ kind }) => kind)).size > 1)
      report([...path, 'units'], 'contradiction', 'has units of several kinds', 'a scheme of the cohort route has one kind', 'split it');
    scheme.units.forEach(({ kind }, i) => {
      if (housing.tenancies?.[kind] === undefined)
        report(
          [...path, 'units', i, 'kind'],
          'contradiction',
          `is ${kind}, let by the cohort route`,
          `housing.tenancies must say how long people live in units of kind ${kind}`,
          `add housing.tenancies.${kind}`,
        );
    });
  }
}

function checkCohort(values: ScenarioValues, housing: Housing, id: string, cohort: Cohort, report: Report): void {
  const path: Path = ['housing', 'cohorts', id];
  const needsTenancy = (kind: string, at: Path) => {
    if (isUnitKind(kind) && housing.tenancies?.[kind] === undefined)
      report(at, 'contradiction', `is ${kind}`, `housing.tenancies must have ${kind}`, `add housing.tenancies.${kind}, or remove it`);
  };
  cohort.kinds.forEach((kind, i) => {
    needsTenancy(kind, [...path, 'kinds', i]);
    if (kind === cohort.from)
      report([...path, 'kinds', i], 'contradiction', `is ${kind}, where they are`, 'must be somewhere else', 'remove it');
  });
  if (cohort.stepDown !== undefined) needsTenancy(cohort.stepDown.to, [...path, 'stepDown', 'to']);
  if (cohort.complexSchemes !== undefined && !cohort.kinds.includes(cohort.complexSchemes))
    report([...path, 'complexSchemes'], 'contradiction', `is ${cohort.complexSchemes}`, 'must be one of its kinds', 'add it to kinds');
  if (cohort.complexSchemes !== undefined && housing.tenancies?.complex === undefined)
    report(
      [...path, 'complexSchemes'],
      'contradiction',
      'is given',
      'housing.tenancies must have complex',
      'add housing.tenancies.complex',
    );
  if (cohort.reviews !== undefined && cohort.from === undefined)
    report([...path, 'reviews'], 'contradiction', 'is given without from', 'reviews are of residents of a placement', 'add from');
  cohort.initial.forEach((given, i) => {
    checkClass([...path, 'initial', i], cohort, given, report);
  });
  checkArrivals([...path, 'arrivals'], cohort, report);
  checkNeeds(path, cohort, report);
  if (cohort.from !== undefined && cohort.reviews === undefined) checkFrom(values, id, cohort, report);
}

function checkClass(path: Path, cohort: Cohort, given: Class, report: Report): void {
  const most = (name: string, count: number, of: number, what: string) => {
    if (count > of) report([...path, name], 'out_of_range', `is ${count}`, `must be at most the ${of} ${what}`, 'lower it');
  };
  const needHome = given.needHome ?? given.people;
  most('needHome', needHome, given.people, 'people');
  most('approval', given.approval, given.people, 'people');
  most('communityTeam', given.communityTeam, given.people, 'people');
  most('stepDown', given.stepDown, needHome, 'who need a home');
  most('wanted', sumOf(given.wanted), given.people, 'people');
  for (const [kind, count] of Object.entries(given.kinds)) {
    most(`kinds.${kind}`, count, needHome, 'who need a home');
    checkKind([...path, 'kinds', kind], kind, cohort, report);
  }
  given.otherwise.forEach((kind, i) => {
    checkKind([...path, 'otherwise', i], kind, cohort, report);
  });
  if (sumOf(given.kinds) < needHome && given.otherwise.length === 0)
    report(
      [...path, 'kinds'],
      'bad_sum',
      `suit ${sumOf(given.kinds)} of ${needHome} people`,
      'someone whom no kind suits cannot move',
      'add "otherwise" with the kinds for those',
    );
}

function checkKind(path: Path, kind: string, cohort: Cohort, report: Report): void {
  if (!cohort.kinds.includes(kind))
    report(path, 'contradiction', `is ${kind}`, `must be one of the cohort's kinds (${cohort.kinds.join(', ')})`, 'add it to them');
}

function checkArrivals(path: Path, cohort: Cohort, report: Report): void {
  const { arrivals } = cohort;
  if (arrivals === undefined) {
    const isNeeded = cohort.reviews !== undefined || cohort.initial.some(({ ready }) => ready === undefined);
    if (isNeeded)
      report(path, 'missing', 'is missing', 'reviews, and stays under way on day 0, take what people need from it', 'add arrivals');
    return;
  }
  for (const kind of Object.keys(arrivals.kinds)) checkKind([...path, 'kinds', kind], kind, cohort, report);
  arrivals.otherwise.forEach((kind, i) => {
    checkKind([...path, 'otherwise', i], kind, cohort, report);
  });
  const isCovered = Object.values(arrivals.kinds).some((share) => share === 1) || arrivals.needHome === 0;
  if (!isCovered && arrivals.otherwise.length === 0)
    report(
      [...path, 'kinds'],
      'contradiction',
      'may suit somebody in no kind',
      'one kind must suit everyone, or "otherwise" say which',
      'add "otherwise"',
    );
}

/** What someone is said to need is described. */
function checkNeeds(path: Path, cohort: Cohort, report: Report): void {
  const some = (name: 'approval' | 'stepDown') => cohort.initial.some((given) => given[name] > 0) || (cohort.arrivals?.[name] ?? 0) > 0;
  for (const name of ['approval', 'stepDown'] as const)
    if (some(name) && cohort[name] === undefined)
      report([...path, name], 'missing', 'is missing', `some people need it`, `add ${name} to the cohort, or set the numbers to 0`);
}

/** People of day 0 who are in a cohort are not given a second time. */
function checkFrom(values: ScenarioValues, id: string, { from, initial }: Cohort, report: Report): void {
  const placed = (values.initial?.placements as Readonly<Record<string, unknown>> | undefined)?.[from!];
  if (initial.length > 0 && placed !== undefined)
    report(
      ['initial', 'placements', from!],
      'contradiction',
      `gives people of ${from}, and cohort ${id} too`,
      'people of day 0 are given once',
      'remove one of them',
    );
}
