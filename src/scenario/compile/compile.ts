/**
 * A resolved scenario compiled to what the model is given. Nothing is decided here: every number comes from the scenario.
 */
import type { ModelInput, Params, Phase, ProviderInput } from '../../model/input.js';
import { sectionsOf } from '../checks.js';
import type { ResolvedScenario, State } from '../resolved.js';
import type { ScenarioValues } from '../schema/scenario.js';
import { DAYS_PER_YEAR } from '../units.js';
import { calendarOf } from './calendar.js';
import { specialistInput, specialistParams } from './cohorts.js';
import { crisisInput, crisisParams } from './crisis.js';
import { homeCareParams } from './home-care.js';
import { housingInput, housingParams } from './housing.js';
import { initialInput } from './initial.js';
import { providerInputs } from './providers.js';
import { returnsInput } from './returns.js';
import { brokerageParams, costParams, needParams, placementParams, reablementParams, supportParams, workforceParams } from './services.js';
import { type StreamKey, streamInputs, streamKeys, streamParams } from './streams.js';

/** Days between steps of reablement's growth in posts. */
const QUARTER_DAYS = 91;

/** Compiles a scenario. The same scenario gives the same input to the bit. */
export function compile(scenario: ResolvedScenario): ModelInput {
  const { values, frame } = scenario;
  const days = values.weeks * 7;
  const calendar = calendarOf(values.start, days);
  const keys = streamKeys(scenario);
  const providers = providerInputs(values);
  const specialist = specialistInput(scenario);
  return {
    name: scenario.name,
    weeks: values.weeks,
    warmUpWeeks: values.warmUpWeeks,
    areas: frame.areas,
    groups: frame.groups,
    schemes: frame.schemes,
    sections: sectionsOf(values),
    housing: housingInput(scenario),
    crisis: crisisInput(values),
    specialist,
    placements: frame.placements,
    homes: specialist?.homes.map(({ id }) => id) ?? [],
    cohorts: specialist?.cohorts.map(({ id }) => id) ?? [],
    parts: specialist?.parts.map(({ id }) => id) ?? [],
    calendar,
    streams: streamInputs(scenario, keys, calendar),
    providers,
    returns: returnsInput(values, providers),
    initial: initialInput(values, providers, scenario.snapshot),
    phases: phasesOf(scenario, days, keys, providers),
  };
}

/** A phase for each state, and one each quarter while reablement's posts grow. */
function phasesOf(scenario: ResolvedScenario, days: number, keys: readonly StreamKey[], providers: readonly ProviderInput[]): Phase[] {
  const phases: Phase[] = [];
  let growth = 1;
  scenario.states.forEach((state, i) => {
    const params = paramsOf(state.values, keys, providers, growth);
    phases.push({ fromDay: state.fromDay, params });
    const end = scenario.states[i + 1]?.fromDay ?? days;
    growth = growPosts(state, end, growth, (fromDay, factor) =>
      phases.push({ fromDay, params: { ...params, reablement: reablementParams(state.values, factor) } }),
    );
  });
  return phases;
}

/** Growth of reablement's posts through a state, step by step; returns the factor at its end. */
function growPosts(state: State, end: number, before: number, step: (fromDay: number, factor: number) => void): number {
  const rate = Math.log1p(state.values.reablement?.postsGrowthPerYear ?? 0) / DAYS_PER_YEAR;
  if (rate === 0) return before;
  for (let day = state.fromDay + QUARTER_DAYS; day < end; day += QUARTER_DAYS) step(day, before * Math.exp(rate * (day - state.fromDay)));
  return before * Math.exp(rate * (end - state.fromDay));
}

function paramsOf(values: ScenarioValues, keys: readonly StreamKey[], providers: readonly ProviderInput[], growth: number): Params {
  const areas = Object.keys(values.areas);
  return {
    streams: streamParams(values, keys),
    need: needParams(values, Object.keys(values.clientGroups), areas),
    reablement: reablementParams(values, growth),
    homeCare: homeCareParams(values, providers),
    brokerage: brokerageParams(values),
    workforce: workforceParams(values, areas),
    placements: placementParams(values),
    careHome: Object.values(values.placements ?? {}).findIndex(({ takesLeavers }) => takesLeavers),
    housing: housingParams(values),
    crisis: crisisParams(values),
    specialist: specialistParams(values),
    costs: costParams(values),
    support: supportParams(values),
  };
}
