/** The figure of how a new scheme fills: flats let week by week, for each scheme that opens during the run. */
import { fanChart } from '../charts/fan.js';
import type { Context, RunView } from '../context.js';
import { keyWords } from '../words/names.js';
import { capital, counted, cut, longDate, lower } from '../words/numbers.js';
import { axisFormat, fanSeries, weeklyFiles } from './fans.js';
import type { Figure } from './figure.js';

const METRIC = 'housing.occupied';

/** Weeks from a scheme's first letting until nine in ten of its flats are let in the middle future. */
interface Filling {
  readonly scheme: string;
  readonly run: RunView;
  readonly firstDate: string;
  readonly weeks: number | null;
  /** let on the last day, in the middle future */
  readonly flats: number;
}

/** Schemes that have a panel of their own: the largest. */
const MOST_PANELS = 6;

/** Null where no scheme opens. */
export function newSchemesFigure(context: Context): Figure | null {
  const fillings = context.runs.flatMap((run) =>
    run.weekly.keys(METRIC, 'scheme').flatMap((scheme): Filling[] => {
      const rows = run.weekly.rows(METRIC, 'scheme', scheme);
      const flats = (week: number) => (rows[week]?.p50 ?? 0) + (run.weekly.rows('housing.void', 'scheme', scheme)[week]?.p50 ?? 0);
      const first = rows.findIndex((row) => (row.mean ?? 0) > 0);
      if (first < 1 || (rows[0]?.mean ?? 0) > 0) return [];
      const full = rows.findIndex((row, week) => week >= first && (row.p50 ?? 0) >= 0.9 * flats(week) && flats(week) > 0);
      return [{ scheme, run, firstDate: rows[first]!.date, weeks: full < 0 ? null : full - first, flats: rows.at(-1)?.p50 ?? 0 }];
    }),
  );
  if (fillings.length === 0) return null;
  const many = context.runs.length > 2;
  const schemeOf = ({ scheme }: Filling) => keyWords('scheme', scheme, context.names);
  const nameOf = (one: Filling) => `${schemeOf(one)}${many ? `, ${one.run.role}` : ''}`;
  const drawn = [...fillings].sort((a, b) => b.flats - a.flats).slice(0, MOST_PANELS);
  const series = drawn.map((one) => ({
    ...fanSeries(one.run, METRIC, `${cut(schemeOf(one), 24)}${many ? `\n${one.run.role}` : ''}`, [], ['scheme', one.scheme]),
    ...{ futures: [], colour: one.run.colour },
  }));
  if (series.some(({ points }) => points.length < 2)) return null;
  const title = titleOfNew(context, fillings, nameOf);
  const rest = fillings.length - drawn.length;
  return {
    name: 'new-schemes',
    title,
    subtitle: `Flats with a tenancy in schemes that open during the run, flats, ${context.period}`,
    label: `Fan charts of flats let in new schemes. ${title}. The numbers are in the table below.`,
    ...(rest > 0 ? { note: `The ${MOST_PANELS} largest are drawn; the other ${rest} are in the numbers beneath.` } : {}),
    sentence: `In the middle future, ${lower(title)}; the first flats are let in the week of ${longDate(fillings[0]!.firstDate)}.`,
    numbers: fillingTable(fillings, nameOf),
    files: weeklyFiles(context),
    draw: (size) => fanChart({ label: title, series, format: axisFormat('flats'), outerBand: '8 in 10 futures', height: 220 }, size),
  };
}

function titleOfNew(context: Context, fillings: readonly Filling[], nameOf: (one: Filling) => string): string {
  const filled = fillings.flatMap(({ weeks }) => (weeks === null ? [] : [weeks]));
  const ends = [Math.min(...filled), Math.max(...filled)];
  const span = ends[0] === ends[1] ? counted(ends[0]!, 'week') : `${ends[0]} to ${ends[1]} weeks`;
  if (fillings.length === 1) {
    const [one] = fillings;
    const said = filled.length > 0 ? `is nine tenths let ${span} after its first letting` : 'is not nine tenths let by the end';
    return capital(`${nameOf(one!)} ${said}`);
  }
  const what = context.alternatives.length > 1 ? 'new schemes, counted in each plan,' : 'new schemes';
  if (filled.length === 0) return `None of ${fillings.length} ${what} is nine tenths let by the end`;
  return `${filled.length === fillings.length ? `All ${fillings.length}` : `${filled.length} of ${fillings.length}`} ${what} are nine tenths let by the end, ${span} after their first letting`;
}

function fillingTable(fillings: readonly Filling[], nameOf: (one: Filling) => string): Figure['numbers'] {
  return {
    caption: 'New schemes: first letting, nine tenths let, and flats let on the last day, middle future',
    columns: [
      { heading: 'Scheme' },
      { heading: 'First letting, week of' },
      { heading: 'Weeks until nine tenths let', isNumber: true },
      { heading: 'Flats let on the last day', isNumber: true },
    ],
    rows: fillings.map((one) => [nameOf(one), longDate(one.firstDate), one.weeks ?? 'not by the end', one.flats]),
  };
}
