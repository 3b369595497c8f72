/** The textbook check: what simple theory says beside what was simulated. */
import type { Context, RunView } from '../context.js';
import { html, type Piece, type TableData, table } from '../markup.js';
import { plain, quoted } from '../words/numbers.js';
import { type Check, checksOf } from '../words/textbook.js';
import { folded, type Section } from './page.js';

export function textbookSection(context: Context): Section | null {
  const tables = context.runs.map((run) => checkTable(run, checksOf(run.folder))).filter((one) => one.rows.length > 0);
  const [first, ...others] = tables;
  if (!first) return null;
  return {
    id: 'textbook',
    heading: 'The textbook check',
    body: html`<p>Little’s law needs only a count: people present = people arriving a day × days each stays. Erlang’s formula gives the wait in a line with so many equal places. Neither knows of areas, offers, hand-backs or Mondays, so they bound the simulation rather than prove it. Where they differ, the last column says why.</p>${table(first)}${others.map((one) => folded(`Show: ${one.caption}`, one))}`,
    folded: others,
  };
}

function checkTable(run: RunView, checks: readonly Check[]): TableData {
  return {
    caption: `The textbook beside ${quoted(run.name)}`,
    columns: [
      { heading: 'What' },
      { heading: 'Law' },
      { heading: 'Simulated', isNumber: true },
      { heading: 'Textbook', isNumber: true },
      { heading: 'Why they may differ' },
    ],
    rows: checks.map((check): Piece[] => [
      `${check.what}${check.unit === 'days' && !/days/i.test(check.what) ? ', days' : ''}`,
      check.law === 'Little' ? 'Little’s law' : 'Erlang C',
      shown(check.simulated),
      check.textbook === null ? '–' : shown(check.textbook),
      check.why,
    ]),
  };
}

/** Three digits, and never finer than a hundredth. */
function shown(value: number): string {
  if (value < 0.005) return value === 0 ? '0' : 'under 0.01';
  return plain(value, Math.max(0.01, 10 ** (Math.floor(Math.log10(value)) - 2)));
}
