/**
 * `initial`: the people and vacancies of day 0.
 */
import { z } from 'zod';
import { PLACES, PRIORITIES } from '../../metrics.js';
import { quantityByArea, quantityByGroup, quantityFor, sharesFor } from './by-id.js';
import { type Frame, law, oneOf, or, quantity, section, text } from './field.js';
import { initialHousing } from './housing.js';

const WAITING_PLACES = PLACES.filter((place) => place !== 'own_provider') as Exclude<(typeof PLACES)[number], 'own_provider'>[];

const peopleByGroup = (frame: Frame | null, description: string) =>
  section(
    {
      people: quantityFor(
        frame?.groups ?? null,
        'a client group',
        'count',
        { description: 'people by client group, none of one that is not named', unit: 'people' },
        false,
      ),
      areaShares: sharesFor(frame?.areas ?? null, 'an area', {
        description: "shares of the areas; left out: the areas' own shares",
      }).optional(),
    },
    { description },
  );

const placed = (frame: Frame | null) =>
  section(
    {
      people: quantityFor(
        frame?.groups ?? null,
        'a client group',
        'count',
        {
          description:
            'people by client group, none of one that is not named, spread over the areas by areaShares; left out: as byArea says',
          unit: 'people',
        },
        false,
      ).optional(),
      areaShares: sharesFor(frame?.areas ?? null, 'an area', {
        description: "shares of the areas; left out: the areas' own shares",
      }).optional(),
      byArea: quantityFor(
        frame?.areas ?? null,
        'an area',
        'count',
        {
          description: 'people by area, split into client groups by groupShares; an area not named has none; left out: as people says',
          unit: 'people',
        },
        false,
      ).optional(),
      groupShares: sharesFor(frame?.groups ?? null, 'a client group', {
        description: 'shares of the client groups, with byArea; left out: as people says',
      }).optional(),
    },
    { description: 'people in a placement: by client group, or by area' },
  );

const waiting = (frame: Frame | null) =>
  section(
    {
      people: quantity('count', { description: 'people', unit: 'people' }),
      place: oneOf(WAITING_PLACES, { description: 'where they wait' }),
      priority: oneOf(PRIORITIES, { description: 'priority class' }),
      waited: law('time', { description: 'time already waited since the request', unit: 'time' }),
      hardToPlace: quantity('share', {
        description: 'share of them who are hard to place: more than of new packages, since they wait longer; left out: as of new packages',
        unit: 'share',
      }).optional(),
      nights: quantity('share', {
        description: 'share of them whose need includes nights; left out: as of new packages',
        unit: 'share',
      }).optional(),
      areaShares: sharesFor(frame?.areas ?? null, 'an area', {
        description: "shares of the areas; left out: the areas' own shares",
      }).optional(),
      groupShares: sharesFor(frame?.groups ?? null, 'a client group', { description: 'shares of the client groups' }),
    },
    { description: 'people waiting for home care on day 0' },
  );

export const initial = (frame: Frame | null) =>
  section(
    {
      snapshot: text({
        description:
          'CSV file of the people of day 0, one row each, by relative path, in place of homeCare, sourcedNotStarted, reablement, placements and waiting; columns service, area, client_group, provider, hours, start_date or days_so_far, place, priority, double_handed, hard_to_place, in_hospital_since; nothing that identifies anyone; left out: the counts are used',
        allowed: 'the path of a CSV file',
        examples: ['today.csv'],
      }).optional(),
      homeCare: peopleByGroup(frame, 'council packages in care').optional(),
      fromReablement: or(
        quantityByGroup(frame, 'share', {
          description: 'share of council packages in care that came from reablement, at the hours with which people leave it',
          unit: 'share',
          examples: ['30%'],
        }),
        0,
      ),
      selfFunders: peopleByGroup(frame, 'self-funders in care').optional(),
      sourcedNotStarted: peopleByGroup(frame, 'packages that a provider has accepted and not started').optional(),
      reablement: peopleByGroup(frame, 'people in reablement').optional(),
      housing: initialHousing(frame).optional(),
      crisisResponse: section(
        {
          inEpisode: peopleByGroup(frame, 'people followed in an episode').optional(),
          inHospital: peopleByGroup(frame, 'people in hospital, taken there by a team').optional(),
        },
        { description: 'people of crisis response' },
      ).optional(),
      placements: (frame === null
        ? z.record(z.string(), placed(frame))
        : z.strictObject(Object.fromEntries(frame.placements.map((id) => [id, placed(frame).optional()])), {
            error: (issue) => (issue.code === 'unrecognized_keys' ? frame.placements.join(' ') : undefined),
          })
      )
        .meta({ description: 'people in placements, by placement' })
        .optional(),
      waiting: or(z.array(waiting(frame)).meta({ description: 'people waiting for home care' }), []),
      vacancyRate: section(
        {
          homeCare: or(quantity('share', { description: 'share of posts vacant with home care providers', unit: 'share' }), 0),
          reablement: or(quantity('share', { description: 'share of posts vacant in reablement', unit: 'share' }), 0),
        },
        { description: 'share of posts vacant' },
      ).optional(),
      recruits: quantityByArea(frame, 'count', {
        description: "people in each area's pool of recruits; left out: nobody",
        unit: 'people',
      }).optional(),
    },
    { description: 'the state on day 0; left out: empty' },
  );
