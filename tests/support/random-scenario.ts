/** Small random councils for property tests: fast-check draws the settings, the result is the text of a scenario. */
import fc from 'fast-check';
import { crises } from './random-crisis.js';
import { type Specialist, specialist } from './random-specialist.js';

export interface Council {
  /** the scenario's text */
  readonly text: string;
}

const TIMES = ['0 days', '1 day', '3 days', '{gamma: {mean: 2 days, shape: 2}}', '{exponential: {mean: 4 days}}'];
const PRIORITIES = ['hospital', 'crisis', 'hand_back_urgent', 'community', 'hand_back_other'];
const LINES = ['last_resort', 'hospital', 'crisis', 'community'];

const share = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);
const chance = fc.integer({ min: 5, max: 20 }).map((n) => n / 20);
const perDay = (most: number) => fc.integer({ min: 0, max: 20 }).map((n) => `${(n * most) / 20} per day`);
const perYear = (most: number) => fc.integer({ min: 0, max: 10 }).map((n) => `${(n * most) / 10} per year`);
const people = (most: number) => fc.integer({ min: 0, max: most });

/** Shares of several outcomes that sum to 1 exactly enough. */
const split = (names: readonly string[]) =>
  fc.array(fc.integer({ min: 0, max: 4 }), { minLength: names.length, maxLength: names.length }).map((weights) => {
    const sum = weights.reduce((a, b) => a + b, 0);
    return `{${names.map((name, i) => `${name}: ${sum === 0 ? (i === 0 ? 1 : 0) : weights[i]! / sum}`).join(', ')}}`;
  });

const provider = (areas: readonly string[], id: string, tier: string) =>
  fc
    .record({
      count: fc.integer({ min: 1, max: 3 }),
      isPosts: fc.boolean(),
      size: fc.integer({ min: 2, max: 12 }),
      skew: fc.constantFrom(0, 0.8),
      acceptance: chance,
      ratings: split(['good', 'outstanding', 'requiresImprovement', 'inadequate']),
      bought: fc.constantFrom('spot', 'block'),
      growth: fc.constantFrom('0%', '20%'),
    })
    .map(
      (p) =>
        `    - {id: ${id}, name: ${id}, tier: ${tier}, areas: [${areas.join(', ')}], count: ${tier === 'principal' ? 1 : p.count}, ` +
        `${p.isPosts ? `posts: ${p.size}` : `hours: ${p.size * 20}`}, sizeSkew: ${p.skew}, acceptance: ${p.acceptance}, answerFactor: 1, handBackFactor: 1, ` +
        `mostContactRatio: 0.9, price: 21, bought: ${p.bought}, ratings: ${tier === 'principal' ? '{good: 1}' : p.ratings}, postsGrowthPerYear: ${p.growth}}`,
    );

/** Two open schemes and one that opens, or none: the text of `housing`, and what else of the scenario goes with it. */
const housing = (areas: readonly string[], groups: readonly string[]) =>
  fc
    .record({
      isThere: fc.boolean(),
      cohorts: specialist(areas, groups),
      routes: fc.tuple(...[1, 2, 3].map(() => fc.constantFrom('direct', 'choice_based'))),
      flats: fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 1, max: 12 }))),
      vacant: fc.integer({ min: 0, max: 5 }),
      hard: fc.integer({ min: 0, max: 1 }),
      panel: fc.constantFrom('0 days', '9 days', '4 weeks'),
      cycle: fc.constantFrom('0 days', '2 weeks'),
      times: fc.tuple(...[1, 2, 3, 4, 5, 6, 7].map(() => fc.constantFrom(...TIMES))),
      offersEach: fc.integer({ min: 1, max: 4 }),
      refusal: share.map((s) => Math.min(s, 0.95)),
      aim: share,
      mix: split(['low', 'medium', 'high']),
      bands: split(['low', 'medium', 'high']),
      ends: perYear(3),
      reasons: split(['died', 'care_home', 'moved_away']),
      care: split(['commissioned', 'direct_payment', 'private_on_site', 'private_elsewhere', 'none']),
      needs: perYear(2),
      moves: perYear(2),
      away: perYear(6),
      leaves: perYear(3),
      leaveReasons: split(['died', 'care_home', 'family', 'moved_away']),
      refusals: fc.constantFrom('1', '3', 'unlimited'),
      couples: share,
      homeCare: share,
      takes: split(['register', 'homeCare']),
      rate: perDay(0.4),
      register: people(8),
      opens: fc.constantFrom('2024-02-05', '2024-07-01', 'never'),
      ahead: fc.constantFrom('0 days', '10 weeks'),
      fill: fc.constantFrom('unlimited', '1'),
    })
    .map((v) => {
      const { cohorts } = v;
      if (!v.isThere) return { section: cohortsAlone(cohorts), demand: '', initial: initialAlone(cohorts), placements: cohorts.placements };
      const [notice, works, shortlisting, nominating, assessment, answer, moveIn] = v.times;
      const vacant = v.flats.slice(0, 2).map((n) => Math.min(n, v.vacant));
      const tenants = v.flats[0]! + v.flats[1]! - vacant[0]! - vacant[1]!;
      const scheme = (i: number, rest: string) =>
        `    scheme_${i}: {name: Scheme ${i}, area: ${areas[i % areas.length]}, landlord: landlord_${i % 2}, route: ${v.routes[i]}, rent: 150, ` +
        `units: [{kind: one_bed, count: ${v.flats[i]}, persons: ${1 + (i % 2)}}], hardToLet: ${v.hard}, care: {provider: carer, price: 21, core: 100}${rest}}`;
      const band = `{hours: {gamma: {mean: 9, shape: 2}}, ends: ${v.ends}, endReasons: ${v.reasons}, care: ${v.care}}`;
      const rates = groups.map((id) => `${id}: ${v.rate}`).join(', ');
      return {
        demand: `  applicants: {rate: {${rates}}}`,
        initial:
          `  housing: {vacant: {scheme_0: ${vacant[0]}, scheme_1: ${vacant[1]}${cohorts.vacant === '' ? '' : `, ${cohorts.vacant}`}}, care: {commissioned: ${Math.ceil(tenants / 2)}, none: ${Math.floor(tenants / 2)}}, ` +
          `bands: ${v.bands}, register: {${groups.map((id) => `${id}: ${v.register}`).join(', ')}}, waited: {exponential: {mean: 90 days}}}\n${cohorts.initial}`,
        placements: cohorts.placements,
        section: `
housing:
  panelEvery: {landlord_0: ${v.panel}, landlord_1: 1 week}
  schemes:
${[
  scheme(0, ''),
  scheme(1, `, eligible: {areas: [${areas[0]}], groups: [${groups[0]}]}`),
  scheme(2, `, opens: ${v.opens}, letsAhead: ${v.ahead}, fillPerWeek: ${v.fill}, capital: 1000, takesFrom: ${v.takes}`),
].join('\n')}
${cohorts.schemes}
${cohorts.housing}
  lettings:
    {notice: ${notice}, works: ${works}, cycleEvery: ${v.cycle}, bidding: 3 days, shortlisting: ${shortlisting}, nominating: ${nominating}, assessment: ${assessment}, answer: ${answer}, moveIn: ${moveIn}, offersEach: ${v.offersEach}, refusal: ${v.refusal}, hardToLetFactor: 0.4, aim: ${v.aim}, mix: ${v.mix}}
  bands: {low: ${band}, medium: ${band}, high: ${band}}
  needs: {worsens: ${v.needs}, improves: ${v.needs}}
  careMoves: {none: {commissioned: ${v.moves}, private_on_site: ${v.moves}}, commissioned: {none: ${v.moves}}}
  away: {rate: ${v.away}, stay: {exponential: {mean: 9 days}}}
  directPaymentPerHour: 15
  register: {bands: ${v.bands}, couples: ${v.couples}, homeCare: ${v.homeCare}, leaves: ${v.leaves}, leaveReasons: ${v.leaveReasons}, mostRefusals: ${v.refusals}}
`,
      };
    });

/** A council whose housing is let to cohorts alone. */
const cohortsAlone = ({ housing: settings, schemes }: Specialist) =>
  settings === '' ? '' : `\nhousing:\n  schemes:\n${schemes}\n${settings}\n`;
const initialAlone = ({ initial, vacant }: Specialist) => (vacant === '' ? '' : `  housing: {vacant: {${vacant}}}\n${initial}`);

/** What kind of council is wanted. */
export interface Wanted {
  readonly weeks?: number;
  /** false: clients are never admitted to hospital */
  readonly admissions?: boolean;
  /** true: whoever is in hospital waits for home care, and care starts on acceptance */
  readonly onlyHomeCareFromHospital?: boolean;
}

export function councils(wanted: Wanted = {}): fc.Arbitrary<Council> {
  const { weeks = 52, admissions = true, onlyHomeCareFromHospital = false } = wanted;
  return fc
    .record({
      areas: fc.integer({ min: 1, max: 3 }),
      groups: fc.integer({ min: 1, max: 2 }),
      hasPrincipal: fc.boolean(),
      hasShared: fc.boolean(),
    })
    .chain(({ areas, groups, hasPrincipal, hasShared }) => {
      const areaIds = ['north', 'south', 'west'].slice(0, areas);
      const groupIds = ['older', 'younger'].slice(0, groups);
      const providers = [
        ...areaIds.map((id) => provider([id], `local_${id}`, 'framework')),
        ...(hasShared ? [provider(areaIds, 'shared', 'spot')] : []),
        ...(hasPrincipal ? areaIds.map((id) => provider([id], `principal_${id}`, 'principal')) : []),
      ];
      const rates = (most: number) =>
        fc.tuple(...groupIds.map(() => perDay(most))).map((r) => `{${groupIds.map((id, i) => `${id}: ${r[i]}`).join(', ')}}`);
      const counts = (most: number) =>
        fc.tuple(...groupIds.map(() => people(most))).map((n) => `{people: {${groupIds.map((id, i) => `${id}: ${n[i]}`).join(', ')}}}`);
      const one = fc.record({
        housing: housing(areaIds, groupIds),
        takesLeavers: fc.boolean(),
        providers: fc.tuple(...providers),
        community: rates(1.5),
        hospital1: rates(1),
        hospital0: rates(1),
        hospital2: rates(0.3),
        self: rates(0.4),
        communityRoutes: split(['homeCare', 'reablement', 'noService', 'directPayment']),
        hospitalRoutes: onlyHomeCareFromHospital ? fc.constant('{homeCare: 1}') : split(['reablement', 'homeCare']),
        triage: fc.constantFrom(...TIMES),
        need: fc.constantFrom('{gamma: {mean: 9, shape: 1.5}}', '5', '{empirical: {values: [3.5, 7, 14, 28], weights: [4, 3, 2, 1]}}'),
        length: fc.constantFrom('{exponential: {mean: 60 days}}', '{lognormal: {mean: 90 days, median: 50 days}}', '40 days'),
        correlation: fc.constantFrom(0, 0.5, -0.3),
        reviews: fc.constantFrom(
          'every: 30 days, factor: {empirical: {values: [0.7, 1, 1.4]}}',
          'every: {exponential: {mean: 60 days}}, factor: 1.1',
          'every: 2 years, factor: 1',
        ),
        admission: admissions ? perYear(4) : fc.constant('0 per year'),
        answer: fc.constantFrom(...TIMES),
        weekends: fc.boolean(),
        startDelay: onlyHomeCareFromHospital ? fc.constant('0 days') : fc.constantFrom(...TIMES),
        notice: fc.constantFrom('28 days', '0 days', '{gamma: {mean: 14 days, shape: 4}}'),
        handBack: perYear(3),
        perVacancy: perYear(2),
        exit: perYear(1),
        lossOfWork: perYear(1),
        reentry: fc.constantFrom(', reentry: 60 days', ''),
        inspections: fc.boolean(),
        held: fc.integer({ min: 0, max: 28 }),
        servedFirst: fc.constantFrom(', servedFirst: 1', ', servedFirst: 0', ''),
        incentive: fc.boolean(),
        cap: share,
        capIs: fc.constantFrom('cap', 'floor', 'target'),
        transfers: fc.integer({ min: 0, max: 3 }),
        carersTransfer: share,
        carersLost: share,
        absorbs: fc.boolean(),
        offersAtOnce: fc.integer({ min: 1, max: 3 }),
        order: fc.constantFrom('rating', 'round_robin', 'random'),
        fit: fc.constantFrom('best_fit', 'strict'),
        priorities: fc.shuffledSubarray(PRIORITIES, { minLength: 5 }),
        urgent: fc.integer({ min: 0, max: 10 }),
        giveUp: perDay(0.05),
        leaving: perYear(0.6),
        sickness: share.map((s) => s / 10),
        recruits: fc.constantFrom('unlimited', '0', '0.5', '2'),
        poolLoss: perDay(0.05),
        ramp: fc.constantFrom('{time: 0 days, share: 1}', '{time: 20 days, share: 50%}'),
        posts: fc.integer({ min: 1, max: 12 }),
        episode: fc.constantFrom('{lognormal: {mean: 20 days, median: 15 days}}', '30 days'),
        intake: fc.constantFrom(
          '{}',
          '{days: [monday, tuesday, wednesday, thursday, friday], opens: 9, closes: 17}',
          '{opens: 0, closes: 24}',
        ),
        lines: fc.shuffledSubarray(LINES, { minLength: 4 }),
        stepUp: share.map((s) => s / 2),
        bridging: fc.boolean(),
        coverShare: share,
        threshold: fc.constantFrom('never', '0', '10'),
        outcomes: split(['independent', 'homeCare', 'careHome', 'hospital', 'died']),
        afterwards: perDay(0.01),
        beds: fc.constantFrom('unlimited', '3', '0'),
        initialCare: counts(25),
        initialSelf: counts(8),
        initialSourced: counts(3),
        initialReablement: counts(5),
        vacancy: share.map((s) => s / 3),
        waitingHome: people(4),
        waitingBridged: people(3),
        changeWeek: fc.integer({ min: 2, max: 40 }),
        crisis: crises(areaIds, groupIds, ['0', '1']),
        nights: fc.constantFrom(
          '',
          ...['0', '8', '100'].map((hours) => `  nightCare: {needs: 0.3, hoursPerPackage: 8, hours: ${hours}, pricePerHour: 20}`),
        ),
        office: fc.constantFrom('', ', office: {opens: 9, closes: 17}', onlyHomeCareFromHospital ? '' : ', startsAtWeekends: false'),
        support: fc.constantFrom(
          '',
          '\n  retention: {leaversFactor: 0.6, costPerCarer: 300}\n  additionalHours: {perCarer: 3, factor: 1.21}',
        ),
        change: fc.constantFrom(
          'set: {homeCare.offers.answer: 2 days, brokerage.fit: strict}',
          'set: {brokerage.order: random, brokerage.offersAtOnce: 2}',
          'scale: {demand.community.rate: 1.5}',
          'set: {homeCare.providers.local_north.closes: true}',
          'scale: {reablement.posts: 0.5}',
          'set: {workforce.recruitsPerWeek: 1, workforce.sickness: 8%}',
          'set: {workforce.additionalHours: {perCarer: 5}, homeCare.offers.startsAtWeekends: true}',
        ),
      });
      return one.map((v) => ({
        text: `
name: Random council
start: 2024-01-01
weeks: ${weeks}
areas: {${areaIds.map((id) => `${id}: {name: ${id}, share: ${1 / areas}}`).join(', ')}}
clientGroups: {${groupIds.map((id) => `${id}: {name: ${id}}`).join(', ')}}
initial:
  homeCare: ${v.initialCare}
  selfFunders: ${v.initialSelf}
  sourcedNotStarted: ${v.initialSourced}
  reablement: ${v.initialReablement}
  waiting:
    - {people: ${v.waitingHome}, place: home, priority: community, waited: '{exponential: {mean: 10 days}}', groupShares: {${groupIds.map((id) => `${id}: ${1 / groups}`).join(', ')}}}
    - {people: ${v.waitingBridged}, place: bridging, priority: hospital, waited: 5 days, groupShares: {${groupIds.map((id) => `${id}: ${1 / groups}`).join(', ')}}}
${v.housing.initial}
${v.crisis.initial}
  vacancyRate: {homeCare: ${v.vacancy}, reablement: ${v.vacancy}}
demand:
  community: {rate: ${v.community}, delay: ${v.triage}, routes: ${v.communityRoutes}, profile: {weekday: [1.4, 1.4, 1.4, 1.4, 1.4, 0, 0]}}
  selfFunders: {rate: ${v.self}}
${v.housing.demand}
hospital:
  pathways:
    0: {rate: ${v.hospital0}, routes: {noService: 1}}
    1: {rate: ${v.hospital1}, routes: ${v.hospitalRoutes}, profile: {weekday: [1, 1, 1, 1, 1.6, 0.7, 0.7]}}
${onlyHomeCareFromHospital ? '' : `    2: {rate: ${v.hospital2}, routes: {placements: {beds: 1}}}`}
reablement:
  posts: ${v.posts}
  paidHoursPerCarer: 30
  contactShare: 0.6
  pricePerPaidHour: 25
  hours: {gamma: {mean: 12, shape: 3}}
  length: ${v.episode}
  limit: 6 weeks
  intake: ${v.intake}
  order: [${v.lines.join(', ')}]
  stepUpShare: ${v.stepUp}
  bridging: ${v.bridging}
  lastResort: {share: ${v.coverShare}, thresholdHours: ${v.threshold}}
  outcomes: ${v.outcomes}
  homeCareHoursShare: 0.5
  afterwards: {died: ${v.afterwards}, careHome: ${v.afterwards}, readmitted: ${v.afterwards}, referredAgain: ${v.afterwards}}
  giveUp: {hospital: ${v.giveUp}, home: ${v.giveUp}}
homeCare:
  packages:
    hours: ${v.need}
    length: ${v.length}
    hoursLengthCorrelation: ${v.correlation}
    doubleHanded: 0.2
    hardToPlace: 0.2
    endReasons: {died: 0.5, care_home: 0.3, recovered: 0.2}
    reviews: {${v.reviews}, leastHours: 1, mostHours: 60}
    hospital: {admissions: ${v.admission}, stay: {exponential: {mean: 9 days}}, notReturning: 0.2}
  offers: {hardFactor: 0.7, doubleHandedFactor: 0.8, answer: ${v.answer}, answersAtWeekends: ${v.weekends}, startDelay: ${v.startDelay}${v.office}}
  density: {least: 0.5, half: 40}
  notice: ${v.notice}
  exitNotice: ${v.notice}
  handBack: {base: ${v.handBack}, perVacancy: ${v.perVacancy}, vacancyFrom: 0.1, perOveruse: 1 per year, utilisationFrom: 0.9}
  exit: {base: ${v.exit}, perOveruse: 1 per year, utilisationFrom: 1, lossOfWork: ${v.lossOfWork}, lossTolerance: 0.5, carersLost: ${v.carersLost}${v.reentry}}
${v.inspections ? '  inspection: {every: 200 days, reinspection: 60 days, outcomes: {inadequate: 0.2, requiresImprovement: 0.3, good: 0.4, outstanding: 0.1}}' : ''}
  retention: {held: ${v.held} days, paid: ${Math.floor(v.held / 2)} days}
  selfFunders: {giveUp: 0.02 per day${v.servedFirst}}
${v.nights}
${v.incentive ? '  incentive: {perStart: 500, acceptanceFactor: 1, origins: [hospital]}' : ''}
${hasPrincipal ? `  principal: {providers: {${areaIds.map((id) => `${id}: principal_${id}`).join(', ')}}, cap: ${v.cap}, capIs: ${v.capIs}, transfersPerWeek: ${v.transfers}, carersTransfer: ${v.carersTransfer}, carersLost: ${v.carersLost}, growthPerWeek: 5%, postsPerWeek: 0.5, absorbsExits: ${v.absorbs}}` : ''}
  providers:
${v.providers.join('\n')}
brokerage:
  offersAtOnce: ${v.offersAtOnce}
  order: ${v.order}
  fit: ${v.fit}
  priorities: [${v.priorities.join(', ')}]
  urgentBefore: ${v.urgent} days
  giveUp: {hospital: ${v.giveUp}, bridging: ${v.giveUp}, cover: ${v.giveUp}, home: ${v.giveUp}}
  giveUpReasons: {died: 0.4, family: 0.6}
workforce:
  paidHoursPerCarer: 30${v.support}
  leaving: {principal: ${v.leaving}, framework: ${v.leaving}, in_house: ${v.leaving}, spot: ${v.leaving}, reablement: ${v.leaving}}
  sickness: ${v.sickness}
  lead: {exponential: {mean: 40 days}}
  ramp: ${v.ramp}
  recruitsPerWeek: ${v.recruits}
  poolLoss: ${v.poolLoss}
placements:
  beds: {name: Beds, pathway: 2, beds: ${v.beds}, stay: {exponential: {mean: 15 days}}, costPerWeek: 900, payer: nhs, giveUp: ${v.giveUp}, takesLeavers: ${v.takesLeavers}}
${v.housing.placements}
${v.crisis.section}
costs: {delayedBedDay: 400}
${v.housing.section}
changes:
  - {from: week ${v.changeWeek}, until: week ${v.changeWeek + 10}, why: something happens, ${v.change}}
`.replaceAll("'{exponential: {mean: 10 days}}'", '{exponential: {mean: 10 days}}'),
      }));
    });
}
