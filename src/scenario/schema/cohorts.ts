/**
 * Specialist accommodation, inside `housing`: cohorts of people to be re-housed, parts of the county, community teams, tenancies of units
 * let to a waiting list of their own, Shared Lives carers.
 */
import { z } from 'zod';
import { READINESS, REASONS, UNIT_KINDS, type UnitKind } from '../../metrics.js';
import { quantityByArea, quantityFor, sharesFor } from './by-id.js';
import { type Frame, law, oneOf, or, quantity, section, sharesOf, text } from './field.js';
import { MOST_ARRIVALS } from './quantity-kinds.js';

const shareOf = (description: string) => quantity('share', { description, unit: 'share' });
const peopleOf = (description: string) => quantity('count', { description, unit: 'people' });

/** A kind of place: a kind of unit, or the id of a placement. */
const kindsOf = (frame: Frame | null): readonly string[] | null => (frame === null ? null : [...UNIT_KINDS, ...frame.placements]);
const kindOf = (frame: Frame | null, description: string, example = 'supported_living') =>
  (frame === null ? z.string() : z.enum(kindsOf(frame) as [string, ...string[]])).meta({
    description,
    allowed: 'a kind of unit, or a placement',
    examples: [example],
  });
const listOfKinds = (frame: Frame | null, description: string) =>
  z
    .array(kindOf(frame, 'kind of unit, or placement'))
    .meta({ description, allowed: 'a list of kinds of unit and of placements', examples: [['supported_living', 'residential']] });
const nameOf = (ids: readonly string[] | undefined, description: string, allowed: string, example: string) =>
  (ids === undefined || ids.length === 0 ? z.string() : z.enum(ids as [string, ...string[]])).meta({
    description,
    allowed,
    examples: [example],
  });

const A_PLACEMENT = 'a placement of the scenario';

const readiness = or(
  oneOf(READINESS, { description: 'readiness class: green (within 6 months), amber (within 12), red (after), or unrated' }),
  'unrated',
);

const initialClass = (frame: Frame | null) =>
  section(
    {
      readiness,
      people: quantity('count', { description: 'people', unit: 'people' }, { least: 1, most: 10_000 }),
      ready: law('time', {
        description: 'from day 0 until they are ready to move; left out: what is left of arrivals.ready, under way on day 0',
        unit: 'time',
      }).optional(),
      notBefore: or(quantity('duration', { description: 'added to that: nobody is ready sooner', unit: 'time' }), '0 days'),
      needHome: peopleOf('of these, who need a home to be found; left out: everyone').optional(),
      approval: or(peopleOf('of these, whose move needs approval'), 0),
      communityTeam: or(peopleOf('of these, who need the community team'), 0),
      stepDown: or(peopleOf('of those who need a home, who step down to a place for a while first'), 0),
      wanted: or(
        quantityFor(
          frame?.parts ?? null,
          'a part of the county',
          'count',
          { description: 'people by the part of the county they want; the part of the others is drawn', unit: 'people' },
          false,
        ),
        {},
      ),
      kinds: quantityFor(
        kindsOf(frame),
        'a kind of unit or a placement',
        'count',
        { description: 'people whom each kind of place suits; several may suit one person', unit: 'people' },
        false,
      ),
      otherwise: or(listOfKinds(frame, 'kinds for those whom none of these suits'), []),
    },
    { description: 'people of day 0 alike in readiness: whole numbers, drawn among them so that each holds exactly' },
  );

const arrivals = (frame: Frame | null) =>
  section(
    {
      rate: or(
        quantity(
          'rate',
          { description: 'people admitted, referred or coming of age', unit: 'rate', examples: ['45 per year'] },
          MOST_ARRIVALS,
        ),
        0,
      ),
      growthPerYear: or(
        quantity('number', { description: 'growth of the rate a year', unit: 'share a year' }, { least: -0.5, most: 1 }),
        0,
      ),
      readiness,
      ready: or(law('time', { description: 'from arrival until they are ready to move', unit: 'time' }), '0 days'),
      needHome: or(shareOf('share who need a home to be found; the others go home when they are ready'), 1),
      approval: or(shareOf('share whose move needs approval'), 0),
      communityTeam: or(shareOf('share who need the community team'), 0),
      stepDown: or(shareOf('share who step down to a place for a while first'), 0),
      wanted: sharesFor(frame?.parts ?? null, 'a part of the county', {
        description: 'shares of the parts of the county that they want; left out: by the shares of their areas',
      }).optional(),
      kinds: quantityFor(
        kindsOf(frame),
        'a kind of unit or a placement',
        'share',
        { description: 'share whom each kind of place suits, each by itself', unit: 'share' },
        false,
      ),
      otherwise: or(listOfKinds(frame, 'kinds for those whom none of these suits'), []),
      diversion: section(
        {
          to: nameOf(frame?.placements, 'placement with a free bed, such as a crisis house', A_PLACEMENT, 'crisis_house'),
          share: shareOf('share who can stay there instead, while it has a free bed'),
        },
        { description: 'people who would be admitted stay elsewhere for a short while instead' },
      ).optional(),
    },
    { description: 'people who join the cohort in the run' },
  );

const cohort = (frame: Frame | null) =>
  section(
    {
      name: text({ description: 'name on screen', examples: ['People placed out of area'] }),
      clientGroup: nameOf(frame?.groups, 'client group', 'a client group of the scenario', 'working_age'),
      from: nameOf(
        frame?.placements,
        'placement in which they are until they move; left out: at home',
        A_PLACEMENT,
        'out_of_area',
      ).optional(),
      kinds: listOfKinds(frame, 'kinds of place that count for them, the preferred first').min(1),
      complexSchemes: kindOf(
        frame,
        'those whom this kind suits may also live in complex schemes (units of kind complex), which are looked at first; left out: none may',
      ).optional(),
      initial: or(z.array(initialClass(frame)).meta({ description: 'people of day 0' }), []),
      arrivals: arrivals(frame).optional(),
      reviews: section(
        {
          every: law('time', { description: 'time between reviews of a resident', unit: 'time' }),
          suitable: shareOf('share of reviews that find the resident able to live elsewhere'),
        },
        { description: 'residents of the placement in "from" join the cohort when a review finds them able to move' },
      ).optional(),
      approval: section(
        {
          time: law('time', { description: 'from application to approval', unit: 'time' }),
          starts: or(
            oneOf(['entry', 'readiness'], { description: 'whether it runs beside the time to readiness (entry) or after it (readiness)' }),
            'entry',
          ),
        },
        { description: 'approval of a move, as by the Ministry of Justice' },
      ).optional(),
      transition: or(law('time', { description: 'from a place being found to the move', unit: 'time' }), '0 days'),
      secondChoiceAfter: or(
        quantity('duration', { description: 'how long the preferred kind is waited for before the others are taken', unit: 'time' }),
        '0 days',
      ),
      suitability: or(
        quantityFor(
          kindsOf(frame),
          'a kind of unit or a placement',
          'share',
          {
            description: 'probability that a vacant place of a kind suits someone whom the kind suits; a kind not named always suits',
            unit: 'probability',
          },
          false,
        ),
        {},
      ),
      stepDown: section(
        {
          to: kindOf(frame, 'kind of the place for stepping down', 'step_down'),
          settles: law('time', { description: 'time there until a settled home is looked for', unit: 'time' }),
          maximumStay: or(
            quantity(
              'duration',
              { description: 'stays beyond this are counted as too long, or never', unit: 'time' },
              { infinite: 'never' },
            ),
            'never',
          ),
        },
        { description: 'two stages: a place for stepping down, then where they settle' },
      ).optional(),
      communityTeamFor: or(
        law('time', { description: 'how long the community team supports someone after the move', unit: 'time' }),
        '1 year',
      ),
      giveUp: or(quantity('rate', { description: 'giving up while ready and waiting', unit: 'rate', examples: ['5% per year'] }), 0),
      giveUpReasons: or(sharesOf(REASONS, { description: 'why people give up: shares that sum to 1' }), { family: 1 }),
    },
    { description: 'a cohort of people to be re-housed; cohorts are served in the order of the file, within each who has looked longest' },
  );

export const cohorts = (frame: Frame | null) =>
  z.record(z.string(), cohort(frame)).meta({ description: 'cohorts of people to be re-housed, by id' });

export const parts = (frame: Frame | null) =>
  z
    .record(
      z.string(),
      z
        .array(nameOf(frame?.areas, 'area', 'an area of the scenario', 'hills'))
        .min(1)
        .meta({ description: 'areas of the part' }),
    )
    .meta({
      description: 'parts of the county in which people want to live, by id; left out: one part of all areas',
      examples: [{ north: ['hills', 'moors'] }],
    });

const team = section(
  {
    workers: quantity('number', { description: 'workers', unit: 'workers' }),
    caseload: quantity('number', { description: 'most people for each worker', unit: 'people a worker' }),
    others: or(peopleOf('other people that the team supports on day 0'), 0),
    othersLeave: or(
      quantity('rate', { description: 'rate at which each of them needs the team no longer', unit: 'rate', examples: ['50% per year'] }),
      0,
    ),
  },
  { description: 'a community team with a caseload limit' },
);

export const communityTeams = z
  .record(z.string(), team)
  .meta({ description: 'community teams, by part of the county; a part without one has no limit' });

const tenancy = (frame: Frame | null) =>
  section(
    {
      length: law('time', { description: 'how long people live there', unit: 'time' }),
      works: or(law('time', { description: 'from the end of a tenancy until its unit can be let again', unit: 'time' }), '0 days'),
      support: or(quantity('money', { description: 'support of a tenant, paid by the council', unit: 'pounds a week' }), 0),
      matching: or(
        law('time', {
          description: 'from a vacancy that suits to the move, where a tenant is matched with those who share; runs beside the transition',
          unit: 'time',
        }),
        '0 days',
      ),
      endReasons: or(sharesOf(REASONS, { description: 'why tenancies end: shares that sum to 1' }), { moved_away: 1 }),
      groupShares: sharesFor(frame?.groups ?? null, 'a client group', {
        description: 'client groups of the tenants of day 0; left out: alike',
      }).optional(),
    },
    { description: 'tenancies of a kind of unit' },
  );

/** By kind of unit: those that are let to a waiting list of its own. */
export const tenancies = (frame: Frame | null) =>
  section(
    Object.fromEntries(UNIT_KINDS.map((kind) => [kind, tenancy(frame).optional()])) as Record<
      UnitKind,
      z.ZodOptional<ReturnType<typeof tenancy>>
    >,
    { description: 'tenancies of units that are let by the cohort route, by kind of unit' },
  );

export const sharedLives = (frame: Frame | null) =>
  section(
    {
      recruits: quantityByArea(
        frame,
        'rate',
        {
          description: 'people who ask to become carers, by area',
          unit: 'rate',
          examples: ['2 per year'],
        },
        MOST_ARRIVALS,
      ),
      approval: law('time', { description: 'from the first enquiry to approval', unit: 'time' }),
      approved: or(shareOf('share of those who ask who are approved in the end'), 1),
      goesOn: or(shareOf('share of carers who take someone else when an arrangement ends'), 1),
    },
    { description: 'carers of Shared Lives; each has one place' },
  );
