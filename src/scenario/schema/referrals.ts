/** `homeCare.referrals`, `housing.referrals`: how a care service deals with a referral. `measures.returns`: what is returned of it each quarter. */
import { z } from 'zod';
import { REASONS } from '../../metrics.js';
import { law, oneOf, or, quantity, section } from './field.js';

const WORKING = 'runs on working days alone, and ends in office hours';
const hour = (description: string) => quantity('number', { description, unit: 'hour of the day' }, { most: 24 });
const share = (description: string) => quantity('share', { description, unit: 'share' });

const delivered = section(
  {
    period: or(quantity('duration', { description: 'payment period', unit: 'time', examples: ['4 weeks'] }, { above: 0 }), '4 weeks'),
    tolerance: or(
      quantity('number', {
        description:
          'hours in a payment period by which what is delivered may differ from what is commissioned; beyond it a review follows',
        unit: 'hours',
      }),
      5,
    ),
    factor: law('number', { description: 'hours delivered over hours commissioned, of one person in one payment period', unit: 'factor' }),
  },
  { description: 'hours delivered vary around those commissioned' },
);

const shape = {
  office: or(
    section({ opens: hour('hour at which the office opens'), closes: hour('hour at which it closes') }, { description: 'office hours' }),
    {
      opens: 9,
      closes: 17,
    },
  ),
  response: law('time', { description: `from receipt of a referral to the response; ${WORKING}`, unit: 'time' }),
  emergencyResponse: law('time', { description: `the same for an emergency; ${WORKING}; left out: as any other`, unit: 'time' }).optional(),
  decision: or(law('time', { description: `from response to acceptance or decline; ${WORKING}`, unit: 'time' }), '0 days'),
  firstVisit: law('time', { description: `from acceptance to the first visit; ${WORKING}`, unit: 'time' }),
  solution: law('time', { description: `from the first visit to the support solution being agreed; ${WORKING}`, unit: 'time' }),
  emergencyShare: or(share('share of referrals that are emergencies, apart from those after a crisis or with care about to stop'), 0),
  delivered: delivered.optional(),
};

export const providerReferrals = () =>
  section(shape, {
    description: 'referrals to home care providers, in place of offers.answer and offers.startDelay; a provider short of hours declines',
  });

export const schemeReferrals = () =>
  section(
    {
      ...shape,
      acceptance: or(share('probability that the provider of a scheme accepts a referral that it has room for'), 1),
      again: or(
        quantity(
          'duration',
          { description: 'until someone declined is referred again, in working days', unit: 'time' },
          { infinite: 'never' },
        ),
        '10 days',
      ),
    },
    { description: "referrals of tenants to the scheme's care provider; left out: commissioned care begins at once" },
  );

const aim = (written: string) => or(share('share that is aimed at'), written);
const days = (description: string, written: number) =>
  or(quantity('count', { description, unit: 'working days' }, { least: 1, most: 60 }), written);

/** Reasons for which someone completes a service that may be a home for life: planned ends. */
const COMPLETES = ['died', 'care_home', 'housing', 'recovered', 'moved_away'] as const;

export const returns = section(
  {
    emergencyResponse: or(
      section(
        {
          within: or(quantity('duration', { description: 'limit; hours count on working days alone', unit: 'time' }), '24 hours'),
          aim: aim('95%'),
        },
        { description: 'R5: emergency referrals responded to' },
      ),
      {},
    ),
    response: or(
      section(
        {
          within: or(quantity('duration', { description: 'limit, in whole days', unit: 'time' }), '7 days'),
          counts: or(oneOf(['all_days', 'working_days'], { description: 'which days count' }), 'all_days'),
          aim: aim('90%'),
        },
        { description: 'R6: referrals responded to' },
      ),
      {},
    ),
    firstVisit: or(
      section(
        { within: days('limit, after the day of acceptance', 7), aim: aim('95%') },
        { description: 'R7: first visits after acceptance' },
      ),
      {},
    ),
    solution: or(
      section(
        { within: days('limit, after the day of the first visit', 5), aim: aim('90%') },
        { description: 'R8: support solutions agreed' },
      ),
      {},
    ),
    completing: or(
      z.array(oneOf(REASONS, { description: 'reason' })).meta({
        description: 'reasons for which someone completes the service (R3), being planned; any other is leaving before completion (R4)',
      }),
      [...COMPLETES],
    ),
  },
  { description: 'quarterly returns R1 to R8, in kpis.csv and the report, by provider and by scheme' },
);
