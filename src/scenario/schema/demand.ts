/**
 * `demand` and `hospital`: streams of people, where they go and how their numbers move over the week and the year.
 */
import { z } from 'zod';
import { peopleRateByGroup, quantityFor, sectionByGroup, sharesFor } from './by-id.js';
import { addProblem, checkSum, type Field, type Frame, law, or, quantity, section, text } from './field.js';
import { MOST_ARRIVALS } from './quantity-kinds.js';

const PROFILE_TOLERANCE = 0.01;

/** Index numbers with a mean of 1 (so that the stated rate keeps), normalised to exactly that. */
function profile(first: string, last: string, example: readonly number[]): Field<readonly number[]> {
  const { length } = example;
  const meaning = {
    description: `index by ${length === 7 ? 'weekday' : length === 12 ? 'month' : 'hour of the day'}, ${first} first and ${last} last: ${length} numbers with a mean of 1; left out: all alike`,
    unit: 'index, mean 1',
    allowed: `a list of ${length} numbers with a mean of 1`,
    examples: [example],
  };
  return z
    .array(quantity('number', { description: 'index', unit: 'index' }))
    .transform((values, ctx) => {
      const sum = values.reduce((a, b) => a + b, 0);
      const never = ctx as never;
      if (values.length !== length)
        addProblem(never, {
          code: 'bad_length',
          found: `has ${values.length} numbers`,
          allowed: `must have ${length}, ${first} first`,
          hint: 'add or remove numbers',
        });
      else if (Math.abs(sum / length - 1) > PROFILE_TOLERANCE)
        addProblem(never, {
          code: 'bad_sum',
          found: `has numbers that sum to ${Number(sum.toPrecision(8))}`,
          allowed: `must sum to ${length} (a mean of 1), within 1 %`,
          hint: `divide each by ${Number((sum / length).toPrecision(6))}`,
        });
      return values.map((value) => (value * length) / sum) as readonly number[];
    })
    .meta(meaning);
}

const profiles = () =>
  section(
    {
      weekday: profile('Monday', 'Sunday', [1.2, 1.2, 1.2, 1.2, 1.2, 0.5, 0.5]).optional(),
      month: profile('January', 'December', [1.1, 1.05, 1, 1, 0.95, 0.95, 0.95, 0.95, 1, 1, 1, 1.05]).optional(),
      hour: profile(
        'midnight to 1',
        '23 to midnight',
        [8, 12, 4].flatMap((hours, part) => Array.from({ length: hours }, () => [0.5, 1.3, 1.1][part]!)),
      ).optional(),
    },
    { description: 'how arrivals move over the week, the year and the day; each index has a mean of 1, so that the stated rate keeps' },
  );

const routes = (frame: Frame | null) =>
  section(
    {
      noService: quantity('share', { description: 'no service of the council; left out: 0', unit: 'share' }).optional(),
      directPayment: quantity('share', { description: 'a direct payment; left out: 0', unit: 'share' }).optional(),
      reablement: quantity('share', { description: 'reablement; left out: 0', unit: 'share' }).optional(),
      homeCare: quantity('share', { description: 'home care; left out: 0', unit: 'share' }).optional(),
      housing: quantity('share', { description: 'an application for housing with care; left out: 0', unit: 'share' }).optional(),
      placements: quantityFor(
        frame?.placements ?? null,
        'a placement',
        'share',
        { description: 'placements, by id; left out: 0', unit: 'share', examples: [{ care_home: '8%' }] },
        false,
      ).optional(),
    },
    { description: 'where people go after the delay: shares that sum to 1' },
  )
    .transform((value, ctx) => {
      const { noService = 0, directPayment = 0, reablement = 0, homeCare = 0, housing = 0, placements = {} } = value;
      const filled = {
        noService,
        directPayment,
        reablement,
        homeCare,
        housing,
        placements: (frame?.placements ?? []).map((id) => placements[id] ?? 0),
      };
      if (frame !== null) checkSum([noService, directPayment, reablement, homeCare, housing, ...filled.placements], ctx as never, 'routes');
      return filled;
    })
    .meta({ description: 'where people go after the delay: shares that sum to 1', examples: [{ homeCare: 0.4, noService: 0.6 }] });

export const streamShape = (frame: Frame | null) => ({
  rate: peopleRateByGroup(
    frame,
    {
      description:
        'people arriving, by client group, none of one that is not named; or one rate for all together, with groupShares; left out: dated arrivals of replay',
      unit: 'rate',
      examples: ['108 per week', { older: '22 per week' }],
    },
    MOST_ARRIVALS,
  ).optional(),
  groupShares: sharesFor(frame?.groups ?? null, 'a client group', {
    description: 'shares of the client groups, when the rate is one for all together; left out: the rate is by client group',
  }).optional(),
  replay: text({
    description:
      'CSV file of dated arrivals in place of a rate, by relative path; columns date, time (optional), area, client_group, count (optional: people of the row); left out: arrivals are drawn at the rate',
    allowed: 'the path of a CSV file',
    examples: ['data/discharges.csv'],
  }).optional(),
  areaShares: sharesFor(frame?.areas ?? null, 'an area', {
    description: "shares of the areas; left out: the areas' own shares",
  }).optional(),
  profile: profiles().optional(),
  growthPerYear: quantity(
    'number',
    { description: 'growth of the rate a year; left out: the growth of the section', unit: 'share a year', examples: ['1.2%'] },
    { least: -0.5, most: 1 },
  ).optional(),
});

/** One stream of people. A rate is one number for all together with `groupShares`, or one for each client group. */
const stream = (frame: Frame | null, description: string) =>
  section(
    {
      ...streamShape(frame),
      delay: or(law('time', { description: 'from arrival to where they go: triage, or 0 days', unit: 'time' }), '0 days'),
      routes: sectionByGroup(frame, routes(frame), {
        description: 'where people go after the delay; for all client groups or by client group',
      }),
    },
    { description },
  );

export const growth = quantity(
  'number',
  { description: 'growth a year of every stream of the section', unit: 'share a year', examples: ['1.2%'] },
  { least: -0.5, most: 1 },
);

export const demand = (frame: Frame | null) =>
  section(
    {
      growthPerYear: or(growth, 0),
      community: stream(frame, 'requests for support from the community').optional(),
      applicants: section(streamShape(frame), {
        description: 'people who apply for housing with care by themselves; they need no route',
      }).optional(),
      selfFunders: section(streamShape(frame), {
        description: 'self-funders who look for home care on their own account; they need no route',
      }).optional(),
    },
    { description: 'requests for support other than from hospital' },
  );

export const hospital = (frame: Frame | null) =>
  section(
    {
      growthPerYear: or(growth, 0),
      pathways: section(
        {
          0: stream(frame, 'ready to leave, no new support').optional(),
          1: stream(frame, 'ready to leave, home with support').optional(),
          2: stream(frame, 'ready to leave, bed-based rehabilitation').optional(),
          3: stream(frame, 'ready to leave, care home').optional(),
        },
        { description: 'people ready to leave hospital, by discharge pathway 0 to 3' },
      ),
    },
    { description: 'people ready to leave hospital' },
  );
