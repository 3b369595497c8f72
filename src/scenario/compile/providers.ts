/**
 * Provider groups made into single providers, and their parameters in a state.
 */
import type { ProviderInput, ProviderParams } from '../../model/input.js';
import { PRINCIPAL_FIVE } from '../checks.js';
import { largestRemainder, skewedShares } from '../rounding.js';
import { type ProviderGroup, RATINGS } from '../schema/providers.js';
import type { ScenarioValues } from '../schema/scenario.js';

type Five = Readonly<Record<(typeof PRINCIPAL_FIVE)[number], number>>;

/** Single providers of every group, in file order; ids "group-1", "group-2", the largest first. */
export function providerInputs(values: ScenarioValues): ProviderInput[] {
  const areas = Object.keys(values.areas);
  return (values.homeCare?.providers ?? []).flatMap((group, g) => {
    const shares = skewedShares(group.count, group.sizeSkew);
    const posts = largestRemainder(group.posts ?? 0, shares);
    const ratings = ratingsOf(group);
    return shares.map(
      (share, i): ProviderInput => ({
        id: `${group.id}-${i + 1}`,
        group: g,
        tier: group.tier,
        firm: group.firm ?? null,
        areas: group.areas.map((area) => areas.indexOf(area)),
        posts: posts[i]!,
        fixedHours: group.hours === undefined ? null : group.hours * share,
        rating: ratings[i]!,
      }),
    );
  });
}

/** Ratings 0 to 3 of a group's providers in the stated shares, spread over large and small by steps of the golden ratio. */
function ratingsOf(group: ProviderGroup): number[] {
  const counts = largestRemainder(
    group.count,
    RATINGS.map((rating) => group.ratings[rating]),
  );
  const sorted = counts.flatMap((count, rating) => Array.from({ length: count }, () => rating));
  const order = sorted.map((_, i) => ({ i, at: (i * 0.6180339887498949) % 1 })).sort((a, b) => a.at - b.at || a.i - b.i);
  const ratings = new Array<number>(group.count).fill(0);
  order.forEach(({ i }, place) => {
    ratings[i] = sorted[place]!;
  });
  return ratings;
}

/** Contracted hours a week of each provider of a group; 0 where they follow from its carers. */
const hoursByProvider = ({ hours = 0, count, sizeSkew }: ProviderGroup): number[] =>
  skewedShares(count, sizeSkew).map((share) => hours * share);

const sizeOf = (group: ProviderGroup): number => group.posts ?? group.hours ?? 0;

/** The five of a group; a principal's that are left out are the posts-weighted mean of the framework in its areas. */
export function fiveOf(group: ProviderGroup, groups: readonly ProviderGroup[]): Five {
  const framework = groups.filter((other) => other.tier === 'framework' && other.areas.some((area) => group.areas.includes(area)));
  const total = framework.reduce((sum, other) => sum + sizeOf(other), 0);
  const entry = (name: (typeof PRINCIPAL_FIVE)[number]): [string, number] => {
    const own = group[name];
    if (own !== undefined) return [name, own];
    return [name, framework.reduce((sum, other) => sum + sizeOf(other) * (other[name] ?? 0), 0) / total];
  };
  return Object.fromEntries(PRINCIPAL_FIVE.map(entry)) as Five;
}

/** Parameters of every provider in a state, parallel to the providers of the frame. */
export function providerParams(values: ScenarioValues): ProviderParams[] {
  const groups = values.homeCare?.providers ?? [];
  return groups.flatMap((group) => {
    const five = fiveOf(group, groups);
    const shares = skewedShares(group.count, group.sizeSkew);
    const params: Omit<ProviderParams, 'fixedHours' | 'guaranteedHours'> = {
      acceptance: five.acceptance,
      answerFactor: five.answerFactor,
      handBackFactor: five.handBackFactor,
      mostContactRatio: five.mostContactRatio,
      spotPrice: group.bought === 'spot' ? five.price : 0,
      blockPrice: group.bought === 'block' ? five.price : 0,
      leavingFactor: group.leavingFactor,
      exemptFromExit: group.exemptFromExit,
      closes: group.closes,
      closingNotice: group.closingNotice ?? null,
      postsGrowthPerYear: group.postsGrowthPerYear ?? values.homeCare!.postsGrowthPerYear,
    };
    return hoursByProvider(group).map((fixedHours, i) => ({ ...params, fixedHours, guaranteedHours: group.guaranteedHours * shares[i]! }));
  });
}
