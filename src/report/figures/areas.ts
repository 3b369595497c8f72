/** The figure of the interim list area by area. */
import { areaChart } from '../charts/areas.js';
import { type Context, drawnTogether, leftOut, type RunView } from '../context.js';
import { fanPoints } from '../data.js';
import type { Piece } from '../markup.js';
import { verdictOf } from '../words/findings.js';
import { keyWords, measureWords, metricOf } from '../words/names.js';
import { capital, counted, cut, figure, listed, quoted } from '../words/numbers.js';
import { axisFormat, weeklyFiles, weeklyPrecision } from './fans.js';
import type { Figure } from './figure.js';

/** The interim list in every area: the middle and half of futures. */
export function areasFigure(context: Context, most = 12): Figure | null {
  const id = 'interim_list.hours';
  const { unit, words } = metricOf(id);
  const areas = context.runs[0]!.weekly.keys(id, 'area').slice(0, most);
  const panels = areas.flatMap((area) => {
    const lines = drawnTogether(context).map((run) => ({
      name: context.runs.length > 1 ? run.role : 'middle',
      colour: run.colour,
      points: fanPoints(run.weekly.rows(id, 'area', area)),
    }));
    return lines.some((line) => line.points.length < 2) ? [] : [{ area: cut(keyWords('area', area, context.names), 38), lines }];
  });
  if (panels.length < 2) return null;
  const title = areaTitle(context, areas);
  return {
    name: 'areas',
    title,
    subtitle: `${measureWords(id)}, by area, middle and half of futures, ${context.period}`,
    label: `Small charts of ${words} in each of ${panels.length} areas, on one scale. ${title}. The numbers are in the table below.`,
    ...(leftOut(context) ? { note: leftOut(context) } : {}),
    sentence: areaSentence(context, areas, title),
    numbers: {
      caption: `${capital(words)} by area, middle at the start and the end`,
      columns: [
        { heading: 'Area' },
        ...context.runs.flatMap((run) =>
          ['first week', 'last week'].map((when) => ({ heading: `${cut(run.name, 40)}: ${when}`, isNumber: true })),
        ),
      ],
      rows: areas.map((area) => [keyWords('area', area, context.names), ...context.runs.flatMap((run) => edges(run, id, area, unit))]),
    },
    files: weeklyFiles(context),
    draw: (size) => areaChart({ label: title, panels, format: axisFormat(unit) }, size),
  };
}

function edges(run: RunView, id: string, area: string, unit: string): Piece[] {
  const rows = run.weekly.rows(id, 'area', area);
  return [rows[0], rows.at(-1)].map((row) =>
    row ? figure(row.p50, unit, weeklyPrecision(row, run.folder.summary.bandsFrom), true) : 'none',
  );
}

/** The title, and the areas by name. */
function areaSentence(context: Context, areas: readonly string[], title: string): string {
  const [first] = context.alternatives;
  const named = (verdict: string) =>
    areas.filter((area) => {
      const row = first?.find('interim_list.hours', 'area', area);
      return row !== undefined && verdictOf(row) === verdict;
    });
  const parts = (['better', 'worse'] as const).flatMap((verdict) =>
    named(verdict).length > 0
      ? [`${verdict} in ${listed(named(verdict).map((area) => cut(keyWords('area', area, context.names), 60)))}`]
      : [],
  );
  return first && parts.length > 0
    ? `Compared with ${quoted(context.runs[0]!.name)}, hours on the interim care list are ${parts.join(', ')}.`
    : `${title}.`;
}

function areaTitle(context: Context, areas: readonly string[]): string {
  const id = 'interim_list.hours';
  const [first] = context.alternatives;
  if (!first) {
    const ranked = areas
      .map((area) => ({ area, hours: context.runs[0]!.folder.summary.metrics[id]?.by.area?.[area]?.mean ?? 0 }))
      .sort((a, b) => b.hours - a.hours);
    return `The most hours wait in ${cut(keyWords('area', ranked[0]!.area, context.names), 40)}`;
  }
  const verdicts = areas.flatMap((area) => first.find(id, 'area', area) ?? []).map(verdictOf);
  const count = (verdict: string) => verdicts.filter((one) => one === verdict).length;
  if (verdicts.length > 0 && count('unclear') === verdicts.length)
    return 'No clear difference in hours on the list in any area over the run';
  return `Hours on the list: better in ${counted(count('better'), 'area')}, worse in ${count('worse')}, unclear in ${count('unclear')}`;
}
