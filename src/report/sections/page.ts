/** The parts of the page, in order. Tables that fold away are gathered for the print-only appendix, because closed details do not print. */
import type { AnyFolder } from '../../result/document.js';
import type { Context } from '../context.js';
import type { Figure } from '../figures/index.js';
import { html, type Markup, name, type Piece, raw, type TableData, table } from '../markup.js';
import { comparisonAnswer, runAnswer, severalAnswer } from '../words/answer.js';
import { caveatsOf } from '../words/caveats.js';
import { limitsOf } from '../words/limits.js';
import { losersOf, othersSentence } from '../words/losers.js';
import { capital, figure, halfWidth, lower, quoted } from '../words/numbers.js';
import { runPayerSentences } from '../words/payers.js';
import { carerSection } from './carers.js';
import { driverSection } from './drivers.js';
import { footprintSection } from './footprint.js';
import { loserSection } from './losers.js';
import { methodSection } from './method.js';
import { moneySection } from './money.js';
import { placeSection } from './places.js';
import { routesSection } from './principal.js';
import { assumptionSection } from './register.js';
import { returnsSection } from './returns.js';
import { stressSection } from './stress.js';
import { comparisonTable, levelsTable, overviewTable, pairingTable, sameWords, targetsTable } from './tables.js';
import { textbookSection } from './textbook.js';
import { truthSection } from './truths.js';

export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly body: Piece;
  /** tables folded away on screen */
  readonly folded?: readonly TableData[];
}

/** A table behind "show". */
export function folded(summary: string, data: TableData): Markup {
  return html`<details><summary>${summary}</summary>${table(data)}</details>`;
}

export interface DrawnFigure extends Figure {
  readonly wide: string;
  readonly narrow: string;
}

export function sectionsOf(folder: AnyFolder, context: Context, figures: readonly DrawnFigure[]): Section[] {
  const sections = [
    answerSection(folder, context),
    caveatSection(context),
    numbersSection(folder, context),
    folder.kind === 'comparison' ? moneySection(folder, context) : null,
    footprintSection(context),
    chartSection(figures),
    folder.kind === 'comparison' ? loserSection(folder, context) : null,
    truthSection(context),
    folder.kind === 'comparison' ? driverSection(folder, context) : null,
    routesSection(context) ?? carerSection(context),
    placeSection(context),
    returnsSection(context),
    assumptionSection(context),
    textbookSection(context),
    stressSection(context),
    ...(folder.kind === 'comparison' ? [pairingSection(folder, context)] : []),
    methodSection(folder, context),
  ];
  return sections.filter((section): section is Section => section !== null);
}

function answerSection(folder: AnyFolder, context: Context): Section {
  const { scenarios } = context.manifest;
  const questionOf = (name: string) => scenarios.find((scenario) => scenario.name === name)?.question?.trim();
  const asked = (question: string | undefined) =>
    question ? html`<p class="question"><span class="quiet">The question:</span> ${name(question)}</p>` : null;
  const said = (sentences: readonly string[]) => sentences.map((sentence) => html`<p class="lead">${sentence}</p>`);
  if (folder.kind === 'run')
    return { id: 'answer', heading: 'The answer', body: html`${asked(questionOf(folder.summary.scenario))}${said(runAnswer(folder))}` };
  const many = context.alternatives.length > 1;
  const manyMore = context.alternatives.length > 2;
  const blocks = context.alternatives.map((one, i) => {
    const also = othersSentence(losersOf(folder.comparison, one.name), context.names);
    const question = asked(questionOf(one.name) ?? questionOf(folder.comparison.baseline));
    const sentences = comparisonAnswer(folder, one.name);
    const answer = manyMore ? html`<p>${sentences.join(' ')}</p>` : said(sentences);
    const heading = manyMore ? html`<h3>${capital(context.runs[i + 1]!.role)}: ${name(one.name)}</h3>` : html`<h3>${name(one.name)}</h3>`;
    return html`${many ? heading : null}${question}${answer}${also ? html`<p class="also">${also}</p>` : null}`;
  });
  const lead = manyMore ? said(severalAnswer(folder)) : null;
  return { id: 'answer', heading: 'The answer', body: html`${lead}${blocks}` };
}

function caveatSection(context: Context): Section {
  const caveats = caveatsOf(context.runs[0]!.folder, context.manifest);
  const { scenario, model } = limitsOf(context.manifest.scenarios);
  const list = (items: readonly string[]) => html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  const which = context.runs.length > 1 ? 'What these scenarios leave out:' : 'What this scenario leaves out:';
  return {
    id: 'caveats',
    heading: 'What limits this answer',
    body: html`<ul class="caveats">${caveats.map((caveat) => html`<li><strong>${caveat.title}</strong> ${caveat.text}</li>`)}</ul>${scenario.length > 0 ? html`<p>${which}</p>${list(scenario)}<p>And what the model leaves out whatever the scenario:</p>` : html`<p>What the model leaves out, in every run:</p>`}${list(model)}`,
  };
}

/** One alternative has its table; of several the overview has all, and each its own table behind "show". */
function numbersSection(folder: AnyFolder, context: Context): Section {
  const heading = folder.kind === 'run' ? 'Targets and levels' : 'Comparison';
  const targets = targetsTable(context.runs[0]!, context.names);
  if (folder.kind === 'run') {
    const price = folder.manifest.scenarios[0]?.valuation?.undeliveredHour ?? null;
    const payers = runPayerSentences(folder.summary, price).map((sentence) => html`<p>${sentence}</p>`);
    const body = html`${targets ? table(targets) : null}${table(levelsTable(context.runs[0]!))}${payers}${precisionLine(context)}`;
    return { id: 'numbers', heading, body };
  }
  const key = html`<p class="quiet">Interval: how well the simulation knows the mean difference, not how much years differ. Where it covers 0 the verdict is “no clear difference”. Futures: simulated years drawn with the same people and the same luck under both plans.</p>`;
  const overview = overviewTable(context);
  const own = context.alternatives.map((one) => comparisonTable(context, one));
  const same = sameWords(context, context.alternatives);
  const ofPlans = context.runs.slice(1).flatMap((run) => {
    const data = targetsTable(run, context.names, context.runs[0]);
    return data === null ? [] : [data];
  });
  const hidden = [...(overview ? own : []), ...(targets ? [targets] : []), ...ofPlans];
  return {
    id: 'numbers',
    heading,
    body: html`${overview ? table(overview) : own.map(table)}${same ? html`<p class="quiet">${same}</p>` : null}${key}${overview ? own.map((one, i) => folded(`Show both levels and the verdict: ${quoted(context.alternatives[i]!.name)}`, one)) : null}${targets ? folded('Show how the baseline meets its targets', targets) : null}${ofPlans.map((data) => folded(`Show ${lower(data.caption)}`, data))}`,
    folded: hidden,
  };
}

/** How much the estimate could still move: the precision, apart from the spread of futures. */
function precisionLine(context: Context): Markup | null {
  const metric = context.runs[0]!.folder.summary.metrics['interim_list.people'];
  const half = metric ? halfWidth(metric.ci95) : null;
  if (half === null) return null;
  return html`<p class="quiet">Precision: with more simulated futures, the mean number of people on the interim care list could still move by about ${figure(half, 'people', half / 2)}.</p>`;
}

function chartSection(figures: readonly DrawnFigure[]): Section | null {
  if (figures.length === 0) return null;
  return {
    id: 'charts',
    heading: 'Charts',
    body: html`${figures.map(figureMarkup)}${filesLine(figures)}`,
    folded: figures.map((figure) => figure.numbers),
  };
}

/** On paper, where the files of each chart would take more room than its words: all of them once. */
function filesLine(figures: readonly DrawnFigure[]): Markup {
  const files = [...new Set(figures.flatMap((figure) => figure.files.map(({ href }) => href)))];
  return html`<p class="paper quiet">The numbers of the charts are in the appendix, and in full in these files of the result folder: ${files.join(', ')}.</p>`;
}

/** The picture twice, of which the page shows one; the figure carries the label, so the copies are silent. */
function figureMarkup(figure: DrawnFigure): Markup {
  const silent = (svg: string) =>
    raw(svg.replace(/ role="img"/, ' aria-hidden="true" focusable="false"').replace(/ aria-label="[^"]*"/, ''));
  const files = figure.files.map((file, i) => html`${i > 0 ? ', ' : ''}<a href="${file.href}">${file.words}</a>`);
  return html`<section class="chart" id="${figure.name}" aria-labelledby="${figure.name}-title">
<h3 id="${figure.name}-title">${figure.title}</h3>
<p class="subtitle">${figure.subtitle}</p>
<figure role="img" aria-label="${figure.label}"><div class="wide-only">${silent(figure.wide)}</div><div class="narrow-only">${silent(figure.narrow)}</div></figure>
${figure.note ? html`<p class="quiet">${figure.note}</p>` : null}
<p class="copy"><span class="quiet">To copy:</span> <span class="sentence">${figure.sentence}</span></p>
${folded('Show the numbers', figure.numbers)}
<p class="files">Source: this simulation; in full in ${files}.</p>
</section>`;
}

function pairingSection(folder: Extract<AnyFolder, { kind: 'comparison' }>, context: Context): Section | null {
  const data = pairingTable(folder, context);
  if (!data) return null;
  return {
    id: 'pairing',
    heading: 'What pairing bought',
    body: html`<p>All plans were simulated with the same people and the same luck. Chance that strikes two alike cancels, so fewer futures give the same precision.</p>${folded('Show the numbers', data)}<p class="paper">The numbers are in the appendix.</p>`,
    folded: [data],
  };
}
