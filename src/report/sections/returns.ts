/** Quarterly returns in the form in which a care contract asks for them: a row for each measure, a column for each quarter. */
import type { KpiRow } from '../../result/document.js';
import type { Context, RunView } from '../context.js';
import { html, type Piece, type TableData, table } from '../markup.js';
import { keyWords, type Names } from '../words/names.js';
import { capital, clean, listed, quoted } from '../words/numbers.js';
import type { Section } from './page.js';

const MEASURES: readonly (readonly [string, string])[] = [
  ['R1', 'People accepted into the service'],
  ['R2', 'People declined, and why'],
  ['R3', 'People who completed the service'],
  ['R4', 'People who left before completion, and why'],
  ['R5', 'Emergency referrals answered in time'],
  ['R6', 'Referrals answered in time'],
  ['R7', 'First visits in time after acceptance'],
  ['R8', 'Support solutions agreed in time after the first visit'],
];

const REASONS: Readonly<Record<string, string>> = {
  no_room: 'no room',
  suspended: 'not taking new people',
  two_workers: 'two workers needed at once',
  times_or_place: 'times or place hard to serve',
  needs: 'needs beyond the service',
  choice: 'other reasons of the provider',
  died: 'died',
  care_home: 'care home',
  housing: 'housing with care',
  recovered: 'no longer needs care',
  family: 'family took over',
  moved_away: 'moved away',
  hospital: 'hospital',
  direct_payment: 'direct payment',
  no_service: 'no service',
  handed_back: 'package handed back',
  provider_closed: 'provider closed',
  moved_provider: 'moved to another provider',
  long_hospital_stay: 'long stay in hospital',
  other_care: 'care bought privately',
  before_start: 'before the first visit',
};

/** Financial years shown. */
const MOST_YEARS = 3;
/** Providers and schemes with tables of their own: the largest. */
const MOST_UNITS = 12;

export function returnsSection(context: Context): Section | null {
  const runs = context.runs.filter((run) => run.folder.kpis.length > 0);
  if (runs.length === 0) return null;
  const own = runs.map((run) => ({ run, units: unitsOf(run).map(({ by, key }) => unitTable(run, by, key, context.names)) }));
  const files = runs.map(
    (run, i) => html`${i > 0 ? ', ' : ''}<a href="${run.path}kpis.csv">kpis.csv${runs.length > 1 ? ` of ${quoted(run.name, 60)}` : ''}</a>`,
  );
  const parts = own.map(
    ({ run, units }) =>
      html`${yearsOf(run).map((year) => table(returnsTable(run, year)))}${units.length > 0 ? html`<details><summary>Show each provider and scheme${runs.length > 1 ? ` of ${quoted(run.name, 60)}` : ''}</summary>${units.map(table)}</details>` : null}`,
  );
  return {
    id: 'returns',
    heading: 'Quarterly returns',
    body: html`<p>Each figure is the mean over simulated futures; for counts, between brackets, what 8 in 10 futures lie between. Shares are of what fell due in the quarter, beside them; the aims are ${aimsOf(runs[0]!)}. Completing is a planned end, death included; leaving is any other.</p>${parts}<p class="files">Every quarter, reason, provider and scheme: ${files}.</p>`,
    folded: own.flatMap(({ units }) => units),
  };
}

function aimsOf(run: RunView): string {
  const aims = MEASURES.flatMap(([kpi]) => {
    const aim = run.folder.kpis.find((row) => row.kpi === kpi)?.aim ?? null;
    return aim === null ? [] : [`${kpi} ${percent(aim)}`];
  });
  return listed(aims);
}

/** The first financial years: "2019/20" of "2019/20 Q1". */
function yearsOf(run: RunView): string[] {
  return [...new Set(run.folder.kpis.map(({ quarter }) => quarter.split(' ')[0]!))].slice(0, MOST_YEARS);
}

/** Providers and schemes by how many they accept, the largest first. */
function unitsOf(run: RunView): { readonly by: string; readonly key: string }[] {
  const accepted = new Map<string, { by: string; key: string; people: number }>();
  for (const { by, key, kpi, reason, mean } of run.folder.kpis) {
    if (by === 'all' || kpi !== 'R1' || reason !== 'all') continue;
    const known = accepted.get(`${by} ${key}`) ?? { by, key, people: 0 };
    accepted.set(`${by} ${key}`, { ...known, people: known.people + (mean ?? 0) });
  }
  return [...accepted.values()].sort((a, b) => b.people - a.people).slice(0, MOST_UNITS);
}

/** All services together: a year, with the reasons. */
function returnsTable(run: RunView, year: string): TableData {
  const rows = run.folder.kpis.filter((row) => row.by === 'all' && row.quarter.startsWith(year));
  const quarters = [...new Set(rows.map((row) => row.quarter))];
  const at = (quarter: string, kpi: string, reason: string) =>
    rows.find((row) => row.quarter === quarter && row.kpi === kpi && row.reason === reason);
  const lines = MEASURES.flatMap(([kpi, words]): Piece[][] => {
    const reasons = [...new Set(rows.filter((row) => row.kpi === kpi && row.reason !== 'all').map(({ reason }) => reason))];
    return [
      [html`<strong>${kpi}</strong> ${words}`, ...quarters.map((quarter) => cellWords(at(quarter, kpi, 'all')))],
      ...reasons.map((reason): Piece[] => [
        html`<span class="quiet">${kpi}: ${REASONS[reason] ?? clean(reason)}</span>`,
        ...quarters.map((quarter) => countWords(at(quarter, kpi, reason))),
      ]),
    ];
  });
  return {
    caption: `${quoted(run.name)}: returns of all services, ${year}`,
    columns: [{ heading: 'Measure' }, ...quarters.map((quarter) => ({ heading: quarter.split(' ')[1]!, isNumber: true }))],
    rows: lines,
  };
}

/** One provider or scheme: all quarters, without the reasons and ranges. */
function unitTable(run: RunView, by: string, key: string, names: Names): TableData {
  const years = yearsOf(run);
  const rows = run.folder.kpis.filter(
    (row) => row.by === by && row.key === key && row.reason === 'all' && years.includes(row.quarter.split(' ')[0]!),
  );
  const quarters = [...new Set(rows.map((row) => row.quarter))];
  const cell = (row: KpiRow | undefined): string => {
    if (row === undefined) return '–';
    if (row.aim === null) return countWords(row);
    return row.mean === null ? 'none due' : `${percent(row.mean)} of ${tenth(row.due)}`;
  };
  return {
    caption: `${capital(keyWords(by, key, names))}, ${quoted(run.name)}`,
    columns: [{ heading: 'Measure' }, ...quarters.map((quarter) => ({ heading: quarter, isNumber: true }))],
    rows: MEASURES.map(([kpi, words]): Piece[] => [
      `${kpi} ${words.replace(', and why', '')}`,
      ...quarters.map((quarter) => cell(rows.find((row) => row.quarter === quarter && row.kpi === kpi))),
    ]),
  };
}

/** A count with its range, or a share with how many fell due. */
function cellWords(row: KpiRow | undefined): Piece {
  if (row === undefined) return '–';
  if (row.aim === null) return html`${countWords(row)} <span class="quiet">(${whole(row.p10)} to ${whole(row.p90)})</span>`;
  if (row.mean === null) return 'none due';
  return html`${percent(row.mean)} <span class="quiet">of ${tenth(row.due)} due</span>`;
}

const countWords = (row: KpiRow | undefined): string => (row === undefined ? '0' : tenth(row.mean));
const percent = (share: number): string => `${Math.round(share * 100)}%`;
const whole = (value: number | null): string => (value === null ? '–' : Math.round(value).toLocaleString('en-GB'));
/** Counts below 20 to a tenth: small services have few of each in a quarter. */
const tenth = (value: number | null): string => (value === null ? '–' : value < 20 ? String(Math.round(value * 10) / 10) : whole(value));
