/** The figure of the interim list area by area. */
import { areaChart } from '../charts/areas.js';
import { type AlternativeView, type Context, drawnTogether, leftOut, type RunView } from '../context.js';
import { fanPoints } from '../data.js';
import type { Piece } from '../markup.js';
import { verdictOf } from '../words/findings.js';
import { keyWords, measureWords, metricOf } from '../words/names.js';
import { capital, counted, cut, figure, listed, quoted } from '../words/numbers.js';
import { alikeWords, axisFormat, startRule, weeklyFiles } from './fans.js';
import type { Figure } from './figure.js';
import { weeklyPrecision } from './weekly-tables.js';

/** The interim list in every area: the middle and half of futures. */
export function areasFigure(context: Context, most = 12): Figure | null {
  const id = 'interim_list.hours';
  const { unit, words } = metricOf(id);
  const areas = context.runs[0]!.weekly.keys(id, 'area').slice(0, most);
  const verdicts = context.alternatives.flatMap((one) => areas.flatMap((area) => one.find(id, 'area', area) ?? [])).map(verdictOf);
  const isAlike = context.alternatives.length > 1 && verdicts.length > 0 && verdicts.every((verdict) => verdict === 'unclear');
  const drawn = isAlike ? context.runs.slice(0, 1) : drawnTogether(context);
  const panels = areas.flatMap((area) => {
    const lines = drawn.map((run) => ({
      name: context.runs.length > 1 ? run.role : 'middle',
      colour: run.colour,
      points: fanPoints(run.weekly.rows(id, 'area', area)),
    }));
    const rules = drawn.flatMap((run) => startRule(run)).slice(0, 1);
    return lines.some((line) => line.points.length < 2) ? [] : [{ area: cut(keyWords('area', area, context.names), 38), lines, rules }];
  });
  if (panels.length < 2) return null;
  const title = areaTitle(context, areas);
  const note = isAlike ? alikeWords(context) : leftOut(context);
  return {
    name: 'areas',
    title,
    subtitle: `${measureWords(id)}, by area, ${drawn.length > 2 ? 'middle future' : 'middle and half of futures'}, ${context.period}`,
    label: `Small charts of ${words} in each of ${panels.length} areas, on one scale. ${title}. The numbers are in the table below.`,
    ...(note ? { note } : {}),
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

/** Areas with a verdict under a plan, by name. */
function named(alternative: AlternativeView, areas: readonly string[], verdict: string, context: Context): string[] {
  return areas
    .filter((area) => {
      const row = alternative.find('interim_list.hours', 'area', area);
      return row !== undefined && verdictOf(row) === verdict;
    })
    .map((area) => cut(keyWords('area', area, context.names), 60));
}

/** The areas that gain and lose, plan by plan. */
function areaSentence(context: Context, areas: readonly string[], title: string): string {
  const said = context.alternatives.flatMap((one) => {
    const parts = (['better', 'worse'] as const).flatMap((verdict) => {
      const which = named(one, areas, verdict, context);
      return which.length > 0 ? [`${verdict} in ${listed(which)}`] : [];
    });
    return parts.length > 0 ? [`under ${quoted(one.name)} ${parts.join(', ')}`] : [];
  });
  return said.length > 0
    ? `Compared with ${quoted(context.runs[0]!.name)}, hours on the interim care list are ${said.join('; ')}.`
    : `${title}.`;
}

function areaTitle(context: Context, areas: readonly string[]): string {
  const id = 'interim_list.hours';
  const { alternatives } = context;
  if (alternatives.length === 0) {
    const ranked = areas
      .map((area) => ({ area, hours: context.runs[0]!.folder.summary.metrics[id]?.by.area?.[area]?.mean ?? 0 }))
      .sort((a, b) => b.hours - a.hours);
    return `The most hours wait in ${cut(keyWords('area', ranked[0]!.area, context.names), 40)}`;
  }
  const counts = alternatives.map((one) => ({
    name: one.name,
    better: named(one, areas, 'better', context).length,
    worse: named(one, areas, 'worse', context).length,
  }));
  const clear = counts.filter(({ better, worse }) => better + worse > 0);
  if (clear.length === 0)
    return `No clear difference in hours on the list in any area${alternatives.length === 1 ? ` ${alternatives[0]!.when}` : ''}`;
  const [first] = clear;
  const words = ({ better, worse }: (typeof counts)[number]) =>
    `better in ${better}, worse in ${worse}, unclear in ${areas.length - better - worse} of ${counted(areas.length, 'area')}`;
  if (alternatives.length === 1) return `Hours on the list: ${words(first!)}`;
  const most = [...clear].sort((a, b) => b.better + b.worse - a.better - a.worse)[0]!;
  return `Hours on the list under ${quoted(most.name, 44)}: ${words(most)}`;
}
