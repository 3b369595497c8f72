/**
 * The description that the STRESS guideline asks of a discrete-event study, item by item, filled from the scenario and the run. An item
 * that neither can fill says so instead of being passed over.
 *
 * @source Monks, Currie, Onggo, Robinson, Kunc and Taylor (2019), Strengthening the reporting of empirical simulation studies: introducing
 *   the STRESS guidelines, Journal of Simulation 13(1), 55-67
 */
import { resolvedParts } from '../../result/resolved.js';
import type { Context } from '../context.js';
import { limitsOf } from './limits.js';
import { headlinesOf } from './measures.js';
import { keyWords, metricOf } from './names.js';
import { capital, clean, counted, listed, longDate, quoted } from './numbers.js';
import { countsOf, countsWords, isInput } from './register.js';

export interface StressItem {
  readonly number: string;
  readonly title: string;
  /** paragraphs */
  readonly text: readonly string[];
  /** what is missing, and how to fill it */
  readonly gap?: string;
}

export interface StressPart {
  readonly title: string;
  readonly items: readonly StressItem[];
}

/** What a part of a scenario adds to the model. */
const PARTS: readonly {
  readonly key: string;
  readonly flow: string;
  readonly logic: string;
  readonly activities: string;
  readonly resources?: string;
  readonly queues?: string;
}[] = [
  {
    key: 'demand',
    flow: 'the community → triage → a route',
    logic:
      'People ask for support by Poisson streams whose rate varies by month, weekday and hour; after triage each takes a route by probability.',
    activities: 'triage',
  },
  {
    key: 'hospital',
    flow: 'ready to leave hospital → a pathway → reablement, home care or a bed, delayed while nothing starts',
    logic: 'People become ready to leave hospital on a pathway and stay in the bed until their service starts.',
    activities: 'waiting in a hospital bed',
    queues: 'people ready to leave hospital, by the service they need',
  },
  {
    key: 'reablement',
    flow: 'reablement → independence, home care, a care home, hospital or death',
    logic:
      'Reablement serves its own episodes, bridges people whose home care has not started and covers packages that nobody serves; what the last two take is lost to intake.',
    activities: 'an episode of reablement, bridging, last-resort cover',
    resources: 'reablement hours a week, from posts, sickness and the share of time spent with people',
    queues: 'people waiting for reablement, hospital and community apart',
  },
  {
    key: 'homeCare',
    flow: 'a request → brokerage → a provider of the area → need ends, hospital, or a hand-back that asks again',
    logic:
      'A package is offered to providers of its area that have the hours; each answers after a time and accepts with a probability. Providers hand single packages back, close, are inspected, and gain and lose carers.',
    activities: 'brokerage, an offer and its answer, waiting to start, care, notice, a hospital stay',
    resources: 'contact hours of each provider in each area: paid hours of its carers × the share spent with people',
    queues:
      'people without a provider, of whom those still without one at the second round are on the interim care list; self-funders apart',
  },
  {
    key: 'crisisResponse',
    flow: 'a call → crisis response → home, reablement, home care or hospital',
    logic: 'A crisis team answers calls within its hours, and sends people on.',
    activities: 'a response, a short stay with the team',
    resources: 'responders on shift',
    queues: 'calls waiting for a responder',
  },
  {
    key: 'placements',
    flow: 'a route or pathway → a bed or placement → leaves',
    logic: 'Beds and placements hold people for a stay; where beds are limited there is a line in order of arrival.',
    activities: 'a stay in a bed or placement',
    resources: 'beds of each kind',
    queues: 'people waiting for a bed or placement',
  },
  {
    key: 'housing.register',
    flow: 'a register → nominations and lettings → a home in a scheme → a void → the next letting',
    logic: 'Homes in schemes are let from a register; between tenancies a home is void and passes through its stages.',
    activities: 'a nomination, a letting, a tenancy, the stages of a void',
    resources: 'homes of each scheme',
    queues: 'the register of people waiting for a home',
  },
  {
    key: 'housing.cohorts',
    flow: 'out of area or hospital → readiness → a home of the right kind in the area',
    logic: 'People in specialist cohorts become ready, wait for a home that suits them, and move.',
    activities: 'readiness, a move',
    resources: 'specialist homes',
    queues: 'people ready to move and waiting for a home',
  },
];

/** The whole checklist. */
export function stressOf(context: Context): StressPart[] {
  return [objectives(context), logic(context), data(context), experiment(context), implementation(context), access(context)];
}

const item = (number: string, title: string, text: readonly (string | null | undefined)[], gap?: string): StressItem => ({
  number,
  title,
  text: text.flatMap((one) => (one ? [clean(one)] : [])),
  ...(gap === undefined ? {} : { gap }),
});

function objectives({ manifest, runs, alternatives }: Context): StressPart {
  const questions = [...new Set(manifest.scenarios.flatMap(({ question }) => (question?.trim() ? [question.trim()] : [])))];
  const baseline = manifest.scenarios[0];
  const shown = headlinesOf(manifest).filter((id) => runs[0]?.folder.summary.metrics[id] !== undefined);
  const measured = Object.keys(runs[0]?.folder.summary.metrics ?? {}).length;
  const targets = baseline?.targets.length ?? 0;
  const aims =
    alternatives.length > 0
      ? `To compare ${quoted(baseline?.name ?? '')} with ${listed(alternatives.map((one) => quoted(one.name)))}, in the same simulated futures, by the paired difference of every measure.`
      : `To project ${quoted(baseline?.name ?? '')} as it stands.`;
  return {
    title: 'Objectives',
    items: [
      item(
        '1.1',
        'Purpose of the model',
        [...questions, baseline?.description],
        questions.length > 0 ? undefined : 'The scenario asks no question: write it under “question”.',
      ),
      item('1.2', 'Model outputs', [
        `${measured} measures, each by week and, where it has them, by area, client group and other keys. Shown first: ${shown.map((id) => `${metricOf(id).words} (${metricOf(id).meaning})`).join('; ')}.`,
      ]),
      item(
        '1.3',
        'Aims of experimentation',
        [
          aims,
          targets > 0
            ? `The baseline is held to ${counted(targets, 'target')}, reported under “Comparison” or “Targets and levels”.`
            : null,
        ],
        targets > 0
          ? undefined
          : 'The scenario states no targets, so nothing says how near the baseline comes to the council as it is: write them under “targets”.',
      ),
    ],
  };
}

function logic(context: Context): StressPart {
  const { manifest, names } = context;
  const baseline = manifest.scenarios[0];
  const resolved = resolvedParts(baseline);
  const parts = PARTS.filter(({ key }) => resolved.sections.includes(key));
  const pick = (of: 'activities' | 'resources' | 'queues') => parts.flatMap((part) => part[of] ?? []);
  const areas = (baseline?.areas ?? []).map((area) => keyWords('area', area, names));
  const groups = (baseline?.clientGroups ?? []).map((group) => keyWords('client_group', group, names));
  const tiers = [...new Set(resolved.homeCare.providers.map(({ tier }) => tier))].map((tier) => keyWords('tier', tier));
  const missing = (what: string) => (parts.length === 0 ? `The result does not hold its scenario, so ${what} cannot be told.` : undefined);
  const shared = new Set((baseline?.changes ?? []).map((change) => JSON.stringify(change)));
  const ownChanges = manifest.scenarios.map((scenario) => ({
    name: scenario.name,
    changes: scenario === baseline ? scenario.changes : scenario.changes.filter((change) => !shared.has(JSON.stringify(change))),
  }));
  const scenarioLogic = ownChanges.flatMap(({ name, changes }) =>
    changes.length > 0
      ? [
          `${quoted(name)}: ${changes.map(({ from, until, why }) => `from ${dateWords(from)}${until ? ` to ${dateWords(until)}` : ''}, ${why}`).join('; ')}.`,
        ]
      : [],
  );
  return {
    title: 'Logic',
    items: [
      item(
        '2.1',
        'Overview of the base model',
        parts.map(({ flow }) => `${capital(flow)}.`),
        missing('its flow'),
      ),
      item(
        '2.2',
        'Logic of the base model',
        parts.map((part) => part.logic),
        missing('its logic'),
      ),
      item('2.3', 'Logic of the scenarios', [
        ...scenarioLogic,
        context.alternatives.length > 0
          ? 'Every number that an alternative sets otherwise is listed under “What must be true for the answer to hold”.'
          : null,
        scenarioLogic.length === 0 && context.alternatives.length === 0 ? 'One scenario, without dated changes.' : null,
      ]),
      item('2.4', 'Algorithms', [
        resolved.sections.includes('homeCare')
          ? 'Brokerage takes people by class of priority, then by longest wait, and asks providers that have the hours, in the order that the scenario states; who finds none rests until the next working day.'
          : null,
        'Hazards (hand-backs, closures, leaving, giving up) are spent from one unit exponential a person or post, so a change of a hazard changes when something happens and never redraws the luck.',
      ]),
      item(
        '2.5.1',
        'Components: entities',
        [
          groups.length > 0
            ? `People of ${counted(groups.length, 'client group')} (${groups.join('; ')}) in ${counted(areas.length, 'area')} (${areas.join('; ')})${resolved.sections.includes('homeCare') ? `; providers (${listed(tiers)}) and their carers, one by one` : ''}.`
            : null,
        ],
        groups.length > 0 ? undefined : 'The result does not name its client groups and areas.',
      ),
      item('2.5.2', 'Components: activities', [listedAs(pick('activities'))], missing('its activities')),
      item('2.5.3', 'Components: resources', [listedAs(pick('resources'))], missing('its resources')),
      item('2.5.4', 'Components: queues', [listedAs(pick('queues'))], missing('its queues')),
      item('2.5.5', 'Components: entry and exit points', [
        'People enter through the streams of requests and of readiness to leave hospital, or are there on day 0. They leave when need ends, for a place outside the model, or by giving up, each for a counted reason.',
      ]),
    ],
  };
}

const listedAs = (items: readonly string[]): string | null => (items.length === 0 ? null : `${capital(items.join('; '))}.`);

const dateWords = (date: string): string => (/^\d{4}-\d{2}-\d{2}/.test(date) ? longDate(date) : date);

function data({ manifest }: Context): StressPart {
  const inputs = (manifest.scenarios[0]?.assumptions ?? []).filter(isInput);
  const counts = countsOf(inputs);
  const limits = limitsOf(manifest.scenarios);
  return {
    title: 'Data',
    items: [
      item(
        '3.1',
        'Data sources',
        [
          `${counted(counts.all, 'number')}: ${countsWords(counts)}. The register under “Assumptions and sources” gives the source of each.`,
        ],
        counts.withoutSource > 0
          ? `${counted(counts.withoutSource, 'number')} without a source: write them as {value, source, confidence}.`
          : undefined,
      ),
      item(
        '3.2',
        'Pre-processing',
        [],
        'The program takes numbers as the scenario has them and does not know what was done to the data before: say so in the “source” of each, or beside this report.',
      ),
      item('3.3', 'Input parameters', ['All are in the register, with their units, and in the resolved scenario of manifest.json.']),
      item('3.4', 'Assumptions', [...limits.scenario, ...limits.model]),
    ],
  };
}

function experiment({ manifest, period, alternatives, runs }: Context): StressPart {
  const { initial } = resolvedParts(manifest.scenarios[0]);
  const begins = initial
    ? 'People in care, waiting, in reablement and in beds on day 0 are created as people, part of the way through, with length-biased stays and the wait behind them.'
    : 'The model starts empty.';
  const summary = runs[0]?.folder.summary;
  return {
    title: 'Experimentation',
    items: [
      item(
        '4.1',
        'Initialisation',
        [
          begins,
          manifest.warmUpWeeks > 0
            ? `The first ${counted(manifest.warmUpWeeks, 'week')} run in and are not counted.`
            : 'Nothing runs in: week 1 counts.',
        ],
        !initial && manifest.warmUpWeeks === 0
          ? 'The model starts empty and every week counts: state `initial` or “warmUpWeeks”.'
          : undefined,
      ),
      item('4.2', 'Run length', [`${period}, ${counted(manifest.weeks, 'week')}, time in days.`]),
      item('4.3', 'Estimation approach', [
        `${counted(manifest.replications, 'independent replication')} (simulated futures) from seed ${manifest.seed}. Means have 95% intervals by Student’s t; bands are quantiles over ${counted(summary?.bandsFrom ?? 0, 'future')}.`,
        alternatives.length > 0
          ? 'Plans meet the same people with the same luck in each replication (common random numbers), and differences are taken within it.'
          : null,
      ]),
    ],
  };
}

function implementation({ manifest }: Context): StressPart {
  const { caresim, node, system } = manifest.versions;
  return {
    title: 'Implementation',
    items: [
      item('5.1', 'Software', [`caresim ${caresim ?? 'of unknown version'}, in TypeScript, on Node.js ${node ?? 'of unknown version'}.`]),
      item('5.2', 'Random sampling', [
        'Threefry-2x32 with 20 rounds, counter-based: each draw is a function of seed, replication, stream, person and purpose. Laws are drawn by inversion from tables of their quantiles.',
      ]),
      item('5.3', 'Model execution', [
        `Discrete events on one calendar (${manifest.engine}), in order of time, priority and scheduling; ${counted(manifest.workers, 'worker')}, on whose number no figure depends.`,
      ]),
      item(
        '5.4',
        'System specification',
        [
          system ? `${capital(system)}.` : null,
          'How long the run took is in manifest.json: a report is the same whenever and however it was run.',
        ],
        system ? undefined : 'This result was written before the machine was recorded.',
      ),
    ],
  };
}

function access({ manifest }: Context): StressPart {
  return {
    title: 'Code access',
    items: [
      item('6.1', 'Sharing of the computer model', [
        `caresim is open source (MIT licence). The scenario is whole in manifest.json, and the command under “Method, and how to run it again” gives the same numbers${manifest.scenarios[0] ? `, for the scenario with sha256 ${manifest.scenarios[0].sha256.slice(0, 12)}…` : ''}.`,
      ]),
    ],
  };
}
