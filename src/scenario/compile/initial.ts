/**
 * The state on day 0: whole people by area and client group.
 */
import type { InitialInput, InitialWaiting, ProviderInput, SnapshotInput } from '../../model/input.js';
import { samplerOf } from '../compiled-laws.js';
import { largestRemainder } from '../rounding.js';
import type { ScenarioValues } from '../schema/scenario.js';
import { areaShares } from './streams.js';

interface PeopleByGroup {
  readonly people: Readonly<Record<string, number>>;
  readonly areaShares?: readonly number[] | undefined;
}

/** People [area][group]: each client group split over the areas by largest remainder. */
export function spread(values: ScenarioValues, given: PeopleByGroup | undefined): number[][] {
  const groups = Object.keys(values.clientGroups);
  const shares = given?.areaShares ?? areaShares(values);
  const byGroup = groups.map((group) => largestRemainder(given?.people[group] ?? 0, shares));
  return shares.map((_, a) => groups.map((_, g) => byGroup[g]![a]!));
}

interface Placed extends Partial<PeopleByGroup> {
  readonly byArea?: Readonly<Record<string, number>> | undefined;
  readonly groupShares?: readonly number[] | undefined;
}

/** People in a placement [area][group]: the areas' numbers as given, or spread as other people are. */
function spreadPlaced(values: ScenarioValues, given: Placed | undefined): number[][] {
  const { byArea, groupShares, people = {}, areaShares: shares } = given ?? {};
  if (byArea === undefined) return spread(values, { people, areaShares: shares });
  const split = groupShares ?? [1];
  return Object.keys(values.areas).map((area) => largestRemainder(byArea[area] ?? 0, split));
}

function waitingOf(values: ScenarioValues): InitialWaiting[] {
  const groups = Object.keys(values.clientGroups).length;
  return (values.initial?.waiting ?? []).flatMap((row) => {
    const shares = row.areaShares ?? areaShares(values);
    const people = largestRemainder(
      row.people,
      shares.flatMap((share) => row.groupShares.map((group) => share * group)),
    );
    const waited = samplerOf(row.waited);
    const hardShare = row.hardToPlace ?? null;
    const nightShare = row.nights ?? null;
    return people.flatMap((count, cell) =>
      count === 0
        ? []
        : [
            {
              area: Math.floor(cell / groups),
              group: cell % groups,
              people: count,
              place: row.place,
              priority: row.priority,
              waited,
              hardShare,
              nightShare,
            },
          ],
    );
  });
}

/** The initial state; a scenario without one starts empty. */
export function initialInput(values: ScenarioValues, providers: readonly ProviderInput[], snapshot: SnapshotInput | null): InitialInput {
  const { initial } = values;
  const placed = (initial?.placements ?? {}) as Readonly<Record<string, Placed | undefined>>;
  return {
    isEmpty: initial === undefined,
    snapshot,
    councilPackages: spread(values, initial?.homeCare),
    selfFunders: spread(values, initial?.selfFunders),
    fromReablementByGroup: initial?.fromReablement ?? Object.keys(values.clientGroups).map(() => 0),
    waiting: waitingOf(values),
    sourcedNotStarted: spread(values, initial?.sourcedNotStarted),
    inReablement: spread(values, initial?.reablement),
    placements: Object.keys(values.placements ?? {}).map((id, placement) => ({ placement, people: spreadPlaced(values, placed[id]) })),
    vacantShareByProvider: providers.map(() => initial?.vacancyRate?.homeCare ?? 0),
    reablementVacantShare: initial?.vacancyRate?.reablement ?? 0,
    poolByArea: initial?.recruits ?? Object.keys(values.areas).map(() => 0),
  };
}
