/**
 * Parameters of home care in a state, the principal-provider model among them.
 */
import type { HomeCareParams, PrincipalParams, ProviderInput } from '../../model/input.js';
import { samplerOf } from '../compiled-laws.js';
import type { ScenarioValues } from '../schema/scenario.js';
import { providerParams } from './providers.js';
import { referralParams } from './returns.js';

type HomeCare = NonNullable<ScenarioValues['homeCare']>;

/** An empty home care for scenarios that leave it out: no providers, so nothing ever happens in it. */
function emptyHomeCare(areas: readonly string[]): HomeCareParams {
  const none = samplerOf({ kind: 'fixed', value: 0 });
  return {
    providers: [],
    densityByArea: areas.map(() => ({ least: 1, half: 1 })),
    difficulty: { hard: 1, doubleHanded: 1 },
    acceptanceByArea: areas.map(() => 1),
    answer: none,
    answersAtWeekends: false,
    office: { opens: 0, closes: 24 },
    startsAtWeekends: true,
    nightCare: null,
    startDelay: none,
    notice: none,
    exitNotice: none,
    handBack: { base: 0, perVacancy: 0, vacancyFrom: 0, perOveruse: 0, utilisationFrom: 1 },
    exit: {
      base: 0,
      perOveruse: 0,
      utilisationFrom: 1,
      perVacancy: 0,
      vacancyFrom: 0,
      lossOfWork: 0,
      lossTolerance: 0,
      reentry: null,
      carersMove: 0,
      carersLost: 0,
    },
    inspection: null,
    retention: { heldDays: 0, paidDays: 0 },
    selfFunders: { giveUp: 0, servedFirst: null },
    incentive: null,
    principal: null,
    capacityFollowsWork: null,
    referrals: null,
  };
}

function nightCareParams({ nightCare }: HomeCare): HomeCareParams['nightCare'] {
  if (nightCare === undefined) return null;
  const { needs, hoursPerPackage, hours, pricePerHour } = nightCare;
  return { needsByGroup: needs, hoursPerPackage, hoursByArea: hours, pricePerHour };
}

function principalParams(values: ScenarioValues, care: HomeCare, providers: readonly ProviderInput[]): PrincipalParams | null {
  const p = care.principal;
  if (p === undefined) return null;
  const named = p.providers as Readonly<Record<string, string | undefined>>;
  return {
    providerByArea: Object.keys(values.areas).map((area) => providers.findIndex((provider) => provider.id === `${named[area]}-1`)),
    capByArea: p.cap,
    capIs: p.capIs,
    aboveCap: p.aboveCap,
    firmCap: p.firmCap,
    transferShareByArea: p.transferShare ?? p.cap,
    transfersPerWeekByArea: p.transferOver === undefined ? p.transfersPerWeek : null,
    transferDays: p.transferOver ?? null,
    carersTransfer: p.carersTransfer,
    carersLost: p.carersLost,
    growthPerWeek: p.growthPerWeek,
    postsPerWeek: p.postsPerWeek,
    absorbsExits: p.absorbsExits,
  };
}

function capacityFollowsWorkParams({ capacityFollowsWork }: HomeCare): HomeCareParams['capacityFollowsWork'] {
  if (capacityFollowsWork === undefined) return null;
  const { idleFor, ...shares } = capacityFollowsWork;
  return { ...shares, idleWeeks: Math.ceil(idleFor / 7) };
}

/** Home care in a state. */
export function homeCareParams(values: ScenarioValues, providers: readonly ProviderInput[]): HomeCareParams {
  const care = values.homeCare;
  if (care === undefined) return emptyHomeCare(Object.keys(values.areas));
  const { handBack, exit, inspection, incentive, offers } = care;
  const { reentry, lossTolerance, shareOfStart, ...closing } = exit;
  return {
    providers: providerParams(values),
    densityByArea: care.density,
    difficulty: { hard: offers.hardFactor, doubleHanded: offers.doubleHandedFactor },
    acceptanceByArea: offers.areaFactor,
    answer: samplerOf(offers.answer),
    answersAtWeekends: offers.answersAtWeekends,
    office: offers.office,
    startsAtWeekends: offers.startsAtWeekends,
    nightCare: nightCareParams(care),
    startDelay: samplerOf(offers.startDelay),
    notice: samplerOf(care.notice),
    exitNotice: samplerOf(care.exitNotice),
    handBack,
    exit: {
      ...closing,
      lossTolerance: lossTolerance ?? 1 - shareOfStart!,
      reentry: reentry === undefined ? null : samplerOf(reentry),
    },
    inspection:
      inspection === undefined
        ? null
        : {
            interval: samplerOf(inspection.every),
            reinspection: samplerOf(inspection.reinspection),
            outcomes: [
              inspection.outcomes.inadequate,
              inspection.outcomes.requiresImprovement,
              inspection.outcomes.good,
              inspection.outcomes.outstanding,
            ],
            persistence: inspection.persistence,
          },
    retention: { heldDays: care.retention.held, paidDays: care.retention.paid },
    selfFunders: { giveUp: care.selfFunders.giveUp, servedFirst: care.selfFunders.servedFirst ?? null },
    incentive:
      incentive === undefined
        ? null
        : { perStart: incentive.perStart, acceptanceFactor: incentive.acceptanceFactor, origins: incentive.origins },
    principal: principalParams(values, care, providers),
    capacityFollowsWork: capacityFollowsWorkParams(care),
    referrals: referralParams(care.referrals),
  };
}
