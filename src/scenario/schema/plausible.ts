/**
 * Where the values of settings mostly lie, with the reason: wide, so that what lies outside is more often a slip (a rate a week for one
 * a year, a factor for a rise, days for weeks) than a county unlike others. A column of the settings, by path without ids; `*` is any
 * one name. Figures without a source are judgement, and say what they go by. 0 (switched off) is never implausible.
 */

/** Ends as they would be written; of a distribution its mean is judged. */
export interface Plausible {
  readonly least?: string | number;
  readonly most?: string | number;
  readonly why: string;
}

/** "20% per year to 80% per year", "at most 2 years" */
export function plausibleText({ least, most }: Plausible): string {
  if (least === undefined) return `at most ${most}`;
  return most === undefined ? `at least ${least}` : `${least} to ${most}`;
}

const of = (least: string | number | undefined, most: string | number | undefined, why: string): Plausible => ({
  ...(least !== undefined && { least }),
  ...(most !== undefined && { most }),
  why,
});

const leaving = of(
  '5% per year',
  '150% per year',
  'care workers leave at 21 to 49 % a year by quality of job, 41 % in Norfolk (Skills for Care; Norfolk County Council 2021-22)',
);
const growth = of('-20%', '20%', 'demand for care grows by 0.5 to 2 % a year with the population; capacity rarely by more than 10 %');
const arrivals = of(
  undefined,
  '1,000 per week',
  'Norfolk, with 920,000 people, has 113 supported discharges a week on pathway 1; the largest county has 1.6 million people',
);
const priceOfHour = of(
  '£10',
  '£80',
  'councils pay £18 to £30 an hour of care, the price of 2013 to 2026; below the minimum wage nobody can deliver it',
);
const paidHour = of('£12', '£80', 'a paid hour of a council carer costs £20 to £40 with on-costs and overheads');
const weekOfBed = of('£200', '£12,000', 'a week costs £750 to £950 in a care home and £2,500 in an NHS bed; secure beds up to £10,000');
const perWeek = of('£20', '£12,000', 'support of a tenant runs from a few hours a week to several staff at all times');
const givingUp = of(
  '1% per year',
  '20% per day',
  'a few people in a thousand leave a list each day; at 20 % a day half are gone in 3 days',
);
const contact = of(
  '40%',
  '95%',
  'home care workers spend 70 to 88 % of paid time with clients, the rest on travel (Homecare Association: 79 %)',
);
const carerHours = of(8, 45, 'carers are paid for 26 to 34 hours a week on average; part-time and full-time contracts are 8 to 45');
const hospitalStay = of('1 day', '60 days', 'emergency stays of people in care last 8 to 12 days on average');
const factor = of(0.1, 10, 'a factor of ten on what the framework does is beyond what providers differ by');
const hazard = of(
  '0.01% per year',
  '500% per year',
  'events that come to a package or a provider a few times in a lifetime; 100 % a year is once a year each',
);
const working = of('5 minutes', '60 days', 'decisions on referrals take hours to weeks');
const letting = of('1 hour', '52 weeks', 'each stage of letting a flat takes days to weeks; a whole void mostly 4 to 26 weeks');
const tenancy = of('13 weeks', '40 years', 'tenancies with support last for years');
const needHours = of(
  1,
  60,
  'a package of home care is 14 hours a week on average, two workers counted twice; 168 hours are a whole week with one worker',
);
const small = of(undefined, '60%', 'more than half would make the exception the rule');

/** Times of a service's way with referrals. */
function referralTimes(section: string): Readonly<Record<string, Plausible>> {
  const names = ['response', 'emergencyResponse', 'decision', 'firstVisit', 'solution'];
  return Object.fromEntries(names.map((name) => [`${section}.referrals.${name}`, working]));
}

/** By path of the setting. */
export const PLAUSIBLE: Readonly<Record<string, Plausible>> = {
  'demand.growthPerYear': growth,
  'hospital.growthPerYear': growth,
  'crisisResponse.growthPerYear': growth,
  'demand.*.growthPerYear': growth,
  'hospital.pathways.*.growthPerYear': growth,
  'crisisResponse.calls.*.growthPerYear': growth,
  'housing.cohorts.arrivals.growthPerYear': growth,
  'homeCare.postsGrowthPerYear': growth,
  'homeCare.providers.postsGrowthPerYear': growth,
  'reablement.postsGrowthPerYear': growth,

  'demand.community.rate': of(
    undefined,
    '2,500 per week',
    'about 4,500 requests a year for 100,000 adults (ASC Activity and Finance Report 2023-24): 1,400 a week in the largest county',
  ),
  'demand.community.delay': of(
    '1 minute',
    '10 weeks',
    'from request to decision days to weeks; national waits for assessment are up to a few months',
  ),
  'demand.applicants.rate': of(undefined, '200 per week', 'extra care has a few applicants for each flat that comes free'),
  'demand.selfFunders.rate': of(undefined, '1,000 per week', 'about 40 % of home care is paid for privately'),
  'hospital.pathways.0.rate': of(undefined, '4,000 per week', '84,000 discharges a week in England, 1,500 for a million people'),
  'hospital.pathways.1.rate': arrivals,
  'hospital.pathways.2.rate': arrivals,
  'hospital.pathways.3.rate': arrivals,
  'hospital.pathways.*.delay': of(
    '1 minute',
    '28 days',
    'a delay of discharge is 6 days on average (13.5 % of discharges); longer ones are the wait for a service, which the model makes itself',
  ),
  'crisisResponse.calls.falls.rate': arrivals,
  'crisisResponse.calls.others.rate': arrivals,

  'reablement.paidHoursPerCarer': carerHours,
  'reablement.contactShare': contact,
  'reablement.pricePerPaidHour': paidHour,
  'reablement.hours': of(2, 40, 'reablement begins with 10 to 20 hours a week'),
  'reablement.length': of('3 days', '12 weeks', 'episodes are free for up to 6 weeks and often last 1 to 3'),
  'reablement.limit': of('1 week', '26 weeks', 'the Care Act gives up to 6 weeks free of charge'),
  'reablement.lastResort.share': small,
  'reablement.stepUpShare': small,
  'reablement.afterwards.*': of('1% per year', '300% per year', 'a few in ten older people a year'),
  'reablement.giveUp.*': givingUp,

  'homeCare.packages.hours': needHours,
  'homeCare.packages.length': of(
    '12 weeks',
    '12 years',
    'packages of older people last about 78 weeks, of people with a learning disability 312 weeks',
  ),
  'homeCare.packages.doubleHanded': small,
  'homeCare.packages.reviews.every': of('4 weeks', '3 years', 'the Care Act asks for a review each year'),
  'homeCare.packages.reviews.factor': of(
    0.7,
    1.4,
    'hours change by a few per cent at a review; a mean factor of 1.4 doubles a package in two reviews',
  ),
  'homeCare.packages.reviews.mostHours': of(20, 336, '336 hours are two workers at all times'),
  'homeCare.packages.reviews.leastHours': of(0.25, 14, 'the smallest packages are a few visits of 15 minutes'),
  'homeCare.packages.hospital.admissions': of('5% per year', '300% per year', 'clients go to hospital 0.5 to 0.8 times a year'),
  'homeCare.packages.hospital.stay': hospitalStay,
  'homeCare.offers.answer': of(
    '1 minute',
    '14 days',
    'providers answer within hours or a few days; a package waits for someone who may refuse',
  ),
  'homeCare.offers.startDelay': of('1 hour', '28 days', 'care begins 1 to 5 days after it is accepted'),
  'homeCare.nightCare.pricePerHour': priceOfHour,
  'homeCare.nightCare.hoursPerPackage': of(1, 84, '84 hours are twelve each night'),
  'homeCare.marketSupport.*': of('£1', '£5,000', 'payments to one provider a week'),
  'homeCare.density.least': of('20%', '95%', 'with no density at all, travel takes up to half of paid time'),
  'homeCare.notice': of('1 hour', '26 weeks', 'contracts ask for 28 days'),
  'homeCare.exitNotice': of('1 hour', '52 weeks', 'from a sudden failure to a planned exit'),
  'homeCare.handBack.*': hazard,
  'homeCare.handBack.base': of('0.05% per year', '100% per year', '1.6 to 2.1 % of packages are handed back a year (ADASS)'),
  'homeCare.exit.base': of('0.1% per year', '30% per year', 'about 3 % of providers close a year (1 to 6 %)'),
  'homeCare.exit.reentry': of('1 day', '5 years', 'a new provider needs months to be registered and to recruit'),
  'homeCare.inspection.every': of('13 weeks', '10 years', 'the regulator returns after 1 to 5 years'),
  'homeCare.inspection.reinspection': of('4 weeks', '3 years', 'within about six months after inadequate'),
  'homeCare.retention.held': of('1 day', '12 weeks', 'packages are held for 7 to 28 days in hospital'),
  'homeCare.retention.paid': of('1 hour', '12 weeks', 'a week or two are paid'),
  'homeCare.selfFunders.giveUp': givingUp,
  'homeCare.incentive.perStart': of('£20', '£10,000', 'Norfolk pays £2,000 for a start'),
  'homeCare.incentive.acceptanceFactor': of(0.5, 5, 'a payment moves acceptance by some tens of per cent'),
  'homeCare.principal.growthPerWeek': of('0.1%', '10%', '10 % a week doubles a provider in 7 weeks'),
  'homeCare.principal.cap': of('10%', '100%', 'Norfolk: 70 %'),
  'homeCare.providers.acceptance': of('5%', '100%', 'refusals are 20 to 50 % in towns and 50 to 80 % in rural areas'),
  'homeCare.providers.answerFactor': factor,
  'homeCare.providers.handBackFactor': factor,
  'homeCare.providers.mostContactRatio': contact,
  'homeCare.providers.price': priceOfHour,
  'homeCare.providers.posts': of(undefined, 10_000, 'the largest counties have some 5,000 posts in home care'),
  'homeCare.providers.hours': of(undefined, 150_000, 'Norfolk uses 45,000 hours of council care a week'),
  ...referralTimes('homeCare'),
  'homeCare.referrals.delivered.factor': of(0.5, 1.5, 'delivered hours lie close to those commissioned'),

  'brokerage.offersAtOnce': of(1, 20, 'a package is offered to a few providers at once'),
  'brokerage.urgentBefore': of('1 day', '28 days', 'a hand-back becomes urgent in the last days of notice'),
  'brokerage.giveUp.*': givingUp,

  'crisisResponse.carersPerTeam': of(1, 4, 'one or two people go to a call'),
  'crisisResponse.pricePerPaidHour': paidHour,
  'crisisResponse.travel': of('1 minute', '3 hours', 'the standard is to be there within two hours of the call'),
  'crisisResponse.visit': of('5 minutes', '8 hours', 'a visit takes about an hour'),
  'crisisResponse.episode': of('1 hour', '28 days', 'crisis response follows people for up to three days'),
  'crisisResponse.conveyed.*': of('0.5%', '60%', 'Leicester: 8 % of people who fell, 10 % of all calls'),
  'crisisResponse.hospital.stay': hospitalStay,
  'crisisResponse.bases.shifts.teams': of(1, 60, 'Leicester has 2 to 4 teams on duty'),

  'housing.schemes.rent': of('£50', '£1,500', 'rents with service charge in extra care are £150 to £350 a week'),
  'housing.schemes.capital': of('£30,000', '£1,500,000', 'a flat in extra care costs £150,000 to £350,000 to build'),
  'housing.schemes.qualityVisit': letting,
  'housing.schemes.letsAhead': letting,
  'housing.schemes.care.price': priceOfHour,
  'housing.schemes.care.core': of('£100', '£50,000', 'one to a few staff at all hours of the week for a scheme'),
  'housing.panelEvery.*': of('1 day', '26 weeks', 'panels sit each week or month'),
  'housing.lettings.notice': letting,
  'housing.lettings.works': letting,
  'housing.lettings.cycleEvery': of('1 day', '13 weeks', 'bidding cycles open each week or fortnight'),
  'housing.lettings.bidding': of('1 hour', '6 weeks', 'bids are taken for some days'),
  'housing.lettings.shortlisting': letting,
  'housing.lettings.nominating': letting,
  'housing.lettings.assessment': letting,
  'housing.lettings.answer': letting,
  'housing.lettings.moveIn': letting,
  'housing.lettings.refusal': of('1%', '90%', 'a quarter to two fifths of offers are refused'),
  'housing.bands.*.hours': needHours,
  'housing.bands.*.ends': of('1% per year', '200% per year', '10 to 50 % of tenancies end in a year'),
  'housing.needs.*': of('0.5% per year', '200% per year', 'needs change band once in some years'),
  'housing.away.rate': of('1% per year', '1,000% per year', 'tenants go to hospital once or twice a year'),
  'housing.away.stay': hospitalStay,
  'housing.directPaymentPerHour': priceOfHour,
  'housing.register.leaves': of('1% per year', '500% per year', '20 to 40 % of applicants leave the register in a year'),
  ...referralTimes('housing'),
  'housing.referrals.delivered.factor': of(0.5, 1.5, 'delivered hours lie close to those commissioned'),
  'housing.tenancies.*.length': tenancy,
  'housing.tenancies.*.works': letting,
  'housing.tenancies.*.support': perWeek,
  'housing.tenancies.*.matching': letting,
  'housing.sharedLives.recruits': of(undefined, '10 per week', 'a county approves a handful of Shared Lives carers a year'),
  'housing.sharedLives.approval': of('4 weeks', '2 years', 'assessment and approval take 3 to 6 months'),
  'housing.cohorts.arrivals.rate': of(undefined, '20 per week', 'cohorts of specialist housing have some tens of new people a year'),
  'housing.cohorts.arrivals.ready': of(
    '1 day',
    '6 years',
    'stays out of area last 444 days on the ward in the independent sector (CQC 2018)',
  ),
  'housing.cohorts.transition': of('1 day', '52 weeks', 'moves are prepared over weeks'),
  'housing.cohorts.giveUp': of('0.1% per year', '300% per year', 'few leave such a list'),
  'housing.cohorts.reviews.every': of('4 weeks', '5 years', 'placements are reviewed about once a year'),
  'housing.communityTeams.caseload': of(1, 60, 'a worker supports 10 to 20 people'),
  'housing.communityTeams.othersLeave': of('1% per year', '500% per year', 'people stay with a team for a year or more'),

  'placements.stay': of('1 day', '15 years', 'rehabilitation lasts weeks, a care home 18 to 28 months, a placement for life a decade'),
  'placements.maximumStay': of('1 day', '5 years', 'short stays are limited to days or months'),
  'placements.costPerWeek': weekOfBed,
  'placements.costPerWeekOnDay0': weekOfBed,
  'placements.giveUp': givingUp,
  'placements.beds': of(undefined, 5_000, 'the largest counties have some 10,000 care home beds in all'),

  'workforce.paidHoursPerCarer': carerHours,
  'workforce.additionalHours.perCarer': of(0.1, 20, 'a few hours a week beyond the contract'),
  'workforce.additionalHours.factor': of(0.3, 2, 'Leicester raised additional hours by 21 %'),
  'workforce.retention.leaversFactor': of(0.2, 3, 'Leicester cut leavers by 40 %, a factor of 0.6'),
  'workforce.retention.costPerCarer': of('£10', '£10,000', 'grants of some hundreds of pounds a year'),
  'workforce.leaving.*': leaving,
  'workforce.sickness': of('0.5%', '25%', '4 to 6 % of hours, 2 points more in winter'),
  'workforce.lead': of('3 days', '52 weeks', 'a vacancy in care takes 76 days to fill'),
  'workforce.ramp.time': of('1 day', '26 weeks', 'new starters work up to full rounds in 2 to 6 weeks'),
  'workforce.ramp.share': of('10%', '100%', 'part rounds from the first weeks'),
  'workforce.recruitsPerWeek': of(undefined, 200, 'Norfolk recruits some 40 carers a week in all'),
  'workforce.poolLoss': givingUp,
  'costs.delayedBedDay': of('£50', '£1,500', '£346 to £562 a day (King’s Fund 2023; NHS England 2025)'),
};

const patterns = Object.entries(PLAUSIBLE).map(([path, range]) => ({ steps: path.split('.'), range }));
const exact = new Map(Object.entries(PLAUSIBLE));

/** The range of a setting, by the names of its path; of several the one that names it most closely. */
export function plausibleAt(steps: readonly string[]): Plausible | undefined {
  const fits = (pattern: readonly string[]) =>
    pattern.length === steps.length && pattern.every((name, i) => name === '*' || name === steps[i]);
  return exact.get(steps.join('.')) ?? patterns.find(({ steps: pattern }) => fits(pattern))?.range;
}
