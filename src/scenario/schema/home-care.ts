/**
 * `homeCare`: packages, offers, providers, hand-backs, closures, inspections, the principal-provider model.
 */
import { z } from 'zod';
import { ORIGINS, REASONS } from '../../metrics.js';
import { lawByGroup, quantityByArea, quantityByGroup, sectionByArea, sectionByGroup } from './by-id.js';
import { addProblem, type Frame, law, oneOf, or, quantity, section, sharesOf, yesNo } from './field.js';
import { providerGroup, RATINGS } from './providers.js';
import { providerReferrals } from './referrals.js';

const factor = (description: string, above = false) => quantity('number', { description, unit: 'factor' }, above ? { above: 0 } : {});
const hazard = (description: string) => quantity('rate', { description, unit: 'rate', examples: ['3% per year'] });

const packages = (frame: Frame | null) =>
  section(
    {
      hours: lawByGroup(frame, 'number', {
        description: 'weekly hours of a new package, carer hours (two workers counted twice)',
        unit: 'hours a week',
      }),
      length: lawByGroup(frame, 'time', { description: 'how long the need lasts while someone delivers care', unit: 'time' }),
      hoursLengthCorrelation: quantityByGroup(
        frame,
        'number',
        { description: 'correlation of hours and length (Gaussian copula)', unit: 'correlation', examples: [0.5] },
        { least: -1, most: 1 },
      ),
      doubleHanded: quantityByGroup(frame, 'share', { description: 'share of people who need two workers at once', unit: 'share' }),
      hardToPlace: quantityByArea(frame, 'share', { description: 'share of people who are hard to place, by area', unit: 'share' }),
      endReasons: sectionByGroup(frame, sharesOf(REASONS, { description: 'why need ends: shares that sum to 1' }), {
        description: 'why need ends, for all client groups or by client group',
      }),
      reviews: section(
        {
          every: law('time', { description: 'time between reviews', unit: 'time' }),
          factor: law('number', { description: 'factor on hours at a review', unit: 'factor' }),
          leastHours: quantity('number', { description: 'least weekly hours of a package', unit: 'hours a week' }),
          mostHours: quantity('number', { description: 'most weekly hours of a package', unit: 'hours a week' }, { above: 0 }),
        },
        { description: 'reviews change hours up or down' },
      ),
      hospital: section(
        {
          admissions: quantityByGroup(frame, 'rate', {
            description: 'hospital admissions of a client in care',
            unit: 'rate',
            examples: ['0.5 per year'],
          }),
          stay: lawByGroup(frame, 'time', { description: 'length of the hospital stay', unit: 'time' }),
          notReturning: quantityByGroup(frame, 'share', {
            description: 'share of admissions that end in death or a care home',
            unit: 'share',
          }),
        },
        { description: 'hospital stays of clients in care' },
      ),
    },
    { description: 'what a package of home care is like' },
  );

const hourOfDay = (description: string) => quantity('number', { description, unit: 'hour of the day' }, { most: 24 });

const offers = (frame: Frame | null) =>
  section(
    {
      hardFactor: quantity('share', { description: 'factor on acceptance of a package that is hard to place', unit: 'factor' }),
      doubleHandedFactor: quantity('share', { description: 'factor on acceptance of a package that needs two workers', unit: 'factor' }),
      areaFactor: or(quantityByArea(frame, 'number', { description: 'factor on acceptance, by area', unit: 'factor' }), 1),
      answer: law('time', { description: 'time from offer to answer', unit: 'time' }),
      answersAtWeekends: or(yesNo({ description: 'whether providers answer at weekends and on bank holidays' }), false),
      office: or(
        section(
          { opens: or(hourOfDay('hour at which offices open'), 0), closes: or(hourOfDay('hour at which they close'), 24) },
          {
            description:
              'hours at which providers answer: an answer due outside them is given when they open, unless there is a back office out of hours',
          },
        ),
        {},
      ),
      startDelay: law('time', { description: 'time from acceptance to the first visit', unit: 'time' }),
      startsAtWeekends: or(
        yesNo({ description: 'whether care starts at weekends and on bank holidays; if not, at the round of the next working day' }),
        true,
      ),
    },
    { description: 'how providers answer offers' },
  );

const nightCare = (frame: Frame | null) =>
  section(
    {
      needs: quantityByGroup(frame, 'share', { description: 'share of new packages that include nights', unit: 'share' }),
      hoursPerPackage: quantity(
        'number',
        { description: 'night hours of such a package, beside its other hours', unit: 'hours a week', examples: [10] },
        { above: 0 },
      ),
      hours: quantityByArea(frame, 'number', {
        description: 'night hours that there are: a package with nights waits until some are free',
        unit: 'hours a week',
        examples: [{ north: 300, south: 200 }],
      }),
      pricePerHour: quantity('money', { description: 'what each costs the council, used or not', unit: 'pounds' }),
    },
    { description: 'night care at home' },
  );

const marketSupport = section(
  {
    weekendDecisions: or(quantity('money', { description: 'paid to each provider for decisions at weekends', unit: 'pounds a week' }), 0),
    backOffice: or(quantity('money', { description: 'cost of back office out of hours, for each provider', unit: 'pounds a week' }), 0),
  },
  { description: 'what the council pays to support its market; what it brings is written where it acts: offers, nightCare, workforce' },
);

const handBack = section(
  {
    base: hazard('handing back a package at rest'),
    perVacancy: hazard('added when every post above vacancyFrom were vacant'),
    vacancyFrom: quantity('share', { description: 'vacancy rate from which the hazard rises', unit: 'share' }),
    perOveruse: hazard('added for a whole unit of use above utilisationFrom'),
    utilisationFrom: quantity('number', { description: 'use of capacity from which the hazard rises', unit: 'share' }),
  },
  { description: 'single packages handed back on notice' },
);

const exit = section(
  {
    base: hazard('a provider closing'),
    perOveruse: hazard('added for a whole unit of use above utilisationFrom'),
    utilisationFrom: quantity('number', { description: 'use of capacity from which the hazard rises', unit: 'share' }),
    perVacancy: or(hazard('added when every post above vacancyFrom were vacant'), '0 per year'),
    vacancyFrom: or(quantity('share', { description: 'vacancy rate from which the hazard rises', unit: 'share' }), 0),
    lossOfWork: hazard('added when all hours were lost; it grows linearly from lossTolerance on'),
    lossTolerance: quantity('share', {
      description:
        'share of its hours, of every payer, that a provider may lose without risk, against the most in the last 52 weeks; left out: as shareOfStart says',
      unit: 'share',
      examples: ['30%'],
    }).optional(),
    shareOfStart: quantity('share', {
      description: 'older way to write lossTolerance: 1 less it; left out: as lossTolerance says',
      unit: 'share',
    }).optional(),
    carersMove: or(
      quantity('share', {
        description:
          'share of packages that move to other providers together with their carers when a provider closes on more than a week of notice',
        unit: 'share',
      }),
      0,
    ),
    reentry: law('time', {
      description: 'time until a new or growing provider takes up the room; left out: never',
      unit: 'time',
    }).optional(),
    carersLost: quantity('share', {
      description: 'share of carers who leave the sector when their provider closes, of those who do not move with packages',
      unit: 'share',
    }),
  },
  { description: 'providers that close' },
).superRefine((exit, ctx) => {
  if ((exit.lossTolerance === undefined) !== (exit.shareOfStart === undefined)) return;
  const isMissing = exit.lossTolerance === undefined;
  addProblem(
    ctx as never,
    {
      code: isMissing ? 'missing' : 'contradiction',
      found: isMissing ? 'is missing' : 'is given beside shareOfStart, which says the same',
      allowed: 'must say what share of its hours a provider may lose without risk',
      hint: isMissing ? 'add "lossTolerance: 30%", for example' : 'remove shareOfStart',
    },
    ['lossTolerance'],
  );
});

const inspection = section(
  {
    every: law('time', { description: 'time between inspections of a provider', unit: 'time' }),
    reinspection: law('time', {
      description: "time until the next inspection after 'inadequate'; new packages stop until then",
      unit: 'time',
    }),
    outcomes: sharesOf(RATINGS, { description: 'ratings given: shares that sum to 1' }),
    persistence: or(
      quantity('share', {
        description: 'probability that an inspection confirms the rating that a provider has; otherwise one is drawn from outcomes',
        unit: 'probability',
      }),
      0,
    ),
  },
  { description: 'quality inspections' },
);

const principal = (frame: Frame | null) =>
  section(
    {
      providers:
        frame === null
          ? z.record(z.string(), z.string()).meta({
              description: 'id of the principal provider group of each area that has one',
              allowed: 'a mapping of areas to ids of groups',
              examples: [{ north: 'principal_north' }],
            })
          : z
              .strictObject(
                Object.fromEntries(
                  frame.areas.map((id) => [
                    id,
                    z.enum((frame.providerGroups.length === 0 ? ['(none)'] : frame.providerGroups) as [string, ...string[]]).optional(),
                  ]),
                ),
                { error: (issue) => (issue.code === 'unrecognized_keys' ? frame.areas.join(' ') : undefined) },
              )
              .meta({ description: 'id of the principal provider group of each area that has one' }),
      cap: quantityByArea(frame, 'share', {
        description: "the principal's share of council hours in the area up to which it has first refusal",
        unit: 'share',
        examples: ['70%'],
      }),
      capIs: or(
        oneOf(['cap', 'floor', 'target'], {
          description: 'how the share is meant: cap and target stop first refusal at the share, floor does not stop it',
        }),
        'cap',
      ),
      aboveCap: or(
        oneOf(['last', 'never'], {
          description: 'whether the principal above its share is asked after everybody else, or never',
        }),
        'last',
      ),
      firmCap: or(
        quantity('share', {
          description: 'most of all council hours that the principals of one firm may have for first refusal (see providers.firm)',
          unit: 'share',
        }),
        1,
      ),
      transferShare: quantityByArea(frame, 'share', {
        description: 'share of the packages that others serve on the start date which move to the principal, once; left out: the cap',
        unit: 'share',
        examples: ['50%'],
      }).optional(),
      transferOver: quantity('duration', {
        description: 'time over which these packages move; left out: as transfersPerWeek says',
        unit: 'time',
        examples: ['26 weeks'],
      }).optional(),
      transfersPerWeek: or(
        quantityByArea(frame, 'number', {
          description: 'packages moved a week until the share has moved, in place of transferOver',
          unit: 'packages a week',
        }),
        0,
      ),
      carersTransfer: or(
        quantity('share', {
          description: 'of the carers that the principal lacks for a transferred package, the share who move with it',
          unit: 'share',
        }),
        1,
      ),
      carersLost: or(quantity('share', { description: 'of those who do not move, the share who leave the sector', unit: 'share' }), 0),
      growthPerWeek: or(
        quantity('share', { description: 'most posts opened a week for new packages, as a share of its posts', unit: 'share a week' }),
        0,
      ),
      postsPerWeek: or(quantity('number', { description: 'posts that may be opened a week whatever its size', unit: 'posts a week' }), 0),
      absorbsExits: or(yesNo({ description: 'duty to take packages of a provider that closes' }), false),
    },
    { description: 'the principal-provider model: one provider of each area has first refusal of council packages up to a share' },
  ).superRefine((principal, ctx) => {
    if (principal.transferOver === undefined || principal.transfersPerWeek.every((n: number) => n === 0)) return;
    addProblem(
      ctx as never,
      {
        code: 'contradiction',
        found: 'is given beside transfersPerWeek',
        allowed: 'one of them sets the pace',
        hint: 'remove transfersPerWeek, or transferOver',
      },
      ['transferOver'],
    );
  });

const capacityFollowsWork = section(
  {
    idleFrom: quantity(
      'share',
      { description: 'spare hours, as a share of capacity, above which a provider does not replace carers who leave', unit: 'share' },
      { above: 0 },
    ),
    idleFor: quantity('duration', {
      description: 'time for which they must have been above it, counted in whole weeks',
      unit: 'time',
      examples: ['8 weeks'],
    }),
    fullBelow: quantity('share', {
      description: 'spare hours, as a share of capacity, below which a provider opens posts that others no longer fill',
      unit: 'share',
    }),
    opensPerWeek: quantity('share', {
      description: 'most posts that such a provider opens a week, as a share of its posts',
      unit: 'share a week',
    }),
  },
  { description: 'posts move from providers with idle hours to providers of the same area without spare hours, as carers leave' },
);

export const homeCare = (frame: Frame | null) =>
  section(
    {
      packages: packages(frame),
      offers: offers(frame),
      density: sectionByArea(
        frame,
        section(
          {
            least: quantity('share', { description: 'contact ratio with no density at all', unit: 'share' }),
            half: quantity('number', {
              description: "contact hours in the area at which the ratio is half way to the provider's most",
              unit: 'hours a week',
            }),
          },
          { description: 'contact ratio = least + (most - least) x h / (h + half)' },
        ),
        { description: 'how density of rounds saves travel, for all areas or by area' },
      ),
      notice: law('time', { description: 'notice before a handed-back package ends', unit: 'time' }),
      exitNotice: law('time', { description: 'notice when a provider closes', unit: 'time' }),
      handBack,
      exit,
      inspection: inspection.optional(),
      retention: section(
        {
          held: quantity('duration', { description: 'time a package is held while its client is in hospital', unit: 'time' }),
          paid: quantity('duration', { description: 'time of it that is paid', unit: 'time' }),
        },
        { description: 'packages held during a hospital stay' },
      ),
      selfFunders: section(
        {
          giveUp: hazard('a self-funder leaving the list of those who found no room'),
          servedFirst: quantity('share', {
            description: "probability that freed hours go to that list first; left out: self-funders' share of the provider's hours",
            unit: 'probability',
          }).optional(),
        },
        { description: 'self-funders who found no room' },
      ),
      incentive: section(
        {
          perStart: quantity('money', { description: 'payment for each started package', unit: 'pounds' }),
          acceptanceFactor: factor(
            'factor on acceptance of these packages: an offer taken with probability p is taken with 1 - (1 - p)^factor',
            true,
          ),
          origins: z
            .array(oneOf(ORIGINS, { description: 'where the person comes from' }))
            .min(1)
            .meta({ description: 'packages it is paid for, by where the person comes from' }),
        },
        { description: 'a one-off payment for started packages' },
      ).optional(),
      nightCare: nightCare(frame).optional(),
      marketSupport: or(marketSupport, {}),
      postsGrowthPerYear: or(
        quantity(
          'number',
          { description: 'growth of posts a year of every provider group that names none', unit: 'share a year' },
          { least: -0.5, most: 1 },
        ),
        0,
      ),
      principal: principal(frame).optional(),
      capacityFollowsWork: capacityFollowsWork.optional(),
      referrals: providerReferrals().optional(),
      providers: z
        .array(providerGroup(frame))
        .meta({ description: 'groups of providers; a list whose items have an id merges by id through extends' }),
    },
    { description: 'home care' },
  );
