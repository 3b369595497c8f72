/** Figures of ranges by category: voids by stage, the mix of needs, spend by service, who has moved by readiness. */
import type { KeyedFigure } from '../../result/document.js';
import { type RangeRow, rangeChart } from '../charts/ranges.js';
import { type Context, drawnTogether, leftOut, type RunView } from '../context.js';
import type { Piece } from '../markup.js';
import { keyWords, measureWords, metricOf } from '../words/names.js';
import { capital, cut, figure, halfWidth, levelPrecision, OUTER, range } from '../words/numbers.js';
import { costWords } from '../words/payers.js';
import { axisFormat, fanFigure } from './fans.js';
import type { Figure } from './figure.js';
import { sentenceOf, titleOf } from './titles.js';

interface Category {
  readonly words: string;
  of(run: RunView): KeyedFigure | undefined;
}

interface Request {
  readonly name: string;
  readonly unit: string;
  /** measure and what it is split by */
  readonly what: string;
  readonly categories: readonly Category[];
  readonly title: string;
  readonly sentence: string;
  readonly note?: string;
  /** fewer categories make no chart; 2 where left out */
  readonly least?: number;
}

/** Null where no run has any of it. */
function rangesFigure(context: Context, request: Request): Figure | null {
  const { unit } = request;
  const categories = request.categories.filter(({ of }) => context.runs.some((run) => (of(run)?.mean ?? 0) !== 0));
  if (categories.length < (request.least ?? 2)) return null;
  const many = context.runs.length > 1;
  const shownAt = (category: Category) => levelPrecision(context.runs.flatMap((run) => category.of(run) ?? []));
  const rows = categories.map((category): RangeRow => {
    const shown = shownAt(category);
    return {
      category: capital(cut(category.words, 46)),
      ranges: drawnTogether(context).flatMap((run) => {
        const one = category.of(run);
        if (one?.p50 == null || one.p10 === null || one.p90 === null) return [];
        const words = `${many ? `${run.role} ` : ''}${figure(one.p50, unit, shown, true)}`;
        return [{ colour: run.colour, words, low: one.p10, middle: one.p50, high: one.p90 }];
      }),
    };
  });
  const notes = [`Dot: the middle future; line: ${OUTER.words}.`, request.note, leftOut(context)].filter(Boolean);
  return {
    name: request.name,
    title: request.title,
    subtitle: `${capital(request.what)}, ${context.place}, ${context.period}`,
    label: `Ranges of ${request.what}. ${request.title}. The numbers are in the table below.`,
    note: notes.join(' '),
    sentence: request.sentence,
    numbers: {
      caption: capital(request.what),
      columns: [
        { heading: 'Category' },
        ...context.runs.flatMap((run) =>
          ['mean', OUTER.words].map((part) => ({ heading: many ? `${cut(run.name, 40)}: ${part}` : capital(part), isNumber: true })),
        ),
      ],
      rows: categories.map((category) => [
        capital(category.words),
        ...context.runs.flatMap((run): Piece[] => {
          const one = category.of(run);
          if (one?.mean == null) return ['none', 'none'];
          const shown = shownAt(category);
          return [figure(one.mean, unit, shown, true), range(one[OUTER.low], one[OUTER.high], unit, halfWidth(one.ci95), true)];
        }),
      ]),
    },
    files: context.runs.map((run) => ({
      href: `${run.path}summary.json`,
      words: many ? `summary.json of “${cut(run.name, 60)}”` : 'summary.json',
    })),
    draw: (size) => rangeChart({ label: request.title, rows: rows.filter((row) => row.ranges.length > 0), format: axisFormat(unit) }, size),
  };
}

/** Keys of a metric's dimension as categories, over the run or on the last day. */
function keyed(context: Context, metric: string, by: string, when: 'run' | 'end' = 'run'): Category[] {
  const keys = [...new Set(context.runs.flatMap((run) => Object.keys(run.folder.summary.metrics[metric]?.by[by] ?? {})))];
  return keys.map((key) => ({
    words: keyWords(by, key, context.names),
    of: (run) => {
      const found = run.folder.summary.metrics[metric]?.by[by]?.[key];
      return when === 'end' ? (found?.atEnd as KeyedFigure | undefined) : found;
    },
  }));
}

/** The mean of a category in the baseline, and where the plans lie: "74 in the baseline, 75 to 105 under the plans". */
function acrossRuns(context: Context, category: Category, unit: string): string {
  const shown = levelPrecision(context.runs.flatMap((run) => category.of(run) ?? []));
  const [base, ...others] = context.runs.map((run) => category.of(run)?.mean ?? 0);
  const say = (value: number) => figure(value, unit, shown, true);
  const [low, high] = [say(Math.min(...others)), say(Math.max(...others))];
  if (others.length === 0) return say(base!);
  const plans = others.length === 1 ? 'under the alternative' : 'under the plans';
  return low === high && low === say(base!)
    ? `${low} in the baseline and ${plans}`
    : `${say(base!)} in the baseline, ${low === high ? low : `${low} to ${high}`} ${plans}`;
}

/** Vacant flats by the stage that a void has reached. */
export function voidStagesFigure(context: Context): Figure | null {
  const metric = 'housing.void';
  const categories = keyed(context, metric, 'stage');
  const base = context.runs[0]!;
  const [top] = [...categories].sort((a, b) => (b.of(base)?.mean ?? 0) - (a.of(base)?.mean ?? 0));
  if (!top) return null;
  const used = categories.filter(({ of }) => context.runs.some((run) => (of(run)?.mean ?? 0) !== 0));
  const { unit, words } = metricOf(metric);
  return rangesFigure(context, {
    ...{ name: 'voids-by-stage', unit, what: 'vacant flats by stage, mean of the run', categories },
    title: `Most ${words} are at the stage “${top.words}”${context.runs.length > 1 ? ' in the baseline' : ''}`,
    sentence: `Vacant flats on average: ${used.map((one) => `${one.words}, ${acrossRuns(context, one, unit)}`).join('; ')}.`,
  });
}

/** Tenants by band of need on the last day. */
export function needsMixFigure(context: Context): Figure | null {
  const metric = 'housing.tenants_by_band';
  const categories = keyed(context, metric, 'band', 'end');
  const high = categories.at(-1);
  if (!high) return null;
  const said = (one: Category) => `${one.words}, ${acrossRuns(context, one, 'people')}`;
  return rangesFigure(context, {
    ...{ name: 'needs-mix', unit: 'people', what: 'tenants by band of need, on the last day', categories },
    title: `Tenants with ${high.words} on the last day: ${acrossRuns(context, high, 'people')}`,
    sentence: `Tenants on the last day, on average over futures: ${categories.map(said).join('; ')}.`,
  });
}

/** Who has moved, by readiness. */
export function repatriationFigure(context: Context): Figure | null {
  const metric = 'specialist.moved_within_12_months_share';
  const categories = keyed(context, metric, 'readiness');
  return rangesFigure(context, {
    ...{ name: 'repatriation-by-readiness', unit: 'share', what: `${measureWords(metric)}, by readiness`, categories },
    title: titleOf(context, metric),
    sentence: sentenceOf(context, metric),
  });
}

/** Most packages in a week, of 8 in 10 futures, at which a chart by week shows little but whether there was one. */
const FEW_A_WEEK = 5;

/** Packages handed back: by week where there are many, by area over the run where there are few. */
export function handBacksFigure(context: Context): Figure | null {
  const metric = 'home_care.hand_backs';
  const note = 'People of a provider that closes are not among them.';
  const most = Math.max(0, ...context.runs.flatMap((run) => run.weekly.rows(metric).map((row) => row[OUTER.high] ?? 0)));
  if (most > FEW_A_WEEK)
    return fanFigure(context, { name: 'hand-backs', metric, note: `Packages in each week; the sentence counts the whole run. ${note}` });
  const everywhere: Category = { words: 'everywhere', of: (run) => run.folder.summary.metrics[metric] };
  const areas = keyed(context, metric, 'area');
  return rangesFigure(context, {
    ...{ name: 'hand-backs', unit: metricOf(metric).unit, what: 'packages handed back, over the run', note, least: 1 },
    categories: [everywhere, ...(areas.length > 1 ? areas : [])],
    title: titleOf(context, metric),
    sentence: sentenceOf(context, metric),
  });
}

const SPEND = ['home_care', 'reablement', 'crisis', 'housing', 'placements', 'incentives'];

/** What the council spends on each service. */
export function spendFigure(context: Context): Figure | null {
  const total = 'cost.total';
  const categories = SPEND.map((service): Category => {
    const id = `cost.${service}`;
    return {
      words: costWords(id, 'council'),
      of: (run) => {
        const metric = run.folder.summary.metrics[id];
        return metric?.by.payer ? metric.by.payer.council : metric;
      },
    };
  });
  return rangesFigure(context, {
    ...{ name: 'spend-by-service', unit: 'pounds', what: 'the council’s cost by service over the run, pounds', categories },
    title: titleOf(context, total),
    sentence: sentenceOf(context, total),
    note: 'What others pay is left out: the NHS’s delayed bed-days, residents’ own care, landlords’ lost rent.',
  });
}
