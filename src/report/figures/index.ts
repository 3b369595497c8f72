/** All figures of a report, in the order in which they are read. */
import type { Context } from '../context.js';
import { headlinesOf } from '../words/measures.js';
import { areasFigure } from './areas.js';
import { differenceFan } from './difference-fans.js';
import { differenceFigure } from './differences.js';
import { capacityMark, fanFigure } from './fans.js';
import type { Figure } from './figure.js';
import { handBacksFigure, needsMixFigure, repatriationFigure, spendFigure, voidStagesFigure } from './ranges.js';
import { reablementFigure } from './reablement.js';
import { newSchemesFigure } from './schemes.js';
import { waitsFigure } from './waits.js';

export type { Figure } from './figure.js';

const nth = (context: Context, i: number): string => (context.alternatives.length > 1 ? `-${i + 1}` : '');

/** A fan of a metric, then that of its paired differences. */
function withDifferences(context: Context, name: string, metric: string): (Figure | null)[] {
  return [fanFigure(context, { name, metric }), differenceFan(context, metric, `${name}-difference`)];
}

/** Figures by the part of the model that they show; the head of a metric's id names its part. */
const PARTS: Readonly<Record<string, (context: Context) => (Figure | null)[]>> = {
  interim_list: (context) => [
    ...withDifferences(context, 'interim-list-people', 'interim_list.people'),
    fanFigure(context, { name: 'interim-list-hours', metric: 'interim_list.hours' }),
    waitsFigure(context),
    areasFigure(context),
  ],
  hospital: (context) => withDifferences(context, 'hospital-delayed', 'hospital.delayed_people'),
  reablement: (context) => [reablementFigure(context)],
  home_care: (context) => [
    fanFigure(context, {
      name: 'home-care-hours',
      metric: 'home_care.hours',
      marks: (run) => capacityMark(run, 'home_care.capacity_hours', 'hours available'),
      note: 'Hours available serve self-funders too, so council hours stay below them even when providers are full.',
    }),
    fanFigure(context, { name: 'principal-share', metric: 'home_care.principal_share', isLate: true }),
    handBacksFigure(context),
  ],
  workforce: (context) => [
    fanFigure(context, { name: 'carers-in-post', metric: 'workforce.carers' }),
    fanFigure(context, { name: 'vacancies', metric: 'workforce.vacancy_rate' }),
  ],
  crisis: (context) => [
    fanFigure(context, { name: 'crisis-within-2-hours', metric: 'crisis.within_2_hours_share' }),
    fanFigure(context, { name: 'crisis-hospital-avoided', metric: 'crisis.hospital_avoided_share' }),
  ],
  housing: (context) => [
    ...withDifferences(context, 'vacant-flats', 'housing.void'),
    voidStagesFigure(context),
    ...withDifferences(context, 'housing-register', 'housing.register'),
    newSchemesFigure(context),
    needsMixFigure(context),
  ],
  specialist: (context) => [
    ...withDifferences(context, 'out-of-area', 'specialist.out_of_area'),
    fanFigure(context, { name: 'specialist-waiting', metric: 'specialist.waiting' }),
    repatriationFigure(context),
  ],
  cost: (context) => [spendFigure(context)],
};

/** Figures that the data can fill, the parts that the scenario puts first before the others; measures that it lacks are passed over. */
export function figuresOf(context: Context): Figure[] {
  const wanted = headlinesOf(context.manifest).map((id) => id.slice(0, id.indexOf('.')));
  const parts = new Set([...wanted.filter((part) => part !== 'cost'), ...Object.keys(PARTS)]);
  const figures = [
    ...context.alternatives.map((one, i) => differenceFigure(context, one, `differences${nth(context, i)}`)),
    ...[...parts].flatMap((part) => PARTS[part]?.(context) ?? []),
  ];
  return figures.filter((figure): figure is Figure => figure !== null);
}
