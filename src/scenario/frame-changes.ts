/**
 * What cannot change on a date: the frame of a run (areas, client groups, providers, calendar, day 0).
 */

import { sectionsOf } from './checks.js';
import type { Problem } from './issue.js';
import type { Path } from './path.js';
import type { ScenarioValues } from './schema/scenario.js';
import { streamsOf } from './stream-checks.js';

const REMEDIES: Readonly<Record<string, string>> = {
  areas: 'name the areas in "areas" from the start',
  clientGroups: 'name the client groups from the start',
  start: 'write the date itself in "start"',
  weeks: 'write the length itself in "weeks"',
  warmUpWeeks: 'write it in "warmUpWeeks"',
  initial: 'day 0 is over by then: change the setting itself',
  changes: 'write one list of changes',
};
const NOT_PARAMETERS = ['name', 'description', 'question', 'extends', 'targets', 'uncertain', 'measures'];
const PROVIDER_FRAME = ['id', 'name', 'tier', 'areas', 'count', 'posts', 'sizeSkew', 'ratings'];

const SCHEME_FRAME = [
  'name',
  'area',
  'landlord',
  'opens',
  'qualityVisit',
  'letsAhead',
  'units',
  'hardToLet',
  'route',
  'eligible',
  'capital',
  'capitalPayer',
];

const COHORT_FRAME = ['name', 'clientGroup', 'from', 'kinds', 'complexSchemes', 'initial'];

/** Settings that only day 0 reads: the last of a path. */
const OF_DAY_0 = ['housing.communityTeams.others', 'housing.tenancies.groupShares'];

const ANOTHER_GROUP = 'have a provider group for it from the start, with "hours: 0"';

const refuse = (found: string, hint: string): Problem => ({ code: 'frame_change', found, allowed: 'cannot change on a date', hint });

/** Why a path may not be changed on a date, or null when it may. */
export function refusal(path: Path): Problem | null {
  const [top, second, , field] = path.map(String);
  if (top === undefined) return null;
  if (REMEDIES[top] !== undefined) return refuse('belongs to the frame of the run', REMEDIES[top]);
  if (NOT_PARAMETERS.includes(top)) return refuse('is no setting of the model', 'change it in the file itself');
  if (path.length === 1 && ['homeCare', 'reablement', 'placements', 'housing', 'demand', 'hospital', 'crisisResponse'].includes(top))
    return refuse('is a whole section', 'name the setting inside it that changes');
  if (top === 'homeCare' && second === 'providers') {
    if (path.length <= 3) return refuse('belongs to the frame of the run', `${ANOTHER_GROUP}, and set its hours on the date`);
    if (PROVIDER_FRAME.includes(field!))
      return refuse(
        'belongs to the frame of the run',
        field === 'posts'
          ? `${ANOTHER_GROUP} and set its hours on the date; or let posts grow: postsGrowthPerYear, or the settings of homeCare.principal`
          : `${ANOTHER_GROUP}, and set its hours on the date`,
      );
  }
  if (top === 'homeCare' && second === 'nightCare' && path.length === 2)
    return refuse('is a whole section', 'name the setting inside it that changes');
  if (top === 'placements' && path.length <= 2)
    return refuse('belongs to the frame of the run', 'have the placement from the start, with 0 beds until it is needed');
  if (top === 'crisisResponse' && second === 'bases' && (path.length <= 3 || ['id', 'name', 'areas'].includes(field!)))
    return refuse('belongs to the frame of the run', 'name a shift of the base, such as crisisResponse.bases.city.shifts.night.teams');
  if (top === 'housing' && second === 'schemes' && (path.length <= 3 || SCHEME_FRAME.includes(field!)))
    return refuse('belongs to the frame of the run', 'have the scheme from the start, with opens: never until it is wanted');
  if (top === 'housing' && second === 'panelEvery' && path.length === 2)
    return refuse('belongs to the frame of the run', 'name one landlord');
  if (top === 'housing' && (second === 'parts' || (second === 'cohorts' && (path.length <= 3 || COHORT_FRAME.includes(field!)))))
    return refuse('belongs to the frame of the run', 'have the cohort from the start, at a rate of 0 until people join it');
  if (second === 'referrals' && (path.length === 2 || (path.length === 3 && path[2] === 'delivered')))
    return refuse('is a whole section', 'have it from the start, and name the setting inside it that changes');
  if (top === 'costs' && (second === 'undeliveredHour' || second === 'discountRate'))
    return refuse('values what a whole run has found', 'change it in the file itself');
  if (OF_DAY_0.includes(`${top}.${second}.${field}`)) return refuse('is of day 0 alone', REMEDIES.initial!);
  if (path.some((step, i) => step === 'profile' && path[i + 1] === 'hour'))
    return refuse('is one profile of the day for the whole run', 'change the setting itself; indices by weekday and month may change');
  if (path.at(-1) === 'replay') return refuse('is a file of dated arrivals', 'put all arrivals into one file');
  return null;
}

function frameText(values: ScenarioValues): string {
  const providers = values.homeCare?.providers.map((group) => [
    group.id,
    group.tier,
    group.areas,
    group.count,
    group.posts,
    group.sizeSkew,
    group.ratings,
    group.hours === undefined,
  ]);
  const streams = streamsOf(values).map(({ path, stream }) => [path, stream.replay ?? null, stream.profile?.hour ?? null]);
  const sections = [
    values.reablement === undefined,
    values.homeCare === undefined,
    values.workforce === undefined,
    values.brokerage === undefined,
    sectionsOf(values),
    values.homeCare?.referrals === undefined,
    values.homeCare?.inspection === undefined,
    values.housing?.referrals === undefined,
  ];
  return JSON.stringify([
    Object.keys(values.areas),
    Object.keys(values.clientGroups),
    Object.keys(values.placements ?? {}),
    Object.keys(values.housing?.schemes ?? {}),
    Object.keys(values.housing?.panelEvery ?? {}),
    values.crisisResponse?.bases.map((base) => [base.id, base.areas]),
    Object.keys(values.housing?.cohorts ?? {}),
    Object.keys(values.housing?.tenancies ?? {}),
    values.housing?.sharedLives === undefined,
    providers,
    streams,
    sections,
  ]);
}

/** What of the frame differs between two states, if anything. */
export function sameFrame(base: ScenarioValues, later: ScenarioValues): Problem | null {
  if (frameText(base) === frameText(later)) return null;
  return refuse('adds or removes a stream, a section, a placement or a provider', 'have it from the start, at a rate, hours or beds of 0');
}
