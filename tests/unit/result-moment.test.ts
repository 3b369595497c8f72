/** Moments at which levels are kept, and conditions on them. */
import { describe, expect, it } from 'vitest';
import { frameOf, layoutOf } from '../../src/model/record.js';
import { Aggregate } from '../../src/result/aggregate.js';
import { meets, parseCondition, parseMoment } from '../../src/result/moment.js';
import { summarise } from '../../src/result/summary.js';
import { inputOf, runOnce } from '../support/scenario.js';

const RUN = { start: '2026-09-28', weeks: 52 };

describe('a moment', () => {
  it('is the end of a day, by its date or its week', () => {
    expect(parseMoment('2026-09-28', RUN)).toEqual({ when: '2026-09-28', day: 0 });
    expect(parseMoment('2027-03-31', RUN).day).toBe(184);
    expect(parseMoment('week 1', RUN).day).toBe(6);
    expect(parseMoment('week 52', RUN).day).toBe(363);
    expect(parseMoment('end', RUN).day).toBe(363);
  });

  it.each(['2026-09-27', '2027-09-27', 'week 53', 'week 0', '2027-02-30', 'March', '28/09/2026'])('is not %s', (text) => {
    expect(() => parseMoment(text, RUN)).toThrow(RangeError);
  });
});

describe('a condition', () => {
  it('names a level, a moment and a limit', () => {
    expect(parseCondition('interim_list.people@2027-03-31 <= 20')).toEqual({
      metric: 'interim_list.people',
      when: '2027-03-31',
      operator: '<=',
      value: 20,
    });
    expect(parseCondition(' interim_list.people @ week 52 > 1.5 ')).toMatchObject({ when: 'week 52', operator: '>', value: 1.5 });
    expect(parseCondition('hospital.delayed_people@end<3')).toMatchObject({ when: 'end', operator: '<', value: 3 });
  });

  it.each([
    ['interim_list.people <= 20', 'METRIC@WHEN'],
    ['interim_list.persons@end <= 20', 'not a metric'],
    ['home_care.start_wait_days@end <= 20', 'only levels'],
    ['interim_list.people@end = 20', 'METRIC@WHEN'],
  ])('is not %s', (text, why) => {
    expect(() => parseCondition(text)).toThrow(why);
  });

  it('is met or not at its limit', () => {
    expect((['<=', '>=', '<', '>'] as const).map((operator) => meets(20, { operator, value: 20 }))).toEqual([true, true, false, false]);
  });
});

describe('levels at moments', () => {
  const base = inputOf('small.yaml');
  const levelsAt = ['2024-01-17', 'week 10', 'end'].map((when) => parseMoment(when, { start: '2024-01-01', weeks: base.weeks }));
  const asked = runOnce({ ...base, levelsAt });
  const plain = runOnce(base);

  it('change nothing else', () => {
    const { at, ...rest } = asked.record;
    expect(rest).toEqual(plain.record);
    expect(at).toHaveLength(3 * plain.record.ends.length);
    expect(plain.record.at).toBeUndefined();
  });

  it('are those at the end for the last day', () => {
    const columns = plain.record.ends.length;
    expect(asked.record.at!.slice(2 * columns)).toEqual(plain.record.ends);
  });

  it('are those of a run that ends on that day', () => {
    const shorter = runOnce(inputOf('small.yaml', { set: ['weeks=10'] }));
    const columns = plain.record.ends.length;
    expect(asked.record.at!.slice(columns, 2 * columns)).toEqual(shorter.record.ends);
  });

  it('come with the share of futures that meet a condition, and Wilson’s interval', () => {
    const frame = frameOf({ ...base, levelsAt });
    const list = layoutOf(frame).indexOf('list.people', 'all', 'all');
    const aggregate = new Aggregate({ frame, warmUpWeeks: 0 });
    const lists: number[] = [];
    for (let r = 1; r <= 8; r++) {
      const { record } = runOnce({ ...base, levelsAt }, r);
      lists.push(record.at![record.ends.length + list]!);
      aggregate.add(record);
    }
    const middle = lists.toSorted((a, b) => a - b)[3]!;
    const condition = `interim_list.people@week 10 <= ${middle}`;
    const facts = { caresim: '0', scenario: 's', scenarioSha256: 'x', seed: 1, start: '2024-01-01', engine: 'native', partial: false };
    const summary = summarise(aggregate, { ...facts, shares: [condition] });
    const futures = lists.filter((value) => value <= middle).length;
    expect(summary.shares).toEqual([expect.objectContaining({ condition, date: '2024-03-10', n: 8, futures, share: futures / 8 })]);
    const [low, high] = summary.shares![0]!.ci95;
    // (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)
    const z = 1.959963984540054;
    const p = futures / 8;
    const half = z * Math.sqrt((p * (1 - p)) / 8 + (z * z) / 256);
    expect(low).toBeCloseTo((p + (z * z) / 16 - half) / (1 + (z * z) / 8), 7);
    expect(high).toBeCloseTo((p + (z * z) / 16 + half) / (1 + (z * z) / 8), 7);
    expect(summary.at!.map(({ date, week }) => [date, week])).toEqual([
      ['2024-01-17', 3],
      ['2024-03-10', 10],
      ['2024-05-19', 20],
    ]);
    expect(summary.at![2]!.metrics['interim_list.people']).toEqual(summary.metrics['interim_list.people']!.atEnd);
  });
});
