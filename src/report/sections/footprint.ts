/** The section on what a plan changes: which settings, what that came to before anything ran, and that it came in the simulation. */
import type { FootprintRecord, WeeklyTable } from '../../result/document.js';
import type { Context, RunView } from '../context.js';
import { html, name, type Piece, type TableData, table } from '../markup.js';
import {
  adjustmentWords,
  changesTitle,
  EFFECT_HEAD,
  effectCells,
  isNothing,
  nothingWords,
  repeatedWords,
  spellWords,
} from '../words/footprint.js';
import { keyWords, namesOf } from '../words/names.js';
import { capital, clean, figure, longDate, quoted, signed } from '../words/numbers.js';
import { folded, type Section } from './page.js';

/** Settings shown without unfolding. */
const SHORT = 12;
const DAY_MS = 86_400_000;
const WEEKS_AROUND = 4;

export function footprintSection(context: Context): Section | null {
  const isRun = context.alternatives.length === 0;
  const plans = context.runs.flatMap((run, i) => {
    const said = context.manifest.scenarios[i]?.footprint;
    return said === undefined || (i === 0 && !isRun) ? [] : [{ run, said }];
  });
  if (plans.length === 0) return null;
  const blocks = plans.map(({ run, said }) => planBlock(context, run, said, plans.length > 1));
  return {
    id: 'what-changes',
    heading: isRun ? 'What was changed' : 'What the plan changes',
    body: html`${blocks.map(({ body }) => body)}`,
    folded: blocks.flatMap((block) => block.folded),
  };
}

function planBlock(context: Context, run: RunView, said: FootprintRecord, isOneOfMany: boolean) {
  const heading = isOneOfMany ? html`<h3>${name(run.name)}</h3>` : null;
  const repeated = said.repeated.length === 0 ? null : list('Set, and so already:', said.repeated.map(repeatedWords));
  if (isNothing(said)) return { body: html`${heading}<p class="lead">${nothingWords(said)}</p>${repeated}`, folded: [] };
  const whose = isOneOfMany ? `${quoted(run.name)}: ` : '';
  const settings = settingsTable(said, `${whose}${changesTitle(said)}`);
  const isLong = said.settings.length > SHORT;
  const adjustments = said.adjustments.length === 0 ? null : list('What scale and add did:', said.adjustments.map(adjustmentWords));
  const effects = said.effects.map((effect) => table(effectTable(context, run, effect, whose)));
  const arrived = arrivedWords(run, said);
  return {
    body: html`${heading}${isLong ? folded(settings.caption, settings) : table(settings)}${adjustments}${repeated}${effects}${arrived.map((text) => html`<p>${text}</p>`)}`,
    folded: isLong ? [settings] : [],
  };
}

/** A path that may break into lines after each step. */
const breakable = (path: string): string => path.replaceAll('.', '.\u200b');

const list = (title: string, items: readonly string[]): Piece =>
  html`<p>${title}</p><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;

function settingsTable(said: FootprintRecord, caption: string): TableData {
  return {
    caption,
    columns: [{ heading: 'Setting' }, { heading: 'Before' }, { heading: 'After' }, { heading: 'When' }],
    rows: said.settings.map((one) => [
      html`${capital(clean(one.words))} <span class="quiet">${breakable(clean(one.path))}</span>`,
      one.before === null ? 'not set' : clean(one.before),
      one.after === null ? 'taken out' : clean(one.after),
      spellWords(one),
    ]),
  };
}

function effectTable(context: Context, run: RunView, effect: FootprintRecord['effects'][number], whose: string): TableData {
  const names = namesOf(context.manifest.scenarios.find((scenario) => clean(scenario.name) === run.name));
  return {
    caption: `${whose}What that comes to before anything runs, ${spellWords(effect)}`,
    columns: EFFECT_HEAD.map((heading, i) => ({ heading: heading === '' ? 'Service' : capital(heading), isNumber: i > 0 })),
    rows: effectCells(effect, (kind, id) => keyWords(kind, id, names)),
  };
}

/** Mean of weeks of a series, counted from 1; null where there are none. */
function meanOf(weekly: WeeklyTable, from: number, to: number): number | null {
  const values = weekly
    .rows('home_care.capacity_hours', 'all', 'all')
    .filter(({ week, mean }) => week >= from && week <= to && mean !== null);
  return values.length === 0 ? null : values.reduce((sum, { mean }) => sum + mean!, 0) / values.length;
}

/** Whether hours that were to come on a date did, as the simulation had them in the weeks about it. */
function arrivedWords(run: RunView, { effects }: FootprintRecord): string[] {
  const start = Date.parse(`${run.folder.manifest.start.slice(0, 10)}T00:00:00Z`);
  return effects.flatMap(({ from, loads }) => {
    const hours = loads.find(({ service }) => service === 'home_care');
    if (from === null || hours?.capacity == null || hours.before.capacity === null || hours.capacity === hours.before.capacity) return [];
    const week = Math.floor((Date.parse(`${from}T00:00:00Z`) - start) / DAY_MS / 7) + 1;
    const [before, after] = [meanOf(run.weekly, week - WEEKS_AROUND, week - 1), meanOf(run.weekly, week + 1, week + WEEKS_AROUND)];
    if (before === null || after === null) return [];
    const change = hours.capacity - hours.before.capacity;
    return [
      `In the simulation, home care had ${figure(before, 'hours a week', 1)} on average over the four weeks before ${longDate(from)} and ${figure(after, 'hours a week', 1)} over four weeks after it: ${signed(after - before, 'hours', 1)}, where ${signed(change, 'hours', 1)} against the baseline were to come.`,
    ];
  });
}
