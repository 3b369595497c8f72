/** Carers and paid hours by kind of provider, before and after, in tables whose parts add up. */
import { TIERS } from '../../metrics.js';
import type { Context } from '../context.js';
import { firstMean } from '../data.js';
import { html, type Piece, type TableData, table } from '../markup.js';
import { keyWords, measureWords } from '../words/names.js';
import { capital, halfWidth } from '../words/numbers.js';
import { addedUp, signedWhole, type TierLine, tierStep } from '../words/tiers.js';
import type { Section } from './page.js';

const METRICS = ['workforce.carers', 'home_care.paid_hours'] as const;

/** The tables that the result has figures for. */
export function tierTables(context: Context): TableData[] {
  return METRICS.flatMap((id) => tierTable(context, id) ?? []);
}

export function carerSection(context: Context): Section | null {
  const tables = tierTables(context);
  if (tables.length === 0) return null;
  return {
    id: 'carers',
    heading: 'Carers and paid hours, before and after',
    body: html`<p>Capacity is moved, not made: a plan that moves packages moves their carers with them. Totals change only by recruitment, leaving and named policies.</p>${tables.map(table)}`,
  };
}

/** The first week of the baseline, then the last day of each run and its difference with the baseline's. */
function tierTable(context: Context, metric: string): TableData | null {
  const found = new Set(context.runs.flatMap((run) => run.weekly.keys(metric, 'tier')));
  const keys = TIERS.filter((tier) => found.has(tier));
  if (keys.length === 0) return null;
  const endOf = (run: Context['runs'][number], key: string) => run.folder.summary.metrics[metric]?.by.tier?.[key]?.atEnd?.mean ?? 0;
  const exact = keys.map((key): TierLine => {
    const first = firstMean(context.runs[0]!.weekly.rows(metric, 'tier', key)) ?? 0;
    return { key, values: [first, ...context.runs.map((run) => endOf(run, key))] };
  });
  const sum = addedUp(exact, 1).total[1] ?? 0;
  const { lines, total } = addedUp(exact, tierStep(sum, precisionAt(context, metric)));
  const isAlike = total.slice(2).every((value, i) => value === total[1] && lines.every(({ values }) => values[i + 2] === values[1]));
  const shown = isAlike ? context.runs.slice(0, 1) : context.runs;
  const many = shown.length > 1;
  const others = shown.slice(1);
  const cells = (values: readonly number[]): Piece[] => {
    const seen = values.slice(0, shown.length + 1);
    return [...seen.map((value) => value.toLocaleString('en-GB')), ...seen.slice(2).map((value) => signedWhole(value - seen[1]!))];
  };
  const label = context.runs.length > 1 && isAlike ? `${measureWords(metric)}, the same under every plan` : measureWords(metric);
  return {
    caption: label,
    columns: [
      { heading: 'Kind of provider' },
      { heading: 'First week', isNumber: true },
      ...shown.map((run) => ({ heading: many ? `${capital(run.role)}, last day` : 'Last day', isNumber: true })),
      ...others.map((run) => ({ heading: others.length > 1 ? `Difference, ${run.role}` : 'Difference', isNumber: true })),
    ],
    rows: [
      ...lines.map(({ key, values }) => [capital(keyWords('tier', key)), ...cells(values)]),
      ...(lines.length > 1 ? [[html`<strong>All providers</strong>`, ...cells(total)]] : []),
    ],
  };
}

/** Half-width of the total at the end: of the difference where there is one. */
function precisionAt(context: Context, metric: string): number | null {
  const row = context.alternatives[0]?.find(metric, 'all', 'all', 'end');
  return halfWidth(row ? row.ci95 : (context.runs[0]!.folder.summary.metrics[metric]?.atEnd?.ci95 ?? null));
}
