/**
 * Checks across fields, on values that are each valid by themselves.
 */
import { CHANNELS, type ChannelRow, METRICS, PRIORITIES, SECTIONS, type Section } from '../metrics.js';
import { checkCohorts } from './cohort-checks.js';
import { hasSpecialist } from './compile/cohorts.js';
import { figuresOf } from './compiled-laws.js';
import { checkCrisis } from './crisis-checks.js';
import { checkHousing, type Report } from './housing-checks.js';
import type { Problem } from './issue.js';
import type { Path } from './path.js';
import { SUM_TOLERANCE } from './schema/field.js';
import type { ProviderGroup } from './schema/providers.js';
import { INTAKE_ORDER } from './schema/reablement.js';
import type { ScenarioValues } from './schema/scenario.js';
import { checkSizes } from './size-checks.js';
import { checkStreams } from './stream-checks.js';

export interface Found {
  readonly path: Path;
  readonly problem: Problem;
}

/** The five parameters by which a principal differs from the framework. */
export const PRINCIPAL_FIVE = ['acceptance', 'answerFactor', 'handBackFactor', 'mostContactRatio', 'price'] as const;

/**
 * Everything that does not fit together.
 *
 * @param plain - the tree as written, for what the values no longer show
 */
export function checkTogether(values: ScenarioValues, plain: unknown): Found[] {
  const found: Found[] = [];
  const report: Report = (path, code, what, allowed, hint) => found.push({ path, problem: { code, found: what, allowed, hint } });
  checkFrame(values, report);
  checkSizes(values, report);
  checkSections(values, report);
  checkStreams(values, plain, report);
  if (values.reablement !== undefined) checkReablement(values, report);
  if (values.homeCare !== undefined) checkHomeCare(values, report);
  if (values.brokerage !== undefined) checkOrder(values.brokerage.priorities, PRIORITIES, ['brokerage', 'priorities'], report);
  checkPlacements(values, report);
  checkInitial(values, report);
  checkHousing(values, report);
  checkCrisis(values, report);
  checkCohorts(values, report);
  checkMeasured(values, report);
  checkReferrals(values, report);
  return found;
}

function checkFrame(values: ScenarioValues, report: Report): void {
  const shares = Object.values(values.areas).map((area) => area.share);
  const sum = shares.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) > SUM_TOLERANCE)
    report(['areas'], 'bad_sum', `have shares that sum to ${Number(sum.toPrecision(10))}`, 'must sum to 1', 'change one of the shares');
  if (values.warmUpWeeks >= values.weeks)
    report(
      ['warmUpWeeks'],
      'contradiction',
      `is ${values.warmUpWeeks}`,
      `must be less than weeks (${values.weeks})`,
      'shorten the run-in or lengthen the run',
    );
}

function checkSections(values: ScenarioValues, report: Report): void {
  const needs = (section: 'homeCare' | 'reablement', others: readonly ('brokerage' | 'workforce')[]) => {
    for (const other of others)
      if (values[section] !== undefined && values[other] === undefined)
        report([other], 'missing', 'is missing', `${section} needs it`, `add the section, or leave ${section} out`);
  };
  needs('homeCare', ['brokerage', 'workforce']);
  needs('reablement', ['workforce']);
  if (values.reablement !== undefined && values.workforce !== undefined && values.workforce.leaving.reablement === undefined)
    report(
      ['workforce', 'leaving', 'reablement'],
      'missing',
      'is missing',
      'reablement needs it',
      'add the rate at which its carers leave',
    );
}

/** Leavers for a care home go to one placement at most. */
function checkPlacements(values: ScenarioValues, report: Report): void {
  const takers = Object.entries(values.placements ?? {}).filter(([, { takesLeavers }]) => takesLeavers);
  for (const [id] of takers.slice(1))
    report(
      ['placements', id, 'takesLeavers'],
      'contradiction',
      'is true',
      `only one placement may take them, and ${takers[0]![0]} does`,
      'set one of them to false',
    );
}

function checkOrder(given: readonly string[], all: readonly string[], path: Path, report: Report): void {
  const missing = all.filter((name) => !given.includes(name));
  if (missing.length > 0 || given.length !== all.length)
    report(
      path,
      'bad_length',
      `names ${given.join(', ')}`,
      `must name each of ${all.join(', ')} once`,
      missing.length > 0 ? `add ${missing.join(', ')}` : 'remove what is named twice',
    );
}

function checkReablement(values: ScenarioValues, report: Report): void {
  const reablement = values.reablement!;
  checkOrder(reablement.order, INTAKE_ORDER, ['reablement', 'order'], report);
  if (!(reablement.intake.opens < reablement.intake.closes))
    report(
      ['reablement', 'intake', 'closes'],
      'contradiction',
      `is ${reablement.intake.closes}`,
      `must be later than it opens (${reablement.intake.opens})`,
      'swap them',
    );
  const { limit } = reablement;
  if (limit === undefined) return;
  const tooLong = reablement.length.find((law) => figuresOf(law).min >= limit);
  if (tooLong !== undefined)
    report(['reablement', 'limit'], 'contradiction', `is ${limit} days`, 'must be more than the shortest episode', 'raise the limit');
}

function checkHomeCare(values: ScenarioValues, report: Report): void {
  const care = values.homeCare!;
  const { reviews } = care.packages;
  if (!(reviews.leastHours < reviews.mostHours))
    report(
      ['homeCare', 'packages', 'reviews', 'mostHours'],
      'contradiction',
      `is ${reviews.mostHours}`,
      `must be more than leastHours (${reviews.leastHours})`,
      'swap them',
    );
  if (care.retention.paid > care.retention.held)
    report(
      ['homeCare', 'retention', 'paid'],
      'contradiction',
      `is ${care.retention.paid} days`,
      `must be at most held (${care.retention.held} days)`,
      'shorten it',
    );
  if (!(care.offers.office.opens < care.offers.office.closes))
    report(
      ['homeCare', 'offers', 'office', 'closes'],
      'contradiction',
      `is ${care.offers.office.closes}`,
      `must be later than it opens (${care.offers.office.opens})`,
      'swap them',
    );
  const seen = new Set<string>();
  care.providers.forEach((group, i) => {
    if (seen.has(group.id))
      report(['homeCare', 'providers', i, 'id'], 'contradiction', `is "${group.id}" again`, 'each id once', 'rename one of the two');
    seen.add(group.id);
    checkGroup(values, group, ['homeCare', 'providers', i], report);
  });
  if (care.principal !== undefined) checkPrincipal(values, report);
}

function checkGroup(values: ScenarioValues, group: ProviderGroup, path: Path, report: Report): void {
  const care = values.homeCare!;
  if (group.posts !== undefined && !Number.isInteger(group.posts))
    report([...path, 'posts'], 'not_whole', `is ${group.posts}`, 'must be a whole number', `write ${Math.round(group.posts)}`);
  if (new Set(group.areas).size < group.areas.length)
    report([...path, 'areas'], 'contradiction', 'names an area twice', 'each area once', 'remove one');
  const areas = Object.keys(values.areas);
  for (const name of PRINCIPAL_FIVE) {
    if (group[name] !== undefined) continue;
    if (group.tier !== 'principal')
      report([...path, name], 'missing', 'is missing', 'every provider group but a principal must have it', 'add it');
    else if (
      !care.providers.some(
        (other) =>
          other.tier === 'framework' && other.areas.some((area) => group.areas.includes(area)) && (other.posts ?? other.hours ?? 0) > 0,
      )
    )
      report([...path, name], 'missing', 'is missing, and no framework provider of the area can lend it', 'must be given', 'add it');
  }
  for (const id of group.areas) {
    const a = areas.indexOf(id);
    const most = (group.acceptance ?? 0) * (care.offers.areaFactor[a] ?? 1) * (care.incentive?.acceptanceFactor ?? 1);
    if (most > 1 + SUM_TOLERANCE)
      report(
        [...path, 'acceptance'],
        'out_of_range',
        `makes ${Number(most.toPrecision(6))} with the factors of ${id} and of the incentive`,
        'a probability must be at most 1',
        'lower one of them',
      );
    const least = care.density[a]?.least ?? 0;
    if (group.mostContactRatio !== undefined && least > group.mostContactRatio)
      report(
        [...path, 'mostContactRatio'],
        'contradiction',
        `is ${group.mostContactRatio}`,
        `must be at least homeCare.density.least (${least}) of ${id}`,
        'raise it',
      );
  }
}

function checkPrincipal(values: ScenarioValues, report: Report): void {
  const care = values.homeCare!;
  const entries = Object.entries(care.principal!.providers as Readonly<Record<string, string | undefined>>).filter(
    (entry) => entry[1] !== undefined,
  );
  if (entries.length === 0)
    report(
      ['homeCare', 'principal', 'providers'],
      'missing',
      'names no area',
      'must name a provider group for at least one area',
      'add "north: principal_north"',
    );
  for (const [area, id] of entries) {
    const path: Path = ['homeCare', 'principal', 'providers', area];
    const group = care.providers.find((other) => other.id === id);
    if (group === undefined) continue;
    if (group.tier !== 'principal')
      report(path, 'contradiction', `is ${id}, of tier ${group.tier}`, 'must be of tier principal', 'change its tier, or name another');
    if (group.count !== 1)
      report(path, 'contradiction', `is ${id}, a group of ${group.count}`, 'must be one provider', 'set its count to 1');
    if (!group.areas.includes(area))
      report(path, 'contradiction', `is ${id}, which does not serve ${area}`, 'must serve the area', `add ${area} to its areas`);
  }
}

function checkInitial(values: ScenarioValues, report: Report): void {
  const { initial } = values;
  if (initial === undefined) return;
  const counted = ['homeCare', 'sourcedNotStarted', 'reablement', 'placements', 'waiting'] as const;
  for (const name of initial.snapshot === undefined ? [] : counted)
    if (initial[name] !== undefined && !(Array.isArray(initial[name]) && initial[name].length === 0))
      report(
        ['initial', name],
        'contradiction',
        'is given with a snapshot',
        'the file lists these people one by one',
        'take one of them out',
      );
  for (const name of ['homeCare', 'selfFunders', 'sourcedNotStarted'] as const)
    if (initial[name] !== undefined && values.homeCare === undefined)
      report(['initial', name], 'contradiction', 'is given without home care', 'the scenario has none', 'remove it');
  if (initial.waiting.length > 0 && values.homeCare === undefined)
    report(['initial', 'waiting'], 'contradiction', 'is given without home care', 'the scenario has none', 'remove it');
  initial.waiting.forEach((row, i) => {
    if (row.nights !== undefined && values.homeCare !== undefined && values.homeCare.nightCare === undefined)
      report(['initial', 'waiting', i, 'nights'], 'contradiction', 'is given without night care', 'homeCare has none', 'remove it');
  });
  if (initial.reablement !== undefined && values.reablement === undefined)
    report(['initial', 'reablement'], 'contradiction', 'is given without reablement', 'the scenario has none', 'remove it');
  checkPlaced(values, report);
}

/** People in placements are given by client group or by area, and not both. */
function checkPlaced(values: ScenarioValues, report: Report): void {
  const groups = Object.keys(values.clientGroups).length;
  for (const [id, placed] of Object.entries(values.initial?.placements ?? {})) {
    if (placed === undefined) continue;
    const path = ['initial', 'placements', id];
    if ((placed.people === undefined) === (placed.byArea === undefined))
      report(
        path,
        'contradiction',
        placed.people === undefined ? 'has neither people nor byArea' : 'has both people and byArea',
        'must have one of them',
        'keep one',
      );
    if (placed.byArea !== undefined && placed.areaShares !== undefined)
      report([...path, 'areaShares'], 'contradiction', 'is given with byArea', 'the areas have their numbers', 'remove it');
    if (placed.byArea !== undefined && placed.groupShares === undefined && groups > 1)
      report([...path, 'groupShares'], 'missing', 'is missing', 'several client groups share the people of an area', 'add groupShares');
    if (placed.people !== undefined && placed.groupShares !== undefined)
      report([...path, 'groupShares'], 'contradiction', 'is given with people by client group', 'it goes with byArea', 'remove it');
  }
}

/** Parts that the scenario has, of those it may be without. */
export function sectionsOf(values: ScenarioValues): Section[] {
  const has: { readonly [S in Section]: unknown } = {
    housing: values.housing,
    crisisResponse: values.crisisResponse,
    nightCare: values.homeCare?.nightCare,
    returns: values.measures?.returns,
    specialist: hasSpecialist(values) ? values.housing : undefined,
  };
  return SECTIONS.filter((section) => has[section] !== undefined);
}

/** Returns need a care service; its office closes after it opens. */
function checkReferrals(values: ScenarioValues, report: Report): void {
  if (values.measures?.returns !== undefined && values.homeCare === undefined && values.housing === undefined)
    report(
      ['measures', 'returns'],
      'contradiction',
      'is given',
      'the scenario has neither home care nor housing',
      'add one, or leave returns out',
    );
  for (const section of ['homeCare', 'housing'] as const) {
    const office = values[section]?.referrals?.office;
    if (office !== undefined && !(office.opens < office.closes))
      report(
        [section, 'referrals', 'office', 'closes'],
        'contradiction',
        `is ${office.closes}`,
        `must be later than it opens (${office.opens})`,
        'swap them',
      );
  }
}

/** Metrics that belong to a part of the model which the scenario is without. */
function checkMeasured(values: ScenarioValues, report: Report): void {
  const here = sectionsOf(values);
  const isHere = (id: string): boolean => {
    const { numerator } = METRICS.find((metric) => metric.id === id)!;
    const rows = CHANNELS.filter((row) => numerator.includes(row.id)) as readonly ChannelRow[];
    return rows.some(({ section }) => section === undefined || here.includes(section));
  };
  const check = (id: string, path: Path) => {
    if (!isHere(id)) report(path, 'contradiction', `is ${id}`, 'the scenario has no such part', 'add the part, or measure something else');
  };
  values.targets.forEach(({ metric, ratio }, i) => {
    if (metric !== undefined) check(metric, ['targets', i, 'metric']);
    ratio?.forEach((id, k) => {
      check(id, ['targets', i, 'ratio', k]);
    });
  });
  values.measures?.headline.forEach((id, i) => {
    check(id, ['measures', 'headline', i]);
  });
}
