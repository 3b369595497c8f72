import { describe, expect, it } from 'vitest';
import { copulaLogTail, copulaRank } from '../../src/random/normal.js';
import { compileLaw, draw, lengthBiasedRank, residual } from '../../src/random/sampler.js';
import { inputOfText, isSame, runOnce, traceOf } from '../support/scenario.js';

/** A council in which nothing moves by itself: no demand, needs that outlast the run, nobody gives up, answers that never come. */
const still = (csv: string, set: readonly string[] = []) =>
  inputOfText(
    `
extends: small.yaml
name: Still
start: 2024-01-01
weeks: 8
demand: null
homeCare:
  packages: {length: {older: 20 years, younger: 20 years}, hardToPlace: 0, hospital: {stay: 30 days}}
  offers: {answer: 1000 days}
  handBack: {base: 0 per day}
  exit: {base: 0 per day}
  providers:
    - {id: big, acceptance: 100%}
    - {id: little, acceptance: 100%}
brokerage: {giveUp: {home: 0 per day}}
workforce: {leaving: {principal: 0 per day, framework: 0 per day, in_house: 0 per day, spot: 0 per day, reablement: 0 per day}}
reablement:
  posts: {town: 30, moor: 10}
  paidHoursPerCarer: 30
  contactShare: 60%
  pricePerPaidHour: 25
  hours: 10
  length: {uniform: {low: 0 days, high: 60 days}}
  limit: 6 weeks
  atLimit: stop
  lastResort: {share: 50%, thresholdHours: never}
  outcomes: {independent: 1}
  homeCareHoursShare: 0.8
  afterwards: {died: 0 per day, careHome: 0 per day, readmitted: 0 per day, referredAgain: 0 per day}
  giveUp: {hospital: 0 per day, home: 0 per day}
placements:
  beds: {name: Beds, pathway: 2, beds: 5, stay: 90 days, costPerWeek: 700, payer: nhs, giveUp: 0 per day}
initial: {snapshot: today.csv, homeCare: null, waiting: null, vacancyRate: {homeCare: 0, reablement: 0}}
`,
    { files: { 'today.csv': csv }, set },
  );

const LIST = `service,area,client_group,provider,hours,start_date,days_so_far,place,priority,double_handed,hard_to_place,in_hospital_since
home_care,town,older,big,10.5,2023-10-02,,,,no,no,
home_care,town,older,little,7.25,2010-01-04,,,,no,no,
home_care,moor,younger,fixed,21,,400,,,yes,no,
home_care,town,older,,14,,30,,,no,no,2023-12-26
self_funders,town,older,big,3.5,2022-05-02,,,,no,no,
sourced,town,younger,big,6,,1,home,community,no,no,
waiting,town,older,,9,,40,home,community,no,yes,
waiting,town,older,,5,2023-12-22,,hospital,hospital,no,no,
waiting,moor,younger,,8.75,,3.5,bridging,hospital,no,no,
waiting,moor,older,,12,,21,cover,hand_back_urgent,yes,no,
reablement,town,older,,16,,38,,hospital,,,
reablement,moor,older,,11,,2,,community,,,
waiting_reablement,town,older,,20,,4,hospital,hospital,,,
waiting_reablement,moor,younger,,18,,0,home,community,,,
beds,town,older,,,2023-12-01,,,,,,
`;

describe('day 0 from a list', () => {
  const input = still(LIST, ['reablement.intake={opens: 23, closes: 24}', 'homeCare.offers.startDelay=1000 days']);
  const { events, reading } = traceOf(input, 1, { checkInvariants: true });
  const week1 = { from: 0, to: 1 };
  /** before the first intake of reablement, at 23 o'clock of day 0 */
  const isDay0 = ({ time }: { time: number }) => time < 0.9;

  it('is the file, person by person', () => {
    expect(reading.mean('home_care.people', 'all', 'all', week1)).toBe(4);
    expect(reading.mean('home_care.hours', 'all', 'all', week1)).toBe(10.5 + 7.25 + 21 + 14);
    expect(reading.mean('home_care.hours', 'area', 'moor', week1)).toBe(21);
    expect(reading.mean('home_care.hours', 'client_group', 'older', week1)).toBe(10.5 + 7.25 + 14);
    expect(reading.mean('home_care.hours', 'tier', 'spot', week1)).toBe(21);
    expect(reading.mean('home_care.held', 'all', 'all', week1)).toBe(1);
    expect(reading.mean('home_care.self_funder_hours', 'all', 'all', week1)).toBe(3.5);
    expect(reading.mean('home_care.sourced_not_started', 'client_group', 'younger', week1)).toBe(1);
    expect(reading.mean('list.people', 'all', 'all', week1)).toBe(4);
    expect(reading.mean('list.hours', 'all', 'all', week1)).toBe(9 + 5 + 8.75 + 12);
    for (const [place, hours] of [
      ['home', 9],
      ['hospital', 5],
      ['bridging', 8.75],
      ['cover', 12],
    ] as const)
      expect(reading.mean('list.hours', 'place', place, week1), place).toBe(hours);
    expect(reading.mean('list.people', 'priority', 'hospital', week1)).toBe(2);
    expect(reading.mean('placements.occupied', 'all', 'all', week1)).toBe(1);
    // taken in at 23 o'clock of day 0, the episode of 38 days over within the first four
    expect(events.filter(isDay0).filter(({ what }) => what === 'reablement starts')).toEqual([]);
    expect(reading.mean('reablement.own_hours', 'area', 'moor', week1)).toBeGreaterThanOrEqual(11);
    expect(reading.count('list.requests', 'all', 'all', week1)).toBe(0);
    expect(reading.count('list.joined', 'all', 'all', week1)).toBe(0);
  });

  it('keeps how long everybody has waited', () => {
    const list = reading.waits('interim_list', 'all', 'all', 'day_0');
    expect(list).toMatchObject({ people: 4, stillWaiting: 4, personDays: 4 * 56 });
    // the client in hospital for longer than the package is held asks anew
    expect(reading.waits('interim_list').people).toBe(1);
    // those of the list, the one whose care is accepted, all of them in need before day 0
    expect(reading.waits('home_care', 'all', 'all', 'day_0').people).toBe(5);
    const started = runOnce(
      still(LIST, ['homeCare.offers.answer=0 days', 'homeCare.offers.startDelay=2 days', 'homeCare.offers.answersAtWeekends=true']),
    );
    const waits = started.waits('interim_list', 'all', 'all', 'day_0');
    expect(waits.started).toBe(4);
    expect(waits.startedDays - waits.personDays).toBeCloseTo(40 + 10 + 3.5 + 21, 9);
    const forReablement = started.waits('reablement', 'all', 'all', 'day_0');
    expect(forReablement.started).toBe(2);
    expect(forReablement.startedDays - forReablement.personDays).toBeCloseTo(4, 5);
  });

  it('keeps the days of an episode towards the limit', () => {
    const ends = events.filter(({ what }) => what === 'independent').map(({ time }) => time);
    // the two episodes under way end by their sixth week: 42 - 38 and 42 - 2 days from now
    expect(ends.filter((time) => time <= 4).length).toBe(1);
    expect(ends.filter((time) => time <= 43).length).toBe(4);
  });

  it('is conserved, and the same on both calendars', () => {
    const moving = (engine: 'native' | 'simjs') =>
      runOnce(still(LIST, ['homeCare.packages.length={exponential: {mean: 20 days}}', 'homeCare.offers.answer=1 day']), 3, {
        engine,
        checkInvariants: true,
      });
    expect(isSame(moving('native').record, moving('simjs').record)).toBe(true);
  });

  it('draws hospital stays where the file does not know of them', () => {
    const many = Array.from({ length: 200 }, () => 'home_care,town,older,big,1,300').join('\n');
    const set = [
      'homeCare.packages.hospital.admissions=10 per year',
      'homeCare.packages.hospital.stay=9 days',
      'homeCare.packages.reviews.leastHours=0.25',
    ];
    const held = (csv: string) => runOnce(still(csv, set)).mean('home_care.held', 'all', 'all', { from: 0, to: 1 });
    const unknown = `service,area,client_group,provider,hours,days_so_far\n${many}`;
    const known = unknown.replace('days_so_far', 'days_so_far,in_hospital_since').replaceAll(',300', ',300,');
    expect(held(unknown)).toBeGreaterThan(held(known) + 10);
  });

  it('changes nobody else when a row is added', () => {
    const more = `${LIST}home_care,moor,older,,5,,300,,,no,no,\n`;
    const lived = (csv: string) => {
      const { events: told } = traceOf(
        still(csv, ['homeCare.packages.length={exponential: {mean: 30 days}}', 'homeCare.offers.answer=1000 days']),
      );
      return told.filter(({ what, area, group }) => what === 'leaves' && area === 'town' && group === 'older').map(({ time }) => time);
    };
    expect(lived(more)).toEqual(lived(LIST));
    expect(lived(LIST).length).toBeGreaterThan(1);
  });
});

const GRID = Array.from({ length: 4000 }, (_, i) => (i + 0.5) / 4000);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('what is left, given what is known', () => {
  it('of a stay that has gone on for so long is the law above that age', () => {
    const law = compileLaw({ kind: 'lognormal', mu: 5, sigma: 1 });
    for (const age of [10, 150, 900]) {
      const above = Array.from({ length: 400_000 }, (_, i) => draw(law, (i + 0.5) / 400_000)).filter((x) => x > age);
      const expected = mean(above.map((x) => x - age));
      expect(Math.abs(mean(GRID.map((u) => residual(law, age, u))) / expected - 1)).toBeLessThan(0.02);
    }
    // not the rest of a length-biased stay: that has forgotten the age
    const naive = mean(GRID.map((u, i) => draw(law, lengthBiasedRank(law, u)) * GRID[(i * 1597) % GRID.length]!));
    expect(Math.abs(mean(GRID.map((u) => residual(law, 10, u))) / naive - 1)).toBeGreaterThan(0.2);
  });

  it('of an exponential stay is an exponential stay', () => {
    const law = compileLaw({ kind: 'exponential', mean: 80 });
    expect(residual(law, 700, 0.3)).toBe(draw(law, 0.3));
  });

  it('of a need of known hours follows the copula above the age', () => {
    const rho = 0.6;
    for (const [uHours, from] of [
      [0.2, 0.1],
      [0.5, 0.7],
      [0.9, 0.4],
    ] as const) {
      // lengths of people of these hours by the copula's other half, kept where they are long enough
      const kept = Array.from({ length: 200_000 }, (_, i) => copulaRank(uHours, (i + 0.5) / 200_000, rho)).filter((rank) => rank > from);
      const found = GRID.map((u) => 1 - Math.exp(copulaLogTail(uHours, Math.log(1 - from), u, rho)));
      expect(Math.min(...found)).toBeGreaterThanOrEqual(from - 1e-12);
      expect(mean(found)).toBeCloseTo(mean(kept), 3);
      expect([...found].sort((a, b) => a - b)).toEqual(found);
    }
    expect(copulaLogTail(0.9, Math.log(0.75), 0.5, 0)).toBeCloseTo(Math.log(0.375), 12);
  });
});
