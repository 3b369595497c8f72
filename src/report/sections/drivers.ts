/** What drives the difference: the plan's changes one by one, and what is left to their interaction. */
import type { ScenarioRecord } from '../../result/document.js';
import type { AlternativeView, Context } from '../context.js';
import { html, type Markup, name } from '../markup.js';
import { stepsOf } from '../words/steps.js';
import type { Section } from './page.js';

export function driverSection(context: Context): Section | null {
  const [baseline] = context.manifest.scenarios;
  if (!baseline || context.alternatives.length === 0) return null;
  const blocks = context.alternatives.map((view) => {
    const scenario = context.manifest.scenarios.find((one) => one.name === view.name);
    return html`${context.alternatives.length > 1 ? html`<h3>${name(view.name)}</h3>` : null}${scenario ? planSteps(view, scenario, baseline) : null}`;
  });
  return { id: 'drivers', heading: 'What drives the difference', body: html`${blocks}` };
}

function planSteps(_view: AlternativeView, scenario: ScenarioRecord, baseline: ScenarioRecord): Markup {
  const steps = stepsOf(scenario, baseline);
  if (steps.length === 0) return html`<p>Nothing: the plan is the baseline under another name.</p>`;
  const list = html`<ol>${steps.map((step) => html`<li>${name(step)}</li>`)}</ol>`;
  if (steps.length === 1) return html`<p>One step, so all of the difference is its doing:</p>${list}`;
  return html`<p>The plan takes ${steps.length} steps:</p>${list}<p>This comparison ran them together, so it cannot say what each does alone. To find out, write an alternative for each step and compare all with the baseline: what the steps’ own differences leave of the whole is their interaction.</p>`;
}
