/** The STRESS description of the study. */
import type { Context } from '../context.js';
import { html } from '../markup.js';
import { counted } from '../words/numbers.js';
import { type StressItem, stressOf } from '../words/stress.js';
import type { Section } from './page.js';

export function stressSection(context: Context): Section {
  const parts = stressOf(context);
  const items = parts.flatMap((part) => part.items);
  const gaps = items.filter(({ gap }) => gap !== undefined).length;
  return {
    id: 'stress',
    heading: 'The study described, item by item (STRESS-DES)',
    body: html`<p>The checklist for reporting a discrete-event simulation study (Monks and others, 2019), filled from the scenario and the run: ${counted(items.length, 'item')}, ${gaps === 0 ? 'none left open' : `${gaps} left open and marked`}.</p>${parts.map(
      (part, i) => html`<h3>${i + 1}. ${part.title}</h3><dl class="stress">${part.items.map(itemMarkup)}</dl>`,
    )}`,
  };
}

function itemMarkup({ number, title, text, gap }: StressItem) {
  const paragraphs = text.length > 2 ? html`<ul>${text.map((one) => html`<li>${one}</li>`)}</ul>` : text.map((one) => html`<p>${one}</p>`);
  return html`<div><dt>${number} ${title}</dt><dd>${paragraphs}${gap === undefined ? null : html`<p class="gap"><strong>Open:</strong> ${gap}</p>`}</dd></div>`;
}
