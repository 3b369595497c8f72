/** What must be true for the answer to hold: the baseline, the numbers by which the plan differs from it, luck, and the principal's five. */
import type { Assumption, ScenarioRecord } from '../../result/document.js';
import { settingsBeyond } from '../../result/parts.js';
import { resolvedParts } from '../../result/resolved.js';
import type { AlternativeView, Context } from '../context.js';
import { html, type Markup, name, type Piece, type TableData, table } from '../markup.js';
import { isTouched } from '../words/answer.js';
import { futuresOf, verdictOf } from '../words/findings.js';
import { answeredOf } from '../words/measures.js';
import { metricOf } from '../words/names.js';
import { counted, cut, inFutures, longDate, quoted } from '../words/numbers.js';
import { hasNoSource, isInput, registerOf, valueWords } from '../words/register.js';

import type { Section } from './page.js';
import { principalTruths } from './principal.js';
import { CONFIDENCE } from './register.js';

/** A table that fits a page; the rest is in the register. */
const MOST_ROWS = 25;
/** Settings that are not numbers: enough to see what they are. */
const MOST_SETTINGS = 8;

export function truthSection(context: Context): Section | null {
  const [baseline] = context.manifest.scenarios;
  if (!baseline || context.alternatives.length === 0) return null;
  const blocks = context.alternatives.map((view) => {
    const scenario = context.manifest.scenarios.find((one) => one.name === view.name);
    return html`${context.alternatives.length > 1 ? html`<h3>${name(view.name)}</h3>` : null}${scenario ? planWords(context, view, scenario, baseline) : null}`;
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

function planWords(context: Context, view: AlternativeView, scenario: ScenarioRecord, baseline: ScenarioRecord): Markup {
  const luck = luckWords(context, view);
  return html`${luck ? html`<p>${luck}</p>` : null}${differenceTable(view, scenario, baseline) ?? otherSettings(scenario, baseline)}`;
}

/** What differs where no number does. */
function otherSettings(scenario: ScenarioRecord, baseline: ScenarioRecord): Markup {
  const settings = settingsBeyond(scenario, baseline);
  if (settings.length === 0) return html`<p>Every number is the baseline’s.</p>`;
  const shown = settings.slice(0, MOST_SETTINGS).map((one) => html`<li><code>${cut(one, 120)}</code></li>`);
  const more = settings.length - MOST_SETTINGS;
  return html`<p>Every number is the baseline’s. What differs is set thus:</p><ul>${shown}${more > 0 ? html`<li>and ${counted(more, 'other setting')}.</li>` : null}</ul>`;
}

/** The futures in which the plan disappoints, on the first headline measure that has a direction and that the plan changes. */
function luckWords(context: Context, view: AlternativeView): string {
  const row = [...answeredOf(context.manifest), 'cost.total']
    .flatMap((id) => view.find(id) ?? [])
    .find((one) => futuresOf(one) !== null && one.difference !== null && isTouched(one));
  const futures = row ? futuresOf(row) : null;
  if (!row || !futures) return '';
  const { words } = metricOf(row.metric);
  if (futures.worse === '0')
    return `Luck alone turns it in no future: with every number below true, ${quoted(view.name)} is never worse than the baseline on ${words}.`;
  const unclear = verdictOf(row) === 'unclear' ? ' The mean difference itself is not clear.' : '';
  return `Luck: with every number below true, ${quoted(view.name)} still does worse than the baseline on ${words} ${inFutures(futures.worse)}.${unclear}`;
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
  return html`<p>Of the ${counted(own.length, 'number')} by which it differs from the baseline, ${weak} ${weak === 1 ? 'is an assumption' : 'are assumptions'}. Try each at the worst value that you would still believe, with <code>--set PATH=VALUE</code>; <code>caresim explain PATH</code> says what a setting means.</p>${table(data)}${rest}`;
}
