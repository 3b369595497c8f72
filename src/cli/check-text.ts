/**
 * What follows from a scenario, as `check` prints it: what a planner must know first, the detail after it. Scenarios after the first
 * say only what differs from it.
 */
import { isNothing, nothingWords } from '../report/words/footprint.js';
import { namesOf } from '../report/words/names.js';
import { capital, counted, grouped, listed, longDate, lower } from '../report/words/numbers.js';
import type { FootprintRecord } from '../result/document.js';
import type { AreaLoad, Description, LawRow, RouteRow } from '../scenario/describe.js';
import type { FlatsRow } from '../scenario/describe-flats.js';
import type { ResolvedScenario } from '../scenario/resolved.js';
import { dataFileLines, dataFileWarnings } from './check-data.js';
import { bridgingLines, overloadLines } from './check-loads.js';
import { registerLines, sourcesLine, uncertainLines } from './check-sources.js';
import { footprintBlocks, type TextBlock } from './footprint-text.js';
import { fitted } from './table.js';
import { breakable, wrapped } from './wrap.js';

export interface CheckStyle {
  /** columns of the screen */
  readonly width: number;
  /** also the register of numbers and what is uncertain */
  readonly isVerbose: boolean;
}

/** All that is said of a scenario. */
export interface Said {
  readonly description: Description;
  /** what it changes against its baseline */
  readonly footprint: FootprintRecord | undefined;
  /** what is more often a slip than meant, each with its place */
  readonly slips: readonly string[];
}

/** A service is near its limit from this share of capacity on: waits then grow fast and turn on chance. */
const NEAR_FULL = 0.95;
/** Day 0 and the implied caseload differ by more than this. */
const OUT_OF_BALANCE = 0.05;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const whole = (x: number): string => grouped(Math.round(x));
const short = (x: number): string => (Math.abs(x) >= 100 ? whole(x) : String(Number(x.toPrecision(3))));
const rate = (x: number): string => (x >= 100 ? whole(x) : x.toFixed(1));
const percent = (x: number): string => `${Math.round(x * 100)}%`;
/** A table inside a block, whose lines are indented. */
const table = (rows: readonly (readonly string[])[], right: readonly boolean[], width: number): string[] =>
  fitted(rows, right, width - 2, 2).flatMap((row) => row.split('\n'));
const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function areaName(scenario: ResolvedScenario, id: string): string {
  return scenario.values.areas[id]?.name ?? id;
}

function serviceName(scenario: ResolvedScenario, id: string): string {
  return scenario.values.placements?.[id]?.name ?? capital(id.replaceAll('_', ' '));
}

function homeCareRow(label: string, row: Omit<AreaLoad, 'area'>): string[] {
  return [
    label,
    rate(row.newPackages),
    whole(row.councilPeople),
    whole(row.selfFunders),
    whole(row.hours),
    whole(row.capacity),
    percent(row.load),
  ];
}

function totalOf(areas: readonly AreaLoad[]): Omit<AreaLoad, 'area'> {
  const of = (pick: (row: AreaLoad) => number) => sum(areas.map(pick));
  const [hours, capacity] = [of((row) => row.hours), of((row) => row.capacity)];
  return {
    newPackages: of((row) => row.newPackages),
    councilPeople: of((row) => row.councilPeople),
    selfFunders: of((row) => row.selfFunders),
    hours,
    capacity,
    load: hours / capacity,
  };
}

/** People on day 0 as the scenario gives them; null where it gives none. */
function dayZero(scenario: ResolvedScenario): { council: number; selfFunders: number } | null {
  const { initial } = scenario.values;
  if (initial?.homeCare === undefined) return null;
  return { council: sum(Object.values(initial.homeCare.people)), selfFunders: sum(Object.values(initial.selfFunders?.people ?? {})) };
}

function homeCareBlock(scenario: ResolvedScenario, { areas }: Description, width: number): TextBlock[] {
  if (areas.length === 0) return [];
  const rows = areas.map((row) => homeCareRow(areaName(scenario, row.area), row));
  const all = areas.length > 1 ? [homeCareRow('All', totalOf(areas))] : [];
  const head = ['', 'new', 'people', breakable('self-funders'), 'hours', 'capacity', 'load'];
  const people = dayZero(scenario);
  const now = people === null ? [] : [`On day 0: ${whole(people.council)} council people, ${whole(people.selfFunders)} self-funders.`];
  return [
    {
      title: 'Home care: new packages a week, the caseload and hours a week they imply (new x length of care), and carer hours',
      lines: [...table([head, ...rows, ...all], [false, true, true, true, true, true, true], width), ...now],
    },
  ];
}

function servicesBlock(scenario: ResolvedScenario, { services }: Description, width: number): TextBlock[] {
  if (services.length === 0) return [];
  const rows = services.map((row) => [
    serviceName(scenario, row.service),
    rate(row.startsPerWeek),
    whole(row.people),
    row.hours > 0 ? whole(row.hours) : '',
    row.capacity === null ? 'no limit' : `${whole(row.capacity)}${row.hours > 0 ? '' : ` ${row.unit ?? 'places'}`}`,
    row.load === null ? '' : percent(row.load),
  ]);
  const head = ['', 'starts', 'people', 'hours', 'capacity', 'load'];
  return [{ title: 'Other services, a week', lines: table([head, ...rows], [false, true, true, true, true, true], width) }];
}

/** Flats let to the register, as if there were always an applicant: longer voids in the simulation are for want of one. */
function flatsBlock({ flats }: Description, width: number): TextBlock[] {
  if (flats.length === 0) return [];
  const open = flats.filter(({ isOpen }) => isOpen);
  const row = (label: string, of: readonly FlatsRow[], days: string) => [
    label,
    whole(sum(of.map((one) => one.flats))),
    days,
    rate(sum(of.map((one) => one.lettingsPerYear))),
    rate(sum(of.map((one) => one.vacant))),
  ];
  const rows = flats.map((one) => row(`${one.scheme}${one.isOpen ? '' : ' (not open)'}`, [one], whole(one.voidDays)));
  const all = open.length > 1 ? [row('All that are open', open, '')] : [];
  const head = ['', 'flats', 'void, days', 'lettings a year', 'vacant'];
  const title = 'Flats, if there is always an applicant';
  return [{ title, lines: table([head, ...rows, ...all], [false, true, true, true, true], width) }];
}

function streamName(path: string): string {
  if (path.startsWith('hospital.pathways.')) return `Hospital, pathway ${path.split('.')[2]}`;
  if (path.startsWith('crisisResponse.calls.')) return `Crisis calls, ${path.split('.')[2]}`;
  return path === 'demand.selfFunders' ? 'Self-funders' : capital(path.split('.').at(-1)!);
}

function routesBlock(scenario: ResolvedScenario, { routes }: Description, width: number): TextBlock[] {
  if (routes.length === 0) return [];
  const names = routes.map((row) => streamName(row.stream));
  const counts = routes.map((row) => rate(row.perWeek));
  const [nameWidth, countWidth] = [names, counts].map((texts) => Math.max(...texts.map((text) => text.length)));
  const part = (row: RouteRow) =>
    row.to
      .map(
        (to) =>
          `${lower(scenario.values.placements?.[to.where]?.name ?? to.where)} ${rate(to.perWeek)} (${percent(to.perWeek / row.perWeek)})`,
      )
      .join(', ');
  const lines = routes.flatMap((row, i) =>
    wrapped(part(row), width - 2, `${names[i]!.padEnd(nameWidth!)}  ${counts[i]!.padStart(countWidth!)}  to `),
  );
  return [{ title: 'New requests for support, people a week, and where they go', lines }];
}

/** A time in the unit that gives its mean few digits. */
function lawCells({ path, of, mean, median, p95 }: LawRow): string[] {
  const [per, unit] = of === 'number' ? [1, ''] : mean >= 120 ? [7, 'weeks'] : mean < 1 ? [1 / 24, 'hours'] : [1, 'days'];
  return [breakable(path), short(mean / per), short(median / per), short(p95 / per), unit];
}

function lawsBlock({ laws }: Description, width: number): TextBlock[] {
  if (laws.length === 0) return [];
  const head = ['', 'mean', 'median', '95% below', ''];
  const lines = table([head, ...laws.map(lawCells)], [false, true, true, true, false], width);
  return [{ title: 'Distributions as written: mean, median, and what 95 in 100 stay below', lines }];
}

function changesBlock({ changes }: Description, width: number): TextBlock[] {
  if (changes.length === 0) return [];
  const lines = [...changes]
    .sort((a, b) => a.from.localeCompare(b.from))
    .flatMap((change) => {
      const until = change.until === null ? '' : ` to ${longDate(change.until)}`;
      return wrapped(
        `${change.why}${change.inRun ? '' : ' (after the end of the run)'}`,
        width - 2,
        `${longDate(change.from)}${until}: `,
        '    ',
      );
    });
  return [{ title: 'Changes', lines }];
}

/** What a planner should look at before running: services near or over their limit, a start out of balance, numbers without a source. */
export function warningsOf(scenario: ResolvedScenario, { description: said, footprint, slips }: Said): string[] {
  const loads = [
    ...said.areas.map((row) => ({ name: `home care, ${areaName(scenario, row.area)}`, load: row.load as number | null })),
    ...said.services.map((row) => ({ name: lower(serviceName(scenario, row.service)), load: row.load })),
  ];
  const named = (rows: typeof loads) => listed(rows.map(({ name, load }) => `${name} (${percent(load!)})`));
  const near = loads.filter(({ load }) => load !== null && load >= NEAR_FULL && load < 1);
  const people = dayZero(scenario);
  const { councilPeople } = totalOf(said.areas);
  const isUneven = people !== null && said.areas.length > 0 && Math.abs(councilPeople / Math.max(1, people.council) - 1) > OUT_OF_BALANCE;
  return [
    ...overloadLines(scenario, said, (service) => serviceName(scenario, service)),
    ...(near.length > 0 ? [`${capital(named(near))}: nearly full, so waits turn on small changes.`] : []),
    ...bridgingLines(said, (load) => load >= NEAR_FULL),
    ...dataFileWarnings(scenario),
    ...(isUneven
      ? [`The caseload implied is ${whole(councilPeople)} people and day 0 has ${whole(people.council)}: the run starts out of balance.`]
      : []),
    ...(footprint !== undefined && isNothing(footprint) ? [nothingWords(footprint)] : []),
    ...slips,
    ...(said.unsourced > 0 ? [`${counted(said.unsourced, 'number')} of ${said.numbers} without a source: see --verbose.`] : []),
  ];
}

function opening(scenario: ResolvedScenario, all: Said, width: number): string[] {
  const said = all.description;
  const runIn = said.warmUpWeeks === 0 ? 'no run-in' : `the first ${said.warmUpWeeks} a run-in that is not counted`;
  const warnings = warningsOf(scenario, all);
  return [
    ...wrapped(`${said.name}: ${counted(said.weeks, 'week')} from ${longDate(said.start)}, ${runIn}`, width),
    ...(said.question === null ? [] : wrapped(said.question, width)),
    '',
    ...wrapped(sourcesLine(scenario.register), width),
    ...(warnings.length > 0 ? ['', 'To look at', ...warnings.flatMap((text) => wrapped(text, width, '  - '))] : []),
  ];
}

function blocksOf(scenario: ResolvedScenario, { description: said, footprint }: Said, { width, isVerbose }: CheckStyle): TextBlock[] {
  const names = namesOf({ resolved: scenario.plain });
  return [
    ...(footprint === undefined ? [] : footprintBlocks(footprint, names, width - 2, isVerbose)),
    ...homeCareBlock(scenario, said, width),
    ...servicesBlock(scenario, said, width),
    ...flatsBlock(said, width),
    { title: 'Data files', lines: dataFileLines(scenario).flatMap((text) => wrapped(text, width - 2, '', '    ')) },
    ...routesBlock(scenario, said, width),
    ...changesBlock(said, width),
    ...lawsBlock(said, width),
    ...(isVerbose ? [uncertainLines(scenario, width), registerLines(scenario.register, width)] : []),
  ].filter(({ lines }) => lines.length > 0);
}

/** Scenarios as `check` prints them; figures follow from day 0's settings, before any change. */
export function checkText(scenarios: readonly ResolvedScenario[], found: readonly Said[], style: CheckStyle): string {
  const width = Math.max(60, Math.min(style.width, 120));
  const all = scenarios.map((scenario, i) => {
    const said = found[i]!;
    return { name: said.description.name, opening: opening(scenario, said, width), blocks: blocksOf(scenario, said, { ...style, width }) };
  });
  const first = all[0]!;
  const isRepeat = (block: TextBlock, i: number) =>
    i > 0 && first.blocks.some(({ title, lines }) => title === block.title && lines.join('\n') === block.lines.join('\n'));
  return all
    .map((one, i) => {
      const kept = one.blocks.filter((block) => !isRepeat(block, i));
      const rest = kept.length < one.blocks.length ? [`Everything else as in ${first.name}.`] : [];
      return [
        one.opening.join('\n'),
        ...kept.map(({ title, lines }) => [...wrapped(title, width), ...indented(lines)].join('\n')),
        ...rest,
      ].join('\n\n');
    })
    .join('\n\n\n');
}
