/**
 * Makes what the documents show of a real run again: the chart of the README, the extract of the terminal, and the tables of what
 * pairing bought. Run it with `npm run remake`, which builds first.
 *
 * The run is the one of `npm start`: same scenarios, seed and number of simulated futures. `npm run remake -- 20` takes 20 futures.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { put, ROOT, table } from './blocks.mjs';

const BASELINE = 'scenarios/norfolk/baseline.yaml';
const PLAN = 'scenarios/norfolk/principal-provider.yaml';
const CHART = 'interim-list-people';
const ITEMS_SHOWN = 3;

const replications = process.argv[2] ?? '200';

function compare(out) {
  const words = ['compare', BASELINE, PLAN, '--replications', replications, '--out', out, '--quiet'];
  return execFileSync(process.execPath, [join(ROOT, 'dist/cli/main.js'), ...words], { cwd: ROOT, encoding: 'utf8' });
}

/** The chart with a margin on white paper: on a dark page its letters could not be read. */
function onPaper(svg) {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg);
  const [w, h] = [Number(width) + 24, Number(height) + 24];
  const paper = `<rect x="-12" y="-12" width="${w}" height="${h}" fill="#ffffff"/>`;
  return svg.replace(/<svg([^>]*?)viewBox="[^"]*" width="\d+" height="\d+"([^>]*)>/, (_, before, after) => {
    return `<svg${before}viewBox="-12 -12 ${w} ${h}" width="${w}" height="${h}"${after}>${paper}`;
  });
}

/** Paragraphs of the summary that the README shows, with the first of each list; the rest is left out. */
function extract(text) {
  const [title, ...parts] = text.split(/\n\n+/);
  const wanted = parts.filter((part) => /^(What the plan changes|On average|Worse off|No priority)/.test(part));
  const shown = wanted.map((part) => {
    const [head, ...lines] = part.split('\n');
    const items = lines.filter((line) => line.startsWith('  '));
    return items.length <= ITEMS_SHOWN ? part : [head, ...items.slice(0, ITEMS_SHOWN), '  ...'].join('\n');
  });
  return ['```text', [title, ...shown].join('\n\n').trimEnd(), '```'].join('\n');
}

function windowTable({ rows }) {
  const windows = ['before the plan', 'plan year 1', 'plan year 2', 'last 13 weeks'];
  const of = (id, window) => rows.find((row) => row.metric === id && row.by === 'all' && row.window === window);
  const number = (value) =>
    value
      .toFixed(1)
      .replace(/^-0\.0$/, '0.0')
      .replace('-', '−');
  const line = (window) => {
    const { baselineMean, alternativeMean, difference, ci95, improves } = of('interim_list.people', window);
    const exits = of('home_care.provider_exits', window);
    const interval = `${number(difference)} (${number(ci95[0])} to ${number(ci95[1])})`;
    const closed = `${number(exits.baselineMean)}, ${number(exits.alternativeMean)}`;
    return [window, number(baselineMean), number(alternativeMean), interval, String(Math.round(improves * 100)), closed];
  };
  const head = [
    'people on the list',
    'baseline',
    'plan',
    'difference (95% interval)',
    'fewer in, of 100 futures',
    'providers closed: baseline, plan',
  ];
  return table([head, ...windows.map(line)]);
}

function pairingTable({ pairing, replications: n }) {
  const wanted = [
    ['cost.total', "council's revenue cost"],
    ['home_care.people', 'people with council home care'],
    ['hospital.discharges', 'hospital discharges'],
    ['home_care.hand_backs', 'packages handed back'],
    ['hospital.delayed_people', 'people delayed in hospital'],
    ['workforce.carers', 'carers in post'],
    ['interim_list.people', 'people on the interim care list'],
    ['home_care.provider_exits', 'providers that closed'],
  ];
  const found = wanted.flatMap(([id, words]) => {
    const row = pairing.find((one) => one.metric === id);
    return row === undefined || row.timesFewer === null ? [] : [{ ...row, words }];
  });
  const sorted = found.sort((a, b) => b.timesFewer - a.timesFewer);
  const lines = sorted.map(({ words, correlation, timesFewer }) => [
    words,
    correlation.toFixed(2),
    timesFewer.toFixed(timesFewer < 10 ? 1 : 0),
  ]);
  return table([[`mean since the plan, ${n} pairs`, 'correlation of the two plans', 'variance without pairing ÷ with'], ...lines]);
}

const folder = mkdtempSync(join(tmpdir(), 'caresim-remake-'));
try {
  const out = join(folder, 'comparison');
  const text = compare(out);
  const comparison = JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8'));
  const image = join(ROOT, 'docs/images/interim-list.svg');
  mkdirSync(dirname(image), { recursive: true });
  writeFileSync(image, onPaper(readFileSync(join(out, `charts/${CHART}.svg`), 'utf8')));
  put('README.md', 'summary', extract(text));
  put('README.md', 'windows', windowTable(comparison));
  put('docs/design.md', 'pairing', pairingTable(comparison));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
