/**
 * `reablement`: the council's own short-term service.
 */
import { z } from 'zod';
import { lawByGroup, quantityByArea, sectionByGroup } from './by-id.js';
import { type Frame, oneOf, or, quantity, section, sharesOf, yesNo } from './field.js';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export const INTAKE_ORDER = ['last_resort', 'hospital', 'crisis', 'community'] as const;
const OUTCOMES = ['independent', 'homeCare', 'careHome', 'hospital', 'died', 'housing'] as const;

const hazard = (description: string) => quantity('rate', { description, unit: 'rate', examples: ['0.4% per day'] });

const intake = section(
  {
    days: or(
      z
        .array(oneOf(WEEKDAYS, { description: 'weekday' }))
        .min(1)
        .meta({ description: 'weekdays with intake' }),
      [...WEEKDAYS],
    ),
    opens: or(quantity('number', { description: 'hour at which intake opens', unit: 'hour of the day' }, { most: 24 }), 8),
    closes: or(quantity('number', { description: 'hour at which intake closes', unit: 'hour of the day' }, { most: 24 }), 22),
  },
  { description: 'when new people are taken on' },
);

const lastResort = section(
  {
    share: quantity('share', { description: 'most of the hours that may go to cover', unit: 'share' }),
    thresholdHours: quantity(
      'number',
      {
        description: 'weekly hours from which a person at home without care is covered; "never" covers handed-back packages only',
        unit: 'hours a week',
        examples: [14],
      },
      { infinite: 'never' },
    ),
  },
  { description: 'cover for packages whose notice has run out, and for people at home without care' },
);

const afterwards = section(
  {
    died: hazard('dying'),
    careHome: hazard('moving to a care home'),
    readmitted: hazard('going back to hospital'),
    referredAgain: hazard('being referred again'),
  },
  { description: 'what may happen within 91 days to someone who became independent' },
);

export const reablement = (frame: Frame | null) =>
  section(
    {
      posts: quantityByArea(frame, 'number', {
        description: 'posts, by area; made whole by largest remainder',
        unit: 'posts',
        examples: [{ north: 30, south: 34 }],
      }),
      postsGrowthPerYear: or(
        quantity('number', { description: 'growth of posts a year, applied each quarter', unit: 'share a year' }, { least: -0.5, most: 1 }),
        0,
      ),
      paidHoursPerCarer: quantity(
        'number',
        { description: 'paid hours a week of a carer', unit: 'hours a week', examples: [30] },
        { above: 0, most: 80 },
      ),
      contactShare: quantity('share', { description: 'share of paid hours in contact with people', unit: 'share' }, { above: 0 }),
      pricePerPaidHour: quantity('money', { description: 'cost of a paid hour, used or not', unit: 'pounds' }),
      hours: lawByGroup(frame, 'number', {
        description: 'weekly hours at entry',
        unit: 'hours a week',
        examples: [{ gamma: { mean: 20, shape: 3 } }],
      }),
      length: lawByGroup(frame, 'time', {
        description: 'length of an episode',
        unit: 'time',
        examples: [{ lognormal: { mean: '18 days', median: '14 days' } }],
      }),
      limit: quantity(
        'duration',
        { description: 'longest episode; left out: no limit', unit: 'time', examples: ['6 weeks'] },
        { above: 0 },
      ).optional(),
      atLimit: or(
        oneOf(['truncate', 'stop'], {
          description: 'truncate: lengths are drawn from the law below the limit; stop: longer episodes are cut off at the limit',
        }),
        'truncate',
      ),
      intake: or(intake, {}),
      order: or(
        z
          .array(oneOf(INTAKE_ORDER, { description: 'kind of intake' }))
          .meta({ description: 'order of intake, first served first; all four named once' }),
        [...INTAKE_ORDER],
      ),
      stepUpShare: or(
        quantity('share', { description: 'share of hours kept for people from the community and crisis response', unit: 'share' }),
        0,
      ),
      bridging: or(yesNo({ description: 'whether people who cannot start home care stay on' }), true),
      lastResort,
      outcomes: sectionByGroup(frame, sharesOf(OUTCOMES, { description: 'how an episode ends: shares that sum to 1' }), {
        description: 'how an episode ends, for all client groups or by client group',
        examples: [{ independent: 0.7, homeCare: 0.2, careHome: 0.03, hospital: 0.05, died: 0.02 }],
      }),
      homeCareHoursShare: quantity(
        'number',
        { description: 'hours of the package afterwards as a share of the hours at entry', unit: 'share', examples: [0.42] },
        { above: 0, most: 3 },
      ),
      afterwards,
      giveUp: section(
        { hospital: hazard('giving up while waiting in hospital'), home: hazard('giving up while waiting at home') },
        { description: 'leaving the queue for reablement' },
      ),
    },
    { description: 'reablement: a short-term service of the council that helps people back to independence' },
  );
