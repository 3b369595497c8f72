/** The section on who loses: every group that is worse off in more than half of futures. */
import type { ComparisonFolder } from '../../result/document.js';
import type { AlternativeView, Context } from '../context.js';
import { html, name, type TableData, table } from '../markup.js';
import { futuresOf } from '../words/findings.js';
import { type Loser, loserGroup, losersOf, losersSentence } from '../words/losers.js';
import { measureWords, metricOf } from '../words/names.js';
import { ends, halfWidth, listed, lower, quoted, signed } from '../words/numbers.js';
import type { Section } from './page.js';

export function loserSection(folder: ComparisonFolder, context: Context): Section {
  const found = context.alternatives.map((one) => ({ one, losers: losersOf(folder.comparison, one.name) }));
  const nobody = found.filter(({ losers }) => losers.length === 0).map(({ one }) => quoted(one.name));
  const many = context.alternatives.length > 1;
  const blocks = found
    .filter(({ losers }) => losers.length > 0)
    .map(({ one, losers }) => html`${many ? html`<h3>${name(one.name)}</h3>` : null}${table(losersTable(context, one, losers))}`);
  const none = losersSentence([], context.names);
  const noneWords = many ? `Under ${listed(nobody)}: ${lower(none)}` : none;
  return {
    id: 'who-loses',
    heading: 'Who loses',
    body: html`<p>Groups that wait longer, or of whom more wait, in more than half of futures, the largest effect first. Looked at: priorities, areas, client groups, self-funders, people waiting for reablement and in hospital, calls waiting for a crisis team, applicants for a flat by band of need, people waiting to be re-housed, people whom a service declines. Where everyone together is worse off on a measure, its client groups are not listed again; they are in <a href="comparison.csv">comparison.csv</a>.</p>${blocks}${nobody.length > 0 ? html`<p>${noneWords}</p>` : null}`,
  };
}

function losersTable(context: Context, alternative: AlternativeView, losers: readonly Loser[]): TableData {
  return {
    caption: `Worse off under ${quoted(alternative.name)} than under ${quoted(context.runs[0]!.name)}`,
    columns: [
      { heading: 'Group' },
      { heading: 'Measure' },
      { heading: 'Mean difference and 95% interval', isNumber: true },
      { heading: 'Worse in, of 100 futures', isNumber: true },
      { heading: 'Verdict' },
    ],
    rows: losers.map((loser) => {
      const { row } = loser;
      const { unit } = metricOf(row.metric);
      return [
        loserGroup(loser, context.names),
        measureWords(row.metric),
        html`${signed(row.difference, unit, halfWidth(row.ci95))} <span class="interval">${ends(row.ci95, unit)}</span>`,
        futuresOf(row)?.worse,
        loser.isClear ? (loser.isNotable ? 'worse' : 'worse, but small') : 'no clear difference',
      ];
    }),
  };
}
