/** One line of a snapshot file, read against the scenario it belongs to. */
import { PRIORITIES } from '../metrics.js';
import type { ProviderInput, SnapshotRow, SnapshotService } from '../model/input.js';
import { providerInputs } from './compile/providers.js';
import { limitedLength } from './compile/services.js';
import { figuresOf } from './compiled-laws.js';
import type { Cell } from './csv.js';
import type { Problem } from './issue.js';
import type { ScenarioValues } from './schema/scenario.js';
import {
  type ColumnName,
  type Named,
  needsOf,
  REABLEMENT_PRIORITIES,
  type Read,
  readDate,
  readId,
  readNumber,
  readYesNo,
  SERVICES,
} from './snapshot-columns.js';

/** Hours a week that nobody exceeds: two workers, day and night. */
const MOST_HOURS = 336;
const MOST_DAYS = 40_000;

/** The names that a file may use. */
export interface Vocabulary {
  readonly values: ScenarioValues;
  readonly areas: readonly Named[];
  readonly groups: readonly Named[];
  readonly services: readonly Named[];
  readonly placements: readonly string[];
  readonly providers: readonly ProviderInput[];
  /** provider groups, and single providers */
  readonly providerNames: readonly Named[];
}

/** Things of a scenario by id, with their names on screen. */
export const named = (of: Readonly<Record<string, { readonly name: string }>>): Named[] =>
  Object.entries(of).map(([id, { name }]) => ({ id, name }));

export function vocabularyOf(values: ScenarioValues): Vocabulary {
  const isThere = (name: string) => (name.includes('reablement') ? values.reablement : values.homeCare) !== undefined;
  const providers = providerInputs(values);
  const groups = values.homeCare?.providers ?? [];
  return {
    values,
    areas: named(values.areas),
    groups: named(values.clientGroups),
    services: [...SERVICES.filter(isThere).map((id) => ({ id, name: id.replaceAll('_', ' ') })), ...named(values.placements ?? {})],
    placements: Object.keys(values.placements ?? {}),
    providers,
    providerNames: [...groups.map(({ id, name }) => ({ id, name })), ...providers.map(({ id }) => ({ id, name: id }))],
  };
}

/** Told of each problem; the cell is where it stands. */
export type Report = (column: ColumnName | '', cell: Cell, problem: Problem) => void;

/** The person of a line, or null when anything is wrong with it: then `report` has been told what. */
export function readRow(
  vocabulary: Vocabulary,
  cellOf: (name: ColumnName) => Cell | undefined,
  first: Cell,
  report: Report,
): SnapshotRow | null {
  let isSound = true;
  const fail: Report = (column, cell, problem) => {
    isSound = false;
    report(column, cell, problem);
  };
  const take = <T>(name: ColumnName, read: (text: string) => Read<T>, empty: T): T => {
    const cell = cellOf(name);
    if (cell === undefined || cell.text === '') return empty;
    const result = read(cell.text);
    if ('value' in result) return result.value;
    fail(name, cell, result.problem);
    return empty;
  };
  const must = (name: ColumnName, why: string) => {
    const cell = cellOf(name);
    if (cell !== undefined && cell.text !== '') return;
    fail(name, cell ?? first, {
      code: 'bad_data_file',
      found: cell === undefined ? 'is no column' : 'is empty',
      allowed: why,
      hint: 'fill it in',
    });
  };

  for (const name of ['service', 'area', 'client_group'] as const) must(name, 'every row must have it');
  const service = take('service', (text) => readId(text, vocabulary.services), '');
  const area = indexOf(
    take('area', (text) => readId(text, vocabulary.areas), ''),
    vocabulary.areas,
  );
  const group = indexOf(
    take('client_group', (text) => readId(text, vocabulary.groups), ''),
    vocabulary.groups,
  );
  const needs = needsOf(service);
  if (service !== '') checkColumns(service, cellOf, must, fail);
  const start = vocabulary.values.start;
  const hours = take('hours', (text) => readNumber(text, { least: 0.25, most: MOST_HOURS, step: 0.25, unit: 'hours a week' }), 0);
  const place = take('place', (text) => readId(text, needs.places.map(same)), '');
  const priorities = service.includes('reablement') ? REABLEMENT_PRIORITIES : PRIORITIES;
  const priority = take('priority', (text) => readId(text, priorities.map(same)), '');
  const row: SnapshotRow = {
    service: (SERVICES as readonly string[]).includes(service) ? (service as SnapshotService) : 'placement',
    area,
    group,
    providers: take('provider', (text) => readProviders(text, area, vocabulary), []),
    placement: vocabulary.placements.indexOf(service),
    hours,
    days: daysOf(cellOf, first, take, fail, start),
    place: place === '' ? null : (place as NonNullable<SnapshotRow['place']>),
    priority: priority === '' ? null : (priority as NonNullable<SnapshotRow['priority']>),
    doubleHanded: take('double_handed', readYesNo, null),
    hard: take('hard_to_place', readYesNo, null),
    inHospitalDays: take<number | null>('in_hospital_since', (text) => readDate(text, start), null),
  };
  if (isSound) checkAges(row, service, vocabulary, cellOf, first, fail);
  return isSound ? row : null;
}

const same = (id: string): Named => ({ id, name: id });
const indexOf = (id: string, all: readonly Named[]): number => all.findIndex((one) => one.id === id);

/** What the service needs is filled in, and nothing else. */
function checkColumns(
  service: string,
  cellOf: (name: ColumnName) => Cell | undefined,
  must: (name: ColumnName, why: string) => void,
  fail: Report,
): void {
  const needs = needsOf(service);
  for (const name of needs.must) must(name, `a row of ${service} must have it`);
  for (const name of ['provider', 'hours', 'place', 'priority', 'double_handed', 'hard_to_place', 'in_hospital_since'] as const) {
    const cell = cellOf(name);
    if (cell === undefined || cell.text === '' || needs.must.includes(name) || needs.may.includes(name)) continue;
    fail(name, cell, {
      code: 'bad_data_file',
      found: 'is filled in',
      allowed: `must be empty in a row of ${service}`,
      hint: 'empty it, or check the service',
    });
  }
}

/** Days so far, from the one of two columns that is filled in. */
function daysOf(
  cellOf: (name: ColumnName) => Cell | undefined,
  first: Cell,
  take: <T>(name: ColumnName, read: (text: string) => Read<T>, empty: T) => T,
  fail: Report,
  start: number,
): number {
  const isFilled = (name: ColumnName) => (cellOf(name)?.text ?? '') !== '';
  if (isFilled('start_date') === isFilled('days_so_far')) {
    const found = isFilled('start_date') ? 'has both start_date and days_so_far' : 'has neither start_date nor days_so_far';
    fail('start_date', cellOf('start_date') ?? first, {
      code: 'bad_data_file',
      found,
      allowed: 'must have one of them',
      hint: 'give the date, or the days',
    });
    return 0;
  }
  return isFilled('start_date')
    ? take('start_date', (text) => readDate(text, start), 0)
    : take('days_so_far', (text) => readNumber(text, { least: 0, most: MOST_DAYS, step: 0, unit: 'days' }), 0);
}

/** A provider, or all of a group, that serves the area. */
function readProviders(text: string, area: number, { providers, providerNames, values, areas }: Vocabulary): Read<readonly number[]> {
  const id = readId(text, providerNames);
  if ('problem' in id) return id;
  const groups = values.homeCare!.providers;
  const meant = providers.flatMap((provider, i) => (provider.id === text || groups[provider.group]!.id === text ? [i] : []));
  const serving = meant.filter((i) => area < 0 || providers[i]!.areas.includes(area));
  if (serving.length === 0) {
    const hint = `it serves ${groups[providers[meant[0]!]!.group]!.areas.join(', ')}`;
    return { problem: { code: 'bad_data_file', found: `is ${text}`, allowed: `must serve ${areas[area]!.id}`, hint } };
  }
  return { value: serving };
}

/** Nobody can be further into a stay than its law goes, nor be held in hospital longer than a package is. */
function checkAges(
  row: SnapshotRow,
  service: string,
  { values, areas, providers }: Vocabulary,
  cellOf: (name: ColumnName) => Cell | undefined,
  first: Cell,
  fail: Report,
): void {
  const law = lawOf(row, service, values);
  const column = (cellOf('start_date')?.text ?? '') === '' ? 'days_so_far' : 'start_date';
  if (law !== null && row.days >= figuresOf(law.law).max) {
    const allowed = `must be less than the ${Number(figuresOf(law.law).max.toPrecision(6))} days of ${law.path}`;
    fail(column, cellOf(column) ?? first, {
      code: 'bad_data_file',
      found: `makes ${row.days} days`,
      allowed,
      hint: 'check the date, or lengthen that law',
    });
  }
  checkHospital(row, values, cellOf, fail);
  const needsProvider = ['home_care', 'self_funders', 'sourced'].includes(row.service);
  const isServed = providers.some(
    (provider) => provider.areas.includes(row.area) && (provider.posts > 0 || (provider.fixedHours ?? 0) > 0),
  );
  if (needsProvider && row.providers.length === 0 && !isServed)
    fail('area', cellOf('area')!, {
      code: 'bad_data_file',
      found: `is ${areas[row.area]!.id}`,
      allowed: 'no provider serves it on day 0',
      hint: 'give it a provider with posts or hours',
    });
}

/** A client in hospital: held for no longer than a package is, in a stay that may be so long, and not before care began. */
function checkHospital(
  { inHospitalDays, days, group }: SnapshotRow,
  values: ScenarioValues,
  cellOf: (name: ColumnName) => Cell | undefined,
  fail: Report,
): void {
  if (inHospitalDays === null) return;
  const { retention, packages } = values.homeCare!;
  const longest = figuresOf(packages.hospital.stay[group]!).max;
  const limits: readonly (readonly [boolean, string, string])[] = [
    [inHospitalDays >= retention.held, `less than homeCare.retention.held (${retention.held} days)`, 'list a package given up as waiting'],
    [inHospitalDays >= longest, `less than the ${longest} days of homeCare.packages.hospital.stay`, 'check the date, or lengthen that law'],
    [inHospitalDays > days, 'after care began', 'check the dates'],
  ];
  const broken = limits.find(([isBroken]) => isBroken);
  if (broken === undefined) return;
  const found = `makes ${inHospitalDays} days`;
  fail('in_hospital_since', cellOf('in_hospital_since')!, {
    code: 'bad_data_file',
    found,
    allowed: `must be ${broken[1]}`,
    hint: broken[2],
  });
}

function lawOf(row: SnapshotRow, service: string, values: ScenarioValues) {
  if (row.service === 'home_care' || row.service === 'self_funders')
    return { law: values.homeCare!.packages.length[row.group]!, path: 'homeCare.packages.length' };
  if (row.service === 'sourced') return { law: values.homeCare!.offers.startDelay, path: 'homeCare.offers.startDelay' };
  if (row.service === 'reablement') {
    const { length, limit, atLimit } = values.reablement!;
    return { law: limitedLength(length[row.group]!, limit, atLimit), path: limit === undefined ? 'reablement.length' : 'reablement.limit' };
  }
  const stay = row.service === 'placement' ? values.placements![service]!.stay : undefined;
  return stay === undefined ? null : { law: stay, path: `placements.${service}.stay` };
}
