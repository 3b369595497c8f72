/** The figure of how a new scheme fills: flats let week by week, for each scheme that opens during the run. */
import { fanChart } from '../charts/fan.js';
import type { Context, RunView } from '../context.js';
import { keyWords } from '../words/names.js';
import { capital, counted, cut, listed, longDate } from '../words/numbers.js';
import { axisFormat, fanSeries, fanTable, weeklyFiles } from './fans.js';
import type { Figure } from './figure.js';

const METRIC = 'housing.occupied';

/** Weeks from a scheme's first letting until nine in ten of its flats are let in the middle future. */
interface Filling {
  readonly scheme: string;
  readonly run: RunView;
  readonly firstDate: string;
  readonly weeks: number | null;
}

/** Null where no scheme opens. */
export function newSchemesFigure(context: Context): Figure | null {
  const fillings = context.runs.flatMap((run) =>
    run.weekly.keys(METRIC, 'scheme').flatMap((scheme): Filling[] => {
      const rows = run.weekly.rows(METRIC, 'scheme', scheme);
      const flats = (week: number) => (rows[week]?.p50 ?? 0) + (run.weekly.rows('housing.void', 'scheme', scheme)[week]?.p50 ?? 0);
      const first = rows.findIndex((row) => (row.mean ?? 0) > 0);
      if (first < 1 || (rows[0]?.mean ?? 0) > 0) return [];
      const full = rows.findIndex((row, week) => week >= first && (row.p50 ?? 0) >= 0.9 * flats(week) && flats(week) > 0);
      return [{ scheme, run, firstDate: rows[first]!.date, weeks: full < 0 ? null : full - first }];
    }),
  );
  if (fillings.length === 0) return null;
  const nameOf = ({ scheme, run }: Filling) =>
    `${keyWords('scheme', scheme, context.names)}${context.runs.length > 2 ? `, ${run.role}` : ''}`;
  const said = fillings.map((one) =>
    one.weeks === null
      ? `${nameOf(one)} is not nine tenths let by the end`
      : `${nameOf(one)} is nine tenths let ${counted(one.weeks, 'week')} after its first letting`,
  );
  const title = capital(said.length <= 2 ? listed(said) : `${counted(fillings.length, 'new scheme')}: ${said[0]}`);
  const series = fillings.map((one) => ({
    ...fanSeries(one.run, METRIC, cut(nameOf(one), 38), [], ['scheme', one.scheme]),
    ...{ futures: [], colour: one.run.colour },
  }));
  if (series.some(({ points }) => points.length < 2)) return null;
  return {
    name: 'new-schemes',
    title,
    subtitle: `Flats with a tenancy in schemes that open during the run, flats, ${context.period}`,
    label: `Fan charts of flats let in new schemes. ${title}. The numbers are in the table below.`,
    sentence: `In the middle future, ${listed(said)}; the first flats are let in the week of ${longDate(fillings[0]!.firstDate)}.`,
    numbers: fanTable(
      'Flats with a tenancy in new schemes, every 13 weeks',
      fillings.map((one) => ({
        name: nameOf(one),
        n: one.run.folder.summary.bandsFrom,
        rows: one.run.weekly.rows(METRIC, 'scheme', one.scheme),
      })),
      'flats',
    ),
    files: weeklyFiles(context),
    draw: (size) => fanChart({ label: title, series, format: axisFormat('flats'), outerBand: '8 in 10 futures', height: 220 }, size),
  };
}
