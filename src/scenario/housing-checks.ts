/** Checks across the settings of housing: what is named is there, and flats, tenants and contracts add up. */
import { CARE_KINDS } from '../metrics.js';
import { isOpenAtStart } from './compile/housing.js';
import { formatDate, hintOfDate, parseDate } from './dates.js';
import type { Problem } from './issue.js';
import type { Path } from './path.js';
import type { ScenarioValues } from './schema/scenario.js';

export type Report = (path: Path, code: Problem['code'], found: string, allowed: string, hint: string) => void;

type Housing = NonNullable<ScenarioValues['housing']>;
type Scheme = Housing['schemes'][string];

const flatsOf = (scheme: Scheme): number => scheme.units.reduce((sum, { count }) => sum + count, 0);

/** Everything of housing that does not fit together; settings elsewhere that need it and find none. */
export function checkHousing(values: ScenarioValues, report: Report): void {
  const { housing } = values;
  if (housing === undefined) {
    if (values.initial?.housing !== undefined)
      report(['initial', 'housing'], 'contradiction', 'is given without housing', 'the scenario has none', 'remove it');
    if (values.demand?.applicants !== undefined)
      report(['demand', 'applicants'], 'contradiction', 'is given without housing', 'applicants need it', 'add housing');
    return;
  }
  for (const [id, scheme] of Object.entries(housing.schemes)) checkScheme(values, housing, id, scheme, report);
  for (const from of CARE_KINDS) {
    const moves = (housing.careMoves as { readonly [from: string]: { readonly [to: string]: number } | undefined })[from];
    if (moves?.[from] !== undefined)
      report(['housing', 'careMoves', from, from], 'contradiction', 'moves to the same kind of care', 'must be another kind', 'remove it');
  }
  checkStart(values, housing, report);
}

function checkScheme(values: ScenarioValues, housing: Housing, id: string, scheme: Scheme, report: Report): void {
  const path: Path = ['housing', 'schemes', id];
  const landlords = Object.keys(housing.panelEvery ?? {});
  if (scheme.route !== 'cohort') checkRegisterSide(housing, path, scheme, report);
  if (scheme.landlord !== undefined && !landlords.includes(scheme.landlord))
    report(
      [...path, 'landlord'],
      'unknown_name',
      `is ${scheme.landlord}`,
      `must be one of ${landlords.join(', ')}`,
      `add it to housing.panelEvery`,
    );
  if (scheme.hardToLet > flatsOf(scheme))
    report([...path, 'hardToLet'], 'out_of_range', `is ${scheme.hardToLet}`, `must be at most its ${flatsOf(scheme)} flats`, 'lower it');
  if (scheme.takesFrom.homeCare > 0 && values.homeCare === undefined)
    report([...path, 'takesFrom', 'homeCare'], 'contradiction', 'is given without home care', 'the scenario has none', 'add homeCare');
  checkContract(values, [...path, 'care', 'contract'], scheme, report);
}

/** What a scheme needs that is let to the register. */
function checkRegisterSide(housing: Housing, path: Path, scheme: Scheme, report: Report): void {
  for (const name of ['landlord', 'care'] as const)
    if (scheme[name] === undefined)
      report([...path, name], 'missing', 'is missing', 'a scheme let to the register needs it', `add ${name}, or set route: cohort`);
  for (const name of ['panelEvery', 'lettings', 'bands', 'needs', 'register'] as const)
    if (housing[name] === undefined)
      report(['housing', name], 'missing', 'is missing', 'schemes let to the register need it', `add housing.${name}`);
}

/** A contract that runs out while the scheme is open needs its option taken up; a change of provider brings another contract. */
function checkContract(values: ScenarioValues, path: Path, { care, opens }: Scheme, report: Report): void {
  const contract = care?.contract;
  if (contract === undefined) return;
  const dates = { ends: contract.ends, extendedTo: contract.extendedTo, latest: contract.latest };
  const days: { [name: string]: number | undefined } = {};
  for (const [name, text] of Object.entries(dates)) {
    if (text === undefined) continue;
    const day = parseDate(text);
    if (day === null) report([...path, name], 'bad_date', `is ${text}`, 'must be a date such as 2025-03-31', hintOfDate(text));
    else days[name] = day;
  }
  const { ends, extendedTo, latest } = days;
  if (extendedTo !== undefined && latest !== undefined && extendedTo > latest)
    report(
      [...path, 'extendedTo'],
      'contradiction',
      `is ${contract.extendedTo}`,
      `must not be later than latest (${contract.latest})`,
      'shorten it',
    );
  const last = extendedTo ?? ends;
  const end = values.start + values.weeks * 7;
  if (last !== undefined && last < end && opens < end && !isFollowed(values, path, last))
    report(
      [...path, extendedTo === undefined ? 'ends' : 'extendedTo'],
      'contradiction',
      `is ${formatDate(last)}, inside the run`,
      `must reach ${formatDate(end)}, or be followed by another contract`,
      'take up an option with extendedTo, or name the next provider and its contract in a change',
    );
}

/** True when a change sets the scheme's contract on a date up to the day after its last. */
function isFollowed(values: ScenarioValues, path: Path, last: number): boolean {
  const prefix = path.join('.');
  return values.changes.some((change) => {
    const from = 'week' in change.from ? values.start + (change.from.week - 1) * 7 : change.from.date;
    return from <= last + 1 && Object.keys(change.set ?? {}).some((text) => text.startsWith(prefix) || prefix.startsWith(`${text}.`));
  });
}

function checkStart(values: ScenarioValues, housing: Housing, report: Report): void {
  const given = values.initial?.housing;
  if (given === undefined) return;
  let flats = 0;
  for (const [id, scheme] of Object.entries(housing.schemes)) {
    const vacant = given.vacant[id] ?? 0;
    const isOpen = isOpenAtStart(scheme, values.start);
    const most = isOpen ? flatsOf(scheme) : 0;
    if (vacant > most)
      report(
        ['initial', 'housing', 'vacant', id],
        'out_of_range',
        `is ${vacant}`,
        isOpen ? `must be at most its ${most} flats` : 'must be 0: the scheme is not open on day 0',
        'lower it',
      );
    if (scheme.route !== 'cohort') flats += most - vacant;
  }
  const care = (given.care ?? {}) as { readonly [kind: string]: number | undefined };
  const tenancies = CARE_KINDS.reduce((sum, kind) => sum + (care[kind] ?? 0), 0);
  if (tenancies !== flats)
    report(
      ['initial', 'housing', 'care'],
      'bad_sum',
      `has ${tenancies} tenancies`,
      `must have ${flats}: the flats of open schemes that are not vacant`,
      tenancies < flats ? `add ${flats - tenancies} to one of them` : `take ${tenancies - flats} off one of them`,
    );
}
