/** Where people wait, and what each place costs whom. */
import type { Context, RunView } from '../context.js';
import { html, type TableData, table } from '../markup.js';
import { metricOf } from '../words/names.js';
import { capital, figure, levelPrecision } from '../words/numbers.js';
import type { Section } from './page.js';
import { keyedTable } from './tables.js';

export function placeSection(context: Context): Section | null {
  const place = keyedTable(
    context,
    'interim_list.people',
    'place',
    'People on the interim care list by where they wait, mean of the run',
    'Where they wait',
  );
  const priority = keyedTable(
    context,
    'interim_list.people',
    'priority',
    'People on the interim care list by priority, mean of the run',
    'Who waits',
  );
  const costs = costTables(context);
  if (!place && !priority && costs.length === 0) return null;
  return {
    id: 'where-people-wait',
    heading: 'Where people wait, and what it costs',
    body: html`${costs.length > 0 ? html`<p>Everyone held up for want of a next service, on the interim care list or not. Bridging and cover cost their part, by hours, of the whole reablement service: hours lost to its own work.</p>${costs.map(table)}` : null}${place ? table(place) : null}${priority ? table(priority) : null}`,
  };
}

interface Place {
  readonly words: string;
  readonly payer: string;
  /** a level of people, or person-days over the run */
  readonly metric: string;
  /** pounds over the run; left out where nobody's budget bears it */
  cost?(run: RunView): number | null;
}

const mean = (run: RunView, id: string): number | null => run.folder.summary.metrics[id]?.mean ?? null;

/** The part of reablement's cost that its hours in a use amount to. */
const reablementPart =
  (hours: string) =>
  (run: RunView): number | null => {
    const [used, capacity, cost] = [mean(run, hours), mean(run, 'reablement.capacity_hours'), mean(run, 'cost.reablement')];
    return used === null || !capacity || cost === null ? null : (cost * used) / capacity;
  };

const PLACES: readonly Place[] = [
  {
    words: 'in a hospital bed, ready to leave',
    payer: 'NHS',
    metric: 'hospital.delayed_people',
    cost: (run) => mean(run, 'cost.delayed_discharge'),
  },
  {
    words: 'at home, bridged by reablement',
    payer: 'council',
    metric: 'reablement.bridging_people',
    cost: reablementPart('reablement.bridging_hours'),
  },
  {
    words: 'at home, covered by reablement as last resort',
    payer: 'council',
    metric: 'reablement.last_resort_people',
    cost: reablementPart('reablement.last_resort_hours'),
  },
  { words: 'at home, handed back and uncovered', payer: 'the person and family', metric: 'home_care.uncovered_days' },
];

/** People on average, with its interval. */
function levelOf(run: RunView, { metric }: Place) {
  const found = run.folder.summary.metrics[metric];
  const { weeks, warmUpWeeks } = run.folder.summary;
  const per = metricOf(metric).unit === 'people' ? 1 : (weeks - warmUpWeeks) * 7;
  const ci95 = found?.ci95 ?? null;
  return {
    mean: found?.mean == null ? null : found.mean / per,
    ci95: ci95 === null ? null : ([ci95[0] / per, ci95[1] / per] as const),
  };
}

/** People and cost in one table; in one each where there are more than three runs. */
function costTables(context: Context): TableData[] {
  const many = context.runs.length > 1;
  const places = PLACES.flatMap((place) => {
    const levels = context.runs.map((run) => levelOf(run, place));
    if (levels.every(({ mean: people }) => !people)) return [];
    const shown = levelPrecision(levels);
    const costs = context.runs.map((run) => place.cost?.(run) ?? null);
    return [
      {
        words: capital(place.words),
        payer: place.payer,
        people: levels.map(({ mean: people }) => figure(people, 'people', shown, true)),
        isPriced: costs.some((cost) => cost !== null),
        costs: costs.map((cost) => (cost === null ? 'no price' : figure(cost, 'pounds', cost / 50))),
      },
    ];
  });
  if (places.length === 0) return [];
  const headings = (what: string) => context.runs.map((run) => ({ heading: many ? `${what}, ${run.role}` : what, isNumber: true }));
  const [place, people, cost, payer] = [
    { heading: 'Place' },
    headings('People on average'),
    headings('Cost over the run'),
    { heading: 'Who bears it' },
  ];
  const priced = places.filter(({ isPriced }) => isPriced);
  if (context.runs.length > 3)
    return [
      {
        caption: 'Where people wait, people on average',
        columns: [place, ...headings('People')],
        rows: places.map((one) => [one.words, ...one.people]),
      },
      ...(priced.length > 0
        ? [
            {
              caption: 'Where people wait, the cost over the run',
              columns: [place, ...headings('Cost'), payer],
              rows: priced.map((one) => [one.words, ...one.costs, one.payer]),
            },
          ]
        : []),
    ];
  return [
    {
      caption: 'Where people wait, and the cost over the run',
      columns: [place, ...people, ...cost, payer],
      rows: places.map((one) => [one.words, ...one.people, ...one.costs, one.payer]),
    },
  ];
}
