/**
 * People who stay in reablement because their home care has not started, by Little's law, before anything runs: those who wait although
 * there is room, while providers are asked and until the first visit. Waits for room come on top, and no arithmetic tells them.
 */
import { figuresOf } from './compiled-laws.js';
import type { ScenarioValues } from './schema/scenario.js';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Mean days until an offer is taken in an area where there is room: offers times the time of an answer, provider groups by their size. */
function daysUntilTaken(values: ScenarioValues, a: number, group: number): number {
  const { homeCare: care, brokerage } = values;
  const { providers, offers, packages } = care!;
  const area = Object.keys(values.areas)[a]!;
  const here = providers
    .filter(({ areas, acceptance }) => areas.includes(area) && acceptance !== undefined)
    .map((one) => ({ ...one, size: (one.posts ?? one.hours ?? 0) / one.areas.length }));
  const size = sum(here.map((one) => one.size));
  if (size === 0) return 0;
  const accepted = (sum(here.map((one) => one.size * one.acceptance!)) / size) * offers.areaFactor[a]!;
  const answer = (figuresOf(offers.answer).mean * sum(here.map((one) => one.size * (one.answerFactor ?? 1)))) / size;
  const [hard, doubled] = [packages.hardToPlace[a]!, packages.doubleHanded[group]!];
  const kinds = [
    [(1 - hard) * (1 - doubled), 1],
    [hard * (1 - doubled), offers.hardFactor],
    [(1 - hard) * doubled, offers.doubleHandedFactor],
    [hard * doubled, offers.hardFactor * offers.doubleHandedFactor],
  ] as const;
  const asked = sum(kinds.map(([share, factor]) => (share === 0 || accepted * factor === 0 ? 0 : share / Math.min(1, accepted * factor))));
  return (asked / brokerage!.offersAtOnce) * answer;
}

/** People and their hours a week in reablement who wait for home care, at the least. `starts`: people a day by area and client group. */
export function bridgedWhileAsking(
  values: ScenarioValues,
  starts: readonly (readonly number[])[],
): { readonly people: number; readonly hours: number } {
  const { reablement: r, homeCare: care, brokerage } = values;
  if (!r?.bridging || care === undefined || brokerage === undefined) return { people: 0, hours: 0 };
  const startDelay = figuresOf(care.offers.startDelay).mean;
  const people = r.hours.map((_, g) =>
    sum(
      starts.map((byGroup, a) => {
        return byGroup[g]! * r.outcomes[g]!.homeCare * (daysUntilTaken(values, a, g) + startDelay);
      }),
    ),
  );
  const hours = sum(people.map((count, g) => count * figuresOf(r.hours[g]!).mean * r.homeCareHoursShare));
  return { people: sum(people), hours };
}
