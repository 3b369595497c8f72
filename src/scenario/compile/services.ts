/**
 * Parameters of one state: need, reablement, brokerage, workforce, placements, costs.
 */

import { PATHWAYS, REASONS } from '../../metrics.js';
import type {
  BrokerageParams,
  CostParams,
  NeedParams,
  Params,
  PlacementParams,
  ReablementParams,
  WorkforceParams,
} from '../../model/input.js';
import type { Law } from '../../random/law.js';
import { samplerOf } from '../compiled-laws.js';
import { largestRemainder } from '../rounding.js';
import { WEEKDAYS } from '../schema/reablement.js';
import type { ScenarioValues } from '../schema/scenario.js';
import { DAYS_PER_YEAR } from '../units.js';

const NOTHING = (): ReturnType<typeof samplerOf> => samplerOf({ kind: 'fixed', value: 0 });

function shares<K extends string>(names: readonly K[], given: Readonly<Record<K, number>>): { reason: K; share: number }[] {
  return names.filter((name) => given[name] > 0).map((name) => ({ reason: name, share: given[name] }));
}

/** Need by client group. A scenario without home care gives packages of no hours, which nobody asks for. */
export function needParams(values: ScenarioValues, groups: readonly string[], areas: readonly string[]): NeedParams[] {
  const care = values.homeCare;
  return groups.map((_, g): NeedParams => {
    if (care === undefined) return emptyNeed(areas);
    const { packages } = care;
    return {
      hours: samplerOf(packages.hours[g]!),
      length: samplerOf(packages.length[g]!),
      hoursLengthCorrelation: packages.hoursLengthCorrelation[g]!,
      doubleHanded: packages.doubleHanded[g]!,
      hardByArea: packages.hardToPlace,
      endReasons: shares(REASONS, packages.endReasons[g]!),
      review: {
        interval: samplerOf(packages.reviews.every),
        factor: samplerOf(packages.reviews.factor),
        leastHours: packages.reviews.leastHours,
        mostHours: packages.reviews.mostHours,
      },
      hospital: {
        hazard: packages.hospital.admissions[g]!,
        stay: samplerOf(packages.hospital.stay[g]!),
        notReturning: packages.hospital.notReturning[g]!,
      },
    };
  });
}

function emptyNeed(areas: readonly string[]): NeedParams {
  return {
    hours: NOTHING(),
    length: NOTHING(),
    hoursLengthCorrelation: 0,
    doubleHanded: 0,
    hardByArea: areas.map(() => 0),
    endReasons: [{ reason: 'recovered', share: 1 }],
    review: {
      interval: samplerOf({ kind: 'fixed', value: DAYS_PER_YEAR }),
      factor: samplerOf({ kind: 'fixed', value: 1 }),
      leastHours: 0,
      mostHours: 1,
    },
    hospital: { hazard: 0, stay: NOTHING(), notReturning: 0 },
  };
}

/** The law of an episode's length with its limit: drawn below it, or cut off at it. */
export function limitedLength(length: Law, limit: number | undefined, atLimit: 'truncate' | 'stop'): Law {
  if (limit === undefined) return length;
  return atLimit === 'truncate' ? { kind: 'truncated', limit, law: length } : { kind: 'capped', limit, law: length };
}

/**
 * Reablement in a state.
 *
 * @param growth - factor on posts since day 0
 */
export function reablementParams(values: ScenarioValues, growth: number): ReablementParams | null {
  const r = values.reablement;
  if (r === undefined) return null;
  const total = r.posts.reduce((a, b) => a + b, 0);
  return {
    postsByArea: largestRemainder(Math.round(total * growth), r.posts),
    paidHoursPerCarer: r.paidHoursPerCarer,
    contactShare: r.contactShare,
    pricePerPaidHour: r.pricePerPaidHour,
    hoursByGroup: r.hours.map(samplerOf),
    lengthByGroup: r.length.map((length) => samplerOf(limitedLength(length, r.limit, r.atLimit))),
    intakeDays: WEEKDAYS.map((day) => r.intake.days.includes(day)),
    intakeOpens: r.intake.opens,
    intakeCloses: r.intake.closes,
    order: r.order,
    stepUpShare: r.stepUpShare,
    bridging: r.bridging,
    lastResort: r.lastResort,
    outcomesByGroup: r.outcomes,
    homeCareHoursShare: r.homeCareHoursShare,
    afterwards: r.afterwards,
    giveUp: r.giveUp,
  };
}

/** Brokerage in a state; a scenario without it has nobody on its list. */
export function brokerageParams(values: ScenarioValues): BrokerageParams {
  const b = values.brokerage;
  if (b === undefined)
    return {
      offersAtOnce: 1,
      order: 'rating',
      fit: 'best_fit',
      priorities: ['hospital', 'crisis', 'hand_back_urgent', 'community', 'hand_back_other'],
      roundHour: 9,
      urgentDays: 7,
      giveUp: { hospital: 0, bridging: 0, cover: 0, home: 0 },
      giveUpReasons: [{ reason: 'family', share: 1 }],
    };
  return {
    offersAtOnce: b.offersAtOnce,
    order: b.order,
    fit: b.fit,
    priorities: b.priorities,
    roundHour: b.roundHour,
    urgentDays: b.urgentBefore,
    giveUp: b.giveUp,
    giveUpReasons: shares(REASONS, b.giveUpReasons),
  };
}

/** Paid hours a week of a carer of a home care provider: those of the contract, and additional ones. */
export function paidHoursPerCarer({ paidHoursPerCarer: contracted, additionalHours }: NonNullable<ScenarioValues['workforce']>): number {
  return contracted + additionalHours.perCarer * additionalHours.factor;
}

/** The workforce in a state; a scenario without it has no carers. */
export function workforceParams(values: ScenarioValues, areas: readonly string[]): WorkforceParams {
  const w = values.workforce;
  if (w === undefined)
    return {
      paidHoursPerCarer: 30,
      leaving: { principal: 0, framework: 0, in_house: 0, spot: 0 },
      leavingReablement: 0,
      sicknessByMonth: Array.from({ length: 12 }, () => 0),
      lead: NOTHING(),
      rampDays: 0,
      rampShare: 1,
      recruitsPerWeekByArea: areas.map(() => Number.POSITIVE_INFINITY),
      poolLoss: 0,
    };
  const { principal, framework, in_house, spot, reablement = 0 } = w.leaving;
  const { leaversFactor } = w.retention;
  return {
    paidHoursPerCarer: paidHoursPerCarer(w),
    leaving: {
      principal: principal * leaversFactor,
      framework: framework * leaversFactor,
      in_house: in_house * leaversFactor,
      spot: spot * leaversFactor,
    },
    leavingReablement: reablement,
    sicknessByMonth: w.sickness,
    lead: samplerOf(w.lead),
    rampDays: w.ramp.time,
    rampShare: w.ramp.share,
    recruitsPerWeekByArea: w.recruitsPerWeek,
    poolLoss: w.poolLoss,
  };
}

/** Placements in a state, in the order of the frame. */
export function placementParams(values: ScenarioValues): PlacementParams[] {
  return Object.entries(values.placements ?? {}).map(([id, p]) => ({
    id,
    setting: p.setting,
    pathway: p.pathway === undefined ? null : PATHWAYS[p.pathway]!,
    bedsByArea: p.beds,
    stay: p.stay === undefined ? null : samplerOf(limitedLength(p.stay, p.maximumStay, 'stop')),
    endReasons: p.endReasons === undefined ? [{ reason: 'recovered', share: 1 }] : shares(REASONS, p.endReasons),
    costPerWeek: p.costPerWeek,
    costPerWeekOnDay0: p.costPerWeekOnDay0 ?? p.costPerWeek,
    payer: p.payer,
    giveUp: p.giveUp,
  }));
}

/** What the council pays to support its market, a week. */
export const supportParams = (values: ScenarioValues): Params['support'] => ({
  perCarerWeek: ((values.workforce?.retention.costPerCarer ?? 0) * 7) / DAYS_PER_YEAR,
  perProviderWeek: (values.homeCare?.marketSupport.weekendDecisions ?? 0) + (values.homeCare?.marketSupport.backOffice ?? 0),
});

export const costParams = (values: ScenarioValues): CostParams => ({ delayedBedDay: values.costs?.delayedBedDay ?? 0 });
