/**
 * What a principal that is just like the framework changes, at full size: Norfolk's neutral plans against both baselines over three,
 * six and fifteen years, two seeds each; and what each part of the structure is worth. Written into docs/horizon.md. Takes half an hour
 * and ten minutes on two cores; the second alone with `effects` behind the number of replications:
 *
 *   npm run build && node docs/neutrality.mjs [REPLICATIONS] [effects]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
/** What a principal is by its structure, and the settings without it. */
const STRUCTURE = [
  [
    'offers: refusals and days to answer',
    [
      'homeCare.offers.hardFactor=1',
      'homeCare.offers.doubleHandedFactor=1',
      'homeCare.offers.areaFactor=1',
      'homeCare.offers.answer={fixed: 0.01 days}',
      ...GROUPS.flatMap((id) => [`homeCare.providers.${id}.acceptance=1`, `homeCare.providers.${id}.answerFactor=1`]),
    ],
  ],
  ['density of rounds', ['homeCare.density.half=0.0001']],
  ['closures by chance', ['homeCare.exit.base=0 per year', 'homeCare.exit.perOveruse=0 per year']],
  ['ratings', ['homeCare.inspection.outcomes={good: 1}']],
  ['posts that nobody fills', ['homeCare.capacityFollowsWork=null']],
  [
    'hand-backs',
    ['homeCare.handBack.base=0 per year', 'homeCare.handBack.perVacancy=0 per year', 'homeCare.handBack.perOveruse=0 per year'],
  ],
  ['posts that change area', ['homeCare.providers.spot_rural.areas=[south]']],
];
const HORIZONS = [156, 312, 780];
const MEASURES = [
  ['interim_list.people', 'people on the list'],
  ['hospital.delayed_people', 'delayed in hospital'],
  ['home_care.people', 'people in care'],
  ['workforce.carers', 'carers in post'],
];

function compared([, baseline, plan], seed, sets, weeks) {
  const out = join(folder, 'out');
  const files = [baseline, plan].map((file) => `scenarios/norfolk/${file}`);
  const options = ['--weeks', weeks, '--seed', seed, '--replications', replications, '--out', out, '--no-report', '--quiet'];
  const words = ['compare', ...files, ...options.map(String), ...sets.flatMap((set) => ['--set', set])];
  execFileSync(process.execPath, [join(ROOT, 'dist/cli/main.js'), ...words], { cwd: ROOT });
  const { rows } = JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8'));
  const use = Object.fromEntries(
    readdirSync(join(out, 'scenarios')).map((name) => {
      const { metrics } = JSON.parse(readFileSync(join(out, 'scenarios', name, 'summary.json'), 'utf8'));
      return [name.includes('neutral') ? 'plan' : 'baseline', metrics['home_care.utilisation'].by.tier];
    }),
  );
  rmSync(out, { recursive: true });
  return { use, rowOf: (metric, window) => rows.find((row) => row.metric === metric && row.by === 'all' && row.window === window) };
}

const one = (x) => (Math.abs(x) < 100 ? x.toFixed(1) : Math.round(x).toLocaleString('en-GB')).replace('-', '−');
const difference = ({ difference: mean, ci95 }) => `${one(mean)} (${one(ci95[0])} to ${one(ci95[1])})`;
const percent = ({ mean }) => `${(100 * mean).toFixed(1)}%`;

/** One run of fifteen years holds the shorter ones: what is simulated of a week does not hang on where the run ends. */
function horizons() {
  const lines = [['reading', 'structure', 'seed', 'years', ...MEASURES.map(([, words]) => words)]];
  const without = [...SAME, ...STRUCTURE.flatMap(([, sets]) => sets)];
  for (const plan of PLANS)
    for (const [words, sets] of [
      ['left out', without],
      ['in', SAME],
    ])
      for (const seed of [20261001, 777]) {
        const { rowOf } = compared(plan, seed, sets, HORIZONS.at(-1));
        for (const weeks of HORIZONS) {
          const rows = MEASURES.map(([metric]) => rowOf(metric, `weeks ${weeks - 51}-${weeks}`));
          const cells = rows.map((row) => `${difference(row)} of ${one(row.baselineMean)}`);
          lines.push([plan[0], words, String(seed), String(weeks / 52), ...cells]);
          console.log(lines.at(-1).join('; '));
        }
      }
  put('docs/horizon.md', 'neutrality', table(lines));
}

function effects() {
  const lines = [['reading', 'left out', 'people on the list', 'people in care', 'hours used: framework without it, principal']];
  for (const plan of PLANS)
    for (const [words, sets] of [['nothing', []], ...STRUCTURE]) {
      const { rowOf, use } = compared(plan, 4711, [...SAME, ...sets], 312);
      const cells = ['interim_list.people', 'home_care.people'].map((metric) => difference(rowOf(metric, 'since the plan')));
      lines.push([plan[0], words, ...cells, `${percent(use.baseline.framework)}, ${percent(use.plan.principal)}`]);
      console.log(lines.at(-1).join('; '));
    }
  put('docs/horizon.md', 'effects', table(lines));
}

if (process.argv[3] !== 'effects') horizons();
effects();
rmSync(folder, { recursive: true });
