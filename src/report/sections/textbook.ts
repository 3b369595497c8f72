/** The textbook check: what simple theory says beside what was simulated. */
import type { Context, RunView } from '../context.js';
import { html, type Piece, type TableData, table } from '../markup.js';
import { cut, plain, quoted } from '../words/numbers.js';
import { type Check, checksOf } from '../words/textbook.js';
import { folded, type Section } from './page.js';

export function textbookSection(context: Context): Section | null {
  const [base, ...others] = context.runs;
  const first = checkTable(base!, checksOf(base!.folder));
  if (first.rows.length === 0) return null;
  const rest = others.length > 0 ? planTable(others) : null;
  return {
    id: 'textbook',
    heading: 'The textbook check',
    body: html`<p>Little’s law needs only a count: people present = people arriving a day × days each stays. Erlang’s formula gives the wait in a line with so many equal places. Neither knows of areas, offers, hand-backs or Mondays, so they bound the simulation rather than prove it. Where they differ, the last column says why.</p>${table(first)}${rest ? folded('Show the same of the other plans', rest) : null}`,
    ...(rest ? { folded: [rest] } : {}),
  };
}

/** Every alternative in a column: what was simulated, and the textbook's figure between brackets. */
function planTable(runs: readonly RunView[]): TableData {
  const checks = runs.map((run) => checksOf(run.folder));
  const lines = new Map(checks.flat().map((check) => [lineOf(check), check]));
  return {
    caption: 'The textbook beside the other plans: simulated, and by the textbook between brackets',
    columns: [{ heading: 'What' }, { heading: 'Law' }, ...runs.map((run) => ({ heading: cut(run.name, 40), isNumber: true }))],
    rows: [...lines].map(([line, { law }]): Piece[] => [
      line,
      LAWS[law],
      ...checks.map((of) => {
        const found = of.find((check) => lineOf(check) === line);
        return found ? `${shown(found.simulated)} (${found.textbook === null ? '–' : shown(found.textbook)})` : '–';
      }),
    ]),
  };
}

const LAWS = { Little: 'Little’s law', Erlang: 'Erlang C' } as const;

/** What a check is of, with its unit, without the number of places that its plan has. */
const lineOf = (check: Check): string => whatOf(check).replace(/, as [\d,]+ equal places/, ', as equal places');

const whatOf = ({ what, unit }: Check): string => `${what}${unit === 'days' && !/days/i.test(what) ? ', days' : ''}`;

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
      whatOf(check),
      LAWS[check.law],
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
