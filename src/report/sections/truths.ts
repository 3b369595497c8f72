/** What must be true for the answer to hold: the baseline, the numbers by which the plan differs from it, luck, and the principal's five. */
import type { Assumption, ScenarioRecord } from '../../result/document.js';
import { resolvedParts } from '../../result/resolved.js';
import type { AlternativeView, Context } from '../context.js';
import { html, type Markup, name, type Piece, type TableData, table } from '../markup.js';
import { futuresOf, verdictOf } from '../words/findings.js';
import { metricOf } from '../words/names.js';
import { counted, longDate, quoted } from '../words/numbers.js';
import { hasNoSource, isInput, registerOf, valueWords } from '../words/register.js';
import type { Section } from './page.js';
import { principalTruths } from './principal.js';
import { CONFIDENCE } from './register.js';

/** A table as long as a page; the rest is in the register. */
const MOST_ROWS = 40;

export function truthSection(context: Context): Section | null {
  const [baseline] = context.manifest.scenarios;
  if (!baseline || context.alternatives.length === 0) return null;
  const blocks = context.alternatives.map((view) => {
    const scenario = context.manifest.scenarios.find((one) => one.name === view.name);
    return html`${context.alternatives.length > 1 ? html`<h3>${name(view.name)}</h3>` : null}${scenario ? planWords(view, scenario, baseline) : null}`;
  });
  return {
    id: 'truths',
    heading: 'What must be true for the answer to hold',
    body: html`<ul><li>${baselineWords(context)}</li><li>What the model leaves out (see “What limits this answer”) would not turn the comparison: it is left out of every plan alike, but need not act on all alike.</li></ul>${blocks}${principalTruths(context)}`,
  };
}

function baselineWords({ runs }: Context): string {
  const { targets } = runs[0]!.folder.summary;
  const met = targets.filter(({ verdict }) => verdict === 'met').length;
  if (targets.length === 0) return 'The baseline resembles the council today. Nothing here shows it: the scenario states no targets.';
  return `The baseline resembles the council today: it meets ${met} of ${counted(targets.length, 'target')}. Another set of numbers may meet them as well and answer otherwise.`;
}

function planWords(view: AlternativeView, scenario: ScenarioRecord, baseline: ScenarioRecord): Markup {
  const differing = differenceTable(view, scenario, baseline);
  return html`<p>${luckWords(view)}</p>${differing ?? html`<p>Every number of ${quoted(view.name)} is the baseline’s; what differs is not a number, or lies in the dated changes.</p>`}`;
}

/** The futures in which the plan disappoints, on the first headline measure that has a direction. */
function luckWords(view: AlternativeView): string {
  const row = ['interim_list.people', 'hospital.delayed_people', 'cost.total']
    .flatMap((id) => view.find(id) ?? [])
    .find((one) => futuresOf(one));
  const futures = row ? futuresOf(row) : null;
  if (!row || !futures) return '';
  const { words } = metricOf(row.metric);
  const unclear = verdictOf(row) === 'unclear' ? ' The mean difference itself is not clear.' : '';
  return `Luck: with every number below true, ${quoted(view.name)} still does worse than the baseline on ${words} in ${futures.worse} of 100 futures.${unclear}`;
}

/** "homeCare.principal.cap, from 2024-04-01" for a path inside a dated change */
function settingWords(path: string, changes: ReturnType<typeof resolvedParts>['changes']): string {
  const match = /^changes\[(\d+)\]\.(?:set|scale|add)\.(.+)$/.exec(path);
  const from = match ? changes[Number(match[1])]?.from : undefined;
  return match && from ? `${match[2]}, from ${/^\d{4}-/.test(from) ? longDate(from) : from}` : path;
}

function differenceTable(view: AlternativeView, scenario: ScenarioRecord, baseline: ScenarioRecord): Markup | null {
  const inputs = (of: ScenarioRecord): ScenarioRecord => ({ ...of, assumptions: of.assumptions.filter(isInput) });
  const rows = registerOf(inputs(scenario), inputs(baseline)).flatMap((section) => section.rows);
  if (rows.length === 0) return null;
  const before = new Map(baseline.assumptions.map((one): [string, Assumption] => [one.path, one]));
  const { changes } = resolvedParts(scenario);
  const own = scenario.assumptions
    .filter(isInput)
    .filter((one) => JSON.stringify(before.get(one.path)?.value) !== JSON.stringify(one.value));
  const weak = own.filter((one) => hasNoSource(one) || one.confidence === 'assumption').length;
  const data: TableData = {
    caption: `The numbers by which ${quoted(view.name)} differs from the baseline`,
    columns: [{ heading: 'Setting' }, { heading: 'Plan' }, { heading: 'Baseline' }, { heading: 'Standing' }],
    rows: rows
      .slice(0, MOST_ROWS)
      .map((row): Piece[] => [
        settingWords(row.path, changes),
        row.value,
        before.has(row.path) ? valueWords(before.get(row.path)!.value) : '–',
        hasNoSource(row) ? 'no source' : row.confidence === null ? 'not stated' : CONFIDENCE[row.confidence],
      ]),
  };
  const rest =
    rows.length > MOST_ROWS ? html`<p class="quiet">The other ${counted(rows.length - MOST_ROWS, 'row')} are in the register.</p>` : null;
  return html`<p>Of the ${counted(own.length, 'number')} by which it differs from the baseline, ${weak} ${weak === 1 ? 'is an assumption' : 'are assumptions'}. Try each at the worst value that you would still believe, with <code>--set PATH=VALUE</code>.</p>${table(data)}${rest}`;
}
