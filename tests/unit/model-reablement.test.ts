/** Reablement and hospital by hand: intake hours, delays counted by midnights, the ninety-first day. */
import { describe, expect, it } from 'vitest';
import { at, expectTimes, tell } from '../support/story.js';

const reablement = (settings: string, rest = '') => `
extends: textbook/reablement.yaml
start: 2024-01-08
weeks: 20
warmUpWeeks: 0
hospital: {pathways: {1: {rate: null, replay: arrivals.csv}}}
reablement: ${settings}
${rest}
`;

describe('intake hours', () => {
  const scenario = reablement('{intake: {days: [monday, tuesday, wednesday, thursday, friday], opens: 9, closes: 17}}');
  const arrivals = [
    '2024-01-10,12:00,all,everyone', // Wednesday noon: at once
    '2024-01-11,18:00,all,everyone', // Thursday evening: Friday at nine, one midnight
    '2024-01-12,18:00,all,everyone', // Friday evening: Monday at nine, three midnights
  ];

  it('make people wait until the next opening; delays are midnights crossed', () => {
    const { timesOf, reading } = tell(scenario, arrivals);
    expectTimes(timesOf('reablement starts'), [at(2, 12), at(4, 9), at(7, 9)]);
    expect(reading.count('reablement.hospital_starts')).toBe(3);
    expect(reading.count('reablement.hospital_starts_same_or_next_day')).toBe(2);
    expect(reading.count('hospital.supported')).toBe(3);
    expect(reading.count('hospital.same_or_next_day')).toBe(2);
    expect(reading.count('hospital.delayed')).toBe(2);
    expect(reading.count('hospital.delay_days')).toBe(4);
    expect(reading.count('hospital.delayed_bed_days')).toBe(4);
    expect(reading.area('hospital.waiting')).toBeCloseTo(15 / 24 + 2 + 15 / 24, 9);
    // the midnight picture stands until the next midnight
    expect(reading.area('hospital.delayed_people')).toBeCloseTo(4, 9);
  });
});

describe('room', () => {
  it('holds back the first who does not fit, until hours come free', () => {
    // 20 hours: two episodes of 10 at a time, of 42 days each
    const { timesOf } = tell(reablement('{posts: 1, paidHoursPerCarer: 20}'), [
      '2024-01-08,12:00,all,everyone',
      '2024-01-09,12:00,all,everyone',
      '2024-01-10,12:00,all,everyone',
    ]);
    expectTimes(timesOf('reablement starts'), [0.5, 1.5, 42.5]);
  });

  it('is taken by bridging until home care starts', () => {
    // The first needs home care on day 42.5 (half of 10 hours), which starts 20 days later: 15 hours are left, then 20.
    const { timesOf, reading } = tell(
      reablement(
        '{posts: 1, paidHoursPerCarer: 20, hours: 20, outcomes: {independent: 0, homeCare: 1}}',
        'homeCare: {offers: {answer: 20 days}}',
      ),
      ['2024-01-08,12:00,all,everyone', '2024-01-09,12:00,all,everyone'],
    );
    expectTimes(timesOf('reablement starts'), [0.5, 62.5]);
    expect(timesOf('care starts')[0]).toBeCloseTo(62.5, 9);
    expect([...reading.weekly('reablement.bridging_hours')][7]).toBe(10);
  });
});

describe('the ninety-first day after discharge', () => {
  const day91 = (settings: string, rest = '') => {
    const { reading } = tell(reablement(settings, rest), ['2024-01-08,12:00,all,everyone']);
    expect([...reading.weekly('reablement.day_91')].indexOf(1)).toBe(13);
    expect(reading.count('reablement.day_91')).toBe(1);
    return reading.count('reablement.day_91_home');
  };

  it('finds at home: the independent, those with home care, those referred again', () => {
    expect(day91('{outcomes: {independent: 1, homeCare: 0}}')).toBe(1);
    expect(day91('{outcomes: {independent: 0, homeCare: 1}}', 'homeCare: {packages: {length: 1 year}}')).toBe(1);
    expect(
      day91('{outcomes: {independent: 1, homeCare: 0}, afterwards: {referredAgain: 1 per day}}', 'homeCare: {packages: {length: 1 year}}'),
    ).toBe(1);
  });

  it('does not find: the dead, those in care homes, those back in hospital', () => {
    expect(day91('{outcomes: {independent: 0, homeCare: 0, died: 1}}')).toBe(0);
    expect(day91('{outcomes: {independent: 0, homeCare: 0, careHome: 1}}')).toBe(0);
    expect(day91('{outcomes: {independent: 0, homeCare: 0, hospital: 1}}')).toBe(0);
    expect(day91('{outcomes: {independent: 1, homeCare: 0}, afterwards: {died: 1 per day}}')).toBe(0);
    expect(day91('{outcomes: {independent: 1, homeCare: 0}, afterwards: {readmitted: 1 per day}}')).toBe(0);
  });

  it('is one per discharge, and beyond the end of the run it is not counted', () => {
    const { reading } = tell(reablement('{}'), ['2024-01-08,12:00,all,everyone', '2024-04-08,12:00,all,everyone']);
    expect(reading.count('reablement.hospital_starts')).toBe(2);
    expect(reading.count('reablement.day_91')).toBe(1);
  });
});
