/** What drives the difference: the steps of a plan, and where other plans of the comparison are its parts, what each does and what is left. */
import type { ScenarioRecord } from '../../result/document.js';
import { settingsIn } from '../../result/resolved.js';
import type { AlternativeView, Context } from '../context.js';
import { html, type Markup, name, type Piece, type TableData, table } from '../markup.js';
import { verdictOf } from '../words/findings.js';
import { measuresOf } from '../words/measures.js';
import { measureWords, metricOf } from '../words/names.js';
import { cut, halfWidth, quoted, signed } from '../words/numbers.js';
import { type Parts, partsOf, stepsOf } from '../words/steps.js';
import type { Section } from './page.js';

/** Measures of the table: those of the head of the comparison. */
const MOST_MEASURES = 12;

export function driverSection(context: Context): Section | null {
  const [baseline, ...plans] = context.manifest.scenarios;
  if (!baseline || context.alternatives.length === 0) return null;
  const blocks = context.alternatives.map((view) => {
    const scenario = plans.find((one) => one.name === view.name);
    const parts = scenario
      ? partsOf(
          scenario,
          plans.filter((one) => one !== scenario),
          baseline,
        )
      : null;
    return html`${context.alternatives.length > 1 ? html`<h3>${name(view.name)}</h3>` : null}${scenario ? planSteps(scenario, baseline, parts) : null}${parts ? table(partsTable(context, view, parts)) : null}`;
  });
  return { id: 'drivers', heading: 'What drives the difference', body: html`${blocks}` };
}

function planSteps(scenario: ScenarioRecord, baseline: ScenarioRecord, parts: Parts | null): Markup {
  const steps = stepsOf(scenario, baseline);
  if (steps.length === 0)
    return isMeasuredOtherwise(scenario, baseline)
      ? html`<p>Nothing that happens: the plan differs from the baseline only in how it is measured.</p>`
      : html`<p>Nothing: the plan is the baseline under another name.</p>`;
  const list = html`<ol>${steps.map((step) => html`<li>${name(step)}</li>`)}</ol>`;
  if (parts)
    return html`<p>The plan is made of other plans of this comparison${parts.isWhole ? '' : ', and of more'}. The table gives what each does alone, and what they leave of the whole.</p>`;
  if (steps.length === 1) return html`<p>One step, so all of the difference is its doing:</p>${list}`;
  return html`<p>The plan takes ${steps.length} steps:</p>${list}<p>This comparison ran them together, so it cannot say what each does alone. To find out, write a scenario for each step, add it to the same <code>caresim compare</code>, and this section will give what each does and, as their interaction, what they leave of the whole.</p>`;
}

const isMeasuredOtherwise = (scenario: ScenarioRecord, baseline: ScenarioRecord): boolean =>
  JSON.stringify(settingsIn(scenario.resolved).measures) !== JSON.stringify(settingsIn(baseline.resolved).measures);

/** Mean differences of the parts, what they leave, and the whole. */
function partsTable(context: Context, view: AlternativeView, parts: Parts): TableData {
  const views = parts.names.map((part) => context.alternatives.find((one) => one.name === part)!);
  const rows = measuresOf(context.manifest)
    .flatMap((id): Piece[][] => {
      const whole = view.find(id);
      const found = views.map((one) => one.find(id));
      if (!whole || whole.difference === null || (whole.baselineMean === 0 && whole.alternativeMean === 0)) return [];
      if (found.some((row) => !row || row.difference === null)) return [];
      const { unit } = metricOf(id);
      const precision = halfWidth(whole.ci95);
      const rest = found.reduce((left, row) => left - row!.difference!, whole.difference);
      return [
        [
          measureWords(id),
          ...found.map((row) => (verdictOf(row!) === 'unclear' ? 'no clear difference' : signed(row!.difference, unit, precision))),
          signed(rest, unit, precision),
          signed(whole.difference, unit, precision),
        ],
      ];
    })
    .slice(0, MOST_MEASURES);
  return {
    caption: `What drives the difference of ${quoted(view.name)} with the baseline, mean of the run`,
    columns: [
      { heading: 'Measure' },
      ...parts.names.map((part) => ({ heading: `${cut(part, 40)} alone`, isNumber: true })),
      { heading: parts.isWhole ? 'Their interaction' : 'The rest of the plan, and interaction', isNumber: true },
      { heading: 'The whole plan', isNumber: true },
    ],
    rows,
  };
}
