/**
 * `homeCare.providers`: groups of providers that are alike, made into single providers when the scenario is compiled.
 */
import { z } from 'zod';
import { TIERS } from '../../metrics.js';
import { addProblem, type Frame, oneOf, or, quantity, section, sharesOf, text, yesNo } from './field.js';

export const RATINGS = ['inadequate', 'requiresImprovement', 'good', 'outstanding'] as const;

/** A name that keys random draws, paths and result columns. */
export const ID = /^[a-z][a-z0-9_]{0,39}$/;
export const idRule = { error: 'an id' } as const;

const orFramework = 'left out: the posts-weighted mean of the framework in its area, for a principal; others must say';

export const providerGroup = (frame: Frame | null) =>
  section(
    {
      id: z
        .string()
        .regex(ID, idRule)
        .meta({
          description: 'name of the group in paths: lower-case letters, digits and underscores',
          allowed: 'lower-case letters, digits and underscores, a letter first',
          examples: ['framework_rural'],
        }),
      name: text({ description: 'name on screen', examples: ['Framework providers, towns'] }),
      tier: oneOf(TIERS, { description: 'principal, framework, in_house or spot' }),
      areas: z
        .array(frame === null ? z.string() : z.enum(frame.areas as [string, ...string[]]))
        .min(1)
        .meta({
          description: 'areas served; the first holds the carers and takes their recruits',
          allowed: 'a list of areas',
          examples: [['north', 'south']],
        }),
      count: quantity(
        'count',
        { description: 'number of providers in the group', unit: 'providers', examples: [20] },
        { least: 1, most: 1000 },
      ),
      posts: quantity(
        'number',
        {
          description: 'posts of the whole group on day 0; left out: as hours says',
          unit: 'posts',
          allowed: 'a whole number, from 0 to 1000000',
          examples: [620],
        },
        { most: 1e6 },
      ).optional(),
      hours: quantity('number', {
        description: 'contact hours a week of the whole group, in place of posts; left out: as posts says',
        unit: 'hours a week',
        examples: [1200],
      }).optional(),
      sizeSkew: or(
        quantity(
          'number',
          { description: 'the provider of rank r has a share proportional to 1 / r^sizeSkew; 0 makes them equal', unit: 'exponent' },
          { most: 5 },
        ),
        0,
      ),
      acceptance: quantity('share', {
        description: `probability of accepting an offer of an easy package; ${orFramework}`,
        unit: 'probability',
      }).optional(),
      answerFactor: quantity('number', { description: `factor on the time to answer; ${orFramework}`, unit: 'factor' }).optional(),
      handBackFactor: quantity('number', {
        description: `factor on the hazard of handing back; ${orFramework}`,
        unit: 'factor',
      }).optional(),
      mostContactRatio: quantity(
        'share',
        { description: `most contact hours per paid hour, when rounds are dense; ${orFramework}`, unit: 'share' },
        { above: 0 },
      ).optional(),
      price: quantity('money', { description: `price of an hour; ${orFramework}`, unit: 'pounds' }).optional(),
      bought: or(
        oneOf(['spot', 'block'], { description: 'spot: paid for hours delivered; block: paid for capacity, used or not' }),
        'spot',
      ),
      ratings: sharesOf(RATINGS, {
        description: 'quality ratings on day 0: shares of the providers that sum to 1, made whole by largest remainder',
      }),
      guaranteedHours: or(
        quantity('number', {
          description: 'contact hours a week of the whole group that are paid at its price whether used or not; more are paid as used',
          unit: 'hours a week',
          examples: [2000],
        }),
        0,
      ),
      leavingFactor: or(
        quantity('number', { description: 'factor on the rate at which its carers leave: what guaranteed hours may buy', unit: 'factor' }),
        1,
      ),
      firm: text({
        description:
          'firm it belongs to: principals of one firm count together towards homeCare.principal.firmCap; left out: it stands alone',
        examples: ['First Care'],
      }).optional(),
      exemptFromExit: or(yesNo({ description: 'whether its providers never close by chance' }), false),
      closes: or(
        yesNo({
          description: 'set to true on a date, its providers close by decree; their room is taken up again as homeCare.exit.reentry says',
        }),
        false,
      ),
      closingNotice: quantity('duration', {
        description: 'notice of a closure by decree: a week or less is a sudden one; left out: as homeCare.exitNotice says',
        unit: 'time',
        examples: ['8 weeks'],
      }).optional(),
      postsGrowthPerYear: quantity(
        'number',
        { description: 'growth of posts a year; left out: homeCare.postsGrowthPerYear', unit: 'share a year' },
        { least: -0.5, most: 1 },
      ).optional(),
    },
    { description: 'a group of providers that are alike' },
  ).superRefine((group, ctx) => {
    if ((group.posts === undefined) !== (group.hours === undefined)) return;
    const found = group.posts === undefined ? 'has neither posts nor hours' : 'has both posts and hours';
    addProblem(ctx as never, {
      code: 'contradiction',
      found,
      allowed: 'must have one of them',
      hint: 'keep posts for a workforce, hours for a fixed capacity',
    });
  });

export type ProviderGroup = z.output<ReturnType<typeof providerGroup>>;
