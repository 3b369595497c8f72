/** Loads that follow from a scenario before anything runs, against values worked out by hand. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describe as described, loadScenario } from '../../src/scenario/index.js';

const COUNTY = 'scenarios/example-county/baseline.yaml';

function saidOf(...set: string[]) {
  const loaded = loadScenario(COUNTY, { read: (file) => readFileSync(file, 'utf8'), set });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues, null, 2));
  return described(loaded.scenario);
}

const reablementOf = (...set: string[]) => saidOf(...set).services.find(({ service }) => service === 'reablement')!;

describe('hours that can be used', () => {
  const carers = [
    'reablement.posts={town: 60, country: 40}',
    'reablement.paidHoursPerCarer=30',
    'reablement.contactShare=70%',
    'workforce.sickness=5%',
  ];

  it('are those of posts less vacancies of day 0, sickness and part rounds', () => {
    // 100 posts x 30 x 0.7 = 2,100; 90 % in post, 95 % at work; nobody leaves, so nobody is new: 1,795.5
    const none = reablementOf(...carers, 'workforce.leaving.reablement=0 per year', 'initial.vacancyRate.reablement=10%');
    expect(none.capacity).toBeCloseTo(1795.5, 6);
  });

  it('are less where leaving and the time to hire keep more posts vacant than day 0 has', () => {
    // leaving once in 100 days, 25 days to hire: 100 of every 125 days in post; 1 - exp(-0.1) of carers in their first 10 days, at half rounds
    const most = reablementOf(
      ...carers,
      'workforce.leaving.reablement=0.01 per day',
      'workforce.lead=25 days',
      'workforce.ramp={time: 10 days, share: 50%}',
      'initial.vacancyRate.reablement=10%',
    );
    expect(most.capacity).toBeCloseTo(2100 * 0.8 * 0.95 * (1 - 0.5 * (1 - Math.exp(-0.1))), 6);
  });
});

describe('people who wait for home care in reablement', () => {
  const asked = [
    'demand.community.rate={older: 0 per week, working_age: 0 per week}',
    'hospital.pathways.1={rate: {older: 70 per week, working_age: 0 per week}, profile: null, routes: {reablement: 100%}}',
    'crisisResponse.outcomes={noService: 100%}',
    'crisisResponse.hospital.notReturning=100%',
    'reablement.outcomes={homeCare: 50%, independent: 50%}',
    'reablement.hours=10',
    'reablement.homeCareHoursShare=40%',
    'homeCare.packages.hardToPlace=0',
    'homeCare.packages.doubleHanded=0',
    'homeCare.offers.areaFactor=1',
    'homeCare.offers.answer=2 days',
    'homeCare.offers.startDelay=3 days',
    'brokerage.offersAtOnce=1',
  ];
  const providers = (acceptance: string) =>
    ['framework_town', 'framework_country', 'principal_town', 'spot'].flatMap((id) => [
      `homeCare.providers.${id}.acceptance=${acceptance}`,
      `homeCare.providers.${id}.answerFactor=1`,
    ]);

  it("are, by Little's law, those who are offered round and wait for the first visit", () => {
    // 5 a day need home care; at 50 % two offers of 2 days each, then 3 days: 7 days, 35 people, 4 hours a week each
    const { bridged } = reablementOf(...asked, ...providers('50%'));
    expect(bridged!.people).toBeCloseTo(35, 6);
    expect(bridged!.hours).toBeCloseTo(140, 6);
  });

  it('are none where reablement does not keep them', () => {
    expect(reablementOf(...asked, ...providers('50%'), 'reablement.bridging=false').bridged).toEqual({ people: 0, hours: 0 });
  });
});

describe('a service that cannot settle', () => {
  it('is told from the date of the change that makes it so until the one that ends it', () => {
    const cut = '{from: 2024-07-01, until: 2024-10-01, why: refurbishment, set: {placements.rehabilitation.beds: {town: 10, country: 10}}}';
    const said = saidOf(`changes=[${cut}]`);
    // 1 April to 1 July are 91 days, to 1 October 183
    expect(said.overloads).toMatchObject([{ service: 'rehabilitation', usable: 20, fromDay: 91, untilDay: 183 }]);
    const { people } = said.services.find(({ service }) => service === 'rehabilitation')!;
    expect(said.overloads[0]!.load).toBeCloseTo(people / 20, 9);
  });

  it('is not told of a sound county', () => {
    expect(saidOf().overloads).toEqual([]);
  });
});
