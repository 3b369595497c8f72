/** What the principal-provider model itself does to capacity, and what must be true of the principal. */
import type { ScenarioRecord } from '../../result/document.js';
import type { AlternativeView, Context } from '../context.js';
import { sidePrecision } from '../figures/titles.js';
import { html, type Markup, name, type Piece, type TableData, table } from '../markup.js';
import { comparisonSentence, verdictOf } from '../words/findings.js';
import { keyWords, measureWords, metricOf } from '../words/names.js';
import { capital, figure, levelPrecision, listed, quoted } from '../words/numbers.js';
import { type Assumed, assumedOf, isNeutral, principalTerms } from '../words/principal.js';
import { tierTables } from './carers.js';
import type { Section } from './page.js';
import { pairedCells } from './tables.js';

interface Plan {
  readonly view: AlternativeView;
  readonly scenario: ScenarioRecord;
  readonly assumed: readonly Assumed[];
  readonly terms: Readonly<Record<string, unknown>>;
}

/** Alternatives that have a principal which the baseline has not, or has on other terms. */
function plansOf(context: Context): Plan[] {
  return context.alternatives.flatMap((view) => {
    const scenario = context.manifest.scenarios.find((one) => one.name === view.name);
    const terms = principalTerms(scenario);
    if (!scenario || !terms) return [];
    const plan = { view, scenario, terms, assumed: assumedOf(scenario) };
    return isOfBaseline(plan, context) ? [] : [plan];
  });
}

function isOfBaseline({ terms, assumed }: Plan, { manifest }: Context): boolean {
  const [baseline] = manifest.scenarios;
  return JSON.stringify([terms, assumed]) === JSON.stringify([principalTerms(baseline), baseline ? assumedOf(baseline) : []]);
}

/** What the model itself does to capacity; null without a principal. */
export function routesSection(context: Context): Section | null {
  const plans = plansOf(context);
  return plans.length === 0 ? null : routes(context, plans);
}

/** What must be true of the principal; null without one. */
export function principalTruths(context: Context): Markup | null {
  const plans = plansOf(context);
  return plans.length === 0 ? null : truths(context, plans);
}

function routes(context: Context, plans: readonly Plan[]): Section {
  const many = plans.length > 1;
  const tables = plans.map(({ view }) => routesTable(context, view)).filter((data) => data.rows.length > 0);
  return {
    id: 'principal',
    heading: 'What the principal-provider model itself does',
    body: html`<p>A principal that is just like the framework’s mean, and takes over no packages, can change results by these routes only: how many offers it takes to place a package, how much of a paid hour is spent with people rather than between them, and how many carers there are. The tables say by how much each of them differs here.</p>${plans.map((plan) => html`${many ? html`<h3>${name(plan.view.name)}</h3>` : null}${routesWords(plan.view)}`)}${tables.map(table)}<p>Capacity is moved, not made: carers follow the packages that are transferred, as far as the scenario says so. Totals change only by recruitment, leaving and named policies.</p>${tierTables(context).map(table)}`,
  };
}

const ROUTES: readonly (readonly [metric: string, by: string, key: string])[] = [
  ['home_care.offers_per_package', 'all', 'all'],
  ['home_care.contact_ratio', 'all', 'all'],
  ['home_care.contact_ratio', 'tier', 'principal'],
  ['home_care.contact_ratio', 'tier', 'framework'],
  ['home_care.contact_ratio', 'tier', 'in_house'],
  ['home_care.contact_ratio', 'tier', 'spot'],
  ['home_care.capacity_hours', 'all', 'all'],
];

function routesWords(view: AlternativeView): Markup {
  const said = ['home_care.offers_per_package', 'home_care.contact_ratio', 'workforce.carers', 'home_care.paid_hours'].flatMap((id) => {
    const row = view.find(id);
    if (!row || row.difference === null) return [];
    const { words } = metricOf(id);
    if (verdictOf(row) === 'unclear') return [`no clear difference in ${words}`];
    return [
      `${row.difference < 0 ? 'fewer' : 'more'} ${words}`.replace(
        /^(fewer|more) share/,
        (_, way: string) => `a ${way === 'fewer' ? 'smaller' : 'larger'} share`,
      ),
    ];
  });
  return html`<p>${said.length === 0 ? 'The result has none of these figures.' : `Over the run there ${/^no|^a /.test(said[0]!) ? 'is' : 'are'} ${listed(said)}.`}</p>`;
}

function routesTable(context: Context, view: AlternativeView): TableData {
  const rows = ROUTES.flatMap(([id, by, key]): Piece[][] => {
    const row = view.find(id, by, key);
    if (!row) return [];
    const label = by === 'all' ? measureWords(id) : `${capital(metricOf(id).words)}, ${keyWords(by, key)}`;
    if (row.difference !== null) return [[label, ...pairedCells(row, by === 'all' ? sidePrecision(context, id) : null)]];
    const [base, other] = [context.runs[0]!, context.runs.find((run) => run.name === view.name)].map(
      (run) => run?.folder.summary.metrics[id]?.by[by]?.[key],
    );
    const shown = levelPrecision([base, other].flatMap((one) => one ?? []));
    if ((base?.mean ?? null) === null && (other?.mean ?? null) === null) return [];
    const cell = (mean: number | null | undefined) => (mean == null ? 'none' : figure(mean, metricOf(id).unit, shown, true));
    return [[label, cell(base?.mean), cell(other?.mean), '–', '–', '–']];
  });
  const numbers = ['Baseline', 'Alter\u00adnative', 'Paired difference and 95% interval', 'Better in, of 100'];
  return {
    caption: `How ${quoted(view.name)} changes capacity, ${view.mean}`,
    columns: [{ heading: 'Measure' }, ...numbers.map((heading) => ({ heading, isNumber: true })), { heading: 'Verdict' }],
    rows,
  };
}

function truths(context: Context, plans: readonly Plan[]): Markup {
  const neutral = plans.find((plan) => isNeutral(plan.assumed));
  return html`<h3 id="principal-truths">What must be true of the principal</h3><p>A principal differs from a member of the framework by five figures. Nobody has measured them for a provider that does not exist yet: all are assumptions of the scenario.</p>${plans.map((plan) => html`${plans.length > 1 ? html`<h4>${name(plan.view.name)}</h4>` : null}${plan.assumed.length > 0 ? table(fiveTable(context, plan)) : null}${table(termsTable(context, plan))}`)}${neutral ? neutralWords(context, neutral, plans) : html`<p>This comparison tried one set of values, so it cannot say how far each may fall short before the plan becomes worse than the baseline. Compare the baseline also with a neutral principal, one whose five figures are left out of the file and so equal the framework’s mean: what then remains is the model’s own doing, and the rest depends on these five being true.</p>`}`;
}

function fiveTable(context: Context, { view, assumed }: Plan): TableData {
  const principals = new Set(assumed.flatMap((one) => one.areas)).size;
  const rows = assumed.map(({ parameter, areas, framework, principal, isDefault, range }): Piece[] => {
    const everywhere = areas.length === principals;
    return [
      everywhere ? parameter.words : `${parameter.words}: ${listed(areas.map((area) => keyWords('area', area, context.names)))}`,
      parameter.show(framework),
      isDefault ? `${parameter.show(principal)} (left out)` : parameter.show(principal),
      `${parameter.show(framework)} or ${parameter.better === 'higher' ? 'more' : 'less'}`,
      range ? `${parameter.show(range[0])} to ${parameter.show(range[1])}` : 'none stated',
    ];
  });
  return {
    caption: `The five figures assumed of the principal in ${quoted(view.name)}`,
    columns: [
      { heading: 'Figure' },
      ...['Framework’s mean', 'Principal, assumed', 'No worse than the framework at', 'Range the scenario allows'].map((heading) => ({
        heading,
        isNumber: true,
      })),
    ],
    rows,
  };
}

const TERMS: Readonly<Record<string, string>> = {
  cap: 'Most of an area’s council hours it may hold',
  transfersPerWeek: 'Packages transferred to it a week',
  carersTransfer: 'Carers of a transferred package who move with it',
  carersLost: 'Carers of a transferred package who leave care',
  growthPerWeek: 'Growth of its posts a week, at most',
  absorbsExits: 'Takes on the packages of a provider that closes',
};

function termsTable(context: Context, { view, terms }: Plan): TableData {
  const termWords = (value: unknown): string => {
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (typeof value !== 'object' || value === null) return String(value);
    return Object.entries(value)
      .map(([area, one]) => `${keyWords('area', area, context.names)} ${String(one)}`)
      .join('; ');
  };
  return {
    caption: `Terms it works on in ${quoted(view.name)}`,
    columns: [{ heading: 'Term' }, { heading: 'Assumed' }],
    rows: Object.entries(TERMS).flatMap(([id, words]) => (terms[id] === undefined ? [] : [[words, termWords(terms[id])]])),
  };
}

/** The neutral plan's own result, so that the others' can be held against it. */
function neutralWords(context: Context, neutral: Plan, plans: readonly Plan[]): Markup {
  const metric = 'interim_list.people';
  const sentence = (plan: Plan) =>
    comparisonSentence(
      plan.view.find(metric),
      metric,
      context.runs[0]!.name,
      plan.view.name,
      sidePrecision(context, metric),
      plan.view.mean,
    );
  return html`<p>In ${quoted(neutral.view.name)} all five equal the framework’s mean, so its difference with the baseline is the model’s own doing. ${sentence(neutral)} ${plans.length > 1 ? 'What the other plan shows beyond that holds only as far as its five figures do.' : 'A principal that falls short of the framework’s mean on any of the five would do worse than this.'}</p>`;
}
