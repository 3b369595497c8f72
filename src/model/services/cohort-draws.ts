/**
 * What each member of a cohort needs and where they may live. On day 0 whole numbers of people are given, and who they are is drawn so
 * that every number holds exactly; of those who arrive later shares are given. A draw belongs to the person: a smaller number takes
 * away people and changes nobody else.
 */
import type { ClassInput, CohortInput, CohortParams, PartInput } from '../cohort-input.js';
import { purpose } from '../purpose.js';
import { pick } from '../shares.js';
import type { World } from '../world.js';
import { type Members, NEEDS } from './members.js';

const NEEDS_HOME = purpose('needs a home');
const NEEDS_APPROVAL = purpose('needs approval');
const NEEDS_TEAM = purpose('needs the community team');
const STEPS_DOWN = purpose('steps down first');
const SUITED_BY = purpose('homes that suit');
const PART = purpose('part of the county');
const DISTRICT = purpose('district');

/** The `count` of these members with the least uniforms for a purpose; those for whom `first` holds go before all others. */
function chosen(
  world: World,
  members: Members,
  among: readonly number[],
  count: number,
  purposeKey: number,
  index: number,
  first: (m: number) => boolean = () => false,
): number[] {
  const ranked = among.map((m) => ({ m, u: world.uniform(members.person[m]!, purposeKey, index) - (first(m) ? 1 : 0) }));
  return ranked
    .sort((a, b) => a.u - b.u || a.m - b.m)
    .slice(0, count)
    .map(({ m }) => m);
}

/** Attributes of the people of a class on day 0: every count of the class holds exactly. */
export function drawClass(world: World, members: Members, all: readonly number[], given: ClassInput, cohort: CohortInput): void {
  const { preference, complex } = cohort;
  const give = (among: readonly number[], count: number, purposeKey: number, need: number) => {
    for (const m of chosen(world, members, among, count, purposeKey, 0)) members.needs[m]! |= need;
  };
  give(all, given.needHome, NEEDS_HOME, NEEDS.home);
  const housed = all.filter((m) => members.needsAny(m, NEEDS.home));
  give(all, given.needApproval, NEEDS_APPROVAL, NEEDS.approval);
  give(all, given.needTeam, NEEDS_TEAM, NEEDS.team);
  give(housed, given.stepDown, STEPS_DOWN, NEEDS.stepDown);
  for (const home of preference) {
    const suited = chosen(world, members, housed, given.byHome[home]!, SUITED_BY, home, (m) => members.homes[m] === 0);
    for (const m of suited) members.homes[m]! |= 1 << home;
  }
  for (const m of housed) if (members.homes[m] === 0) members.homes[m] = given.otherwise;
  for (const m of housed) suitComplex(members, m, complex);
  drawParts(world, members, all, given.byPart);
}

/** Parts of the county: as many people as stated, and those of whom nothing is stated by the parts' own sizes. */
function drawParts(world: World, members: Members, all: readonly number[], byPart: readonly number[]): void {
  const inOrder = chosen(world, members, all, all.length, PART, 0);
  const { parts } = world.input.specialist!;
  let next = 0;
  byPart.forEach((count, part) => {
    for (const m of inOrder.slice(next, next + count)) members.part[m] = part;
    next += count;
  });
  const shares = parts.map((part) => part.share);
  for (const m of inOrder.slice(next)) members.part[m] = pick(shares, world.uniform(members.person[m]!, PART, 1));
}

/** Whom one kind suits, complex schemes suit too, where the cohort may live in them. */
function suitComplex(members: Members, m: number, complex: CohortInput['complex']): void {
  if (complex !== null && ((members.homes[m]! >> complex.as) & 1) === 1) members.homes[m]! |= 1 << complex.home;
}

/** Attributes of someone who arrives in the run, by shares. */
export function drawArrival(world: World, members: Members, m: number, shares: CohortParams['arrivals']): void {
  const person = members.person[m]!;
  const below = (purposeKey: number, share: number, index = 0) => world.uniform(person, purposeKey, index) < share;
  if (below(NEEDS_HOME, shares.needHome)) members.needs[m]! |= NEEDS.home;
  if (below(NEEDS_APPROVAL, shares.needApproval)) members.needs[m]! |= NEEDS.approval;
  if (below(NEEDS_TEAM, shares.needTeam)) members.needs[m]! |= NEEDS.team;
  if (below(STEPS_DOWN, shares.stepDown)) members.needs[m]! |= NEEDS.stepDown;
  shares.byHome.forEach((share, home) => {
    if (below(SUITED_BY, share, home)) members.homes[m]! |= 1 << home;
  });
  if (members.homes[m] === 0) members.homes[m] = shares.otherwise;
  suitComplex(members, m, world.input.specialist!.cohorts[members.cohort[m]!]!.complex);
  members.part[m] = pick(shares.byPart, world.uniform(person, PART, 0));
}

/** Area of a part that a person calls home. */
export function districtOf(world: World, person: number, { areas, areaShares }: PartInput): number {
  return areas[pick(areaShares, world.uniform(person, DISTRICT, 0))]!;
}
