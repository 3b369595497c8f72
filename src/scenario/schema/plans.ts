/**
 * `targets`, `uncertain` and `changes`: what a scenario is held to, what is not known, and what happens when.
 */
import { z } from 'zod';
import { DIMENSIONS, METRICS } from '../../metrics.js';
import type { Law } from '../../random/law.js';
import { hintOfDate, parseDate } from '../dates.js';
import { readLaw } from '../laws.js';
import { nearestName } from '../nearest.js';
import { readWritten } from '../units.js';
import { addProblem, type Field, type Frame, oneOf, or, quantity, section, text, yesNo } from './field.js';
import { isMapping, phraseFound } from './quantity-kinds.js';
import { metricId } from './services.js';

/** Weeks are numbered from 1 and both ends count. */
export type Window = { readonly kind: 'start' | 'end' } | { readonly kind: 'weeks'; readonly from: number; readonly to: number };

const window: Field<Window> = z
  .unknown()
  .transform((value, ctx): Window => {
    if (value === 'start' || value === 'end') return { kind: value };
    const match = typeof value === 'string' ? /^weeks (\d{1,4})-(\d{1,4})$/.exec(value) : null;
    const [from, to] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
    if (match === null || from < 1 || to < from)
      addProblem(ctx as never, {
        code: 'wrong_type',
        found: phraseFound(value),
        allowed: 'must be start, end or weeks such as "weeks 1-52"',
        hint: 'weeks count from 1, the smaller first',
      });
    return { kind: 'weeks', from, to };
  })
  .meta({
    description:
      'when: "start" (week 1), "end" (the last day of a level, the last week of anything else), or "weeks A-B", counted from 1, both included',
    allowed: 'start, end or "weeks A-B"',
    type: 'string',
    examples: ['weeks 1-52'],
  });

const amount = (description: string) => quantity('number', { description, unit: "the metric's unit" }, { least: -1e15 });

const target = (frame: Frame | null) =>
  section(
    {
      metric: metricId('metric id; left out: as ratio says').optional(),
      ratio: z
        .array(metricId('metric id'))
        .length(2)
        .meta({
          description: 'the first metric over the second, over the same keys and window; left out: as metric says',
          examples: [['interim_list.hours', 'interim_list.people']],
        })
        .optional(),
      by: oneOf(DIMENSIONS, { description: 'dimension that the keys belong to; left out: the total' }).optional(),
      keys: z
        .array(z.string())
        .min(1)
        .meta({
          description:
            'keys that count, summed (for shares and mean days: sum of numerators over sum of denominators); left out: the total',
          examples: [['north', 'west']],
        })
        .optional(),
      share: or(
        yesNo({
          description: "true: the keys' share of the metric's total, e.g. of list hours those in three areas; only for levels and counts",
        }),
        false,
      ),
      window,
      value: amount('value aimed at'),
      low: amount('least that meets the target'),
      high: amount('most that meets the target'),
    },
    {
      description:
        'a figure that the simulated baseline must reproduce: met when the mean over futures lies from low to high and the half-width of its 95 % interval is under a quarter of the band',
    },
  ).superRefine((value, ctx) => checkTarget(value, frame, ctx as never));

type TargetDraft = {
  readonly metric?: string | undefined;
  readonly ratio?: readonly string[] | undefined;
  readonly by?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  readonly share: boolean;
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

/** Keys of a dimension that the scenario names itself; undefined for the others. */
function keysIn({ areas, groups, placements, schemes }: Frame, by: string | undefined): readonly string[] | undefined {
  switch (by) {
    case 'area':
      return areas;
    case 'client_group':
      return groups;
    case 'placement':
      return placements;
    case 'placement_area':
      return placements.flatMap((id) => areas.map((area) => `${id}/${area}`));
    case 'scheme':
      return schemes;
    default:
      return undefined;
  }
}

function checkTarget(target: TargetDraft, frame: Frame | null, ctx: never): void {
  if ((target.metric === undefined) === (target.ratio === undefined))
    addProblem(ctx, {
      code: 'contradiction',
      found: target.metric === undefined ? 'has neither metric nor ratio' : 'has both metric and ratio',
      allowed: 'must have one of them',
      hint: 'keep one',
    });
  if (!(target.low <= target.value && target.value <= target.high && target.low < target.high))
    addProblem(
      ctx,
      {
        code: 'contradiction',
        found: `has low ${target.low}, value ${target.value}, high ${target.high}`,
        allowed: 'must rise from low to value to high',
        hint: 'put the three in order',
      },
      ['low'],
    );
  if ((target.by === undefined) !== (target.keys === undefined))
    addProblem(ctx, {
      code: 'contradiction',
      found: target.by === undefined ? 'has keys without by' : 'has by without keys',
      allowed: 'by and keys go together',
      hint: 'add the other',
    });
  if (target.share && target.keys === undefined)
    addProblem(ctx, {
      code: 'contradiction',
      found: 'asks for a share without keys',
      allowed: 'share needs by and keys',
      hint: 'name the keys whose share is meant',
    });
  for (const id of target.ratio ?? (target.metric === undefined ? [] : [target.metric])) checkMetric(id, target, ctx);
  const ids = frame === null ? undefined : keysIn(frame, target.by);
  target.keys?.forEach((key, i) => {
    if (ids === undefined || ids.includes(key)) return;
    const nearest = nearestName(key, ids);
    addProblem(
      ctx,
      {
        code: 'unknown_name',
        found: `is "${key}"`,
        allowed: `must be ${ids.join(', ')}`,
        ...(nearest === undefined ? { hint: 'name one of them' } : { nearest }),
      },
      ['keys', i],
    );
  });
}

function checkMetric(id: string, target: TargetDraft, ctx: never): void {
  const row = METRICS.find((metric) => metric.id === id);
  if (row === undefined) return;
  if (target.by !== undefined && !(row.by as readonly string[]).includes(target.by))
    addProblem(
      ctx,
      {
        code: 'unknown_name',
        found: `is "${target.by}"`,
        allowed: row.by.length === 0 ? `${id} has no dimensions` : `${id} is known by ${row.by.join(', ')}`,
        hint: 'name one of them, or leave by and keys out',
      },
      ['by'],
    );
  if (target.share && row.kind !== 'level' && row.kind !== 'count')
    addProblem(
      ctx,
      {
        code: 'contradiction',
        found: 'is true',
        allowed: `only levels and counts have shares; ${id} is a ${row.kind}`,
        hint: 'leave share out',
      },
      ['share'],
    );
}

export const targets = (frame: Frame | null) => z.array(target(frame)).meta({ description: 'figures that the baseline must reproduce' });

export interface Uncertain {
  /** law of the value, in the unit of `unit`, or of the factor */
  readonly law: Law;
  readonly as: 'value' | 'factor';
  /** what a drawn value is written with: "days" and "per day" for times and rates, else bare */
  readonly dimension: 'duration' | 'rate' | 'bare';
}

const uncertainItem: Field<Uncertain> = z
  .unknown()
  .transform((value, ctx): Uncertain => {
    const never = ctx as never;
    const blank: Uncertain = { law: { kind: 'fixed', value: 0 }, as: 'value', dimension: 'bare' };
    if (!isMapping(value)) {
      addProblem(never, {
        code: 'wrong_type',
        found: phraseFound(value),
        allowed: 'must be {low, high} or a distribution',
        hint: 'for example {low: 60 weeks, high: 120 weeks}',
      });
      return blank;
    }
    const { as, ...rest } = value;
    if (as !== undefined && as !== null && as !== 'value' && as !== 'factor')
      addProblem(
        never,
        { code: 'unknown_name', found: phraseFound(as), allowed: 'must be value or factor', hint: 'factor multiplies the written value' },
        ['as'],
      );
    const form = rest.low !== undefined || rest.high !== undefined ? { uniform: rest } : rest;
    const dimension = dimensionOf(form);
    const result = readLaw(dimension === 'rate' ? ratesBare(form) : form, dimension === 'duration' ? 'time' : 'number');
    if (!result.ok)
      addProblem(
        never,
        result.problem,
        result.path.filter((step) => step !== 'uniform' || rest.uniform !== undefined),
      );
    return { law: result.ok ? result.law : blank.law, as: as === 'factor' ? 'factor' : 'value', dimension };
  })
  .meta({
    description:
      'range or distribution: {low, high} (all values alike) or a law; as: factor multiplies every number at the path, as: value (left out) replaces it',
    examples: [
      { low: '60 weeks', high: '120 weeks' },
      { as: 'factor', low: 0.9, high: 1.1 },
    ],
    quantity: 'range',
  });

/** Dimension of the first number with a unit in a law's form. */
function dimensionOf(form: unknown): Uncertain['dimension'] {
  if (form !== null && typeof form === 'object') {
    for (const part of Object.values(form)) {
      const inner = dimensionOf(part);
      if (inner !== 'bare') return inner;
    }
    return 'bare';
  }
  const written = readWritten(form);
  return written?.dimension === 'duration' || written?.dimension === 'rate' ? written.dimension : 'bare';
}

function ratesBare(form: unknown): unknown {
  if (Array.isArray(form)) return form.map(ratesBare);
  if (isMapping(form)) return Object.fromEntries(Object.entries(form).map(([key, part]) => [key, ratesBare(part)]));
  const written = readWritten(form);
  return written?.dimension === 'rate' ? written.value : form;
}

export const uncertain = () =>
  z.record(z.string(), uncertainItem).meta({
    description: 'what is not known for certain: a path, and its range or distribution',
    allowed: 'a mapping of paths to ranges or distributions',
    examples: [{ 'homeCare.packages.length.older': { low: '60 weeks', high: '120 weeks' } }],
  });

/** A date, or a week counted from 1: "week 1" is day 0. */
export type When = { readonly date: number } | { readonly week: number };

const when: Field<When> = z
  .unknown()
  .transform((value, ctx): When => {
    const week = typeof value === 'string' ? /^week (\d{1,4})$/.exec(value) : null;
    if (week !== null && Number(week[1]) >= 1) return { week: Number(week[1]) };
    const date = typeof value === 'string' ? parseDate(value) : null;
    if (date === null)
      addProblem(ctx as never, {
        code: 'bad_date',
        found: phraseFound(value),
        allowed: 'must be a date such as 2024-01-15, or a week such as "week 40"',
        hint: typeof value === 'string' && /^\d/.test(value) ? hintOfDate(value) : 'week 1 starts on day 0',
      });
    return { date: date ?? 0 };
  })
  .meta({
    description: 'a date, or a week counted from 1: "week 40" starts 39 weeks after day 0',
    allowed: 'a date, or "week N"',
    type: 'string',
    examples: ['2024-01-15', 'week 40'],
  });

const settings = (description: string, example: Readonly<Record<string, unknown>>) =>
  z
    .record(z.string(), z.unknown())
    .meta({ description, allowed: 'a mapping of paths to values', examples: [example] })
    .optional();

const change = section(
  {
    from: when,
    until: when
      .optional()
      .meta({ description: 'first day or week on which the change is no longer in force; left out: it stays', examples: ['2024-03-01'] }),
    why: text({ description: 'what happens, in words', examples: ['brokers offer each package to two providers at once'] }),
    set: settings('path and its new value; left out: nothing is set', { 'brokerage.offersAtOnce': 2 }),
    scale: settings('path and a factor on every number there; left out: nothing is scaled', { 'workforce.leaving.framework': 0.8 }),
    add: settings('path and an amount to add; left out: nothing is added', { 'homeCare.providers.framework_town.price': '£1' }),
  },
  { description: 'in force from its date; on one date set, then scale, then add, in file order; until restores' },
).superRefine((value, ctx) => {
  if (value.set === undefined && value.scale === undefined && value.add === undefined)
    addProblem(ctx as never, {
      code: 'contradiction',
      found: 'changes nothing',
      allowed: 'must have set, scale or add',
      hint: 'add one of them, or remove the change',
    });
});

export const changes = () => z.array(change).meta({ description: 'what changes on which date; added to those inherited' });
