/**
 * Every shipped plan at twice its horizon: whether the answer has settled, or is reported as one that has not; and Norfolk run forward
 * from January 2022 and from May 2023, against what was seen in 2023. Written into docs/horizon.md. Takes an hour or two on two cores:
 *
 *   npm run build && node docs/horizons.mjs [REPLICATIONS] [COUNCIL...]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { put, ROOT, rowsOf, table } from './blocks.mjs';

const [replications = '40', ...councils] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'caresim-horizons-'));
const SCENARIOS = join(ROOT, 'scenarios');
const WORDS = { settled: 'settled', moving: 'still moving', unknown: 'too few futures to tell' };

const caresim = (words) => execFileSync(process.execPath, [join(ROOT, 'dist/cli/main.js'), ...words], { cwd: ROOT, stdio: 'pipe' });
const read = (...path) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
const grouped = (x) => x.toLocaleString('en-GB', { maximumSignificantDigits: 3 }).replace('-', '−');
const one = (x) => x.toFixed(1).replace('-', '−');

/** A scenario's own text, and those that it extends, nearest first. */
function chainOf(council, name) {
  const written = parse(readFileSync(join(SCENARIOS, council, `${name}.yaml`), 'utf8'));
  const parent = written.extends === undefined ? null : basename(written.extends, '.yaml');
  return [{ name, written }, ...(parent === null ? [] : chainOf(council, parent))];
}

const levelOf = (x) => (typeof x === 'object' ? x.value : x);

/** The horizon of a plan, and the nearest scenario that it extends which is a baseline. */
function planOf(council, name) {
  const chain = chainOf(council, name);
  const weeks = levelOf(chain.find(({ written }) => written.weeks !== undefined).written.weeks);
  const ownStart = chain[0].written.start !== undefined;
  const baseline = ownStart ? undefined : chain.slice(1).find((other) => /^(baseline|hand-backs-at-rest)/.test(other.name))?.name;
  return { council, name, weeks, baseline };
}

const plans = (councils.length > 0 ? councils : readdirSync(SCENARIOS))
  .flatMap((council) =>
    readdirSync(join(SCENARIOS, council))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => planOf(council, basename(file, '.yaml'))),
  )
  .sort((a, b) => `${a.council} ${a.name}`.localeCompare(`${b.council} ${b.name}`));

function movementsOf({ council, name, weeks, baseline }) {
  const path = (file) => `scenarios/${council}/${file}.yaml`;
  const options = [
    '--weeks',
    String(2 * weeks),
    '--replications',
    replications,
    '--out',
    join(folder, 'out'),
    '--no-report',
    '--quiet',
    '--overwrite',
  ];
  if (baseline === undefined) {
    caresim(['run', path(name), ...options]);
    return read('out', 'summary.json').settling;
  }
  caresim(['compare', path(baseline), path(name), ...options]);
  return read('out', 'comparison.json').settling;
}

const lines = plans.map((plan) => {
  const movements = movementsOf(plan);
  const found = ['moving', 'unknown'].flatMap((verdict) => {
    const open = movements.filter((movement) => movement.verdict === verdict);
    const named = open.map(({ metric, slope }) => (verdict === 'moving' ? `${metric} (${grouped(52 * slope)} a year)` : metric));
    return open.length === 0 ? [] : [`${WORDS[verdict]}: ${named.join(', ')}`];
  });
  const cells = [plan.council, plan.name, plan.baseline ?? 'a run by itself', String(2 * plan.weeks), found.join('; ') || 'all settled'];
  console.log(cells.join(' | '));
  return cells;
});
const others = councils.length === 0 ? [] : rowsOf('docs/horizon.md', 'horizons').filter(([council]) => !councils.includes(council));
const rows = [...others, ...lines].sort((a, b) => `${a[0]} ${a[1]}`.localeCompare(`${b[0]} ${b[1]}`));
put('docs/horizon.md', 'horizons', table([['council', 'scenario', 'against', 'weeks', 'headline figures at the end'], ...rows]));

/** People on the list at given days of a run, over futures. */
function listOn(scenario, days) {
  const moments = days.flatMap((day) => ['--at', day]);
  caresim([
    'run',
    `scenarios/norfolk/${scenario}.yaml`,
    ...moments,
    '--replications',
    '100',
    '--out',
    join(folder, 'out'),
    '--no-report',
    '--quiet',
    '--overwrite',
  ]);
  return read('out', 'summary.json').at.map(({ metrics }) => metrics['interim_list.people']);
}

const tested = [
  [
    'back-test-2022',
    [
      ['2023-05-23', 65],
      ['2023-10-16', 105],
    ],
  ],
  ['baseline', [['2023-10-16', 105]]],
].flatMap(([scenario, days]) =>
  listOn(
    scenario,
    days.map(([day]) => day),
  ).map(({ mean, p05, p95 }, i) => [
    scenario,
    days[i][0],
    String(days[i][1]),
    one(mean),
    `${one(p05)} to ${one(p95)}`,
    days[i][1] < p05 || days[i][1] > p95 ? 'outside' : 'inside',
  ]),
);
put('docs/horizon.md', 'back-test', table([['run', 'day', 'seen', 'simulated mean', '9 in 10 futures', 'seen lies'], ...tested]));
rmSync(folder, { recursive: true });
