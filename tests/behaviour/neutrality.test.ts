/**
 * A principal that is just like the framework changes nothing, at two and five times the shipped horizon: rounds are of one density, every
 * offer is accepted, nobody closes, everybody is good and posts stay where they are, so that none of what a large provider is by its
 * structure can tell. Where posts go where the work is, its hours are used as the framework's were. The same at full size, with and
 * without these effects, is in docs/horizon.md.
 */
import { describe, expect, it } from 'vitest';
import { estimate, LONG } from '../support/agreement.js';
import { inputOfText, type Reading, replicate } from '../support/scenario.js';

const PAIRS = 30;
const FIGURES = ['list', 'inCare', 'selfFunders', 'carers'] as const;

const council = (weeks: number, posts: number, principal: string, follows = '') =>
  inputOfText(`
extends: textbook/home-care.yaml
start: 2024-01-01
weeks: ${weeks}
warmUpWeeks: 0
demand:
  community: {rate: {everyone: 6.4 per week}}
  selfFunders: {rate: {everyone: 2.3 per week}}
initial:
  homeCare: {people: {everyone: 330}}
  selfFunders: {people: {everyone: 120}}
  vacancyRate: {homeCare: 9%}
  recruits: 3
homeCare:
  packages: {hours: {gamma: {mean: 9, shape: 1.5}}, length: {exponential: {mean: 52 weeks}}, hoursLengthCorrelation: 0.4}
  offers: {answer: {exponential: {mean: 3 days}}, answersAtWeekends: false, startDelay: 2 days}
  notice: 28 days
  handBack: {base: 2% per year}
  selfFunders: {giveUp: 1% per day}
  ${follows}
  providers:
    - {id: only, count: 12, hours: null, posts: ${posts}}
    - {id: chief, name: Chief, tier: principal, areas: [all], count: 1, posts: 0, ratings: {good: 1}, exemptFromExit: true}
brokerage: {order: round_robin, giveUp: {home: 0.4% per day}}
workforce:
  paidHoursPerCarer: 30
  leaving: {framework: 41% per year, principal: 41% per year}
  sickness: 5%
  lead: {gamma: {mean: 76 days, shape: 3}}
  ramp: {time: 4 weeks, share: 60%}
  recruitsPerWeek: ${(1.1 * posts * 0.91 * 0.41) / 52.18}
  poolLoss: 2% per day
changes: [${principal}]
`);

const START =
  '{from: week 20, why: it starts, set: {homeCare.principal: {providers: {all: chief}, cap: 70%, transferShare: 50%, transferOver: 26 weeks, growthPerWeek: 2%, postsPerWeek: 1}}}';
const FOLLOWS = 'capacityFollowsWork: {idleFrom: 12%, idleFor: 8 weeks, fullBelow: 7%, opensPerWeek: 1%}';

describe('a principal that is like the framework', () => {
  describe.each([
    ['with hours to spare', 235],
    ['where hours are short', 215],
  ])('%s', (_, posts) => {
    it.each([156, 312, 780])('changes nothing in the last of %d weeks', LONG, (weeks) => {
      const lastYear = { from: weeks - 52 };
      const figures = (reading: Reading) => ({
        list: reading.mean('list.people', 'all', 'all', lastYear),
        inCare: reading.mean('home_care.people', 'all', 'all', lastYear),
        selfFunders: reading.mean('home_care.self_funders', 'all', 'all', lastYear),
        carers: reading.mean('workforce.carers', 'all', 'all', lastYear),
      });
      const baseline = replicate(council(weeks, posts, ''), PAIRS, figures);
      const plan = replicate(council(weeks, posts, START), PAIRS, figures);
      for (const figure of FIGURES) {
        const level = estimate(baseline[figure]).mean;
        const { mean, error } = estimate(plan[figure].map((x, i) => x - baseline[figure][i]!));
        expect(Math.abs(mean), figure).toBeLessThanOrEqual(3.5 * error);
        // the list is a few people here; the others are known well enough to mean something
        if (figure !== 'list') expect(1.96 * error, figure).toBeLessThan(0.03 * level);
      }
    });

    it('has its hours used as the framework’s were, within five points', LONG, () => {
      const use = (reading: Reading) => (tier: string) =>
        reading.mean('home_care.used_hours', 'tier', tier, { from: 208 }) /
        reading.mean('home_care.capacity_hours', 'tier', tier, { from: 208 });
      const framework = replicate(council(312, posts, '', FOLLOWS), 10, (r) => ({ use: use(r)('framework') })).use;
      const found = replicate(council(312, posts, START, FOLLOWS), 10, (r) => ({
        use: use(r)('principal'),
        share:
          r.mean('home_care.principal_hours', 'all', 'all', { from: 208 }) / r.mean('home_care.council_hours', 'all', 'all', { from: 208 }),
      }));
      expect(estimate(found.share).mean).toBeGreaterThan(0.6);
      expect(Math.abs(estimate(found.use).mean - estimate(framework).mean)).toBeLessThan(0.05);
    });
  });
});
