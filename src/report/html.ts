/** The page: one self-contained file, readable without script or network. */
import type { AnyFolder } from '../result/document.js';
import type { Context } from './context.js';
import { CSS } from './css.js';
import { html, name, raw, table } from './markup.js';
import { type DrawnFigure, type Section, sectionsOf } from './sections/page.js';
import { capital, clean, counted, cut } from './words/numbers.js';

/** Plans that the heading names; more are counted there and listed under it. */
const MOST_NAMED = 2;

const spelt = (count: number): string => ['three', 'four', 'five', 'six'][count - 3] ?? String(count);

/** The whole report as HTML. */
export function pageOf(folder: AnyFolder, context: Context, figures: readonly DrawnFigure[]): string {
  const sections = sectionsOf(folder, context, figures);
  const names = context.runs.map((run) => run.name);
  const plans = context.alternatives.length;
  const title =
    folder.kind === 'run'
      ? cut(names[0]!, 150)
      : plans > MOST_NAMED
        ? `${capital(spelt(plans))} plans compared with ${names[0]}`
        : `${context.alternatives.map((one) => clean(one.name)).join(', ')} compared with ${names[0]}`;
  const heading =
    folder.kind === 'run'
      ? name(cut(names[0]!, 150))
      : plans > MOST_NAMED
        ? html`${capital(spelt(plans))} plans <span class="against">compared with</span> ${name(cut(names[0]!, 150))}`
        : html`${context.alternatives.map((one, i) => html`${i > 0 ? ', ' : ''}${name(cut(one.name, 150))}`)} <span class="against">compared with</span> ${name(cut(names[0]!, 150))}`;
  const { manifest } = context;
  const description = context.manifest.scenarios.length > 2 ? null : context.manifest.scenarios.at(-1)?.description;
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="caresim">
<title>${cut(title, 150)} – caresim report</title>
<style>${raw(CSS)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the answer</a>
<header>
<p class="kind">${folder.kind === 'run' ? 'Projection' : 'Comparison of plans'} · adult social care capacity</p>
<h1>${heading}</h1>
<p class="facts">${context.place} · ${context.period} · ${counted(manifest.replications, 'simulated future')}${manifest.partial ? ' (run interrupted)' : ''}</p>
${plans > MOST_NAMED ? html`<ol class="plans">${context.runs.slice(1).map((run) => html`<li>${capital(run.role)}: ${name(cut(run.name, 150))}</li>`)}</ol>` : null}
${description ? html`<p class="description">${name(description)}</p>` : null}
</header>
<nav aria-label="Contents"><ol>${sections.map((section) => html`<li><a href="#${section.id}">${section.heading}</a></li>`)}</ol></nav>
<main id="main" tabindex="-1">
${sections.map(sectionMarkup)}
${appendix(sections)}
</main>
<footer><p>Made by caresim from its result folder; nothing was added by hand. Figures are projections under stated assumptions.</p></footer>
</body>
</html>
`.markup;
}

function sectionMarkup(section: Section) {
  return html`<section class="part" id="${section.id}" aria-labelledby="${section.id}-heading">
<h2 id="${section.id}-heading">${section.heading}</h2>
${section.body}
</section>
`;
}

/** Closed details do not print: every folded table once more, for print alone. */
function appendix(sections: readonly Section[]) {
  const tables = sections.flatMap((section) => section.folded ?? []);
  if (tables.length === 0) return null;
  return html`<section class="print-only" aria-labelledby="appendix-heading"><h2 id="appendix-heading">Appendix: the numbers behind the charts, and the register</h2><div class="tables">${tables.map(table)}</div></section>`;
}
