/** The figure of what reablement hours are used for. */
import { reablementChart } from '../charts/reablement.js';
import type { Context, RunView } from '../context.js';
import type { Piece } from '../markup.js';
import { metricOf } from '../words/names.js';
import { capital, cut, figure, halfWidth, OUTER, range } from '../words/numbers.js';
import { axisFormat, capacityMark, fanSeries, weeklyFiles } from './fans.js';
import type { Figure } from './figure.js';
import { sentenceOf, titleOf } from './titles.js';

/** Reablement's hours: own work, bridging and last resort against the hours available. */
export function reablementFigure(context: Context): Figure | null {
  const parts = ['reablement.own_hours', 'reablement.bridging_hours', 'reablement.last_resort_hours'] as const;
  const rows = context.runs.map((run) => {
    const capacity = capacityMark(run, 'reablement.capacity_hours', 'hours available');
    const role = context.runs.length > 1 ? run.role : '';
    const series = (id: string, words: string) => ({
      ...fanSeries(run, id, `${capital(words)}${role ? `\n${role}` : ''}`, capacity),
      futures: [],
    });
    return { own: series(parts[0], 'own work'), bridging: series(parts[1], 'bridging'), lastResort: series(parts[2], 'last resort') };
  });
  if (rows.some((row) => row.own.points.length < 2 || row.bridging.points.length < 2 || row.lastResort.points.length < 2)) return null;
  if (rows.every(({ own }) => own.points.every(({ high }) => high === 0))) return null;
  const lost = 'reablement.lost_hours_share';
  const title = titleOf(context, lost);
  return {
    name: 'reablement-use',
    title,
    subtitle: `Reablement hours used for its own work, bridging and last resort, hours a week, against hours available, ${context.place}, ${context.period}`,
    label: `Fan charts of reablement hours by use, on one scale. ${title}. The numbers are in the table below.`,
    note: 'Bridging: the episode is over and home care has not started. Last resort: packages that no provider serves.',
    sentence: sentenceOf(context, lost),
    numbers: {
      caption: 'Reablement hours a week by use, mean of the run',
      columns: [
        { heading: 'Use' },
        ...context.runs.flatMap((run) => [
          { heading: cut(run.name, 40), isNumber: true },
          { heading: `${cut(run.name, 40)}: ${OUTER.words}`, isNumber: true },
        ]),
      ],
      rows: [...parts, 'reablement.capacity_hours'].map((id) => [
        capital(metricOf(id).words),
        ...context.runs.flatMap((run) => levelCells(run, id)),
      ]),
    },
    files: weeklyFiles(context),
    draw: (size) => reablementChart({ label: title, rows, format: axisFormat('hours a week'), outerBand: OUTER.words }, size),
  };
}

function levelCells(run: RunView, id: string): Piece[] {
  const metric = run.folder.summary.metrics[id];
  if (!metric || metric.mean === null) return ['not known', 'not known'];
  const precision = halfWidth(metric.ci95);
  const { unit } = metricOf(id);
  return [figure(metric.mean, unit, precision, true), range(metric[OUTER.low], metric[OUTER.high], unit, precision, true)];
}
