/** All figures of a report, in the order in which they are read. */
import type { Context } from '../context.js';
import { areasFigure } from './areas.js';
import { differenceFigure } from './differences.js';
import { capacityMark, differenceFan, fanFigure } from './fans.js';
import type { Figure } from './figure.js';
import { reablementFigure } from './reablement.js';
import { waitsFigure } from './waits.js';

export type { Figure } from './figure.js';

/** Figures that the data can fill; measures that a scenario lacks are passed over. */
export function figuresOf(context: Context): Figure[] {
  const nth = (i: number) => (context.alternatives.length > 1 ? `-${i + 1}` : '');
  const figures: (Figure | null)[] = [
    ...context.alternatives.map((one, i) => differenceFigure(context, one, `differences${nth(i)}`)),
    fanFigure(context, { name: 'interim-list-people', metric: 'interim_list.people' }),
    ...context.alternatives.map((one, i) => differenceFan(context, one, 'interim_list.people', `interim-list-people-difference${nth(i)}`)),
    fanFigure(context, { name: 'interim-list-hours', metric: 'interim_list.hours' }),
    waitsFigure(context),
    fanFigure(context, { name: 'hospital-delayed', metric: 'hospital.delayed_people' }),
    ...context.alternatives.map((one, i) => differenceFan(context, one, 'hospital.delayed_people', `hospital-delayed-difference${nth(i)}`)),
    reablementFigure(context),
    fanFigure(context, {
      name: 'home-care-hours',
      metric: 'home_care.hours',
      marks: (run) => capacityMark(run, 'home_care.capacity_hours', 'hours available'),
      note: 'Hours available serve self-funders too, so council hours stay below them even when providers are full.',
    }),
    fanFigure(context, { name: 'principal-share', metric: 'home_care.principal_share', isLate: true }),
    areasFigure(context),
  ];
  return figures.filter((figure): figure is Figure => figure !== null);
}
