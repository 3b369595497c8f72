/** What drives the difference: the steps of a plan, and where other plans of the comparison are its parts, what each does and what is left. */
import type { ComparisonFolder, Drivers, ScenarioRecord } from '../../result/document.js';
import { partsOf } from '../../result/parts.js';
import { settingsIn } from '../../result/resolved.js';
import { RUN } from '../../result/windows.js';
import type { AlternativeView, Context } from '../context.js';
import { html, type Markup, name, type Piece, type TableData, table } from '../markup.js';
import { verdictOf } from '../words/findings.js';
import { measuresOf } from '../words/measures.js';
import { measureWords, metricOf } from '../words/names.js';
import { cut, ends, halfWidth, listed, quoted, signed } from '../words/numbers.js';
import { stepsOf } from '../words/steps.js';
import type { Section } from './page.js';

/** Measures of the table: those of the head of the comparison. */
const MOST_MEASURES = 12;

export function driverSection(folder: ComparisonFolder, context: Context): Section | null {
  const [baseline, ...plans] = context.manifest.scenarios;
  if (!baseline || context.alternatives.length === 0) return null;
  const many = context.alternatives.length > 1;
  const blocks = context.alternatives.map((view) => {
    const scenario = plans.find((one) => one.name === view.name);
    if (!scenario) return null;
    const made = madeOf(folder, view, scenario, plans, baseline);
    return html`${many ? html`<h3>${name(view.name)}</h3>` : null}${planSteps(scenario, baseline, made)}${made ? table(partsTable(context, view, made)) : null}`;
  });
  return { id: 'drivers', heading: 'What drives the difference', body: html`${blocks}` };
}

/** As the result has it; of an older result the parts alone, worked out from the scenarios. */
function madeOf(
  folder: ComparisonFolder,
  view: AlternativeView,
  scenario: ScenarioRecord,
  plans: readonly ScenarioRecord[],
  baseline: ScenarioRecord,
): Drivers | null {
  const known = folder.comparison.drivers?.find(({ alternative }) => alternative === view.name);
  if (known) return known;
  const others = plans.filter((one) => one !== scenario);
  const parts = folder.comparison.drivers ? null : partsOf(scenario, others, baseline);
  return parts ? { alternative: view.name, parts: [...parts.names], isWhole: parts.isWhole, rest: [] } : null;
}

function planSteps(scenario: ScenarioRecord, baseline: ScenarioRecord, made: Drivers | null): Markup {
  const steps = stepsOf(scenario, baseline);
  if (steps.length === 0)
    return isMeasuredOtherwise(scenario, baseline)
      ? html`<p>Nothing that happens: the plan differs from the baseline only in how it is measured.</p>`
      : html`<p>Nothing: the plan is the baseline under another name.</p>`;
  const list = html`<ol>${steps.map((step) => html`<li>${name(step)}</li>`)}</ol>`;
  if (made) {
    const what = made.isWhole ? 'their interaction' : 'the rest of the plan and their interaction';
    const intervals =
      made.rest.length > 0
        ? 'Every figure is a paired difference with its 95% interval, what is left too: it is taken within each future.'
        : 'This result does not hold the interval of what is left: run its command again to have it.';
    return html`<p>The plan is made of other plans of this comparison${made.isWhole ? '' : ', and of more'}: ${listed(made.parts.map((part) => quoted(part)))}. The table gives what each does alone, and what they leave of the whole: ${what}. ${intervals}</p>`;
  }
  if (steps.length === 1) return html`<p>One step, so all of the difference is its doing:</p>${list}`;
  return html`<p>The plan takes ${steps.length} steps:</p>${list}<p>This comparison ran them together, so it cannot say what each does alone. To find out, write a scenario for each step, which extends the baseline and takes that step alone, and compare them in one go; this section then gives what each does and, as their interaction, what they leave of the whole, all with paired intervals.</p>`;
}

const isMeasuredOtherwise = (scenario: ScenarioRecord, baseline: ScenarioRecord): boolean =>
  JSON.stringify(settingsIn(scenario.resolved).measures) !== JSON.stringify(settingsIn(baseline.resolved).measures);

/** Mean differences of the parts, what they leave, and the whole. */
function partsTable(context: Context, view: AlternativeView, made: Drivers): TableData {
  const views = made.parts.map((part) => context.alternatives.find((one) => one.name === part)!);
  const rows = measuresOf(context.manifest)
    .flatMap((id): Piece[][] => {
      // of one window, so that the parts add up: plans may have dates of their own
      const whole = view.find(id, 'all', 'all', RUN);
      const found = views.map((one) => one.find(id, 'all', 'all', RUN));
      if (!whole || whole.difference === null || (whole.baselineMean === 0 && whole.alternativeMean === 0)) return [];
      if (found.some((row) => !row || row.difference === null)) return [];
      if ([whole, ...found].every((row) => row!.difference === 0)) return [];
      const rest = made.rest.find(({ metric }) => metric === id);
      const mean = rest?.mean ?? found.reduce((left, row) => left - row!.difference!, whole.difference);
      return [
        [
          measureWords(id),
          ...found.map((row) => cell(id, row!.difference, row!.ci95, verdictOf(row!) === 'unclear')),
          rest
            ? cell(id, mean, rest.ci95, rest.ci95 === null || (rest.ci95[0] <= 0 && rest.ci95[1] >= 0))
            : signed(mean, metricOf(id).unit, halfWidth(whole.ci95)),
          cell(id, whole.difference, whole.ci95, verdictOf(whole) === 'unclear'),
        ],
      ];
    })
    .slice(0, MOST_MEASURES);
  return {
    caption: `What drives the difference of ${quoted(view.name)} with the baseline, mean of the run and 95% interval`,
    columns: [
      { heading: 'Measure' },
      ...made.parts.map((part) => ({ heading: `${cut(part, 40)} alone`, isNumber: true })),
      { heading: made.isWhole ? 'Their interaction' : 'The rest of the plan, and interaction', isNumber: true },
      { heading: 'The whole plan', isNumber: true },
    ],
    rows,
  };
}

function cell(id: string, difference: number | null, ci95: readonly [number, number] | null, isUnclear: boolean): Piece {
  const { unit } = metricOf(id);
  const said = difference !== 0 && isUnclear ? 'not clear' : signed(difference, unit, halfWidth(ci95));
  return ci95 === null || difference === 0 ? said : html`${said} <span class="interval">${ends(ci95, unit)}</span>`;
}
