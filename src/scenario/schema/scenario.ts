/**
 * The whole scenario file. A section left out is not in the model.
 */
import { z } from 'zod';
import { hintOfDate, parseDate } from '../dates.js';
import { crisisResponse } from './crisis.js';
import { demand, hospital } from './demand.js';
import { addProblem, type Frame, or, quantity, section, text } from './field.js';
import { homeCare } from './home-care.js';
import { housing } from './housing.js';
import { initial } from './initial.js';
import { changes, targets, uncertain } from './plans.js';
import { ID, idRule } from './providers.js';
import { phraseFound } from './quantity-kinds.js';
import { reablement } from './reablement.js';
import { brokerage, costs, measures, placements, workforce } from './services.js';

const start = z
  .unknown()
  .transform((value, ctx) => {
    const day = typeof value === 'string' ? parseDate(value) : null;
    if (day === null)
      addProblem(ctx as never, {
        code: 'bad_date',
        found: phraseFound(value),
        allowed: 'must be a date such as 2023-05-22',
        hint: hintOfDate(value),
      });
    return day ?? 0;
  })
  .meta({ description: 'day 0 of the run, best a Monday', type: 'string', format: 'date', examples: ['2023-05-22'] });

const id = z.string().regex(ID, idRule);

const area = section(
  {
    name: text({ description: 'name on screen', examples: ['North'] }),
    share: quantity('share', { description: 'share of demand, where a stream names none of its own', unit: 'share' }),
  },
  { description: 'an area of the council' },
);
const clientGroup = section(
  { name: text({ description: 'name on screen', examples: ['Older people'] }) },
  { description: 'a client group' },
);

/** Schema of a scenario whose names are known; of any scenario when `frame` is null. */
export const scenarioSchema = (frame: Frame | null) =>
  section(
    {
      name: text({ description: 'short name', examples: ['My county baseline'] }),
      description: text({
        description: 'what the scenario represents; left out: nothing is said',
        examples: ['Home care as it is today.'],
      }).optional(),
      question: text({
        description: 'what is to be decided; left out: nothing is said',
        examples: ['Should one provider in each area be asked first?'],
      }).optional(),
      extends: text({
        description:
          'another scenario by relative path, which this one changes; a setting given as null is taken out; left out: this file is whole',
        allowed: 'the path of a scenario file',
        examples: ['baseline.yaml'],
      }).optional(),
      start,
      weeks: quantity(
        'count',
        { description: 'length of the run, run-in included', unit: 'weeks', examples: [156] },
        { least: 1, most: 2600 },
      ),
      warmUpWeeks: or(quantity('count', { description: 'run-in weeks left out of results', unit: 'weeks' }), 0),
      areas: z.record(id, area).meta({ description: 'areas, by id' }),
      clientGroups: z.record(id, clientGroup).meta({ description: 'client groups, by id' }),
      initial: initial(frame).optional(),
      demand: demand(frame).optional(),
      hospital: hospital(frame).optional(),
      reablement: reablement(frame).optional(),
      homeCare: homeCare(frame).optional(),
      brokerage: brokerage().optional(),
      crisisResponse: crisisResponse(frame).optional(),
      housing: housing(frame).optional(),
      placements: placements(frame).optional(),
      workforce: workforce(frame).optional(),
      costs: costs().optional(),
      measures: measures().optional(),
      targets: or(targets(frame), []),
      uncertain: or(uncertain(), {}),
      changes: or(changes(), []),
    },
    { description: 'a scenario: a council, its demand and its services' },
  );

/** A scenario's settings as values: days, rates a day, pounds, shares from 0 to 1, laws. */
export type ScenarioValues = z.output<ReturnType<typeof scenarioSchema>>;
