/** Crisis response and market support under common random numbers: what each policy does, future by future or on the mean of pairs. */
import { describe, expect, it } from 'vitest';
import { LONG } from '../support/agreement.js';
import { inputOf, inputOfText, type Reading, runOnce } from '../support/scenario.js';

const REPLICATIONS = Array.from({ length: 20 }, (_, i) => i + 1);

describe('crisis response', LONG, () => {
  const withTeams = (day: number, night: number) =>
    inputOfText(`
extends: textbook/crisis.yaml
weeks: 26
crisisResponse:
  calls: {others: {rate: {everyone: 30 per day}}}
  bases: [{id: base, shifts: [{id: always, teams: ${night}}, {id: day, from: 8, to: 20, teams: ${day}}]}]
  travel: {lognormal: {median: 30 minutes, sigma: 0.5}}
`);

  it('more teams by day or by night never make anyone wait longer in all, and more are reached within two hours', () => {
    const inputs = [withTeams(1, 2), withTeams(2, 2), withTeams(2, 3), withTeams(4, 4)];
    for (const replication of REPLICATIONS) {
      const found = inputs.map((input) => runOnce(input, replication));
      for (let i = 1; i < found.length; i++) {
        const [fewer, more] = [found[i - 1]!, found[i]!];
        expect(more.count('crisis.calls')).toBe(fewer.count('crisis.calls'));
        expect(more.area('crisis.waiting')).toBeLessThan(fewer.area('crisis.waiting'));
        expect(more.count('crisis.within_2_hours')).toBeGreaterThan(fewer.count('crisis.within_2_hours'));
      }
    }
  });

  it('sending more people to hospital brings more of them back as discharges, and leaves fewer to be followed at home', () => {
    const sent = (share: number) =>
      runOnce(
        inputOf('../../../scenarios/leicester/baseline.yaml', {
          set: [`crisisResponse.conveyed.others=${share}`, 'weeks=30', 'targets=[]'],
        }),
      );
    const [few, many] = [sent(0.05), sent(0.3)];
    expect(many.count('hospital.ready')).toBeGreaterThan(few.count('hospital.ready') + 200);
    expect(many.count('crisis.hospital_avoided')).toBeLessThan(few.count('crisis.hospital_avoided'));
    expect(many.count('reablement.starts')).toBeGreaterThan(few.count('reablement.starts') + 50);
    expect(many.count('crisis.calls')).toBe(few.count('crisis.calls'));
  });
});

describe('support to the market of Leicester, one policy at a time', LONG, () => {
  const FUTURES = REPLICATIONS.slice(0, 8);
  const readings = (...set: string[]): Reading[] => {
    const input = inputOf('../../../scenarios/leicester/baseline.yaml', { set: ['weeks=78', 'targets=[]', ...set] });
    return FUTURES.map((replication) => runOnce(input, replication));
  };
  const SECOND_YEAR = { from: 52, to: 78 };
  const mean = (all: readonly Reading[], figure: (reading: Reading) => number) =>
    all.reduce((sum, reading) => sum + figure(reading), 0) / all.length;
  const list = (all: readonly Reading[]) => mean(all, (r) => r.mean('list.people', 'all', 'all', SECOND_YEAR));
  const base = readings();

  it('fewer leavers: more carers, fewer vacancies and hand-backs, a shorter list, and grants to pay', () => {
    const kept = readings('workforce.retention={leaversFactor: 0.6, costPerCarer: 300}');
    kept.forEach((reading, i) => {
      expect(reading.count('workforce.leavers')).toBeLessThan(0.75 * base[i]!.count('workforce.leavers'));
      expect(reading.end('workforce.carers')).toBeGreaterThan(base[i]!.end('workforce.carers'));
      expect(reading.count('home_care.hand_backs')).toBeLessThan(base[i]!.count('home_care.hand_backs'));
      expect(reading.count('cost.incentives')).toBeGreaterThan(0);
    });
    expect(list(kept)).toBeLessThan(0.6 * list(base));
  });

  it('more additional hours: more hours of the same carers, a shorter list', () => {
    const more = readings('workforce.additionalHours.factor=1.21');
    expect(mean(more, (r) => r.mean('home_care.paid_hours') / r.mean('workforce.carers'))).toBeGreaterThan(
      mean(base, (r) => r.mean('home_care.paid_hours') / r.mean('workforce.carers')) * 1.015,
    );
    expect(list(more)).toBeLessThan(list(base));
  });

  it('night care: hardly anybody left waiting for its hours', () => {
    const nights = readings('homeCare.nightCare.hours=900');
    expect(mean(base, (r) => r.mean('home_care.waiting_for_nights', 'all', 'all', SECOND_YEAR))).toBeGreaterThan(3);
    expect(mean(nights, (r) => r.mean('home_care.waiting_for_nights', 'all', 'all', SECOND_YEAR))).toBeLessThan(0.3);
    expect(list(nights)).toBeLessThan(list(base));
  });

  it('decisions at weekends: less time waiting for answers', () => {
    const weekends = readings('homeCare.offers.answersAtWeekends=true');
    expect(mean(weekends, (r) => r.area('brokerage.answering'))).toBeLessThan(0.8 * mean(base, (r) => r.area('brokerage.answering')));
  });

  it('a shorter list gives reablement its hours back', () => {
    const kept = readings('workforce.retention={leaversFactor: 0.6}');
    expect(mean(kept, (r) => r.mean('reablement.bridging_hours'))).toBeLessThan(mean(base, (r) => r.mean('reablement.bridging_hours')));
    expect(mean(kept, (r) => r.count('hospital.delayed_bed_days'))).toBeLessThanOrEqual(
      mean(base, (r) => r.count('hospital.delayed_bed_days')),
    );
  });
});
