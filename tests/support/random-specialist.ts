/** Random cohorts and specialist accommodation for random councils: fast-check draws the settings, the result is text of `housing`. */
import fc from 'fast-check';

const TIMES = ['0 days', '3 days', '{gamma: {mean: 20 days, shape: 2}}', '{exponential: {mean: 60 days}}'];
const share = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);
const whole = (most: number) => fc.integer({ min: 0, max: most });
const perYear = (most: number) => whole(10).map((n) => `${(n * most) / 10} per year`);

/** Texts to be put in their places: settings of housing, its schemes, its vacant flats, and placements; all empty where there are none. */
export interface Specialist {
  readonly housing: string;
  readonly schemes: string;
  readonly vacant: string;
  readonly placements: string;
  readonly initial: string;
}

const NONE: Specialist = { housing: '', schemes: '', vacant: '', placements: '', initial: '' };

/** Cohorts from far beds, from home and by reviews; supported living, complex flats, Shared Lives, a step-down place. */
export const specialist = (areas: readonly string[], groups: readonly string[]): fc.Arbitrary<Specialist> =>
  fc
    .record({
      isThere: fc.boolean(),
      homes: whole(6),
      vacant: whole(3),
      lives: whole(4),
      opens: fc.constantFrom('open', '2024-03-04', 'never'),
      lengths: fc.tuple(...[1, 2, 3].map(() => fc.constantFrom(...TIMES))),
      times: fc.tuple(...[1, 2, 3, 4, 5, 6].map(() => fc.constantFrom(...TIMES))),
      people: fc.integer({ min: 1, max: 8 }),
      needs: fc.tuple(...[1, 2, 3, 4, 5].map(() => share)),
      starts: fc.constantFrom('entry', 'readiness'),
      choice: fc.constantFrom('0 days', '30 days'),
      suits: share,
      rate: perYear(30),
      giveUp: perYear(3),
      workers: whole(2),
      others: whole(1),
      beds: fc.constantFrom('0', '2', 'unlimited'),
      limit: fc.constantFrom('never', '10 days'),
      reviewed: share,
      recruits: perYear(6),
      goesOn: share,
      diverted: share,
    })
    .map((v) => {
      if (!v.isThere) return NONE;
      const [ready, approval, transition, settles, slot, matching] = v.times;
      const of = (i: number) => Math.floor(v.people * v.needs[i]!);
      const [first] = areas;
      const group = groups[0];
      const vacant = Math.min(v.homes, v.vacant);
      const shares = `needHome: ${v.needs[0]}, approval: ${v.needs[1]}, communityTeam: ${v.needs[2]}, stepDown: ${v.needs[3]}, kinds: {supported_living: ${v.needs[4]}}, otherwise: [care]`;
      const common = `clientGroup: ${group}, approval: {time: ${approval}, starts: ${v.starts}}, transition: ${transition}, secondChoiceAfter: ${v.choice}, stepDown: {to: step, settles: ${settles}, maximumStay: ${v.limit}}, communityTeamFor: ${slot}, giveUp: ${v.giveUp}, giveUpReasons: {died: 1}`;
      return {
        placements: `  far: {name: Far, setting: out_of_area, beds: unlimited, costPerWeek: 100, payer: nhs, giveUp: 0 per day}
  care: {name: Care, beds: ${v.beds}, stay: ${v.lengths[0]}, costPerWeek: 100, costPerWeekOnDay0: 90, payer: council, giveUp: ${v.giveUp}, endReasons: {died: 1}}
  step: {name: Step, setting: short_term, beds: 1, stay: 20 days, maximumStay: 10 days, costPerWeek: 100, payer: council, giveUp: 0 per day}`,
        initial: `  placements: {care: {byArea: {${first}: 2}, groupShares: {${groups.map((id, i) => `${id}: ${i === 0 ? 1 : 0}`).join(', ')}}}}`,
        vacant: `cohort_homes: ${vacant}`,
        schemes: `    cohort_homes: {name: Homes, area: ${first}, route: cohort, units: [{kind: supported_living, count: ${v.homes}}]}
    cohort_flats: {name: Flats, area: ${areas.at(-1)}, opens: ${v.opens === 'open' ? '2024-02-05' : v.opens}, route: cohort, units: [{kind: complex, count: 4}]}
    cohort_lives: {name: Shared Lives, area: ${first}, route: cohort, units: [{kind: shared_lives, count: ${v.lives}}]}`,
        housing: `  parts: {near: [${first}]${areas.length > 1 ? `, rest: [${areas.slice(1).join(', ')}]` : ''}}
  tenancies:
    supported_living: {length: ${v.lengths[1]}, works: ${settles}, matching: ${matching}, support: 50}
    complex: {length: ${v.lengths[2]}, works: 5 days}
    shared_lives: {length: ${v.lengths[1]}}
  communityTeams: {near: {workers: ${v.workers}, caseload: 2, others: ${Math.min(v.workers * 2, v.others)}, othersLeave: 1 per year}}
  sharedLives: {recruits: {${areas.map((area, i) => `${area}: ${i === 0 ? v.recruits : '0 per year'}`).join(', ')}}, approval: ${ready}, approved: 0.7, goesOn: ${v.goesOn}}
  cohorts:
    returners:
      {name: Returners, ${common}, from: far, kinds: [supported_living, shared_lives, care], complexSchemes: supported_living, suitability: {supported_living: ${v.suits}},
       initial: [{readiness: green, people: ${v.people}, ready: ${ready}, needHome: ${of(0)}, approval: ${of(1)}, communityTeam: ${of(2)}, stepDown: ${Math.min(of(0), of(3))}, wanted: {near: ${of(4)}}, kinds: {supported_living: ${Math.floor(of(0) / 2)}}, otherwise: [shared_lives]}],
       arrivals: {rate: ${v.rate}, growthPerYear: 5%, ready: ${ready}, ${shares}, diversion: {to: step, share: ${v.diverted}}}}
    residents: {name: Residents, clientGroup: ${group}, from: care, kinds: [supported_living], reviews: {every: 40 days, suitable: ${v.reviewed}}, arrivals: {kinds: {supported_living: 1}}}
    young: {name: Young, ${common}, kinds: [supported_living, care], arrivals: {rate: ${v.rate}, ${shares}}}`,
      };
    });
