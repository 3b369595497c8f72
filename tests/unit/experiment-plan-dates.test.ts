/** The day from which a plan differs from its baseline, on scenarios that differ in one known way. */
import { describe, expect, it } from 'vitest';
import { isSame, planDates } from '../../src/experiment/plan-dates.js';
import { inputOfText } from '../support/scenario.js';

const BASE = 'extends: small.yaml\nweeks: 20\n';
const base = inputOfText(BASE);

const datesOf = (text: string, of = base) => planDates(of, inputOfText(BASE + text));
/** 5 February 2024 is day 35 of a run from 1 January. */
const from = (date: string, lines: string) => `changes:\n  - {from: ${date}, why: a test, ${lines}}\n`;

describe('a plan', () => {
  it('that sets nothing otherwise has no date', () => {
    expect(datesOf('')).toEqual({ first: null, dated: null });
    expect(datesOf('name: Another name\nquestion: Why?\n')).toEqual({ first: null, dated: null });
    expect(datesOf(from('2024-02-05', 'set: {brokerage.offersAtOnce: 1}'))).toEqual({ first: null, dated: null });
  });

  it('whose change comes after the run has none', () => {
    expect(datesOf(from('2024-12-01', 'set: {homeCare.notice: 14 days}'))).toEqual({ first: null, dated: null });
  });

  it('that changes a parameter on a date differs from that day', () => {
    expect(datesOf(from('2024-02-05', 'set: {homeCare.notice: 14 days}'))).toEqual({ first: 35, dated: 35 });
  });

  it('that changes demand on a date differs from that day', () => {
    expect(datesOf(from('2024-02-05', 'scale: {demand.community.rate: 1.5}'))).toEqual({ first: 35, dated: 35 });
  });

  it('that differs from the outset and on a date too has both', () => {
    const both = `homeCare: {notice: 14 days}\n${from('2024-02-05', 'set: {homeCare.exitNotice: 7 days}')}`;
    expect(datesOf(both)).toEqual({ first: 0, dated: 35 });
    expect(datesOf('homeCare: {notice: 14 days}\n')).toEqual({ first: 0, dated: null });
  });

  it('shares a change with the baseline, which is not a date of its own', () => {
    const shared = from('2024-02-05', 'set: {homeCare.exitNotice: 7 days}');
    const both = inputOfText(BASE + shared);
    expect(datesOf(shared, both)).toEqual({ first: null, dated: null });
    expect(datesOf(`homeCare: {notice: 14 days}\n${shared}`, both)).toEqual({ first: 0, dated: null });
    const later = '  - {from: 2024-03-04, why: the plan, set: {homeCare.exitNotice: 3 days}}\n';
    expect(datesOf(`homeCare: {notice: 14 days}\n${shared}${later}`, both)).toEqual({ first: 0, dated: 63 });
  });

  it('that drops a change of the baseline differs from the date of that change', () => {
    expect(datesOf('', inputOfText(BASE + from('2024-02-05', 'set: {homeCare.notice: 14 days}')))).toEqual({ first: 35, dated: 35 });
  });
});

describe('plain values', () => {
  it('are compared throughout, typed arrays included', () => {
    expect(isSame({ a: [1, { b: Float64Array.of(1, 2) }] }, { a: [1, { b: Float64Array.of(1, 2) }] })).toBe(true);
    expect(isSame({ a: Float64Array.of(1, 2) }, { a: Float64Array.of(1, 3) })).toBe(false);
    expect(isSame({ a: undefined }, { b: undefined })).toBe(false);
    expect(isSame(null, {})).toBe(false);
  });
});
