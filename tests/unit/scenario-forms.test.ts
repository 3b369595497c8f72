import { describe, expect, it } from 'vitest';
import { bankHolidays, easterSunday } from '../../src/scenario/bank-holidays.js';
import { calendarOf } from '../../src/scenario/compile/calendar.js';
import { samplerOf } from '../../src/scenario/compiled-laws.js';
import { civilDate, dayNumber, formatDate, parseDate, weekdayOf } from '../../src/scenario/dates.js';
import { type LawOf, readLaw } from '../../src/scenario/laws.js';
import { editDistance, nearestName } from '../../src/scenario/nearest.js';
import { formatPath, parsePath } from '../../src/scenario/path.js';
import { largestRemainder, skewedShares } from '../../src/scenario/rounding.js';
import { readWritten, rewritten } from '../../src/scenario/units.js';

const lawOf = (form: unknown, of: LawOf = 'time') => {
  const result = readLaw(form, of);
  if (!result.ok) throw new Error(`${result.path.join('.')}: ${result.problem.found}`);
  return result.law;
};
const figures = (form: unknown, of: LawOf = 'time') => samplerOf(lawOf(form, of));

describe('written numbers', () => {
  it.each([
    ['14 days', 'duration', 14],
    ['1 day', 'duration', 1],
    ['6 weeks', 'duration', 42],
    ['2 hours', 'duration', 2 / 24],
    ['90 minutes', 'duration', 1 / 16],
    ['2 years', 'duration', 730.5],
    ['6 months', 'duration', 182.625],
    ['12 per week', 'rate', 12 / 7],
    ['0.5 per year', 'rate', 0.5 / 365.25],
    ['41% per year', 'rate', 0.41 / 365.25],
    ['3 a day', 'rate', 3],
    ['3/day', 'rate', 3],
    ['70%', 'share', 0.7],
    ['£21.30', 'money', 21.3],
    ['£1,250', 'money', 1250],
    [0.7, 'bare', 0.7],
    ['-5%', 'share', -0.05],
    ['1e3 days', 'duration', 1000],
  ])('reads %s', (text, dimension, value) => {
    const written = readWritten(text);
    expect(written?.dimension).toBe(dimension);
    expect(written?.value).toBeCloseTo(value, 12);
  });

  it.each(['90', 'fourteen days', '14 dayz', '12 per', '£5 per week', '5% days', '1,25 days', '', '- 3 days', '£5%', true, null, [1]])(
    'refuses %j',
    (text) => {
      expect(readWritten(text)).toBeNull();
    },
  );

  it.each([
    ['14 days', 1.5, '21 days'],
    ['70%', 0.5, '35%'],
    ['£20', 2, '£40'],
    ['12 per week', 0.25, '3 per week'],
    [8, 2, 16],
  ])('writes %s back scaled by %s with its unit', (text, factor, result) => {
    const written = readWritten(text)!;
    expect(rewritten(written, written.amount * factor)).toBe(result);
  });
});

describe('distributions', () => {
  it('take a bare time as fixed', () => {
    expect(lawOf('14 days')).toEqual({ kind: 'fixed', value: 14 });
    expect(lawOf({ fixed: '2 weeks' })).toEqual({ kind: 'fixed', value: 14 });
    expect(lawOf(9.1, 'number')).toEqual({ kind: 'fixed', value: 9.1 });
  });

  it.each([
    [{ exponential: { mean: '2 weeks' } }, 14, undefined, 14 * Math.LN2],
    [{ exponential: { median: '10 days' } }, 10 / Math.LN2, undefined, 10],
    [{ lognormal: { mean: '13 days', cv: 0.8 } }, 13, 0.8, 13 / Math.sqrt(1.64)],
    [{ lognormal: { mean: '13 days', sd: '13 days' } }, 13, 1, 13 / Math.SQRT2],
    [{ lognormal: { mean: '18.6 days', median: '11 days' } }, 18.6, undefined, 11],
    [{ lognormal: { median: '11 days', sigma: 1 } }, 11 * Math.exp(0.5), undefined, 11],
    [{ gamma: { mean: '9 days', shape: 4 } }, 9, 0.5, undefined],
    [{ gamma: { mean: '9 days', cv: 0.5 } }, 9, 0.5, undefined],
    [{ gamma: { shape: 2, scale: '3 days' } }, 6, Math.SQRT1_2, undefined],
    [{ erlang: { mean: '8 days', phases: 4 } }, 8, 0.5, undefined],
    [{ weibull: { mean: '10 days', cv: 0.5 } }, 10, 0.5, undefined],
    [{ weibull: { mean: '10 days', sd: '25 days' } }, 10, 2.5, undefined],
    [{ weibull: { shape: 1, scale: '5 days' } }, 5, 1, 5 * Math.LN2],
    [{ uniform: { low: '2 days', high: '8 days' } }, 5, Math.sqrt(3) / 5, 5],
    [{ triangular: { low: '0 days', mode: '3 days', high: '6 days' } }, 3, Math.sqrt(1.5) / 3, 3],
    [{ empirical: ['2 days', '4 days', '9 days'] }, 5, undefined, 4],
    [
      {
        mixture: [
          { weight: 1, law: '2 days' },
          { weight: 3, law: { exponential: { mean: '10 days' } } },
        ],
      },
      8,
      undefined,
      undefined,
    ],
    [{ coxian2: { mean1: '4 days', moveOn: 0.5, mean2: '10 days' } }, 9, undefined, undefined],
    [{ exponential: { mean: '2 days' }, plus: '1 day' }, 3, undefined, 1 + 2 * Math.LN2],
  ])('%j has the figures of its words', (form, mean, cv, median) => {
    const law = figures(form);
    expect(law.mean).toBeCloseTo(mean, 6);
    if (cv !== undefined) expect(Math.sqrt(law.variance) / law.mean).toBeCloseTo(cv, 6);
    if (median !== undefined) expect(law.median).toBeCloseTo(median, 6);
  });

  it('truncate and cap', () => {
    expect(figures({ uniform: { low: '0 days', high: '10 days' }, truncatedAt: '4 days' }).mean).toBeCloseTo(2, 9);
    expect(figures({ uniform: { low: '0 days', high: '10 days' }, cappedAt: '4 days' }).mean).toBeCloseTo(0.4 * 2 + 0.6 * 4, 9);
  });

  it.each([
    [{ lognormal: { mean: '3 days', median: '5 days' } }, 'bad_law', ['lognormal']],
    [{ exponential: { mean: 3 } }, 'wrong_unit', ['exponential', 'mean']],
    [{ expnential: { mean: '3 days' } }, 'unknown_name', ['expnential']],
    [{ weibull: { mean: '3 days', cv: 0.001 } }, 'out_of_range', ['weibull']],
    [{ uniform: { low: '3 days', high: '2 days' } }, 'bad_law', ['uniform']],
    [{ mixture: [{ weight: 1, law: { gamma: { mean: '1 day', shap: 2 } } }] }, 'unknown_setting', ['mixture', 0, 'law', 'gamma', 'shap']],
    [{ empirical: ['1 day', -2] }, 'wrong_unit', ['empirical', 1]],
    [{ exponential: { mean: '9 days' }, cappedAt: 4 }, 'wrong_unit', ['cappedAt']],
  ])('%j is refused at its place', (form, code, path) => {
    const result = readLaw(form, 'time');
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.problem.code).toBe(code);
    expect(result.path).toEqual(path);
  });
});

describe('dates', () => {
  it('go to day numbers and back', () => {
    expect(dayNumber(1970, 1, 1)).toBe(0);
    expect(parseDate('2000-02-29')).toBe(11016);
    expect(parseDate('2023-02-29')).toBeNull();
    expect(parseDate('22/05/2023')).toBeNull();
    for (let day = 10_000; day < 30_000; day += 7) expect(parseDate(formatDate(day))).toBe(day);
    expect(weekdayOf(parseDate('2023-05-22')!)).toBe(0);
    expect(civilDate(parseDate('2024-12-31')!)).toEqual({ year: 2024, month: 12, day: 31 });
  });

  /** As published on gov.uk/bank-holidays, by rule for years not yet published. */
  const PUBLISHED: Readonly<Record<number, string>> = {
    2018: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
    2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
    2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
    2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
    2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
    2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
    2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
    2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
    2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
    2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
    2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
    2029: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
    2030: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
  };

  it.each(Object.entries(PUBLISHED))('has the bank holidays of %s', (year, days) => {
    expect(
      bankHolidays(Number(year))
        .map((day) => formatDate(day).slice(5))
        .join(' '),
    ).toBe(days);
  });

  it('puts Easter where it was', () => {
    expect([2000, 2008, 2011, 2038].map((year) => formatDate(easterSunday(year)))).toEqual([
      '2000-04-23',
      '2008-03-23',
      '2011-04-24',
      '2038-04-25',
    ]);
  });

  it('makes a calendar with working days', () => {
    const calendar = calendarOf(parseDate('2024-12-23')!, 14);
    expect([...calendar.isWorking].join('')).toBe('110010011011001'); // Christmas, Boxing Day and New Year's Day off
    expect(calendar.weekday[0]).toBe(0);
    expect([calendar.month[0], calendar.month[9]]).toEqual([11, 0]);
    expect(calendar.isWorking).toHaveLength(15);
  });
});

describe('small tools', () => {
  it('find the nearest name', () => {
    expect(editDistance('homeCare', 'hmoeCare')).toBe(1);
    expect(nearestName('warmupWeeks', ['weeks', 'warmUpWeeks'])).toBe('warmUpWeeks');
    expect(nearestName('zebra', ['north', 'south'])).toBeUndefined();
  });

  it('read and write paths', () => {
    expect(parsePath('homeCare.providers[0].posts')).toEqual(['homeCare', 'providers', 0, 'posts']);
    expect(parsePath('homeCare.providers[rural].posts')).toEqual(['homeCare', 'providers', 'rural', 'posts']);
    expect(formatPath(['homeCare', 'providers', 0, 'posts'])).toBe('homeCare.providers[0].posts');
    for (const bad of ['', '.a', 'a.', 'a..b', 'a[', 'a[]', 'a b', 'a=b', 'a]b', 'x'.repeat(401)]) expect(parsePath(bad)).toBeNull();
  });

  it('round shares to whole numbers that keep the total', () => {
    expect(largestRemainder(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(largestRemainder(65, [0.27, 0.32, 0.32, 0.09])).toEqual([17, 21, 21, 6]);
    expect(largestRemainder(0, [1, 2])).toEqual([0, 0]);
    expect(largestRemainder(100, [0.7, 0.2, 0.1])).toEqual([70, 20, 10]);
    expect(skewedShares(3, 1)).toEqual([6 / 11, 3 / 11, 2 / 11].map((x) => expect.closeTo(x, 12)));
    expect(skewedShares(4, 0)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});
