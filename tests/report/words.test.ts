/** Sentences agree with the numbers they are computed from. */
import { describe, expect, it } from 'vitest';
import { roundScale, spread } from '../../src/report/charts/axes.js';
import { CATEGORY, RAMP, TINTS } from '../../src/report/charts/theme.js';
import { TEXT_COLOURS } from '../../src/report/css.js';
import { comparisonAnswer } from '../../src/report/words/answer.js';
import { comparisonSentence, comparisonTitle, futuresOf, verdictOf } from '../../src/report/words/findings.js';
import { losersOf, losersSentence, namedLosers, othersSentence } from '../../src/report/words/losers.js';
import { amount, cut, ends, figure, hundreds, levelPrecision, ofHundred, plain, signed, stepOf } from '../../src/report/words/numbers.js';
import { pairPrecision } from '../../src/report/words/pair.js';
import { severalSentence, severalTitle } from '../../src/report/words/several.js';
import type { ComparisonRow } from '../../src/result/document.js';
import { comparisonFixture } from './fixture.js';

const row = (metric: string, difference: number, half: number, improves: number | null = 0.91): ComparisonRow => ({
  alternative: 'plan',
  metric,
  by: 'all',
  key: 'all',
  window: 'run',
  baselineMean: 100,
  alternativeMean: 100 + difference,
  n: 100,
  difference,
  ci95: [difference - half, difference + half],
  sd: half * 5,
  p05: 0,
  p10: 0,
  p50: difference,
  p90: 0,
  p95: 0,
  improves,
  worsens: improves === null ? null : 1 - improves,
});

const exampleRow = row;

describe('findings', () => {
  it('say fewer or more as the difference has it', () => {
    expect(comparisonTitle(row('interim_list.people', -31, 4), 'interim_list.people')).toBe(
      'About 31 fewer people on the interim care list, in 91 of 100 futures',
    );
    expect(comparisonTitle(row('interim_list.people', 31, 4, 0.09), 'interim_list.people')).toBe(
      'About 31 more people on the interim care list, in 91 of 100 futures',
    );
    expect(comparisonTitle(row('cost.total', 2.1e6, 3e5, 0), 'cost.total')).toBe(
      "Council's revenue cost is £2.1 million higher, in every future",
    );
    expect(comparisonTitle(row('hospital.delayed_share', -0.027, 0.004, 0.94), 'hospital.delayed_share')).toBe(
      'Share of supported discharges delayed is 2.7 percentage points lower, in 94 of 100 futures',
    );
  });

  it('say "no clear difference" where the interval covers 0, and only there', () => {
    for (const [difference, half] of [
      [-3, 4],
      [3, 4],
      [4, 4],
      [-4, 4],
    ] as const) {
      const unclear = row('interim_list.people', difference, half, 0.55);
      expect(verdictOf(unclear)).toBe('unclear');
      expect(comparisonTitle(unclear, 'interim_list.people')).toMatch(/^No clear difference/);
      expect(comparisonSentence(unclear, 'interim_list.people', 'a', 'b', null)).toContain('no clear difference');
    }
    expect(verdictOf(row('interim_list.people', -5, 4))).toBe('better');
    expect(verdictOf(row('interim_list.people', 5, 4))).toBe('worse');
    expect(verdictOf(row('workforce.carers', 5, 4))).toBe('better');
    expect(verdictOf(row('home_care.hours', 5, 4, null))).toBe('changed');
    expect(verdictOf({ ...row('interim_list.people', -5, 4), ci95: null })).toBe('unclear');
  });

  it('agree with the sign of every row of a comparison', () => {
    for (const one of comparisonFixture({ weeks: 30, replications: 20 }).comparison.rows) {
      const title = comparisonTitle(one, one.metric);
      if (verdictOf(one) === 'unclear') expect(title).toMatch(/^No clear difference/);
      else expect(title).toMatch(one.difference! < 0 ? /fewer|lower/ : /more|higher/);
    }
  });
});

describe('several plans in one finding', () => {
  const list = 'interim_list.people';
  const plan = (name: string, difference: number, half: number) => ({ name, row: row(list, difference, half) });
  const title = (...plans: Parameters<typeof severalTitle>[1][number][]) => severalTitle(list, plans);

  it('names the plans where two differ, the two ends where more do, and counts those that do not', () => {
    expect(title(plan('A', -31, 4), plan('B', 12, 3))).toBe('People on the interim care list: 31 fewer under “A” and 12 more under “B”');
    expect(title(plan('A', -31, 4), plan('B', 12, 3), plan('C', -5, 2), plan('D', 1, 4))).toBe(
      'People on the interim care list: from 31 fewer under “A” to 12 more under “B”; no clear difference under “D”',
    );
    expect(title(plan('A', -31, 4), plan('B', -31, 4))).toBe('People on the interim care list: 31 fewer under both plans');
    expect(title(plan('A', 1, 4), plan('B', -1, 4))).toBe('No clear difference in people on the interim care list under any plan');
    expect(title(plan('A', 0, 0), plan('B', 0, 0))).toBe('No difference in people on the interim care list under any plan');
  });

  it('says the baseline once', () => {
    const sentence = severalSentence(list, [plan('A', -31, 4), plan('B', 0, 0), plan('C', 1, 4)], 'now', 1, 'mean of the run');
    expect(sentence.match(/“now”/g)).toHaveLength(1);
    expect(sentence).toContain('−31 under “A” (95% interval −35 to −27; better in 91 of 100 futures, worse in 9)');
    expect(sentence).toContain('the same in every future under “B”');
    expect(sentence).toContain('no clear difference under “C” (95% interval −3 to +5');
  });

  it('has levels that rounding alone does not tell apart', () => {
    const close = { ...row(list, -0.06, 0.15), baselineMean: 8.53, alternativeMean: 8.47 };
    const shown = pairPrecision(close, 1);
    expect([8.53, 8.47].map((mean) => figure(mean, 'people', shown, true))).toEqual(['8.5', '8.5']);
    const apart = { ...row(list, -23.2, 4), baselineMean: 35.6, alternativeMean: 12.4 };
    expect([35.6, 12.4].map((mean) => figure(mean, 'people', pairPrecision(apart, 1), true))).toEqual(['36', '12']);
  });
});

describe('the answer', () => {
  const folder = comparisonFixture({ weeks: 60, replications: 30 });

  it('is three sentences with numbers of futures', () => {
    const sentences = comparisonAnswer(folder, 'Principal provider');
    expect(sentences).toHaveLength(3);
    expect(sentences[0]).toMatch(/fewer people on the interim care list.*95% interval.*(of 100 futures|every future)/);
  });

  it('names the groups that lose most, each once, and counts the rest', () => {
    const losers = losersOf(folder.comparison, 'Principal provider');
    const named = namedLosers(losers);
    const last = comparisonAnswer(folder, 'Principal provider')[2]!;
    expect(losers.map((one) => one.row.key)).toContain('South');
    expect(named.length).toBeLessThanOrEqual(5);
    expect(new Set(named.map(({ row }) => `${row.by} ${row.key}`)).size).toBe(named.length);
    expect(named.every((one) => one.isClear && one.size >= 0.5)).toBe(true);
    expect(last).toContain('in South');
    const also = othersSentence(losers, {});
    for (const { row } of losers) if (row.by === 'area') expect(last + also).toContain(row.key);
  });

  it('lists every loser once, the largest first, and no client group that the total speaks for', () => {
    const row = (metric: string, by: string, key: string, difference: number, half: number): ComparisonRow => ({
      ...exampleRow(metric, difference, half, 0.2),
      alternative: 'plan',
      by,
      key,
      baselineMean: 20,
    });
    const rows = [
      row('home_care.self_funders_waiting', 'all', 'all', 3, 1),
      row('home_care.self_funders_waiting', 'client_group', 'older', 2.6, 1),
      row('home_care.self_funders_waiting', 'area', 'west', 1.2, 0.4),
      row('reablement.waiting', 'all', 'all', 2, 3),
      row('interim_list.people', 'client_group', 'mental_health', 0.05, 0.01),
      row('interim_list.people', 'area', 'west', 0.6, 0.1),
    ];
    const worseOff = rows.map(({ alternative, metric, by, key, worsens, n, difference, ci95 }) => ({
      ...{ alternative, metric, by, key, worsens: worsens!, n, difference: difference!, ci95 },
    }));
    const losers = losersOf({ ...folder.comparison, rows, worseOff }, 'plan');
    expect(losers.map(({ row: { metric, key } }) => `${metric} ${key}`)).toEqual([
      'home_care.self_funders_waiting all',
      'reablement.waiting all',
      'home_care.self_funders_waiting west',
      'interim_list.people west',
      'interim_list.people mental_health',
    ]);
    expect(losersSentence(losers, { area: { west: 'West Norfolk' } })).toBe(
      'Worse off: about 3 more self-funders waiting, in 80 of 100 futures; about 0.6 more people on the interim care list in West Norfolk, in 80 of 100 futures.',
    );
    expect(othersSentence(losers, { area: { west: 'West Norfolk' } })).toBe(
      'Also worse off in more than half of futures, by little or not clearly: people waiting for reablement and the client group “mental health”. The table “Who loses” says on what.',
    );
  });

  it('says so when nobody is', () => {
    const none = { ...folder, comparison: { ...folder.comparison, worseOff: [] } };
    expect(comparisonAnswer(none, 'Principal provider')[2]).toMatch(/^No priority, area or client group/);
  });

  it('says "no clear difference" when the plans are alike', () => {
    const same = comparisonFixture({ weeks: 30, replications: 30, effects: {} });
    expect(comparisonAnswer(same, 'Principal provider')[0]).toMatch(/no clear difference/);
  });
});

describe('rounding', () => {
  it('prints no digit that the precision does not bear', () => {
    expect(stepOf(31.8, 4)).toBe(1);
    expect(stepOf(31.8, 7)).toBe(1);
    expect(stepOf(31.8, 9)).toBe(10);
    expect(stepOf(31.8, 0.3)).toBe(0.1);
    expect(figure(1234.5, 'people', 20, true)).toBe('1,230');
    expect(figure(0.9412, 'share', 0.004)).toBe('94.1%');
    expect(figure(2_104_000, 'pounds', 40_000)).toBe('£2.10 million');
  });

  it('prints levels side by side to one step', () => {
    const shown = levelPrecision([
      { mean: 101.3, ci95: [98.3, 104.3] },
      { mean: 69.8, ci95: [69.6, 70] },
    ]);
    expect([101.3, 69.8].map((mean) => figure(mean, 'people', shown, true))).toEqual(['101', '70']);
  });

  it('tells zero from less than one', () => {
    expect(plain(0, 1)).toBe('0');
    expect(plain(0.2, 1)).toBe('under 1');
    expect(signed(0, 'people', 1)).toBe('0');
    expect(signed(-0.2, 'people', 1)).toBe('about 0');
    expect(amount(-3, 'people', 0.9)).toBe('3 people');
  });

  it('never prints a share as under 100%, nor a side of 0 as the precision of the other', () => {
    const shown = levelPrecision([
      { mean: 0, ci95: [0, 0] },
      { mean: 0.242, ci95: [0.236, 0.248] },
    ]);
    expect([0, 0.242].map((mean) => figure(mean, 'share', shown, true))).toEqual(['0%', '24.2%']);
    expect(figure(0.24, 'share', 0.9)).toBe('20%');
  });

  it('prints the ends of an interval so that they never contradict the verdict', () => {
    expect(ends([-0.2, 50.4], 'people')).toBe('0 to +50');
    expect(ends([0.4, 50.4], 'people')).toBe('+0.4 to +50');
    expect(ends([-380_000, -3_000], 'pounds').replaceAll('\u2060', '')).toBe('−£400,000 to −£3,000');
    expect(ends([-1_200_000, 300_000], 'pounds').replaceAll('\u2060', '')).toBe('−£1.2 to +£0.3 million');
    expect(ends([0.002, 0.006], 'share')).toBe('+0.2 to +0.6 points');
    expect(ends([0, 0], 'people')).toBe('0');
    expect(ends(null, 'people')).toBe('no interval');
  });

  it('never prints a sum of money as £0 unless it is', () => {
    expect(figure(40_000, 'pounds', 300_000)).toBe('under £100,000');
    expect(figure(0, 'pounds', 300_000)).toBe('£0');
    expect(figure(996_000, 'pounds', 30_000)).toBe('£1.00 million');
  });

  it('counts futures out of 100, and keeps 0 and 100 for none and all', () => {
    expect([0, 0.002, 0.5, 0.998, 1].map(ofHundred)).toEqual(['0', 'under 1', '50', 'over 99', '100']);
  });

  it('gives counts of better, worse and same futures that add up to 100', () => {
    for (let n = 1; n <= 60; n++)
      for (let better = 0; better <= n; better++)
        for (const same of [0, 1, Math.floor((n - better) / 3)]) {
          if (better + same > n) continue;
          const counts = hundreds([better / n, (n - better - same) / n, same / n]);
          expect(counts.reduce((sum, count) => sum + Number(count.replace('under 1', '0').replace('over 99', '100')), 0)).toBe(100);
        }
    expect(futuresOf({ improves: 0.505, worsens: 0.495 })).toEqual({ better: '51', worse: '49', same: '0' });
    expect(futuresOf({ improves: 0.002, worsens: 0.998 })).toEqual({ better: 'under 1', worse: 'over 99', same: '0' });
    expect(futuresOf({ improves: null, worsens: null })).toBeNull();
  });

  it('cuts names by letters, not by halves of them', () => {
    expect(cut('🚑🚑🚑🚑', 3)).toBe('🚑🚑…');
  });
});

describe('scales and labels', () => {
  it('start counts at zero and hold every value', () => {
    expect(roundScale(20, 83)).toEqual({ domain: [0, 100], ticks: [0, 20, 40, 60, 80, 100] });
    expect(roundScale(-57, 12).domain).toEqual([-60, 20]);
    expect(roundScale(0, 0).domain).toEqual([0, 1]);
  });

  it('never lets labels overlap', () => {
    const labels = [50, 51, 52, 53].map((at) => ({ text: 'label', at }));
    const centres = spread(labels, 0, 200).sort((a, b) => a - b);
    centres.forEach((centre, i) => {
      if (i > 0) expect(centre - centres[i - 1]!).toBeGreaterThanOrEqual(17);
    });
  });
});

describe('contrast', () => {
  const luminance = (hex: string): number => {
    const [r, g, b] = [1, 3, 5]
      .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const contrast = (a: string, b: string): number => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light! + 0.05) / (dark! + 0.05);
  };

  it('of text is 4.5 to 1 or more', () => {
    for (const [text, ground] of TEXT_COLOURS) expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it('of lines against white is 3 to 1 or more', () => {
    for (const colour of CATEGORY) expect(contrast(colour, '#ffffff'), colour).toBeGreaterThanOrEqual(3);
  });

  it('of figures on a heat map is 4.5 to 1 or more', () => {
    for (const { fill, text } of RAMP) expect(contrast(text, fill), fill).toBeGreaterThanOrEqual(4.5);
  });

  it('of text is 4.5 to 1 or more on the bands too', () => {
    for (const tint of TINTS) expect(contrast('#0b0c0c', tint.mid)).toBeGreaterThanOrEqual(4.5);
  });
});
