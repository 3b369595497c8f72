/** Hours of care that can be used, before anything runs: what vacancies, sickness, part rounds and travel leave. */
import { fiveOf } from './compile/providers.js';
import { paidHoursPerCarer } from './compile/services.js';
import { figuresOf } from './compiled-laws.js';
import type { ProviderGroup } from './schema/providers.js';
import type { ScenarioValues } from './schema/scenario.js';

type Workforce = NonNullable<ScenarioValues['workforce']>;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/**
 * Share of the contracted hours of all posts that is worked. Of posts, those vacant on day 0, or those that leaving and the time to hire
 * keep vacant where these are more (an alternating renewal process: leaving x lead of every 1 + leaving x lead); of carers, sickness over
 * the year, and new starters on part rounds (those younger in post than the ramp, stays being exponential).
 */
function worked(work: Workforce, leaving: number, vacantOnDay0: number): number {
  const inPost = Math.min(1 - vacantOnDay0, 1 / (1 + leaving * figuresOf(work.lead).mean));
  const onPartRounds = -Math.expm1(-leaving * work.ramp.time);
  return inPost * (1 - sum(work.sickness) / 12) * (1 - onPartRounds * (1 - work.ramp.share));
}

/** Contact ratio at the hours that it gives itself, by a few rounds. */
function contactRatio(density: { readonly least: number; readonly half: number }, most: number, paidHours: number): number {
  let ratio = most;
  for (let i = 0; i < 30; i++) ratio = density.least + ((most - density.least) * paidHours * ratio) / (paidHours * ratio + density.half);
  return ratio;
}

/** Contact hours a week of a provider group in an area that its posts come to. */
export function groupHours(values: ScenarioValues, group: ProviderGroup, a: number): number {
  const care = values.homeCare!;
  const work = values.workforce!;
  const part = group.areas.includes(Object.keys(values.areas)[a]!) ? 1 / group.areas.length : 0;
  if (part === 0) return 0;
  if (group.hours !== undefined) return group.hours * part;
  const leaving = work.leaving[group.tier] * work.retention.leaversFactor * group.leavingFactor;
  const paid = group.posts! * part * paidHoursPerCarer(work) * worked(work, leaving, values.initial?.vacancyRate?.homeCare ?? 0);
  return paid * contactRatio(care.density[a]!, fiveOf(group, care.providers).mostContactRatio, paid / group.count);
}

/**
 * Contact hours a week of home care in an area that can be used. A principal that takes nothing above its cap leaves the rest of its hours
 * idle.
 *
 * @param needed - hours a week that are asked for in the area, of which the cap is a share
 */
export function usableHours(values: ScenarioValues, a: number, needed: number): number {
  const { providers, principal } = values.homeCare!;
  const own = (principal?.providers as Readonly<Record<string, string | undefined>> | undefined)?.[Object.keys(values.areas)[a]!];
  return sum(
    providers.map((group) => {
      const hours = groupHours(values, group, a);
      const isCapped = group.id === own && principal!.aboveCap === 'never' && principal!.capIs !== 'floor';
      return isCapped ? Math.min(hours, principal!.cap[a]! * needed) : hours;
    }),
  );
}

/** Contact hours a week of reablement that can be used. */
export function usableReablementHours(values: ScenarioValues): number {
  const r = values.reablement!;
  const work = values.workforce!;
  const share = worked(work, work.leaving.reablement ?? 0, values.initial?.vacancyRate?.reablement ?? 0);
  return sum(r.posts) * r.paidHoursPerCarer * share * r.contactShare;
}
