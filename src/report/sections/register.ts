/** Assumptions and sources: the register by section, folded away on screen and whole in the appendix. */
import type { Change } from '../../result/document.js';
import type { Context } from '../context.js';
import { html, type Markup, name, type TableData } from '../markup.js';
import { capital, clean, counted, longDate, quoted } from '../words/numbers.js';
import { countsOf, countsWords, hasNoSource, isInput, type RegisterSection, registerOf, sectionWords } from '../words/register.js';
import { folded, type Section } from './page.js';

export function assumptionSection(context: Context): Section {
  const [first, ...others] = context.manifest.scenarios;
  const counts = countsOf((first?.assumptions ?? []).filter(isInput));
  const registers = [
    ...(first ? [{ title: `Numbers of ${quoted(first.name)}`, sections: registerOf(first) }] : []),
    ...others.map((one) => ({ title: `Numbers that ${quoted(one.name)} sets differently`, sections: registerOf(one, first) })),
  ].filter(({ sections }) => sections.length > 0);
  const shared = new Set((first?.changes ?? []).map((change) => JSON.stringify(change)));
  const changes = context.manifest.scenarios
    .map((scenario) => ({
      name: scenario.name,
      own: scenario === first ? scenario.changes : scenario.changes.filter((change) => !shared.has(JSON.stringify(change))),
    }))
    .filter(({ own }) => own.length > 0);
  const also =
    shared.size > 0 && others.length > 0 ? html`<p class="quiet">The alternatives have the baseline’s dated changes too.</p>` : null;
  const files = context.runs.map(
    (run, i) =>
      html`${i > 0 ? ', ' : ''}<a href="${run.path}assumptions.csv">assumptions.csv${context.runs.length > 1 ? ` of ${quoted(run.name, 60)}` : ''}</a>`,
  );
  return {
    id: 'assumptions',
    heading: 'Assumptions and sources',
    body: html`<p>${counted(counts.all, 'number')} of the baseline go into the run: ${countsWords(counts)}.</p>${changes.map((one) => html`<h3>Dated changes of ${name(one.name)}</h3><ul>${one.own.map(changeLine)}</ul>`)}${also}${registers.map(
      ({ title, sections }) =>
        html`<div class="screen"><h3>${title}</h3><p class="quiet">Numbers that differ only by area, client group or place in a list share a row.</p>${sections.map((section) => folded(sectionWords(section), registerTable(title, section)))}</div>`,
    )}<p class="paper">The register is in the appendix.</p><p class="files">Every number in a row of its own: ${files}.</p>`,
    folded: registers.flatMap(({ title, sections }) => sections.map((section) => bySource(title, section))),
  };
}

function changeLine(change: Change): Markup {
  return html`<li><strong>${dateWords(change.from)}${change.until ? ` to ${dateWords(change.until)}` : ''}:</strong> ${name(change.why)}</li>`;
}

function dateWords(date: string): string {
  return /^\d{4}-\d{2}-\d{2}/.test(date) ? longDate(date) : capital(clean(date));
}

export const CONFIDENCE = { seed: 'the council’s own document', reference: 'published', assumption: 'assumption' } as const;

function registerTable(title: string, { name: section, rows }: RegisterSection): TableData {
  return {
    caption: `${title}: ${section}`,
    columns: [{ heading: 'Setting' }, { heading: 'Value' }, { heading: 'Source, or reason' }, { heading: 'Standing' }],
    rows: rows.map((row) => [
      html`${row.path}${row.count > 1 ? html` <span class="quiet">(${row.count} numbers)</span>` : null}`,
      row.value,
      hasNoSource(row) ? 'no source' : clean(row.source!),
      row.confidence === null ? 'not stated' : CONFIDENCE[row.confidence],
    ]),
  };
}

/** The same section for paper: rows of one source and standing share a row, so that a register of hundreds fits a few pages. */
function bySource(title: string, { name: section, rows }: RegisterSection): TableData {
  const groups = new Map<string, RegisterSection['rows'][number][]>();
  for (const row of rows) {
    const id = `${row.source ?? ''}\n${row.confidence ?? ''}`;
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return {
    caption: `${title}: ${section}`,
    columns: [{ heading: 'Source, or reason' }, { heading: 'Settings and values' }],
    rows: [...groups.values()].map((group) => {
      const [first] = group;
      const standing = first!.confidence === null ? 'not stated' : CONFIDENCE[first!.confidence];
      const source = hasNoSource(first!) ? 'no source' : clean(first!.source!);
      return [`${source} (${standing})`, group.map((row) => `${row.path} ${row.value}`).join('; ')];
    }),
  };
}
