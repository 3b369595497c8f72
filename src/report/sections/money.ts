/** Who pays, what the care is worth that is not given, and when a plan has paid for itself. */
import type { ComparisonFolder } from '../../result/document.js';
import type { Context } from '../context.js';
import { html, type Markup, name, type TableData, table } from '../markup.js';
import { ends, quoted } from '../words/numbers.js';
import { paybackSentences } from '../words/payback.js';
import { costPerSentences, payerLines, presentValueSentence, shiftSentence, undeliveredWorth } from '../words/payers.js';
import type { Section } from './page.js';

function payerTable(folder: ComparisonFolder, alternative: string): TableData | null {
  const lines = payerLines(folder.comparison, alternative);
  if (lines.length === 0) return null;
  return {
    caption: `What each payer pays over the run: ${quoted(alternative)}`,
    columns: [
      { heading: 'Payer' },
      ...['Baseline', 'Alter\u00adnative', 'Paired difference and 95% interval'].map((heading) => ({ heading, isNumber: true })),
    ],
    rows: lines.map(({ words, cells: [baseline, plan, difference], ci95 }) => [
      words,
      baseline,
      plan,
      html`${difference}${ci95 === null ? null : html` <span class="interval">${ends(ci95, 'pounds')}</span>`}`,
    ]),
  };
}

/** Where capital is spent, what a plan has paid back comes before everything else. */
export function moneySection(folder: ComparisonFolder, context: Context): Section | null {
  const { comparison } = folder;
  const plans = context.alternatives.flatMap((plan): Markup[] => {
    const back = paybackSentences(comparison, plan.name);
    const said = [
      shiftSentence(comparison, plan.name),
      undeliveredWorth(comparison, plan.name),
      presentValueSentence(comparison, plan.name),
      ...costPerSentences(comparison, plan.name),
    ].filter((sentence) => sentence !== '');
    const payers = payerTable(folder, plan.name);
    if (back.length + said.length === 0 && payers === null) return [];
    const rule = html`<p class="quiet">A plan has paid back from the week in which all it has cost the council since the start stays below the baseline’s until the end of the run.</p>`;
    const list = (sentences: readonly string[]) => sentences.map((sentence) => html`<p>${sentence}</p>`);
    return [
      html`${context.alternatives.length > 1 ? html`<h3>${name(plan.name)}</h3>` : null}${list(back)}${back.length > 0 ? rule : null}${payers ? table(payers) : null}${list(said)}`,
    ];
  });
  if (plans.length === 0) return null;
  return { id: 'money', heading: 'Who pays, and what for', body: html`${plans}` };
}
