/**
 * `housing`: housing with care and specialist accommodation. Schemes by id; how flats are let; bands of need; tenants' care; the register.
 */
import { z } from 'zod';
import { BANDS, CARE_KINDS, REASONS, ROUTES, UNIT_KINDS } from '../../metrics.js';
import { parseDate } from '../dates.js';
import { quantityFor, sharesFor } from './by-id.js';
import { cohorts, communityTeams, parts, sharedLives, tenancies } from './cohorts.js';
import { addProblem, checkSum, type Field, type Frame, law, oneOf, or, quantity, section, sharesOf, text } from './field.js';
import { phraseFound } from './quantity-kinds.js';
import { schemeReferrals } from './referrals.js';

const hazard = (description: string) => quantity('rate', { description, unit: 'rate', examples: ['15% per year'] });
const shareOf = (description: string) => quantity('share', { description, unit: 'share' });
const anyOrOneOf = (ids: readonly string[] | undefined) =>
  ids === undefined || ids.length === 0 ? z.string() : z.enum(ids as [string, ...string[]]);

/** Day number of a date; -Infinity for open, Infinity for never. */
const opens: Field<number> = z
  .unknown()
  .transform((value, ctx) => {
    if (value === 'open') return Number.NEGATIVE_INFINITY;
    if (value === 'never') return Number.POSITIVE_INFINITY;
    const day = typeof value === 'string' ? parseDate(value) : null;
    if (day === null)
      addProblem(ctx as never, {
        code: 'bad_date',
        found: phraseFound(value),
        allowed: 'must be open, never, or a date such as 2025-09-01',
        hint: 'a scheme that another scenario opens is there from the start, with never',
      });
    return day ?? 0;
  })
  .meta({
    description: 'open on day 0, never, or the date on which its flats can be lived in (a quality visit comes on top)',
    allowed: 'open, never, or a date: year, month, day',
    type: 'string',
    examples: ['open', 'never', '2025-09-01'],
  });

const DATE = 'a date: year, month, day';

const contract = section(
  {
    ends: text({ description: 'last day of the contract', allowed: DATE, examples: ['2025-03-31'] }),
    extendedTo: text({
      description: 'last day with the options that are taken up; left out: none are',
      allowed: DATE,
      examples: ['2027-03-31'],
    }).optional(),
    latest: text({
      description: 'last day if every option is taken up; left out: there are no more options',
      allowed: DATE,
      examples: ['2027-03-31'],
    }).optional(),
  },
  { description: 'the contract of the care provider; when it ends inside the run, an option is taken up or a change names who follows' },
);

const care = section(
  {
    provider: text({
      description: 'the one care provider of the scheme; a change of provider is a change on a date',
      examples: ['Provider of the schemes'],
    }),
    price: quantity('money', { description: 'price of an hour of commissioned care', unit: 'pounds an hour' }),
    core: or(
      quantity('money', { description: 'round-the-clock core service, for tenants with commissioned care', unit: 'pounds a week' }),
      0,
    ),
    hours: or(
      quantity(
        'number',
        { description: 'hours a week of care that the provider has room for, or unlimited', unit: 'hours a week' },
        { infinite: 'unlimited' },
      ),
      'unlimited',
    ),
    contract: contract.optional(),
  },
  { description: 'care in the scheme' },
);

const takesFrom = (frame: Frame | null) =>
  section(
    {
      register: shareOf('applicants on the register; left out: 0').optional(),
      homeCare: shareOf('people in council home care who were not on the register; left out: 0').optional(),
      placements: quantityFor(
        frame?.placements ?? null,
        'a placement',
        'share',
        { description: 'people in placements, by id; left out: 0', unit: 'share', examples: [{ care_home: '15%' }] },
        false,
      ).optional(),
    },
    { description: 'where its tenants come from: shares that sum to 1', examples: [{ register: 0.6, homeCare: 0.2 }] },
  )
    .transform((value, ctx) => {
      const { register = 0, homeCare = 0, placements = {} } = value;
      const filled = { register, homeCare, placements: (frame?.placements ?? []).map((id) => placements[id] ?? 0) };
      if (frame !== null) checkSum([register, homeCare, ...filled.placements], ctx as never, 'shares');
      return filled;
    })
    .meta({ description: 'where its tenants come from: shares that sum to 1', examples: [{ register: 0.6, homeCare: 0.2 }] });

const unit = section(
  {
    kind: oneOf(UNIT_KINDS, { description: 'kind of unit' }),
    count: quantity('count', { description: 'units of this kind', unit: 'flats' }, { most: 2000 }),
    persons: or(quantity('count', { description: 'most people in each', unit: 'people' }, { least: 1, most: 8 }), 1),
  },
  { description: 'units that are alike' },
);

const scheme = (frame: Frame | null) =>
  section(
    {
      name: text({ description: 'name on screen', examples: ['Meadow Court'] }),
      area: anyOrOneOf(frame?.areas).meta({ description: 'area it stands in', allowed: 'an area of the scenario', examples: ['north'] }),
      landlord: text({
        description: 'the housing provider: id in housing.panelEvery; a scheme of the cohort route needs none; left out: none',
        allowed: 'a name in housing.panelEvery',
        examples: ['housing_trust'],
      }).optional(),
      opens: or(opens, 'open'),
      qualityVisit: or(
        quantity('duration', { description: 'from that date to the first tenant, where a quality visit comes first', unit: 'time' }),
        '0 days',
      ),
      letsAhead: or(quantity('duration', { description: 'how long before it opens letting begins', unit: 'time' }), '0 days'),
      fillPerWeek: or(
        quantity(
          'number',
          { description: 'flats of a new scheme moved into a week at most, or unlimited', unit: 'flats a week' },
          { above: 0, infinite: 'unlimited' },
        ),
        'unlimited',
      ),
      units: z.array(unit).min(1).meta({ description: 'its units' }),
      hardToLet: or(quantity('count', { description: 'units that are hard to let: the last ones listed', unit: 'flats' }), 0),
      route: oneOf(ROUTES, {
        description:
          'who finds the next tenant: choice_based (bidding cycles and a shortlist through the housing office, then the landlord’s panel), direct (the landlord and its panel), or cohort (a waiting list of its own)',
      }),
      eligible: or(
        section(
          {
            areas: z
              .array(anyOrOneOf(frame?.areas))
              .min(1)
              .meta({
                description: 'areas whose people may live there; left out: all',
                allowed: 'a list of areas',
                examples: [['north', 'south']],
              })
              .optional(),
            groups: z
              .array(anyOrOneOf(frame?.groups))
              .min(1)
              .meta({
                description: 'client groups that may live there; left out: all',
                allowed: 'a list of client groups',
                examples: [['older']],
              })
              .optional(),
          },
          { description: 'who may live there' },
        ),
        {},
      ),
      rent: or(quantity('money', { description: 'rent of a flat, lost by the landlord while it is vacant', unit: 'pounds a week' }), 0),
      capital: or(quantity('money', { description: 'capital cost of a flat, paid when the scheme opens', unit: 'pounds a flat' }), 0),
      capitalPayer: or(oneOf(['council', 'landlord'], { description: 'who pays the capital' }), 'council'),
      takesFrom: or(takesFrom(frame), { register: 1 }),
      care: care.optional().meta({ description: 'care in the scheme; a scheme of the cohort route needs none' }),
    },
    { description: 'a scheme' },
  );

const lettings = section(
  {
    notice: law('time', { description: 'from a tenant’s notice, or death, to the keys being handed in', unit: 'time' }),
    works: law('time', { description: 'works on a vacant flat', unit: 'time' }),
    cycleEvery: quantity('duration', { description: 'between openings of the bidding cycle', unit: 'time' }),
    bidding: quantity('duration', { description: 'how long bids are taken', unit: 'time' }),
    shortlisting: law('time', { description: 'from the close of bids to the housing office’s shortlist', unit: 'time' }),
    nominating: law('time', { description: 'to a nomination by the landlord (direct route)', unit: 'time' }),
    assessment: law('time', { description: 'assessment of those shortlisted or nominated, before the panel', unit: 'time' }),
    answer: law('time', { description: 'from an offer (or the refusal before it) to the applicant’s answer', unit: 'time' }),
    moveIn: law('time', { description: 'from acceptance to moving in', unit: 'time' }),
    offersEach: or(
      quantity(
        'count',
        { description: 'applicants offered a flat before it is advertised or nominated for again', unit: 'offers' },
        { least: 1, most: 100 },
      ),
      3,
    ),
    refusal: quantity('share', { description: 'probability that an applicant refuses a flat', unit: 'probability' }, { most: 0.99 }),
    hardToLetFactor: or(
      quantity('share', { description: 'factor on acceptance of a flat that is hard to let', unit: 'factor' }, { above: 0 }),
      1,
    ),
    aim: or(shareOf('share of lettings that go to the band furthest below its share of the mix; the others to the longest wait'), 1),
    mix: sharesOf(BANDS, { description: 'needs mix of tenants that lettings aim at: shares that sum to 1' }),
  },
  { description: 'how vacant flats are let' },
);

const band = section(
  {
    hours: law('number', { description: 'weekly hours of care of a tenant', unit: 'hours a week' }),
    ends: hazard('a tenancy ending'),
    endReasons: sharesOf(REASONS, { description: 'why tenancies end: shares that sum to 1' }),
    care: sharesOf(CARE_KINDS, {
      description: 'where the care of a new tenant comes from who brings no council package: shares that sum to 1',
    }),
  },
  { description: 'tenants in a band of need' },
);

const register = section(
  {
    bands: sharesOf(BANDS, { description: 'bands of new applicants: shares that sum to 1' }),
    couples: or(shareOf('share of applicants who are couples and need a flat for two'), 0),
    homeCare: or(shareOf('share of applicants who have home care while they wait, at the hours of their band'), 0),
    leaves: hazard('leaving the register without a flat'),
    leaveReasons: sharesOf(REASONS, { description: 'why people leave the register: shares that sum to 1' }),
    mostRefusals: or(
      quantity(
        'count',
        { description: 'refusals after which an applicant is taken off the register, or unlimited', unit: 'refusals' },
        { least: 1, infinite: 'unlimited' },
      ),
      'unlimited',
    ),
  },
  { description: 'the register of applicants' },
);

const moves = section(
  Object.fromEntries(
    CARE_KINDS.map((kind) => [
      kind,
      hazard(`moving to this kind of care: ${kind.replaceAll('_', ' ')}; left out: nobody moves`).optional(),
    ]),
  ),
  {
    description: 'rates of moving from this kind of care to others',
  },
);

export const housing = (frame: Frame | null) =>
  section(
    {
      schemes: z.record(z.string(), scheme(frame)).meta({ description: 'schemes, by id' }),
      panelEvery: z
        .record(
          z.string(),
          quantity('duration', { description: 'between panels; 0 days: a panel sits whenever there is something to decide', unit: 'time' }),
        )
        .meta({
          description: 'how often each landlord’s allocation panel sits, by landlord; left out: where no scheme is let to the register',
          examples: [{ housing_trust: '4 weeks' }],
        })
        .optional(),
      lettings: lettings.optional(),
      bands: section({ low: band, medium: band, high: band }, { description: 'bands of need' }).optional(),
      needs: section(
        { worsens: hazard('going up one band'), improves: hazard('going down one band') },
        { description: 'changes of need' },
      ).optional(),
      careMoves: or(
        section(Object.fromEntries(CARE_KINDS.map((kind) => [kind, moves.optional()])), {
          description: 'rates of moving between kinds of care, from each to each',
          examples: [{ none: { commissioned: '10% per year' } }],
        }),
        {},
      ),
      away: or(
        section(
          {
            rate: hazard('a tenant with commissioned care going away, mostly to hospital'),
            stay: law('time', { description: 'time away', unit: 'time' }),
          },
          { description: 'tenants who are away keep their care and are not billed' },
        ),
        { rate: 0, stay: '1 day' },
      ),
      directPaymentPerHour: or(
        quantity('money', { description: 'paid to tenants with a direct payment, an hour of care', unit: 'pounds an hour' }),
        0,
      ),
      register: register.optional(),
      parts: parts(frame).optional(),
      cohorts: cohorts(frame).optional(),
      communityTeams: communityTeams.optional(),
      tenancies: tenancies(frame).optional(),
      sharedLives: sharedLives(frame).optional(),
      referrals: schemeReferrals().optional(),
    },
    {
      description:
        'housing with care and specialist accommodation; panelEvery, lettings, bands, needs and register belong to schemes let to the register',
    },
  );

/** `initial.housing`: flats, tenants and applicants of day 0. */
export const initialHousing = (frame: Frame | null) =>
  section(
    {
      vacant: or(
        quantityFor(frame?.schemes ?? null, 'a scheme', 'count', { description: 'vacant flats, by scheme', unit: 'flats' }, false),
        {},
      ),
      care: section(
        Object.fromEntries(
          CARE_KINDS.map((kind) => [
            kind,
            quantity('count', {
              description: `tenancies with care of this kind: ${kind.replaceAll('_', ' ')}; left out: none`,
              unit: 'tenancies',
            }).optional(),
          ]),
        ),
        { description: 'tenancies by where their care comes from; their sum is the number of flats let to the register' },
      ).optional(),
      bands: sharesOf(BANDS, { description: 'bands of tenants: shares that sum to 1' }).optional(),
      register: or(
        quantityFor(
          frame?.groups ?? null,
          'a client group',
          'count',
          { description: 'applicants, by client group', unit: 'people' },
          false,
        ),
        {},
      ),
      areaShares: sharesFor(frame?.areas ?? null, 'an area', {
        description: "shares of the areas among applicants; left out: the areas' own shares",
      }).optional(),
      waited: or(law('time', { description: 'time that applicants have waited', unit: 'time' }), '0 days'),
    },
    { description: 'flats, tenants and applicants on day 0' },
  );
