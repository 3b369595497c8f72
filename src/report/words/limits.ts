/** What the model leaves out: first what is switched off in the scenarios at hand, then what no scenario with these parts can have. */
import type { ScenarioRecord } from '../../result/document.js';
import { resolvedParts, settingsIn } from '../../result/resolved.js';
import { clean } from './numbers.js';

export interface Limits {
  /** left out by the scenarios: another could have it */
  readonly scenario: readonly string[];
  /** left out by the model */
  readonly model: readonly string[];
}

/** What the rules below look at: what any of the scenarios has. */
interface Facts {
  has(section: string): boolean;
  /** whether a dated change of any of them bears on a setting */
  changes(path: string): boolean;
  readonly baseline: ScenarioRecord | undefined;
}

/** What is left out of these scenarios, of which the first is the baseline. */
export function limitsOf(scenarios: readonly ScenarioRecord[]): Limits {
  const sections = new Set(scenarios.flatMap((scenario) => resolvedParts(scenario).sections));
  const dated = JSON.stringify(scenarios.map(({ resolved }) => settingsIn(resolved).changes ?? []));
  const facts: Facts = { has: (section) => sections.has(section), changes: (path) => dated.includes(path), baseline: scenarios[0] };
  const said = (rules: readonly ((facts: Facts) => string | null)[]) => rules.flatMap((rule) => rule(facts) ?? []);
  return { scenario: sections.size === 0 ? [] : said(SCENARIO), model: said(MODEL) };
}

const when =
  (test: (facts: Facts) => boolean, words: string) =>
  (facts: Facts): string | null =>
    test(facts) ? words : null;

/** A part of a scenario as it stands in the baseline. */
const partOf = ({ baseline }: Facts, section: string) => settingsIn(settingsIn(baseline?.resolved)[section]);

/** 0, "0%", "0 per year", or left out */
const isNone = (value: unknown): boolean => value === undefined || Number.parseFloat(String(value).replace('£', '')) === 0;

const SCENARIO: readonly ((facts: Facts) => string | null)[] = [
  when(
    ({ has }) => has('housing') && !has('homeCare') && !has('hospital'),
    'Home care and hospitals are not in it: people come to housing and leave it at the rates of the scenario, whatever happens elsewhere.',
  ),
  when(({ has }) => has('homeCare') && !has('hospital'), 'People ready to leave hospital are not in it, nor the delays that they meet.'),
  when(
    ({ has }) => (has('homeCare') || has('hospital')) && !has('reablement'),
    'Reablement is not in it: nobody is bridged or covered, and nobody needs less care for having had it.',
  ),
  when(
    ({ has }) => has('homeCare') && has('hospital') && !has('crisisResponse'),
    'Crisis response is not in it: what such a team would prevent, or pass on, is only in the rates of requests.',
  ),
  (facts) => {
    const providers = resolvedParts(facts.baseline).homeCare.providers;
    return providers.length > 0 && providers.every(({ hours, posts }) => hours !== undefined && posts === undefined)
      ? 'Providers’ hours are given: carers who join, leave or fall ill do not change them.'
      : null;
  },
  (facts) =>
    facts.has('homeCare') && partOf(facts, 'demand').selfFunders === undefined
      ? 'Self-funders are not in it: nobody who pays for their own care competes for providers’ hours.'
      : null,
  (facts) => {
    const names = resolvedParts(facts.baseline).placements;
    const open = Object.entries(partOf(facts, 'placements')).filter(([, bed]) => settingsIn(bed).beds === 'unlimited');
    if (open.length === 0) return null;
    const words = open.map(([id]) => clean(names[id]?.name ?? id.replaceAll('_', ' '))).join('; ');
    return `Nobody waits for a bed of these kinds, of which there are always enough: ${words}.`;
  },
  (facts) =>
    facts.has('demand') && isNone(partOf(facts, 'demand').growthPerYear) && !facts.changes('demand.growthPerYear')
      ? 'Demand from the community does not grow with the years.'
      : null,
  (facts) => {
    const places = partOf(facts, 'hospital');
    return facts.has('hospital') && isNone(partOf(facts, 'costs').delayedBedDay) && Object.keys(places).length > 0
      ? 'A day in a hospital bed has no price, so delays cost nothing.'
      : null;
  },
];

const MODEL: readonly ((facts: Facts) => string | null)[] = [
  when(
    ({ has }) => has('homeCare'),
    'Weekly hours ignore the morning peak that limits home care: a plan that fits the week may not fit Monday at eight.',
  ),
  when(({ has }) => has('homeCare'), 'Individual carers’ routes are not modelled; travel is a share of paid hours.'),
  when(
    ({ has }) => has('housing.schemes'),
    'Carers of a scheme’s provider are not followed: recruitment and sickness do not reach its tenants.',
  ),
  when(
    ({ has }) => has('housing.register'),
    'Applicants’ needs stand still while they wait, and moving in makes nobody live longer or better.',
  ),
  when(
    ({ has }) => has('housing.cohorts'),
    'Who would get on with whom in a shared home is a time that matching takes, not a choice; what is built opens on the day that the scenario names.',
  ),
  () => 'Families and friends: informal care does not change with waiting or with policy.',
  when(({ has }) => has('homeCare') || has('housing.register'), 'Providers do not bargain: prices and terms are those of the scenario.'),
  when(({ has }) => has('homeCare'), 'Quality is a rating, which changes nobody’s health or length of need.'),
];
