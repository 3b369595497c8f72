/** `caresim explain`: what a setting of a scenario, or a metric of a result, means. */
import { METRICS, type MetricRow } from '../../metrics.js';
import { capital } from '../../report/words/numbers.js';
import { explain as explainSetting, phraseExplanation } from '../../scenario/explain.js';
import { lawFormRows } from '../../scenario/law-forms.js';
import { nearestName } from '../../scenario/nearest.js';
import type { Args } from '../args.js';
import { EXIT, InputError } from '../errors.js';
import { whereItActs } from '../model-doc.js';
import { type Terminal, USUAL_WIDTH } from '../terminal.js';
import { wrapped } from '../wrap.js';

/** Running text is hard to read in longer lines. */
const WIDEST = 100;
/** Word that lists every metric. */
const ALL_METRICS = 'metrics';

/** Word that lists the forms of distributions. */
const DISTRIBUTIONS = 'distributions';

const KINDS: Readonly<Record<MetricRow['kind'], string>> = {
  level: 'a level: its average over the run, and its value at the end',
  count: 'a count over the run',
  ratio: 'a ratio: all that counts over the run, divided by all that could; not known where nothing could',
  days: 'days on average: all days over the run, divided by all whom they belong to; not known where there is nobody',
};

function phraseMetric(row: MetricRow, columns: number): string {
  const field = (label: string, text: string) => wrapped(text, columns, `  ${label.padEnd(10)}`);
  const better = row.better === 'neither' ? 'neither higher nor lower' : row.better;
  return [
    `${row.id}, a metric of results`,
    '',
    ...wrapped(capital(row.words), columns, '  '),
    ...wrapped(row.meaning, columns, '  '),
    '',
    ...field('unit', row.unit),
    ...field('kind', KINDS[row.kind]),
    ...field('better', better),
    ...(row.by.length > 0 ? field('known by', row.by.join(', ').replaceAll('_', ' ')) : []),
  ].join('\n');
}

/** Metrics in a list, each with its words. */
function listMetrics(rows: readonly MetricRow[], columns: number): string[] {
  const width = Math.max(...rows.map(({ id }) => id.length)) + 2;
  return rows.flatMap(({ id, words }) => wrapped(words, columns, `  ${id.padEnd(width)}`));
}

function listDistributions(columns: number): string {
  const rows = lawFormRows().flatMap(([name, form, meaning]) => [
    ...wrapped(form, columns, `  ${name.padEnd(13)}`),
    ...wrapped(meaning, columns, ' '.repeat(15)),
  ]);
  return ['Distributions, wherever a setting may have one; numbers are in its unit', '', ...rows].join('\n');
}

const familyOf = (name: string): readonly MetricRow[] => METRICS.filter(({ id }) => id.startsWith(`${name}.`));

/** The steps of a path that are settings, with a dot at the end; empty when the first is none. */
function knownPart(path: string): string {
  const steps = path.split('.');
  const known = steps.findLastIndex((_, i) => explainSetting(steps.slice(0, i + 1).join('.')).ok);
  return steps
    .slice(0, known + 1)
    .map((step) => `${step}.`)
    .join('');
}

/** Text on the setting whose value a path is inside of, such as the law of a distribution; null when it is inside of none. */
function textOfWhole(path: string, columns: number): string | null {
  const whole = knownPart(path).slice(0, -1);
  const found = explainSetting(whole);
  if (whole === '' || !found.ok || found.explanation.settings.length > 0) return null;
  const heading = wrapped(`${path} is part of the value of ${whole}.`, columns);
  return [...heading, '', phraseExplanation(found.explanation, whereItActs(found.explanation.steps), columns)].join('\n');
}

/** A word about a last step that is taken for a name of the scenario's own and is nearly a setting's. */
function aboutSlip(path: string): string[] {
  const [, whole = '', last = ''] = /^(.*)\.([^.]+)$/.exec(path) ?? [];
  const found = explainSetting(whole);
  if (whole === '' || !found.ok) return [];
  const names = found.explanation.settings.map(({ name }) => name);
  const nearest = names.includes(last) ? undefined : nearestName(last, names);
  return nearest === undefined ? [] : ['', `If ${last} is no name of yours: did you mean "${whole}.${nearest}"?`];
}

/** Text on a setting or a metric, or null when the path is neither. */
function textOf(path: string, columns: number): string | null {
  const metric = METRICS.find((row) => row.id === path);
  if (metric) return phraseMetric(metric, columns);
  if (path === ALL_METRICS) return ['Metrics of results', '', ...listMetrics(METRICS, columns)].join('\n');
  if (path === DISTRIBUTIONS) return listDistributions(columns);
  const found = explainSetting(path);
  const family = familyOf(path);
  const metrics = family.length === 0 ? [] : [`Metrics of results: ${path}`, '', ...listMetrics(family, columns)];
  if (!found.ok) return metrics.length > 0 ? metrics.join('\n') : textOfWhole(path, columns);
  const more = path === '' ? ['Metrics of results: caresim explain metrics'] : metrics;
  return [
    phraseExplanation(found.explanation, whereItActs(found.explanation.steps), columns),
    ...(more.length > 0 ? ['', ...more] : []),
    ...aboutSlip(path),
  ].join('\n');
}

function refuse(path: string): never {
  const found = explainSetting(path);
  const beneath = found.ok ? undefined : found.nearest;
  const names = [...METRICS.map((row) => row.id), ALL_METRICS, DISTRIBUTIONS];
  const nearest = beneath === undefined ? nearestName(path, names) : `${knownPart(path)}${beneath}`;
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  const settings = found.ok || found.names.length === 0 ? 'It has no settings beneath it.' : `Settings there: ${found.names.join(', ')}.`;
  throw new InputError([`${path} is neither a setting nor a metric.${hint}`], settings);
}

/** The same as data: the setting, or null where there is none, and the metrics of that name or family. */
function dataOf(path: string): unknown {
  const isEvery = path === '' || path === ALL_METRICS;
  const rows = METRICS.filter(({ id }) => isEvery || id === path || id.startsWith(`${path}.`));
  const metrics = rows.map(({ id, words, meaning, unit, kind, better, by }) => ({ id, words, meaning, unit, kind, better, by }));
  const found = explainSetting(path);
  if (!found.ok) return { setting: null, metrics };
  const { steps, ...setting } = found.explanation;
  return { setting: { ...setting, acts: whereItActs(steps) }, metrics };
}

/** @returns the exit code */
export async function explain(args: Args, terminal: Terminal): Promise<number> {
  const path = args.words[0] ?? '';
  const text = textOf(path, Math.min(terminal.width ?? USUAL_WIDTH, WIDEST));
  if (text === null) refuse(path);
  terminal.out(args.json ? JSON.stringify(dataOf(path), null, 2) : text);
  return EXIT.done;
}
