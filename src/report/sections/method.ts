/** How the study was made, and the command that makes it again. */
import type { AnyFolder } from '../../result/document.js';
import type { Context } from '../context.js';
import { html, name, type Piece } from '../markup.js';
import { counted, OUTER } from '../words/numbers.js';
import type { Section } from './page.js';

/** How near the bands of many futures are. */
const nearness = (error: number | undefined): string =>
  error === undefined ? '' : `, each line within ${(100 * error).toFixed(1)}% of the distance between the lowest and the highest of them`;

export function methodSection(folder: AnyFolder, context: Context): Section {
  const { manifest } = context;
  const summary = context.runs[0]!.folder.summary;
  const facts: [string, Piece][] = [
    [
      'Simulated futures',
      `${manifest.replications.toLocaleString('en-GB')}${folder.kind === 'comparison' ? ', paired' : ''}${manifest.partial ? ' (interrupted)' : ''}`,
    ],
    ['Period', `${context.period} (${counted(manifest.weeks, 'week')}), run-in ${counted(manifest.warmUpWeeks, 'week')}, not counted`],
    ['Seed', String(manifest.seed)],
    [
      'Version',
      Object.entries(manifest.versions)
        .filter(([what]) => what !== 'system')
        .map(([what, version]) => `${what} ${version}`)
        .join(', '),
    ],
    ...(manifest.versions.system ? [['Machine', manifest.versions.system] as [string, Piece]] : []),
    ['Event calendar', manifest.engine],
    ['Bands from', `${counted(summary.bandsFrom, 'future')}${nearness(summary.bandsError)}`],
    ...manifest.scenarios.map((scenario): [string, Piece] => [
      'Scenario',
      html`${name(scenario.name)} <code>sha256 ${scenario.sha256}</code>`,
    ]),
  ];
  return {
    id: 'method',
    heading: 'Method, and how to run it again',
    body: html`<p>A discrete-event simulation of people, packages of care and carers. Each simulated future is one way the period could go, given the scenario. The bands show how futures differ: half of futures lie in the inner band, ${OUTER.words} in the outer. Intervals of 95% show how well the mean over futures is known; they shrink with more futures. These are projections of a scenario, not forecasts. Quantities are rounded to what is known.</p><dl>${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl><p>The same command gives the same numbers:</p><pre tabindex="0"><code>${manifest.command}</code></pre>`,
  };
}
