/**
 * `crisisResponse`: calls of people in a crisis at home, teams on shifts round the clock, what becomes of the people seen.
 */
import { z } from 'zod';
import { sectionByGroup } from './by-id.js';
import { growth, streamShape } from './demand.js';
import { type Frame, law, oneOf, or, quantity, section, sharesOf, text } from './field.js';
import { ID, idRule } from './providers.js';
import { WEEKDAYS } from './reablement.js';

export const CRISIS_OUTCOMES = ['noService', 'reablement', 'homeCare'] as const;
export const RETURN_PATHWAYS = ['0', '1', '2', '3'] as const;

const idField = (what: string, example: string) =>
  z
    .string()
    .regex(ID, idRule)
    .meta({
      description: `name of the ${what} in paths: lower-case letters, digits and underscores`,
      allowed: 'lower-case letters, digits and underscores, a letter first',
      examples: [example],
    });

const hourOfDay = (description: string) => quantity('number', { description, unit: 'hour of the day' }, { most: 24 });

const shift = section(
  {
    id: idField('shift', 'night'),
    days: or(
      z
        .array(oneOf(WEEKDAYS, { description: 'weekday' }))
        .min(1)
        .meta({ description: 'weekdays on which the shift starts' }),
      [...WEEKDAYS],
    ),
    from: hourOfDay('hour at which it starts'),
    to: hourOfDay('hour at which it ends: on the next day where that is no later than it starts'),
    teams: quantity('count', { description: 'teams on duty', unit: 'teams' }),
  },
  { description: 'a shift of teams', examples: [{ id: 'night', from: 22, to: 8, teams: 2 }] },
);

const base = (frame: Frame | null) =>
  section(
    {
      id: idField('base', 'county'),
      name: text({ description: 'name on screen', examples: ['County base'] }),
      areas: z
        .array(frame === null ? z.string() : z.enum(frame.areas as [string, ...string[]]))
        .min(1)
        .meta({
          description: 'areas whose calls its teams answer; each area belongs to one base',
          allowed: 'a list of areas',
          examples: [['north', 'south']],
        }),
      shifts: z.array(shift).min(1).meta({ description: 'shifts; teams of shifts that overlap add up' }),
    },
    { description: 'a base: a pool of teams and the calls it answers, first come first served' },
  );

const conveyed = (whom: string) =>
  quantity('share', { description: `share of ${whom} taken to hospital at the end of the visit`, unit: 'share' });

export const crisisResponse = (frame: Frame | null) =>
  section(
    {
      growthPerYear: or(growth, 0),
      calls: section(
        {
          falls: section(streamShape(frame), { description: 'calls for someone who has fallen' }).optional(),
          others: section(streamShape(frame), { description: 'other calls' }).optional(),
        },
        { description: 'calls, in two streams' },
      ),
      bases: z
        .array(base(frame))
        .min(1)
        .meta({ description: 'bases and their teams; a list whose items have an id merges by id through extends' }),
      carersPerTeam: quantity('number', { description: 'paid people in a team', unit: 'people' }, { above: 0, most: 10 }),
      pricePerPaidHour: quantity('money', { description: 'cost of a paid hour of one of them, used or not', unit: 'pounds' }),
      travel: law('time', { description: 'from a team being free for the call to being with the person', unit: 'time' }),
      visit: law('time', { description: 'time with the person; the team is free afterwards', unit: 'time' }),
      episode: law('time', {
        description: 'how long the service follows someone who was not taken to hospital; takes no team',
        unit: 'time',
      }),
      conveyed: section(
        { falls: conveyed('people who fell'), others: conveyed('other people') },
        { description: 'shares taken to hospital' },
      ),
      outcomes: sectionByGroup(
        frame,
        sharesOf(CRISIS_OUTCOMES, { description: 'what follows an episode: no support, reablement or home care; shares that sum to 1' }),
        {
          description: 'what follows an episode of someone not taken to hospital, for all client groups or by client group',
          examples: [{ noService: 0.9, homeCare: 0.1 }],
        },
      ),
      hospital: section(
        {
          stay: law('time', { description: 'time in hospital until ready to leave', unit: 'time' }),
          notReturning: quantity('share', { description: 'share who die there or leave for a care home outside the model', unit: 'share' }),
          pathways: sharesOf(RETURN_PATHWAYS, {
            description:
              'discharge pathways of those who come back: shares that sum to 1. They take the routes of hospital.pathways, whose own streams must leave them out',
            examples: [{ 0: 0.5, 1: 0.5 }],
          }),
        },
        { description: 'people taken to hospital, who come back as discharges' },
      ),
    },
    { description: 'crisis response: teams that go to people at home within hours, to keep them out of hospital' },
  );
