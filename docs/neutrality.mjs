/**
 * What a principal that is just like the framework changes, at full size: Norfolk's neutral plans against both baselines over three,
 * six and fifteen years, two seeds each, and writes it into docs/horizon.md. Takes a quarter of an hour on two cores:
 *
 *   npm run build && node docs/neutrality.mjs [REPLICATIONS]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { put, ROOT, table } from './blocks.mjs';

const replications = Number(process.argv[2] ?? 100);
const folder = mkdtempSync(join(tmpdir(), 'caresim-neutrality-'));
const PLANS = [
  ['offers', 'baseline.yaml', 'principal-neutral.yaml'],
  ['shortage', 'baseline-shortage.yaml', 'principal-neutral-shortage.yaml'],
];
const GROUPS = ['framework_north', 'framework_south', 'framework_west', 'framework_east', 'spot_rural', 'spot_east'];
/** What a closure by loss of work does is left out of both; see the model page. */
const SAME = ['homeCare.exit.lossOfWork=0'];
/**
 * Rounds of one density; one offer for each package, answered at once, by providers who are alike; nobody closes or hands back, all are
 * good, and posts stay where they are, those of providers with several areas too.
 */
const WITHOUT_STRUCTURE = [
  ...SAME,
  'homeCare.exit.base=0 per year',
  'homeCare.exit.perOveruse=0 per year',
  'homeCare.density.half=0.0001',
  'homeCare.inspection.outcomes={good: 1}',
  'homeCare.capacityFollowsWork=null',
  'homeCare.providers.spot_rural.areas=[south]',
  'homeCare.handBack.base=0 per year',
  'homeCare.handBack.perVacancy=0 per year',
  'homeCare.handBack.perOveruse=0 per year',
  'homeCare.offers.answer={fixed: 0.01 days}',
  'homeCare.offers.hardFactor=1',
  'homeCare.offers.doubleHandedFactor=1',
  'homeCare.offers.areaFactor=1',
  ...GROUPS.flatMap((id) => [`homeCare.providers.${id}.acceptance=1`, `homeCare.providers.${id}.answerFactor=1`]),
];
const HORIZONS = [156, 312, 780];
const MEASURES = [
  ['interim_list.people', 'people on the list'],
  ['hospital.delayed_people', 'delayed in hospital'],
  ['home_care.people', 'people in care'],
  ['workforce.carers', 'carers in post'],
];

/** One run of fifteen years holds the shorter ones: what is simulated of a week does not hang on where the run ends. */
function compared([, baseline, plan], seed, sets) {
  const out = join(folder, `${plan}-${seed}-${sets.length}`);
  const files = [baseline, plan].map((file) => `scenarios/norfolk/${file}`);
  const options = ['--weeks', HORIZONS.at(-1), '--seed', seed, '--replications', replications, '--out', out, '--no-report', '--quiet'];
  const words = ['compare', ...files, ...options.map(String), ...sets.flatMap((set) => ['--set', set])];
  execFileSync(process.execPath, [join(ROOT, 'dist/cli/main.js'), ...words], { cwd: ROOT });
  const { rows } = JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8'));
  rmSync(out, { recursive: true });
  return (weeks, metric, by = 'all', key = 'all') =>
    rows.find((row) => row.metric === metric && row.by === by && row.key === key && row.window === `weeks ${weeks - 51}-${weeks}`);
}

const one = (x) => (Math.abs(x) < 100 ? x.toFixed(1) : Math.round(x).toLocaleString('en-GB')).replace('-', '−');
const difference = (row) => `${one(row.difference)} (${one(row.ci95[0])} to ${one(row.ci95[1])}) of ${one(row.baselineMean)}`;
const points = (share) => `${(100 * share).toFixed(1)}%`;

const lines = [
  ['reading', 'structure', 'seed', 'years', ...MEASURES.map(([, words]) => words), 'hours used: framework without it, principal'],
];
for (const plan of PLANS)
  for (const [words, sets] of [
    ['left out', WITHOUT_STRUCTURE],
    ['in', SAME],
  ])
    for (const seed of [20261001, 777]) {
      const row = compared(plan, seed, sets);
      for (const weeks of HORIZONS) {
        const cells = MEASURES.map(([metric]) => difference(row(weeks, metric)));
        const without = row(weeks, 'home_care.utilisation', 'tier', 'framework').baselineMean;
        const principal = row(weeks, 'home_care.utilisation', 'tier', 'principal').alternativeMean;
        lines.push([plan[0], words, String(seed), String(weeks / 52), ...cells, `${points(without)}, ${points(principal)}`]);
        console.log(lines.at(-1).join('; '));
      }
    }
rmSync(folder, { recursive: true });
put('docs/horizon.md', 'neutrality', table(lines));
