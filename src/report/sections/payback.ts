/** When plans that spend capital have paid for themselves. */
import type { ComparisonFolder } from '../../result/document.js';
import type { Context } from '../context.js';
import { html, name } from '../markup.js';
import { paybackSentences } from '../words/payback.js';
import type { Section } from './page.js';

export function paybackSection(folder: ComparisonFolder, context: Context): Section | null {
  const plans = context.alternatives
    .map((plan) => ({ plan, sentences: paybackSentences(folder.comparison, plan.name) }))
    .filter(({ sentences }) => sentences.length > 0);
  if (plans.length === 0) return null;
  return {
    id: 'payback',
    heading: 'When it pays back',
    body: html`<p>A plan has paid back from the week in which all it has cost the council since the start stays below the baseline’s until the end of the run.</p>${plans.map(({ plan, sentences }) => html`${plans.length > 1 ? html`<h3>${name(plan.name)}</h3>` : null}${sentences.map((sentence) => html`<p>${sentence}</p>`)}`)}`,
  };
}
