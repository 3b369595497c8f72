/**
 * `brokerage`, `workforce`, `placements`, `costs`, `measures`: the smaller sections.
 */
import { z } from 'zod';
import { METRICS, PRIORITIES, REASONS } from '../../metrics.js';
import { forward, quantityByArea } from './by-id.js';
import { addProblem, type Field, type Frame, law, oneOf, or, quantity, section, sharesOf, text, yesNo } from './field.js';
import { KINDS } from './quantity-kinds.js';
import { returns } from './referrals.js';

const hazard = (description: string) => quantity('rate', { description, unit: 'rate', examples: ['0.4% per day'] });

export const brokerage = () =>
  section(
    {
      offersAtOnce: or(
        quantity(
          'count',
          { description: 'providers a package is offered to at once', unit: 'providers', examples: [2] },
          { least: 1, most: 50 },
        ),
        1,
      ),
      order: or(
        oneOf(['rating', 'round_robin', 'random'], { description: 'order of offers: by rating then spare hours, in turn, or at random' }),
        'rating',
      ),
      fit: or(
        oneOf(['best_fit', 'strict'], { description: 'whether a package that does not fit blocks a smaller one (strict) or not' }),
        'best_fit',
      ),
      priorities: or(
        z
          .array(oneOf(PRIORITIES, { description: 'priority class' }))
          .meta({ description: 'order of the list, first served first; all five named once' }),
        [...PRIORITIES],
      ),
      roundHour: or(quantity('number', { description: 'hour of the working-day round', unit: 'hour of the day' }, { most: 23.99 }), 9),
      urgentBefore: or(
        quantity('duration', { description: 'time before care stops at which a hand-back becomes urgent', unit: 'time' }),
        '7 days',
      ),
      giveUp: section(
        {
          hospital: hazard('giving up in hospital'),
          bridging: hazard('giving up while bridged by reablement'),
          cover: hazard('giving up while on last-resort cover'),
          home: hazard('giving up at home without care'),
        },
        { description: 'people who leave the list before care is found, by where they wait' },
      ),
      giveUpReasons: sharesOf(REASONS, { description: 'why people give up: shares that sum to 1' }),
    },
    { description: 'brokerage: how packages are offered, and the interim care list' },
  );

const monthlyShare = quantity('share', { description: 'share of hours', unit: 'share' });

/** One share, or twelve by month; comes out as twelve. */
const monthly: Field<readonly number[]> = z
  .unknown()
  .transform((value, ctx) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : Array.from({ length: 12 }, () => value);
    if (list.length !== 12)
      addProblem(ctx as never, {
        code: 'bad_length',
        found: `has ${list.length} numbers`,
        allowed: 'must be one share, or twelve by month, January first',
        hint: 'add or remove numbers',
      });
    return list.map((item, i) => {
      const result = monthlyShare.safeParse(item);
      forward(result, ctx as never, Array.isArray(value) ? [i] : []);
      return result.data ?? 0;
    });
  })
  .meta({
    description: 'share of contracted hours lost to sickness: one value, or twelve by month, January first',
    unit: 'share',
    allowed: 'a share, from 0 to 1 (or in %), or a list of twelve',
    type: ['number', 'string', 'array'],
    pattern: KINDS.share.json.pattern,
    items: KINDS.share.json,
    examples: ['5%'],
  });

export const workforce = (frame: Frame | null) =>
  section(
    {
      paidHoursPerCarer: quantity(
        'number',
        { description: 'paid hours a week of a carer', unit: 'hours a week', examples: [30] },
        { above: 0, most: 80 },
      ),
      additionalHours: or(
        section(
          {
            perCarer: or(
              quantity('number', {
                description: 'paid hours that a carer of a provider works beyond their contract',
                unit: 'hours a week',
              }),
              0,
            ),
            factor: or(quantity('number', { description: 'factor on them: 1.21 is 21 % more additional hours', unit: 'factor' }), 1),
          },
          { description: 'additional hours of carers of home care providers' },
        ),
        {},
      ),
      retention: or(
        section(
          {
            leaversFactor: or(
              quantity('number', { description: 'factor on the rates at which carers of home care providers leave', unit: 'factor' }),
              1,
            ),
            costPerCarer: or(
              quantity('money', { description: 'grants and hardship fund, for each carer in post', unit: 'pounds a year' }),
              0,
            ),
          },
          { description: 'what keeps carers: retention grant, hardship fund' },
        ),
        {},
      ),
      leaving: section(
        {
          principal: hazard('carers of a principal provider'),
          framework: hazard('carers of framework providers'),
          in_house: hazard("carers of the council's own providers"),
          spot: hazard('carers of other providers'),
          reablement: hazard('carers in reablement; left out: nobody leaves').optional(),
        },
        { description: 'carers leaving their post, by tier', examples: [{ framework: '41% per year' }] },
      ),
      sickness: monthly,
      lead: law('time', { description: 'from vacancy to a new starter when someone can be recruited', unit: 'time' }),
      ramp: section(
        {
          time: quantity('duration', { description: 'time of part rounds of a new starter', unit: 'time' }),
          share: quantity('share', { description: 'share of full hours worked then', unit: 'share' }),
        },
        { description: 'new starters work up to full rounds' },
      ),
      recruitsPerWeek: quantityByArea(
        frame,
        'number',
        { description: "recruits a week into each area's pool, or unlimited", unit: 'people a week' },
        { infinite: 'unlimited' },
      ),
      poolLoss: hazard('a recruit leaving the pool for another sector'),
    },
    { description: 'the workforce' },
  );

export const placements = (frame: Frame | null) => {
  const placement = section(
    {
      name: text({ description: 'name on screen', examples: ['Rehabilitation beds'] }),
      setting: or(
        oneOf(['care', 'inpatient', 'out_of_area', 'short_term'], {
          description: 'what it is, where that is counted apart: care, an inpatient bed, a bed out of area, or a place for a short stay',
        }),
        'care',
      ),
      pathway: quantity(
        'count',
        { description: 'discharge pathway that it serves: 1, 2 or 3; left out: none', unit: 'pathway', examples: [2] },
        { least: 1, most: 3 },
      ).optional(),
      beds: quantityByArea(frame, 'count', { description: 'beds, by area, or unlimited', unit: 'beds' }, { infinite: 'unlimited' }),
      stay: law('time', { description: 'length of stay; left out: people stay until a cohort moves them', unit: 'time' }).optional(),
      maximumStay: quantity('duration', {
        description: 'a stay is cut off here, as in respite, a crisis house or step-down; left out: no limit',
        unit: 'time',
      }).optional(),
      endReasons: sharesOf(REASONS, { description: 'why stays end: shares that sum to 1; left out: no longer needed' }).optional(),
      costPerWeek: quantity('money', { description: 'cost of a week', unit: 'pounds a week' }),
      costPerWeekOnDay0: quantity('money', {
        description: 'cost of a week of those who are there on day 0, where it is another; left out: the same',
        unit: 'pounds a week',
      }).optional(),
      payer: oneOf(['council', 'nhs'], { description: 'who pays' }),
      giveUp: hazard('leaving its queue'),
      takesLeavers: or(
        yesNo({
          description:
            'whether people whom the council pays for go here when they leave home care, reablement, a flat or a list for a care home; where no placement takes them they leave the model',
        }),
        false,
      ),
    },
    { description: 'a kind of bed or placement' },
  );
  return z.record(z.string(), placement).meta({ description: 'placements and beds, by id' });
};

/**
 * Real discount rate a year where a scenario states none.
 * @source HM Treasury (2022), The Green Book, annex A6: 3.5 % for the first 30 years
 */
export const DISCOUNT_RATE = '3.5%';

export const costs = () =>
  section(
    {
      delayedBedDay: quantity('money', { description: 'NHS cost of a delayed bed-day, shown apart', unit: 'pounds' }),
      undeliveredHour: quantity('money', {
        description: 'what an hour of care needed and not delivered is worth, in a line of its own, never in a total; left out: not priced',
        unit: 'pounds',
      }).optional(),
      discountRate: or(
        quantity('share', { description: 'real discount rate a year for present values, that of the Green Book', unit: 'share' }),
        DISCOUNT_RATE,
      ),
    },
    { description: 'unit costs that belong to no service, and how costs of several years are put together' },
  );

const METRIC_IDS = METRICS.map((metric) => metric.id) as [string, ...string[]];
export const metricId = (description: string) =>
  z.enum(METRIC_IDS).meta({ description, allowed: 'a metric: caresim explain metrics lists all', examples: ['interim_list.people'] });

export const measures = () =>
  section(
    {
      headline: z
        .array(metricId('metric id'))
        .meta({ description: 'metrics shown first in summaries', examples: [['interim_list.people', 'cost.total']] }),
      returns: returns.optional(),
    },
    { description: 'what is shown first, and what is returned each quarter' },
  );
